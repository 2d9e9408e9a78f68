"""Measures `compact` on real photos and lays everything out on contact sheets to look at.

    python -m benchmarks.quality_compact --photos DIR --out DIR

DIR is a folder in the published data set's layout (vitonhd/test, vitonhd/paired.txt) with wild
photos beside it (wild/persons, wild/garments). Photos and sheets stay outside the repository.

Paired SSIM: each person is dressed in a product photo of the garment already worn, and the result
is compared with the photo, over the image and inside the agnostic (grey) area, beside two
baselines: grey left in, and the area filled with the garment's mean colour.
"""

import argparse
import json
import time
from pathlib import Path

import cv2
import numpy as np
from skimage.metrics import structural_similarity

import tryon
from tryon.errors import TryOnError
from tryon.labels import colourise
from tryon.preprocess.agnostic import agnostic_mask
from tryon.types import GarmentInput, Image, Mask, PersonInput, TryOnResult

_HEIGHT = 360


def ssim(a: Image, b: Image, area: Mask) -> tuple[float, float]:
    """Returns SSIM over the whole image and averaged inside `area`."""
    whole, similarity = structural_similarity(a, b, channel_axis=2, full=True, data_range=255)
    return float(whole), float(similarity.mean(2)[area].mean())


def baselines(person: PersonInput, garment: GarmentInput, area: Mask) -> dict[str, Image]:
    """Returns the two trivial answers."""
    grey, mean = person.image.copy(), person.image.copy()
    grey[area] = 128
    mean[area] = garment.image[garment.cloth_mask].mean(0).astype(np.uint8)
    return {"grey": grey, "mean colour": mean}


def misalignment_overlay(result: TryOnResult) -> Image:
    """Paints the misaligned pixels red over the result."""
    mask = result.intermediates.misalignment_mask
    assert mask is not None
    weight = (mask.astype(np.float32) / 255)[..., None] * 0.7
    return (result.canvas * (1 - weight) + np.array([255, 0, 90]) * weight).astype(np.uint8)


def strip(person: PersonInput, garment: GarmentInput, result: TryOnResult, title: str) -> Image:
    """Returns one row of the contact sheet."""
    steps = result.intermediates
    assert steps.parse_map is not None and steps.predicted_parse is not None
    assert steps.warped_cloth is not None and steps.flow_cloth is not None
    assert steps.agnostic_image is not None
    cells = [
        person.image,
        garment.image,
        colourise(steps.parse_map),
        colourise(steps.predicted_parse),
        misalignment_overlay(result),
        steps.flow_cloth,
        result.canvas,
    ]
    width = _HEIGHT * 3 // 4
    row = np.concatenate(
        [cv2.resize(c, (width, _HEIGHT), interpolation=cv2.INTER_AREA) for c in cells], 1
    )
    cv2.putText(row, title, (4, 14), cv2.FONT_HERSHEY_SIMPLEX, 0.45, (220, 0, 0), 1, cv2.LINE_AA)
    return row


def pairs_of(photos: Path) -> tuple[list[tuple[Path, Path]], list[tuple[Path, Path]]]:
    """Returns the paired data set pairs, and every wild person with three garments."""
    root = photos / "vitonhd"
    lines = [line.split() for line in (root / "paired.txt").read_text().splitlines() if line]
    paired = [(root / "test/image" / a, root / "test/cloth" / b) for a, b in lines]
    garments = sorted((photos / "wild/garments").iterdir())
    cloths = [root / "test/cloth" / b for _, b in lines]
    wild = []
    for index, person in enumerate(sorted((photos / "wild/persons").iterdir())):
        wild.append((person, garments[index % len(garments)]))
        wild.append((person, garments[(index + 5) % len(garments)]))
        wild.append((person, cloths[(index * 3) % len(cloths)]))
    return paired, wild


def crossed(paired: list[tuple[Path, Path]]) -> list[tuple[Path, Path]]:
    """Returns each person of the pairs with somebody else's garment."""
    return [(person, paired[(i + 5) % len(paired)][1]) for i, (person, _) in enumerate(paired)]


def main() -> None:
    """Runs every pair, prints the table, writes sheets and figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--limit", type=int, help="run only the first so many pairs of a set")
    parser.add_argument("--only", choices=["paired", "crossed", "wild"], nargs="*")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    engine = tryon.load_pipeline("compact", offline=True)
    paired, wild = pairs_of(arguments.photos)
    sets = {"paired": paired, "crossed": crossed(paired), "wild": wild}
    figures: list[dict[str, float]] = []
    for name, pairs in sets.items():
        if arguments.only and name not in arguments.only:
            continue
        rows: list[Image] = []
        for person_path, garment_path in pairs[: arguments.limit]:
            title = f"{person_path.stem} {garment_path.stem}"
            start = time.perf_counter()
            try:
                person = engine.preprocessor.person(person_path)
                garment = engine.preprocessor.garment(garment_path)
                result = engine(person, garment)
            except TryOnError as error:
                print(f"{name} {title}: refused: {error.message}", flush=True)
                continue
            seconds = time.perf_counter() - start
            rows.append(strip(person, garment, result, title))
            codes = " ".join(notice.code for notice in result.notices)
            print(
                f"{name} {title}: {seconds:.1f} s, "
                f"misaligned {result.misalignment_ratio:.3f} {codes}",
                flush=True,
            )
            if name == "paired":
                area = agnostic_mask(person.parse_map.labels, person.keypoints)
                row = dict(
                    zip(("image", "area"), ssim(result.canvas, person.image, area), strict=True)
                )
                for label, picture in baselines(person, garment, area).items():
                    row[f"{label} image"], row[f"{label} area"] = ssim(picture, person.image, area)
                figures.append(row)
        for start_row in range(0, len(rows), 6):
            sheet = np.concatenate(rows[start_row : start_row + 6])
            path = arguments.out / f"{name}_{start_row // 6}.png"
            cv2.imwrite(str(path), cv2.cvtColor(sheet, cv2.COLOR_RGB2BGR))
    if figures:
        means = {key: float(np.mean([row[key] for row in figures])) for key in figures[0]}
        print(f"\npaired SSIM over {len(figures)} pairs")
        for key, value in means.items():
            print(f"| {key} | {value:.4f} |")
        (arguments.out / "ssim.json").write_text(json.dumps(means, indent=2))


if __name__ == "__main__":
    main()
