"""What the studio says, in Spanish."""

STUDIO = {
    "st_no_photos": "Elija arriba una persona y una prenda; se abren aquí.",
    "st_not_yet": "La página aún no está conectada; inténtelo de nuevo en un momento.",
    "st_opening": "Abriendo sus fotos…",
    "st_wrong": "¿Qué está mal?",
    "st_wrong_sleeve": "Una manga",
    "st_wrong_neckline": "El escote",
    "st_wrong_left": "Queda algo de la prenda anterior",
    "st_wrong_covered": "Una mano o el pelo está tapado",
    "st_menu": "Ir a ese menú",
    "st_menu_hint": "Ir al menú junto a la foto de la prenda",
    "st_sleeve_menu": (
        "¿Tiene la prenda otras mangas? Elíjalas en el menú junto a su foto y pruebe de nuevo."
    ),
    "st_sleeve_says": "Haga clic o pinte donde debe estar la manga; quite donde no debe estar.",
    "st_neckline_menu": (
        "¿Tiene la prenda otro escote? Elíjalo en el menú junto a su foto y pruebe de nuevo."
    ),
    "st_neckline_says": (
        "Haga clic o pinte hasta donde debe llegar la prenda; quite donde debe verse la piel."
    ),
    "st_left_says": (
        "Haga clic o pinte lo que queda de la prenda anterior; después ejecute lo que cambió."
    ),
    "st_covered_says": (
        "Haga clic o pinte la mano o el pelo en su foto: ahí se queda como está. Después ejecute "
        "lo que cambió."
    ),
    "st_either": "{menu} Si no: {tool}",
    "st_to_mend": "Qué retocar",
    "st_repaint": "Zona repintada",
    "st_body_hint": "Elija una región y haga clic en lo que le pertenece, o píntelo.",
    "st_repaint_hint": (
        "Lo gris se pinta de nuevo; el resto de su foto se queda. Añada lo que debe cambiar y "
        "quite lo que debe quedarse."
    ),
    "st_pose_hint": "Arrastre una articulación a su lugar, o elija una abajo.",
    "st_garment_hint": "Lo oscuro no es la prenda. Añada lo que falta y quite lo que no es.",
    "st_layout_hint": (
        "Dónde estarán la prenda y la piel en el resultado. Retóquelo, y solo se repiten la "
        "deformación y la pintura."
    ),
    "st_no_layout": "Ejecute la prueba una vez; después podrá retocar su distribución.",
    "st_mended": "retocado",
    "st_picture": (
        "Imagen para retocar. Las flechas mueven la cruz, Intro hace clic, B es el pincel, C el "
        "clic, X cambia entre añadir y quitar."
    ),
    "st_closeness": "Ampliación",
    "st_zoom_out": "Alejar (menos)",
    "st_zoom_in": "Acercar (más), o la rueda con Ctrl. Ampliada, la rueda mueve la imagen",
    "st_zoom_whole": "La imagen entera (0)",
    "st_colours": "Colores",
    "st_colours_hint": "Con qué fuerza se colorean las regiones",
    "st_less": "Menos: solo alrededor del clic",
    "st_less_hint": "Deshace ese clic y toma solo lo que lo rodea, del tamaño del pincel",
    "st_region": "Región",
    "st_region_hint": "Retocar la región: {region}",
    "region_upper_clothes": "parte de arriba",
    "region_lower_body": "parte inferior del cuerpo",
    "region_left_arm": "brazo izquierdo",
    "region_right_arm": "brazo derecho",
    "region_neck": "cuello",
    "region_hair": "pelo",
    "region_face": "cara",
    "region_background": "fondo",
    "st_does": "Qué hace un clic",
    "st_add": "+ Añadir",
    "st_add_hint": "Añadir a la región (X alterna)",
    "st_take": "− Quitar",
    "st_take_hint": "Quitar de la región (X alterna)",
    "st_tool": "Herramienta",
    "st_click": "Clic en un objeto",
    "st_click_hint": "Haga clic en un objeto, o arrastre un recuadro a su alrededor (C)",
    "st_brush": "Pincel",
    "st_brush_hint": "Pintar con un pincel redondo (B)",
    "st_brush_size": "Tamaño del pincel",
    "st_brush_size_hint": "Tamaño del pincel ([ y ])",
    "st_says": "Un clic dice",
    "st_this": "✓ Es esto",
    "st_this_hint": "Los clics muestran lo que pertenece al objeto",
    "st_not": "✗ Esto no",
    "st_not_hint": (
        "Los clics muestran lo que no pertenece al objeto encontrado; o mantenga Mayús al hacer "
        "clic"
    ),
    "st_next": "Siguiente objeto",
    "st_next_hint": "El objeto está bien: el próximo clic empieza otro (N)",
    "st_joint": "Articulación",
    "st_joint_hint": "La articulación que se va a colocar",
    "st_delete": "Borrar",
    "st_delete_hint": "Esta articulación no se ve (Supr)",
    "st_put_back": "Devolver",
    "st_put_back_hint": "De vuelta a donde se encontró",
    "st_moved": "{joint} (movido)",
    "st_deleted": "{joint} (borrado)",
    "st_not_found": "{joint} (no encontrado)",
    "joint_nose": "nariz",
    "joint_neck": "cuello",
    "joint_right_shoulder": "hombro derecho",
    "joint_right_elbow": "codo derecho",
    "joint_right_wrist": "muñeca derecha",
    "joint_left_shoulder": "hombro izquierdo",
    "joint_left_elbow": "codo izquierdo",
    "joint_left_wrist": "muñeca izquierda",
    "joint_mid_hip": "centro de la cadera",
    "joint_right_hip": "cadera derecha",
    "joint_right_knee": "rodilla derecha",
    "joint_right_ankle": "tobillo derecho",
    "joint_left_hip": "cadera izquierda",
    "joint_left_knee": "rodilla izquierda",
    "joint_left_ankle": "tobillo izquierdo",
    "joint_right_eye": "ojo derecho",
    "joint_left_eye": "ojo izquierdo",
    "joint_right_ear": "oreja derecha",
    "joint_left_ear": "oreja izquierda",
    "joint_left_big_toe": "dedo gordo del pie izquierdo",
    "joint_left_small_toe": "dedo pequeño del pie izquierdo",
    "joint_left_heel": "talón izquierdo",
    "joint_right_big_toe": "dedo gordo del pie derecho",
    "joint_right_small_toe": "dedo pequeño del pie derecho",
    "joint_right_heel": "talón derecho",
    "st_undo": "↶ Deshacer",
    "st_undo_hint": "Deshacer (Ctrl+Z)",
    "st_redo": "↷ Rehacer",
    "st_redo_hint": "Rehacer (Ctrl+Mayús+Z)",
    "st_reset": "Volver a lo automático",
    "st_reset_hint": "Devuelve esta parte a lo que se encontró automáticamente; se puede deshacer",
    "st_run": "Ejecutar la prueba",
    "st_run_hint": "Ejecuta los pasos desactualizados, y solo esos",
    "st_run_others": "Ejecutar con las opciones de arriba",
    "st_run_changed": "Ejecutar lo que cambió: {count} pasos",
    "st_up_to_date": "Todo está al día",
    "st_stop_hint": "Se detiene antes del siguiente paso; no se pierde nada",
    "st_save": "Guardar los cambios",
    "st_save_hint": "Todo lo que retocó, como máscaras PNG y JSON en un zip",
    "st_load": "Cargar cambios",
    "st_load_hint": "Un zip guardado aquí, para las mismas dos fotos",
    "st_steps": "Pasos",
    "st_steps_label": "Pasos de la prueba",
    "st_show_hint": "Mostrar en el editor: {part}",
    "st_mend": "Retocar",
    "st_mend_parts": "Retocar las partes",
    "st_mend_pose": "Retocar la postura",
    "st_from_here": "Ejecutar desde aquí",
    "st_from_here_hint": "Ejecutar otra vez este paso y todos los siguientes: {step}",
    "st_person": "Postura y partes del cuerpo",
    "st_body_add": (
        "Haga clic en lo que pertenece a *{region}*, o píntelo. Si un cordón o tirante de la "
        "prenda anterior queda en el resultado, añádalo en *Zona repintada*."
    ),
    "st_body_take": (
        "Haga clic en lo que no pertenece a *{region}*, o píntelo. Si un cordón o tirante de la "
        "prenda anterior queda en el resultado, añádalo en *Zona repintada*."
    ),
    "st_repaint_add": "Haga clic o pinte lo que se debe *pintar de nuevo*.",
    "st_repaint_take": "Haga clic o pinte lo que debe *quedarse como en su foto*.",
    "st_pose_do": (
        "Arrastre una articulación a su lugar. Si falta una, elíjala y haga clic donde está."
    ),
    "st_garment_add": "Lo oscuro no es la prenda. Haga clic o pinte lo que *le falta*.",
    "st_garment_take": "Lo oscuro no es la prenda. Haga clic o pinte lo que *no le pertenece*.",
    "st_layout_add": (
        "Dónde estará cada cosa en el resultado. Haga clic en lo que debe ser *{region}*, o "
        "píntelo."
    ),
    "st_layout_take": (
        "Dónde estará cada cosa en el resultado. Haga clic en lo que no debe ser *{region}*, o "
        "píntelo."
    ),
    "st_not_run": "aún sin ejecutar",
    "st_stale": "desactualizado",
    "st_found": "como se encontró",
    "st_fresh": "al día",
    "st_much": "Ese clic cambió el {share} % de la imagen.",
    "st_forgotten": "Lo que se retocó aquí se olvidó al cabo de una hora, como prometimos.",
    "st_forgotten_hint": "Cierre el estudio y ábralo de nuevo para empezar otra vez.",
    "st_other": "Eso se hizo en las fotos anteriores a estas.",
    "st_other_hint": "Hágalo de nuevo en las fotos que se ven ahora.",
    "st_loaded": "Los cambios guardados están de vuelta.",
    "st_stopped": "Detenido. No se ha perdido ninguno de sus cambios.",
    "st_read": "{title} leyó esta foto una vez, en {seconds} s, y guarda de ella {megabytes} MB.",
    "st_ran": "Ejecutado en {time}: {names}.",
    "st_nothing": "Todo está al día.",
    "st_nothing_hint": "Retoque algo, o ejecute desde un paso.",
}
