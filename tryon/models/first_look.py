"""Layout and matching run once, as the settling network sees them."""

import torch
from torch import Tensor
from torch.nn import functional as F

from tryon.labels import Compact
from tryon.models.compact import LAYOUT_CLASSES, Layout, Matching
from tryon.models.settling import garment_on_layout


def first_look(
    layout: Layout,
    matching: Matching,
    agnostic: Tensor,
    pose: Tensor,
    cloth: Tensor,
    joints: Tensor,
) -> tuple[Tensor, Tensor, Tensor]:
    """Predicts a layout and lays the garment on it.

    Args:
        layout: The layout network.
        matching: The matching network.
        agnostic: (N, 5, 256, 192), see `Layout`.
        pose: (N, 3, 256, 192).
        cloth: (N, 4, 256, 192).
        joints: (N, 9, 2), see `Matching`.

    Returns:
        Probabilities (N, 8, 256, 192), then what `garment_on_layout` gives.
    """
    first = layout(agnostic, pose, cloth).float().softmax(1)
    return first, *laid_on(first, matching, agnostic, pose, cloth, joints)


def laid_on(
    layout: Tensor,
    matching: Matching,
    agnostic: Tensor,
    pose: Tensor,
    cloth: Tensor,
    joints: Tensor,
) -> tuple[Tensor, Tensor]:
    """Lays the garment on a layout, probabilities (N, 8, 256, 192); see `garment_on_layout`."""
    person = torch.cat([with_head(layout, agnostic)[:, 1:], pose], 1)
    tps_flow, _, flows = matching.warps(person, cloth, joints)
    return garment_on_layout(cloth, flows[-1], tps_flow, matching.inner_back(cloth))


def with_head(probabilities: Tensor, agnostic: Tensor) -> Tensor:
    """Returns (N, 8, H, W): the likeliest class, one-hot, hair and face as the photo has them."""
    classes = F.one_hot(probabilities.argmax(1), LAYOUT_CLASSES).movedim(-1, 1)
    head = agnostic[:, :2]
    classes = classes.to(head) * (1 - head.amax(1, keepdim=True))
    classes[:, (Compact.HAIR, Compact.FACE)] = head
    return classes
