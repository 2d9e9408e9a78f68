"""Changes as files: saved, loaded, refused."""

import io
import json
import zipfile
from dataclasses import replace

import cv2
import numpy as np
import PIL.Image
import pytest

from tests.support.mending import rich
from tryon.datasets.companion_files import read_joints, read_parse
from tryon.errors import MaskInvalid
from tryon.labels import Joint
from tryon.mending.document import JointEdit, Mending
from tryon.mending.files import load, save, with_files
from tryon.types import CanvasBox


def assert_same(pair, loaded, mending):
    assert replace(loaded, joints=()) == replace(mending, joints=())
    for mine, theirs in zip(loaded.joints, mending.joints, strict=True):
        assert mine.joint == theirs.joint
        assert mine.place == (None if theirs.place is None else pytest.approx(theirs.place))


def test_saved_and_loaded_again_it_is_the_same(pair, tmp_path):
    mending = rich(pair)
    path = tmp_path / "mended.zip"
    path.write_bytes(save(pair, mending))
    assert_same(pair, load(pair, path), mending)
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path / "folder")
    assert_same(pair, load(pair, tmp_path / "folder"), mending)
    path.write_bytes(save(pair, Mending()))
    assert load(pair, path) == Mending()


def test_saved_on_a_photo_coarser_and_finer_than_the_canvas(pair, person, tmp_path):
    for box, size in (
        (CanvasBox(-10, -5, 192, 256), (250, 180)),
        (CanvasBox(50, 20, 1440, 1920), (2000, 1600)),
    ):
        photo = cv2.resize(person.image, size[::-1])
        other = replace(pair, person=replace(person, photo=photo, box=box))
        mending = replace(rich(other), joints=(JointEdit(Joint.LEFT_WRIST, (120.25, 99.5)),))
        path = tmp_path / "mended.zip"
        path.write_bytes(save(other, mending))
        loaded = load(other, path)
        inside = other.frame("body").to_file(np.ones((1024, 768), np.uint8))
        assert inside.any()
        visible = (
            other.frame("body")
            .from_file(
                np.ones(other.frame("body").file_size, np.uint8), np.zeros((1024, 768), np.uint8)
            )
            .astype(bool)
        )
        for name in ("labels", "repaint", "keep", "layout"):
            mine, theirs = getattr(loaded, name).unpack(), getattr(mending, name).unpack()
            assert (mine == theirs)[visible].all()
        assert loaded.cloth_mask == mending.cloth_mask
        assert loaded.joints[0].place == pytest.approx((120.25, 99.5))


def test_the_saved_files_are_of_the_published_kinds_in_pixels_of_the_photo(pair, tmp_path):
    mending = rich(pair)
    with zipfile.ZipFile(io.BytesIO(save(pair, mending))) as archive:
        archive.extractall(tmp_path)
    labels = read_parse(tmp_path / "parse.png")
    assert labels.shape == pair.person.photo.shape[:2]
    assert (labels[:, 100:868] == pair.labels(mending)).all()
    joints = read_joints(tmp_path / "keypoints.json")
    assert joints.xy[Joint.LEFT_WRIST] == pytest.approx([464.0, 512.25])
    assert not joints.found(Joint.RIGHT_WRIST)
    again = with_files(
        pair,
        Mending(),
        parse=tmp_path / "parse.png",
        keypoints=tmp_path / "keypoints.json",
        cloth_mask=tmp_path / "cloth-mask.png",
    )
    assert again.labels == mending.labels and again.cloth_mask == mending.cloth_mask
    assert [edit.joint for edit in again.joints] == [edit.joint for edit in mending.joints]


def test_changes_of_another_photo_are_refused(pair, person, garment, tmp_path):
    path = tmp_path / "mended.zip"
    path.write_bytes(save(pair, rich(pair)))
    brighter = np.minimum(person.photo, 250) + np.uint8(1)
    for other, word in (
        (replace(pair, person=replace(person, photo=brighter)), "person"),
        (replace(pair, garment=replace(garment, photo=255 - garment.photo)), "garment"),
    ):
        with pytest.raises(MaskInvalid, match=f"another {word} photo"):
            load(other, path)


def test_single_files_of_another_size_are_refused(pair, tmp_path):
    path = tmp_path / "file.png"
    PIL.Image.fromarray(np.zeros((1024, 768), np.uint8), "L").save(path)
    with pytest.raises(MaskInvalid, match="768 × 1024 pixels and the photo 928 × 1024"):
        with_files(pair, Mending(), parse=path)
    PIL.Image.fromarray(np.full((100, 100), 255, np.uint8), "L").save(path)
    with pytest.raises(MaskInvalid, match="do not belong together"):
        with_files(pair, Mending(), cloth_mask=path)
    far = tmp_path / "joints.json"
    rows = [9000.0, 9000.0, 0.9] * 25
    far.write_text(json.dumps({"people": [{"pose_keypoints_2d": rows}]}))
    with pytest.raises(MaskInvalid, match="far outside"):
        with_files(pair, Mending(), keypoints=far)
    far.write_text(json.dumps({"people": [{"pose_keypoints_2d": [float("nan")] * 75}]}))
    with pytest.raises(MaskInvalid, match="no numbers"):
        with_files(pair, Mending(), keypoints=far)


@pytest.mark.parametrize(
    "damage",
    ["text", "empty zip", "version", "colours", "label 40", "bomb", "deep", "deep joints", "lzma"],
)
def test_damaged_files_are_sentences(pair, tmp_path, damage):
    path = tmp_path / "mended.zip"
    members = {}
    with zipfile.ZipFile(io.BytesIO(save(pair, rich(pair)))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    buffer = io.BytesIO()
    if damage == "version":
        members["mending.json"] = b'{"version": 99}'
    elif damage == "colours":
        PIL.Image.new("RGB", (928, 1024)).save(buffer, "PNG")
        members["parse.png"] = buffer.getvalue()
    elif damage == "label 40":
        PIL.Image.new("L", (928, 1024), 40).save(buffer, "PNG")
        members["parse.png"] = buffer.getvalue()
    elif damage == "bomb":
        members["parse.png"] = bytes(40 << 20)
    elif damage == "empty zip":
        members = {}
    elif damage.startswith("deep"):
        name = "keypoints.json" if "joints" in damage else "mending.json"
        members[name] = b"[" * 200_000
    packing = zipfile.ZIP_LZMA if damage == "lzma" else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(path, "w", packing) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    if damage == "lzma":
        # Behind the first member's header: the decoder's own settings and data.
        packed = bytearray(path.read_bytes())
        packed[60:90] = b"\xff" * 30
        path.write_bytes(packed)
    if damage == "text":
        path.write_text("This is no zip.")
    with pytest.raises(MaskInvalid) as caught:
        load(pair, path)
    assert caught.value.message and caught.value.hint
