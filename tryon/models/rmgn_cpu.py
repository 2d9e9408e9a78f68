"""RMGN's fusion blocks on a CPU: the same picture as the plain form, without its waste.

- Gammas and betas of both sides are one matrix product. The mask is applied to the attributes that
  go into it, of which there are fewer than of gammas and betas that come out of it:
  (1 - M) (W1 a1 + b1) + M (W2 a2 + b2) = [W1 b1 W2 b2] [(1 - M) a1; 1 - M; M a2; M].
- All that is done a strip of pixels at a time, so that it stays in the cache.

Conventions: maps are (P, C), the pixels of one sample row by row, which is how a channels-last map
lies in memory.

Source: RMGN Sec. 4.2, Eq. 4-6; exact up to rounding.
"""

from collections.abc import Iterator

import torch
from torch import Tensor
from torch.nn import functional as F

from tryon.models.rmgn_layers import FusionBlock, RegionalFusion

_EPSILON = 1e-5
_FLOATS_AT_ONCE = 1 << 17
_LEAST_PIXELS = 256  # fewer make matrix products slow


def fused_block(
    block: FusionBlock, x: Tensor, person: Tensor, cloth: Tensor
) -> tuple[Tensor, list[Tensor]]:
    """Computes what `FusionBlock.forward` does; float32 on the CPU, folded, no gradients."""
    x, person, cloth = (_channels_last(value) for value in (x, person, cloth))
    moments = _moments(x)
    h, mask_1 = _rectified_fusion(block.AAD_1, x, moments, person, cloth)
    h = _channels_last(block.conv_1(h))
    h, mask_2 = _rectified_fusion(block.AAD_2, h, _moments(h), person, cloth)
    h = block.conv_2(h)
    if not block.learned_shortcut:
        return h.add_(x), [mask_1, mask_2]
    shortcut, mask_s = _rectified_fusion(block.AAD_s, x, moments, person, cloth)
    return h.add_(block.conv_s(shortcut)), [mask_1, mask_2, mask_s]


def _rectified_fusion(
    unit: RegionalFusion,
    x: Tensor,
    moments: list[tuple[Tensor, Tensor]],
    person: Tensor,
    cloth: Tensor,
) -> tuple[Tensor, Tensor]:
    """Returns the ReLU of what `RegionalFusion.forward` gives, and the mask.

    Args:
        unit: The fusion.
        x: (N, C, H, W).
        moments: Of x.
        person: (N, A, H, W).
        cloth: (N, A, H, W).
    """
    fused = torch.empty_like(x)
    masks = x.new_empty(len(x), 1, *x.shape[2:])
    matrix = _modulation_matrix(unit)
    channels, attributes = x.shape[1], person.shape[1]
    for sample, (mean, scale) in enumerate(moments):
        h, as_person, as_cloth, out = (_pixels(v[sample]) for v in (x, person, cloth, fused))
        mask = masks[sample].view(-1, 1)
        for strip in _strips(h):
            normal = (h[strip] - mean).mul_(scale)
            share = F.linear(normal, unit.conv_h.weight.flatten(1), unit.conv_h.bias).sigmoid_()
            rest = 1 - share
            mask[strip] = share
            mixed = h.new_empty(len(normal), matrix.shape[1])
            torch.mul(as_person[strip], rest, out=mixed[:, :attributes])
            torch.mul(as_cloth[strip], share, out=mixed[:, attributes:-2])
            mixed[:, -2:-1], mixed[:, -1:] = rest, share
            modulation = F.linear(mixed, matrix)
            gain, offset = modulation[:, :channels], modulation[:, channels:]
            torch.addcmul(offset, normal, gain, out=out[strip]).relu_()
    return fused, masks


def _modulation_matrix(unit: RegionalFusion) -> Tensor:
    """Returns (2 C, 2 A + 2): from mixed attributes and mask shares to 1 + gamma and beta."""
    halves = []
    for person, cloth, plus in (
        (unit.conv_a1_gamma, unit.conv_a2_gamma, 1.0),
        (unit.conv_a1_beta, unit.conv_a2_beta, 0.0),
    ):
        assert person.bias is not None
        assert cloth.bias is not None
        biases = torch.stack([person.bias, cloth.bias], 1) + plus
        halves.append(torch.cat([person.weight.flatten(1), cloth.weight.flatten(1), biases], 1))
    return torch.cat(halves)


def _moments(x: Tensor) -> list[tuple[Tensor, Tensor]]:
    """Returns mean and reciprocal standard deviation (C,) of every sample."""
    found = []
    for sample in x:
        h = _pixels(sample)
        mean = h.mean(0)
        power = torch.zeros_like(mean, dtype=torch.float64)
        for strip in _strips(h):
            power += (h[strip] - mean).square_().sum(0)
        found.append((mean, (power / len(h) + _EPSILON).rsqrt().to(mean.dtype)))
    return found


def _strips(h: Tensor) -> Iterator[slice]:
    count = max(_LEAST_PIXELS, _FLOATS_AT_ONCE // h.shape[1])
    for start in range(0, len(h), count):
        yield slice(start, start + count)


def _pixels(sample: Tensor) -> Tensor:
    """Returns (H W, C), without copying, for a channels-last (C, H, W)."""
    return sample.permute(1, 2, 0).view(-1, len(sample))


def _channels_last(x: Tensor) -> Tensor:
    return x.contiguous(memory_format=torch.channels_last)
