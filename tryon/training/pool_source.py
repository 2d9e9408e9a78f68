"""Batches from a pool, every second one mirrored."""

from pathlib import Path
from typing import ClassVar

import numpy as np
import torch

from tryon.training.pool import Arrays, Pool
from tryon.training.tasks import Batch

MIRRORED_CLASSES = torch.tensor([0, 1, 2, 3, 4, 6, 5, 7])  # of `labels.Compact`: the arms swap


class PoolSource:
    """Reads a pool's samples at random.

    Attributes:
        label_maps: Names of the arrays (N, H, W) that hold compact classes.
        channel_order: What becomes of the channels of arrays (N, C, H, W) in a mirrored picture.
    """

    label_maps: ClassVar[tuple[str, ...]] = ()
    channel_order: ClassVar[dict[str, torch.Tensor]] = {}

    def __init__(self, folder: Path) -> None:
        self._pool = Pool(folder)

    def __len__(self) -> int:
        """Returns the number of samples."""
        return len(self._pool)

    def batch(self, rng: np.random.Generator, count: int, augment: bool) -> Batch:
        """Draws samples; the fields are the pool's arrays."""
        arrays = self._pool.read(rng.integers(len(self._pool), size=count))
        if augment:
            self.disturb(arrays, rng)
        batch = {name: torch.from_numpy(values) for name, values in arrays.items()}
        if augment and rng.random() < 0.5:
            batch = {name: values.flip(-1) for name, values in batch.items()}
            for name in self.label_maps:
                batch[name] = MIRRORED_CLASSES[batch[name].long()].to(torch.uint8)
            for name, order in self.channel_order.items():
                batch[name] = batch[name][:, order]
        return batch

    def disturb(self, arrays: Arrays, rng: np.random.Generator) -> None:
        """Changes samples in place before they are mirrored; nothing by default."""
