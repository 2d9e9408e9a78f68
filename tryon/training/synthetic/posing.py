"""Posing: forward kinematics, two-bone inverse kinematics and linear blend skinning."""

from dataclasses import dataclass

import numpy as np

from tryon.training.synthetic.body import Body
from tryon.training.synthetic.makehuman import Floats, Ints, floats

Rotations = dict[str, Floats]


@dataclass(frozen=True)
class Skeleton:
    """A posed skeleton.

    Attributes:
        rotation: (B, 3, 3) global rotation of each bone.
        position: (B, 3) where the head of each bone went.
        rest: (B, 3) where it was.
    """

    rotation: Floats
    position: Floats
    rest: Floats

    def apply(self, bone: int, points: Floats) -> Floats:
        """Moves (n, 3) rest points rigidly with a bone."""
        moved: Floats = (points - self.rest[bone]) @ self.rotation[bone].T + self.position[bone]
        return moved

    def undo(self, bone: int, points: Floats) -> Floats:
        """Takes (n, 3) posed points back into the rest frame of a bone."""
        moved: Floats = (points - self.position[bone]) @ self.rotation[bone] + self.rest[bone]
        return moved


@dataclass(frozen=True)
class SkinWeights:
    """The few strongest bones of each vertex of one mesh.

    Attributes:
        bones: (n, k) bone numbers.
        shares: (n, k), rows sum to 1.
    """

    bones: Ints
    shares: Floats

    @classmethod
    def blend(cls, first: int, second: int, share: Floats) -> "SkinWeights":
        """Follows bone `first` with (n,) `share`, bone `second` with the rest."""
        bones = np.tile(np.array([first, second], np.int32), (len(share), 1))
        return cls(bones, np.stack([share, 1 - share], 1).astype(np.float32))

    @classmethod
    def strongest(cls, weights: Floats, count: int = 5) -> "SkinWeights":
        """Keeps the `count` strongest bones of (n, B) weights."""
        bones = np.argsort(-weights, axis=1)[:, :count].astype(np.int32)
        shares = np.take_along_axis(weights, bones, 1)
        return cls(bones, shares / np.maximum(shares.sum(1, keepdims=True), 1e-9))


def rotation_about(axis: tuple[float, float, float], degrees: float) -> Floats:
    """Returns the (3, 3) right-handed rotation about an axis."""
    x, y, z = np.asarray(axis, np.float64) / np.linalg.norm(axis)
    cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    angle = np.deg2rad(degrees)
    turned = np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross
    return floats(turned)


def rotation_between(start: Floats, end: Floats) -> Floats:
    """Returns the smallest (3, 3) rotation that turns one direction into another."""
    a, b = start / np.linalg.norm(start), end / np.linalg.norm(end)
    axis = np.cross(a, b)
    length = np.linalg.norm(axis)
    if length < 1e-7:
        return np.eye(3, dtype=np.float32)
    degrees = np.rad2deg(np.arctan2(length, a @ b))
    return rotation_about((axis[0], axis[1], axis[2]), float(degrees))


def pose_skeleton(body: Body, rotations: Rotations, aims: Rotations) -> Skeleton:
    """Runs forward kinematics.

    Args:
        body: Whose skeleton.
        rotations: Local (3, 3) rotations by bone; bones not named keep their rest rotation.
        aims: (3,) directions by bone: where the limb that starts at this bone shall point. The
            limb ends at the next bone of `LIMBS`.
    """
    human = body.human
    count = len(human.bone_names)
    rotation = np.empty((count, 3, 3), np.float32)
    position = np.empty((count, 3), np.float32)
    for number, (name, parent) in enumerate(zip(human.bone_names, human.bone_parents, strict=True)):
        if parent < 0:
            rotation[number], position[number] = np.eye(3), body.heads[number]
        else:
            rotation[number] = rotation[parent]
            offset = body.heads[number] - body.heads[parent]
            position[number] = position[parent] + rotation[parent] @ offset
        if name in aims:
            rest = body.head(LIMBS[name]) - body.heads[number]
            turn = rotation_between(rotation[number] @ rest, aims[name])
            rotation[number] = turn @ rotation[number]
        if name in rotations:
            rotation[number] = rotation[number] @ rotations[name]
    return Skeleton(rotation, position, body.heads)


# The bone at which the limb that starts at a bone ends.
LIMBS = {
    f"{start}.{side}": f"{end}.{side}"
    for side in "LR"
    for start, end in (
        ("upperarm01", "lowerarm01"),
        ("lowerarm01", "wrist"),
        ("wrist", "finger3-1"),
        ("upperleg01", "lowerleg01"),
        ("lowerleg01", "foot"),
    )
}


def reach(
    body: Body, side: str, shoulder: Floats, wrist: Floats, elbow_towards: Floats
) -> Rotations:
    """Solves the two-bone arm: where upper and lower arm must point for the wrist to arrive.

    Args:
        body: Whose arm.
        side: "L" or "R".
        shoulder: (3,) posed shoulder joint.
        wrist: (3,) wanted wrist; a point out of reach is approached as far as the arm goes.
        elbow_towards: (3,) direction the elbow shall point to.

    Returns:
        Aims for `pose_skeleton`.
    """
    joints = [body.head(f"{bone}.{side}") for bone in ("upperarm01", "lowerarm01", "wrist")]
    upper = float(np.linalg.norm(joints[1] - joints[0]))
    lower = float(np.linalg.norm(joints[2] - joints[1]))
    line = wrist - shoulder
    distance = float(np.clip(np.linalg.norm(line), abs(upper - lower) + 0.05, upper + lower - 0.01))
    line = line / max(float(np.linalg.norm(line)), 1e-6)
    along = (upper**2 - lower**2 + distance**2) / (2 * distance)
    aside = elbow_towards - (elbow_towards @ line) * line
    aside = aside / max(float(np.linalg.norm(aside)), 1e-6)
    elbow = shoulder + along * line + np.sqrt(max(upper**2 - along**2, 0)) * aside
    end = shoulder + distance * line
    return {
        f"upperarm01.{side}": (elbow - shoulder).astype(np.float32),
        f"lowerarm01.{side}": (end - elbow).astype(np.float32),
    }


def skin(skeleton: Skeleton, weights: SkinWeights, points: Floats) -> Floats:
    """Linear blend skinning.

    Args:
        skeleton: The pose.
        weights: Of the n points.
        points: (n, 3) in the base pose.

    Returns:
        (n, 3) posed points.
    """
    shift = skeleton.position - np.einsum("bij,bj->bi", skeleton.rotation, skeleton.rest)
    affine = np.concatenate([skeleton.rotation, shift[:, :, None]], 2).reshape(-1, 12)
    blended = np.einsum("nk,nkc->nc", weights.shares, affine[weights.bones]).reshape(-1, 3, 4)
    posed: Floats = np.einsum("nij,nj->ni", blended[:, :, :3], points) + blended[:, :, 3]
    return posed
