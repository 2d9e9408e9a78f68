"""Hair, face, skin and clothes of a person, by the multi-class selfie segmenter of MediaPipe."""

from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.pictures.coordinates import centre_shift
from tryon.preprocess.lite_network import LiteNetwork
from tryon.preprocess.pose import Landmark, Pose, person_box
from tryon.types import Image, Mask, Size

Field = NDArray[np.float32]

# Pixels of the square that the network sees, as its file's name says.
_NETWORK_SIDE = 256
# A second look at the upper body pays when it is at least this much closer than the first.
_CLOSER = 0.62
# The share of skin, face and hair among what is no background that only people reach, not garments.
_SOMEBODY = 0.08


class BodyClass(IntEnum):
    """The segmenter's classes, in the order of its outputs."""

    BACKGROUND = 0
    HAIR = 1
    BODY_SKIN = 2
    FACE_SKIN = 3
    CLOTHES = 4
    OTHERS = 5


@dataclass(frozen=True)
class _Square:
    """A square part of the image, in pixels; it may reach beyond the image."""

    left: int
    top: int
    side: int


class BodyClassifier:
    """The segmenter, loaded from its `.tflite` file.

    Not thread-safe: one caller at a time.

    Args:
        model: Path of `selfie_multiclass_256x256.tflite`.
    """

    def __init__(self, model: Path) -> None:
        self._network = LiteNetwork(model, darkest=-1.0)

    def classify(self, image: Image, pose: Pose, size: Size) -> Field:
        """Returns how sure each pixel is of each class.

        The network looks at a square around the person, and once more at the upper body where the
        person is so tall that this shows it larger. The pose network's silhouette has a say in
        what is background: light clothes before a light wall need every vote.

        Args:
            image: (H, W, 3) uint8 RGB.
            pose: The person in pixels of `image`.
            size: (height, width) of the answer.

        Returns:
            (6, height, width) float32 in the order of `BodyClass`, summing to 1.
        """
        whole = _square_around_person(pose)
        classes = self._look(image, whole, size)
        votes = 2 * (1 - classes[BodyClass.BACKGROUND])
        weight = np.full(size, 2, np.float32)
        upper = _square_around_upper_body(pose)
        if upper.side < _CLOSER * whole.side:
            closer = self._look(image, upper, size)
            seen = closer.sum(axis=0) > 0
            classes[:, seen] = (classes[:, seen] + closer[:, seen]) / 2
            votes[seen] += 1 - closer[BodyClass.BACKGROUND][seen]
            weight[seen] += 1
        votes += cv2.resize(pose.silhouette, size[::-1], interpolation=cv2.INTER_AREA)
        person = votes / (weight + 1)
        kinds = classes[BodyClass.HAIR :]
        kinds *= person / np.maximum(kinds.sum(axis=0), 1e-6)
        classes[BodyClass.BACKGROUND] = 1 - kinds.sum(axis=0)
        return classes

    def look_at(self, image: Image) -> Field:
        """Returns the classes of a whole image as the network sees it: (6, 256, 256) float32."""
        side = (_NETWORK_SIDE, _NETWORK_SIDE)
        shrinks = min(image.shape[:2]) > _NETWORK_SIDE
        small = cv2.resize(
            image, side, interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
        )
        (logits,) = self._network(np.asarray(small, np.uint8))
        odds = np.exp(logits - logits.max(2, keepdims=True))
        classes: Field = np.moveaxis(odds / odds.sum(2, keepdims=True), 2, 0)
        return np.ascontiguousarray(classes)

    def _look(self, image: Image, square: _Square, size: Size) -> Field:
        """Returns the classes in a square, laid into (6, height, width) zeros."""
        classes = self.look_at(_crop(image, square))
        # From the network's pixels to the pixels of the answer, both by their centres.
        zoom = square.side / _NETWORK_SIDE
        scale = np.array((size[1] / image.shape[1], size[0] / image.shape[0]))
        corner = np.array((square.left, square.top)) * scale
        offset = corner + [centre_shift(zoom * one) for one in scale]
        placing = np.array(
            [[zoom * scale[0], 0, offset[0]], [0, zoom * scale[1], offset[1]]], np.float32
        )
        placed: Field = np.stack([cv2.warpAffine(one, placing, size[::-1]) for one in classes])
        return placed


def _square_around_person(pose: Pose) -> _Square:
    left, top, right, bottom = person_box(pose)
    side = 1.04 * max(right - left, bottom - top)
    return _square((left + right) / 2, (top + bottom) / 2, side)


def _square_around_upper_body(pose: Pose) -> _Square:
    shoulders = pose.middle(Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER)
    centre = shoulders + np.float32(0.15) * pose.torso
    return _square(float(centre[0]), float(centre[1]), 2.2 * pose.reach)


def _square(x: float, y: float, side: float) -> _Square:
    side = max(side, 8.0)
    return _Square(round(x - side / 2), round(y - side / 2), round(side))


def _crop(image: Image, square: _Square) -> Image:
    """Cuts a square out, its parts outside the image filled with the image's border."""
    height, width = image.shape[:2]
    right, bottom = square.left + square.side, square.top + square.side
    inside = image[
        min(max(square.top, 0), height - 1) : max(min(bottom, height), 1),
        min(max(square.left, 0), width - 1) : max(min(right, width), 1),
    ]
    missing = (
        max(0, -square.top),
        max(0, bottom - height),
        max(0, -square.left),
        max(0, right - width),
    )
    return np.asarray(cv2.copyMakeBorder(inside, *missing, cv2.BORDER_REPLICATE), np.uint8)


def bare_share(classes: Field) -> float:
    """Returns how much of what is not background is skin, face or hair, 0 to 1.

    Args:
        classes: (6, h, w) float32 in the order of `BodyClass`.
    """
    kinds = classes.argmax(axis=0)
    body = (kinds == BodyClass.HAIR) | (kinds == BodyClass.BODY_SKIN)
    body |= kinds == BodyClass.FACE_SKIN
    return float(body.sum()) / max(int((kinds != BodyClass.BACKGROUND).sum()), 1)


def shows_somebody(classes: Field) -> bool:
    """Whether a photo in which no pose was found shows a person all the same, and no garment."""
    return bare_share(classes) > _SOMEBODY


def largest_body(classes: Field) -> Mask:
    """Returns (h, w) bool: the largest connected part that is no background."""
    body = (classes.argmax(axis=0) != BodyClass.BACKGROUND).astype(np.uint8)
    count, parts = cv2.connectedComponents(body)
    sizes = np.bincount(parts.ravel(), minlength=count)
    sizes[0] = 0
    largest: Mask = (parts == int(sizes.argmax())) & (body > 0)
    return largest
