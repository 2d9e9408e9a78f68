"""The networks that find joints and faces, run step by step as MediaPipe's solutions ran them."""

import numpy as np
import pytest
from PIL import Image as PillowImage

from tests.support.examples import EXAMPLES
from tryon.config import Settings
from tryon.preprocess.body_finder import BodyFinder
from tryon.preprocess.box_detector import BoxDetector, _merged
from tryon.preprocess.faces import FaceFinder
from tryon.preprocess.lite_network import LiteNetwork, Square, sigmoid
from tryon.preprocess.pose import Landmark
from tryon.preprocess.pose_network import PoseNetwork, _refined
from tryon.types import Image
from tryon.weights.store import WeightStore

# By person: landmarks (x, y), the face (x, y, side), the silhouette's share of the photo.
MEDIAPIPE = {
    "ada": (
        {
            0: (419.5, 134.9),
            11: (498.5, 300.8),
            12: (285.9, 281.5),
            13: (613.4, 473.2),
            15: (516.5, 612.5),
            24: (318.3, 646.2),
            25: (475.5, 967.4),
            26: (274.6, 956.7),
        },
        (405.1, 137.3, 114.5),
        0.2925,
    ),
    "chi": (
        {
            0: (363.4, 146.3),
            11: (494.0, 323.5),
            12: (224.3, 334.3),
            14: (184.9, 597.6),
            16: (149.5, 823.6),
            23: (439.3, 775.2),
            26: (239.1, 1072.5),
        },
        (357.5, 157.6, 138.4),
        0.4192,
    ),
}


@pytest.fixture(scope="module")
def store() -> WeightStore:
    return WeightStore(Settings.from_environment())


@pytest.fixture(scope="module")
def network(store: WeightStore) -> PoseNetwork:
    return PoseNetwork(store)


def example(name: str) -> Image:
    return np.asarray(PillowImage.open(EXAMPLES / f"person_{name}.jpg").convert("RGB"))


@pytest.mark.parametrize("name", MEDIAPIPE)
def test_joints_and_faces_are_those_of_mediapipe(
    network: PoseNetwork, store: WeightStore, name: str
) -> None:
    """Recorded with MediaPipe 0.10.21's solutions, rounded to a tenth of a pixel."""
    joints, face, share = MEDIAPIPE[name]
    pose = network.find(example(name))
    assert pose is not None
    found = pose.xy[list(joints)]
    np.testing.assert_allclose(found, list(joints.values()), atol=0.5)
    assert (pose.silhouette > 0.5).mean() == pytest.approx(share, abs=0.002)
    (seen,) = FaceFinder(store).find(example(name))
    np.testing.assert_allclose((seen.x, seen.y, seen.side), face, atol=0.5)


@pytest.mark.parametrize("name", MEDIAPIPE)
def test_whose_face_is_cut_off_is_found_by_the_body(network: PoseNetwork, name: str) -> None:
    photo = example(name)
    whole = network.find(photo)
    assert whole is not None
    mouth = round(float(whole.middle(Landmark.MOUTH_LEFT, Landmark.MOUTH_RIGHT)[1]))
    found = network.find_faceless(photo[mouth:], whole.silhouette[mouth:] > 0.5)
    assert found is not None
    joints = [Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER, Landmark.LEFT_HIP]
    away = np.hypot(*(found.xy[joints] + (0, mouth) - whole.xy[joints]).T)
    assert away.max() < 0.15 * whole.reach
    # Where nothing of a person is, nothing is guessed.
    wall = np.full_like(photo, 200)
    assert network.find_faceless(wall, whole.silhouette > 0.5) is None


def test_of_a_garment_no_body_is_made_out(store: WeightStore) -> None:
    bodies = BodyFinder(store)
    garment = np.asarray(PillowImage.open(EXAMPLES / "garment_logo_tee.jpg").convert("RGB"))
    assert not bodies.people(garment).people
    assert not bodies.faceless(garment).people
    assert bodies.faceless(example("ada")).people


def test_a_turned_photo_gives_the_turned_joints(network: PoseNetwork) -> None:
    photo = example("ada")
    upright = network.find(photo)
    turned = network.find(np.ascontiguousarray(np.rot90(photo, -1)))
    assert upright is not None and turned is not None
    x, y = turned.xy[[11, 12, 23, 24]].T
    back = np.stack([y, photo.shape[0] - x], 1)
    assert np.abs(back - upright.xy[[11, 12, 23, 24]]).max() < 0.02 * photo.shape[0]


def test_what_was_looked_at_before_changes_nothing(network: PoseNetwork) -> None:
    first = network.find(example("ada"))
    network.find(example("chi"))
    again = network.find(example("ada"))
    assert first is not None and again is not None
    np.testing.assert_array_equal(first.xy, again.xy)
    np.testing.assert_array_equal(first.silhouette, again.silhouette)


def test_a_square_is_turned_clockwise_about_its_middle() -> None:
    square = Square(10, 20, 4, np.pi / 2)
    places = square.points(np.array([(0.5, 0.5), (0, 0), (1, 0)], np.float32))
    np.testing.assert_allclose(places, [(10, 20), (12, 18), (12, 22)], atol=1e-6)


def test_a_photo_as_large_as_the_network_is_seen_as_it_is(store: WeightStore) -> None:
    network = LiteNetwork(store.path("face_near"), darkest=-1.0)
    random = np.random.default_rng(2)
    photo = random.integers(0, 256, (network.side, network.side, 3), np.uint8)
    plain, looked = network(photo), network.look(photo, Square.around(photo))
    for one, other in zip(plain, looked, strict=True):
        np.testing.assert_array_equal(one, other)


def test_nothing_is_in_an_empty_photo(store: WeightStore) -> None:
    detector = BoxDetector(store.path("face_near"), ((8, 2), (16, 6)), 0.5)
    assert detector.find(np.full((40, 900, 3), 200, np.uint8)) == []


def test_boxes_of_one_thing_are_averaged_by_their_scores() -> None:
    same, other = np.array([(0, 0), (2, 2)]), np.array([(5, 5), (6, 6)])
    places = np.stack([same, same + 0.3, other]).astype(np.float32)
    found = _merged(places, np.array([0.6, 0.9, 0.7], np.float32))
    assert [score for _, score in found] == pytest.approx([0.9, 0.7])
    np.testing.assert_allclose(found[0][0], same + 0.3 * 0.9 / 1.5, atol=1e-6)
    np.testing.assert_allclose(found[1][0], other)


def test_a_landmark_moves_to_the_warmth_about_it_and_only_there() -> None:
    heat = np.full((64, 64, 3), -20, np.float32)
    heat[30, 33, 0] = heat[30, 35, 0] = 8
    heat[30, 33, 1] = -1
    heat[30, 50, 2] = 8
    places = np.full((3, 2), 32.5 / 64, np.float32)
    refined = _refined(places, heat)
    np.testing.assert_allclose(refined[0], (34 / 64, 30 / 64), atol=1e-4)
    np.testing.assert_array_equal(refined[1:], places[1:])


def test_a_landmark_beyond_the_square_stays() -> None:
    places = np.array([(1.2, 0.5), (-0.1, 0.5)], np.float32)
    heat = np.full((64, 64, 2), 8, np.float32)
    np.testing.assert_array_equal(_refined(places, heat), places)


def test_sigmoid_takes_any_logit() -> None:
    with np.errstate(all="raise"):
        chances = sigmoid(np.array([-1000, 0, 1000], np.float32))
    np.testing.assert_allclose(chances, [0, 0.5, 1])
