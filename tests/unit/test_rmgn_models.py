"""RMGN's networks: the fast forms beside the plain ones, and the quirks that are kept."""

import pytest
import torch
from torch.nn import functional as F

from tests.support.rounding import assert_rounds_alike, doubled, exactly
from tests.support.spectral import settle_spectral_norm
from tryon.models.appearance_flow import AppearanceFlow, places
from tryon.models.cost_volume import REACH, cost_volume, cost_volume_reference
from tryon.models.inference import fold_spectral_norm
from tryon.models.rmgn import RegionalMaskGenerator, composite
from tryon.models.rmgn_layers import RegionalFusion
from tryon.models.sampling import sample, sample_rows
from tryon.types import Size

pytestmark = pytest.mark.numeric

SIZE = (96, 64)
LAYOUTS = [torch.contiguous_format, torch.channels_last]


def smooth(channels: int, count: int = 1, size: Size = SIZE) -> torch.Tensor:
    coarse = torch.randn(count, channels, 5, 4)
    return F.interpolate(coarse, size=size, mode="bicubic", align_corners=False)


def warp_network(**options: bool) -> AppearanceFlow:
    torch.manual_seed(0)
    return unsettled(
        AppearanceFlow(widths=(4, 6, 8, 8, 8), channels=8, hidden=(8, 6, 4), **options)
    )


def generator() -> RegionalMaskGenerator:
    torch.manual_seed(0)
    made = unsettled(RegionalMaskGenerator(width=4))
    for module in made.modules():
        if isinstance(module, RegionalFusion):
            torch.nn.init.normal_(module.conv_h.weight)
            torch.nn.init.normal_(module.conv_a2_gamma.bias)
    return made


def unsettled(network: torch.nn.Module):
    """Gives the normalisations something to do and the spectral norms their vectors."""
    for module in network.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            torch.nn.init.normal_(module.running_mean, 0, 0.1)
            torch.nn.init.uniform_(module.running_var, 0.5, 2)
        elif hasattr(module, "weight_orig"):
            settle_spectral_norm(module)
    return network.eval().requires_grad_(False)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("shape", [(1, 8, 12, 9), (2, 5, 7, 5), (3, 4, 1, 1), (1, 1, 2, 17)])
def test_the_cost_volume_is_that_of_49_shifts(shape, layout):
    first, second = (torch.randn(shape).to(memory_format=layout) for _ in range(2))
    plain = cost_volume_reference(first, second)
    assert plain.shape == (shape[0], 49, *shape[2:])
    exact = cost_volume_reference(*doubled(first, second))
    assert_rounds_alike(cost_volume(first, second), plain, exact)


def test_a_displacement_has_the_channel_of_its_row_and_column():
    first, second = torch.zeros(2, 1, 2, 9, 9)
    first[0, :, 4, 4] = torch.tensor([1.0, 3.0])
    second[0, :, 6, 3] = torch.tensor([5.0, 7.0])  # two down, one to the left
    for compare in (cost_volume, cost_volume_reference):
        volume = compare(first, second)
        assert volume[0, (2 + REACH) * 7 + (-1 + REACH), 4, 4] == (5 + 21) / 2
        assert volume.count_nonzero() == 1


def test_the_cost_volume_comes_in_the_type_of_the_maps():
    first, second = torch.randn(2, 1, 8, 6, 5, dtype=torch.float64)
    assert torch.allclose(cost_volume(first, second), cost_volume_reference(first, second))
    assert cost_volume(first, second).dtype == torch.float64


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("align_corners", [False, True])
def test_rows_are_read_as_pictures_are(align_corners, layout):
    picture = torch.randn(2, 6, 7, 5).to(memory_format=layout)
    grid = 3 * torch.rand(2, 2, 11, 9) - 1.5
    grid[:, :, 0] = torch.tensor([-1.0, 1.0, 0.0] * 3)
    grid[:, :, 1] *= 1e6
    plain = sample(picture, grid, align_corners)
    exact = sample(*doubled(picture, grid), align_corners)
    assert_rounds_alike(sample_rows(picture, grid, align_corners), plain, exact)


def test_a_place_that_is_no_number_stays_one():
    grid = torch.zeros(1, 2, 2, 2)
    grid[0, 0, 0, 0] = torch.nan
    read = sample_rows(torch.randn(1, 3, 4, 4), grid, False)
    assert read[0, :, 0, 0].isnan().all()
    assert read.isnan().sum() == 3


def test_offsets_of_zero_are_the_identity_only_where_corners_are_aligned():
    picture = smooth(3).double()
    grid = places(torch.zeros(1, 2, *SIZE).double())
    assert torch.allclose(sample(picture, grid, align_corners=True), picture, atol=1e-9)
    width = SIZE[1]
    ramp = torch.arange(float(width)).double().expand(1, 1, *SIZE)
    read = sample(ramp, grid, align_corners=False)[0, 0, 0]
    x = torch.arange(width)
    expected = (x.double() * width / (width - 1) - 0.5).clamp(0, width - 1)
    assert torch.allclose(read, expected, atol=1e-9)


def test_an_offset_is_in_pixels_x_first():
    offsets = torch.zeros(1, 2, 5, 9)
    offsets[:, 0], offsets[:, 1] = 2, -1
    grid = places(offsets)
    assert torch.allclose(grid[0, :, 0, 0], torch.tensor([2 / 4 - 1, -1 / 2 - 1]))


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("align_corners", [False, True])
def test_both_forms_warp_the_same(align_corners, count):
    network = warp_network(align_corners=align_corners)
    person, cloth = smooth(3, count), smooth(3, count)
    exactly_warped = exactly(network).forward_reference(*doubled(person, cloth))
    for ours, plain, exact in zip(
        network(person, cloth),
        network.forward_reference(person, cloth),
        exactly_warped,
        strict=True,
    ):
        assert ours.shape == (count, plain.shape[1], *SIZE)
        assert_rounds_alike(ours, plain, exact)


def test_the_switch_changes_what_is_read():
    person, cloth = smooth(3), smooth(3)
    grids = [warp_network(align_corners=way)(person, cloth)[1] for way in (False, True)]
    assert (grids[0] - grids[1]).abs().max() > 0.01


def test_what_is_known_of_a_person_and_of_a_cloth_serves_again():
    network = warp_network()
    persons, cloths = ([smooth(3) for _ in range(2)] for _ in range(2))
    known_persons = [network.person_pyramid(person) for person in persons]
    known_cloths = [network.cloth_pyramid(cloth) for cloth in cloths]
    assert [level.shape[2] for level in known_cloths[0]] == [3, 6, 12, 24, 48]
    for person, known_person in zip(persons, known_persons, strict=True):
        for cloth, known_cloth in zip(cloths, known_cloths, strict=True):
            warped, grid = network(person, cloth)
            assert torch.equal(network.grid(known_person, known_cloth), grid)
            assert torch.equal(network.warp(cloth, grid), warped)


def test_only_the_cloths_mask_ends_at_its_border():
    network, grid = warp_network(), torch.full((1, 2, 4, 4), 5.0)
    ones = torch.ones(1, 1, 8, 8)
    assert network.warp(ones, grid).min() == 1
    assert network.warp(ones, grid, outside="zeros").max() == 0


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_both_forms_paint_the_same(count, layout):
    network = generator()
    inputs = [smooth(channels, count).to(memory_format=layout) for channels in (3, 3, 1)]
    unfolded, exact = network(*inputs), exactly(network).forward_reference(*doubled(*inputs))
    fold_spectral_norm(network)
    fast, plain = network(*inputs), network.forward_reference(*inputs)
    assert fast[0].shape == (count, 4, *SIZE)
    assert len(fast[1]) == 18
    ways = ((raw, *masks) for raw, masks in (fast, plain, unfolded, exact))
    for ours, folded, whole, wanted in zip(*ways, strict=True):
        assert_rounds_alike(ours, folded, wanted)
        assert_rounds_alike(ours, whole, wanted)
    assert 0.02 < fast[1][17].std() < 0.5


def test_a_far_mean_does_not_cost_precision():
    network, inputs = generator(), (smooth(3), smooth(3), smooth(1))
    fold_spectral_norm(network)
    network.generator.conv_head.bias.add_(300)
    fast, plain = network(*inputs), network.forward_reference(*inputs)
    exact = exactly(network).forward_reference(*doubled(*inputs))
    assert_rounds_alike(fast[0], plain[0], exact[0])
    assert_rounds_alike(fast[1][-1], plain[1][-1], exact[1][-1])


def test_what_is_known_of_a_person_serves_another_cloth():
    network = generator()
    fold_spectral_norm(network)
    person = smooth(3)
    known = network.person_attributes(person)
    assert [level.shape[2] for level in known] == [6, 12, 24, 48, 96]
    for _ in range(2):
        cloth, edge = smooth(3), smooth(1)
        raw, masks = network.decode(known, network.cloth_attributes(cloth, edge))
        again, its_masks = network(person, cloth, edge)
        assert torch.equal(raw, again)
        assert torch.equal(masks[17], its_masks[17])


def test_a_mask_of_one_takes_the_cloth_and_of_zero_the_person():
    unit = RegionalFusion(4, 3)
    x, person, cloth = smooth(4), smooth(3), smooth(3)
    for bias, used, other in ((50.0, cloth, person), (-50.0, person, cloth)):
        torch.nn.init.constant_(unit.conv_h.bias, bias)
        fused, mask = unit(x, person, cloth)
        assert torch.allclose(mask, torch.tensor(float(bias > 0)))
        pairs = ((used, other * 0), (other * 0, used))
        ours = unit(x, *pairs[bias > 0])[0]
        assert torch.allclose(fused, ours, atol=1e-5)


def test_the_cloth_stays_where_the_composite_mask_is_one():
    cloth, edge = smooth(3).tanh(), torch.ones(1, 1, *SIZE)
    edge[..., :32] = 0
    raw = torch.cat([smooth(3), torch.full((1, 1, *SIZE), 50.0)], 1)
    result, mask, rendered = composite(raw, cloth, edge)
    assert torch.equal(mask, edge)
    assert torch.allclose(result[..., 32:], cloth[..., 32:])
    assert torch.equal(result[..., :32], rendered[..., :32])


def test_sides_that_cannot_be_halved_are_refused():
    wrong = [torch.zeros(1, channels, 80, 64) for channels in (3, 3, 1)]
    with pytest.raises(ValueError, match="divisible by 32, not 80x64"):
        warp_network()(*wrong[:2])
    with pytest.raises(ValueError, match="divisible by 32, not 80x64"):
        generator()(*wrong)
