"""Remarks in German."""

REMARKS = {
    "the_person_photo": "Das Foto der Person",
    "the_garment_photo": "Das Foto des Kleidungsstücks",
    "a_skirt": "ein Rock",
    "trousers": "eine Hose",
    "shorts": "eine kurze Hose",
    "shoes": "Schuhe",
    "a_hat": "ein Hut",
    "no_top": "etwas anderes als ein Oberteil",
    "on_its_side": "auf der Seite liegt",
    "upside_down": "auf dem Kopf steht",
    "to_the_right": "um ein Viertel nach rechts",
    "to_the_left": "um ein Viertel nach links",
    "by_half": "um 180 Grad",
    "file_empty": "{name} ist eine leere Datei.",
    "file_empty_hint": "Wählen Sie eine andere Datei.",
    "file_unread": (
        "{name} kann nicht gelesen werden ({kind}); gelesen werden JPEG, PNG, WebP, AVIF und HEIC."
    ),
    "file_unread_hint": (
        "Speichern Sie es als JPEG, PNG oder WebP und versuchen Sie es noch einmal."
    ),
    "kind_gif": "eine GIF-Datei",
    "kind_tiff": "eine TIFF-Datei",
    "kind_film": "ein Film",
    "kind_eps": "eine EPS-Datei",
    "kind_pdf": "eine PDF-Datei",
    "kind_bmp": "eine BMP-Datei",
    "kind_svg": "eine SVG-Zeichnung",
    "kind_text": "Text, kein Bild",
    "kind_other": "kein Bildformat, das hier gelesen wird",
    "file_large": "{name} ist größer als {size} MB.",
    "file_large_hint": "Verkleinern Sie es und versuchen Sie es noch einmal.",
    "pixels_many": (
        "{name} hat {width} × {height} Pixel; gelesen werden höchstens {most} Megapixel und "
        "{side} Pixel je Seite."
    ),
    "pixels_many_hint": (
        "Verkleinern Sie es und versuchen Sie es noch einmal; 2000 Pixel je Seite genügen."
    ),
    "pixels_few": "{name} hat nur {width} × {height} Pixel.",
    "pixels_few_hint": (
        "Nehmen Sie ein Foto mit mindestens {side} Pixeln je Seite, besser 768 × 1024."
    ),
    "damaged": (
        "{name} ist beschädigt: Die Datei endet zu früh, oder ihre Daten ergeben keinen Sinn."
    ),
    "damaged_hint": (
        "Öffnen Sie es in einem Bildprogramm und speichern Sie es neu, oder machen Sie ein "
        "anderes Foto."
    ),
    "damaged_header": "{name} ist beschädigt: Der Anfang der Datei ergibt keinen Sinn.",
    "too_much_exif": (
        "{name} enthält mehr als {count} KB EXIF-Daten, viel mehr als ein gewöhnliches Foto."
    ),
    "too_much_segments": (
        "{name} besteht aus mehr als {count} Segmenten, viel mehr als ein gewöhnliches Foto."
    ),
    "too_much_scans": (
        "{name} besteht aus mehr als {count} Durchgängen, viel mehr als ein gewöhnliches Foto."
    ),
    "too_much_parts": (
        "{name} besteht aus mehr als {count} Teilen, viel mehr als ein gewöhnliches Foto."
    ),
    "too_much_hint": (
        "Öffnen Sie es in einem Bildprogramm und speichern Sie es neu, oder machen Sie ein "
        "Bildschirmfoto davon."
    ),
    "no_room": "{name} kann jetzt nicht gelesen werden: Es ist kein Platz dafür.",
    "no_room_hint": (
        "Schaffen Sie Platz im Ordner für temporäre Dateien, oder speichern Sie das Foto als "
        "gewöhnliches JPEG."
    ),
    "slow_file": "{name} zu lesen dauerte länger als {seconds} Sekunden.",
    "slow_file_hint": "Verkleinern Sie es, oder speichern Sie es als gewöhnliches JPEG.",
    "unopened": "{name} lässt sich nicht öffnen.",
    "unopened_hint": "Prüfen Sie, ob es die Datei gibt und ob sie gelesen werden darf.",
    "animated": "{name} ist bewegt; das erste Bild wurde genommen.",
    "animated_hint": "Mit einem stehenden Foto wählen Sie den Augenblick selbst.",
    "reduced": (
        "{name} hat {wide} × {high} Pixel, mehr als bearbeitet werden; das Ergebnis hat "
        "{width} × {height}."
    ),
    "reduced_hint": (
        "Das genügt für jeden Bildschirm. Um die Größe selbst zu wählen, verkleinern Sie es vorher."
    ),
    "photos_gone": "Die Fotos wurden nach einer Stunde gelöscht, wie versprochen.",
    "photos_gone_hint": "Bitte wählen Sie sie noch einmal.",
    "no_person": "Auf dem Foto der Person wurde niemand gefunden.",
    "no_person_hint": (
        "Nehmen Sie ein Foto einer Person von vorn, mindestens von Kopf bis Hüfte. "
        "Ist dies das Kleidungsstück, tauschen Sie die beiden Fotos."
    ),
    "several_largest": (
        "Auf dem Foto sind {count} Personen; gewählt wurde Nummer {number} von {all} "
        "von links, die größte. Die anderen bleiben, wie sie sind."
    ),
    "several_chosen": (
        "Auf dem Foto sind {count} Personen; gewählt wurde Nummer {number} von {all} "
        "von links. Die anderen bleiben, wie sie sind."
    ),
    "several_hint": "Soll es eine andere Person sein, wählen Sie diese.",
    "no_pose": "Auf dem Foto ist jemand, aber die Haltung ist nicht zu erkennen.",
    "no_pose_hint": (
        "Nehmen Sie ein Foto, auf dem nichts das Gesicht verdeckt, auch kein Telefon, und der "
        "Körper von Kopf bis Hüfte zu sehen ist."
    ),
    "hidden": "Jemand anderes steht vor der Person, die angezogen werden soll.",
    "hidden_hint": (
        "Wählen Sie eine andere Person im Foto, oder ein Foto, auf dem niemand vor dem Körper ist."
    ),
    "no_shoulders": "Es sind nicht beide Schultern im Foto.",
    "shoulders_hint": (
        "Nehmen Sie ein Foto, das die Person mindestens von den Schultern bis zur Hüfte zeigt."
    ),
    "arms_out": "Die Arme sind zur Seite gestreckt; so lässt sich noch nichts anziehen.",
    "arms_out_hint": "Nehmen Sie ein Foto mit hängenden Armen.",
    "sleeve_raised": (
        "Ein Arm ist im Ärmel angewinkelt; wie er ohne aussieht, ist nicht zu erkennen."
    ),
    "head_down": "Die Person steht auf dem Kopf.",
    "head_down_hint": "Drehen Sie das Foto richtig herum.",
    "above_waist": "Das Foto endet über der Taille.",
    "small_photo": "Das Foto ist klein ({width} × {height} Pixel).",
    "small_photo_hint": "Mit einem größeren Foto wird das Ergebnis schärfer.",
    "small_person": "Die Person ist klein im Foto.",
    "small_person_hint": (
        "Schneiden Sie das Foto auf die Person zu, oder nehmen Sie eines aus der Nähe."
    ),
    "lying": "Die Person steht oder sitzt nicht aufrecht.",
    "lying_hint": "Drehen Sie das Foto, oder nehmen Sie eines einer stehenden Person.",
    "half_body": "Die Hüfte liegt unter dem Rand des Fotos; ihre Lage ist geschätzt.",
    "half_body_hint": "Mit einem Foto bis zu den Oberschenkeln sitzt es besser.",
    "seated": "Die Person sitzt oder hockt; das Kleidungsstück sitzt vielleicht falsch.",
    "seated_hint": "Nehmen Sie ein Foto, auf dem die Person steht.",
    "squats": "Die Person hockt; so lässt sich noch nichts anziehen.",
    "coat": "Die Person trägt wohl einen Mantel; Teile davon bleiben vielleicht.",
    "coat_hint": "Nehmen Sie ein Foto ohne Mantel.",
    "coat_whole": (
        "Die Person trägt einen Mantel oder etwas ebenso Langes; das lässt sich noch "
        "nicht ausziehen."
    ),
    "from_side": "Die Person ist von der Seite zu sehen; so lässt sich noch nichts anziehen.",
    "from_behind": "Die Person ist von hinten zu sehen.",
    "from_front_hint": "Nehmen Sie ein Foto von vorn.",
    "covering": (
        "Was auf dem Kopf getragen wird, geht in die Kleidung über und ist nicht von ihr zu "
        "unterscheiden."
    ),
    "covering_hint": (
        "Nehmen Sie ein Foto, auf dem es eine andere Farbe als die Kleidung hat oder über den "
        "Schultern endet; abgenommen wird es nie."
    ),
    "by_colour": (
        "Das Netz für Körperteile ist nicht auf diesem Rechner; Haar, Haut und Kleidung wurden "
        "nur nach der Farbe unterschieden: Die Grenzen sind grob."
    ),
    "alone_whole": "{why} Es geht mit dem Foto allein weiter; seine Mitte gilt als die Person.",
    "alone": "{why} Es geht mit dem Foto allein weiter, ohne Haltung und Körperteile.",
    "not_a_top": "Das sieht aus wie {what}. Bisher lassen sich nur Oberteile anprobieren.",
    "not_a_top_hint": (
        "Wählen Sie das Foto eines Oberteils. Ist es eines, legen Sie es flach hin, so dass "
        "sein Umriss zu sehen ist."
    ),
    "not_a_top_turned": (
        "Wählen Sie das Foto eines Oberteils. Ist es eines, legen Sie es flach hin, so dass sein "
        "Umriss zu sehen ist. Wenn es {lies}, drehen Sie das Foto {turn}."
    ),
    "turned": (
        "Es sieht so aus, als ob das Kleidungsstück {lies}: Es wird angezogen, wie es im Foto "
        "liegt."
    ),
    "turned_hint": "Falls ja, drehen Sie das Foto {turn}.",
    "worn": (
        "Das Kleidungsstück wird von jemandem getragen; es wurde aus diesem Foto ausgeschnitten."
    ),
    "worn_hint": (
        "Ein Foto des Kleidungsstücks allein vor schlichtem Grund ist besser. Ist dies die "
        "Person, die angezogen werden soll, tauschen Sie die beiden Fotos."
    ),
    "dress": (
        "Das sieht aus wie ein Kleid; Kleider können noch nicht anprobiert werden, darum gilt "
        "es als Oberteil."
    ),
    "dress_hint": "Wählen Sie für ein echtes Ergebnis das Foto eines Oberteils.",
    "perhaps": "Das ist vielleicht {what}; es gilt als Oberteil.",
    "perhaps_hint": "Ist es kein Oberteil, wählen Sie ein anderes Foto.",
    "uneven": "Der Hintergrund des Fotos ist unruhig; die Maske stimmt vielleicht nicht.",
    "uneven_hint": "Prüfen Sie die Maske, oder nehmen Sie ein Foto vor schlichtem Grund.",
    "pale": "Das Kleidungsstück hebt sich kaum vom Hintergrund ab; vielleicht fehlen Teile.",
    "pale_hint": "Prüfen Sie die Maske, oder nehmen Sie ein Foto vor einem Grund anderer Farbe.",
    "small_garment": "Das Foto des Kleidungsstücks ist klein ({width} × {height} Pixel).",
    "small_garment_hint": "Mit einem größeren Foto werden Drucke und Stoff schärfer.",
    "no_garment": "Das Kleidungsstück war vom Hintergrund nicht zu unterscheiden.",
    "no_garment_hint": (
        "Nehmen Sie ein Foto des Kleidungsstücks allein vor schlichtem Grund einer anderen Farbe."
    ),
    "no_worn_top": "An der Person im Foto des Kleidungsstücks wurde kein Oberteil gefunden.",
    "no_worn_top_hint": "Nehmen Sie ein Foto des Kleidungsstücks allein vor schlichtem Grund.",
    "mask_empty": "Die Maske des Kleidungsstücks ist leer.",
    "mask_empty_hint": "Markieren Sie das Kleidungsstück, oder nehmen Sie ein anderes Foto davon.",
    "by_rules": (
        "Das Netz für Kleidungsstücke ist nicht auf diesem Rechner; ausgeschnitten und "
        "beschrieben wurde nach Regeln, die bei vielen zu Hause gemachten Fotos falsch liegen."
    ),
    "garments_largest": (
        "Im Foto sind {count} Kleidungsstücke; genommen wurde Nummer {number} von links, das "
        "größte."
    ),
    "garments_several": (
        "Im Foto sind {count} Kleidungsstücke; genommen wurde Nummer {number} von links."
    ),
    "garments_hint": "Um ein anderes zu nehmen, wählen Sie es.",
    "same_photo": "Beide Fotos sind dasselbe.",
    "same_photo_hint": (
        "Legen Sie das Foto des Kleidungsstücks, das Sie anprobieren wollen, an dessen Platz."
    ),
    "blurred_person": "Das Foto der Person ist unscharf.",
    "blurred_garment": "Das Foto des Kleidungsstücks ist unscharf.",
    "blurred_hint": (
        "Nehmen Sie ein schärferes Foto: Was nicht darin ist, kann nicht im Ergebnis sein."
    ),
    "too_slow": "Der Lauf dauerte zu lange und wurde angehalten.",
    "too_slow_hint": "Wählen Sie eine kleinere Größe oder ein schnelleres Verfahren.",
    "run_cancelled": "Der Lauf wurde abgebrochen.",
    "no_memory": "Der Speicher des Rechners reichte nicht.",
    "no_memory_hint": "Warten Sie einen Augenblick, oder wählen Sie eine kleinere Größe.",
    "device_memory": "Der Speicher des Geräts reichte nicht.",
    "device_memory_hint": (
        "Wählen Sie eine kleinere Größe oder die CPU, oder schließen Sie andere Programme."
    ),
    "start_again": "Sie können ihn jederzeit neu beginnen.",
    "our_fault": "Auf unserer Seite ist etwas schiefgegangen.",
    "our_fault_hint": (
        "Versuchen Sie es noch einmal; geschieht es wieder, melden Sie es mit der Nummer {number}."
    ),
    "no_crop": "Es gibt kein Foto zum Zuschneiden.",
    "no_choice": "Es gibt kein Foto, aus dem gewählt werden könnte.",
    "choose_first": "Wählen Sie zuerst eines.",
    "crop_small": "Was vom Foto bleibt, hat unter {side} Pixel je Seite.",
    "crop_small_hint": "Lassen Sie mehr davon übrig.",
    "crop_failed": "Das Foto konnte nicht zugeschnitten werden.",
    "crop_failed_hint": "Laden Sie die Seite neu und versuchen Sie es noch einmal.",
    "no_seed": "Die Startzahl ist keine ganze Zahl.",
    "no_seed_hint": "Geben Sie eine ganze Zahl von 0 bis {most} ein.",
    "too_many_variations": "So viele Varianten können nicht gemacht werden.",
    "too_many_variations_hint": "Wählen Sie 1 bis {most}.",
    "book_large": "Das wären {count} Anproben; ein Lookbook hat höchstens {most}.",
    "book_large_hint": (
        "Nehmen Sie einige Bilder heraus. Für mehr gibt es die Befehlszeile: python -m tryon batch."
    ),
    "book_heavy": "Die Fotos sind zusammen größer als {size} MB.",
    "book_heavy_hint": "Nehmen Sie einige heraus, oder verkleinern Sie sie.",
}
