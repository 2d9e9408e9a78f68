"""What is said around a result, of pictures and in a lookbook's grid, in German."""

RESULT = {
    "rs_slider": "Wie viel vom Foto davor zu sehen ist, in Prozent",
    "rs_out": "Verkleinern",
    "rs_in": "Vergrößern; auch mit Strg und Mausrad oder mit zwei Fingern",
    "rs_all": "Das ganze Bild",
    "rs_full": "Ganzer Bildschirm; dort vergrößert auch das Mausrad",
    "rs_copy": "Das Bild in die Zwischenablage kopieren",
    "rs_share": "Das Bild an ein anderes Programm geben",
    "rs_drag": "Das Ergebnis auf den Rahmen der Person ziehen, oder aus dem Browser hinaus",
    "rs_downloads": "Downloads",
    "rs_misaligned": "passt nicht: {share} der Kleidungsfläche",
    "rs_took": "insgesamt {time}",
    "rs_pipeline": "Verfahren {name}",
    "rs_device": "auf {device}",
    "rs_under": "unter 0,1 %",
    "rs_unknown": "nicht bekannt",
    "alt_before": "Das Foto der Person, wie es hochgeladen wurde",
    "alt_after": "Die Person des Fotos mit dem Kleidungsstück",
    "guessed_few": (
        "Eine Person gefunden, mit Haltung und Körperteilen. Nicht sicher zu sehen: {which}; "
        "im Studio lässt sich das zurechtrücken."
    ),
    "guessed_many": (
        "Eine Person gefunden, mit Haltung und Körperteilen. Nicht sicher zu sehen: {count} "
        "Gelenke; im Studio lassen sie sich zurechtrücken."
    ),
    "rs_measured": "Auf diesem Rechner gemessen, nach dem Prüfen der Fotos",
    "sd_sides": "Verfahren vergleichen",
    "sd_sides_hint": (
        "Dieselben beiden Fotos durch jedes Verfahren, dessen Netze hier sind. Beim "
        "Vergrößern zeigt jedes Bild dieselbe Stelle; sie folgt der Maus oder den beiden "
        "Reglern."
    ),
    "sd_variations": "Varianten",
    "sd_variations_hint": (
        "Dieselben Fotos, jedes Mal mit einer anderen Startzahl gemalt; die erste ist das "
        "Ergebnis oben. Beim Vergrößern zeigen alle dieselbe Stelle."
    ),
    "sd_beside": "Zwei Ergebnisse nebeneinander",
    "sd_beside_hint": (
        "Beim Vergrößern zeigen beide dieselbe Stelle; sie folgt der Maus oder den Reglern."
    ),
    "sd_photo": "Foto",
    "sd_none": "kein Ergebnis",
    "sd_small": "{name} (eigene kleine Netze)",
    "sd_published": "{name} (veröffentlichte Netze)",
    "sd_missing": "{name}. Nicht auf diesem Rechner: {titles}.",
    "sd_result": "Ergebnis {number}, {place}",
    "sd_above": "zuerst gewählt",
    "sd_with": "zum Vergleich",
    "sd_above_alone": "Zuerst gewählt",
    "sd_with_alone": "Zum Vergleich",
    "sd_seed": "Startzahl {seed}",
    "sd_show_seed": "Dieses oben zeigen: Startzahl {seed}",
    "sd_zoom": "Vergrößerung",
    "sd_across": "Links und rechts",
    "sd_down": "Oben und unten",
    "rs_pixels": "{size} Pixel",
    "hs_title": "Ihre Ergebnisse der letzten Stunde",
    "hs_again": "Ergebnis {number} wieder zeigen, mit seinen Fotos",
    "hs_beside": "Ergebnis {number} mit dem gezeigten vergleichen",
    "hs_forget": "Alle Ergebnisse und Fotos jetzt vom Server löschen",
    "hs_seed": "Startzahl {seed}",
    "hs_mended": "ausgebessert",
    "pp_place": "In der Veröffentlichung: {paper}, Abschn.\N{NO-BREAK SPACE}{chapter}.{section}",
    "pp_place_one": (
        "In der Veröffentlichung: {paper}, Abschn.\N{NO-BREAK SPACE}{chapter}.{section}, "
        "Gl.\N{NO-BREAK SPACE}{one}"
    ),
    "pp_place_two": (
        "In der Veröffentlichung: {paper}, Abschn.\N{NO-BREAK SPACE}{chapter}.{section}, "
        "Gl.\N{NO-BREAK SPACE}{one} und {two}"
    ),
    "pp_place_through": (
        "In der Veröffentlichung: {paper}, Abschn.\N{NO-BREAK SPACE}{chapter}.{section}, "
        "Gl.\N{NO-BREAK SPACE}{one} bis {two}; Tabelle {table}"
    ),
    "pp_instead": (
        "Hier macht ein kleineres Netz dieses Projekts diesen Teil, auf seine eigene Art."
    ),
    "walk_at": "Schritt {at} von {count}",
    "rs_upright": "Aufrecht drehen",
    "rs_progress": "Fortschritt des Laufs",
    "bk_list": "Anproben dieses Lookbooks",
    "bk_waiting": "wartet",
    "bk_running": "wird gemacht",
    "bk_dropped": "nicht gemacht",
    "bk_open": "Alle Schritte öffnen: {title}",
    "bk_look": "{title}: die Anprobe",
    "bk_person": "{title}: das Foto der Person",
    "bk_garment": "{title}: das Foto des Kleidungsstücks",
    "bk_use": "Zum Anprobieren nehmen",
    "bk_mend": "Im Studio ausbessern",
    "bk_packing": "Die Downloads werden gepackt",
    "alt_closeup": "Ausschnitt des Bildes: {caption}",
    "alt_mending": "Das Foto, das ausgebessert wird",
    "alt_worn": "Sein Kleidungsstück",
    "alt_gave": "Was aus diesem Schritt kam: {title}",
    "alt_by": "Die Person des Fotos mit dem Kleidungsstück, durch {title}",
    "alt_orange": (
        "Orange, wo nach der Aufteilung Kleidung sein soll, das verformte Kleidungsstück aber "
        "nicht hinreicht"
    ),
    "alt_blue": "Blau, wo das verformte Kleidungsstück und die Aufteilung übereinstimmen",
    "alt_rmgn_orange": "Orange, wo das alte Kleidungsstück ist und das verformte nicht hinreicht",
    "alt_rmgn_blue": "Blau, wo sowohl das alte als auch das verformte Kleidungsstück ist",
    "alt_both": "Passendes blau, Unpassendes orange",
    "alt_outlines": "Umrisse: Passendes blau, Unpassendes orange",
    "alt_change": "Grün: seit dem Lauf davor geschlossen; Magenta: seitdem geöffnet",
    "alt_pose_map": "Skelett der Gelenke der Person auf Schwarz",
    "alt_parse_map": "Karte der Person, jeder Körperteil in einer Farbe",
    "alt_agnostic_image": "Das Foto der Person, Oberkörper und Arme grau übermalt",
    "alt_parse_agnostic": "Karte dessen, was von der Person bleibt",
    "alt_cloth": "Das Kleidungsstück auf schlichtem Grau",
    "alt_cloth_mask": "Weiß, wo das Kleidungsstück ist",
    "alt_predicted_parse": "Karte der Person im neuen Kleidungsstück",
    "alt_tps_grid": "Das Kleidungsstück unter dem verformten Gitter",
    "alt_warped_cloth": "Das Kleidungsstück, in die Form des Körpers gebracht",
    "alt_warped_cloth_mask": "Weiß, wo das verformte Kleidungsstück ist",
    "alt_align_mask": "Weiß, wo das verformte Kleidungsstück und die Aufteilung übereinstimmen",
    "alt_misalignment_mask": (
        "Weiß, wo nach der Aufteilung Kleidung sein soll, das verformte Kleidungsstück aber nicht "
        "hinreicht"
    ),
    "alt_appearance_flow": "Richtung und Stärke des Flusses als Farben",
    "alt_flow_cloth": "Das verformte Kleidungsstück, vom Fluss weiter verschoben",
    "alt_flow_misalignment_mask": "Weiß, wo nach dem Fluss noch Kleidung fehlt",
    "alt_regional_masks": (
        "Achtzehn Masken in sieben Spalten, weiß, wo die Merkmale des Kleidungsstücks "
        "genommen werden"
    ),
    "alt_regional_mask": "Weiß, wo die Merkmale des Kleidungsstücks genommen werden",
    "alt_rendered_image": "Die Anprobe, wie das Netz sie malt, vor dem Zusammensetzen",
    "alt_composite_mask": "Weiß, wo die eigenen Pixel des Kleidungsstücks bleiben",
    "alt_instance_norm_canvas": (
        "Die Anprobe, gemalt ohne die unpassenden Stellen getrennt zu halten"
    ),
    "alt_canvas": "Die fertige Anprobe auf der Arbeitsfläche von 3 zu 4",
    "alt_rmgn_flow": "Pfeile und Farben, die zeigen, wohin sich das Kleidungsstück bewegt",
    "alt_rmgn_misaligned": "Weiß, wo das alte Kleidungsstück ist und das verformte nicht hinreicht",
    "alt_rmgn_aligned": "Weiß, wo sowohl das alte als auch das verformte Kleidungsstück ist",
}
