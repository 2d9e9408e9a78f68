"""White cloth before a studio's wall."""

import numpy as np
import pytest

from tryon.labels import Lip
from tryon.preprocess.plain_wall import arm_before_plain_wall, before_plain_wall

SIZE = (512, 384)
SHIRT = (slice(150, 330), slice(120, 220))
MISSED = (slice(250, 330), slice(220, 250))  # a hem beside the arm, taken for the wall


def studio(rough: float = 1.0, shirt: int = 250) -> tuple[np.ndarray, np.ndarray]:
    y, x = np.mgrid[-1 : 1 : SIZE[0] * 1j, -1 : 1 : SIZE[1] * 1j]
    wall = 232 - 6 * y**2 + 4 * x
    picture = np.repeat(wall[..., None], 3, 2) + np.random.default_rng(1).normal(
        0, rough, (*SIZE, 3)
    )
    labels = np.zeros(SIZE, np.uint8)
    labels[SHIRT] = Lip.UPPER
    for place in (SHIRT, MISSED):
        picture[place] = shirt
    return np.clip(picture, 0, 255).astype(np.uint8), labels


def test_white_cloth_that_was_taken_for_the_wall_is_found_and_a_shadow_is_none():
    picture, labels = studio()
    picture[340:400, 120:220] -= 14  # the shirt's shadow
    found = before_plain_wall(labels, picture, 40)
    assert found[MISSED].mean() > 0.9
    assert found.sum() < 1.1 * found[MISSED].sum()


@pytest.mark.parametrize(("rough", "shirt"), [(12.0, 250), (1.0, 233)])
def test_before_a_rough_wall_and_in_the_walls_own_colour_nothing_is_said(rough, shirt):
    picture, labels = studio(rough, shirt)
    assert before_plain_wall(labels, picture, 40).mean() < 0.002


def test_without_wall_or_garment_nothing_is_found():
    picture, labels = studio()
    assert not before_plain_wall(np.zeros_like(labels), picture, 40).any()
    assert not before_plain_wall(np.full_like(labels, Lip.UPPER), picture, 40).any()


@pytest.mark.parametrize("skin", [(236, 216, 202), (130, 90, 70)], ids=["pale", "dark"])
def test_an_arm_that_was_taken_for_the_wall_is_found_and_its_shadow_is_none(skin):
    picture, labels = studio()
    labels[150:250, 222:240] = Lip.LEFT_ARM
    picture[150:330, 222:240] = skin
    picture[150:330, 240:252] -= 14  # the arm's shadow
    away = np.abs(np.arange(SIZE[1], dtype=np.float32) - 230.5)[None] / 16
    away = np.broadcast_to(away, SIZE)
    found = arm_before_plain_wall(labels, picture, labels == Lip.LEFT_ARM, away, 40)
    assert found[252:328, 223:239].mean() > 0.9
    assert not found[150:330, 241:].any()
    nobody = arm_before_plain_wall(labels, picture, labels == Lip.RIGHT_ARM, away, 40)
    assert not nobody.any()
