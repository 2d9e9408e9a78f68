"""LPIPS with AlexNet, its authors' default: how far two pictures are apart for a network.

Sources: Zhang et al., The Unreasonable Effectiveness of Deep Features as a Perceptual Metric,
CVPR 2018, Eq. 1, version 0.1; AlexNet as in torchvision.
"""

import torch
from torch import Tensor, nn

# The layers of AlexNet whose outputs (after ReLU) are compared, and the channels of those.
_COMPARED = (1, 4, 7, 9, 11)
_CHANNELS = (64, 192, 384, 256, 256)


class Lpips(nn.Module):
    """The distance of two batches.

    `features` has the keys of torchvision's AlexNet, `lin0` to `lin4` those of the authors' file.
    """

    shift: Tensor
    scale: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.features = _alexnet()
        for index, channels in enumerate(_CHANNELS):
            self.add_module(f"lin{index}", _Calibration(channels))
        # ImageNet's mean and deviation, for values from -1 to 1.
        mean, deviation = torch.tensor([[-0.030, -0.088, -0.188], [0.458, 0.448, 0.450]])
        self.register_buffer("shift", mean.view(1, 3, 1, 1), persistent=False)
        self.register_buffer("scale", deviation.view(1, 3, 1, 1), persistent=False)

    def forward(self, first: Tensor, second: Tensor) -> Tensor:
        """Compares two (N, 3, H, W) float32 batches of values from -1 to 1; returns (N,)."""
        distance = torch.zeros(len(first), device=first.device)
        outputs = zip(self._outputs(first), self._outputs(second), strict=True)
        for index, (a, b) in enumerate(outputs):
            weighted = self.get_submodule(f"lin{index}")((a - b) ** 2)
            distance = distance + weighted.mean((1, 2, 3))
        return distance

    def _outputs(self, batch: Tensor) -> list[Tensor]:
        """Returns the compared layers' outputs, each pixel's channels scaled to length 1."""
        x = (batch - self.shift) / self.scale
        outputs = []
        for index, layer in enumerate(self.features):
            x = layer(x)
            if index in _COMPARED:
                length = (x.square().sum(1, keepdim=True) + 1e-8).sqrt()
                outputs.append(x / length)
        return outputs


class _Calibration(nn.Module):
    """A weight for each channel; the authors' file has it as the second layer after a dropout."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.model = nn.Sequential(nn.Identity(), nn.Conv2d(channels, 1, 1, bias=False))

    def forward(self, x: Tensor) -> Tensor:
        weighted: Tensor = self.model(x)
        return weighted


def _alexnet() -> nn.Sequential:
    """The convolutions, ending where the last compared output is; ReLUs leave their input alone."""
    return nn.Sequential(
        nn.Conv2d(3, 64, 11, stride=4, padding=2),
        nn.ReLU(),
        nn.MaxPool2d(3, stride=2),
        nn.Conv2d(64, 192, 5, padding=2),
        nn.ReLU(),
        nn.MaxPool2d(3, stride=2),
        nn.Conv2d(192, 384, 3, padding=1),
        nn.ReLU(),
        nn.Conv2d(384, 256, 3, padding=1),
        nn.ReLU(),
        nn.Conv2d(256, 256, 3, padding=1),
        nn.ReLU(),
    )
