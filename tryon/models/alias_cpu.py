"""The ALIAS generator on a CPU: the same picture as the plain form, without its waste.

- Gamma and beta are looked up, not convolved (`label_windows`).
- Noise, standardisation and modulation are folded into one multiplication and one addition, done a
  strip of rows at a time so that the strip stays in the cache, in the buffer the convolution reads.
- Means and variances are matrix products of the features with the masks; features that are about to
  be doubled in size are summed before that, and doubled only on the way into the buffer.

Conventions: maps are (H, W, C) of one sample, the layout that convolutions on a CPU prefer.

Source: VITON-HD Sec. 3.4; exact up to rounding.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from tryon.models.alias_layers import AliasBlock, AliasInputs, AliasNorm
from tryon.models.label_windows import Standardisation, modulation
from tryon.types import Size

_EPSILON = 1e-5
_PIXELS_AT_ONCE = 4096


@dataclass(frozen=True)
class _Part:
    """Some channels of a feature map (h, w, C), to be enlarged `factor` times by repetition."""

    values: Tensor
    factor: int = 1


def synthesise(
    levels: list[tuple[nn.Conv2d, AliasBlock, Size]],
    conv_img: nn.Conv2d,
    inputs: AliasInputs,
    noises: list[list[Tensor]],
    instance_norm_only: bool = False,
) -> Tensor:
    """Computes what `AliasGenerator.forward_reference` does; float32 on the CPU, no gradients.

    Args:
        levels: What injects x, the block and its size, smallest first.
        conv_img: The last convolution.
        inputs: The rest is as there.
        noises: As there.
        instance_norm_only: As there.

    Returns:
        (N, 3, H, W).
    """
    x, parse, parse_div, misalign = inputs
    pictures = []
    for sample in range(len(x)):
        one = slice(sample, sample + 1)
        h = x
        for level, (conv, block, size) in enumerate(levels):
            small = F.interpolate(x[one], size=size)
            injected = conv(small.contiguous(memory_format=torch.channels_last))
            parts = [_Part(_map(h), 2)] if level else []
            parts.append(_Part(_map(injected)))
            labels = F.interpolate((parse_div if block.by_region else parse)[one], size=size)
            mask = F.interpolate(misalign[one], size=size)
            if instance_norm_only or not block.by_region:
                regions = torch.ones_like(mask)
            else:
                regions = torch.cat([mask, 1 - mask], 1)
            some = [noise[sample, 0] for noise in noises[level]]
            h = _block(block, parts, _map(labels), _map(regions), some)
        pictures.append(conv_img(F.leaky_relu(h, block.slope, inplace=True)).tanh_())
    return torch.cat(pictures)


def _block(
    block: AliasBlock,
    parts: list[_Part],
    labels: Tensor,
    regions: Tensor,
    noises: list[Tensor],
) -> Tensor:
    """Returns the block's output (1, C, H, W)."""
    height, width, _ = labels.shape
    norms = [block.norm_s, block.norm_0] if block.learned_shortcut else [block.norm_0]
    modulated = modulation(labels, regions, [*norms, block.norm_1])
    *before, last = noises
    standardisations = _standardisations(parts, regions, before, norms)
    affines = [modulated.affine(*numbered) for numbered in enumerate(standardisations)]
    branch = torch.empty(height, width, len(block.norm_0.noise_scale))
    if block.learned_shortcut:
        shortcut = torch.empty(height, width, block.conv_s.out_channels)
        weight_s = block.conv_s.weight.flatten(1)
    else:
        shortcut = _rows(parts, 0, height, width)
    for start, stop in _strips(height, width):
        h = _rows(parts, start, stop, width)
        if block.learned_shortcut:
            normal = _normalised(h, block.norm_s, affines[0](start, stop), before[0][start:stop])
            shortcut[start:stop] = F.linear(normal, weight_s)
        normal = branch[start:stop]
        some = before[-1][start:stop]
        _normalised(h, block.norm_0, affines[-1](start, stop), some, normal)
        F.leaky_relu(normal, block.slope, inplace=True)
    hidden = _map(block.conv_0(_picture(branch)))
    del branch
    (standardisation,) = _standardisations([_Part(hidden)], regions, [last], [block.norm_1])
    affine = modulated.affine(len(norms), standardisation)
    for start, stop in _strips(height, width):
        h = hidden[start:stop]
        _normalised(h, block.norm_1, affine(start, stop), last[start:stop], h)
        F.leaky_relu(h, block.slope, inplace=True)
    out: Tensor = block.conv_1(_picture(hidden))
    return out.add_(_picture(shortcut))


def _normalised(
    h: Tensor,
    norm: AliasNorm,
    affine: tuple[Tensor, Tensor],
    noise: Tensor,
    out: Tensor | None = None,
) -> Tensor:
    """Returns normalised rows of features.

    Args:
        h: (rows, W, C).
        norm: Scales the noise.
        affine: Gain and offset (rows W, C).
        noise: (rows, W).
        out: Where to write them; may be `h`.
    """
    gain, offset = affine
    noisy = torch.addcmul(h, noise[..., None], norm.noise_scale)
    return torch.addcmul(offset.view(h.shape), noisy, gain.view(h.shape), out=out)


def _standardisations(
    parts: list[_Part], regions: Tensor, noises: list[Tensor], norms: list[AliasNorm]
) -> list[Standardisation]:
    """Finds means and scales of the noisy features for norms that read the same features.

    With n the sum of a region's weights m, the mean is sum(m h) / n, and the scale is
    sqrt(n / HW) / sqrt(sum(m^2 (h - mean)^2) / HW + epsilon): see
    `alias_layers.standardise_regions`.
    """
    masks = regions.permute(2, 0, 1)
    area = masks[0].numel()
    count = masks.sum((1, 2), dtype=torch.float64)
    count = torch.where(count == 0, 1.0, count)
    weights = masks / count[:, None, None].float()
    drawn = torch.stack(noises)
    drawn_mean = torch.einsum("rhw,khw->rk", weights, drawn)
    deviation = drawn - drawn_mean[..., None, None]
    squares = masks.square()
    crossed = squares[:, None] * deviation
    noise_power = (crossed * deviation).sum((2, 3), dtype=torch.float64)
    moments = [_moments(part, weights, squares, crossed) for part in parts]
    mean, power, product = (torch.cat(moment, -1) for moment in zip(*moments, strict=True))
    found = []
    for k, norm in enumerate(norms):
        spread = norm.noise_scale.double()
        total = power + 2 * spread * product[:, k] + spread**2 * noise_power[:, k, None]
        scale = (count[:, None] / area).sqrt() / (total / area + _EPSILON).sqrt()
        centre = mean + spread * drawn_mean[:, k, None]
        found.append(Standardisation(centre.float(), scale.float()))
    return found


def _moments(
    part: _Part, weights: Tensor, squares: Tensor, crossed: Tensor
) -> tuple[Tensor, Tensor, Tensor]:
    """Returns, in float64, sums over the pixels of a part's features.

    Args:
        part: The features.
        weights: (R, H, W) summing to one, for the means (R, C).
        squares: (R, H, W) weights of the squared distances from the mean, for (R, C).
        crossed: (R, K, H, W) weights of the distances from the mean, for (R, K, C).
    """
    # What a pixel that is repeated counts for is the sum over its copies.
    at = [_reduced(weight, part.factor) for weight in (weights, squares, crossed.flatten(0, 1))]
    features = part.values.flatten(0, 1)
    regions, channels = len(weights), features.shape[1]
    strips = [
        slice(start, start + _PIXELS_AT_ONCE) for start in range(0, len(features), _PIXELS_AT_ONCE)
    ]
    mean = torch.zeros(regions, channels, dtype=torch.float64)
    for strip in strips:
        mean += at[0][:, strip] @ features[strip]
    power = torch.zeros_like(mean)
    product = torch.zeros(regions, crossed.shape[1], channels, dtype=torch.float64)
    for strip in strips:
        for r in range(regions):
            distance = features[strip] - mean[r].float()
            lines = slice(r * crossed.shape[1], (r + 1) * crossed.shape[1])
            product[r] += at[2][lines, strip] @ distance
            power[r] += at[1][r, strip] @ distance.square_()
    return mean, power, product


def _reduced(weights: Tensor, factor: int) -> Tensor:
    """Returns (R, h w): weights (R, H, W) summed over squares of `factor` pixels' side."""
    if factor == 1:
        return weights.flatten(1)
    return (F.avg_pool2d(weights, factor) * factor**2).flatten(1)


def _rows(parts: list[_Part], start: int, stop: int, width: int) -> Tensor:
    """Returns rows (stop - start, W, C) of all parts together; both ends are even."""
    if len(parts) == 1:
        return parts[0].values[start:stop]
    channels = sum(part.values.shape[2] for part in parts)
    joined = torch.empty(stop - start, width, channels)
    at = 0
    for part in parts:
        f, c = part.factor, part.values.shape[2]
        small = part.values[start // f : stop // f]
        # Every copy of a pixel is written from the small map: it is never enlarged on its own.
        copies = joined.view(-1, f, width // f, f, channels)[..., at : at + c]
        copies.copy_(small[:, None, :, None])
        at += c
    return joined


def _strips(height: int, width: int) -> Iterator[tuple[int, int]]:
    """Yields where strips of an even number of rows begin and end."""
    step = max(2, _PIXELS_AT_ONCE // width // 2 * 2)
    for start in range(0, height, step):
        yield start, min(height, start + step)


def _map(picture: Tensor) -> Tensor:
    """Returns (1, C, H, W) as a contiguous (H, W, C)."""
    return picture[0].permute(1, 2, 0).contiguous()


def _picture(values: Tensor) -> Tensor:
    """Returns (H, W, C) as (1, C, H, W) in channels-last memory."""
    return values.permute(2, 0, 1)[None]
