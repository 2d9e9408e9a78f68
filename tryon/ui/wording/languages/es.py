"""The page's words in Spanish."""

WORDS = {
    "title": "Probador, paso a paso",
    "lead": (
        "Pon la prenda de una foto a la persona de otra y mira cada paso: postura, partes "
        "del cuerpo, disposición, deformación, y dónde la prenda deformada no encaja."
    ),
    "privacy": (
        "Tus fotos se quedan en la máquina en la que funciona esta página: nada se envía a "
        "otro sitio, nada se usa para entrenar, y fotos y resultados se borran en una hora."
    ),
    "try_on": "Probar",
    "lookbook": "Lookbook",
    "person": "Persona",
    "garment": "Prenda",
    "examples": "Ejemplos",
    "crop": "Recortar o girar",
    "crop_person": "Foto de la persona: Recortar o girar",
    "crop_garment": "Foto de la prenda: Recortar o girar",
    "sleeves": "Mangas: ¿correcto?",
    "neckline": "Escote: ¿correcto?",
    "swap": "Intercambiar las dos fotos",
    "run": "Probar",
    "sides": "Comparar métodos",
    "cancel": "Cancelar",
    "options": "Opciones",
    "pipeline": "Método",
    "pipeline_info": "Qué redes ponen la prenda.",
    "size": "Tamaño de trabajo",
    "size_info": (
        "Ancho × alto en píxeles. El resultado conserva el de tu foto, hasta 13 megapíxeles."
    ),
    "seed": "Semilla",
    "seed_info": "La misma semilla da la misma imagen.",
    "variations": "Variantes",
    "variations_info": (
        "Tantas imágenes, cada una con su semilla; cada una tarda lo mismo que una sola."
    ),
    "ablation": "Pintar también sin la normalización ALIAS",
    "ablation_info": (
        "Muestra lo que cambia la normalización del artículo donde la prenda no encaja."
    ),
    "menu_best": "Lo mejor disponible aquí",
    "menu_small": "nuestras propias redes pequeñas",
    "menu_published": "redes publicadas",
    "menu_missing": "faltan los pesos",
    "menu_fetch": "MB por descargar",
    "menu_fetch_best": "MB por descargar; lo mejor disponible aquí",
    "menu_usual": "habitual",
    "menu_sleeveless": "Sin mangas",
    "menu_short": "Cortas",
    "menu_elbow": "Hasta el codo",
    "menu_long": "Largas",
    "menu_round": "Redondo",
    "menu_v": "En V",
    "menu_wide": "Ancho",
    "menu_high": "Alto",
    "menu_collar": "Con cuello",
    "menu_straps": "De tirantes",
    "studio": "Estudio: corregir cualquier máscara, repetir cualquier paso",
    "invitation": "¿Algo está mal? Corrígelo en el estudio",
    "about": "Qué funciona aquí, de quién es y qué más podría haber",
    "questions": "Preguntas",
    "study": "Para quienes estudian los desajustes",
    "empty": "El resultado aparece aquí, con un control entre antes y después.",
    "lookbook_lead": (
        "Una persona con muchas prendas, o una prenda en muchas personas: añade imágenes "
        "en ambos lados, varias a la vez o una carpeta entera. Cada prueba se abre con "
        "todos sus pasos."
    ),
    "persons": "Personas",
    "garments": "Prendas",
    "make": "Hacer el lookbook",
    "use_examples": "Usar los ejemplos",
    "sheet": "Descargar la hoja de contactos",
    "zip": "Descargar todos los resultados (zip)",
    "wear_too": "Usar esta imagen como persona",
    "to_lookbook": "Al lookbook",
    "drag": "✥ Arrastrar",
    "whole": "Entera",
    "full_screen": "Pantalla completa",
    "copy": "Copiar",
    "share": "Compartir",
    "download": "Descargar",
    "results": "Tus resultados",
    "still_here": "Sus resultados de la última hora siguen aquí.",
    "still_show": "Mostrarlos",
    "results_note": "Guardados una hora, solo para este navegador.",
    "forget": "Olvidar todo",
    "steps": "Los pasos",
    "walk": "Cómo funciona: recorrerlos",
    "turn_left": "⟲ Girar a la izquierda",
    "turn_right": "⟳ Girar a la derecha",
    "whole_photo": "Foto entera",
    "use_this": "Usar esto",
    "trim_hint": (
        "Arrastra las esquinas, o la parte misma. La foto entera se conserva: ábrela de "
        "nuevo para cambiarla."
    ),
    "back": "Atrás",
    "close": "Cerrar",
    "next": "Siguiente",
    "done": "Listo",
    "made_photos": "Hecho con las fotos anteriores.",
    "made_options": "Hecho con otras opciones que las elegidas ahora.",
    "made_mends": "Hecho antes de tus últimos cambios en el estudio.",
    "made_gone": "Las fotos con las que se hizo se borraron al pasar su hora.",
    "before": "Antes",
    "after": "Después",
    "tap_person": "Toca en la foto a la persona que se va a vestir.",
    "tap_garment": "Toca en la foto la prenda que se va a poner.",
    "unusable_person": "La foto de la persona no sirve.",
    "unusable_garment": "La foto de la prenda no sirve.",
    "arriving": "La foto está en camino…",
    "not_arrived": "La foto no llegó.",
    "not_arrived_hint": "Elígela otra vez; si es grande, redúcela antes.",
    # Gradio's own words: for the frames of the lookbook, and what it has read out.
    "upload_text.drop_gallery": "Suelta aquí las imágenes",
    "common.complete": "Listo",
    "status.queue_position": "En la cola: {position} de {size}",
    # Made at run time.
    "waiting": "Esperando un sitio libre",
    "waiting_one": "Esperando: hay una prueba antes de la tuya",
    "waiting_many": "Esperando: hay {count} pruebas antes de la tuya",
    "waiting_photos": "Esperando: aún se están mirando tus fotos",
    "looking": "Mirando la foto…",
    "cancelled": "Cancelado. Tus fotos siguen aquí; vuelve a probar para empezar de nuevo.",
    "packing": "Preparando las descargas…",
    "run_time": "Tarda unos {time} en esta máquina.",
    "run_time_unknown": "La primera prueba dirá cuánto tarda.",
    "time_left": "quedan unos {time}",
    "done_in": "Listo en {time}.",
    "done_mended": "Listo en {time}, con tus cambios del estudio.",
    "sides_done": "Listo: las imágenes están abajo, una al lado de otra.",
    "sides_older": "Comparado antes de aparecer el resultado de arriba.",
    "needs_both": "Añade primero una foto de la persona y otra de la prenda.",
    "needs_both_hint": "Suelta tus fotos en los dos marcos, o pulsa un ejemplo debajo de ellos.",
    "fetch_hint": "Abra la lista de redes al pie de la página y pulse «{button}».",
    "fetch_sam": "He leído esto: descargar Segment Anything",
    "fetch_viton_hd": "He leído esto: descargar VITON-HD",
    "use_sam": (
        "Segment Anything responde a los clics del estudio con más precisión que lo que viene "
        "incluido."
    ),
    "use_viton_hd": (
        "Las redes publicadas de VITON-HD se pueden elegir en las opciones en cuanto estén aquí."
    ),
    "terms_free": "{size} por descargar. Licencia: {licences}, uso comercial permitido.",
    "terms_bound": "{size} por descargar. Licencia: {licences}, solo para uso no comercial.",
    "origin": "Vendría de {origin}. Sus autores lo publican en {published}, sección {section}.",
    "origin_mirror": (
        "Vendría de {origin}, una copia personal en el Hub que no es de los autores; nadie ha "
        "confirmado que sea la suya. Sus autores lo publican en {published}, sección {section}."
    ),
    "fetching": "Descargando {key} (solo esta vez)",
    "fetching_share": "Descargando {key} (solo esta vez), {share} %",
    "fetched": "Descargado y comprobado. Se usa desde ahora.",
    "not_fetched": "Para los visitantes de esta página no se descarga nada.",
    "not_fetched_hint": (
        "Quien la administra puede hacerlo: python -m tryon weights fetch, o la variable "
        "TRYON_FETCH."
    ),
    "missing": "No está en esta máquina: {titles}.",
    "missing_one": "No está en esta máquina: {titles}.",
    "missing_more": "No está en esta máquina: {titles}.",
    "missing_hint": "La lista de redes de abajo dice dónde las publican sus autores.",
    "person_found": "Se encontró una persona, con su postura y las partes del cuerpo.",
    "garment_found": "Prenda encontrada, probablemente: {sleeve}, {neckline}.",
    "open_front": "Chaquetas y camisas abiertas se ponen cerradas y sustituyen a lo puesto.",
    "sleeve_sleeveless": "sin mangas",
    "sleeve_short": "mangas cortas",
    "sleeve_elbow": "mangas hasta el codo",
    "sleeve_long": "mangas largas",
    "neckline_round": "escote redondo",
    "neckline_v": "escote en V",
    "neckline_wide": "escote ancho",
    "neckline_high": "cuello alto cerrado",
    "neckline_collar": "cuello de camisa",
    "neckline_straps": "escote de tirantes",
    "stage_weights": "Preparando las redes",
    "stage_person": "Buscando la postura y las partes del cuerpo",
    "stage_garment": "Recortando la prenda",
    "stage_agnostic": "Quitando la prenda anterior",
    "stage_segmentation": "Prediciendo la distribución",
    "stage_matching": "Ajustando la prenda al cuerpo",
    "stage_misalignment": "Buscando huecos",
    "stage_synthesis": "Pintando el resultado",
    "stage_pictures": "Preparando las imágenes",
    "stage_of": "Con {name}: {stage}",
    "results_gone": "Los resultados se borraron al cabo de una hora, como prometimos.",
    "result_gone": "Este resultado se borró al cabo de una hora, como prometimos.",
    "try_again_hint": "Elija las fotos de nuevo y vuelva a probar.",
    "book_again_hint": "Haga el lookbook de nuevo.",
    "unreachable": "La página no alcanza su servidor.",
    "unreachable_hint": "Inténtelo de nuevo en un momento.",
    "no_picture": "No hay ninguna imagen en el portapapeles.",
    "no_picture_hint": "Copie una imagen, no su dirección ni un texto, y pegue de nuevo.",
    "no_clipboard": "No se pudo leer el portapapeles.",
    "no_clipboard_hint": "Permítalo en el navegador, o use el botón de subir.",
    "no_camera": "No se pudo abrir ninguna cámara.",
    "no_camera_hint": "Conecte una y permítala en el navegador, o suba una foto.",
    "unseen": "Este navegador no puede mostrar la foto, así que aquí no se puede recortar.",
    "unseen_hint": "Recórtela antes, o guárdela como JPEG.",
    "not_ready": "La imagen no está lista, o se borró después de su hora.",
    "not_ready_hint": "Espere un momento, o pruebe de nuevo.",
    "no_copying": "El navegador no deja que esta página copie imágenes.",
    "no_sharing": "La imagen no se puede compartir desde aquí.",
    "download_hint": "Descárguela en su lugar.",
    "copied": "Copiado.",
    "forget_sure": "¿Borrar ahora del servidor todas sus fotos, resultados y lookbooks?",
    "forgotten": "Se han borrado todas sus fotos, resultados y lookbooks.",
    "compare": "Comparar",
    "compare_hint": (
        "Para comparar dos resultados, pulse la imagen de uno y luego «Comparar» en el otro."
    ),
    "show_above": "Mostrar este arriba",
    "as_png": "Imagen (PNG)",
    "as_pair": "Antes y después (JPG)",
    "as_zip": "Todo, con todos los pasos (zip)",
    "all_zip": "Todas, con sus pasos (zip)",
    "booked": "Las fotos del resultado están aquí. Añada más a cada lado, y haga el lookbook.",
    "worn_too": "El resultado es ahora la persona. Elija otra prenda: sustituirá a esta.",
    "restored": "Este es otra vez un resultado anterior, con sus fotos y opciones.",
    "restored_alone": (
        "Este es otra vez un resultado anterior; sus fotos se borraron al pasar su hora."
    ),
    "book_needs": "Añada primero al menos una persona y una prenda.",
    "book_needs_hint": "Suelte imágenes en los dos marcos, o use los ejemplos.",
    "book_stopped_first": "Cancelado antes de terminar el primero; no hay nada que mostrar.",
    "book_stopped": "Cancelado. Lo terminado está abajo y se puede descargar.",
    "book_one": "Listo. Pulse la imagen para ver sus pasos.",
    "book_done": "Los {count} están listos. Pulse una imagen para ver sus pasos.",
    "book_partly": "{made} de {count} están listos; los demás dicen en su lugar qué falla.",
    "book_stage": "{index} de {count}: {stage}",
    "line_next": "Esperando un lugar libre: el suyo es el siguiente",
    "line_place": "Esperando un lugar libre: número {place} en la fila",
    "step_pose": "Postura",
    "step_body": "Partes del cuerpo",
    "step_agnostic": "Persona sin la prenda",
    "step_garment": "Prenda",
    "step_layout": "Disposición prevista",
    "step_warp": "Deformación",
    "step_misaligned": "Desajuste",
    "step_flow": "Lo que cierra el flujo",
    "step_synthesis": "Síntesis",
    "step_pose_words": (
        "Dónde están las articulaciones. La postura decide cómo caen mangas y hombros."
    ),
    "step_body_words": (
        "Cada píxel de la persona recibe un nombre. Señale la imagen, o elija un nombre, para "
        "ver cuál es cuál."
    ),
    "step_agnostic_words": (
        "Se quitan la prenda anterior, el cuello y los brazos, para que nada de la forma "
        "anterior pase a la nueva. Cara, pelo, piernas y fondo quedan."
    ),
    "step_garment_words": (
        "La prenda recortada de su fondo y puesta sobre el gris que conocen las redes."
    ),
    "step_layout_words": (
        "Dónde estarán prenda, brazos y cuello cuando la persona la lleve: previsto por la "
        "postura y la prenda, antes de dibujar un solo píxel del resultado."
    ),
    "step_warp_words": (
        "La prenda se curva con suavidad (spline de placa delgada) sobre el cuerpo. La rejilla "
        "muestra cómo se curva la prenda plana."
    ),
    "step_misaligned_words": (
        "Donde la disposición quiere prenda pero la prenda curvada no llega. Esos lugares hay "
        "que rellenarlos, y ahí suelen fallar estas imágenes."
    ),
    "step_flow_words": (
        "Un flujo fino mueve más la prenda curvada, píxel a píxel. Los colores muestran la "
        "dirección; la última máscara es lo que queda por rellenar."
    ),
    "step_synthesis_words": (
        "Prenda, piel y las partes intactas de la foto se vuelven una sola imagen."
    ),
}
