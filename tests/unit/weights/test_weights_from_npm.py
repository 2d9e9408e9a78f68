"""Downloads through the npm client."""

import sys
from pathlib import Path

import pytest

from tests.support.hub import ask_hub_at
from tests.support.weight_files import HUB, KEY, NAME, knows, store
from tryon.errors import WeightsUnavailable
from tryon.weights.entries import NpmSource


@pytest.fixture
def npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in for the npm client that packs whatever lies in the folder returned."""
    content = tmp_path / "content"
    content.mkdir()
    program = tmp_path / "npm"
    program.write_text(
        f"#!{sys.executable}\n"
        "import sys, tarfile\n"
        "from pathlib import Path\n"
        f"content = Path({str(content)!r})\n"
        "failure = content / 'failure'\n"
        "if failure.exists():\n"
        "    sys.exit(failure.read_text())\n"
        "target = sys.argv[sys.argv.index('--pack-destination') + 1]\n"
        "with tarfile.open(target + '/packed-1.0.0.tgz', 'w:gz') as archive:\n"
        "    archive.add(content, 'package')\n"
    )
    program.chmod(0o755)
    monkeypatch.setattr("shutil.which", lambda name: str(program) if name == "npm" else None)
    return content


NPM = NpmSource("some-package", "1.0.0", f"models/{NAME}")


def test_npm_comes_after_a_hub_that_cannot_be_reached(
    folder: Path, checkpoint: bytes, npm: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_hub_at(monkeypatch, 9)
    knows(monkeypatch, checkpoint, HUB, NPM)
    (npm / "models").mkdir()
    (npm / "models" / NAME).write_bytes(checkpoint)
    assert store(folder).path(KEY).read_bytes() == checkpoint


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        ("npm error code E404\nnpm error https://user:secret@registry", "no such package"),
        ("npm error code E401 secret", "login"),
        ("npm error code ENOTFOUND secret", "could not reach"),
        ("npm error code ENOSPC", "disk is full"),
        (None, "does not hold the file"),
    ],
)
def test_npm_failures_are_put_in_words_without_its_output(
    folder: Path,
    checkpoint: bytes,
    npm: Path,
    monkeypatch: pytest.MonkeyPatch,
    failure: str | None,
    words: str,
) -> None:
    knows(monkeypatch, checkpoint, NPM)
    if failure is not None:
        (npm / "failure").write_text(failure)
    with pytest.raises(WeightsUnavailable, match=words) as caught:
        store(folder).path(KEY)
    assert "secret" not in caught.value.message


def test_wrong_file_from_npm_is_refused(
    folder: Path, checkpoint: bytes, npm: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    knows(monkeypatch, checkpoint, NPM)
    (npm / "models").mkdir()
    (npm / "models" / NAME).write_bytes(checkpoint + b"x")
    with pytest.raises(WeightsUnavailable, match="sha256"):
        store(folder).path(KEY)
    assert not (folder / NAME).exists()


def test_without_npm_that_is_said(
    folder: Path, checkpoint: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    knows(monkeypatch, checkpoint, NPM)
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(WeightsUnavailable, match="no npm client"):
        store(folder).path(KEY)
