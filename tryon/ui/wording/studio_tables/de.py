"""What the studio says, in German."""

STUDIO = {
    "st_no_photos": "Wählen Sie oben eine Person und ein Kleidungsstück; sie öffnen sich hier.",
    "st_not_yet": "Die Seite ist noch nicht verbunden; versuchen Sie es gleich noch einmal.",
    "st_opening": "Ihre Fotos werden geöffnet …",
    "st_wrong": "Was stimmt nicht?",
    "st_wrong_sleeve": "Ein Ärmel",
    "st_wrong_neckline": "Der Ausschnitt",
    "st_wrong_left": "Vom alten Kleidungsstück ist etwas übrig",
    "st_wrong_covered": "Eine Hand oder Haare sind übermalt",
    "st_menu": "Zu diesem Menü",
    "st_menu_hint": "Zum Menü neben dem Foto des Kleidungsstücks gehen",
    "st_sleeve_menu": (
        "Hat das Kleidungsstück andere Ärmel? Wählen Sie sie im Menü neben seinem Foto und "
        "probieren Sie noch einmal an."
    ),
    "st_sleeve_says": (
        "Klicken oder malen Sie, wo der Ärmel sein soll; nehmen Sie weg, wo er nicht sein soll."
    ),
    "st_neckline_menu": (
        "Hat das Kleidungsstück einen anderen Ausschnitt? Wählen Sie ihn im Menü neben seinem "
        "Foto und probieren Sie noch einmal an."
    ),
    "st_neckline_says": (
        "Klicken oder malen Sie, bis wohin das Kleidungsstück reichen soll; nehmen Sie weg, wo "
        "Haut zu sehen sein soll."
    ),
    "st_left_says": (
        "Klicken oder malen Sie an, was vom alten Kleidungsstück übrig ist; rechnen Sie dann neu, "
        "was sich geändert hat."
    ),
    "st_covered_says": (
        "Klicken oder malen Sie die Hand oder die Haare in Ihrem Foto an: Dort bleibt es, wie es "
        "ist. Rechnen Sie dann neu, was sich geändert hat."
    ),
    "st_either": "{menu} Sonst: {tool}",
    "st_to_mend": "Was ausgebessert wird",
    "st_repaint": "Neu gemalte Fläche",
    "st_body_hint": "Wählen Sie einen Bereich und klicken oder malen Sie an, was dazugehört.",
    "st_repaint_hint": (
        "Grau wird neu gemalt; der Rest Ihres Fotos bleibt. Fügen Sie hinzu, was sich ändern "
        "soll, nehmen Sie weg, was bleiben soll."
    ),
    "st_pose_hint": "Ziehen Sie ein Gelenk an seinen Platz, oder wählen Sie unten eines.",
    "st_garment_hint": (
        "Dunkel ist nicht das Kleidungsstück. Fügen Sie hinzu, was fehlt, nehmen Sie weg, was "
        "nicht dazugehört."
    ),
    "st_layout_hint": (
        "Wo im Ergebnis Kleidung und Haut sein werden. Bessern Sie es aus; nur Verformung und "
        "Malen laufen dann noch einmal."
    ),
    "st_no_layout": "Probieren Sie einmal an; dann lässt sich die Aufteilung ausbessern.",
    "st_mended": "ausgebessert",
    "st_picture": (
        "Bild zum Ausbessern. Die Pfeiltasten bewegen das Kreuz, die Eingabetaste klickt, B ist "
        "der Pinsel, C der Klick, X wechselt zwischen Hinzufügen und Wegnehmen."
    ),
    "st_closeness": "Vergrößerung",
    "st_zoom_out": "Verkleinern (Minus)",
    "st_zoom_in": (
        "Vergrößern (Plus), oder das Mausrad mit gedrückter Strg-Taste. Vergrößert bewegt das Rad "
        "das Bild"
    ),
    "st_zoom_whole": "Das ganze Bild (0)",
    "st_colours": "Farben",
    "st_colours_hint": "Wie kräftig die Bereiche gefärbt sind",
    "st_result": "Ergebnis zeigen",
    "st_result_hint": "Zum Ergebnis weiter unten",
    "st_less": "Weniger: nur um den Klick",
    "st_less_hint": (
        "Diesen Klick rückgängig machen und nur nehmen, was um ihn liegt, so groß wie der Pinsel"
    ),
    "st_region": "Bereich",
    "st_region_hint": "Diesen Bereich ausbessern: {region}",
    "region_upper_clothes": "Oberteil",
    "region_lower_body": "Unterkörper",
    "region_left_arm": "linker Arm",
    "region_right_arm": "rechter Arm",
    "region_neck": "Hals",
    "region_hair": "Haare",
    "region_face": "Gesicht",
    "region_background": "Hintergrund",
    "st_does": "Was ein Klick tut",
    "st_add": "+ Hinzufügen",
    "st_add_hint": "Dazunehmen (X wechselt)",
    "st_take": "− Wegnehmen",
    "st_take_hint": "Davon wegnehmen (X wechselt)",
    "st_tool": "Werkzeug",
    "st_click": "Etwas anklicken",
    "st_click_hint": "Etwas anklicken oder einen Rahmen darum ziehen (C)",
    "st_brush": "Pinsel",
    "st_brush_hint": "Mit einem runden Pinsel malen (B)",
    "st_brush_size": "Pinselgröße",
    "st_brush_size_hint": "Größe des Pinsels ([ und ])",
    "st_says": "Ein Klick sagt",
    "st_this": "✓ Das",
    "st_this_hint": "Klicks zeigen, was dazugehört",
    "st_not": "✗ Das nicht",
    "st_not_hint": (
        "Klicks zeigen, was nicht zu dem Gefundenen gehört; oder beim Klicken die Umschalttaste "
        "halten"
    ),
    "st_next": "Nächstes",
    "st_next_hint": "Es stimmt so: Der nächste Klick beginnt etwas Neues (N)",
    "st_joint": "Gelenk",
    "st_joint_hint": "Das Gelenk, das einen Platz bekommt",
    "st_delete": "Löschen",
    "st_delete_hint": "Dieses Gelenk ist nicht zu sehen (Entf)",
    "st_put_back": "Zurücksetzen",
    "st_put_back_hint": "Zurück an die gefundene Stelle",
    "st_moved": "{joint} (verschoben)",
    "st_deleted": "{joint} (gelöscht)",
    "st_not_found": "{joint} (nicht gefunden)",
    "joint_nose": "Nase",
    "joint_neck": "Hals",
    "joint_right_shoulder": "rechte Schulter",
    "joint_right_elbow": "rechter Ellbogen",
    "joint_right_wrist": "rechtes Handgelenk",
    "joint_left_shoulder": "linke Schulter",
    "joint_left_elbow": "linker Ellbogen",
    "joint_left_wrist": "linkes Handgelenk",
    "joint_mid_hip": "Hüftmitte",
    "joint_right_hip": "rechte Hüfte",
    "joint_right_knee": "rechtes Knie",
    "joint_right_ankle": "rechter Knöchel",
    "joint_left_hip": "linke Hüfte",
    "joint_left_knee": "linkes Knie",
    "joint_left_ankle": "linker Knöchel",
    "joint_right_eye": "rechtes Auge",
    "joint_left_eye": "linkes Auge",
    "joint_right_ear": "rechtes Ohr",
    "joint_left_ear": "linkes Ohr",
    "joint_left_big_toe": "linker großer Zeh",
    "joint_left_small_toe": "linker kleiner Zeh",
    "joint_left_heel": "linke Ferse",
    "joint_right_big_toe": "rechter großer Zeh",
    "joint_right_small_toe": "rechter kleiner Zeh",
    "joint_right_heel": "rechte Ferse",
    "st_undo": "↶ Rückgängig",
    "st_undo_hint": "Rückgängig (Strg+Z)",
    "st_redo": "↷ Wiederholen",
    "st_redo_hint": "Wiederholen (Strg+Umschalt+Z)",
    "st_reset": "Zurück zum Gefundenen",
    "st_reset_hint": (
        "Setzt diesen Teil auf das zurück, was von selbst gefunden wurde; lässt sich rückgängig "
        "machen"
    ),
    "st_run": "Anprobe berechnen",
    "st_run_hint": "Die veralteten Schritte rechnen, und nur diese",
    "st_run_others": "Mit den Einstellungen oben rechnen",
    "st_run_changed": "Geändertes rechnen, Schritte: {count}",
    "st_up_to_date": "Alles ist aktuell",
    "st_stop_hint": "Vor dem nächsten Schritt abbrechen; nichts geht verloren",
    "st_save": "Änderungen speichern",
    "st_save_hint": "Alles Ausgebesserte, als PNG-Masken und JSON in einer Zip-Datei",
    "st_load": "Änderungen laden",
    "st_load_hint": "Eine Zip-Datei, die hier für dieselben zwei Fotos gespeichert wurde",
    "st_steps": "Schritte",
    "st_steps_label": "Schritte der Anprobe",
    "st_show_hint": "Im Editor zeigen: {part}",
    "st_mend": "Ausbessern",
    "st_mend_parts": "Teile ausbessern",
    "st_mend_pose": "Haltung ausbessern",
    "st_from_here": "Ab hier rechnen",
    "st_from_here_hint": "Diesen Schritt und alle danach noch einmal rechnen: {step}",
    "st_person": "Haltung und Körperteile",
    "st_body_add": (
        "Klicken oder malen Sie an, was zu *{region}* gehört. Bleibt vom alten Kleidungsstück ein "
        "Band oder Träger im Ergebnis, fügen Sie diese Stelle unter *Neu gemalte Fläche* hinzu."
    ),
    "st_body_take": (
        "Klicken oder malen Sie an, was nicht zu *{region}* gehört. Bleibt vom alten "
        "Kleidungsstück ein Band oder Träger im Ergebnis, fügen Sie diese Stelle unter *Neu "
        "gemalte Fläche* hinzu."
    ),
    "st_repaint_add": "Klicken oder malen Sie an, was *neu gemalt* werden soll.",
    "st_repaint_take": "Klicken oder malen Sie an, was *wie in Ihrem Foto bleiben* soll.",
    "st_pose_do": (
        "Ziehen Sie ein Gelenk an seinen Platz. Fehlt eines, wählen Sie es und klicken dorthin, "
        "wo es ist."
    ),
    "st_garment_add": (
        "Dunkel ist nicht das Kleidungsstück. Klicken oder malen Sie an, was *davon fehlt*."
    ),
    "st_garment_take": (
        "Dunkel ist nicht das Kleidungsstück. Klicken oder malen Sie an, was *nicht dazugehört*."
    ),
    "st_layout_add": (
        "Hier steht, was im Ergebnis wo sein wird. Klicken oder malen Sie an, was *{region}* sein "
        "soll."
    ),
    "st_layout_take": (
        "Hier steht, was im Ergebnis wo sein wird. Klicken oder malen Sie an, was nicht "
        "*{region}* sein soll."
    ),
    "st_not_run": "noch nicht gerechnet",
    "st_stale": "veraltet",
    "st_found": "wie gefunden",
    "st_fresh": "aktuell",
    "st_much": "Dieser Klick hat {share} % des Bildes geändert.",
    "st_forgotten": (
        "Was hier ausgebessert wurde, ist wie versprochen nach einer Stunde gelöscht worden."
    ),
    "st_forgotten_hint": "Schließen Sie das Studio und öffnen Sie es wieder, um neu anzufangen.",
    "st_other": "Das galt den vorherigen Fotos.",
    "st_other_hint": "Machen Sie es noch einmal auf den Fotos, die jetzt zu sehen sind.",
    "st_loaded": "Die gespeicherten Änderungen sind wieder da.",
    "st_stopped": "Abgebrochen. Keine Ihrer Änderungen ist verloren.",
    "st_read": (
        "{title} hat dieses Foto einmal gelesen, in {seconds} s, und behält davon {megabytes} MB."
    ),
    "st_ran": "Gerechnet in {time}: {names}.",
    "st_nothing": "Alles ist aktuell.",
    "st_nothing_hint": "Bessern Sie etwas aus, oder rechnen Sie ab einem Schritt.",
    # How a stroke, a click or a zip is refused.
    "mi_joint_out": "Ein Gelenk kann nicht außerhalb des Fotos liegen.",
    "mi_joint_out_hint": "Ziehen Sie es auf den Körper.",
    "mi_joint_unfound": "Dieses Gelenk wurde im Foto nicht gefunden.",
    "mi_joint_unfound_hint": "Wählen Sie es und klicken Sie dorthin, wo es sein soll.",
    "mi_all_garment": "Alles wäre Kleidungsstück und nichts Hintergrund.",
    "mi_all_garment_hint": "Nehmen Sie etwas weg.",
    "mi_no_garment": "Vom Kleidungsstück bliebe fast nichts übrig.",
    "mi_no_garment_hint": "Fügen Sie der Maske lieber etwas hinzu.",
    "mi_mask_size": "Die Maske gehört zu einem Foto anderer Größe.",
    "mi_mask_size_hint": "Zeichnen Sie sie neu.",
    "mi_already": "Das gehört schon dazu.",
    "mi_already_hint": "Klicken Sie auf einen Teil, der fehlt.",
    "mi_nothing": "Davon gehört nichts dazu.",
    "mi_nothing_hint": "Klicken Sie auf einen Teil, der dazugehört.",
    "mi_region": "Alles ist {region}, es könnte also nichts an die Stelle treten.",
    "mi_region_hint": "Wählen Sie einen anderen Bereich und fügen Sie ihm etwas hinzu.",
    "mi_point_out": "Ein Punkt liegt außerhalb des Fotos.",
    "mi_point_out_hint": "Klicken Sie auf das Foto, das zu sehen ist.",
    "mi_no_object": "Kein Klick zeigt, wo das Gesuchte ist.",
    "mi_no_object_hint": "Klicken Sie darauf, oder ziehen Sie einen Rahmen darum.",
    "mi_box": "Der Rahmen ist zu klein.",
    "mi_box_hint": "Ziehen Sie ihn um das Ganze.",
    "mi_points": "Es sind {count} Punkte; höchstens {most} werden genommen.",
    "mi_points_hint": "Nehmen Sie weniger Punkte.",
    "mi_stroke": "Es sind zu viele Punkte.",
    "mi_stroke_hint": "Zeichnen Sie einen kürzeren Strich.",
    "mi_zip_large": "Eine Datei in dieser Zip-Datei ist viel zu groß.",
    "mi_zip_packed": "Diese Zip-Datei ist auf andere Art gepackt.",
    "mi_zip_unread": "Das ist keine Zip-Datei, die sich lesen lässt.",
    "mi_zip_document": "Es ist kein Verzeichnis von Änderungen darin.",
    "mi_zip_version": "Dieses Verzeichnis von Änderungen hat eine unbekannte Version.",
    "mi_zip_layout": "Die ausgebesserte Aufteilung lässt sich nicht lesen.",
    "mi_zip_hint": "Wählen Sie eine Zip-Datei, die im Studio gespeichert wurde.",
    "mi_zip_person": "Diese Änderungen gehören zu einem anderen Foto der Person.",
    "mi_zip_garment": "Diese Änderungen gehören zu einem anderen Foto des Kleidungsstücks.",
    "mi_zip_photos": (
        "Wählen Sie die Fotos, mit denen sie gespeichert wurden, und laden Sie sie noch einmal."
    ),
    "mi_joints_far": "Die Gelenke liegen weit außerhalb des Fotos.",
    "mi_joints_far_hint": "Nehmen Sie die, die auf diesem Foto gefunden wurden.",
}
