"""Four drawn persons in the layout of the VITON-HD data set, small, everything about them known."""

from pathlib import Path

import numpy as np
import PIL.Image

from tests.support.joints import even_joints, joints_at
from tryon.datasets.companion_files import write_joints
from tryon.labels import LIP_PALETTE, Joint, Lip

SIZE = (128, 96)
# Where each part lies at 128x96: rows, columns, and its colour.
_PARTS = (
    (Lip.FACE, (10, 30), (40, 56), (225, 180, 150)),
    (Lip.PANTS, (86, 128), (31, 65), (40, 50, 90)),
    (Lip.LEFT_ARM, (30, 102), (66, 74), (225, 180, 150)),
    (Lip.RIGHT_ARM, (30, 102), (22, 30), (225, 180, 150)),
)
_JOINTS = {
    Joint.NOSE: (48, 20),
    Joint.NECK: (48, 30),
    **even_joints(48, shoulders=(17, 32), elbows=(22, 60), wrists=(22, 92), hips=(10, 86)),
}


def write_people(root: Path, count: int = 4) -> Path:
    """Writes `count` persons under ROOT/train and returns ROOT."""
    for number in range(count):
        _write(root / "train", f"{number:05d}_00", np.random.default_rng(number), 3 * number)
    return root


def _write(folder: Path, name: str, rng: np.random.Generator, shift: int) -> None:
    """A person `shift` pixels further down, in a striped top whose product photo is wider."""
    image = np.full((*SIZE, 3), 220, np.uint8)
    labels = np.zeros(SIZE, np.uint8)
    for label, (top, bottom), (left, right), colour in _PARTS:
        labels[top + shift : bottom + shift, left:right] = label
        image[top + shift : bottom + shift, left:right] = colour
    colours = rng.integers(0, 256, (2, 3), np.uint8)
    stripes = colours[np.arange(56) // 7 % 2]
    labels[30 + shift : 86 + shift, 31:65] = Lip.UPPER
    image[30 + shift : 86 + shift, 31:65] = stripes[: SIZE[0] - 30 - shift, None]
    cloth = np.full((*SIZE, 3), 255, np.uint8)
    mask = np.zeros(SIZE, np.uint8)
    cloth[36:92, 24:72], mask[36:92, 24:72] = stripes[:, None], 255
    parse = PIL.Image.fromarray(labels)
    parse.putpalette(LIP_PALETTE.tobytes())
    shifted = joints_at({joint: (x, y + shift) for joint, (x, y) in _JOINTS.items()})
    pictures = {
        f"image/{name}.jpg": PIL.Image.fromarray(image),
        f"cloth/{name}.jpg": PIL.Image.fromarray(cloth),
        f"cloth-mask/{name}.jpg": PIL.Image.fromarray(mask),
        f"image-parse/{name}.png": parse,
    }
    for path, picture in pictures.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        picture.save(folder / path, quality=95)
    joints = folder / "openpose-json" / f"{name}_keypoints.json"
    joints.parent.mkdir(parents=True, exist_ok=True)
    joints.write_text(write_joints(shifted))
