"""Clicks, boxes, strokes and joints as steps of a history, with a segmenter that only remembers."""

import numpy as np
import pytest

from tryon.errors import MaskInvalid
from tryon.labels import Joint
from tryon.mending.edited_pair import EditedPair
from tryon.mending.editing import Editor, Target, nothing_done
from tryon.mending.strokes import Stroke
from tryon.segmenters.base import Reading, check_prompt

HAIR = Target("body", "hair")


class Discs:
    """Finds a disc around every positive click, less the discs around the negative ones."""

    name = title = "discs"

    def __init__(self):
        self.prompts = []

    def read(self, picture):
        return Reading(0.0, 0)

    def find(self, picture, prompt):
        check_prompt(prompt, picture)
        self.prompts.append(prompt)
        y, x = np.mgrid[: picture.shape[0], : picture.shape[1]]
        found = np.zeros(picture.shape[:2], bool)
        if prompt.box is not None:
            left, top, right, bottom = prompt.box
            found |= (x >= left) & (x <= right) & (y >= top) & (y <= bottom)
        for (u, v), positive in zip(prompt.points, prompt.positive, strict=True):
            disc = np.hypot(x - u, y - v) < 30
            found = found | disc if positive else found & ~disc
        return found


@pytest.fixture
def discs():
    return Discs()


@pytest.fixture
def editor(person, garment, discs):
    return Editor(EditedPair(person, garment, person.parse_map.labels), lambda: discs)


@pytest.fixture
def pair(person, garment):
    return EditedPair(person, garment)


def hair(pair, edits):
    return pair.mask("body", "hair", edits.present.mending)


def test_a_click_is_in_pixels_of_the_photo(editor, pair, discs):
    # The canvas begins at column 100 of the photo.
    edits = editor.click(nothing_done(), HAIR, (500.0, 400.0), True)
    assert discs.prompts[0].points == ((400.0, 400.0),)
    added = hair(pair, edits) & ~hair(pair, nothing_done())
    assert added[400, 400] and not added[400, 440]


def test_clicks_on_one_object_shape_it_and_each_can_be_undone(editor, pair, discs):
    start = nothing_done()
    first = editor.click(start, HAIR, (500.0, 400.0), True)
    second = editor.click(first, HAIR, (540.0, 400.0), True)
    third = editor.click(second, HAIR, (500.0, 400.0), False)
    assert [len(prompt.points) for prompt in discs.prompts] == [1, 2, 3]
    assert discs.prompts[0].prior is None
    assert (discs.prompts[1].prior == (hair(pair, first) & ~hair(pair, start))).mean() > 0.99
    # The object that is taken back goes to what it was before the first click.
    assert not hair(pair, third)[400, 400] and hair(pair, third)[400, 445]
    assert third.undone().present == second.present
    assert third.undone().undone().undone().present == start.present
    assert len(third.past) == 3


def test_another_region_or_part_or_way_begins_another_object(editor, discs):
    edits = editor.click(nothing_done(), HAIR, (500.0, 400.0), True)
    for target in (Target("body", "face"), Target("body", "face", add=False), Target("repaint")):
        edits = editor.click(edits, target, (500.0, 400.0), True)
        assert len(discs.prompts[-1].points) == 1
    edits = editor.click(editor.next_object(edits), Target("repaint"), (500.0, 100.0), True)
    assert len(discs.prompts[-1].points) == 1


def test_a_click_stays_in_the_region_it_was_made_in(editor, pair, person):
    labels = person.parse_map.labels
    row = 400
    upper = np.flatnonzero(pair.mask("body", "upper clothes", nothing_done().present.mending)[row])
    edge = float(upper[0])
    first = editor.click(nothing_done(), HAIR, (100 + edge + 10, row), True)
    grown = hair(pair, first) & ~hair(pair, nothing_done())
    assert grown[row, int(edge) + 1 : int(edge) + 30].all() and not grown[row, : int(edge)].any()
    # A second click in the neighbour is about that one, too.
    second = editor.click(first, HAIR, (100 + edge - 10, row), True)
    grown = hair(pair, second) & ~hair(pair, nothing_done())
    assert grown[row, int(edge) - 20 : int(edge) + 30].all()
    assert labels[row, int(edge) - 10] != labels[row, int(edge) + 10]


def test_a_click_that_changes_nothing_says_why(editor, pair):
    crown = np.argwhere(hair(pair, nothing_done()))[0]
    on_hair = (100 + float(crown[1]), float(crown[0]))
    with pytest.raises(MaskInvalid, match="already"):
        editor.click(nothing_done(), HAIR, on_hair, True)
    with pytest.raises(MaskInvalid, match="Nothing of this"):
        editor.click(nothing_done(), Target("body", "face", add=False), on_hair, True)


def test_ending_an_object_is_no_step_of_its_own(editor):
    edits = editor.click(nothing_done(), HAIR, (500.0, 400.0), True)
    assert editor.next_object(edits).past == edits.past
    assert editor.next_object(edits).present.mending == edits.present.mending


def test_a_box_may_be_dragged_from_any_corner(editor, discs):
    for corners in (((300.0, 300.0), (400.0, 500.0)), ((400.0, 500.0), (300.0, 300.0))):
        editor.box(nothing_done(), HAIR, corners)
        assert discs.prompts[-1].box == (200.0, 300.0, 300.0, 500.0)
    for corners in ((), ((300.0, 300.0),), ((300.0, 300.0), (300.0, 300.0))):
        with pytest.raises(MaskInvalid):
            editor.box(nothing_done(), HAIR, corners)


def test_a_negative_click_alone_is_refused(editor):
    with pytest.raises(MaskInvalid, match="No click shows"):
        editor.click(nothing_done(), HAIR, (500.0, 400.0), False)


@pytest.mark.parametrize("place", [(-9.0, 4.0), (4.0, 4000.0), (float("nan"), 4.0)])
def test_places_outside_the_photo_are_refused(editor, place):
    for wrong in (
        lambda: editor.click(nothing_done(), HAIR, place, True),
        lambda: editor.box(nothing_done(), HAIR, (place, (50.0, 50.0))),
        lambda: editor.stroke(nothing_done(), HAIR, Stroke((place,), 5.0)),
        lambda: editor.joint(nothing_done(), Joint.NOSE, place),
    ):
        with pytest.raises(MaskInvalid):
            wrong()


def test_joints_are_put_back_but_not_from_nowhere(editor):
    moved = editor.joint(nothing_done(), Joint.LEFT_WRIST, (500.0, 500.0))
    assert editor.restored_joint(moved, Joint.LEFT_WRIST).present == nothing_done().present
    with pytest.raises(MaskInvalid, match="was not found"):
        editor.restored_joint(nothing_done(), Joint.NOSE)
    with pytest.raises(MaskInvalid, match="no such joint"):
        editor.restored_joint(nothing_done(), 99)


def test_the_garment_is_mended_on_its_own_photo(editor, pair, discs):
    edits = editor.click(nothing_done(), Target("garment", add=False), (380.0, 450.0), True)
    assert discs.prompts[-1].points == ((380.0, 450.0),)
    mask = pair.mask("garment", "", edits.present.mending)
    assert not mask[450, 380] and mask[450, 430]
    assert editor.reset(edits, "garment").present == nothing_done().present
