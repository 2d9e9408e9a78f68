"""The metrics against slow references, with small networks of random numbers."""

import numpy as np
import pytest
import scipy.linalg
import torch
from torch import nn

from tests.support.fakes import photo
from tryon.errors import WeightsCorrupt
from tryon.evaluation import metrics, networks
from tryon.evaluation.inception import Inception, _resized
from tryon.evaluation.lpips import Lpips
from tryon.evaluation.metrics import (
    InceptionFeatures,
    frechet_distance,
    image_similarity,
    kernel_distance,
)
from tryon.weights.checkpoints import read_state

CPU = torch.device("cpu")


class FixedStore:
    """Gives the same tensors for every key."""

    def __init__(self, state: dict[str, torch.Tensor]) -> None:
        self._state = state

    def state(self, key: str) -> dict[str, torch.Tensor]:
        return self._state


def features(seed: int, count: int = 40, shift: float = 0.0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    mixing = np.random.default_rng(99).normal(size=(6, 6))
    return (rng.normal(size=(count, 6)) @ mixing + shift).astype(np.float32)


def slow_frechet(real: np.ndarray, made: np.ndarray) -> float:
    first, second = np.cov(real, rowvar=False), np.cov(made, rowvar=False)
    root = scipy.linalg.sqrtm(first @ second).real
    gap = real.mean(0) - made.mean(0)
    return float(gap @ gap + np.trace(first + second - 2 * root))


def slow_kernel(real: np.ndarray, made: np.ndarray) -> float:
    def kernel(a: np.ndarray, b: np.ndarray) -> float:
        return float((a @ b / len(a) + 1) ** 3)

    def mean(first: np.ndarray, second: np.ndarray, same: bool) -> float:
        values = [
            kernel(a, b)
            for i, a in enumerate(first)
            for j, b in enumerate(second)
            if not (same and i == j)
        ]
        return float(np.mean(values))

    return mean(real, real, True) + mean(made, made, True) - 2 * mean(real, made, False)


def test_ssim_is_one_for_the_same_picture_alone() -> None:
    first, second = photo(0), photo(1)
    assert image_similarity(first, first) == 1
    nearer = image_similarity(first, (first * 0.7 + second * 0.3).astype(np.uint8))
    assert image_similarity(first, second) < nearer < 1


def test_ssim_of_flat_pictures_is_the_formula_of_its_authors() -> None:
    first, second = (np.full((32, 32, 3), value, np.uint8) for value in (100, 140))
    constant = (0.01 * 255) ** 2
    expected = (2 * 100 * 140 + constant) / (100**2 + 140**2 + constant)
    assert image_similarity(first, second) == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize("shift", [0.0, 1.5])
def test_fid_and_kid_match_their_formulas(shift: float) -> None:
    real, made = features(0), features(1, shift=shift)
    assert frechet_distance(real, made) == pytest.approx(slow_frechet(real, made), rel=1e-4)
    assert kernel_distance(real, made) == pytest.approx(slow_kernel(real, made), rel=1e-4)


def test_kid_of_many_pictures_depends_on_the_seed_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metrics, "_KID_SUBSET", 30)
    real, made = features(0), features(1, shift=1.0)
    assert kernel_distance(real, made, seed=3) == kernel_distance(real, made, seed=3)
    assert kernel_distance(real, made, seed=3) != kernel_distance(real, made, seed=4)
    assert kernel_distance(real, made) == pytest.approx(slow_kernel(real, made), rel=0.1)


def test_features_are_taken_from_all_values() -> None:
    class Mean(nn.Module):
        def forward(self, batch: torch.Tensor) -> torch.Tensor:
            return batch.mean((2, 3))

    picture = photo(2)
    found = InceptionFeatures(Mean(), CPU)(picture)
    assert found == pytest.approx(picture.mean((0, 1)), abs=1e-2)


def test_lpips_is_its_formula_on_the_tensors_of_the_store() -> None:
    torch.manual_seed(0)
    trunk = Lpips().features
    store = FixedStore({f"features.{key}": value for key, value in trunk.state_dict().items()})
    distance = networks.load_perceptual_distance(store, CPU)
    first, second = photo(0), photo(1)
    assert distance(first, first) == 0
    assert distance(first, second) == pytest.approx(slow_lpips(trunk, first, second), rel=1e-4)


def slow_lpips(trunk: nn.Sequential, first: np.ndarray, second: np.ndarray) -> float:
    """Eq. 1 of the LPIPS paper, layer by layer."""
    calibration = read_state(networks._calibration(), "lpips")

    def outputs(picture: np.ndarray) -> list[np.ndarray]:
        values = picture / 127.5 - 1
        values = (values - [-0.030, -0.088, -0.188]) / [0.458, 0.448, 0.450]
        x = torch.from_numpy(values.transpose(2, 0, 1)).float()[None]
        found = []
        for layer in trunk:
            x = layer(x)
            if isinstance(layer, nn.ReLU):
                found.append(x.detach().numpy()[0])
        return [each / np.sqrt((each**2).sum(0) + 1e-8) for each in found]

    total = 0.0
    for index, (a, b) in enumerate(zip(outputs(first), outputs(second), strict=True)):
        weight = calibration[f"lin{index}.model.1.weight"].numpy()[0]
        total += float((weight * (a - b) ** 2).sum(0).mean())
    return total


def test_weights_of_another_network_are_refused() -> None:
    store = FixedStore({"features.0.weight": torch.zeros(1)})
    with pytest.raises(WeightsCorrupt, match="another network"):
        networks.load_perceptual_distance(store, CPU)
    with pytest.raises(WeightsCorrupt, match="another network"):
        networks.load_inception(store, CPU)


def test_inception_gives_as_many_features_as_the_published_one() -> None:
    network = Inception()
    assert len(network.state_dict()) == 94 * 6
    found = networks.load_inception(FixedStore(network.state_dict()), CPU)(photo(0))
    assert found.shape == (2048,)
    assert np.isfinite(found).all()


@pytest.mark.parametrize("size", [(299, 299), (150, 400)])
def test_pictures_are_resized_as_tensorflow_1_did(size: tuple[int, int]) -> None:
    picture = np.random.default_rng(0).random(size)
    found = _resized(torch.from_numpy(picture)[None, None])[0, 0].numpy()
    for row, column in ((0, 0), (10, 250), (298, 298)):
        y, x = row * size[0] / 299, column * size[1] / 299
        top, left = int(y), int(x)
        bottom, right = min(top + 1, size[0] - 1), min(left + 1, size[1] - 1)
        above = picture[top, left] * (1 - (x - left)) + picture[top, right] * (x - left)
        below = picture[bottom, left] * (1 - (x - left)) + picture[bottom, right] * (x - left)
        assert found[row, column] == pytest.approx(
            above * (1 - (y - top)) + below * (y - top), abs=1e-4
        )
