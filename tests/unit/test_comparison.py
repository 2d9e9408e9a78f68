"""Several pipelines on the same photos: outcomes, the picture of all, and the files."""

import io
import json
import zipfile
from dataclasses import replace

import numpy as np
import PIL.Image
import pytest

from tests.support.fakes import FakePipeline, FakePreprocessor, photo
from tryon.engines.comparison import Comparison, Outcome, try_each
from tryon.errors import Cancelled, NoPersonFound, TryOnError
from tryon.outputs.results import write_comparison, zip_comparison
from tryon.outputs.side_by_side import Panel, draw_panels, panels_of
from tryon.types import RunOptions

REFUSAL = NoPersonFound("No person was found in the person photo.", "Take another photo.")


def result(seed=0):
    preprocessor = FakePreprocessor(None)
    made = FakePipeline(None, "cpu")(
        preprocessor.person(photo(1)), preprocessor.garment(photo(2)), RunOptions(seed=seed)
    )
    return replace(made, image=photo(7 + seed))


@pytest.fixture
def comparison():
    outcomes = (
        Outcome("viton-hd", "VITON-HD", refusal=REFUSAL),
        Outcome("rmgn", "RMGN", result=result(0)),
        Outcome("compact", "Compact", result=result(1)),
    )
    return Comparison(photo(1), outcomes)


def test_one_that_refuses_stops_no_other_and_progress_is_of_all():
    told, made = [], result()

    def attempt(name, tell):
        tell(f"{name} works", 0.5)
        if name == "b":
            raise REFUSAL
        return made

    titles = {"a": "A", "b": "B", "c": "C"}
    outcomes = try_each(titles, attempt, lambda stage, done: told.append((stage, done)))
    assert [(each.pipeline, each.title) for each in outcomes] == list(titles.items())
    assert [each.refusal for each in outcomes] == [None, REFUSAL, None]
    assert [each.result for each in outcomes] == [made, None, made]
    assert told == [("a works", 0.5 / 3), ("b works", 1.5 / 3), ("c works", 2.5 / 3)]


@pytest.mark.parametrize("mistake", [Cancelled("Cancelled."), ZeroDivisionError()])
def test_a_cancelled_or_broken_run_goes_no_further(mistake):
    tried = []

    def attempt(name, tell):
        tried.append(name)
        raise mistake

    with pytest.raises(type(mistake)):
        try_each({"a": "A", "b": "B"}, attempt, lambda stage, done: None)
    assert tried == ["a"]


def test_if_all_refuse_the_first_says_why():
    def attempt(name, tell):
        raise TryOnError(f"No, says {name}.")

    with pytest.raises(TryOnError, match="No, says a"):
        try_each({"a": "A", "b": "B"}, attempt, lambda stage, done: None)


def test_panels_lie_side_by_side_pixel_over_pixel(comparison):
    sheet = draw_panels(panels_of(comparison))
    height, width = comparison.photo.shape[:2]
    assert sheet.shape == (64 + height + 16, 16 + 4 * (width + 16), 3)
    wanted = [comparison.photo, None, *(each.image for each in comparison.results.values())]
    for number, picture in enumerate(wanted):
        left = 16 + number * (width + 16)
        cell = sheet[64 : 64 + height, left : left + width]
        if picture is None:
            # The refusal is written into an empty frame.
            assert (cell == cell[0, 0]).mean() > 0.7 and cell.min() < 60
        else:
            assert (cell == picture).all()
        assert sheet[:60, left : left + width].min() < 60, "no name above"


def test_large_pictures_are_made_smaller_together():
    panels = [Panel("a", "", np.full((2048, 3000, 3), 9, np.uint8)), Panel("b", "No.")]
    assert draw_panels(panels).shape == (64 + round(2048 * 1024 / 3000) + 16, 2 * 1040 + 16, 3)


def test_panels_say_size_time_and_why_not(comparison):
    panels = panels_of(comparison)
    assert [panel.title for panel in panels] == ["Photo", "VITON-HD", "RMGN", "Compact"]
    assert panels[1] == Panel("VITON-HD", REFUSAL.message)
    assert panels[2].caption.startswith("at 64 × 48, 0.")


def test_files_of_a_comparison(tmp_path, comparison):
    out = tmp_path / "deep" / "out"
    write_comparison(comparison, out)
    assert {path.name for path in out.iterdir()} == {
        "rmgn",
        "compact",
        "side_by_side.png",
        "report.json",
    }
    assert [path.name for path in out.parent.iterdir()] == ["out"]
    said = json.loads((out / "report.json").read_text())["pipelines"]
    assert said[0] == {
        "pipeline": "viton-hd",
        "error": REFUSAL.message,
        "hint": REFUSAL.hint,
    }
    assert (said[1]["folder"], said[1]["error"], said[1]["seed"]) == ("rmgn", "", 0)
    assert json.loads((out / "rmgn" / "report.json").read_text())["seed"] == 0
    shown = np.array(PIL.Image.open(out / "compact" / "result.png"))
    assert (shown == comparison.results["compact"].image).all()
    with zipfile.ZipFile(io.BytesIO(zip_comparison(comparison))) as archive:
        assert set(archive.namelist()) == {
            str(path.relative_to(out)) for path in out.rglob("*") if path.is_file()
        }


def test_a_second_comparison_replaces_the_first_and_nothing_else(tmp_path, comparison):
    out = tmp_path / "out"
    write_comparison(comparison, out)
    (out / "rmgn" / "mine.txt").write_text("mine")
    refused = replace(comparison.outcomes[1], result=None, refusal=REFUSAL)
    again = replace(
        comparison, outcomes=(*comparison.outcomes[:1], refused, *comparison.outcomes[2:])
    )
    write_comparison(again, out)
    assert [path.name for path in (out / "rmgn").iterdir()] == ["mine.txt"]
    assert (out / "compact" / "result.png").is_file()
    assert json.loads((out / "report.json").read_text())["pipelines"][1]["error"]
