"""Writes persons in the layouts of the published data sets, at a small size."""

import json
from pathlib import Path

import numpy as np
import PIL.Image

from tests.support.fakes import photo
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


def write_rmgn_pair(root: Path, person: str, garment: str, seed: int, masked: bool = True) -> None:
    """A person and a garment as RMGN's test script reads them, with the garment's mask or not."""
    pictures = {
        f"women_top_reference_person_test/{person}": photo(seed, HEIGHT, WIDTH),
        f"women_top_cloth_test/{garment}": photo(seed + 1, HEIGHT, WIDTH),
    }
    if masked:
        mask = np.zeros((HEIGHT, WIDTH), np.uint8)
        mask[100:400, 100:300] = 255
        pictures[f"women_top_cloth_mask_test/{garment}"] = mask
    for name, picture in pictures.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        PIL.Image.fromarray(picture).save(root / name)


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
