"""What is said at the foot of the page, in Chinese."""

ABOUT = {
    "ab_own": (
        "本页使用项目自己的小型网络，它们在合成人物和无版权限制的服装照片上训练；其权重以 "
        "Apache-2.0 随程序提供，可用于商业用途。它们生成的图片不受其许可证约束，只受您提供的照片"
        "约束。"
    ),
    "ab_pose": (
        "姿势来自 Google 的 BlazePose，身体部位来自 Google 的多类自拍分割器，两者均采用 "
        "Apache-2.0。"
    ),
    "ab_viton": (
        "VITON-HD 已发布的网络更大，会重新绘制整个上半身，而不是弯曲服装自身的像素：褶皱和阴影更"
        "柔和，袖子更好。其权重仅限非商业用途，不属于本程序；放入权重文件夹后，即可在选项中选择 "
        "VITON-HD。"
    ),
    "ab_rmgn": (
        "RMGN 直接使用照片：它不需要姿势和身体部位，因此在找不到这些的照片上也能运行。其作者没有"
        "为权重授予许可证，所以它们也不属于本程序，且从不会被下载：使用前请询问作者。"
    ),
    "ab_caption": "本页所知的全部网络",
    "ab_weights": "权重",
    "ab_used": "用途",
    "ab_licence": "许可证",
    "ab_commercial": "商业用途",
    "ab_here": "是否在此",
    "ab_yes": "是",
    "ab_no": "否",
    "ab_no_licence": "未说明",
    "ab_repository": "在本仓库中",
    "ab_model_page": "{name} 的模型页面，{entry}",
    "ab_section": "{name} 一节",
    "ab_link": "链接 {name}",
    "ab_release": "发布版 {name}",
    "use_photos": "服装照片",
    "use_pose": "姿势",
    "use_parsing": "身体部位",
    "use_clicks": "遮罩点击",
    "use_evaluate": "评测",
    "use_training": "训练",
    "wt_compact_layout": "compact 的布局网络",
    "wt_compact_settling": "compact 的整理网络",
    "wt_compact_matching": "compact 的匹配网络",
    "wt_compact_composing": "compact 的合成网络",
    "wt_compact_skin_light": "compact 的皮肤光照网络",
    "wt_compact_inner_back": "服装后背内侧，基于服装网络的编码器",
    "wt_compact_inner_back_home": "在家拍摄的服装的内侧和兜帽",
    "wt_compact_garment": "服装网络：照片中服装的种类",
    "wt_compact_garment_mask": "服装遮罩网络：照片中服装的位置",
    "wt_pose_detection": "BlazePose：人物所在位置",
    "wt_pose_landmark": "BlazePose：人物的关节和轮廓",
    "wt_face_near": "BlazeFace，近处人脸",
    "wt_face_far": "BlazeFace，远处人脸",
    "wt_selfie_multiclass": "MediaPipe 的人物分割器",
    "wt_sam_vit_b": "Segment Anything（ViT-B）",
    "wt_viton_hd_seg": "VITON-HD 分割生成器",
    "wt_viton_hd_gmm": "VITON-HD 几何匹配",
    "wt_viton_hd_alias": "VITON-HD ALIAS 生成器",
    "wt_rmgn_warp": "RMGN 变形网络",
    "wt_rmgn_gen": "RMGN 生成器",
    "wt_lpips_alexnet": "AlexNet，用于指标 LPIPS",
    "wt_vgg19": "VGG-19，用于感知损失",
    "wt_fid_inception": "Inception v3，用于指标 FID 和 KID",
    "sy_trouble": (
        "VITON-HD 指出了问题所在：变形后的服装够不到预测服装 Ŝ_c 的地方，即 M_misalign（公式 4）"
        "，网络只能凭空编造，试穿图片通常就在那里出错。本程序在每次运行时保留该遮罩，可供查看、测"
        "量和修补。"
    ),
    "sy_soft": (
        "遮罩是柔和的，取值 0 到 1：变形服装的边缘并非全有或全无。错位为 max(Ŝ_c - 变形遮罩, 0)，"
        "比例是其总和除以 Ŝ_c 的总和，按工作尺寸计算。请只比较同一工作尺寸的运行；像素数随尺寸增"
        "长。"
    ),
    "sy_rmgn": (
        "RMGN 不预测布局。它的遮罩与照片中人物所穿的服装比较，因此其数字回答的是另一个问题，不与"
        "任何直方图并列。"
    ),
    "sy_caption": "在哪里找到",
    "sy_what": "内容",
    "sy_where": "在本页",
    "sy_file": "在 python -m tryon 之后，或作为文件",
    "sy_masks": "叠加在结果、照片或变形服装上的两个遮罩；最差的位置；与上次运行相比的变化",
    "sy_masks_at": "每个结果下方的“服装哪里不贴合”",
    "sy_masks_file": "run --out now，然后 inspect now --before earlier",
    "sy_mending": "修补布局或服装遮罩，并只运行受其影响的部分",
    "sy_mending_at": "工作室，预测的布局",
    "sy_flow": "流场之后剩下的部分，以及样条留下的部分",
    "sy_flow_at": "步骤：流场填补",
    "sy_ablation": "相同权重，有与没有按区域分开的标准化（如表 1，但未重新训练）",
    "sy_ablation_at": "选项，使用 viton-hd 时：同时绘制不用 ALIAS 归一化的图",
    "sy_degree": "按错位程度划分的 SSIM、LPIPS 和 FID，如图 9",
    "sy_degree_at": "此处没有",
    "sy_degree_file": "evaluate --layout given，然后 misalignment A=dir B=dir --out fig9.png",
    "sy_files": "遮罩本身，以及含 misalignment_ratio 的 report.json",
    "sy_last": (
        "结果下方的直方图不是论文中的，论文没有给出数字：它来自 74 对合成人物和服装经默认方法的结"
        "果。请将其理解为比这里平常多还是少。"
    ),
    # What visitors ask, and the answers.
    "qa_sleeve": "袖子或领口不对，怎么修正？",
    "qa_sleeve_so": (
        "在服装照片旁的菜单里另选一种，再运行一次。还需要更多，请按结果下方的“有问题？在工作室里"
        "修正”，然后选出哪里不对。"
    ),
    "qa_hand": "如果手或头发不见了，该怎么办？",
    "qa_hand_so": (
        "请按结果下方的“有问题？在工作室里修正”，再按“手或头发被盖住了”，在照片上涂抹手或头发，然"
        "后运行有改动的步骤：那里会保持照片原样。"
    ),
    "qa_alike": "为什么不完全是我的衣服？",
    "qa_alike_so": (
        "图像由这两张照片计算得出。服装照片里看不到的都是推测：这个姿势下的褶皱、侧面和松紧。本页"
        "不知道尺码，所以不能说明衣服是否合身。"
    ),
    "qa_orange": "橙色区域是什么？",
    "qa_orange_so": (
        "那里应当有衣服，但变形后的衣服够不到。页面只好自行填补，所以请先在那里找错误。它只盖在检"
        "查器的图上，不会出现在您下载的结果里。"
    ),
    "qa_last": "我上一个结果在哪里，是用哪些照片做的？",
    "qa_last_so": "在“您的结果”里，带有两张照片的小图。按一下即可再次查看。",
    "qa_several": "怎样一次试穿几件衣服？",
    "qa_several_so": "在“图册”标签里：一个人穿多件衣服，或一件衣服穿在多个人身上。",
    "qa_phone": "怎样把图片放到手机上？",
    "qa_phone_so": (
        "直接在手机上打开本页，并按结果下方的“图片（PNG）”。在另一个浏览器里做的结果在手机上看不"
        "到：请在电脑上下载图片，再发给自己。"
    ),
    "qa_shop": "结果可以使用吗，在商店里也可以吗？",
    "qa_shop_so": (
        "在您两张照片的权利允许的范围内可以。本页自己的网络（流程 compact）不附加任何条件；"
        "VITON-HD 的权重只限非商业用途，RMGN 的权重没有授予任何许可。结果下方写明由哪个流程生成。"
    ),
    "qa_delete": "怎样删除我的照片？",
    "qa_delete_so": (
        "按结果下方的“全部忘记”：照片、结果和图册会立即从服务器删除。否则会在一小时内删除。"
    ),
    "qa_language": "怎样用我的语言显示本页？",
    "qa_language_so": (
        "本页跟随浏览器设置中的第一种语言：英语、德语、法语、西班牙语、中文、韩语或日语。请在那里"
        "更改，然后重新载入本页。"
    ),
}
