"""The page's words in German."""

WORDS = {
    "title": "Anprobe, Schritt für Schritt",
    "lead": (
        "Ziehen Sie einer Person auf einem Foto ein Kleidungsstück von einem anderen Foto an und "
        "sehen Sie jeden Schritt dazwischen: Haltung, Körperteile, Aufteilung, Verformung, und wo "
        "das verformte Kleidungsstück nicht passt."
    ),
    "privacy": (
        "Ihre Fotos bleiben auf dem Rechner, auf dem diese Seite läuft: Nichts wird "
        "anderswohin gesendet, nichts zum Training benutzt, und Fotos und Ergebnisse "
        "werden binnen einer Stunde gelöscht."
    ),
    "try_on": "Anprobieren",
    "lookbook": "Lookbook",
    "person": "Person",
    "garment": "Kleidungsstück",
    "examples": "Beispiele",
    "crop": "Zuschneiden oder drehen",
    "crop_person": "Foto der Person zuschneiden oder drehen",
    "crop_garment": "Foto des Kleidungsstücks zuschneiden oder drehen",
    "sleeves": "Ärmel: richtig?",
    "neckline": "Ausschnitt: richtig?",
    "swap": "Die beiden Fotos tauschen",
    "run": "Anprobieren",
    "sides": "Verfahren vergleichen",
    "cancel": "Abbrechen",
    "options": "Einstellungen",
    "pipeline": "Verfahren",
    "pipeline_info": "Mit welchen Netzen das Kleidungsstück angezogen wird.",
    "size": "Arbeitsgröße",
    "size_info": (
        "Breite × Höhe in Pixeln. Das Ergebnis behält die Größe Ihres Fotos, bis zu 13 Megapixel."
    ),
    "seed": "Startzahl",
    "seed_info": "Dieselbe Startzahl ergibt dasselbe Bild.",
    "variations": "Varianten",
    "variations_info": (
        "So viele Bilder, jedes mit eigener Startzahl; jedes dauert so lange wie ein einzelnes."
    ),
    "ablation": "Auch ohne ALIAS-Normalisierung malen",
    "ablation_info": (
        "Zeigt, was die Normalisierung der Veröffentlichung dort ändert, wo das Kleidungsstück "
        "nicht passt."
    ),
    "menu_best": "Das beste hier verfügbare",
    "menu_small": "eigene kleine Netze",
    "menu_published": "veröffentlichte Netze",
    "menu_missing": "Gewichte fehlen",
    "menu_fetch": "MB zu laden",
    "menu_fetch_best": "MB zu laden; das beste hier verfügbare",
    "menu_usual": "üblich",
    "menu_sleeveless": "Ärmellos",
    "menu_short": "Kurz",
    "menu_elbow": "Bis zum Ellbogen",
    "menu_long": "Lang",
    "menu_round": "Rund",
    "menu_v": "V-förmig",
    "menu_wide": "Weit",
    "menu_high": "Hoch geschlossen",
    "menu_collar": "Kragen",
    "menu_straps": "Träger",
    "studio": "Studio: jede Maske ausbessern, jeden Schritt wiederholen",
    "invitation": "Stimmt etwas nicht? Im Studio ausbessern",
    "about": "Was hier läuft, von wem es stammt und was es noch gibt",
    "questions": "Fragen",
    "study": "Für alle, die Misalignment untersuchen",
    "empty": "Hier erscheint das Ergebnis, mit einem Regler zwischen vorher und nachher.",
    "lookbook_lead": (
        "Eine Person in vielen Kleidungsstücken oder ein Kleidungsstück an vielen "
        "Personen: Fügen Sie auf beiden Seiten Bilder hinzu, mehrere auf einmal oder einen "
        "ganzen Ordner. Jede Anprobe lässt sich mit allen Schritten öffnen."
    ),
    "persons": "Personen",
    "garments": "Kleidungsstücke",
    "make": "Lookbook erstellen",
    "use_examples": "Beispiele nehmen",
    "sheet": "Übersichtsbogen herunterladen",
    "zip": "Alle Ergebnisse herunterladen (Zip)",
    "wear_too": "Dieses Bild als Person nehmen",
    "to_lookbook": "Ins Lookbook",
    "drag": "✥ Ziehen",
    "whole": "Ganz",
    "full_screen": "Vollbild",
    "copy": "Kopieren",
    "share": "Teilen",
    "download": "Herunterladen",
    "results": "Ihre Ergebnisse",
    "still_here": "Ihre Ergebnisse der letzten Stunde sind noch da.",
    "still_show": "Zeigen",
    "results_note": "Sie bleiben eine Stunde lang hier, nur für diesen Browser.",
    "forget": "Alles vergessen",
    "steps": "Die Schritte",
    "walk": "So funktioniert es: Schritt für Schritt ansehen",
    "turn_left": "⟲ Nach links drehen",
    "turn_right": "⟳ Nach rechts drehen",
    "whole_photo": "Ganzes Foto",
    "use_this": "Übernehmen",
    "trim_hint": (
        "Ziehen Sie an den Ecken oder am Ausschnitt selbst. Das ganze Foto bleibt "
        "erhalten: Öffnen Sie es noch einmal, um den Ausschnitt zu ändern."
    ),
    "back": "Zurück",
    "close": "Schließen",
    "next": "Weiter",
    "done": "Fertig",
    "made_photos": "Mit den vorherigen Fotos gemacht.",
    "made_options": "Mit anderen Einstellungen gemacht als den jetzt gewählten.",
    "made_mends": "Vor Ihren letzten Änderungen im Studio gemacht.",
    "made_gone": "Die Fotos, aus denen es gemacht wurde, sind nach ihrer Stunde gelöscht worden.",
    "before": "Vorher",
    "after": "Nachher",
    "tap_person": "Tippen Sie im Foto die Person an, die angezogen werden soll.",
    "tap_garment": "Tippen Sie im Foto das Kleidungsstück an, das angezogen werden soll.",
    "unusable_person": "Das Foto der Person ist nicht zu gebrauchen.",
    "unusable_garment": "Das Foto des Kleidungsstücks ist nicht zu gebrauchen.",
    "arriving": "Das Foto ist noch unterwegs …",
    "not_arrived": "Das Foto ist nicht angekommen.",
    "not_arrived_hint": "Wählen Sie es noch einmal; ist es groß, verkleinern Sie es vorher.",
    # Gradio's own words: for the frames of the lookbook, and what it has read out.
    "upload_text.drop_gallery": "Bilder hier ablegen",
    "common.complete": "Fertig",
    "status.queue_position": "In der Warteschlange: {position} von {size}",
    # Made at run time.
    "waiting": "Warten auf einen freien Platz",
    "waiting_one": "Warten: Vor Ihrem Lauf ist noch einer",
    "waiting_many": "Warten: Vor Ihrem Lauf sind noch {count}",
    "waiting_photos": "Warten: Ihre Fotos werden noch geprüft",
    "looking": "Das Foto wird geprüft …",
    "cancelled": "Abgebrochen. Ihre Fotos sind noch da; „Anprobieren“ beginnt von vorn.",
    "packing": "Die Downloads werden gepackt …",
    "run_time": "Dauert auf diesem Rechner etwa {time}.",
    "run_time_unknown": "Wie lange es dauert, zeigt der erste Lauf.",
    "time_left": "noch etwa {time}",
    "done_in": "Fertig in {time}.",
    "done_mended": "Fertig in {time}, mit Ihren Änderungen aus dem Studio.",
    "sides_done": "Fertig: Die Bilder stehen unten nebeneinander.",
    "sides_older": "Verglichen, bevor das Ergebnis oben erschien.",
    "needs_both": "Fügen Sie zuerst ein Foto der Person und eines des Kleidungsstücks hinzu.",
    "needs_both_hint": (
        "Legen Sie eigene Fotos in die beiden Rahmen oder klicken Sie auf ein Beispiel darunter."
    ),
    "fetch_hint": "Öffnen Sie unten auf der Seite die Liste der Netze und drücken Sie „{button}“.",
    "fetch_sam": "Ich habe das gelesen: Segment Anything laden",
    "fetch_viton_hd": "Ich habe das gelesen: VITON-HD laden",
    "use_sam": "Segment Anything beantwortet Klicks im Studio genauer als das, was eingebaut ist.",
    "use_viton_hd": (
        "Die veröffentlichten Netze von VITON-HD lassen sich unter Einstellungen wählen, sobald "
        "sie hier sind."
    ),
    "terms_free": "{size} zu laden. Lizenz: {licences}, kommerzielle Nutzung erlaubt.",
    "terms_bound": "{size} zu laden. Lizenz: {licences}, nur für nichtkommerzielle Nutzung.",
    "origin": (
        "Quelle der Datei: {origin}. Die Autoren veröffentlichen sie hier: {published}, Abschnitt "
        "{section}."
    ),
    "origin_mirror": (
        "Quelle der Datei: {origin}. Dort hat sie eine Privatperson hochgeladen, nicht die "
        "Autoren; niemand hat bestätigt, dass sie von ihnen stammt. Die Autoren veröffentlichen "
        "sie hier: {published}, Abschnitt {section}."
    ),
    "fetching": "{key} wird geladen (nur dieses eine Mal)",
    "fetching_share": "{key} wird geladen (nur dieses eine Mal), {share} %",
    "fetched": "Geladen und geprüft. Ab jetzt wird es benutzt.",
    "not_fetched": "Für Besucher dieser Seite wird nichts geladen.",
    "not_fetched_hint": (
        "Das kann, wer die Seite betreibt: mit python -m tryon weights fetch oder der Variablen "
        "TRYON_FETCH."
    ),
    "missing": "Nicht auf diesem Rechner: {titles}.",
    "missing_one": "Nicht auf diesem Rechner: {titles}.",
    "missing_more": "Nicht auf diesem Rechner: {titles}.",
    "missing_hint": "In der Liste der Netze unten steht, wo die Autoren sie veröffentlichen.",
    "person_found": "Eine Person gefunden, mit Haltung und Körperteilen.",
    "garment_found": "Kleidungsstück gefunden, wahrscheinlich: {sleeve}, {neckline}.",
    "open_front": "Jacken und offene Hemden sitzen geschlossen und ersetzen das Getragene.",
    "sleeve_sleeveless": "ohne Ärmel",
    "sleeve_short": "kurze Ärmel",
    "sleeve_elbow": "Ärmel bis zum Ellbogen",
    "sleeve_long": "lange Ärmel",
    "neckline_round": "runder Ausschnitt",
    "neckline_v": "V-Ausschnitt",
    "neckline_wide": "weiter Ausschnitt",
    "neckline_high": "hochgeschlossen",
    "neckline_collar": "Kragen",
    "neckline_straps": "Ausschnitt mit Trägern",
    "stage_weights": "Die Netze werden bereitgestellt",
    "stage_person": "Haltung und Körperteile werden gesucht",
    "stage_garment": "Das Kleidungsstück wird ausgeschnitten",
    "stage_agnostic": "Das alte Kleidungsstück wird entfernt",
    "stage_segmentation": "Die Aufteilung wird vorhergesagt",
    "stage_matching": "Das Kleidungsstück wird an den Körper angepasst",
    "stage_misalignment": "Lücken werden gesucht",
    "stage_synthesis": "Das Ergebnis wird gemalt",
    "stage_pictures": "Die Bilder werden vorbereitet",
    "stage_of": "Mit {name}: {stage}",
    "results_gone": "Die Ergebnisse wurden nach einer Stunde gelöscht, wie versprochen.",
    "result_gone": "Dieses Ergebnis wurde nach einer Stunde gelöscht, wie versprochen.",
    "try_again_hint": "Wählen Sie die Fotos noch einmal und klicken Sie auf „Anprobieren“.",
    "book_again_hint": "Erstellen Sie das Lookbook noch einmal.",
    "unreachable": "Die Seite erreicht ihren Server nicht.",
    "unreachable_hint": "Versuchen Sie es gleich noch einmal.",
    "no_picture": "In der Zwischenablage ist kein Bild.",
    "no_picture_hint": (
        "Kopieren Sie ein Bild, nicht seine Adresse oder einen Text, und fügen Sie es noch "
        "einmal ein."
    ),
    "no_clipboard": "Die Zwischenablage konnte nicht gelesen werden.",
    "no_clipboard_hint": "Erlauben Sie es im Browser, oder laden Sie das Bild hoch.",
    "no_camera": "Es ließ sich keine Kamera öffnen.",
    "no_camera_hint": (
        "Schließen Sie eine an und erlauben Sie es im Browser, oder laden Sie ein Foto hoch."
    ),
    "unseen": (
        "Dieser Browser kann das Foto nicht zeigen; darum lässt es sich hier nicht zuschneiden."
    ),
    "unseen_hint": "Schneiden Sie es vorher zu, oder speichern Sie es als JPEG.",
    "not_ready": "Das Bild ist noch nicht fertig, oder es wurde nach seiner Stunde gelöscht.",
    "not_ready_hint": "Warten Sie einen Augenblick, oder probieren Sie noch einmal an.",
    "no_copying": "Der Browser lässt diese Seite keine Bilder kopieren.",
    "no_sharing": "Das Bild lässt sich von hier nicht teilen.",
    "download_hint": "Laden Sie es stattdessen herunter.",
    "copied": "Kopiert.",
    "forget_sure": "Alle Ihre Fotos, Ergebnisse und Lookbooks jetzt vom Server löschen?",
    "forgotten": "Alle Ihre Fotos, Ergebnisse und Lookbooks sind gelöscht.",
    "compare": "Vergleichen",
    "compare_hint": (
        "Zum Vergleichen klicken Sie auf das Bild des einen Ergebnisses, dann beim anderen auf "
        "„Vergleichen“."
    ),
    "show_above": "Dieses oben zeigen",
    "as_png": "Bild (PNG)",
    "as_pair": "Vorher und nachher (JPG)",
    "as_zip": "Alles, mit allen Schritten (Zip)",
    "all_zip": "Alle, mit ihren Schritten (Zip)",
    "booked": (
        "Die Fotos des Ergebnisses sind hier. Fügen Sie auf beiden Seiten weitere hinzu und "
        "erstellen Sie das Lookbook."
    ),
    "worn_too": (
        "Das Ergebnis ist jetzt die Person. Wählen Sie ein anderes Kleidungsstück; es ersetzt "
        "dieses."
    ),
    "restored": "Das ist wieder ein früheres Ergebnis, mit seinen Fotos und Einstellungen.",
    "restored_alone": (
        "Das ist wieder ein früheres Ergebnis; seine Fotos sind nach ihrer Stunde gelöscht worden."
    ),
    "book_needs": "Fügen Sie zuerst mindestens eine Person und ein Kleidungsstück hinzu.",
    "book_needs_hint": "Legen Sie Bilder in beide Rahmen oder nehmen Sie die Beispiele.",
    "book_stopped_first": "Abgebrochen, bevor das erste fertig war; es gibt nichts zu zeigen.",
    "book_stopped": "Abgebrochen. Was fertig wurde, steht unten und lässt sich herunterladen.",
    "book_one": "Fertig. Ein Klick auf das Bild zeigt seine Schritte.",
    "book_done": "Alle {count} sind fertig. Ein Klick auf ein Bild zeigt seine Schritte.",
    "book_partly": "{made} von {count} sind fertig; bei den anderen steht, woran es liegt.",
    "book_stage": "{index} von {count}: {stage}",
    "line_next": "Warten auf einen freien Platz: Ihrer ist der nächste",
    "line_place": "Warten auf einen freien Platz: Nummer {place} in der Reihe",
    "step_pose": "Haltung",
    "step_body": "Körperteile",
    "step_agnostic": "Person ohne Kleidungsstück",
    "step_garment": "Kleidungsstück",
    "step_layout": "Vorhergesagte Aufteilung",
    "step_warp": "Verformung",
    "step_misaligned": "Was nicht passt",
    "step_flow": "Was der Fluss schließt",
    "step_synthesis": "Zusammensetzen",
    "step_pose_words": (
        "Wo die Gelenke sind. Von der Haltung hängt ab, wie Ärmel und Schultern fallen."
    ),
    "step_body_words": (
        "Jedes Pixel der Person bekommt einen Namen. Zeigen Sie auf das Bild oder wählen Sie "
        "einen Namen, um zu sehen, was wo ist."
    ),
    "step_agnostic_words": (
        "Das alte Kleidungsstück, Hals und Arme werden herausgenommen, damit nichts von der "
        "alten Form in die neue gerät. Gesicht, Haar, Beine und Hintergrund bleiben."
    ),
    "step_garment_words": (
        "Das Kleidungsstück, aus seinem Hintergrund geschnitten und auf das Grau gelegt, das "
        "die Netze kennen."
    ),
    "step_layout_words": (
        "Wo Kleidungsstück, Arme und Hals sein werden, wenn die Person es trägt: aus Haltung und "
        "Kleidungsstück vorhergesagt, bevor ein Pixel des Ergebnisses gezeichnet ist."
    ),
    "step_warp_words": (
        "Das Kleidungsstück wird in die Form des Körpers gebracht (Thin-Plate-Spline). Das Gitter "
        "zeigt, wie sich das flache Stück dabei verformt."
    ),
    "step_misaligned_words": (
        "Wo die Aufteilung Kleidung verlangt, das verformte Kleidungsstück aber nicht hinreicht. "
        "Diese Stellen müssen gefüllt werden; dort misslingen solche Bilder am häufigsten."
    ),
    "step_flow_words": (
        "Ein feiner Fluss schiebt das verformte Kleidungsstück Pixel für Pixel weiter. Farben "
        "zeigen die Richtung; die letzte Maske zeigt, was noch zu füllen bleibt."
    ),
    "step_synthesis_words": (
        "Kleidungsstück, Haut und die unberührten Teile des Fotos werden zu einem Bild."
    ),
}
