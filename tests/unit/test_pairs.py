"""Lists of pairs: names of any length, long lists, reports that are no reports."""

import json
import time
from pathlib import Path

import pytest

from tryon.batch.pairs import Ledger, PairRow, folder_name, is_there, read_pairs, recipe
from tryon.errors import TryOnError

CHINESE = "春" * 80


def rows(count: int, start: int = 0) -> list[PairRow]:
    return [
        PairRow(
            person=f"person {number}.jpg",
            garment="größe.jpg",
            folder=f"folder_{number}",
            recipe="0" * 64,
            seconds=1.5,
            misalignment_ratio=0.25,
            warnings=("A sentence.", 'A "quoted"\nsecond one.'),
        )
        for number in range(start, start + count)
    ]


@pytest.mark.parametrize(
    ("person", "garment"),
    [(f"{CHINESE}.jpg", "tee.jpg"), ("a" * 240 + ".png", "b" * 240 + ".png")],
)
def test_long_names_make_a_short_folder_that_tells_pairs_apart(
    tmp_path: Path, person: str, garment: str
) -> None:
    name = folder_name(person, garment)
    assert len(name.encode()) <= 130
    assert name[:10] == person[:10]
    assert name != folder_name(person, f"other {garment}")
    assert name == folder_name(person, garment)
    (tmp_path / name).mkdir()


def test_short_names_are_kept() -> None:
    assert folder_name("ann.png", "tee.png") == "ann_tee"


def test_pairs_of_the_same_stems_lie_apart_and_repeated_ones_together(tmp_path: Path) -> None:
    path = tmp_path / "pairs.txt"
    path.write_text("a.png b.png\na.jpg b.png\na.png b.png\na.jpg   b.png\n")
    first, second = read_pairs(path)
    assert first.folder == "a_b"
    assert second.folder.startswith("a_b_") and len(second.folder) == 12


def test_a_path_that_no_file_can_have_is_no_file(tmp_path: Path) -> None:
    assert not is_there(tmp_path / ("x" * 300))
    assert not is_there(tmp_path / "a\0b")
    long, absent = tmp_path / ("x" * 300), tmp_path / "absent"
    assert recipe("same", [long]) == recipe("same", [absent])


def test_a_file_that_cannot_be_read_is_left_to_whoever_opens_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "secret.png"
    path.touch()

    def refused(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refused)
    assert len(recipe("same", [path])) == 64


def test_a_long_list_is_read_in_one_go(tmp_path: Path) -> None:
    path = tmp_path / "pairs.txt"
    path.write_text("".join(f"person_{n}.jpg garment_{n}.jpg\n" for n in range(16_000)))
    start = time.process_time()
    assert len({pair.folder for pair in read_pairs(path)}) == 16_000
    assert time.process_time() - start < 2


def test_recording_thousands_of_rows_costs_little(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "report.json", PairRow)
    start = time.process_time()
    for row in rows(1_500):
        ledger.record(row)
    assert time.process_time() - start < 5
    assert len(json.loads((tmp_path / "report.json").read_text())["pairs"]) == 1_500


def test_the_report_is_what_json_would_write(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    ledger = Ledger(path, PairRow)
    ledger.write({"size": [1, 2]}, rows(0))
    assert json.loads(path.read_text()) == {"size": [1, 2], "pairs": []}
    ledger.write({"size": [1, 2]}, rows(3))
    document = json.loads(path.read_text())
    assert path.read_text() == json.dumps(document, indent=2) + "\n"
    assert [row["folder"] for row in document["pairs"]] == ["folder_0", "folder_1", "folder_2"]
    again = Ledger(path, PairRow)
    (changed,) = rows(1)
    again.record(changed)
    assert again.finished("folder_2", "0" * 64) is not None


def test_a_report_of_nothing_but_brackets_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text("[" * 200_000)
    with pytest.raises(TryOnError, match="something else"):
        Ledger(path, PairRow)
