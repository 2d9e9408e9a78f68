"""What the project's own preprocessing finds in a rendered photo: inputs as bad as real ones."""

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.errors import TryOnError
from tryon.pictures.coordinates import CANVAS_SIZE, canvas_scale, rescaled
from tryon.preprocess.preprocessor import Preprocessor
from tryon.types import Image, Labels
from tryon.weights.store import WeightStore


class Finder:
    """Parses rendered people as photos of users are parsed."""

    def __init__(self, store: WeightStore) -> None:
        self._preprocessor = Preprocessor(store)

    def look_at(self, photo: Image) -> tuple[Labels, NDArray[np.float32]]:
        """Finds parse map and joints.

        Args:
            photo: (H, W, 3) uint8 RGB, of the canvas's shape but smaller.

        Returns:
            (2H, 2W) uint8 LIP-20 labels; (25, 2) float32 joints in pixels of the photo, NaN where
            they are not found. A photo that is refused, or of which only a part would be worked
            on, gives background and no joints.
        """
        height, width = photo.shape[:2]
        nothing = np.zeros((2 * height, 2 * width), np.uint8), np.full((25, 2), np.nan, np.float32)
        large = cv2.resize(photo, CANVAS_SIZE[::-1], interpolation=cv2.INTER_CUBIC)
        try:
            person = self._preprocessor.person(large)
        except TryOnError:
            return nothing
        if person.parse_map is None or person.keypoints is None or not person.is_whole:
            return nothing
        labels: Labels = cv2.resize(
            person.parse_map.labels, (2 * width, 2 * height), interpolation=cv2.INTER_NEAREST
        )
        scale = canvas_scale(width)
        return labels, rescaled(person.keypoints.xy, scale)
