"""What every pipeline offers to the page, the command line and the Python API."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import torch

from tryon.cache import Cache
from tryon.config import Precision
from tryon.device import network_dtype, settle
from tryon.stages import UNWATCHED, Progress, Stage, StageClock, names_of
from tryon.types import (
    DEFAULT_OPTIONS,
    GarmentInput,
    Image,
    Intermediates,
    PersonInput,
    RunOptions,
    Size,
    TryOnResult,
)
from tryon.weights.store import WeightStore

_Own = TypeVar("_Own", bound="Published")


@dataclass(frozen=True)
class Painted:
    """What all stages together give.

    Attributes:
        image: (H, W, 3) the person's photo with the garment.
        canvas: (H, W, 3) the same at the working size.
        intermediates: What was made on the way.
        misalignment_ratio: Misaligned pixels by those of clothing; None where it is not known.
    """

    image: Image
    canvas: Image
    intermediates: Intermediates
    misalignment_ratio: float | None


class Pipeline(ABC):
    """A way of putting a garment on a person: stages that run through a clock.

    Attributes:
        name: Registry name, for example "compact".
        title: What the page calls it.
        sizes: Working sizes (height, width) it can run at, the default first.
        stages: Its stages, in order.
        weights: Keys of the weight table it needs.
        ablations: What it can leave out, to show what that part does.
        needs_body: Whether it needs pose and parse map of the person. One that does not also runs
            on photos in which neither can be found.
        seeded: Whether anything in it is random. In one that is not, the seed changes nothing.
        kinds: Which sleeves and necklines it treats otherwise than all others. Choosing between
            kinds that are not among them changes nothing.
        kept_of_photos: What it worked out of photos and may need again.

    Args:
        store: Where its weights are.
        device: Where it runs.

    Raises:
        WeightsMissing: A weight file is not there.
    """

    name: str
    title: str
    sizes: tuple[Size, ...]
    stages: tuple[Stage, ...]
    weights: tuple[str, ...]
    ablations: tuple[str, ...]
    needs_body: bool
    seeded: bool
    kinds: tuple[str, ...]
    kept_of_photos: tuple[Cache[Any], ...] = ()

    def __init__(self, store: WeightStore, device: torch.device) -> None:
        self._device = device
        self._records = tuple(store.record(key) for key in self.weights)

    def __call__(
        self,
        person: PersonInput,
        garment: GarmentInput,
        options: RunOptions = DEFAULT_OPTIONS,
        progress: Progress = UNWATCHED,
    ) -> TryOnResult:
        """Runs all stages.

        Args:
            person: Who.
            garment: What.
            options: What of the run was chosen.
            progress: How it is watched and stopped, and what it goes on from.

        Raises:
            Cancelled: `progress.cancelled()` was true before a stage.
            TryOnError: Anything else the user can mend.
        """
        clock = StageClock(names_of(self.stages), progress, partial(settle, self._device))
        painted = self.run_stages(person, garment, options, clock)
        return TryOnResult(
            image=painted.image,
            canvas=painted.canvas,
            intermediates=painted.intermediates,
            misalignment_ratio=painted.misalignment_ratio,
            timings_ms=clock.timings_ms,
            notices=(*person.notices, *garment.notices),
            pipeline=self.name,
            size=self.working_size(options),
            seed=options.seed,
            device=str(self._device),
            weights=self._records,
        )

    def forget(self, unused_s: float) -> None:
        """Lets go of what it worked out of photos and did not use for so many seconds."""
        for kept in self.kept_of_photos:
            kept.forget(unused_s)

    @abstractmethod
    def run_stages(
        self, person: PersonInput, garment: GarmentInput, options: RunOptions, clock: StageClock
    ) -> Painted:
        """Runs all stages, each through the clock."""

    def working_size(self, options: RunOptions) -> Size:
        """Returns the working size (height, width): what was chosen, else its own."""
        return options.size or self.sizes[0]


class Published(Pipeline):
    """A pipeline of published networks, which can compute in half precision.

    Args:
        store: Where its weights are.
        device: Where it runs.
        precision: What its networks compute in.
    """

    def __init__(
        self, store: WeightStore, device: torch.device, precision: Precision = "auto"
    ) -> None:
        super().__init__(store, device)
        self._store = store
        self._dtype = network_dtype(device, precision)
        self._exact: Published | None = None

    @classmethod
    def loaded(
        cls: type[_Own], store: WeightStore, device: torch.device, precision: Precision
    ) -> _Own:
        """Returns the pipeline in a precision of its own, which not every `Pipeline` can have."""
        return cls(store, device, precision)

    def in_full_precision(self) -> "Published | None":
        """Returns the same pipeline in float32, loaded at the first call; None if it is one."""
        if self._dtype == torch.float32:
            return None
        if self._exact is None:
            self._exact = type(self)(self._store, self._device, "fp32")
        return self._exact
