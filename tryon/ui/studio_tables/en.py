"""What the studio says, in English; the other languages translate these, key by key."""

from tryon.ui import studio_words
from tryon.ui.step_words import stage_title

STUDIO = {
    "st_no_photos": studio_words.NO_PHOTOS,
    "st_not_yet": "The page is not connected yet; try again in a moment.",
    "st_opening": "Opening your photos…",
    "st_wrong": studio_words.WHAT_IS_WRONG,
    "st_wrong_sleeve": studio_words.COMPLAINTS["sleeve"],
    "st_wrong_neckline": studio_words.COMPLAINTS["neckline"],
    "st_wrong_left": studio_words.COMPLAINTS["left"],
    "st_wrong_covered": studio_words.COMPLAINTS["covered"],
    "st_menu": "Show that menu",
    "st_menu_hint": "Go to the menu beside the garment's photo",
    "st_sleeve_menu": (
        "Has the garment other sleeves? Choose them in the menu beside its photo, and run again."
    ),
    "st_sleeve_says": (
        "Click or paint where the sleeve should be; take away where it should not be."
    ),
    "st_neckline_menu": (
        "Has the garment another neckline? Choose it in the menu beside its photo, and run again."
    ),
    "st_neckline_says": (
        "Click or paint where the garment should reach; take away where skin should show."
    ),
    "st_left_says": "Click or paint what is left of the old garment; then run what changed.",
    "st_covered_says": (
        "Click or paint the hand or the hair in your photo: there it stays as it is. Then run "
        "what changed."
    ),
    "st_either": "{menu} Else: {tool}",
    "st_to_mend": "What to mend",
    "st_repaint": studio_words.PARTS["repaint"][0],
    "st_body_hint": studio_words.PARTS["body"][1],
    "st_repaint_hint": studio_words.PARTS["repaint"][1],
    "st_pose_hint": studio_words.PARTS["pose"][1],
    "st_garment_hint": studio_words.PARTS["garment"][1],
    "st_layout_hint": studio_words.PARTS["layout"][1],
    "st_no_layout": "Run the try-on once; then its layout can be mended.",
    "st_mended": "mended",
    "st_picture": (
        "Picture to mend. Arrow keys move the cross, Enter clicks, B is the brush, C is the "
        "click, X switches between adding and taking away."
    ),
    "st_closeness": "Closeness",
    "st_zoom_out": "Zoom out (minus)",
    "st_zoom_in": (
        "Zoom in (plus); or the wheel with Ctrl held. Zoomed in, the wheel moves the picture"
    ),
    "st_zoom_whole": "The whole picture (0)",
    "st_colours": "Colours",
    "st_colours_hint": "How strongly the regions are coloured",
    "st_less": "Less: only around the click",
    "st_less_hint": "Undo that click, and take only what lies around it, as large as the brush",
    "st_region": "Region",
    "st_region_hint": "Mend the region {region}",
    "region_upper_clothes": "upper clothes",
    "region_lower_body": "lower body",
    "region_left_arm": "left arm",
    "region_right_arm": "right arm",
    "region_neck": "neck",
    "region_hair": "hair",
    "region_face": "face",
    "region_background": "background",
    "st_does": "What a click does",
    "st_add": "+ Add",
    "st_add_hint": "Add to it (X switches)",
    "st_take": "− Take away",
    "st_take_hint": "Take from it (X switches)",
    "st_tool": "Tool",
    "st_click": "Click an object",
    "st_click_hint": "Click an object, or drag a box around it (C)",
    "st_brush": "Brush",
    "st_brush_hint": "Paint with a round brush (B)",
    "st_brush_size": "Brush size",
    "st_brush_size_hint": "Size of the brush ([ and ])",
    "st_says": "A click says",
    "st_this": "✓ This is it",
    "st_this_hint": "Clicks show what belongs to the object",
    "st_not": "✗ Not this",
    "st_not_hint": (
        "Clicks show what does not belong to the object that was found; or hold Shift while "
        "clicking"
    ),
    "st_next": "Next object",
    "st_next_hint": "The object is right: the next click begins another one (N)",
    "st_joint": "Joint",
    "st_joint_hint": "The joint to place",
    "st_delete": "Delete",
    "st_delete_hint": "This joint cannot be seen (Delete)",
    "st_put_back": "Put back",
    "st_put_back_hint": "Back to where it was found",
    "st_moved": "{joint} (moved)",
    "st_deleted": "{joint} (deleted)",
    "st_not_found": "{joint} (not found)",
    "joint_nose": "nose",
    "joint_neck": "neck",
    "joint_right_shoulder": "right shoulder",
    "joint_right_elbow": "right elbow",
    "joint_right_wrist": "right wrist",
    "joint_left_shoulder": "left shoulder",
    "joint_left_elbow": "left elbow",
    "joint_left_wrist": "left wrist",
    "joint_mid_hip": "mid hip",
    "joint_right_hip": "right hip",
    "joint_right_knee": "right knee",
    "joint_right_ankle": "right ankle",
    "joint_left_hip": "left hip",
    "joint_left_knee": "left knee",
    "joint_left_ankle": "left ankle",
    "joint_right_eye": "right eye",
    "joint_left_eye": "left eye",
    "joint_right_ear": "right ear",
    "joint_left_ear": "left ear",
    "joint_left_big_toe": "left big toe",
    "joint_left_small_toe": "left small toe",
    "joint_left_heel": "left heel",
    "joint_right_big_toe": "right big toe",
    "joint_right_small_toe": "right small toe",
    "joint_right_heel": "right heel",
    "st_undo": "↶ Undo",
    "st_undo_hint": "Undo (Ctrl+Z)",
    "st_redo": "↷ Redo",
    "st_redo_hint": "Redo (Ctrl+Shift+Z)",
    "st_reset": "Reset to automatic",
    "st_reset_hint": "Put this part back to what was found automatically; can be undone",
    "st_run": "Run the try-on",
    "st_run_hint": "Run the steps that are out of date, and only those",
    "st_run_others": "Run with the options above",
    "st_run_changed": "Run what changed: {count} steps",
    "st_up_to_date": "Everything is up to date",
    "st_stop_hint": "Stop before the next step; nothing is lost",
    "st_save": "Save changes",
    "st_save_hint": "Everything you mended, as PNG masks and JSON in one zip",
    "st_load": "Load changes",
    "st_load_hint": "A zip that was saved here, for the same two photos",
    "st_steps": "Steps",
    "st_steps_label": "Steps of the try-on",
    "st_show_hint": "Show {part} in the editor",
    "st_mend": "Mend",
    "st_mend_parts": "Mend parts",
    "st_mend_pose": "Mend pose",
    "st_from_here": "Run from here",
    "st_from_here_hint": "Run {step} and everything after it again",
    "st_person": stage_title("person"),
    "st_body_add": (
        "Click what belongs to *{region}*, or paint it. A string or strap of the old garment that "
        "stays in the result: add it under *Repainted area*."
    ),
    "st_body_take": (
        "Click what does not belong to *{region}*, or paint it. A string or strap of the old "
        "garment that stays in the result: add it under *Repainted area*."
    ),
    "st_repaint_add": "Click or paint what should be *painted anew*.",
    "st_repaint_take": "Click or paint what should *stay as in your photo*.",
    "st_pose_do": (
        "Drag a joint to its place. One that is missing: choose it, then click where it is."
    ),
    "st_garment_add": "Dark is not the garment. Click or paint what is *missing of it*.",
    "st_garment_take": "Dark is not the garment. Click or paint what *does not belong to it*.",
    "st_layout_add": (
        "Where things will be in the result. Click what should be *{region}*, or paint it."
    ),
    "st_layout_take": (
        "Where things will be in the result. Click what should not be *{region}*, or paint it."
    ),
    "st_not_run": "not run yet",
    "st_stale": "out of date",
    "st_found": "as found",
    "st_fresh": "up to date",
    "st_much": "That click changed {share} % of the picture.",
    "st_forgotten": studio_words.FORGOTTEN,
    "st_forgotten_hint": studio_words.FORGOTTEN_HINT,
    "st_other": studio_words.OTHER_PHOTOS,
    "st_other_hint": studio_words.OTHER_PHOTOS_HINT,
    "st_loaded": studio_words.LOADED,
    "st_stopped": studio_words.STOPPED,
    "st_read": "{title} read this photo once, in {seconds} s, and keeps {megabytes} MB of it.",
    "st_ran": "Ran {names} in {time}.",
    "st_nothing": "Everything is up to date.",
    "st_nothing_hint": "Mend something, or run from a step.",
}
