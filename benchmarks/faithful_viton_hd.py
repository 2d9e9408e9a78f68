"""Holds every intermediate of `viton-hd` against a straightforward reading of the published facts.

    python benchmarks/faithful_viton_hd.py --photos DIR

with PYTHONPATH=. before it. DIR is a folder in the published layout (test/image, test/cloth,
test/cloth-mask, test/image-parse, test/openpose-json, test_pairs.txt) with all companions. The
checkpoints are the stand-ins of the parity tests. What the pipeline does once, this file does again
with nothing but PyTorch, the plain forms of the networks and label lists of its own. Prints the
largest difference of every intermediate, pair by pair; ends with 1 if one is larger than rounding.
"""

import argparse
import json
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch
from PIL import Image as Pictures
from torch import Tensor
from torch.nn import functional as F

import tryon.models
from tests.parity.stand_ins import stand_in
from tryon.checkpoints import read_state
from tryon.evaluation.dataset import open_dataset
from tryon.models.alias import AliasGenerator
from tryon.models.viton_hd import SegmentationGenerator, upsample_blurred_reference
from tryon.pipelines.dressing import Dressing, dressing_room
from tryon.pipelines.viton_hd import VitonHdPipeline
from tryon.preprocess.agnostic import agnostic_image, parse_agnostic
from tryon.types import Image, Intermediates, TryOnResult, WeightRecord

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
        check_files(root / "test", person_name, person.parse_map.labels, person.keypoints.xy)
        result = pipeline(person, garment, size=SIZE, seed=SEED)
        with torch.inference_mode():
            skeleton = root / "test/openpose-img" / f"{Path(person_name).stem}_rendered.png"
            room = dressing_room(person, garment, SIZE)
            found = classes_of(result.intermediates)
            plain = plain_reading(room, drawn_pose(skeleton), found, *networks)
        wrong, differences = compare(result, plain)
        same &= wrong == 0 and max(differences.values()) < LEVELS
        numbers = ", ".join(f"{name} {value:.2f}" for name, value in differences.items())
        clothing = float((plain["labels"] == UPPER).mean())
        print(f"{line}: clothing {clothing:.0%}, labels that differ {wrong:.1e};", end=" ")
        print(f"grey levels apart: {numbers}", flush=True)
    sys.exit(not same)


def check_files(root: Path, name: str, labels: np.ndarray, xy: np.ndarray) -> None:
    """Stops if the data set was not read as its files say."""
    stem = Path(name).stem
    parse = np.asarray(Pictures.open(root / "image-parse" / f"{stem}.png"))
    text = (root / "openpose-json" / f"{stem}_keypoints.json").read_text()
    joints = np.array(json.loads(text)["people"][0]["pose_keypoints_2d"]).reshape(-1, 3)[:, :2]
    joints[(joints == 0).all(1)] = np.nan
    assert (parse == labels).all()
    assert np.allclose(joints, xy, atol=1e-3, equal_nan=True)


def drawn_pose(path: Path) -> Image:
    """Returns the published drawing of the skeleton at the working size."""
    drawn = np.asarray(Pictures.open(path).convert("RGB"))
    return cv2.resize(drawn, SIZE[::-1]).astype(np.uint8)


def plain_reading(
    room: Dressing,
    skeleton: Image,
    found: np.ndarray,
    segmentation: SegmentationGenerator,
    matching: torch.nn.Module,
    alias: AliasGenerator,
) -> dict[str, np.ndarray]:
    """Runs the published program's steps one after the other, as the facts describe them."""
    noise_source = torch.Generator().manual_seed(SEED)
    pose = picture(skeleton)
    grey = picture(agnostic_image(room.image, room.labels, room.keypoints))
    cloth = picture(room.cloth)
    mask = torch.from_numpy(room.cloth_mask.astype(np.float32))[None, None]
    kept = one_hot(parse_agnostic(room.labels, room.keypoints), CLASSES)

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
    painted = alias.forward_reference(inputs, parse, divided, misalign, noises)
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
