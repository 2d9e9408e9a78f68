"""Deterministic stand-ins for the published checkpoints and their inputs, made with NumPy alone.

A stand-in holds every key of a published file (`keys/*.tsv`) with its shape and type, filled from a
seed. `golden/*.npz` is what the original networks gave on the CPU in float32 with these values.
"""

import zlib
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

HERE = Path(__file__).parent
SEED = 7
# Of the recordings: the spread of ALIAS's noise scales, and what RMGN's flow heads are calmed by.
NOISE, CALM = 0.05, 0.005

Floats = NDArray[np.float32]


def published_keys(network: str) -> dict[str, tuple[tuple[int, ...], str]]:
    """Returns shape and type of every tensor of a published file."""
    lines = (HERE / "keys" / f"{network}.tsv").read_text().splitlines()
    rows = (line.split("\t") for line in lines)
    return {
        key: (tuple(int(side) for side in shape.split(",") if side), kind)
        for key, shape, kind in rows
    }


def stand_in(network: str, noise: float = 0.0, calm: float = 1.0) -> dict[str, Tensor]:
    """Returns a filled state dict.

    Args:
        network: Its name.
        noise: The spread of ALIAS's learned noise scales.
        calm: Scales the offsets that RMGN's flow heads answer, as `CALM` does in the recording. At
            1 they are so large that rounding decides where the cloth is read.
    """
    keys = published_keys(network)
    filled: dict[str, NDArray[np.generic]] = {}
    for key, (shape, kind) in keys.items():
        if not key.endswith(("weight_u", "weight_v")):
            filled[key] = _value(key, shape, kind, noise)
        if key.endswith("weight_orig"):
            u, v = _singular_vectors(key, filled[key])
            filled[key.removesuffix("orig") + "u"], filled[key.removesuffix("orig") + "v"] = u, v
    for key in keys:
        if key.startswith("aflow_net.") and ".6." in key:
            filled[key] = (calm * filled[key]).astype(np.float32)
    return {key: torch.from_numpy(filled[key]) for key in keys}


def _value(key: str, shape: tuple[int, ...], kind: str, noise: float) -> NDArray[np.generic]:
    if kind == "int64":
        return np.zeros(shape, np.int64)
    draw = _rng(key).standard_normal(shape).astype(np.float32)
    leaf = key.rsplit(".", 1)[-1]
    if leaf == "running_var":
        return 0.5 + np.abs(draw)
    if leaf == "running_mean":
        return 0.1 * draw
    if leaf == "noise_scale":
        return (noise * draw).astype(np.float32)
    if len(shape) == 1:
        return 1 + 0.1 * draw if leaf == "weight" else 0.05 * draw
    gain = 0.2 if "gamma" in key or "beta" in key else 2.0**0.5
    if key == "conv_img.weight":
        gain = 1.0
    # A transposed convolution stores its inputs first; with stride 2, four of its 16 taps meet.
    fan_in = 4 * shape[0] if ".deconv." in key else int(np.prod(shape[1:]))
    return (draw * (gain / fan_in**0.5)).astype(np.float32)


def _singular_vectors(key: str, weight: NDArray[np.generic]) -> tuple[Floats, Floats]:
    """Returns what a few steps of power iteration find."""
    matrix = weight.reshape(len(weight), -1).astype(np.float64)
    u = _rng(key + "/u").standard_normal(len(matrix))
    for _ in range(5):
        v = matrix.T @ u
        v /= np.linalg.norm(v)
        u = matrix @ v
        u /= np.linalg.norm(u)
    return u.astype(np.float32), v.astype(np.float32)


def field(name: str, channels: int, height: int, width: int, waves: int = 6) -> Floats:
    """Returns a smooth (1, channels, height, width) picture of about -1 to 1."""
    rng = _rng("field/" + name)
    y, x = np.meshgrid(np.linspace(0, 1, height), np.linspace(0, 1, width), indexing="ij")
    total = np.zeros((channels, height, width))
    for channel in range(channels):
        for _ in range(waves):
            fy, fx = rng.uniform(-7, 7, 2)
            amplitude = rng.standard_normal()
            total[channel] += amplitude * np.sin(2 * np.pi * (fx * x + fy * y + rng.uniform()))
    return np.tanh(0.5 * total)[None].astype(np.float32)


def alias_inputs(height: int, width: int) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Returns x (9 channels), parse (7, one-hot), parse_div (8) and a soft misalignment mask."""
    x = field("alias/x", 9, height, width)
    labels = field("alias/parse", 7, height, width, waves=3)[0].argmax(0)
    parse = (np.arange(7)[:, None, None] == labels)[None].astype(np.float32)
    warped_mask = np.clip(4 * field("alias/warped_mask", 1, height, width) + 0.5, 0, 1)
    misalign = np.maximum(parse[:, 2:3] - warped_mask, 0).astype(np.float32)
    parse_div = np.concatenate([parse, misalign], 1)
    parse_div[:, 2:3] -= misalign
    return (
        torch.from_numpy(x),
        torch.from_numpy(parse),
        torch.from_numpy(parse_div),
        torch.from_numpy(misalign),
    )


def golden(name: str) -> dict[str, NDArray[np.generic]]:
    """Returns the arrays the original network gave."""
    with np.load(HERE / "golden" / f"{name}.npz") as arrays:
        return dict(arrays)


def _rng(name: str) -> np.random.Generator:
    return np.random.default_rng([SEED, zlib.crc32(name.encode())])
