"""What is said at the foot of the page, in Japanese."""

ABOUT = {
    "ab_own": (
        "このページは、合成された人物と権利のない服の写真で学習した、このプロジェクト独自の小さな"
        "ネットワークで動きます。重みは Apache-2.0 でプログラムに付属し、商用にも使えます。できた"
        "画像を縛るのは、ネットワークのライセンスではなく、お使いになった写真だけです。"
    ),
    "ab_pose": (
        "姿勢は Google の BlazePose が、体の部位は Google の多クラスの自撮りセグメンターが見つけま"
        "す。どちらも Apache-2.0 です。"
    ),
    "ab_viton": (
        "公開されている VITON-HD のネットワークはより大きく、服の画素を動かす代わりに上半身全体を"
        "描き直します。しわや影はより柔らかく、袖もより良くなります。重みは非商用に限られ、プログ"
        "ラムには含まれません。重みのフォルダーに置けば、オプションで VITON-HD を選べます。"
    ),
    "ab_rmgn": (
        "RMGN は写真をそのまま使います。姿勢も体の部位も要らないので、それらが見つからない写真で"
        "も動きます。作者は重みにライセンスを与えていないため、これもプログラムには含まれず、取得"
        "されることもありません。お使いになる前に作者にお尋ねください。"
    ),
    "ab_caption": "このページが知っているすべてのネットワーク",
    "ab_weights": "重み",
    "ab_used": "用途",
    "ab_licence": "ライセンス",
    "ab_commercial": "商用利用",
    "ab_here": "ここにあるか",
    "ab_yes": "はい",
    "ab_no": "いいえ",
    "ab_no_licence": "記載なし",
    "ab_repository": "このリポジトリの中",
    "ab_model_page": "{name} のモデルページ、{entry}",
    "ab_section": "{name} の節",
    "ab_link": "リンク {name}",
    "ab_release": "リリース {name}",
    "use_photos": "服の写真",
    "use_pose": "姿勢",
    "use_parsing": "体の部位",
    "use_clicks": "マスクのクリック",
    "use_evaluate": "評価",
    "use_training": "学習",
    "wt_compact_layout": "compact の配置ネットワーク",
    "wt_compact_settling": "compact の調整ネットワーク",
    "wt_compact_matching": "compact の位置合わせネットワーク",
    "wt_compact_composing": "compact の合成ネットワーク",
    "wt_compact_skin_light": "compact の肌の明るさのネットワーク",
    "wt_compact_inner_back": "服の背中の内側、服ネットワークのエンコーダーを使用",
    "wt_compact_inner_back_home": "家で撮影された服の内側とフード",
    "wt_compact_garment": "服ネットワーク：写真の服の種類",
    "wt_compact_garment_mask": "服マスクネットワーク：写真の服の位置",
    "wt_pose_detection": "BlazePose：人物の位置",
    "wt_pose_landmark": "BlazePose：人物の関節と輪郭",
    "wt_face_near": "BlazeFace、近い顔",
    "wt_face_far": "BlazeFace、遠い顔",
    "wt_selfie_multiclass": "MediaPipe の人物セグメンター",
    "wt_sam_vit_b": "Segment Anything（ViT-B）",
    "wt_viton_hd_seg": "VITON-HD のセグメンテーション生成器",
    "wt_viton_hd_gmm": "VITON-HD の幾何的位置合わせ",
    "wt_viton_hd_alias": "VITON-HD の ALIAS 生成器",
    "wt_rmgn_warp": "RMGN の変形ネットワーク",
    "wt_rmgn_gen": "RMGN の生成器",
    "wt_lpips_alexnet": "AlexNet、指標 LPIPS 用",
    "wt_vgg19": "VGG-19、知覚損失用",
    "wt_fid_inception": "Inception v3、指標 FID と KID 用",
    "sy_trouble": (
        "VITON-HD は問題の所に名前を付けました。予測された服 Ŝ_c に変形した服が届かない所、M_misal"
        "ign（式 4）です。そこはネットワークが作り出すしかなく、試着の画像はたいていそこで崩れます"
        "。このプログラムは毎回そのマスクを残すので、見て、測り、直せます。"
    ),
    "sy_soft": (
        "マスクは 0 から 1 までの連続した値で、変形した服の縁は有るか無いかの二択ではありません。"
        "ずれは max(Ŝ_c - 変形したマスク, 0)、割合はその合計を Ŝ_c の合計で割ったもので、作業サイ"
        "ズで測ります。比べるのは同じ作業サイズの結果だけにしてください。画素数は作業サイズととも"
        "に増えます。"
    ),
    "sy_rmgn": (
        "RMGN は配置を予測しません。そのマスクは写真の人物が着ている服と比べるものなので、数値は"
        "別の問いへの答えであり、ヒストグラムには並べません。"
    ),
    "sy_caption": "どこにあるか",
    "sy_what": "内容",
    "sy_where": "このページでは",
    "sy_file": "python -m tryon のあと、またはファイル",
    "sy_masks": "二つのマスクを結果、写真、変形した服に重ねたもの、最も悪い箇所、前回からの変化",
    "sy_masks_at": "各結果の下の「服が合っていない所」",
    "sy_masks_file": "run --out now、続いて inspect now --before earlier",
    "sy_mending": "配置や服のマスクを直し、それに依存するものだけを実行",
    "sy_mending_at": "スタジオの「予測した配置」",
    "sy_flow": "流れのあとに残るものと、スプラインが残したもの",
    "sy_flow_at": "手順「流れで埋まる所」",
    "sy_ablation": (
        "同じ重みで、領域ごとの標準化がある場合とない場合（表1と同様、ただし学習し直さない）"
    ),
    "sy_ablation_at": "オプション、viton-hd のとき：ALIAS 正規化なしでも描く",
    "sy_degree": "ずれの程度ごとの SSIM、LPIPS、FID（図9と同様）",
    "sy_degree_at": "ここにはない",
    "sy_degree_file": "evaluate --layout given、続いて misalignment A=dir B=dir --out fig9.png",
    "sy_files": "マスクそのもの、および misalignment_ratio のある report.json",
    "sy_last": (
        "結果の下のヒストグラムは、数値を載せていない論文のものではなく、合成した人物と服の 74 組"
        "を標準の方式で計算したものです。ここで普段より多いか少ないかの目安にしてください。"
    ),
    # What visitors ask, and the answers.
    "qa_sleeve": "袖や襟ぐりを直すには？",
    "qa_sleeve_so": (
        "服の写真の横のメニューで別のものを選び、もう一度試着してください。さらに直すには、結果の"
        "下の「おかしな所がありますか？スタジオで直す」を押し、どこがおかしいかを選んでください。"
    ),
    "qa_hand": "手や髪が消えてしまったときは？",
    "qa_hand_so": (
        "結果の下の「おかしな所がありますか？スタジオで直す」を押し、次に「手や髪が塗りつぶされて"
        "いる」を押してください。写真の手や髪を塗ってから、変わった手順を実行すると、そこは写真の"
        "まま残ります。"
    ),
    "qa_alike": "なぜ自分の服とまったく同じではないのですか？",
    "qa_alike_so": (
        "画像はこの 2 枚の写真から計算しています。服の写真に写っていないもの、つまりこの姿勢でのし"
        "わ、側面、ゆとりは推測です。このページはサイズを知らないので、服が体に合うかどうかは分か"
        "りません。"
    ),
    "qa_orange": "オレンジ色の部分は何ですか？",
    "qa_orange_so": (
        "服があるはずなのに、変形した服が届かない所です。ページが埋めた部分なので、間違いはまずそ"
        "こを探してください。「服が合っていない所」の画像に重ねてあるだけで、ダウンロードする結果"
        "にはありません。"
    ),
    "qa_last": "前の結果はどこにありますか？どの写真から作りましたか？",
    "qa_last_so": (
        "「あなたの結果」に、2 枚の写真の小さな画像と一緒に並んでいます。押すともう一度見られます。"
    ),
    "qa_several": "何着かを一度に試すには？",
    "qa_several_so": "「ルックブック」のタブで、一人に何着も、または一着を何人にも着せられます。",
    "qa_phone": "画像をスマートフォンに入れるには？",
    "qa_phone_so": (
        "スマートフォンでこのページを開き、そこで結果の下の「画像（PNG）」を押してください。別のブ"
        "ラウザーで作った結果は見えません。パソコンで作った画像は、ダウンロードして自分あてに送っ"
        "てください。"
    ),
    "qa_shop": "結果を店でも使えますか？",
    "qa_shop_so": (
        "2 枚の写真の権利が許す範囲で使えます。このページ独自のネットワーク（方式 compact）は条件"
        "を付けません。VITON-HD の重みは非商用に限られ、RMGN の重みにはライセンスが与えられていま"
        "せん。どの方式で作ったかは、結果の下に書いてあります。"
    ),
    "qa_delete": "自分の写真を消すには？",
    "qa_delete_so": (
        "結果の下の「すべて消去」を押してください。写真、結果、ルックブックがすぐにサーバーから削"
        "除されます。押さなくても 1 時間以内に削除されます。"
    ),
    "qa_language": "ページを自分の言語で見るには？",
    "qa_language_so": (
        "ブラウザーの設定で最初にある言語に従います。英語、ドイツ語、フランス語、スペイン語、中国"
        "語、韓国語、日本語があります。そこで変えて、ページを読み込み直してください。"
    ),
}
