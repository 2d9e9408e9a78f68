"""What is said at the foot of the page, in German."""

ABOUT = {
    "ab_own": (
        "Die Seite läuft mit kleinen Netzen dieses Projekts, trainiert mit künstlichen Personen "
        "und rechtefreien Fotos von Kleidung; ihre Gewichte kommen mit dem Programm unter "
        "Apache-2.0 und dürfen auch kommerziell genutzt werden. Was sie machen, bindet keine "
        "ihrer Lizenzen, nur die Rechte an Ihren Fotos."
    ),
    "ab_pose": (
        "Die Haltung findet Googles BlazePose, die Körperteile Googles Selfie-Segmentierer für "
        "mehrere Klassen, beide unter Apache-2.0."
    ),
    "ab_viton": (
        "Die veröffentlichten Netze von VITON-HD sind größer und zeichnen den ganzen Oberkörper "
        "neu, statt die Pixel des Kleidungsstücks selbst zu verschieben: weichere Falten und "
        "Schatten, bessere Ärmel. Ihre Gewichte sind nur für nichtkommerzielle Nutzung und nicht "
        "Teil des Programms; sobald sie in seinem Ordner für Gewichte liegen, lässt sich VITON-HD "
        "unter den Einstellungen wählen."
    ),
    "ab_rmgn": (
        "RMGN nimmt das Foto, wie es ist: Es braucht weder Haltung noch Körperteile und läuft "
        "deshalb auch mit Fotos, auf denen sie sich nicht finden lassen. Seine Autoren geben "
        "keine Lizenz für seine Gewichte, also sind auch sie nicht Teil des Programms und werden "
        "nie geladen: Fragen Sie die Autoren, bevor Sie es nutzen."
    ),
    "ab_caption": "Jedes Netz, das diese Seite kennt",
    "ab_weights": "Gewichte",
    "ab_used": "Wofür",
    "ab_licence": "Lizenz",
    "ab_commercial": "Kommerzielle Nutzung",
    "ab_here": "Vorhanden",
    "ab_yes": "ja",
    "ab_no": "nein",
    "ab_no_licence": "keine genannt",
    "ab_repository": "in diesem Projektarchiv",
    "ab_model_page": "Modellseite von {name}, {entry}",
    "ab_section": "Abschnitt {name}",
    "ab_link": "Verweis {name}",
    "ab_release": "Ausgabe {name}",
    "use_photos": "Fotos von Kleidung",
    "use_pose": "Haltung",
    "use_parsing": "Körperteile",
    "use_clicks": "Klicks auf Masken",
    "use_evaluate": "Auswertung",
    "use_training": "Training",
    "wt_compact_layout": "Aufteilungsnetz des Verfahrens compact",
    "wt_compact_settling": "Ausgleichsnetz des Verfahrens compact",
    "wt_compact_matching": "Anpassungsnetz des Verfahrens compact",
    "wt_compact_composing": "Zusammensetzungsnetz des Verfahrens compact",
    "wt_compact_skin_light": "Hautlichtnetz des Verfahrens compact",
    "wt_compact_inner_back": "Innenseiten von Rückenteilen, auf dem Kodierer des Kleidungsnetzes",
    "wt_compact_inner_back_home": (
        "Innenseiten und Kapuzen von Kleidungsstücken, die zu Hause fotografiert wurden"
    ),
    "wt_compact_garment": "Kleidungsnetz: was das Kleidungsstück auf einem Foto ist",
    "wt_compact_garment_mask": "Kleidungsmaskennetz: wo das Kleidungsstück auf einem Foto ist",
    "wt_pose_detection": "BlazePose: wo eine Person ist",
    "wt_pose_landmark": "BlazePose: Gelenke und Umriss einer Person",
    "wt_face_near": "BlazeFace, nahe Gesichter",
    "wt_face_far": "BlazeFace, ferne Gesichter",
    "wt_selfie_multiclass": "Personen-Segmentierer von MediaPipe",
    "wt_sam_vit_b": "Segment Anything mit ViT-B",
    "wt_viton_hd_seg": "Segmentierungsnetz von VITON-HD",
    "wt_viton_hd_gmm": "Anpassungsnetz von VITON-HD",
    "wt_viton_hd_alias": "ALIAS-Generator von VITON-HD",
    "wt_rmgn_warp": "Verformungsnetz von RMGN",
    "wt_rmgn_gen": "Generator von RMGN",
    "wt_lpips_alexnet": "AlexNet, für das Maß LPIPS",
    "wt_vgg19": "VGG-19, für die Wahrnehmungsverluste",
    "wt_fid_inception": "Inception v3, für die Maße FID und KID",
    "sy_trouble": (
        "VITON-HD benennt das Problem: Wo das verformte Kleidungsstück die vorhergesagte Kleidung "
        "Ŝ_c nicht erreicht, bei M_misalign (Gl. 4), muss ein Netz erfinden, und dort misslingen "
        "Anproben meist. Dieses Programm bewahrt diese Maske bei jedem Lauf auf; Sie können sie "
        "ansehen, messen und ausbessern."
    ),
    "sy_soft": (
        "Masken sind weich, von 0 bis 1: Der Rand des verformten Kleidungsstücks ist nicht alles "
        "oder nichts. Unpassend ist max(Ŝ_c - verformte Maske, 0), und der Anteil ist die Summe "
        "davon durch die von Ŝ_c, bei der Arbeitsgröße. Vergleichen Sie nur Läufe mit derselben "
        "Arbeitsgröße; die Zahl der Pixel wächst mit ihr."
    ),
    "sy_rmgn": (
        "RMGN sagt keine Aufteilung vorher. Seine Maske vergleicht mit dem Kleidungsstück, das "
        "die Person auf dem Foto trägt; seine Zahlen beantworten also eine andere Frage und "
        "stehen neben keinem Histogramm."
    ),
    "sy_caption": "Wo es zu finden ist",
    "sy_what": "Was",
    "sy_where": "Auf dieser Seite",
    "sy_file": "Nach python -m tryon, oder als Datei",
    "sy_masks": (
        "Beide Masken über Ergebnis, Foto oder verformtem Kleidungsstück; die schlimmsten "
        "Stellen; die Änderung seit dem Lauf davor"
    ),
    "sy_masks_at": "„Wo das Kleidungsstück nicht passt“, unter jedem Ergebnis",
    "sy_masks_file": "run --out now, dann inspect now --before earlier",
    "sy_mending": (
        "Die Aufteilung oder die Maske des Kleidungsstücks ausbessern und nur rechnen lassen, was "
        "davon abhängt"
    ),
    "sy_mending_at": "Studio, Vorhergesagte Aufteilung",
    "sy_flow": "Was nach dem Fluss bleibt, neben dem, was der Spline übrig ließ",
    "sy_flow_at": "Schritt: Was der Fluss schließt",
    "sy_ablation": (
        "Dieselben Gewichte mit und ohne nach Bereichen getrennte Standardisierung (wie Tabelle "
        "1, aber nicht neu trainiert)"
    ),
    "sy_ablation_at": "Einstellungen, mit viton-hd: Auch ohne ALIAS-Normalisierung malen",
    "sy_degree": "SSIM, LPIPS und FID nach dem Anteil des Unpassenden, wie in Abb. 9",
    "sy_degree_at": "nicht hier",
    "sy_degree_file": "evaluate --layout given, dann misalignment A=dir B=dir --out fig9.png",
    "sy_files": "Die Masken selbst, und report.json mit misalignment_ratio",
    "sy_last": (
        "Das Histogramm unter dem Ergebnis ist nicht das der Veröffentlichung, die keine Zahlen "
        "druckt: Es ist das von 74 Paaren künstlicher Personen und Kleidungsstücke mit dem "
        "voreingestellten Verfahren. Lesen Sie es als mehr oder weniger als hier üblich."
    ),
    # What visitors ask, and the answers.
    "qa_sleeve": "Wie bessere ich einen Ärmel oder den Ausschnitt aus?",
    "qa_sleeve_so": (
        "Wählen Sie in den Menüs neben dem Foto des Kleidungsstücks etwas anderes und probieren "
        "Sie noch einmal an. Für mehr drücken Sie unter dem Ergebnis „Stimmt etwas nicht? Im "
        "Studio ausbessern“ und sagen dort, was nicht stimmt."
    ),
    "qa_hand": "Was tue ich, wenn eine Hand oder Haare verschwunden sind?",
    "qa_hand_so": (
        "Drücken Sie unter dem Ergebnis „Stimmt etwas nicht? Im Studio ausbessern“ und dann „Eine "
        "Hand oder Haare sind übermalt“. Malen Sie die Hand oder die Haare in Ihrem Foto an und "
        "rechnen Sie neu, was sich geändert hat: Dort bleibt das Foto, wie es ist."
    ),
    "qa_alike": "Warum ist es nicht genau mein Kleidungsstück?",
    "qa_alike_so": (
        "Das Bild wird aus diesen beiden Fotos berechnet. Was das Foto des Kleidungsstücks nicht "
        "zeigt, ist geraten: Falten in dieser Haltung, Seiten, Sitz. Die Seite kennt keine "
        "Größen und sagt deshalb nicht, ob das Kleidungsstück passt."
    ),
    "qa_orange": "Was ist die orange Fläche?",
    "qa_orange_so": (
        "Dort sollte das Kleidungsstück sein, aber das verformte Kleidungsstück reicht nicht hin. "
        "Die Seite musste die Stelle füllen; suchen Sie Fehler also zuerst dort. Die Fläche liegt "
        "nur über dem Bild bei „Wo das Kleidungsstück nicht passt“, nicht über dem Ergebnis, das "
        "Sie herunterladen."
    ),
    "qa_last": "Wo ist mein letztes Ergebnis, und aus welchen Fotos ist es gemacht?",
    "qa_last_so": (
        "Unter „Ihre Ergebnisse“, mit kleinen Bildern beider Fotos. Klicken Sie auf eines, um es "
        "wieder zu sehen."
    ),
    "qa_several": "Wie probiere ich mehrere Kleidungsstücke auf einmal an?",
    "qa_several_so": (
        "Im Reiter „Lookbook“: eine Person in vielen Kleidungsstücken oder ein Kleidungsstück an "
        "vielen Personen."
    ),
    "qa_phone": "Wie bekomme ich das Bild auf mein Telefon?",
    "qa_phone_so": (
        "Öffnen Sie diese Seite auf dem Telefon selbst und drücken Sie dort unter dem Ergebnis "
        "„Bild (PNG)“. Ergebnisse aus einem anderen Browser sieht man darin nicht: Vom Computer "
        "laden Sie das Bild herunter und schicken es sich selbst."
    ),
    "qa_shop": "Darf ich das Ergebnis verwenden, auch in einem Laden?",
    "qa_shop_so": (
        "Soweit die Rechte an Ihren beiden Fotos es erlauben. Die eigenen Netze der Seite "
        "(Verfahren compact) stellen keine Bedingung; die Gewichte von VITON-HD sind nur für "
        "nichtkommerzielle Nutzung, und für die von RMGN ist keine Lizenz erteilt. Unter dem "
        "Ergebnis steht, welches Verfahren es gemacht hat."
    ),
    "qa_delete": "Wie werde ich meine Fotos los?",
    "qa_delete_so": (
        "Drücken Sie unter dem Ergebnis „Alles vergessen“: Fotos, Ergebnisse und Lookbooks werden "
        "sofort vom Server gelöscht. Sonst werden sie binnen einer Stunde gelöscht."
    ),
    "qa_language": "Wie bekomme ich die Seite in meiner Sprache?",
    "qa_language_so": (
        "Sie folgt der ersten Sprache in den Einstellungen Ihres Browsers: Englisch, Deutsch, "
        "Französisch, Spanisch, Chinesisch, Koreanisch oder Japanisch. Ändern Sie sie dort und "
        "laden Sie die Seite neu."
    ),
}
