"""How VITON-HD's three networks are trained.

Source: VITON-HD Sec. 3 and 4.1 (each stage on its own, with the true segmentation map in the later
two), A.3 (losses, rates, iterations).
"""

from functools import partial

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from tryon.errors import TryOnError
from tryon.labels import UPPER_OF_7, UPPER_OF_13, VITON_HD_13_TO_7
from tryon.models.alias import REGION_BLOCKS, AliasGenerator, divide_parse
from tryon.models.tps import warp
from tryon.models.viton_hd import (
    GeometricMatching,
    SegmentationGenerator,
    matching_inputs,
    segmentation_input,
)
from tryon.training.losses import (
    LAMBDA_CE,
    LAMBDA_CONST,
    LAMBDA_FM,
    LAMBDA_PERCEPT,
    cross_entropy,
    feature_matching_loss,
    hinge_critic_loss,
    hinge_generator_loss,
    lsgan_critic_loss,
    lsgan_generator_loss,
    pixel_loss,
    second_order_constraint,
    sum_of_layers,
)
from tryon.training.papers.data import Batch
from tryon.training.papers.discriminator import MultiScaleDiscriminator
from tryon.training.papers.perceptual import Vgg19Features
from tryon.training.papers.recipe import (
    Judged,
    Learnt,
    Schedule,
    class_picture,
    judged_by,
    mask_picture,
    one_hot,
)
from tryon.types import Size

NETWORK_SIZE: Size = (256, 192)
# The first is the published one; smaller pictures are halved less often, and the blocks that tell
# the regions apart need at least the last.
_DOUBLINGS = range(7, REGION_BLOCKS - 1, -1)
_WHITE = 1.0


class SegmentationRecipe:
    """The segmentation generator against two discriminators.

    Args:
        width: Channels of the finest level; 64 as published.
        size: (height, width) it works at.

    Source: VITON-HD Eq. 1 and 8-10.
    """

    schedule = Schedule(4e-4, 4e-4, (0.5, 0.999), 200_000, 8, "VITON-HD A.3")
    others = 0

    def __init__(self, width: int = 64, size: Size = NETWORK_SIZE) -> None:
        self._size = size
        self._generator = SegmentationGenerator(width=width)
        self.networks = nn.ModuleDict({"viton_hd_seg": self._generator})
        self.files = {"viton_hd_seg": "seg_final.pth"}
        self.frozen = nn.ModuleDict()
        # All that the generator reads but the noise, and the 13 class maps.
        self.critic: nn.Module | None = MultiScaleDiscriminator(20 + 13, width)

    def learn(self, batch: Batch) -> Learnt:
        """See `Recipe`."""
        noise = torch.randn(len(batch["cloth"]), 1, *self._size, device=batch["cloth"].device)
        kept = one_hot(batch["parse_agnostic"])
        x = segmentation_input(
            batch["cloth"], batch["cloth_mask"], kept, batch["pose"], noise, self._size
        )
        maps = self._generator(x).float()
        truth = F.interpolate(one_hot(batch["parse"]), size=self._size)
        judged = Judged(x[:, :-1], truth, maps, lsgan_critic_loss)
        answers, _ = judged_by(self.critic, judged.condition, maps)
        parts = {
            "cross_entropy": cross_entropy(maps, truth.argmax(1)),
            "adversarial": lsgan_generator_loss(answers),
        }
        loss = parts["adversarial"] + LAMBDA_CE * parts["cross_entropy"]
        pictures = {"predicted_parse": class_picture(maps), "parse": class_picture(truth)}
        return Learnt(loss, parts, pictures, judged)


class MatchingRecipe:
    """The geometric matching module. The clothing area is the true one, as in the paper.

    Args:
        width: Channels of the first feature level; 64 as published.
        size: (height, width) it works at.

    Source: VITON-HD Eq. 2, 11 and 12.
    """

    schedule = Schedule(2e-4, 0.0, (0.5, 0.999), 50_000, 8, "VITON-HD A.3")
    others = 0
    critic: nn.Module | None = None

    def __init__(self, width: int = 64, size: Size = NETWORK_SIZE) -> None:
        self._size = size
        self._matching = GeometricMatching(width=width, working_size=size)
        self.networks = nn.ModuleDict({"viton_hd_gmm": self._matching})
        self.files = {"viton_hd_gmm": "gmm_final.pth"}
        self.frozen = nn.ModuleDict()

    def learn(self, batch: Batch) -> Learnt:
        """See `Recipe`."""
        upper = one_hot(batch["parse"])[:, UPPER_OF_13 : UPPER_OF_13 + 1]
        a, b = matching_inputs(
            upper, batch["pose"], batch["agnostic_image"], batch["cloth"], self._size
        )
        theta, grid = self._matching(a, b, self._size)
        warped = warp(b, grid)
        image = F.interpolate(batch["image"], size=self._size, mode="bilinear", antialias=True)
        area = F.interpolate(upper, size=self._size)
        # Product photos are white around the garment, and so is the garment cut out of the photo.
        worn = image * area + _WHITE * (1 - area)
        points = self._matching.tps.control_points(theta.float())
        parts = {"warp": pixel_loss(warped, worn), "constraint": second_order_constraint(points)}
        loss = parts["warp"] + LAMBDA_CONST * parts["constraint"]
        return Learnt(loss, parts, {"cloth": b, "warped_cloth": warped, "worn": worn})


_PICTURES = 9  # channels of agnostic image, pose map and warped garment


class AliasRecipe:
    """The ALIAS generator against two discriminators, with the true layout and a trained matching.

    Args:
        size: (height, width) of the pictures.
        matching: Warps the garments; of the published layout, for 256x192.
        perceptual: For L_percept.
        width: 64 as published.
        instance_norm_only: Train VITON-HD* of Table 1: no region is standardised apart.

    Raises:
        TryOnError: The size cannot be halved often enough.

    Source: VITON-HD Eq. 13-16.
    """

    schedule = Schedule(1e-4, 4e-4, (0.0, 0.9), 200_000, 4, "VITON-HD A.3")
    others = 0

    def __init__(
        self,
        size: Size,
        matching: nn.Module,
        perceptual: Vgg19Features,
        width: int = 64,
        *,
        instance_norm_only: bool = False,
    ) -> None:
        doublings = next(filter(partial(_can_be_halved, size), _DOUBLINGS), None)
        if doublings is None:
            raise TryOnError(
                f"ALIAS cannot be trained at {size[0]}x{size[1]}.",
                "Both sides must be divisible by 32; by 128 for files of the published layout.",
            )
        self._size, self._instance_norm_only = size, instance_norm_only
        # Through fewer channels than x has, its colours do not pass: a garment stays grey.
        features = max(_PICTURES, width // 4)
        self._generator = AliasGenerator(width, doublings, features=features, hidden=2 * width)
        self.networks = nn.ModuleDict({"viton_hd_alias": self._generator})
        self.files = {"viton_hd_alias": "alias_final.pth"}
        self.frozen = nn.ModuleDict({"matching": matching, "perceptual": perceptual})
        self._matching, self._perceptual = matching, perceptual
        # The condition is S_div: the seven classes and the misaligned part of the clothing.
        self.critic: nn.Module | None = MultiScaleDiscriminator(8 + 3, width, layers=4)

    def learn(self, batch: Batch) -> Learnt:
        """See `Recipe`."""
        image, parse = batch["image"], seven_classes(batch["parse"])
        with torch.no_grad():
            inputs = matching_inputs(
                parse[:, UPPER_OF_7 : UPPER_OF_7 + 1],
                batch["pose"],
                batch["agnostic_image"],
                batch["cloth"],
                NETWORK_SIZE,
            )
            _, grid = self._matching(*inputs, self._size)
            warped = warp(batch["cloth"], grid)
            divided, misalign = divide_parse(parse, UPPER_OF_7, warp(batch["cloth_mask"], grid))
        x = torch.cat([batch["agnostic_image"], batch["pose"], warped], 1)
        painted = self._generator(
            x, parse, divided, misalign, instance_norm_only=self._instance_norm_only
        ).float()
        answers, seen = judged_by(self.critic, divided, painted)
        with torch.no_grad():
            _, truly_seen = judged_by(self.critic, divided, image)
            truth = self._perceptual(image)
        parts = {
            "adversarial": hinge_generator_loss(answers),
            "feature_matching": feature_matching_loss(truly_seen, seen),
            "perceptual": sum_of_layers(truth, self._perceptual(painted)),
        }
        loss = (
            parts["adversarial"]
            + LAMBDA_FM * parts["feature_matching"]
            + LAMBDA_PERCEPT * parts["perceptual"]
        )
        pictures = {
            "agnostic_image": batch["agnostic_image"],
            "warped_cloth": warped,
            "misalignment_mask": mask_picture(misalign),
            "painted": painted,
            "image": image,
        }
        return Learnt(loss, parts, pictures, Judged(divided, image, painted, hinge_critic_loss))


def _can_be_halved(size: Size, times: int) -> bool:
    """Returns whether more than one pixel a side is left: of one, nothing can be normalised."""
    return all(side % 2**times == 0 and side > 2**times for side in size)


def seven_classes(labels: Tensor) -> Tensor:
    """Returns the 7 classes (N, 7, H, W) float32 of LIP-20 labels (N, H, W)."""
    table = torch.from_numpy(VITON_HD_13_TO_7.astype("int64")).to(labels.device)
    return F.one_hot(table[one_hot(labels).argmax(1)], 7).permute(0, 3, 1, 2).float()
