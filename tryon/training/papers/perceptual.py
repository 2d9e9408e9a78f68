"""VGG-19's features, by which both papers compare pictures."""

import logging

import torch
from torch import Tensor, nn

from tryon.errors import TryOnError
from tryon.weights.store import WeightStore, load_strictly

WEIGHTS_KEY = "vgg19"
# Convolutions of the five blocks; a pooling lies between blocks. The fifth is needed to its first.
_BLOCKS = ((1, 1), (2, 2), (4, 4, 4, 4), (8, 8, 8, 8), (8,))
# The first ReLU of each block: relu1_1 to relu5_1, those of SPADE.
_COMPARED = (1, 6, 11, 20, 29)
_SUBSTITUTE_WIDTH = 16
_SUBSTITUTE_SEED = 0

_log = logging.getLogger(__name__)


class Vgg19Features(nn.Module):
    """The outputs of five layers of VGG-19; the keys are those of torchvision's file.

    Args:
        width: Channels of the first block; 64 is VGG-19.
        colours: Whether the picture itself comes before its features.

    Source: VITON-HD Eq. 16 ("VGG"), RMGN Eq. 7 (VGG-19); which layers is not said: SPADE's.
    """

    mean: Tensor
    deviation: Tensor

    def __init__(self, width: int = 64, colours: bool = False) -> None:
        super().__init__()
        self._colours = colours
        layers: list[nn.Module] = []
        inputs = 3
        for number, block in enumerate(_BLOCKS):
            if number:
                layers.append(nn.MaxPool2d(2))
            for factor in block:
                layers += [nn.Conv2d(inputs, factor * width, 3, padding=1), nn.ReLU()]
                inputs = factor * width
        self.features = nn.Sequential(*layers)
        # ImageNet's, for values from 0 to 1.
        mean, deviation = torch.tensor([[0.485, 0.456, 0.406], [0.229, 0.224, 0.225]])
        self.register_buffer("mean", mean.view(1, 3, 1, 1), persistent=False)
        self.register_buffer("deviation", deviation.view(1, 3, 1, 1), persistent=False)

    def forward(self, pictures: Tensor) -> list[Tensor]:
        """Returns five feature maps in float32 of pictures (N, 3, H, W) from -1 to 1."""
        x = ((pictures + 1) / 2 - self.mean) / self.deviation
        outputs = [x.float()] if self._colours else []
        for index, layer in enumerate(self.features):
            x = layer(x)
            if index in _COMPARED:
                outputs.append(x.float())
        return outputs


def load_perceptual(store: WeightStore) -> Vgg19Features:
    """Loads VGG-19, or says that it cannot be had and returns the substitute."""
    try:
        network = Vgg19Features()
        load_strictly(network, store.state(WEIGHTS_KEY), WEIGHTS_KEY)
    except TryOnError as error:
        _log.warning("%s %s", error.message, error.hint)
        _log.warning(
            "The perceptual loss takes an untrained VGG-19 of a quarter of the width instead "
            "(seed %d), and the colours themselves: it compares edges and colours at five scales "
            "and knows no objects.",
            _SUBSTITUTE_SEED,
        )
        network = substitute()
    return network.eval().requires_grad_(False)


def substitute() -> Vgg19Features:
    """Returns the untrained network that stands in for VGG-19; always the same one.

    What it has not learnt to tell apart, above all colours, is compared as it is: without that
    ALIAS, which has no loss on pixels, did not learn a garment's colours in 2,400 steps.
    """
    network = Vgg19Features(_SUBSTITUTE_WIDTH, colours=True)
    generator = torch.Generator().manual_seed(_SUBSTITUTE_SEED)
    for layer in network.features:
        if isinstance(layer, nn.Conv2d) and layer.bias is not None:
            nn.init.kaiming_normal_(layer.weight, nonlinearity="relu", generator=generator)
            nn.init.zeros_(layer.bias)
    return network
