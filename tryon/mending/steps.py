"""Which steps of a pipeline depend on what can be mended."""

from tryon.mending.document import Mending, Part

# The first stage that sees a change; what comes after it depends on it, too. A pipeline without
# that stage begins anew.
_FIRST_STAGE: dict[Part, str] = {
    "body": "agnostic",
    "repaint": "agnostic",
    "pose": "agnostic",
    "garment": "segmentation",
    "layout": "matching",
}


def stages_from(stages: tuple[str, ...], first: str) -> tuple[str, ...]:
    """Returns a stage and all after it; every stage for one that this pipeline has not."""
    return stages[stages.index(first) :] if first in stages else stages


def stale_stages(stages: tuple[str, ...], before: Mending, after: Mending) -> tuple[str, ...]:
    """Returns which stages of a run no longer fit.

    Args:
        stages: Of the pipeline, in order.
        before: What the run was made with.
        after: What is there now.
    """
    changed = [part for part in _FIRST_STAGE if _of(before, part) != _of(after, part)]
    stale = [stages_from(stages, _FIRST_STAGE[part]) for part in changed]
    return max(stale, key=len, default=())


def _of(mending: Mending, part: Part) -> tuple[object, ...]:
    return {
        "body": (mending.labels,),
        "repaint": (mending.repaint, mending.keep),
        "pose": (mending.joints,),
        "garment": (mending.cloth_mask, mending.sleeve, mending.neckline),
        "layout": (mending.layout,),
    }[part]
