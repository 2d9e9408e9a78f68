"""Somebody who is printed on a garment does not wear it."""

import numpy as np
import pytest
from PIL import Image as Pictures

from tests.support.drawn_garments import draw_tee
from tests.support.examples import EXAMPLES
from tryon.config import Settings
from tryon.preprocess.preprocessor import Preprocessor
from tryon.weights.store import WeightStore


@pytest.fixture(scope="module")
def preprocessor() -> Preprocessor:
    return Preprocessor(WeightStore(Settings()))


def test_a_t_shirt_with_somebody_printed_on_it_is_the_t_shirt(preprocessor):
    rng = np.random.default_rng(0)
    photo = (120 + rng.normal(0, 14, (1000, 800, 1))).clip(0, 255).repeat(3, 2).astype(np.uint8)
    draw_tee(photo, 60, 120, 700, (235, 232, 226))
    figure = Pictures.open(EXAMPLES / "person_ada.jpg").convert("RGB").resize((210, 280))
    photo[420:700, 305:515] = figure
    people = preprocessor.people(photo)
    garment = preprocessor.garment(photo)
    assert not garment.worn
    assert garment.cloth_mask.mean() > 0.3
    assert "worn_garment" not in {notice.code for notice in garment.notices}
    assert len(people.places) == 1


def test_whoever_wears_a_garment_is_no_print(preprocessor):
    garment = preprocessor.garment(EXAMPLES / "person_ada.jpg")
    assert garment.worn
    assert "worn_garment" in {notice.code for notice in garment.notices}
