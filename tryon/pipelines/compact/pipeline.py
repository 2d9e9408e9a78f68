"""`compact`: VITON-HD's stages on small networks of our own, whose weights are here.

Source: VITON-HD Sec. 3 for the stages, Eq. 3-4 for the misalignment mask.
"""

from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from tryon.device import channels_last, settle
from tryon.labels import LIP_TO_COMPACT, Compact, is_any
from tryon.models.compact import WORKING_SIZE, Layout, Matching
from tryon.pictures.canvas import changed_area, paste_back
from tryon.pictures.coordinates import resized
from tryon.pipelines.compact.collar import lay_collar
from tryon.pipelines.compact.inner_back import inner_back
from tryon.pipelines.compact.intermediates import Matched, intermediates_of, misaligned
from tryon.pipelines.compact.layout_rules import reconcile, smooth_outlines
from tryon.pipelines.compact.neckline import cloth_logits, straps
from tryon.pipelines.compact.sleeve_ends import cover_hidden_forearms, lead_to_hips, straighten
from tryon.pipelines.compact.spread import run_on, signed_distance
from tryon.pipelines.compact.synthesis import synthesise
from tryon.pipelines.compact.warp import warp
from tryon.pipelines.dressing import (
    Agnostic,
    Dressing,
    at_size,
    changed_labels,
    checked,
    dressing_room,
    undress,
)
from tryon.preprocess.compact_inputs import (
    agnostic_channels,
    cloth_channels,
    joint_places,
    person_channels,
    pose_channels,
)
from tryon.stages import UNWATCHED, Progress, StageClock
from tryon.types import (
    DEFAULT_OPTIONS,
    GarmentInput,
    Image,
    Labels,
    Mask,
    PersonInput,
    RunOptions,
    Size,
    TryOnResult,
)
from tryon.weights.store import WeightStore, load_strictly

_Network = TypeVar("_Network", bound=torch.nn.Module)


@dataclass(frozen=True)
class Segmented:
    """The predicted layout: (8, H, W) float32 probabilities and (H, W) compact classes."""

    probabilities: NDArray[np.float32]
    layout: Labels


class CompactPipeline:
    """Layout, matching and synthesis with the project's own weights. See `Pipeline`.

    The painted form, what is offered is `LearnedCompactPipeline`: it differs in two stages.
    """

    name = "compact"
    title = "Compact (our own small networks)"
    sizes: tuple[Size, ...] = ((1024, 768), (512, 384), (256, 192))
    stages: tuple[str, ...] = ("agnostic", "segmentation", "matching", "misalignment", "synthesis")
    weights: tuple[str, ...] = ("compact_layout", "compact_matching")
    ablations: tuple[str, ...] = ()
    needs_body = True
    seeded = False
    kinds: tuple[str, ...] = ("sleeveless", "long", "v", "high", "straps")

    def __init__(self, store: WeightStore, device: torch.device) -> None:
        self._device = device
        self._records = tuple(store.record(key) for key in self.weights)
        self._layout = self._ready(Layout(), store, "compact_layout")
        self._matching = self._ready(Matching(), store, "compact_matching")

    def _ready(self, network: _Network, store: WeightStore, key: str, prefix: str = "") -> _Network:
        """Returns a network ready to run, with a file's weights or those under a prefix in it."""
        state = {
            name.removeprefix(prefix): value.float() if value.is_floating_point() else value
            for name, value in store.state(key).items()
            if name.startswith(prefix)
        }
        load_strictly(network, state, key)
        return channels_last(network.to(self._device).eval())

    def __call__(
        self,
        person: PersonInput,
        garment: GarmentInput,
        options: RunOptions = DEFAULT_OPTIONS,
        progress: Progress = UNWATCHED,
    ) -> TryOnResult:
        """Runs all stages; see `Pipeline`. Nothing here is random, so `seed` changes nothing."""
        size = options.size or self.sizes[0]
        clock = StageClock(self.stages, progress, partial(settle, self._device))
        dressing = dressing_room(person, garment, size)
        agnostic = clock.once("agnostic", lambda: undress(dressing))
        segmented = clock.once("segmentation", lambda: self.segmentation(dressing, agnostic))
        matched, worn = clock.once(
            "matching", lambda: self.fitted(dressing, agnostic, segmented, options.layout)
        )
        misalignment, after_flow = clock.once("misalignment", lambda: misaligned(matched, worn))
        canvas, image = clock.once(
            "synthesis", lambda: self.painted(person, dressing, worn, matched)
        )
        return TryOnResult(
            image=image,
            canvas=canvas,
            intermediates=intermediates_of(
                dressing, agnostic, worn, matched, misalignment, after_flow
            ),
            misalignment_ratio=misalignment.ratio,
            timings_ms=clock.timings_ms,
            notices=(*person.notices, *garment.notices),
            pipeline=self.name,
            size=size,
            seed=options.seed,
            device=str(self._device),
            weights=self._records,
        )

    def segmentation(self, dressing: Dressing, agnostic: Agnostic) -> Segmented:
        """Stage 2: predicts the layout at the working size."""
        kept = at_size(LIP_TO_COMPACT[agnostic.parse_agnostic], WORKING_SIZE)
        pose = self._pose(dressing)
        with torch.inference_mode():
            logits = self._layout(
                self._tensor(agnostic_channels(kept)), self._tensor(pose), self._cloth(dressing)
            )
            probability = smooth_outlines(enlarged(checked(logits.softmax(1)), dressing.size))
        return Segmented(probability, reconciled(probability, dressing, agnostic))

    def fitted(
        self,
        dressing: Dressing,
        agnostic: Agnostic,
        segmented: Segmented,
        mended: Labels | None = None,
    ) -> tuple[Matched, Labels]:
        """Stage 3 as a whole: the warps, and the layout (H, W) of compact classes they are for.

        What was mended of the layout, (1024, 768) LIP-20, is laid over the settled one.
        """
        back = self.inner_back(dressing)
        layout = self.settled(dressing, agnostic, segmented, back)
        if mended is not None:
            layout = changed_labels(layout, mended, LIP_TO_COMPACT)
        return self.matching(dressing, layout, back), layout

    def inner_back(self, dressing: Dressing) -> Mask:
        """Begins stage 3: returns where (H, W) the product photo shows the garment's inner back."""
        # A closed neck shows none; the network takes its rib for one.
        if dressing.neckline == "high":
            return np.zeros_like(dressing.cloth_mask)
        with torch.inference_mode():
            small = checked(self.inner_back_logits(dressing))
        logits = enlarged(small, dressing.size)[0]
        return inner_back(dressing.cloth, dressing.cloth_mask, logits)

    def inner_back_logits(self, dressing: Dressing) -> Tensor:
        """Returns (1, 1, 128, 96), where the product shows its inner back."""
        logits: Tensor = self._matching.inner_back(self._cloth(dressing))
        return logits

    def settled(
        self, dressing: Dressing, agnostic: Agnostic, segmented: Segmented, back: Mask
    ) -> Labels:
        """Settles the layout's neckline and straps by where the warped garment ends."""
        tps, flow = self._flows(dressing, segmented.layout)
        distance = signed_distance(dressing.cloth_mask & ~back)
        flow_distance = warp(distance, flow)
        logits = cloth_logits(
            segmented.probabilities,
            flow_distance=flow_distance,
            tps_distance=warp(distance, tps),
            back=warp(back.astype(np.float32), tps),
            pointed=dressing.neckline == "v",
        )
        thin = straps(flow_distance) if dressing.neckline == "straps" else None
        return reconciled(segmented.probabilities, dressing, agnostic, logits, thin)

    def matching(self, dressing: Dressing, layout: Labels, back: Mask) -> Matched:
        """Warps the garment but for its inner back onto the layout, by TPS and by dense flow."""
        tps, flow = self._flows(dressing, layout)
        front = dressing.cloth_mask & ~back
        flow = lay_collar(flow, layout, signed_distance(front))
        flow = self.flow(dressing, layout, flow)
        colours = run_on(dressing.cloth, front if front.any() else dressing.cloth_mask)
        mask = dressing.cloth_mask.astype(np.float32)
        return Matched(
            back=back,
            tps_flow=tps,
            tps_cloth=warp(dressing.cloth, tps),
            tps_mask=warp(mask, tps),
            flow=flow,
            flow_cloth=warp(colours, flow),
            flow_mask=warp(mask, flow),
        )

    def flow(
        self, dressing: Dressing, layout: Labels, dense: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """Returns the dense flow (2, H, W) as it is."""
        return dense

    def _flows(
        self, dressing: Dressing, layout: Labels
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Returns the flows (2, H, W) onto a layout: that of the TPS warp and the dense one."""
        person = person_channels(at_size(layout, WORKING_SIZE), self._pose(dressing))
        joints = joint_places(dressing.keypoints, dressing.size)
        with torch.inference_mode():
            tps, _, dense = self._matching.warps(
                self._tensor(person), self._cloth(dressing), self._tensor(joints)
            )
            return (
                enlarged(checked(tps), dressing.size),
                enlarged(checked(dense[-1]), dressing.size),
            )

    def synthesis(self, dressing: Dressing, layout: Labels, matched: Matched) -> Image:
        """Stage 5: composes the picture."""
        worn = LIP_TO_COMPACT[dressing.labels]
        canvas = synthesise(dressing.image, worn, layout, matched.flow_cloth)
        return np.where(dressing.fixed[..., None], dressing.image, canvas)

    def painted(
        self, person: PersonInput, dressing: Dressing, layout: Labels, matched: Matched
    ) -> tuple[Image, Image]:
        """Stage 5 as a whole: the canvas, and the photo at its own resolution with it."""
        canvas = self.synthesis(dressing, layout, matched)
        changed = changed_area(dressing.image, canvas, dressing.fixed)
        return canvas, paste_back(person.photo, person.box, canvas, changed)

    def _pose(self, dressing: Dressing) -> NDArray[np.float32]:
        small = resized(dressing.keypoints, WORKING_SIZE[0] / dressing.size[0])
        return pose_channels(small, WORKING_SIZE)

    def _cloth(self, dressing: Dressing) -> Tensor:
        return self._tensor(cloth_channels(dressing.cloth, dressing.cloth_mask, WORKING_SIZE))

    def _tensor(self, channels: NDArray[np.float32]) -> Tensor:
        return torch.from_numpy(channels)[None].to(self._device)


def reconciled(
    probabilities: NDArray[np.float32],
    dressing: Dressing,
    agnostic: Agnostic,
    logits: NDArray[np.float32] | None = None,
    thin: Mask | None = None,
) -> Labels:
    """Returns the layout (H, W) that the rules make of softmax (8, H, W).

    Args:
        probabilities: Of the compact classes.
        dressing: What the pipeline works on.
        agnostic: What is left without the old garment.
        logits: (H, W) cloth against skin by where the warped garment ends, see `cloth_logits`.
        thin: (H, W) straps.
    """
    photo, kept = LIP_TO_COMPACT[dressing.labels], LIP_TO_COMPACT[agnostic.parse_agnostic]
    pointed = dressing.neckline == "v"
    layout = reconcile(
        probabilities, photo, kept, logits, sleeve=dressing.sleeve, straps=thin, pointed=pointed
    )
    layout = cover_hidden_forearms(layout, photo, dressing.keypoints)
    layout = lead_to_hips(layout, photo, dressing.keypoints)
    # No cloth where nothing may change: it would end there as if cut.
    layout = np.where(dressing.fixed, photo, layout)
    return straighten(layout, dressing.keypoints, settled_places(dressing, agnostic))


def settled_places(dressing: Dressing, agnostic: Agnostic) -> Mask:
    """Returns (H, W): hair, face and hands, which lie before any garment."""
    photo, kept = LIP_TO_COMPACT[dressing.labels], LIP_TO_COMPACT[agnostic.parse_agnostic]
    return is_any(photo, (Compact.HAIR, Compact.FACE)) | is_any(
        kept, (Compact.LEFT_ARM, Compact.RIGHT_ARM)
    )


def enlarged(field: Tensor, size: Size) -> NDArray[np.float32]:
    """Returns (1, C, h, w) as (C, H, W): bicubic like F.interpolate, several times faster."""
    height, width = size
    planes = field[0].float().cpu().numpy()
    return np.stack(
        [cv2.resize(plane, (width, height), interpolation=cv2.INTER_CUBIC) for plane in planes]
    )
