"""Reads weight files without running any code in them, and puts them strictly into a network."""

import pickle
import zipfile
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from tryon.errors import TryOnError, WeightsCorrupt
from tryon.files import written_whole

_AGAIN = "Delete the file and fetch or copy it again."


def read_state(path: Path, name: str, extra_keys: tuple[str, ...] = ()) -> dict[str, Tensor]:
    """Reads a flat table of tensors from a .safetensors or PyTorch file, on the CPU.

    Args:
        path: The file.
        name: What to call it in messages.
        extra_keys: Keys to leave out.

    Raises:
        WeightsCorrupt: Damaged, not weights at all, or holding anything but tensors.
    """
    try:
        if path.suffix == ".safetensors":
            state = load_file(path)
        else:
            state = torch.load(path, map_location="cpu", weights_only=True)
    except pickle.UnpicklingError as error:
        if _starts_like_text(path):
            raise WeightsCorrupt(f"{name} is a web page or text, not weights.", _AGAIN) from error
        raise WeightsCorrupt(
            f"{name} holds something other than tensors; it was not loaded and nothing in it ran.",
            "Take the file from its authors. A damaged download can look like this too.",
        ) from error
    except Exception as error:  # the readers raise a dozen unrelated kinds on damaged data
        what = "is a web page or text, not weights" if _starts_like_text(path) else "is damaged"
        raise WeightsCorrupt(f"{name} {what}.", _AGAIN) from error
    if not isinstance(state, dict) or not all(
        isinstance(key, str) and isinstance(value, Tensor) for key, value in state.items()
    ):
        raise WeightsCorrupt(
            f"{name} is not a flat table of named tensors.", "Export the network's state dict."
        )
    return {key: value for key, value in state.items() if key not in extra_keys}


def _starts_like_text(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(64).lstrip()
    return head.startswith((b"<", b"version https://git-lfs")) or (
        bool(head) and head.isascii() and head.decode("ascii").isprintable()
    )


def check_container(path: Path, name: str) -> None:
    """Compares the checksums that a PyTorch file carries itself; other files carry none.

    Loading does not compare them, so that a flipped bit would go unnoticed where no sha256 is
    known.

    Raises:
        WeightsCorrupt: A part of the file does not match its checksum.
    """
    if not zipfile.is_zipfile(path):
        return
    try:
        with zipfile.ZipFile(path) as archive:
            damaged = archive.testzip()
    except Exception as error:  # each way of packing has errors of its own for damaged data
        raise WeightsCorrupt(f"{name} is damaged.", _AGAIN) from error
    if damaged is not None:
        raise WeightsCorrupt(f"{name} is damaged: a checksum inside it does not match.", _AGAIN)


def load_strictly(module: nn.Module, state: dict[str, Tensor], name: str) -> None:
    """Loads a state into a network whose keys and shapes must be exactly the state's.

    Args:
        module: Changed only if everything fits.
        state: Its tensors by key, of any floating type.
        name: What to call the weights in messages.

    Raises:
        WeightsCorrupt: Keys are missing or unknown, or shapes differ; the first few are named.
    """
    wanted = module.state_dict()
    problems = [
        _listed("misses", [key for key in wanted if key not in state]),
        _listed("has unknown", [key for key in state if key not in wanted]),
        _listed(
            "has other shapes for",
            [
                f"{key} {tuple(state[key].shape)} instead of {tuple(value.shape)}"
                for key, value in wanted.items()
                if key in state and state[key].shape != value.shape
            ],
        ),
    ]
    found = [problem for problem in problems if problem]
    if found:
        raise WeightsCorrupt(
            f"{name} belongs to another network: it {'; it '.join(found)}.",
            "Check that the file is the one its name says.",
        )
    module.load_state_dict(state, strict=True)


def _listed(what: str, keys: list[str], most: int = 4) -> str:
    if not keys:
        return ""
    more = f" and {len(keys) - most} more" if len(keys) > most else ""
    return f"{what} {', '.join(keys[:most])}{more}"


def convert(source: Path, target: Path, half: bool = False) -> None:
    """Writes the tensors of a weight file as .safetensors.

    Args:
        source: A weight file.
        target: Where to write, ending in .safetensors.
        half: Store floating-point tensors in half precision, at half the size; else unchanged.

    Raises:
        WeightsCorrupt: The source cannot be read safely.
        TryOnError: The target is not a .safetensors file or cannot be written.
    """
    if target.suffix != ".safetensors":
        raise TryOnError("The converted file has another ending.", "Let it end in .safetensors.")
    if not source.is_file():
        raise TryOnError("There is no such file to convert.", "Check the path and its spelling.")
    state = read_state(source, source.name)
    # Clones: tensors that share memory, which PyTorch files may hold, are refused otherwise.
    stored = {key: _stored(value, half).clone() for key, value in state.items()}
    try:
        with written_whole(target) as part:
            save_file(stored, part)
    except OSError as error:
        raise TryOnError(
            "The converted file cannot be written.", "Check the folder and the free space."
        ) from error


def _stored(value: Tensor, half: bool) -> Tensor:
    smaller = value.half() if half and value.is_floating_point() else value
    return smaller.contiguous()
