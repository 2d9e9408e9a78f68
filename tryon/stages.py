"""The stages of a run: who is told of them, who may stop them, what they took and what they gave.

Free of torch, so that the page knows it before the networks are there.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TypeVar, cast

from tryon.errors import Cancelled
from tryon.types import IsCancelled, OnStage

T = TypeVar("T")


@dataclass(frozen=True)
class Stage:
    """A step of a pipeline, as the pipeline declares it.

    Attributes:
        name: What it is called in timings.
        reads: What it takes in: fields of `types.Intermediates`, and "repaint", what a user wants
            painted anew or kept.
        gives: Which of those fields, and whether "canvas", it fills; the most telling first.
    """

    name: str
    reads: tuple[str, ...]
    gives: tuple[str, ...]


# What comes before every pipeline.
PREPARATION = (
    Stage("person", (), ("parse_map", "pose_map")),
    Stage("garment", (), ("cloth_mask", "cloth")),
)


def names_of(stages: tuple[Stage, ...]) -> tuple[str, ...]:
    """Returns the names of stages, in order."""
    return tuple(stage.name for stage in stages)


class StageResults:
    """What the stages of a run returned, so that a later run need not start from the beginning.

    Belongs to one pipeline, pair of photos, size and seed: whoever changes an input goes on
    `without` the stages that depend on it.
    """

    def __init__(self) -> None:
        self._values: dict[str, object] = {}

    def __contains__(self, stage: str) -> bool:
        return stage in self._values

    def __getitem__(self, stage: str) -> object:
        return self._values[stage]

    def __setitem__(self, stage: str, value: object) -> None:
        self._values[stage] = value

    def without(self, stages: tuple[str, ...]) -> "StageResults":
        """Returns the results but those of some stages, which the next run runs again."""
        fewer = StageResults()
        fewer._values = {name: v for name, v in self._values.items() if name not in stages}
        return fewer


def _tell_nobody(stage: str, done: float) -> None:
    """Nobody listens."""


def _never() -> bool:
    """Nobody cancels."""
    return False


@dataclass(frozen=True)
class Progress:
    """How a run is watched and stopped, and what it goes on from.

    Attributes:
        on_stage: Told the name of each stage as it begins, and the fraction already done.
        cancelled: Asked before each stage; True stops the run.
        kept: Results of an earlier run: its stages are not run again, and those that are run are
            added to it. None: every stage runs, and nothing is kept.
    """

    on_stage: OnStage = _tell_nobody
    cancelled: IsCancelled = _never
    kept: StageResults | None = None

    @classmethod
    def of(cls, on_stage: OnStage | None, cancelled: IsCancelled | None) -> "Progress":
        """Returns one of what may be None."""
        return cls(on_stage or _tell_nobody, cancelled or _never)

    def within(self, start: float, stop: float) -> "Progress":
        """Returns the progress of a part of the run, from one fraction of the whole to another."""

        def tell(stage: str, done: float) -> None:
            self.on_stage(stage, start + done * (stop - start))

        return replace(self, on_stage=tell)


UNWATCHED = Progress()


def _nothing_to_wait_for() -> None:
    """What a processor has computed is there."""


class StageClock:
    """Times the stages of one run, tells the listener and stops where the user cancelled.

    Args:
        stages: Their names, in order.
        progress: Who is told, who may cancel, and what is there already.
        settled: Returns when the device has done what it was told, so that a stage's time is its
            own and not that of the next one that reads a number.
    """

    def __init__(
        self,
        stages: tuple[str, ...],
        progress: Progress = UNWATCHED,
        settled: Callable[[], None] = _nothing_to_wait_for,
    ) -> None:
        self.timings_ms: dict[str, float] = {}
        self._stages = stages
        self._progress = progress
        self._kept = StageResults() if progress.kept is None else progress.kept
        self._settled = settled

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Runs one stage inside the `with` block.

        Raises:
            Cancelled: The user cancelled before it.
        """
        if self._progress.cancelled():
            raise Cancelled("The run was cancelled.", "Start it again when you like.")
        self._progress.on_stage(name, self._stages.index(name) / len(self._stages))
        start = time.perf_counter()
        yield
        self._settled()
        self.timings_ms[name] = (time.perf_counter() - start) * 1000

    def once(self, name: str, run: Callable[[], T]) -> T:
        """Returns what a stage gave in an earlier run, or runs it now and keeps what it gives."""
        if name not in self._kept:
            with self.stage(name):
                self._kept[name] = run()
        # Only this line's own stage writes under that name, so the type is that of `run`.
        return cast(T, self._kept[name])
