"""What is said at the foot of the page, in French."""

ABOUT = {
    "ab_own": (
        "La page fonctionne avec de petits réseaux du projet, entraînés sur des personnes "
        "synthétiques et sur des photos de vêtements libres de droits ; leurs poids sont fournis "
        "avec le programme sous Apache-2.0 et peuvent servir commercialement. Ce qu’ils "
        "produisent n’est lié par aucune de leurs licences, seulement par les photos que vous "
        "avez données."
    ),
    "ab_pose": (
        "La pose vient de BlazePose et les parties du corps du segmenteur de selfies à plusieurs "
        "classes, tous deux de Google et sous Apache-2.0."
    ),
    "ab_viton": (
        "Les réseaux publiés de VITON-HD sont plus grands et redessinent tout le haut du corps "
        "au lieu de plier les pixels du vêtement lui-même : plis et ombres plus doux, meilleures "
        "manches. Leurs poids sont réservés à un usage non commercial et ne font pas partie du "
        "programme ; une fois dans son dossier de poids, VITON-HD se choisit dans les options."
    ),
    "ab_rmgn": (
        "RMGN prend la photo telle qu’elle est : il n’a besoin ni de pose ni de parties du "
        "corps, et marche donc aussi sur des photos où on ne les trouve pas. Ses auteurs "
        "n’accordent aucune licence pour ses poids ; eux non plus ne font donc pas partie du "
        "programme et ne sont jamais téléchargés : demandez-leur avant de l’utiliser."
    ),
    "ab_caption": "Tous les réseaux que cette page connaît",
    "ab_weights": "Poids",
    "ab_used": "Sert à",
    "ab_licence": "Licence",
    "ab_commercial": "Usage commercial",
    "ab_here": "Ici",
    "ab_yes": "oui",
    "ab_no": "non",
    "ab_no_licence": "aucune indiquée",
    "ab_repository": "dans ce dépôt",
    "ab_model_page": "page des modèles de {name}, {entry}",
    "ab_section": "rubrique {name}",
    "ab_link": "lien {name}",
    "ab_release": "version {name}",
    "use_photos": "photos de vêtements",
    "use_pose": "pose",
    "use_parsing": "parties du corps",
    "use_clicks": "clics sur les masques",
    "use_evaluate": "évaluation",
    "use_training": "entraînement",
    "wt_compact_layout": "Réseau de disposition de la méthode compact",
    "wt_compact_settling": "Réseau de mise au net de la méthode compact",
    "wt_compact_matching": "Réseau d’ajustement de la méthode compact",
    "wt_compact_composing": "Réseau de composition de la méthode compact",
    "wt_compact_skin_light": "Réseau de lumière sur la peau de la méthode compact",
    "wt_compact_inner_back": (
        "Intérieur du dos des vêtements, sur l’encodeur du réseau des vêtements"
    ),
    "wt_compact_inner_back_home": "Intérieurs et capuches des vêtements photographiés à la maison",
    "wt_compact_garment": "Réseau des vêtements : ce qu’est le vêtement d’une photo",
    "wt_compact_garment_mask": "Réseau des masques de vêtements : où est le vêtement d’une photo",
    "wt_pose_detection": "BlazePose : où se trouve une personne",
    "wt_pose_landmark": "BlazePose : articulations et silhouette d’une personne",
    "wt_face_near": "BlazeFace, visages proches",
    "wt_face_far": "BlazeFace, visages lointains",
    "wt_selfie_multiclass": "Segmenteur de personnes de MediaPipe",
    "wt_sam_vit_b": "Segment Anything avec ViT-B",
    "wt_viton_hd_seg": "Générateur de segmentation de VITON-HD",
    "wt_viton_hd_gmm": "Ajustement géométrique de VITON-HD",
    "wt_viton_hd_alias": "Générateur ALIAS de VITON-HD",
    "wt_rmgn_warp": "Réseau de déformation de RMGN",
    "wt_rmgn_gen": "Générateur de RMGN",
    "wt_lpips_alexnet": "AlexNet, pour la mesure LPIPS",
    "wt_vgg19": "VGG-19, pour les pertes perceptuelles",
    "wt_fid_inception": "Inception v3, pour les mesures FID et KID",
    "sy_trouble": (
        "VITON-HD nomme le mal : là où le vêtement déformé n’atteint pas le vêtement prévu Ŝ_c, "
        "M_misalign (éq. 4), un réseau doit inventer, et c’est là que les essayages échouent "
        "d’ordinaire. Ce programme garde ce masque à chaque calcul et permet de le regarder, de "
        "le mesurer et de le corriger."
    ),
    "sy_soft": (
        "Les masques sont doux, de 0 à 1 : le bord du vêtement déformé n’est pas tout ou rien. "
        "Le désaligné est max(Ŝ_c - masque déformé, 0), et la part est sa somme divisée par "
        "celle de Ŝ_c, à la taille de travail. Ne comparez que des calculs d’une même taille de "
        "travail ; le nombre de pixels croît avec elle."
    ),
    "sy_rmgn": (
        "RMGN ne prévoit aucune disposition. Son masque compare avec le vêtement que la personne "
        "porte sur la photo ; ses chiffres répondent donc à une autre question et ne figurent à "
        "côté d’aucun histogramme."
    ),
    "sy_caption": "Où le trouver",
    "sy_what": "Quoi",
    "sy_where": "Sur cette page",
    "sy_file": "Après python -m tryon, ou comme fichier",
    "sy_masks": (
        "Les deux masques, sur le résultat, la photo ou le vêtement déformé ; les pires endroits "
        "; le changement depuis le calcul précédent"
    ),
    "sy_masks_at": "« Là où le vêtement ne s’ajuste pas », sous chaque résultat",
    "sy_masks_file": "run --out now, puis inspect now --before earlier",
    "sy_mending": (
        "Corriger la disposition ou le masque du vêtement, et ne refaire que ce qui en dépend"
    ),
    "sy_mending_at": "Studio, Disposition prévue",
    "sy_flow": "Ce qui reste après le flux, à côté de ce que la spline avait laissé",
    "sy_flow_at": "Étape : Ce que le flux comble",
    "sy_ablation": (
        "Les mêmes poids avec et sans standardisation séparée par régions (comme le tableau 1, "
        "mais sans nouvel entraînement)"
    ),
    "sy_ablation_at": "Options, avec viton-hd : Peindre aussi sans la normalisation ALIAS",
    "sy_degree": "SSIM, LPIPS et FID selon le degré de désalignement, comme à la fig. 9",
    "sy_degree_at": "pas ici",
    "sy_degree_file": "evaluate --layout given, puis misalignment A=dir B=dir --out fig9.png",
    "sy_files": "Les masques eux-mêmes, et report.json avec misalignment_ratio",
    "sy_last": (
        "L’histogramme sous le résultat n’est pas celui de l’article, qui n’imprime aucun "
        "chiffre : c’est celui de 74 paires de personnes et de vêtements synthétiques par la "
        "méthode habituelle. Lisez-le comme plus ou moins que d’ordinaire ici."
    ),
    # What visitors ask, and the answers.
    "qa_sleeve": "Comment corriger une manche ou l'encolure ?",
    "qa_sleeve_so": (
        "Choisissez-en une autre dans les menus à côté de la photo du vêtement et relancez. Pour "
        "aller plus loin, appuyez sur « Quelque chose ne va pas ? Corrigez-le dans le studio » "
        "sous le résultat, puis dites ce qui ne va pas."
    ),
    "qa_hand": "Que faire si une main ou des cheveux ont disparu ?",
    "qa_hand_so": (
        "Appuyez sur « Quelque chose ne va pas ? Corrigez-le dans le studio » sous le résultat, "
        "puis sur « Une main ou des cheveux sont recouverts », peignez la main ou les cheveux sur "
        "votre photo et lancez les étapes modifiées : la photo y reste telle quelle."
    ),
    "qa_alike": "Pourquoi n'est-ce pas exactement mon vêtement ?",
    "qa_alike_so": (
        "L'image est calculée à partir de ces deux photos. Ce que la photo du vêtement ne montre "
        "pas est deviné : les plis dans cette pose, les côtés, la coupe. La page ne connaît pas "
        "les tailles et ne dit donc pas si le vêtement va."
    ),
    "qa_orange": "Qu'est-ce que la zone orange ?",
    "qa_orange_so": (
        "Le vêtement devrait s'y trouver, mais le vêtement déformé n'y arrive pas. La page a dû "
        "la remplir : cherchez-y d'abord les erreurs. Elle ne couvre que l'image de "
        "l'inspecteur, pas le résultat que vous téléchargez."
    ),
    "qa_last": "Où est mon dernier résultat, et de quelles photos vient-il ?",
    "qa_last_so": (
        "Sous « Vos résultats », avec de petites images des deux photos. Appuyez sur l'un d'eux "
        "pour le revoir."
    ),
    "qa_several": "Comment essayer plusieurs vêtements à la fois ?",
    "qa_several_so": (
        "Dans l'onglet « Lookbook » : une personne avec beaucoup de vêtements, ou un vêtement "
        "sur beaucoup de personnes."
    ),
    "qa_phone": "Comment avoir l'image sur mon téléphone ?",
    "qa_phone_so": (
        "Ouvrez cette page sur le téléphone lui-même et appuyez-y sur « Image (PNG) » sous le "
        "résultat. Les résultats d'un autre navigateur n'y sont pas visibles : depuis un "
        "ordinateur, téléchargez l'image et envoyez-la-vous."
    ),
    "qa_shop": "Puis-je utiliser le résultat, même dans une boutique ?",
    "qa_shop_so": (
        "Dans la mesure où les droits sur vos deux photos le permettent. Les réseaux propres à "
        "la page (pipeline compact) n'imposent aucune condition ; les poids de VITON-HD sont "
        "réservés à un usage non commercial, et aucune licence n'est accordée pour ceux de RMGN. "
        "Sous le résultat est écrit quel pipeline l'a fait."
    ),
    "qa_delete": "Comment me débarrasser de mes photos ?",
    "qa_delete_so": (
        "Appuyez sur « Tout oublier » sous le résultat : photos, résultats et lookbooks sont "
        "supprimés du serveur aussitôt. Sinon, ils sont supprimés dans l'heure."
    ),
    "qa_language": "Comment avoir la page dans ma langue ?",
    "qa_language_so": (
        "Elle suit la première langue des réglages de votre navigateur : anglais, allemand, "
        "français, espagnol, chinois, coréen ou japonais. Changez-la là-bas et rechargez la page."
    ),
}
