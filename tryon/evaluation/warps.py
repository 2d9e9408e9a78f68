"""What Table 2 of VITON-HD says of a warp: how well it fits, and what it costs.

Source: VITON-HD B.1 and Table 2, with ClothFlow's Warp-SSIM and Mask-SSIM. Neither paper says how a
region of any shape is compared: here SSIM is taken of the whole pictures, place by place, and
averaged over the clothing of the photo.
"""

from collections.abc import Callable
from dataclasses import dataclass

import torch
from PIL.Image import Resampling
from torch.utils.flop_counter import FlopCounterMode

from tryon.evaluation.metrics import region_similarity
from tryon.labels import UPPER_LABELS, is_any
from tryon.models.appearance_flow import AppearanceFlow
from tryon.models.compact import Matching
from tryon.models.viton_hd import GeometricMatching
from tryon.pictures.canvas import to_canvas
from tryon.pictures.resampling import resampled
from tryon.types import PersonInput, TryOnResult

# (height, width): "MACs of their warping modules at 256x192".
_SIZE = (256, 192)
# Source: VITON-HD Table 2; the starred ones are ClothFlow's own.
TABLE_2 = {
    "VITON-HD": ("0.782", "4.47G", "0.852"),
    "ClothFlow": ("0.841*", "8.13G", "0.803*"),
}


@dataclass(frozen=True)
class WarpScores:
    """How well a garment fits the photo of the person who wears it, SSIM from -1 to 1.

    Attributes:
        warp_ssim: The warped garment against the photo.
        mask_ssim: The finished picture against the photo, there too.
    """

    warp_ssim: float
    mask_ssim: float


def score_warp(person: PersonInput, result: TryOnResult) -> WarpScores | None:
    """Compares warped garment and result with the photo where the photo has upper clothes.

    Args:
        person: Of the paired setting: in the garment that was tried on.
        result: At any size.

    Returns:
        None where the clothes are not known, or nothing was warped.
    """
    warped = result.intermediates.warped_cloth
    if person.parse_map is None or warped is None:
        return None
    labels = resampled(person.parse_map.labels, result.size, Resampling.NEAREST)
    clothing = is_any(labels, UPPER_LABELS)
    if not clothing.any():
        return None
    photo = to_canvas(person.photo, person.box, result.size)
    return WarpScores(
        region_similarity(warped, photo, clothing),
        region_similarity(result.canvas, photo, clothing),
    )


def warp_macs(pipeline: str) -> int | None:
    """Returns the multiplications of a pipeline's warp at 256x192; None of an unknown one.

    Convolutions, linear layers and matrix products are counted, as published form. What reads a
    picture through a grid, and the cost volume of RMGN (0.2 G), are no layers and are left out.
    """
    count = _WARPS.get(pipeline)
    if count is None:
        return None
    with torch.device("meta"), torch.inference_mode(), FlopCounterMode(display=False) as counter:
        count()
    operations: int = counter.get_total_flops()
    return operations // 2


def _viton_hd() -> None:
    network = GeometricMatching().eval()
    person, cloth = (_input(channels) for channels in (7, 3))
    features = network.extractionA(person), network.extractionB(cloth)
    from_places = features[0].flatten(2).transpose(1, 2) @ features[1].flatten(2)
    network.regression(from_places.view(1, -1, *features[1].shape[2:]))


def _rmgn() -> None:
    AppearanceFlow().eval().forward_reference(_input(3), _input(3))


def _compact() -> None:
    Matching().eval().warps(_input(10), _input(4), torch.empty(1, 9, 2))


def _input(channels: int) -> torch.Tensor:
    """Returns (1, channels, 256, 192) on the default device, of no particular values."""
    return torch.empty(1, channels, *_SIZE)


_WARPS: dict[str, Callable[[], object]] = {
    "viton-hd": _viton_hd,
    "rmgn": _rmgn,
    "compact": _compact,
}
