"""Warp-SSIM, Mask-SSIM and MACs after Table 2 of VITON-HD."""

from dataclasses import replace

import numpy as np
import pytest

from tests.support.fakes import photo
from tryon.evaluation.metrics import image_similarity, region_similarity
from tryon.evaluation.warps import score_warp, warp_macs
from tryon.labels import Lip
from tryon.types import CanvasBox, Intermediates, ParseMap, PersonInput, TryOnResult

SIZE = (256, 192)


def worn() -> PersonInput:
    labels = np.zeros((1024, 768), np.uint8)
    labels[300:700, 200:560] = Lip.UPPER
    image = photo(3, *SIZE)
    box = CanvasBox(0.0, 0.0, 192.0, 256.0)
    return PersonInput(image, box, image, None, ParseMap(labels))


def made(canvas: np.ndarray, warped: np.ndarray | None) -> TryOnResult:
    steps = Intermediates(warped_cloth=warped)
    return TryOnResult(canvas, canvas, steps, None, {}, (), "compact", SIZE, 0, "cpu")


def test_only_the_clothing_counts() -> None:
    person = worn()
    outside, inside = person.photo.copy(), person.photo.copy()
    outside[:60], inside[120:140, 80:120] = 255, 0
    scores = score_warp(person, made(outside, inside))
    assert scores.mask_ssim == pytest.approx(1)
    assert scores.warp_ssim < 0.98
    whole = region_similarity(inside, person.photo, np.ones(SIZE, bool))
    # scikit-image leaves out a border of half a window, where nothing differs.
    assert whole == pytest.approx(image_similarity(inside, person.photo), abs=0.01)


def test_what_is_not_known_is_not_scored() -> None:
    person = worn()
    assert score_warp(person, made(person.photo, None)) is None
    assert score_warp(replace(person, parse_map=None), made(person.photo, person.photo)) is None
    bare = replace(person, parse_map=ParseMap(np.zeros((1024, 768), np.uint8)))
    assert score_warp(bare, made(person.photo, person.photo)) is None


def test_multiplications_of_the_warps() -> None:
    # Convolutions and linear layer as `tests/parity/test_viton_hd.py` counts them, and the matrix
    # product of the correlation.
    assert warp_macs("viton-hd") == 4_458_812_928 + 18_874_368
    # Both encoders with their pyramids, 16.64 G each, and the heads, 13.61 G.
    assert warp_macs("rmgn") / 1e9 == pytest.approx(2 * 16.64 + 13.61, abs=0.02)
    assert 0.1e9 < warp_macs("compact") < 4e9
    assert warp_macs("nobody's") is None
