"""Table 2 of VITON-HD for every warp that is here, and the panels of its Fig. 13.

Source: VITON-HD B.1, Table 2 and Fig. 13.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np
from numpy.typing import NDArray
from PIL.Image import Resampling
from torch import Tensor

from tryon.evaluation.fitted import fit_flow, fit_tps, worn_garment
from tryon.evaluation.metrics import region_similarity
from tryon.evaluation.report import markdown_table
from tryon.evaluation.warps import TABLE_2, warp_macs
from tryon.labels import UPPER_LABELS, is_any
from tryon.misalignment.equations import misalignment_of
from tryon.misalignment.overlays import MISALIGNED_RGB
from tryon.models.tps import warp
from tryon.outputs.side_by_side import Panel, draw_panels
from tryon.pictures.canvas import to_canvas
from tryon.pictures.resampling import resampled
from tryon.pipelines.drawing import draw_warp_grid
from tryon.pipelines.working_inputs import as_picture, as_tensor
from tryon.types import GarmentInput, Image, Mask, PersonInput, Size, TryOnResult

# The paper's own network has 5 x 5; Fig. 13 adds the other two.
TPS_POINTS = (5, 10, 20)


@dataclass(frozen=True)
class WarpFit:
    """How one warp did on one person in the own garment.

    Attributes:
        name: Of the warp.
        warp_ssim: The warped garment against the photo, over its clothing.
        mask_ssim: The finished picture against the photo, there too; None where the warp belongs
            to no pipeline that finishes one.
        misaligned: Misaligned over clothing pixels.
        shown: (H, W, 3) the garment in the photo, its grid where it is known, misaligned orange.
    """

    name: str
    warp_ssim: float
    mask_ssim: float | None
    misaligned: float
    shown: Image


@dataclass(frozen=True)
class WarpMeans:
    """A row of the table: a warp's means over `count` pairs, see `WarpFit`.

    Attributes:
        macs: Multiplications of its network at 256x192; None of what is fitted without one.
    """

    name: str
    warp_ssim: float
    macs: int | None
    mask_ssim: float | None
    misaligned: float
    count: int


@dataclass(frozen=True)
class _Warped:
    """A warped garment (H, W, 3) and its mask (H, W) from 0 to 1, with the grid (2, H, W)."""

    name: str
    cloth: Image
    mask: NDArray[np.float32]
    grid: NDArray[np.float32] | None = None
    canvas: Image | None = None


def fits(
    person: PersonInput, garment: GarmentInput, results: Sequence[TryOnResult], size: Size
) -> list[WarpFit]:
    """Compares the warps of pipelines, and fitted ones, with the photo.

    Args:
        person: In the garment of the product photo.
        garment: That garment.
        results: Of pipelines, at `size`.
        size: (height, width) the pictures are compared at.

    Returns:
        One for each warp, in a fixed order; none where the person's clothing is not known.
    """
    target = worn_garment(person, garment)
    if target is None or person.parse_map is None:
        return []
    labels = resampled(person.parse_map.labels, size, Resampling.NEAREST)
    clothing = is_any(labels, UPPER_LABELS)
    photo = to_canvas(person.photo, person.box, size)
    grids = [(f"TPS {n}x{n}, fitted", fit_tps(target, n, size)) for n in TPS_POINTS]
    grids.append(("flow, fitted", fit_flow(target, size)))
    warped = [_through(name, grid, garment, size) for name, grid in grids]
    warped += [each for result in results for each in _of_pipeline(result, clothing)]
    return [_fit(each, photo, clothing) for each in warped]


def _through(name: str, grid: Tensor, garment: GarmentInput, size: Size) -> _Warped:
    """Reads the garment through a grid."""
    cloth = as_tensor(resampled(garment.image, size, Resampling.BILINEAR), grid.device, grid.dtype)
    small = resampled(garment.cloth_mask.astype(np.uint8), size, Resampling.NEAREST)
    mask = as_tensor(small.astype(np.float32), grid.device, grid.dtype)
    return _Warped(
        name,
        as_picture(warp(cloth, grid)),
        warp(mask, grid)[0, 0].numpy(),
        grid[0].permute(2, 0, 1).numpy(),
    )


def _of_pipeline(result: TryOnResult, clothing: Mask) -> Iterator[_Warped]:
    """Yields a pipeline's warps; the finished picture belongs to the last one."""
    made = result.intermediates
    if made.warped_cloth is None or made.warped_cloth_mask is None:
        return
    mask = np.asarray(made.warped_cloth_mask / np.float32(255), np.float32)
    if made.flow_cloth is None or made.flow_misalignment_mask is None:
        yield _Warped(result.pipeline, made.warped_cloth, mask, canvas=result.canvas)
        return
    yield _Warped(f"{result.pipeline}, TPS", made.warped_cloth, mask)
    covered = clothing - made.flow_misalignment_mask.astype(np.float32) / 255
    yield _Warped(
        f"{result.pipeline}, flow", made.flow_cloth, covered.clip(0, 1), canvas=result.canvas
    )


def _fit(warped: _Warped, photo: Image, clothing: Mask) -> WarpFit:
    misalignment = misalignment_of(clothing, warped.mask)
    there = warped.mask > 0.5
    shown: Image = np.where(there[..., None], warped.cloth, photo)
    if warped.grid is not None:
        shown = draw_warp_grid(shown, warped.grid, there)
    orange = np.array(MISALIGNED_RGB, np.float32)
    part = misalignment.misalign[..., None]
    return WarpFit(
        warped.name,
        region_similarity(warped.cloth, photo, clothing),
        None if warped.canvas is None else region_similarity(warped.canvas, photo, clothing),
        misalignment.ratio,
        np.rint(shown * (1 - part) + orange * part).astype(np.uint8),
    )


def draw_figure(person: PersonInput, garment: GarmentInput, found: Sequence[WarpFit]) -> Image:
    """Returns one row after Fig. 13: photo, garment, then every warp with what it leaves open."""
    height, width = found[0].shown.shape[:2]
    size = height, width
    return draw_panels(
        [
            Panel("Photo", "", to_canvas(person.photo, person.box, size)),
            Panel("Garment", "", resampled(garment.image, size, Resampling.BILINEAR)),
            *(Panel(fit.name, f"{fit.misaligned:.1%} misaligned", fit.shown) for fit in found),
        ]
    )


def means(pairs: Sequence[Sequence[WarpFit]]) -> list[WarpMeans]:
    """Returns the means of each warp over pairs that all have the same warps."""
    rows = []
    for same in zip(*pairs, strict=True):
        name = same[0].name
        masks = [fit.mask_ssim for fit in same if fit.mask_ssim is not None]
        rows.append(
            WarpMeans(
                name,
                fmean(fit.warp_ssim for fit in same),
                warp_macs(name.partition(",")[0]),
                fmean(masks) if masks else None,
                fmean(fit.misaligned for fit in same),
                len(same),
            )
        )
    return rows


def table(rows: Sequence[WarpMeans], size: Size) -> str:
    """Returns the means as a Markdown table, with the paper's rows and what to mind."""
    cells = [
        [
            row.name,
            f"{row.warp_ssim:.3f}",
            "" if row.macs is None else f"{row.macs / 1e9:.2f}G",
            "" if row.mask_ssim is None else f"{row.mask_ssim:.3f}",
            f"{row.misaligned:.3f}",
        ]
        for row in rows
    ]
    cells += [[f"{name}, the paper's", *values, ""] for name, values in TABLE_2.items()]
    head = ["warp", "Warp-SSIM", "MACs at 256x192", "Mask-SSIM", "misaligned / clothing"]
    return (
        f"{markdown_table(head, cells)}\n\n"
        f"Means over {rows[0].count} pairs, each person in the own garment, compared at "
        f"{size[0]}x{size[1]} over the clothing of the photo. *Fitted* warps are no networks: each "
        "is fitted to the photo it is compared with, and shows how far such a warp can go. The "
        "paper's rows are of other data (* ClothFlow's own figures).\n"
    )
