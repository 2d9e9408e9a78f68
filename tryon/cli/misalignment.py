"""`python -m tryon misalignment`."""

from collections.abc import Sequence
from pathlib import Path

from tryon.cli.study import named_folders
from tryon.evaluation.shared import draw_means, means_by_misalignment, read_scored
from tryon.files import write_file
from tryon.misalignment.reference import GROUP_NAMES


def misalignment(models: Sequence[str], out: Path) -> int:
    """Prints LPIPS by degree of misalignment of several evaluations and writes their plot.

    Args:
        models: NAME=FOLDER each, a folder that `evaluate` wrote.
        out: PNG file to write.

    Raises:
        TryOnError: A folder is no such evaluation, or they share no layouts and warps.
    """
    scored = {name: read_scored(folder) for name, folder in named_folders(models).items()}
    means = means_by_misalignment(scored)
    for name, values in means.items():
        shown = ", ".join(f"{g} {v:.4f}" for g, v in zip(GROUP_NAMES, values, strict=True))
        print(f"{name}: LPIPS {shown}")
    write_file(out, draw_means(means))
    return 0
