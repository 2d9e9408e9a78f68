"""The numbers: SSIM and LPIPS of a pair of pictures, FID and KID of two sets of them."""

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from skimage.metrics import structural_similarity
from torch import Tensor, nn

from tryon.types import Image, Mask

Features = NDArray[np.float32]

# Of more pictures than this KID is the mean over subsets of as many, and over how many of them.
_KID_SUBSET = 1000
_KID_SUBSETS = 100


_SSIM: dict[str, Any] = {
    "channel_axis": 2,
    "data_range": 255,
    "gaussian_weights": True,
    "sigma": 1.5,
    "use_sample_covariance": False,
}


def image_similarity(first: Image, second: Image) -> float:
    """Returns SSIM with the Gaussian window of its authors (11 pixels, sigma 1.5).

    Args:
        first: (H, W, 3) uint8; its three colours are compared one by one and averaged.
        second: The same shape.

    Source: VITON-HD Sec. 4.3, reference 33 (Wang et al., 2004).
    """
    return float(structural_similarity(first, second, **_SSIM))


def region_similarity(first: Image, second: Image, region: Mask) -> float:
    """Returns the mean, over a region (H, W) bool, of the SSIM of two pictures at each place.

    Source: as `image_similarity`; VITON-HD B.1 (Warp-SSIM and Mask-SSIM).
    """
    _, places = structural_similarity(first, second, full=True, **_SSIM)
    return float(places[region].mean())


class PerceptualDistance:
    """LPIPS of two pictures.

    Args:
        network: Takes two (1, 3, H, W) batches of values from -1 to 1, gives one distance.
        device: Where it runs.
    """

    def __init__(self, network: nn.Module, device: torch.device) -> None:
        self._network = network.to(device).eval()
        self._device = device

    def __call__(self, first: Image, second: Image) -> float:
        """Returns the distance of two (H, W, 3) uint8 pictures; 0 for the same picture."""
        with torch.inference_mode():
            batches = (_as_batch(picture, self._device) / 127.5 - 1 for picture in (first, second))
            return float(self._network(*batches))


class InceptionFeatures:
    """The 2048 pooled features of Inception v3 that FID and KID compare.

    Args:
        network: Takes a (1, 3, H, W) batch of values from 0 to 255, gives (1, D).
        device: Where it runs.
    """

    def __init__(self, network: nn.Module, device: torch.device) -> None:
        self._network = network.to(device).eval()
        self._device = device

    def __call__(self, picture: Image) -> Features:
        """Returns (D,) float32 for a (H, W, 3) uint8 picture."""
        with torch.inference_mode():
            features: Tensor = self._network(_as_batch(picture, self._device))
        return np.asarray(features[0].cpu().numpy(), np.float32)


def frechet_distance(real: Features, made: Features) -> float:
    """Returns FID, the squared Fréchet distance of two Gaussians fitted to the features.

    The trace of (C1 C2)^(1/2) is taken from the symmetric C1^(1/2) C2 C1^(1/2), which has the
    same eigenvalues and stays real where there are fewer pictures than features.

    Args:
        real: (N, D) features of the data set's photos, N at least 2.
        made: (M, D) features of the results, M at least 2.

    Source: VITON-HD Sec. 4.3, reference 11 (Heusel et al., 2017).
    """
    first, second = (np.cov(each.astype(np.float64), rowvar=False) for each in (real, made))
    values, vectors = np.linalg.eigh(first)
    root = (vectors * np.sqrt(values.clip(min=0))) @ vectors.T
    shared = np.sqrt(np.linalg.eigvalsh(root @ second @ root).clip(min=0)).sum()
    gap = real.mean(0, dtype=np.float64) - made.mean(0, dtype=np.float64)
    return float(gap @ gap + np.trace(first) + np.trace(second) - 2 * shared)


def kernel_distance(real: Features, made: Features, seed: int = 0) -> float:
    """Returns KID, the unbiased squared MMD of the features with a cubic kernel.

    Up to 1000 pictures go in at once; of more, the mean over 100 random subsets of 1000 is taken.

    Args:
        real: (N, D) features of the data set's photos, N at least 2.
        made: (M, D) features of the results, M at least 2.
        seed: Of the subsets.

    Source: Bińkowski et al., Demystifying MMD GANs, ICLR 2018, Sec. 4.
    """
    if max(len(real), len(made)) <= _KID_SUBSET:
        return _squared_mmd(real.astype(np.float64), made.astype(np.float64))
    rng = np.random.default_rng(seed)
    distances = []
    for _ in range(_KID_SUBSETS):
        first, second = (
            rng.choice(each, min(len(each), _KID_SUBSET), replace=False) for each in (real, made)
        )
        distances.append(_squared_mmd(first.astype(np.float64), second.astype(np.float64)))
    return float(np.mean(distances))


def _squared_mmd(real: NDArray[np.float64], made: NDArray[np.float64]) -> float:
    within = 0.0
    for each in (real, made):
        kernel = _cubic_kernel(each, each)
        within += float(kernel.sum() - np.trace(kernel)) / (len(each) * (len(each) - 1))
    return within - 2 * float(_cubic_kernel(real, made).mean())


def _cubic_kernel(first: NDArray[np.float64], second: NDArray[np.float64]) -> NDArray[np.float64]:
    base: NDArray[np.float64] = first @ second.T / first.shape[1] + 1
    return base * base * base  # ten times as fast as a power


def _as_batch(picture: Image, device: torch.device) -> Tensor:
    return torch.from_numpy(picture.transpose(2, 0, 1).astype(np.float32))[None].to(device)
