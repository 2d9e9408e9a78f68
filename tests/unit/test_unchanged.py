"""Nothing changes but the person's own body, whatever a pipeline paints."""

from dataclasses import replace

import numpy as np
import pytest

from tryon.labels import Lip, is_any
from tryon.pictures.coordinates import CANVAS_SIZE
from tryon.pipelines.working_inputs import paste_area
from tryon.preprocess.agnostic import agnostic_mask
from tryon.preprocess.known_body import known_body
from tryon.preprocess.unchanged import MARGIN, fixed_pixels, kept_pixels
from tryon.types import ParseMap, PersonInput


def with_neighbour(person: PersonInput) -> PersonInput:
    """A hat on the head, and somebody whose arm lies before the chest."""
    labels = person.parse_map.labels.copy()
    labels[60:120, 340:430] = Lip.HAT
    labels[700:760, 180:230] = Lip.GLOVE
    held = np.zeros(CANVAS_SIZE, bool)
    held[380:420, 200:500] = True
    return replace(person, parse_map=ParseMap(labels), held=held)


def test_other_people_and_hats_are_kept_and_the_rest_is_not(person: PersonInput) -> None:
    crowd = with_neighbour(person)
    kept = kept_pixels(crowd, CANVAS_SIZE)
    assert kept is not None
    np.testing.assert_array_equal(
        kept, crowd.held | is_any(crowd.parse_map.labels, (Lip.HAT, Lip.GLOVE))
    )
    assert kept_pixels(person, CANVAS_SIZE) is None


def test_what_the_user_wants_painted_is(person: PersonInput) -> None:
    crowd = with_neighbour(person)
    wish = np.zeros(CANVAS_SIZE, bool)
    wish[380:400, 200:500] = True
    kept = kept_pixels(replace(crowd, repaint=wish), CANVAS_SIZE)
    assert kept is not None
    assert not kept[380:400, 200:500].any() and kept[400:420, 200:500].all()


@pytest.mark.parametrize("size", [(1024, 768), (512, 384), (256, 192)])
def test_whatever_is_painted_only_the_surroundings_of_the_garment_change(
    person: PersonInput, size: tuple[int, int]
) -> None:
    crowd = with_neighbour(person)
    image = np.full((*size, 3), 90, np.uint8)
    painted = np.full((*size, 3), 200, np.uint8)
    result = paste_area(crowd, image, painted, np.ones(size, bool))
    box = crowd.box
    window = result[:1024, int(box.left) : int(box.left) + 768]
    before = crowd.photo[:1024, int(box.left) : int(box.left) + 768]
    changed = (window != before).any(2)
    assert changed.any()
    assert not (changed & fixed_pixels(crowd, CANVAS_SIZE)).any()
    assert not changed[crowd.held].any()
    # Nothing beyond the margin around what is grey in the agnostic image.
    area = agnostic_mask(*known_body(crowd))
    rows = np.flatnonzero(area.any(1))
    assert np.flatnonzero(changed.any(1))[0] >= rows[0] - MARGIN - 4
