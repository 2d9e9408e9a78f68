"""How good the preprocessing is on real photos, beside published annotations.

    python -m benchmarks.quality_preprocess --photos DIR [--golden DIR] [--sheets DIR]

DIR holds `vitonhd/test` (image, cloth, and for some persons image-parse, openpose-json,
openpose-img, cloth-mask) and `wild/{persons,garments}`; `--golden` a folder with what the published
data loader draws (`NAME_agnostic_image.png`, `NAME_parse_agnostic.png`). Prints markdown tables.
"""

import argparse
import json
import time
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image as PillowImage

from tryon.config import Settings
from tryon.errors import TryOnError
from tryon.labels import Joint, Lip, colourise, is_any
from tryon.preprocess.agnostic import agnostic_image, agnostic_mask, parse_agnostic, pose_map
from tryon.preprocess.preprocessor import Preprocessor
from tryon.types import GarmentInput, Image, Keypoints, PersonInput
from tryon.weights.store import WeightStore

REGIONS: dict[str, tuple[Lip, ...]] = {
    "hair": (Lip.HAT, Lip.HAIR),
    "face": (Lip.GLASSES, Lip.FACE),
    "neck": (Lip.NECK,),
    "upper": (Lip.UPPER, Lip.DRESS, Lip.COAT),
    "lower": (Lip.PANTS, Lip.SKIRT),
    "arms": (Lip.LEFT_ARM, Lip.RIGHT_ARM),
}
BODY_JOINTS = (1, 2, 3, 4, 5, 6, 7, 9, 12)
TILE = (300, 225)


def read_rgb(path: Path) -> Image:
    return np.asarray(PillowImage.open(path).convert("RGB"))


def read_openpose(path: Path) -> Keypoints:
    people = json.loads(path.read_text())["people"]
    values = np.array(people[0]["pose_keypoints_2d"], np.float32).reshape(-1, 3)
    xy = values[:, :2].copy()
    xy[(xy == 0).all(axis=1)] = np.nan
    return Keypoints(xy, values[:, 2])


def overlap(first: NDArray[np.bool_], second: NDArray[np.bool_]) -> float:
    return float((first & second).sum() / max(1, (first | second).sum()))


def print_table(title: str, head: list[str], rows: list[list[str]]) -> None:
    print(f"\n### {title}\n")
    print("| " + " | ".join(head) + " |")
    print("|" + "---|" * len(head))
    for row in rows:
        print("| " + " | ".join(row) + " |")


def compare_drawing(root: Path, golden: Path, names: list[str]) -> None:
    rows = []
    for name in names:
        image = read_rgb(root / "image" / f"{name}.jpg")
        labels = np.asarray(PillowImage.open(root / "image-parse" / f"{name}.png"))
        keypoints = read_openpose(root / "openpose-json" / f"{name}_keypoints.json")
        grey = agnostic_image(image, labels, keypoints)
        parse = parse_agnostic(labels, keypoints)
        ours = pose_map(keypoints, (image.shape[0], image.shape[1])).astype(int)
        published = read_rgb(root / "openpose-img" / f"{name}_rendered.png")
        golden_grey = read_rgb(golden / f"{name}_agnostic_image.png")
        golden_parse = np.asarray(PillowImage.open(golden / f"{name}_parse_agnostic.png"))
        drawn = ours.any(axis=2)
        alike = np.abs(ours - published).max(axis=2) <= 2
        rows.append(
            [
                name,
                f"{(grey == golden_grey).all(axis=2).mean():.4%}",
                f"{(parse == golden_parse).mean():.4%}",
                f"{alike[drawn].mean():.2%}",
            ]
        )
    print_table(
        "Drawn from published parse and pose: equal pixels",
        ["person", "agnostic image", "agnostic parse", "pose map, where ours draws"],
        rows,
    )


def compare_people(root: Path, names: list[str], preprocessor: Preprocessor) -> None:
    pose_rows, parse_rows, every_error = [], [], []
    for name in names:
        person = preprocessor.person(root / "image" / f"{name}.jpg")
        published = read_openpose(root / "openpose-json" / f"{name}_keypoints.json")
        labels = np.asarray(PillowImage.open(root / "image-parse" / f"{name}.png"))
        error = np.linalg.norm(person.keypoints.xy - published.xy, axis=1)[list(BODY_JOINTS)]
        error *= 100 / person.image.shape[0]
        every_error.extend(error[np.isfinite(error)])
        pose_rows.append([name, *(f"{value:.2f}" for value in error)])
        ours = person.parse_map.labels
        regions = [
            overlap(is_any(ours, members), is_any(labels, members)) for members in REGIONS.values()
        ]
        grey = overlap(agnostic_mask(ours, person.keypoints), agnostic_mask(labels, published))
        parse_rows.append([name, *regions, float(np.mean(regions)), grey])
    joints = [Joint(joint).name.lower().replace("_", " ") for joint in BODY_JOINTS]
    print_table("Distance of joints in % of the height", ["person", *joints], pose_rows)
    print(f"\nMedian {np.median(every_error):.2f} %, mean {np.mean(every_error):.2f} %.")
    means = np.mean([row[1:] for row in parse_rows], axis=0)
    print_table(
        "Overlap (IoU) with the published parse maps and with the published grey area",
        ["person", *REGIONS, "mean", "grey area"],
        [[str(row[0]), *(f"{v:.3f}" for v in row[1:])] for row in [*parse_rows, ["mean", *means]]],
    )


def compare_masks(root: Path, preprocessor: Preprocessor) -> None:
    rows = []
    for path in sorted((root / "cloth-mask").iterdir()):
        garment = preprocessor.garment(root / "cloth" / path.name)
        published = np.asarray(PillowImage.open(path).convert("L")) >= 128
        rows.append([path.stem, f"{overlap(garment.cloth_mask, published):.4f}"])
    print_table("Overlap (IoU) with the published garment masks", ["garment", "IoU"], rows)


def run_all(photos: Path, preprocessor: Preprocessor, sheets: Path | None) -> None:
    for subject, folders in (
        ("person", ("wild/persons", "vitonhd/test/image")),
        ("garment", ("wild/garments", "vitonhd/test/cloth")),
    ):
        rows, tiles = [], []
        for path in (path for folder in folders for path in sorted((photos / folder).iterdir())):
            start, work = time.perf_counter(), time.process_time()
            try:
                if subject == "person":
                    person = preprocessor.person(path)
                    verdict = ", ".join(notice.code for notice in person.notices) or "-"
                    tiles.append(person_tile(person))
                else:
                    garment = preprocessor.garment(path)
                    codes = ", ".join(notice.code for notice in garment.notices) or "-"
                    verdict = f"{garment.sleeve}, {garment.neckline}; {codes}"
                    tiles.append(garment_tile(garment))
            except TryOnError as error:
                verdict = f"refused: {error.message}"
            seconds = time.perf_counter() - start, time.process_time() - work
            rows.append([path.stem[:24], *(f"{value:.2f}" for value in seconds), verdict])
        print_table(f"Every {subject} photo", ["photo", "s", "s of CPU", "notices"], rows)
        if sheets is not None:
            write_sheet(tiles, sheets / f"preprocess_{subject}.png")


def person_tile(person: PersonInput) -> Image:
    labels = person.parse_map.labels
    joints = pose_map(person.keypoints, (person.image.shape[0], person.image.shape[1]))
    drawn = joints.any(axis=2, keepdims=True)
    pictures = [
        np.where(drawn, joints, person.image),
        person.image * 0.4 + colourise(labels) * 0.6,
        agnostic_image(person.image, labels, person.keypoints),
        colourise(parse_agnostic(labels, person.keypoints)),
    ]
    return np.hstack([shrink(picture.astype(np.uint8)) for picture in pictures])


def garment_tile(garment: GarmentInput) -> Image:
    mask = garment.cloth_mask.astype(np.uint8)
    outline = cv2.dilate(mask, np.ones((7, 7), np.uint8)) > mask
    return shrink(np.where(outline[..., None], np.array((255, 0, 255)), garment.image))


def shrink(picture: NDArray[np.uint8]) -> Image:
    small = cv2.resize(picture.astype(np.uint8), TILE[::-1], interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8)


def write_sheet(tiles: list[Image], path: Path) -> None:
    across = max(1, 1800 // tiles[0].shape[1])
    blank = np.zeros_like(tiles[0])
    tiles = tiles + [blank] * (-len(tiles) % across)
    rows = [np.hstack(tiles[i : i + across]) for i in range(0, len(tiles), across)]
    path.parent.mkdir(parents=True, exist_ok=True)
    PillowImage.fromarray(np.vstack(rows)).save(path)
    print(f"\nWritten {path}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--photos", type=Path, required=True)
    parser.add_argument("--golden", type=Path)
    parser.add_argument("--sheets", type=Path, help="write contact sheets here")
    arguments = parser.parse_args()
    root = arguments.photos / "vitonhd" / "test"
    names = sorted(path.stem for path in (root / "image-parse").iterdir())
    if arguments.golden is not None:
        compare_drawing(root, arguments.golden, names)
    preprocessor = Preprocessor(WeightStore(Settings.from_environment()))
    compare_people(root, names, preprocessor)
    compare_masks(root, preprocessor)
    run_all(arguments.photos, preprocessor, arguments.sheets)


if __name__ == "__main__":
    main()
