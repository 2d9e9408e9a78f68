"""The network that reads what a garment in a photo is, and a decoder on the same encoder.

The encoder is EfficientNet-Lite0 without its last three blocks. What the garment is comes from its
two deepest levels as a whole, how it is cut also from where in the picture the deepest says what.
"""

from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn import functional as F

# Pictures are stretched to the grid of about their own shape, sides a multiple of the deepest
# level's 32 pixels.
GRIDS = ((256, 192), (224, 224), (192, 256))
CATEGORIES = (
    "top",
    "shirt",
    "outerwear",
    "bodysuit",
    "dress",
    "trousers",
    "shorts",
    "skirt",
    "shoes",
    "hat",
    "other",
)
SLEEVES = ("sleeveless", "short", "elbow", "long")
NECKLINES = ("round", "v", "wide", "high", "collar", "straps")
HEADS = {"category": CATEGORIES, "sleeve": SLEEVES, "neckline": NECKLINES}
# How a garment is cut, which is described a second time, and learnt apart from what it is.
CUT = ("sleeve", "neckline")

# (expansion, width, blocks, stride, kernel) of the stages that are kept.
_STAGES = (
    (1, 16, 1, 1, 3),
    (6, 24, 2, 2, 3),
    (6, 40, 2, 2, 5),
    (6, 80, 3, 2, 3),
    (6, 112, 3, 1, 5),
    (6, 192, 2, 2, 5),
)
_STEM = 32
# Stages whose features are given: at strides 2, 4, 8, 16, 32; the last two follow each other.
_TAPPED = (0, 1, 2, 4, 5)
TAP_WIDTHS = tuple(_STAGES[stage][1] for stage in _TAPPED)
_DECODER_WIDTHS = (32, 48, 64)  # at strides 4, 8 and 16
_HIDDEN = 128
_PLACES = (4, 3)  # a sleeve that is long reaches another part of the picture than a short one


class _Convolution(nn.Module):
    """Convolution padded as TensorFlow does, ReLU6 unless it is linear.

    The published normalisation is folded into weights and bias: the encoder is not trained on.
    """

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel: int,
        stride: int = 1,
        groups: int = 1,
        linear: bool = False,
    ) -> None:
        super().__init__()
        even = kernel // 2 if stride == 1 else 0
        self.convolution = nn.Conv2d(in_channels, out_channels, kernel, stride, even, groups=groups)
        # Sides are even, so that with a stride of 2 one row less is missing at the first end.
        missing = kernel - stride
        self.uneven = (missing // 2, missing - missing // 2) * 2 if stride > 1 else None
        self.linear = linear

    def forward(self, x: Tensor) -> Tensor:
        if self.uneven is not None:
            x = F.pad(x, self.uneven)
        x = self.convolution(x)
        return x if self.linear else F.relu6(x)


class _InvertedBottleneck(nn.Module):
    """Widen, look around channel by channel, narrow."""

    def __init__(
        self, in_channels: int, out_channels: int, expansion: int, kernel: int, stride: int
    ) -> None:
        super().__init__()
        wide = in_channels * expansion
        layers = [] if expansion == 1 else [_Convolution(in_channels, wide, 1)]
        layers.append(_Convolution(wide, wide, kernel, stride, groups=wide))
        layers.append(_Convolution(wide, out_channels, 1, linear=True))
        self.layers = nn.Sequential(*layers)
        self.adds = stride == 1 and in_channels == out_channels

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = self.layers(x)
        return x + y if self.adds else y


class GarmentEncoder(nn.Module):
    """EfficientNet-Lite0 up to the second block of 192 channels.

    Source: Tan and Le, "EfficientNet" (ICML 2019); the Lite variants have neither
    squeeze-and-excitation nor swish.
    """

    def __init__(self) -> None:
        super().__init__()
        self.stem = _Convolution(3, _STEM, 3, 2)
        stages: list[nn.Sequential] = []
        inputs = _STEM
        for expansion, width, blocks, stride, kernel in _STAGES:
            stage = nn.Sequential()
            for block in range(blocks):
                step = stride if block == 0 else 1
                stage.append(_InvertedBottleneck(inputs, width, expansion, kernel, step))
                inputs = width
            stages.append(stage)
        self.stages = nn.ModuleList(stages)

    def forward(self, picture: Tensor) -> list[Tensor]:
        """Returns the features at strides 2, 4, 8, 16 and 32.

        Args:
            picture: (N, 3, H, W) RGB from -1 to 1, H and W multiples of 32.
        """
        features = self.finer(picture)
        return [*features, self.stages[-1](features[-1])]

    def finer(self, picture: Tensor) -> list[Tensor]:
        """Returns the features but for the deepest, which `FineDecoder` does not look at."""
        x = self.stem(picture)
        features = []
        for number, stage in enumerate(self.stages[:-1]):
            x = stage(x)
            if number in _TAPPED:
                features.append(x)
        return features


class FineDecoder(nn.Module):
    """From the encoder's four finer levels to the garment's inner back at every second pixel.

    What the encoder has learnt from photos knows insides of one colour with the front, labels and
    tapes, where renders alone leave one lost.
    """

    def __init__(self) -> None:
        super().__init__()
        # The finest level is read as blocks of 2x2 places, and answered so.
        taps = (4 * TAP_WIDTHS[0] + TAP_WIDTHS[1], *TAP_WIDTHS[2:-1])
        self.narrow = nn.ModuleList(
            nn.Conv2d(tap, width, 1) for tap, width in zip(taps, _DECODER_WIDTHS, strict=True)
        )
        self.mix = nn.ModuleList(
            nn.Conv2d(fine + coarse, fine, 3, padding=1)
            for fine, coarse in pairwise(_DECODER_WIDTHS)
        )
        coarsest = _DECODER_WIDTHS[-1]
        self.context = nn.Conv2d(coarsest, coarsest, 3, padding=2, dilation=2)
        self.mask = nn.Conv2d(_DECODER_WIDTHS[0], 4, 1)

    def mask_logits(self, features: list[Tensor]) -> Tensor:
        """Returns (N, 1, H/2, W/2) for the encoder's features; the deepest is not looked at."""
        first = torch.cat([F.pixel_unshuffle(features[0], 2), features[1]], 1)
        levels = [first, *features[2:4]]
        x = F.relu(self.narrow[-1](levels[-1]))
        x = x + F.relu(self.context(x))
        for level in range(len(self.mix) - 1, -1, -1):
            finer = F.relu(self.narrow[level](levels[level]))
            x = F.interpolate(x, scale_factor=2.0, mode="nearest")
            x = F.relu(self.mix[level](torch.cat([finer, x], 1)))
        return F.pixel_shuffle(self.mask(x), 2)


class GarmentNetwork(nn.Module):
    """Category, sleeves and neckline of the garment in a photo."""

    temperatures: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.encoder = GarmentEncoder()
        self.describe = _description(2 * (TAP_WIDTHS[-1] + TAP_WIDTHS[-2]))
        self.describe_cut = _description(TAP_WIDTHS[-1] * _PLACES[0] * _PLACES[1])
        # By which logits are divided so that their softmax says how often they are right.
        self.register_buffer("temperatures", torch.ones(len(HEADS)))
        self.heads = nn.ModuleDict(
            {name: nn.Linear(_HIDDEN, len(classes)) for name, classes in HEADS.items()}
        )
        self.cut_heads = nn.ModuleDict({name: nn.Linear(_HIDDEN, len(HEADS[name])) for name in CUT})

    def forward(self, picture: Tensor) -> dict[str, Tensor]:
        """Returns the logits (N, classes) of each of `HEADS`.

        Args:
            picture: (N, 3, H, W) RGB from -1 to 1, a size of `GRIDS`.
        """
        return self.describe_logits(self.encoder(picture))

    def describe_logits(self, features: list[Tensor]) -> dict[str, Tensor]:
        """Returns the logits of each of `HEADS` for the encoder's features.

        Args:
            features: At least the two deepest, the deepest last.
        """
        logits = self.first_logits(features)
        for name, second in self.cut_logits(placed(features[-1])).items():
            logits[name] = logits[name] + second
        return {
            name: logits[name] / temperature
            for name, temperature in zip(HEADS, self.temperatures, strict=True)
        }

    def first_logits(self, features: list[Tensor]) -> dict[str, Tensor]:
        """Returns what the features as a whole say of each of `HEADS`, not yet calibrated."""
        hidden = self.describe(_pooled(features))
        return {name: head(hidden) for name, head in self.heads.items()}

    def cut_logits(self, values: Tensor) -> dict[str, Tensor]:
        """Returns what is added to them for each of `CUT`, of what `placed` gives."""
        hidden = self.describe_cut(values)
        return {name: head(hidden) for name, head in self.cut_heads.items()}


def _description(inputs: int) -> nn.Sequential:
    return nn.Sequential(
        nn.LayerNorm(inputs), nn.Dropout(0.3), nn.Linear(inputs, _HIDDEN), nn.ReLU()
    )


def placed(deepest: Tensor) -> Tensor:
    """Returns (N, C): the mean of the deepest feature in each of twelve parts of the picture."""
    return F.adaptive_avg_pool2d(deepest, _PLACES).flatten(1)


def _pooled(features: list[Tensor]) -> Tensor:
    """Returns (N, C): mean and highest value of the two deepest features."""
    deepest = (features[-1], features[-2])
    return torch.cat([value for x in deepest for value in (x.mean((2, 3)), x.amax((2, 3)))], 1)
