import pytest
import torch

from tests.support.rounding import assert_rounds_alike, doubled, exactly
from tryon.models.alias_layers import AliasNorm
from tryon.models.label_windows import (
    ConvolutionModulation,
    Standardisation,
    WindowModulation,
    distinct_windows,
    modulation,
)

pytestmark = pytest.mark.numeric


def one_hot(labels: torch.Tensor, classes: int = 7) -> torch.Tensor:
    return torch.nn.functional.one_hot(labels, classes).float()


def patches(maps: torch.Tensor) -> torch.Tensor:
    """Every 5x5 window written out, the outside as a value nothing inside has."""
    padded = torch.nn.functional.pad(maps, (0, 0, 2, 2, 2, 2), value=-1.0)
    return padded.unfold(0, 5, 1).unfold(1, 5, 1).flatten(2).flatten(0, 1)


@pytest.mark.parametrize("noisy", [0.0, 0.1, 1.0])
def test_windows_are_told_apart_exactly(noisy):
    torch.manual_seed(0)
    blocks = torch.randint(0, 3, (4, 3)).repeat_interleave(8, 0).repeat_interleave(8, 1)
    labels = torch.where(torch.rand(32, 24) < noisy, torch.randint(0, 3, (32, 24)), blocks)
    maps = torch.cat([one_hot(labels, 3), (labels == 2)[..., None] * torch.rand(32, 24, 1)], 2)
    index, first = distinct_windows(maps)
    _, expected = patches(maps).unique(dim=0, return_inverse=True)
    assert len(first) == expected.max() + 1
    assert torch.equal(index[first], torch.arange(len(first)))
    assert torch.equal(patches(maps)[first[index]], patches(maps))


def test_a_uniform_map_has_one_window_for_each_way_of_meeting_the_border():
    index, first = distinct_windows(one_hot(torch.zeros(20, 30, dtype=torch.int64)))
    assert len(first) == 25
    assert index.view(20, 30)[2:-2, 2:-2].unique().numel() == 1


def filled_norm(channels: int) -> AliasNorm:
    norm = AliasNorm(channels, 7, hidden=8).requires_grad_(False)
    torch.nn.init.normal_(norm.conv_gamma.bias)
    torch.nn.init.normal_(norm.conv_shared[0].bias)
    return norm


@pytest.mark.parametrize("layout", [torch.contiguous_format, torch.channels_last])
@pytest.mark.parametrize("way", [WindowModulation, ConvolutionModulation])
def test_both_ways_give_gain_and_offset_of_the_norm(way, layout):
    torch.manual_seed(0)
    labels = one_hot(torch.randint(0, 7, (12, 10)))
    mask = torch.rand(12, 10, 1)
    regions = torch.cat([mask, 1 - mask], 2)
    norms = [filled_norm(5).to(memory_format=layout), filled_norm(3)]
    if way is WindowModulation:
        windows = distinct_windows(torch.cat([labels, regions], 2))
        modulated = WindowModulation(labels, regions, windows, norms)
    else:
        modulated = ConvolutionModulation(labels, regions, norms)
    for number, norm in enumerate(norms):
        mean, scale = torch.randn(2, 2, len(norm.noise_scale))
        rows = modulated.affine(number, Standardisation(mean, scale))
        h = torch.randn(12, 10, len(norm.noise_scale))

        def plain(norm: AliasNorm, *given: torch.Tensor) -> torch.Tensor:
            h, mean, scale, labels, regions = given
            hidden = norm.conv_shared(labels.permute(2, 0, 1)[None])
            gamma, beta = (
                conv(hidden)[0].permute(1, 2, 0) for conv in (norm.conv_gamma, norm.conv_beta)
            )
            shares = [regions[..., region : region + 1] for region in range(2)]
            parts = zip(mean, scale, shares, strict=True)
            return sum((h - m) * s * share for m, s, share in parts) * (1 + gamma) + beta

        given = (h, mean, scale, labels, regions)
        single, exact = plain(norm, *given), plain(exactly(norm), *doubled(*given))
        for start, stop in ((0, 4), (4, 8), (8, 12), (0, 12)):
            gain, offset = (value.view(stop - start, 10, -1) for value in rows(start, stop))
            some = slice(start, stop)
            assert_rounds_alike(h[some] * gain + offset, single[some], exact[some])


def test_the_way_is_chosen_by_the_number_of_windows():
    torch.manual_seed(0)
    regions = torch.ones(64, 48, 1)
    calm, noise = torch.zeros(64, 48, dtype=torch.int64), torch.randint(0, 7, (64, 48))
    assert isinstance(modulation(one_hot(calm), regions, []), WindowModulation)
    assert isinstance(modulation(one_hot(noise), regions, []), ConvolutionModulation)
