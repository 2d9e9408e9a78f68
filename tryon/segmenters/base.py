"""From clicks to a mask: what may be asked of a segmenter.

Points and boxes are (x, y) in pixels of the picture they are given with, pixel centres at whole
numbers. Masks have that picture's size.
"""

from dataclasses import dataclass, field, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from tryon.cache import content_key
from tryon.errors import MaskInvalid
from tryon.pictures.coordinates import are_on_picture
from tryon.types import Image, Mask, Size

Point = tuple[float, float]
Box = tuple[float, float, float, float]

MAX_POINTS = 256
_CLICK_AGAIN = "Click on the photo that is shown."


@dataclass(frozen=True)
class Prompt:
    """What a user showed of an object.

    Attributes:
        points: Clicks, or points along a scribble.
        positive: For each point whether it lies on the object (else: beside it).
        box: (left, top, right, bottom) around the object.
        prior: (H, W) bool, roughly the object: what an earlier answer or a mask says.
        photo: `content_key` of the picture the prompt was made on; empty where that is sure.
    """

    points: tuple[Point, ...] = ()
    positive: tuple[bool, ...] = ()
    box: Box | None = None
    prior: Mask | None = field(default=None, compare=False)
    photo: str = ""

    def with_point(self, point: Point, positive: bool) -> "Prompt":
        """Returns the prompt with one more click."""
        return replace(
            self, points=(*self.points, point), positive=(*self.positive, bool(positive))
        )


@dataclass(frozen=True)
class Reading:
    """What it took to get a picture ready for clicks: milliseconds, and bytes that are kept."""

    ms: float
    kept_bytes: int


class Segmenter(Protocol):
    """Finds the object a prompt shows.

    Attributes:
        name: "sam" or "grabcut".
        title: What the page calls it.
    """

    name: str
    title: str

    def read(self, picture: Image) -> Reading:
        """Gets a picture (H, W, 3) ready, so that clicks on it are quick; at once if it is."""
        ...

    def forget(self, unused_s: float = 0) -> None:
        """Lets go of pictures that were got ready and not used for so many seconds."""
        ...

    def find(self, picture: Image, prompt: Prompt) -> Mask:
        """Returns the object as (H, W) bool.

        Args:
            picture: (H, W, 3) uint8 RGB.
            prompt: In pixels of `picture`.

        Raises:
            MaskInvalid: The prompt makes no sense on this picture; see `check_prompt`.
        """
        ...


def check_prompt(prompt: Prompt, picture: Image) -> None:
    """Refuses a prompt that makes no sense on a picture.

    Raises:
        MaskInvalid: It has neither a positive point nor a box; too many points; points or corners
            that are no numbers or lie outside; a prior of another size; or it was made on
            another picture.
    """
    size = picture.shape[0], picture.shape[1]
    if prompt.photo and prompt.photo != content_key(picture):
        raise MaskInvalid("These clicks were made on another photo.", _CLICK_AGAIN)
    if len(prompt.points) != len(prompt.positive):
        raise MaskInvalid("Some clicks do not say whether they add or remove.", _CLICK_AGAIN)
    if not any(prompt.positive) and prompt.box is None:
        raise MaskInvalid(
            "No click shows where the object is.", "Click on the object, or draw a box around it."
        )
    check_points(prompt.points, size)
    if prompt.box is not None:
        left, top, right, bottom = prompt.box
        check_points(((left, top), (right, bottom)), size)
        if right - left < 2 or bottom - top < 2:
            raise MaskInvalid("The box is too small.", "Draw it around the whole object.")
    if prompt.prior is not None and prompt.prior.shape != size:
        raise MaskInvalid(
            "The mask to start from belongs to a photo of another size.", "Start without it."
        )


def check_points(points: tuple[Point, ...], size: Size, most: int = MAX_POINTS) -> None:
    """Refuses points that are too many, no numbers, or outside a picture of `size`.

    Raises:
        MaskInvalid: In one sentence.
    """
    if len(points) > most:
        raise MaskInvalid(
            f"There are {len(points)} points; at most {most} are taken.", "Use fewer points."
        )
    if not points:
        return
    places: NDArray[np.float64] = np.asarray(points, np.float64)
    if places.shape != (len(points), 2) or not np.isfinite(places).all():
        raise MaskInvalid("A point has no place: it is not a pair of numbers.", _CLICK_AGAIN)
    if not are_on_picture(places, size).all():
        raise MaskInvalid("A point lies outside the photo.", _CLICK_AGAIN)
