"""What is said at the foot of the page, in Spanish."""

ABOUT = {
    "ab_own": (
        "La página funciona con redes pequeñas del propio proyecto, entrenadas con personas "
        "sintéticas y con fotos de prendas libres de derechos; sus pesos vienen con el programa "
        "bajo Apache-2.0 y pueden usarse comercialmente. A lo que hacen no lo ata ninguna "
        "licencia suya, solo las fotos que usted dio."
    ),
    "ab_pose": (
        "La postura viene de BlazePose y las partes del cuerpo del segmentador de selfis de "
        "varias clases, ambos de Google y bajo Apache-2.0."
    ),
    "ab_viton": (
        "Las redes publicadas de VITON-HD son más grandes y dibujan de nuevo toda la parte "
        "superior del cuerpo en lugar de doblar los píxeles de la prenda: pliegues y sombras más "
        "suaves, mejores mangas. Sus pesos son solo para uso no comercial y no forman parte del "
        "programa; una vez en su carpeta de pesos, VITON-HD puede elegirse en las opciones."
    ),
    "ab_rmgn": (
        "RMGN toma la foto como es: no necesita postura ni partes del cuerpo, y por eso funciona "
        "también con fotos en las que estas no se encuentran. Sus autores no conceden licencia "
        "para sus pesos, así que tampoco forman parte del programa y nunca se descargan: "
        "pregúnteles antes de usarlo."
    ),
    "ab_caption": "Todas las redes que conoce esta página",
    "ab_weights": "Pesos",
    "ab_used": "Para qué",
    "ab_licence": "Licencia",
    "ab_commercial": "Uso comercial",
    "ab_here": "Aquí",
    "ab_yes": "sí",
    "ab_no": "no",
    "ab_no_licence": "ninguna indicada",
    "ab_repository": "en este repositorio",
    "ab_model_page": "página de modelos de {name}, {entry}",
    "ab_section": "sección {name}",
    "ab_link": "enlace {name}",
    "ab_release": "versión {name}",
    "use_photos": "fotos de prendas",
    "use_pose": "postura",
    "use_parsing": "partes del cuerpo",
    "use_clicks": "clics en máscaras",
    "use_evaluate": "evaluación",
    "use_training": "entrenamiento",
    "wt_compact_layout": "Red de disposición del método compact",
    "wt_compact_settling": "Red de ajuste final del método compact",
    "wt_compact_matching": "Red de encaje del método compact",
    "wt_compact_composing": "Red de composición del método compact",
    "wt_compact_skin_light": "Red de luz sobre la piel del método compact",
    "wt_compact_inner_back": (
        "Interior de la espalda de las prendas, sobre el codificador de la red de prendas"
    ),
    "wt_compact_inner_back_home": "Interiores y capuchas de prendas fotografiadas en casa",
    "wt_compact_garment": "Red de prendas: qué es la prenda de una foto",
    "wt_compact_garment_mask": "Red de máscaras de prendas: dónde está la prenda de una foto",
    "wt_pose_detection": "BlazePose: dónde está una persona",
    "wt_pose_landmark": "BlazePose: articulaciones y silueta de una persona",
    "wt_face_near": "BlazeFace, caras cercanas",
    "wt_face_far": "BlazeFace, caras lejanas",
    "wt_selfie_multiclass": "Segmentador de personas de MediaPipe",
    "wt_sam_vit_b": "Segment Anything con ViT-B",
    "wt_viton_hd_seg": "Generador de segmentación de VITON-HD",
    "wt_viton_hd_gmm": "Encaje geométrico de VITON-HD",
    "wt_viton_hd_alias": "Generador ALIAS de VITON-HD",
    "wt_rmgn_warp": "Red de deformación de RMGN",
    "wt_rmgn_gen": "Generador de RMGN",
    "wt_lpips_alexnet": "AlexNet, para la medida LPIPS",
    "wt_vgg19": "VGG-19, para las pérdidas perceptuales",
    "wt_fid_inception": "Inception v3, para las medidas FID y KID",
    "sy_trouble": (
        "VITON-HD nombra el problema: donde la prenda deformada no alcanza la ropa prevista Ŝ_c, "
        "M_misalign (ec. 4), una red tiene que inventar, y ahí suelen fallar las pruebas de "
        "ropa. Este programa guarda esa máscara en cada ejecución y permite mirarla, medirla y "
        "corregirla."
    ),
    "sy_soft": (
        "Las máscaras son suaves, de 0 a 1: el borde de la prenda deformada no es todo o nada. "
        "Lo desalineado es max(Ŝ_c - máscara deformada, 0), y la proporción es su suma entre la "
        "de Ŝ_c, al tamaño de trabajo. Compare solo ejecuciones de un mismo tamaño de trabajo; "
        "el número de píxeles crece con él."
    ),
    "sy_rmgn": (
        "RMGN no prevé ninguna disposición. Su máscara compara con la prenda que la persona "
        "lleva en la foto; por eso sus números responden a otra pregunta y no se ponen junto a "
        "ningún histograma."
    ),
    "sy_caption": "Dónde encontrarlo",
    "sy_what": "Qué",
    "sy_where": "En esta página",
    "sy_file": "Tras python -m tryon, o como archivo",
    "sy_masks": (
        "Las dos máscaras, sobre el resultado, la foto o la prenda deformada; los peores "
        "lugares; el cambio desde la ejecución anterior"
    ),
    "sy_masks_at": "«Dónde no ajusta la prenda», debajo de cada resultado",
    "sy_masks_file": "run --out now, luego inspect now --before earlier",
    "sy_mending": (
        "Corregir la disposición o la máscara de la prenda, y ejecutar solo lo que depende de ello"
    ),
    "sy_mending_at": "Estudio, Disposición prevista",
    "sy_flow": "Lo que queda tras el flujo, junto a lo que dejó la spline",
    "sy_flow_at": "Paso: Lo que cierra el flujo",
    "sy_ablation": (
        "Los mismos pesos con y sin estandarización separada por regiones (como la tabla 1, pero "
        "sin entrenar de nuevo)"
    ),
    "sy_ablation_at": "Opciones, con viton-hd: Pintar también sin la normalización ALIAS",
    "sy_degree": "SSIM, LPIPS y FID según el grado de desalineación, como en la fig. 9",
    "sy_degree_at": "aquí no",
    "sy_degree_file": "evaluate --layout given, luego misalignment A=dir B=dir --out fig9.png",
    "sy_files": "Las propias máscaras, y report.json con misalignment_ratio",
    "sy_last": (
        "El histograma bajo el resultado no es el del artículo, que no imprime números: es el de "
        "74 pares de personas y prendas sintéticas con el método habitual. Léalo como más o "
        "menos de lo normal aquí."
    ),
    # What visitors ask, and the answers.
    "qa_sleeve": "¿Cómo corrijo una manga o el escote?",
    "qa_sleeve_so": (
        "Elige otro en los menús junto a la foto de la prenda y ejecuta otra vez. Para más, "
        "pulsa «¿Algo está mal? Corrígelo en el estudio» debajo del resultado y di qué está mal."
    ),
    "qa_hand": "¿Qué hago si ha desaparecido una mano o el pelo?",
    "qa_hand_so": (
        "Pulsa «¿Algo está mal? Corrígelo en el estudio» debajo del resultado y luego «Una mano o "
        "el pelo está tapado», pinta la mano o el pelo en tu foto y ejecuta lo que ha cambiado: "
        "allí la foto queda como está."
    ),
    "qa_alike": "¿Por qué no es exactamente mi prenda?",
    "qa_alike_so": (
        "La imagen se calcula a partir de estas dos fotos. Lo que la foto de la prenda no "
        "muestra se adivina: los pliegues en esta postura, los lados, el ajuste. La página no "
        "conoce tallas, así que no dice si la prenda te queda bien."
    ),
    "qa_orange": "¿Qué es la zona naranja?",
    "qa_orange_so": (
        "Ahí debería estar la prenda, pero la prenda doblada no llega. La página tuvo que "
        "rellenarla, así que busca ahí primero los errores. Solo está sobre la imagen del "
        "inspector, no sobre el resultado que descargas."
    ),
    "qa_last": "¿Dónde está mi último resultado y de qué fotos salió?",
    "qa_last_so": (
        "En «Tus resultados», con pequeñas imágenes de las dos fotos. Pulsa uno para verlo otra "
        "vez."
    ),
    "qa_several": "¿Cómo pruebo varias prendas a la vez?",
    "qa_several_so": (
        "En la pestaña «Lookbook»: una persona con muchas prendas, o una prenda en muchas personas."
    ),
    "qa_phone": "¿Cómo paso la imagen a mi teléfono?",
    "qa_phone_so": (
        "Abre esta página en el propio teléfono y pulsa allí «Imagen (PNG)» debajo del "
        "resultado. Los resultados de otro navegador no se ven en él: desde un ordenador, "
        "descarga la imagen y envíatela."
    ),
    "qa_shop": "¿Puedo usar el resultado, también en una tienda?",
    "qa_shop_so": (
        "Hasta donde lo permitan los derechos de tus dos fotos. Las redes propias de la página "
        "(pipeline compact) no ponen ninguna condición; los pesos de VITON-HD son solo para uso "
        "no comercial, y para los de RMGN no se ha concedido licencia. Debajo del resultado pone "
        "qué pipeline lo hizo."
    ),
    "qa_delete": "¿Cómo me deshago de mis fotos?",
    "qa_delete_so": (
        "Pulsa «Olvidar todo» debajo del resultado: fotos, resultados y lookbooks se borran del "
        "servidor al momento. Si no, se borran en el plazo de una hora."
    ),
    "qa_language": "¿Cómo pongo la página en mi idioma?",
    "qa_language_so": (
        "Sigue el primer idioma de los ajustes de tu navegador: inglés, alemán, francés, "
        "español, chino, coreano o japonés. Cámbialo allí y vuelve a cargar la página."
    ),
}
