"""The multi-scale discriminators behind VITON-HD's adversarial losses."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torch.nn.utils import spectral_norm

SLOPE = 0.2  # of the LeakyReLUs
SCALES = 2


class PatchDiscriminator(nn.Module):
    """Judges overlapping patches of a picture together with its condition.

    Args:
        inputs: Channels of condition and picture together.
        width: Channels of the first layer; each further one has twice as many, eight times at most.
        layers: How often the size is halved.

    Source: VITON-HD A.2: instance normalisation, spectral normalisation of all convolutions; the
    layers are those of pix2pixHD, which it names.
    """

    def __init__(self, inputs: int, width: int, layers: int) -> None:
        super().__init__()
        self.layers = nn.ModuleList()
        for level in range(layers + 1):
            outputs = width << min(level, 3)
            stride = 2 if level < layers else 1
            # What an instance normalisation follows needs no bias.
            conv = spectral_norm(nn.Conv2d(inputs, outputs, 4, stride, 2, bias=level == 0))
            normal = [nn.InstanceNorm2d(outputs)] if level else []
            self.layers.append(nn.Sequential(conv, *normal, nn.LeakyReLU(SLOPE)))
            inputs = outputs
        self.answer = spectral_norm(nn.Conv2d(inputs, 1, 4, padding=2))

    def forward(self, x: Tensor) -> tuple[Tensor, list[Tensor]]:
        """Returns the answers (N, 1, h, w) and every layer's activation before them."""
        features = []
        for layer in self.layers:
            x = layer(x)
            features.append(x)
        return self.answer(x), features


class MultiScaleDiscriminator(nn.Module):
    """Two patch discriminators; the second sees everything at half the size.

    Args:
        inputs: Channels of condition and picture together.
        width: Channels of the first layer.
        layers: How often each halves the size.

    Source: VITON-HD A.2, A.3: "two multi-scale discriminators".
    """

    def __init__(self, inputs: int, width: int = 64, layers: int = 3) -> None:
        super().__init__()
        self.scales = nn.ModuleList(
            PatchDiscriminator(inputs, width, layers) for _ in range(SCALES)
        )

    def forward(
        self, condition: Tensor, picture: Tensor
    ) -> tuple[list[Tensor], list[list[Tensor]]]:
        """Judges pictures.

        Args:
            condition: (N, A, H, W) what the picture is to fit.
            picture: (N, B, H, W).

        Returns:
            For each scale the answers (N, 1, h, w) and the activations of its layers.
        """
        x = torch.cat([condition, picture], 1)
        answers, features = [], []
        for scale, judge in enumerate(self.scales):
            if scale:
                x = F.avg_pool2d(x, 3, 2, 1, count_include_pad=False)
            answer, seen = judge(x)
            answers.append(answer)
            features.append(seen)
        return answers, features
