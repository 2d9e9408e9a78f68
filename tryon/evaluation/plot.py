"""The evaluation as a picture, after the paper's Fig. 9."""

import io
from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tryon.evaluation.report import ABLATION, Evaluation

_SERIES = ("#4292c6", "#d6604d")


def draw(evaluation: Evaluation) -> bytes:
    """Draws the score by degree of misalignment and every pair beside it.

    The score is LPIPS as in the paper, or SSIM where LPIPS was skipped. In the unpaired setting
    no pair has a score of its own, and the degrees of misalignment are shown alone.

    Returns:
        A PNG file, without any metadata of this machine.

    Source: VITON-HD Fig. 9.
    """
    figure = Figure(figsize=(9, 4), layout="constrained")
    left, right = figure.subplots(1, 2)
    _draw_groups(left, evaluation)
    _draw_pairs(right, evaluation)
    height, width = evaluation.size
    figure.suptitle(f"{evaluation.pipeline}, {height}x{width}, {evaluation.setting} setting")
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=100)
    return buffer.getvalue()


def _draw_groups(axes: Axes, evaluation: Evaluation) -> None:
    axes.set_xlabel("degree of misalignment")
    groups = evaluation.groups
    scores = {
        "LPIPS": ([g.lpips for g in groups], [g.ablation_lpips for g in groups]),
        "SSIM": ([g.ssim for g in groups], [g.ablation_ssim for g in groups]),
    }
    name, (values, without) = next(
        ((name, both) for name, both in scores.items() if groups and None not in both[0]),
        ("misaligned / clothing pixels", ([group.misalignment_ratio for group in groups], [None])),
    )
    axes.set_ylabel(name)
    if not groups:
        axes.text(0.5, 0.5, "no groups", ha="center", transform=axes.transAxes)
        return
    series: list[tuple[str, Sequence[float | None]]] = [(evaluation.pipeline, values)]
    if None not in without:
        # On the same layouts and warps, as the paper's figure compares its models.
        series.append((ABLATION, without))
    width = 0.8 / len(series)
    for number, (label, heights) in enumerate(series):
        places = [place + number * width for place in range(len(groups))]
        known = [height or 0.0 for height in heights]
        bars = axes.bar(places, known, width, color=_SERIES[number], label=label)
        axes.bar_label(bars, fmt="%.3f")
    axes.set_xticks(
        [place + (len(series) - 1) * width / 2 for place in range(len(groups))],
        [f"{group.name}\n({group.count})" for group in groups],
    )
    if len(series) > 1:
        axes.legend(fontsize="small")
    axes.margins(y=0.2)  # room for the labels


def _draw_pairs(axes: Axes, evaluation: Evaluation) -> None:
    axes.set_xlabel("misaligned / clothing pixels")
    done = evaluation.done
    ratios = [row.misalignment_ratio or 0.0 for row in done]
    for name, scores in (
        ("LPIPS", [row.lpips for row in done]),
        ("SSIM", [row.ssim for row in done]),
    ):
        if None not in scores:
            axes.set_ylabel(name)
            axes.scatter(ratios, [score or 0.0 for score in scores], s=14, color=_SERIES[0])
            return
    axes.set_ylabel("pairs")
    axes.hist(ratios, bins=20, color=_SERIES[0])
