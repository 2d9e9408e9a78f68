"""Writes persons in the layout of the published data set, at a small size."""

import json
from pathlib import Path

import numpy as np
import PIL.Image
from fakes import photo

from tryon.labels import LIP_PALETTE, Joint, Lip

HEIGHT, WIDTH = 512, 384


def write_person(folder: Path, name: str, seed: int, published: bool) -> None:
    """A picture of waves for the person and for the garment; companions if `published`."""
    pictures = {"image": photo(seed, HEIGHT, WIDTH), "cloth": photo(seed + 1, HEIGHT, WIDTH)}
    if published:
        mask = np.zeros((HEIGHT, WIDTH), np.uint8)
        mask[100:400, 100:300] = 255
        pictures["cloth-mask"] = mask
        _write_parse(folder / "image-parse" / f"{name}.png", mask)
        _write_joints(folder / "openpose-json" / f"{name}_keypoints.json")
    for kind, picture in pictures.items():
        (folder / kind).mkdir(parents=True, exist_ok=True)
        PIL.Image.fromarray(picture).save(folder / kind / f"{name}.jpg")


def _write_parse(path: Path, mask: np.ndarray) -> None:
    parse = PIL.Image.fromarray((mask // 255 * Lip.UPPER).astype(np.uint8))
    parse.putpalette(LIP_PALETTE.tobytes())
    path.parent.mkdir(parents=True, exist_ok=True)
    parse.save(path)


def _write_joints(path: Path) -> None:
    rows = np.zeros((len(Joint), 3))
    rows[Joint.NECK] = (192, 100, 0.8)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"people": [{"pose_keypoints_2d": rows.ravel().tolist()}]}))
