"""A pair of photos as found, and how a document of changes is laid over it and added to."""

from dataclasses import dataclass, replace

import cv2
import numpy as np

from tryon.errors import MaskInvalid, TryOnError
from tryon.mending.beneath import beneath_clothes
from tryon.mending.document import Mending, Part
from tryon.mending.frame import Frame, garment_frame, person_frame
from tryon.mending.packed import Packed
from tryon.mending.regions import added, extent, region_named, taken
from tryon.pictures.coordinates import CANVAS_SIZE
from tryon.preprocess.agnostic import agnostic_mask
from tryon.preprocess.garment_placing import place
from tryon.preprocess.garment_shape import describe
from tryon.preprocess.known_body import known_body
from tryon.preprocess.unchanged import kept_pixels
from tryon.types import (
    UNTOUCHED,
    GarmentInput,
    Keypoints,
    Labels,
    Mask,
    ParseMap,
    PersonInput,
)

# A garment mask that leaves less of the picture, or less of its background, is a slip.
_LEAST_GARMENT, _MOST_GARMENT = 0.005, 0.995


@dataclass(frozen=True)
class EditedPair:
    """What was found in a pair of photos.

    Attributes:
        person: As the preprocessing gave it.
        garment: As the preprocessing gave it.
        layout: (1024, 768) LIP-20 of the last run, mended or not; None before the first.
    """

    person: PersonInput
    garment: GarmentInput
    layout: Labels | None = None

    def frame(self, part: Part) -> Frame:
        """Returns the frame in which a part is mended."""
        return garment_frame(self.garment) if part == "garment" else person_frame(self.person)

    def labels(self, mending: Mending) -> Labels:
        """Returns the parse map as mended, (1024, 768)."""
        return _laid_over(known_body(self.person)[0], mending.labels)

    def keypoints(self, mending: Mending) -> Keypoints:
        """Returns the joints as mended, in pixels of the canvas."""
        found = known_body(self.person)[1]
        xy, score = found.xy.copy(), found.score.copy()
        frame = self.frame("pose")
        for edit in mending.joints:
            xy[edit.joint] = np.nan if edit.place is None else frame.point(*edit.place)
            score[edit.joint] = 0 if edit.place is None else 1
        return Keypoints(xy, score)

    def mask(self, part: Part, region: str, mending: Mending) -> Mask:
        """Returns where a region of a part is, as mended, in the part's frame.

        Args:
            part: Not "pose".
            region: Name of a `Region` for "body" and "layout", anything for the rest.
            mending: The changes.

        Raises:
            MaskInvalid: There is no such region.
            TryOnError: There is no layout yet.
        """
        if part == "garment":
            found = _garment_mask(self.garment)
            return found if mending.cloth_mask is None else mending.cloth_mask.mask()
        if part == "repaint":
            return _area(self.mended_person(mending))
        return extent(self.map_of(part, mending), region_named(region))

    def map_of(self, part: Part, mending: Mending) -> Labels:
        """Returns the labels that "body" or "layout" has as mended, (1024, 768) LIP-20.

        Raises:
            TryOnError: There is no layout yet.
        """
        return self.labels(mending) if part == "body" else self._layout(mending)

    def with_mask(
        self, mending: Mending, part: Part, region: str, mask: Mask, *, add: bool
    ) -> Mending:
        """Returns the document with a mask added to a region of a part, or taken from it.

        Args:
            mending: The changes so far.
            part: Not "pose".
            region: As in `mask`.
            mask: (H, W) bool in the part's frame.
            add: Add, else take away.

        Raises:
            MaskInvalid: The mask is of another size, or next to nothing or everything would be
                the garment.
            TryOnError: There is no layout yet.
        """
        if mask.shape != self.frame(part).size:
            raise MaskInvalid("The mask belongs to a photo of another size.", "Draw it anew.")
        if part == "garment":
            now = self.mask(part, region, mending)
            return self._with_garment_mask(mending, now | mask if add else now & ~mask)
        if part == "repaint":
            repaint, keep = _unpacked(mending.repaint), _unpacked(mending.keep)
            grown, shrunk = (
                (repaint | mask, keep & ~mask) if add else (repaint & ~mask, keep | mask)
            )
            return replace(mending, repaint=_packed(grown), keep=_packed(shrunk))
        change = added if add else taken
        wanted = region_named(region)
        if part == "body":
            labels = change(self.labels(mending), mask, wanted)
            return self.with_labels(mending, labels)
        before = self._layout(mending)
        if add or region != "upper clothes":
            after = change(before, mask, wanted)
        else:
            # Half a sleeve would go over to the background beside it, arm and all.
            bare = beneath_clothes(before, self.labels(mending), self.keypoints(mending))
            after = taken(before, mask, wanted, bare)
        if (after == before).all():
            return mending
        # The last run's layout may hold earlier changes: they stay changes.
        changes = np.full(before.shape, UNTOUCHED, np.uint8)
        if mending.layout is not None:
            changes = mending.layout.unpack()
        changes[after != before] = after[after != before]
        return replace(mending, layout=Packed.of(changes))

    def with_labels(self, mending: Mending, labels: Labels) -> Mending:
        """Returns the document with a whole parse map, (1024, 768), in place of the found one."""
        return replace(mending, labels=_difference(known_body(self.person)[0], labels))

    def with_garment_mask(self, mending: Mending, mask: Mask) -> Mending:
        """Returns the document with a whole garment mask, in the garment's frame.

        Raises:
            MaskInvalid: It is of another size, next to empty, or next to everything.
        """
        if mask.shape != self.frame("garment").size:
            raise MaskInvalid("The mask belongs to a photo of another size.", "Draw it anew.")
        return self._with_garment_mask(mending, mask)

    def mended_person(self, mending: Mending) -> PersonInput:
        """Returns the person as the pipelines are to take it."""
        if not {"body", "repaint", "pose"} & set(mending.mended()):
            return self.person
        return replace(
            self.person,
            parse_map=ParseMap(self.labels(mending)),
            keypoints=self.keypoints(mending),
            # A skeleton drawn elsewhere shows the joints as they were.
            pose_map=None if mending.joints else self.person.pose_map,
            repaint=None if mending.repaint is None else mending.repaint.mask(),
            keep=None if mending.keep is None else mending.keep.mask(),
        )

    def mended_garment(self, mending: Mending) -> GarmentInput:
        """Returns the garment as the pipelines are to take it: cut out and framed anew."""
        garment = self.garment
        if mending.cloth_mask is not None:
            height, width = garment.photo.shape[:2]
            cover = cv2.resize(
                mending.cloth_mask.unpack().astype(np.float32),
                (width, height),
                interpolation=cv2.INTER_LINEAR,
            )
            placed = place(garment.photo, cover >= 0.5)
            shape = describe(placed.image, placed.mask)
            garment = replace(
                garment,
                image=placed.image,
                cloth_mask=placed.mask,
                box=placed.box,
                sleeve=shape.sleeve,
                neckline=shape.neckline,
            )
        return replace(
            garment,
            sleeve=mending.sleeve or garment.sleeve,
            neckline=mending.neckline or garment.neckline,
        )

    def _layout(self, mending: Mending) -> Labels:
        if self.layout is None:
            raise TryOnError(
                "There is no predicted layout yet.", "Run the try-on once; then it can be mended."
            )
        return _laid_over(self.layout, mending.layout)

    def _with_garment_mask(self, mending: Mending, mask: Mask) -> Mending:
        share = float(mask.mean())
        if share < _LEAST_GARMENT:
            raise MaskInvalid(
                "Next to nothing would be left of the garment.", "Add to its mask instead."
            )
        if share > _MOST_GARMENT:
            raise MaskInvalid(
                "Everything would be garment and nothing background.", "Take some away."
            )
        return replace(
            mending,
            cloth_mask=None if (mask == _garment_mask(self.garment)).all() else Packed.of(mask),
        )


def layout_on_canvas(predicted: Labels) -> Labels:
    """Returns a predicted parse of any working size on the canvas, (1024, 768)."""
    height, width = CANVAS_SIZE
    large: Labels = cv2.resize(predicted, (width, height), interpolation=cv2.INTER_NEAREST)
    return large


def _garment_mask(garment: GarmentInput) -> Mask:
    """Returns the found mask in the garment's frame; it lies on the working canvas."""
    frame = garment_frame(garment)
    on_canvas = Frame(
        garment.box or frame.box,
        (garment.cloth_mask.shape[0], garment.cloth_mask.shape[1]),
        frame.photo_size,
    )
    spread = on_canvas.to_file(garment.cloth_mask.astype(np.uint8))
    return frame.from_file(spread, np.zeros(frame.size, np.uint8)) > 0


def _area(person: PersonInput) -> Mask:
    """Returns what of the canvas is painted anew."""
    area = agnostic_mask(*known_body(person))
    if person.repaint is not None:
        area = area | person.repaint
    kept = kept_pixels(person, CANVAS_SIZE)
    return area if kept is None else area & ~kept


def _laid_over(found: Labels, changes: Packed | None) -> Labels:
    if changes is None:
        return found
    changed = changes.unpack()
    return np.where(changed == UNTOUCHED, found, changed)


def _difference(found: Labels, labels: Labels) -> Packed | None:
    changed = labels != found
    if not changed.any():
        return None
    return Packed.of(np.where(changed, labels, np.uint8(UNTOUCHED)))


def _unpacked(mask: Packed | None) -> Mask:
    return np.zeros(CANVAS_SIZE, bool) if mask is None else mask.mask()


def _packed(mask: Mask) -> Packed | None:
    return Packed.of(mask) if mask.any() else None
