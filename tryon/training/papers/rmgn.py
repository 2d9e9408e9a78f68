"""How RMGN is trained: a parser-based teacher first, then the parser-free network on its fakes.

Source: RMGN Sec. 3 and 4. Its training code and its supplement are not public; what the paper
leaves open is PF-AFN's, on which it builds, or ours, and said where it stands.
"""

from dataclasses import dataclass
from typing import Literal

import torch
from torch import Tensor, nn

from tryon.labels import UPPER_OF_13
from tryon.models.appearance_flow import AppearanceFlow, enlarged, flow_widths
from tryon.models.rmgn import RegionalMaskGenerator, composite
from tryon.training.losses import (
    WarpTerms,
    distillation_loss,
    pixel_loss,
    posture_awareness_loss,
    regional_generator_loss,
    second_order_smoothness,
    sum_of_layers,
    teacher_gate,
)
from tryon.training.papers.baselines import ConcatenationGenerator, PlainGenerator
from tryon.training.papers.data import Batch
from tryon.training.papers.perceptual import Vgg19Features
from tryon.training.papers.recipe import Learnt, Schedule, mask_picture, one_hot

Generator = Literal["regional", "concatenation", "plain"]

# What the teacher sees of the person: agnostic image, pose map and the 13 agnostic classes.
TEACHER_INPUTS = 3 + 3 + 13
_PICTURE = 3  # its channels
# 30 epochs, as the published file is called, of VITON's 14,221 pairs (Sec. 5).
_SCHEDULE = Schedule(
    5e-5,
    0.0,
    (0.5, 0.999),
    106_658,
    4,
    "PF-AFN's optimiser and batch; RMGN's file name says 30 epochs, its Sec. 5 14,221 pairs",
)
# In this order: what is said of it in Table 3 (A; B; C and D).
GENERATORS: dict[Generator, type[nn.Module]] = {
    "plain": PlainGenerator,
    "concatenation": ConcatenationGenerator,
    "regional": RegionalMaskGenerator,
}


@dataclass(frozen=True)
class Worn:
    """A garment on a person.

    Attributes:
        cloth: (N, 3, H, W) the warped cloth.
        edge: (N, 1, H, W) its mask.
        flows: One (N, 2, h, w) a level, where each pixel is read, in pixels of the level.
        features: The person's pyramid.
        result: (N, 3, H, W) the finished picture, -1 to 1.
        regional_mask: (N, 1, H, W) the last mask; zeros of generators that have none.
    """

    cloth: Tensor
    edge: Tensor
    flows: list[Tensor]
    features: list[Tensor]
    result: Tensor
    regional_mask: Tensor


def wear(
    networks: nn.ModuleDict,
    condition: Tensor,
    person: Tensor,
    cloth: Tensor,
    cloth_mask: Tensor,
) -> Worn:
    """Warps a garment and paints the person in it, in a form that can be learnt.

    Args:
        networks: "warp" and "gen".
        condition: (N, C, H, W) what the warp sees of the person.
        person: (N, 3, H, W) what the generator sees of the person.
        cloth: (N, 3, H, W).
        cloth_mask: (N, 1, H, W).
    """
    warping, painting = networks["warp"], networks["gen"]
    assert isinstance(warping, AppearanceFlow)
    masked = cloth * cloth_mask
    features = warping.person_pyramid(condition)
    grids = warping.grids_reference(features, warping.cloth_pyramid(masked))
    grid = enlarged(grids[-1])
    warped, edge = warping.warp(masked, grid), warping.warp(cloth_mask, grid, outside="zeros")
    raw, masks = painting.forward_reference(person, warped, edge)  # type: ignore[operator]  # all three generators have it
    result, _, _ = composite(raw.float(), warped, edge)
    last = masks[-1].float() if masks else torch.zeros_like(edge)
    flows = [level * _half_sides(level) for level in grids]
    return Worn(warped, edge, flows, [level.float() for level in features], result, last)


class TeacherRecipe:
    """The parser-based warp and generator, on persons without the clothes they wear.

    The paper takes PF-AFN's; here both are RMGN's networks fed with the agnostic inputs.

    Args:
        perceptual: For L_p.
        width: Of generator and warp; 64 is as wide as the published student.

    Source: RMGN Sec. 3.
    """

    schedule = _SCHEDULE
    others = 0
    critic: nn.Module | None = None

    def __init__(self, perceptual: Vgg19Features, width: int = 64) -> None:
        self.networks = teacher_networks(width)
        self.files = {"warp": "teacher_warp.pth", "gen": "teacher_gen.pth"}
        self.frozen = nn.ModuleDict({"perceptual": perceptual})
        self._perceptual = perceptual

    def learn(self, batch: Batch) -> Learnt:
        """See `Recipe`."""
        image, worn = batch["image"], _cut_out(batch)
        found = wear_as_teacher(self.networks, batch, batch["cloth"], batch["cloth_mask"])
        nothing = image.new_zeros(())
        terms = WarpTerms(
            pixel_loss(found.cloth, worn), second_order_smoothness(found.flows), nothing
        )
        perceptual = sum_of_layers(self._perceptual(image), self._perceptual(found.result))
        pixel = pixel_loss(found.result, image)
        parts = {
            "warp_pixel": terms.pixel,
            "warp_smoothness": terms.smoothness,
            "pixel": pixel,
            "perceptual": perceptual,
        }
        loss = posture_awareness_loss([terms]) + regional_generator_loss([pixel], [perceptual])
        pictures = {"warped_cloth": found.cloth, "worn": worn, "result": found.result}
        return Learnt(loss, parts, {**pictures, "image": image})


class StudentRecipe:
    """RMGN: from fake persons, whom the teacher has dressed in other garments, back to the photo.

    Args:
        teacher: "warp" and "gen" of a trained `TeacherRecipe`.
        perceptual: For L_p.
        width: 64 as published.
        fakes: Fake persons for each photo, |P~| of Eq. 2 and Fig. 5; 1 is without the posture
            awareness loss (Table 3, rows A to C).
        generator: "regional" is RMGN's; the others are ours for rows A and B of Table 3.
        from_teacher: Begin with the teacher's weights wherever they fit; the paper does not.

    Source: RMGN Eq. 1-2 and 7-9.
    """

    schedule = _SCHEDULE
    critic: nn.Module | None = None

    def __init__(
        self,
        teacher: nn.ModuleDict,
        perceptual: Vgg19Features,
        width: int = 64,
        fakes: int = 3,
        generator: Generator = "regional",
        *,
        from_teacher: bool = False,
    ) -> None:
        self.others = fakes
        painting = GENERATORS[generator](width=width)
        self.networks = nn.ModuleDict(
            {"warp": AppearanceFlow(**flow_widths(width)), "gen": painting}
        )
        if from_teacher:
            take_what_fits(self.networks, teacher)
        gen = "RMGN_gen_epoch_030.pth" if generator == "regional" else f"{generator}_gen.pth"
        self.files = {"warp": "RMGN_warp_epoch_030.pth", "gen": gen}
        self.frozen = nn.ModuleDict({"teacher": teacher, "perceptual": perceptual})
        self._teacher, self._perceptual = teacher, perceptual

    def learn(self, batch: Batch) -> Learnt:
        """See `Recipe`."""
        image, worn = batch["image"], _cut_out(batch)
        with torch.no_grad():
            taught = wear_as_teacher(self._teacher, batch, batch["cloth"], batch["cloth_mask"])
            truth = self._perceptual(image)
        warps, pixel, perceptual = [], [], []
        for number in range(self.others):
            with torch.no_grad():
                other, mask = batch["other_cloths"][:, number], batch["other_masks"][:, number]
                fake = wear_as_teacher(self._teacher, batch, other, mask).result
            found = wear(self.networks, fake, fake, batch["cloth"], batch["cloth_mask"])
            gate = teacher_gate(taught.cloth, found.cloth, worn)
            learnt = distillation_loss(found.flows, taught.flows, gate)
            if found.features[0].shape == taught.features[0].shape:
                learnt = learnt + distillation_loss(found.features, taught.features, gate)
            warps.append(
                WarpTerms(
                    pixel_loss(found.cloth, worn), second_order_smoothness(found.flows), learnt
                )
            )
            pixel.append(pixel_loss(found.result, image))
            perceptual.append(sum_of_layers(truth, self._perceptual(found.result)))
        parts = {
            "warp_pixel": torch.stack([warp.pixel for warp in warps]).mean(),
            "warp_smoothness": torch.stack([warp.smoothness for warp in warps]).mean(),
            "distillation": torch.stack([warp.distillation for warp in warps]).mean(),
            "pixel": torch.stack(pixel).mean(),
            "perceptual": torch.stack(perceptual).mean(),
        }
        # Eq. 9.
        loss = posture_awareness_loss(warps) + regional_generator_loss(pixel, perceptual)
        pictures = {
            "fake": fake,
            "warped_cloth": found.cloth,
            "regional_mask": mask_picture(found.regional_mask),
            "result": found.result,
            "image": image,
        }
        return Learnt(loss, parts, pictures)


def teacher_networks(width: int) -> nn.ModuleDict:
    """Returns the teacher's "warp" and "gen", untrained."""
    warping = AppearanceFlow(TEACHER_INPUTS, **flow_widths(width))
    return nn.ModuleDict({"warp": warping, "gen": RegionalMaskGenerator(width)})


def take_what_fits(networks: nn.ModuleDict, teacher: nn.ModuleDict) -> None:
    """Copies the teacher's weights into every place of the same name and shape.

    The layers that read the person take the part of the teacher's that reads the agnostic picture,
    which comes first there.
    """
    known = teacher.state_dict()
    picture = {TEACHER_INPUTS: slice(_PICTURE)}
    for name, own in networks.state_dict().items():
        found = known.get(name)
        if found is not None and found.shape != own.shape:
            found = found[tuple(picture.get(side, slice(None)) for side in found.shape)]
        if found is not None and found.shape == own.shape:
            own.copy_(found)


def wear_as_teacher(
    networks: nn.ModuleDict, batch: Batch, cloth: Tensor, cloth_mask: Tensor
) -> Worn:
    """Dresses the batch's persons, of whom the teacher sees the agnostic inputs only."""
    agnostic = batch["agnostic_image"]
    condition = torch.cat([agnostic, batch["pose"], one_hot(batch["parse_agnostic"])], 1)
    return wear(networks, condition, agnostic, cloth, cloth_mask)


def _cut_out(batch: Batch) -> Tensor:
    """Returns the clothes cut out of the photo, 0 around them as around the masked garment."""
    return batch["image"] * one_hot(batch["parse"])[:, UPPER_OF_13 : UPPER_OF_13 + 1]


def _half_sides(grid: Tensor) -> Tensor:
    """Returns (2, 1, 1): what turns places from -1 to 1 into pixels."""
    height, width = grid.shape[2:]
    return grid.new_tensor([width - 1, height - 1])[:, None, None] / 2
