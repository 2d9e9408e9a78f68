"""The default pipeline: VITON-HD's stages on small networks of our own, whose weights are here.

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
from tryon.errors import NonFiniteOutput
from tryon.images import paste_back, to_canvas
from tryon.labels import COMPACT_TO_LIP, LIP_TO_COMPACT, Compact
from tryon.models.compact import WORKING_SIZE, Layout, Matching
from tryon.pipelines.base import StageClock
from tryon.pipelines.drawing import draw_flow, draw_warp_grid
from tryon.pipelines.layout_rules import reconcile
from tryon.pipelines.spread import eroded, spread
from tryon.pipelines.synthesis import Synthesis, synthesise
from tryon.preprocess.agnostic import agnostic_image, parse_agnostic, pose_map
from tryon.preprocess.compact_inputs import (
    agnostic_channels,
    cloth_channels,
    joint_places,
    person_channels,
    pose_channels,
)
from tryon.types import (
    GarmentInput,
    Image,
    Intermediates,
    IsCancelled,
    Keypoints,
    Labels,
    Mask,
    OnStage,
    PersonInput,
    Size,
    TryOnResult,
)
from tryon.weights import WeightStore, load_strictly

_T = TypeVar("_T", bound=np.generic)
_CANVAS_SIZE = (1024, 768)


@dataclass(frozen=True)
class Dressing:
    """Person and garment at the working size, as every stage needs them."""

    image: Image
    labels: Labels
    keypoints: Keypoints
    cloth: Image
    cloth_mask: Mask

    @property
    def size(self) -> Size:
        """The working size (height, width)."""
        height, width = self.labels.shape
        return height, width


@dataclass(frozen=True)
class Agnostic:
    """What is left of the person without the garment."""

    pose_map: Image
    parse_agnostic: Labels
    agnostic_image: Image


@dataclass(frozen=True)
class Segmented:
    """The predicted layout: (8, H, W) float32 probabilities and (H, W) compact classes."""

    probabilities: NDArray[np.float32]
    layout: Labels


@dataclass(frozen=True)
class Matched:
    """Both warps of the garment. Flows are (2, H, W) from -1 to 1, masks float32 0 to 1.

    `cloth_depth` (H, W) float32 is how many garment pixels inside the outline of the garment's
    front a place is by the dense flow, below zero outside it.
    """

    tps_flow: NDArray[np.float32]
    tps_cloth: Image
    tps_mask: NDArray[np.float32]
    flow: NDArray[np.float32]
    flow_cloth: Image
    flow_mask: NDArray[np.float32]
    cloth_depth: NDArray[np.float32]


@dataclass(frozen=True)
class Misalignment:
    """Where the warped garment and the predicted clothing disagree, float32 0 to 1 (H, W).

    Source: VITON-HD Eq. 3 (align) and Eq. 4 (misalign); `after_flow` is Eq. 4 for the dense flow.
    """

    align: NDArray[np.float32]
    misalign: NDArray[np.float32]
    after_flow: NDArray[np.float32]
    ratio: float


class CompactPipeline:
    """Layout, matching and synthesis with the project's own weights. See `Pipeline`."""

    name = "compact"
    title = "Compact (our own small networks)"
    sizes: tuple[Size, ...] = ((1024, 768), (512, 384), (256, 192))
    stages: tuple[str, ...] = ("agnostic", "segmentation", "matching", "misalignment", "synthesis")
    weights: tuple[str, ...] = ("compact_layout", "compact_matching")

    def __init__(self, store: WeightStore, device: torch.device) -> None:
        self._device = device
        self._records = tuple(store.record(key) for key in self.weights)
        self._layout = self._ready(Layout(), store, "compact_layout")
        self._matching = self._ready(Matching(), store, "compact_matching")

    def _ready(self, network: torch.nn.Module, store: WeightStore, key: str) -> torch.nn.Module:
        state = {
            name: value.float() if value.is_floating_point() else value
            for name, value in store.state(key).items()
        }
        load_strictly(network, state, key)
        return channels_last(network.to(self._device).eval())

    def __call__(
        self,
        person: PersonInput,
        garment: GarmentInput,
        *,
        size: Size | None = None,
        seed: int = 0,
        on_stage: OnStage | None = None,
        cancelled: IsCancelled | None = None,
    ) -> TryOnResult:
        """Runs all stages; see `Pipeline`. Nothing here is random, so `seed` changes nothing."""
        size = size or self.sizes[0]
        clock = StageClock(self.stages, on_stage, cancelled)
        dressing = self.dressing(person, garment, size)
        with clock.stage("agnostic"):
            agnostic = self.agnostic(dressing)
        with clock.stage("segmentation"):
            segmented = self.segmentation(dressing, agnostic)
        with clock.stage("matching"):
            matched = self.matching(dressing, segmented.layout)
            layout = self.settled(dressing, segmented, matched)
        with clock.stage("misalignment"):
            misalignment = self.misalignment(layout, matched)
        with clock.stage("synthesis"):
            synthesis = self.synthesis(dressing, layout, matched)
            image = self.paste_back(person, synthesis)
        return TryOnResult(
            image=image,
            canvas=synthesis.canvas,
            intermediates=_intermediates(dressing, agnostic, layout, matched, misalignment),
            misalignment_ratio=misalignment.ratio,
            timings_ms=clock.timings_ms,
            notices=(*person.notices, *garment.notices),
            pipeline=self.name,
            size=size,
            seed=seed,
            device=str(self._device),
            weights=self._records,
        )

    @staticmethod
    def dressing(person: PersonInput, garment: GarmentInput, size: Size) -> Dressing:
        """Brings both inputs to the working size."""
        height, width = size
        if size == _CANVAS_SIZE:
            return Dressing(
                person.image,
                person.parse_map.labels,
                person.keypoints,
                garment.image,
                garment.cloth_mask,
            )
        step = height / _CANVAS_SIZE[0]
        # Pixel centres are whole numbers: the corner of the first pixel lies at -0.5.
        shift = (step - 1) / 2
        mask = cv2.resize(
            garment.cloth_mask.astype(np.float32), (width, height), interpolation=cv2.INTER_AREA
        )
        return Dressing(
            image=to_canvas(person.photo, person.box, size),
            labels=cv2.resize(
                person.parse_map.labels, (width, height), interpolation=cv2.INTER_NEAREST
            ),
            keypoints=person.keypoints.transformed((step, step), (shift, shift)),
            cloth=cv2.resize(garment.image, (width, height), interpolation=cv2.INTER_AREA),
            cloth_mask=mask >= 0.5,
        )

    @staticmethod
    def agnostic(dressing: Dressing) -> Agnostic:
        """Stage 1: takes the garment away."""
        return Agnostic(
            pose_map(dressing.keypoints, dressing.size),
            parse_agnostic(dressing.labels, dressing.keypoints),
            agnostic_image(dressing.image, dressing.labels, dressing.keypoints),
        )

    def segmentation(self, dressing: Dressing, agnostic: Agnostic) -> Segmented:
        """Stage 2: predicts the layout at the working size."""
        kept = _small_labels(LIP_TO_COMPACT[agnostic.parse_agnostic])
        pose = self._pose(dressing)
        cloth = cloth_channels(dressing.cloth, dressing.cloth_mask, WORKING_SIZE)
        with torch.inference_mode():
            logits = self._layout(
                self._tensor(agnostic_channels(kept)), self._tensor(pose), self._tensor(cloth)
            )
            probability = _enlarged(_checked(logits.softmax(1)), dressing.size)
        return Segmented(probability, reconcile(probability, LIP_TO_COMPACT[dressing.labels]))

    def matching(self, dressing: Dressing, layout: Labels) -> Matched:
        """Stage 3: warps the garment onto the layout, by TPS and by dense flow."""
        person = person_channels(_small_labels(layout), self._pose(dressing))
        cloth = cloth_channels(dressing.cloth, dressing.cloth_mask, WORKING_SIZE)
        with torch.inference_mode():
            tps, _, flows, inner_back = self._matching(
                self._tensor(person),
                self._tensor(cloth),
                self._tensor(joint_places(dressing.keypoints, dressing.size)),
            )
            tps_flow = _enlarged(_checked(tps), dressing.size)
            flow = _enlarged(_checked(flows[-1]), dressing.size)
            behind = _enlarged(inner_back, dressing.size)[0] > 0
        front = dressing.cloth_mask & ~behind
        colours = _extended(dressing.cloth, front if front.any() else dressing.cloth_mask)
        mask = dressing.cloth_mask.astype(np.float32)
        return Matched(
            tps_flow=tps_flow,
            tps_cloth=_warp(dressing.cloth, tps_flow),
            tps_mask=_warp(mask, tps_flow),
            flow=flow,
            flow_cloth=_warp(colours, flow),
            flow_mask=_warp(mask, flow),
            cloth_depth=_warp(_depth(front), flow),
        )

    @staticmethod
    def settled(dressing: Dressing, segmented: Segmented, matched: Matched) -> Labels:
        """Still stage 3: settles necklines and cuffs by where the warped garment ends."""
        photo = LIP_TO_COMPACT[dressing.labels]
        return reconcile(segmented.probabilities, photo, matched.cloth_depth)

    @staticmethod
    def misalignment(layout: Labels, matched: Matched) -> Misalignment:
        """Stage 4: compares the warped garment's mask with the clothing of the layout."""
        clothing = (layout == Compact.UPPER).astype(np.float32)
        misalign = np.maximum(clothing - matched.tps_mask, 0)
        return Misalignment(
            align=clothing * matched.tps_mask,
            misalign=misalign,
            after_flow=np.maximum(clothing - matched.flow_mask, 0),
            ratio=float(misalign.sum() / max(float(clothing.sum()), 1.0)),
        )

    @staticmethod
    def synthesis(dressing: Dressing, layout: Labels, matched: Matched) -> Synthesis:
        """Stage 5: composes the picture."""
        worn = LIP_TO_COMPACT[dressing.labels]
        return synthesise(dressing.image, worn, layout, matched.flow_cloth)

    @staticmethod
    def paste_back(person: PersonInput, synthesis: Synthesis) -> Image:
        """Puts the canvas back into the photo at the photo's own resolution."""
        return paste_back(person.photo, person.box, synthesis.canvas, synthesis.changed)

    def _pose(self, dressing: Dressing) -> NDArray[np.float32]:
        step = WORKING_SIZE[0] / dressing.size[0]
        shift = (step - 1) / 2
        small = dressing.keypoints.transformed((step, step), (shift, shift))
        return pose_channels(small, WORKING_SIZE)

    def _tensor(self, channels: NDArray[np.float32]) -> Tensor:
        return torch.from_numpy(channels)[None].to(self._device)


def _enlarged(field: Tensor, size: Size) -> NDArray[np.float32]:
    """Returns (1, C, h, w) as (C, H, W): bicubic like F.interpolate, several times faster."""
    height, width = size
    planes = field[0].float().cpu().numpy()
    return np.stack(
        [cv2.resize(plane, (width, height), interpolation=cv2.INTER_CUBIC) for plane in planes]
    )


def _checked(values: Tensor) -> Tensor:
    if not torch.isfinite(values).all():
        raise NonFiniteOutput(
            "The network gave numbers that are not numbers.", "Try the CPU, or other photos."
        )
    return values


def _small_labels(labels: Labels) -> Labels:
    height, width = WORKING_SIZE
    small: Labels = cv2.resize(labels, (width, height), interpolation=cv2.INTER_NEAREST)
    return small


def _extended(cloth: Image, front: Mask) -> Image:
    """Lets the garment's colours run on past its edge, so that no background is ever sampled."""
    scale = cloth.shape[1] / 768
    inner = eroded(front, 3 * scale)
    if not inner.any():
        inner = front
    extended = spread(cloth.astype(np.float32), inner, ~inner, 2 * scale)
    return np.clip(np.rint(extended), 0, 255).astype(np.uint8)


def _depth(mask: Mask) -> NDArray[np.float32]:
    """Returns (H, W): pixels from the outline of a mask, below zero outside it."""
    inside = cv2.distanceTransform(mask.astype(np.uint8), cv2.DIST_L2, 5)
    outside = cv2.distanceTransform((~mask).astype(np.uint8), cv2.DIST_L2, 5)
    signed: NDArray[np.float32] = (inside - outside).astype(np.float32)
    return signed


def _warp(picture: NDArray[_T], flow: NDArray[np.float32]) -> NDArray[_T]:
    """Reads a picture (H, W[, C]) at the places of a flow, as grid_sample does with borders."""
    height, width = picture.shape[:2]
    x = (flow[0] + 1) / 2 * width - 0.5
    y = (flow[1] + 1) / 2 * height - 0.5
    warped: NDArray[_T] = cv2.remap(
        picture, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return warped


def _intermediates(
    dressing: Dressing,
    agnostic: Agnostic,
    layout: Labels,
    matched: Matched,
    misalignment: Misalignment,
) -> Intermediates:
    clothing = layout == Compact.UPPER
    identity = np.stack(
        np.meshgrid(
            (np.arange(layout.shape[1]) + 0.5) / layout.shape[1] * 2 - 1,
            (np.arange(layout.shape[0]) + 0.5) / layout.shape[0] * 2 - 1,
        )
    )
    half = np.array([layout.shape[1] / 2, layout.shape[0] / 2])[:, None, None]
    offset = ((matched.flow - identity) * half).astype(np.float32)
    return Intermediates(
        parse_map=dressing.labels,
        pose_map=agnostic.pose_map,
        agnostic_image=agnostic.agnostic_image,
        parse_agnostic=agnostic.parse_agnostic,
        cloth=dressing.cloth,
        cloth_mask=_to_bytes(dressing.cloth_mask.astype(np.float32)),
        predicted_parse=COMPACT_TO_LIP[layout],
        tps_grid=draw_warp_grid(matched.tps_cloth, matched.tps_flow, matched.tps_mask > 0.5),
        warped_cloth=matched.tps_cloth,
        warped_cloth_mask=_to_bytes(matched.tps_mask),
        align_mask=_to_bytes(misalignment.align),
        misalignment_mask=_to_bytes(misalignment.misalign),
        appearance_flow=draw_flow(offset, clothing),
        flow_cloth=_on_white(matched.flow_cloth, clothing),
        flow_misalignment_mask=_to_bytes(misalignment.after_flow),
    )


def _to_bytes(soft: NDArray[np.float32]) -> NDArray[np.uint8]:
    levels: NDArray[np.uint8] = np.clip(np.rint(soft * 255), 0, 255).astype(np.uint8)
    return levels


def _on_white(cloth: Image, shown: Mask) -> Image:
    picture = cloth.copy()
    picture[~shown] = 255
    return picture
