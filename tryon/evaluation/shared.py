"""Several models on the same layouts and warps: one plot by degree of misalignment.

Reads what `evaluate` wrote, with the standard library and matplotlib alone.

Source: VITON-HD Sec. 4.3 and Fig. 9, whose models share segmentation maps and warped clothes.
"""

import io
import json
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from matplotlib.figure import Figure

from tryon.errors import TryOnError
from tryon.misalignment.reference import GROUP_NAMES, thirds

# Where `evaluate` puts the pictures with a part left out.
ABLATION_FOLDER = "ablation"
_HINT = (
    "Evaluate each model with --paired and --layout given on the same pairs, with the same "
    "matching weights, size and seed."
)


@dataclass(frozen=True)
class Scored:
    """One model's pairs.

    Attributes:
        pixels: Misaligned pixels by pair.
        lpips: By pair.
    """

    pixels: dict[str, int]
    lpips: dict[str, float]


def read_scored(folder: Path) -> Scored:
    """Reads the pairs of an evaluation.

    Args:
        folder: That `evaluate` wrote; or `ablation` in it, for the pictures with a part left out:
            of weights trained without region-separate standardisation these are the model's own.

    Raises:
        TryOnError: It is none, or has no LPIPS or no misalignment of its pairs, or its pipeline
            predicts no layout that a garment could miss.
    """
    ablated = folder.name == ABLATION_FOLDER
    metrics = (folder.parent if ablated else folder) / "metrics.json"
    lpips = "ablation_lpips" if ablated else "lpips"
    try:
        document = json.loads(metrics.read_text("utf-8"))
        if not document["misalignment_groups"] and len(document["pairs"]) >= len(GROUP_NAMES):
            raise TryOnError(
                f"{folder.name} has no groups by misalignment: {document['pipeline']} predicts no "
                "layout that the garment could miss.",
                "Compare models that do.",
            )
        rows = [row for row in document["pairs"] if not row["error"]]
        scored = Scored(
            {row["folder"]: int(row["misaligned_pixels"]) for row in rows},
            {row["folder"]: float(row[lpips]) for row in rows},
        )
    except (OSError, ValueError, TypeError, LookupError) as error:
        raise TryOnError(
            f"{folder.name} holds no paired evaluation with LPIPS and misalignment.", _HINT
        ) from error
    if len(scored.pixels) < len(GROUP_NAMES):
        raise TryOnError(f"{folder.name} has fewer than three pairs.", _HINT)
    return scored


def means_by_misalignment(models: dict[str, Scored]) -> dict[str, list[float]]:
    """Returns each model's mean LPIPS of small, medium and large misalignment.

    Raises:
        TryOnError: The models were not measured on the same misaligned areas.
    """
    shared = next(iter(models.values())).pixels
    for name, scored in models.items():
        if scored.pixels != shared:
            raise TryOnError(f"{name} does not have the others' layouts and warps.", _HINT)
    order = sorted(shared, key=lambda pair: (shared[pair], pair))
    groups = [[order[place] for place in third] for third in thirds(len(order))]
    return {
        name: [fmean(scored.lpips[pair] for pair in group) for group in groups]
        for name, scored in models.items()
    }


def draw_means(means: dict[str, list[float]]) -> bytes:
    """Returns the plot as PNG."""
    figure = Figure(figsize=(6, 4), layout="constrained")
    axes = figure.subplots()
    for name, values in means.items():
        axes.plot(GROUP_NAMES, values, marker="o", label=name)
    axes.set_xlabel("degree of misalignment")
    axes.set_ylabel("LPIPS")
    axes.legend()
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=100)
    return buffer.getvalue()
