"""How a run is timed, told of, stopped, and what of it is kept."""

import time
from dataclasses import fields

import pytest

from tests.support.fakes import FakePipeline, FakePreprocessor, photo
from tryon.engines.base import prepare_both
from tryon.errors import Cancelled
from tryon.mending.steps import mended_at
from tryon.pipelines import PIPELINES
from tryon.stages import PREPARATION, Progress, StageClock, StageResults, names_of
from tryon.types import Intermediates


def test_a_stage_lasts_until_the_device_has_settled() -> None:
    begun: list[str] = []
    clock = StageClock(
        ("first", "second"),
        Progress(lambda name, _: begun.append(name)),
        settled=lambda: time.sleep(0.02 * (begun[-1] == "first")),
    )
    assert clock.once("first", lambda: 1) == 1
    assert clock.once("second", lambda: 2) == 2
    assert clock.timings_ms["first"] >= 20
    assert clock.timings_ms["second"] < clock.timings_ms["first"]


def test_a_part_of_a_run_tells_its_share_of_the_whole() -> None:
    told: list[tuple[str, float]] = []
    whole = Progress(lambda name, done: told.append((name, done)))
    clock = StageClock(("first", "second"), whole.within(0.2, 0.6))
    for name in ("first", "second"):
        clock.once(name, lambda: None)
    assert told == [("first", pytest.approx(0.2)), ("second", pytest.approx(0.4))]


def test_cancelling_stops_before_a_stage_and_what_is_kept_is_no_stage() -> None:
    kept = StageResults()
    assert StageClock(("first", "second"), Progress(kept=kept)).once("first", lambda: 1) == 1
    stopped = StageClock(("first", "second"), Progress(cancelled=lambda: True, kept=kept))
    assert stopped.once("first", lambda: 2) == 1
    with pytest.raises(Cancelled):
        stopped.once("second", lambda: 2)
    assert "second" not in kept


def test_photos_are_prepared_in_order_and_what_is_prepared_is_no_stage() -> None:
    preprocessor, told = FakePreprocessor(None), []
    garment = preprocessor.garment(photo(2))
    progress = Progress(lambda name, done: told.append(name))
    prepared = prepare_both(lambda: preprocessor.person(photo(1)), garment, progress)
    assert told == list(prepared.timings_ms) == ["person"]
    assert prepared.garment is garment
    result = FakePipeline(None, "cpu")(prepared.person, prepared.garment)
    assert list(prepared.timed(result).timings_ms) == ["person", *result.timings_ms]


@pytest.mark.parametrize("name", PIPELINES)
def test_a_stage_reads_what_was_given_before_it_and_nothing_is_given_twice(name: str) -> None:
    given: list[str] = ["repaint"]
    for stage in (*PREPARATION, *PIPELINES[name].stages):
        assert set(stage.reads) <= set(given), stage.name
        given += stage.gives
    assert len(given) == len(set(given))
    assert set(given) <= {*(field.name for field in fields(Intermediates)), "canvas", "repaint"}


def test_each_part_is_mended_where_it_is_given() -> None:
    stages = (*PREPARATION, *PIPELINES["compact"].stages)
    assert {stage.name: mended_at(stage) for stage in stages if mended_at(stage)} == {
        "person": ("body", "pose"),
        "garment": ("garment",),
        "agnostic": ("repaint",),
        "segmentation": ("layout",),
    }
    assert not any(map(mended_at, PIPELINES["rmgn"].stages))
    assert names_of(PREPARATION) == ("person", "garment")
