"""What the page says of the steps of a pipeline and of their pictures.

A step shows the intermediates of one part of a pipeline; names are fields of `types.Intermediates`.
"""

from dataclasses import dataclass


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
    return f"With {pipeline}: {said}" if pipeline else said
