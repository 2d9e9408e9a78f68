"""What is on and around the head is never taken for the garment."""

import numpy as np
import pytest

from tests.support.people import STANDING, cover_head, draw_person, standing_pose
from tryon.errors import CoveringUnclear
from tryon.labels import Lip
from tryon.preprocess.body_classes import BodyClass
from tryon.preprocess.parsing import parse
from tryon.preprocess.pose import Landmark

BROWN, BLACK = (165, 95, 60), (25, 24, 26)


def test_a_cap_is_no_part_of_the_top() -> None:
    image, classes = draw_person()
    cap = cover_head(image, classes, BROWN)
    labels = parse(image, classes, standing_pose())
    assert (labels[cap] == Lip.HAT).mean() > 0.98
    assert not (labels[cap] == Lip.UPPER).any()
    assert labels[220, 192] == Lip.UPPER


def test_a_collar_beside_the_jaw_is_not_the_caps() -> None:
    image, classes = draw_person(upper=(30, 60, 150))
    cap = cover_head(image, classes, BLACK)
    for columns in (slice(152, 166), slice(218, 232)):
        collar = (slice(84, 150), columns)
        image[collar] = (30, 60, 150)
        classes[:, collar[0], collar[1]] = 0
        classes[BodyClass.CLOTHES][collar] = 1
    labels = parse(image, classes, standing_pose())
    assert (labels[cap] == Lip.HAT).mean() > 0.95
    assert (labels[86:150, 154:164] == Lip.UPPER).mean() > 0.9
    assert (labels[200:290, 150:234] == Lip.UPPER).mean() > 0.95


@pytest.mark.parametrize(
    ("covering", "top"), [(BROWN, BLACK), (BLACK, BROWN), (BROWN, (40, 90, 160))]
)
def test_a_scarf_is_kept_where_it_falls_over_the_chest(
    covering: tuple[int, int, int], top: tuple[int, int, int]
) -> None:
    image, classes = draw_person(upper=top)
    scarf = cover_head(image, classes, covering, down_to=230)
    # Folds: cloth is never of one lightness.
    shade = 1 + 0.25 * np.sin(np.arange(image.shape[1]) / 9)[None, :, None]
    image[scarf] = np.clip(image * shade, 0, 255).astype(np.uint8)[scarf]
    labels = parse(image, classes, standing_pose())
    assert (labels[scarf] == Lip.HAT).mean() > 0.97
    assert labels[265, 192] == Lip.UPPER
    assert (labels[240:290, 150:234] == Lip.UPPER).mean() > 0.95
    assert labels[80, 192] == Lip.FACE


def test_a_scarf_that_cannot_be_told_from_the_top_is_refused() -> None:
    image, classes = draw_person(upper=BROWN, lower=BROWN)
    cover_head(image, classes, BROWN, down_to=230)
    with pytest.raises(CoveringUnclear) as refusal:
        parse(image, classes, standing_pose())
    assert "never taken off" in refusal.value.hint


def test_a_collar_and_a_sleeve_beside_the_face_are_no_covering() -> None:
    image, classes = draw_person(sleeves=True)
    high_collar = (slice(112, 165), slice(172, 212))
    image[high_collar] = (180, 30, 40)
    classes[:, high_collar[0], high_collar[1]] = 0
    classes[BodyClass.CLOTHES][high_collar] = 1
    pose = standing_pose()
    # The left arm is raised past the head.
    pose.xy[Landmark.LEFT_ELBOW] = (262, 90)
    pose.xy[Landmark.LEFT_WRIST] = (240, 20)
    arm = (slice(10, 150), slice(238, 264))
    image[arm] = (180, 30, 40)
    classes[:, arm[0], arm[1]] = 0
    classes[BodyClass.CLOTHES][arm] = 1
    labels = parse(image, classes, pose)
    assert not (labels == Lip.HAT).any()
    x, y = STANDING[Landmark.NOSE]
    assert labels[int(y) - 45, int(x)] == Lip.HAIR
