"""Weight files: what is refused, what is pinned, what is said where one is missing."""

import hashlib
import json
import pickle
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from torch import nn

from tests.support.weight_files import KEY, NAME, knows, network, store
from tryon.config import PACKAGE_ROOT
from tryon.errors import TryOnError, WeightsCorrupt, WeightsMissing
from tryon.weights import store as weights
from tryon.weights.checkpoints import convert, load_strictly, read_state
from tryon.weights.entries import HubSource
from tryon.weights.table import BODY_WEIGHTS, WEIGHTS


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
        "compact_skin_light",
        "compact_garment",
        "compact_garment_mask",
        "compact_inner_back",
        "compact_inner_back_home",
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
