"""What the page says, in one place: sentences for steps, stages and settings.

A step shows the intermediates of one part of a pipeline; names are fields of `types.Intermediates`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tryon.types import Neckline, Sleeve

TITLE = "Try-on, step by step"
LEAD = (
    "Put a garment from one photo on the person in another, and see every step in between: "
    "pose, body parts, layout, warp, and where the warped garment does not fit."
)
PRIVACY = (
    "Your photos stay on the machine this page runs on: nothing is sent anywhere else, nothing is "
    "used for training, and uploads and results are deleted within the hour."
)
EMPTY_RESULT = "The result appears here, with a slider between before and after."
RUN = "Try it on"
NEEDS_BOTH = "Add a person photo and a garment photo first."
NEEDS_BOTH_HINT = "Drop your own photos into the two frames, or click an example below them."
CANCELLED = "Cancelled. Your photos are still here; press Try it on to start again."
WAITING = "Waiting for a free place"
WEAR_TOO = "Wear this too: the result becomes the person"
WORN = "The result is now the person. Choose another garment to wear with it."
RESTORED = "This is an earlier result again, with its photos and options."
RESULT_GONE = (
    "This result was deleted after an hour, as promised.",
    "Choose the photos again and press Try it on.",
)
BESIDE_TITLE = "Two results beside each other"
BESIDE_HINT = "Zoom in, and both show the same place; the place follows the mouse, or the sliders."
SWAP = "Swap the two photos"
PACKING = "Packing the downloads…"
LOOKING = "Looking at the photo…"
PERSON_FOUND = "One person found, with pose and body parts."
# By what has been chosen otherwise since; the script of the page tells which it is.
MADE_BEFORE = {
    "photos": "Made with the photos before.",
    "options": "Made with other options than those chosen now.",
    "mends": "Made before your last changes in the studio.",
}
ABOUT_TITLE = "What runs here, whose it is, and what more there could be"
AUTO = "Best that is here"
WEIGHTS_CAPTION = "Every network this page knows"
ABOUT = (
    "The page runs on small networks of the project's own, trained on synthetic people only; their "
    "weights come with the program under Apache-2.0 and may be used commercially.",
    "Pose comes from MediaPipe Pose and body parts from Google's multi-class selfie segmenter, "
    "both under Apache-2.0.",
    "The published networks of VITON-HD are larger and draw the whole upper body anew instead of "
    "bending the garment's own pixels: softer folds and shadows, better sleeves. Their weights are "
    "for non-commercial use and not part of the program; once they are in its weights folder, "
    "VITON-HD can be chosen under Options.",
    "RMGN takes the photo as it is: it needs neither pose nor body parts, and so also runs on "
    "photos in which these cannot be found. Its authors grant no licence for its weights, so they "
    "are not part of the program either and are never fetched: ask them before you use it.",
)
NO_BODY_NEEDED = (
    "It needs no pose and no body parts: it also runs on photos in which these cannot be found."
)
SIDES_TITLE = "Side by side"
SIDES_DONE = "Done: the pictures are below, side by side."
SIDES_HINT = (
    "The same two photos through every pipeline whose networks are here. Zoom in, and every "
    "picture shows the same place; the place follows the mouse, or the two sliders."
)
PERSON_ALT = "The person photo you chose"
GARMENT_ALT = "The garment photo you chose"

TRY_ON_TAB = "Try on"
LOOKBOOK_TAB = "Lookbook"
LOOKBOOK_LEAD = (
    "One person in many garments, or one garment on many persons: add pictures to both sides, "
    "several at once or a whole folder. Every try-on opens with all its steps."
)
LOOKBOOK_NEEDS_BOTH = "Add at least one person and one garment first."
LOOKBOOK_NEEDS_BOTH_HINT = "Drop pictures into both frames, or press Use the examples."
LOOKBOOK_STOPPED = "Stopped. What was finished is below and can be downloaded."


@dataclass(frozen=True)
class StepWords:
    """One step of the page.

    Attributes:
        title: Short heading.
        sentence: What the step does, in plain words.
        fields: The intermediates it shows, in order.
        stages: Pipeline stages whose time belongs to it.
    """

    title: str
    sentence: str
    fields: tuple[str, ...]
    stages: tuple[str, ...] = ()


STEPS: tuple[StepWords, ...] = (
    StepWords(
        "Pose",
        "Where the joints are. The pose decides how sleeves and shoulders will fall.",
        ("pose_map",),
        ("person",),
    ),
    StepWords(
        "Body parts",
        "Every pixel of the person gets one label. Point at the picture, or choose a name, to see "
        "which is which.",
        ("parse_map",),
    ),
    StepWords(
        "Clothing-agnostic person",
        "The old garment, the neck and the arms are taken out, so that nothing of the old shape "
        "can leak into the new one. Face, hair, legs and background stay.",
        ("agnostic_image", "parse_agnostic"),
        ("agnostic",),
    ),
    StepWords(
        "Garment",
        "The garment cut from its background and set on the grey the networks know.",
        ("cloth", "cloth_mask"),
        ("garment",),
    ),
    StepWords(
        "Predicted layout",
        "Where garment, arms and neck will be once the person wears it: predicted from pose and "
        "garment, before a single pixel of the result is drawn.",
        ("predicted_parse",),
        ("segmentation",),
    ),
    StepWords(
        "Warp",
        "A smooth bending (thin-plate spline) of the garment onto the body. The grid shows how the "
        "flat garment is bent.",
        ("tps_grid", "warped_cloth", "warped_cloth_mask"),
        ("matching",),
    ),
    StepWords(
        "Misalignment",
        "Where the predicted layout wants garment but the bent garment does not reach. These "
        "places have to be filled, and are where try-on pictures usually go wrong.",
        ("misalignment_mask", "align_mask"),
        ("misalignment",),
    ),
    StepWords(
        "What flow closes",
        "A fine flow moves the bent garment further, pixel by pixel. Colours show the direction; "
        "the last mask is what remains to be filled.",
        ("appearance_flow", "flow_cloth", "flow_misalignment_mask"),
        ("flow",),
    ),
    StepWords(
        "Synthesis",
        "Garment, skin and the untouched parts of the photo become one picture.",
        ("regional_mask", "composite_mask", "canvas"),
        ("synthesis",),
    ),
    StepWords(
        "What ALIAS normalisation changes",
        "The largest misaligned spot, painted with the paper's normalisation, which keeps "
        "misaligned and other regions apart, and by the same weights without that "
        "region-separate standardisation.",
        ("instance_norm_canvas",),
    ),
)

RMGN_STEPS: tuple[StepWords, ...] = (
    StepWords(
        "Garment",
        "The garment cut from its background, on the mid grey RMGN knows; of the person it needs "
        "nothing but the photo, no pose and no body parts.",
        ("cloth", "cloth_mask"),
        ("garment",),
    ),
    StepWords(
        "Appearance flow",
        "Where each spot of the garment moves to get onto the body, found from coarse to fine: the "
        "arrows point the way, red goes right, yellow-green down, light blue left, violet up, and "
        "the paler, the less.",
        ("appearance_flow",),
        ("warping",),
    ),
    StepWords(
        "Warped garment",
        "The garment after that flow: every pixel is the photo's own, only moved.",
        ("warped_cloth",),
    ),
    StepWords(
        "Warped edge",
        "The garment's mask moved the same way: nothing of the garment can lie outside it.",
        ("warped_cloth_mask",),
    ),
    StepWords(
        "Regional masks",
        "While it paints, the network chooses 18 times, place by place, between garment (bright) "
        "and person (dark): one column for each of its seven blocks from coarse to fine, and the "
        "last choice large.",
        ("regional_mask", "regional_masks"),
        ("synthesis",),
    ),
    StepWords(
        "Rendered picture",
        "What the network paints from both: the person, the skin that comes to light, and the "
        "garment's folds.",
        ("rendered_image",),
    ),
    StepWords(
        "Composite",
        "Where the mask is bright, the warped garment's own pixels are kept; elsewhere the "
        "rendered picture is taken.",
        ("composite_mask", "canvas"),
        ("compositing",),
    ),
    StepWords(
        "For comparison: misalignment",
        "RMGN predicts no layout, so this compares with the old garment: where the person wears it "
        "in the photo and the warped one does not reach.",
        ("misalignment_mask", "align_mask", "parse_map"),
        ("person",),
    ),
)


def steps_of(pipeline: str) -> tuple[StepWords, ...]:
    """Returns the steps that the page shows of a pipeline, by its registry name."""
    return RMGN_STEPS if pipeline == "rmgn" else STEPS


ABLATION = "Also paint without ALIAS normalisation"
ABLATION_INFO = "Shows what the paper's normalisation changes where the garment does not fit."

# Caption and alternative text of each picture.
PICTURES: dict[str, tuple[str, str]] = {
    "pose_map": ("Pose map", "Skeleton of the person's joints on black"),
    "parse_map": ("Parse map", "Label map of the person, one colour for each body part"),
    "agnostic_image": (
        "Agnostic image",
        "The person photo with upper body and arms painted over in grey",
    ),
    "parse_agnostic": ("Agnostic parse", "Label map of what is left of the person"),
    "cloth": ("Garment", "The garment on plain grey"),
    "cloth_mask": ("Garment mask", "White where the garment is"),
    "predicted_parse": ("Predicted layout", "Label map of the person wearing the new garment"),
    "tps_grid": ("Grid", "The garment under the bent grid of the thin-plate spline"),
    "warped_cloth": ("Warped garment", "The garment bent onto the body"),
    "warped_cloth_mask": ("Its mask", "White where the warped garment is"),
    "align_mask": (
        "Aligned",
        "White where the warped garment and the predicted layout agree",
    ),
    "misalignment_mask": (
        "Misaligned",
        "White where the layout wants garment but the warped garment does not reach",
    ),
    "appearance_flow": ("Flow", "Direction and size of the flow as colours"),
    "flow_cloth": ("Garment after flow", "The warped garment moved on by the flow"),
    "flow_misalignment_mask": ("Left to fill", "White where garment is still missing after flow"),
    "regional_masks": (
        "All 18: in each column the choices of one block, the third where its shortcut has one",
        "Eighteen masks in seven columns, white where the garment's features are taken",
    ),
    "regional_mask": ("The last one", "White where the garment's features are taken"),
    "rendered_image": ("Rendered", "The try-on as the network paints it, before compositing"),
    "composite_mask": ("Composite mask", "White where the garment's own pixels are kept"),
    "instance_norm_canvas": (
        "Without, whole",
        "The try-on painted without keeping misaligned regions apart",
    ),
    "canvas": ("Working picture", "The finished try-on on the 3 by 4 working canvas"),
}

# What is otherwise in RMGN's steps.
RMGN_PICTURES: dict[str, tuple[str, str]] = {
    "appearance_flow": ("Flow", "Arrows and colours that show where the garment moves"),
    "warped_cloth_mask": ("Warped edge", "White where the warped garment is"),
    "misalignment_mask": (
        "Misaligned",
        "White where the old garment is and the warped one does not reach",
    ),
    "align_mask": ("Aligned", "White where the old garment and the warped one both are"),
}


def picture_words(pipeline: str, name: str) -> tuple[str, str]:
    """Returns caption and alternative text of a picture in a pipeline's steps."""
    own = RMGN_PICTURES if pipeline == "rmgn" else {}
    return own.get(name, PICTURES[name])


# What the progress line says while a stage runs; any other stage is shown under its own name.
STAGES: dict[str, str] = {
    "weights": "Getting the networks ready",
    "person": "Finding pose and body parts",
    "garment": "Cutting out the garment",
    "agnostic": "Taking the old garment out",
    "segmentation": "Predicting the layout",
    "matching": "Bending the garment onto the body",
    "misalignment": "Looking for gaps",
    "flow": "Closing gaps by flow",
    "warping": "Moving the garment onto the body",
    "compositing": "Putting garment and picture together",
    "synthesis": "Painting the result",
    "pictures": "Preparing the pictures",
}

SLEEVES: dict[Sleeve, str] = {
    "sleeveless": "no sleeves",
    "short": "short sleeves",
    "elbow": "sleeves to the elbow",
    "long": "long sleeves",
}
NECKLINES: dict[Neckline, str] = {
    "round": "round neckline",
    "v": "V-neck",
    "wide": "wide neckline",
    "high": "high neckline",
    "straps": "neckline on straps",
}


def garment_words(sleeve: Sleeve, neckline: Neckline) -> str:
    """Returns what was recognised of a garment, which is a guess."""
    return f"Garment found: probably {SLEEVES[sleeve]} and a {NECKLINES[neckline]}."


def person_words(guessed: Sequence[str]) -> str:
    """Returns what was found of a person, and which joints were not surely seen."""
    if not guessed:
        return PERSON_FOUND
    which = ", ".join(guessed) if len(guessed) <= 2 else f"{len(guessed)} joints"
    return f"{PERSON_FOUND} Not surely seen: {which}; the studio can place them."


def done_words(duration: str, mended: bool) -> str:
    """Returns that a run is done, how long it took, and whether it was made with mends."""
    return f"Done in {duration}{', with your changes from the studio' if mended else ''}."


def download_words(key: str, fraction: float | None) -> str:
    """Returns what the page says while weights are fetched, which happens once."""
    share = "" if fraction is None else f", {100 * fraction:.0f} %"
    return f"Fetching {key} (only this once){share}"


TIME_NOTE = "A photo that was looked at before is not looked at again."


def missing_words(titles: tuple[str, ...]) -> tuple[str, str]:
    """Returns what a pipeline lacks and how to get it."""
    return (
        f"Not on this machine: {', '.join(titles)}.",
        "The list of networks below says where their authors publish them.",
    )


# What the steps are called where they stand in a row or a table, by pipeline stage: the headings of
# the steps, but for the first, which shows two.
_TITLES = {"person": "Pose and body parts"} | {
    stage: step.title
    for step in (*RMGN_STEPS, *STEPS)
    for stage in step.stages
    if stage != "person"
}


def stage_title(stage: str) -> str:
    """Returns what a stage is called, everywhere on the page."""
    return _TITLES.get(stage, stage.replace("_", " ").capitalize())


def stage_words(stage: str) -> str:
    """Returns what the page says while `stage`, or "pipeline/stage", runs."""
    pipeline, _, own = stage.rpartition("/")
    said = STAGES.get(own, own.replace("_", " ").capitalize())
    return f"{pipeline}: {said}" if pipeline else said
