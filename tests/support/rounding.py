"""What rounding may do, told by the plain form's own error and not by one processor's.

Two ways of computing the same in float32 round differently, and each differently again with every
instruction set and number of threads. What holds everywhere: the plain form rounds, too, and its
distance from itself in float64 says by how much. A fast form may lie a small multiple of that from
the same float64 values. A multiple, because sums taken in another order have errors of the same
kind but not of the same size: on the average over all values up to 2.3 times as much has been seen,
at the single worst value, where chance has more of a say, up to 2.6.

Expectations that are written down as numbers are met in float64 where rounding would decide, else
with a tolerance of many times the rounding of the values at hand (6e-8 of their size an operation).
"""

import copy
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

# How many times the plain form's error a fast form may have: root of the mean square, and largest.
ON_AVERAGE, AT_WORST = 4.0, 8.0
# Errors of the plain form above this share of the largest value would hide any mistake.
_HIDING = 0.02

# Of pictures in half precision: by how many grey levels nine of ten values may be off, and the
# share that may be off by more than can be overlooked.
_MOST, _SHARE_BEYOND = {"bf16": 3, "fp16": 1}, {"bf16": 0.04, "fp16": 0.01}
_OVERLOOKED = 24

_Network = TypeVar("_Network", bound=nn.Module)


def exactly(network: _Network) -> _Network:
    """Returns a copy in float64."""
    for module in network.modules():
        # What a spectral norm holds may have a history of gradients, which cannot be copied.
        for name in ("weight", "weight_u", "weight_v") if hasattr(module, "weight_orig") else ():
            setattr(module, name, getattr(module, name).detach())
    return copy.deepcopy(network).double()


def doubled(*values: Tensor) -> tuple[Tensor, ...]:
    """Returns tensors in float64."""
    return tuple(value.double() for value in values)


def assert_rounds_alike(fast: Tensor, plain: Tensor, exact: Tensor, roundings: int = 1) -> None:
    """Holds a fast form against the plain one.

    Args:
        fast: In float32.
        plain: In float32.
        exact: The plain form in float64, from the same inputs.
        roundings: How often the fast form rounds where the plain one does once.
    """
    assert fast.shape == plain.shape == exact.shape
    assert (fast.dtype, plain.dtype, exact.dtype) == (torch.float32, torch.float32, torch.float64)
    fast, plain, exact = (each.detach() for each in (fast, plain, exact))
    size = float(exact.abs().max())
    # A plain form may happen to be exact: the last place of the values is always allowed.
    unit = torch.finfo(torch.float32).eps * size
    apart, own = ((each.double() - exact).abs() for each in (fast, plain))
    assert float(own.max()) <= _HIDING * size, "the plain form itself is lost in rounding"
    for measure, times in ((_root_mean_square, ON_AVERAGE), (torch.max, AT_WORST)):
        limit = times * roundings * max(float(measure(own)), unit)
        assert float(measure(apart)) <= limit, (float(measure(apart)), float(measure(own)), unit)


def _root_mean_square(errors: Tensor) -> Tensor:
    return errors.square().mean().sqrt()


def assert_same_labels(labels: Tensor, plain: Tensor, exact: Tensor) -> None:
    """Wants the highest class wherever it leads by more than rounding may take from it.

    Args:
        labels: (N, H, W) int64.
        plain: (N, C, H, W) class maps in float32.
        exact: The same in float64.
    """
    rounding = max(float((plain.double() - exact).abs().max()), torch.finfo(torch.float32).eps)
    first, second = exact.topk(2, 1).values.unbind(1)
    clear = first - second > 2 * AT_WORST * rounding
    assert float(clear.double().mean()) > 0.99
    assert torch.equal(labels[clear], exact.argmax(1)[clear])


def share_beyond(
    shown: NDArray[np.uint8], wanted: NDArray[np.floating] | Tensor, levels: float
) -> float:
    """Returns the share of values in a picture that lie more than so many grey levels off.

    A level is what cutting off the fraction may cost; a second one what rounding may add to it. How
    far the single worst pixel lies off, where a network reads across an edge, is chance.

    Args:
        shown: 0 to 255.
        wanted: The same shape, 0 to 255.
        levels: How many are nothing.
    """
    apart = np.abs(shown.astype(np.float64) - np.asarray(wanted, np.float64))
    assert apart.shape == shown.shape
    return float((apart > levels).mean())


def assert_nearly_the_same(
    made: NDArray[np.uint8], exact: NDArray[np.uint8], precision: str, levels: float
) -> None:
    """Holds a picture (H, W, 3) made in half precision against the same in float32.

    Args:
        made: In half precision.
        exact: In float32.
        precision: "bf16" or "fp16".
        levels: Grey levels by which it may be off on the average.
    """
    apart = np.abs(made.astype(np.int16) - exact)
    seen = (
        float(apart.mean()),
        float(np.quantile(apart, 0.9)),
        share_beyond(made, exact, _OVERLOOKED),
    )
    limits = levels, _MOST[precision], _SHARE_BEYOND[precision]
    assert all(one <= limit for one, limit in zip(seen, limits, strict=True)), (seen, limits)
