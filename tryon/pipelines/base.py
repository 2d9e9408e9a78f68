"""What every pipeline offers to the page, the command line and the Python API."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from tryon.errors import Cancelled
from tryon.types import GarmentInput, IsCancelled, OnStage, PersonInput, Size, TryOnResult


class Pipeline(Protocol):
    """A way of putting a garment on a person.

    Attributes:
        name: Registry name, for example "compact".
        title: What the page calls it.
        sizes: Working sizes (height, width) it can run at, the default first.
        stages: Names of its stages, in order.
        weights: Keys of the weight table it needs.
    """

    name: str
    title: str
    sizes: tuple[Size, ...]
    stages: tuple[str, ...]
    weights: tuple[str, ...]

    def __call__(
        self,
        person: PersonInput,
        garment: GarmentInput,
        *,
        size: Size | None = None,
        seed: int = 0,
        on_stage: OnStage | None = None,
        cancelled: IsCancelled | None = None,
    ) -> TryOnResult:
        """Runs all stages.

        Raises:
            Cancelled: `cancelled()` was true before a stage.
            TryOnError: Anything else the user can mend.
        """
        ...


class StageClock:
    """Times the stages of one run, tells the listener and stops where the user cancelled."""

    def __init__(
        self, stages: tuple[str, ...], on_stage: OnStage | None, cancelled: IsCancelled | None
    ) -> None:
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
        self.timings_ms[name] = (time.perf_counter() - start) * 1000
