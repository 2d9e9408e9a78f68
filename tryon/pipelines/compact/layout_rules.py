"""Reconciles the predicted layout with what the photo shows for certain.

The layout network works at 256x192 and has never seen the photo. Hair, face and every bare pixel of
skin that the new garment leaves uncovered are known from the photo, to the pixel.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.labels import Compact, is_any
from tryon.pictures.coordinates import canvas_scale
from tryon.pictures.distance import distance_to
from tryon.pictures.islands import Islands, most_common, rim_of
from tryon.pipelines.compact.hems import smooth_hem, smooth_neckline, smooth_sleeves
from tryon.pipelines.compact.spread import open_, smooth_planes
from tryon.pipelines.compact.trousers_line import close_midriff, gaps_at_hem, reach_trousers
from tryon.types import Labels, Mask, Sleeve

# How far, at a canvas 768 wide, the new garment may be widened to meet the old silhouette.
SNAP_RADIUS = 12
# How much of the outline of a patch of arm must be cloth for it to be a hole in a sleeve.
_HOLE_IN_CLOTH = 0.4
# A patch of less than this share of the canvas is one wherever the hand is.
_SMALL_HOLE = 0.001
# The shortest piece of sleeve between such a patch and the hand, and how much of the way it covers.
_CUFF_LENGTH, _CLOTH_ON_THE_WAY = 16, 0.8
# How wide the rim is by which a part is told, in pixels of the layout.
_RIM = 3
# What is a scrap of an arm, and of a garment without sleeves, as a share of the canvas.
_ARM_SCRAP, _ARMHOLE_SCRAP = 0.0015, 0.006
# How far the armhole of a garment without sleeves may lie on an arm that the photo shows bare.
_ARMHOLE = 10
# Half the width of the narrowest hand, on the same canvas.
_HAND_RADIUS = 9
# Half the width of the widest strip of arm that shows beside a sleeve by mistake.
_RIM_RADIUS = 5
# Half the width of the widest tooth of an outline.
_TOOTH_RADIUS = 7
# The network's grid is four canvas pixels wide; without this its steps show along every outline.
_OUTLINE_BLUR = 4.0
_ARMS = (Compact.LEFT_ARM, Compact.RIGHT_ARM)
_SKIN = (*_ARMS, Compact.NECK)
# The most units of log odds the network may have on where cloth gives way to the neck.
_NETWORK_LOGIT = 4.0


def smooth_outlines(probabilities: NDArray[np.float32]) -> NDArray[np.float32]:
    """Takes the steps of the network's grid from its softmax (8, H, W)."""
    return smooth_planes(probabilities, _OUTLINE_BLUR * canvas_scale(probabilities.shape[2]))


def reconcile(
    probabilities: NDArray[np.float32],
    photo: Labels,
    kept: Labels,
    cloth_logits: NDArray[np.float32] | None = None,
    *,
    sleeve: Sleeve = "short",
    straps: Mask | None = None,
    pointed: bool = False,
) -> Labels:
    """Returns the layout at the photo's resolution.

    Args:
        probabilities: (8, H, W) float32, the network's softmax at the photo's resolution, from
            `smooth_outlines`.
        photo: (H, W) compact classes of the photo.
        kept: (H, W) compact classes of the agnostic parse, which has hands but no arms.
        cloth_logits: (H, W) float32, the warped garment's word on cloth against bare skin, see
            `neckline.cloth_logits`; it then decides with the network on neckline and straps.
        sleeve: How far the garment covers the arms.
        straps: (H, W), what is cloth over bare skin whatever the network says.
        pointed: Whether the neckline is a V.

    Returns:
        (H, W) uint8 compact classes in the new garment.
    """
    pixel = canvas_scale(photo.shape[1])
    scores = probabilities.copy()
    if cloth_logits is not None:
        scores = _with_the_warp(scores, cloth_logits)
    # Hair and face are never predicted anew: they are where they are.
    scores[[Compact.HAIR, Compact.FACE]] = 0
    layout: Labels = scores.argmax(0).astype(np.uint8)
    hands = open_(is_any(kept, _ARMS), _HAND_RADIUS * pixel)
    if sleeve == "long":
        layout[_holes_in_sleeves(layout, hands)] = Compact.UPPER
    # Nobody grows skin or trousers where the photo shows background; a garment may reach there.
    grown = (layout != Compact.UPPER) & (photo == Compact.BACKGROUND)
    layout[grown] = Compact.BACKGROUND
    layout = close_midriff(_drop_islands(_drop_strangers(layout, photo)), photo)
    layout = reach_trousers(layout, photo)

    garment = layout == Compact.UPPER
    if sleeve == "sleeveless":
        garment &= ~_bare_arms(photo)
        layout[garment & _beyond_arms(photo)] = Compact.BACKGROUND
    for label in (*_SKIN, Compact.LOWER):
        visible = (photo == label) & ~garment
        layout[visible] = label
    # Hands are in front of any garment; what else is left of arms is thin.
    layout[hands] = kept[hands]
    layout[_rims_of_arms(layout)] = Compact.UPPER
    if sleeve == "long":
        layout[_holes_in_sleeves(layout, hands)] = Compact.UPPER
    layout[gaps_at_hem(layout)] = Compact.UPPER
    layout = smooth_sleeves(smooth_neckline(smooth_hem(layout), pointed), photo, hands)
    head = (photo == Compact.HAIR) | (photo == Compact.FACE)
    layout[head] = photo[head]
    layout = _snap_to_silhouette(layout, photo)
    layout = _without_scraps(layout, _ARMS, _ARM_SCRAP, hands)
    if sleeve == "sleeveless":
        layout = _without_scraps(layout, (Compact.UPPER,), _ARMHOLE_SCRAP, hands)
    if straps is not None:
        layout[straps & is_any(layout, _SKIN)] = Compact.UPPER
    return layout


def _with_the_warp(scores: NDArray[np.float32], logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Shares out between cloth and neck anew what both have together, by both log odds.

    Arms are left to the network: on the hold-out the warp's word on cuffs made them worse.
    """
    cloth, bare = scores[Compact.UPPER], scores[Compact.NECK]
    least = np.float32(np.exp(-_NETWORK_LOGIT))
    both = np.log(np.maximum(cloth, least) / np.maximum(bare, least)) + logits
    share = 1 / (1 + np.exp(-both))
    shared = scores.copy()
    shared[Compact.UPPER] = (cloth + bare) * share
    shared[Compact.NECK] = (cloth + bare) * (1 - share)
    return shared


def _bare_arms(photo: Labels) -> Mask:
    """Returns the arms of the photo but for the edge that an armhole may cover."""
    beside = is_any(photo, (Compact.UPPER, Compact.NECK, Compact.HAIR))
    reach = _ARMHOLE * canvas_scale(photo.shape[1])
    arms: Mask = is_any(photo, _ARMS) & (distance_to(beside) > reach)
    return arms


def _beyond_arms(photo: Labels) -> Mask:
    """Returns background on the far side of an arm, where no cloth without sleeves gets."""
    arm, trunk = (
        distance_to(is_any(photo, labels)) for labels in (_ARMS, (Compact.UPPER, Compact.NECK))
    )
    beyond: Mask = (photo == Compact.BACKGROUND) & (
        arm + _ARMHOLE * canvas_scale(photo.shape[1]) < trunk
    )
    return beyond


def _holes_in_sleeves(layout: Labels, hands: Mask) -> Mask:
    """Returns patches of arm inside a sleeve: between them and the hand lies cloth.

    Shoulders that a neckline leaves bare are no holes: they touch the neck.
    """
    holes = np.zeros(layout.shape, bool)
    for arm in _ARMS:
        count, parts = cv2.connectedComponents((layout == arm).astype(np.uint8))
        with_hand = set(np.unique(parts[hands])) - {0}
        hand = np.isin(parts, list(with_hand))
        for part in set(range(1, count)) - with_hand if with_hand else ():
            patch: Mask = parts == part
            around = layout[rim_of(patch, 2)]
            in_cloth = (around == Compact.UPPER).mean() > _HOLE_IN_CLOTH
            if in_cloth and not (around == Compact.NECK).any():
                small = patch.sum() < _SMALL_HOLE * layout.size
                if small or _parted(layout, patch, hand):
                    holes |= patch
    return holes


def _parted(layout: Labels, patch: Mask, hand: Mask) -> bool:
    """Returns whether a sleeve lies on the shortest way from a patch to a hand."""
    distance = np.where(patch, distance_to(hand), np.inf)
    start = np.array(np.unravel_index(distance.argmin(), distance.shape))
    ends = np.argwhere(hand)
    end = ends[np.square(ends - start).sum(1).argmin()]
    way = np.linspace(start, end, 34)[1:-1].round().astype(int)
    cloth = layout[tuple(way.T)] == Compact.UPPER
    long_enough = float(distance.min()) > _CUFF_LENGTH * canvas_scale(layout.shape[1])
    return long_enough and float(cloth.mean()) > _CLOTH_ON_THE_WAY


def _rims_of_arms(layout: Labels) -> Mask:
    """Returns strips of bare arm beside a sleeve that is drawn too narrow for the arm in it."""
    arms = is_any(layout, _ARMS)
    near = distance_to(layout == Compact.UPPER)
    radius = _RIM_RADIUS * canvas_scale(layout.shape[1])
    rims: Mask = arms & ~open_(arms, radius) & (near <= 2 * radius)
    return rims


def _snap_to_silhouette(layout: Labels, photo: Labels) -> Labels:
    """Gives thin slivers of the old garment beside the new one to the new one.

    A sliver would have to be painted over with invented background; the old silhouette is as
    likely as the predicted one and needs no inventing. Arms are not widened that way: a sleeve is
    wider than the arm in it, and where a shorter one ends no point hangs down beside the arm.
    """
    sliver = (layout == Compact.BACKGROUND) & (photo == Compact.UPPER)
    distance = distance_to(layout == Compact.UPPER)
    snapped = layout.copy()
    pixel = canvas_scale(layout.shape[1])
    near = distance <= SNAP_RADIUS * pixel
    near &= distance / 2 <= distance_to(is_any(layout, _ARMS))
    snapped[sliver & near] = Compact.UPPER
    # Stripes draw teeth along the outline that the photo's parse map has.
    teeth = (snapped != layout) & ~open_(snapped == Compact.UPPER, _TOOTH_RADIUS * pixel)
    snapped[teeth] = layout[teeth]
    return snapped


def _drop_strangers(layout: Labels, photo: Labels) -> Labels:
    """Takes back clothing that touches neither the old top nor the neck and arms: a boot, a bag."""
    _, parts = cv2.connectedComponents((layout == Compact.UPPER).astype(np.uint8))
    at_home = np.zeros(parts.max() + 1, bool)
    at_home[np.unique(parts[is_any(photo, (Compact.UPPER, *_SKIN))])] = True
    kept = layout.copy()
    stray = (parts > 0) & ~at_home[parts]
    kept[stray] = photo[stray]
    return kept


def _without_scraps(
    layout: Labels, labels: tuple[Compact, ...], share: float, hands: Mask
) -> Labels:
    """Gives parts smaller than a share of the canvas to the label around them, but not hands.

    Where an arm crosses an armhole or the old sleeve, a corner of either is left on its far side.
    """
    cleaned = layout.copy()
    for label in labels:
        islands = Islands(layout == label)
        limit = min(share * layout.size, islands.areas.max(initial=0))
        for scrap in islands.parts(islands.areas < limit, _RIM):
            if not hands[scrap.window][scrap.own].any():
                scrap.give_to(most_common(scrap.around(layout)), cleaned)
    return cleaned


def _drop_islands(layout: Labels) -> Labels:
    """Gives small islands to the label around them, and skin with cloth all round it to the cloth.

    Nobody wears a stray blot, and no neckline is closed at the top.
    """
    cleaned = layout.copy()
    smallest = 0.0004 * layout.size
    for label in (Compact.UPPER, Compact.LOWER, *_SKIN, Compact.BACKGROUND):
        islands = Islands(cleaned == label)
        areas = islands.areas
        if len(areas) < 2:
            continue
        share = 0.08 if label in (Compact.UPPER, Compact.NECK) else 0.0
        limit = max(smallest, share * float(areas.max()))
        for island in islands.parts((areas < limit) | (label == Compact.NECK), _RIM):
            around = island.around(cleaned)
            # A larger island is a hole in the cloth when there is nothing but cloth around it.
            if len(around) and (island.area < limit or (around == Compact.UPPER).all()):
                island.give_to(most_common(around), cleaned)
    return cleaned
