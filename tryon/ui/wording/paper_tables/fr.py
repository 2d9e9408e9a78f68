"""What is said of each passage of the papers, in French."""

PAPERS = {
    "pa_viton_hd_pose_map": (
        "La carte de pose P est un dessin en couleurs, placé à côté de l’entrée de chaque "
        "réseau ; elle n’a pas d’équation à elle."
    ),
    "pa_viton_hd_parse_map": (
        "La carte de segmentation S dit ce qu’est chaque pixel. Un réseau fait par d’autres la "
        "trouve, ici comme dans l’article."
    ),
    "pa_viton_hd_agnostic_image": (
        "I_{a} et S_{a} : la photo et la carte sans l’ancien vêtement ni les bras, mais avec "
        "les mains. S dit ce qui est retiré, P où sont les bras."
    ),
    "pa_viton_hd_predicted_parse": (
        "Ce par quoi le réseau G_{S} apprend : sa carte Ŝ, faite de S_{a}, de P et du vêtement "
        "c, doit être juste pixel par pixel (ℒ_{CE}) et ressembler à une vraie (ℒ_{cGAN})."
    ),
    "pa_viton_hd_tps_grid": (
        "𝒲 courbe le vêtement c par une spline de plaque mince à 5 × 5 points, θ. Elle apprend "
        "à ressembler au vêtement porté I_{c} ; ℒ_{const} empêche la grille de se plier."
    ),
    "pa_viton_hd_misalignment_mask": (
        "Ŝ_{c} est le vêtement de la disposition prévue, 𝒲(M_{c}, θ) le masque courbé du "
        "vêtement : où sont les deux, il est à sa place ; où n’est que le premier, il manque "
        "quelque chose."
    ),
    "pa_viton_hd_regional_mask": (
        "Normalisation ALIAS : la moyenne μ et l’écart σ des valeurs h d’une couche sont pris "
        "séparément à l’intérieur et à l’extérieur de M_{misalign}, pour que ce qui n’est pas "
        "aligné ne gâte pas le reste ; γ et β y apportent la disposition, avec les deux masques "
        "(Ŝ_{div})."
    ),
    "pa_viton_hd_instance_norm_canvas": (
        "Ω^{m} est soit M_{misalign}, soit tout le reste. Sans cela, μ et σ sont ceux de "
        "l’image entière, comme dans la normalisation par instance : la seconde image."
    ),
    "pa_rmgn_appearance_flow": (
        "Le flux f doit se courber sans à-coups : chaque endroit j entre ses voisins, à chaque "
        "échelle i. 𝒫 est la perte de Charbonnier généralisée."
    ),
    "pa_rmgn_warped_cloth": (
        "Le même vêtement est déformé sur la même pose dans plusieurs autres vêtements, P̃, "
        "pour que ce que la personne porte sur la photo ne compte pas."
    ),
    "pa_rmgn_regional_mask": (
        "h_{P} sont les traits de la personne et h_{I} ceux du vêtement : où le masque M vaut "
        "un, ceux du vêtement passent à la couche suivante ; où il vaut zéro, ceux de la "
        "personne."
    ),
    "pa_rmgn_rendered_image": (
        "Ce par quoi il apprend : l’image P̂ doit ressembler à la photo P pixel par pixel, et "
        "aussi aux yeux φ d’un autre réseau."
    ),
}
