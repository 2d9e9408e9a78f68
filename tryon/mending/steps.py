"""Which steps of a pipeline depend on what can be mended."""

from tryon.mending.document import PARTS, Mending, Part
from tryon.stages import Stage, names_of

# What a change of each part changes, as stages name it in what they read.
_CHANGES: dict[Part, str] = {
    "body": "parse_map",
    "repaint": "repaint",
    "pose": "pose_map",
    "garment": "cloth",
    "layout": "predicted_parse",
}


def stages_from(stages: tuple[Stage, ...], first: str) -> tuple[str, ...]:
    """Returns a stage and all after it; every stage for one that this pipeline has not."""
    names = names_of(stages)
    return names[names.index(first) :] if first in names else names


def stale_stages(stages: tuple[Stage, ...], before: Mending, after: Mending) -> tuple[str, ...]:
    """Returns the names of the stages of a run that no longer fit.

    Those are the first that reads a change, and what comes after it; a pipeline of which none does
    begins anew, as its preparation may have.

    Args:
        stages: Of the pipeline, in order.
        before: What the run was made with.
        after: What is there now.
    """
    changed = [part for part in _CHANGES if _of(before, part) != _of(after, part)]
    stale = [stages_from(stages, _first_reader(stages, _CHANGES[part])) for part in changed]
    return max(stale, key=len, default=())


def mended_at(stage: Stage) -> tuple[Part, ...]:
    """Returns what can be mended where a stage stands: what it gives; and the area it clears."""
    return tuple(
        part
        for part in PARTS
        if _CHANGES[part] in stage.gives or (part == "repaint" and "repaint" in stage.reads)
    )


def _first_reader(stages: tuple[Stage, ...], field: str) -> str:
    return next((stage.name for stage in stages if field in stage.reads), "")


def _of(mending: Mending, part: Part) -> tuple[object, ...]:
    return {
        "body": (mending.labels,),
        "repaint": (mending.repaint, mending.keep),
        "pose": (mending.joints,),
        "garment": (mending.cloth_mask, mending.sleeve, mending.neckline),
        "layout": (mending.layout,),
    }[part]
