"""What the composing and the skin light network see of a try-on, at 256x192."""

from collections.abc import Callable
from typing import TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from tryon.labels import Compact
from tryon.models.compact import WORKING_SIZE
from tryon.models.composing import Scene
from tryon.models.skin_light import SKIN, SURELY, light_of
from tryon.pipelines.compact.intermediates import GarmentWarps
from tryon.pipelines.compact.warp import warp
from tryon.pipelines.working_inputs import WorkingInputs, at_size
from tryon.preprocess.compact_inputs import removed_area
from tryon.types import Labels

_Number = TypeVar("_Number", np.uint8, np.float32)


def scene_of(
    inputs: WorkingInputs,
    worn: Labels,
    layout: Labels,
    matched: GarmentWarps,
    tensor: Callable[[NDArray[np.float32]], Tensor],
) -> Scene:
    """Returns what the composing network sees.

    Args:
        inputs: Person and garment on the canvas, (H, W).
        worn: (H, W) compact classes of the photo, scraps of the old garment counted as it.
        layout: (H, W) compact classes in the new garment.
        matched: The garment on its place.
        tensor: Puts channels (C, 256, 192) as (1, C, 256, 192) where the network is.
    """
    parse = at_size(worn, WORKING_SIZE)
    removed = removed_area(parse)
    if inputs.repaint is not None:
        removed |= at_size(inputs.repaint.astype(np.uint8), WORKING_SIZE) > 0
    photo, cloth = (
        np.asarray(_reduced(picture).transpose(2, 0, 1) / np.float32(255), np.float32)
        for picture in (inputs.image, matched.flow_cloth)
    )
    back = warp(matched.back.astype(np.float32), matched.flow)
    shares = [_reduced((layout == label).astype(np.float32)) for label in Compact]
    classes = np.arange(len(Compact), dtype=np.uint8)[:, None, None]
    return Scene(
        photo=tensor(photo),
        removed=tensor(removed[None].astype(np.float32)),
        cloth=tensor(cloth),
        cloth_mask=tensor(_reduced(matched.flow_mask)[None]),
        inner_back=tensor(_reduced(back)[None]),
        layout=tensor(np.stack(shares)),
        parse=tensor((parse[None] == classes).astype(np.float32)),
    )


def seen_light(scene: Scene) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Returns what the skin light network sees but for the pose: see `SkinLight.forward`."""
    shown, skin = (classes[:, list(SKIN)].sum(1, True) for classes in (scene.parse, scene.layout))
    shown = shown * (1 - scene.removed) * (skin > SURELY)
    light = light_of(255 * scene.photo.mean(1, True), shown) * shown
    return light, shown, scene.layout, scene.parse[:, 1:]


def _reduced(plane: NDArray[_Number]) -> NDArray[_Number]:
    """Returns a plane or picture at the working size, every pixel the mean of what it covers."""
    small: NDArray[_Number] = cv2.resize(plane, WORKING_SIZE[::-1], interpolation=cv2.INTER_AREA)
    return small
