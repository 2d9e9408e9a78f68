"""What is said of each passage of the papers, in Korean."""

PAPERS = {
    "pa_viton_hd_pose_map": (
        "자세 지도 P는 색으로 그린 그림으로, 모든 신경망의 입력 옆에 놓입니다. 자체 수식은 없습"
        "니다."
    ),
    "pa_viton_hd_parse_map": (
        "분할 지도 S는 각 픽셀이 무엇인지 말해 줍니다. 논문에서처럼 여기서도 다른 이들의 신경망"
        "이 찾습니다."
    ),
    "pa_viton_hd_agnostic_image": (
        "I_{a}와 S_{a}: 이전 옷과 팔은 없고 손은 남은 사진과 지도입니다. S는 무엇을 빼는지, P는"
        " 팔이 어디 있는지 알려 줍니다."
    ),
    "pa_viton_hd_predicted_parse": (
        "신경망 G_{S}가 배우는 기준: S_{a}, P와 옷 c로 만든 지도 Ŝ는 픽셀마다 맞아야 하고(ℒ_{CE}"
        ") 진짜처럼 보여야 합니다(ℒ_{cGAN})."
    ),
    "pa_viton_hd_tps_grid": (
        "𝒲는 5 × 5개 점의 박판 스플라인 θ로 옷 c를 휘게 합니다. 입은 옷 I_{c}처럼 보이도록 배우"
        "며, ℒ_{const}는 격자가 접히지 않게 합니다."
    ),
    "pa_viton_hd_misalignment_mask": (
        "Ŝ_{c}는 예측된 배치의 옷이고 𝒲(M_{c}, θ)는 휜 옷의 마스크입니다. 둘 다 있는 곳은 맞고,"
        " 앞의 것만 있는 곳은 무언가 빠져 있습니다."
    ),
    "pa_viton_hd_regional_mask": (
        "ALIAS 정규화: 한 층의 값 h의 평균 μ와 표준편차 σ를 M_{misalign}의 안과 밖에서 따로 구"
        "하여, 어긋난 부분이 나머지를 망치지 못하게 합니다. γ와 β는 두 마스크가 든 배치(Ŝ_{div}"
        ")를 들여옵니다."
    ),
    "pa_viton_hd_instance_norm_canvas": (
        "Ω^{m}은 M_{misalign}이거나 나머지 전부입니다. 그렇게 하지 않으면 μ와 σ는 인스턴스 정규"
        "화에서처럼 그림 전체의 것이 됩니다. 둘째 그림이 그것입니다."
    ),
    "pa_rmgn_appearance_flow": (
        "흐름 f는 매끄럽게 휘어야 합니다. 모든 크기 i에서 각 지점 j가 이웃들 사이에 있습니다. 𝒫"
        "는 일반화된 Charbonnier 손실입니다."
    ),
    "pa_rmgn_warped_cloth": (
        "같은 옷을, 같은 자세로 다른 여러 옷을 입은 그림 P̃에 변형합니다. 사진 속 사람이 무엇을"
        " 입었는지 상관없게 하려는 것입니다."
    ),
    "pa_rmgn_regional_mask": (
        "h_{P}는 사람의 특징, h_{I}는 옷의 특징입니다. 마스크 M이 1인 곳에서는 옷의 것이, 0인 "
        "곳에서는 사람의 것이 다음 층으로 갑니다."
    ),
    "pa_rmgn_rendered_image": (
        "배우는 기준: 그림 P̂는 픽셀마다 사진 P와 같아야 하고, 다른 신경망의 눈 φ에도 그래야 합니다."
    ),
}
