"""The losses of both papers, each under the paper's name.

Conventions: tensors are (N, C, H, W) float32; every loss is a scalar tensor. A norm that the papers
write as a sum over the elements of a picture or of a feature map is the mean here, as in the
programs they descend from (CP-VTON, pix2pixHD, PF-AFN): the papers' weights belong to means.

Sources: VITON-HD (Choi et al., CVPR 2021) Eq. 1-2 and 8-16; RMGN (Lin et al., IJCAI 2022) Eq. 1-2
and 7-9.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F

from tryon.device import unlowered

# VITON-HD A.3.
LAMBDA_CE = 10.0
LAMBDA_CONST = 0.04
LAMBDA_FM = 10.0
LAMBDA_PERCEPT = 10.0

# RMGN prints no weights. These are PF-AFN's, whose warp and training it keeps; that of the
# distillation is ours.
LAMBDA_F = 1.0
LAMBDA_SEC = 6.0
LAMBDA_D = 1.0
LAMBDA_P = 0.2
# Generalised Charbonnier (d^2 + epsilon^2)^alpha with PF-AFN's constants.
CHARBONNIER_EPSILON = 1e-3
CHARBONNIER_ALPHA = 0.45

_LEAST_PROBABILITY = 1e-6


def pixel_loss(painted: Tensor, truth: Tensor) -> Tensor:
    """Returns the mean absolute difference of two batches of pictures of the same shape.

    Source: VITON-HD Eq. 2 and 11 (warped clothes); RMGN Eq. 1 (L_f of the warp) and Eq. 7 (L_f of
    the generator).
    """
    return (painted - truth).abs().mean()


def cross_entropy(maps: Tensor, classes: Tensor) -> Tensor:
    """Compares class maps with the true classes, pixel by pixel.

    Eq. 9 reads the maps as probabilities. The published network ends in a sigmoid, whose maps do
    not sum to one: taken as they are, a network would do best by answering one for every class
    everywhere. They are divided by their sum first, which leaves the winning class as it is.

    Args:
        maps: (N, C, H, W) from 0 to 1.
        classes: (N, H, W) int64.

    Source: VITON-HD Eq. 9.
    """
    probability = maps / maps.sum(1, keepdim=True).clamp(min=_LEAST_PROBABILITY)
    return F.nll_loss(probability.clamp(min=_LEAST_PROBABILITY).log(), classes)


def lsgan_critic_loss(real: Sequence[Tensor], fake: Sequence[Tensor]) -> Tensor:
    """Teaches the discriminators to answer 1 for real and 0 for synthetic pictures.

    Args:
        real: What each discriminator answers for real pictures, any shapes.
        fake: What it answers for synthetic ones.

    Source: VITON-HD Eq. 10, written there as the usual log likelihood and trained as LSGAN (A.3);
    the mean over the two discriminators, as SPADE takes it.
    """
    terms = [
        ((r - 1).square().mean() + f.square().mean()) / 2 for r, f in zip(real, fake, strict=True)
    ]
    return torch.stack(terms).mean()


def lsgan_generator_loss(fake: Sequence[Tensor]) -> Tensor:
    """Teaches the generator to be taken for real.

    Source: VITON-HD Eq. 10; see `lsgan_critic_loss`.
    """
    return torch.stack([(f - 1).square().mean() for f in fake]).mean()


def hinge_critic_loss(real: Sequence[Tensor], fake: Sequence[Tensor]) -> Tensor:
    """Teaches the discriminators to answer above 1 for real and below -1 for synthetic pictures.

    Source: VITON-HD Eq. 14, with the hinge loss as A.3 says; the mean over the discriminators.
    """
    terms = [(1 - r).relu().mean() + (1 + f).relu().mean() for r, f in zip(real, fake, strict=True)]
    return torch.stack(terms).mean()


def hinge_generator_loss(fake: Sequence[Tensor]) -> Tensor:
    """Teaches the generator to be taken for real: minus the mean answer.

    Source: VITON-HD Eq. 14; see `hinge_critic_loss`.
    """
    return torch.stack([-f.mean() for f in fake]).mean()


def feature_matching_loss(
    real: Sequence[Sequence[Tensor]], fake: Sequence[Sequence[Tensor]]
) -> Tensor:
    """Compares what the discriminators see in the true and in the painted picture.

    Args:
        real: For each discriminator its layers' activations, without its final answer. Nothing is
            learnt from them.
        fake: The same for the painted picture.

    Source: VITON-HD Eq. 15: the sum over the layers; the mean over the discriminators.
    """
    terms = [
        sum_of_layers([r.detach() for r in layers], others)
        for layers, others in zip(real, fake, strict=True)
    ]
    return torch.stack(terms).mean()


def sum_of_layers(first: Sequence[Tensor], second: Sequence[Tensor]) -> Tensor:
    """Returns the sum of the mean absolute differences of two lists of feature maps.

    Source: VITON-HD Eq. 16 (perceptual loss); RMGN Eq. 7 (L_p), without weights for the layers.
    """
    return torch.stack([pixel_loss(a, b) for a, b in zip(first, second, strict=True)]).sum()


def second_order_constraint(points: Tensor) -> Tensor:
    """Wants the control points of a spline to stay evenly spaced on straight lines.

    For each point, the distances to its two neighbours on a line are compared, and the slopes of
    the lines to them. Both counts wherever a point has both neighbours, so on the grid's edges
    along the edge only. Slopes are compared by cross-multiplication, dy_0 dx_1 against dy_1 dx_0:
    the neighbours above and below have no finite slope.

    Args:
        points: (N, rows, columns, 2) places (x, y).

    Returns:
        The sum over the points, the mean over the batch.

    Source: VITON-HD Eq. 12, after ACGPN.
    """
    total = points.new_zeros(len(points))
    for lines in (points, points.transpose(1, 2)):
        here, before, after = lines[:, 1:-1], lines[:, :-2], lines[:, 2:]
        to_before, to_after = before - here, after - here
        distance = (to_before.norm(dim=-1) - to_after.norm(dim=-1)).abs()
        slope = (to_before[..., 1] * to_after[..., 0] - to_after[..., 1] * to_before[..., 0]).abs()
        total = total + (distance + slope).sum((1, 2))
    return total.mean()


def charbonnier(difference: Tensor) -> Tensor:
    """Returns (d^2 + epsilon^2)^alpha, element by element.

    Source: RMGN Eq. 1, the generalised Charbonnier loss P.
    """
    return (difference.square() + CHARBONNIER_EPSILON**2) ** CHARBONNIER_ALPHA


def second_order_smoothness(flows: Sequence[Tensor]) -> Tensor:
    """Wants flows to change evenly from place to place, in four directions at every level.

    Args:
        flows: One (N, 2, h, w) a level, in pixels of the level; three pixels a side at least.

    Returns:
        The sum over levels and directions; the mean over the inner places and both coordinates.

    Source: RMGN Eq. 1, L_sec: horizontal, vertical and both diagonal neighbours.
    """
    total = flows[0].new_zeros(())
    for flow in flows:
        # Small differences of large places: autocast would round them to nothing but noise.
        with unlowered(flow.device):
            second = F.conv2d(flow.flatten(0, 1)[:, None], _second_differences().to(flow))
        total = total + charbonnier(second).mean((0, 2, 3)).sum()
    return total


def _second_differences() -> Tensor:
    """Returns (4, 1, 3, 3): f(j - pi) + f(j + pi) - 2 f(j) for the four pi."""
    filters = torch.zeros(4, 1, 3, 3)
    filters[:, 0, 1, 1] = -2
    for direction, (down, right) in enumerate(((0, 1), (1, 0), (1, 1), (1, -1))):
        filters[direction, 0, 1 + down, 1 + right] = 1
        filters[direction, 0, 1 - down, 1 - right] = 1
    return filters


def teacher_gate(teacher: Tensor, student: Tensor, truth: Tensor) -> Tensor:
    """Tells where the teacher's picture is nearer to the truth than the student's.

    Args:
        teacher: (N, C, H, W).
        student: (N, C, H, W).
        truth: (N, C, H, W).

    Returns:
        (N,) 1 where the student is to learn from the teacher, else 0; without gradients.

    Source: PF-AFN's adjustable distillation, which RMGN Sec. 3 takes over (L_d).
    """
    with torch.no_grad():
        apart = [(picture - truth).abs().mean((1, 2, 3)) for picture in (teacher, student)]
        return (apart[0] < apart[1]).float()


def distillation_loss(student: Sequence[Tensor], teacher: Sequence[Tensor], gate: Tensor) -> Tensor:
    """Draws the student's flows or features towards the teacher's where the gate is open.

    Args:
        student: One (N, C, h, w) a level.
        teacher: The same of the teacher; nothing is learnt from them.
        gate: (N,) of `teacher_gate`.

    Returns:
        The sum over the levels of root mean squares, the mean over the batch.

    Source: RMGN Sec. 3, L_d, as PF-AFN defines it: the 2-norm at every level, gated.
    """
    total = gate.new_zeros(len(gate))
    for ours, theirs in zip(student, teacher, strict=True):
        squares = (ours - theirs.detach()).square().mean((1, 2, 3))
        # The root of zero has no gradient.
        total = total + (squares + 1e-12).sqrt()
    return (gate * total).mean()


@dataclass(frozen=True)
class WarpTerms:
    """The losses of the warp for one fake person; see `posture_awareness_loss`."""

    pixel: Tensor
    smoothness: Tensor
    distillation: Tensor


def posture_awareness_loss(fakes: Sequence[WarpTerms]) -> Tensor:
    """Returns L_W: the weighted losses of the warp, the mean over all fake persons.

    Source: RMGN Eq. 2.
    """
    terms = [
        LAMBDA_F * fake.pixel + LAMBDA_SEC * fake.smoothness + LAMBDA_D * fake.distillation
        for fake in fakes
    ]
    return torch.stack(terms).mean()


def regional_generator_loss(pixel: Sequence[Tensor], perceptual: Sequence[Tensor]) -> Tensor:
    """Returns L_G: the weighted losses of the generator, the sum over all fake persons.

    Args:
        pixel: L_f for each fake person.
        perceptual: L_p for each.

    Source: RMGN Eq. 7-8. Eq. 9 adds L_W to it.
    """
    terms = [
        LAMBDA_F * some + LAMBDA_P * other for some, other in zip(pixel, perceptual, strict=True)
    ]
    return torch.stack(terms).sum()
