"""Where faces are, by BlazeFace (Bazarevsky et al., 2019).

A pose network finds the one person it likes best; faces tell how many there are.
"""

from dataclasses import dataclass

from tryon.preprocess.box_detector import BoxDetector
from tryon.types import Image
from tryon.weights.store import WeightStore

# Weights, (stride, anchors at a place) of each grid and the least score: for far faces, then for
# near ones. Hands and prints reach 0.45.
_DETECTORS = (
    ("face_far", ((4, 1),), 0.6),
    ("face_near", ((8, 2), (16, 6)), 0.5),
)


@dataclass(frozen=True)
class Face:
    """A face in pixels of the photo: its middle, and its larger side from brow to chin."""

    x: float
    y: float
    side: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a nose at this place can be this face's."""
        return max(abs(x - self.x), abs(y - self.y)) < 0.7 * self.side


class FaceFinder:
    """Both detectors, for faces near and far. Not thread-safe: one caller at a time.

    Args:
        store: Where their files are.
    """

    def __init__(self, store: WeightStore) -> None:
        self._detectors = [
            BoxDetector(store.path(key), anchors, score) for key, anchors, score in _DETECTORS
        ]

    def find(self, photo: Image) -> list[Face]:
        """Returns the faces of a photo (H, W, 3), the largest first."""
        found: list[Face] = []
        for detector in self._detectors:
            for box in detector.find(photo):
                x, y = box.corners.mean(0)
                face = Face(float(x), float(y), float((box.corners[1] - box.corners[0]).max()))
                if not any(other.holds(face.x, face.y) for other in found):
                    found.append(face)
        return sorted(found, key=lambda face: face.side, reverse=True)
