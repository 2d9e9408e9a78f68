"""The small world from nothing to its tables, with a budget of one step each."""

import json
from pathlib import Path

import pytest

from benchmarks.small_world import STUDENTS, World, run
from tests.support.drawn_people import write_people


def test_everything_is_trained_loaded_evaluated_and_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRYON_CACHE_DIR", str(tmp_path / "cache"))
    for part, count in (("learn", 4), ("held_out", 2)):
        folder = write_people(tmp_path / "data" / part, count)
        names = [path.name for path in sorted((folder / "train/image").iterdir())]
        (folder / "test_pairs.txt").write_text("".join(f"{name} {name}\n" for name in names))
    data = tmp_path / "data"
    run(World(tmp_path / "out", data / "learn", data / "held_out", width=4, scale=0))
    for name in ("viton-hd", "rmgn"):
        found = json.loads((tmp_path / f"out/evaluated-{name}/metrics.json").read_text())
        assert (found["pipeline"], found["pairs_done"], found["pairs_failed"]) == (name, 2, 0)
    text = (tmp_path / "out/small_world.md").read_text()
    assert "| viton-hd | 2 | " in text
    assert all(f"| {words} | " in text for _, words in STUDENTS.values())
    assert {"fig5.png", "pictures.png"} <= {path.name for path in (tmp_path / "out").iterdir()}
