"""Several people in one photo: everybody is found, and nobody gets a neighbour's pixels."""

import cv2
import numpy as np
import pytest
from PIL import Image as PillowImage

from tests.support.examples import EXAMPLES
from tests.support.people import HEIGHT, WIDTH, draw_person, standing_pose
from tryon.config import Settings
from tryon.preprocess.body_classes import BodyClass
from tryon.preprocess.ownership import parted
from tryon.preprocess.pose import Landmark, Pose
from tryon.preprocess.pose_finder import Crowd, PoseFinder
from tryon.types import Image, Mask
from tryon.weights.store import WeightStore


@pytest.fixture(scope="module")
def finder() -> PoseFinder:
    return PoseFinder(WeightStore(Settings.from_environment()))


@pytest.mark.parametrize("size", [(8, 8), (40, 900), (300, 200)])
def test_nobody_is_found_where_nobody_is(finder: PoseFinder, size: tuple[int, int]) -> None:
    random = np.random.default_rng(1)
    assert finder.find(np.full((*size, 3), 200, np.uint8)).people == []
    assert finder.find(random.integers(0, 256, (*size, 3), np.uint8)).people == []


def example(name: str, height: int) -> Image:
    picture = PillowImage.open(EXAMPLES / f"{name}.jpg").convert("RGB")
    width = round(picture.width * height / picture.height)
    return np.asarray(picture.resize((width, height)))


def side_by_side(names: tuple[str, ...], overlap: int = 90) -> tuple[Image, list[float]]:
    """Rendered people on one wall, their photos' sides overlapping; and where each stands."""
    photos = [example(name, 800) for name in names]
    step = photos[0].shape[1] - overlap
    picture = np.zeros((800, step * (len(photos) - 1) + photos[0].shape[1], 3), np.uint8)
    middles = []
    for place, photo in enumerate(photos):
        picture[:, place * step : place * step + photo.shape[1]] = photo
        middles.append(place * step + photo.shape[1] / 2)
    return picture, middles


def test_everybody_is_found_from_left_to_right(finder: PoseFinder) -> None:
    picture, middles = side_by_side(("person_ada", "person_ben"))
    crowd = finder.find(picture)
    people = crowd.from_the_left()
    assert len(people) == 2
    for pose, middle in zip(people, middles, strict=True):
        assert abs(pose.point(Landmark.NOSE)[0] - middle) < 80
    silhouettes = np.stack([pose.silhouette > 0.5 for pose in people])
    assert silhouettes.any((1, 2)).all()
    assert not silhouettes.all(0).any()
    first, second = people
    np.testing.assert_array_equal(crowd.others(first), silhouettes[1] | crowd.passers_by)
    assert crowd.others(second)[:, : int(middles[0])].any()


def test_one_person_is_alone(finder: PoseFinder) -> None:
    crowd = finder.find(example("person_ada", 1024))
    assert len(crowd.people) == 1 and crowd.faces == 0
    assert not crowd.others(crowd.people[0]).any()


def couple(gap: int) -> tuple[Image, list[Pose], list[Mask]]:
    """Two drawn people, the second overlapping the first's arm, each silhouette blurred into
    the neighbour's as the network's are."""
    image, classes = draw_person()
    other, _ = draw_person(upper=(40, 120, 60), lower=(90, 80, 70))
    body = classes.argmax(0) != BodyClass.BACKGROUND
    wide = np.full((HEIGHT, WIDTH + gap, 3), 225, np.uint8)
    wide[:, :WIDTH] = image
    wide[:, gap:][body] = other[body]
    first, second = (np.zeros(wide.shape[:2], bool) for _ in range(2))
    first[:, :WIDTH], second[:, gap:] = body, body
    first &= ~second
    both = (first | second).astype(np.float32)
    poses = []
    for own, shift in ((first, 0.0), (second, float(gap))):
        near = cv2.dilate(own.astype(np.uint8), np.ones((61, 61), np.uint8)) > 0
        pose = standing_pose(shift=(shift, 0))
        poses.append(Pose(pose.xy, pose.visibility, both * near))
    return wide, poses, [first, second]


def test_silhouettes_that_overlap_are_parted_at_the_edge_between_the_people() -> None:
    image, poses, truth = couple(gap=180)
    before = [pose.silhouette.copy() for pose in poses]
    alone = parted(image, poses)
    for pose, own in zip(alone, truth, strict=True):
        found = pose.silhouette > 0.5
        assert (found & own).sum() / (found | own).sum() > 0.95
    for pose, silhouette in zip(poses, before, strict=True):
        np.testing.assert_array_equal(pose.silhouette, silhouette)


def test_a_face_without_joints_is_kept_too() -> None:
    image, poses, _ = couple(gap=180)
    passer_by = np.zeros(image.shape[:2], bool)
    passer_by[100:200, 400:500] = True
    crowd = Crowd([poses[0]], passer_by, faces=1)
    others = crowd.others(poses[0])
    assert others.any() and not (others & (poses[0].silhouette > 0.5)).any()
