"""What every pipeline offers to the page, the command line and the Python API."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import torch

from tryon.errors import Cancelled
from tryon.types import GarmentInput, IsCancelled, OnStage, PersonInput, Size, TryOnResult
from tryon.weights import WeightStore


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
    """

    name: str
    title: str
    sizes: tuple[Size, ...]
    stages: tuple[str, ...]
    weights: tuple[str, ...]
    ablations: tuple[str, ...]
    needs_body: bool

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
