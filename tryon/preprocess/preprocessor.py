"""From the two photos to what every pipeline starts from."""

import threading
from collections.abc import Callable
from functools import partial
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from tryon.errors import (
    GarmentMaskEmpty,
    NoPersonFound,
    PoseIncomplete,
    TryOnError,
    WeightsCorrupt,
    WeightsMissing,
    WeightsUnavailable,
)
from tryon.images import (
    CANVAS_SIZE,
    DecodedImage,
    ImageSource,
    canvas_box,
    read_image,
    to_canvas,
)
from tryon.labels import UPPER_LABELS, is_any
from tryon.memory import Memory, content_key
from tryon.preprocess.body_classes import BodyClassifier
from tryon.preprocess.colour_classes import classify_by_colour
from tryon.preprocess.doctor import Diagnosis, examine_garment, examine_pair, examine_person
from tryon.preprocess.garment import CutOut, cut_out, place
from tryon.preprocess.garment_shape import describe
from tryon.preprocess.parsing import parse
from tryon.preprocess.pose import Pose, PoseFinder, person_box, to_keypoints
from tryon.types import (
    CanvasBox,
    GarmentInput,
    Image,
    IsCancelled,
    Notice,
    ParseMap,
    PersonInput,
)
from tryon.weights import WeightStore

_REMEMBERED = 8
# Body classes and labels are found at half the canvas's size and refined to the whole.
_CLASSES_SIZE = CANVAS_SIZE[0] // 2, CANVAS_SIZE[1] // 2
# Below this share of opaque pixels' complement a photo's alpha channel means nothing.
_LEAST_TRANSPARENT = 0.02

Prepared = TypeVar("Prepared", PersonInput, GarmentInput)


class Preprocessor:
    """Finds pose, parse map and garment mask. Safe to use from several threads.

    The networks are loaded at the first photo and kept until `close`. One photo is worked on at a
    time; the last few are remembered by content, so that trying many garments on one person costs
    one person.

    Args:
        store: Where the body segmenter's file comes from. If it cannot be had, parsing goes by
            colour alone and says so in a notice.
    """

    def __init__(self, store: WeightStore) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._finder: PoseFinder | None = None
        self._classifier: BodyClassifier | None = None
        self._persons: Memory[PersonInput] = Memory(_REMEMBERED)
        self._garments: Memory[GarmentInput] = Memory(_REMEMBERED)

    def person(
        self,
        source: ImageSource,
        *,
        body_needed: bool = True,
        cancelled: IsCancelled | None = None,
    ) -> PersonInput:
        """Prepares a person photo.

        Args:
            source: A path, the bytes of a file, a PIL image or a uint8 RGB array.
            body_needed: Whether pose and parse map must be known. If not, a photo without them is
                prepared all the same, with a notice.
            cancelled: Asked while a file that is no ordinary photo is decoded; True ends that.

        Raises:
            UnreadableImage: The file is no image this program reads.
            ImageTooLarge: It has more pixels or bytes than the limits allow.
            NoPersonFound: There is nobody in it, and the body is needed.
            PoseIncomplete: Shoulders or hips are not in it, and the body is needed.
            Cancelled: `cancelled()` was true.
        """
        decoded = read_image(source, "person", cancelled)
        try:
            return self._once(self._persons, decoded, self._prepare_person)
        except (NoPersonFound, PoseIncomplete) as refusal:
            if body_needed:
                raise
            with self._lock:
                return self._prepare_photo(decoded, refusal)

    def garment(self, source: ImageSource, *, cancelled: IsCancelled | None = None) -> GarmentInput:
        """Prepares a garment photo.

        Args:
            source: A path, the bytes of a file, a PIL image or a uint8 RGB array. A transparent
                background is taken for the mask.
            cancelled: As for `person`.

        Raises:
            UnreadableImage: The file is no image this program reads.
            ImageTooLarge: It has more pixels or bytes than the limits allow.
            GarmentMaskEmpty: Nothing stands out from the background.
            UnsupportedCategory: It is surely no top.
            Cancelled: `cancelled()` was true.
        """
        decoded = read_image(source, "garment", cancelled)
        return self._once(self._garments, decoded, self._prepare_garment)

    def check_pair(self, person: PersonInput, garment: GarmentInput) -> tuple[Notice, ...]:
        """Returns the warnings that only show when both photos are known."""
        return _accepted(examine_pair(person, garment))

    def close(self) -> None:
        """Frees the networks; they are loaded again when needed."""
        with self._lock:
            for network in (self._finder, self._classifier):
                if network is not None:
                    network.close()
            self._finder = self._classifier = None

    def _once(
        self,
        memory: Memory[Prepared],
        decoded: DecodedImage,
        prepare: Callable[[DecodedImage], Prepared],
    ) -> Prepared:
        with self._lock:
            return memory.once(_content(decoded), partial(prepare, decoded))

    def _prepare_person(self, decoded: DecodedImage) -> PersonInput:
        photo = decoded.rgb
        people = self._find_people(photo)
        if not people:
            _accepted(examine_person(photo, people, None))
        pose = people[0]
        box = canvas_box((photo.shape[0], photo.shape[1]), person_box(pose))
        image = to_canvas(photo, box)
        pose_on_canvas = pose.on(box, CANVAS_SIZE)
        classes, class_notices = self._classify(image, pose_on_canvas)
        notices = _accepted(examine_person(photo, people, None if class_notices else classes))
        keypoints = to_keypoints(pose, (photo.shape[0], photo.shape[1]))
        scale, shift = _onto_canvas(box)
        return PersonInput(
            photo=photo,
            box=box,
            image=image,
            keypoints=keypoints.transformed(scale, shift),
            parse_map=ParseMap(parse(image, classes, pose_on_canvas)),
            notices=(*decoded.notices, *notices, *class_notices),
        )

    def _prepare_photo(self, decoded: DecodedImage, refusal: TryOnError) -> PersonInput:
        """Lays the canvas over a photo of which nothing but the pixels is known."""
        photo = decoded.rgb
        height, width = photo.shape[:2]
        # Without shoulders or hips there is still somebody whom the canvas can be laid around.
        people = self._find_people(photo) if isinstance(refusal, PoseIncomplete) else []
        around = person_box(people[0]) if people else (0.0, 0.0, float(width), float(height))
        box = canvas_box((height, width), around)
        alone = Notice(
            "photo_alone",
            f"{refusal.message} The run goes on with the photo alone, "
            + ("without pose and body parts." if people else "its middle taken for the person."),
            refusal.hint,
            "person",
        )
        notices = (*decoded.notices, alone)
        return PersonInput(photo, box, to_canvas(photo, box), None, None, notices)

    def _prepare_garment(self, decoded: DecodedImage) -> GarmentInput:
        photo, alpha = decoded.rgb, decoded.alpha
        worn = None
        if alpha is not None and _LEAST_TRANSPARENT < 1 - alpha.mean() < 1:
            found = CutOut(alpha, contrast=255.0, plain=True)
        else:
            worn = self._find_worn(photo)
            found = cut_out(photo) if worn is None else worn
        placed = place(photo, found.mask)
        shape = describe(placed.image, placed.mask)
        notices = _accepted(examine_garment(photo, found, shape.category, worn is not None))
        return GarmentInput(
            photo=photo,
            image=placed.image,
            cloth_mask=placed.mask,
            sleeve=shape.sleeve,
            neckline=shape.neckline,
            notices=(*decoded.notices, *notices),
            box=placed.box,
        )

    def _find_worn(self, photo: Image) -> CutOut | None:
        """Returns the top that somebody wears in the photo, None where nobody is in it."""
        people = self._find_people(photo)
        if not people:
            return None
        box = CanvasBox(0.0, 0.0, float(photo.shape[1]), float(photo.shape[0]))
        size = _half_size(photo)
        image = to_canvas(photo, box, (2 * size[0], 2 * size[1]))
        pose = people[0].on(box, (2 * size[0], 2 * size[1]))
        classes, class_notices = self._classify(image, pose, size)
        if class_notices or examine_person(photo, people, classes).refusal is not None:
            return None
        top = is_any(parse(image, classes, pose), UPPER_LABELS)
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
        return CutOut(spread[..., 0] >= 128, contrast=255.0, plain=True)

    def _find_people(self, photo: Image) -> list[Pose]:
        if self._finder is None:
            self._finder = PoseFinder()
        return self._finder.find(photo)

    def _classify(
        self, image: Image, pose: Pose, size: tuple[int, int] = _CLASSES_SIZE
    ) -> tuple[NDArray[np.float32], tuple[Notice, ...]]:
        """Returns the body classes, with a notice where only colours could tell them."""
        if self._classifier is None:
            try:
                self._classifier = BodyClassifier(self._store.path("selfie_multiclass"))
            except (WeightsMissing, WeightsUnavailable, WeightsCorrupt) as error:
                notice = Notice(
                    "colour_parsing",
                    "The body segmenter is not on this machine, so hair, skin and clothes were "
                    "told apart by colour alone: borders are rough.",
                    error.hint or "Fetch it with: python -m tryon weights fetch selfie_multiclass",
                    "person",
                )
                return classify_by_colour(image, pose, size), (notice,)
        return self._classifier.classify(image, pose, size), ()


def _accepted(diagnosis: Diagnosis) -> tuple[Notice, ...]:
    """Returns the warnings, or raises the refusal."""
    if diagnosis.refusal is not None:
        raise diagnosis.refusal
    return diagnosis.notices


def _content(decoded: DecodedImage) -> str:
    arrays = [decoded.rgb] if decoded.alpha is None else [decoded.rgb, decoded.alpha]
    return content_key(*arrays) + repr(decoded.notices)


def _onto_canvas(box: CanvasBox) -> tuple[tuple[float, float], tuple[float, float]]:
    scale = CANVAS_SIZE[1] / box.width, CANVAS_SIZE[0] / box.height
    return scale, (-box.left * scale[0], -box.top * scale[1])


def _half_size(photo: Image) -> tuple[int, int]:
    """A size of the photo's aspect whose longer side is half the canvas's height."""
    height, width = photo.shape[:2]
    scale = _CLASSES_SIZE[0] / max(height, width)
    return max(1, round(height * scale)), max(1, round(width * scale))
