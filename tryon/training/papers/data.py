"""Persons, their garments and what is known about both, as the trainers read them.

The folders are those of the published VITON-HD data set, in either of the spellings it is passed
on with, and of our synthetic people, which `python -m tryon.training.synthetic` writes so.

Convention: a batch holds tensors by name, pictures -1 to 1 and masks 0 or 1 in float32, labels
LIP-20 in int64:

image, cloth, agnostic_image, pose (N, 3, H, W); cloth_mask (N, 1, H, W); parse, parse_agnostic
(N, H, W); other_cloths (N, n, 3, H, W) and other_masks (N, n, 1, H, W), garments of other persons.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from PIL.Image import Resampling
from torch import Tensor
from torch.utils.data import Dataset, Sampler

from tryon.datasets.companion_files import MASK_THRESHOLD, read_joints, read_parse
from tryon.errors import TryOnError
from tryon.pictures.reading import read_image
from tryon.pictures.resampling import resampled
from tryon.preprocess.agnostic import agnostic_image, parse_agnostic, pose_map
from tryon.types import Image, Keypoints, Labels, Mask, Size

Batch = dict[str, Tensor]
# A person, and the persons whose garments fakes of that person wear; by number.
Key = tuple[int, tuple[int, ...]]

_PARSE = ("image-parse", "image-parse-v3")
_JOINTS = ("openpose-json", "openpose_json")
_DRAWING = ("openpose-img", "openpose_img")


class Persons(Dataset[dict[str, Tensor]]):
    """The persons of a data set of whom everything is known.

    Args:
        root: The folder that holds `train` or `test`, or one of these; `train` counts where both
            are there.
        size: (height, width) to read everything at: bilinear, masks and labels the nearest pixel,
            as the published loader does.

    Raises:
        TryOnError: It is no such folder, or nobody in it is complete.
    """

    def __init__(self, root: Path, size: Size) -> None:
        parts = [
            part for part in (root, root / "train", root / "test") if (part / "image").is_dir()
        ]
        if not parts:
            raise TryOnError(
                "The data set has no folder image.",
                "Give --data the folder that holds train or test; see docs/papers.md.",
            )
        self._folder, self._size = parts[0], size
        self._parse, self._joints, self._drawing = (
            next((part for part in spellings if (self._folder / part).is_dir()), spellings[0])
            for spellings in (_PARSE, _JOINTS, _DRAWING)
        )
        photos = sorted((self._folder / "image").iterdir())
        self.names = [path.stem for path in photos if self._complete(path.stem)]
        if not self.names:
            raise TryOnError(
                "Nobody there has all of cloth, cloth-mask, image-parse and openpose-json.",
                "Unpack the whole data set; its layout is in docs/papers.md.",
            )

    def __len__(self) -> int:
        """Returns how many persons there are."""
        return len(self.names)

    def __getitem__(self, key: Key) -> dict[str, Tensor]:
        """Reads a person; see the convention of this module, without N.

        Raises:
            TryOnError: A file is damaged.
        """
        number, others = key
        name = self.names[number]
        labels, keypoints = self._body(name)
        image = self._picture("image", name)
        cloth, mask = self._garment(number)
        garments = [self._garment(other) for other in others]
        return {
            "image": _picture(image),
            "cloth": _picture(cloth),
            "cloth_mask": _mask(mask),
            "parse": _labels(labels),
            "parse_agnostic": _labels(parse_agnostic(labels, keypoints)),
            "agnostic_image": _picture(agnostic_image(image, labels, keypoints)),
            "pose": _picture(self._pose(name, keypoints)),
            "other_cloths": _stacked([_picture(other) for other, _ in garments], (3, *self._size)),
            "other_masks": _stacked([_mask(other) for _, other in garments], (1, *self._size)),
        }

    def _complete(self, name: str) -> bool:
        return all(
            path.is_file()
            for path in (
                self._folder / "cloth" / f"{name}.jpg",
                self._folder / "cloth-mask" / f"{name}.jpg",
                self._folder / self._parse / f"{name}.png",
                self._folder / self._joints / f"{name}_keypoints.json",
            )
        )

    def _picture(self, kind: str, name: str, how: Resampling = Resampling.BILINEAR) -> Image:
        path = self._folder / kind / f"{name}.jpg"
        return resampled(
            read_image(path, "person" if kind == "image" else "garment").rgb, self._size, how
        )

    def _garment(self, number: int) -> tuple[Image, Mask]:
        name = self.names[number]
        grey = self._picture("cloth-mask", name, Resampling.NEAREST)[..., 0]
        return self._picture("cloth", name), grey >= MASK_THRESHOLD

    def _body(self, name: str) -> tuple[Labels, Keypoints]:
        """Returns labels and joints at the size; the joints are in pixels of the parse map."""
        labels = read_parse(self._folder / self._parse / f"{name}.png")
        scale = self._size[1] / labels.shape[1], self._size[0] / labels.shape[0]
        joints = read_joints(self._folder / self._joints / f"{name}_keypoints.json")
        placed = joints.transformed(scale, (0.0, 0.0))
        return resampled(labels, self._size, Resampling.NEAREST), placed

    def _pose(self, name: str, keypoints: Keypoints) -> Image:
        drawing = self._folder / self._drawing / f"{name}_rendered.png"
        if not drawing.is_file():
            return pose_map(keypoints, self._size)
        return resampled(read_image(drawing, "person").rgb, self._size, Resampling.BILINEAR)


class Draws(Sampler[list[Key]]):
    """Draws the batches: what a step sees depends on seed and step alone.

    A step's persons are dealt out in `processes * accumulate` batches, so that two processes see
    what one process with two accumulated batches sees.

    Args:
        persons: How many there are.
        batch: Persons a batch.
        others: Other garments a person.
        steps: From the first step to the one before the last.
        seed: Of the draws.
        accumulate: Batches a step and process.
        rank: Number of this process.
        processes: How many there are.
    """

    def __init__(
        self,
        persons: int,
        batch: int,
        others: int,
        steps: range,
        seed: int,
        accumulate: int = 1,
        rank: int = 0,
        processes: int = 1,
    ) -> None:
        self._persons, self._batch, self._others = persons, batch, others
        self._steps, self._seed = steps, seed
        self._accumulate, self._rank, self._processes = accumulate, rank, processes

    def __len__(self) -> int:
        """Returns how many batches this process gets."""
        return len(self._steps) * self._accumulate

    def __iter__(self) -> Iterator[list[Key]]:
        """Yields this process's batches in order."""
        for step in self._steps:
            rng = np.random.default_rng((self._seed, step))
            wanted = self._batch * self._accumulate * self._processes
            rounds = -(-wanted // self._persons)
            # Nobody comes twice before everybody has come once.
            order = np.concatenate([rng.permutation(self._persons) for _ in range(rounds)])[:wanted]
            others = rng.integers(self._persons, size=(wanted, self._others))
            for turn in range(self._accumulate):
                start = (turn * self._processes + self._rank) * self._batch
                chosen = range(start, start + self._batch)
                yield [(int(order[i]), tuple(int(other) for other in others[i])) for i in chosen]


def _picture(picture: Image) -> Tensor:
    return torch.from_numpy(picture.transpose(2, 0, 1).astype(np.float32) / 127.5 - 1)


def _mask(mask: Mask) -> Tensor:
    return torch.from_numpy(mask[None].astype(np.float32))


def _labels(labels: Labels) -> Tensor:
    return torch.from_numpy(labels.astype(np.int64))


def _stacked(maps: list[Tensor], shape: tuple[int, ...]) -> Tensor:
    return torch.stack(maps) if maps else torch.zeros(0, *shape)
