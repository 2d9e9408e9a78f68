"""One step of mending: clicks, boxes, strokes, joints, each from one history to the next."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from tryon.errors import MaskInvalid
from tryon.labels import Joint
from tryon.mending.document import Mending, Part
from tryon.mending.edited_pair import EditedPair
from tryon.mending.history import UndoHistory
from tryon.mending.packed import Packed
from tryon.mending.regions import REGIONS, extent
from tryon.mending.strokes import Stroke, stroke_mask
from tryon.segmenters.base import Point, Prompt, Segmenter, check_points
from tryon.types import Image, Mask


@dataclass(frozen=True)
class Target:
    """What a mask goes to: a region of a part, and whether it is added or taken away."""

    part: Part
    region: str = ""
    add: bool = True


@dataclass(frozen=True)
class Draft:
    """Clicks on one object: each of them shapes anew what the first one added or took.

    Attributes:
        target: Where the object goes.
        prompt: The clicks so far, in pixels of the target's frame.
        found: The object as the last click left it.
        before: The document without the object.
    """

    target: Target
    prompt: Prompt
    found: Packed
    before: Mending


@dataclass(frozen=True)
class Moment:
    """One state that undo comes back to."""

    mending: Mending = field(default_factory=Mending)
    draft: Draft | None = None


Edits = UndoHistory[Moment]


def nothing_done() -> Edits:
    """Returns the beginning of a history."""
    return UndoHistory(Moment())


class Editor:
    """Does what a user does on one pair of photos. Places are (x, y) in pixels of the photo.

    Every method returns the history with one more step, and raises `MaskInvalid` for places that
    make no sense; nothing is lost then, since nothing is changed in place.

    Args:
        pair: The photos and what was found in them.
        segmenter: Loads or returns the one that answers clicks.
    """

    def __init__(self, pair: EditedPair, segmenter: Callable[[], Segmenter]) -> None:
        self._pair = pair
        self._segmenter = segmenter

    def picture(self, part: Part) -> Image:
        """Returns the picture a part is mended on, (H, W, 3) at the size of its frame."""
        if part == "garment":
            return self._pair.frame(part).picture(self._pair.garment.photo)
        return self._pair.person.image

    def click(self, edits: Edits, target: Target, place: Point, positive: bool) -> Edits:
        """Finds the object at a place, or with one more click says better which it is."""
        draft = edits.present.draft
        if draft is not None and draft.target == target:
            prompt, before = draft.prompt, draft.before
            prompt = replace(prompt, prior=draft.found.mask())
        else:
            prompt, before = Prompt(), edits.present.mending
        prompt = prompt.with_point(self._on_frame(target.part, place), positive)
        return self._found(edits, target, prompt, before)

    def box(self, edits: Edits, target: Target, corners: tuple[Point, ...]) -> Edits:
        """Finds the object inside a box, given by two opposite corners."""
        if len(corners) != 2:
            raise MaskInvalid("A box has two corners.", "Drag it around the object.")
        (x0, y0), (x1, y1) = (self._on_frame(target.part, corner) for corner in corners)
        prompt = Prompt(box=(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
        return self._found(edits, target, prompt, edits.present.mending)

    def stroke(self, edits: Edits, target: Target, stroke: Stroke) -> Edits:
        """Adds or takes what a brush covers."""
        mask = stroke_mask(stroke, self._pair.frame(target.part))
        mending = self._pair.with_mask(
            edits.present.mending, target.part, target.region, mask, add=target.add
        )
        return edits.then(Moment(mending))

    def joint(self, edits: Edits, joint: int, place: Point | None) -> Edits:
        """Moves a joint, or deletes it."""
        size = self._pair.frame("pose").photo_size
        return edits.then(Moment(edits.present.mending.with_joint(joint, place, size)))

    def restored_joint(self, edits: Edits, joint: int) -> Edits:
        """Puts a joint back to where it was found."""
        mending = edits.present.mending.without_joint_edit(joint)
        found = self._pair.keypoints(Mending()).found(Joint(joint))
        if found or mending != edits.present.mending:
            return edits.then(Moment(mending))
        raise MaskInvalid(
            "This joint was not found in the photo.", "Choose it and click where it should be."
        )

    @staticmethod
    def reset(edits: Edits, part: Part) -> Edits:
        """Puts a part back to what was found."""
        return edits.then(Moment(edits.present.mending.without(part)))

    @staticmethod
    def next_object(edits: Edits) -> Edits:
        """Lets the next click begin another object; that is no step of its own."""
        return replace(edits, present=Moment(edits.present.mending))

    def _found(self, edits: Edits, target: Target, prompt: Prompt, before: Mending) -> Edits:
        mask = self._segmenter().find(self.picture(target.part), prompt)
        allowed = self._allowed(target, prompt, before)
        if allowed is not None:
            mask = mask & allowed
        mending = self._pair.with_mask(before, target.part, target.region, mask, add=target.add)
        if mending == before and len(prompt.points) < 2:
            raise (
                MaskInvalid("This belongs to it already.", "Click a part that is missing.")
                if target.add
                else MaskInvalid("Nothing of this belongs to it.", "Click a part that does.")
            )
        kept = replace(prompt, prior=None)
        return edits.then(Moment(mending, Draft(target, kept, Packed.of(mask), before)))

    def _allowed(self, target: Target, prompt: Prompt, before: Mending) -> Mask | None:
        """Returns where an object may lie; None for everywhere.

        What was found is wrong in one region at a time: a click there is about that region, and
        must not run over into its neighbours of the same colour. A box may hold several.
        """
        if target.part not in ("body", "layout") or prompt.box is not None:
            return None
        labels = self._pair.map_of(target.part, before)
        allowed = np.zeros(labels.shape, bool)
        clicked = [
            (round(y), round(x))
            for (x, y), positive in zip(prompt.points, prompt.positive, strict=True)
            if positive
        ]
        for region in REGIONS.values():
            there = extent(labels, region)
            if any(there[place] for place in clicked):
                allowed |= there
        return allowed

    def _on_frame(self, part: Part, place: Point) -> Point:
        frame = self._pair.frame(part)
        check_points((place,), frame.photo_size)
        x, y = frame.point(*place)
        height, width = frame.size
        return min(max(x, 0.0), width - 1.0), min(max(y, 0.0), height - 1.0)
