"""What the page offers with a pipeline, and what it does not."""

from dataclasses import replace

import numpy as np
import pytest

from tryon.errors import TryOnError
from tryon.types import Intermediates, TryOnResult
from tryon.ui.runs.menus import offered, size_times
from tryon.ui.runs.pipeline_menu import PipelineChoice
from tryon.ui.runs.requests import Request, check_variations
from tryon.ui.runs.speed import Speed

STEADY = PipelineChoice("compact", "Compact", ((1024, 768), (512, 384)))
RANDOM = PipelineChoice("viton-hd", "VITON-HD", ((512, 384),), seeded=True)


def test_a_seed_that_changes_nothing_is_not_offered_nor_are_variations() -> None:
    steady, random = offered(STEADY), offered(RANDOM)
    seed, variations = steady["seed"], steady["variations"]
    assert (seed["visible"], seed["value"]) == (False, 0)
    assert (variations["visible"], variations["value"]) == (False, 1)
    seed, variations = random["seed"], random["variations"]
    assert seed["visible"] and "value" not in seed
    assert variations["visible"] and "value" not in variations


@pytest.mark.parametrize("value", [0, 5, 1.5, None, "2", True + 4])
def test_variations_are_made_as_many_as_are_offered_where_there_are_any(value) -> None:
    request = Request("a", "b", "viton-hd", None, 0, None)
    choices = (STEADY, RANDOM)
    assert check_variations(3.0, request, choices) == 3
    assert check_variations(value, replace(request, pipeline="compact"), choices) == 1
    with pytest.raises(TryOnError, match="variations"):
        check_variations(value, request, choices)


def test_a_size_tells_how_long_its_runs_took_here() -> None:
    speed = Speed()
    assert speed.seconds("compact", (512, 384)) is None
    for seconds in (1, 30, 2):
        times = {"person": 9000.0, "synthesis": 1000.0 * seconds}
        picture = np.zeros((4, 3, 3), np.uint8)
        made = (picture, picture, Intermediates(), None, times, (), "compact", (512, 384), 0, "cpu")
        speed.note("auto", TryOnResult(*made))
    assert speed.seconds("auto", (512, 384)) == 2
    assert size_times(RANDOM, speed) == ""
    told = size_times(replace(STEADY, name="auto"), speed)
    assert "768 × 1024 not run yet; 384 × 512 2.0 s." in told.striptags()
