"""Shards of one blocky body in one top, as `synthetic --shards` writes them."""

from pathlib import Path

import numpy as np

from tests.support.joints import even_joints, joints_at
from tryon.labels import Joint, Lip
from tryon.training.samples import StoredSample


def dressed() -> StoredSample:
    """A blocky person; the garment image is the person shifted by (8, -10)."""
    labels = np.zeros((256, 192), np.uint8)
    labels[60:170, 60:132] = Lip.UPPER
    labels[60:205, 132:148] = Lip.LEFT_ARM
    labels[60:205, 44:60] = Lip.RIGHT_ARM
    labels[20:60, 80:112] = Lip.FACE
    labels[170:256, 62:130] = Lip.PANTS
    y, x = np.mgrid[:256, :192].astype(np.float32)
    correspondence = np.stack([x + 8, y - 10], 2)
    correspondence[labels != Lip.UPPER] = np.nan
    side = np.zeros((256, 192), np.uint8)
    side[40:170, 56:152] = 1
    side[40:50, 90:116] = 2
    shade = (x + 20).astype(np.uint8) * (side > 0)
    joints = joints_at(
        {
            Joint.NECK: (96, 60),
            **even_joints(
                96, shoulders=(34, 64), elbows=(44, 120), wrists=(44, 180), hips=(20, 170)
            ),
        }
    )
    fine = labels.repeat(2, 0).repeat(2, 1)
    return StoredSample(fine, fine.copy(), correspondence, side, shade, joints.xy)


def write_shards(folder: Path) -> Path:
    """Writes two shards, and one that was never finished; returns their folder."""
    body = dressed()
    for index in range(2):
        shard = folder / "shards" / f"s{index:07d}"
        shard.mkdir(parents=True)
        arrays = {
            "labels": np.stack([body.target] * 2)[None],
            "correspondence": np.stack([body.correspondence] * 2)[None].astype(np.float16),
            "garment_side": np.stack([body.side] * 2)[None],
            "garment_shade": np.stack([body.shade] * 2)[None],
            "keypoints": body.keypoints[None],
        }
        for name, array in arrays.items():
            np.save(shard / f"{name}.npy", array)
    (folder / "shards" / "s0000009.partial").mkdir()
    return folder / "shards"
