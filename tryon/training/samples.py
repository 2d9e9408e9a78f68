"""Training samples for the compact networks, from label shards and textures made on the fly.

A shard is a folder of memory-mapped arrays written by `tryon.training.synthetic`: B bodies, each
dressed in K garments, in a 256x192 frame; labels in a frame twice as fine.
"""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.labels import JOINT_MIRROR, LIP_MIRROR, LIP_TO_COMPACT, Compact
from tryon.preprocess.agnostic import parse_agnostic
from tryon.preprocess.compact_inputs import (
    Channels,
    agnostic_channels,
    cloth_channels,
    joint_places,
    person_channels,
    pose_channels,
)
from tryon.training.found_joints import detected, seen_in
from tryon.training.paint import paint_garment
from tryon.types import Labels, Size

SIZE = (256, 192)
FINE_SIZE = (512, 384)
_HEIGHT, _WIDTH = SIZE
_ARRAYS = ("labels", "correspondence", "garment_side", "garment_shade", "keypoints")
FRONT, INNER_BACK = 1, 2  # values of garment_side; 0 is outside

# How far outlines are off, in pixels of 256x192, at most, and how often they are more: of 12
# rendered people at 1024x768 nine of ten places of our own parse maps' silhouettes lay within 0.55
# of the truth; in four of the twelve some part was 2 off or more.
_WOBBLES, _WOBBLES_MORE, _OFTEN_MORE = 0.5, 1.2, 0.25


@dataclass(frozen=True)
class StoredSample:
    """One body and two of its garments, as stored: what is worn now, and what is to be tried on.

    `worn` and `target` are (512, 384), everything else is (256, 192).
    """

    worn: Labels
    target: Labels
    correspondence: NDArray[np.float32]
    side: NDArray[np.uint8]
    shade: NDArray[np.uint8]
    keypoints: NDArray[np.float32]


@dataclass(frozen=True)
class Sample:
    """What the networks see of a `StoredSample`, and what they should answer.

    Attributes:
        agnostic: (5, H, W). pose: (3, H, W). cloth: (4, H, W).
        person: (10, H, W) the target layout, slightly disturbed as a prediction would be, and pose.
        layout: (H, W) compact classes to predict.
        fine_photo: (2H, 2W) compact classes of the photo as a parser would find them.
        fine_layout: (2H, 2W) compact classes to predict.
        erased: (H, W) bool, where the agnostic parse knows nothing.
        joints: (9, 2) of `joint_places`.
        correspondence: (2, H, W) garment (x, y) pixels of the cloth and of where it would run on,
            NaN elsewhere.
        inner_back: (H, W) bool in the garment image.
    """

    agnostic: Channels
    pose: Channels
    cloth: Channels
    person: Channels
    layout: Labels
    fine_photo: Labels
    fine_layout: Labels
    erased: NDArray[np.bool_]
    joints: NDArray[np.float32]
    correspondence: NDArray[np.float32]
    inner_back: NDArray[np.bool_]


class Shards:
    """The bodies of every complete shard in a folder."""

    def __init__(self, folder: Path) -> None:
        self._shards = [
            {name: np.load(shard / f"{name}.npy", mmap_mode="r") for name in _ARRAYS}
            for shard in sorted(folder.glob("s*"))
            if shard.suffix == "" and shard.is_dir()
        ]
        if not self._shards:
            raise FileNotFoundError(f"no shards in {folder}")
        self._starts = np.cumsum([0] + [len(shard["keypoints"]) for shard in self._shards])
        self.garments = int(self._shards[0]["labels"].shape[1])

    def __len__(self) -> int:
        """Returns the number of bodies."""
        return int(self._starts[-1])

    def dressed(self, body: int, worn: int, target: int) -> StoredSample:
        """Reads one body with the garment it wears and the one it is to wear."""
        index = int(np.searchsorted(self._starts, body, side="right")) - 1
        shard, row = self._shards[index], body - int(self._starts[index])
        return StoredSample(
            worn=np.array(shard["labels"][row, worn]),
            target=np.array(shard["labels"][row, target]),
            correspondence=shard["correspondence"][row, target].astype(np.float32),
            side=np.array(shard["garment_side"][row, target]),
            shade=np.array(shard["garment_shade"][row, target]),
            keypoints=np.array(shard["keypoints"][row], np.float32),
        )


def draw_sample(shards: Shards, rng: np.random.Generator, augment: bool = True) -> Sample:
    """Draws a body and two garments, disturbs them if asked, and makes the network inputs."""
    body = int(rng.integers(len(shards)))
    worn, target = rng.integers(shards.garments, size=2)
    return seen_by_networks(shards.dressed(body, int(worn), int(target)), rng, augment)


def seen_by_networks(
    dressed: StoredSample, rng: np.random.Generator, augment: bool = True
) -> Sample:
    """Disturbs somebody and two garments if asked, and makes the network inputs."""
    if augment:
        dressed = _move_person(dressed, rng)
        dressed = _move_garment(dressed, rng)
        if rng.random() < 0.5:
            dressed = _mirror(dressed)
    worn, layout_seen = dressed.worn, _coarse(dressed.target)
    if augment:
        worn = wobbled(worn, rng)
        layout_seen = wobbled(layout_seen, rng)
    fine_photo = LIP_TO_COMPACT[worn]
    if augment:
        fine_photo = misparsed(fine_photo, rng)
    worn = _coarse(worn)
    keypoints = (
        detected(dressed.keypoints, SIZE, rng) if augment else seen_in(dressed.keypoints, SIZE)
    )
    # The person is seen in the worn garment, the answer is the person in the target garment.
    kept = LIP_TO_COMPACT[parse_agnostic(worn, keypoints)]
    pose = pose_channels(keypoints, SIZE)
    inner_back = dressed.side == INNER_BACK
    rgb = paint_garment(dressed.shade, dressed.side == FRONT, inner_back, rng)
    return Sample(
        agnostic=agnostic_channels(kept),
        pose=pose,
        cloth=cloth_channels(rgb, dressed.side > 0, SIZE),
        person=person_channels(LIP_TO_COMPACT[layout_seen], pose),
        layout=LIP_TO_COMPACT[_coarse(dressed.target)],
        fine_photo=fine_photo,
        fine_layout=LIP_TO_COMPACT[dressed.target],
        erased=kept == 0,
        joints=joint_places(keypoints, SIZE),
        correspondence=np.ascontiguousarray(dressed.correspondence.transpose(2, 0, 1)),
        inner_back=inner_back,
    )


def _coarse(labels: Labels) -> Labels:
    """Returns (H, W) of labels (2H, 2W)."""
    return labels[::2, ::2]


# What a parser mixes up, and how large its mistakes are: radius in pixels of 512x384.
_MISTAKEN = (
    Compact.UPPER,
    Compact.LEFT_ARM,
    Compact.RIGHT_ARM,
    Compact.NECK,
    Compact.LOWER,
    Compact.HAIR,
)
_MOST_MISTAKES = 7
_MISTAKE_RADIUS = (3.0, 18.0)
_MISTAKE_REACH = 28


def misparsed(labels: Labels, rng: np.random.Generator) -> Labels:
    """Puts a parser's mistakes into a map: scraps, cuffs and hems taken for what is beside them.

    Args:
        labels: (512, 384) compact classes.
        rng: Source of every choice.

    Returns:
        (512, 384), a new array.
    """
    found = labels.copy()
    edge = cv2.morphologyEx(labels, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > 0
    for _ in range(int(rng.integers(_MOST_MISTAKES))):
        rows, columns = np.nonzero(edge & (labels == rng.choice(_MISTAKEN)))
        if not len(rows):
            continue
        index = int(rng.integers(len(rows)))
        centre = (int(columns[index]), int(rows[index]))
        radius = rng.uniform(*_MISTAKE_RADIUS)
        axes = (max(1, round(radius)), max(1, round(radius * rng.uniform(0.4, 1.6))))
        scrap = np.zeros(labels.shape, np.uint8)
        cv2.ellipse(scrap, centre, axes, float(rng.uniform(0, 180)), 0, 360, 1, -1)
        column, row = np.array(centre) + rng.integers(-_MISTAKE_REACH, _MISTAKE_REACH + 1, 2)
        row, column = np.clip(row, 0, FINE_SIZE[0] - 1), np.clip(column, 0, FINE_SIZE[1] - 1)
        found[scrap > 0] = labels[row, column]
    return found


def _affine(
    scale: tuple[float, float], degrees: float, shift: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Returns the (2, 3) matrix that scales, turns about the frame's centre, then shifts."""
    angle = np.deg2rad(degrees)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    linear = turn * np.array(scale)[:, None]
    centre = np.array([(_WIDTH - 1) / 2, (_HEIGHT - 1) / 2])
    return np.concatenate([linear, (centre + shift - linear @ centre)[:, None]], 1)


def _move_person(dressed: StoredSample, rng: np.random.Generator) -> StoredSample:
    zoom = rng.uniform(0.88, 1.25)
    stretch = rng.uniform(0.94, 1.06)
    shift = np.array([rng.normal(0, 8), rng.normal(0, 8) + (zoom - 1) * 30 * rng.random()])
    matrix = _affine((zoom, zoom * stretch), rng.normal(0, 2.5), shift)

    # Pixel i of the coarse frame is pixel 2i of the fine one.
    fine_matrix = matrix * np.array([1.0, 1.0, 2.0])

    def labels(stored: Labels) -> Labels:
        moved: Labels = cv2.warpAffine(
            stored,
            fine_matrix,
            FINE_SIZE[::-1],
            flags=cv2.INTER_NEAREST,
            borderMode=cv2.BORDER_REPLICATE,
        )
        return moved

    return StoredSample(
        worn=labels(dressed.worn),
        target=labels(dressed.target),
        correspondence=cv2.warpAffine(
            dressed.correspondence,
            matrix,
            (_WIDTH, _HEIGHT),
            flags=cv2.INTER_NEAREST,
            borderValue=(np.nan, np.nan),
        ),
        side=dressed.side,
        shade=dressed.shade,
        keypoints=(dressed.keypoints @ matrix[:, :2].T + matrix[:, 2]).astype(np.float32),
    )


def _smooth_noise(
    rng: np.random.Generator, cells: tuple[int, int], strength: float, size: Size = SIZE
) -> NDArray[np.float32]:
    """Returns (H, W, 2) smooth displacements of about `strength` pixels."""
    coarse = rng.standard_normal((*cells, 2)).astype(np.float32) * np.float32(strength)
    smooth: NDArray[np.float32] = cv2.resize(coarse, size[::-1], interpolation=cv2.INTER_CUBIC)
    return smooth


def _places(size: Size = SIZE) -> NDArray[np.float32]:
    """Returns (H, W, 2): the (x, y) of every pixel."""
    rows, columns = (np.arange(side, dtype=np.float32) for side in size)
    return np.stack(np.meshgrid(columns, rows), 2)


def wobbled(labels: Labels, rng: np.random.Generator) -> Labels:
    """Moves the outlines of (H, W) labels as a parser does: a little, in some photos more."""
    size = (labels.shape[0], labels.shape[1])
    most = _WOBBLES_MORE if rng.random() < _OFTEN_MORE else _WOBBLES
    strength = rng.uniform(0, most) * size[0] / _HEIGHT
    source = _places(size) + _smooth_noise(rng, (40, 30), strength, size)
    moved: Labels = cv2.remap(
        labels, source, None, cv2.INTER_NEAREST, borderMode=cv2.BORDER_REPLICATE
    )
    return moved


def _move_garment(dressed: StoredSample, rng: np.random.Generator) -> StoredSample:
    scale = rng.uniform(0.88, 1.06) * rng.uniform(0.93, 1.07, 2)
    matrix = _affine((scale[0], scale[1]), rng.normal(0, 2), rng.normal(0, 3, 2))
    inverse = cv2.invertAffineTransform(matrix).astype(np.float32)
    bend = _smooth_noise(rng, (5, 4), rng.uniform(0, 2.5))
    source = _places() @ inverse[:, :2].T + inverse[:, 2] + bend
    side = cv2.remap(dressed.side, source, None, cv2.INTER_NEAREST)
    shade = cv2.remap(dressed.shade, source, None, cv2.INTER_LINEAR)

    # A stored place p shows up where source(q) = p; the bend is small, so two steps find q.
    forward = matrix.astype(np.float32)
    stored = np.nan_to_num(dressed.correspondence)
    place = stored @ forward[:, :2].T + forward[:, 2]
    for _ in range(2):
        bent = cv2.remap(bend, place, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        place = (stored - bent) @ forward[:, :2].T + forward[:, 2]
    unknown = np.isnan(dressed.correspondence)
    correspondence = np.where(unknown, np.float32(np.nan), place).astype(np.float32)
    return StoredSample(
        dressed.worn, dressed.target, correspondence, side, shade * (side > 0), dressed.keypoints
    )


def _mirror(dressed: StoredSample) -> StoredSample:
    correspondence = dressed.correspondence[:, ::-1].copy()
    correspondence[..., 0] = _WIDTH - 1 - correspondence[..., 0]
    keypoints = dressed.keypoints[JOINT_MIRROR].copy()
    keypoints[:, 0] = _WIDTH - 1 - keypoints[:, 0]
    return StoredSample(
        worn=np.ascontiguousarray(LIP_MIRROR[dressed.worn[:, ::-1]]),
        target=np.ascontiguousarray(LIP_MIRROR[dressed.target[:, ::-1]]),
        correspondence=correspondence,
        side=np.ascontiguousarray(dressed.side[:, ::-1]),
        shade=np.ascontiguousarray(dressed.shade[:, ::-1]),
        keypoints=keypoints,
    )
