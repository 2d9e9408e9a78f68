"""What a visitor has in the studio, where answers cross."""

import asyncio
import threading

import pytest

from tests.support.loops import run_apart
from tryon.errors import MaskInvalid
from tryon.ui.runs.requests import Request
from tryon.ui.runs.run_cache import Visit
from tryon.ui.studio.desk import Desk


def visit(garment="g", token="t"):
    return Visit(token, Request("p", garment, "compact", None, 0, None))


def with_seed(before, seed):
    request = before.request
    return Visit(before.token, Request(*before.photos, "compact", None, seed, None)), request.seed


def test_two_that_cross_are_done_one_after_the_other():
    desk, began, go_on = Desk(visit()), threading.Event(), threading.Event()
    worked_on = []

    def slow(before):
        worked_on.append(before.request.seed)
        began.set()
        assert go_on.wait(30)
        return with_seed(before, before.request.seed + 1)

    async def cross():
        first = asyncio.create_task(desk.change(lambda now: now, slow))
        await asyncio.to_thread(began.wait, 30)
        await desk.change(lambda now: now, lambda before: with_seed(before, 10))
        go_on.set()
        return await first

    told = run_apart(cross())
    # The slow one was done again, to what the quick one had left.
    assert worked_on == [0, 10] and told == 10
    assert desk.visit.request.seed == 11


def test_what_is_done_to_photos_that_are_gone_meanwhile_is_refused():
    desk = Desk(visit())

    def read(now):
        if now is None:
            raise MaskInvalid("gone", "")
        return now

    def forgotten_meanwhile(before):
        desk.forget()
        return before, None

    with pytest.raises(MaskInvalid):
        run_apart(desk.change(read, forgotten_meanwhile))
    assert desk.visit is None and desk.emptied == 1


def test_what_came_back_is_known_also_below_other_photos():
    desk, restored, other = Desk(), visit("g"), visit("other", "u")
    desk.put_back(restored)
    desk.visit = other
    assert desk.of(("p", "g")) is restored and desk.of(("p", "other")) is other
    assert desk.of(("p", "third")) is None and desk.of((None, None)) is None
    desk.clear()
    assert desk.known == []
