"""Draws people in two tops and packs what the networks see of them, a megabyte a sample.

A chunk of a `tryon.training.pool` holds N samples, H x W being 256x192:

    kept            (N, H, W) uint8      compact classes of the agnostic parse: background what it
                                         does not know, UPPER what it knows and no network sees
    pose            (N, 3, H, W) uint8   drawn limbs, 0 to 255
    cloth           (N, 4, H, W) uint8   mask 0 to 255, RGB 0 to 255 for -1 to 1
    seen            (N, H, W) uint8      the layout to answer, disturbed as a prediction would be
    photo, target   (N, 2H, 2W) uint8    the photo as a parser finds it, the layout to answer
    joints          (N, 9, 2) float32    of `joint_places`
    correspondence  (N, 2, H, W) float16 of `training.samples`
    inner_back      (N, H, W) uint8      0 or 1
    kind            (N, 2) uint8         1 + number in SLEEVES, in NECKLINES; 0 where it is neither
"""

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from tryon.labels import Compact
from tryon.preprocess.compact_inputs import KEPT, NECKLINES, SLEEVES
from tryon.training.fitting import levels
from tryon.training.pool import Arrays, write_chunk
from tryon.training.samples import Sample, StoredSample, seen_by_networks
from tryon.training.synthetic.pattern import NECKLINE_NAMES
from tryon.training.synthetic.pattern import NECKLINES as CUTS
from tryon.training.synthetic.shards import GARMENTS_PER_BODY, label_sample
from tryon.training.synthetic.shared_assets import SharedAssets
from tryon.types import Sleeve

BODIES_PER_CHUNK, SAMPLES_PER_BODY = 6, 10
# Lengths of sleeves in the unit of `Pattern.sleeve` (1 is the elbow), each up to the next; those
# between two classes are called neither.
_SLEEVES: tuple[tuple[float, Sleeve | None], ...] = (
    (-1.0, "sleeveless"),
    (0.0, "short"),
    (0.72, None),
    (0.8, "elbow"),
    (1.2, None),
    (1.45, "long"),
)


def draw_forever(
    drawn: Callable[[list[int]], Arrays], folder: Path, seed: int, first: int, most: int
) -> None:
    """Writes chunks of ever new people until it is ended, waiting while `most` are there.

    Args:
        drawn: Draws the bodies of some seeds.
        folder: The pool. Whoever reads a chunk takes it away.
        seed: Of the first body; further ones follow.
        first: Number of the first chunk.
        most: How many chunks may lie there.
    """
    number = 0
    while True:
        while len(list(folder.glob("c*"))) >= most:
            time.sleep(0.2)
        bodies = range(seed + number * BODIES_PER_CHUNK, seed + (number + 1) * BODIES_PER_CHUNK)
        write_chunk(folder, first + number, drawn(list(bodies)))
        number += 1


def draw(assets: SharedAssets, seeds: list[int]) -> Arrays:
    """Draws `SAMPLES_PER_BODY` samples of every body; see the module for the arrays."""
    rows = []
    for seed in seeds:
        body = label_sample(assets, seed)
        rng = np.random.default_rng((seed, 1))
        for _ in range(SAMPLES_PER_BODY):
            worn, target = (int(k) for k in rng.integers(GARMENTS_PER_BODY, size=2))
            dressed = StoredSample(
                worn=body["labels"][worn].copy(),
                target=body["labels"][target].copy(),
                correspondence=body["correspondence"][target].astype(np.float32),
                side=body["garment_side"][target].copy(),
                shade=body["garment_shade"][target].copy(),
                keypoints=body["keypoints"].astype(np.float32),
            )
            row = packed(seen_by_networks(dressed, rng))
            rows.append(row | {"kind": kind(body["attributes"][target])})
    return {name: np.stack([row[name] for row in rows]) for name in rows[0]}


def packed(sample: Sample) -> Arrays:
    """Returns a sample without its first axis, but for its kind."""
    classes = np.array(KEPT, np.float32)[:, None, None]
    kept = (sample.agnostic * classes).sum(0).astype(np.uint8)
    kept[~sample.erased & (kept == 0)] = Compact.UPPER
    numbers = np.arange(1, len(Compact), dtype=np.float32)[:, None, None]
    cloth = np.concatenate([sample.cloth[:1], sample.cloth[1:] * 0.5 + 0.5])
    return {
        "kept": kept,
        "pose": levels(torch.from_numpy(sample.pose)),
        "cloth": levels(torch.from_numpy(cloth)),
        "seen": (sample.person[: len(Compact) - 1] * numbers).sum(0).astype(np.uint8),
        "photo": sample.fine_photo,
        "target": sample.fine_layout,
        "joints": sample.joints,
        "correspondence": sample.correspondence.astype(np.float16),
        "inner_back": sample.inner_back.astype(np.uint8),
    }


def kind(attributes: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Returns (2,): what the network may be told of a top, by its row of a shard's attributes."""
    sleeve = [name for least, name in _SLEEVES if attributes[0] >= least][-1]
    neckline = NECKLINE_NAMES.get(CUTS[int(attributes[2])])
    told = (
        0 if sleeve is None else 1 + SLEEVES.index(sleeve),
        0 if neckline is None else 1 + NECKLINES.index(neckline),
    )
    return np.array(told, np.uint8)
