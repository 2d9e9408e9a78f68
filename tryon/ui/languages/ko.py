"""The page's words in Korean."""

WORDS = {
    "title": "단계별 가상 피팅",
    "lead": (
        "한 사진의 옷을 다른 사진의 사람에게 입히고 그 사이의 모든 단계를 볼 수 있습니다: "
        "자세, 신체 부위, 배치, 변형, 그리고 변형된 옷이 맞지 않는 곳."
    ),
    "privacy": (
        "사진은 이 페이지가 실행되는 컴퓨터에만 남습니다. 다른 곳으로 전송되지 않고 학습에 "
        "쓰이지 않으며, 사진과 결과는 한 시간 안에 삭제됩니다."
    ),
    "try_on": "입어 보기",
    "lookbook": "룩북",
    "person": "사람",
    "garment": "옷",
    "examples": "예시",
    "crop": "자르기 또는 회전",
    "crop_person": "사람 사진: 자르기 또는 회전",
    "crop_garment": "옷 사진: 자르기 또는 회전",
    "sleeves": "소매: 맞나요?",
    "neckline": "네크라인: 맞나요?",
    "swap": "두 사진 바꾸기",
    "run": "입어 보기",
    "sides": "방식 비교하기",
    "cancel": "취소",
    "options": "옵션",
    "pipeline": "방식",
    "pipeline_info": "어떤 신경망이 옷을 입힐지 고릅니다.",
    "size": "작업 크기",
    "size_info": "가로 × 세로 픽셀. 결과는 사진의 크기를 유지하며 최대 1300만 화소입니다.",
    "seed": "시드",
    "seed_info": "같은 시드는 같은 그림을 만듭니다.",
    "variations": "변형 수",
    "variations_info": "이만큼의 그림을 각기 다른 시드로 그립니다. 한 장마다 같은 시간이 걸립니다.",
    "ablation": "ALIAS 정규화 없이도 그리기",
    "ablation_info": "옷이 맞지 않는 곳에서 논문의 정규화가 무엇을 바꾸는지 보여 줍니다.",
    "studio": "스튜디오: 마스크를 고치고 어느 단계든 다시 실행",
    "invitation": "이상한 곳이 있나요? 스튜디오에서 고치기",
    "about": "여기서 실행되는 것, 그 출처, 더 쓸 수 있는 것",
    "study": "정렬 오류를 연구하는 분께",
    "empty": "결과가 여기에 나타나며, 전후를 슬라이더로 비교할 수 있습니다.",
    "lookbook_lead": (
        "한 사람에게 여러 옷을, 또는 한 옷을 여러 사람에게: 양쪽에 사진을 여러 장 또는 "
        "폴더째 추가하세요. 모든 결과는 전체 단계와 함께 열립니다."
    ),
    "persons": "사람들",
    "garments": "옷들",
    "make": "룩북 만들기",
    "stop": "멈추기",
    "use_examples": "예시 사용",
    "sheet": "전체 시트 내려받기",
    "zip": "모든 결과 내려받기 (zip)",
    "wear_too": "이 그림을 사람 사진으로 쓰기",
    "to_lookbook": "룩북으로",
    "drag": "✥ 끌기",
    "whole": "전체",
    "full_screen": "전체 화면",
    "copy": "복사",
    "share": "공유",
    "download": "내려받기",
    "results": "내 결과",
    "results_note": "한 시간 동안 이 브라우저에만 보관됩니다.",
    "forget": "모두 지우기",
    "steps": "단계",
    "walk": "작동 방식: 하나씩 보기",
    "turn_left": "⟲ 왼쪽으로 회전",
    "turn_right": "⟳ 오른쪽으로 회전",
    "whole_photo": "전체 사진",
    "use_this": "사용하기",
    "trim_hint": (
        "모서리나 선택 영역을 끌어 보세요. 전체 사진은 그대로 남으니 다시 열어 바꿀 수 있습니다."
    ),
    "back": "뒤로",
    "close": "닫기",
    "next": "다음",
    "done": "완료",
    "made_photos": "이전 사진으로 만든 결과입니다.",
    "made_options": "지금 고른 것과 다른 옵션으로 만든 결과입니다.",
    "made_mends": "스튜디오에서 마지막으로 바꾸기 전의 결과입니다.",
    "before": "전",
    "after": "후",
    "tap_person": "사진에서 옷을 입힐 사람을 누르세요.",
    "tap_garment": "사진에서 입혀 볼 옷을 누르세요.",
    "unusable_person": "이 사람 사진은 쓸 수 없습니다.",
    "unusable_garment": "이 옷 사진은 쓸 수 없습니다.",
    "arriving": "사진을 올리는 중…",
    "not_arrived": "사진이 도착하지 않았습니다.",
    "not_arrived_hint": "다시 선택하세요. 사진이 크면 먼저 줄여 주세요.",
    # Gradio's own word for the frames of the lookbook.
    "upload_text.drop_gallery": "여기에 사진을 놓으세요",
    # Made at run time.
    "waiting": "빈자리를 기다리는 중",
    "waiting_one": "기다리는 중: 앞에 한 건이 있습니다",
    "waiting_many": "기다리는 중: 앞에 {count}건이 있습니다",
    "looking": "사진을 살펴보는 중…",
    "cancelled": "취소했습니다. 사진은 그대로 있습니다. 다시 시작하려면 입어 보기를 누르세요.",
    "packing": "다운로드를 준비하는 중…",
    "done_in": "{time} 만에 완료했습니다.",
    "done_mended": "스튜디오에서 고친 내용을 반영해 {time} 만에 완료했습니다.",
    "sides_done": "완료: 아래에 사진이 나란히 있습니다.",
    "needs_both": "먼저 사람 사진과 옷 사진을 추가하세요.",
    "needs_both_hint": "두 칸에 사진을 놓거나 아래의 예시를 누르세요.",
    "fetch_hint": "페이지 아래의 신경망 목록을 열고 ‘{button}’을(를) 누르세요.",
    "fetch_sam": "읽었습니다: Segment Anything 내려받기",
    "fetch_viton_hd": "읽었습니다: VITON-HD 내려받기",
    "use_sam": "Segment Anything은 스튜디오의 클릭에 기본 도구보다 더 정확하게 반응합니다.",
    "use_viton_hd": "공개된 VITON-HD 신경망은 내려받고 나면 옵션에서 선택할 수 있습니다.",
    "terms_free": "내려받을 크기: {size}. 라이선스: {licences}, 상업적 이용 가능.",
    "terms_bound": "내려받을 크기: {size}. 라이선스: {licences}, 비상업적 용도로만 이용 가능.",
    "origin": "내려받는 곳: {origin}. 제작자가 공개하는 곳: {published}.",
    "origin_mirror": (
        "내려받는 곳: {origin}. 제작자가 아닌 개인이 Hub에 올린 것이며, 제작자의 것인지 아무도 "
        "확인하지 않았습니다. 제작자가 공개하는 곳: {published}."
    ),
    "fetching": "{key} 내려받는 중(이번 한 번만)",
    "fetching_share": "{key} 내려받는 중(이번 한 번만), {share} %",
    "fetched": "내려받아 확인했습니다. 이제부터 사용합니다.",
    "not_fetched": "이 페이지는 방문자를 위해 아무것도 내려받지 않습니다.",
    "not_fetched_hint": (
        "페이지를 운영하는 사람은 할 수 있습니다: python -m tryon weights fetch 또는 변수 "
        "TRYON_FETCH."
    ),
    "missing": "이 컴퓨터에 없는 것: {titles}.",
    "missing_one": "이 컴퓨터에 없는 것: {titles}.",
    "missing_more": "이 컴퓨터에 없는 것: {titles}.",
    "missing_hint": "아래 신경망 목록에 제작자가 공개하는 곳이 적혀 있습니다.",
    "person_found": "한 사람을 찾았고 자세와 신체 부위도 찾았습니다.",
    "no_person": "사람 사진에서 사람을 찾지 못했습니다.",
    "no_person_hint": (
        "정면에서 찍은, 적어도 머리부터 엉덩이까지 나온 한 사람의 사진을 쓰세요. 이것이 "
        "옷이라면 두 사진을 바꾸세요."
    ),
    "several_largest": (
        "사진에 {count}명이 있습니다. 왼쪽부터 {all}명 중 {number}번째, 가장 큰 사람을 "
        "골랐습니다. 다른 사람은 그대로 둡니다."
    ),
    "several_chosen": (
        "사진에 {count}명이 있습니다. 왼쪽부터 {all}명 중 {number}번째 사람을 골랐습니다. "
        "다른 사람은 그대로 둡니다."
    ),
    "several_hint": "다른 사람에게 입히려면 그 사람을 고르세요.",
    "garment_found": "옷을 찾았습니다. 아마도: {sleeve}, {neckline}.",
    "sleeve_sleeveless": "민소매",
    "sleeve_short": "짧은 소매",
    "sleeve_elbow": "팔꿈치까지 오는 소매",
    "sleeve_long": "긴 소매",
    "neckline_round": "둥근 목둘레",
    "neckline_v": "브이넥",
    "neckline_wide": "넓은 목둘레",
    "neckline_high": "높이 닫힌 목",
    "neckline_collar": "칼라",
    "neckline_straps": "끈 달린 목둘레",
    "stage_weights": "네트워크를 준비하는 중",
    "stage_person": "자세와 신체 부위를 찾는 중",
    "stage_garment": "옷을 오려내는 중",
    "stage_agnostic": "원래 옷을 지우는 중",
    "stage_segmentation": "배치를 예측하는 중",
    "stage_matching": "옷을 몸에 맞추는 중",
    "stage_misalignment": "빈틈을 찾는 중",
    "stage_synthesis": "결과를 그리는 중",
    "stage_pictures": "사진을 준비하는 중",
    "results_gone": "결과는 약속대로 한 시간 뒤에 삭제되었습니다.",
    "result_gone": "이 결과는 약속대로 한 시간 뒤에 삭제되었습니다.",
    "try_again_hint": "사진을 다시 선택하고 다시 입어 보세요.",
    "book_again_hint": "룩북을 다시 만드세요.",
    "unreachable": "페이지가 서버에 연결되지 않습니다.",
    "unreachable_hint": "잠시 후 다시 시도하세요.",
    "no_picture": "클립보드에 그림이 없습니다.",
    "no_picture_hint": "주소나 글이 아니라 그림을 복사해 다시 붙여 넣으세요.",
    "no_clipboard": "클립보드를 읽을 수 없었습니다.",
    "no_clipboard_hint": "브라우저에서 허용하거나 업로드 버튼을 쓰세요.",
    "no_camera": "카메라를 열 수 없었습니다.",
    "no_camera_hint": "카메라를 연결하고 브라우저에서 허용하거나 사진을 올리세요.",
    "unseen": "이 브라우저가 사진을 보여 줄 수 없어 여기서 자를 수 없습니다.",
    "unseen_hint": "미리 자르거나 JPEG로 저장하세요.",
    "not_ready": "그림이 아직 준비되지 않았거나 한 시간이 지나 삭제되었습니다.",
    "not_ready_hint": "잠시 기다리거나 다시 입어 보세요.",
    "no_copying": "브라우저가 이 페이지의 그림 복사를 허용하지 않습니다.",
    "no_sharing": "여기서는 그림을 공유할 수 없습니다.",
    "download_hint": "대신 내려받으세요.",
    "copied": "복사했습니다.",
    "forget_sure": "지금 서버에서 모든 사진과 결과, 룩북을 삭제할까요?",
    "forgotten": "모든 사진과 결과, 룩북이 삭제되었습니다.",
    "compare": "비교",
    "compare_hint": "두 결과를 비교하려면 하나의 그림을 누르고, 다른 하나의 ‘비교’를 누르세요.",
    "show_above": "이것을 위에 표시",
    "as_png": "그림(PNG)",
    "as_pair": "전과 후(JPG)",
    "as_zip": "전부(zip)",
    "all_zip": "모든 결과(zip)",
    "booked": "결과의 사진이 여기 있습니다. 양쪽에 더 추가하고 룩북을 만드세요.",
    "worn_too": "이제 결과가 인물입니다. 다른 옷을 선택하면 이 옷을 대신합니다.",
    "restored": "이전 결과를 사진과 옵션과 함께 다시 표시합니다.",
    "book_needs": "먼저 인물과 옷을 하나 이상씩 추가하세요.",
    "book_needs_hint": "두 칸에 사진을 넣거나 예시를 쓰세요.",
    "book_stopped_first": "첫 번째가 끝나기 전에 멈춰 보여 줄 것이 없습니다.",
    "book_stopped": "멈췄습니다. 끝난 것은 아래에 있으며 내려받을 수 있습니다.",
    "book_done": "{count}개 모두 끝났습니다. 그림을 누르면 단계를 볼 수 있습니다.",
    "book_partly": "{count}개 중 {made}개가 끝났습니다. 나머지는 제자리에 이유가 적혀 있습니다.",
    "book_stage": "{count}개 중 {index}번째: {stage}",
    "line_next": "빈자리를 기다리는 중: 다음 차례입니다",
    "line_place": "빈자리를 기다리는 중: {place}번째",
    "step_pose": "자세",
    "step_body": "신체 부위",
    "step_agnostic": "옷을 지운 인물",
    "step_garment": "옷",
    "step_layout": "예측한 배치",
    "step_warp": "변형",
    "step_misaligned": "어긋남",
    "step_flow": "흐름이 메우는 것",
    "step_synthesis": "합성",
    "step_pose_words": "관절의 위치입니다. 자세에 따라 소매와 어깨가 떨어지는 모양이 정해집니다.",
    "step_body_words": (
        "인물의 모든 픽셀에 이름이 하나씩 붙습니다. 그림을 가리키거나 이름을 골라 무엇인지 보세요."
    ),
    "step_agnostic_words": (
        "옛 옷, 목, 팔을 지워 옛 모양이 새 모양에 스며들지 않게 합니다. 얼굴, 머리, 다리, "
        "배경은 남습니다."
    ),
    "step_garment_words": "배경에서 잘라 내 네트워크가 아는 회색 위에 놓은 옷입니다.",
    "step_layout_words": (
        "입었을 때 옷, 팔, 목이 놓일 곳입니다. 결과의 픽셀을 하나도 그리기 전에 자세와 옷으로 "
        "예측합니다."
    ),
    "step_warp_words": (
        "옷을 몸에 맞게 부드럽게 휩니다(박판 스플라인). 격자는 평평한 옷이 어떻게 휘는지 보여 "
        "줍니다."
    ),
    "step_misaligned_words": (
        "예측한 배치는 옷을 원하지만 휜 옷이 닿지 않는 곳입니다. 채워야 하며, 입어 보기 그림이 "
        "흔히 잘못되는 곳입니다."
    ),
    "step_flow_words": (
        "섬세한 흐름이 휜 옷을 픽셀마다 더 옮깁니다. 색은 방향이며, 마지막 마스크는 아직 채울 "
        "곳입니다."
    ),
    "step_synthesis_words": "옷, 피부, 손대지 않은 사진 부분이 하나의 그림이 됩니다.",
}
