"""`compact`: VITON-HD's stages on small networks of our own, whose weights are here.

Source: VITON-HD Sec. 3 for the stages, Eq. 3-4 for the misalignment mask.
"""

from dataclasses import dataclass
from typing import TypeVar

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from tryon.device import channels_last
from tryon.labels import LIP_TO_COMPACT, Compact, is_any
from tryon.models.compact import WORKING_SIZE, Layout, Matching
from tryon.pictures.canvas import changed_area, paste_back
from tryon.pictures.coordinates import resized
from tryon.pictures.distance import signed_distance
from tryon.pipelines.base import Painted, Pipeline
from tryon.pipelines.compact.collar import lay_collar, lay_opening
from tryon.pipelines.compact.hands import with_whole_hands
from tryon.pipelines.compact.inner_back import inner_back, opening_of
from tryon.pipelines.compact.intermediates import GarmentWarps, intermediates_of, misaligned
from tryon.pipelines.compact.laid_flat import rounded
from tryon.pipelines.compact.layout_rules import reconcile, smooth_outlines
from tryon.pipelines.compact.neckline import cloth_logits, straps
from tryon.pipelines.compact.notches import led_past_notches, with_folds
from tryon.pipelines.compact.sleeve_ends import cover_hidden_forearms, lead_to_hips, straighten
from tryon.pipelines.compact.spread import mirrored, surely_cloth
from tryon.pipelines.compact.synthesis import synthesise
from tryon.pipelines.compact.warp import warp
from tryon.pipelines.working_inputs import (
    LAYOUT_STAGES,
    Agnostic,
    WorkingInputs,
    at_size,
    at_working_size,
    changed_labels,
    checked,
    make_agnostic,
)
from tryon.preprocess.compact_inputs import (
    agnostic_channels,
    cloth_channels,
    joint_places,
    person_channels,
    pose_channels,
)
from tryon.stages import Stage, StageClock
from tryon.types import (
    GarmentInput,
    Image,
    Labels,
    Mask,
    PersonInput,
    RunOptions,
    Size,
)
from tryon.weights.store import WeightStore, load_strictly

_Network = TypeVar("_Network", bound=torch.nn.Module)


@dataclass(frozen=True)
class Segmented:
    """The predicted layout: (8, H, W) float32 probabilities and (H, W) compact classes.

    `back` is (H, W), the product's inner back where the prediction had to know it, else None.
    """

    probabilities: NDArray[np.float32]
    layout: Labels
    back: Mask | None = None


class CompactPipeline(Pipeline):
    """Layout, matching and synthesis with the project's own weights. See `Pipeline`.

    The painted form, what is offered is `LearnedCompactPipeline`: it differs in two stages.
    """

    name = "compact"
    title = "Compact (our own small networks)"
    sizes: tuple[Size, ...] = ((1024, 768), (512, 384), (256, 192))
    stages: tuple[Stage, ...] = (
        *LAYOUT_STAGES,
        Stage(
            "matching",
            ("predicted_parse", "pose_map", "cloth"),
            ("warped_cloth", "warped_cloth_mask", "tps_grid", "appearance_flow", "flow_cloth"),
        ),
        Stage(
            "misalignment",
            ("predicted_parse", "warped_cloth_mask"),
            ("misalignment_mask", "align_mask", "flow_misalignment_mask"),
        ),
        Stage("synthesis", ("agnostic_image", "predicted_parse", "warped_cloth"), ("canvas",)),
    )
    weights: tuple[str, ...] = ("compact_layout", "compact_matching")
    ablations: tuple[str, ...] = ()
    needs_body = True
    seeded = False
    kinds: tuple[str, ...] = ("sleeveless", "long", "v", "high", "straps")

    def __init__(self, store: WeightStore, device: torch.device) -> None:
        super().__init__(store, device)
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

    def run_stages(
        self, person: PersonInput, garment: GarmentInput, options: RunOptions, clock: StageClock
    ) -> Painted:
        """Runs all stages; see `Pipeline`. Nothing here is random, so `seed` changes nothing."""
        inputs = self.inputs(person, garment, self.working_size(options))
        agnostic = clock.once("agnostic", lambda: with_whole_hands(make_agnostic(inputs), inputs))
        segmented = clock.once("segmentation", lambda: self.segmentation(inputs, agnostic))
        matched, worn = clock.once(
            "matching", lambda: self.fitted(inputs, agnostic, segmented, options.layout)
        )
        misalignment, after_flow = clock.once("misalignment", lambda: misaligned(matched, worn))
        canvas, image = clock.once("synthesis", lambda: self.painted(person, inputs, worn, matched))
        return Painted(
            image=image,
            canvas=canvas,
            intermediates=intermediates_of(
                inputs, agnostic, worn, matched, misalignment, after_flow
            ),
            misalignment_ratio=misalignment.ratio,
        )

    def inputs(self, person: PersonInput, garment: GarmentInput, size: Size) -> WorkingInputs:
        """Returns person and garment as the stages see them, at a size (height, width)."""
        return at_working_size(person, rounded(garment), size)

    def segmentation(self, inputs: WorkingInputs, agnostic: Agnostic) -> Segmented:
        """Stage 2: predicts the layout at the working size."""
        kept = at_size(LIP_TO_COMPACT[agnostic.parse_agnostic], WORKING_SIZE)
        pose = self._pose(inputs)
        with torch.inference_mode():
            logits = self._layout(
                self._tensor(agnostic_channels(kept)), self._tensor(pose), self._cloth(inputs)
            )
            probability = smooth_outlines(enlarged(checked(logits.softmax(1)), inputs.size))
        return Segmented(probability, reconciled(probability, inputs, agnostic))

    def fitted(
        self,
        inputs: WorkingInputs,
        agnostic: Agnostic,
        segmented: Segmented,
        mended: Labels | None = None,
    ) -> tuple[GarmentWarps, Labels]:
        """Stage 3 as a whole: the warps, and the layout (H, W) of compact classes they are for.

        What was mended of the layout, (1024, 768) LIP-20, is laid over the settled one.
        """
        back = self.inner_back(inputs) if segmented.back is None else segmented.back
        layout = self.settled(inputs, agnostic, segmented, back)
        if mended is not None:
            layout = changed_labels(layout, mended, LIP_TO_COMPACT)
        return self.matching(inputs, layout, back), layout

    def inner_back(self, inputs: WorkingInputs) -> Mask:
        """Begins stage 3: returns where (H, W) the product photo shows the garment's inner back."""
        # A closed neck shows none; the network takes its rib for one.
        if inputs.neckline == "high":
            return np.zeros_like(inputs.cloth_mask)
        if inputs.inner_back is not None:
            return inputs.inner_back
        with torch.inference_mode():
            small = checked(self.inner_back_logits(inputs))
        logits = enlarged(small, inputs.size)[0]
        return inner_back(inputs.cloth, inputs.cloth_mask, logits)

    def inner_back_logits(self, inputs: WorkingInputs) -> Tensor:
        """Returns (1, 1, 128, 96), where the product shows its inner back."""
        logits: Tensor = self._matching.inner_back(self._cloth(inputs))
        return logits

    def settled(
        self, inputs: WorkingInputs, agnostic: Agnostic, segmented: Segmented, back: Mask
    ) -> Labels:
        """Settles the layout's neckline and straps by where the warped garment ends."""
        tps, flow = self._flows(inputs, segmented.layout)
        distance = signed_distance(inputs.cloth_mask & ~back)
        flow_distance = warp(distance, flow)
        logits = cloth_logits(
            segmented.probabilities,
            flow_distance=flow_distance,
            tps_distance=warp(distance, tps),
            back=warp(back.astype(np.float32), tps),
            pointed=inputs.neckline == "v",
        )
        thin = straps(flow_distance) if inputs.neckline == "straps" else None
        return reconciled(segmented.probabilities, inputs, agnostic, logits, thin)

    def matching(self, inputs: WorkingInputs, layout: Labels, back: Mask) -> GarmentWarps:
        """Warps the garment but for its inner back onto the layout, by TPS and by dense flow."""
        tps, flow = self._flows(inputs, layout)
        front = inputs.cloth_mask & ~back
        # Collars hide the opening's edge, and shops' garments lie as the flow expects it.
        if inputs.inner_back is not None and inputs.neckline in ("round", "v"):
            flow = lay_opening(flow, layout, opening_of(inputs.cloth_mask, back))
        flow = lay_collar(flow, layout, signed_distance(front))
        flow = self.flow(inputs, layout, flow)
        inner = surely_cloth(inputs.cloth, front if front.any() else inputs.cloth_mask)
        led = led_past_notches(flow, inner, back, layout)
        mask = inputs.cloth_mask.astype(np.float32)
        return GarmentWarps(
            back=back,
            tps_flow=tps,
            tps_cloth=warp(inputs.cloth, tps),
            tps_mask=warp(mask, tps),
            flow=led,
            flow_cloth=with_folds(warp(mirrored(inputs.cloth, inner), led), led, layout),
            flow_mask=warp(mask, flow),
        )

    def flow(
        self, inputs: WorkingInputs, layout: Labels, dense: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """Returns the dense flow (2, H, W) as it is."""
        return dense

    def _flows(
        self, inputs: WorkingInputs, layout: Labels
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Returns the flows (2, H, W) onto a layout: that of the TPS warp and the dense one."""
        person = person_channels(at_size(layout, WORKING_SIZE), self._pose(inputs))
        joints = joint_places(inputs.keypoints, inputs.size)
        with torch.inference_mode():
            tps, _, dense = self._matching.warps(
                self._tensor(person), self._cloth(inputs), self._tensor(joints)
            )
            return (
                enlarged(checked(tps), inputs.size),
                enlarged(checked(dense[-1]), inputs.size),
            )

    def synthesis(self, inputs: WorkingInputs, layout: Labels, matched: GarmentWarps) -> Image:
        """Stage 5: composes the picture."""
        worn = LIP_TO_COMPACT[inputs.labels]
        canvas = synthesise(inputs.image, worn, layout, matched.flow_cloth)
        return np.where(inputs.fixed[..., None], inputs.image, canvas)

    def painted(
        self, person: PersonInput, inputs: WorkingInputs, layout: Labels, matched: GarmentWarps
    ) -> tuple[Image, Image]:
        """Stage 5 as a whole: the canvas, and the photo at its own resolution with it."""
        canvas = self.synthesis(inputs, layout, matched)
        changed = changed_area(inputs.image, canvas, inputs.fixed)
        return canvas, paste_back(person.photo, person.box, canvas, changed)

    def _pose(self, inputs: WorkingInputs) -> NDArray[np.float32]:
        small = resized(inputs.keypoints, WORKING_SIZE[0] / inputs.size[0])
        return pose_channels(small, WORKING_SIZE)

    def _cloth(self, inputs: WorkingInputs) -> Tensor:
        return self._tensor(cloth_channels(inputs.cloth, inputs.cloth_mask, WORKING_SIZE))

    def _tensor(self, channels: NDArray[np.float32]) -> Tensor:
        return torch.from_numpy(channels)[None].to(self._device)


def reconciled(
    probabilities: NDArray[np.float32],
    inputs: WorkingInputs,
    agnostic: Agnostic,
    logits: NDArray[np.float32] | None = None,
    thin: Mask | None = None,
) -> Labels:
    """Returns the layout (H, W) that the rules make of softmax (8, H, W).

    Args:
        probabilities: Of the compact classes.
        inputs: What the pipeline works on.
        agnostic: What is left without the old garment.
        logits: (H, W) cloth against skin by where the warped garment ends, see `cloth_logits`.
        thin: (H, W) straps.
    """
    photo, kept = LIP_TO_COMPACT[inputs.labels], LIP_TO_COMPACT[agnostic.parse_agnostic]
    pointed = inputs.neckline == "v"
    layout = reconcile(
        probabilities, photo, kept, logits, sleeve=inputs.sleeve, straps=thin, pointed=pointed
    )
    layout = cover_hidden_forearms(layout, photo, inputs.keypoints)
    layout = lead_to_hips(layout, photo, inputs.keypoints)
    # No cloth where nothing may change: it would end there as if cut.
    layout = np.where(inputs.fixed, photo, layout)
    return straighten(layout, inputs.keypoints, settled_places(inputs, agnostic))


def settled_places(inputs: WorkingInputs, agnostic: Agnostic) -> Mask:
    """Returns (H, W): hair, face and hands, which lie before any garment."""
    photo, kept = LIP_TO_COMPACT[inputs.labels], LIP_TO_COMPACT[agnostic.parse_agnostic]
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
