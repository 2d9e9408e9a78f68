"""What a user changed about a pair of photos, and nothing else: an immutable document.

It holds differences from what was found automatically, so that each can be reset alone, and so
that a mended layout survives a new prediction of the rest.
"""

from dataclasses import dataclass, replace
from typing import Literal, get_args

import numpy as np

from tryon.errors import MaskInvalid
from tryon.labels import Joint
from tryon.mending.packed import Packed
from tryon.pictures.coordinates import are_on_picture
from tryon.types import Neckline, Size, Sleeve

# What can be mended: the parse map, the area that is painted anew, the joints, the garment's mask
# and kind, the predicted layout.
Part = Literal["body", "repaint", "pose", "garment", "layout"]
PARTS: tuple[Part, ...] = get_args(Part)


@dataclass(frozen=True)
class JointEdit:
    """A joint at another place, in pixels of the photo; None: it was deleted."""

    joint: Joint
    place: tuple[float, float] | None


@dataclass(frozen=True)
class Mending:
    """Everything mended on one person photo and one garment photo; None: as found.

    Attributes:
        labels: (1024, 768) LIP-20 where the parse map was changed, `types.UNTOUCHED` elsewhere.
        repaint: (1024, 768) what is to be painted anew besides what is by itself.
        keep: (1024, 768) what is to stay as it is in the photo.
        joints: Moved and deleted joints, by number.
        cloth_mask: The garment's mask in its frame.
        sleeve: The sleeve length.
        neckline: The neckline.
        layout: (1024, 768) LIP-20 where the predicted layout was changed, `UNTOUCHED` elsewhere.
    """

    labels: Packed | None = None
    repaint: Packed | None = None
    keep: Packed | None = None
    joints: tuple[JointEdit, ...] = ()
    cloth_mask: Packed | None = None
    sleeve: Sleeve | None = None
    neckline: Neckline | None = None
    layout: Packed | None = None

    def without(self, part: Part) -> "Mending":
        """Returns the document with one part as it was found."""
        if part == "body":
            return replace(self, labels=None)
        if part == "repaint":
            return replace(self, repaint=None, keep=None)
        if part == "pose":
            return replace(self, joints=())
        if part == "garment":
            return replace(self, cloth_mask=None, sleeve=None, neckline=None)
        return replace(self, layout=None)

    def mended(self) -> tuple[Part, ...]:
        """Returns the parts that differ from what was found."""
        return tuple(part for part in PARTS if self.without(part) != self)

    def with_joint(
        self, joint: object, place: tuple[float, float] | None, photo_size: Size
    ) -> "Mending":
        """Moves a joint to a place in the photo, or deletes it.

        Raises:
            MaskInvalid: There is no such joint, or the place is not in the photo.
        """
        edit = JointEdit(joint_numbered(joint), place)
        if place is not None and not are_on_picture(np.array(place), photo_size):
            raise MaskInvalid("A joint cannot lie outside the photo.", "Drag it onto the body.")
        others = (one for one in self.joints if one.joint != edit.joint)
        return replace(self, joints=tuple(sorted((*others, edit), key=lambda one: one.joint)))

    def without_joint_edit(self, joint: object) -> "Mending":
        """Puts a joint back to where it was found.

        Raises:
            MaskInvalid: There is no such joint.
        """
        number = joint_numbered(joint)
        return replace(self, joints=tuple(one for one in self.joints if one.joint != number))

    def with_kind(self, sleeve: object = None, neckline: object = None) -> "Mending":
        """Says what the sleeves or the neckline of the garment are; None leaves it as it was.

        Raises:
            MaskInvalid: There is no such kind.
        """
        changed = self
        for value in get_args(Sleeve):
            if value == sleeve:
                changed = replace(changed, sleeve=value)
        for value in get_args(Neckline):
            if value == neckline:
                changed = replace(changed, neckline=value)
        known = sleeve in (None, changed.sleeve) and neckline in (None, changed.neckline)
        if not known:
            raise MaskInvalid(
                "There is no such sleeve or neckline.",
                f"Choose one of {', '.join((*get_args(Sleeve), *get_args(Neckline)))}.",
            )
        return changed


def joint_numbered(number: object) -> Joint:
    """Returns a joint by its BODY_25 number.

    Raises:
        MaskInvalid: There is none.
    """
    for joint in Joint:
        if joint == number:
            return joint
    raise MaskInvalid("There is no such joint.", "Choose one from the list.")
