"""A garment that lies on its side or upside down is noticed, and what is asked is asked once."""

import cv2
import numpy as np
import pytest

from tests.support.drawn_garments import RED, draw_tee, kind_of
from tryon.config import PACKAGE_ROOT, Settings
from tryon.models.garment import HEADS
from tryon.preprocess.garment import CutOut
from tryon.preprocess.garment_checks import examine_garment
from tryon.preprocess.garment_reader import Chances, GarmentReading
from tryon.preprocess.garment_turn import turns_needed
from tryon.preprocess.preprocessor import Preprocessor
from tryon.types import Image
from tryon.weights.store import WeightStore

EXAMPLE = PACKAGE_ROOT / "assets" / "examples" / "garment_logo_tee.jpg"


@pytest.fixture(scope="module")
def preprocessor() -> Preprocessor:
    return Preprocessor(WeightStore(Settings(offline=True)))


def example() -> Image:
    return cv2.cvtColor(cv2.imread(str(EXAMPLE)), cv2.COLOR_BGR2RGB)


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_a_turned_t_shirt_is_to_be_turned_back(turns: int, preprocessor: Preprocessor) -> None:
    garment = preprocessor.garment(np.ascontiguousarray(np.rot90(example(), turns)))
    assert garment.turns == turns
    said = [notice for notice in garment.notices if notice.code == "garment_turned"]
    assert len(said) == (turns > 0)
    if turns:
        assert ("upside down" in said[0].message) == (turns == 2)


def reading(upper: float, mask: np.ndarray) -> GarmentReading:
    chances = {head: {name: 1 / len(names) for name in names} for head, names in HEADS.items()}
    chances["category"] = dict.fromkeys(HEADS["category"], 0.0) | {
        "top": upper,
        "trousers": 1 - upper,
    }
    return GarmentReading(mask.astype(np.float32), chances)


def standing() -> np.ndarray:
    """As wide at the left as at the right, and not at the top as at the bottom."""
    photo = np.zeros((256, 192, 3), np.uint8)
    draw_tee(photo, 6, 20, 180, RED)
    return photo.any(2)


def test_the_turn_that_looks_most_like_a_top_is_named_only_if_clearly_better() -> None:
    photo = np.zeros((256, 192, 3), np.uint8)
    photo[:10] = 255  # marks the upper edge

    def answers(best: float, usual: float):
        def read(turned: Image) -> Chances:
            height = turned.shape[0]
            is_over = bool(turned[-height // 40 :].mean() > 200)
            return reading(best if is_over else usual, standing()).chances

        return read

    assert turns_needed(photo, reading(0.2, standing()), answers(0.95, 0.2)) == 2
    assert turns_needed(photo, reading(0.2, standing()), answers(0.4, 0.2)) == 0


def test_a_photo_that_is_sure_of_itself_is_not_turned_to_look() -> None:
    def never(turned: Image) -> Chances:
        raise AssertionError

    sure = reading(0.999, standing())
    for head in ("sleeve", "neckline"):
        sure.chances[head] = dict.fromkeys(HEADS[head], 0.0) | {HEADS[head][0]: 1.0}
    assert turns_needed(np.zeros((256, 192, 3), np.uint8), sure, never) == 0


def test_a_refused_garment_that_may_lie_on_its_side_says_so() -> None:
    photo = np.zeros((600, 600, 3), np.uint8)
    found = CutOut(np.ones((600, 600), bool), 255.0, True)
    refusal = examine_garment(photo, found, kind_of("skirt"), worn=False, turns=3).refusal
    assert refusal is not None and "a quarter to the left" in refusal.hint
