"""The page's words in Japanese."""

WORDS = {
    "title": "一歩ずつ見る試着",
    "lead": (
        "ある写真の服を別の写真の人に着せ、その途中の手順をすべて見られます。姿勢、体の部位、配置"
        "、変形、そして変形した服が合わない所。"
    ),
    "privacy": (
        "写真は、このページが動いているコンピューターの外に出ません。ほかへ送られず、学習にも使わ"
        "れず、写真と結果は 1 時間以内に削除されます。"
    ),
    "try_on": "試着",
    "lookbook": "ルックブック",
    "person": "人物",
    "garment": "服",
    "examples": "例",
    "crop": "切り抜き・回転",
    "crop_person": "人物の写真：切り抜き・回転",
    "crop_garment": "服の写真：切り抜き・回転",
    "sleeves": "袖：合っていますか？",
    "neckline": "襟ぐり：合っていますか？",
    "swap": "2 枚の写真を入れ替える",
    "run": "試着する",
    "sides": "方式を比べる",
    "cancel": "中止",
    "options": "オプション",
    "pipeline": "方式",
    "pipeline_info": "どのネットワークで服を着せるか。",
    "size": "作業サイズ",
    "size_info": "幅 × 高さ（画素）。結果は元の写真の大きさのままで、上限は 1300 万画素です。",
    "seed": "シード",
    "seed_info": "同じシードなら同じ絵になります。",
    "variations": "バリエーション",
    "variations_info": (
        "この枚数を、それぞれ別のシードで描きます。1 枚ごとに 1 回分の時間がかかります。"
    ),
    "ablation": "ALIAS 正規化なしでも描く",
    "ablation_info": "服が合わない所で、論文の正規化が何を変えるかを示します。",
    "menu_best": "ここで使える最良の方式",
    "menu_small": "独自の小型ネットワーク",
    "menu_published": "公開ネットワーク",
    "menu_missing": "重みがありません",
    "menu_fetch": "MB のダウンロードが必要",
    "menu_fetch_best": "MB のダウンロードが必要、ここで使える最良の方式",
    "menu_usual": "標準",
    "menu_sleeveless": "袖なし",
    "menu_short": "半袖",
    "menu_elbow": "ひじ丈",
    "menu_long": "長袖",
    "menu_round": "丸首",
    "menu_v": "V ネック",
    "menu_wide": "広い襟ぐり",
    "menu_high": "ハイネック",
    "menu_collar": "襟付き",
    "menu_straps": "肩ひも",
    "studio": "スタジオ：マスクを直し、どの手順もやり直す",
    "invitation": "おかしな所がありますか？スタジオで直す",
    "about": "ここで動いているもの、その権利者、ほかに使えるもの",
    "questions": "よくある質問",
    "study": "位置ずれを研究する方へ",
    "empty": "結果はここに表示されます。着る前と後をスライダーで比べられます。",
    "lookbook_lead": (
        "一人に多くの服を、または一着を多くの人に着せます。両側に画像を、まとめて、またはフォルダ"
        "ーごと追加してください。どの試着も、すべての手順とともに開けます。"
    ),
    "persons": "人物",
    "garments": "服",
    "make": "ルックブックを作る",
    "stop": "止める",
    "use_examples": "例を使う",
    "sheet": "一覧シートをダウンロード",
    "zip": "すべての結果をダウンロード（zip）",
    "wear_too": "この画像を人物として使う",
    "to_lookbook": "ルックブックへ",
    "drag": "✥ ドラッグ",
    "whole": "全体",
    "full_screen": "全画面",
    "copy": "コピー",
    "share": "共有",
    "download": "ダウンロード",
    "results": "あなたの結果",
    "still_here": "この 1 時間の結果がまだ残っています。",
    "still_show": "表示する",
    "results_note": "1 時間、このブラウザーのためだけに残ります。",
    "forget": "すべて消去",
    "steps": "手順",
    "walk": "しくみ：順に見る",
    "turn_left": "⟲ 左に回す",
    "turn_right": "⟳ 右に回す",
    "whole_photo": "写真全体",
    "use_this": "これを使う",
    "trim_hint": (
        "四隅、または枠そのものを動かしてください。写真全体は残るので、もう一度開けば変えられます。"
    ),
    "back": "戻る",
    "close": "閉じる",
    "next": "次へ",
    "done": "完了",
    "made_photos": "前の写真で作られました。",
    "made_options": "今選んでいるものとは別のオプションで作られました。",
    "made_mends": "スタジオでの最後の変更の前に作られました。",
    "made_gone": "元の写真は 1 時間が過ぎたため削除されました。",
    "before": "前",
    "after": "後",
    "tap_person": "着せたい人を写真の中でタップしてください。",
    "tap_garment": "試着する服を写真の中でタップしてください。",
    "unusable_person": "この人物写真は使えません。",
    "unusable_garment": "この服の写真は使えません。",
    "arriving": "写真を送信しています…",
    "not_arrived": "写真が届きませんでした。",
    "not_arrived_hint": "もう一度選んでください。大きい写真は先に縮小してください。",
    # Gradio's own words: for the frames of the lookbook, and what it has read out.
    "upload_text.drop_gallery": "ここに画像をドロップ",
    "common.complete": "完了",
    "status.queue_position": "順番待ち：{size} 人中 {position} 番目",
    # Made at run time.
    "waiting": "空きを待っています",
    "waiting_one": "待機中：前に 1 件あります",
    "waiting_many": "待機中：前に {count} 件あります",
    "looking": "写真を確認しています…",
    "cancelled": (
        "中止しました。写真はそのまま残っています。「試着する」を押すと最初から始まります。"
    ),
    "packing": "ダウンロードを準備しています…",
    "done_in": "{time} で完了しました。",
    "done_mended": "スタジオでの修正を反映して {time} で完了しました。",
    "sides_done": "完了：画像は下に並んでいます。",
    "needs_both": "先に人物の写真と服の写真を追加してください。",
    "needs_both_hint": "2 つの枠に写真をドロップするか、その下の例を選んでください。",
    "fetch_hint": "ページ下部のネットワーク一覧を開き、「{button}」を押してください。",
    "fetch_sam": "読みました：Segment Anything をダウンロード",
    "fetch_viton_hd": "読みました：VITON-HD をダウンロード",
    "use_sam": "Segment Anything は、組み込みのものより正確にスタジオのクリックに応えます。",
    "use_viton_hd": (
        "公開されている VITON-HD のネットワークは、ダウンロードするとオプションで選べます。"
    ),
    "terms_free": "ダウンロード：{size}。ライセンス：{licences}、商用利用可。",
    "terms_bound": "ダウンロード：{size}。ライセンス：{licences}、非商用のみ。",
    "origin": "入手先：{origin}。作者による公開先：{published} の「{section}」の節。",
    "origin_mirror": (
        "入手先：{origin}。これは個人が Hub に置いたもので、作者のものではなく、本物かどうかは誰も"
        "確かめていません。作者による公開先：{published} の「{section}」の節。"
    ),
    "fetching": "{key} をダウンロードしています（今回だけ）",
    "fetching_share": "{key} をダウンロードしています（今回だけ）、{share} %",
    "fetched": "ダウンロードして確認しました。これから使われます。",
    "not_fetched": "訪問者がこのページから何かをダウンロードさせることはできません。",
    "not_fetched_hint": (
        "運営者ならできます。python -m tryon weights fetch か、変数 TRYON_FETCH を使ってください。"
    ),
    "missing": "このコンピューターにないもの：{titles}。",
    "missing_one": "このコンピューターにないもの：{titles}。",
    "missing_more": "このコンピューターにないもの：{titles}。",
    "missing_hint": "下のネットワーク一覧に、作者による公開先が書いてあります。",
    "person_found": "一人が見つかりました。姿勢と体の部位も分かりました。",
    "no_person": "人物の写真に人が見つかりませんでした。",
    "no_person_hint": (
        "正面から写した、少なくとも頭から腰までの、一人だけの写真を使ってください。これが服の写真"
        "なら、2 枚の写真を入れ替えてください。"
    ),
    "several_largest": (
        "写真に {count} 人います。左から数えて {all} 人中 {number} 番目の、いちばん大きい人を選び"
        "ました。ほかの人はそのままです。"
    ),
    "several_chosen": (
        "写真に {count} 人います。左から数えて {all} 人中 {number} 番目の人を選びました。ほかの人"
        "はそのままです。"
    ),
    "several_hint": "ほかの人に着せるには、その人を選んでください。",
    "garment_found": "服が見つかりました。おそらく：{sleeve}、{neckline}。",
    "sleeve_sleeveless": "袖なし",
    "sleeve_short": "半袖",
    "sleeve_elbow": "五分袖",
    "sleeve_long": "長袖",
    "neckline_round": "丸首",
    "neckline_v": "V ネック",
    "neckline_wide": "広い襟ぐり",
    "neckline_high": "ハイネック",
    "neckline_collar": "襟付き",
    "neckline_straps": "肩ひも付きの襟ぐり",
    "stage_weights": "ネットワークを準備しています",
    "stage_person": "姿勢と体の部位を探しています",
    "stage_garment": "服を切り抜いています",
    "stage_agnostic": "元の服を取り除いています",
    "stage_segmentation": "配置を予測しています",
    "stage_matching": "服を体に合わせています",
    "stage_misalignment": "すき間を探しています",
    "stage_synthesis": "結果を描いています",
    "stage_pictures": "画像を準備しています",
    "stage_of": "{name}：{stage}",
    "results_gone": "結果は約束どおり 1 時間後に削除されました。",
    "result_gone": "この結果は約束どおり 1 時間後に削除されました。",
    "try_again_hint": "写真を選び直して、もう一度試着してください。",
    "book_again_hint": "ルックブックをもう一度作ってください。",
    "unreachable": "ページがサーバーにつながりません。",
    "unreachable_hint": "少ししてからもう一度お試しください。",
    "no_picture": "クリップボードに画像がありません。",
    "no_picture_hint": "アドレスや文字ではなく画像をコピーして、もう一度貼り付けてください。",
    "no_clipboard": "クリップボードを読めませんでした。",
    "no_clipboard_hint": "ブラウザーで許可するか、写真をアップロードしてください。",
    "no_camera": "カメラを開けませんでした。",
    "no_camera_hint": "カメラをつないでブラウザーで許可するか、写真をアップロードしてください。",
    "unseen": "このブラウザーでは写真を表示できないため、ここでは切り抜けません。",
    "unseen_hint": "先に切り抜くか、JPEG で保存してください。",
    "not_ready": "画像がまだできていないか、1 時間後に削除されました。",
    "not_ready_hint": "少し待つか、もう一度試着してください。",
    "no_copying": "ブラウザーがこのページの画像コピーを許していません。",
    "no_sharing": "ここからは画像を共有できません。",
    "download_hint": "代わりにダウンロードしてください。",
    "copied": "コピーしました。",
    "forget_sure": "すべての写真と結果、ルックブックを今サーバーから削除しますか？",
    "forgotten": "すべての写真と結果、ルックブックを削除しました。",
    "compare": "比べる",
    "compare_hint": (
        "2 つの結果を比べるには、一方の画像を押してから、もう一方の「比べる」を押してください。"
    ),
    "show_above": "これを上に表示",
    "as_png": "画像（PNG）",
    "as_pair": "前と後（JPG）",
    "as_zip": "すべて、全手順付き（zip）",
    "all_zip": "すべての結果、手順付き（zip）",
    "booked": "結果に使った写真がここにあります。両側に追加して、ルックブックを作ってください。",
    "worn_too": "結果が人物の写真になりました。別の服を選ぶと、今の服と入れ替わります。",
    "restored": "以前の結果を、写真とオプションとともに表示しています。",
    "restored_alone": "以前の結果を表示しています。元の写真は 1 時間が過ぎたため削除されました。",
    "book_needs": "先に人物と服を一つ以上ずつ追加してください。",
    "book_needs_hint": "両方の枠に写真を入れるか、例をお使いください。",
    "book_stopped_first": "最初の一つができる前に止めたため、表示するものがありません。",
    "book_stopped": "止めました。できたものは下にあり、ダウンロードできます。",
    "book_done": "{count} 件すべてできました。画像を押すと手順を見られます。",
    "book_partly": (
        "{count} 件中 {made} 件ができました。ほかは、それぞれの場所に理由が書いてあります。"
    ),
    "book_stage": "{count} 件中 {index} 件目：{stage}",
    "line_next": "空きを待っています：次があなたの番です",
    "line_place": "空きを待っています：{place} 番目です",
    "step_pose": "姿勢",
    "step_body": "体の部位",
    "step_agnostic": "服を除いた人物",
    "step_garment": "服",
    "step_layout": "予測した配置",
    "step_warp": "変形",
    "step_misaligned": "ずれ",
    "step_flow": "流れで埋まる所",
    "step_synthesis": "合成",
    "step_pose_words": "関節の位置です。袖や肩の落ち方は姿勢で決まります。",
    "step_body_words": (
        "人物の画素一つ一つに名前が付きます。画像を指すか名前を選ぶと、どこが何か分かります。"
    ),
    "step_agnostic_words": (
        "元の服、首、腕を取り除き、元の形が新しい形に混ざらないようにします。顔、髪、脚、背景は"
        "残ります。"
    ),
    "step_garment_words": "背景から切り抜き、ネットワークが知る灰色に置いた服です。",
    "step_layout_words": (
        "着たときに服、腕、首が来る場所です。結果を一画素も描く前に、姿勢と服から予測します。"
    ),
    "step_warp_words": (
        "服を体に合わせて滑らかに変形します（薄板スプライン）。格子は、平らな服がどう変形するかを"
        "示します。"
    ),
    "step_misaligned_words": (
        "予測した配置では服があるはずなのに、変形した服が届かない場所です。埋める必要があり、試着"
        "の画像が崩れやすい場所です。"
    ),
    "step_flow_words": (
        "細かな流れが、変形した服を画素ごとにさらに動かします。色は向きを、最後のマスクはまだ埋ま"
        "らない所を示します。"
    ),
    "step_synthesis_words": "服、肌、そして写真の変えない部分が、1 枚の画像になります。",
}
