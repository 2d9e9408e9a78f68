"""Remarks in English, by keys of our own."""

_SHOULDERS = "Use a photo that shows the person at least from the shoulders to the hips."
_CHOSEN = "There are {count} people in the photo; number {number} of {all} from the left was chosen"
_SAVE_AGAIN = "Open it in an image viewer and save it again, or take {what}."

REMARKS = {
    # What photos and garments are called in them.
    "the_person_photo": "The person photo",
    "the_garment_photo": "The garment photo",
    "a_skirt": "a skirt",
    "trousers": "trousers",
    "shorts": "shorts",
    "shoes": "shoes",
    "a_hat": "a hat",
    "no_top": "something else than a top",
    "on_its_side": "lies on its side",
    "upside_down": "is upside down",
    "to_the_right": "a quarter to the right",
    "to_the_left": "a quarter to the left",
    "by_half": "by half",
    # Files.
    "file_empty": "{name} is an empty file.",
    "file_empty_hint": "Choose another file.",
    "file_unread": "{name} is {kind}; JPEG, PNG, WebP, AVIF and HEIC are read.",
    "file_unread_hint": "Save it as JPEG, PNG or WebP and try again.",
    "kind_gif": "a GIF file",
    "kind_tiff": "a TIFF file",
    "kind_film": "a film",
    "kind_eps": "an EPS file",
    "kind_pdf": "a PDF file",
    "kind_bmp": "a BMP file",
    "kind_svg": "an SVG drawing",
    "kind_text": "text, not an image",
    "kind_other": "not an image this program reads",
    "file_large": "{name} is larger than {size} MB.",
    "file_large_hint": "Make it smaller and try again.",
    "pixels_many": (
        "{name} is {width} × {height} pixels; at most {most} megapixels and {side} pixels a side "
        "are read."
    ),
    "pixels_many_hint": "Make it smaller and try again; 2000 pixels a side are plenty.",
    "pixels_few": "{name} is only {width} × {height} pixels.",
    "pixels_few_hint": "Use a photo of at least {side} pixels a side, better 768 × 1024.",
    "damaged": "{name} is damaged: it ends early or its data make no sense.",
    "damaged_hint": _SAVE_AGAIN.format(what="another photo"),
    "damaged_header": "{name} is damaged: its header makes no sense.",
    "too_much_exif": "{name} has more than {count} KB of EXIF data, far more than a photo.",
    "too_much_segments": "{name} has more than {count} segments, far more than a photo.",
    "too_much_scans": "{name} has more than {count} scans, far more than a photo.",
    "too_much_parts": "{name} has more than {count} parts, far more than a photo.",
    "too_much_hint": _SAVE_AGAIN.format(what="a screenshot of it"),
    "no_room": "{name} cannot be decoded now: there is no room for it.",
    "no_room_hint": (
        "Make room in the folder for temporary files, or save the photo as an ordinary JPEG."
    ),
    "slow_file": "{name} took longer than {seconds} seconds to decode.",
    "slow_file_hint": "Make it smaller, or save it as an ordinary JPEG.",
    "unopened": "{name} cannot be opened.",
    "unopened_hint": "Check that the file exists and may be read.",
    "animated": "{name} is an animation; its first frame was taken.",
    "animated_hint": "Use a still photo to choose the moment yourself.",
    "reduced": (
        "{name} is {wide} × {high} pixels, more than are worked on; the result has "
        "{width} × {height}."
    ),
    "reduced_hint": "That is plenty for any screen. To choose the size yourself, reduce it before.",
    "photos_gone": "The photos were deleted after an hour, as promised.",
    "photos_gone_hint": "Choose them again, please.",
    # Person photos.
    "no_person": "No person was found in the person photo.",
    "no_person_hint": (
        "Use a photo of one person seen from the front, at least from head to hips. If this is "
        "the garment, swap the two photos."
    ),
    "several_largest": f"{_CHOSEN}, the largest. The others stay as they are.",
    "several_chosen": f"{_CHOSEN}. The others stay as they are.",
    "several_hint": "To dress another one, choose that one.",
    "no_pose": "Somebody is in the person photo, but the pose cannot be made out.",
    "no_pose_hint": (
        "Use a photo in which nothing hides the face, no phone either, and the body shows from "
        "head to hips."
    ),
    "hidden": "Somebody else is in front of the person to dress.",
    "hidden_hint": (
        "Choose another person in the photo, or a photo in which nobody is before the body."
    ),
    "no_shoulders": "The shoulders are not both in the photo.",
    "shoulders_hint": _SHOULDERS,
    "arms_out": ("The arms are stretched out sideways; no garment can be put on them yet."),
    "arms_out_hint": "Use a photo with the arms hanging down.",
    "sleeve_raised": "An arm is bent up in its sleeve, and how it looks without cannot be told.",
    "head_down": "The person is upside down.",
    "head_down_hint": "Turn the photo the right way up.",
    "above_waist": "The photo ends above the waist.",
    "small_photo": "The photo is small ({width} × {height} pixels).",
    "small_photo_hint": "Use a larger photo for a sharper result.",
    "small_person": "The person is small in the photo.",
    "small_person_hint": "Crop the photo to the person, or use one taken from nearer.",
    "lying": "The person does not stand or sit upright.",
    "lying_hint": "Turn the photo, or use one of a person standing.",
    "half_body": "The hips are below the photo's edge; their place was guessed.",
    "half_body_hint": "A photo down to the thighs gives a better fit.",
    "seated": "The person sits or squats; the garment may come out wrong.",
    "seated_hint": "Use a photo of the person standing.",
    "squats": "The person squats; no garment can be put on them yet.",
    "coat": "The person seems to wear a coat; parts of it may stay.",
    "coat_hint": "Use a photo without the coat.",
    "coat_whole": "The person wears a coat, or something as long; that cannot be taken off yet.",
    "from_side": "The person is seen from the side; no garment can be put on them yet.",
    "from_behind": "The person is seen from behind.",
    "from_front_hint": "Use a photo taken from the front.",
    "covering": "What is worn on the head runs on into the clothes and cannot be told from them.",
    "covering_hint": (
        "Use a photo in which it has another colour than the clothes, or ends above the "
        "shoulders; it is never taken off."
    ),
    "by_colour": (
        "The body segmenter is not on this machine, so hair, skin and clothes were told apart by "
        "colour alone: borders are rough."
    ),
    "alone_whole": ("{why} The run goes on with the photo alone, its middle taken for the person."),
    "alone": "{why} The run goes on with the photo alone, without pose and body parts.",
    # Garment photos.
    "not_a_top": "This looks like {what}; only tops can be tried on yet.",
    "not_a_top_hint": (
        "Choose a photo of a top. If it is one, lay it flat so that its outline shows."
    ),
    "not_a_top_turned": (
        "Choose a photo of a top. If it is one, lay it flat so that its outline shows. If it "
        "{lies}, turn the photo {turn}."
    ),
    "turned": "The garment probably {lies}: it is put on as it lies in the photo.",
    "turned_hint": "If so, turn the photo {turn}.",
    "worn": "The garment is worn by somebody; it was cut out of that photo.",
    "worn_hint": (
        "A photo of the garment alone on a plain background works better. If this is the person "
        "to dress, swap the two photos."
    ),
    "dress": "This looks like a dress; dresses cannot be tried on yet, so it is used as a top.",
    "dress_hint": "Choose a photo of a top for a true result.",
    "perhaps": "This may be {what}; it is used as a top.",
    "perhaps_hint": "If it is no top, choose another photo.",
    "uneven": "The background of the garment photo is uneven; the mask may be wrong.",
    "uneven_hint": "Check the garment mask, or use a photo on a plain background.",
    "pale": "The garment hardly differs from its background; parts of it may be missing.",
    "pale_hint": "Check the garment mask, or use a photo on a background of another colour.",
    "small_garment": "The garment photo is small ({width} × {height} pixels).",
    "small_garment_hint": "Use a larger photo: prints and fabric will look sharper.",
    "no_garment": "The garment could not be told from its background.",
    "no_garment_hint": (
        "Use a photo of the garment alone on a plain background of another colour."
    ),
    "no_worn_top": "No top could be found on the person in the garment photo.",
    "no_worn_top_hint": "Use a photo of the garment alone on a plain background.",
    "mask_empty": "The garment mask is empty.",
    "mask_empty_hint": "Mark the garment, or use another photo of it.",
    "by_rules": (
        "The garment network is not on this machine, so the garment was cut out and described by "
        "rules, which are wrong about many photos taken at home."
    ),
    "garments_largest": (
        "There are {count} garments in the photo; number {number} from the left was taken, the "
        "largest."
    ),
    "garments_several": (
        "There are {count} garments in the photo; number {number} from the left was taken."
    ),
    "garments_hint": "To take another one, choose it.",
    "same_photo": "Both photos are the same.",
    "same_photo_hint": ("Put the photo of the garment you want to try on in the garment's place."),
    "blurred_person": "The person photo is blurred.",
    "blurred_garment": "The garment photo is blurred.",
    "blurred_hint": "Use a sharper photo: what is not in it cannot be in the result.",
    # Runs.
    "too_slow": "The run took too long and was stopped.",
    "too_slow_hint": "Choose a smaller size, or a faster pipeline.",
    "run_cancelled": "The run was cancelled.",
    "no_memory": "The machine ran out of memory.",
    "no_memory_hint": "Wait a moment, or choose a smaller size.",
    "device_memory": "The device ran out of memory.",
    "device_memory_hint": "Choose a smaller size, or the CPU, or close other programs.",
    "start_again": "Start it again when you like.",
    "our_fault": "Something went wrong on our side.",
    "our_fault_hint": "Try again; if it stays, report it with the number {number}.",
    "no_crop": "There is no photo to crop.",
    "no_choice": "There is no photo to choose from.",
    "choose_first": "Choose one first.",
    "crop_small": "What is left of the photo is under {side} pixels a side.",
    "crop_small_hint": "Leave more of it.",
    "crop_failed": "The photo could not be cropped.",
    "crop_failed_hint": "Load the page again, and try once more.",
    "no_seed": "The seed is not a whole number.",
    "no_seed_hint": "Give a whole number from 0 to {most}.",
    "too_many_variations": "That many variations cannot be made.",
    "too_many_variations_hint": "Choose 1 to {most}.",
    "book_large": "That would be {count} try-ons; a lookbook has at most {most}.",
    "book_large_hint": (
        "Take some pictures out. For more, use the command line: python -m tryon batch."
    ),
    "book_heavy": "The photos weigh more than {size} MB together.",
    "book_heavy_hint": "Take some out, or make them smaller.",
}
