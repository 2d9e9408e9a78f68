"""Networks that find boxes: a grid of anchors, each saying how far a box is from it and how sure.

The detectors of BlazeFace (Bazarevsky et al., 2019) and BlazePose (2020), as MediaPipe runs them.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tryon.preprocess.lite_network import LiteNetwork, Square, Values, sigmoid
from tryon.types import Image

# Boxes that share more than this of their union show the same thing.
_SAME_BOX = 0.3


@dataclass(frozen=True)
class Box:
    """Something that was found, in pixels of the photo (convention: `Square`).

    Attributes:
        corners: (2, 2) float32: left and top, right and bottom.
        points: (n, 2) float32: the places the network names with a box.
        score: From 0 to 1.
    """

    corners: Values
    points: Values
    score: float


class BoxDetector:
    """A detector, loaded from its `.tflite` file. Not thread-safe: one caller at a time.

    Args:
        model: The file.
        anchors: (stride in pixels, anchors at a place) of each of its grids, in the order of its
            outputs.
        least_score: From which score on a box counts.
    """

    def __init__(
        self, model: Path, anchors: tuple[tuple[int, int], ...], least_score: float
    ) -> None:
        self._network = LiteNetwork(model, darkest=-1.0)
        self._anchors = _anchors(self._network.side, anchors)
        self._least_score = least_score

    def find(self, photo: Image) -> list[Box]:
        """Returns what is in a photo (H, W, 3), the surest first."""
        square = Square.around(photo)
        raw, logits = self._network.look(photo, square)
        scores = sigmoid(logits[:, 0])
        sure = np.flatnonzero(scores >= self._least_score)
        # Offsets of the box's middle, then its width and height, then offsets of its points.
        places = raw[sure].reshape(len(sure), raw.shape[1] // 2, 2) / np.float32(self._network.side)
        middle, size = places[:, 0] + self._anchors[sure], places[:, 1]
        points = places[:, 2:] + self._anchors[sure, None]
        corners = np.stack([middle - size / 2, middle + size / 2], 1)
        return [
            Box(square.points(own[:2]), square.points(own[2:]), score)
            for own, score in _merged(np.concatenate([corners, points], 1), scores[sure])
        ]


def _anchors(side: int, grids: tuple[tuple[int, int], ...]) -> Values:
    """Returns (n, 2) float32: the anchors' (x, y) in the network's square, a unit wide."""
    found = []
    for stride, count in grids:
        cells = (np.arange(side // stride, dtype=np.float32) + np.float32(0.5)) * (stride / side)
        x, y = np.meshgrid(cells, cells)
        found.append(np.repeat(np.stack([x.ravel(), y.ravel()], 1), count, 0))
    return np.asarray(np.concatenate(found), np.float32)


def _merged(places: Values, scores: Values) -> list[tuple[Values, float]]:
    """Returns boxes of which no two show the same thing, the surest first.

    Those that overlap the surest are averaged with it, weighted by their scores.

    Args:
        places: (n, 2 + points, 2): the two corners, then the points.
        scores: (n,).
    """
    left = np.argsort(-scores, kind="stable")
    found = []
    while len(left):
        same = _overlap(places[left[0]], places[left]) > _SAME_BOX
        same[0] = True
        weight = scores[left[same], None, None]
        average = (places[left[same]] * weight).sum(0) / weight.sum()
        found.append((average.astype(np.float32), float(scores[left[0]])))
        left = left[~same]
    return found


def _overlap(one: Values, others: Values) -> NDArray[np.float64]:
    """Returns (n,): what a box and each of the others share, of their union."""
    low, high = np.maximum(one[0], others[:, 0]), np.minimum(one[1], others[:, 1])
    shared = np.clip(high - low, 0, None).prod(1)
    union = (one[1] - one[0]).prod() + (others[:, 1] - others[:, 0]).prod(1) - shared
    return np.asarray(shared / np.maximum(union, 1e-12), np.float64)
