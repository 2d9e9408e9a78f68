"""VITON-HD with the published networks: every stage of the paper's Fig. 3, every picture of Fig. 8.

Tensors are (1, C, H, W) on the pipeline's device and stay there until the result is made. Only the
end of a stage waits for the device, so that its time is its own.

Source: VITON-HD Sec. 3; the networks are `tryon.models.viton_hd` and `tryon.models.alias`.
"""

from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

from tryon.config import Precision
from tryon.labels import (
    LIP_TO_13,
    UPPER_OF_7,
    UPPER_OF_13,
    VITON_HD_13_NAMES,
    VITON_HD_13_TO_7,
    VITON_HD_13_TO_LIP,
)
from tryon.misalignment.equations import misalignment_of
from tryon.models import build
from tryon.models.alias import divide_parse
from tryon.models.tps import warp
from tryon.models.viton_hd import matching_inputs, segmentation_input, upsample_labels
from tryon.pipelines.base import Painted, Published
from tryon.pipelines.drawing import draw_warp_grid
from tryon.pipelines.working_inputs import (
    LAYOUT_STAGES,
    Agnostic,
    WorkingInputs,
    as_picture,
    as_tensor,
    at_working_size,
    changed_labels,
    checked,
    keep_photo,
    make_agnostic,
    paste_area,
    steps_before_layout,
    to_bytes,
)
from tryon.stages import Stage, StageClock
from tryon.types import (
    GarmentInput,
    Image,
    Labels,
    PersonInput,
    RunOptions,
    Size,
)
from tryon.weights.store import WeightStore

NETWORK_SIZE: Size = (256, 192)
INSTANCE_NORM = "instance-norm"


@dataclass(frozen=True)
class WarpedGarment:
    """The garment on the person: TPS grid (1, H, W, 2), cloth (1, 3, H, W), mask (1, 1, H, W).

    All float32, whatever the networks' precision.
    """

    grid: Tensor
    cloth: Tensor
    cloth_mask: Tensor


@dataclass(frozen=True)
class Divided:
    """The predicted parse as ALIAS reads it.

    Attributes:
        parse: (1, 7, H, W) one-hot.
        parse_div: (1, 8, H, W) the same, misaligned clothing in a channel of its own.
        misalign: (1, 1, H, W) from 0 to 1.

    Source: VITON-HD Sec. 3.4, Eq. 3 and Eq. 4.
    """

    parse: Tensor
    parse_div: Tensor
    misalign: Tensor


class VitonHdPipeline(Published):
    """Segmentation, geometric matching, ALIAS generator. See `Pipeline`."""

    name = "viton-hd"
    title = "VITON-HD (published networks)"
    # ALIAS doubles its size seven times, which 256x192 does not allow.
    sizes: tuple[Size, ...] = ((1024, 768), (512, 384))
    stages: tuple[Stage, ...] = (
        *LAYOUT_STAGES,
        Stage(
            "matching",
            ("predicted_parse", "pose_map", "cloth"),
            ("warped_cloth", "warped_cloth_mask", "tps_grid"),
        ),
        Stage(
            "misalignment",
            ("predicted_parse", "warped_cloth_mask"),
            ("misalignment_mask", "align_mask"),
        ),
        Stage(
            "synthesis",
            ("agnostic_image", "predicted_parse", "warped_cloth"),
            ("canvas", "instance_norm_canvas"),
        ),
    )
    weights: tuple[str, ...] = ("viton_hd_seg", "viton_hd_gmm", "viton_hd_alias")
    ablations: tuple[str, ...] = (INSTANCE_NORM,)
    needs_body = True
    seeded = True
    kinds: tuple[str, ...] = ()

    def __init__(
        self, store: WeightStore, device: torch.device, precision: Precision = "auto"
    ) -> None:
        super().__init__(store, device, precision)
        self._segmentation, self._matching, self._alias = (
            self._ready(key, store) for key in self.weights
        )

    def _ready(self, key: str, store: WeightStore) -> nn.Module:
        return build(key, store.state(key)).to(self._device, self._dtype)

    def run_stages(
        self, person: PersonInput, garment: GarmentInput, options: RunOptions, clock: StageClock
    ) -> Painted:
        """Runs all stages; see `Pipeline`.

        With the ablation "instance-norm" the picture is painted a second time from the same noise
        with the same weights without ALIAS's region-separate standardisation. VITON-HD* of Table 1
        is another model, trained so.
        """
        inputs = at_working_size(person, garment, self.working_size(options), published=True)
        agnostic = clock.once("agnostic", lambda: make_agnostic(inputs))
        with torch.inference_mode():
            predicted, noise_state = clock.once(
                "segmentation", lambda: self.predicted(inputs, agnostic, options.seed)
            )
            mended = options.layout
            parse = predicted if mended is None else self._mended(predicted, mended)
            matched = clock.once("matching", lambda: self.matching(inputs, agnostic, parse))
            divided = clock.once("misalignment", lambda: self.divided(parse, matched))

            def paint(*, instance_norm_only: bool) -> Image:
                generator = torch.Generator().set_state(noise_state)
                canvas = self.synthesis(
                    agnostic, matched, divided, generator, instance_norm_only=instance_norm_only
                )
                return keep_photo(inputs, canvas)

            def finish() -> tuple[Image, Image | None, Image]:
                canvas = paint(instance_norm_only=False)
                other = (
                    paint(instance_norm_only=True) if options.ablation == INSTANCE_NORM else None
                )
                return canvas, other, self.paste_back(person, inputs, agnostic, parse, canvas)

            canvas, without, image = clock.once("synthesis", finish)
        clothing = parse[0].cpu().numpy() == UPPER_OF_13
        warped_mask = matched.cloth_mask[0, 0].float().cpu().numpy()
        misalignment = misalignment_of(clothing, warped_mask)
        warped_cloth = as_picture(matched.cloth)
        return Painted(
            image=image,
            canvas=canvas,
            intermediates=replace(
                steps_before_layout(inputs, agnostic),
                predicted_parse=VITON_HD_13_TO_LIP[parse[0].cpu().numpy()],
                tps_grid=draw_warp_grid(warped_cloth, _flow(matched.grid), warped_mask > 0.5),
                warped_cloth=warped_cloth,
                warped_cloth_mask=to_bytes(warped_mask),
                align_mask=to_bytes(misalignment.align),
                misalignment_mask=to_bytes(misalignment.misalign),
                instance_norm_canvas=without,
            ),
            misalignment_ratio=misalignment.ratio,
        )

    def predicted(
        self, inputs: WorkingInputs, agnostic: Agnostic, seed: int
    ) -> tuple[Tensor, Tensor]:
        """Stage 2 from a seed: the parse map, and the state of the random numbers after it."""
        generator = torch.Generator().manual_seed(seed)
        return self.segmentation(inputs, agnostic, generator), generator.get_state()

    def segmentation(
        self, inputs: WorkingInputs, agnostic: Agnostic, generator: torch.Generator
    ) -> Tensor:
        """Stage 2: predicts the parse map in the new garment.

        Returns:
            (1, H, W) int64, the 13 classes of `labels.VITON_HD_13_NAMES`.

        Raises:
            NonFiniteOutput: The network failed.

        Source: VITON-HD Sec. 3.2.
        """
        mask = self._tensor(inputs.cloth_mask.astype(np.float32))
        kept = torch.from_numpy(LIP_TO_13[agnostic.parse_agnostic].astype(np.int64))
        classes = F.one_hot(kept.to(self._device), len(VITON_HD_13_NAMES)).permute(2, 0, 1)[None]
        given = segmentation_input(
            self._tensor(inputs.cloth),
            mask,
            classes.to(self._dtype),
            self._tensor(agnostic.pose_map),
            torch.randn(1, 1, *NETWORK_SIZE, generator=generator),
            NETWORK_SIZE,
        )
        maps = checked(self._segmentation(given))
        return upsample_labels(maps.float(), inputs.size)

    def matching(self, inputs: WorkingInputs, agnostic: Agnostic, parse: Tensor) -> WarpedGarment:
        """Stage 3: warps the garment onto the predicted clothing by TPS.

        Raises:
            NonFiniteOutput: The network failed.

        Source: VITON-HD Sec. 3.3.
        """
        upper = (parse == UPPER_OF_13)[:, None].to(self._dtype)
        cloth = self._tensor(inputs.cloth)
        mask = self._tensor(inputs.cloth_mask.astype(np.float32))
        given = matching_inputs(
            upper,
            self._tensor(agnostic.pose_map),
            self._tensor(agnostic.agnostic_image),
            cloth,
            NETWORK_SIZE,
        )
        _, grid = self._matching(*given, inputs.size)
        # In half precision a place would be off by up to half a pixel.
        return WarpedGarment(checked(grid), warp(cloth.float(), grid), warp(mask.float(), grid))

    def divided(self, parse: Tensor, matched: WarpedGarment) -> Divided:
        """Stage 4: moves what the warped garment leaves uncovered to a channel of its own."""
        table = torch.from_numpy(VITON_HD_13_TO_7.astype(np.int64)).to(self._device)
        classes = F.one_hot(table[parse], 7).permute(0, 3, 1, 2).float()
        parse_div, misalign = divide_parse(classes, UPPER_OF_7, matched.cloth_mask)
        return Divided(*(part.to(self._dtype) for part in (classes, parse_div, misalign)))

    def synthesis(
        self,
        agnostic: Agnostic,
        matched: WarpedGarment,
        divided: Divided,
        generator: torch.Generator,
        *,
        instance_norm_only: bool = False,
    ) -> Image:
        """Stage 5: paints the whole canvas (H, W, 3) by ALIAS normalisation.

        Raises:
            NonFiniteOutput: The network failed.

        Source: VITON-HD Sec. 3.4.
        """
        x = torch.cat(
            [
                self._tensor(agnostic.agnostic_image),
                self._tensor(agnostic.pose_map),
                matched.cloth.to(self._dtype),
            ],
            1,
        )
        painted = self._alias(
            x,
            divided.parse,
            divided.parse_div,
            divided.misalign,
            generator,
            instance_norm_only=instance_norm_only,
        )
        return as_picture(checked(painted))

    @staticmethod
    def paste_back(
        person: PersonInput, inputs: WorkingInputs, agnostic: Agnostic, parse: Tensor, canvas: Image
    ) -> Image:
        """Puts what had been grey, and the new clothing, back into the photo; the rest stays."""
        clothing = parse[0].cpu().numpy() == UPPER_OF_13
        return paste_area(person, inputs.image, canvas, agnostic.area | clothing)

    def _mended(self, predicted: Tensor, changes: Labels) -> Tensor:
        """Returns the predicted parse (1, H, W) with changes, (1024, 768) LIP-20, laid over it."""
        classes = predicted[0].cpu().numpy()
        mended = changed_labels(classes, changes, LIP_TO_13.astype(classes.dtype))
        return torch.from_numpy(mended)[None].to(self._device)

    def _tensor(self, picture: NDArray[np.uint8] | NDArray[np.float32]) -> Tensor:
        return as_tensor(picture, self._device, self._dtype)


def _flow(grid: Tensor) -> NDArray[np.float32]:
    """Returns the sampling grid (1, H, W, 2) as (2, H, W)."""
    flow: NDArray[np.float32] = grid[0].permute(2, 0, 1).float().cpu().numpy()
    return flow
