"""Holds every intermediate of `viton-hd` against a straightforward reading of the published facts.

    python -m benchmarks.faithful_viton_hd --photos DIR

with PYTHONPATH=. before it. DIR is a folder in the published layout (test/image, test/cloth,
test/cloth-mask, test/image-parse, test/openpose-json, test_pairs.txt) with all companions. The
checkpoints are the stand-ins of the parity tests. What the pipeline does once, this file does again
from the files on with Pillow, PyTorch and label lists and drawings of its own; of the program it
takes the networks in their plain forms, which the parity tests hold against recordings, and nothing
else. Prints the largest difference of every intermediate, pair by pair; ends with 1 if one is
larger than rounding.
"""

import argparse
import json
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image as Pictures
from PIL import ImageDraw
from torch import Tensor
from torch.nn import functional as F

import tryon.models
from tests.parity.stand_ins import stand_in
from tryon.datasets.published import open_dataset
from tryon.models.alias import AliasGenerator
from tryon.models.viton_hd import SegmentationGenerator, upsample_blurred_reference
from tryon.pipelines.viton_hd import VitonHdPipeline
from tryon.types import Image, Intermediates, RunOptions, TryOnResult, WeightRecord
from tryon.weights.checkpoints import read_state

SIZE = (512, 384)
# Left alone, the stand-in predicts no upper clothes, and the misalignment would be empty.
LAST_BIAS, PREFERENCE = "conv9.6.bias", 1.0
SEED = 3
NETWORKS = ("viton_hd_seg", "viton_hd_gmm", "viton_hd_alias")
# LIP labels of the segmentation's 13 classes, of which ALIAS sees 7 groups.
CLASSES = [(0, 10), (1, 2), (4, 13), (5, 6, 7), (9, 12), (14,), (15,), (16,), (17,), (18,), (19,)]
CLASSES += [(8,), (3, 11)]
GROUPS = [(0,), (2, 4, 7, 8, 9, 10, 11), (3,), (1,), (5,), (6,), (12,)]
UPPER = 3
# The pipeline cuts grey levels off where this file keeps fractions; a fifth of one is for the
# faster forms. Two classes are level when rounding could turn them round; no other label differs.
LEVELS, LEVEL = 1.2, 1e-5


@dataclass(frozen=True)
class StandInStore:
    """Gives the pipeline stand-in checkpoints; what it needs of a `WeightStore`."""

    folder: Path

    def path(self, key: str) -> Path:
        """Returns where a stand-in lies."""
        return self.folder / f"{key}.pth"

    def state(self, key: str) -> dict[str, Tensor]:
        """Returns its values."""
        return read_state(self.path(key), key)

    def record(self, key: str) -> WeightRecord:
        """Returns what a report says of it."""
        return WeightRecord(key, "0" * 64, "stand-in")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--photos", type=Path, required=True)
    root = parser.parse_args().photos
    with tempfile.TemporaryDirectory() as folder:
        store = StandInStore(Path(folder))
        bias = stand_in("viton_hd_seg")[LAST_BIAS]
        bias[UPPER] += PREFERENCE
        changes = {"viton_hd_seg": {LAST_BIAS: bias}}
        for key in NETWORKS:
            torch.save(stand_in(key) | changes.get(key, {}), store.path(key))
        pipeline = VitonHdPipeline(store, torch.device("cpu"))
        networks = tuple(tryon.models.load(key, store.path(key)) for key in NETWORKS)
    dataset = open_dataset(root, "published")
    same = True
    for line in (root / "test_pairs.txt").read_text().splitlines():
        person_name, garment_name = line.split()
        person, _ = dataset.person(person_name, None)
        garment, _ = dataset.garment(garment_name, None)
        result = pipeline(person, garment, RunOptions(SIZE, SEED))
        with torch.inference_mode():
            found = classes_of(result.intermediates)
            given = read_files(root / "test", Path(person_name).stem, Path(garment_name).stem)
            plain = plain_reading(given, found, *networks)
        wrong, differences = compare(result, plain)
        same &= wrong == 0 and max(differences.values()) < LEVELS
        numbers = ", ".join(f"{name} {value:.2f}" for name, value in differences.items())
        clothing = float((plain["labels"] == UPPER).mean())
        print(f"{line}: clothing {clothing:.0%}, labels that differ {wrong:.1e};", end=" ")
        print(f"grey levels apart: {numbers}", flush=True)
    sys.exit(not same)


@dataclass(frozen=True)
class Given:
    """The files of a pair at the working size, as the published loader reads them."""

    cloth: Image
    cloth_mask: np.ndarray
    skeleton: Image
    agnostic_image: Image
    agnostic_parse: np.ndarray


def read_files(root: Path, person: str, garment: str) -> Given:
    """Reads the files: bilinear for pictures, the nearest pixel for labels and masks."""

    def read(path: str, mode: str, how: Pictures.Resampling) -> np.ndarray:
        picture = Pictures.open(root / path)
        picture = picture if mode == picture.mode else picture.convert(mode)
        return np.array(picture.resize(SIZE[::-1], how))

    smooth, nearest = Pictures.Resampling.BILINEAR, Pictures.Resampling.NEAREST
    text = (root / "openpose-json" / f"{person}_keypoints.json").read_text()
    joints = np.array(json.loads(text)["people"][0]["pose_keypoints_2d"]).reshape(-1, 3)[:, :2]
    joints[(joints == 0).all(1)] = np.nan
    step = SIZE[1] / 768
    # Pixel centres are whole numbers: the corner of the first pixel lies at -0.5.
    joints = (joints + 0.5) * step - 0.5
    labels = read(f"image-parse/{person}.png", "P", nearest)
    image = read(f"image/{person}.jpg", "RGB", smooth)
    return Given(
        cloth=read(f"cloth/{garment}.jpg", "RGB", smooth),
        cloth_mask=read(f"cloth-mask/{garment}.jpg", "L", nearest) >= 128,
        skeleton=read(f"openpose-img/{person}_rendered.png", "RGB", smooth),
        agnostic_image=grey_where_the_garment_was(image, labels, joints, step),
        agnostic_parse=without_garment_and_arms(labels, joints, step),
    )


def without_garment_and_arms(labels: np.ndarray, xy: np.ndarray, step: float) -> np.ndarray:
    """Returns the agnostic parse map; `step` is the width in 768ths."""
    remaining = labels.copy()
    for arm, path in ((14, (2, 5, 6, 7)), (15, (5, 2, 3, 4))):
        drawing = Pictures.new("L", labels.shape[::-1])
        draw = ImageDraw.Draw(drawing)
        previous = path[0]
        for joint in path[1:]:
            if np.isnan(xy[[previous, joint]]).any():
                continue  # the published loader does not move on past it
            line(draw, xy[previous], xy[joint], 100 * step)
            disc(draw, xy[joint], (40 if joint == path[-1] else 150) * step)
            previous = joint
        remaining[(np.asarray(drawing) > 0) & (labels == arm)] = 0
    remaining[np.isin(labels, (5, 6, 7, 10))] = 0
    return remaining


def grey_where_the_garment_was(
    image: Image, labels: np.ndarray, xy: np.ndarray, step: float
) -> Image:
    """Returns the agnostic image; shoulders, hips and neck have to be there."""
    drawing = Pictures.new("L", labels.shape[::-1])
    draw = ImageDraw.Draw(drawing)
    line(draw, xy[2], xy[5], 200 * step)
    for joint in (2, 5):
        disc(draw, xy[joint], 100 * step)
    for before, joint in ((2, 3), (3, 4), (5, 6), (6, 7)):
        if not np.isnan(xy[[before, joint]]).any():
            line(draw, xy[before], xy[joint], 200 * step)
            disc(draw, xy[joint], 100 * step)
    middle = (xy[9] + xy[12]) / 2
    wider = np.linalg.norm(xy[5] - xy[2]) / np.linalg.norm(xy[12] - xy[9])
    right, left = (middle + (xy[hip] - middle) * wider for hip in (9, 12))
    for hip in (right, left):
        disc(draw, hip, 60 * step, 120 * step)
    line(draw, xy[2], right, 120 * step)
    line(draw, xy[5], left, 120 * step)
    line(draw, right, left, 240 * step)
    draw.polygon([tuple(point) for point in (xy[2], xy[5], left, right)], 255, 255)
    neck, reach = xy[1], 140 * step
    draw.rectangle((*(neck - reach), *(neck + reach)), 255, 255)
    painted = image.copy()
    kept = np.isin(labels, (4, 13, 9, 12, 16, 17, 18, 19))
    painted[(np.asarray(drawing) > 0) & ~kept] = 128
    return painted


def line(draw: ImageDraw.ImageDraw, start: np.ndarray, end: np.ndarray, width: float) -> None:
    draw.line([tuple(start), tuple(end)], 255, width=round(width))


def disc(draw: ImageDraw.ImageDraw, at: np.ndarray, x: float, y: float | None = None) -> None:
    reach = np.array([x, x if y is None else y])
    draw.ellipse((*(at - reach), *(at + reach)), 255, 255)


def plain_reading(
    given: Given,
    found: np.ndarray,
    segmentation: SegmentationGenerator,
    matching: torch.nn.Module,
    alias: AliasGenerator,
) -> dict[str, np.ndarray]:
    """Runs the published program's steps one after the other, as the facts describe them."""
    noise_source = torch.Generator().manual_seed(SEED)
    pose, grey, cloth = map(picture, (given.skeleton, given.agnostic_image, given.cloth))
    mask = torch.from_numpy(given.cloth_mask.astype(np.float32))[None, None]
    kept = one_hot(given.agnostic_parse, CLASSES)

    small = [
        F.interpolate(x, (256, 192), mode="bilinear") for x in (mask, cloth * mask, kept, pose)
    ]
    noise = (torch.randn(1, 1, 256, 192, generator=noise_source) >= 1).float()
    maps = segmentation(torch.cat([*small, noise], 1))
    scores, order = upsample_blurred_reference(maps, SIZE)[0].topk(2, 0)
    labels = order[0].numpy()
    # Where two classes are level, rounding decides: what follows takes the pipeline's side.
    tied = (scores[0] - scores[1]).numpy() < LEVEL
    labels = np.where(tied, found, labels)
    clothing = torch.from_numpy((labels == UPPER).astype(np.float32))[None, None]

    person = torch.cat([F.interpolate(x, (256, 192)) for x in (clothing, pose, grey)], 1)
    theta, _ = matching(person, F.interpolate(cloth, (256, 192)), SIZE)
    grid = matching.tps.forward_reference(theta, SIZE)
    warped, warped_mask = (
        F.grid_sample(x, grid, padding_mode="border", align_corners=False) for x in (cloth, mask)
    )

    misalign = (clothing - warped_mask).clamp(min=0)
    parse = one_hot(labels, GROUPS)
    divided = torch.cat([parse, misalign], 1)
    divided[:, 2:3] -= misalign
    noises = alias.draw_noise(torch.zeros(1, 9, *SIZE), noise_source)
    inputs = torch.cat([grey, pose, warped], 1)
    painted = alias.forward_reference((inputs, parse, divided, misalign), noises)
    return {
        "labels": labels,
        "warped_cloth": levels(warped),
        "misalignment_mask": misalign[0, 0].numpy() * 255,
        "align_mask": (clothing * warped_mask)[0, 0].numpy() * 255,
        "canvas": levels(painted),
    }


def compare(result: TryOnResult, plain: dict[str, np.ndarray]) -> tuple[float, dict[str, float]]:
    """Returns the share of labels that differ, and grey levels by which the rest does at most."""
    steps = result.intermediates
    pictures = {
        "warped_cloth": steps.warped_cloth,
        "misalignment_mask": steps.misalignment_mask,
        "align_mask": steps.align_mask,
        "canvas": result.canvas,
    }
    differences = {}
    for name, ours in pictures.items():
        assert ours is not None
        differences[name] = float(np.abs(ours.astype(np.float32) - plain[name]).max())
    return float((classes_of(steps) != plain["labels"]).mean()), differences


def classes_of(steps: Intermediates) -> np.ndarray:
    """Returns (H, W) the segmentation's classes of the LIP labels that the pipeline shows."""
    assert steps.predicted_parse is not None
    return one_hot(steps.predicted_parse, CLASSES)[0].argmax(0).numpy()


def picture(image: Image) -> Tensor:
    """Returns (1, 3, H, W) from -1 to 1."""
    return torch.from_numpy(image.astype(np.float32).transpose(2, 0, 1)[None] / 127.5 - 1)


def levels(image: Tensor) -> np.ndarray:
    """Returns (H, W, 3) grey levels 0 to 255."""
    return ((image[0] + 1) / 2 * 255).clamp(0, 255).permute(1, 2, 0).numpy()


def one_hot(labels: np.ndarray, groups: list[tuple[int, ...]]) -> Tensor:
    """Returns (1, groups, H, W): where the labels of each group lie."""
    maps = np.stack([np.isin(labels, numbers) for numbers in groups])
    return torch.from_numpy(maps.astype(np.float32))[None]


if __name__ == "__main__":
    main()
