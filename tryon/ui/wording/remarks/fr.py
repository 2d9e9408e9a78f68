"""Remarks in French."""

REMARKS = {
    "the_person_photo": "La photo de la personne",
    "the_garment_photo": "La photo du vêtement",
    "a_skirt": "une jupe",
    "trousers": "un pantalon",
    "shorts": "un short",
    "shoes": "des chaussures",
    "a_hat": "un chapeau",
    "no_top": "autre chose qu’un haut",
    "on_its_side": "est couché sur le côté",
    "upside_down": "est à l’envers",
    "to_the_right": "d’un quart vers la droite",
    "to_the_left": "d’un quart vers la gauche",
    "by_half": "d’un demi-tour",
    "file_empty": "{name} est un fichier vide.",
    "file_empty_hint": "Choisissez un autre fichier.",
    "file_unread": (
        "{name} ne peut être lue ({kind}) ; les formats lus sont JPEG, PNG, WebP, AVIF et HEIC."
    ),
    "file_unread_hint": "Enregistrez-la en JPEG, PNG ou WebP et réessayez.",
    "kind_gif": "un fichier GIF",
    "kind_tiff": "un fichier TIFF",
    "kind_film": "un film",
    "kind_eps": "un fichier EPS",
    "kind_pdf": "un fichier PDF",
    "kind_bmp": "un fichier BMP",
    "kind_svg": "un dessin SVG",
    "kind_text": "du texte, pas une image",
    "kind_other": "pas une image lisible ici",
    "file_large": "{name} dépasse {size} Mo.",
    "file_large_hint": "Réduisez-la et réessayez.",
    "pixels_many": (
        "{name} fait {width} × {height} pixels ; au plus {most} mégapixels et {side} pixels de "
        "côté sont lus."
    ),
    "pixels_many_hint": "Réduisez-la et réessayez ; 2000 pixels de côté suffisent largement.",
    "pixels_few": "{name} ne fait que {width} × {height} pixels.",
    "pixels_few_hint": "Prenez une photo d’au moins {side} pixels de côté, mieux 768 × 1024.",
    "damaged": "{name} est abîmée : elle finit trop tôt ou ses données n’ont pas de sens.",
    "damaged_hint": (
        "Ouvrez-la dans une visionneuse et enregistrez-la de nouveau, ou prenez une autre photo."
    ),
    "damaged_header": "{name} est abîmée : son en-tête n’a pas de sens.",
    "too_much_exif": "{name} contient plus de {count} Ko de données EXIF, bien plus qu’une photo.",
    "too_much_segments": "{name} contient plus de {count} segments, bien plus qu’une photo.",
    "too_much_scans": "{name} contient plus de {count} passes, bien plus qu’une photo.",
    "too_much_parts": "{name} contient plus de {count} parties, bien plus qu’une photo.",
    "too_much_hint": (
        "Ouvrez-la dans une visionneuse et enregistrez-la de nouveau, ou faites-en une capture "
        "d’écran."
    ),
    "no_room": "{name} ne peut être lue maintenant : il n’y a pas de place.",
    "no_room_hint": (
        "Faites de la place dans le dossier des fichiers temporaires, ou enregistrez la photo "
        "en JPEG ordinaire."
    ),
    "slow_file": "{name} a demandé plus de {seconds} secondes de lecture.",
    "slow_file_hint": "Réduisez-la, ou enregistrez-la en JPEG ordinaire.",
    "unopened": "{name} ne peut être ouverte.",
    "unopened_hint": "Vérifiez que le fichier existe et peut être lu.",
    "animated": "{name} est animée ; sa première image a été prise.",
    "animated_hint": "Prenez une photo fixe pour choisir vous-même l’instant.",
    "reduced": (
        "{name} fait {wide} × {high} pixels, plus qu’on n’en traite ; le résultat en a {width} × "
        "{height}."
    ),
    "reduced_hint": (
        "C’est assez pour tout écran. Pour choisir la taille vous-même, réduisez-la avant."
    ),
    "photos_gone": "Les photos ont été supprimées après une heure, comme promis.",
    "photos_gone_hint": "Choisissez-les de nouveau, s’il vous plaît.",
    "no_person": "Personne n'a été trouvé sur la photo de la personne.",
    "no_person_hint": (
        "Prenez une photo d'une personne de face, au moins de la tête aux hanches. "
        "Si c'est le vêtement, échangez les deux photos."
    ),
    "several_largest": (
        "Il y a {count} personnes sur la photo ; le numéro {number} sur {all} à "
        "partir de la gauche a été choisi, le plus grand. Les autres restent telles "
        "quelles."
    ),
    "several_chosen": (
        "Il y a {count} personnes sur la photo ; le numéro {number} sur {all} à "
        "partir de la gauche a été choisi. Les autres restent telles quelles."
    ),
    "several_hint": "Pour habiller une autre personne, choisissez-la.",
    "no_pose": "Quelqu’un est sur la photo, mais sa pose ne peut être reconnue.",
    "no_pose_hint": (
        "Prenez une photo où rien ne cache le visage, pas même un téléphone, et où le corps se "
        "voit de la tête aux hanches."
    ),
    "hidden": "Quelqu’un d’autre est devant la personne à habiller.",
    "hidden_hint": (
        "Choisissez une autre personne sur la photo, ou une photo où personne n’est devant le "
        "corps."
    ),
    "no_shoulders": "Les deux épaules ne sont pas sur la photo.",
    "shoulders_hint": "Prenez une photo qui montre la personne au moins des épaules aux hanches.",
    "arms_out": "Les bras sont tendus sur les côtés ; on ne peut encore rien y mettre.",
    "arms_out_hint": "Prenez une photo aux bras baissés.",
    "sleeve_raised": (
        "Un bras est replié dans sa manche ; on ne peut savoir comment il est sans elle."
    ),
    "head_down": "La personne a la tête en bas.",
    "head_down_hint": "Tournez la photo dans le bon sens.",
    "above_waist": "La photo s’arrête au-dessus de la taille.",
    "small_photo": "La photo est petite ({width} × {height} pixels).",
    "small_photo_hint": "Une photo plus grande donne un résultat plus net.",
    "small_person": "La personne est petite sur la photo.",
    "small_person_hint": "Rognez la photo autour de la personne, ou prenez-en une de plus près.",
    "lying": "La personne n’est ni debout ni assise droite.",
    "lying_hint": "Tournez la photo, ou prenez-en une d’une personne debout.",
    "half_body": "Les hanches sont sous le bord de la photo ; leur place est estimée.",
    "half_body_hint": "Une photo jusqu’aux cuisses donne un meilleur ajustement.",
    "seated": "La personne est assise ou accroupie ; le vêtement peut mal tomber.",
    "seated_hint": "Prenez une photo de la personne debout.",
    "squats": "La personne est accroupie ; on ne peut encore rien lui mettre.",
    "coat": "La personne semble porter un manteau ; des parties peuvent en rester.",
    "coat_hint": "Prenez une photo sans le manteau.",
    "coat_whole": (
        "La personne porte un manteau, ou un vêtement aussi long ; on ne peut pas encore l’enlever."
    ),
    "from_side": "La personne est vue de côté ; on ne peut encore rien lui mettre.",
    "from_behind": "La personne est vue de dos.",
    "from_front_hint": "Prenez une photo de face.",
    "covering": (
        "Ce qui est porté sur la tête se confond avec les habits et ne peut en être distingué."
    ),
    "covering_hint": (
        "Prenez une photo où c’est d’une autre couleur que les habits, ou finit au-dessus des "
        "épaules ; on ne l’enlève jamais."
    ),
    "by_colour": (
        "Le réseau des parties du corps n’est pas sur cette machine : cheveux, peau et habits "
        "sont distingués par la seule couleur, aux bords grossiers."
    ),
    "alone_whole": "{why} On continue avec la photo seule, son milieu étant pris pour la personne.",
    "alone": "{why} On continue avec la photo seule, sans pose ni parties du corps.",
    "not_a_top": "On dirait {what} ; seuls les hauts peuvent être essayés pour l’instant.",
    "not_a_top_hint": (
        "Choisissez la photo d’un haut. Si c’en est un, posez-le à plat pour que son contour "
        "se voie."
    ),
    "not_a_top_turned": (
        "Choisissez la photo d’un haut. Si c’en est un, posez-le à plat pour que son contour "
        "se voie. S’il {lies}, tournez la photo {turn}."
    ),
    "turned": "Le vêtement, sans doute, {lies} : il est mis comme il est sur la photo.",
    "turned_hint": "Si oui, tournez la photo {turn}.",
    "worn": "Le vêtement est porté par quelqu’un ; il a été découpé de cette photo.",
    "worn_hint": (
        "Une photo du vêtement seul sur un fond uni convient mieux. Si c’est la personne à "
        "habiller, échangez les deux photos."
    ),
    "dress": (
        "On dirait une robe ; les robes ne peuvent encore être essayées, elle sert donc de haut."
    ),
    "dress_hint": "Choisissez la photo d’un haut pour un vrai résultat.",
    "perhaps": "C’est peut-être {what} ; cela sert de haut.",
    "perhaps_hint": "Si ce n’est pas un haut, choisissez une autre photo.",
    "uneven": "Le fond de la photo du vêtement est inégal ; le masque peut être faux.",
    "uneven_hint": "Vérifiez le masque du vêtement, ou prenez une photo sur fond uni.",
    "pale": "Le vêtement se distingue à peine de son fond ; il peut en manquer des parties.",
    "pale_hint": (
        "Vérifiez le masque du vêtement, ou prenez une photo sur un fond d’une autre couleur."
    ),
    "small_garment": "La photo du vêtement est petite ({width} × {height} pixels).",
    "small_garment_hint": "Prenez une photo plus grande : motifs et tissu seront plus nets.",
    "no_garment": "Le vêtement n’a pu être distingué de son fond.",
    "no_garment_hint": "Prenez une photo du vêtement seul sur un fond uni d’une autre couleur.",
    "no_worn_top": "Aucun haut n’a été trouvé sur la personne de la photo du vêtement.",
    "no_worn_top_hint": "Prenez une photo du vêtement seul sur un fond uni.",
    "mask_empty": "Le masque du vêtement est vide.",
    "mask_empty_hint": "Marquez le vêtement, ou prenez-en une autre photo.",
    "by_rules": (
        "Le réseau des vêtements n’est pas sur cette machine : le vêtement a été découpé et "
        "décrit par des règles, qui se trompent sur bien des photos prises chez soi."
    ),
    "garments_largest": (
        "Il y a {count} vêtements sur la photo ; le numéro {number} depuis la gauche a été "
        "pris, le plus grand."
    ),
    "garments_several": (
        "Il y a {count} vêtements sur la photo ; le numéro {number} depuis la gauche a été pris."
    ),
    "garments_hint": "Pour en prendre un autre, choisissez-le.",
    "same_photo": "Les deux photos sont la même.",
    "same_photo_hint": "Mettez la photo du vêtement à essayer à la place du vêtement.",
    "blurred_person": "La photo de la personne est floue.",
    "blurred_garment": "La photo du vêtement est floue.",
    "blurred_hint": (
        "Prenez une photo plus nette : ce qui n’y est pas ne peut être dans le résultat."
    ),
    "too_slow": "L’essai a duré trop longtemps et a été arrêté.",
    "too_slow_hint": "Choisissez une taille plus petite ou une méthode plus rapide.",
    "run_cancelled": "L’essai a été annulé.",
    "no_memory": "La machine n’a plus de mémoire.",
    "no_memory_hint": "Attendez un instant, ou choisissez une taille plus petite.",
    "device_memory": "La mémoire de l’appareil n’a pas suffi.",
    "device_memory_hint": (
        "Choisissez une taille plus petite ou le CPU, ou fermez d’autres programmes."
    ),
    "start_again": "Recommencez quand vous voulez.",
    "our_fault": "Quelque chose a mal tourné de notre côté.",
    "our_fault_hint": "Réessayez ; si cela reste, signalez-le avec le numéro {number}.",
    "no_crop": "Il n’y a pas de photo à rogner.",
    "no_choice": "Il n’y a pas de photo où choisir.",
    "choose_first": "Choisissez-en une d’abord.",
    "crop_small": "Ce qui reste de la photo a moins de {side} pixels de côté.",
    "crop_small_hint": "Laissez-en davantage.",
    "crop_failed": "La photo n’a pu être rognée.",
    "crop_failed_hint": "Rechargez la page et réessayez.",
    "no_seed": "La graine n’est pas un nombre entier.",
    "no_seed_hint": "Donnez un nombre entier de 0 à {most}.",
    "too_many_variations": "On ne peut pas faire autant de variantes.",
    "too_many_variations_hint": "Choisissez de 1 à {most}.",
    "book_large": "Cela ferait {count} essais ; un lookbook en a au plus {most}.",
    "book_large_hint": (
        "Retirez des images. Pour plus, il y a la ligne de commande : python -m tryon batch."
    ),
    "book_heavy": "Les photos pèsent ensemble plus de {size} Mo.",
    "book_heavy_hint": "Retirez-en, ou réduisez-les.",
}
