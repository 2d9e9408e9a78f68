"""The fast ALIAS generator beside its plain form, on kind maps and on unkind ones."""

import pytest
import torch
from torch.nn import functional as F

from tests.support.rounding import assert_rounds_alike, doubled, exactly
from tests.support.spectral import settle_spectral_norm
from tryon.device import prefers_label_windows
from tryon.models import label_windows
from tryon.models.alias import AliasGenerator
from tryon.models.alias_layers import AliasNorm, standardise_regions
from tryon.models.inference import fold_spectral_norm

pytestmark = pytest.mark.numeric

SIZE = (96, 64)


def network(seed: int = 0, **options: int) -> AliasGenerator:
    """A small generator: six blocks, of which the last knows no regions; noise is on."""
    torch.manual_seed(seed)
    made = AliasGenerator(**{"width": 2, "doublings": 5, "hidden": 8, **options}).eval()
    for module in made.modules():
        if isinstance(module, AliasNorm):
            torch.nn.init.normal_(module.noise_scale, 0, 0.2)
        elif hasattr(module, "weight_orig"):
            settle_spectral_norm(module)
    fold_spectral_norm(made)
    return made.requires_grad_(False)


def smooth(channels: int, count: int, size: tuple[int, int] = SIZE) -> torch.Tensor:
    coarse = torch.randn(count, channels, 4, 3)
    return F.interpolate(coarse, size=size, mode="bicubic", align_corners=False)


def inputs(count: int = 1, noisy: float = 0.0, soft: bool = True) -> tuple[torch.Tensor, ...]:
    """x, parse, parse_div and misalign; a share of the labels may be random."""
    labels = smooth(7, count).argmax(1)
    anywhere = torch.rand(labels.shape) < noisy
    labels[:, 24:72, 16:48] = 2  # clothing there is, of which some is misaligned
    labels = torch.where(anywhere, torch.randint(0, 7, labels.shape), labels)
    parse = F.one_hot(labels, 7).permute(0, 3, 1, 2).float()
    warped_mask = (4 * smooth(1, count) + 0.5).clamp(0, 1)
    if not soft:
        warped_mask = warped_mask.round()
    misalign = (parse[:, 2:3] - warped_mask).clamp(min=0)
    assert misalign.mean() > 0.02
    parse_div = torch.cat([parse, misalign], 1)
    parse_div[:, 2:3] -= misalign
    return smooth(9, count).tanh(), parse, parse_div, misalign


def both(made: AliasGenerator, given: tuple[torch.Tensor, ...], **options: bool):
    """The picture of the fast way, of the plain way and of that in float64, of the same noise."""
    fast = made(*given, torch.Generator().manual_seed(5), **options)
    noises = made.draw_noise(given[0], torch.Generator().manual_seed(5))
    plain = made.forward_reference(given, noises, **options)
    return fast, plain, exactly(made).forward_reference(doubled(*given), noises, **options)


CASES = {
    "parse map, soft mask": {},
    "hard mask": {"soft": False},
    "a few wrong pixels": {"noisy": 0.02},
    "half noise": {"noisy": 0.5},
    "nothing but noise": {"noisy": 1.0},
    "two persons": {"count": 2},
    "three noisy persons": {"count": 3, "noisy": 0.3},
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
@pytest.mark.parametrize("instance_norm_only", [False, True])
@pytest.mark.parametrize("most_windows", [0.0, 0.25, 1.0])
def test_fast_and_plain_paint_the_same(case, instance_norm_only, most_windows, monkeypatch):
    monkeypatch.setattr(label_windows, "MOST_WINDOWS", most_windows)
    made = network()
    fast, plain, exact = both(made, inputs(**case), instance_norm_only=instance_norm_only)
    assert fast.shape == (case.get("count", 1), 3, *SIZE)
    assert plain.std() > 0.02
    assert_rounds_alike(fast, plain, exact)


def test_one_region_may_be_empty():
    x, parse, _, _ = inputs()
    for misalign in (torch.zeros_like(parse[:, :1]), torch.ones_like(parse[:, :1])):
        painted = both(network(), (x, parse, torch.cat([parse, misalign], 1), misalign))
        assert all(torch.isfinite(picture).all() for picture in painted)
        assert_rounds_alike(*painted)


def test_class_maps_need_not_be_one_hot():
    x, parse, parse_div, misalign = inputs()
    given = (x, (parse + smooth(7, 1)).softmax(1), parse_div * 0.7, misalign)
    assert_rounds_alike(*both(network(), given))


def test_a_far_mean_does_not_cost_precision():
    made = network()
    for level in range(6):
        made.get_submodule(f"conv_{level}").bias.add_(300)
    # Gain, offset and their product with the features are rounded at the size of the mean, which
    # the plain form subtracts first.
    assert_rounds_alike(*both(made, inputs()), roundings=3)


def test_the_ablation_changes_the_picture_only_where_there_are_regions():
    made, given = network(), inputs()
    by_region, whole = both(made, given)[0], both(made, given, instance_norm_only=True)[0]
    assert (by_region - whole).abs().max() > 1e-2


def test_the_same_seed_gives_the_same_picture_and_another_does_not():
    made, given = network(), inputs()
    first, again, other = (made(*given, torch.Generator().manual_seed(s)) for s in (1, 1, 2))
    assert torch.equal(first, again)
    assert (first - other).abs().max() > 1e-3


def test_noise_is_drawn_transposed_and_in_the_order_of_the_blocks():
    made = network()
    noises = made.draw_noise(torch.empty(2, 9, *SIZE), torch.Generator().manual_seed(9))
    generator = torch.Generator().manual_seed(9)
    assert [len(some) for some in noises] == [2, 3, 3, 3, 3, 3]
    sizes = [size for _, _, size in made.levels(torch.empty(1, 9, *SIZE))]
    for (height, width), some in zip(sizes, noises, strict=True):
        for noise in some:
            drawn = torch.randn(2, width, height, 1, generator=generator)
            assert torch.equal(noise, drawn.permute(0, 3, 2, 1))


def test_standardising_by_region_follows_the_paper_for_hard_masks():
    h = torch.randn(2, 3, 16, 12).double() * torch.tensor([1.0, 5.0, 0.2])[:, None, None] + 4
    mask = torch.zeros(2, 1, 16, 12).double()
    mask[:, :, 3:9, 2:8] = 1
    standardised = standardise_regions(h, mask)
    for region in (mask, 1 - mask):
        inside = region.expand_as(h) == 1
        for sample, channel in ((0, 0), (1, 1), (1, 2)):
            values = standardised[sample, channel][inside[sample, channel]]
            assert abs(float(values.mean())) < 1e-9
            # The small constant under the root is 1e-5 of the whole map's: a hundredth at most.
            assert abs(float(values.std(correction=0)) - 1) < 1e-2


def test_folding_changes_nothing_and_leaves_plain_weights():
    torch.manual_seed(0)
    made = AliasGenerator(width=2, doublings=3, hidden=8).eval().requires_grad_(False)
    given = [value[..., :32, :32] for value in inputs()]
    noises = made.draw_noise(given[0], None)
    exact = exactly(made).forward_reference(doubled(*given), noises)
    before = made(*given, torch.Generator().manual_seed(5))
    plain = made.forward_reference(given, noises)
    fold_spectral_norm(made)
    assert not any("weight_orig" in key for key in made.state_dict())
    assert_rounds_alike(made.forward_reference(given, noises), plain, exact)
    after = made(*given, torch.Generator().manual_seed(5))
    assert_rounds_alike(after, before, exact)


def test_gradients_flow_through_the_plain_form():
    made = AliasGenerator(width=2, doublings=3, hidden=8)
    given = [value[..., :32, :32] for value in inputs()]
    made(*given).square().mean().backward()
    assert made.head_0.conv_0.weight_orig.grad.abs().max() > 0


def test_sizes_that_cannot_be_halved_often_enough_are_refused():
    with pytest.raises(ValueError, match="divisible by 32, not 96x60"):
        network()(*(value[..., :60] for value in inputs()))


# What runs on a GPU, as far as a CPU can tell


def test_only_a_processor_looks_windows_up():
    assert prefers_label_windows(torch.device("cpu"))
    assert not any(prefers_label_windows(torch.device(kind)) for kind in ("cuda", "mps", "meta"))


def test_no_host_is_waited_for_in_the_plain_form():
    """A tensor on the meta device has no values: whatever asks for one raises."""
    made = network().half().to("meta")
    given = [value.half().to("meta") for value in inputs()]
    picture = made(*given)
    assert picture.shape == (1, 3, *SIZE)
    assert picture.dtype == torch.float16


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16])
def test_half_precision_weights_paint_nearly_the_same_from_float32_inputs(dtype):
    made, given = network(), inputs()
    noises = made.draw_noise(given[0], torch.Generator().manual_seed(5))
    exact = made.forward_reference(given, noises)
    short = made.to(dtype)(*given, torch.Generator().manual_seed(5))
    assert short.dtype == torch.float32
    assert (short - exact).abs().mean() < (0.01 if dtype == torch.float16 else 0.05)
