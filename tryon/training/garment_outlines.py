"""Outlines of garments in photos, drawn and looked at by us, and the masks they enclose.

A file for each kind: a line a photo, its name and its rings, each a list of corners in pixels of
the photo. What lies in an even number of rings is ground, as between an arm and the trunk. A name
without rings was looked at and shows none.
"""

import gzip
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.types import Mask

# Whole garments; what is seen of their inner sides; their hoods, inner and outer side together.
OUTLINES, INSIDES, HOODS = (
    Path(__file__).with_name(f"garment_{kind}.txt.gz") for kind in ("outlines", "insides", "hoods")
)
Rings = list[NDArray[np.int32]]

_OFF = 0.7  # pixels that a stored outline may lie beside the mask's
_LEAST_RING = 12.0  # square pixels


def rings_of(mask: Mask) -> Rings:
    """Returns the outlines of a mask (H, W), (N, 2) corners x, y each."""
    found, _ = cv2.findContours(mask.astype(np.uint8), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    rings = [cv2.approxPolyDP(ring, _OFF, closed=True)[:, 0] for ring in found]
    return [ring for ring in rings if len(ring) > 2 and cv2.contourArea(ring) >= _LEAST_RING]


def enclosed(rings: Rings, size: tuple[int, int]) -> Mask:
    """Returns the mask of a size (height, width) that outlines enclose."""
    mask = np.zeros(size, np.uint8)
    cv2.fillPoly(mask, rings, 1)
    return mask > 0


def write_outlines(path: Path, outlines: dict[str, Rings]) -> None:
    """Writes outlines by the photo's name; the same outlines always give the same file."""
    lines = [
        " ".join([name, *(_written(ring) for ring in rings)])
        for name, rings in sorted(outlines.items())
    ]
    # Neither name nor time in the archive.
    with path.open("wb") as file, gzip.GzipFile("", "wb", fileobj=file, mtime=0) as packed:
        packed.write("".join(f"{line}\n" for line in lines).encode())


def read_outlines(path: Path = OUTLINES) -> dict[str, Rings]:
    """Reads what `write_outlines` wrote."""
    with gzip.open(path, "rt") as lines:
        parts = [line.split() for line in lines]
    return {name: [_read(ring) for ring in rings] for name, *rings in parts}


def _written(ring: NDArray[np.int32]) -> str:
    return ",".join(str(value) for value in ring.ravel())


def _read(ring: str) -> NDArray[np.int32]:
    return np.array(ring.split(","), np.int32).reshape(-1, 2)
