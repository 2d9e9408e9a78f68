"""The modulation of ALIAS norms, computed once for each distinct neighbourhood of labels.

Gamma and beta are two 3x3 convolutions behind each other over a label map, so that at a place they
depend on the 5x5 labels around it and on nothing else. A parse map of 1024x768 pixels has about
2,000 distinct 5x5 windows.

Conventions: maps are (H, W, C) float32 of one sample; tables and pixels are (rows, C).

Source: VITON-HD Eq. 5 for what is computed.
"""

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from tryon.models.alias_layers import AliasNorm

# Gives gain and offset, (pixels, C) each, of the rows of the map from the first up to the second.
Affine = Callable[[int, int], tuple[Tensor, Tensor]]

# With more distinct windows than this share of the pixels, plain convolution is faster
# (benchmarks/viton_hd.py --windows).
MOST_WINDOWS = 0.5
_WINDOWS_AT_ONCE = 2048
_OUTSIDE = 1


@dataclass(frozen=True)
class Standardisation:
    """How to standardise features: h becomes the weighted sum of (h - mean) * scale over regions.

    Attributes:
        mean: (R, C) of each region.
        scale: (R, C) what to multiply with.
    """

    mean: Tensor
    scale: Tensor

    def modulated(self, gamma: Tensor, beta: Tensor, weights: Tensor) -> tuple[Tensor, Tensor]:
        """Returns gain and offset: what standardising and modulating do is h * gain + offset.

        Args:
            gamma: (rows, C); changed.
            beta: (rows, C); changed.
            weights: (rows, R) how far each region holds a row.
        """
        gain = gamma.add_(1)
        offset = beta.addcmul_(gain, weights @ (self.mean * self.scale), value=-1)
        return gain.mul_(weights @ self.scale), offset


class WindowModulation:
    """Gamma and beta of some norms in tables of the distinct windows.

    Args:
        labels: (H, W, L).
        windows: What `distinct_windows` found in labels and regions together.
        regions: (H, W, R) weights of the regions, summing to one.
        norms: The norms; each can be asked for once.
    """

    def __init__(
        self,
        labels: Tensor,
        regions: Tensor,
        windows: tuple[Tensor, Tensor],
        norms: list[AliasNorm],
    ) -> None:
        self._index, first = windows
        height, self._width, _ = labels.shape
        self._regions = regions.flatten(0, 1)[first]
        # A channel of ones tells the inside from the padding.
        inside = torch.cat([labels, labels.new_ones(height, self._width, 1)], 2)
        padded = F.pad(inside, (0, 0, 2, 2, 2, 2)).flatten(0, 1)
        corner = first // self._width * (self._width + 4) + first % self._width
        step = torch.arange(3)
        nine = (step[:, None] * (self._width + 4) + step).flatten()
        around = nine[:, None] + nine  # (place in the window's middle, tap around it)
        self._tables = [torch.empty(2, len(first), len(norm.noise_scale)) for norm in norms]
        for start in range(0, len(first), _WINDOWS_AT_ONCE):
            some = slice(start, start + _WINDOWS_AT_ONCE)
            taps = padded[corner[some, None, None] + around]
            for norm, table in zip(norms, self._tables, strict=True):
                table[:, some] = _gamma_and_beta(norm, taps)

    def affine(self, number: int, standardisation: Standardisation) -> Affine:
        """Returns gain and offset of a norm, by its number in the list."""
        gamma, beta = self._tables[number]
        table = torch.cat(standardisation.modulated(gamma, beta, self._regions), 1)
        self._tables[number] = table.new_empty(0)
        channels = table.shape[1] // 2

        def rows(start: int, stop: int) -> tuple[Tensor, Tensor]:
            found = table.index_select(0, self._index[start * self._width : stop * self._width])
            return found[:, :channels], found[:, channels:]

        return rows


def _gamma_and_beta(norm: AliasNorm, taps: Tensor) -> Tensor:
    """Returns (2, n, C) for n windows.

    Args:
        norm: Whose.
        taps: (n, 9 places in the window's middle, 9 taps around each, L + 1): labels, then 1 for
            taps inside the map and 0 for others.
    """
    labels = taps[..., :-1].reshape(-1, 9 * (taps.shape[3] - 1))
    hidden = F.linear(labels, _unfolded(norm.label_conv), norm.label_conv.bias).relu_()
    # The second convolution pads with zeros: it sees nothing outside the map.
    hidden = hidden.mul_(taps[:, :, 4, -1:].flatten(0, 1)).view(len(taps), -1)
    convs = norm.conv_gamma, norm.conv_beta
    return torch.stack([F.linear(hidden, _unfolded(conv), conv.bias) for conv in convs])


def _unfolded(conv: nn.Conv2d) -> Tensor:
    """Returns the weight (outputs, taps of inputs)."""
    return conv.weight.permute(0, 2, 3, 1).flatten(1)


class ConvolutionModulation:
    """Gamma and beta by plain convolution, a strip of rows at a time: for very many windows.

    Args:
        labels: (H, W, L).
        regions: (H, W, R) weights of the regions, summing to one.
        norms: The norms.
    """

    def __init__(self, labels: Tensor, regions: Tensor, norms: list[AliasNorm]) -> None:
        self._height = len(labels)
        self._regions = regions
        self._norms = norms
        padded = F.pad(labels, (0, 0, 0, 0, 2, 2))
        self._padded = padded.permute(2, 0, 1)[None]

    def affine(self, number: int, standardisation: Standardisation) -> Affine:
        """Returns gain and offset of a norm, by its number in the list."""
        norm = self._norms[number]

        def rows(start: int, stop: int) -> tuple[Tensor, Tensor]:
            hidden = _convolved(self._padded[:, :, start : stop + 4], norm.label_conv).relu_()
            # The second convolution pads with zeros: it sees nothing outside the map.
            if start == 0:
                hidden[:, :, 0] = 0
            if stop == self._height:
                hidden[:, :, -1] = 0
            gamma, beta = (
                _convolved(hidden, conv).permute(0, 2, 3, 1).flatten(0, 2)
                for conv in (norm.conv_gamma, norm.conv_beta)
            )
            weights = self._regions[start:stop].flatten(0, 1)
            return standardisation.modulated(gamma, beta, weights)

        return rows


def _convolved(x: Tensor, conv: nn.Conv2d) -> Tensor:
    return F.conv2d(x, conv.weight, conv.bias, padding=(0, 1))


def modulation(
    labels: Tensor, regions: Tensor, norms: list[AliasNorm]
) -> WindowModulation | ConvolutionModulation:
    """Returns the faster of the two ways for a map.

    Args:
        labels: (H, W, L).
        regions: (H, W, R) weights of the regions, summing to one.
        norms: The norms that are modulated by these labels.
    """
    index, first = distinct_windows(torch.cat([labels, regions], 2))
    if len(first) <= MOST_WINDOWS * len(index):
        return WindowModulation(labels, regions, (index, first), norms)
    return ConvolutionModulation(labels, regions, norms)


def distinct_windows(maps: Tensor) -> tuple[Tensor, Tensor]:
    """Finds which 5x5 windows of a map are alike, bit by bit.

    Windows are compared by 64-bit hashes; that two of a million different ones fall together
    has odds of about one in ten million.

    Args:
        maps: (H, W, C) float32. Outside is like nothing inside.

    Returns:
        index (H W,) int64, the number of each place's window, and first (U,) int64, a place for
        each window.
    """
    height, width, _ = maps.shape
    codes = torch.zeros(height, width, dtype=torch.int64)
    for channel in maps.unbind(2):
        codes = _mixed(codes ^ channel.contiguous().view(torch.int32))
    padded = F.pad(codes, (2, 2, 2, 2), value=_OUTSIDE)
    for axis, factor in ((1, 6364136223846793005), (0, 3935559000370003845)):
        total = torch.zeros(())
        for step in range(5):
            shifted = padded.narrow(axis, step, padded.shape[axis] - 4)
            total = shifted.clone() if step == 0 else total.mul_(factor).add_(shifted)
        padded = _mixed(total)
    # Neighbours are mostly alike: runs shorten what has to be sorted.
    of_runs, run = torch.unique_consecutive(padded.flatten(), return_inverse=True)
    distinct, number = torch.unique(of_runs, return_inverse=True)
    index = number[run]
    places = torch.arange(len(index))
    return index, torch.empty_like(distinct).scatter_(0, index, places)


def _mixed(codes: Tensor) -> Tensor:
    """Spreads every bit over all 64; different codes stay different."""
    codes = codes * -7046029254386353131
    return codes ^ (codes >> 29 & (1 << 35) - 1)
