"""What `compact` shows of its steps: the warps and what they leave uncovered."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tryon.labels import COMPACT_TO_LIP, Compact
from tryon.misalignment.equations import Misalignment, misalignment_of
from tryon.pictures.coordinates import identity_flow
from tryon.pipelines.drawing import draw_flow, draw_warp_grid
from tryon.pipelines.working_inputs import Agnostic, WorkingInputs, steps_before_layout, to_bytes
from tryon.types import Image, Intermediates, Labels, Mask


@dataclass(frozen=True)
class GarmentWarps:
    """Both warps of the garment. Flows are (2, H, W) from -1 to 1, masks float32 0 to 1.

    `back` is (H, W) bool, the inner back in the product photo.
    """

    back: Mask
    tps_flow: NDArray[np.float32]
    tps_cloth: Image
    tps_mask: NDArray[np.float32]
    flow: NDArray[np.float32]
    flow_cloth: Image
    flow_mask: NDArray[np.float32]


def misaligned(matched: GarmentWarps, layout: Labels) -> tuple[Misalignment, Misalignment]:
    """Stage 4: what the layout's clothing lacks after the TPS warp, and after the flow."""
    clothing = layout == Compact.UPPER
    return misalignment_of(clothing, matched.tps_mask), misalignment_of(clothing, matched.flow_mask)


def intermediates_of(
    inputs: WorkingInputs,
    agnostic: Agnostic,
    layout: Labels,
    matched: GarmentWarps,
    misalignment: Misalignment,
    after_flow: Misalignment,
) -> Intermediates:
    """Returns every step as it is shown, the warps as fields of offsets in pixels."""
    clothing = layout == Compact.UPPER
    identity = identity_flow(inputs.size, np.float64)
    half = np.array([layout.shape[1] / 2, layout.shape[0] / 2])[:, None, None]
    offset = ((matched.flow - identity) * half).astype(np.float32)
    return replace(
        steps_before_layout(inputs, agnostic),
        predicted_parse=COMPACT_TO_LIP[layout],
        tps_grid=draw_warp_grid(matched.tps_cloth, matched.tps_flow, matched.tps_mask > 0.5),
        warped_cloth=matched.tps_cloth,
        warped_cloth_mask=to_bytes(matched.tps_mask),
        align_mask=to_bytes(misalignment.align),
        misalignment_mask=to_bytes(misalignment.misalign),
        appearance_flow=draw_flow(offset, clothing),
        flow_cloth=_on_white(matched.flow_cloth, clothing),
        flow_misalignment_mask=to_bytes(after_flow.misalign),
    )


def _on_white(cloth: Image, shown: Mask) -> Image:
    picture = cloth.copy()
    picture[~shown] = 255
    return picture
