"""Downloads from a Hub that runs in this process."""

import errno
import json
import logging
import threading
import time
from pathlib import Path

import pytest
import torch

from tests.support.hub import COMMIT, FakeHub, ask_hub_at
from tests.support.weight_files import HUB, KEY, NAME, knows, network, store
from tryon.config import Settings
from tryon.errors import WeightsUnavailable
from tryon.weights import sources as weight_sources
from tryon.weights import store as weights
from tryon.weights.store import WeightStore


def test_download_is_checked_moved_into_place_and_reported(
    folder: Path, checkpoint: bytes, on_hub: FakeHub
) -> None:
    told: list[tuple[str, int, int | None]] = []
    settings = Settings(weights_dir=folder, cache_dir=folder.parent / "cache")
    path = WeightStore(settings, lambda *progress: told.append(progress)).path(KEY)
    assert path == folder / NAME
    assert path.read_bytes() == checkpoint
    assert told[-1] == (KEY, len(checkpoint), len(checkpoint))
    assert not list((folder / ".download").glob("*/*"))
    count = len(on_hub.requests)
    assert store(folder, offline=True).path(KEY) == path
    assert len(on_hub.requests) == count


def test_download_without_known_hash_is_pinned_with_its_commit(
    folder: Path, checkpoint: bytes, hub: FakeHub
) -> None:
    hub.files[NAME] = checkpoint
    store(folder, hub_repo="owner/name").fetch(KEY)
    pin = json.loads((folder / "weights.lock").read_text())[NAME]
    assert pin["revision"] == COMMIT
    assert pin["source"] == "Hugging Face Hub owner/name"
    (folder / NAME).unlink()
    hub.requests.clear()
    store(folder, hub_repo="owner/name").fetch(KEY)
    assert all(f"/resolve/{COMMIT}/" in path for _, path in hub.requests)


def test_moved_branch_with_another_file_is_refused(
    folder: Path, checkpoint: bytes, hub: FakeHub
) -> None:
    hub.files[NAME] = checkpoint
    store(folder, hub_repo="owner/name").fetch(KEY)
    (folder / NAME).unlink()
    torch.save({k: v + 1 for k, v in network().state_dict().items()}, folder.parent / "other")
    hub.files[NAME] = (folder.parent / "other").read_bytes()
    with pytest.raises(WeightsUnavailable, match="another file than the one first used"):
        store(folder, hub_repo="owner/name").fetch(KEY)
    assert not (folder / NAME).exists()


@pytest.mark.parametrize(("status", "words"), [(401, "login"), (403, "login"), (404, "no such")])
def test_login_and_absence_have_different_words_and_no_token_is_logged(
    folder: Path,
    hub: FakeHub,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    status: int,
    words: str,
) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_TOKEN_PATH", str(folder / "no-token"))
    monkeypatch.setenv("HF_TOKEN", "hf_secretsecretsecret")
    hub.status = status
    with caplog.at_level(logging.DEBUG), pytest.raises(WeightsUnavailable, match=words) as caught:
        store(folder, hub_repo="owner/name").fetch(KEY)
    spoken = caplog.text + "".join(capfd.readouterr()) + caught.value.message + caught.value.hint
    assert str(status) in caught.value.message
    assert hub.authorisation == "Bearer hf_secretsecretsecret"
    assert "secretsecret" not in spoken


def test_web_page_from_the_hub_is_refused_and_not_kept(folder: Path, hub: FakeHub) -> None:
    hub.files[NAME] = b"<html>please log in to this hotel's network</html>"
    with pytest.raises(WeightsUnavailable, match="web page"):
        store(folder, hub_repo="owner/name").fetch(KEY)
    assert not (folder / NAME).exists()
    assert not (folder / "weights.lock").exists()


def test_unreachable_hub_costs_little_and_is_not_asked_again_at_once(
    folder: Path, checkpoint: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_hub_at(monkeypatch, 9)
    knows(monkeypatch, checkpoint, HUB)
    weights_here = store(folder)
    start = time.monotonic()
    with pytest.raises(WeightsUnavailable, match="could not be reached"):
        weights_here.path(KEY)
    assert time.monotonic() - start < 6
    monkeypatch.setattr(weights, "fetch", lambda *_: pytest.fail("it was asked again"))
    with pytest.raises(WeightsUnavailable):
        weights_here.path(KEY)


def test_stalled_download_ends(
    folder: Path, on_hub: FakeHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_DOWNLOAD_TIMEOUT", 1)
    monkeypatch.setattr("time.sleep", _short_sleep(time.sleep))
    on_hub.seconds_between_chunks = 60
    start = time.monotonic()
    with pytest.raises(WeightsUnavailable):
        store(folder).path(KEY)
    assert time.monotonic() - start < 30
    assert not (folder / NAME).exists()


def _short_sleep(sleep: object) -> object:
    """The client's pauses between tries are cut short; the server's stall is not."""
    client = threading.current_thread()

    def shortened(seconds: float) -> None:
        sleep(0.01 if threading.current_thread() is client else seconds)

    return shortened


def test_broken_off_download_is_not_promoted(
    folder: Path, checkpoint: bytes, on_hub: FakeHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)
    on_hub.send_at_most = 600
    with pytest.raises(WeightsUnavailable):
        store(folder).path(KEY)
    assert not (folder / NAME).exists()
    on_hub.send_at_most = None
    store(folder).path(KEY)
    assert (folder / NAME).read_bytes() == checkpoint


def test_full_disk_is_said_and_nothing_is_left(
    folder: Path, checkpoint: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    knows(monkeypatch, checkpoint, HUB)

    def full(_source: object, staging: Path, _on_bytes: object) -> object:
        (staging / "half").write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(weight_sources, "_from_hub", full)
    with pytest.raises(WeightsUnavailable, match="disk is full"):
        store(folder).path(KEY)
    assert not [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock"]


def test_damaged_file_is_replaced_by_fetch(
    folder: Path, checkpoint: bytes, on_hub: FakeHub
) -> None:
    (folder / NAME).write_bytes(b"rubbish")
    assert store(folder).fetch(KEY).read_bytes() == checkpoint


def test_unwritable_weights_folder_sends_downloads_to_the_cache(
    tmp_path: Path, folder: Path, on_hub: FakeHub
) -> None:
    blocked = tmp_path / "file-not-folder" / "weights"  # cannot be made, even by root
    blocked.parent.write_text("")
    assert store(blocked, cache_dir=tmp_path / "cache").path(KEY) == tmp_path / "cache" / NAME


def test_complete_folder_needs_no_writing(
    folder: Path, checkpoint: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    knows(monkeypatch, checkpoint)
    (folder / NAME).write_bytes(checkpoint)
    before = sorted(folder.rglob("*"))
    store(folder).state(KEY)
    assert sorted(folder.rglob("*")) == before
    assert not (folder.parent / "cache").exists()


def test_two_stores_at_once_fetch_one_valid_file(
    folder: Path, checkpoint: bytes, on_hub: FakeHub
) -> None:
    on_hub.seconds_between_chunks = 0.02
    found: list[Path] = []
    threads = [
        threading.Thread(target=lambda: found.append(store(folder).path(KEY))) for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert found == [folder / NAME] * 3
    assert (folder / NAME).read_bytes() == checkpoint
    assert sum(command == "GET" for command, _ in on_hub.requests) == 1
