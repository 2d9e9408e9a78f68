"""The layers of RMGN's decoder: the fusion by a regional mask, and the block around it.

Conventions: tensors are (N, C, H, W). A regional mask is (N, 1, H, W) from 0 to 1: 1 takes the
cloth, 0 the person. The names of the layers are the keys of the published file.

Source: RMGN Sec. 4.2, Eq. 4-6, Fig. 2.
"""

from torch import Tensor, nn
from torch.nn import functional as F
from torch.nn.utils import spectral_norm


class RegionalFusion(nn.Module):
    """Modulates features by the person and by the cloth, and takes each where the mask says.

    Three things are not as the paper writes them, because the weights were trained otherwise:

    - What is normalised is the decoder's running feature, not the person's.
    - Eq. 4 has h gamma + beta. The weights need h (1 + gamma) + beta: their gamma is about zero
      where nothing is to change.
    - Eq. 5 convolves both modulated maps, joined, to the mask. The weights of that convolution are
      (1, h, 1, 1): it reads the normalised features only.

    Args:
        channels: h, of the features.
        attributes: Channels of the person's and of the cloth's attributes.

    Source: RMGN Sec. 4.2, Eq. 4-6.
    """

    def __init__(self, channels: int, attributes: int) -> None:
        super().__init__()
        self.conv_a1_gamma = nn.Conv2d(attributes, channels, 1)
        self.conv_a1_beta = nn.Conv2d(attributes, channels, 1)
        self.conv_a2_gamma = nn.Conv2d(attributes, channels, 1)
        self.conv_a2_beta = nn.Conv2d(attributes, channels, 1)
        self.conv_h = nn.Conv2d(channels, 1, 1)

    def forward(self, x: Tensor, person: Tensor, cloth: Tensor) -> tuple[Tensor, Tensor]:
        """Returns the fused features, of the shape of x, and the mask.

        Args:
            x: (N, C, H, W).
            person: (N, A, H, W).
            cloth: (N, A, H, W).
        """
        h = F.instance_norm(x)
        as_person = h * (1 + self.conv_a1_gamma(person)) + self.conv_a1_beta(person)
        as_cloth = h * (1 + self.conv_a2_gamma(cloth)) + self.conv_a2_beta(cloth)
        mask = self.conv_h(h).sigmoid()
        return (1 - mask) * as_person + mask * as_cloth, mask


class FusionBlock(nn.Module):
    """The paper's RM-ResBlk: two convolutions, each behind a fusion, beside a shortcut.

    Args:
        in_channels: Channels in.
        out_channels: Channels out; where they differ, the shortcut is a convolution behind a
            fusion too.
        attributes: Channels of the attributes.

    Source: RMGN Sec. 4.2, Fig. 2.
    """

    def __init__(self, in_channels: int, out_channels: int, attributes: int) -> None:
        super().__init__()
        middle = min(in_channels, out_channels)
        self.learned_shortcut = in_channels != out_channels
        self.AAD_1 = RegionalFusion(in_channels, attributes)
        self.conv_1 = spectral_norm(nn.Conv2d(in_channels, middle, 3, padding=1))
        self.AAD_2 = RegionalFusion(middle, attributes)
        self.conv_2 = spectral_norm(nn.Conv2d(middle, out_channels, 3, padding=1))
        if self.learned_shortcut:
            self.AAD_s = RegionalFusion(in_channels, attributes)
            self.conv_s = spectral_norm(nn.Conv2d(in_channels, out_channels, 3, padding=1))

    def forward(self, x: Tensor, person: Tensor, cloth: Tensor) -> tuple[Tensor, list[Tensor]]:
        """Returns (N, out_channels, H, W) and the masks of the branch, then of the shortcut."""
        h, mask_1 = self.AAD_1(x, person, cloth)
        h, mask_2 = self.AAD_2(self.conv_1(h.relu()), person, cloth)
        h = self.conv_2(h.relu())
        if not self.learned_shortcut:
            return x + h, [mask_1, mask_2]
        shortcut, mask_s = self.AAD_s(x, person, cloth)
        return self.conv_s(shortcut.relu()) + h, [mask_1, mask_2, mask_s]
