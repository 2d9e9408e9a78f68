"""What every pipeline offers to the page, the command line and the Python API."""

from typing import Protocol

import torch

from tryon.stages import UNWATCHED, Progress
from tryon.types import (
    DEFAULT_OPTIONS,
    GarmentInput,
    PersonInput,
    RunOptions,
    Size,
    TryOnResult,
)
from tryon.weights.store import WeightStore


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
        ...
