"""What trainers keep: an average of a network, and whole checkpoints."""

from pathlib import Path
from typing import Any

import torch
from torch import nn
from torch.optim.swa_utils import AveragedModel


def averaged(network: nn.Module, decay: float) -> AveragedModel:
    """Returns a running average of a network that forgets the untrained beginning quickly."""

    @torch.no_grad()
    def average_into(averages: Any, currents: Any, count: Any) -> None:
        weight = 1 - min(decay, (1 + int(count)) / (10 + int(count)))
        for average, current in zip(averages, currents, strict=True):
            if average.is_floating_point():
                average.lerp_(current, weight)
            else:
                average.copy_(current)

    return AveragedModel(network, multi_avg_fn=average_into, use_buffers=True)


def in_half(network: nn.Module) -> dict[str, torch.Tensor]:
    """Returns a network's weights in half precision, on the processor."""
    return {
        name: (value.half() if value.is_floating_point() else value).cpu().contiguous()
        for name, value in network.state_dict().items()
    }


def write_whole(state: dict[str, Any], path: Path) -> None:
    """Writes tensors and plain values; a killed run never leaves half of a file."""
    partial = path.with_suffix(".partial")
    torch.save(state, partial)
    partial.replace(path)
