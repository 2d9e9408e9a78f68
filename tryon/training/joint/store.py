"""Keeps drawn samples where the training runs, and unpacks batches of them."""

import shutil
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from tryon.labels import Compact
from tryon.preprocess.compact_inputs import KEPT, NECKLINES, SLEEVES
from tryon.training.pool import Arrays
from tryon.training.tasks import Batch

KINDS = len(SLEEVES) + len(NECKLINES)
# How often the network is told nothing of sleeves and neckline, how often not one of the two, and
# how often something wrong: what tells it on photos is no oracle.
_UNTOLD, _HALF_TOLD, _WRONG = 0.4, 0.2, 0.04


class Store:
    """The last `capacity` samples that were drawn, packed, on a device.

    Args:
        capacity: How many.
        device: Where they are kept.
    """

    def __init__(self, capacity: int, device: torch.device) -> None:
        self.capacity, self.device = capacity, device
        self.drawn = 0
        self._kept: Batch = {}

    @classmethod
    def of(cls, folder: Path, device: torch.device) -> "Store":
        """Returns everything in a pool, or in the pools of a folder."""
        chunks = [_read(chunk) for chunk in sorted(folder.glob("**/c[0-9]*"))]
        store = cls(sum(len(chunk["kept"]) for chunk in chunks), device)
        for chunk in chunks:
            store.add(chunk)
        return store

    def __len__(self) -> int:
        """Returns how many samples there are."""
        return min(self.drawn, self.capacity)

    def take_from(self, folder: Path) -> int:
        """Takes all finished chunks out of a pool; returns how many samples they were."""
        before = self.drawn
        for chunk in sorted(folder.glob("c[0-9]*")):
            self.add(_read(chunk))
            shutil.rmtree(chunk)
        return self.drawn - before

    def add(self, arrays: Arrays) -> None:
        """Adds a chunk of `tryon.training.joint.drawing`, over the oldest ones."""
        count = len(next(iter(arrays.values())))
        places = (torch.arange(count) + self.drawn) % self.capacity
        for name, values in arrays.items():
            given = torch.from_numpy(values)
            if name not in self._kept:
                size = (self.capacity, *given.shape[1:])
                self._kept[name] = torch.empty(size, dtype=given.dtype, device=self.device)
            self._kept[name][places.to(self.device)] = given.to(self.device)
        self.drawn += count

    def draw(self, count: int, generator: torch.Generator) -> Batch:
        """Returns packed samples, drawn with replacement."""
        chosen = torch.randint(len(self), (count,), generator=generator).to(self.device)
        return {name: values[chosen] for name, values in self._kept.items()}

    def slice(self, start: int, stop: int) -> Batch:
        """Returns packed samples in the order in which they came."""
        return {name: values[start : min(stop, len(self))] for name, values in self._kept.items()}


def _read(chunk: Path) -> Arrays:
    return {path.stem: np.load(path) for path in chunk.glob("*.npy")}


def unpacked(packed: Batch) -> Batch:
    """Returns what the tasks of `tryon.training.tasks` and settling read, and `photo_channels`."""
    pose = packed["pose"].float() / 255
    return {
        "agnostic": agnostic_of(packed["kept"]),
        "pose": pose,
        "cloth": cloth_of(packed["cloth"]),
        "person": torch.cat([one_hot(packed["seen"])[:, 1:], pose], 1),
        "layout": packed["target"][:, ::2, ::2].contiguous(),
        "erased": packed["kept"] == 0,
        "joints": packed["joints"],
        "correspondence": packed["correspondence"].float(),
        "inner_back": packed["inner_back"],
        "photo": packed["photo"],
        "target": packed["target"],
        "photo_channels": one_hot(packed["photo"])[:, 1:],
        "kind": kinds(packed["kind"]),
    }


def agnostic_of(kept: Tensor) -> Tensor:
    """Returns (N, 5, H, W), see `agnostic_channels`."""
    return one_hot(kept)[:, list(KEPT)]


def cloth_of(packed: Tensor) -> Tensor:
    """Returns (N, 4, H, W): the mask from 0 to 1, RGB from -1 to 1."""
    cloth = packed.float() / 255
    return torch.cat([cloth[:, :1], cloth[:, 1:] * 2 - 1], 1)


def one_hot(labels: Tensor) -> Tensor:
    """Returns (N, 8, H, W) of compact classes (N, H, W)."""
    classes = torch.arange(len(Compact), dtype=labels.dtype, device=labels.device)
    return (labels[:, None] == classes[:, None, None]).float()


def kinds(told: Tensor) -> Tensor:
    """Returns (N, KINDS) one-hot of (N, 2) numbers, 0 being unknown."""
    sleeve = F.one_hot(told[:, 0].long(), 1 + len(SLEEVES))[:, 1:]
    neckline = F.one_hot(told[:, 1].long(), 1 + len(NECKLINES))[:, 1:]
    return torch.cat([sleeve, neckline], 1).float()


def half_told(kind: Tensor, generator: torch.Generator) -> Tensor:
    """Forgets, now and then, what is told (N, KINDS), or gives it to somebody else."""
    count = len(kind)
    chance = torch.rand((count, 4), generator=generator).to(kind)
    wrong = (chance[:, 3:] < _WRONG).to(kind)
    kind = kind * (1 - wrong) + kind.roll(1, 0) * wrong
    sleeve = ((chance[:, 0] > _UNTOLD) & (chance[:, 1] > _HALF_TOLD)).to(kind)
    neckline = ((chance[:, 0] > _UNTOLD) & (chance[:, 2] > _HALF_TOLD)).to(kind)
    told = [sleeve[:, None].expand(-1, len(SLEEVES)), neckline[:, None].expand(-1, len(NECKLINES))]
    return kind * torch.cat(told, 1)
