"""Remarks in Japanese."""

REMARKS = {
    "the_person_photo": "人物の写真",
    "the_garment_photo": "服の写真",
    "a_skirt": "スカート",
    "trousers": "ズボン",
    "shorts": "半ズボン",
    "shoes": "靴",
    "a_hat": "帽子",
    "no_top": "トップス以外のもの",
    "on_its_side": "横向き",
    "upside_down": "上下逆さま",
    "to_the_right": "右へ四分の一回転",
    "to_the_left": "左へ四分の一回転",
    "by_half": "半回転",
    "file_empty": "{name}は空のファイルです。",
    "file_empty_hint": "別のファイルを選んでください。",
    "file_unread": (
        "{name}は読み込めません（{kind}）。読めるのは JPEG、PNG、WebP、AVIF、HEIC です。"
    ),
    "file_unread_hint": "JPEG、PNG、WebP で保存してもう一度お試しください。",
    "kind_gif": "GIF ファイル",
    "kind_tiff": "TIFF ファイル",
    "kind_film": "動画",
    "kind_eps": "EPS ファイル",
    "kind_pdf": "PDF ファイル",
    "kind_bmp": "BMP ファイル",
    "kind_svg": "SVG の図",
    "kind_text": "画像ではなく文字",
    "kind_other": "ここで読める画像ではありません",
    "file_large": "{name}は {size} MB を超えています。",
    "file_large_hint": "小さくしてもう一度お試しください。",
    "pixels_many": (
        "{name}は {width} × {height} 画素です。読めるのは {most} メガピクセル、一辺 {side} "
        "画素までです。"
    ),
    "pixels_many_hint": "小さくしてもう一度お試しください。一辺 2000 画素で十分です。",
    "pixels_few": "{name}は {width} × {height} 画素しかありません。",
    "pixels_few_hint": "一辺が {side} 画素以上、できれば 768 × 1024 の写真をお使いください。",
    "damaged": "{name}は壊れています。途中で終わっているか、データに意味がありません。",
    "damaged_hint": "画像ビューアーで開いて保存し直すか、別の写真を撮ってください。",
    "damaged_header": "{name}は壊れています。ヘッダーに意味がありません。",
    "too_much_exif": "{name}には {count} KB を超える EXIF データが含まれ、写真としては多すぎます。",
    "too_much_segments": (
        "{name}には {count} 個を超えるセグメントが含まれ、写真としては多すぎます。"
    ),
    "too_much_scans": "{name}には {count} 回を超えるスキャンが含まれ、写真としては多すぎます。",
    "too_much_parts": "{name}には {count} 個を超える部分が含まれ、写真としては多すぎます。",
    "too_much_hint": "画像ビューアーで開いて保存し直すか、画面を撮影してください。",
    "no_room": "{name}は今は読めません。空きがありません。",
    "no_room_hint": "一時ファイルのフォルダーに空きを作るか、普通の JPEG で保存してください。",
    "slow_file": "{name}の読み込みに {seconds} 秒以上かかりました。",
    "slow_file_hint": "小さくするか、普通の JPEG で保存してください。",
    "unopened": "{name}を開けません。",
    "unopened_hint": "ファイルがあり、読めることを確かめてください。",
    "animated": "{name}は動く画像です。最初のコマを使いました。",
    "animated_hint": "場面を自分で選ぶには、静止画をお使いください。",
    "reduced": (
        "{name}は {wide} × {high} 画素で、処理の上限を超えています。結果は {width} × {height} "
        "です。"
    ),
    "reduced_hint": "どの画面にも十分です。大きさを自分で決めるには、先に縮小してください。",
    "photos_gone": "写真は約束どおり 1 時間後に削除されました。",
    "photos_gone_hint": "もう一度選んでください。",
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
    "no_pose": "写真に人がいますが、姿勢が分かりません。",
    "no_pose_hint": "顔が何にも（電話にも）隠れず、頭から腰まで写っている写真をお使いください。",
    "hidden": "着せる人の前に別の人がいます。",
    "hidden_hint": "写真の別の人を選ぶか、体の前に誰もいない写真をお使いください。",
    "no_shoulders": "両肩が写真に入っていません。",
    "shoulders_hint": "少なくとも肩から腰まで写っている写真をお使いください。",
    "arms_out": "腕が横に伸びているため、まだ服を着せられません。",
    "arms_out_hint": "腕を下ろした写真をお使いください。",
    "sleeve_raised": "袖に隠れた腕が上がっていて、袖のない様子が分かりません。",
    "head_down": "人物が上下逆さまです。",
    "head_down_hint": "写真を正しい向きに回してください。",
    "above_waist": "写真がウエストより上で切れています。",
    "small_photo": "写真が小さいです（{width} × {height} 画素）。",
    "small_photo_hint": "大きな写真ほど結果が鮮明になります。",
    "small_person": "写真の中で人物が小さいです。",
    "small_person_hint": "人物に合わせて切り抜くか、近くで撮った写真をお使いください。",
    "lying": "人物がまっすぐ立っても座ってもいません。",
    "lying_hint": "写真を回すか、立っている人の写真をお使いください。",
    "half_body": "腰が写真の下にはみ出しているため、位置は推定です。",
    "half_body_hint": "太ももまで写った写真のほうがよく合います。",
    "seated": "人物が座るかしゃがんでいるため、服がうまくいかないかもしれません。",
    "seated_hint": "立っている写真をお使いください。",
    "squats": "人物がしゃがんでいるため、まだ服を着せられません。",
    "coat": "人物はコートを着ているようです。一部が残ることがあります。",
    "coat_hint": "コートを着ていない写真をお使いください。",
    "coat_whole": "コートか同じくらい長い服を着ています。まだ脱がせることができません。",
    "from_side": "人物が横を向いているため、まだ服を着せられません。",
    "from_behind": "人物が後ろ姿です。",
    "from_front_hint": "正面から撮った写真をお使いください。",
    "covering": "頭にかぶっているものが服とつながっていて、見分けられません。",
    "covering_hint": (
        "服と色が違うか、肩より上で終わる写真をお使いください。外すことは決してありません。"
    ),
    "by_colour": (
        "体の部位のネットワークがこのコンピューターにないため、髪・肌・服を色だけで分けました。境目は粗く"
        "なります。"
    ),
    "alone_whole": "{why}写真だけで続け、その中央を人物とみなします。",
    "alone": "{why}姿勢と体の部位なしで、写真だけで続けます。",
    "not_a_top": "{what}のようです。まだトップスしか試着できません。",
    "not_a_top_hint": (
        "トップスの写真を選んでください。トップスなら、輪郭が見えるように平らに置いてください。"
    ),
    "not_a_top_turned": (
        "トップスの写真を選んでください。トップスなら、輪郭が見えるように平らに置いてください。"
        "{lies}なら、写真を{turn}させてください。"
    ),
    "turned": "服はおそらく{lies}です。写真のままの向きで着せます。",
    "turned_hint": "そうなら、写真を{turn}させてください。",
    "worn": "服は誰かが着ています。その写真から切り抜きました。",
    "worn_hint": (
        "無地の背景に服だけを写した写真のほうがうまくいきます。これが着せる人なら、2 枚の写真を"
        "入れ替えてください。"
    ),
    "dress": "ワンピースのようです。ワンピースはまだ試着できないため、トップスとして使います。",
    "dress_hint": "本当の結果を得るには、トップスの写真を選んでください。",
    "perhaps": "{what}かもしれません。トップスとして使います。",
    "perhaps_hint": "トップスでなければ、別の写真を選んでください。",
    "uneven": "服の写真の背景が一様でないため、マスクが違うかもしれません。",
    "uneven_hint": "服のマスクを確かめるか、無地の背景の写真をお使いください。",
    "pale": "服が背景とほとんど見分けられず、一部が欠けるかもしれません。",
    "pale_hint": "服のマスクを確かめるか、別の色の背景の写真をお使いください。",
    "small_garment": "服の写真が小さいです（{width} × {height} 画素）。",
    "small_garment_hint": "大きな写真をお使いください。柄や布地が鮮明になります。",
    "no_garment": "服を背景と見分けられませんでした。",
    "no_garment_hint": "別の色の無地の背景に服だけを写した写真をお使いください。",
    "no_worn_top": "服の写真の人物にトップスが見つかりませんでした。",
    "no_worn_top_hint": "無地の背景に服だけを写した写真をお使いください。",
    "mask_empty": "服のマスクが空です。",
    "mask_empty_hint": "服に印を付けるか、別の写真をお使いください。",
    "by_rules": (
        "服のネットワークがこのコンピューターにないため、規則で切り抜いて説明しました。家で撮った写真では"
        "多く間違えます。"
    ),
    "garments_largest": (
        "写真に服が {count} 着あります。左から {number} 番目、いちばん大きいものを使いました。"
    ),
    "garments_several": "写真に服が {count} 着あります。左から {number} 番目を使いました。",
    "garments_hint": "別のものを使うには、それを選んでください。",
    "same_photo": "2 枚の写真は同じものです。",
    "same_photo_hint": "試着したい服の写真を、服の場所に入れてください。",
    "blurred_person": "人物の写真がぼやけています。",
    "blurred_garment": "服の写真がぼやけています。",
    "blurred_hint": "もっと鮮明な写真をお使いください。写っていないものは結果にも現れません。",
    "too_slow": "時間がかかりすぎたため止めました。",
    "too_slow_hint": "小さいサイズか、速い方式を選んでください。",
    "run_cancelled": "実行は中止されました。",
    "no_memory": "コンピューターのメモリーが足りません。",
    "no_memory_hint": "少し待つか、小さいサイズを選んでください。",
    "device_memory": "計算装置のメモリーが足りません。",
    "device_memory_hint": "小さいサイズか CPU を選ぶか、ほかのプログラムを閉じてください。",
    "start_again": "いつでもやり直せます。",
    "our_fault": "こちら側で問題が起きました。",
    "our_fault_hint": "もう一度お試しください。続くときは番号 {number} を添えてお知らせください。",
    "no_crop": "切り抜く写真がありません。",
    "no_choice": "選ぶ写真がありません。",
    "choose_first": "先に一枚選んでください。",
    "crop_small": "残る部分の一辺が {side} 画素未満です。",
    "crop_small_hint": "もっと残してください。",
    "crop_failed": "写真を切り抜けませんでした。",
    "crop_failed_hint": "ページを読み込み直して、もう一度お試しください。",
    "no_seed": "シードが整数ではありません。",
    "no_seed_hint": "0 から {most} までの整数を入れてください。",
    "too_many_variations": "それほど多くのバリエーションは作れません。",
    "too_many_variations_hint": "1 から {most} までを選んでください。",
    "book_large": "試着が {count} 回になります。ルックブックは最大 {most} 回です。",
    "book_large_hint": (
        "写真をいくつか外してください。もっと多い場合はコマンドラインで：python -m tryon batch"
    ),
    "book_heavy": "写真は合わせて {size} MB を超えます。",
    "book_heavy_hint": "いくつか外すか、小さくしてください。",
}
