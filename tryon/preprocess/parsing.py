"""Human parsing: a LIP-20 label map from body classes and the pose.

The segmenter tells hair, face, skin and clothes; the pose tells which limb skin belongs to, where
sleeves end and where to look for the waist. Labels are as the VITON-HD data set uses them: NECK is
the bare skin of the trunk, arms include hands, faces include ears.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.labels import Lip, is_any
from tryon.preprocess.body_classes import BodyClass
from tryon.preprocess.cloth_at_arms import cloth_beside_arm
from tryon.preprocess.head_covering import head_covering
from tryon.preprocess.hem_band import hem_band
from tryon.preprocess.limbs import (
    Arm,
    Side,
    body_unit,
    distance,
    foot_bones,
    leg_bones,
    sleeve_bones,
    sleeve_length,
    trunk_bones,
)
from tryon.preprocess.plain_wall import arm_before_plain_wall, before_plain_wall
from tryon.preprocess.pose import LEAST_VISIBILITY, Landmark, Pose
from tryon.preprocess.refine import refine, without_specks
from tryon.preprocess.sleeves_over_wrists import LOOSE_SLEEVE, over_the_wrists
from tryon.preprocess.taken_trousers import trousers_in_cloth
from tryon.preprocess.waist import (
    JACKET_END,
    WaistLine,
    colour_model,
    find_waist,
    is_jacket_over_shirt,
    log_likelihood_ratio,
)
from tryon.preprocess.waist_strip import torso_position
from tryon.types import Image, Labels, Mask, Size

Field = NDArray[np.float32]

_ARMS = {Side.LEFT: Lip.LEFT_ARM, Side.RIGHT: Lip.RIGHT_ARM}
# How far cloth may stand off an arm and still surely be its sleeve, in arm widths.
_SURE_SLEEVE = 1.1
# Where along the arm (1 elbow, 2 wrist) a sleeve ends that may hide the wrist.
_LONG_SLEEVE = 1.7
# How far the segmenter may have missed cloth, in body units, and how clearly colours must say so.
_MISSED_REACH, _SURELY = 0.12, 1.2
# How far it may have missed cloth before a plain wall, in the same units.
_WALL_REACH = 0.3
_MAY_HIDE_CLOTH = (Lip.BACKGROUND, Lip.PANTS, Lip.SKIRT, Lip.LEFT_ARM, Lip.RIGHT_ARM)
# An island of less than this share of the picture goes to what is around it.
_SPECK = 0.0004
# A hand before neck or chest: how surely it must be seen, and how far its skin and what it holds
# reach about its bone, in its widths.
_SEEN_HAND, _HAND_REACH = 0.6, 1.5
# Which share of the rim of a piece of a sleeve borders on cloth.
_IN_CLOTH = 0.5
# How far from the middle of the trunk, in its widths, a printed face lies at most.
_PRINTED = 1.1
# From the chest down an arm this many arm widths away still claims bare skin.
_BARE_MIDRIFF = 1.6
# Above this overlap of colours, and below this clearness of the edge, both garments are one.
_ONE_GARMENT, _NO_EDGE = 0.7, 0.25


@dataclass(frozen=True)
class _Limbs:
    """Distances of every pixel to the limbs, in limb widths, each (H, W) float32."""

    trunk: Field
    arms: dict[Side, Field]
    legs: dict[Side, Field]
    feet: dict[Side, Field]
    hands: dict[Side, Field]


def parse(image: Image, classes: Field, pose: Pose) -> Labels:
    """Labels every pixel of the canvas.

    Args:
        image: (H, W, 3) uint8 RGB.
        classes: (6, h, w) float32 in the order of `BodyClass`, h and w smaller than or equal to
            H and W by one factor; the work is done at this size.
        pose: The person in pixels of `image`.

    Returns:
        (H, W) uint8 LIP-20.

    Raises:
        CoveringUnclear: What covers the head cannot be told from the garment.
    """
    size = classes.shape[1], classes.shape[2]
    small = np.asarray(cv2.resize(image, size[::-1], interpolation=cv2.INTER_AREA), np.uint8)
    pose = pose.scaled(size[1] / image.shape[1], size)
    limbs = _measure(size, pose)
    found = classes.argmax(axis=0)
    found[_piece_of_sleeve(found, limbs)] = BodyClass.CLOTHES
    kinds = _settle_others(_only_one_head(found, limbs, pose), limbs, pose)

    labels = np.zeros(size, np.uint8)
    labels[kinds == BodyClass.HAIR] = Lip.HAIR
    labels[kinds == BodyClass.FACE_SKIN] = Lip.FACE
    covering = head_covering(small, kinds, np.minimum(*limbs.arms.values()), pose)
    labels[covering] = Lip.HAT
    labels[_in_hand(found == BodyClass.OTHERS, limbs) & ~covering] = Lip.GLOVE
    _label_skin(labels, kinds == BodyClass.BODY_SKIN, limbs, pose)
    clothes = (kinds == BodyClass.CLOTHES) & ~covering
    for side, label in _ARMS.items():
        arm = labels == label
        beside = cloth_beside_arm(small, arm, clothes, limbs.arms[side], body_unit(pose))
        labels[beside], clothes[beside] = Lip.BACKGROUND, True
    _label_clothes(labels, small, clothes, limbs, pose)
    _label_shoes(labels, kinds, limbs)
    reach = round(_WALL_REACH * body_unit(pose))
    for side, label in _ARMS.items():
        arm = labels == label
        labels[arm_before_plain_wall(labels, small, arm, limbs.arms[side], reach)] = label
    labels[_missed_cloth(labels, small, pose)] = Lip.UPPER
    labels = without_specks(labels, round(_SPECK * labels.size))
    return refine(labels, image)


def _measure(size: Size, pose: Pose) -> _Limbs:
    return _Limbs(
        trunk=distance(size, trunk_bones(pose)),
        arms={side: distance(size, Arm.of(pose, side).bones()) for side in Side},
        legs={side: distance(size, leg_bones(pose, side)) for side in Side},
        feet={side: distance(size, foot_bones(pose, side)) for side in Side},
        hands={side: _hand(size, Arm.of(pose, side)) for side in Side},
    )


def _hand(size: Size, arm: Arm) -> Field:
    """Distances to a hand, everywhere infinite where it is not seen."""
    if arm.wrist_visibility < _SEEN_HAND:
        return np.full(size, np.inf, np.float32)
    return distance(size, arm.bones()[2:])


def _only_one_head(kinds: NDArray[np.intp], limbs: _Limbs, pose: Pose) -> NDArray[np.intp]:
    """Faces and hair that are printed on clothes become clothes; others are somebody else's."""
    settled = kinds.copy()
    nose, unit = pose.point(Landmark.NOSE), body_unit(pose)
    for kind, reach in ((BodyClass.FACE_SKIN, 0.6), (BodyClass.HAIR, 1.0)):
        _, islands, statistics, _ = cv2.connectedComponentsWithStats(
            (kinds == kind).astype(np.uint8)
        )
        for island in range(1, len(statistics)):
            left, top, width, height, _ = statistics[island]
            away_x = max(left - nose[0], nose[0] - left - width, 0)
            away_y = max(top - nose[1], nose[1] - top - height, 0)
            if np.hypot(away_x, away_y) > reach * unit:
                printed = np.median(limbs.trunk[islands == island]) < _PRINTED
                settled[islands == island] = BodyClass.CLOTHES if printed else BodyClass.BACKGROUND
    return settled


def _settle_others(kinds: NDArray[np.intp], limbs: _Limbs, pose: Pose) -> NDArray[np.intp]:
    """Accessories on the trunk are taken for clothes, those in a hand for its skin."""
    settled = kinds.copy()
    others = kinds == BodyClass.OTHERS
    position = torso_position((kinds.shape[0], kinds.shape[1]), pose)
    settled[others & (limbs.trunk < 1.2) & (position > 0.05) & (position < 1.1)] = BodyClass.CLOTHES
    return settled


def _piece_of_sleeve(kinds: NDArray[np.intp], limbs: _Limbs) -> Mask:
    """Returns accessories that lie wholly on an arm and mostly border on cloth.

    A black cuff with buttons was taken for a thing in the hand. A watch borders on skin, and what a
    hand holds reaches beyond the arm.
    """
    count, parts = cv2.connectedComponents((kinds == BodyClass.OTHERS).astype(np.uint8))
    beyond = np.unique(parts[np.minimum(*limbs.arms.values()) > LOOSE_SLEEVE])
    pieces = np.zeros(kinds.shape, bool)
    for part in np.setdiff1d(np.arange(1, count), beyond):
        piece = parts == part
        rim = cv2.dilate(piece.astype(np.uint8), np.ones((3, 3), np.uint8)).astype(bool) & ~piece
        if np.count_nonzero(kinds[rim] == BodyClass.CLOTHES) > _IN_CLOTH * np.count_nonzero(rim):
            pieces |= piece
    return pieces


def _in_hand(others: Mask, limbs: _Limbs) -> Mask:
    """Returns phones, bags and cups: what is neither body nor clothes and touches a hand."""
    _, parts = cv2.connectedComponents(others.astype(np.uint8))
    touched = others & (np.minimum(*limbs.hands.values()) < _HAND_REACH)
    held: Mask = others & np.isin(parts, np.unique(parts[touched]))
    return held


def _label_skin(labels: Labels, skin: Mask, limbs: _Limbs, pose: Pose) -> None:
    """Gives bare skin to the nearest limb, in place."""
    names = np.array((Lip.NECK, Lip.LEFT_ARM, Lip.RIGHT_ARM, Lip.LEFT_LEG, Lip.RIGHT_LEG), np.uint8)
    position = torso_position(labels.shape, pose)
    # Below the chest the trunk is bare less often than an arm lies before it.
    trunk = np.where(position > 0.3, np.maximum(limbs.trunk, _BARE_MIDRIFF), limbs.trunk)
    legs = [np.where(position < 0.9, np.inf, leg) for leg in limbs.legs.values()]
    fields = np.stack([trunk, *limbs.arms.values(), *legs])
    nearest = names[fields.argmin(axis=0)]
    # A hand at the chin or on the chest lies before the trunk.
    left, right = limbs.hands[Side.LEFT], limbs.hands[Side.RIGHT]
    before = (np.minimum(left, right) < _HAND_REACH) & (nearest == Lip.NECK)
    nearest[before] = np.where(left <= right, Lip.LEFT_ARM, Lip.RIGHT_ARM)[before]
    hidden = tuple(
        label
        for side, label in _ARMS.items()
        if Arm.of(pose, side).wrist_visibility < LEAST_VISIBILITY
    )
    _, islands = cv2.connectedComponents(skin.astype(np.uint8))
    for island in range(1, int(islands.max()) + 1):
        # A hand lies before the thigh, or the thigh behind the hand: the smaller part of an island
        # that reaches both is a mistake.
        here = islands == island
        arm = here & ((nearest == Lip.LEFT_ARM) | (nearest == Lip.RIGHT_ARM))
        leg = here & ((nearest == Lip.LEFT_LEG) | (nearest == Lip.RIGHT_LEG))
        if 0 < leg.sum() < arm.sum():
            arms = names[1 + fields[1:3].argmin(axis=0)]
            nearest[leg] = arms[leg]
        elif 0 < arm.sum() < 0.3 * leg.sum():
            nearest[arm] = names[3 + fields[3:].argmin(axis=0)][arm]
        # A forearm that nobody sees has no part in a bare midriff.
        midriff = here & (nearest == Lip.NECK) & (position > 0.3)
        unseen = here & is_any(nearest, hidden) & (position > 0.3)
        if unseen.sum() < midriff.sum():
            nearest[unseen] = Lip.NECK
    labels[skin] = nearest[skin]


def _label_clothes(labels: Labels, image: Image, clothes: Mask, limbs: _Limbs, pose: Pose) -> None:
    """Parts clothes into sleeves, upper and lower garment, in place."""
    arms = np.full(clothes.shape, np.inf, np.float32)
    long_sleeves = []
    for side in Side:
        arm = Arm.of(pose, side)
        length = sleeve_length(arm, clothes)
        if length > 0:
            away = distance(clothes.shape, sleeve_bones(arm, length))
            np.minimum(arms, away, out=arms)
            if length > _LONG_SLEEVE:
                long_sleeves.append((arm, clothes & (away < _SURE_SLEEVE)))
    sleeves = clothes & (arms < _SURE_SLEEVE)
    # Opened, because slivers left of a sleeve would pull the waist line down.
    breadth = max(1, round(0.12 * body_unit(pose)))
    trunk = cv2.morphologyEx(
        (clothes & ~sleeves).astype(np.uint8), cv2.MORPH_OPEN, np.ones((breadth, breadth), np.uint8)
    )
    waist = find_waist(image, trunk > 0, labels == Lip.NECK, pose)
    log_ratio = cv2.blur(waist.log_ratio, (5, 5))
    loose = clothes & (arms < LOOSE_SLEEVE) & (arms < limbs.trunk * 1.5)
    position = torso_position(clothes.shape, pose)
    # From the waist down the lower garment lies behind the arm: there the colour has a say.
    beside_lower = position > 0.8
    above = waist.above
    if is_jacket_over_shirt(waist, trunk > 0, sleeves, position):
        above = above | (position < JACKET_END)
    upper = (clothes & above) | (sleeves & ~(beside_lower & (log_ratio < -0.5)))
    upper |= loose & (log_ratio > 0.5) & ~(beside_lower & (arms > 1.2))
    upper &= ~trousers_in_cloth(image, upper, clothes & ~upper, body_unit(pose))
    trousers = clothes & ~upper
    upper |= over_the_wrists(image, long_sleeves, trousers)
    lower = clothes & ~upper
    legs = is_any(labels, (Lip.LEFT_LEG, Lip.RIGHT_LEG))
    if _is_dress(waist, lower, legs, pose):
        labels[clothes] = Lip.DRESS
        return
    band = hem_band(image, upper, lower, pose)
    upper, lower = upper | band, lower & ~band
    labels[upper] = Lip.UPPER
    labels[lower] = Lip.SKIRT if _is_skirt(lower, legs, pose) else Lip.PANTS


def _missed_cloth(labels: Labels, image: Image, pose: Pose) -> Mask:
    """Returns what lies beside the upper garment and by its colours belongs to it.

    A corner of a hem behind an arm or before the trousers, a cuff taken for background.
    """
    upper: Mask = labels == Lip.UPPER
    missed: Mask = np.zeros_like(upper)
    if not upper.any():
        return missed
    reach = max(1, round(_MISSED_REACH * body_unit(pose)))
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    beside = cv2.dilate(upper.astype(np.uint8), disc) > 0
    colours = np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2LAB), np.uint8)
    own = colour_model(colours[upper])
    for label in _MAY_HIDE_CLOTH:
        there = labels == label
        if there.any():
            log_ratio = log_likelihood_ratio(colours, (own, colour_model(colours[there])))
            missed |= there & beside & (cv2.blur(log_ratio, (5, 5)) > _SURELY)
    missed |= before_plain_wall(labels, image, round(_WALL_REACH * body_unit(pose)))
    _, parts = cv2.connectedComponents((upper | missed).astype(np.uint8))
    missed &= np.isin(parts, np.unique(parts[upper]))
    return missed


def _is_dress(waist: WaistLine, lower: Mask, legs: Mask, pose: Pose) -> bool:
    one_piece = waist.alike > _ONE_GARMENT and waist.edge < _NO_EDGE
    return one_piece and _is_skirt(lower, legs, pose)


def _is_skirt(lower: Mask, legs: Mask, pose: Pose) -> bool:
    """Whether the garment closes between the legs down to a hem with bare legs below it."""
    hips = pose.middle(Landmark.LEFT_HIP, Landmark.RIGHT_HIP)
    knees = pose.middle(Landmark.LEFT_KNEE, Landmark.RIGHT_KNEE)
    hems = [
        np.flatnonzero(lower[:, column].any() & legs[:, column]) for column in range(legs.shape[1])
    ]
    starts = [int(rows[0]) for rows in hems if rows.size]
    if len(starts) < 0.02 * legs.shape[1] or not lower.any():
        return False
    hem = float(np.median(starts))
    # Three quarters of the way down to the hem, half-way between the legs.
    down = (0.75 * (hem - hips[1])) / max(float(knees[1] - hips[1]), 1.0)
    x, y = (round(float(v)) for v in hips + np.float32(down) * (knees - hips))
    height, width = lower.shape
    return 0 <= x < width and 0 <= y < height and bool(lower[y, x])


def _label_shoes(labels: Labels, kinds: NDArray[np.intp], limbs: _Limbs) -> None:
    """Labels what is at the feet and neither skin nor clothes as shoes, in place."""
    left, right = limbs.feet[Side.LEFT], limbs.feet[Side.RIGHT]
    shoes = (kinds == BodyClass.OTHERS) & (np.minimum(left, right) < 2.5)
    labels[shoes & (left <= right)] = Lip.LEFT_SHOE
    labels[shoes & (left > right)] = Lip.RIGHT_SHOE
