"""What is said around a result, of pictures and in a lookbook's grid, in English."""

from tryon.ui.wording.step_words import PICTURES, RMGN_PICTURES

RESULT = {
    "rs_slider": "How much of the photo before is shown, in per cent",
    "rs_out": "Zoom out",
    "rs_in": "Zoom in; or turn the wheel with Ctrl held, or pinch",
    "rs_all": "The whole picture",
    "rs_full": "Full screen; there the wheel zooms, too",
    "rs_copy": "Copy the picture to the clipboard",
    "rs_share": "Hand the picture to another program",
    "rs_drag": "Drag the result onto the frame of the person, or out of the browser",
    "rs_downloads": "Downloads",
    "rs_misaligned": "misaligned: {share} of the clothing area",
    "rs_took": "{time} in all",
    "rs_pipeline": "pipeline {name}",
    "rs_device": "on {device}",
    "rs_under": "under 0.1 %",
    "rs_unknown": "not known",
    "alt_before": "The person photo as it was uploaded",
    "alt_after": "The person of the photo wearing the garment",
    "guessed_few": (
        "One person found, with pose and body parts. Not surely seen: {which}; the studio "
        "can place them."
    ),
    "guessed_many": (
        "One person found, with pose and body parts. Not surely seen: {count} joints; the "
        "studio can place them."
    ),
    "rs_measured": "Measured on this machine, once the photos were looked at",
    "sd_sides": "Compare pipelines",
    "sd_sides_hint": (
        "The same two photos through every pipeline whose networks are here. Zoom in, and "
        "every picture shows the same place; the place follows the mouse, or the two "
        "sliders."
    ),
    "sd_variations": "Variations",
    "sd_variations_hint": (
        "The same photos, each painted from another seed; the first is the result above. "
        "Zoom in, and all show the same place."
    ),
    "sd_beside": "Two results beside each other",
    "sd_beside_hint": (
        "Zoom in, and both show the same place; the place follows the mouse, or the sliders."
    ),
    "sd_photo": "Photo",
    "sd_none": "no result",
    "sd_small": "{name} (our own small networks)",
    "sd_published": "{name} (published networks)",
    "sd_missing": "{name}. Not on this machine: {titles}.",
    "sd_result": "Result {number}, {place}",
    "sd_above": "chosen first",
    "sd_with": "compared with it",
    "sd_above_alone": "Chosen first",
    "sd_with_alone": "Compared with it",
    "sd_seed": "Seed {seed}",
    "sd_show_seed": "Show this one above: Seed {seed}",
    "sd_zoom": "Zoom",
    "sd_across": "Left and right",
    "sd_down": "Up and down",
    "rs_pixels": "{size} pixels",
    "hs_title": "Your results of the last hour",
    "hs_again": "Show result {number} again, with its photos",
    "hs_beside": "Compare result {number} with the one shown",
    "hs_forget": "Delete all results and photos from the server now",
    "hs_seed": "seed {seed}",
    "hs_mended": "mended",
    "pp_place": "In the paper: {paper}, Sec.\N{NO-BREAK SPACE}{chapter}.{section}",
    "pp_place_one": (
        "In the paper: {paper}, Sec.\N{NO-BREAK SPACE}{chapter}.{section}, "
        "Eq.\N{NO-BREAK SPACE}{one}"
    ),
    "pp_place_two": (
        "In the paper: {paper}, Sec.\N{NO-BREAK SPACE}{chapter}.{section}, "
        "Eq.\N{NO-BREAK SPACE}{one} and {two}"
    ),
    "pp_place_through": (
        "In the paper: {paper}, Sec.\N{NO-BREAK SPACE}{chapter}.{section}, "
        "Eq.\N{NO-BREAK SPACE}{one} to {two}; Table {table}"
    ),
    "pp_instead": "Here a smaller network of the project's own does this part, in its own way.",
    "walk_at": "Step {at} of {count}",
    "rs_upright": "Turn it upright",
    "rs_progress": "Progress of the run",
    "bk_list": "Try-ons of this lookbook",
    "bk_waiting": "waiting",
    "bk_running": "being made",
    "bk_dropped": "not made",
    "bk_open": "Open all steps of: {title}",
    "bk_look": "{title}: the try-on",
    "bk_person": "{title}: the person photo",
    "bk_garment": "{title}: the garment photo",
    "bk_use": "Use in Try on",
    "bk_mend": "Mend in the studio",
    "bk_packing": "Packing the downloads",
    "alt_closeup": "Close-up of the picture: {caption}",
    "alt_mending": "The photo that is being mended",
    "alt_worn": "Its garment",
    "alt_gave": "What {title} gave",
    "alt_by": "The person of the photo wearing the garment, by {title}",
    "alt_orange": "Orange where the layout wants garment but the warped garment does not reach",
    "alt_blue": "Blue where the warped garment and the predicted layout agree",
    "alt_rmgn_orange": "Orange where the old garment is and the warped one does not reach",
    "alt_rmgn_blue": "Blue where the old garment and the warped one both are",
    "alt_both": "Aligned blue, misaligned orange",
    "alt_outlines": "Outlines: aligned blue, misaligned orange",
    "alt_change": "Green: closed since the run before; magenta: opened since",
    **{f"alt_{name}": alt for name, (_, alt) in PICTURES.items()},
    "alt_rmgn_flow": RMGN_PICTURES["appearance_flow"][1],
    "alt_rmgn_misaligned": RMGN_PICTURES["misalignment_mask"][1],
    "alt_rmgn_aligned": RMGN_PICTURES["align_mask"][1],
}
