"""What the garment network is trained on, drawn ahead: pictures' answers and encoder features.

All but the encoder's last stage is not trained, so that what it gives is computed once. A pool is a
folder of .npz files, one for each picture; half-written ones are never seen.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from tryon.models.garment import CATEGORIES, NECKLINES, SLEEVES, GarmentEncoder
from tryon.preprocess.garment_reader import as_input
from tryon.types import Image

UNKNOWN = -1
_ANSWERS = {"category": CATEGORIES, "sleeve": SLEEVES, "neckline": NECKLINES}


@dataclass(frozen=True)
class Example:
    """One picture of a pool.

    Attributes:
        feature: (C, H/16, W/16) float32, what the deepest stage, which is trained, begins with.
        answers: By head the number of the class, `UNKNOWN` where it is not known.
    """

    feature: Tensor
    answers: dict[str, int]


def write_example(
    path: Path,
    encoder: GarmentEncoder,
    picture: Image,
    answers: dict[str, str],
) -> None:
    """Computes the feature of a picture and writes it with what is known of the garment.

    Args:
        path: The .npz file.
        encoder: In evaluation mode.
        picture: (H, W, 3) uint8 RGB, a size of `models.garment.GRIDS`.
        answers: By head the name of the class.
    """
    with torch.inference_mode():
        feature = encoder.finer(as_input(picture))[-1][0]
    arrays: dict[str, Any] = {"feature": feature.numpy().astype(np.float16)}
    for name, value in answers.items():
        arrays[name] = np.array(_ANSWERS[name].index(value))
    unfinished = path.with_name(f".{path.name}")
    with unfinished.open("wb") as file:
        np.savez(file, **arrays)
    unfinished.rename(path)


def read_example(path: Path) -> Example:
    """Reads what `write_example` wrote."""
    with np.load(path) as stored:
        feature = torch.from_numpy(stored["feature"].astype(np.float32))
        answers = {name: int(stored[name]) if name in stored else UNKNOWN for name in _ANSWERS}
    return Example(feature, answers)


def batches(paths: list[Path], size: int, rng: np.random.Generator) -> list[list[Path]]:
    """Shuffles examples into batches of one picture size each; the folder's name is the size."""
    lots: list[list[Path]] = []
    for folder in sorted({path.parent for path in paths}):
        group = [path for path in paths if path.parent == folder]
        order = rng.permutation(len(group))
        lots += [
            [group[i] for i in order[first : first + size]] for first in range(0, len(group), size)
        ]
    order = rng.permutation(len(lots))
    return [lots[i] for i in order]
