"""The label map of a drawn person, whose regions are known."""

import cv2
import numpy as np
import pytest

from tests.support.people import HEIGHT, SKIN, STANDING, WIDTH, draw_person, standing_pose
from tryon.labels import Lip, is_any
from tryon.preprocess.body_classes import BodyClass
from tryon.preprocess.colour_classes import classify_by_colour
from tryon.preprocess.limbs import Arm, Side, sleeve_length
from tryon.preprocess.parsing import parse
from tryon.preprocess.pose import Landmark, Pose
from tryon.preprocess.refine import refine, without_specks
from tryon.types import Labels


def at(labels: Labels, landmark: Landmark, dx: int = 0, dy: int = 0) -> Lip:
    x, y = STANDING[landmark]
    return Lip(int(labels[int(y) + dy, int(x) + dx]))


def test_every_region_of_a_person_in_a_vest_and_trousers() -> None:
    image, classes = draw_person()
    labels = parse(image, classes, standing_pose())
    assert at(labels, Landmark.NOSE) == Lip.FACE
    assert labels[32, 192] == Lip.HAIR
    assert labels[130, 192] == Lip.NECK
    assert labels[220, 192] == Lip.UPPER
    assert at(labels, Landmark.LEFT_ELBOW) == Lip.LEFT_ARM
    assert at(labels, Landmark.RIGHT_ELBOW) == Lip.RIGHT_ARM
    assert at(labels, Landmark.LEFT_INDEX) == Lip.LEFT_ARM
    assert at(labels, Landmark.RIGHT_INDEX) == Lip.RIGHT_ARM
    assert at(labels, Landmark.LEFT_KNEE) == Lip.PANTS
    assert labels[10, 10] == Lip.BACKGROUND
    assert not is_any(labels, (Lip.LEFT_LEG, Lip.RIGHT_LEG, Lip.DRESS)).any()


@pytest.mark.parametrize("hem", [270, 300, 330])
def test_the_waist_lies_at_the_hem(hem: int) -> None:
    image, classes = draw_person(hem=hem)
    labels = parse(image, classes, standing_pose())
    column = labels[:, 192]
    assert abs(int(np.flatnonzero(column == Lip.UPPER)[-1]) - hem) <= 4
    assert abs(int(np.flatnonzero(column == Lip.PANTS)[0]) - hem) <= 4


def test_a_faint_edge_between_two_black_garments_is_found() -> None:
    image, classes = draw_person(upper=(20, 20, 22), lower=(40, 40, 44), hem=340)
    labels = parse(image, classes, standing_pose())
    assert abs(int(np.flatnonzero(labels[:, 192] == Lip.UPPER)[-1]) - 340) <= 6


def test_a_pale_border_of_a_printed_top_is_no_trousers() -> None:
    peach, navy = (250, 214, 196), (30, 35, 80)
    image, classes = draw_person(upper=navy, lower=(222, 220, 221), hem=370)
    rng = np.random.default_rng(0)
    for colour, share in ((peach, 0.05), ((225, 225, 228), 0.1), ((150, 30, 40), 0.1)):
        top = image[145:300, 142:242]
        top[np.kron(rng.random((31, 20)) < share, np.ones((5, 5))) > 0] = colour
    image[300:370, 142:242], image[312:316, 142:242] = peach, navy
    labels = parse(image, classes, standing_pose())
    assert abs(int(np.flatnonzero(labels[:, 192] == Lip.UPPER)[-1]) - 370) <= 6


@pytest.mark.parametrize(
    ("colour", "label"), [((245, 190, 160), Lip.UPPER), (SKIN, Lip.RIGHT_ARM)], ids=str
)
def test_a_hem_as_pale_as_skin_beside_a_hand_is_cloth(
    colour: tuple[int, int, int], label: Lip
) -> None:
    image, classes = draw_person(upper=(245, 190, 160), hem=350)
    rows, place = slice(260, 350), (slice(285, 340), slice(120, 150))
    wide = classes[BodyClass.BACKGROUND, rows, 118:142] > 0
    image[rows, 118:142][wide] = (245, 190, 160)
    classes[:, rows, 118:142][:, wide] = 0
    classes[BodyClass.CLOTHES, rows, 118:142][wide] = 1
    # The segmenter takes a piece beside the wrist for skin.
    image[place], classes[:, place[0], place[1]] = colour, 0
    classes[BodyClass.BODY_SKIN][place] = 1
    labels = parse(image, classes, standing_pose())
    assert labels[315, 140] == label
    assert at(labels, Landmark.RIGHT_WRIST) == at(labels, Landmark.RIGHT_INDEX) == Lip.RIGHT_ARM


def test_one_colour_from_neck_to_foot_is_parted_near_the_hips_not_made_a_dress() -> None:
    white = (240, 240, 240)
    image, classes = draw_person(upper=white, lower=white)
    labels = parse(image, classes, standing_pose())
    assert not (labels == Lip.DRESS).any()
    lowest = int(np.flatnonzero(labels[:, 192] == Lip.UPPER)[-1])
    assert 250 < lowest < 350


@pytest.mark.parametrize(("sleeve", "label"), [("fleece", Lip.UPPER), ("shirt", Lip.PANTS)])
def test_a_jacket_closed_below_a_shirt_is_no_trousers(sleeve: str, label: Lip) -> None:
    fleece, shirt = (72, 84, 104), (40, 90, 220)
    image, classes = draw_person(upper=fleece, lower=fleece, sleeves=True)
    cloth = cv2.resize(classes[BodyClass.CLOTHES], (WIDTH, HEIGHT)) > 0.5
    open_above = cloth & (np.arange(HEIGHT)[:, None] < 235)
    if sleeve == "fleece":
        open_above &= np.abs(np.arange(WIDTH) - 192) < 45
    image[open_above] = shirt
    labels = parse(image, classes, standing_pose())
    assert labels[200, 192] == Lip.UPPER
    assert (labels[260:300, 160:224] == label).all()
    assert at(labels, Landmark.LEFT_KNEE) == Lip.PANTS


def test_a_bare_midriff_is_skin_of_the_trunk() -> None:
    image, classes = draw_person(hem=260, midriff=40)
    labels = parse(image, classes, standing_pose())
    assert labels[280, 192] == Lip.NECK
    assert labels[255, 192] == Lip.UPPER
    assert labels[306, 192] == Lip.PANTS


def test_an_arm_behind_the_back_has_no_part_in_a_bare_midriff() -> None:
    image, classes = draw_person(hem=260, midriff=40)
    image[:, 243:], classes[:, :, 243:] = image[5, 5], classes[:, 5:6, 5:6]  # no arm is seen there
    for unseen, label in (((), Lip.LEFT_ARM), ((Landmark.LEFT_WRIST,), Lip.NECK)):
        pose = standing_pose(unseen)
        pose.xy[Landmark.LEFT_ELBOW], pose.xy[Landmark.LEFT_WRIST] = (238, 250), (232, 300)
        assert parse(image, classes, pose)[280, 234] == label


def test_long_sleeves_are_cloth_and_hands_are_arms() -> None:
    image, classes = draw_person(sleeves=True)
    labels = parse(image, classes, standing_pose())
    assert at(labels, Landmark.LEFT_ELBOW) == Lip.UPPER
    assert at(labels, Landmark.RIGHT_ELBOW) == Lip.UPPER
    assert at(labels, Landmark.LEFT_INDEX) == Lip.LEFT_ARM
    assert at(labels, Landmark.RIGHT_INDEX) == Lip.RIGHT_ARM


def test_a_cuff_below_the_wrist_is_no_trousers_but_trousers_over_the_hand_are() -> None:
    red, blue = (190, 30, 40), (30, 40, 90)
    x, y = (round(v) for v in STANDING[Landmark.LEFT_WRIST])
    hand = (slice(y + 4, y + 22), slice(x - 8, x + 9))
    for colour, label in ((red, Lip.UPPER), (blue, Lip.PANTS)):
        image, classes = draw_person(upper=red, lower=blue, sleeves=True)
        image[hand] = colour
        classes[:, hand[0], hand[1]] = 0
        classes[BodyClass.CLOTHES][hand] = 1
        labels = parse(image, classes, standing_pose())
        assert at(labels, Landmark.LEFT_WRIST, dy=14) == label


def test_both_sleeves_reach_as_far_where_one_hangs_in_the_shade() -> None:
    red, blue = (190, 30, 40), (30, 40, 90)
    image, classes = draw_person(upper=red, lower=blue, sleeves=True)
    for wrist, colour in ((Landmark.RIGHT_WRIST, red), (Landmark.LEFT_WRIST, blue)):
        x, y = (round(v) for v in STANDING[wrist])
        hand = (slice(y, y + 60), slice(x - 9, x + 10))
        image[hand] = colour
        classes[:, hand[0], hand[1]] = 0
        classes[BodyClass.CLOTHES][hand] = 1
    labels = parse(image, classes, standing_pose())
    for wrist in (Landmark.RIGHT_WRIST, Landmark.LEFT_WRIST):
        assert at(labels, wrist, dy=35) == Lip.UPPER


@pytest.mark.parametrize(("colour", "label"), [("red", Lip.UPPER), ("wall", Lip.BACKGROUND)])
def test_cloth_that_the_segmenter_missed_is_found_by_its_colour(colour: str, label: Lip) -> None:
    image, classes = draw_person()
    # A corner of the top stands off beside the waist.
    corner = (slice(262, 290), slice(128, 142))
    if colour == "red":
        image[corner] = (180, 30, 40)
    assert (classes.argmax(0)[corner] == BodyClass.BACKGROUND).all()
    labels = parse(image, classes, standing_pose())
    assert labels[276, 136] == label


def test_a_hand_at_the_chin_is_no_neck() -> None:
    image, classes = draw_person()
    pose = standing_pose()
    pose.xy[Landmark.LEFT_ELBOW] = (262, 200)
    pose.xy[Landmark.LEFT_WRIST] = (205, 118)
    pose.xy[Landmark.LEFT_INDEX], pose.xy[Landmark.LEFT_PINKY] = (195, 108), (200, 106)
    labels = parse(image, classes, pose)
    assert labels[126, 200] == Lip.LEFT_ARM
    assert labels[140, 182] == Lip.NECK
    unseen = Pose(pose.xy, standing_pose(unseen=(Landmark.LEFT_WRIST,)).visibility, pose.silhouette)
    assert parse(image, classes, unseen)[126, 200] == Lip.NECK


def test_a_phone_in_the_hand_is_in_front_and_a_brooch_is_the_tops() -> None:
    image, classes = draw_person(sleeves=True)
    phone, brooch = (slice(330, 362), slice(268, 296)), (slice(200, 216), slice(184, 200))
    for place in (phone, brooch):
        image[place] = (20, 20, 22)
        classes[:, place[0], place[1]] = 0
        classes[BodyClass.OTHERS][place] = 1
    labels = parse(image, classes, standing_pose())
    assert (labels[phone] == Lip.GLOVE).mean() > 0.9
    assert (labels[brooch] == Lip.UPPER).all()


def test_a_cuff_that_is_taken_for_a_thing_is_cloth_and_a_watch_is_none() -> None:
    image, classes = draw_person(sleeves=True)
    pose = standing_pose()
    x, y = (round(value) for value in pose.point(Landmark.LEFT_WRIST))
    for above, label in ((30, Lip.UPPER), (-4, Lip.GLOVE)):
        thing = (slice(y - above - 6, y - above + 6), slice(x - 6, x + 6))
        seen, shown = classes.copy(), image.copy()
        shown[thing] = (20, 20, 22)
        seen[:, thing[0], thing[1]] = 0
        seen[BodyClass.OTHERS][thing] = 1
        if label == Lip.GLOVE:  # skin around it
            around = (slice(y - 14, y + 20), slice(x - 20, x + 20))
            rest = seen[BodyClass.OTHERS][around] == 0
            for kind in range(len(seen)):
                seen[kind][around][rest] = kind == BodyClass.BODY_SKIN
            shown[around][rest] = (200, 150, 125)
        assert (parse(shown, seen, pose)[thing] == label).mean() > 0.9


def test_trousers_over_a_hidden_forearm_are_no_sleeve() -> None:
    red = (190, 30, 40)
    image, classes = draw_person(upper=red, lower=red, hem=230, midriff=40, sleeves=True)
    # The same cloth where the forearm would be: a sleeve if the wrist is seen, else trousers.
    cloth = (slice(225, 340), slice(240, 290))
    classes[:, cloth[0], cloth[1]] = 0
    classes[BodyClass.CLOTHES][cloth] = 1
    image[cloth] = red
    seen = parse(image, classes, standing_pose())
    hidden = parse(image, classes, standing_pose(unseen=(Landmark.LEFT_WRIST,)))
    assert at(seen, Landmark.LEFT_WRIST, dy=-20) == Lip.UPPER
    assert at(hidden, Landmark.LEFT_WRIST, dy=-20) == Lip.PANTS


def test_a_skirt_and_bare_legs() -> None:
    image, classes = draw_person(skirt=True)
    labels = parse(image, classes, standing_pose())
    assert labels[380, 192] == Lip.SKIRT
    assert at(labels, Landmark.LEFT_KNEE, dy=20) == Lip.LEFT_LEG
    assert at(labels, Landmark.RIGHT_KNEE, dy=20) == Lip.RIGHT_LEG


def test_a_dress_is_one_piece() -> None:
    red = (190, 30, 40)
    image, classes = draw_person(upper=red, lower=red, skirt=True)
    labels = parse(image, classes, standing_pose())
    assert labels[220, 192] == Lip.DRESS
    assert labels[390, 192] == Lip.DRESS
    assert not is_any(labels, (Lip.UPPER, Lip.SKIRT, Lip.PANTS)).any()


def test_a_printed_face_is_cloth() -> None:
    image, classes = draw_person()
    classes[:, 210:250, 170:214] = 0
    classes[BodyClass.FACE_SKIN, 210:250, 170:214] = 1
    labels = parse(image, classes, standing_pose())
    assert (labels[215:245, 175:209] == Lip.UPPER).all()


def test_half_size_classes_give_a_full_size_map() -> None:
    image, classes = draw_person()
    full = parse(image, classes, standing_pose())
    half = parse(image, np.ascontiguousarray(classes[:, ::2, ::2]), standing_pose())
    assert half.shape == full.shape
    assert (half == full).mean() > 0.985


def test_the_callers_arrays_stay_as_they_are() -> None:
    image, classes = draw_person()
    before = image.copy(), classes.copy()
    parse(image, classes, standing_pose())
    np.testing.assert_array_equal(image, before[0])
    np.testing.assert_array_equal(classes, before[1])


def test_where_a_sleeve_ends() -> None:
    arm = Arm.of(standing_pose(), Side.LEFT)
    none = np.zeros((512, 384), bool)
    assert sleeve_length(arm, none) == 0
    assert sleeve_length(arm, ~none) == pytest.approx(2.0)
    to_elbow = none.copy()
    to_elbow[:240] = True
    assert sleeve_length(arm, to_elbow) == pytest.approx(1.0, abs=0.1)


def test_refinement_follows_the_edge_of_the_photo() -> None:
    image = np.full((256, 256, 3), 40, np.uint8)
    image[:, 131:] = 200
    labels = np.zeros((64, 64), np.uint8)
    labels[:, 33:] = Lip.UPPER
    refined = refine(labels, image)
    border = np.flatnonzero(refined[128] == Lip.UPPER)[0]
    assert abs(int(border) - 131) <= 1


def test_specks_take_the_label_around_them() -> None:
    labels = np.full((40, 40), Lip.UPPER, np.uint8)
    labels[:, 20:] = Lip.PANTS
    labels[5:7, 5:7] = Lip.FACE
    labels[30:32, 30:32] = Lip.HAIR
    cleaned = without_specks(labels, 9)
    assert cleaned[5, 5] == Lip.UPPER
    assert cleaned[31, 31] == Lip.PANTS
    assert set(np.unique(cleaned)) == {Lip.UPPER, Lip.PANTS}


def test_colour_alone_tells_skin_hair_and_clothes() -> None:
    image, truth = draw_person()
    classes = classify_by_colour(image, standing_pose(), (512, 384))
    np.testing.assert_allclose(classes.sum(axis=0), 1, atol=1e-4)
    found, wanted = classes.argmax(axis=0), truth.argmax(axis=0)
    for kind in (BodyClass.BODY_SKIN, BodyClass.FACE_SKIN, BodyClass.CLOTHES, BodyClass.HAIR):
        both = ((found == kind) & (wanted == kind)).sum()
        assert both / ((found == kind) | (wanted == kind)).sum() > 0.75, kind
