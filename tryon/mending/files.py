"""A document of changes as a zip or a folder, and single mended files given to the command line.

parse.png            LIP-20 palette PNG          repaint.png, keep.png   black and white
keypoints.json       OpenPose BODY_25            layout.png              255 where not changed
cloth-mask.png       black and white             mending.json            photos, kinds, version

Only what was mended is there. Maps are in pixels of the photo, or of a whole multiple of it.
"""

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from tryon.cache import content_key
from tryon.datasets.companion_files import (
    check_size,
    read_joints,
    read_mask,
    read_parse,
    write_joints,
)
from tryon.errors import MaskInvalid, TryOnError
from tryon.labels import Joint
from tryon.mending.document import JointEdit, Mending
from tryon.mending.edited_pair import EditedPair
from tryon.mending.frame import Frame
from tryon.mending.packed import Packed
from tryon.outputs.results import encode_png
from tryon.types import UNTOUCHED, Image, Keypoints, Labels, Mask

DOCUMENT = "mending.json"
_VERSION = 1
_NAMES = {
    DOCUMENT,
    "keypoints.json",
    *(f"{name}.png" for name in ("parse", "repaint", "keep", "layout", "cloth-mask")),
}
# Of one file in a zip, unpacked; a label map of the largest size has 24 million pixels.
_MOST_BYTES = 32 * 2**20
_NOT_OURS = "Choose a zip that was saved in the studio."
# A joint nearer than this to where it was found was not moved; files hold thousandths.
_SAME_PLACE = 0.01


def save(pair: EditedPair, mending: Mending) -> bytes:
    """Returns a zip of everything that was mended."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in _members(pair, mending).items():
            archive.writestr(name, data)
    return buffer.getvalue()


def load(pair: EditedPair, source: Path) -> Mending:
    """Reads a zip or a folder that `save` made, for the same two photos.

    Raises:
        MaskInvalid: It is no such thing, damaged, or belongs to other photos.
    """
    if source.is_dir():
        return _load_folder(pair, source)
    with TemporaryDirectory(prefix="tryon-mending-") as folder:
        _unzip(source, Path(folder))
        return _load_folder(pair, Path(folder))


def with_files(
    pair: EditedPair,
    mending: Mending,
    *,
    parse: Path | None = None,
    keypoints: Path | None = None,
    cloth_mask: Path | None = None,
) -> Mending:
    """Returns a document with single files in place of what was found.

    Raises:
        MaskInvalid: One cannot be read, or is made for a photo of another size.
    """
    if parse is not None:
        mending = pair.with_labels(mending, _labels_from(pair, read_parse(parse), "parse map"))
    if keypoints is not None:
        joints = read_joints(keypoints)
        _check_inside(joints, pair.frame("pose"))
        mending = replace(mending, joints=_joint_edits(pair, joints))
    if cloth_mask is not None:
        mask = _on_frame(pair.frame("garment"), read_mask(cloth_mask), "garment mask")
        mending = pair.with_garment_mask(mending, mask)
    return mending


def _members(pair: EditedPair, mending: Mending) -> dict[str, bytes]:
    frame = pair.frame("body")
    members: dict[str, bytes] = {}
    if mending.labels is not None:
        members["parse.png"] = encode_png(frame.to_file(pair.labels(mending)), labels=True)
    for name, packed in (("repaint", mending.repaint), ("keep", mending.keep)):
        if packed is not None:
            members[f"{name}.png"] = encode_png(frame.to_file(packed.unpack()) * np.uint8(255))
    if mending.layout is not None:
        members["layout.png"] = encode_png(frame.to_file(mending.layout.unpack(), UNTOUCHED))
    if mending.joints:
        joints = pair.keypoints(mending)
        places = [frame.photo_point(float(x), float(y)) for x, y in joints.xy]
        in_photo = Keypoints(np.array(places, np.float32), joints.score)
        members["keypoints.json"] = write_joints(in_photo).encode()
    if mending.cloth_mask is not None:
        spread = pair.frame("garment").to_file(mending.cloth_mask.unpack())
        members["cloth-mask.png"] = encode_png(spread * np.uint8(255))
    about = {
        "version": _VERSION,
        "person": _photo(pair.person.photo),
        "garment": _photo(pair.garment.photo),
        "sleeve": mending.sleeve,
        "neckline": mending.neckline,
    }
    members[DOCUMENT] = (json.dumps(about, indent=2) + "\n").encode()
    return members


def _photo(photo: Image) -> dict[str, object]:
    return {"size": list(photo.shape[:2]), "sha256": content_key(photo)}


def _unzip(source: Path, folder: Path) -> None:
    """Unpacks the files we know, by their own names, and nothing else."""
    try:
        with zipfile.ZipFile(source) as archive:
            for name in _NAMES & set(archive.namelist()):
                member = archive.getinfo(name)
                if member.file_size > _MOST_BYTES:
                    raise MaskInvalid("A file in this zip is far too large.", _NOT_OURS)
                # What else there is has memory and errors of its own.
                if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                    raise MaskInvalid("This zip is packed in another way.", _NOT_OURS)
                (folder / name).write_bytes(archive.read(name))
    except MaskInvalid:
        raise
    except Exception as error:  # each way of packing has errors of its own for damaged data
        raise MaskInvalid("This is not a zip that can be read.", _NOT_OURS) from error


def _load_folder(pair: EditedPair, folder: Path) -> Mending:
    about = _about(folder / DOCUMENT)
    for kind, photo in (("person", pair.person.photo), ("garment", pair.garment.photo)):
        if about.get(kind) != _photo(photo):
            raise MaskInvalid(
                f"These changes were made for another {kind} photo.",
                "Choose the photos they were saved with, then load them again.",
            )
    mending = with_files(
        pair,
        Mending().with_kind(about.get("sleeve"), about.get("neckline")),
        parse=_there(folder / "parse.png"),
        keypoints=_there(folder / "keypoints.json"),
        cloth_mask=_there(folder / "cloth-mask.png"),
    )
    frame = pair.frame("body")
    areas = {
        name: Packed.of(_on_frame(frame, read_mask(path), f"{name} mask"))
        for name in ("repaint", "keep")
        if (path := _there(folder / f"{name}.png")) is not None
    }
    mending = replace(mending, repaint=areas.get("repaint"), keep=areas.get("keep"))
    path = _there(folder / "layout.png")
    if path is not None:
        mending = replace(mending, layout=Packed.of(_read_layout(path, frame)))
    return mending


def _about(path: Path) -> dict[str, object]:
    try:
        about = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:  # RecursionError: lists in lists in ...
        raise MaskInvalid("There is no document of changes in it.", _NOT_OURS) from error
    if not isinstance(about, dict) or about.get("version") != _VERSION:
        raise MaskInvalid("This document of changes is of an unknown version.", _NOT_OURS)
    return about


def _there(path: Path) -> Path | None:
    return path if path.is_file() else None


def _labels_from(pair: EditedPair, labels: Labels, what: str) -> Labels:
    frame = pair.frame("body")
    check_size((labels.shape[0], labels.shape[1]), frame.photo_size, what)
    return frame.from_file(labels, pair.labels(Mending()))


def _on_frame(frame: Frame, mask: Mask, what: str) -> Mask:
    check_size((mask.shape[0], mask.shape[1]), frame.photo_size, what)
    return frame.from_file(mask.astype(np.uint8), np.zeros(frame.size, np.uint8)) > 0


def _read_layout(path: Path, frame: Frame) -> Labels:
    try:
        changes = read_parse(path, untouched=UNTOUCHED)
    except TryOnError as error:
        raise MaskInvalid("The mended layout cannot be read.", _NOT_OURS) from error
    check_size((changes.shape[0], changes.shape[1]), frame.photo_size, "layout")
    return frame.from_file(changes, np.full(frame.size, UNTOUCHED, np.uint8))


def _joint_edits(pair: EditedPair, joints: Keypoints) -> tuple[JointEdit, ...]:
    """Returns how joints in pixels of the photo differ from those that were found."""
    frame, edits = pair.frame("pose"), []
    found = pair.keypoints(Mending())
    for joint in Joint:
        x, y = (float(value) for value in joints.xy[joint])
        found_x, found_y = found.xy[joint]
        was_there, is_there = bool(np.isfinite(found_x)), bool(np.isfinite(x))
        if was_there and is_there:
            before = frame.photo_point(float(found_x), float(found_y))
            if max(abs(before[0] - x), abs(before[1] - y)) < _SAME_PLACE:
                continue
        if was_there or is_there:
            edits.append(JointEdit(joint, (x, y) if is_there else None))
    return tuple(edits)


def _check_inside(joints: Keypoints, frame: Frame) -> None:
    height, width = frame.photo_size
    found = joints.xy[np.isfinite(joints.xy).all(1)]
    # Published joints lie a little outside now and then; another photo's lie far outside.
    if ((found < (-width, -height)) | (found > (2 * width, 2 * height))).any():
        raise MaskInvalid(
            "The joints lie far outside the photo.", "Give those that were found on this photo."
        )
