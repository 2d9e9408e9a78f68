"""What is said of each passage of the papers, in Chinese."""

PAPERS = {
    "pa_viton_hd_pose_map": ("姿态图 P 是一幅彩色图，放在每个网络的输入旁边；它没有自己的公式。"),
    "pa_viton_hd_parse_map": (
        "分割图 S 说明每个像素是什么。它由他人的网络得出，这里与论文中一样。"
    ),
    "pa_viton_hd_agnostic_image": (
        "I_{a} 和 S_{a}：去掉旧衣服和手臂、但保留双手的照片和分割图。S 说明去掉什么，P 说明手臂"
        "在哪里。"
    ),
    "pa_viton_hd_predicted_parse": (
        "网络 G_{S} 的学习目标：由 S_{a}、P 和衣服 c 得出的图 Ŝ 要逐像素正确（ℒ_{CE}），并且看"
        "起来像真的（ℒ_{cGAN}）。"
    ),
    "pa_viton_hd_tps_grid": (
        "𝒲 用 5 × 5 个点的薄板样条 θ 弯曲衣服 c。它学习让结果像穿在身上的衣服 I_{c}；ℒ_{const} "
        "防止网格折叠。"
    ),
    "pa_viton_hd_misalignment_mask": (
        "Ŝ_{c} 是预测布局中的衣服，𝒲(M_{c}, θ) 是弯曲后的衣服蒙版：两者都在的地方是对齐的；只有"
        "前者的地方缺了东西。"
    ),
    "pa_viton_hd_regional_mask": (
        "ALIAS 归一化：一层的值 h 的均值 μ 和标准差 σ 在 M_{misalign} 内外分别计算，使未对齐的"
        "部分不会破坏其余部分；γ 和 β 引入布局，其中包含两个蒙版（Ŝ_{div}）。"
    ),
    "pa_viton_hd_instance_norm_canvas": (
        "Ω^{m} 要么是 M_{misalign}，要么是其余全部。若不这样，μ 和 σ 就是整幅图的，如同实例归一"
        "化：即第二幅图。"
    ),
    "pa_rmgn_appearance_flow": (
        "流场 f 应平滑弯曲：在每个尺度 i 上，每个点 j 位于其相邻点之间。𝒫 是广义 Charbonnier 损失。"
    ),
    "pa_rmgn_warped_cloth": (
        "同一件衣服被变形到同一姿态、穿着多件其他衣服的图 P̃ 上，使照片中的人穿什么都无关紧要。"
    ),
    "pa_rmgn_regional_mask": (
        "h_{P} 是人物的特征，h_{I} 是衣服的特征：蒙版 M 为一处，衣服的特征进入下一层；为零处，"
        "人物的特征进入下一层。"
    ),
    "pa_rmgn_rendered_image": (
        "学习目标：图像 P̂ 要逐像素像照片 P，在另一个网络的眼睛 φ 看来也要像。"
    ),
}
