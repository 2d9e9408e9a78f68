"""A few steps of training, to see that a network learns at all."""

import torch

from tryon.training.tasks import Batch, Task


def losses_while_learning(
    task: Task, network: torch.nn.Module, batch: Batch, rate: float, steps: int
) -> list[float]:
    """Descends on one batch; returns the loss before each step."""
    optimiser = torch.optim.AdamW(network.parameters(), rate)
    losses = []
    for _ in range(steps):
        loss = task.loss(network, batch)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    return losses
