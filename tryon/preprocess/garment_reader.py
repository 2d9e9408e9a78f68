"""What networks see in a garment photo: where the garment is, what it is, and how surely."""

from dataclasses import dataclass
from typing import TypeVar

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from tryon.device import channels_last
from tryon.errors import TryOnError, WeightsCorrupt, WeightsMissing, WeightsUnavailable
from tryon.models.garment import GRIDS, HEADS, GarmentNetwork
from tryon.models.garment_mask import MASK_GRIDS, GarmentMaskNetwork
from tryon.types import Image, Size
from tryon.weights.checkpoints import load_strictly
from tryon.weights.store import WeightStore
from tryon.weights.table import GARMENT_WEIGHTS

_Network = TypeVar("_Network", bound=nn.Module)
# What the encoder was published with: 127 of 255 is black and white's middle, 128 its reach.
_MIDDLE, _REACH = 127.0, 128.0


Chances = dict[str, dict[str, float]]


@dataclass(frozen=True)
class GarmentReading:
    """What the networks answer.

    Attributes:
        cover: (h, w) float32, how likely each place is garment, 0 to 1, at a size of `MASK_GRIDS`.
        chances: By head of `HEADS`, the calibrated chance of each of its classes; they add to 1.
    """

    cover: NDArray[np.float32]
    chances: Chances


class GarmentReader:
    """The networks in evaluation mode. The same photo always gives the same reading.

    Args:
        store: Where their files come from.

    Raises:
        WeightsMissing: One is not here.
        WeightsCorrupt: One is not what it says it is.
    """

    def __init__(self, store: WeightStore) -> None:
        kind, mask = GARMENT_WEIGHTS
        self._network = _loaded(GarmentNetwork(), store, kind)
        self._mask = _loaded(GarmentMaskNetwork(), store, mask)

    def read(self, photo: Image) -> GarmentReading:
        """Reads a photo, (H, W, 3) uint8 RGB."""
        with torch.inference_mode():
            cover = torch.sigmoid(self._mask(as_shown(photo, MASK_GRIDS)))[0, 0].numpy()
        return GarmentReading(cover, self.chances(photo))

    def chances(self, photo: Image) -> Chances:
        """Reads what the garment in a photo is, not where; see `GarmentReading`."""
        with torch.inference_mode():
            answers = self._network(as_shown(photo, GRIDS))
        return {
            name: dict(zip(HEADS[name], torch.softmax(logits[0], 0).tolist(), strict=True))
            for name, logits in answers.items()
        }


class ReaderOnDemand:
    """The networks, loaded when first asked for; not safe to use from several threads.

    Args:
        store: Where their files come from.
    """

    def __init__(self, store: WeightStore) -> None:
        self._store = store
        self._reader: GarmentReader | None = None

    def get(self) -> GarmentReader | TryOnError:
        """Returns the networks, or why they cannot be had."""
        if self._reader is None:
            try:
                self._reader = GarmentReader(self._store)
            except (WeightsMissing, WeightsUnavailable, WeightsCorrupt) as error:
                return error
        return self._reader

    def close(self) -> None:
        """Frees them; they are loaded again when needed."""
        self._reader = None


def _loaded(network: _Network, store: WeightStore, key: str) -> _Network:
    load_strictly(network, store.state(key), key)
    return channels_last(network).eval()


def nearest_grid(height: int, width: int, grids: tuple[Size, ...] = GRIDS) -> Size:
    """Returns which of some sizes (height, width) has the shape nearest to a photo's."""
    return min(grids, key=lambda grid: abs(np.log(grid[0] / grid[1] * width / height)))


def as_shown(photo: Image, grids: tuple[Size, ...]) -> torch.Tensor:
    """Returns a photo as a network takes it, stretched to the nearest of its sizes."""
    grid = nearest_grid(photo.shape[0], photo.shape[1], grids)
    return as_input(cv2.resize(photo, grid[::-1], interpolation=cv2.INTER_AREA))


def as_input(picture: Image) -> torch.Tensor:
    """Returns what the network takes, (1, 3, H, W), for (H, W, 3) uint8 RGB."""
    values = torch.from_numpy(np.ascontiguousarray(picture.transpose(2, 0, 1))[None]).float()
    return ((values - _MIDDLE) / _REACH).contiguous(memory_format=torch.channels_last)
