"""Rendered people in two tops each: one body, one pose, one light; what a composing network needs.

A chunk of a `tryon.training.pool` holds, for N people in K = 2 tops at OUTFIT_SIZE:

    photo            (N, K, H, W, 3) uint8   RGB, the person wearing top k
    labels           (N, K, 2H, 2W) uint8    LIP-20
    product          (N, K, H, W, 3) uint8   RGB, the product photo of top k
    side             (N, K, H, W) uint8      product image: 0 outside, 1 outer, 2 inner side
    keypoints        (N, 25, 2) float32      BODY_25 pixels, NaN where unknown

and, where the project's own preprocessing looked at the photos:

    found_labels     (N, K, 2H, 2W) uint8    LIP-20 as it parsed them
    found_keypoints  (N, K, 25, 2) float32   BODY_25 pixels as it found them; all NaN where it
                                             refused the photo
"""

import logging
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tryon.training.pool import Arrays, chunk_path, write_chunk
from tryon.training.synthetic.appearance import sample_look, sample_top
from tryon.training.synthetic.assortment import sample_pattern
from tryon.training.synthetic.finder import Finder
from tryon.training.synthetic.product import lay_out
from tryon.training.synthetic.render import photograph, photograph_product
from tryon.training.synthetic.scene import dress, keypoints, sample_person
from tryon.training.synthetic.shared_assets import SharedAssets
from tryon.training.synthetic.swatches import Swatches
from tryon.types import Size

OUTFIT_SIZE: Size = (256, 192)
TOPS = 2
PEOPLE_PER_CHUNK = 10

log = logging.getLogger(__name__)


def outfits(
    assets: SharedAssets, seed: int, swatches: Swatches | None = None, finder: Finder | None = None
) -> Arrays:
    """Renders one person in two tops; see the module for the arrays, without their first axis."""
    rng = np.random.default_rng(seed)
    person = sample_person(assets, rng, OUTFIT_SIZE)
    look = sample_look(rng, person.body, swatches)
    light = int(rng.integers(1 << 31))
    rows: dict[str, list[NDArray[np.generic]]] = {}
    for _ in range(TOPS):
        pattern = sample_pattern(rng)
        worn = replace(look, top=sample_top(rng, swatches))
        product = lay_out(assets, pattern, rng, OUTFIT_SIZE)
        # The same lamps, backdrop and strands in both photos.
        photo = photograph(assets, person, pattern, worn, np.random.default_rng(light), product)
        row: dict[str, NDArray[np.generic]] = {
            "photo": photo,
            "labels": dress(assets, person, pattern, person.camera.enlarged(2)).labels,
            "product": photograph_product(assets, pattern, product, worn.top, rng),
            "side": product.side,
        }
        if finder is not None:
            row["found_labels"], row["found_keypoints"] = finder.look_at(photo)
        for name, value in row.items():
            rows.setdefault(name, []).append(value)
    arrays: Arrays = {name: np.stack(values) for name, values in rows.items()}
    arrays["keypoints"] = keypoints(assets, person)
    return arrays


def write_outfits(
    assets: SharedAssets,
    folder: Path,
    count: int,
    seed: int,
    swatches: Swatches | None = None,
    finder: Finder | None = None,
) -> None:
    """Writes chunks of people `seed` to `seed + count - 1`; chunks already there are kept.

    Args:
        assets: The shared material.
        folder: The pool; made if need be.
        count: People, rounded up to whole chunks.
        seed: Of the first person, a multiple of `PEOPLE_PER_CHUNK`.
        swatches: Real cloth and clutter; None draws everything.
        finder: Looks at every photo; None leaves its arrays out.
    """
    for first in range(seed, seed + count, PEOPLE_PER_CHUNK):
        number = first // PEOPLE_PER_CHUNK
        if chunk_path(folder, number).exists():
            continue
        started = time.perf_counter()
        people = [outfits(assets, first + k, swatches, finder) for k in range(PEOPLE_PER_CHUNK)]
        write_chunk(
            folder, number, {name: np.stack([p[name] for p in people]) for name in people[0]}
        )
        log.info("chunk %d: %.2f s a person", number, (time.perf_counter() - started) / len(people))
