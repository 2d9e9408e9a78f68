"""The papers' tables, and groups by misalignment."""

import pytest

from tryon.evaluation.fitting import Row
from tryon.evaluation.groups import by_misalignment
from tryon.evaluation.tables import RMGN_TABLE_1, RMGN_TABLE_1_MPV, TABLE_1, comparable


def row(name: str, pixels: int | None) -> Row:
    return Row(
        person=name,
        garment=name,
        folder=name,
        recipe="",
        seconds=1.0,
        misalignment_ratio=0.1,
        misaligned_pixels=pixels,
        lpips=pixels,
    )


def test_groups_are_thirds_by_misaligned_pixels() -> None:
    rows = [row(str(index), pixels) for index, pixels in enumerate((70, 10, 40, 20, 60, 30, 50))]
    small, medium, large = by_misalignment(rows)
    assert (small.count, small.least_pixels, small.most_pixels) == (3, 10, 30)
    assert (medium.count, medium.least_pixels, medium.most_pixels) == (2, 40, 50)
    assert (large.count, large.lpips, large.ssim) == (2, 65, None)
    assert by_misalignment(rows[:2]) == ()
    assert by_misalignment([row(str(index), None) for index in range(5)]) == ()


def test_rmgns_table_has_what_the_paper_prints() -> None:
    """RMGN improves on PF-AFN by the percentages in brackets of its Table 1."""
    small, large = (256, 192), (512, 384)
    for table, gain in (
        (RMGN_TABLE_1[small], 2.55),
        (RMGN_TABLE_1[large], 14.17),
        (RMGN_TABLE_1_MPV[small], 6.49),
    ):
        better = 100 * (table["PF-AFN"]["fid"] / table["RMGN"]["fid"] - 1)
        worse = 100 * (1 - table["RMGN"]["fid"] / table["PF-AFN"]["fid"])
        assert min(abs(better - gain), abs(worse - gain)) < 0.02


def test_the_papers_table_is_complete() -> None:
    assert set(TABLE_1) == {(256, 192), (512, 384), (1024, 768)}
    for methods in TABLE_1.values():
        assert all(set(values) == {"ssim", "lpips", "fid"} for values in methods.values())


@pytest.mark.parametrize(
    ("pipeline", "size", "data", "paired", "given", "shown"),
    [
        ("viton-hd", (512, 384), "VITON-HD", False, False, 14.05),
        ("viton-hd", (512, 384), "VITON-HD", True, True, 14.05),
        ("viton-hd", (512, 384), "VITON-HD", True, False, None),
        ("viton-hd", (512, 384), "MPV", False, False, None),
        ("compact", (256, 192), "VITON", False, False, None),
        ("rmgn", (256, 192), "MPV", False, False, 9.36),
        ("rmgn", (512, 384), "MPV", False, False, None),
        ("rmgn", (512, 384), "VITON", False, False, 9.93),
        ("rmgn", (512, 384), "VITON", True, False, None),
        ("rmgn", (512, 384), "VITON-HD", False, False, None),
    ],
)
def test_the_papers_rows_stand_only_beside_what_was_measured_as_they_were(
    pipeline, size, data, paired, given, shown
) -> None:
    table = comparable(pipeline, size, data, paired=paired, given_layout=given)
    assert (table.values == {}) == (shown is None) == bool(table.why_not)
    if shown is not None:
        name = "RMGN" if pipeline == "rmgn" else "VITON-HD"
        assert table.values[name]["fid"] == shown and table.source
