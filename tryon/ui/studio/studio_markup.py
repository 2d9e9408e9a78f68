"""The studio's own HTML, from `templates/studio.html`, which escapes what comes in."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from tryon.labels import LIP_PALETTE
from tryon.mending.document import PARTS, Part
from tryon.mending.regions import REGIONS
from tryon.mending.steps import mended_at
from tryon.stages import PREPARATION, Stage
from tryon.ui.rendering import render
from tryon.ui.wording import studio_words as words
from tryon.ui.wording.amounts import duration
from tryon.ui.wording.step_words import stage_title

_studio = partial(render, "studio")


@dataclass(frozen=True)
class _Step:
    """A row of the steps; `mends` are part, its name and what the button says."""

    name: str
    title: str
    time: str
    inputs: list[str]
    output: str
    parts: tuple[Part, ...]
    mends: list[tuple[Part, str, str]]
    can_run: bool


def editor() -> Markup:
    """Shows the empty studio; `view.js` fills it with what the server tells."""
    return _studio(
        "editor",
        no_photos=words.NO_PHOTOS,
        wrong=words.WHAT_IS_WRONG,
        complaints=words.COMPLAINTS.items(),
        parts=[(part, *words.PARTS[part]) for part in PARTS],
        regions=[(name, _rgb(region.paint[0])) for name, region in REGIONS.items()],
    )


def steps(
    stages: tuple[Stage, ...], times_ms: Mapping[str, float], fields: Collection[str]
) -> Markup:
    """Shows the row of steps: what each takes and gives, how long it took, and its buttons.

    Args:
        stages: Of the pipeline, in order.
        times_ms: Of those that have run.
        fields: Names of the pictures there are.
    """
    rows = [
        _step(stage, times_ms.get(stage.name), fields, stage in stages)
        for stage in (*PREPARATION, *stages)
    ]
    return _studio("steps", rows=rows)


def _step(stage: Stage, time_ms: float | None, fields: Collection[str], can_run: bool) -> _Step:
    parts = mended_at(stage)
    return _Step(
        stage.name,
        stage_title(stage.name),
        "" if time_ms is None else duration(time_ms),
        [name for name in stage.reads if name in fields],
        next((name for name in stage.gives if name in fields), ""),
        parts,
        [(part, words.PARTS[part][0], _mend(part, len(parts))) for part in parts],
        can_run,
    )


def _mend(part: Part, of: int) -> str:
    return "Mend" if of == 1 else f"Mend {'parts' if part == 'body' else part}"


def _rgb(label: int) -> str:
    return ",".join(str(int(value)) for value in LIP_PALETTE[label])
