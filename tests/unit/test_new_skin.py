"""New skin of the learned form: tones of arms and chest, and light from the lamp's side."""

import numpy as np
import pytest

from tests.support.joints import joints_at
from tryon.labels import Compact, Joint
from tryon.pipelines.compact.arm_skin import lamp_side
from tryon.pipelines.compact.new_skin import in_own_tone
from tryon.pipelines.compact.skin import SHADE_TINT, arm_tones, chest_tone

# A person of a canvas 768 wide: two arms that hang beside a chest, a face above it.
SIZE = (400, 300)
JOINTS = {
    Joint.RIGHT_SHOULDER: (60, 140),
    Joint.RIGHT_ELBOW: (60, 260),
    Joint.RIGHT_WRIST: (60, 380),
    Joint.LEFT_SHOULDER: (240, 140),
    Joint.LEFT_ELBOW: (240, 260),
    Joint.LEFT_WRIST: (240, 380),
}
PLACES = {
    Compact.FACE: (slice(0, 90), slice(105, 195)),
    Compact.NECK: (slice(90, 200), slice(100, 200)),
    Compact.RIGHT_ARM: (slice(140, 400), slice(30, 91)),
    Compact.LEFT_ARM: (slice(140, 400), slice(210, 271)),
}
FACE, ARM, HAND = (230.0, 190.0, 165.0), (200.0, 150.0, 120.0), (210.0, 150.0, 130.0)


def drawn():
    """The layout of the person with bare arms and chest."""
    layout = np.zeros(SIZE, np.uint8)
    for label, place in PLACES.items():
        layout[place] = label
    return layout


def painted(colours):
    picture = np.zeros((*SIZE, 3), np.float32)
    for label, colour in colours.items():
        picture[PLACES[label]] = colour
    return picture


def test_an_arm_that_the_photo_shows_tells_its_tone_alone():
    worn = drawn()
    picture = painted({Compact.FACE: FACE, Compact.NECK: FACE} | dict.fromkeys((5, 6), ARM))
    picture[355:] = HAND
    nowhere = np.zeros(SIZE, bool)
    tones = arm_tones(picture, worn, nowhere, joints_at(JOINTS), 1.0)
    assert all(np.allclose(tone, ARM, atol=1) for tone in tones.values())


def test_one_arm_in_the_light_and_one_in_the_shade_keep_their_tones():
    worn, nowhere = drawn(), np.zeros(SIZE, bool)
    lit = np.array(ARM) * 1.2
    colours = {Compact.FACE: FACE, Compact.LEFT_ARM: lit, Compact.RIGHT_ARM: ARM}
    tones = arm_tones(painted(colours), worn, nowhere, joints_at(JOINTS), 1.0)
    assert np.allclose(tones[Compact.LEFT_ARM], lit, atol=1)
    assert np.allclose(tones[Compact.RIGHT_ARM], ARM, atol=1)
    # Of one that the photo does not show the other tells.
    worn[worn == Compact.LEFT_ARM] = Compact.UPPER
    tones = arm_tones(painted(colours), worn, nowhere, joints_at(JOINTS), 1.0)
    assert np.allclose(tones[Compact.LEFT_ARM], ARM, atol=1)


def in_light(colour, share):
    """A colour in so much light: shade takes less from red."""
    return np.array(colour) * share**SHADE_TINT


def in_long_sleeves(worn):
    worn[140:355][worn[140:355] != Compact.NECK] = Compact.UPPER
    return worn


def test_of_a_hand_alone_face_and_neck_have_their_say():
    worn, nowhere = in_long_sleeves(drawn()), np.zeros(SIZE, bool)
    picture = painted({Compact.FACE: FACE, Compact.NECK: FACE})
    picture[355:] = HAND
    tone = arm_tones(picture, worn, nowhere, joints_at(JOINTS), 1.0)[Compact.LEFT_ARM]
    assert tone.mean() == pytest.approx(tone_of_arms().mean(), rel=0.005)
    # Tints of arms beside face, hands and neck are up to 2.1 % another.
    assert np.allclose(tone, tone_of_arms(), rtol=0.03)


def test_beside_a_made_up_face_a_neck_in_shade_tells_how_red_an_arm_is():
    """A high collar leaves but the chin's shadow of it to see, whose light tells nothing."""
    worn, nowhere = in_long_sleeves(drawn()), np.zeros(SIZE, bool)
    worn[140:200, 100:200] = Compact.UPPER
    red, skin = (228.0, 180.0, 166.0), np.array((215.0, 176.0, 148.0))
    picture = painted({Compact.FACE: red, Compact.NECK: in_light(skin, 0.6)})
    picture[355:] = HAND
    tone = arm_tones(picture, worn, nowhere, joints_at(JOINTS), 1.0)[Compact.LEFT_ARM]
    without = np.mean([red, HAND], 0)
    assert tone.mean() == pytest.approx(without.mean(), rel=0.02)

    def red_of(colour):
        return 2 * np.log(colour[1]) - np.log(colour[0]) - np.log(colour[2])

    # Less red than face and hands, as far towards the neck as one of three.
    assert red_of(tone) > red_of(without) + 0.03
    # How deep its colour is the shadow does not tell.
    picture[PLACES[Compact.NECK]] = in_light(skin * (1.1, 1.0, 0.85), 0.6)
    deeper = arm_tones(picture, worn, nowhere, joints_at(JOINTS), 1.0)[Compact.LEFT_ARM]
    assert deeper[0] / deeper[2] == pytest.approx(tone[0] / tone[2], rel=0.03)


def test_hands_tell_nothing_of_a_chest_which_is_lighter_than_face_and_neck():
    worn, nowhere = in_long_sleeves(drawn()), np.zeros(SIZE, bool)
    worn[140:200, 100:200] = Compact.UPPER
    picture = painted({Compact.FACE: FACE, Compact.NECK: FACE})
    picture[355:] = HAND
    tone = chest_tone(picture, worn, nowhere, joints_at(JOINTS), 1.0)
    assert (tone > FACE).all() and (tone < 1.08 * np.array(FACE)).all()


def test_a_chest_is_not_much_lighter_than_the_arms_beside_it():
    worn, nowhere = drawn(), np.zeros(SIZE, bool)
    worn[140:200, 100:200] = Compact.UPPER
    colours = {Compact.FACE: FACE, Compact.NECK: FACE} | dict.fromkeys((5, 6), ARM)
    tone = chest_tone(painted(colours), worn, nowhere, joints_at(JOINTS), 1.0)
    assert 1.05 * np.mean(ARM) < tone.mean() < 1.1 * np.mean(ARM) < np.mean(FACE)


def test_a_chest_that_the_photo_shows_tells_its_own_tone():
    worn, nowhere = drawn(), np.zeros(SIZE, bool)
    picture = painted({Compact.FACE: FACE, Compact.NECK: FACE})
    picture[140:200, 100:200] = ARM
    tone = chest_tone(picture, worn, nowhere, joints_at(JOINTS), 1.0)
    assert np.allclose(tone, ARM, atol=1)


@pytest.mark.parametrize(("left", "right", "side"), [(200, 150, 1), (150, 200, -1), (180, 180, 0)])
def test_the_lamp_stands_where_a_face_is_lighter(left, right, side):
    picture = painted({Compact.FACE: (left,) * 3})
    picture[:90, 150:195] = right
    assert lamp_side(picture, drawn(), 1.0) == pytest.approx(side, abs=0.01)
    assert lamp_side(picture, np.zeros(SIZE, np.uint8), 1.0) == 0


def test_chest_and_arms_each_have_their_own_tone_in_the_network_s_light():
    layout = drawn()
    worn = layout.copy()
    worn[140:355] = Compact.UPPER
    picture = painted({Compact.FACE: FACE, Compact.NECK: FACE})
    picture[355:] = HAND
    bare = (worn == Compact.UPPER) & (layout != Compact.BACKGROUND)
    # The network lights the chest a fifth more than the arms, and darkens it to one side.
    light = painted({Compact.NECK: (1.1,) * 3} | dict.fromkeys((5, 6), (0.9,) * 3))[..., 0]
    light[140:200, 100:125] *= 0.9
    new = in_own_tone(picture, light, picture, worn, layout, bare, joints_at(JOINTS), 1.0)
    chest, arm = new[150:190, 140:160].mean((0, 1)), new[220:340, 45:76].mean((0, 1))
    at = joints_at(JOINTS)
    assert np.allclose(chest, chest_tone(picture, worn, bare, at, 1.0), rtol=0.02)
    own = arm_tones(picture, worn, bare, at, 1.0)[Compact.LEFT_ARM]
    assert np.allclose(arm / arm.mean(), own / own.mean(), rtol=0.02)
    assert new[170, 110].mean() < 0.95 * chest.mean()


def tone_of_arms():
    return (2 * np.array(FACE) + HAND) / 3


def test_without_any_skin_in_the_photo_the_network_s_colours_stay():
    skin = painted({Compact.NECK: (200.0, 150.0, 120.0)})
    worn = np.full(SIZE, Compact.UPPER, np.uint8)
    bare = drawn() == Compact.NECK
    light = np.ones(SIZE, np.float32)
    new = in_own_tone(skin, light, skin, worn, drawn(), bare, joints_at(JOINTS), 1.0)
    assert (new == skin).all()


def test_an_arm_of_which_a_lit_rim_is_seen_is_no_lighter_than_that():
    layout, worn = drawn(), drawn()
    rim = np.array((228.0, 205.0, 190.0), np.float32)
    picture = painted({Compact.FACE: FACE, Compact.RIGHT_ARM: ARM, Compact.LEFT_ARM: rim})
    left = layout == Compact.LEFT_ARM
    bare = left.copy()
    bare[:, 245:] = False
    worn[bare] = Compact.UPPER
    light = np.broadcast_to(np.linspace(0.8, 1.2, SIZE[1], dtype=np.float32), SIZE)
    new = in_own_tone(picture, light, picture, worn, layout, bare, joints_at(JOINTS), 1.0)
    lightest = np.quantile(new[bare].mean(1), 0.98)
    assert rim.mean() - 12 < lightest < rim.mean() + 1
    # The light across it stays.
    assert new[bare].mean(1).std() > 4


def test_an_arm_s_lit_side_is_no_lighter_at_a_wall_than_its_middle():
    layout = drawn()
    worn = in_long_sleeves(drawn())
    picture = painted({Compact.FACE: FACE, Compact.NECK: FACE})
    picture[355:] = HAND
    bare = (worn == Compact.UPPER) & (layout != Compact.BACKGROUND)
    # The network's light goes on rising up to the outline.
    light = np.broadcast_to(np.linspace(1.3, 0.7, SIZE[1], dtype=np.float32), SIZE).copy()
    light[:, 30:91] = np.linspace(1.25, 0.75, 61)
    new = in_own_tone(picture, light, picture, worn, layout, bare, joints_at(JOINTS), 1.0)
    across = new[250, 30:91].mean(1)
    assert across[2] < 0.97 * across[15:20].max()
    # What turns away from the lamp is darker still.
    assert across[-3] < 0.85 * across[30]


def test_light_across_an_arm_rises_to_its_lightest_without_a_flat_part():
    layout, worn = drawn(), drawn()
    arm = layout == Compact.LEFT_ARM
    worn[arm] = Compact.UPPER
    picture = painted({Compact.FACE: FACE, Compact.NECK: FACE, Compact.RIGHT_ARM: ARM})
    light = np.ones(SIZE, np.float32)
    light[:, 210:271] = np.linspace(0.7, 1.3, 61)
    new = in_own_tone(picture, light, picture, worn, layout, arm, joints_at(JOINTS), 1.0)
    # Farther out it rounds away before the wall.
    across = new[250:300, 212:250].mean((0, 2))
    assert np.diff(across).min() > 0.05


def bared(arm, light):
    """New arms of a tone in a light (H, W), of whom a long sleeve hid all but the hands."""
    layout, worn = drawn(), in_long_sleeves(drawn())
    picture = painted(dict.fromkeys((Compact.FACE, Compact.NECK), arm))
    picture[355:] = arm
    bare = (worn == Compact.UPPER) & (layout != Compact.BACKGROUND)
    return in_own_tone(picture, light, picture, worn, layout, bare, joints_at(JOINTS), 1.0)


def test_the_paler_an_arm_is_the_less_light_takes_it_towards_white():
    light = np.ones(SIZE, np.float32)
    light[:, 210:271] = np.linspace(0.85, 1.25, 61)
    pale, dark = (bared(np.array(FACE) * share, light)[300, 225:256] for share in (1.0, 0.4))
    pale, dark = (np.log(arm.mean(1)).max() - np.log(arm.mean(1)).mean() for arm in (pale, dark))
    assert 0.02 < pale < 0.7 * dark


def test_what_is_lit_more_is_paler_than_what_lies_in_shade():
    light = np.ones(SIZE, np.float32)
    light[:, 210:271] = np.linspace(0.7, 1.3, 61)
    across = np.log(bared(ARM, light)[300, 215:260])
    red = across[:, 0] - across[:, 2]
    order = np.argsort(across.mean(1))
    lit, middle, shade = (
        red[order[at]].mean() for at in (slice(-5, None), slice(20, 25), slice(5))
    )
    assert middle - lit > 0.03
    assert shade > middle


def test_an_even_arm_s_shoulder_is_lighter_than_its_forearm():
    new = bared(ARM, np.ones(SIZE, np.float32))
    shoulder, forearm = (new[rows, 225:256].mean() for rows in (slice(145, 160), slice(290, 340)))
    assert 1.03 < shoulder / forearm < 1.15


def test_a_whole_part_of_an_arm_is_less_light_than_the_network_says_and_its_muscles_are_not():
    light = np.ones(SIZE, np.float32)
    light[260:] *= 0.8
    forearm = bared(ARM, light)[330, 225:256].mean() / bared(ARM, light)[250, 225:256].mean()
    even = np.ones(SIZE, np.float32)
    step = bared(ARM, even)
    forearm /= step[330, 225:256].mean() / step[250, 225:256].mean()
    assert 0.83 < forearm < 0.95
    muscle = even.copy()
    muscle[300:310] *= 0.9
    lit = bared(ARM, muscle)[305, 225:256].mean() / step[305, 225:256].mean()
    assert 0.88 < lit < 0.93
