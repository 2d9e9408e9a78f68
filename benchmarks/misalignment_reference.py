"""Writes assets/misalignment_reference.json, against which the page's inspector shows a picture.

    python -m tryon.training.synthetic --count 75 --seed 20000000 --out data/reference
    python -m tryon evaluate --dataset data/reference --pairs data/reference/test_pairs.txt \
        --pipeline compact --companions own --out out/reference
    python -m benchmarks.misalignment_reference out/reference/metrics.json

The seeds are none of those the networks were trained or chosen with. Only numbers are kept.
"""

import argparse
import json
from pathlib import Path

from tryon.misalignment.reference import REFERENCE_FILE


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("metrics", type=Path, help="metrics.json of the evaluation")
    measured = json.loads(parser.parse_args().metrics.read_text("utf-8"))
    pixels = sorted(row["misaligned_pixels"] for row in measured["pairs"] if not row["error"])
    height, width = measured["size"]
    weights = {weight["key"]: weight["sha256"] for weight in measured["weights"]}
    of_weights = ", ".join(f"{key} {sha256[:8]}" for key, sha256 in weights.items())
    words = (
        f"{len(pixels)} pairs of synthetic persons and garments, written by this project's own "
        f"generator from seeds that no network was trained with, each person in another one's "
        f"garment, run through the {measured['pipeline']} pipeline ({of_weights}) at "
        f"{height}x{width}. No photo "
        "of a real person is among them. VITON-HD (Sec. 4.3, Fig. 9) cuts its test set into "
        "small, medium and large by the same count but prints neither counts nor cuts: these "
        "thirds are ours."
    )
    known = {
        "words": words,
        "size": [height, width],
        # When these are no longer the pipeline's, it is time to measure again.
        "weights": weights,
        "misaligned_pixels": pixels,
    }
    REFERENCE_FILE.write_text(json.dumps(known, indent=1) + "\n")
    print(f"{len(pixels)} pairs, {pixels[0]} to {pixels[-1]} pixels")


if __name__ == "__main__":
    main()
