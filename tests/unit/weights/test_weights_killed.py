"""Downloads that were killed, and a Hub that is down."""

import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.hub import FakeHub
from tests.support.weight_files import HUB, KEY, NAME, knows, network, store
from tryon.config import PACKAGE_ROOT
from tryon.errors import WeightsMissing
from tryon.weights import trust
from tryon.weights.checkpoints import load_strictly
from tryon.weights.table import WEIGHTS


def test_killed_download_leaves_no_file_and_the_next_one_recovers(
    folder: Path, checkpoint: bytes, on_hub: FakeHub
) -> None:
    on_hub.seconds_between_chunks = 0.5
    endpoint = sys.modules["huggingface_hub"].constants.ENDPOINT
    program = (
        "import sys\nfrom dataclasses import replace\nfrom pathlib import Path\n"
        "from tryon.weights import store as weights\nfrom tryon.config import Settings\n"
        "from tryon.weights.entries import HubSource\n"
        "from tryon.weights.table import BODY_WEIGHTS, WEIGHTS\n"
        "weights.BUNDLED = Path('absent')\n"
        f"source = HubSource('owner/name', {NAME!r})\n"
        f"WEIGHTS[{KEY!r}] = replace(WEIGHTS[{KEY!r}], sources=(source,))\n"
        f"folder = Path({str(folder)!r})\n"
        f"weights.WeightStore(Settings(weights_dir=folder)).fetch({KEY!r})\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=PACKAGE_ROOT,
        env={"PATH": "", "HF_ENDPOINT": endpoint, "HF_HUB_DISABLE_XET": "1"},
        stderr=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + 60
    while not any(command == "GET" for command, _ in on_hub.requests):
        assert time.monotonic() < deadline
        assert child.poll() is None
        time.sleep(0.05)
    child.kill()
    child.wait()
    assert not (folder / NAME).exists()
    on_hub.seconds_between_chunks = 0
    assert store(folder).path(KEY).read_bytes() == checkpoint


@pytest.mark.parametrize("place", ["weights", "cache"])
@pytest.mark.parametrize("known", [True, False], ids=["hash of the table", "pinned"])
def test_with_the_hub_down_what_is_here_runs_and_nobody_is_asked(
    folder: Path,
    on_hub: FakeHub,
    monkeypatch: pytest.MonkeyPatch,
    place: str,
    known: bool,
) -> None:
    if not known:
        monkeypatch.setitem(WEIGHTS, KEY, replace(WEIGHTS[KEY], sha256=None))
    source = store(folder.parent / place).path(KEY)
    assert source.parent.name == place
    on_hub.status, on_hub.requests = 503, []
    later = store(folder, hub_repo="owner/name")
    later.require([KEY])
    assert later.path(KEY) == source
    load_strictly(network(), later.state(KEY), KEY)
    assert later.fetch(KEY) == source
    assert later.verify(KEY) == ("verified" if known else "pinned")
    assert on_hub.requests == []


def test_what_a_killed_download_left_is_no_weight_and_is_cleared_by_the_next_one(
    folder: Path, checkpoint: bytes, on_hub: FakeHub
) -> None:
    left = folder / ".download" / KEY
    (left / ".cache" / "huggingface" / "download").mkdir(parents=True)
    (left / ".cache" / "huggingface" / "download" / "half.incomplete").write_bytes(checkpoint[:600])
    (left / NAME).write_bytes(checkpoint[:600])
    left.with_suffix(".lock").touch()
    offline = store(folder, offline=True)
    assert not offline.is_present(KEY)
    with pytest.raises(WeightsMissing):
        offline.path(KEY)
    assert store(folder).path(KEY).read_bytes() == checkpoint
    assert not left.exists()


def test_killed_between_the_file_and_its_pin_the_file_is_checked_and_pinned_at_its_next_use(
    folder: Path, checkpoint: bytes, hub: FakeHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    class KilledError(BaseException):
        """Nothing in the program catches it."""

    def killed(*_: object) -> None:
        raise KilledError

    knows(monkeypatch, checkpoint, HUB)
    monkeypatch.setitem(WEIGHTS, KEY, replace(WEIGHTS[KEY], sha256=None))
    hub.files[NAME] = checkpoint
    with monkeypatch.context() as patched:
        patched.setattr(trust, "write_pin", killed)
        with pytest.raises(KilledError):
            store(folder).path(KEY)
    assert (folder / NAME).read_bytes() == checkpoint
    load_strictly(network(), store(folder).state(KEY), KEY)
    assert store(folder).verify(KEY) == "pinned"
