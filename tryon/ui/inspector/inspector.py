"""The misalignment inspector: from a finished run to what the page shows of it."""

from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from tryon.misalignment import inspection, overlays
from tryon.misalignment.inspection import Change, Inspection
from tryon.misalignment.overlays import ALIGNED_RGB, MISALIGNED_RGB
from tryon.misalignment.reference import Reference, read_reference
from tryon.types import PersonInput, TryOnResult
from tryon.ui.inspector import inspector_markup as html
from tryon.ui.inspector.earlier import EarlierRun
from tryon.ui.markup import Shown
from tryon.ui.server.file_store import RunFolder
from tryon.ui.wording.step_words import picture_words, steps_of

_BASES = (
    ("result", "Result", "canvas"),
    ("photo", "Photo", "person_canvas"),
    ("warped", "Warped garment", "warped_cloth"),
)


@dataclass(frozen=True)
class _Masks:
    align: inspection.SoftMask
    misaligned: inspection.SoftMask


def show_inspector(
    result: TryOnResult,
    person: PersonInput,
    shown: dict[str, Shown],
    run_folder: RunFolder,
    before: EarlierRun | None = None,
) -> str:
    """Shows where the warped garment misses; empty for a pipeline that has no such masks.

    All but `shown`, the run's pictures that are on the page already by name, is as in
    `gallery.show_steps`.
    """
    made = result.intermediates
    if made.align_mask is None or made.misalignment_mask is None:
        return ""
    masks = _Masks(made.align_mask, made.misalignment_mask)
    seen = inspection.inspect(masks.align, masks.misaligned)
    change = _change(before, masks)
    photo = run_folder.picture("person_canvas", person.image, lossless=False)
    pictures = {**shown, "person_canvas": Shown(photo, "Photo", "The person photo")}
    return html.inspector(
        key=run_folder.path.name,
        bases=[
            html.Choice(value, title, pictures[name])
            for value, title, name in _BASES
            if name in pictures
        ],
        layers=_layers(masks, change, run_folder, result.pipeline),
        sentence=_sentence(result.pipeline),
        facts=html.facts(seen),
        spots=seen.spots,
        # The reference is of predicted layouts, and says nothing about other comparisons.
        reference=_reference_figure(seen) if made.predicted_parse is not None else None,
        comparison=_comparison(before, change, result),
    )


def _layers(
    masks: _Masks, change: Change | None, run_folder: RunFolder, pipeline: str
) -> list[html.Choice]:
    misaligned = overlays.tint(masks.misaligned, MISALIGNED_RGB)
    align = overlays.tint(masks.align, ALIGNED_RGB)
    lines = overlays.layers(
        overlays.outline(masks.align, ALIGNED_RGB),
        overlays.outline(masks.misaligned, MISALIGNED_RGB),
    )
    pictures = [
        ("misaligned", "Misaligned", misaligned, _alt("Orange", pipeline, "misalignment_mask")),
        ("aligned", "Aligned", align, _alt("Blue", pipeline, "align_mask")),
        ("both", "Both", overlays.layers(align, misaligned), "Aligned blue, misaligned orange"),
        ("outline", "Outlines", lines, "Outlines: aligned blue, misaligned orange"),
    ]
    if change is not None:
        layer = overlays.change_layer(change)
        words = "Green: closed since the run before; magenta: opened since"
        pictures.append(("change", "Change", layer, words))
    return [
        html.Choice(value, title, Shown(run_folder.picture(f"layer_{value}", rgba), title, alt))
        for value, title, rgba, alt in pictures
    ]


def _alt(colour: str, pipeline: str, name: str) -> str:
    return picture_words(pipeline, name)[1].replace("White", colour, 1)


def _sentence(pipeline: str) -> str:
    """Says what the pipeline's masks compare."""
    return next(step.sentence for step in steps_of(pipeline) if "misalignment_mask" in step.fields)


def _change(before: EarlierRun | None, now: _Masks) -> Change | None:
    masks = before.masks() if before is not None else None
    return None if masks is None else inspection.compared(masks, (now.align, now.misaligned))


def _comparison(
    before: EarlierRun | None, change: Change | None, result: TryOnResult
) -> Markup | None:
    if before is None or change is None:
        return None
    now = EarlierRun.of(result, before.folder, before.photos)
    return html.comparison(before.words, now.words, change)


@cache
def _reference() -> Reference:
    return read_reference()


def _reference_figure(seen: Inspection) -> Markup:
    reference = _reference()
    pixels = reference.scaled(seen.misaligned_pixels, seen.size)
    return html.reference_figure(reference, pixels)
