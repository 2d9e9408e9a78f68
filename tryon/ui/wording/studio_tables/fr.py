"""What the studio says, in French."""

STUDIO = {
    "st_no_photos": "Choisissez ci-dessus une personne et un vêtement ; ils s’ouvrent ici.",
    "st_not_yet": "La page n’est pas encore connectée ; réessayez dans un instant.",
    "st_opening": "Ouverture de vos photos…",
    "st_wrong": "Qu’est-ce qui ne va pas ?",
    "st_wrong_sleeve": "Une manche",
    "st_wrong_neckline": "L’encolure",
    "st_wrong_left": "Il reste quelque chose de l’ancien vêtement",
    "st_wrong_covered": "Une main ou des cheveux sont recouverts",
    "st_menu": "Aller à ce menu",
    "st_menu_hint": "Aller au menu à côté de la photo du vêtement",
    "st_sleeve_menu": (
        "Le vêtement a-t-il d’autres manches ? Choisissez-les dans le menu à côté de sa photo, "
        "puis relancez."
    ),
    "st_sleeve_says": (
        "Cliquez ou peignez là où la manche doit être ; enlevez là où elle ne doit pas être."
    ),
    "st_neckline_menu": (
        "Le vêtement a-t-il une autre encolure ? Choisissez-la dans le menu à côté de sa photo, "
        "puis relancez."
    ),
    "st_neckline_says": (
        "Cliquez ou peignez jusqu’où le vêtement doit aller ; enlevez là où la peau doit se voir."
    ),
    "st_left_says": (
        "Cliquez ou peignez ce qui reste de l’ancien vêtement ; relancez ensuite ce qui a changé."
    ),
    "st_covered_says": (
        "Cliquez ou peignez la main ou les cheveux sur votre photo : là, rien ne changera. "
        "Relancez ensuite ce qui a changé."
    ),
    "st_either": "{menu} Sinon : {tool}",
    "st_to_mend": "Que retoucher",
    "st_repaint": "Zone repeinte",
    "st_body_hint": "Choisissez une région, puis cliquez sur ce qui en fait partie, ou peignez-le.",
    "st_repaint_hint": (
        "Le gris est repeint ; le reste de votre photo ne change pas. Ajoutez ce qui doit "
        "changer, enlevez ce qui doit rester."
    ),
    "st_pose_hint": "Glissez une articulation à sa place, ou choisissez-en une ci-dessous.",
    "st_garment_hint": (
        "Le sombre n’est pas le vêtement. Ajoutez ce qui manque, enlevez ce qui n’en fait pas "
        "partie."
    ),
    "st_layout_hint": (
        "Où seront le vêtement et la peau dans le résultat. Retouchez, et seules la déformation "
        "et la peinture seront refaites."
    ),
    "st_no_layout": "Lancez l’essai une fois ; la disposition pourra ensuite être retouchée.",
    "st_mended": "retouché",
    "st_picture": (
        "Image à retoucher. Les flèches déplacent la croix, Entrée clique, B est le pinceau, C le "
        "clic, X passe d’ajouter à enlever."
    ),
    "st_closeness": "Zoom",
    "st_zoom_out": "Dézoomer (moins)",
    "st_zoom_in": (
        "Zoomer (plus), ou la molette avec Ctrl. Une fois zoomé, la molette déplace l’image"
    ),
    "st_zoom_whole": "Toute l’image (0)",
    "st_colours": "Couleurs",
    "st_colours_hint": "Intensité des couleurs des régions",
    "st_result": "Voir le résultat",
    "st_result_hint": "Aller au résultat plus bas",
    "st_less": "Moins : seulement autour du clic",
    "st_less_hint": "Annule ce clic et ne prend que ce qui l’entoure, sur la taille du pinceau",
    "st_region": "Région",
    "st_region_hint": "Retoucher la région : {region}",
    "region_upper_clothes": "haut",
    "region_lower_body": "bas du corps",
    "region_left_arm": "bras gauche",
    "region_right_arm": "bras droit",
    "region_neck": "cou",
    "region_hair": "cheveux",
    "region_face": "visage",
    "region_background": "fond",
    "st_does": "Ce que fait un clic",
    "st_add": "+ Ajouter",
    "st_add_hint": "Ajouter à la région (X alterne)",
    "st_take": "− Enlever",
    "st_take_hint": "Enlever de la région (X alterne)",
    "st_tool": "Outil",
    "st_click": "Cliquer sur un objet",
    "st_click_hint": "Cliquer sur un objet, ou tracer un cadre autour (C)",
    "st_brush": "Pinceau",
    "st_brush_hint": "Peindre avec un pinceau rond (B)",
    "st_brush_size": "Taille du pinceau",
    "st_brush_size_hint": "Taille du pinceau ([ et ])",
    "st_says": "Un clic dit",
    "st_this": "✓ C’est ça",
    "st_this_hint": "Les clics montrent ce qui fait partie de l’objet",
    "st_not": "✗ Pas ça",
    "st_not_hint": (
        "Les clics montrent ce qui ne fait pas partie de l’objet trouvé ; ou maintenez Maj en "
        "cliquant"
    ),
    "st_next": "Objet suivant",
    "st_next_hint": "L’objet est bon : le prochain clic en commence un autre (N)",
    "st_joint": "Articulation",
    "st_joint_hint": "L’articulation à placer",
    "st_delete": "Supprimer",
    "st_delete_hint": "Cette articulation n’est pas visible (Suppr)",
    "st_put_back": "Remettre",
    "st_put_back_hint": "La remettre là où elle a été trouvée",
    "st_moved": "{joint} (déplacé)",
    "st_deleted": "{joint} (supprimé)",
    "st_not_found": "{joint} (introuvable)",
    "joint_nose": "nez",
    "joint_neck": "cou",
    "joint_right_shoulder": "épaule droite",
    "joint_right_elbow": "coude droit",
    "joint_right_wrist": "poignet droit",
    "joint_left_shoulder": "épaule gauche",
    "joint_left_elbow": "coude gauche",
    "joint_left_wrist": "poignet gauche",
    "joint_mid_hip": "milieu des hanches",
    "joint_right_hip": "hanche droite",
    "joint_right_knee": "genou droit",
    "joint_right_ankle": "cheville droite",
    "joint_left_hip": "hanche gauche",
    "joint_left_knee": "genou gauche",
    "joint_left_ankle": "cheville gauche",
    "joint_right_eye": "œil droit",
    "joint_left_eye": "œil gauche",
    "joint_right_ear": "oreille droite",
    "joint_left_ear": "oreille gauche",
    "joint_left_big_toe": "gros orteil gauche",
    "joint_left_small_toe": "petit orteil gauche",
    "joint_left_heel": "talon gauche",
    "joint_right_big_toe": "gros orteil droit",
    "joint_right_small_toe": "petit orteil droit",
    "joint_right_heel": "talon droit",
    "st_undo": "↶ Annuler",
    "st_undo_hint": "Annuler (Ctrl+Z)",
    "st_redo": "↷ Rétablir",
    "st_redo_hint": "Rétablir (Ctrl+Maj+Z)",
    "st_reset": "Revenir à l’automatique",
    "st_reset_hint": (
        "Remet cette partie comme elle a été trouvée automatiquement ; peut être annulé"
    ),
    "st_run": "Lancer l’essai",
    "st_run_hint": "Relance les étapes qui ne sont plus à jour, et elles seules",
    "st_run_others": "Lancer avec les options ci-dessus",
    "st_run_changed": "Relancer ce qui a changé : {count} étapes",
    "st_up_to_date": "Tout est à jour",
    "st_stop_hint": "Annule avant l’étape suivante ; rien n’est perdu",
    "st_save": "Enregistrer les retouches",
    "st_save_hint": "Toutes vos retouches, en masques PNG et JSON dans un zip",
    "st_load": "Charger des retouches",
    "st_load_hint": "Un zip enregistré ici, pour les deux mêmes photos",
    "st_steps": "Étapes",
    "st_steps_label": "Étapes de l’essai",
    "st_show_hint": "Montrer dans l’éditeur : {part}",
    "st_mend": "Retoucher",
    "st_mend_parts": "Retoucher les parties",
    "st_mend_pose": "Retoucher la pose",
    "st_from_here": "Relancer d’ici",
    "st_from_here_hint": "Relancer cette étape et toutes les suivantes : {step}",
    "st_person": "Pose et parties du corps",
    "st_body_add": (
        "Cliquez sur ce qui appartient à *{region}*, ou peignez-le. Si un cordon ou une bretelle "
        "de l’ancien vêtement reste dans le résultat, ajoutez-le sous *Zone repeinte*."
    ),
    "st_body_take": (
        "Cliquez sur ce qui n’appartient pas à *{region}*, ou peignez-le. Si un cordon ou une "
        "bretelle de l’ancien vêtement reste dans le résultat, ajoutez-le sous *Zone repeinte*."
    ),
    "st_repaint_add": "Cliquez ou peignez ce qui doit être *repeint*.",
    "st_repaint_take": "Cliquez ou peignez ce qui doit *rester comme sur votre photo*.",
    "st_pose_do": (
        "Glissez une articulation à sa place. S’il en manque une, choisissez-la, puis cliquez où "
        "elle est."
    ),
    "st_garment_add": "Le sombre n’est pas le vêtement. Cliquez ou peignez ce qui *lui manque*.",
    "st_garment_take": (
        "Le sombre n’est pas le vêtement. Cliquez ou peignez ce qui *n’en fait pas partie*."
    ),
    "st_layout_add": (
        "Où seront les choses dans le résultat. Cliquez sur ce qui doit être *{region}*, ou "
        "peignez-le."
    ),
    "st_layout_take": (
        "Où seront les choses dans le résultat. Cliquez sur ce qui ne doit pas être *{region}*, "
        "ou peignez-le."
    ),
    "st_not_run": "pas encore lancé",
    "st_stale": "périmé",
    "st_found": "tel que trouvé",
    "st_fresh": "à jour",
    "st_much": "Ce clic a changé {share} % de l’image.",
    "st_forgotten": "Ce qui a été retouché ici a été oublié après une heure, comme promis.",
    "st_forgotten_hint": "Fermez le studio et rouvrez-le pour recommencer.",
    "st_other": "Cela concernait les photos précédentes.",
    "st_other_hint": "Refaites-le sur les photos affichées maintenant.",
    "st_loaded": "Les retouches enregistrées sont de retour.",
    "st_stopped": "Annulé. Aucune de vos retouches n’est perdue.",
    "st_read": "{title} a lu cette photo une fois, en {seconds} s, et en garde {megabytes} Mo.",
    "st_ran": "Refait en {time} : {names}.",
    "st_nothing": "Tout est à jour.",
    "st_nothing_hint": "Retouchez quelque chose, ou relancez à partir d’une étape.",
    # How a stroke, a click or a zip is refused.
    "mi_joint_out": "Une articulation ne peut pas se trouver hors de la photo.",
    "mi_joint_out_hint": "Faites-la glisser sur le corps.",
    "mi_joint_unfound": "Cette articulation n’a pas été trouvée sur la photo.",
    "mi_joint_unfound_hint": "Choisissez-la et cliquez où elle doit être.",
    "mi_all_garment": "Tout serait vêtement et plus rien ne serait fond.",
    "mi_all_garment_hint": "Retirez-en un peu.",
    "mi_no_garment": "Il ne resterait presque rien du vêtement.",
    "mi_no_garment_hint": "Ajoutez plutôt à son masque.",
    "mi_mask_size": "Le masque appartient à une photo d’une autre taille.",
    "mi_mask_size_hint": "Redessinez-le.",
    "mi_already": "Cela en fait déjà partie.",
    "mi_already_hint": "Cliquez sur une partie qui manque.",
    "mi_nothing": "Rien de cela n’en fait partie.",
    "mi_nothing_hint": "Cliquez sur une partie qui en fait partie.",
    "mi_region": "Tout est déjà « {region} », rien ne pourrait prendre sa place.",
    "mi_region_hint": "Choisissez une autre zone et ajoutez-y quelque chose.",
    "mi_point_out": "Un point se trouve hors de la photo.",
    "mi_point_out_hint": "Cliquez sur la photo affichée.",
    "mi_no_object": "Aucun clic n’indique où est l’objet.",
    "mi_no_object_hint": "Cliquez sur l’objet, ou tracez un cadre autour.",
    "mi_box": "Le cadre est trop petit.",
    "mi_box_hint": "Tracez-le autour de l’objet entier.",
    "mi_points": "Il y a {count} points ; {most} au plus sont acceptés.",
    "mi_points_hint": "Utilisez moins de points.",
    "mi_stroke": "Il y a trop de points.",
    "mi_stroke_hint": "Tracez un trait plus court.",
    "mi_zip_large": "Un fichier de ce zip est bien trop volumineux.",
    "mi_zip_packed": "Ce zip est compressé autrement.",
    "mi_zip_unread": "Ce n’est pas un zip lisible.",
    "mi_zip_document": "Il ne contient pas de liste de modifications.",
    "mi_zip_version": "Cette liste de modifications est d’une version inconnue.",
    "mi_zip_layout": "Le plan corrigé ne peut pas être lu.",
    "mi_zip_hint": "Choisissez un zip enregistré dans le studio.",
    "mi_zip_person": "Ces modifications ont été faites pour une autre photo de personne.",
    "mi_zip_garment": "Ces modifications ont été faites pour une autre photo de vêtement.",
    "mi_zip_photos": (
        "Choisissez les photos avec lesquelles elles ont été enregistrées, puis rechargez-les."
    ),
    "mi_joints_far": "Les articulations se trouvent bien en dehors de la photo.",
    "mi_joints_far_hint": "Donnez celles qui ont été trouvées sur cette photo.",
}
