"""The page's words in French."""

WORDS = {
    "title": "Essayage, étape par étape",
    "lead": (
        "Mettez le vêtement d'une photo sur la personne d'une autre, et voyez chaque étape "
        ": pose, parties du corps, disposition, déformation, et où le vêtement déformé ne "
        "convient pas."
    ),
    "privacy": (
        "Vos photos restent sur la machine où tourne cette page : rien n'est envoyé "
        "ailleurs, rien ne sert à l'entraînement, et photos et résultats sont supprimés "
        "dans l'heure."
    ),
    "try_on": "Essayer",
    "lookbook": "Lookbook",
    "person": "Personne",
    "garment": "Vêtement",
    "examples": "Exemples",
    "crop": "Recadrer ou tourner",
    "crop_person": "Photo de la personne : Recadrer ou tourner",
    "crop_garment": "Photo du vêtement : Recadrer ou tourner",
    "sleeves": "Manches : exact ?",
    "neckline": "Encolure : exact ?",
    "swap": "Échanger les deux photos",
    "run": "Essayer",
    "sides": "Comparer les méthodes",
    "cancel": "Annuler",
    "options": "Options",
    "pipeline": "Méthode",
    "pipeline_info": "Quels réseaux mettent le vêtement.",
    "size": "Taille de travail",
    "size_info": (
        "Largeur × hauteur en pixels. Le résultat garde la taille de votre photo, jusqu'à "
        "13 mégapixels."
    ),
    "seed": "Graine",
    "seed_info": "La même graine donne la même image.",
    "variations": "Variantes",
    "variations_info": (
        "Autant d'images, chacune d'une graine différente ; chacune prend le temps d'une seule."
    ),
    "ablation": "Peindre aussi sans la normalisation ALIAS",
    "ablation_info": (
        "Montre ce que la normalisation de l'article change là où le vêtement ne convient pas."
    ),
    "menu_best": "Le meilleur disponible ici",
    "menu_small": "nos propres petits réseaux",
    "menu_published": "réseaux publiés",
    "menu_missing": "poids manquants",
    "menu_fetch": "Mo à télécharger",
    "menu_fetch_best": "Mo à télécharger ; le meilleur disponible ici",
    "menu_usual": "habituelle",
    "menu_sleeveless": "Sans manches",
    "menu_short": "Courtes",
    "menu_elbow": "Jusqu'au coude",
    "menu_long": "Longues",
    "menu_round": "Ronde",
    "menu_v": "En V",
    "menu_wide": "Large",
    "menu_high": "Montante",
    "menu_collar": "Col",
    "menu_straps": "Bretelles",
    "studio": "Studio : corriger un masque, relancer une étape",
    "invitation": "Quelque chose ne va pas ? Corrigez-le dans le studio",
    "about": "Ce qui tourne ici, à qui c'est, et ce qu'il pourrait y avoir de plus",
    "questions": "Questions fréquentes",
    "study": "Pour qui étudie les défauts d'alignement",
    "empty": "Le résultat apparaît ici, avec un curseur entre avant et après.",
    "lookbook_lead": (
        "Une personne dans plusieurs vêtements, ou un vêtement sur plusieurs personnes : "
        "ajoutez des images des deux côtés, plusieurs à la fois ou un dossier entier. "
        "Chaque essayage s'ouvre avec toutes ses étapes."
    ),
    "persons": "Personnes",
    "garments": "Vêtements",
    "make": "Faire le lookbook",
    "use_examples": "Prendre les exemples",
    "sheet": "Télécharger la planche",
    "zip": "Télécharger tous les résultats (zip)",
    "wear_too": "Utiliser cette image comme personne",
    "to_lookbook": "Vers le lookbook",
    "drag": "✥ Glisser",
    "whole": "Entier",
    "full_screen": "Plein écran",
    "copy": "Copier",
    "share": "Partager",
    "download": "Télécharger",
    "results": "Vos résultats",
    "still_here": "Vos résultats de la dernière heure sont encore là.",
    "still_show": "Les montrer",
    "results_note": "Gardés une heure, pour ce navigateur seulement.",
    "forget": "Tout oublier",
    "steps": "Les étapes",
    "walk": "Comment ça marche : les parcourir",
    "turn_left": "⟲ Tourner à gauche",
    "turn_right": "⟳ Tourner à droite",
    "whole_photo": "Photo entière",
    "use_this": "Utiliser ceci",
    "trim_hint": (
        "Tirez les coins, ou la partie elle-même. La photo entière vous reste : rouvrez-la "
        "pour la modifier."
    ),
    "back": "Retour",
    "close": "Fermer",
    "next": "Suivant",
    "done": "Terminé",
    "made_photos": "Fait avec les photos précédentes.",
    "made_options": "Fait avec d'autres options que celles choisies à présent.",
    "made_mends": "Fait avant vos dernières modifications dans le studio.",
    "made_gone": "Les photos dont il est fait ont été supprimées après leur heure.",
    "before": "Avant",
    "after": "Après",
    "tap_person": "Touchez dans la photo la personne à habiller.",
    "tap_garment": "Touchez dans la photo le vêtement à enfiler.",
    "unusable_person": "La photo de la personne est inutilisable.",
    "unusable_garment": "La photo du vêtement est inutilisable.",
    "arriving": "La photo est en chemin…",
    "not_arrived": "La photo n’est pas arrivée.",
    "not_arrived_hint": "Choisissez-la de nouveau ; si elle est grande, réduisez-la avant.",
    # Gradio's own words: for the frames of the lookbook, and what it has read out.
    "upload_text.drop_gallery": "Déposez des images ici",
    "common.complete": "Terminé",
    "status.queue_position": "Dans la file : {position} sur {size}",
    # Made at run time.
    "waiting": "En attente d'une place libre",
    "waiting_one": "En attente : un essai passe avant le vôtre",
    "waiting_many": "En attente : {count} essais passent avant le vôtre",
    "waiting_photos": "En attente : vos photos sont encore examinées",
    "looking": "Examen de la photo…",
    "cancelled": "Annulé. Vos photos sont toujours là ; relancez l'essayage pour recommencer.",
    "packing": "Préparation des téléchargements…",
    "run_time": "Prend environ {time} sur cette machine.",
    "run_time_unknown": "Le premier essai dira combien de temps il faut.",
    "time_left": "encore environ {time}",
    "done_in": "Terminé en {time}.",
    "done_mended": "Terminé en {time}, avec vos modifications du studio.",
    "sides_done": "Terminé : les images sont ci-dessous, côte à côte.",
    "sides_older": "Comparé avant que le résultat ci-dessus apparaisse.",
    "needs_both": "Ajoutez d'abord une photo de la personne et une photo du vêtement.",
    "needs_both_hint": (
        "Déposez vos photos dans les deux cadres, ou cliquez sur un exemple au-dessous."
    ),
    "fetch_hint": "Ouvrez la liste des réseaux en bas de la page et appuyez sur « {button} ».",
    "fetch_sam": "J’ai lu ceci : télécharger Segment Anything",
    "fetch_viton_hd": "J’ai lu ceci : télécharger VITON-HD",
    "use_sam": "Segment Anything répond aux clics du studio plus précisément que l’outil intégré.",
    "use_viton_hd": (
        "Les réseaux publiés de VITON-HD peuvent être choisis dans les options une fois ici."
    ),
    "terms_free": "{size} à télécharger. Licence : {licences}, usage commercial autorisé.",
    "terms_bound": "{size} à télécharger. Licence : {licences}, usage non commercial seulement.",
    "origin": (
        "Cela viendrait de {origin}. Les auteurs le publient ici : {published}, rubrique {section}."
    ),
    "origin_mirror": (
        "Cela viendrait de {origin}, un dépôt personnel sur le Hub qui n’est pas celui des "
        "auteurs ; personne n’a confirmé que c’est bien leur travail. Les auteurs le publient ici "
        ": {published}, rubrique {section}."
    ),
    "fetching": "Téléchargement de {key} (une seule fois)",
    "fetching_share": "Téléchargement de {key} (une seule fois), {share} %",
    "fetched": "Téléchargé et vérifié. Utilisé dès maintenant.",
    "not_fetched": "Rien n’est téléchargé pour les visiteurs de cette page.",
    "not_fetched_hint": (
        "Qui l’exploite peut le faire : python -m tryon weights fetch, ou la variable TRYON_FETCH."
    ),
    "missing": "Absent de cette machine : {titles}.",
    "missing_one": "Absent de cette machine : {titles}.",
    "missing_more": "Absent de cette machine : {titles}.",
    "missing_hint": "La liste des réseaux ci-dessous dit où leurs auteurs les publient.",
    "person_found": "Une personne trouvée, avec sa pose et les parties du corps.",
    "garment_found": "Vêtement trouvé, probablement : {sleeve}, {neckline}.",
    "open_front": "Vestes et chemises ouvertes se portent fermées et remplacent le haut porté.",
    "sleeve_sleeveless": "sans manches",
    "sleeve_short": "manches courtes",
    "sleeve_elbow": "manches jusqu'au coude",
    "sleeve_long": "manches longues",
    "neckline_round": "encolure ronde",
    "neckline_v": "encolure en V",
    "neckline_wide": "encolure large",
    "neckline_high": "col montant fermé",
    "neckline_collar": "col",
    "neckline_straps": "encolure à bretelles",
    "stage_weights": "Préparation des réseaux",
    "stage_person": "Recherche de la pose et des parties du corps",
    "stage_garment": "Découpe du vêtement",
    "stage_agnostic": "Retrait de l'ancien vêtement",
    "stage_segmentation": "Prédiction de la disposition",
    "stage_matching": "Ajustement du vêtement au corps",
    "stage_misalignment": "Recherche des manques",
    "stage_synthesis": "Peinture du résultat",
    "stage_pictures": "Préparation des images",
    "stage_of": "Avec {name} : {stage}",
    "results_gone": "Les résultats ont été supprimés après une heure, comme promis.",
    "result_gone": "Ce résultat a été supprimé après une heure, comme promis.",
    "try_again_hint": "Choisissez de nouveau les photos et appuyez sur « Essayer ».",
    "book_again_hint": "Refaites le lookbook.",
    "unreachable": "La page ne joint pas son serveur.",
    "unreachable_hint": "Réessayez dans un instant.",
    "no_picture": "Il n’y a pas d’image dans le presse-papiers.",
    "no_picture_hint": "Copiez une image, non son adresse ni un texte, et collez de nouveau.",
    "no_clipboard": "Le presse-papiers n’a pu être lu.",
    "no_clipboard_hint": "Autorisez-le dans le navigateur, ou utilisez le bouton d’envoi.",
    "no_camera": "Aucune caméra n’a pu être ouverte.",
    "no_camera_hint": "Branchez-en une et autorisez-la dans le navigateur, ou envoyez une photo.",
    "unseen": "Ce navigateur ne peut montrer la photo ; on ne peut donc pas la rogner ici.",
    "unseen_hint": "Rognez-la avant, ou enregistrez-la en JPEG.",
    "not_ready": "L’image n’est pas prête, ou a été supprimée après son heure.",
    "not_ready_hint": "Attendez un instant, ou refaites l’essai.",
    "no_copying": "Le navigateur ne laisse pas cette page copier des images.",
    "no_sharing": "L’image ne peut être partagée d’ici.",
    "download_hint": "Téléchargez-la plutôt.",
    "copied": "Copié.",
    "forget_sure": (
        "Supprimer maintenant du serveur toutes vos photos, tous vos résultats et lookbooks ?"
    ),
    "forgotten": "Vos photos, résultats et lookbooks sont tous supprimés.",
    "compare": "Comparer",
    "compare_hint": (
        "Pour comparer deux résultats, appuyez sur l’image de l’un, puis sur « Comparer » sous "
        "l’autre."
    ),
    "show_above": "Montrer celui-ci au-dessus",
    "as_png": "Image (PNG)",
    "as_pair": "Avant et après (JPG)",
    "as_zip": "Tout, avec toutes les étapes (zip)",
    "all_zip": "Tous, avec leurs étapes (zip)",
    "booked": "Les photos du résultat sont ici. Ajoutez-en de chaque côté, et faites le lookbook.",
    "worn_too": (
        "Le résultat est maintenant la personne. Choisissez un autre vêtement : il remplacera "
        "celui-ci."
    ),
    "restored": "Voici de nouveau un résultat précédent, avec ses photos et options.",
    "restored_alone": (
        "Voici de nouveau un résultat précédent ; ses photos ont été supprimées après leur heure."
    ),
    "book_needs": "Ajoutez d’abord au moins une personne et un vêtement.",
    "book_needs_hint": "Déposez des images dans les deux cadres, ou prenez les exemples.",
    "book_stopped_first": "Annulé avant que le premier soit fini ; il n’y a rien à montrer.",
    "book_stopped": "Annulé. Ce qui est fini est ci-dessous et peut être téléchargé.",
    "book_one": "C'est fait. Cliquez sur l'image pour voir ses étapes.",
    "book_done": "Les {count} sont faits. Cliquez sur une image pour voir ses étapes.",
    "book_partly": (
        "{made} sur {count} sont faits ; les autres disent à leur place ce qui ne va pas."
    ),
    "book_stage": "{index} sur {count} : {stage}",
    "line_next": "En attente d’une place libre : la vôtre est la prochaine",
    "line_place": "En attente d’une place libre : numéro {place} dans la file",
    "step_pose": "Pose",
    "step_body": "Parties du corps",
    "step_agnostic": "Personne sans le vêtement",
    "step_garment": "Vêtement",
    "step_layout": "Disposition prévue",
    "step_warp": "Déformation",
    "step_misaligned": "Désalignement",
    "step_flow": "Ce que le flux comble",
    "step_synthesis": "Synthèse",
    "step_pose_words": (
        "Où sont les articulations. La pose décide comment tombent manches et épaules."
    ),
    "step_body_words": (
        "Chaque pixel de la personne reçoit un nom. Pointez l’image, ou choisissez un nom, "
        "pour voir lequel est lequel."
    ),
    "step_agnostic_words": (
        "L’ancien vêtement, le cou et les bras sont retirés, pour que rien de l’ancienne forme "
        "ne passe dans la nouvelle. Visage, cheveux, jambes et fond restent."
    ),
    "step_garment_words": (
        "Le vêtement découpé de son fond et posé sur le gris que les réseaux connaissent."
    ),
    "step_layout_words": (
        "Où seront le vêtement, les bras et le cou une fois porté : prévu d’après la pose et "
        "le vêtement, avant qu’un seul pixel du résultat soit dessiné."
    ),
    "step_warp_words": (
        "Le vêtement est courbé doucement (spline plaque mince) sur le corps. La grille montre "
        "comment le vêtement plat est courbé."
    ),
    "step_misaligned_words": (
        "Où la disposition veut du vêtement mais où le vêtement courbé n’arrive pas. Ces "
        "endroits doivent être remplis ; c’est là que de telles images échouent d’ordinaire."
    ),
    "step_flow_words": (
        "Un flux fin déplace encore le vêtement courbé, pixel par pixel. Les couleurs montrent "
        "la direction ; le dernier masque est ce qui reste à remplir."
    ),
    "step_synthesis_words": (
        "Vêtement, peau et parties intactes de la photo deviennent une seule image."
    ),
}
