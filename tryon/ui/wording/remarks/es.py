"""Remarks in Spanish."""

REMARKS = {
    "the_person_photo": "La foto de la persona",
    "the_garment_photo": "La foto de la prenda",
    "a_skirt": "una falda",
    "trousers": "un pantalón",
    "shorts": "un pantalón corto",
    "shoes": "zapatos",
    "a_hat": "un sombrero",
    "no_top": "algo distinto de una prenda superior",
    "on_its_side": "está de lado",
    "upside_down": "está boca abajo",
    "to_the_right": "un cuarto a la derecha",
    "to_the_left": "un cuarto a la izquierda",
    "by_half": "media vuelta",
    "file_empty": "{name} es un archivo vacío.",
    "file_empty_hint": "Elija otro archivo.",
    "file_unread": "{name} no se puede leer ({kind}); se leen JPEG, PNG, WebP, AVIF y HEIC.",
    "file_unread_hint": "Guárdela como JPEG, PNG o WebP e inténtelo de nuevo.",
    "kind_gif": "un archivo GIF",
    "kind_tiff": "un archivo TIFF",
    "kind_film": "un vídeo",
    "kind_eps": "un archivo EPS",
    "kind_pdf": "un archivo PDF",
    "kind_bmp": "un archivo BMP",
    "kind_svg": "un dibujo SVG",
    "kind_text": "texto, no una imagen",
    "kind_other": "no es una imagen que se lea aquí",
    "file_large": "{name} pesa más de {size} MB.",
    "file_large_hint": "Redúzcala e inténtelo de nuevo.",
    "pixels_many": (
        "{name} tiene {width} × {height} píxeles; se leen como máximo {most} megapíxeles y "
        "{side} píxeles por lado."
    ),
    "pixels_many_hint": "Redúzcala e inténtelo de nuevo; bastan 2000 píxeles por lado.",
    "pixels_few": "{name} tiene solo {width} × {height} píxeles.",
    "pixels_few_hint": "Use una foto de al menos {side} píxeles por lado, mejor 768 × 1024.",
    "damaged": "{name} está dañada: termina antes de tiempo o sus datos no tienen sentido.",
    "damaged_hint": "Ábrala en un visor y guárdela de nuevo, o haga otra foto.",
    "damaged_header": "{name} está dañada: su cabecera no tiene sentido.",
    "too_much_exif": "{name} contiene más de {count} KB de datos EXIF, mucho más que una foto.",
    "too_much_segments": "{name} contiene más de {count} segmentos, mucho más que una foto.",
    "too_much_scans": "{name} contiene más de {count} pasadas, mucho más que una foto.",
    "too_much_parts": "{name} contiene más de {count} partes, mucho más que una foto.",
    "too_much_hint": "Ábrala en un visor y guárdela de nuevo, o haga una captura de pantalla.",
    "no_room": "{name} no se puede leer ahora: no hay sitio.",
    "no_room_hint": (
        "Haga sitio en la carpeta de archivos temporales, o guarde la foto como JPEG corriente."
    ),
    "slow_file": "{name} tardó más de {seconds} segundos en leerse.",
    "slow_file_hint": "Redúzcala, o guárdela como JPEG corriente.",
    "unopened": "{name} no se puede abrir.",
    "unopened_hint": "Compruebe que el archivo existe y se puede leer.",
    "animated": "{name} es una animación; se tomó su primera imagen.",
    "animated_hint": "Use una foto fija para elegir usted el momento.",
    "reduced": (
        "{name} tiene {wide} × {high} píxeles, más de los que se procesan; el resultado tiene "
        "{width} × {height}."
    ),
    "reduced_hint": "Basta para cualquier pantalla. Para elegir usted el tamaño, redúzcala antes.",
    "photos_gone": "Las fotos se borraron al cabo de una hora, como prometimos.",
    "photos_gone_hint": "Elíjalas de nuevo, por favor.",
    "no_person": "No se encontró a nadie en la foto de la persona.",
    "no_person_hint": (
        "Usa una foto de una persona vista de frente, al menos de la cabeza a la "
        "cadera. Si esta es la prenda, intercambia las dos fotos."
    ),
    "several_largest": (
        "Hay {count} personas en la foto; se eligió la número {number} de {all} "
        "desde la izquierda, la más grande. Las demás quedan como están."
    ),
    "several_chosen": (
        "Hay {count} personas en la foto; se eligió la número {number} de {all} "
        "desde la izquierda. Las demás quedan como están."
    ),
    "several_hint": "Para vestir a otra, elígela.",
    "no_pose": "Hay alguien en la foto, pero no se distingue la postura.",
    "no_pose_hint": (
        "Use una foto en la que nada tape la cara, tampoco un teléfono, y se vea el cuerpo de "
        "la cabeza a las caderas."
    ),
    "hidden": "Hay otra persona delante de la que se quiere vestir.",
    "hidden_hint": (
        "Elija otra persona de la foto, o una foto en la que nadie esté delante del cuerpo."
    ),
    "no_shoulders": "No están los dos hombros en la foto.",
    "shoulders_hint": (
        "Use una foto que muestre a la persona al menos de los hombros a las caderas."
    ),
    "arms_out": (
        "Los brazos están extendidos a los lados; todavía no se les puede poner ninguna prenda."
    ),
    "arms_out_hint": "Use una foto con los brazos caídos.",
    "sleeve_raised": (
        "Un brazo está doblado hacia arriba dentro de la manga; no se sabe cómo es sin ella."
    ),
    "head_down": "La persona está boca abajo.",
    "head_down_hint": "Gire la foto hasta que esté derecha.",
    "above_waist": "La foto termina por encima de la cintura.",
    "small_photo": "La foto es pequeña ({width} × {height} píxeles).",
    "small_photo_hint": "Con una foto mayor el resultado será más nítido.",
    "small_person": "La persona se ve pequeña en la foto.",
    "small_person_hint": "Recorte la foto alrededor de la persona, o use una tomada de más cerca.",
    "lying": "La persona no está de pie ni sentada derecha.",
    "lying_hint": "Gire la foto, o use una de una persona de pie.",
    "half_body": "Las caderas quedan bajo el borde de la foto; su lugar es una suposición.",
    "half_body_hint": "Una foto hasta los muslos ajusta mejor.",
    "seated": "La persona está sentada o en cuclillas; la prenda puede salir mal.",
    "seated_hint": "Use una foto de la persona de pie.",
    "squats": "La persona está en cuclillas; todavía no se le puede poner ninguna prenda.",
    "coat": "La persona parece llevar un abrigo; partes de él pueden quedar.",
    "coat_hint": "Use una foto sin el abrigo.",
    "coat_whole": "La persona lleva un abrigo, o algo igual de largo; todavía no se puede quitar.",
    "from_side": "La persona se ve de lado; todavía no se le puede poner ninguna prenda.",
    "from_behind": "La persona se ve de espaldas.",
    "from_front_hint": "Use una foto tomada de frente.",
    "covering": "Lo que lleva en la cabeza se une con la ropa y no se distingue de ella.",
    "covering_hint": (
        "Use una foto en la que tenga otro color que la ropa, o termine por encima de los "
        "hombros; nunca se quita."
    ),
    "by_colour": (
        "La red de las partes del cuerpo no está en esta máquina: pelo, piel y ropa se "
        "distinguieron solo por el color, con bordes toscos."
    ),
    "alone_whole": "{why} Se sigue solo con la foto, tomando su centro por la persona.",
    "alone": "{why} Se sigue solo con la foto, sin postura ni partes del cuerpo.",
    "not_a_top": "Parece {what}; por ahora solo se pueden probar prendas superiores.",
    "not_a_top_hint": (
        "Elija la foto de una prenda superior. Si lo es, extiéndala para que se vea su contorno."
    ),
    "not_a_top_turned": (
        "Elija la foto de una prenda superior. Si lo es, extiéndala para que se vea su "
        "contorno. Si {lies}, gire la foto {turn}."
    ),
    "turned": "La prenda probablemente {lies}: se pone tal como está en la foto.",
    "turned_hint": "Si es así, gire la foto {turn}.",
    "worn": "Alguien lleva puesta la prenda; se recortó de esa foto.",
    "worn_hint": (
        "Es mejor una foto de la prenda sola sobre un fondo liso. Si esta es la persona que se "
        "quiere vestir, intercambie las dos fotos."
    ),
    "dress": (
        "Parece un vestido; los vestidos aún no se pueden probar, así que se usa como prenda "
        "superior."
    ),
    "dress_hint": "Elija la foto de una prenda superior para un resultado fiel.",
    "perhaps": "Puede que sea {what}; se usa como prenda superior.",
    "perhaps_hint": "Si no es una prenda superior, elija otra foto.",
    "uneven": "El fondo de la foto de la prenda es irregular; la máscara puede estar mal.",
    "uneven_hint": "Revise la máscara de la prenda, o use una foto sobre fondo liso.",
    "pale": "La prenda apenas se distingue del fondo; pueden faltarle partes.",
    "pale_hint": "Revise la máscara de la prenda, o use una foto sobre un fondo de otro color.",
    "small_garment": "La foto de la prenda es pequeña ({width} × {height} píxeles).",
    "small_garment_hint": "Use una foto mayor: los estampados y la tela se verán más nítidos.",
    "no_garment": "No se pudo distinguir la prenda del fondo.",
    "no_garment_hint": "Use una foto de la prenda sola sobre un fondo liso de otro color.",
    "no_worn_top": "No se encontró ninguna prenda superior en la persona de la foto de la prenda.",
    "no_worn_top_hint": "Use una foto de la prenda sola sobre un fondo liso.",
    "mask_empty": "La máscara de la prenda está vacía.",
    "mask_empty_hint": "Marque la prenda, o use otra foto de ella.",
    "by_rules": (
        "La red de las prendas no está en esta máquina: la prenda se recortó y describió con "
        "reglas, que fallan con muchas fotos hechas en casa."
    ),
    "garments_largest": (
        "Hay {count} prendas en la foto; se tomó la número {number} desde la izquierda, la mayor."
    ),
    "garments_several": (
        "Hay {count} prendas en la foto; se tomó la número {number} desde la izquierda."
    ),
    "garments_hint": "Para tomar otra, elíjala.",
    "same_photo": "Las dos fotos son la misma.",
    "same_photo_hint": "Ponga la foto de la prenda que quiere probar en el lugar de la prenda.",
    "blurred_person": "La foto de la persona está borrosa.",
    "blurred_garment": "La foto de la prenda está borrosa.",
    "blurred_hint": (
        "Use una foto más nítida: lo que no está en ella no puede estar en el resultado."
    ),
    "too_slow": "La prueba tardó demasiado y se detuvo.",
    "too_slow_hint": "Elija un tamaño menor o un método más rápido.",
    "run_cancelled": "La prueba se canceló.",
    "no_memory": "La máquina se quedó sin memoria.",
    "no_memory_hint": "Espere un momento, o elija un tamaño menor.",
    "device_memory": "El dispositivo se quedó sin memoria.",
    "device_memory_hint": "Elija un tamaño menor o la CPU, o cierre otros programas.",
    "start_again": "Empiece de nuevo cuando quiera.",
    "our_fault": "Algo salió mal por nuestra parte.",
    "our_fault_hint": "Inténtelo de nuevo; si sigue, comuníquelo con el número {number}.",
    "no_crop": "No hay ninguna foto que recortar.",
    "no_choice": "No hay ninguna foto en la que elegir.",
    "choose_first": "Elija una primero.",
    "crop_small": "Lo que queda de la foto tiene menos de {side} píxeles por lado.",
    "crop_small_hint": "Deje más de ella.",
    "crop_failed": "No se pudo recortar la foto.",
    "crop_failed_hint": "Cargue la página de nuevo e inténtelo otra vez.",
    "no_seed": "La semilla no es un número entero.",
    "no_seed_hint": "Dé un número entero de 0 a {most}.",
    "too_many_variations": "No se pueden hacer tantas variaciones.",
    "too_many_variations_hint": "Elija de 1 a {most}.",
    "book_large": "Serían {count} pruebas; un lookbook tiene como máximo {most}.",
    "book_large_hint": (
        "Quite algunas fotos. Para más, use la línea de comandos: python -m tryon batch."
    ),
    "book_heavy": "Las fotos pesan juntas más de {size} MB.",
    "book_heavy_hint": "Quite algunas, o redúzcalas.",
}
