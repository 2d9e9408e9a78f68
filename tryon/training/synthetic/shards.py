"""Training shards without pictures: label maps, joints, product images and correspondences.

A shard is a folder of plain .npy files, so that it can be memory-mapped. N bodies, K garments
each, at SHARD_SIZE but for the labels, which are twice as fine: at LABEL_SIZE outlines are learnt.

    labels           (N, K, 2H, 2W) uint8    LIP-20, the person wearing garment k
    correspondence   (N, K, H, W, 2) float16 for every UPPER pixel the (x, y) pixel of the product
                                             image that shows the same point of the cloth; for bare
                                             neck, arms and trousers the place where the cloth
                                             would run on, mostly outside the garment or even the
                                             image; NaN elsewhere
    garment_side     (N, K, H, W) uint8      product image: 0 outside, 1 outer, 2 inner side
    garment_shade    (N, K, H, W) uint8      product image: light that multiplies a texture
    keypoints        (N, 25, 2) float32      BODY_25 pixels, NaN where unknown
    attributes       (N, K, 5) float32       sleeve (-1 none, 0 shoulder, 1 elbow, 2 wrist); hem
                                             above the hips in shoulder-to-hip lengths; number in
                                             NECKLINES; 1 if tucked in; number in KINDS
"""

import logging
import shutil
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tryon.labels import Lip
from tryon.training.synthetic.assortment import sample_pattern
from tryon.training.synthetic.cuts import CROTCH
from tryon.training.synthetic.pattern import KINDS, NECKLINES, Pattern
from tryon.training.synthetic.product import lay_out, shade
from tryon.training.synthetic.rasteriser import interpolate
from tryon.training.synthetic.scene import (
    BOTTOM,
    SKIN,
    TOP,
    Dressed,
    dress,
    keypoints,
    sample_person,
)
from tryon.training.synthetic.shared_assets import SharedAssets
from tryon.types import Mask, Size

SHARD_SIZE: Size = (256, 192)
LABEL_SIZE: Size = (512, 384)
BODIES_PER_SHARD = 25
GARMENTS_PER_BODY = 4
_BARE = (Lip.NECK, Lip.LEFT_ARM, Lip.RIGHT_ARM)
_LYING_FLAT = 0.45  # share of the tops: shops' photos and those taken at home count about alike
_REACH = 0.3  # decimetres from the surface tops are cut from

Sample = dict[str, NDArray[np.generic]]

log = logging.getLogger(__name__)


def label_sample(assets: SharedAssets, seed: int) -> Sample:
    """Makes one body in `GARMENTS_PER_BODY` tops.

    Args:
        assets: The shared material.
        seed: Decides everything.

    Returns:
        The arrays of a shard without their first axis.
    """
    rng = np.random.default_rng(seed)
    person = sample_person(assets, rng, SHARD_SIZE)
    shoulder_to_hip = assets.garment.reference_body.head("upperarm01.L")[1]
    shoulder_to_hip -= assets.garment.reference_body.head("upperleg01.L")[1]
    rows: dict[str, list[NDArray[np.generic]]] = {}
    for _ in range(GARMENTS_PER_BODY):
        pattern = sample_pattern(rng)
        lies_flat = bool(rng.random() < _LYING_FLAT)
        product = lay_out(assets, pattern, rng, SHARD_SIZE, lies_flat=lies_flat)
        dressed = dress(assets, person, pattern, person.camera.enlarged(2))
        fine_labels, dressed = dressed.labels, _every_second_pixel(dressed)
        row: Sample = {
            "labels": fine_labels,
            "correspondence": correspondence(assets, dressed, product.xy, pattern),
            "garment_side": product.side,
            "garment_shade": shade(assets, product, rng),
            "attributes": _attributes(pattern, dressed, float(shoulder_to_hip)),
        }
        for name, value in row.items():
            rows.setdefault(name, []).append(value)
    sample: Sample = {name: np.stack(values) for name, values in rows.items()}
    sample["keypoints"] = keypoints(assets, person)
    return sample


def _every_second_pixel(dressed: Dressed) -> Dressed:
    """Returns somebody drawn at LABEL_SIZE at SHARD_SIZE, a quarter of a pixel aside."""
    fragments = dressed.fragments
    coarse = replace(
        fragments,
        mesh=fragments.mesh[::2, ::2],
        face=fragments.face[::2, ::2],
        barycentric=fragments.barycentric[::2, ::2],
    )
    return replace(dressed, fragments=coarse, labels=dressed.labels[::2, ::2])


def correspondence(
    assets: SharedAssets, dressed: Dressed, product_xy: NDArray[np.float32], pattern: Pattern
) -> NDArray[np.float16]:
    """Returns (H, W, 2) float16: the product pixel of what is on or next to the cloth, else NaN.

    A warp that knows where the cloth would run on finds the edges of the garment by itself:
    wherever it leads outside the product's mask, the person is bare.
    """
    fragments, garment = dressed.fragments, assets.garment
    found = np.full((*dressed.labels.shape, 2), np.nan, np.float16)

    def read(shown: Mask, mesh: int, places: NDArray[np.float32]) -> None:
        faces = dressed.meshes[mesh].faces
        found[shown] = interpolate(
            places, faces, fragments.face[shown], fragments.barycentric[shown]
        )

    read(dressed.labels == Lip.UPPER, TOP, product_xy)
    run_on = product_xy[garment.nearest]
    run_on[garment.nearest_distance > _REACH] = np.nan
    read(np.isin(dressed.labels, _BARE), SKIN, run_on)
    if pattern.lowest - CROTCH > -_REACH:
        # A longer top is stretched below the hips; what lies under it has no place of its own.
        read(fragments.of(BOTTOM), BOTTOM, run_on)
    return found


def write_shards(assets: SharedAssets, folder: Path, count: int, seed: int) -> None:
    """Writes shards of bodies `seed` to `seed + count - 1`; shards already there are kept.

    Args:
        assets: The shared material.
        folder: Made if need be; each shard is a folder "s" + seven digits of its first seed.
        count: Bodies, rounded up to whole shards.
        seed: Of the first body.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for first in range(seed, seed + count, BODIES_PER_SHARD):
        shard = folder / f"s{first:07d}"
        if shard.is_dir():
            continue
        started = time.perf_counter()
        samples = [label_sample(assets, first + k) for k in range(BODIES_PER_SHARD)]
        unfinished = folder / f".{shard.name}.part"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir()
        for name in samples[0]:
            np.save(unfinished / f"{name}.npy", np.stack([s[name] for s in samples]))
        unfinished.rename(shard)
        seconds = (time.perf_counter() - started) / BODIES_PER_SHARD
        log.info("%s: %.2f s a body", shard.name, seconds)


def _attributes(pattern: Pattern, dressed: Dressed, shoulder_to_hip: float) -> NDArray[np.float32]:
    numbers = NECKLINES.index(pattern.neckline), KINDS.index(pattern.kind)
    hem = pattern.hem / shoulder_to_hip
    return np.array([pattern.sleeve, hem, numbers[0], dressed.tucked, numbers[1]], np.float32)
