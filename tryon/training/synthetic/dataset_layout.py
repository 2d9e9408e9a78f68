"""Writes synthetic people in the folder layout of the published VITON-HD data set.

test/image/00000_00.jpg                 person in top 00000, 1024 x 768
test/cloth/00000_00.jpg                 product photo of that top
test/cloth-mask/00000_00.jpg            0 or 255
test/image-parse/00000_00.png           LIP-20 with the published palette, exact
test/openpose-json/00000_00_keypoints.json
test/openpose-img/00000_00_rendered.png
test_pairs.txt                          each person with the next one's top
"""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import PIL.Image
from numpy.typing import NDArray

from tryon.labels import LIP_PALETTE
from tryon.preprocess.agnostic import pose_map
from tryon.training.synthetic.appearance import sample_look
from tryon.training.synthetic.assortment import sample_pattern
from tryon.training.synthetic.product import OUTSIDE, lay_out
from tryon.training.synthetic.render import photograph, photograph_product
from tryon.training.synthetic.scene import dress, keypoints, sample_person
from tryon.training.synthetic.shared_assets import SharedAssets
from tryon.training.synthetic.swatches import Swatches
from tryon.types import Image, Keypoints, Labels, Mask, Size

PICTURE_SIZE: Size = (1024, 768)
SCORE = 0.9  # what the exact joints claim as their confidence
JPEG_QUALITY = 95


@dataclass(frozen=True)
class PictureSample:
    """A person, the top worn and everything known about both.

    Attributes:
        image: (H, W, 3) the person in the top.
        cloth: (H, W, 3) the product photo.
        cloth_mask: (H, W) where the product is.
        labels: (H, W) LIP-20 of the person.
        keypoints: Joints of the person.
    """

    image: Image
    cloth: Image
    cloth_mask: Mask
    labels: Labels
    keypoints: Keypoints


def picture_sample(
    assets: SharedAssets, seed: int, size: Size = PICTURE_SIZE, swatches: Swatches | None = None
) -> PictureSample:
    """Makes one person in one top, with both photos.

    Args:
        assets: The shared material.
        seed: Decides everything.
        size: (height, width) of all pictures.
        swatches: Real cloth and clutter, if there is any.
    """
    rng = np.random.default_rng(seed)
    person = sample_person(assets, rng, size)
    pattern = sample_pattern(rng)
    look = sample_look(rng, person.body, swatches)
    product = lay_out(assets, pattern, rng, size)
    return PictureSample(
        image=photograph(assets, person, pattern, look, rng, product),
        cloth=photograph_product(assets, pattern, product, look.top, rng),
        cloth_mask=product.side != OUTSIDE,
        labels=dress(assets, person, pattern).labels,
        keypoints=visible_keypoints(keypoints(assets, person), size),
    )


def visible_keypoints(xy: NDArray[np.float32], size: Size) -> Keypoints:
    """Returns (25, 2) joints as a detector would: those outside the picture are missing."""
    inside = (xy >= 0).all(1) & (xy[:, 0] < size[1]) & (xy[:, 1] < size[0])
    found = np.where(inside[:, None], xy, np.nan).astype(np.float32)
    return Keypoints(found, np.where(inside, SCORE, 0).astype(np.float32))


def write_dataset(
    assets: SharedAssets,
    folder: Path,
    count: int,
    seed: int,
    size: Size = PICTURE_SIZE,
    swatches: Swatches | None = None,
) -> None:
    """Writes `count` people; samples that are complete already are kept.

    Args:
        assets: The shared material.
        folder: Where `test` and `test_pairs.txt` go.
        count: People, numbered from 0.
        seed: Of the first.
        size: (height, width).
        swatches: Real cloth and clutter, if there is any.
    """
    names = [f"{number:05d}_00" for number in range(count)]
    for number, name in enumerate(names):
        # The photo of the person is written last.
        if not (folder / "test" / "image" / f"{name}.jpg").is_file():
            sample = picture_sample(assets, seed + number, size, swatches)
            _write_sample(folder / "test", name, sample)
    others = names[1:] + names[:1]
    lines = [f"{person}.jpg {top}.jpg\n" for person, top in zip(names, others, strict=True)]
    (folder / "test_pairs.txt").write_text("".join(lines))


def openpose_json(keypoints: Keypoints) -> str:
    """Writes joints as OpenPose does: x, y and score in a row, zeros where missing."""
    rows = np.concatenate([keypoints.xy, keypoints.score[:, None]], 1)
    flat = np.nan_to_num(rows, nan=0.0).ravel().round(3)
    person = {"person_id": [-1], "pose_keypoints_2d": [float(value) for value in flat]}
    return json.dumps({"version": 1.3, "people": [person]})


def _write_sample(folder: Path, name: str, sample: PictureSample) -> None:
    mask = sample.cloth_mask.astype(np.uint8) * 255
    parse = PIL.Image.fromarray(sample.labels)
    parse.putpalette(LIP_PALETTE.tobytes())
    size = sample.labels.shape[0], sample.labels.shape[1]
    pictures = {
        f"cloth/{name}.jpg": PIL.Image.fromarray(sample.cloth),
        f"cloth-mask/{name}.jpg": PIL.Image.fromarray(mask),
        f"image-parse/{name}.png": parse,
        f"openpose-img/{name}_rendered.png": PIL.Image.fromarray(pose_map(sample.keypoints, size)),
        f"image/{name}.jpg": PIL.Image.fromarray(sample.image),
    }
    joints = folder / "openpose-json" / f"{name}_keypoints.json"
    joints.parent.mkdir(parents=True, exist_ok=True)
    joints.write_text(openpose_json(sample.keypoints))
    for path, picture in pictures.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        # PNG knows no quality and ignores it.
        picture.save(folder / path, quality=JPEG_QUALITY)
