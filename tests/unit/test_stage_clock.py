"""The times of the stages."""

import time

from tryon.stages import Progress, StageClock


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
