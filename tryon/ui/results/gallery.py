"""From a finished run to the result and the steps as the page shows them."""

import cv2
from markupsafe import Markup

from tryon.misalignment.inspection import Window, find_spots, pixel_window
from tryon.types import LABEL_FIELDS, Image, PersonInput, TryOnResult
from tryon.ui import markup, views
from tryon.ui.inspector.earlier import EarlierRun
from tryon.ui.inspector.inspector import show_inspector
from tryon.ui.markup import Shown, Step
from tryon.ui.results import passage_markup, result_markup
from tryon.ui.server.file_store import RunFolder
from tryon.ui.wording import amounts
from tryon.ui.wording.passages import passage_of
from tryon.ui.wording.step_words import picture_words, stage_title, steps_of
from tryon.ui.wording.words import MADE_BEFORE, TIME_NOTE, TO_LOOKBOOK, WEAR_TOO

# The result is shown at most this large; the download has every pixel.
SHOWN_SIDE = 1600
# The close-up where nothing is misaligned.
_MIDDLE = Window(0.375, 0.375, 0.25)
_PHOTO_LIKE = (
    "agnostic_image",
    "cloth",
    "tps_grid",
    "warped_cloth",
    "flow_cloth",
    "canvas",
    "instance_norm_canvas",
    "rendered_image",
)
_WIDE = ("regional_masks",)


def show_result(result: TryOnResult, person: PersonInput, run_folder: RunFolder, made: str) -> str:
    """Shows photo and result over each other at the photo's own aspect.

    Args:
        result: The run.
        person: Who it was made of.
        run_folder: Where the pictures go.
        made: What it was made of, see `made.made_of`.
    """
    before = Shown(
        run_folder.picture("before", fit(person.photo), lossless=False),
        "Before",
        "The person photo as it was uploaded",
    )
    after = Shown(
        run_folder.picture("after", fit(result.image), lossless=False),
        "After",
        "The person of the photo wearing the garment",
    )
    height, width = result.image.shape[:2]
    facts = (
        f"{amounts.size_words((height, width))} pixels",
        *_misaligned(result),
        f"{amounts.duration(sum(result.timings_ms.values()))} in all",
        f"pipeline {result.pipeline}",
        f"on {result.device}",
    )
    about = {"made": made, "entry": run_folder.path.name}
    notes = result_markup.made_before(MADE_BEFORE)
    below = result_markup.tools() + result_markup.wear_too(WEAR_TOO, TO_LOOKBOOK)
    return result_markup.compare(before, after, width, height, facts, about, notes, below)


def _misaligned(result: TryOnResult) -> tuple[str, ...]:
    """Says how much is misaligned, where that is known."""
    ratio = result.misalignment_ratio
    return () if ratio is None else (f"misaligned: {amounts.percent(ratio)} of the clothing area",)


def show_steps(
    result: TryOnResult,
    person: PersonInput,
    run_folder: RunFolder,
    before: EarlierRun | None = None,
) -> str:
    """Shows what does not fit, every intermediate in the order of the pipeline, and the time.

    Args:
        result: The run.
        person: Who it was made of.
        run_folder: Where the pictures go.
        before: An earlier run of the same photos, to compare the misalignment with.
    """
    shown = _keep_pictures(result, run_folder)
    items = []
    for words in steps_of(result.pipeline):
        names = [name for name in words.fields if name in shown]
        if not names:
            continue
        times = [result.timings_ms[stage] for stage in words.stages if stage in result.timings_ms]
        if words.fields[0] == "instance_norm_canvas":
            body = markup.pictures([*_close_up(result, run_folder), shown[names[0]]])
        elif len(names) == 1 and names[0] in LABEL_FIELDS:
            labels = result.intermediates.present()[names[0]]
            body = markup.label_map(shown[names[0]], views.legend(labels))
        else:
            body = markup.pictures([shown[name] for name in names])
        time = sum(times) if times else None
        items.append(Step(words.title, words.sentence, time, body, _fold(result, words.fields[0])))
    rows = [(stage_title(stage), ms) for stage, ms in result.timings_ms.items()]
    inspector = show_inspector(result, person, shown, run_folder, before)
    walk = passage_markup.walk_button()
    return inspector + markup.steps(items, walk) + markup.timings(rows, TIME_NOTE)


def _fold(result: TryOnResult, name: str) -> Markup | None:
    found = passage_of(result.pipeline, name)
    own = result.pipeline == "compact"
    return None if found is None else passage_markup.fold(*found, own=own)


def _keep_pictures(result: TryOnResult, run_folder: RunFolder) -> dict[str, Shown]:
    values = {**result.intermediates.present(), "canvas": result.canvas}
    return {
        name: Shown(
            run_folder.picture(name, views.picture(name, value), lossless=name not in _PHOTO_LIKE),
            *picture_words(result.pipeline, name),
            wide=name in _WIDE,
        )
        for name, value in values.items()
    }


def _close_up(result: TryOnResult, run_folder: RunFolder) -> list[Shown]:
    """Shows the largest misaligned spot of both pictures."""
    made = result.intermediates
    if made.misalignment_mask is None or made.instance_norm_canvas is None:
        return []
    spots = find_spots(made.misalignment_mask)
    spot = pixel_window(spots[0].window if spots else _MIDDLE, result.size)
    pairs = (
        ("with_alias", result.canvas, "With ALIAS normalisation"),
        ("without_alias", made.instance_norm_canvas, "Without"),
    )
    return [
        Shown(
            run_folder.picture(name, picture[spot]), caption, f"Close-up of the picture: {caption}"
        )
        for name, picture, caption in pairs
    ]


def fit(image: Image) -> Image:
    """Returns a picture (H, W, 3) as large as the page shows it; a small one stays."""
    height, width = image.shape[:2]
    scale = SHOWN_SIDE / max(height, width)
    if scale >= 1:
        return image
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    smaller: Image = cv2.resize(image, size, interpolation=cv2.INTER_AREA).astype("uint8")
    return smaller
