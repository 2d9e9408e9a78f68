"""What is said of networks, of their licences and to who studies misalignment, in Korean."""

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
    "wt_compact_inner_back": "옷의 등 안쪽, 옷 네트워크의 인코더 사용",
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
}
