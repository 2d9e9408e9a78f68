"""What is said around a result, of pictures and in a lookbook's grid, in French."""

RESULT = {
    "rs_slider": "Part visible de la photo d’avant, en pour cent",
    "rs_out": "Réduire",
    "rs_in": "Agrandir ; ou Ctrl et la molette, ou avec deux doigts",
    "rs_all": "L’image entière",
    "rs_full": "Plein écran ; la molette y agrandit aussi",
    "rs_copy": "Copier l’image dans le presse-papiers",
    "rs_share": "Transmettre l’image à un autre programme",
    "rs_drag": "Faire glisser le résultat sur le cadre de la personne, ou hors du navigateur",
    "rs_downloads": "Téléchargements",
    "rs_misaligned": "désaligné : {share} de la surface du vêtement",
    "rs_took": "{time} en tout",
    "rs_pipeline": "méthode {name}",
    "rs_device": "sur {device}",
    "rs_under": "moins de 0,1 %",
    "rs_unknown": "inconnu",
    "alt_before": "La photo de la personne telle qu’elle a été envoyée",
    "alt_after": "La personne de la photo portant le vêtement",
    "guessed_few": (
        "Une personne trouvée, avec sa pose et les parties du corps. Vu sans certitude : "
        "{which} ; le studio permet de rectifier."
    ),
    "guessed_many": (
        "Une personne trouvée, avec sa pose et les parties du corps. Vu sans certitude : "
        "{count} articulations ; le studio permet de les placer."
    ),
    "rs_measured": "Mesuré sur cette machine, une fois les photos examinées",
    "sd_sides": "Comparer les méthodes",
    "sd_sides_hint": (
        "Les deux mêmes photos par chaque méthode dont les réseaux sont ici. Agrandissez, "
        "et chaque image montre le même endroit ; il suit la souris ou les deux curseurs."
    ),
    "sd_variations": "Variantes",
    "sd_variations_hint": (
        "Les mêmes photos, peintes chaque fois à partir d’une autre graine ; la première "
        "est le résultat ci-dessus. Agrandissez, et toutes montrent le même endroit."
    ),
    "sd_beside": "Deux résultats côte à côte",
    "sd_beside_hint": (
        "Agrandissez, et les deux montrent le même endroit ; il suit la souris ou les curseurs."
    ),
    "sd_photo": "La photo",
    "sd_none": "aucun résultat",
    "sd_small": "{name} (nos propres petits réseaux)",
    "sd_published": "{name} (réseaux publiés)",
    "sd_missing": "{name}. Absent de cette machine : {titles}.",
    "sd_result": "Résultat {number}, {place}",
    "sd_above": "choisi en premier",
    "sd_with": "comparé avec lui",
    "sd_above_alone": "Choisi en premier",
    "sd_with_alone": "Comparé avec lui",
    "sd_seed": "Graine {seed}",
    "sd_show_seed": "Montrer celui-ci au-dessus : graine {seed}",
    "sd_zoom": "Agrandissement",
    "sd_across": "Gauche et droite",
    "sd_down": "Haut et bas",
    "rs_pixels": "{size} px",
    "hs_title": "Vos résultats de la dernière heure",
    "hs_again": "Montrer à nouveau le résultat {number}, avec ses photos",
    "hs_beside": "Comparer le résultat {number} avec celui qui est montré",
    "hs_forget": "Supprimer maintenant du serveur tous les résultats et toutes les photos",
    "hs_seed": "graine {seed}",
    "hs_mended": "retouché",
    "pp_place": "Dans l’article : {paper}, sect.\N{NO-BREAK SPACE}{chapter}.{section}",
    "pp_place_one": (
        "Dans l’article : {paper}, sect.\N{NO-BREAK SPACE}{chapter}.{section}, "
        "éq.\N{NO-BREAK SPACE}{one}"
    ),
    "pp_place_two": (
        "Dans l’article : {paper}, sect.\N{NO-BREAK SPACE}{chapter}.{section}, "
        "éq.\N{NO-BREAK SPACE}{one} et {two}"
    ),
    "pp_place_through": (
        "Dans l’article : {paper}, sect.\N{NO-BREAK SPACE}{chapter}.{section}, "
        "éq.\N{NO-BREAK SPACE}{one} à {two} ; tableau {table}"
    ),
    "pp_instead": "Ici, un plus petit réseau de ce projet fait cette partie, à sa façon.",
    "walk_at": "Étape {at} sur {count}",
    "rs_upright": "Redresser",
    "rs_progress": "Avancement du calcul",
    "bk_list": "Essayages de ce lookbook",
    "bk_waiting": "en attente",
    "bk_running": "en cours",
    "bk_dropped": "non fait",
    "bk_open": "Ouvrir toutes les étapes : {title}",
    "bk_look": "{title} : l’essayage",
    "bk_person": "{title} : la photo de la personne",
    "bk_garment": "{title} : la photo du vêtement",
    "bk_use": "Reprendre dans l’essayage",
    "bk_mend": "Corriger dans le studio",
    "bk_packing": "Préparation des téléchargements",
    "alt_closeup": "Gros plan de l’image : {caption}",
    "alt_mending": "La photo que l’on corrige",
    "alt_worn": "Son vêtement",
    "alt_gave": "Ce que cette étape a donné : {title}",
    "alt_by": "La personne de la photo portant le vêtement, par {title}",
    "alt_orange": "Orange là où le plan prévoit du vêtement que le vêtement déformé n’atteint pas",
    "alt_blue": "Bleu là où le vêtement déformé et le plan prédit concordent",
    "alt_rmgn_orange": (
        "Orange là où se trouve l’ancien vêtement et où le vêtement déformé n’arrive pas"
    ),
    "alt_rmgn_blue": "Bleu là où se trouvent l’ancien vêtement et le vêtement déformé",
    "alt_both": "Aligné en bleu, désaligné en orange",
    "alt_outlines": "Contours : aligné en bleu, désaligné en orange",
    "alt_change": "Vert : comblé depuis l’essai précédent ; magenta : ouvert depuis",
    "alt_pose_map": "Squelette des articulations de la personne sur fond noir",
    "alt_parse_map": "Carte de la personne, une couleur par partie du corps",
    "alt_agnostic_image": "La photo de la personne, buste et bras recouverts de gris",
    "alt_parse_agnostic": "Carte de ce qui reste de la personne",
    "alt_cloth": "Le vêtement sur fond gris uni",
    "alt_cloth_mask": "Blanc là où se trouve le vêtement",
    "alt_predicted_parse": "Carte de la personne portant le nouveau vêtement",
    "alt_tps_grid": "Le vêtement sous la grille déformée",
    "alt_warped_cloth": "Le vêtement déformé pour suivre le corps",
    "alt_warped_cloth_mask": "Blanc là où se trouve le vêtement déformé",
    "alt_align_mask": "Blanc là où le vêtement déformé et le plan prédit concordent",
    "alt_misalignment_mask": (
        "Blanc là où le plan prévoit du vêtement que le vêtement déformé n’atteint pas"
    ),
    "alt_appearance_flow": "Direction et force du flux, en couleurs",
    "alt_flow_cloth": "Le vêtement déformé, déplacé encore par le flux",
    "alt_flow_misalignment_mask": "Blanc là où il manque encore du vêtement après le flux",
    "alt_regional_masks": (
        "Dix-huit masques en sept colonnes, blancs là où les traits du vêtement sont repris"
    ),
    "alt_regional_mask": "Blanc là où les traits du vêtement sont repris",
    "alt_rendered_image": "L’essayage tel que le réseau le peint, avant l’assemblage",
    "alt_composite_mask": "Blanc là où les pixels du vêtement sont conservés",
    "alt_instance_norm_canvas": "L’essayage peint sans séparer les zones désalignées",
    "alt_canvas": "L’essayage terminé sur le cadre de travail 3 par 4",
    "alt_rmgn_flow": "Flèches et couleurs montrant où va le vêtement",
    "alt_rmgn_misaligned": (
        "Blanc là où se trouve l’ancien vêtement et où le vêtement déformé n’arrive pas"
    ),
    "alt_rmgn_aligned": "Blanc là où se trouvent l’ancien vêtement et le vêtement déformé",
}
