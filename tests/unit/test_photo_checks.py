"""What is said to which photo."""

import ast
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from tests.support.drawn_garments import kind_of
from tests.support.people import HEIGHT, WIDTH, draw_person, standing_pose
from tryon import errors
from tryon.config import PACKAGE_ROOT
from tryon.errors import NoPersonFound, PersonHidden, PoseIncomplete, UnsupportedCategory
from tryon.labels import Lip
from tryon.preprocess.body_classes import BodyClass
from tryon.preprocess.garment import CutOut
from tryon.preprocess.garment_checks import examine_garment
from tryon.preprocess.person_checks import (
    examine_clothes,
    examine_crowd,
    examine_person,
    examine_stance,
)
from tryon.preprocess.photo_checks import Diagnosis, examine_pair, is_blurred
from tryon.preprocess.pose import Landmark, Pose, to_keypoints
from tryon.preprocess.pose_finder import Crowd
from tryon.types import (
    CanvasBox,
    GarmentInput,
    Image,
    Keypoints,
    Labels,
    ParseMap,
    PersonInput,
    Sleeve,
)


def large(image: Image, factor: int = 2) -> Image:
    return np.asarray(cv2.resize(image, None, fx=factor, fy=factor), np.uint8)


def large_pose(factor: int = 2, shift: tuple[float, float] = (0, 0)) -> Pose:
    return standing_pose(scale=factor, shift=shift)


def codes(diagnosis: Diagnosis) -> set[str]:
    assert diagnosis.refusal is None
    for notice in diagnosis.notices:
        assert notice.message.endswith(".")
        assert notice.hint.endswith(".")
    return {notice.code for notice in diagnosis.notices}


def test_a_good_photo_needs_no_words() -> None:
    image, classes = draw_person()
    assert codes(examine_person(large(image), large_pose(), classes)) == set()


@pytest.mark.parametrize(("body_is_seen", "words"), [(False, "swap"), (True, "hides the face")])
def test_somebody_whose_face_is_hidden_is_told_from_nobody(body_is_seen: bool, words: str) -> None:
    image, classes = draw_person()
    refusal = examine_person(image, None, classes if body_is_seen else None).refusal
    assert isinstance(refusal, NoPersonFound)
    assert words in refusal.hint


def test_a_garment_that_looks_like_a_pose_is_nobody() -> None:
    image, classes = draw_person()
    only_cloth = np.zeros_like(classes)
    person = classes.argmax(axis=0) != BodyClass.BACKGROUND
    only_cloth[BodyClass.CLOTHES][person] = 1
    only_cloth[BodyClass.BACKGROUND][~person] = 1
    refusal = examine_person(large(image), large_pose(), only_cloth).refusal
    assert isinstance(refusal, NoPersonFound)


@pytest.mark.parametrize("rows", [290, 400])
def test_shoulders_or_waist_outside_are_refused(rows: int) -> None:
    image, classes = draw_person()
    diagnosis = examine_person(large(image)[:rows], large_pose(), classes)
    assert isinstance(diagnosis.refusal, PoseIncomplete)


def test_hips_outside_are_told() -> None:
    image, classes = draw_person()
    assert codes(examine_person(large(image)[:560], large_pose(), classes)) == {"half_body"}


def test_stretched_arms_are_refused_and_sitting_is_told() -> None:
    image, classes = draw_person()
    pose = large_pose()
    out = Pose(pose.xy.copy(), pose.visibility, pose.silhouette)
    out.xy[Landmark.LEFT_ELBOW], out.xy[Landmark.RIGHT_ELBOW] = (680, 320), (90, 310)
    refusal = examine_person(large(image), out, classes).refusal
    assert isinstance(refusal, PoseIncomplete)
    assert "stretched out" in refusal.message
    sits = Pose(pose.xy.copy(), pose.visibility, pose.silhouette)
    sits.xy[Landmark.LEFT_KNEE] = (520, 700)
    assert codes(examine_person(large(image), sits, classes)) == {"seated"}


@pytest.mark.parametrize(
    ("hem", "columns", "told"),
    [
        (350, (140, 244), set()),  # a long shirt
        (390, (140, 244), {"coat"}),
        (440, (90, 130), set()),  # a sleeve that hangs low
    ],
)
def test_what_may_be_a_coat_is_told(hem: int, columns: tuple[int, int], told: set[str]) -> None:
    labels = clothed(hem, columns)
    assert codes(examine_clothes(labels, standing_pose())) == told


@pytest.mark.parametrize(
    ("hem", "columns"),
    [
        (420, (140, 244)),
        (370, (140, 190)),  # an open one, whose other half is taken for trousers
    ],
)
def test_coats_are_refused(hem: int, columns: tuple[int, int]) -> None:
    labels = clothed(hem, columns)
    refusal = examine_clothes(labels, standing_pose()).refusal
    assert isinstance(refusal, PoseIncomplete)
    assert "coat" in refusal.message
    labels[labels == Lip.UPPER] = Lip.DRESS
    assert codes(examine_clothes(labels, standing_pose())) == set()


def clothed(hem: int, columns: tuple[int, int]) -> Labels:
    """A top to row 270 and trousers, before which cloth hangs down to `hem` in some columns."""
    labels = np.zeros((HEIGHT, WIDTH), np.uint8)
    labels[270:, 140:244] = Lip.PANTS
    labels[150:270, 140:244] = Lip.UPPER
    labels[270:hem, slice(*columns)] = Lip.UPPER
    return labels


def test_upside_down_is_refused() -> None:
    image, classes = draw_person()
    pose = large_pose()
    turned = Pose(
        np.array((2 * WIDTH, 2 * HEIGHT), np.float32) - pose.xy, pose.visibility, pose.silhouette
    )
    refusal = examine_person(large(image), turned, classes).refusal
    assert isinstance(refusal, PoseIncomplete)
    assert "upside down" in refusal.message


def test_lying_is_told() -> None:
    image, classes = draw_person()
    pose = large_pose()
    lying = Pose(np.ascontiguousarray(pose.xy[:, ::-1]), pose.visibility, pose.silhouette)
    wide = np.ascontiguousarray(np.rot90(large(image)))
    assert "lying" in codes(examine_person(wide, lying, classes))


def test_from_behind_needs_crossed_shoulders_and_no_face() -> None:
    image, classes = draw_person()
    pose = large_pose()
    mirrored = pose.xy.copy()
    mirrored[:, 0] = 2 * WIDTH - 1 - mirrored[:, 0]
    behind = Pose(mirrored, pose.visibility, pose.silhouette)
    faceless = classes.copy()
    faceless[BodyClass.HAIR] += faceless[BodyClass.FACE_SKIN]
    faceless[BodyClass.FACE_SKIN] = 0
    photo = large(image)
    assert codes(examine_person(photo, behind, faceless)) == {"from_behind"}
    assert codes(examine_person(photo, behind, classes)) == set()
    assert codes(examine_person(photo, pose, faceless)) == set()


def test_who_is_seen_from_the_side_is_refused() -> None:
    pose = large_pose()
    for share, refused in ((0.2, True), (0.7, False)):
        narrow = pose.xy.copy()
        for landmark in (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER):
            narrow[landmark, 0] = 384 + share * (narrow[landmark, 0] - 384)
        aside = Pose(narrow, pose.visibility, pose.silhouette)
        refusal = examine_stance(aside, 2 * HEIGHT).refusal
        assert isinstance(refusal, PoseIncomplete) == refused
        assert not refused or "from the side" in str(refusal)


@pytest.mark.parametrize(
    ("knees", "ankles", "refused"),
    [
        ((-0.08, 0.52), (0.72, 0.58), True),  # a knee drawn up, the other near the ground
        ((-0.01, 0.6), (0.97, 1.33), False),  # on a stool
        ((0.3, 0.4), (0.55, 0.5), False),  # on the ground, the legs crossed
        ((0.0, 0.05), (0.2, 0.25), False),  # on the ground, the legs towards the camera
        ((0.75, 0.75), (1.4, 1.4), False),
    ],
)
def test_who_squats_is_refused(
    knees: tuple[float, float], ankles: tuple[float, float], refused: bool
) -> None:
    pose = standing_pose()
    hips = float(pose.middle(Landmark.LEFT_HIP, Landmark.RIGHT_HIP)[1])
    for part, heights in (("KNEE", knees), ("ANKLE", ankles)):
        for side, height in zip(("LEFT", "RIGHT"), heights, strict=True):
            pose.xy[Landmark[f"{side}_{part}"], 1] = hips + height * float(pose.torso[1])
    refusal = examine_stance(pose, 2 * HEIGHT).refusal
    assert isinstance(refusal, PoseIncomplete) == refused
    assert not refused or "squats" in str(refusal)


@pytest.mark.parametrize(
    ("wrist", "sleeved", "in_any", "in_short"),
    [
        (0.1, True, True, True),  # a hand at the ear
        (0.25, True, False, True),  # hands folded before the chest
        (0.1, False, False, False),  # a bare arm
        (0.6, True, False, False),  # hands before the belly
    ],
)
def test_an_arm_bent_up_in_its_sleeve(
    wrist: float, sleeved: bool, in_any: bool, in_short: bool
) -> None:
    pose = standing_pose()
    neck = pose.middle(Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER)
    down = float(pose.torso[1])
    pose.xy[Landmark.LEFT_WRIST] = neck + np.array((30, wrist * down), np.float32)
    pose.xy[Landmark.LEFT_ELBOW] = neck + np.array((60, 0.7 * down), np.float32)
    labels = np.full((HEIGHT, WIDTH), Lip.UPPER if sleeved else Lip.LEFT_ARM, np.uint8)
    labels[300:] = Lip.PANTS
    refusal = examine_clothes(labels, pose).refusal
    assert isinstance(refusal, PoseIncomplete) == in_any
    image, _ = draw_person()
    joints = to_keypoints(pose, (HEIGHT, WIDTH))
    person = PersonInput(image, CanvasBox(0, 0, WIDTH, HEIGHT), image, joints, ParseMap(labels))
    mask = np.ones(image.shape[:2], bool)
    lengths: tuple[tuple[Sleeve, bool], ...] = (("short", in_short), ("long", False))
    for sleeve, refused in lengths:
        garment = GarmentInput(garment_photo(), image, mask, sleeve, "round")
        assert isinstance(examine_pair(person, garment).refusal, PoseIncomplete) == refused


def test_of_several_people_the_notice_names_the_chosen_one() -> None:
    left, right = large_pose(), large_pose(shift=(900, 0))
    nowhere = np.zeros((2 * HEIGHT, 2 * WIDTH), bool)
    assert codes(examine_crowd(Crowd([left], nowhere), left)) == set()
    (largest,) = examine_crowd(Crowd([right, left], nowhere), right).notices
    assert largest.code == "several_people"
    assert "2 people" in largest.message
    assert "number 2 of 2 from the left" in largest.message and "largest" in largest.message
    assert "--person-index" in largest.command
    (other,) = examine_crowd(Crowd([right, left], nowhere), left).notices
    assert "number 1 of 2" in other.message and "largest" not in other.message
    (passer_by,) = examine_crowd(Crowd([left], nowhere, faces=2), left).notices
    assert "3 people" in passer_by.message


def test_whoever_has_somebody_before_the_body_is_not_dressed() -> None:
    grown_up, child = large_pose(), standing_pose(scale=0.8, shift=(230, 320))
    friend = standing_pose(scale=1.5, shift=(900, 0))
    crowd = Crowd([grown_up, friend, child], np.zeros((2 * HEIGHT, 2 * WIDTH), bool))
    assert crowd.first_choice() is friend
    refusal = examine_crowd(crowd, grown_up).refusal
    assert isinstance(refusal, PersonHidden)
    assert "in front" in refusal.message
    assert codes(examine_crowd(crowd, friend)) == {"several_people"}
    assert codes(examine_crowd(crowd, child)) == {"several_people"}


def test_small_and_blurred() -> None:
    image, classes = draw_person()
    pose = large_pose()
    assert "small_photo" in codes(examine_person(image, standing_pose(), classes))
    wall = np.full((1200, 1200, 3), 225, np.uint8)
    wall[200:456, 300:492] = cv2.resize(image, (192, 256))
    small = standing_pose(scale=0.5, shift=(300, 200))
    assert "small_person" in codes(examine_person(wall, small, classes))
    soft = np.asarray(cv2.GaussianBlur(large(image), (0, 0), 14), np.uint8)
    assert codes(examine_person(soft, pose, classes)) == {"blurred_person"}


def test_sharpness_does_not_depend_on_the_photos_size() -> None:
    image, _ = draw_person()
    for factor in (2, 4, 6):
        assert not is_blurred(large(image, factor), 170.0 * factor)
        soft = np.asarray(cv2.GaussianBlur(large(image, factor), (0, 0), 7 * factor), np.uint8)
        assert is_blurred(soft, 170.0 * factor)


def found(contrast: float = 100, plain: bool = True) -> CutOut:
    mask = np.zeros((800, 600), bool)
    mask[100:700, 100:500] = True
    return CutOut(mask, contrast, plain)


def garment_photo() -> Image:
    photo = np.full((800, 600, 3), 246, np.uint8)
    photo[100:700, 100:500] = (150, 30, 40)
    return photo


def test_what_is_said_about_garments() -> None:
    photo = garment_photo()
    assert codes(examine_garment(photo, found(), kind_of("upper"), worn=False)) == set()
    assert codes(examine_garment(photo, found(), kind_of("upper"), worn=True)) == {"worn_garment"}
    assert codes(examine_garment(photo, found(contrast=5), kind_of("upper"), worn=False)) == {
        "low_contrast_garment"
    }
    assert codes(examine_garment(photo, found(plain=False), kind_of("upper"), worn=False)) == {
        "busy_background"
    }
    assert codes(examine_garment(photo, found(), kind_of("dress"), worn=False)) == {"dress"}
    small = examine_garment(photo[::4, ::4], found(), kind_of("upper"), worn=False)
    assert "small_garment" in codes(small)
    refusal = examine_garment(photo, found(), kind_of("trousers"), worn=False).refusal
    assert isinstance(refusal, UnsupportedCategory)
    assert "yet" in refusal.message


def test_the_same_image_twice() -> None:
    image, _ = draw_person()
    nowhere = Keypoints(np.full((25, 2), np.nan, np.float32), np.zeros(25, np.float32))
    labels = ParseMap(np.zeros(image.shape[:2], np.uint8))
    person = PersonInput(image, CanvasBox(0, 0, WIDTH, HEIGHT), image, nowhere, labels)
    mask = np.ones(image.shape[:2], bool)
    for photo, expected in ((large(image), {"same_image"}), (garment_photo(), set())):
        garment = GarmentInput(photo, image, mask, "short", "round")
        assert codes(examine_pair(person, garment)) == expected


# What the page may say is written in these rooms; the command line's own mistakes are not.
SPOKEN = [
    path
    for path in (PACKAGE_ROOT / "tryon").rglob("*.py")
    if path.relative_to(PACKAGE_ROOT / "tryon").parts[0]
    in {"api.py", "engines", "pictures", "pipelines", "preprocess", "weights"}
]
TYPED = ("--", "python -m", "command line")


def sentences(path: Path) -> Iterator[str]:
    """What notices and refusals of a file say, but for the argument that names a command."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", "")
        said = {"Notice": 3, "_person_notice": 3, "_garment_notice": 3}.get(name)
        said = said or (2 if hasattr(errors, name) and name != "with_command" else 0)
        for argument in node.args[:said]:
            for part in ast.walk(argument):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.value


def test_no_sentence_speaks_of_commands_to_whoever_has_a_page() -> None:
    said = [sentence for path in SPOKEN for sentence in sentences(path)]
    assert len(said) > 100
    assert [sentence for sentence in said if any(word in sentence for word in TYPED)] == []


def test_a_hint_is_given_with_its_command_where_commands_are_typed() -> None:
    assert errors.with_command("Choose one.", "--one") == "Choose one. On the command line: --one"
    assert errors.with_command("Choose one.", "") == "Choose one."
