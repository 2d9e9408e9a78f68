"""`python -m tryon inspect`: where a finished run's garment does not fit, and what a change did."""

import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tryon.errors import TryOnError
from tryon.files import write_file
from tryon.misalignment import inspection, overlays
from tryon.misalignment.inspection import SoftMask
from tryon.misalignment.overlays import ALIGNED_RGB, MISALIGNED_RGB
from tryon.misalignment.reference import read_reference
from tryon.outputs.results import encode_png
from tryon.pictures.reading import read_image


def inspect(run: Path, before: Path | None, out: Path) -> int:
    """Writes inspection.json and overlays for the folder of a run.

    Args:
        run: What `python -m tryon run` wrote.
        before: An earlier run of the same person to compare with.
        out: Where the numbers and overlays go.

    Raises:
        TryOnError: A folder holds no run with masks, or the two cannot be compared.
    """
    masks = _read(run)
    seen = inspection.inspect(*masks)
    said: dict[str, object] = {**asdict(seen), "misalignment_ratio": seen.ratio}
    group = ""
    # The reference is of predicted layouts, and says nothing about other comparisons.
    if _is_of_layout(run):
        reference = read_reference()
        pixels = reference.scaled(seen.misaligned_pixels, seen.size)
        said["group"] = reference.group(pixels)
        said["rank"] = reference.rank(pixels)
        said["compared_with"] = reference.words
        group = f" ({said['group']})"
    align, misaligned = (
        overlays.tint(mask, rgb)
        for mask, rgb in zip(masks, (ALIGNED_RGB, MISALIGNED_RGB), strict=True)
    )
    pictures = {"overlay": overlays.layers(align, misaligned)}
    if before is not None:
        earlier = _read(before)
        if _is_of_layout(before) != _is_of_layout(run):
            raise TryOnError(
                "One run misses a predicted layout, the other one the old garment.",
                "Compare runs of rmgn with each other, and those of the other pipelines.",
            )
        change = inspection.compared(earlier, masks)
        pictures["change"] = overlays.change_layer(change)
        said["before"] = {
            "misalignment_ratio": change.before,
            "newly_closed_pixels": int(change.closed.sum()),
            "newly_opened_pixels": int(change.opened.sum()),
        }
        print(f"{100 * change.before:.1f} % before, {100 * change.after:.1f} % now")
    picture = read_image(run / "canvas.png", "result").rgb
    if picture.shape[:2] != seen.size:
        raise TryOnError(
            "The canvas and the masks of this run differ in size.", "Run the pair again."
        )
    for name, layer in pictures.items():
        write_file(out / f"{name}.png", encode_png(_over(picture, layer)))
    write_file(out / "inspection.json", (json.dumps(said, indent=2) + "\n").encode())
    print(
        f"{100 * seen.ratio:.1f} % of the clothing is misaligned{group}, "
        f"{len(seen.spots)} spots, written to {out}"
    )
    return 0


def _read(folder: Path) -> tuple[SoftMask, SoftMask]:
    masks = inspection.read_masks(folder)
    if masks is None or not (folder / "canvas.png").is_file():
        raise TryOnError(
            "A folder holds no run with an align mask and a misalignment mask.",
            "Give the folder that python -m tryon run wrote, of a pipeline with both masks.",
        )
    return masks


def _is_of_layout(folder: Path) -> bool:
    """Tells whether a run's masks are those of a predicted layout; RMGN predicts none."""
    return (folder / "predicted_parse.png").is_file()


def _over(picture: NDArray[np.uint8], layer: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Lays a see-through picture (H, W, 4) over another at three quarters of its opacity."""
    share = layer[..., 3:].astype(np.float32) / 255 * 0.75
    mixed = picture * (1 - share) + layer[..., :3] * share
    return np.rint(mixed).astype(np.uint8)
