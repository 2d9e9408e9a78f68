"""What goes over the settled layout, in order: arms and shoulders, then the outlines.

Each rule lies in a file of its own; docs/compact.md says why there is one. What they take in common
is `layout` (H, W), compact classes in the new garment; `photo` (H, W), those of the photo;
`keypoints` in pixels of `layout`; and `settled` (H, W), what must not change: hands, hair, face. A
rule whose joints are not found changes nothing.
"""

from tryon.labels import Compact
from tryon.pictures.coordinates import canvas_scale
from tryon.pipelines.compact.armholes import armhole_place, even_armholes
from tryon.pipelines.compact.arms_behind import arms_behind
from tryon.pipelines.compact.even_sleeves import even_arms, even_sleeves
from tryon.pipelines.compact.hems import level_hem
from tryon.pipelines.compact.hidden_arms import arms_as_shown, as_arms_are
from tryon.pipelines.compact.hung_sleeves import hang_sleeves
from tryon.pipelines.compact.neckline import point_of_v, without_notches
from tryon.pipelines.compact.off_shoulder import even_edge_below_shoulders
from tryon.pipelines.compact.outlines import calm_outlines
from tryon.pipelines.compact.settled_layout import (
    with_shown_gaps,
    without_hem_corners,
    without_holes,
    without_invented_gaps,
    without_patches,
    without_scraps,
    without_slivers,
)
from tryon.pipelines.compact.shoulders import (
    bares_shoulders,
    close_to_shoulders,
    cover_shoulders,
    join_sleeves,
    reach_shoulders,
    round_shoulders,
)
from tryon.pipelines.compact.sleeve_ends import straighten
from tryon.pipelines.compact.sleeve_lengths import (
    bare_forearms,
    cover_arms,
    cover_caps,
    end_sleeves,
)
from tryon.pipelines.compact.spread import dilate
from tryon.pipelines.compact.waves import without_waves
from tryon.pipelines.compact.worn_outlines import as_worn, hang_as_before
from tryon.pipelines.compact.wrists import join_hands
from tryon.pipelines.working_inputs import WorkingInputs
from tryon.types import Labels, Mask

# How far beside a gap that the photo shows outlines are calmed, in pixels of a canvas 768 wide.
_BESIDE_GAP = 16
# Necklines of garments that lie on the shoulders.
_ON_SHOULDERS = ("round", "v", "high", "collar")


def arms_and_shoulders(
    layout: Labels, photo: Labels, inputs: WorkingInputs, back: Mask, settled: Mask
) -> Labels:
    """Returns the layout with sleeves, armholes and bare arms as the kind of garment has them.

    Args:
        layout: (H, W) compact classes in the new garment.
        photo: (H, W) compact classes of the photo.
        inputs: Person and garment.
        back: (H, W) the garment's inner back in its photo.
        settled: (H, W) what must not change: hands, hair, face, other people.
    """
    off_shoulder = _off_shoulder(inputs)
    if not off_shoulder:
        kind = inputs.sleeve, inputs.neckline
        layout = as_arms_are(layout, photo, inputs.keypoints, settled, *kind)
        layout = arms_behind(layout, photo, inputs.keypoints, settled, inputs.sleeve)
        layout = close_to_shoulders(layout, photo, inputs.keypoints)
    bare = bares_shoulders(inputs.cloth_mask, inputs.sleeve, inputs.neckline)
    if inputs.neckline in _ON_SHOULDERS and not bare:
        front = inputs.cloth_mask & ~back
        covered = cover_shoulders(layout, inputs.keypoints, front, settled, inputs.neckline)
        if inputs.sleeve != "sleeveless" and (covered != layout).any():
            covered = join_sleeves(covered, inputs.keypoints, settled)
        layout = covered
    if inputs.sleeve == "sleeveless" and not bare:
        layout = reach_shoulders(layout, inputs.keypoints, settled, inputs.neckline)
    if inputs.sleeve == "long":
        layout = cover_arms(layout, inputs.keypoints, settled)
    if inputs.sleeve == "short":
        if not off_shoulder:
            layout = cover_caps(layout, inputs.keypoints, settled)
        layout = bare_forearms(layout, photo, inputs.keypoints)
    if inputs.neckline in _ON_SHOULDERS and not bare:
        layout = end_sleeves(layout, photo, inputs.keypoints, settled, inputs.sleeve)
    if inputs.sleeve != "sleeveless" and not off_shoulder:
        layout = without_patches(layout)
        layout = round_shoulders(layout, photo, inputs.keypoints, covered=True)
    if off_shoulder:
        layout = even_edge_below_shoulders(layout, inputs.keypoints, settled)
        layout = round_shoulders(layout, photo, inputs.keypoints)
    if inputs.sleeve == "sleeveless":
        layout = arms_as_shown(layout, photo)
        if inputs.neckline in _ON_SHOULDERS and not bare:
            collar = inputs.neckline in ("collar", "high")
            place = armhole_place(inputs.cloth_mask & ~back, collar=collar)
            if place:
                layout = even_armholes(layout, photo, inputs.keypoints, settled, place)
    else:
        layout = even_sleeves(layout, inputs.keypoints, settled)
    return even_arms(layout, photo, inputs.keypoints, settled)


def outlines(layout: Labels, photo: Labels, inputs: WorkingInputs, settled: Mask) -> Labels:
    """Returns the layout with its outlines drawn anew where the photo shows none.

    Args:
        layout: (H, W) compact classes in the new garment.
        photo: (H, W) compact classes of the photo.
        inputs: Person and garment.
        settled: (H, W) what must not change: hands, hair, face, other people.
    """
    straps = inputs.neckline == "straps"
    if not straps:
        layout = without_scraps(layout, (Compact.UPPER,))
    still = settled
    if inputs.neckline == "v":
        # A V has a point, which is no unevenness; its sides have no notches.
        point = point_of_v(layout)
        layout = without_notches(layout, settled | point)
        still = settled | point
    calm = calm_outlines(layout, photo, still, straps=straps)
    # An armhole is no hem.
    if inputs.sleeve != "sleeveless":
        calm = straighten(calm, inputs.keypoints, settled)
    # How sleeves of their length hang the photo tells better, where it shows some.
    as_before = hang_as_before(calm, photo, inputs.keypoints, inputs.sleeve)
    if inputs.sleeve in ("short", "elbow") and not (_off_shoulder(inputs) or as_before):
        calm = hang_sleeves(calm, photo, inputs.keypoints, settled)
    layout = without_holes(calm, settled)
    layout = as_worn(layout, photo, inputs.keypoints, settled, inputs.sleeve, straps=straps)
    layout = join_hands(layout, photo, inputs.keypoints, settled)
    layout = without_slivers(layout, photo, settled)
    layout = without_hem_corners(layout, photo, settled)
    layout = level_hem(layout, photo, inputs.keypoints, settled)
    layout = without_invented_gaps(layout, photo)
    opened = with_shown_gaps(layout, photo)
    # The photo's outline of a gap is none of this garment's: strips and specks lay beside it.
    if (changed := opened != layout).any():
        near = dilate(changed, _BESIDE_GAP * canvas_scale(photo.shape[1]))
        layout = calm_outlines(opened, photo, settled | ~near, straps=straps)
    return without_waves(layout, photo, settled)


def _off_shoulder(inputs: WorkingInputs) -> bool:
    """Whether sleeves begin below the shoulder; puffed ones stand off the arm."""
    return inputs.neckline == "wide" and inputs.sleeve != "sleeveless"
