"""From the two photos to what every pipeline starts from."""

import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from tryon.cache import Cache, content_key
from tryon.errors import NoPersonFound, PoseIncomplete, TryOnError
from tryon.labels import Lip
from tryon.pictures.canvas import canvas_box, photo_to_canvas, to_canvas
from tryon.pictures.coordinates import CANVAS_SIZE
from tryon.pictures.reading import DecodedImage, ImageSource, read_image
from tryon.preprocess.body_finder import BodyFinder
from tryon.preprocess.garment_finder import GarmentFinder
from tryon.preprocess.held import mask_on_canvas, without
from tryon.preprocess.parsing import parse
from tryon.preprocess.person_checks import (
    examine_clothes,
    examine_crowd,
    examine_person,
    examine_stance,
)
from tryon.preprocess.photo_checks import examine_pair
from tryon.preprocess.photo_files import PhotoFiles
from tryon.preprocess.pose import person_box, to_keypoints
from tryon.preprocess.pose_finder import Crowd
from tryon.types import (
    AS_IT_LOOKS,
    Choosable,
    GarmentChoice,
    GarmentInput,
    Image,
    IsCancelled,
    Notice,
    ParseMap,
    PersonInput,
)
from tryon.weights.store import WeightStore

# How many photos are remembered, and bytes in all. The largest photo that is worked on holds 47 MB
# with what was found in it, one of the canvas's size 7.
_REMEMBERED = 8
_REMEMBERED_BYTES = 64 << 20
# Of more, because one photo may be several people's.
_FILES_KNOWN = 8 * _REMEMBERED

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
        self._lock = threading.Lock()
        self._bodies = BodyFinder(store)
        self._garment_finder = GarmentFinder(store, self._bodies)
        self._persons: Cache[PersonInput] = Cache(_REMEMBERED, _REMEMBERED_BYTES)
        self._garments: Cache[GarmentInput] = Cache(_REMEMBERED, _REMEMBERED_BYTES)
        self._people: Cache[Choosable] = Cache(_REMEMBERED)
        self._pieces: Cache[Choosable] = Cache(_REMEMBERED)
        self._files = PhotoFiles(_FILES_KNOWN)

    def person(
        self,
        source: ImageSource,
        *,
        body_needed: bool = True,
        index: int | None = None,
        cancelled: IsCancelled | None = None,
    ) -> PersonInput:
        """Prepares a person photo.

        Args:
            source: A path, the bytes of a file, a PIL image or a uint8 RGB array.
            body_needed: Whether pose and parse map must be known. If not, a photo without them is
                prepared all the same, with a notice.
            index: Which of several people, 1 being the first from the left; None: the largest.
            cancelled: Asked while a file that is no ordinary photo is decoded; True ends that.

        Raises:
            UnreadableImage: The file is no image this program reads.
            ImageTooLarge: It has more pixels or bytes than the limits allow.
            NoPersonFound: There is nobody in it, and the body is needed.
            PersonHidden: Somebody else is before the one who is to be dressed.
            PoseIncomplete: Shoulders or hips are not in it, and the body is needed.
            CoveringUnclear: What covers the head cannot be told from the garment.
            TryOnError: There are fewer people than `index`.
            Cancelled: `cancelled()` was true.
        """
        decoded = read_image(source, "person", cancelled)
        prepare = partial(self._prepare_person, index=index)
        with self._read_from(source, decoded):
            try:
                return self._once(self._persons, decoded, prepare, f"person {index}")
            except (NoPersonFound, PoseIncomplete) as refusal:
                if body_needed:
                    raise
                with self._lock:
                    return self._prepare_photo(decoded, refusal, index)

    def people(self, source: ImageSource, cancelled: IsCancelled | None = None) -> Choosable:
        """Finds everybody who can be chosen in a person photo, in the order of `index`.

        Args:
            source: As for `person`; of a photo that went through it nothing is looked for again.
            cancelled: As for `person`.

        Raises:
            UnreadableImage: The file is no image this program reads.
            ImageTooLarge: It has more pixels or bytes than the limits allow.
            Cancelled: `cancelled()` was true.
        """
        decoded = read_image(source, "person", cancelled)
        with self._read_from(source, decoded), self._lock:
            known = self._people.get(_content(decoded))
            return known or _people(self._crowd(decoded), decoded.rgb)

    def garment(
        self,
        source: ImageSource,
        *,
        choice: GarmentChoice = AS_IT_LOOKS,
        cancelled: IsCancelled | None = None,
    ) -> GarmentInput:
        """Prepares a garment photo.

        Args:
            source: A path, the bytes of a file, a PIL image or a uint8 RGB array. A transparent
                background is taken for the mask.
            choice: What the user says it is.
            cancelled: As for `person`.

        Raises:
            UnreadableImage: The file is no image this program reads.
            ImageTooLarge: It has more pixels or bytes than the limits allow.
            GarmentMaskEmpty: Nothing stands out from the background.
            UnsupportedCategory: It is surely no top.
            TryOnError: There are fewer garments than `choice.index`.
            Cancelled: `cancelled()` was true.
        """
        decoded = read_image(source, "garment", cancelled)
        prepare = partial(self._prepare_garment, choice=choice)
        with self._read_from(source, decoded):
            return self._once(self._garments, decoded, prepare, f"garment {choice}")

    def garments(self, source: ImageSource, cancelled: IsCancelled | None = None) -> Choosable:
        """Finds every garment that can be chosen in a photo, in the order of `choice.index`.

        Args:
            source: As for `garment`; of a photo that went through it nothing is looked for again.
            cancelled: As for `person`.

        Raises:
            UnreadableImage: The file is no image this program reads.
            ImageTooLarge: It has more pixels or bytes than the limits allow.
            GarmentMaskEmpty: Nothing stands out from the background.
            Cancelled: `cancelled()` was true.
        """
        decoded = read_image(source, "garment", cancelled)
        with self._read_from(source, decoded), self._lock:
            known = self._pieces.get(_content(decoded))
            return known or self._garment_finder.look(decoded).pieces.choosable()

    def check_pair(self, person: PersonInput, garment: GarmentInput) -> tuple[Notice, ...]:
        """Returns the warnings that only show when both photos are known."""
        return examine_pair(person, garment).accepted()

    def forget(self, unused_s: float) -> None:
        """Lets go of photos that were not used for so many seconds."""
        for memory in self._memories():
            memory.forget(unused_s)

    def forget_photos(self, paths: Collection[str]) -> None:
        """Lets go of what was found in the photos of files, but where others have the same photo.

        Of a photo that is being looked at nothing is remembered if its file has been deleted.
        """
        gone = tuple(self._files.forget(paths))
        for memory in self._memories():
            memory.drop(lambda key: key.startswith(gone))

    def close(self) -> None:
        """Frees the networks; they are loaded again when needed."""
        with self._lock:
            self._bodies.close()
            self._garment_finder.close()

    def _memories(self) -> tuple[Cache[Any], ...]:
        return self._persons, self._garments, self._people, self._pieces

    @contextmanager
    def _read_from(self, source: ImageSource, decoded: DecodedImage) -> Iterator[None]:
        """Notes the file that a photo is of while something of it comes to be remembered."""
        if not isinstance(source, str | Path):
            yield
            return
        self._files.note(_content(decoded), str(source))
        try:
            yield
        finally:
            if not Path(source).exists():
                self.forget_photos([str(source)])

    def _once(
        self,
        memory: Cache[Prepared],
        decoded: DecodedImage,
        prepare: Callable[[DecodedImage], Prepared],
        what: str = "",
    ) -> Prepared:
        with self._lock:
            return memory.get_or_make(_content(decoded) + what, partial(prepare, decoded))

    def _prepare_person(self, decoded: DecodedImage, index: int | None) -> PersonInput:
        photo = decoded.rgb
        crowd = self._crowd(decoded)
        if not crowd.people:
            examine_person(photo, None, self._bodies.glance(photo)).accepted()
        pose = crowd.choice(index)
        in_crowd = examine_crowd(crowd, pose).accepted()
        box = canvas_box((photo.shape[0], photo.shape[1]), person_box(pose))
        image = to_canvas(photo, box)
        pose_on_canvas = pose.on(box, CANVAS_SIZE)
        classes, class_notices = self._bodies.classes(image, pose_on_canvas)
        held = mask_on_canvas(crowd.others(pose), box)
        classes = without(classes, held)
        notices = examine_person(photo, pose, None if class_notices else classes).accepted()
        examine_stance(pose, photo.shape[0]).accepted()
        labels = parse(image, classes, pose_on_canvas)
        # Refined to the photo's edges, labels may run over a neighbour's by a few pixels.
        labels[held] = Lip.BACKGROUND
        coat = examine_clothes(labels, pose_on_canvas).accepted()
        keypoints = to_keypoints(pose, (photo.shape[0], photo.shape[1]))
        scale, shift = photo_to_canvas(box)
        return PersonInput(
            photo=photo,
            box=box,
            image=image,
            keypoints=keypoints.transformed(scale, shift),
            parse_map=ParseMap(labels),
            notices=(*decoded.notices, *in_crowd, *notices, *coat, *class_notices),
            held=held if held.any() else None,
        )

    def _crowd(self, decoded: DecodedImage) -> Crowd:
        crowd = self._bodies.people(decoded.rgb)
        if not crowd.people:
            crowd = self._bodies.faceless(decoded.rgb)
        self._people.put(_content(decoded), _people(crowd, decoded.rgb))
        return crowd

    def _prepare_photo(
        self, decoded: DecodedImage, refusal: TryOnError, index: int | None
    ) -> PersonInput:
        """Lays the canvas over a photo of which nothing but the pixels is known."""
        photo = decoded.rgb
        height, width = photo.shape[:2]
        # Without shoulders or hips there is still somebody whom the canvas can be laid around.
        crowd = self._bodies.people(photo) if isinstance(refusal, PoseIncomplete) else None
        pose = crowd.choice(index) if crowd is not None and crowd.people else None
        around = (0.0, 0.0, float(width), float(height)) if pose is None else person_box(pose)
        box = canvas_box((height, width), around)
        alone = Notice(
            "photo_alone",
            f"{refusal.message} The run goes on with the photo alone, "
            + ("without pose and body parts." if pose else "its middle taken for the person."),
            refusal.hint,
            "person",
            refusal.command,
        )
        held = None
        if crowd is not None and pose is not None:
            held = mask_on_canvas(crowd.others(pose), box)
        notices = (*decoded.notices, alone)
        return PersonInput(photo, box, to_canvas(photo, box), None, None, notices, held=held)

    def _prepare_garment(self, decoded: DecodedImage, choice: GarmentChoice) -> GarmentInput:
        look = self._garment_finder.look(decoded)
        self._pieces.put(_content(decoded), look.pieces.choosable())
        return self._garment_finder.find(decoded, look, choice)


def _people(crowd: Crowd, photo: Image) -> Choosable:
    if not crowd.people:
        return Choosable((), 0)
    height, width = photo.shape[:2]
    poses, first = crowd.from_the_left(), crowd.first_choice()
    places = [
        (box[0] / width, box[1] / height, box[2] / width, box[3] / height)
        for box in map(person_box, poses)
    ]
    return Choosable(tuple(places), 1 + next(i for i, pose in enumerate(poses) if pose is first))


def _content(decoded: DecodedImage) -> str:
    arrays = [decoded.rgb] if decoded.alpha is None else [decoded.rgb, decoded.alpha]
    return content_key(*arrays) + repr(decoded.notices)
