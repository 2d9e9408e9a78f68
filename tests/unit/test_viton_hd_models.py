import pytest
import torch
from torch.nn import functional as F

from tests.support.rounding import assert_rounds_alike, assert_same_labels, doubled, exactly
from tryon.models.viton_hd import (
    GeometricMatching,
    SegmentationGenerator,
    correlation,
    upsample_blurred,
    upsample_blurred_reference,
    upsample_labels,
)

pytestmark = pytest.mark.numeric


@pytest.fixture(autouse=True)
def inference():
    torch.manual_seed(0)
    with torch.inference_mode():
        yield


def test_segmentation_takes_any_width_depth_and_size():
    network = SegmentationGenerator(in_channels=5, classes=3, width=4, doublings=2).eval()
    maps = network(torch.randn(2, 5, 24, 16))
    assert maps.shape == (2, 3, 24, 16)
    assert maps.min() > 0 and maps.max() < 1
    assert {"conv1.0.weight", "conv3.3.bias", "up4.1.weight", "conv5.6.bias"} <= {
        *network.state_dict()
    }


def test_segmentation_treats_samples_apart():
    network = SegmentationGenerator(width=4).eval()
    x = torch.randn(2, 21, 32, 32)
    exact = exactly(network)(x[1:].double())
    assert_rounds_alike(network(x)[1:], network(x[1:]), exact)


@pytest.mark.parametrize("size", [(64, 48), (100, 37), (16, 12)])
def test_upsampling_by_products_is_upsampling_by_pixels(size):
    maps = torch.rand(2, 5, 16, 12)
    maps[:, :, 0] += 3  # so that the zeros beyond the border show
    plain, exact = (upsample_blurred_reference(each, size) for each in (maps, maps.double()))
    assert_rounds_alike(upsample_blurred(maps, size), plain, exact)
    assert_same_labels(upsample_labels(maps, size), plain, exact)


def test_half_precision_maps_give_labels_too():
    maps = F.one_hot(torch.arange(16).view(1, 4, 4) // 8, 2).permute(0, 3, 1, 2).half()
    labels = upsample_labels(maps, (32, 32))
    assert labels.dtype == torch.int64
    assert labels[0, 0].unique().tolist() == [0] and labels[0, -1].unique().tolist() == [1]


def test_correlation_counts_the_person_down_the_columns():
    person, cloth = torch.randn(2, 2, 3, 4, 5).double()
    compared = correlation(person, cloth)
    assert compared.shape == (2, 20, 4, 5)
    x, y = 3, 2
    expected = (person[1, :, y, x] * cloth[1, :, 1, 4]).sum()
    assert torch.allclose(compared[1, x * 4 + y, 1, 4], expected)


def test_matching_takes_any_width_and_working_size():
    network = GeometricMatching(3, 2, width=4, working_size=(128, 64), points=3).eval()
    theta, grid = network(torch.randn(2, 3, 128, 64), torch.randn(2, 2, 128, 64), size=(20, 10))
    assert theta.shape == (2, 18)
    assert theta.abs().max() < 1
    assert torch.equal(grid, network.tps(theta, (20, 10)))


def test_matching_does_not_depend_on_the_memory_layout():
    network = GeometricMatching(width=4).eval()
    inputs = torch.randn(1, 7, 256, 192), torch.randn(1, 3, 256, 192)
    theta = network(*inputs, size=(8, 6))[0]
    exact = exactly(network)(*doubled(*inputs), size=(8, 6))[0]
    network.to(memory_format=torch.channels_last)
    assert_rounds_alike(network(*inputs, size=(8, 6))[0], theta, exact)


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16])
def test_half_precision_weights_take_and_give_float32(dtype):
    segmentation, matching = (
        SegmentationGenerator(width=4).eval(),
        GeometricMatching(width=4).eval(),
    )
    x, a, b = (torch.randn(1, channels, 256, 192) for channels in (21, 7, 3))
    maps, theta = segmentation(x), matching(a, b, (8, 6))[0]
    short_maps = segmentation.to(dtype)(x)
    short_theta, grid = matching.to(dtype)(a, b, (8, 6))
    assert short_maps.dtype == short_theta.dtype == grid.dtype == torch.float32
    assert (short_maps - maps).abs().mean() < 0.02
    assert (short_theta - theta).abs().max() < 0.05
