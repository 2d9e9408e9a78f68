"""What is said of each passage of the papers, in German."""

PAPERS = {
    "pa_viton_hd_pose_map": (
        "Die Haltungskarte P ist eine farbige Zeichnung, die jedem Netz zusammen mit seinen "
        "anderen Eingaben gegeben wird; eine eigene Gleichung hat sie nicht."
    ),
    "pa_viton_hd_parse_map": (
        "Die Segmentierungskarte S sagt, was jedes Pixel ist. Ein Netz von anderen findet sie, "
        "hier wie in der Veröffentlichung."
    ),
    "pa_viton_hd_agnostic_image": (
        "I_{a} und S_{a}: Foto und Karte ohne das alte Kleidungsstück und die Arme, aber mit "
        "den Händen. S sagt, was herausgenommen wird, P, wo die Arme sind."
    ),
    "pa_viton_hd_predicted_parse": (
        "Woran das Netz G_{S} lernt: Seine Karte Ŝ, gemacht aus S_{a}, P und dem Kleidungsstück "
        "c, soll Pixel für Pixel stimmen (ℒ_{CE}) und wie eine echte aussehen (ℒ_{cGAN})."
    ),
    "pa_viton_hd_tps_grid": (
        "𝒲 verformt das Kleidungsstück c durch einen Thin-Plate-Spline mit 5 × 5 Punkten, θ. "
        "Gelernt wird, dass es aussieht wie das getragene Kleidungsstück I_{c}; ℒ_{const} bewahrt "
        "das Gitter davor, sich zu falten."
    ),
    "pa_viton_hd_misalignment_mask": (
        "Ŝ_{c} ist die Kleidung der vorhergesagten Aufteilung, 𝒲(M_{c}, θ) die verformte Maske "
        "des Kleidungsstücks: Wo beide sind, passt es; wo nur das erste ist, fehlt etwas."
    ),
    "pa_viton_hd_regional_mask": (
        "ALIAS-Normalisierung: Mittel μ und Streuung σ der Werte h einer Schicht werden "
        "innerhalb und außerhalb von M_{misalign} getrennt genommen, damit das Unpassende den "
        "Rest nicht verderben kann; γ und β bringen die Aufteilung hinein, mit beiden Masken darin "
        "(Ŝ_{div})."
    ),
    "pa_viton_hd_instance_norm_canvas": (
        "Ω^{m} ist entweder M_{misalign} oder alles Übrige. Ohne das sind μ und σ die des "
        "ganzen Bildes, wie bei der Instanznormalisierung: das zweite Bild."
    ),
    "pa_rmgn_appearance_flow": (
        "Der Fluss f soll glatt sein: jede Stelle j zwischen ihren Nachbarn, in jeder Größenstufe "
        "i. 𝒫 ist der verallgemeinerte Charbonnier-Verlust."
    ),
    "pa_rmgn_warped_cloth": (
        "Dasselbe Kleidungsstück wird derselben Haltung in mehreren anderen Kleidungsstücken, P̃, "
        "angepasst, damit es nicht darauf ankommt, was die Person auf dem Foto trägt."
    ),
    "pa_rmgn_regional_mask": (
        "h_{P} sind die Merkmale der Person und h_{I} die des Kleidungsstücks: Wo die Maske M "
        "eins ist, gehen die des Kleidungsstücks in die nächste Schicht, wo sie null ist, die "
        "der Person."
    ),
    "pa_rmgn_rendered_image": (
        "Woran es lernt: Das Bild P̂ soll dem Foto P Pixel für Pixel gleichen, und ebenso in den "
        "Augen φ eines anderen Netzes."
    ),
}
