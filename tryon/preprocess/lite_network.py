"""Networks in TensorFlow Lite files, and the turned squares of a photo they look at."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.types import Image

Values = NDArray[np.float32]


@dataclass(frozen=True)
class Square:
    """A square part of a photo, perhaps turned; it may reach beyond the photo.

    Convention: (x, y) in pixels of the photo, the photo's upper left corner being (0, 0), so that
    the middle of the first pixel is (0.5, 0.5); angles in radians, clockwise as seen.

    Attributes:
        x: Of the middle.
        y: Of the middle.
        side: In pixels.
        angle: By which the square is turned.
    """

    x: float
    y: float
    side: float
    angle: float = 0.0

    @classmethod
    def around(cls, photo: Image) -> "Square":
        """Returns the smallest upright square about a whole photo."""
        height, width = photo.shape[:2]
        return cls(width / 2, height / 2, max(height, width))

    def onto_photo(self) -> NDArray[np.float64]:
        """Returns the (3, 3) map from the square, a unit wide and high, to the photo."""
        along, across = self.side * np.cos(self.angle), self.side * np.sin(self.angle)
        left = self.x - along / 2 + across / 2
        top = self.y - across / 2 - along / 2
        return np.array([[along, -across, left], [across, along, top], [0, 0, 1]])

    def points(self, inside: NDArray[np.floating[Any]]) -> Values:
        """Returns (n, 2) places given in the square's unit as places of the photo."""
        turned = self.onto_photo()
        return np.asarray(inside @ turned[:2, :2].T + turned[:2, 2], np.float32)


class LiteNetwork:
    """A network of one picture, on one thread of the processor.

    It remembers nothing from one picture to the next. Not thread-safe: one caller at a time.

    Args:
        model: Path of the `.tflite` file.
        darkest: What the network is to be given for a channel of 0; for one of 255 it is 1.
    """

    def __init__(self, model: Path, darkest: float = 0.0) -> None:
        # Imported here because it takes a moment and importing this package must do nothing.
        from ai_edge_litert.interpreter import Interpreter

        self._network: Any = Interpreter(model_content=model.read_bytes(), num_threads=1)
        self._network.allocate_tensors()
        (given,) = self._network.get_input_details()
        self._input: int = given["index"]
        self._outputs: list[int] = [one["index"] for one in self._network.get_output_details()]
        self._darkest = darkest
        self.side: int = int(given["shape"][1])

    def __call__(self, picture: Image) -> list[Values]:
        """Runs the network.

        Args:
            picture: (side, side, 3) uint8 RGB.

        Returns:
            Its outputs in the order of the file, without the axis of pictures.
        """
        scale = (1 - self._darkest) / 255
        given = picture.astype(np.float32) * np.float32(scale) + np.float32(self._darkest)
        self._network.set_tensor(self._input, given[None])
        self._network.invoke()
        return [self._network.get_tensor(index)[0] for index in self._outputs]

    def look(
        self, photo: Image, square: Square, outside: int = cv2.BORDER_CONSTANT
    ) -> list[Values]:
        """Runs the network on a square of a photo.

        Args:
            photo: (H, W, 3) uint8 RGB.
            square: Where to look.
            outside: OpenCV's border mode: what lies beyond the photo. By default black.
        """
        onto_network = np.diag([self.side, self.side, 1]) @ np.linalg.inv(square.onto_photo())
        size = (self.side, self.side)
        seen = cv2.warpPerspective(
            photo, onto_network, size, flags=cv2.INTER_LINEAR, borderMode=outside
        )
        return self(np.asarray(seen, np.uint8))


def sigmoid(logits: Values) -> Values:
    """Returns the chances that logits stand for, float32, without overflow."""
    return np.asarray(0.5 + 0.5 * np.tanh(0.5 * logits), np.float32)
