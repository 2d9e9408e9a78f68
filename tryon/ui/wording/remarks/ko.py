"""Remarks in Korean."""

REMARKS = {
    "the_person_photo": "인물 사진",
    "the_garment_photo": "옷 사진",
    "a_skirt": "치마",
    "trousers": "바지",
    "shorts": "반바지",
    "shoes": "신발",
    "a_hat": "모자",
    "no_top": "상의가 아닌 것",
    "on_its_side": "옆으로 누워 있음",
    "upside_down": "거꾸로 놓여 있음",
    "to_the_right": "오른쪽으로 4분의 1 바퀴",
    "to_the_left": "왼쪽으로 4분의 1 바퀴",
    "by_half": "반 바퀴",
    "file_empty": "{name}: 빈 파일입니다.",
    "file_empty_hint": "다른 파일을 선택하세요.",
    "file_unread": "{name}: 읽을 수 없습니다({kind}). JPEG, PNG, WebP, AVIF, HEIC를 읽습니다.",
    "file_unread_hint": "JPEG, PNG 또는 WebP로 저장해 다시 시도하세요.",
    "kind_gif": "GIF 파일",
    "kind_tiff": "TIFF 파일",
    "kind_film": "동영상",
    "kind_eps": "EPS 파일",
    "kind_pdf": "PDF 파일",
    "kind_bmp": "BMP 파일",
    "kind_svg": "SVG 그림",
    "kind_text": "그림이 아닌 글",
    "kind_other": "여기서 읽는 그림 형식이 아님",
    "file_large": "{name}: {size} MB보다 큽니다.",
    "file_large_hint": "줄여서 다시 시도하세요.",
    "pixels_many": (
        "{name}: {width} × {height} 픽셀입니다. 최대 {most}메가픽셀, 한 변 {side}픽셀까지 읽습니다."
    ),
    "pixels_many_hint": "줄여서 다시 시도하세요. 한 변 2000픽셀이면 충분합니다.",
    "pixels_few": "{name}: {width} × {height} 픽셀밖에 되지 않습니다.",
    "pixels_few_hint": "한 변이 {side}픽셀 이상, 되도록 768 × 1024인 사진을 쓰세요.",
    "damaged": "{name}: 손상되었습니다. 일찍 끝나거나 데이터가 맞지 않습니다.",
    "damaged_hint": "이미지 뷰어에서 열어 다시 저장하거나 다른 사진을 찍으세요.",
    "damaged_header": "{name}: 손상되었습니다. 머리 부분이 맞지 않습니다.",
    "too_much_exif": "{name}: EXIF 데이터가 {count} KB를 넘어 사진이라기에는 너무 많습니다.",
    "too_much_segments": "{name}: 세그먼트가 {count}개를 넘어 사진이라기에는 너무 많습니다.",
    "too_much_scans": "{name}: 스캔이 {count}번을 넘어 사진이라기에는 너무 많습니다.",
    "too_much_parts": "{name}: 부분이 {count}개를 넘어 사진이라기에는 너무 많습니다.",
    "too_much_hint": "이미지 뷰어에서 열어 다시 저장하거나 화면을 캡처하세요.",
    "no_room": "{name}: 지금은 공간이 없어 읽을 수 없습니다.",
    "no_room_hint": "임시 파일 폴더에 공간을 만들거나 보통 JPEG로 저장하세요.",
    "slow_file": "{name}: 읽는 데 {seconds}초가 넘게 걸렸습니다.",
    "slow_file_hint": "줄이거나 보통 JPEG로 저장하세요.",
    "unopened": "{name}: 열 수 없습니다.",
    "unopened_hint": "파일이 있고 읽을 수 있는지 확인하세요.",
    "animated": "{name}: 움직이는 그림이라 첫 장면을 썼습니다.",
    "animated_hint": "순간을 직접 고르려면 정지 사진을 쓰세요.",
    "reduced": (
        "{name}: {wide} × {high} 픽셀로 처리 한도보다 큽니다. 결과는 {width} × {height}입니다."
    ),
    "reduced_hint": "어떤 화면에도 충분합니다. 크기를 직접 정하려면 미리 줄이세요.",
    "photos_gone": "사진은 약속대로 한 시간 뒤에 삭제되었습니다.",
    "photos_gone_hint": "다시 선택해 주세요.",
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
    "no_pose": "사진에 사람이 있지만 자세를 알아볼 수 없습니다.",
    "no_pose_hint": (
        "휴대폰을 포함해 아무것도 얼굴을 가리지 않고 머리부터 엉덩이까지 보이는 사진을 쓰세요."
    ),
    "hidden": "옷을 입힐 사람 앞에 다른 사람이 있습니다.",
    "hidden_hint": "사진 속 다른 사람을 고르거나, 몸 앞에 아무도 없는 사진을 쓰세요.",
    "no_shoulders": "두 어깨가 모두 사진에 있지 않습니다.",
    "shoulders_hint": "적어도 어깨부터 엉덩이까지 보이는 사진을 쓰세요.",
    "arms_out": "팔을 옆으로 벌리고 있어 아직 옷을 입힐 수 없습니다.",
    "arms_out_hint": "팔을 내린 사진을 쓰세요.",
    "sleeve_raised": "소매 속의 팔이 굽혀져 있어, 소매가 없을 때의 모습을 알 수 없습니다.",
    "head_down": "사람이 거꾸로 있습니다.",
    "head_down_hint": "사진을 바로 돌리세요.",
    "above_waist": "사진이 허리 위에서 끝납니다.",
    "small_photo": "사진이 작습니다({width} × {height} 픽셀).",
    "small_photo_hint": "더 큰 사진이면 결과가 더 선명합니다.",
    "small_person": "사진 속 사람이 작습니다.",
    "small_person_hint": "사람에 맞게 자르거나 더 가까이에서 찍은 사진을 쓰세요.",
    "lying": "사람이 똑바로 서거나 앉아 있지 않습니다.",
    "lying_hint": "사진을 돌리거나 서 있는 사람의 사진을 쓰세요.",
    "half_body": "엉덩이가 사진 가장자리 아래에 있어 위치를 추정했습니다.",
    "half_body_hint": "허벅지까지 나온 사진이 더 잘 맞습니다.",
    "seated": "사람이 앉거나 쪼그리고 있어 옷이 잘못 나올 수 있습니다.",
    "seated_hint": "서 있는 사진을 쓰세요.",
    "squats": "사람이 쪼그리고 있어 아직 옷을 입힐 수 없습니다.",
    "coat": "코트를 입은 것 같습니다. 일부가 남을 수 있습니다.",
    "coat_hint": "코트를 입지 않은 사진을 쓰세요.",
    "coat_whole": "코트나 그만큼 긴 옷을 입고 있습니다. 아직 벗길 수 없습니다.",
    "from_side": "사람이 옆모습이어서 아직 옷을 입힐 수 없습니다.",
    "from_behind": "사람이 뒷모습입니다.",
    "from_front_hint": "앞에서 찍은 사진을 쓰세요.",
    "covering": "머리에 쓴 것이 옷과 이어져 구별할 수 없습니다.",
    "covering_hint": (
        "옷과 색이 다르거나 어깨 위에서 끝나는 사진을 쓰세요. 그것을 벗기는 일은 없습니다."
    ),
    "by_colour": (
        "이 기기에 신체 분할 네트워크가 없어 머리카락, 피부, 옷을 색으로만 구별했습니다. "
        "경계가 거칩니다."
    ),
    "alone_whole": "{why} 사진만으로 계속하며, 가운데를 사람으로 봅니다.",
    "alone": "{why} 자세와 신체 부위 없이 사진만으로 계속합니다.",
    "not_a_top": "{what}(으)로 보입니다. 아직 상의만 입어 볼 수 있습니다.",
    "not_a_top_hint": "상의 사진을 선택하세요. 상의라면 윤곽이 보이도록 평평하게 펴 놓으세요.",
    "not_a_top_turned": (
        "상의 사진을 선택하세요. 상의라면 윤곽이 보이도록 평평하게 펴 놓으세요. 사진 "
        "상태({lies})가 맞다면 사진을 {turn} 돌리세요."
    ),
    "turned": "옷이 아마 바로 놓이지 않은 듯합니다({lies}). 사진에 놓인 대로 입힙니다.",
    "turned_hint": "그렇다면 사진을 {turn} 돌리세요.",
    "worn": "누군가 입고 있는 옷이라 그 사진에서 잘라 냈습니다.",
    "worn_hint": (
        "단색 배경에 옷만 찍은 사진이 더 좋습니다. 이 사람이 옷을 입힐 사람이라면 두 사진을 "
        "바꾸세요."
    ),
    "dress": "원피스로 보입니다. 원피스는 아직 입어 볼 수 없어 상의로 씁니다.",
    "dress_hint": "제대로 된 결과를 보려면 상의 사진을 선택하세요.",
    "perhaps": "{what}일 수 있습니다. 상의로 씁니다.",
    "perhaps_hint": "상의가 아니면 다른 사진을 선택하세요.",
    "uneven": "옷 사진의 배경이 고르지 않아 마스크가 틀릴 수 있습니다.",
    "uneven_hint": "옷 마스크를 확인하거나 단색 배경의 사진을 쓰세요.",
    "pale": "옷이 배경과 거의 구별되지 않아 일부가 빠질 수 있습니다.",
    "pale_hint": "옷 마스크를 확인하거나 다른 색 배경의 사진을 쓰세요.",
    "small_garment": "옷 사진이 작습니다({width} × {height} 픽셀).",
    "small_garment_hint": "더 큰 사진을 쓰세요. 무늬와 옷감이 더 선명해집니다.",
    "no_garment": "옷을 배경과 구별할 수 없었습니다.",
    "no_garment_hint": "다른 색의 단색 배경에 옷만 찍은 사진을 쓰세요.",
    "no_worn_top": "옷 사진 속 사람에게서 상의를 찾지 못했습니다.",
    "no_worn_top_hint": "단색 배경에 옷만 찍은 사진을 쓰세요.",
    "mask_empty": "옷 마스크가 비어 있습니다.",
    "mask_empty_hint": "옷을 표시하거나 다른 사진을 쓰세요.",
    "by_rules": (
        "이 기기에 옷 네트워크가 없어 규칙으로 옷을 잘라 내고 설명했습니다. 집에서 찍은 "
        "사진에서는 자주 틀립니다."
    ),
    "garments_largest": (
        "사진에 옷이 {count}벌 있습니다. 왼쪽에서 {number}번째, 가장 큰 것을 썼습니다."
    ),
    "garments_several": "사진에 옷이 {count}벌 있습니다. 왼쪽에서 {number}번째를 썼습니다.",
    "garments_hint": "다른 것을 쓰려면 그것을 고르세요.",
    "same_photo": "두 사진이 같습니다.",
    "same_photo_hint": "입어 볼 옷의 사진을 옷 자리에 넣으세요.",
    "blurred_person": "인물 사진이 흐립니다.",
    "blurred_garment": "옷 사진이 흐립니다.",
    "blurred_hint": "더 선명한 사진을 쓰세요. 사진에 없는 것은 결과에도 없습니다.",
    "too_slow": "실행이 너무 오래 걸려 멈췄습니다.",
    "too_slow_hint": "더 작은 크기나 더 빠른 방식을 선택하세요.",
    "run_cancelled": "실행이 취소되었습니다.",
    "no_memory": "기기의 메모리가 부족합니다.",
    "no_memory_hint": "잠시 기다리거나 더 작은 크기를 선택하세요.",
    "device_memory": "장치의 메모리가 부족합니다.",
    "device_memory_hint": "더 작은 크기나 CPU를 선택하거나 다른 프로그램을 닫으세요.",
    "start_again": "언제든 다시 시작하세요.",
    "our_fault": "저희 쪽에서 문제가 생겼습니다.",
    "our_fault_hint": "다시 시도하세요. 계속되면 번호 {number}와 함께 알려 주세요.",
    "no_crop": "자를 사진이 없습니다.",
    "no_choice": "고를 사진이 없습니다.",
    "choose_first": "먼저 하나를 선택하세요.",
    "crop_small": "사진의 남은 부분이 한 변 {side}픽셀보다 작습니다.",
    "crop_small_hint": "더 많이 남기세요.",
    "crop_failed": "사진을 자를 수 없었습니다.",
    "crop_failed_hint": "페이지를 다시 열고 한 번 더 시도하세요.",
    "no_seed": "시드가 정수가 아닙니다.",
    "no_seed_hint": "0부터 {most}까지의 정수를 넣으세요.",
    "too_many_variations": "그만큼 많은 변형은 만들 수 없습니다.",
    "too_many_variations_hint": "1부터 {most}까지 선택하세요.",
    "book_large": "그러면 {count}번 입어 보게 됩니다. 룩북은 최대 {most}번입니다.",
    "book_large_hint": (
        "사진을 몇 장 빼세요. 더 많이 하려면 명령줄을 쓰세요: python -m tryon batch."
    ),
    "book_heavy": "사진을 합치면 {size} MB가 넘습니다.",
    "book_heavy_hint": "몇 장을 빼거나 줄이세요.",
}
