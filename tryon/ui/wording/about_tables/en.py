"""What is said at the foot of the page, in English."""

ABOUT = {
    "ab_own": (
        "The page runs on small networks of the project's own, trained on synthetic people and "
        "on photos of garments that are free of rights; their weights come with the program "
        "under Apache-2.0 and may be used commercially. What they make is bound by no licence of "
        "theirs, only by the photos you gave."
    ),
    "ab_pose": (
        "Pose comes from Google's BlazePose and body parts from Google's multi-class selfie "
        "segmenter, both under Apache-2.0."
    ),
    "ab_viton": (
        "The published networks of VITON-HD are larger and draw the whole upper body anew "
        "instead of bending the garment's own pixels: softer folds and shadows, better sleeves. "
        "Their weights are for non-commercial use and not part of the program; once they are in "
        "its weights folder, VITON-HD can be chosen under Options."
    ),
    "ab_rmgn": (
        "RMGN takes the photo as it is: it needs neither pose nor body parts, and so also runs "
        "on photos in which these cannot be found. Its authors grant no licence for its weights, "
        "so they are not part of the program either and are never fetched: ask them before you "
        "use it."
    ),
    "ab_caption": "Every network this page knows",
    "ab_weights": "Weights",
    "ab_used": "Used for",
    "ab_licence": "Licence",
    "ab_commercial": "Commercial use",
    "ab_here": "Here",
    "ab_yes": "yes",
    "ab_no": "no",
    "ab_no_licence": "none stated",
    "ab_repository": "in this repository",
    "ab_model_page": "{name}'s model page, {entry}",
    "ab_section": "section {name}",
    "ab_link": "link {name}",
    "ab_release": "release {name}",
    "use_photos": "garment photos",
    "use_pose": "pose",
    "use_parsing": "parsing",
    "use_clicks": "mask clicks",
    "use_evaluate": "evaluate",
    "use_training": "training",
    "wt_compact_layout": "Layout network of the compact pipeline",
    "wt_compact_settling": "Settling network of the compact pipeline",
    "wt_compact_matching": "Matching network of the compact pipeline",
    "wt_compact_composing": "Composing network of the compact pipeline",
    "wt_compact_skin_light": "Skin light network of the compact pipeline",
    "wt_compact_inner_back": "Inner backs of garments, on the garment network's encoder",
    "wt_compact_inner_back_home": "Inner backs and hoods of garments photographed at home",
    "wt_compact_garment": "Garment network: what the garment in a photo is",
    "wt_compact_garment_mask": "Garment mask network: where the garment in a photo is",
    "wt_pose_detection": "BlazePose: where a person is",
    "wt_pose_landmark": "BlazePose: joints and silhouette of a person",
    "wt_face_near": "BlazeFace, near faces",
    "wt_face_far": "BlazeFace, far faces",
    "wt_selfie_multiclass": "Person segmenter of MediaPipe",
    "wt_sam_vit_b": "Segment Anything, ViT-B",
    "wt_viton_hd_seg": "VITON-HD segmentation generator",
    "wt_viton_hd_gmm": "VITON-HD geometric matching",
    "wt_viton_hd_alias": "VITON-HD ALIAS generator",
    "wt_rmgn_warp": "RMGN warp network",
    "wt_rmgn_gen": "RMGN generator",
    "wt_lpips_alexnet": "AlexNet, for the metric LPIPS",
    "wt_vgg19": "VGG-19, for the perceptual losses",
    "wt_fid_inception": "Inception v3, for the metrics FID and KID",
    "sy_trouble": (
        "VITON-HD names the trouble: where the predicted clothing Ŝ_c is not reached by the "
        "warped garment, M_misalign (Eq. 4), a network has to invent, and try-on pictures "
        "usually go wrong. This program keeps that mask at every run and lets it be looked at, "
        "measured and mended."
    ),
    "sy_soft": (
        "Masks are soft, 0 to 1: the warped garment's edge is not all or nothing. Misaligned is "
        "max(Ŝ_c - warped mask, 0), and the ratio is its sum over that of Ŝ_c, at the working "
        "size. Compare runs of one working size only; counts of pixels grow with it."
    ),
    "sy_rmgn": (
        "RMGN predicts no layout. Its mask compares with the garment the person wears in the "
        "photo, so its numbers answer another question and are set beside no histogram."
    ),
    "sy_caption": "Where to find it",
    "sy_what": "What",
    "sy_where": "On this page",
    "sy_file": "After python -m tryon, or as a file",
    "sy_masks": (
        "Both masks, over result, photo or warped garment; the worst spots; the change since the "
        "run before"
    ),
    "sy_masks_at": "Inspector, below every result",
    "sy_masks_file": "run --out now, then inspect now --before earlier",
    "sy_mending": "Mending the layout or the garment's mask, and running only what depends on it",
    "sy_mending_at": "Studio, Predicted layout",
    "sy_flow": "What remains after the flow, beside what the spline left",
    "sy_flow_at": "Step: What flow closes",
    "sy_ablation": (
        "The same weights with and without region-separate standardisation (as Table 1, but not "
        "trained anew)"
    ),
    "sy_ablation_at": "Options, with viton-hd: Also paint without ALIAS normalisation",
    "sy_degree": "SSIM, LPIPS and FID by degree of misalignment, as in Fig. 9",
    "sy_degree_at": "not here",
    "sy_degree_file": "evaluate --layout given, then misalignment A=dir B=dir --out fig9.png",
    "sy_files": "The masks themselves, and report.json with misalignment_ratio",
    "sy_last": (
        "The histogram in the inspector is not the paper's, which prints no numbers: it is that "
        "of 74 pairs of synthetic persons and garments through the default pipeline. Read it as "
        "more or less than usual here."
    ),
    # What visitors ask, and the answers.
    "qa_sleeve": "How do I fix a sleeve or the neckline?",
    "qa_sleeve_so": (
        "Choose another one in the menus beside the garment's photo and run again. For more "
        "press “Something wrong? Fix it in the studio” below the result, then say what is wrong."
    ),
    "qa_hand": "What do I do if a hand or hair has vanished?",
    "qa_hand_so": (
        "Press “Something wrong? Fix it in the studio” below the result, then “A hand or hair is "
        "painted over”, paint over the hand or the hair in your photo, and run what changed. "
        "There the photo stays as it is."
    ),
    "qa_alike": "Why is it not exactly my garment?",
    "qa_alike_so": (
        "The picture is computed from these two photos. What the garment's photo does not show "
        "is guessed: folds in this pose, sides, the fit. The page knows no sizes, so it does not "
        "tell whether the garment fits."
    ),
    "qa_orange": "What is the orange area?",
    "qa_orange_so": (
        "There the garment should be, but the bent garment does not reach. The page had to fill "
        "it, so look there first for mistakes. It lies over the picture of the inspector only, "
        "not over the result you download."
    ),
    "qa_last": "Where is my last result, and which photos was it made from?",
    "qa_last_so": (
        "Under “Your results”, with small pictures of both photos. Press one to see it again."
    ),
    "qa_several": "How do I try on several garments at once?",
    "qa_several_so": (
        "In the tab “Lookbook”: one person in many garments, or one garment on many persons."
    ),
    "qa_phone": "How do I get the picture onto my phone?",
    "qa_phone_so": (
        "Open this page on the phone itself and press “Picture (PNG)” below the result there. "
        "Results made in another browser are not seen in it: from a computer download the "
        "picture and send it to yourself."
    ),
    "qa_shop": "May I use the result, in a shop too?",
    "qa_shop_so": (
        "As far as the rights in your two photos allow. The page's own networks (pipeline "
        "compact) set no condition of theirs; VITON-HD's weights are for non-commercial use "
        "only, and for RMGN's no licence is granted. Below the result stands which pipeline made "
        "it."
    ),
    "qa_delete": "How do I get rid of my photos?",
    "qa_delete_so": (
        "Press “Forget everything” below the result: photos, results and lookbooks are deleted "
        "from the server at once. Without that they are deleted within the hour."
    ),
    "qa_language": "How do I get the page in my language?",
    "qa_language_so": (
        "It follows the first language in your browser's settings: English, German, French, "
        "Spanish, Chinese, Korean or Japanese. Change that there and load the page again."
    ),
}
