"""Single files of the kinds the VITON-HD data set publishes: parse map, joints, garment mask.

Ours are of the same kinds, in pixels of the photo, so that both can be exchanged.
"""

import json
from pathlib import Path

import numpy as np

from tryon.errors import MaskInvalid, TryOnError
from tryon.labels import Joint, Lip
from tryon.pictures.reading import read_image, read_indices
from tryon.types import Keypoints, Labels, Mask, Size

MASK_THRESHOLD = 128  # published masks are JPEGs
_NOT_A_FILE = "Give a file saved in the studio, or one of the kind the VITON-HD data set has."


def read_parse(path: Path, untouched: int | None = None) -> Labels:
    """Reads the label numbers of a palette PNG.

    Args:
        path: The file.
        untouched: A further number that may occur.

    Returns:
        (h, w) uint8, LIP-20.

    Raises:
        MaskInvalid: It is no such file, holds colours, or labels beyond LIP's 20.
    """
    try:
        labels = read_indices(path)
    except TryOnError as error:
        raise MaskInvalid(f"The parse map cannot be read. {error.message}", _NOT_A_FILE) from error
    known = labels < len(Lip) if untouched is None else (labels < len(Lip)) | (labels == untouched)
    if not known.all():
        raise MaskInvalid("The parse map holds labels beyond LIP's 20.", _NOT_A_FILE)
    return labels


def read_joints(path: Path) -> Keypoints:
    """Reads OpenPose's JSON: the first person's 25 joints, in pixels of the photo.

    Returns:
        Joints that OpenPose did not find, which it writes as (0, 0), are NaN.

    Raises:
        MaskInvalid: It is not such a file, nobody is in it, or a joint's place is no number.
    """
    try:
        people = json.loads(path.read_text("utf-8"))["people"]
        rows = np.array(people[0]["pose_keypoints_2d"], np.float32).reshape(len(Joint), 3)
    # RecursionError: lists in lists in lists.
    except (OSError, ValueError, TypeError, LookupError, RecursionError) as error:
        raise MaskInvalid("The joints cannot be read.", _NOT_A_FILE) from error
    if not np.isfinite(rows).all():
        raise MaskInvalid("Some joints have no place: they are no numbers.", _NOT_A_FILE)
    missing = (rows[:, :2] == 0).all(1)
    xy = np.where(missing[:, None], np.nan, rows[:, :2]).astype(np.float32)
    return Keypoints(xy, np.where(missing, 0, rows[:, 2]).astype(np.float32))


def write_joints(keypoints: Keypoints) -> str:
    """Returns joints in pixels of the photo as OpenPose's JSON."""
    found = np.asarray(np.isfinite(keypoints.xy).all(1), bool)
    rows = np.concatenate([keypoints.xy, keypoints.score[:, None]], 1)
    # OpenPose writes a missing joint so, and would read one in the very corner so: move that one.
    rows = np.where(found[:, None], rows, 0)
    rows[found & (rows[:, :2] == 0).all(1), 0] = 0.01
    flat = [round(float(value), 3) for value in rows.ravel()]
    person = {"person_id": [-1], "pose_keypoints_2d": flat}
    return json.dumps({"version": 1.3, "people": [person]}) + "\n"


def read_mask(path: Path) -> Mask:
    """Reads a black and white picture; greys are told apart in the middle.

    Returns:
        (h, w) bool.

    Raises:
        TryOnError: It cannot be read.
    """
    try:
        picture = read_image(path, "result").rgb
    except TryOnError as error:
        raise MaskInvalid(f"The mask cannot be read. {error.message}", _NOT_A_FILE) from error
    mask: Mask = picture[..., 0] >= MASK_THRESHOLD
    return mask


def check_size(size: Size, photo_size: Size, what: str) -> None:
    """Refuses a map that is not as large as the photo, or a whole multiple of it.

    Raises:
        MaskInvalid: Naming both sizes.
    """
    height, width = size
    times = height // photo_size[0]
    if times < 1 or (times * photo_size[0], times * photo_size[1]) != (height, width):
        raise MaskInvalid(
            f"The {what} is {width} × {height} pixels and the photo {photo_size[1]} × "
            f"{photo_size[0]}: they do not belong together.",
            "Give the one that was made for this photo, in the photo's own pixels.",
        )
