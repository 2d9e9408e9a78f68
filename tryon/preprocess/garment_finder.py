"""From a garment photo to what every pipeline starts from."""

from dataclasses import dataclass

import cv2
import numpy as np

from tryon.errors import GarmentMaskEmpty, TryOnError, UnsupportedCategory
from tryon.labels import UPPER_LABELS, Lip, is_any
from tryon.pictures.canvas import to_canvas
from tryon.pictures.reading import DecodedImage
from tryon.preprocess.body_finder import CLASSES_SIZE, BodyFinder
from tryon.preprocess.garment import CutOut, without_holes
from tryon.preprocess.garment_checks import examine_garment
from tryon.preprocess.garment_kind import judge
from tryon.preprocess.garment_mask import find_garment
from tryon.preprocess.garment_pieces import Pieces, pieces_of
from tryon.preprocess.garment_placing import place
from tryon.preprocess.garment_reader import GarmentReader, GarmentReading, ReaderOnDemand
from tryon.preprocess.garment_shape import describe
from tryon.preprocess.garment_turn import turns_needed
from tryon.preprocess.parsing import parse
from tryon.preprocess.person_checks import examine_person
from tryon.preprocess.shop_photo import is_of_shop
from tryon.types import CanvasBox, GarmentChoice, GarmentInput, Image, Mask, Notice
from tryon.weights.store import WeightStore

# Below this share of opaque pixels' complement a photo's alpha channel means nothing.
_LEAST_TRANSPARENT = 0.02
# Somebody is printed on a garment that is so many times as large and has this share of them on it.
_LARGER, _PRINTED = 1.5, 0.9


@dataclass(frozen=True)
class Look:
    """All that is garment in a photo.

    Attributes:
        found: All of it.
        pieces: The garments it consists of.
        worn: Whether somebody wears it.
        reading: What the network sees in the whole photo; None where it was not asked.
    """

    found: CutOut
    pieces: Pieces
    worn: bool
    reading: GarmentReading | None = None


@dataclass(frozen=True)
class _Worn:
    """Somebody in a photo: the top in its pixels, and (h, w) where they are, at any size."""

    top: CutOut
    body: Mask

    def is_print(self, reading: GarmentReading) -> bool:
        """Whether it is somebody printed on the garment that a network sees in the photo."""
        height, width = self.body.shape
        garment = cv2.resize(reading.cover, (width, height)) > 0.5
        around = np.count_nonzero(garment) > _LARGER * np.count_nonzero(self.body)
        return bool(around and garment[self.body].mean() > _PRINTED)


class GarmentFinder:
    """Finds the garment in a photo, and what it is; not safe to use from several threads.

    Args:
        store: Where the garment network's file comes from. If it cannot be had, rules decide and a
            notice says so.
        bodies: Finds whoever wears it in the photo.
    """

    def __init__(self, store: WeightStore, bodies: BodyFinder) -> None:
        self._network = ReaderOnDemand(store)
        self._bodies = bodies

    def close(self) -> None:
        """Frees the network; it is loaded again when needed."""
        self._network.close()

    def find(self, decoded: DecodedImage, look: Look, choice: GarmentChoice) -> GarmentInput:
        """Prepares a garment; see `preprocessor.Preprocessor.garment`.

        Args:
            decoded: The photo.
            look: What `look` returned for it.
            choice: What the user says of it.
        """
        photo, reader = decoded.rgb, self._network.get()
        worn, pieces, reading = look.worn, look.pieces, look.reading
        seen = photo
        found = pieces.picked(look.found, choice.index)
        several = pieces.notices(choice.index)
        if several:
            reading = None  # it was of all of them
        placed = place(photo, found.mask)
        if not worn and reading is None and isinstance(reader, GarmentReader):
            seen, reading = placed.image, reader.read(placed.image)
        shape = describe(placed.image, placed.mask)
        kind = judge(shape, reading, choice, of_shop=is_of_shop(photo))
        turns = 0
        if reading is not None and isinstance(reader, GarmentReader):
            turns = turns_needed(seen, reading, reader.chances)
        diagnosis = examine_garment(photo, found, kind, worn, turns)
        if several and isinstance(diagnosis.refusal, UnsupportedCategory):
            refusal = diagnosis.refusal
            counted = several[0]
            raise UnsupportedCategory(
                f"{counted.message} {refusal.message}", counted.hint, counted.command
            )
        unread = (_by_rules(reader),) if isinstance(reader, TryOnError) else ()
        return GarmentInput(
            photo=photo,
            image=placed.image,
            cloth_mask=placed.mask,
            sleeve=kind.sleeve,
            neckline=kind.neckline,
            notices=(*decoded.notices, *several, *diagnosis.accepted(), *unread),
            box=placed.box,
            turns=turns,
            worn=worn,
            outerwear=kind.outerwear,
        )

    def look(self, decoded: DecodedImage) -> Look:
        """Finds all that is garment in a photo.

        Raises:
            GarmentMaskEmpty: Nothing is.
        """
        photo, alpha = decoded.rgb, decoded.alpha
        if alpha is not None and _LEAST_TRANSPARENT < 1 - alpha.mean() < 1:
            found = CutOut(without_holes(alpha), contrast=255.0, plain=True)
            return Look(found, pieces_of(found.mask), worn=False)
        worn = self._find_worn(photo)
        reader = self._network.get()
        reading = reader.read(photo) if isinstance(reader, GarmentReader) else None
        if worn is not None and (reading is None or not worn.is_print(reading)):
            # An arm or a bag before it parts what is one.
            return Look(worn.top, Pieces((worn.top.mask,)), worn=True)
        found = find_garment(photo, reading)
        return Look(found, pieces_of(found.mask), False, reading)

    def _find_worn(self, photo: Image) -> _Worn | None:
        """Returns the top that somebody wears in the photo, None where nobody is in it."""
        people = self._bodies.people(photo).people
        if not people:
            return None
        box = CanvasBox(0.0, 0.0, float(photo.shape[1]), float(photo.shape[0]))
        size = _half_size(photo)
        image = to_canvas(photo, box, (2 * size[0], 2 * size[1]))
        pose = people[0].on(box, (2 * size[0], 2 * size[1]))
        classes, class_notices = self._bodies.classes(image, pose, size)
        diagnosis = examine_person(photo, people[0], classes)
        if class_notices or diagnosis.refusal is not None:
            return None
        # Whoever seems to lie is a garment on its side.
        if any(notice.code == "lying" for notice in diagnosis.accepted()):
            return None
        labels = parse(image, classes, pose)
        top, body = is_any(labels, UPPER_LABELS), labels != Lip.BACKGROUND
        if not top.any():
            raise GarmentMaskEmpty(
                "No top could be found on the person in the garment photo.",
                "Use a photo of the garment alone on a plain background.",
            )
        spread = to_canvas(
            np.where(top[..., None], 255, np.zeros(3)).astype(np.uint8),
            CanvasBox(0.0, 0.0, float(top.shape[1]), float(top.shape[0])),
            (photo.shape[0], photo.shape[1]),
        )
        return _Worn(CutOut(spread[..., 0] >= 128, contrast=255.0, plain=True), body)


def _by_rules(error: TryOnError) -> Notice:
    return Notice(
        "garment_by_rules",
        "The garment network is not on this machine, so the garment was cut out and described by "
        "rules, which are wrong about many photos taken at home.",
        error.hint or "Clone the repository again.",
        "garment",
        error.command,
    )


def _half_size(photo: Image) -> tuple[int, int]:
    """A size of the photo's aspect whose longer side is half the canvas's height."""
    height, width = photo.shape[:2]
    scale = CLASSES_SIZE[0] / max(height, width)
    return max(1, round(height * scale)), max(1, round(width * scale))
