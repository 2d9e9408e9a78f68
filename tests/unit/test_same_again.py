"""The same photos, options and seed give the same picture, bit for bit, whatever ran before.

The project's own examples through the default pipeline with its real weights: in three orders and
another thread in this process, and by the command line in a second one.
"""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import torch

from tests.support.examples import EXAMPLES
from tryon.api import load_pipelines
from tryon.config import PACKAGE_ROOT, Settings
from tryon.engines.try_on import TryOn
from tryon.pictures.reading import read_image
from tryon.preprocess import preprocessor
from tryon.weights.store import WeightStore

# With products whose inner back, pattern and straps show.
PAIRS = (("ada", "v_neck"), ("ben", "striped_long_sleeve"), ("chi", "camisole"))
SIZE = (512, 384)


def photos(person: str, garment: str) -> tuple[Path, Path]:
    return EXAMPLES / f"person_{person}.jpg", EXAMPLES / f"garment_{garment}.jpg"


@pytest.fixture(scope="module")
def engine() -> TryOn:
    """The default pipeline, which remembers no photo but the last."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(preprocessor, "_REMEMBERED", 1)
        return load_pipelines(["compact"], WeightStore(Settings.from_environment()), "cpu")[0]


@pytest.fixture(scope="module")
def first(engine: TryOn) -> list[np.ndarray]:
    """The three pictures, each as it comes out the first time."""
    return [engine(*photos(*pair), size=SIZE, seed=0).image for pair in PAIRS]


@pytest.mark.parametrize("order", [(1, 0, 2), (0, 2, 1), (2, 1, 0)])
def test_the_order_changes_nothing(
    engine: TryOn, first: list[np.ndarray], order: tuple[int, ...]
) -> None:
    for number in order:
        again = engine(*photos(*PAIRS[number]), size=SIZE, seed=0).image
        assert np.array_equal(again, first[number]), PAIRS[number]


def test_another_thread_and_other_work_change_nothing(
    engine: TryOn, first: list[np.ndarray]
) -> None:
    """As in the page: its runs take turns in threads, at whatever size was asked for."""
    with ThreadPoolExecutor(1) as elsewhere:
        elsewhere.submit(engine, *photos("dan", "turtleneck"), size=(256, 192)).result()
        again = elsewhere.submit(engine, *photos(*PAIRS[0]), size=SIZE, seed=0).result()
    assert np.array_equal(again.image, first[0])


def test_a_second_process_and_the_command_line_change_nothing(
    first: list[np.ndarray], tmp_path: Path
) -> None:
    pairs = tmp_path / "pairs.txt"
    lines = [" ".join(path.name for path in photos(*pair)) for pair in reversed(PAIRS)]
    pairs.write_text("\n".join(lines) + "\n")
    words = ["batch", "--pairs", str(pairs), "--persons", str(EXAMPLES), "--garments"]
    words += [str(EXAMPLES), "--out", str(tmp_path / "out"), "--size", f"{SIZE[0]}x{SIZE[1]}"]
    subprocess.run(
        [sys.executable, "-m", "tryon", *words, "--pipeline", "compact", "--seed", "0"],
        cwd=PACKAGE_ROOT,
        env={**os.environ, "OMP_NUM_THREADS": str(torch.get_num_threads())},
        check=True,
    )
    made = {path.parent.name: path for path in (tmp_path / "out").glob("*/result.png")}
    assert len(made) == len(PAIRS)
    for (person, garment), picture in zip(PAIRS, first, strict=True):
        (path,) = (path for name, path in made.items() if person in name and garment in name)
        assert np.array_equal(read_image(path, "result").rgb, picture), (person, garment)


def test_nothing_without_a_repeatable_form_runs_and_nothing_unset_is_read(
    engine: TryOn, first: list[np.ndarray]
) -> None:
    """PyTorch refuses the one, and fills what has not been written with numbers that would show."""
    torch.use_deterministic_algorithms(True)
    try:
        again = engine(*photos(*PAIRS[0]), size=SIZE, seed=0).image
    finally:
        torch.use_deterministic_algorithms(False)
    assert np.array_equal(again, first[0])
