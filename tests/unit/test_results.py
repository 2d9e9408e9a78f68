"""A result as files."""

import io
import json
import zipfile
from pathlib import Path

import numpy as np
import PIL.Image
import pytest

from tests.support.fakes import FakePipeline, FakePreprocessor, photo
from tryon import __version__
from tryon.config import PACKAGE_ROOT
from tryon.errors import TryOnError
from tryon.labels import LIP_PALETTE
from tryon.outputs import results
from tryon.outputs.results import encode_png, report, write_result, zip_result
from tryon.types import RunOptions, TryOnResult

FILES = {
    "result.png",
    "canvas.png",
    "parse_map.png",
    "cloth.png",
    "misalignment_mask.png",
    "report.json",
}


@pytest.fixture
def result() -> TryOnResult:
    preprocessor = FakePreprocessor(None)
    return FakePipeline(None, "cpu")(
        preprocessor.person(photo(1)), preprocessor.garment(photo(2)), RunOptions(seed=7)
    )


def test_report_says_everything_but_the_pixels(result: TryOnResult) -> None:
    said = json.loads(json.dumps(report(result)))
    assert said["pipeline"] == "compact"
    assert said["size"] == [64, 48]
    assert said["image_size"] == [160, 120]
    assert said["seed"] == 7
    assert said["misalignment_ratio"] == 0.25
    assert list(said["timings_ms"]) == ["layout", "synthesis"]
    assert said["weights"][0]["licence"] == "Apache-2.0"
    assert said["intermediates"] == ["parse_map", "cloth", "misalignment_mask"]
    decisive = {"tryon", "python", "torch", "ai-edge-litert", "opencv-python-headless"}
    assert decisive <= set(said["versions"])


def test_folder_holds_one_png_each_and_the_report(tmp_path: Path, result: TryOnResult) -> None:
    write_result(result, tmp_path / "deep" / "out")
    folder = tmp_path / "deep" / "out"
    assert {path.name for path in folder.iterdir()} == FILES
    assert [path.name for path in folder.parent.iterdir()] == ["out"]
    assert np.array_equal(np.array(PIL.Image.open(folder / "result.png")), result.image)
    assert np.array_equal(np.array(PIL.Image.open(folder / "canvas.png")), result.canvas)
    mask = PIL.Image.open(folder / "misalignment_mask.png")
    assert mask.mode == "L"
    assert set(np.unique(np.array(mask))) == {0, 255}


def test_label_maps_keep_their_numbers_and_show_colours() -> None:
    labels = np.arange(20, dtype=np.uint8).reshape(4, 5)
    image = PIL.Image.open(io.BytesIO(encode_png(labels, labels=True)))
    assert np.array_equal(np.array(image), labels)
    assert np.array_equal(np.array(image.convert("RGB")), LIP_PALETTE[labels])


def test_a_second_result_replaces_the_first_and_nothing_else(
    tmp_path: Path, result: TryOnResult
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "notes.txt").write_text("mine")
    (out / "appearance_flow.png").write_bytes(b"of an earlier run")
    write_result(result, out)
    assert {path.name for path in out.iterdir()} == {*FILES, "notes.txt"}
    assert (out / "notes.txt").read_text() == "mine"


def test_failure_leaves_nothing_behind(
    tmp_path: Path, result: TryOnResult, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(results, "encode_png", full)
    with pytest.raises(TryOnError, match="cannot be written"):
        write_result(result, tmp_path / "out")
    assert not list(tmp_path.iterdir())


def test_file_in_the_way_is_said(tmp_path: Path, result: TryOnResult) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(TryOnError, match="cannot be written"):
        write_result(result, tmp_path / "out" / "deeper")


def test_zip_holds_the_same_files(tmp_path: Path, result: TryOnResult) -> None:
    write_result(result, tmp_path / "out")
    with zipfile.ZipFile(io.BytesIO(zip_result(result))) as archive:
        assert archive.testzip() is None
        assert set(archive.namelist()) == FILES
        for name in FILES:
            assert archive.read(name) == (tmp_path / "out" / name).read_bytes()


def test_png_carries_no_metadata(result: TryOnResult) -> None:
    assert PIL.Image.open(io.BytesIO(encode_png(result.image))).info == {"srgb": 1}


def test_the_version_is_the_same_everywhere() -> None:
    project = (PACKAGE_ROOT / "pyproject.toml").read_text()
    assert f'version = "{__version__}"' in project
