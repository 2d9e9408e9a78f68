"""Where faces are: the face detectors that ship inside the mediapipe package.

A pose network finds the one person it likes best; faces tell how many there are.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from tryon.types import Image

# The detectors' own score; hands and prints reach 0.45.
_LEAST_SCORE = 0.5


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
    """Both detectors, for faces near and far. Not thread-safe: one caller at a time."""

    def __init__(self) -> None:
        # Imported here because it takes seconds and importing this package must do nothing.
        import mediapipe

        self._networks: list[Any] = [
            mediapipe.solutions.face_detection.FaceDetection(
                model_selection=far, min_detection_confidence=_LEAST_SCORE
            )
            for far in (1, 0)
        ]

    def close(self) -> None:
        """Frees the networks."""
        for network in self._networks:
            network.close()

    def find(self, photo: Image) -> list[Face]:
        """Returns the faces of a photo (H, W, 3), the largest first."""
        height, width = photo.shape[:2]
        found: list[Face] = []
        for network in self._networks:
            for detection in network.process(np.ascontiguousarray(photo)).detections or []:
                box = detection.location_data.relative_bounding_box
                face = Face(
                    (box.xmin + box.width / 2) * width,
                    (box.ymin + box.height / 2) * height,
                    max(box.width * width, box.height * height),
                )
                if not any(other.holds(face.x, face.y) for other in found):
                    found.append(face)
        return sorted(found, key=lambda face: face.side, reverse=True)
