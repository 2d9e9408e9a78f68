"""What the studio's page may send, and what is kept of its visitors."""

from dataclasses import replace

import numpy as np
import pytest

from tryon.errors import MaskInvalid
from tryon.mending.document import Mending
from tryon.mending.edited_pair import EditedPair
from tryon.types import Intermediates, TryOnResult
from tryon.ui.runs.requests import Request
from tryon.ui.runs.run_cache import Run, RunCache, Visit
from tryon.ui.studio.actions import read_action

CLICK = {"do": "click", "part": "body", "token": "t", "serial": 3, "points": [[1, 2.5]]}


def request(person="p", size=None):
    return Request(person, "g", "compact", size, 0, None)


def test_an_action_is_read_as_it_was_sent():
    action = read_action({**CLICK, "region": "hair", "add": False, "positive": False})
    assert (action.doing, action.part, action.region) == ("click", "body", "hair")
    assert action.points == ((1.0, 2.5),) and action.serial == 3
    assert not action.add and not action.positive and not action.restore


@pytest.mark.parametrize(
    "sent",
    [
        None,
        7,
        "click",
        [],
        {},
        {**CLICK, "do": "format"},
        {**CLICK, "do": ["click"]},
        {**CLICK, "part": "soul"},
        {**CLICK, "points": "many"},
        {**CLICK, "points": [1, 2]},
        {**CLICK, "points": [[1, 2, 3]]},
        {**CLICK, "points": [{"x": 1}]},
        {**CLICK, "points": [[0, 0]] * 10_000},
    ],
)
def test_anything_else_is_refused_in_a_sentence(sent):
    with pytest.raises(MaskInvalid) as caught:
        read_action(sent)
    assert caught.value.message.endswith(".") and caught.value.hint


@pytest.mark.parametrize("value", [None, "1", [], True, 1e300, float("inf")])
def test_what_is_no_number_becomes_one_that_every_check_refuses(value):
    action = read_action({**CLICK, "points": [[value, 1]], "radius": value})
    assert np.isnan(action.points[0][0]) and np.isnan(action.radius)


@pytest.mark.parametrize("doing", ["click", "stroke", "box"])
@pytest.mark.parametrize("points", [None, []])
def test_pointing_at_nothing_is_refused_in_a_sentence(doing, points):
    with pytest.raises(MaskInvalid, match="no points"):
        read_action({**CLICK, "do": doing, "points": points})


def test_long_words_are_cut():
    assert len(read_action({**CLICK, "region": "x" * 10**6}).region) == 64


@pytest.fixture
def finished(person, garment):
    def make(owner="", mending=None):
        labels = np.zeros((512, 384), np.uint8)
        labels[100:200] = 5
        result = TryOnResult(
            person.photo, person.image, Intermediates(predicted_parse=labels), 0.0, {}, (),
            "compact", (512, 384), 0, "cpu",
        )  # fmt: skip
        return Run(person, garment, mending or Mending(), result, None, (), owner)

    return make


def test_a_visitor_goes_on_from_the_own_run_else_from_an_unmended_one(finished):
    run_cache = RunCache()
    shared, own = finished(), finished("token")
    run_cache.put(request(), shared)
    visit = Visit("token", request())
    assert run_cache.last(visit) is shared
    run_cache.put(request(), own)
    assert run_cache.last(visit) is own
    assert run_cache.last(Visit("other", request())) is shared
    # Another size is another run.
    assert run_cache.last(Visit("token", request(size=(512, 384)))) is None


def test_a_run_shows_its_layout_on_the_canvas(finished):
    layout = finished().pair.layout
    assert layout.shape == (1024, 768)
    assert (layout[200:400] == 5).all() and not layout[:199].any()


def test_the_desk_is_bounded_and_what_is_gone_is_found_anew(finished, person, garment):
    run_cache = RunCache()
    for number in range(20):
        run_cache.put(request(), finished(f"visitor {number}"))
    kept = [n for n in range(20) if run_cache.last(Visit(f"visitor {n}", request())) is not None]
    assert kept == [17, 18, 19]
    looked = []

    def look(asked):
        looked.append(asked)
        return EditedPair(person, garment)

    visits = [Visit(f"opened {number}", request()) for number in range(10)]
    for visit in visits:
        run_cache.pair(visit, look)
    run_cache.pair(visits[-1], look)
    assert len(looked) == 10
    run_cache.pair(visits[0], look)
    assert len(looked) == 11


def test_what_the_desk_holds_goes_when_its_hour_ends(finished, person, garment):
    run_cache = RunCache()
    visit, opened = Visit("token", request()), Visit("opened", request("other"))
    run_cache.put(request(), finished("token"))
    run_cache.pair(opened, lambda asked: EditedPair(person, garment))
    run_cache.forget(3600)
    assert run_cache.last(visit) is not None
    run_cache.forget(0)
    assert run_cache.last(visit) is None
    looked = []
    run_cache.pair(opened, lambda asked: looked.append(asked) or EditedPair(person, garment))
    assert len(looked) == 1


def test_what_was_made_of_deleted_photos_goes_now_and_when_it_comes_late(finished, person, garment):
    run_cache = RunCache()
    visit, other = Visit("token", request()), Visit("other", request("other"))
    opened = Visit("opened", request("opened"))
    for each in (visit, other):
        run_cache.put(each.request, finished(each.token))
    looked = []

    def look(asked):
        looked.append(asked)
        return EditedPair(person, garment)

    run_cache.pair(opened, look)
    run_cache.forget_photos([visit.photos[0], opened.photos[0]])
    assert run_cache.last(visit) is None and run_cache.last(other) is not None
    run_cache.put(visit.request, finished(visit.token))
    assert run_cache.last(visit) is None
    for _ in range(2):
        run_cache.pair(opened, look)
    assert len(looked) == 3


def test_large_photos_do_not_pile_up(finished):
    run_cache = RunCache()
    large = np.zeros((6000, 8500, 3), np.uint8)
    for number in range(3):
        run = finished(f"visitor {number}")
        photos = replace(run.person, photo=large + np.uint8(number)), run.garment
        run_cache.put(request(), replace(run, person=photos[0]))
    kept = [n for n in range(3) if run_cache.last(Visit(f"visitor {n}", request())) is not None]
    assert kept == [2]
