"""One step of all three networks: each sees what the averaged others answer, as in the pipeline."""

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import Tensor, nn
from torch.nn import functional as F
from torch.optim.swa_utils import AveragedModel

from tryon.device import channels_last
from tryon.models.compact import LAYOUT_CLASSES, Layout, Matching
from tryon.models.first_look import first_look
from tryon.models.settling import Settling, product_view
from tryon.training.joint.store import Store, half_told, unpacked
from tryon.training.keeping import averaged, in_half
from tryon.training.losses import hinge_critic_loss, hinge_generator_loss
from tryon.training.papers.discriminator import MultiScaleDiscriminator
from tryon.training.settling import settling_loss
from tryon.training.tasks import Batch, Figures, LayoutTask, MatchingTask, layout_figures

PEAK_RATE, CRITIC_RATE = 1e-3, 4e-4
_EMA_DECAY = 0.998
_LARGEST_GRADIENT = 5.0
# What the critic counts beside `settling_loss`, which is about 0.3.
_CRITIC_WEIGHT = 0.03
_CRITIC_WIDTH = 48
_CONDITION = 5 + 3 + 4


class Learner:
    """A network, its running average and its optimiser."""

    def __init__(self, network: nn.Module, rate: float) -> None:
        self.network = channels_last(network)
        self.average: AveragedModel = averaged(self.network, _EMA_DECAY)
        self.average.eval()
        self.rate = rate
        fused = next(network.parameters()).is_cuda
        self.optimiser = torch.optim.AdamW(
            network.parameters(), rate, weight_decay=1e-4, fused=fused
        )

    def step(self, share: float) -> None:
        """Moves by the gradients at hand, at a share of the rate."""
        for group in self.optimiser.param_groups:
            group["lr"] = self.rate * share
        nn.utils.clip_grad_norm_(self.network.parameters(), _LARGEST_GRADIENT)
        self.optimiser.step()
        self.optimiser.zero_grad()
        self.average.update_parameters(self.network)

    def write(self, file: Path) -> None:
        """Writes the average in half precision."""
        save_file(in_half(self.average.module), file)

    def fork(self) -> "Learner":
        """Returns a copy that learns on by itself."""
        other = Learner(deepcopy(self.network), self.rate)
        other.average.load_state_dict(self.average.state_dict())
        other.optimiser.load_state_dict(self.optimiser.state_dict())
        return other


class JointTraining:
    """Layout, matching and settling, and later a second settling network before a critic.

    Args:
        layout: The layout network to begin with.
        matching: The matching network.
        settling: The settling network.
        device: Where all of it is.
        matching_learns: Else it stays as it is, and the others learn beside the one they will
            meet: on photos a better figure was once worse.
        matching_aside: It learns, and the others go on seeing what the one to begin with answers.
        layout_learns: Whether the layout network learns.
        rate: The peak of the learning rate.
        bf16: Whether layout and settling compute in bfloat16.
    """

    def __init__(
        self,
        layout: Layout,
        matching: Matching,
        settling: Settling,
        device: torch.device,
        matching_learns: bool = True,
        matching_aside: bool = False,
        layout_learns: bool = True,
        rate: float = PEAK_RATE,
        bf16: bool = False,
    ) -> None:
        self.device = device
        self.layout = Learner(layout.to(device).train(), rate)
        self._matching_seen: nn.Module | None = None
        if matching_aside:
            self._matching_seen = channels_last(deepcopy(matching).to(device).eval())
        self.matching = Learner(matching.to(device).train(), rate)
        self.settling = Learner(settling.to(device).train(), rate)
        self._matching_learns, self._layout_learns = matching_learns, layout_learns
        self._in_bf16 = bf16
        self.judged: Learner | None = None
        self.critic: Learner | None = None
        self._generator = torch.Generator().manual_seed(0)

    def invite_critic(self) -> None:
        """From here on a copy of the settling network is judged by how its layouts look, too."""
        self.judged = self.settling.fork()
        critic = MultiScaleDiscriminator(LAYOUT_CLASSES + _CONDITION, _CRITIC_WIDTH)
        self.critic = Learner(critic.to(self.device), CRITIC_RATE)

    def step(self, packed: Batch, share: float) -> dict[str, Tensor]:
        """Learns from a batch of `Store.draw`; returns the losses."""
        batch = unpacked(packed)
        seen = self._looked_at(batch) | {"kind": half_told(batch["kind"], self._generator)}
        losses = {}
        with self._bf16():
            if self._layout_learns:
                losses["layout"] = LayoutTask().loss(self.layout.network, batch)
            logits = settle(self.settling.network, batch, seen)
            losses["settling"] = settling_loss(logits, batch["photo"], batch["target"])
        if self._matching_learns:
            # As it will see people: in the layout that was settled.
            answer = logits.detach()[..., ::2, ::2].float()
            task = MatchingTask(lambda *_: answer)
            losses["matching"] = task.loss(self.matching.network, batch)
        if self.judged is not None and self.critic is not None:
            with self._bf16():
                losses |= self._before_critic(self.judged, self.critic, batch, seen)
        total = torch.stack(list(losses.values())).sum()
        total.backward()  # type: ignore[no-untyped-call]  # torch leaves backward untyped
        matching = self.matching if self._matching_learns else None
        layout = self.layout if self._layout_learns else None
        for learner in (layout, matching, self.settling, self.judged, self.critic):
            if learner is not None:
                learner.step(share)
        return losses

    def _before_critic(
        self, judged: Learner, critic: Learner, batch: Batch, seen: Batch
    ) -> dict[str, Tensor]:
        logits = settle(judged.network, batch, seen)
        condition = torch.cat([batch["agnostic"], batch["pose"], batch["cloth"]], 1)
        truth = F.one_hot(batch["target"].long(), LAYOUT_CLASSES).movedim(-1, 1).float()
        true, fake = (F.avg_pool2d(x, 2) for x in (truth, logits.float().softmax(1)))
        real, _ = critic.network(condition, true)
        false, _ = critic.network(condition, fake.detach())
        critic.network.requires_grad_(False)
        fooled, _ = critic.network(condition, fake)
        critic.network.requires_grad_(True)
        return {
            "judged": settling_loss(logits, batch["photo"], batch["target"]),
            "fooling": _CRITIC_WEIGHT * hinge_generator_loss([x.float() for x in fooled]),
            "critic": hinge_critic_loss([x.float() for x in real], [x.float() for x in false]),
        }

    def _bf16(self) -> torch.autocast:
        # The matching network stays in float32: a place has to be known to a pixel of 192.
        return torch.autocast(self.device.type, torch.bfloat16, enabled=self._in_bf16)

    @torch.no_grad()
    def _looked_at(self, batch: Batch) -> Batch:
        matching = self._matching_seen or self.matching.average.module
        return looked_at(self.layout.average.module, matching, batch)

    @torch.no_grad()
    def evaluate(self, store: Store, count: int, size: int = 32) -> dict[str, Figures]:
        """Returns the figures of every averaged network on the first `count` samples of a store."""
        layout, matching, settling = (
            learner.average.module for learner in (self.layout, self.matching, self.settling)
        )
        judged = None if self.judged is None else self.judged.average.module
        seen = self._matching_seen or matching
        return evaluate(store, count, layout, matching, settling, judged, size, seen)


def looked_at(layout: nn.Module, matching: nn.Module, batch: Batch) -> Batch:
    """Returns what the settling network sees of the first look."""
    names = ("agnostic", "pose", "cloth", "joints")
    first, cloth_mask, hints = first_look(
        layout,  # type: ignore[arg-type]  # an average's module has no type of its own
        matching,  # type: ignore[arg-type]  # as the layout network
        *(batch[name] for name in names),
    )
    return {"first": first, "cloth_mask": cloth_mask, "hints": hints}


def settle(network: nn.Module, batch: Batch, seen: Batch) -> Tensor:
    """Returns the logits (N, 8, 512, 384) of a settling network."""
    logits: Tensor = network(
        batch["photo_channels"],
        batch["pose"],
        seen["first"],
        seen["cloth_mask"],
        seen["hints"],
        product_view(batch["cloth"]),
        seen["kind"],
    )
    return logits


@torch.no_grad()
def evaluate(
    store: Store,
    count: int,
    layout: nn.Module,
    matching: nn.Module,
    settling: nn.Module,
    judged: nn.Module | None = None,
    size: int = 32,
    seen: nn.Module | None = None,
) -> dict[str, Figures]:
    """Returns the figures of networks in evaluation mode on the first samples of a store.

    `settling` is told what sleeves and neckline are, `settling_untold` nothing; `seen` is the
    matching network it looks through if that is another one.
    """

    def batches() -> Iterator[Batch]:
        for start in range(0, min(count, len(store)), size):
            yield unpacked(store.slice(start, start + size))

    def settled(network: nn.Module, told: bool = True) -> Figures:
        def pairs() -> Iterator[tuple[Tensor, Tensor]]:
            for batch in batches():
                kind = {"kind": batch["kind"] * float(told)}
                logits = settle(network, batch, looked_at(layout, seen or matching, batch) | kind)
                yield logits.argmax(1), batch["target"]

        return layout_figures(pairs())

    figures = {
        "layout": LayoutTask().evaluate(layout, batches()),
        "matching": MatchingTask().evaluate(matching, batches()),
        "settling": settled(settling),
        "settling_untold": settled(settling, told=False),
    }
    if judged is not None:
        figures["judged"] = settled(judged)
    return figures
