"""`compact` as it is offered: a layout that was looked at twice, and a composed picture.

`CompactPipeline` holds the stages both forms share and the painted form this one was judged
against (docs/quality.md). `benchmarks/judge.py render --form` runs every form.
"""

from dataclasses import replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from tryon.labels import LIP_TO_COMPACT
from tryon.models.compact import WORKING_SIZE
from tryon.models.composing import Composing
from tryon.models.first_look import first_look
from tryon.models.garment import FineDecoder, GarmentEncoder
from tryon.models.garment_mask import GarmentMaskNetwork
from tryon.models.settling import FINE_SIZE, Settling, product_view
from tryon.models.skin_light import SkinLight
from tryon.pictures.coordinates import canvas_scale, from_edge
from tryon.pipelines.compact.composition import Answer, compose
from tryon.pipelines.compact.hands import sleeves_to_hands
from tryon.pipelines.compact.hems import (
    hem_as_before,
    lower_garment_kept,
    without_old_ties,
)
from tryon.pipelines.compact.hidden_arms import without_ghosts
from tryon.pipelines.compact.hung_straps import (
    Hung,
    find_straps,
    flow_along,
    hang,
    in_their_colour,
)
from tryon.pipelines.compact.inner_back import home_inner_back, without_dents, without_hood
from tryon.pipelines.compact.intermediates import GarmentWarps
from tryon.pipelines.compact.laid_flat import lies_flat
from tryon.pipelines.compact.neck_trim import find_trim, lay_trim
from tryon.pipelines.compact.neckline import is_pointed
from tryon.pipelines.compact.open_collar import open_collar
from tryon.pipelines.compact.pipeline import (
    CompactPipeline,
    Segmented,
    enlarged,
    reconciled,
    settled_places,
)
from tryon.pipelines.compact.product_straps import measure
from tryon.pipelines.compact.scene import scene_of, seen_light
from tryon.pipelines.compact.settled_layout import (
    settled_layout,
    smooth_outlines,
)
from tryon.pipelines.compact.settling_rules import arms_and_shoulders, outlines
from tryon.pipelines.compact.shaded_inside import with_shaded_inside
from tryon.pipelines.compact.shoulders import (
    round_shoulders,
)
from tryon.pipelines.compact.sleeve_ends import without_flaps
from tryon.pipelines.compact.standing_collar import stand_collar
from tryon.pipelines.compact.synthesis import with_its_scraps
from tryon.pipelines.compact.waists import even_waist
from tryon.pipelines.compact.warp import warp
from tryon.pipelines.working_inputs import Agnostic, WorkingInputs, at_size, checked
from tryon.preprocess.compact_inputs import (
    PRODUCT_SIZE,
    agnostic_channels,
    class_channels,
    joint_places,
    kind_channels,
    product_picture,
)
from tryon.preprocess.garment_reader import as_input
from tryon.types import GarmentInput, Image, Labels, Mask, PersonInput, Size
from tryon.weights.store import WeightStore

# How much the matching network's logits of the inner back count beside the other network's: of 0.35
# and 0.6 the one with fewer mistakes on the 44 tops of photos this was looked at on.
_FIRST_OPINION = 0.6


class LearnedCompactPipeline(CompactPipeline):
    """The stages of `CompactPipeline`: the layout is settled and the picture composed by networks.

    Rules go over the settled layout, see `settling_rules` and docs/compact.md.
    """

    weights: tuple[str, ...] = (
        "compact_layout",
        "compact_matching",
        "compact_settling",
        "compact_composing",
        "compact_skin_light",
        "compact_garment",
        "compact_inner_back",
        "compact_inner_back_home",
    )

    # Not "short": between it and "elbow" only hems change, 1.1 to 1.5 % of the pixels of 5 garments
    # in two photos; from either of them to "long" it is 7 % and more.
    kinds: tuple[str, ...] = ("sleeveless", "long", "v", "wide", "high", "straps")

    def __init__(self, store: WeightStore, device: torch.device) -> None:
        super().__init__(store, device)
        self._settling = self._ready(Settling(), store, "compact_settling")
        self._composing = self._ready(Composing(), store, "compact_composing")
        self._skin_light = self._ready(SkinLight(), store, "compact_skin_light")
        self._encoder = self._ready(GarmentEncoder(), store, "compact_garment", "encoder.")
        self._inner_back = self._ready(FineDecoder(), store, "compact_inner_back")
        self._home_back = self._ready(GarmentMaskNetwork(), store, "compact_inner_back_home")

    def inputs(self, person: PersonInput, garment: GarmentInput, size: Size) -> WorkingInputs:
        """Finds the inner back of what lies flat, and takes hoods off; see `CompactPipeline`."""
        inputs = super().inputs(person, garment, size)
        if not lies_flat(garment) or inputs.neckline == "high":
            return inputs
        picture = product_picture(inputs.cloth, inputs.cloth_mask, PRODUCT_SIZE)
        with torch.inference_mode():
            logits = checked(self._home_back(as_input(picture).to(self._device)))
        back = home_inner_back(inputs.cloth, inputs.cloth_mask, enlarged(logits, size)[0])
        worn = without_hood(inputs.cloth_mask, back)
        back = back & worn
        if inputs.neckline in ("round", "v"):
            back = without_dents(worn, back)
        return replace(inputs, cloth_mask=worn, inner_back=back)

    def segmentation(self, inputs: WorkingInputs, agnostic: Agnostic) -> Segmented:
        """Stage 2: predicts the layout, lays the garment on it, and settles it in its view."""
        back = self.inner_back(inputs)
        seen = inputs
        # What lies flat, whose inner back is known already, is shown as it is: of few it was tried.
        if inputs.inner_back is None and inputs.neckline in ("round", "v"):
            seen = replace(inputs, cloth=with_shaded_inside(inputs.cloth, inputs.cloth_mask, back))
        probabilities = self.settled_probabilities(seen, agnostic)
        layout = reconciled(probabilities, inputs, agnostic)
        return Segmented(probabilities, _with_lower_garment(layout, inputs), back)

    def settled(
        self, inputs: WorkingInputs, agnostic: Agnostic, segmented: Segmented, back: Mask
    ) -> Labels:
        """Settles neckline, straps, sleeves and hem; see `CompactPipeline`."""
        if inputs.neckline == "round" and is_pointed(back):
            inputs = replace(inputs, neckline="v")
        photo = LIP_TO_COMPACT[inputs.labels]
        layout = super().settled(inputs, agnostic, segmented, back)
        layout = _with_lower_garment(layout, inputs)
        worn = with_its_scraps(inputs.image, photo, canvas_scale(photo.shape[1]))
        settled = settled_places(inputs, agnostic) | inputs.fixed
        if inputs.neckline == "high":
            tps, _ = self._flows(inputs, segmented.layout)
            product = warp(inputs.cloth_mask.astype(np.float32), tps) > 0.5
            layout = stand_collar(layout, product, inputs.keypoints, settled)
        if inputs.neckline == "collar" and back.any():
            tps, _ = self._flows(inputs, segmented.layout)
            front = warp((inputs.cloth_mask & ~back).astype(np.float32), tps) > 0.5
            layout = open_collar(layout, photo, front, inputs.keypoints, settled)
        layout = without_ghosts(layout, photo, inputs.keypoints, settled)
        layout = hem_as_before(layout, worn, inputs.keypoints)
        if inputs.sleeve != "long":
            layout = without_old_ties(layout, photo, inputs.cloth_mask, inputs.keypoints)
            layout = even_waist(layout, photo, inputs.keypoints, settled)
        layout = without_flaps(layout, photo, inputs.keypoints, settled)
        layout = arms_and_shoulders(layout, photo, inputs, back, settled)
        layout = outlines(layout, photo, inputs, settled)
        if inputs.sleeve == "long":
            layout = sleeves_to_hands(layout, photo, inputs.keypoints)
        if hung := self.straps(inputs, layout):
            layout = round_shoulders(layout, photo, inputs.keypoints)
            layout = hang(layout, inputs.keypoints, hung, settled)
        return layout

    def inner_back_logits(self, inputs: WorkingInputs) -> Tensor:
        """Hears a second network, see `CompactPipeline`.

        The matching network's own opinion misses insides of one colour with the front, the other
        one takes lace and ruffles for insides: what neither is sure of is none.
        """
        first = super().inner_back_logits(inputs)
        columns = np.flatnonzero(inputs.cloth_mask.any(0)) / inputs.cloth_mask.shape[1]
        if inputs.neckline == "straps" or not columns.size:
            return first
        picture = product_picture(inputs.cloth, inputs.cloth_mask, WORKING_SIZE)
        features = self._encoder.finer(as_input(picture).to(self._device))
        second: Tensor = self._inner_back.mask_logits(features)
        both = _FIRST_OPINION * first + second
        # Beside the middle there is no neck, but cuffs and armholes.
        middle, reach = float(columns.max() + columns.min()) / 2, float(np.ptp(columns)) / 4
        centres = from_edge(np.arange(both.shape[3], dtype=np.float32)) / both.shape[3]
        places = torch.from_numpy(centres).to(self._device)
        return torch.where((places - middle).abs() < reach, both, first)

    def straps(self, inputs: WorkingInputs, layout: Labels) -> Hung | None:
        """Returns how the garment hangs on straps, if it does."""
        if inputs.neckline != "straps":
            return None
        product = measure(inputs.cloth, inputs.cloth_mask)
        return find_straps(layout, inputs.keypoints, product) if product else None

    def flow(
        self, inputs: WorkingInputs, layout: Labels, dense: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """Leads the dense flow along the straps, see `CompactPipeline`."""
        hung = self.straps(inputs, layout)
        return flow_along(dense, hung) if hung else dense

    def matching(self, inputs: WorkingInputs, layout: Labels, back: Mask) -> GarmentWarps:
        """Warps the garment; straps and a neckline's trim are its own, see `CompactPipeline`."""
        matched = super().matching(inputs, layout, back)
        front = inputs.cloth_mask & ~back
        cut_out = inputs.neckline in ("round", "v")
        if cut_out and (trim := find_trim(inputs.cloth, front, back)):
            worn = matched.flow_cloth, inputs.cloth, front, matched.flow, layout
            matched = replace(matched, flow_cloth=lay_trim(*worn, trim))
        if hung := self.straps(inputs, layout):
            matched = replace(matched, flow_cloth=in_their_colour(matched.flow_cloth, hung))
        return matched

    def settled_probabilities(
        self, inputs: WorkingInputs, agnostic: Agnostic
    ) -> NDArray[np.float32]:
        """Returns the settling network's softmax (8, H, W)."""
        photo = LIP_TO_COMPACT[inputs.labels]
        kept = LIP_TO_COMPACT[agnostic.parse_agnostic]
        pose, cloth = self._tensor(self._pose(inputs)), self._cloth(inputs)
        with torch.inference_mode():
            first, cloth_mask, hints = first_look(
                self._layout,
                self._matching,
                self._tensor(agnostic_channels(at_size(kept, WORKING_SIZE))),
                pose,
                cloth,
                self._tensor(joint_places(inputs.keypoints, inputs.size)),
            )
            fine_photo = self._tensor(class_channels(at_size(photo, FINE_SIZE)))
            kind = self._tensor(kind_channels(inputs.sleeve, inputs.neckline))
            logits = self._settling(
                fine_photo, pose, first, cloth_mask, hints, product_view(cloth), kind
            )
            return smooth_outlines(enlarged(checked(logits.softmax(1)), inputs.size))

    def synthesis(self, inputs: WorkingInputs, layout: Labels, matched: GarmentWarps) -> Image:
        """Stage 5: composes the picture."""
        worn = LIP_TO_COMPACT[inputs.labels]
        worn = with_its_scraps(inputs.image, worn, canvas_scale(worn.shape[1]))
        with torch.inference_mode():
            scene = scene_of(inputs, worn, layout, matched, self._tensor)
            composed = self._composing(scene)
            skin_light = self._skin_light(*seen_light(scene), self._tensor(self._pose(inputs)))
            answer = Answer(
                checked(composed.shading)[0, 0].cpu().numpy(),
                (checked(composed.colour)[0] * 255).permute(1, 2, 0).cpu().numpy(),
                checked(skin_light.exp())[0, 0].cpu().numpy(),
            )
        pictures = inputs.image, worn, layout, matched.flow_cloth, answer
        canvas = compose(*pictures, inputs.keypoints, straps=inputs.neckline == "straps")
        return np.where(inputs.fixed[..., None], inputs.image, canvas)


class RulelessCompactPipeline(LearnedCompactPipeline):
    """... and without the rules: what stays whatever the networks say, `settled_layout` tells.

    The user's choice of sleeve and neckline has no effect here.
    """

    kinds: tuple[str, ...] = ()

    def segmentation(self, inputs: WorkingInputs, agnostic: Agnostic) -> Segmented:
        """Stage 2, see `LearnedCompactPipeline`."""
        photo = LIP_TO_COMPACT[inputs.labels]
        kept = LIP_TO_COMPACT[agnostic.parse_agnostic]
        probabilities = self.settled_probabilities(inputs, agnostic)
        layout = settled_layout(probabilities, photo, kept)
        return Segmented(probabilities, _with_lower_garment(layout, inputs))

    def settled(
        self, inputs: WorkingInputs, agnostic: Agnostic, segmented: Segmented, back: Mask
    ) -> Labels:
        """Returns the layout as it is, but no cloth where nothing may change."""
        photo = LIP_TO_COMPACT[inputs.labels]
        return np.where(inputs.fixed, photo, segmented.layout)


def _with_lower_garment(layout: Labels, inputs: WorkingInputs) -> Labels:
    photo = LIP_TO_COMPACT[inputs.labels]
    return lower_garment_kept(layout, photo, inputs.keypoints, outerwear=inputs.outerwear)
