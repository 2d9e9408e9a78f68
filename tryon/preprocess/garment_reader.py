"""What the garment network sees in a photo: where the garment is, what it is, and how surely."""

from dataclasses import dataclass

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional as F

from tryon.device import channels_last
from tryon.errors import TryOnError, WeightsCorrupt, WeightsMissing, WeightsUnavailable
from tryon.models.garment import GRIDS, HEADS, GarmentNetwork
from tryon.types import Image
from tryon.weights.checkpoints import load_strictly
from tryon.weights.store import WeightStore

GARMENT_WEIGHTS = "compact_garment"
# What the encoder was published with: 127 of 255 is black and white's middle, 128 its reach.
_MIDDLE, _REACH = 127.0, 128.0


@dataclass(frozen=True)
class GarmentReading:
    """What the network answers.

    Attributes:
        cover: (h, w) float32, how likely each place is garment, 0 to 1, at a size of `GRIDS`.
        chances: By head of `HEADS`, the calibrated chance of each of its classes; they add to 1.
    """

    cover: NDArray[np.float32]
    chances: dict[str, dict[str, float]]


class GarmentReader:
    """The network in evaluation mode. The same photo always gives the same reading.

    Args:
        store: Where its file comes from.

    Raises:
        WeightsMissing: It is not here.
        WeightsCorrupt: It is not what it says it is.
    """

    def __init__(self, store: WeightStore) -> None:
        network = GarmentNetwork()
        load_strictly(network, store.state(GARMENT_WEIGHTS), GARMENT_WEIGHTS)
        self._network = channels_last(network).eval()

    def read(self, photo: Image) -> GarmentReading:
        """Reads a photo, (H, W, 3) uint8 RGB."""
        grid = nearest_grid(photo.shape[0], photo.shape[1])
        picture = as_input(cv2.resize(photo, grid[::-1], interpolation=cv2.INTER_AREA))
        with torch.inference_mode():
            mask, answers = self._network(picture)
            enlarged = F.interpolate(mask, size=grid, mode="bilinear", align_corners=False)
            cover = torch.sigmoid(enlarged)[0, 0].numpy()
            chances = {
                name: dict(zip(HEADS[name], torch.softmax(logits[0], 0).tolist(), strict=True))
                for name, logits in answers.items()
            }
        return GarmentReading(cover, chances)


class ReaderOnDemand:
    """The network, loaded when it is first asked for; not safe to use from several threads.

    Args:
        store: Where its file comes from.
    """

    def __init__(self, store: WeightStore) -> None:
        self._store = store
        self._reader: GarmentReader | None = None

    def get(self) -> GarmentReader | TryOnError:
        """Returns the network, or why it cannot be had."""
        if self._reader is None:
            try:
                self._reader = GarmentReader(self._store)
            except (WeightsMissing, WeightsUnavailable, WeightsCorrupt) as error:
                return error
        return self._reader

    def close(self) -> None:
        """Frees it; it is loaded again when needed."""
        self._reader = None


def nearest_grid(height: int, width: int) -> tuple[int, int]:
    """Returns the size of `GRIDS` whose shape is nearest to a photo's."""
    return min(GRIDS, key=lambda grid: abs(np.log(grid[0] / grid[1] * width / height)))


def as_input(picture: Image) -> torch.Tensor:
    """Returns what the network takes, (1, 3, H, W), for (H, W, 3) uint8 RGB."""
    values = torch.from_numpy(np.ascontiguousarray(picture.transpose(2, 0, 1))[None]).float()
    return ((values - _MIDDLE) / _REACH).contiguous(memory_format=torch.channels_last)
