"""The page's words in Japanese."""

WORDS = {
    "title": "一歩ずつ見る試着",
    "lead": (
        "ある写真の服を別の写真の人に着せ、その間のすべての手順を見られます。姿勢、体の部位"
        "、配置、変形、そして変形した服が合わない箇所。"
    ),
    "privacy": (
        "写真はこのページが動いている機械にとどまります。ほかへ送られず、学習にも使われず、"
        "写真と結果は一時間以内に削除されます。"
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
    "swap": "二枚の写真を入れ替える",
    "run": "試着する",
    "sides": "並べて見る",
    "cancel": "中止",
    "options": "オプション",
    "pipeline": "方式",
    "pipeline_info": "どのネットワークで服を着せるか。",
    "size": "作業サイズ",
    "size_info": "幅 × 高さ（ピクセル）。結果は写真の大きさのまま、最大 1300 万画素です。",
    "seed": "シード",
    "seed_info": "同じシードなら同じ絵になります。",
    "variations": "バリエーション",
    "variations_info": "この枚数を、それぞれ別のシードで描きます。一枚ごとに同じ時間がかかります。",
    "ablation": "ALIAS 正規化なしでも描く",
    "ablation_info": "服が合わない箇所で論文の正規化が何を変えるかを示します。",
    "studio": "スタジオ：マスクを直し、どの手順もやり直す",
    "invitation": "おかしな所がありますか？スタジオで直す",
    "about": "ここで動いているもの、その権利者、ほかに使えるもの",
    "study": "位置ずれを研究する方へ",
    "empty": "結果はここに表示され、前後をスライダーで比べられます。",
    "lookbook_lead": (
        "一人に多くの服を、または一着を多くの人に。両側に画像を、複数まとめて、またはフォル"
        "ダーごと追加してください。どの試着もすべての手順とともに開けます。"
    ),
    "persons": "人物",
    "garments": "服",
    "make": "ルックブックを作る",
    "stop": "止める",
    "use_examples": "例を使う",
    "sheet": "一覧シートをダウンロード",
    "zip": "すべての結果をダウンロード（zip）",
    "wear_too": "これも着る：結果が人物になります",
    "to_lookbook": "ルックブックへ",
    "drag": "✥ ドラッグ",
    "whole": "全体",
    "full_screen": "全画面",
    "copy": "コピー",
    "share": "共有",
    "download": "ダウンロード",
    "results": "あなたの結果",
    "results_note": "一時間、このブラウザーのためだけに保管されます。",
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
    "made_options": "今選んでいるのとは別のオプションで作られました。",
    "made_mends": "スタジオでの最後の変更の前に作られました。",
    "before": "前",
    "after": "後",
    "tap_person": "着せたい人を写真の中でタップしてください。",
    "tap_garment": "試着する服を写真の中でタップしてください。",
    "unusable_person": "この人物写真は使えません。",
    "unusable_garment": "この服の写真は使えません。",
    # Gradio's own word for the frames of the lookbook.
    "upload_text.drop_gallery": "ここに画像をドロップ",
    # Made at run time.
    "waiting": "空きを待っています",
    "waiting_one": "待機中：前に 1 件あります",
    "waiting_many": "待機中：前に {count} 件あります",
    "looking": "写真を確認しています…",
    "cancelled": (
        "キャンセルしました。写真はそのまま残っています。もう一度試着を押すと最初から始まります。"
    ),
    "packing": "ダウンロードを準備しています…",
    "done_in": "{time} で完了しました。",
    "done_mended": "スタジオでの修正を反映して {time} で完了しました。",
    "sides_done": "完了：画像は下に並んでいます。",
    "needs_both": "まず人物の写真と服の写真を追加してください。",
    "needs_both_hint": "2 つの枠に写真をドロップするか、その下の例をクリックしてください。",
    "person_found": "1 人が見つかりました。姿勢と体の部位も見つかりました。",
    "no_person": "人物の写真に人が見つかりませんでした。",
    "no_person_hint": (
        "正面から写した、少なくとも頭から腰までの 1 人の写真を使ってください。これが服なら、"
        "2 枚の写真を入れ替えてください。"
    ),
    "several_largest": (
        "写真に {count} 人います。左から {all} 人中 {number} 番目の、"
        "いちばん大きい人を選びました。ほかの人はそのままです。"
    ),
    "several_chosen": (
        "写真に {count} 人います。左から {all} 人中 {number} 番目の人を選びました。"
        "ほかの人はそのままです。"
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
}
