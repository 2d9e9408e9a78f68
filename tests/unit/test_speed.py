"""How long runs take here is told as it was measured, or not at all."""

import re
from types import SimpleNamespace

import pytest

from tryon.ui.runs.menus import run_time
from tryon.ui.runs.pipeline_menu import PipelineChoice
from tryon.ui.runs.speed import Speed
from tryon.ui.wording import amounts, words

LARGE, SMALL = (1024, 768), (512, 384)
COMPACT = PipelineChoice("compact", "Compact", (LARGE, SMALL))
RMGN = PipelineChoice("rmgn", "RMGN", (SMALL,), seeded=True)


@pytest.fixture
def speed():
    """Of a machine that ran `compact` at the usual size and was asked for it as "auto"."""
    speed = Speed()
    times = {"person": 9000.0, "matching": 1500.0, "synthesis": 2700.0}
    result = SimpleNamespace(pipeline="compact", size=LARGE, timings_ms=times)
    speed.note("auto", result)
    return speed


def test_a_run_takes_what_such_runs_took_without_looking_at_photos(speed):
    said = run_time(COMPACT, "", 1, (COMPACT,), speed)
    assert words.run_time_words("4 s") in said
    assert 'data-run="4.2"' in said and 'data-compare="4.2"' in said


def test_what_was_never_run_here_is_not_guessed(speed):
    for choice, size in ((COMPACT, "512x384"), (RMGN, "")):
        said = run_time(choice, size, 1, (COMPACT, RMGN), speed)
        assert words.RUN_TIME_UNKNOWN in said
        assert "data-run" not in said and "data-compare" not in said


def test_variations_take_as_long_as_so_many_runs(speed):
    speed.note("rmgn", SimpleNamespace(pipeline="rmgn", size=SMALL, timings_ms={"a": 60_000.0}))
    assert re.search("about 3 min", run_time(RMGN, "", 3, (COMPACT, RMGN), speed))
    # `compact` has none.
    assert re.search("about 4 s", run_time(COMPACT, "", 3, (), speed))


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.2, "1 s"), (4.4, "4 s"), (89, "89 s"), (130, "2 min")]
)
def test_what_is_not_known_exactly_has_no_decimals(seconds, said):
    assert amounts.about(seconds) == said
