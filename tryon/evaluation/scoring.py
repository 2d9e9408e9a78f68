"""From pictures to scores; a metric that cannot be measured is skipped with a sentence."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean
from typing import Any, Literal

import numpy as np

from tryon.datasets.published import Dataset, read_box
from tryon.errors import TryOnError
from tryon.evaluation.fitting import Row
from tryon.evaluation.metrics import (
    InceptionFeatures,
    PerceptualDistance,
    frechet_distance,
    image_similarity,
    kernel_distance,
)
from tryon.pictures.reading import read_image
from tryon.types import CanvasBox, Image

Metric = Literal["ssim", "lpips", "fid", "kid"]

# The names of a row's SSIM and LPIPS: of the result, and of the picture with a part left out.
Fields = tuple[str, str]
RESULT_FIELDS: Fields = ("ssim", "lpips")
ABLATION_FIELDS: Fields = ("ablation_ssim", "ablation_lpips")

# Called after each picture that was looked at.
OnPicture = Callable[[], object]


@dataclass(frozen=True)
class Score:
    """One metric over all pairs.

    Attributes:
        metric: Which.
        value: None where it was skipped.
        count: Pictures it was taken over.
        skipped: One sentence saying why there is no value; empty where there is one.
    """

    metric: Metric
    value: float | None
    count: int
    skipped: str = ""


class Gallery:
    """The results and the photos they are compared with.

    Args:
        dataset: Where the photos are.
        canvas: Returns where the result of a row's folder is.
    """

    def __init__(self, dataset: Dataset, canvas: Callable[[str], Path]) -> None:
        self._dataset = dataset
        self._canvas = canvas

    def result(self, row: Row) -> Image:
        """Returns the picture that the pipeline made, (H, W, 3) uint8."""
        return read_image(self._canvas(row.folder), "result").rgb

    def photo(self, row: Row, like: Image) -> Image:
        """Returns the same part of the person's photo at the size of `like`."""
        assert row.box is not None
        photo = self._dataset.person_photo(row.person)
        return read_box(photo, CanvasBox(*row.box), (like.shape[0], like.shape[1]))


def score_pair(
    row: Row,
    gallery: Gallery,
    perceptual: PerceptualDistance | None,
    fields: Fields = RESULT_FIELDS,
) -> Row:
    """Adds SSIM and LPIPS to the row of a pair in the paired setting, where it lacks them.

    Args:
        row: Of a pair that succeeded.
        gallery: The pictures.
        perceptual: None where its network cannot be had.
        fields: Where in the row the two scores are.
    """
    ssim, lpips = (getattr(row, name) for name in fields)
    if ssim is not None and (lpips is not None or perceptual is None):
        return row
    result = gallery.result(row)
    photo = gallery.photo(row, result)
    if perceptual is not None:
        lpips = perceptual(result, photo)
    measured: dict[str, Any] = {fields[0]: image_similarity(result, photo), fields[1]: lpips}
    return replace(row, **measured)


def paired_scores(
    rows: list[Row], without_network: TryOnError | None, fields: Fields = RESULT_FIELDS
) -> list[Score]:
    """Averages SSIM and LPIPS.

    Args:
        rows: Of the pairs that succeeded, scored, at least one.
        without_network: Why the network of LPIPS cannot be had; None where it can.
        fields: Where in the rows the two scores are.
    """
    similarities, distances = (
        [value for row in rows if (value := getattr(row, name)) is not None] for name in fields
    )
    scores = [Score("ssim", fmean(similarities), len(similarities))]
    # A mean over some of the pairs would not be the one of the other metrics.
    if len(distances) == len(rows):
        scores.append(Score("lpips", fmean(distances), len(distances)))
    else:
        scores.append(_skipped("lpips", without_network))
    return scores


def unpaired_scores(
    rows: list[Row],
    gallery: Gallery,
    inception: InceptionFeatures | TryOnError,
    on_picture: OnPicture,
) -> list[Score]:
    """Computes FID and KID of the results against the photos of the same persons.

    Each person's photo counts once, however many garments were tried on.

    Args:
        rows: Of the pairs that succeeded.
        gallery: The pictures.
        inception: The network, or why it cannot be had.
        on_picture: Told after each row.
    """
    metrics: tuple[Metric, Metric] = ("fid", "kid")
    if isinstance(inception, TryOnError):
        return [_skipped(metric, inception) for metric in metrics]
    made, real = [], {}
    for row in rows:
        result = gallery.result(row)
        made.append(inception(result))
        if row.person not in real:
            real[row.person] = inception(gallery.photo(row, result))
        on_picture()
    if min(len(made), len(real)) < 2:
        few = TryOnError("It takes at least two persons.", "Add lines to the pairs file.")
        return [_skipped(metric, few) for metric in metrics]
    photos, results = np.stack(list(real.values())), np.stack(made)
    return [
        Score("fid", frechet_distance(photos, results), len(made)),
        Score("kid", kernel_distance(photos, results), len(made)),
    ]


def _skipped(metric: Metric, why: TryOnError | None) -> Score:
    sentence = f"{why.message} {why.hint}" if why else "Some pairs could not be measured."
    return Score(metric, None, 0, sentence)
