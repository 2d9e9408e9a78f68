"""The command line, called as a user does."""

from pathlib import Path

import pytest

from tryon.cli.main import main


def run(folder: Path, *more: str, person: str = "ann", out: str = "out") -> int:
    words = ["run", "--person", f"{folder}/persons/{person}.png"]
    words += ["--garment", f"{folder}/garments/tee.png", "--out", f"{folder}/{out}", *more]
    return main(words)


def complaint(capsys: pytest.CaptureFixture[str]) -> str:
    """Returns the error after checking that it is one line with one hint and nothing else."""
    error, hint = capsys.readouterr().err.splitlines()
    assert error.startswith("error: ")
    assert hint.startswith("hint: ")
    assert len(hint) > len("hint: ")
    return error


def check_mistake(code: int, words: str, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A mistake costs one line that holds `words`, and no folder is left behind."""
    assert code == 2
    assert words in complaint(capsys)
    assert not out.exists()
