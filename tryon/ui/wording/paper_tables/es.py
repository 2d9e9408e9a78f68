"""What is said of each passage of the papers, in Spanish."""

PAPERS = {
    "pa_viton_hd_pose_map": (
        "El mapa de pose P es un dibujo en colores que se pone junto a la entrada de cada red; "
        "no tiene ecuación propia."
    ),
    "pa_viton_hd_parse_map": (
        "El mapa de segmentación S dice qué es cada píxel. Lo encuentra una red de otros, aquí "
        "como en el artículo."
    ),
    "pa_viton_hd_agnostic_image": (
        "I_{a} y S_{a}: foto y mapa sin la prenda anterior ni los brazos, pero con las manos. S "
        "dice qué se quita, P dónde están los brazos."
    ),
    "pa_viton_hd_predicted_parse": (
        "De qué aprende la red G_{S}: su mapa Ŝ, hecho de S_{a}, P y la prenda c, debe acertar "
        "píxel a píxel (ℒ_{CE}) y parecer uno verdadero (ℒ_{cGAN})."
    ),
    "pa_viton_hd_tps_grid": (
        "𝒲 dobla la prenda c con una spline de placa delgada de 5 × 5 puntos, θ. Aprende a "
        "parecerse a la prenda puesta I_{c}; ℒ_{const} evita que la cuadrícula se pliegue."
    ),
    "pa_viton_hd_misalignment_mask": (
        "Ŝ_{c} es la ropa de la disposición prevista, 𝒲(M_{c}, θ) la máscara doblada de la "
        "prenda: donde están ambas, encaja; donde está solo la primera, falta algo."
    ),
    "pa_viton_hd_regional_mask": (
        "Normalización ALIAS: la media μ y la desviación σ de los valores h de una capa se "
        "toman por separado dentro y fuera de M_{misalign}, para que lo desalineado no estropee "
        "el resto; γ y β aportan la disposición, con ambas máscaras en ella (Ŝ_{div})."
    ),
    "pa_viton_hd_instance_norm_canvas": (
        "Ω^{m} es o bien M_{misalign} o todo lo demás. Sin eso, μ y σ son los de la imagen "
        "entera, como en la normalización por instancia: la segunda imagen."
    ),
    "pa_rmgn_appearance_flow": (
        "El flujo f debe doblarse con suavidad: cada punto j entre sus vecinos, en cada escala "
        "i. 𝒫 es la pérdida de Charbonnier generalizada."
    ),
    "pa_rmgn_warped_cloth": (
        "La misma prenda se deforma sobre la misma pose en varias otras prendas, P̃, para que "
        "no importe lo que la persona lleva en la foto."
    ),
    "pa_rmgn_regional_mask": (
        "h_{P} son los rasgos de la persona y h_{I} los de la prenda: donde la máscara M es "
        "uno, pasan a la capa siguiente los de la prenda; donde es cero, los de la persona."
    ),
    "pa_rmgn_rendered_image": (
        "De qué aprende: la imagen P̂ debe parecerse a la foto P píxel a píxel, y también a los "
        "ojos φ de otra red."
    ),
}
