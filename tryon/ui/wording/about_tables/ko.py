"""What is said at the foot of the page, in Korean."""

ABOUT = {
    "ab_own": (
        "이 페이지는 합성 인물과 권리가 없는 옷 사진으로 학습한 이 프로젝트의 작은 네트워크로 동"
        "작합니다. 가중치는 Apache-2.0으로 프로그램에 들어 있으며 상업적으로도 쓸 수 있습니다. 만"
        "들어진 그림은 네트워크의 라이선스가 아니라 주신 사진에만 매입니다."
    ),
    "ab_pose": (
        "자세는 Google의 BlazePose, 신체 부위는 Google의 다중 클래스 셀카 분할기에서 오며 둘 다 "
        "Apache-2.0입니다."
    ),
    "ab_viton": (
        "공개된 VITON-HD 네트워크는 더 크고, 옷의 픽셀을 구부리는 대신 상반신 전체를 새로 그립니"
        "다. 주름과 그림자가 더 부드럽고 소매도 더 좋습니다. 가중치는 비상업적 용도로만 쓸 수 있"
        "고 프로그램에 들어 있지 않습니다. 가중치 폴더에 넣으면 옵션에서 VITON-HD를 고를 수 있습"
        "니다."
    ),
    "ab_rmgn": (
        "RMGN은 사진을 있는 그대로 씁니다. 자세도 신체 부위도 필요 없어서 이를 찾을 수 없는 사진"
        "에서도 동작합니다. 저자들이 가중치에 라이선스를 주지 않았으므로 이것도 프로그램에 들어 "
        "있지 않고 내려받지도 않습니다. 쓰기 전에 저자에게 물어보세요."
    ),
    "ab_caption": "이 페이지가 아는 모든 네트워크",
    "ab_weights": "가중치",
    "ab_used": "쓰임",
    "ab_licence": "라이선스",
    "ab_commercial": "상업적 이용",
    "ab_here": "여기 있음",
    "ab_yes": "예",
    "ab_no": "아니요",
    "ab_no_licence": "밝히지 않음",
    "ab_repository": "이 저장소 안",
    "ab_model_page": "{name} 모델 페이지, {entry}",
    "ab_section": "{name} 절",
    "ab_link": "링크 {name}",
    "ab_release": "릴리스 {name}",
    "use_photos": "옷 사진",
    "use_pose": "자세",
    "use_parsing": "신체 부위",
    "use_clicks": "마스크 클릭",
    "use_evaluate": "평가",
    "use_training": "학습",
    "wt_compact_layout": "compact의 배치 네트워크",
    "wt_compact_settling": "compact의 정리 네트워크",
    "wt_compact_matching": "compact의 맞춤 네트워크",
    "wt_compact_composing": "compact의 합성 네트워크",
    "wt_compact_skin_light": "compact의 피부 빛 네트워크",
    "wt_compact_inner_back": "옷의 등 안쪽, 옷 네트워크의 인코더 사용",
    "wt_compact_inner_back_home": "집에서 촬영한 옷의 안쪽과 후드",
    "wt_compact_garment": "옷 네트워크: 사진 속 옷의 종류",
    "wt_compact_garment_mask": "옷 마스크 네트워크: 사진 속 옷의 위치",
    "wt_pose_detection": "BlazePose: 사람의 위치",
    "wt_pose_landmark": "BlazePose: 사람의 관절과 윤곽",
    "wt_face_near": "BlazeFace, 가까운 얼굴",
    "wt_face_far": "BlazeFace, 먼 얼굴",
    "wt_selfie_multiclass": "MediaPipe의 인물 분할기",
    "wt_sam_vit_b": "Segment Anything(ViT-B)",
    "wt_viton_hd_seg": "VITON-HD 분할 생성기",
    "wt_viton_hd_gmm": "VITON-HD 기하 맞춤",
    "wt_viton_hd_alias": "VITON-HD ALIAS 생성기",
    "wt_rmgn_warp": "RMGN 변형 네트워크",
    "wt_rmgn_gen": "RMGN 생성기",
    "wt_lpips_alexnet": "AlexNet, LPIPS 지표용",
    "wt_vgg19": "VGG-19, 지각 손실용",
    "wt_fid_inception": "Inception v3, FID와 KID 지표용",
    "sy_trouble": (
        "VITON-HD는 문제를 이렇게 부릅니다. 예측된 옷 Ŝ_c에 변형된 옷이 닿지 않는 곳, "
        "M_misalign(식 4)에서는 네트워크가 지어내야 하고, 착용 그림은 대개 거기서 어긋납니다. 이 "
        "프로그램은 실행할 때마다 그 마스크를 남겨 보고, 재고, 고칠 수 있게 합니다."
    ),
    "sy_soft": (
        "마스크는 0에서 1까지 부드러우며, 변형된 옷의 가장자리는 전부 아니면 전무가 아닙니다. 어"
        "긋남은 max(Ŝ_c - 변형된 마스크, 0)이고, 비율은 그 합을 Ŝ_c의 합으로 나눈 것으로 작업 크"
        "기에서 잽니다. 작업 크기가 같은 실행끼리만 비교하세요. 픽셀 수는 크기와 함께 늘어납니다."
    ),
    "sy_rmgn": (
        "RMGN은 배치을 예측하지 않습니다. 그 마스크는 사진 속 인물이 입은 옷과 비교하므로, 수치는"
        " 다른 물음에 대한 답이며 히스토그램 옆에 놓지 않습니다."
    ),
    "sy_caption": "어디에서 찾나",
    "sy_what": "무엇",
    "sy_where": "이 페이지에서",
    "sy_file": "python -m tryon 뒤에, 또는 파일로",
    "sy_masks": "두 마스크를 결과, 사진, 변형된 옷 위에 겹친 것, 가장 나쁜 곳, 이전 실행 뒤의 변화",
    "sy_masks_at": "모든 결과 아래의 “옷이 맞지 않는 곳”",
    "sy_masks_file": "run --out now, 이어서 inspect now --before earlier",
    "sy_mending": "배치이나 옷 마스크를 고치고 그에 달린 것만 실행",
    "sy_mending_at": "스튜디오, 예측한 배치",
    "sy_flow": "흐름 뒤에 남는 것과 스플라인이 남긴 것",
    "sy_flow_at": "단계: 흐름이 메우는 것",
    "sy_ablation": (
        "같은 가중치로 영역별 표준화가 있을 때와 없을 때(표 1과 같지만 새로 학습하지 않음)"
    ),
    "sy_ablation_at": "옵션, viton-hd일 때: ALIAS 정규화 없이도 그리기",
    "sy_degree": "어긋난 정도에 따른 SSIM, LPIPS, FID(그림 9와 같이)",
    "sy_degree_at": "여기에는 없음",
    "sy_degree_file": "evaluate --layout given, 이어서 misalignment A=dir B=dir --out fig9.png",
    "sy_files": "마스크 자체와 misalignment_ratio가 든 report.json",
    "sy_last": (
        "결과 아래의 히스토그램은 수치를 싣지 않은 논문의 것이 아니라, 합성 인물과 옷 74쌍을 기본"
        " 방식으로 돌린 것입니다. 여기서 평소보다 많은지 적은지로 읽어 주세요."
    ),
    # What visitors ask, and the answers.
    "qa_sleeve": "소매나 목선은 어떻게 고치나요?",
    "qa_sleeve_so": (
        "옷 사진 옆 메뉴에서 다른 것을 고르고 다시 실행하세요. 더 고치려면 결과 아래의 “이상한 곳"
        "이 있나요? 스튜디오에서 고치기”를 누르고 무엇이 이상한지 고르세요."
    ),
    "qa_hand": "손이나 머리카락이 사라졌으면 어떻게 하나요?",
    "qa_hand_so": (
        "결과 아래의 “이상한 곳이 있나요? 스튜디오에서 고치기”를 누르고 “손이나 머리카락이 덧칠됨”"
        "을 누른 뒤, 사진에서 손이나 머리카락을 칠하고 바뀐 단계를 실행하세요. 그곳은 사진 그대로 "
        "남습니다."
    ),
    "qa_alike": "왜 제 옷과 똑같지 않나요?",
    "qa_alike_so": (
        "그림은 이 두 사진으로 계산합니다. 옷 사진에 보이지 않는 것은 추측입니다: 이 자세의 주름,"
        " 옆면, 품. 이 페이지는 치수를 모르므로 옷이 맞는지는 알려 주지 않습니다."
    ),
    "qa_orange": "주황색 부분은 무엇인가요?",
    "qa_orange_so": (
        "옷이 있어야 하지만 구부린 옷이 닿지 않는 곳입니다. 페이지가 그곳을 채워야 했으니 잘못된 "
        "곳은 먼저 거기서 찾으세요. 검사기의 그림 위에만 있고 내려받는 결과에는 없습니다."
    ),
    "qa_last": "마지막 결과는 어디에 있고 어떤 사진으로 만들었나요?",
    "qa_last_so": "“내 결과”에 두 사진의 작은 그림과 함께 있습니다. 누르면 다시 볼 수 있습니다.",
    "qa_several": "여러 옷을 한꺼번에 입어 보려면?",
    "qa_several_so": "“룩북” 탭에서: 한 사람에게 여러 옷을, 또는 한 옷을 여러 사람에게 입힙니다.",
    "qa_phone": "그림을 휴대전화로 옮기려면?",
    "qa_phone_so": (
        "휴대전화에서 이 페이지를 열고 그곳의 결과 아래에서 “그림(PNG)”를 누르세요. 다른 브라우저"
        "에서 만든 결과는 보이지 않습니다: 컴퓨터에서는 그림을 내려받아 자신에게 보내세요."
    ),
    "qa_shop": "결과를 가게에서도 써도 되나요?",
    "qa_shop_so": (
        "두 사진의 권리가 허용하는 만큼 됩니다. 페이지 자체의 네트워크(파이프라인 compact)는 조건"
        "을 걸지 않습니다. VITON-HD의 가중치는 비상업적 용도로만 쓸 수 있고, RMGN의 가중치에는 허"
        "가된 라이선스가 없습니다. 결과 아래에 어느 파이프라인이 만들었는지 적혀 있습니다."
    ),
    "qa_delete": "제 사진을 없애려면?",
    "qa_delete_so": (
        "결과 아래의 “모두 지우기”를 누르세요: 사진, 결과, 룩북이 서버에서 바로 지워집니다. 누르"
        "지 않아도 한 시간 안에 지워집니다."
    ),
    "qa_language": "페이지를 제 언어로 보려면?",
    "qa_language_so": (
        "브라우저 설정의 첫 번째 언어를 따릅니다: 영어, 독일어, 프랑스어, 스페인어, 중국어, 한국"
        "어, 일본어. 거기서 바꾸고 페이지를 다시 불러오세요."
    ),
}
