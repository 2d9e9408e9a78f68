"""The evaluation as a picture, after the paper's Fig. 9."""

import io

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tryon.evaluation.report import Evaluation

_COLOURS = ("#9ecae1", "#4292c6", "#084594")


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
    scores = {"LPIPS": [g.lpips for g in groups], "SSIM": [g.ssim for g in groups]}
    name, values = next(
        ((name, values) for name, values in scores.items() if values and None not in values),
        ("misaligned / clothing pixels", [group.misalignment_ratio for group in groups]),
    )
    axes.set_ylabel(name)
    if not groups:
        axes.text(0.5, 0.5, "fewer than three pairs", ha="center", transform=axes.transAxes)
        return
    heights = [value or 0.0 for value in values]
    bars = axes.bar([f"{g.name}\n({g.count})" for g in groups], heights, color=_COLOURS)
    axes.bar_label(bars, fmt="%.3f")
    axes.margins(y=0.1)  # room for the labels


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
            axes.scatter(ratios, [score or 0.0 for score in scores], s=14, color=_COLOURS[1])
            return
    axes.set_ylabel("pairs")
    axes.hist(ratios, bins=20, color=_COLOURS[1])
