"""The frame in which a photo's masks are drawn, and the way from it to the photo and back.

Everything a user or a file says is in pixels of the photo; everything that is drawn lies in a
frame: the working canvas for a person, the photo itself (reduced if large) for a garment. Points
follow `types.CanvasBox`, pixels are areas as in `pictures.coordinates`.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tryon.pictures.canvas import photo_to_canvas, to_canvas
from tryon.pictures.coordinates import from_edge
from tryon.types import CanvasBox, GarmentInput, Image, Labels, PersonInput, Size

_LONGEST = 1024
# What a mask file in pixels of the photo may weigh.
_MOST_FILE_PIXELS = 24_000_000


@dataclass(frozen=True)
class Frame:
    """Where a frame lies in a photo.

    Attributes:
        box: Its place in pixels of the photo; it may reach beyond it.
        size: (height, width) of the frame.
        photo_size: (height, width) of the photo.
    """

    box: CanvasBox
    size: Size
    photo_size: Size

    def picture(self, photo: Image) -> Image:
        """Returns what of the photo lies in the frame, (H, W, 3)."""
        return to_canvas(photo, self.box, self.size)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Returns where a point of the photo is in the frame."""
        (across, down), (right, below) = photo_to_canvas(self.box, self.size)
        return x * across + right, y * down + below

    def photo_point(self, x: float, y: float) -> tuple[float, float]:
        """Returns where a point of the frame is in the photo."""
        across, down = self._scale
        return x / across + self.box.left, y / down + self.box.top

    def length(self, photo_pixels: float) -> float:
        """Returns a length in the photo as a length in the frame."""
        return photo_pixels * self._scale[1]

    @property
    def file_size(self) -> Size:
        """The size (height, width) of mask files: the photo's, or a whole multiple of it.

        A multiple where the frame is finer than the photo, so that nothing is lost.
        """
        finer = max(1, int(np.ceil(max(self._scale) - 1e-6)))
        height, width = self.photo_size
        while finer > 1 and finer**2 * height * width > _MOST_FILE_PIXELS:
            finer -= 1
        return finer * height, finer * width

    def to_file(self, labels: Labels, outside: int = 0) -> Labels:
        """Returns labels (H, W) of the frame at `file_size`; `outside` beyond the frame."""
        height, width = self.file_size
        down, across = height / self.photo_size[0], width / self.photo_size[1]
        place_y, place_x = from_edge(np.arange(height)) / down, from_edge(np.arange(width)) / across
        rows, inside_rows = self._on_frame(place_y, vertical=True)
        columns, inside_columns = self._on_frame(place_x, vertical=False)
        spread: Labels = labels[np.ix_(rows, columns)]
        spread[~inside_rows] = outside
        spread[:, ~inside_columns] = outside
        return spread

    def from_file(self, labels: Labels, outside: Labels) -> Labels:
        """Returns labels of the photo, at any size, in the frame.

        Args:
            labels: (h, w) uint8 over the whole photo.
            outside: (H, W) uint8, taken where the frame reaches beyond the photo.
        """
        place_y = self.box.top + from_edge(np.arange(self.size[0])) / self._scale[1]
        place_x = self.box.left + from_edge(np.arange(self.size[1])) / self._scale[0]
        rows, inside_rows = _pixels(place_y, self.photo_size[0], labels.shape[0])
        columns, inside_columns = _pixels(place_x, self.photo_size[1], labels.shape[1])
        framed: Labels = labels[np.ix_(rows, columns)]
        framed[~inside_rows] = outside[~inside_rows]
        framed[:, ~inside_columns] = outside[:, ~inside_columns]
        return framed

    @property
    def _scale(self) -> tuple[float, float]:
        """Frame pixels for one photo pixel, across and down."""
        return photo_to_canvas(self.box, self.size)[0]

    def _on_frame(
        self, places: NDArray[np.floating[Any]], *, vertical: bool
    ) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
        across, down = self._scale
        start, scale, count = (
            (self.box.top, down, self.size[0])
            if vertical
            else (self.box.left, across, self.size[1])
        )
        return _pixels((places - start) * scale, count, count)


def person_frame(person: PersonInput) -> Frame:
    """Returns the working canvas of a person."""
    height, width = person.image.shape[:2]
    return Frame(person.box, (height, width), (person.photo.shape[0], person.photo.shape[1]))


def garment_frame(garment: GarmentInput) -> Frame:
    """Returns a garment's own photo, reduced where it is large."""
    height, width = garment.photo.shape[:2]
    scale = min(1.0, _LONGEST / max(height, width))
    size = max(1, round(height * scale)), max(1, round(width * scale))
    return Frame(CanvasBox(0.0, 0.0, float(width), float(height)), size, (height, width))


def _pixels(
    places: NDArray[np.floating[Any]], length: float, count: int
) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """Returns which of `count` pixels over `length` each place is in, and whether it is in any."""
    pixels = np.floor(places / length * count + 1e-9)
    inside = (pixels >= 0) & (pixels < count)
    return np.clip(pixels, 0, count - 1).astype(np.intp), inside
