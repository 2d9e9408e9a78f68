"""What a trainer needs to know of a network, and what is common to several of them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

import torch
from torch import Tensor, nn

from tryon.labels import LIP_TO_13, VITON_HD_13_NAMES
from tryon.training.papers.data import Batch


@dataclass(frozen=True)
class Schedule:
    """How a paper trains a network.

    Attributes:
        rate: Adam's learning rate of the network.
        critic_rate: That of its discriminators, where it has some.
        betas: Adam's.
        iterations: Steps.
        batch: Samples a step.
        said_by: Where that is written, or why it is so.
    """

    rate: float
    critic_rate: float
    betas: tuple[float, float]
    iterations: int
    batch: int
    said_by: str

    def faster(self, factor: float) -> "Schedule":
        """Returns the same with all rates times `factor`; 1 changes nothing."""
        if factor == 1:
            return self
        said_by = f"{factor:g} times the rates of {self.said_by}"
        rates = self.rate * factor, self.critic_rate * factor
        return replace(self, rate=rates[0], critic_rate=rates[1], said_by=said_by)


@dataclass(frozen=True)
class Judged:
    """What the discriminators compare: maps (N, C, H, W) with the condition both have to fit.

    `loss` is theirs, of their answers for the real and for the fake maps.
    """

    condition: Tensor
    real: Tensor
    fake: Tensor
    loss: Callable[[list[Tensor], list[Tensor]], Tensor]


@dataclass(frozen=True)
class Learnt:
    """What came of a batch.

    Attributes:
        loss: The loss to reduce.
        parts: What it consists of, for the log.
        pictures: (N, 3, H, W) from -1 to 1, for the log.
        judged: For the discriminators, where there are some.
    """

    loss: Tensor
    parts: dict[str, Tensor]
    pictures: dict[str, Tensor]
    judged: Judged | None = None


class Recipe(Protocol):
    """One or more networks and how a batch teaches them.

    Attributes:
        networks: What is trained and kept, by published key.
        files: The name of each one's file.
        frozen: Other networks it reads; nothing is learnt by them.
        critic: The discriminators, None without.
        schedule: The paper's.
        others: Garments of other persons it needs with each person.
    """

    networks: nn.ModuleDict
    files: dict[str, str]
    frozen: nn.ModuleDict
    critic: nn.Module | None
    schedule: Schedule
    others: int

    def learn(self, batch: Batch) -> Learnt:
        """Runs the networks on a batch and compares; the discriminators learn nothing from it."""
        ...


def judged_by(
    critic: nn.Module | None, condition: Tensor, picture: Tensor
) -> tuple[list[Tensor], list[list[Tensor]]]:
    """Returns the discriminators' answers and activations in float32, whatever their precision."""
    assert critic is not None
    answers, features = critic(condition, picture)
    return [a.float() for a in answers], [[f.float() for f in scale] for scale in features]


def critic_loss(critic: nn.Module, judged: Judged) -> Tensor:
    """Returns the discriminators' loss; what made the fake maps learns nothing from it."""
    real, _ = judged_by(critic, judged.condition, judged.real)
    fake, _ = judged_by(critic, judged.condition, judged.fake.detach())
    return judged.loss(real, fake)


def one_hot(labels: Tensor) -> Tensor:
    """Returns the 13 classes (N, 13, H, W) float32 of LIP-20 labels (N, H, W)."""
    table = torch.from_numpy(LIP_TO_13.astype("int64")).to(labels.device)
    classes = nn.functional.one_hot(table[labels], len(VITON_HD_13_NAMES))
    return classes.permute(0, 3, 1, 2).float()


def class_picture(maps: Tensor) -> Tensor:
    """Returns class maps (N, C, H, W) as grey pictures (N, 3, H, W), -1 to 1, one level a class."""
    level = maps.argmax(1, keepdim=True) / (maps.shape[1] - 1) * 2 - 1
    return level.expand(-1, 3, -1, -1)


def mask_picture(mask: Tensor) -> Tensor:
    """Returns a mask (N, 1, H, W) from 0 to 1 as a picture (N, 3, H, W) from -1 to 1."""
    return (mask * 2 - 1).expand(-1, 3, -1, -1)
