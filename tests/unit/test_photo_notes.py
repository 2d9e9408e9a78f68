"""What is said below the photos before a run."""

from dataclasses import replace

from tests.support.dressed import product
from tryon.ui.photos.notes import garment_notes
from tryon.ui.wording.words import OPEN_FRONT


def test_how_a_jacket_will_be_worn_is_said_below_its_photo():
    garment = product()
    assert OPEN_FRONT not in garment_notes(garment, ())
    assert OPEN_FRONT in garment_notes(replace(garment, outerwear=True), ())
