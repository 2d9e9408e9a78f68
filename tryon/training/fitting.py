"""A rendered person and the product of another top, as the pipeline would meet them."""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from tryon.labels import LIP_TO_COMPACT
from tryon.preprocess.agnostic import parse_agnostic
from tryon.preprocess.compact_inputs import (
    agnostic_channels,
    cloth_channels,
    joint_places,
    pose_channels,
)
from tryon.training.found_joints import detected
from tryon.training.pool import Arrays
from tryon.training.samples import SIZE, misparsed
from tryon.types import Image, Keypoints, Labels

# A parse map that agrees with the truth less than this has found somebody else or nobody.
_LEAST_AGREEMENT = 0.8


@dataclass(frozen=True)
class Fitting:
    """Who is to wear what; label maps are compact classes, tensors have a first axis of one.

    Attributes:
        photo: (256, 192, 3) RGB of the person in the old top.
        parse: (512, 384) the photo's parse map as a parser finds it.
        labels: (512, 384) what is true of the photo.
        agnostic: (5, 256, 192). pose: (3, 256, 192). cloth: (4, 256, 192). joints: (9, 2).
        kept: (256, 192) the agnostic parse map.
        product: (256, 192, 3) RGB of the new top. side: (256, 192) 0 outside, 1 outer, 2 inner.
        target: (512, 384) what is true in the new top.
        target_photo: (256, 192, 3) RGB in the new top.
    """

    photo: Image
    parse: Labels
    labels: Labels
    agnostic: Tensor
    pose: Tensor
    cloth: Tensor
    joints: Tensor
    kept: Labels
    product: Image
    side: NDArray[np.uint8]
    target: Labels
    target_photo: Image


def fittings(outfits: Arrays, rng: np.random.Generator) -> list[Fitting]:
    """Returns every person of a chunk of `synthetic.outfits` with the top the photo does not show.

    Parse map and joints are what our own preprocessing found, and where it has not looked the
    truth with drawn mistakes. Photos it refused or saw somebody else in are left out.
    """
    made = []
    for person in range(len(outfits["keypoints"])):
        for worn in (1, 0):
            found = _found(outfits, person, worn, rng)
            if found is not None:
                made.append(_fitting(outfits, person, worn, *found, rng))
    return made


def _found(
    outfits: Arrays, person: int, worn: int, rng: np.random.Generator
) -> tuple[Labels, Keypoints] | None:
    """Returns the parse map (LIP, 512x384) and the joints in pixels of 256x192."""
    truth: Labels = outfits["labels"][person, worn]
    if "found_labels" not in outfits:
        return truth, detected(outfits["keypoints"][person], SIZE, rng)
    labels: Labels = outfits["found_labels"][person, worn]
    xy = outfits["found_keypoints"][person, worn]
    if (LIP_TO_COMPACT[labels] == LIP_TO_COMPACT[truth]).mean() < _LEAST_AGREEMENT:
        return None
    return labels, Keypoints(xy, np.isfinite(xy).all(1).astype(np.float32))


def _fitting(
    outfits: Arrays,
    person: int,
    worn: int,
    labels: Labels,
    keypoints: Keypoints,
    rng: np.random.Generator,
) -> Fitting:
    top = 1 - worn
    parse = LIP_TO_COMPACT[labels]
    if "found_labels" not in outfits:
        parse = misparsed(parse, rng)
    product, side = outfits["product"][person, top], outfits["side"][person, top]
    kept = LIP_TO_COMPACT[parse_agnostic(np.ascontiguousarray(labels[::2, ::2]), keypoints)]
    return Fitting(
        photo=outfits["photo"][person, worn],
        parse=parse,
        labels=LIP_TO_COMPACT[outfits["labels"][person, worn]],
        agnostic=tensor(agnostic_channels(kept)),
        pose=tensor(pose_channels(keypoints, SIZE)),
        cloth=tensor(cloth_channels(product, side > 0, SIZE)),
        joints=tensor(joint_places(keypoints, SIZE)),
        kept=kept,
        product=product,
        side=side,
        target=LIP_TO_COMPACT[outfits["labels"][person, top]],
        target_photo=outfits["photo"][person, top],
    )


def tensor(channels: NDArray[np.float32]) -> Tensor:
    """Returns channels (C, H, W) as (1, C, H, W)."""
    return torch.from_numpy(np.ascontiguousarray(channels, np.float32))[None]


def levels(values: Tensor) -> NDArray[np.uint8]:
    """Returns values from 0 to 1 as 0 to 255."""
    made: NDArray[np.uint8] = (values * 255).round().clamp(0, 255).to(torch.uint8).numpy()
    return made
