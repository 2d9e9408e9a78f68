"""What is said around a result, of pictures and in a lookbook's grid, in Spanish."""

RESULT = {
    "rs_slider": "Cuánto se ve de la foto de antes, en tanto por ciento",
    "rs_out": "Alejar",
    "rs_in": "Acercar; o la rueda con Ctrl pulsado, o con dos dedos",
    "rs_all": "La imagen entera",
    "rs_full": "Pantalla completa; allí la rueda también acerca",
    "rs_copy": "Copiar la imagen al portapapeles",
    "rs_share": "Pasar la imagen a otro programa",
    "rs_drag": "Arrastrar el resultado al marco de la persona, o fuera del navegador",
    "rs_downloads": "Descargas",
    "rs_misaligned": "desajustado: {share} de la superficie de la prenda",
    "rs_took": "{time} en total",
    "rs_pipeline": "método {name}",
    "rs_device": "en {device}",
    "rs_under": "menos del 0,1 %",
    "rs_unknown": "desconocido",
    "alt_before": "La foto de la persona tal como se subió",
    "alt_after": "La persona de la foto con la prenda puesta",
    "guessed_few": (
        "Se encontró una persona, con su postura y las partes del cuerpo. No se ve con "
        "seguridad: {which}; en el estudio se puede colocar."
    ),
    "guessed_many": (
        "Se encontró una persona, con su postura y las partes del cuerpo. No se ven con "
        "seguridad {count} articulaciones; en el estudio se pueden colocar."
    ),
    "rs_measured": "Medido en esta máquina, una vez examinadas las fotos",
    "sd_sides": "Comparar métodos",
    "sd_sides_hint": (
        "Las mismas dos fotos con cada método cuyas redes están aquí. Amplíe, y cada imagen "
        "muestra el mismo lugar; sigue al ratón o a los dos deslizadores."
    ),
    "sd_variations": "Variaciones",
    "sd_variations_hint": (
        "Las mismas fotos, pintadas cada vez desde otra semilla; la primera es el resultado "
        "de arriba. Amplíe, y todas muestran el mismo lugar."
    ),
    "sd_beside": "Dos resultados, uno al lado del otro",
    "sd_beside_hint": (
        "Amplíe, y ambos muestran el mismo lugar; sigue al ratón o a los deslizadores."
    ),
    "sd_photo": "Foto",
    "sd_none": "sin resultado",
    "sd_small": "{name} (nuestras propias redes pequeñas)",
    "sd_published": "{name} (redes publicadas)",
    "sd_missing": "{name}. No está en esta máquina: {titles}.",
    "sd_result": "Resultado {number}, {place}",
    "sd_above": "elegido primero",
    "sd_with": "comparado con él",
    "sd_above_alone": "Elegido primero",
    "sd_with_alone": "Comparado con él",
    "sd_seed": "Semilla {seed}",
    "sd_show_seed": "Mostrar este arriba: semilla {seed}",
    "sd_zoom": "Ampliación",
    "sd_across": "Izquierda y derecha",
    "sd_down": "Arriba y abajo",
    "rs_pixels": "{size} píxeles",
    "hs_title": "Sus resultados de la última hora",
    "hs_again": "Mostrar de nuevo el resultado {number}, con sus fotos",
    "hs_beside": "Comparar el resultado {number} con el mostrado",
    "hs_forget": "Borrar ahora del servidor todos los resultados y fotos",
    "hs_seed": "semilla {seed}",
    "hs_mended": "retocado",
    "pp_place": "En el artículo: {paper}, sec.\N{NO-BREAK SPACE}{chapter}.{section}",
    "pp_place_one": (
        "En el artículo: {paper}, sec.\N{NO-BREAK SPACE}{chapter}.{section}, "
        "ec.\N{NO-BREAK SPACE}{one}"
    ),
    "pp_place_two": (
        "En el artículo: {paper}, sec.\N{NO-BREAK SPACE}{chapter}.{section}, "
        "ec.\N{NO-BREAK SPACE}{one} y {two}"
    ),
    "pp_place_through": (
        "En el artículo: {paper}, sec.\N{NO-BREAK SPACE}{chapter}.{section}, "
        "ec.\N{NO-BREAK SPACE}{one} a {two}; tabla {table}"
    ),
    "pp_instead": "Aquí una red más pequeña de este proyecto hace esta parte, a su manera.",
    "walk_at": "Paso {at} de {count}",
    "rs_upright": "Ponerla derecha",
    "rs_progress": "Progreso de la ejecución",
    "bk_list": "Pruebas de este lookbook",
    "bk_waiting": "en espera",
    "bk_running": "haciéndose",
    "bk_dropped": "no hecha",
    "bk_open": "Abrir todos los pasos de: {title}",
    "bk_look": "{title}: la prueba",
    "bk_person": "{title}: la foto de la persona",
    "bk_garment": "{title}: la foto de la prenda",
    "bk_use": "Usar en la prueba",
    "bk_mend": "Corregir en el estudio",
    "bk_packing": "Preparando las descargas",
    "alt_closeup": "Primer plano de la imagen: {caption}",
    "alt_mending": "La foto que se está corrigiendo",
    "alt_worn": "Su prenda",
    "alt_gave": "Lo que dio este paso: {title}",
    "alt_by": "La persona de la foto con la prenda puesta, con {title}",
    "alt_orange": "Naranja donde el plano pide prenda y la prenda deformada no llega",
    "alt_blue": "Azul donde la prenda deformada y el plano previsto coinciden",
    "alt_rmgn_orange": "Naranja donde está la prenda antigua y la deformada no llega",
    "alt_rmgn_blue": "Azul donde están tanto la prenda antigua como la deformada",
    "alt_both": "Lo ajustado en azul, lo desajustado en naranja",
    "alt_outlines": "Contornos: lo ajustado en azul, lo desajustado en naranja",
    "alt_change": "Verde: cerrado desde la prueba anterior; magenta: abierto desde entonces",
    "alt_pose_map": "Esqueleto de las articulaciones de la persona sobre negro",
    "alt_parse_map": "Mapa de la persona, un color por cada parte del cuerpo",
    "alt_agnostic_image": "La foto de la persona con el torso y los brazos cubiertos de gris",
    "alt_parse_agnostic": "Mapa de lo que queda de la persona",
    "alt_cloth": "La prenda sobre gris liso",
    "alt_cloth_mask": "Blanco donde está la prenda",
    "alt_predicted_parse": "Mapa de la persona con la prenda nueva",
    "alt_tps_grid": "La prenda bajo la cuadrícula deformada",
    "alt_warped_cloth": "La prenda deformada sobre el cuerpo",
    "alt_warped_cloth_mask": "Blanco donde está la prenda deformada",
    "alt_align_mask": "Blanco donde la prenda deformada y el plano previsto coinciden",
    "alt_misalignment_mask": "Blanco donde el plano pide prenda y la prenda deformada no llega",
    "alt_appearance_flow": "Dirección e intensidad del flujo en colores",
    "alt_flow_cloth": "La prenda deformada, movida además por el flujo",
    "alt_flow_misalignment_mask": "Blanco donde aún falta prenda después del flujo",
    "alt_regional_masks": (
        "Dieciocho máscaras en siete columnas, blancas donde se toman los rasgos de la prenda"
    ),
    "alt_regional_mask": "Blanco donde se toman los rasgos de la prenda",
    "alt_rendered_image": "La prueba tal como la pinta la red, antes de componerla",
    "alt_composite_mask": "Blanco donde se conservan los píxeles propios de la prenda",
    "alt_instance_norm_canvas": "La prueba pintada sin separar las zonas desajustadas",
    "alt_canvas": "La prueba terminada en el lienzo de trabajo de 3 por 4",
    "alt_rmgn_flow": "Flechas y colores que muestran hacia dónde se mueve la prenda",
    "alt_rmgn_misaligned": "Blanco donde está la prenda antigua y la deformada no llega",
    "alt_rmgn_aligned": "Blanco donde están tanto la prenda antigua como la deformada",
}
