"""The one loop that trains every network of both papers.

A step depends on seed and step alone, so that a run that was stopped goes on as if it had not been.
Under `torchrun` every process takes its share of a step and the gradients are averaged; batch
normalisation stays each process's own.
"""

import logging
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import torch
import torch.distributed as dist
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel
from torch.utils.data import DataLoader
from torch.utils.tensorboard import SummaryWriter

from tryon.errors import NonFiniteOutput, TryOnError
from tryon.training.keeping import averaged, write_whole
from tryon.training.papers.data import Batch, Draws, Persons
from tryon.training.papers.recipe import Learnt, Recipe, critic_loss

Precision = Literal["fp32", "bf16", "fp16"]
CHECKPOINT = "checkpoint.pt"
_DTYPES = {"fp32": torch.float32, "bf16": torch.bfloat16, "fp16": torch.float16}
_SHOWN = 4  # persons in a picture of the log

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Plan:
    """How a run goes.

    Attributes:
        run: Folder of the checkpoint, the log and the finished files.
        iterations: Train until so many steps are done.
        batch: Persons a batch.
        accumulate: Batches a step and process.
        precision: Of the networks' arithmetic; the weights stay float32.
        ema: Decay of the running average that is kept beside the networks; 0 keeps none.
        seed: Of everything drawn.
        every: Steps between two checkpoints, and two lines and pictures of the log.
        workers: Processes that read the data.
        device: Where the networks are.
        rank: Number of this process.
        processes: How many train together.
    """

    run: Path
    iterations: int
    batch: int
    accumulate: int = 1
    precision: Precision = "fp32"
    ema: float = 0.0
    seed: int = 0
    every: int = 1000
    workers: int = 0
    device: torch.device = torch.device("cpu")  # noqa: RUF009  # never changed
    rank: int = 0
    processes: int = 1


class Training:
    """A run: the networks of a recipe, their optimisers and how far they are.

    Args:
        recipe: What is trained, freshly made from the run's seed.
        plan: How.
    """

    def __init__(self, recipe: Recipe, plan: Plan) -> None:
        self._recipe, self._plan = recipe, plan
        networks, schedule = recipe.networks.to(plan.device), recipe.schedule
        recipe.frozen.to(plan.device).eval().requires_grad_(False)
        adam = torch.optim.Adam(networks.parameters(), schedule.rate, schedule.betas)
        self._optimisers: list[torch.optim.Optimizer] = [adam]
        if recipe.critic is not None:
            critic = recipe.critic.to(plan.device)
            # Two time scales: the discriminators have a rate of their own.
            rate = schedule.critic_rate
            self._optimisers.append(torch.optim.Adam(critic.parameters(), rate, schedule.betas))
        self._average: AveragedModel | None = averaged(networks, plan.ema) if plan.ema else None
        self._scaler = torch.amp.GradScaler(plan.device.type, enabled=plan.precision == "fp16")
        self.step = 0

    def resume(self) -> bool:
        """Goes on from the run's checkpoint; returns whether there is one.

        Raises:
            TryOnError: It belongs to another network or width.
        """
        path = self._plan.run / CHECKPOINT
        if not path.is_file():
            return False
        state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
        try:
            for name, part in self._parts().items():
                part.load_state_dict(state[name])
        except (KeyError, RuntimeError, ValueError) as error:
            raise TryOnError(
                "The run's checkpoint is that of another network, width or average.",
                "Give the options it was begun with, or another --out.",
            ) from error
        # The options may name another rate than the one it was left with.
        schedule = self._recipe.schedule
        for optimiser, rate in zip(
            self._optimisers, (schedule.rate, schedule.critic_rate), strict=False
        ):
            for group in optimiser.param_groups:
                group["lr"] = rate
        self.step = int(state["step"])
        return True

    def train(self, persons: Persons) -> list[float]:
        """Trains until the plan's last step.

        Returns:
            The loss of every step that this call took, of this process's share.

        Raises:
            NonFiniteOutput: The loss is no number any more.
        """
        plan, recipe = self._plan, self._recipe
        log = SummaryWriter(plan.run) if plan.rank == 0 else None
        losses = []
        batches = self._batches(persons)
        while self.step < plan.iterations:
            learnt, judgement = self.one_step(batches)
            self.step += 1
            losses.append(learnt.loss.item())
            if not math.isfinite(losses[-1]) and plan.precision != "fp16":
                raise NonFiniteOutput(
                    f"The loss of step {self.step} is no number.",
                    "Resume the last checkpoint with another --seed, or with --precision fp32.",
                )
            if log and (self.step % plan.every == 0 or self.step == plan.iterations):
                parts = {**learnt.parts, "loss": learnt.loss}
                if judgement is not None:
                    parts["critic"] = judgement
                self._write_log(log, parts, learnt.pictures)
                self._save()
        if log:
            log.close()
            self._export(recipe)
        return losses

    def _batches(self, persons: Persons) -> Iterator[Batch]:
        plan = self._plan
        draws = Draws(
            len(persons),
            plan.batch,
            self._recipe.others,
            range(self.step, plan.iterations),
            plan.seed,
            plan.accumulate,
            plan.rank,
            plan.processes,
        )
        loader = DataLoader(persons, batch_sampler=draws, num_workers=plan.workers)
        for batch in loader:
            yield {name: value.to(plan.device) for name, value in batch.items()}

    def one_step(self, batches: Iterator[Batch]) -> tuple[Learnt, Tensor | None]:
        """Takes one step of all optimisers.

        Args:
            batches: As many as the plan accumulates, on the plan's device.

        Returns:
            What came of the last batch, and the loss of the discriminators, where there are some.
        """
        plan, recipe = self._plan, self._recipe
        critic, judgement = recipe.critic, None
        recipe.networks.train()
        for optimiser in self._optimisers:
            optimiser.zero_grad()
        for turn in range(plan.accumulate):
            batch = next(batches)
            # Dropout and noise, too, are the step's and the share's own. Not before the batch: the
            # first one a loader gives has drawn a number.
            share = turn * plan.processes + plan.rank
            torch.manual_seed(((plan.seed + 1) << 32) + (self.step << 8) + share)
            if critic is not None:
                critic.requires_grad_(False)
            with self._autocast():
                learnt = recipe.learn(batch)
            self._backward(learnt.loss)
            if critic is not None and learnt.judged is not None:
                critic.requires_grad_(True)
                with self._autocast():
                    judgement = critic_loss(critic, learnt.judged)
                self._backward(judgement)
        if plan.processes > 1:
            average_gradients(self._optimisers)
        for optimiser in self._optimisers:
            self._scaler.step(optimiser)
        self._scaler.update()
        if self._average is not None:
            self._average.update_parameters(recipe.networks)
        return learnt, judgement

    def _autocast(self) -> torch.autocast:
        plan = self._plan
        return torch.autocast(
            plan.device.type, _DTYPES[plan.precision], enabled=plan.precision != "fp32"
        )

    def _backward(self, loss: Tensor) -> None:
        scaled = self._scaler.scale(loss / self._plan.accumulate)
        scaled.backward()  # type: ignore[no-untyped-call]  # torch leaves backward untyped

    def _parts(self) -> dict[str, Any]:
        parts: dict[str, Any] = {"networks": self._recipe.networks, "scaler": self._scaler}
        parts |= {f"optimiser_{n}": optimiser for n, optimiser in enumerate(self._optimisers)}
        if self._recipe.critic is not None:
            parts["critic"] = self._recipe.critic
        if self._average is not None:
            parts["average"] = self._average
        return parts

    def _save(self) -> None:
        state = {name: part.state_dict() for name, part in self._parts().items()}
        write_whole({**state, "step": self.step}, self._plan.run / CHECKPOINT)

    def _export(self, recipe: Recipe) -> None:
        """Writes each network as its authors publish it: a bare state dict under its file name."""
        kept = recipe.networks if self._average is None else self._average.module
        assert isinstance(kept, nn.ModuleDict)
        for key, network in kept.items():
            state = {name: value.cpu() for name, value in network.state_dict().items()}
            write_whole(state, self._plan.run / recipe.files[key])

    def _write_log(
        self, log: SummaryWriter, parts: dict[str, Tensor], pictures: dict[str, Tensor]
    ) -> None:
        values = {name: part.item() for name, part in parts.items()}
        for name, value in values.items():
            log.add_scalar(name, value, self.step)
        for name, picture in pictures.items():
            row = torch.cat(list(picture.detach()[:_SHOWN].float()), 2)
            log.add_image(name, ((row + 1) / 2).clamp(0, 1).cpu(), self.step)
        _log.info("%d steps  %s", self.step, "  ".join(f"{k} {v:.4g}" for k, v in values.items()))


def average_gradients(optimisers: list[torch.optim.Optimizer]) -> None:
    """Replaces every gradient by its mean over all processes."""
    groups = (group for optimiser in optimisers for group in optimiser.param_groups)
    gradients = [p.grad for group in groups for p in group["params"] if p.grad is not None]
    flat = torch.cat([gradient.flatten() for gradient in gradients])
    dist.all_reduce(flat)
    flat /= dist.get_world_size()
    sizes = [gradient.numel() for gradient in gradients]
    for gradient, mean in zip(gradients, torch.split(flat, sizes), strict=True):
        gradient.copy_(mean.view_as(gradient))
