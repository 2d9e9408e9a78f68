import json

import pytest

from tryon.misalignment.reference import GROUP_NAMES, Reference, read_reference

TEN = Reference("Ten pairs.", (1024, 768), (0, 10, 20, 30, 40, 50, 60, 70, 80, 90))


def test_thirds_are_cut_between_their_outer_pairs():
    # 0 to 30, 40 to 60, 70 to 90.
    assert TEN.cuts == (35, 65)
    assert [TEN.group(pixels) for pixels in (0, 30, 36, 60, 66, 10_000)] == [
        name for name in GROUP_NAMES for _ in range(2)
    ]


def test_ranks():
    assert [TEN.rank(pixels) for pixels in (0, 1, 45, 91)] == [0, 0.1, 0.5, 1]


def test_other_sizes_are_scaled_by_area():
    assert TEN.scaled(100, (512, 384)) == 400
    assert TEN.scaled(100, (1024, 768)) == 100


def test_every_pair_is_in_one_bar():
    bars = TEN.histogram()
    assert sum(bar.count for bar in bars) == len(TEN.pixels)
    assert (bars[0].start, bars[-1].end) == (0, pytest.approx(85.5))
    assert (bars[0].count, bars[-1].count) == (1, 1)


def test_one_pair_far_off_does_not_squeeze_the_others():
    far = Reference("", (1, 1), (*range(0, 100, 2), 1_000_000))
    bars = far.histogram()
    assert bars[-1].end < 100
    assert sum(bar.count for bar in bars) == 51


def test_a_reference_is_read_in_rising_order(tmp_path):
    path = tmp_path / "reference.json"
    path.write_text(
        json.dumps({"words": "Three.", "size": [512, 384], "misaligned_pixels": [9, 1, 5]})
    )
    assert read_reference(path) == Reference("Three.", (512, 384), (1, 5, 9))


def test_the_reference_that_comes_with_the_program():
    reference = read_reference()
    assert len(reference.pixels) >= 60
    assert "synthetic" in reference.words
    low, high = reference.cuts
    assert 0 < low < high < reference.pixels[-1]
    assert reference.group(0) == "small"
    assert reference.pixels[-1] < reference.size[0] * reference.size[1]


@pytest.mark.parametrize("pixels", [TEN.pixels, tuple(range(7))])
def test_groups_are_the_papers_thirds(pixels):
    reference = Reference("", (1, 1), pixels)
    counts = [sum(reference.group(each) == name for each in pixels) for name in GROUP_NAMES]
    assert sum(counts) == len(pixels)
    assert max(counts) - min(counts) <= 1
