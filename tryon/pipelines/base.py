"""What every pipeline offers to the page, the command line and the Python API."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar, cast

import torch

from tryon.errors import Cancelled
from tryon.types import (
    GarmentInput,
    IsCancelled,
    Labels,
    OnStage,
    PersonInput,
    Size,
    TryOnResult,
)
from tryon.weights import WeightStore

T = TypeVar("T")


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


class Pipeline(Protocol):
    """A way of putting a garment on a person.

    Attributes:
        name: Registry name, for example "compact".
        title: What the page calls it.
        sizes: Working sizes (height, width) it can run at, the default first.
        stages: Names of its stages, in order.
        weights: Keys of the weight table it needs.
        ablations: What it can leave out, to show what that part does.
        needs_body: Whether it needs pose and parse map of the person. One that does not also runs
            on photos in which neither can be found.
        seeded: Whether anything in it is random. In one that is not, the seed changes nothing.
        kinds: Which sleeves and necklines it treats otherwise than all others. Choosing between
            kinds that are not among them changes nothing.
    """

    name: str
    title: str
    sizes: tuple[Size, ...]
    stages: tuple[str, ...]
    weights: tuple[str, ...]
    ablations: tuple[str, ...]
    needs_body: bool
    seeded: bool
    kinds: tuple[str, ...]

    def __init__(self, store: WeightStore, device: torch.device) -> None:
        """Loads the networks.

        Raises:
            WeightsMissing: A weight file is not there.
        """
        ...

    def __call__(
        self,
        person: PersonInput,
        garment: GarmentInput,
        *,
        size: Size | None = None,
        seed: int = 0,
        ablation: str | None = None,
        on_stage: OnStage | None = None,
        cancelled: IsCancelled | None = None,
        kept: StageResults | None = None,
        layout: Labels | None = None,
    ) -> TryOnResult:
        """Runs all stages.

        Args:
            person: Who.
            garment: What.
            size: Working size (height, width); the first of `sizes` by default.
            seed: Of everything random.
            ablation: One of `ablations`: the picture is also made without that part.
            on_stage: Told the name of each stage as it begins, and the fraction already done.
            cancelled: Asked before each stage; True stops the run.
            kept: Results of an earlier run: its stages are not run again, and those that are run
                are added to it.
            layout: (1024, 768) LIP-20, laid over the predicted layout; `types.UNTOUCHED` where
                the prediction stands.

        Raises:
            Cancelled: `cancelled()` was true before a stage.
            TryOnError: Anything else the user can mend.
        """
        ...


def _nothing_to_wait_for() -> None:
    """What a processor has computed is there."""


class StageClock:
    """Times the stages of one run, tells the listener and stops where the user cancelled.

    Args:
        stages: Their names, in order.
        on_stage: See `Pipeline`.
        cancelled: See `Pipeline`.
        kept: See `Pipeline`.
        settled: Returns when the device has done what it was told, so that a stage's time is its
            own and not that of the next one that reads a number.
    """

    def __init__(
        self,
        stages: tuple[str, ...],
        on_stage: OnStage | None,
        cancelled: IsCancelled | None,
        kept: StageResults | None = None,
        settled: Callable[[], None] = _nothing_to_wait_for,
    ) -> None:
        self._settled = settled
        self._kept = StageResults() if kept is None else kept
        self.timings_ms: dict[str, float] = {}
        self._stages = stages
        self._on_stage = on_stage
        self._cancelled = cancelled

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Runs one stage inside the `with` block."""
        if self._cancelled is not None and self._cancelled():
            raise Cancelled("The run was cancelled.", "Press Run to start again.")
        if self._on_stage is not None:
            self._on_stage(name, self._stages.index(name) / len(self._stages))
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
