"""Hands before the body, of a drawn person in long sleeves."""

import numpy as np

from tests.support.joints import joints_at
from tryon.labels import LIP_TO_COMPACT, Compact, Joint, Lip
from tryon.pipelines.compact.hands import (
    hands_of_long_sleeves,
    sleeves_to_hands,
    with_whole_hands,
)
from tryon.pipelines.working_inputs import WorkingInputs, make_agnostic

JOINTS = joints_at(
    {
        Joint.RIGHT_SHOULDER: (300, 300),
        Joint.LEFT_SHOULDER: (460, 300),
        Joint.LEFT_ELBOW: (500, 480),
        Joint.LEFT_WRIST: (440, 350),
        Joint.RIGHT_HIP: (320, 620),
        Joint.LEFT_HIP: (440, 620),
    }
)
HAND = (slice(250, 340), slice(400, 450))


def folded_arm(sleeve: int) -> np.ndarray:
    labels = np.zeros((1024, 768), np.uint8)
    labels[260:640, 280:540] = Lip.UPPER
    labels[640:, 280:480] = Lip.PANTS
    labels[HAND] = Lip.LEFT_ARM
    labels[sleeve:520, 470:520] = Lip.LEFT_ARM
    return labels


def test_a_hand_before_the_chest_stays_whole_where_a_sleeve_hides_the_arm():
    labels = folded_arm(520)
    assert (hands_of_long_sleeves(LIP_TO_COMPACT[labels], JOINTS) == (labels == Lip.LEFT_ARM)).all()
    bare = folded_arm(300)
    assert not hands_of_long_sleeves(LIP_TO_COMPACT[bare], JOINTS).any()
    assert not hands_of_long_sleeves(LIP_TO_COMPACT[labels], joints_at({})).any()


def test_what_is_painted_anew_leaves_the_hand_out():
    labels = folded_arm(520)
    image = np.full((1024, 768, 3), 90, np.uint8)
    nothing = np.zeros(labels.shape, bool)
    inputs = WorkingInputs(
        image, labels, JOINTS, image, nothing, image, "short", "round", fixed=nothing
    )
    before = make_agnostic(inputs)
    after = with_whole_hands(before, inputs)
    assert before.area[HAND].any()
    assert not after.area[HAND].any()
    assert (after.parse_agnostic[HAND] == Lip.LEFT_ARM).all()
    assert (after.agnostic_image[HAND] == 90).all()
    beside = ~(labels == Lip.LEFT_ARM)
    assert (after.parse_agnostic[beside] == before.parse_agnostic[beside]).all()


def test_long_sleeves_end_at_the_hands_that_the_old_ones_left_free():
    labels = folded_arm(520)
    photo = LIP_TO_COMPACT[labels]
    drawn = photo.copy()
    # A spike beside the hand, a block of arm below it, and some on the trousers.
    drawn[270:420, 450:500] = Compact.LEFT_ARM
    drawn[620:660, 400:450] = Compact.LEFT_ARM
    # And a sleeve that ends too soon.
    drawn[420:440, 465:478] = Compact.BACKGROUND
    assert (sleeves_to_hands(drawn, photo, JOINTS) == photo).all()
    bare = LIP_TO_COMPACT[folded_arm(300)]
    assert (sleeves_to_hands(drawn, bare, JOINTS) == drawn).all()
