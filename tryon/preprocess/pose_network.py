"""The pose networks: where the joints and the pixels of one person are.

BlazePose (Bazarevsky et al., 2020), with the steps between its networks that MediaPipe's solution
has: a detector names the middle of the hips and a circle about the person, the second network looks
at a square around that circle, turned so that the person stands upright.
"""

import cv2
import numpy as np

from tryon.preprocess.box_detector import Box, BoxDetector
from tryon.preprocess.lite_network import LiteNetwork, Square, Values, sigmoid
from tryon.preprocess.pose import Pose
from tryon.types import Image, Size
from tryon.weights.store import WeightStore

# (stride, anchors at a place) of the detector's grids.
_ANCHORS = ((8, 2), (16, 2), (32, 6))
# Below this score, 0 to 1, the detector has seen nobody, and the landmarks are nobody's.
_LEAST_SCORE = 0.5
# The square's side in diameters of the detector's circle.
_ROOM = 1.25
# As many landmarks are the body's; auxiliary ones follow.
_LANDMARKS = 33
# Cells of a heat map to either side of a landmark that say where it is, and how warm one must be.
_HEAT_REACH, _LEAST_HEAT = 4, 0.5


class PoseNetwork:
    """Both networks. Not thread-safe: one caller at a time.

    Args:
        store: Where their files are.
    """

    def __init__(self, store: WeightStore) -> None:
        self._detector = BoxDetector(store.path("pose_detection"), _ANCHORS, _LEAST_SCORE)
        self._landmarks = LiteNetwork(store.path("pose_landmark"))

    def find(self, photo: Image) -> Pose | None:
        """Returns the surest person of a photo (H, W, 3), None where there is none."""
        found = self._detector.find(photo)
        if not found:
            return None
        square = _square_around(found[0])
        raw, score, mask, heat, _ = self._landmarks.look(photo, square, cv2.BORDER_REPLICATE)
        if score[0] < _LEAST_SCORE:
            return None
        # Of each x, y, depth, visibility, presence.
        marks = raw.reshape(-1, 5)[:_LANDMARKS]
        inside = _refined(marks[:, :2] / np.float32(self._landmarks.side), heat)
        silhouette = _onto_photo(sigmoid(mask[..., 0]), square, (photo.shape[0], photo.shape[1]))
        return Pose(square.points(inside), sigmoid(marks[:, 3]), silhouette)


def _square_around(person: Box) -> Square:
    hips, rim = person.points[:2].astype(np.float64)
    x, y = rim - hips
    side = _ROOM * 2 * float(np.hypot(x, y))
    return Square(float(hips[0]), float(hips[1]), side, float(np.pi / 2 - np.arctan2(-y, x)))


def _refined(places: Values, heat: Values) -> Values:
    """Returns landmarks moved to the middle of the warmth about them.

    Args:
        places: (n, 2) from 0 to 1.
        heat: (rows, columns, n or more) logits.
    """
    rows, columns = heat.shape[:2]
    refined = places.copy()
    for index, (x, y) in enumerate(places):
        column, row = int(x * columns), int(y * rows)
        if not (0 <= column < columns and 0 <= row < rows):
            continue
        top, left = max(0, row - _HEAT_REACH), max(0, column - _HEAT_REACH)
        window = heat[top : row + _HEAT_REACH + 1, left : column + _HEAT_REACH + 1, index]
        warmth = sigmoid(window)
        if warmth.max() < _LEAST_HEAT:
            continue
        across = warmth.sum(0) @ np.arange(left, left + warmth.shape[1], dtype=np.float32)
        down = warmth.sum(1) @ np.arange(top, top + warmth.shape[0], dtype=np.float32)
        refined[index] = np.array((across / columns, down / rows)) / warmth.sum()
    return refined


def _onto_photo(mask: Values, square: Square, size: Size) -> Values:
    """Returns (height, width): a square's mask laid onto the photo, 0 beyond it."""
    height, width = size
    rows, columns = mask.shape
    # Between pixel indices, whose centres lie half a pixel from their corners.
    to_centres = np.array([[1, 0, 0.5], [0, 1, 0.5], [0, 0, 1]])
    to_mask = np.diag([columns, rows, 1]) @ np.linalg.inv(square.onto_photo())
    onto_mask = (np.linalg.inv(to_centres) @ to_mask @ to_centres)[:2]
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.asarray(cv2.warpAffine(mask, onto_mask, (width, height), flags=flags), np.float32)
