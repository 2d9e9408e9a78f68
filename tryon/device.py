"""The one place where a device and its number format are chosen."""

from contextlib import AbstractContextManager, nullcontext
from typing import TypeVar, get_args

import torch
from torch import nn

from tryon.config import Precision
from tryon.errors import TryOnError

_Network = TypeVar("_Network", bound=nn.Module)

_DTYPES = {"fp32": torch.float32, "fp16": torch.float16, "bf16": torch.bfloat16}


def choose_device(name: str = "auto") -> torch.device:
    """Returns the device to run on.

    Args:
        name: "auto" (CUDA, else MPS, else CPU), "cpu", "cuda" or "mps".

    Raises:
        TryOnError: The named device is not there.
    """
    there = {
        "cuda": torch.cuda.is_available(),
        "mps": torch.backends.mps.is_available(),
        "cpu": True,
    }
    if name == "auto":
        name = next(kind for kind, available in there.items() if available)
    if name not in there:
        raise TryOnError(f"There is no device called {name}.", "Choose auto, cpu, cuda or mps.")
    if not there[name]:
        raise TryOnError(
            f"This machine has no {name} device.", "Choose auto or cpu; the CPU always works."
        )
    return torch.device(name)


def prefer_repeatable(device: torch.device) -> None:
    """Has the device compute the same again from the same, where it would choose by itself.

    cuDNN picks among algorithms, some of which add up in the order in which their parts are ready.
    A processor has no such choice to make: with the same number of threads everything that runs
    here splits its work the same way, however busy the machine is.
    """
    if device.type == "cuda":
        torch.backends.cudnn.deterministic = True
        torch.backends.cudnn.benchmark = False


def network_dtype(device: torch.device, precision: Precision = "auto") -> torch.dtype:
    """Returns what the published networks compute in.

    Args:
        device: Where.
        precision: "auto" is half precision on CUDA, where it is faster, and float32 elsewhere.

    Raises:
        TryOnError: There is no such precision.
    """
    if precision not in get_args(Precision):
        raise TryOnError(
            f"There is no precision called {precision}.",
            f"Choose one of {', '.join(get_args(Precision))}.",
        )
    if precision == "auto":
        return torch.float16 if device.type == "cuda" else torch.float32
    return _DTYPES[precision]


def unlowered(device: torch.device) -> AbstractContextManager[object]:
    """Keeps autocast, where it is on, from lowering the precision of what is computed within."""
    if torch.amp.is_autocast_available(device.type):
        return torch.autocast(device.type, enabled=False)
    return nullcontext()


def prefers_label_windows(device: torch.device) -> bool:
    """Returns whether ALIAS is faster by distinct label windows than by plain convolutions.

    Finding them is work for a processor: a GPU would have to wait for each count, and convolves a
    label map faster than it looks one up.
    """
    return device.type == "cpu"


def prefers_row_gathers(device: torch.device) -> bool:
    """Returns whether networks are faster as sums of table rows, a cache full at a time.

    That suits a processor's cache; a GPU has kernels of its own for what is computed so.
    """
    return device.type == "cpu"


def settle(device: torch.device) -> None:
    """Returns when a device has done everything it was told; a processor always has."""
    if device.type == "cuda":
        torch.cuda.synchronize(device)
    elif device.type == "mps":
        torch.mps.synchronize()


def channels_last(network: _Network) -> _Network:
    """Lays a network's weights out with the channels last, on every device; returns the network.

    CPU and CUDA have their fast convolutions for that layout; elsewhere it does no harm.
    """
    return network.to(memory_format=torch.channels_last)  # type: ignore[call-overload,no-any-return]  # missing from torch's stubs
