"""How people stand in front of a studio camera."""

from dataclasses import dataclass

import numpy as np

from tryon.training.synthetic.body import Body
from tryon.training.synthetic.drape import look_up, polar_bins, torso_profile
from tryon.training.synthetic.makehuman import Floats
from tryon.training.synthetic.posing import (
    Rotations,
    Skeleton,
    SkinWeights,
    pose_skeleton,
    reach,
    rotation_about,
    skin,
)

ARM_POSES = ("down", "akimbo", "front", "crossed", "behind", "up", "pocket", "away", "bent")
ARM_SHARES = (0.37, 0.13, 0.1, 0.08, 0.08, 0.05, 0.1, 0.04, 0.05)
ATTEMPTS = 12
TRIES_PER_KIND = 4
CLEARANCE_STEP = 0.3  # decimetres
SHOULDER_DROP = 9.0  # degrees the shoulders sink when the arms hang


@dataclass(frozen=True)
class TorsoShape:
    """The torso as radii by height and angle, to keep arms out of it.

    Attributes:
        profile: See `torso_profile`.
        axis_z: Where the vertical axis stands.
        top: Height of the first row.
        bottom: Height of the last row.
    """

    profile: Floats
    axis_z: float
    top: float
    bottom: float

    def radius(self, points: Floats) -> Floats:
        """Returns (n,): the torso's radius at the height and angle of (n, 3) points."""
        row, angle = polar_bins(points, self.axis_z, self.top, self.bottom)
        return look_up(self.profile, row, angle)

    def surface(self, x: float, y: float, front: bool = True) -> float:
        """Returns z of the torso's front or back at (x, y)."""
        sign = 1.0 if front else -1.0
        depths = np.linspace(0.05, 3, 60, dtype=np.float32)
        points = np.stack([np.full(60, x), np.full(60, y), self.axis_z + sign * depths], 1).astype(
            np.float32
        )
        outside = np.hypot(points[:, 0], depths) > self.radius(points)
        return self.axis_z + sign * float(depths[int(outside.argmax())])

    def half_width(self, y: float) -> float:
        """Returns the half width of the torso at a height."""
        return float(self.radius(np.array([[1.0, y, self.axis_z]], np.float32))[0])


@dataclass(frozen=True)
class Posed:
    """A body in a pose.

    Attributes:
        skeleton: Where the bones are.
        vertices: (V, 3) posed skin.
        arms: The kinds of the left and of the right arm.
    """

    skeleton: Skeleton
    vertices: Floats
    arms: tuple[str, str]


def torso_shape(body: Body, arm_share: Floats) -> TorsoShape:
    """Measures the torso and the thighs of a body.

    Args:
        body: In the base pose.
        arm_share: (V,) share of the arms in the skin weights.
    """
    shoulder, hips = body.head("upperarm01.L"), body.head("upperleg01.L")
    axis_z = float(body.head("spine03")[2])
    top, bottom = float(shoulder[1] - 0.2), float(hips[1] - 3.2)
    tights = np.unique(body.human.faces["helper-tights"])
    torso = tights[arm_share[tights] < 0.3]
    return TorsoShape(torso_profile(body.vertices[torso], axis_z, top, bottom), axis_z, top, bottom)


def sample_pose(
    rng: np.random.Generator, body: Body, weights: SkinWeights, arm_share: Floats
) -> Posed:
    """Draws a pose in which no arm goes through the torso.

    Arms that collide are moved outwards, then drawn again; after `ATTEMPTS` the arms simply hang
    away from the body.

    Args:
        rng: Random numbers.
        body: Who poses.
        weights: Skin weights of the V vertices.
        arm_share: (V,) share of the arms in them.
    """
    torso = torso_shape(body, arm_share)
    rotations, aims = _stance(rng)
    rotations |= _relax_hands(rng, body)
    base = pose_skeleton(body, rotations, aims)
    far = np.unique(body.human.faces["body"])
    far = far[arm_share[far] > 0.9][::4]
    far = far[body.along_arms(body.vertices[far])[0] > 0.8]
    far_weights = SkinWeights(weights.bones[far], weights.shares[far])
    kinds = ("down", "down")
    for attempt in range(ATTEMPTS + 1):
        clearance = CLEARANCE_STEP * (attempt % TRIES_PER_KIND)
        if attempt == ATTEMPTS:
            kinds = ("away", "away")
        elif clearance == 0:
            kinds = _arm_kinds(rng)
        arms: Rotations = {}
        for side, kind in zip("LR", kinds, strict=True):
            arms |= _arm(rng, body, torso, base, side, kind, clearance)
        skeleton = pose_skeleton(body, rotations | _forearm_twist(rng), aims | arms)
        if not _collides(body, torso, skeleton, skin(skeleton, far_weights, body.vertices[far])):
            break
    return Posed(skeleton, skin(skeleton, weights, body.vertices), kinds)


def hanging_arms(
    body: Body,
    out: float,
    bend: float,
    crossing: tuple[float, float] = (0, 0),
    ahead: float = 1,
) -> Skeleton:
    """Poses the arms as a shop photographs a top: nearly hanging, in the plane of the picture.

    Args:
        body: Who carries the top.
        out: Degrees between the upper arm and the vertical.
        bend: Degrees the forearm turns inwards from there.
        crossing: Degrees each forearm is folded over the body, left and right.
        ahead: 1 to fold them in front of it, -1 behind.
    """
    aims: Rotations = {}
    shoulders: Rotations = {}
    for side, sign, fold in (("L", 1, crossing[0]), ("R", -1, crossing[1])):
        shoulders[f"clavicle.{side}"] = rotation_about((0, 0, 1), -sign * SHOULDER_DROP)
        a, b = np.deg2rad(out), np.deg2rad(out - bend - fold)
        aims[f"upperarm01.{side}"] = _direction(sign * np.sin(a), -np.cos(a), 0)
        aims[f"lowerarm01.{side}"] = _direction(
            sign * np.sin(b), -np.cos(b), ahead * 0.5 * np.sin(np.deg2rad(fold))
        )
    return pose_skeleton(body, shoulders, aims)


def _direction(x: float, y: float, z: float) -> Floats:
    return np.array([x, y, z], np.float32)


def _stance(rng: np.random.Generator) -> tuple[Rotations, Rotations]:
    """Root, spine, head and legs; returns rotations and aims."""
    spread = 6 if rng.random() < 0.55 else 20
    yaw = float(np.clip(rng.normal(0, spread), -45, 45))
    if rng.random() < 0.12:
        # A three-quarter view.
        yaw = float(rng.choice([-1, 1]) * rng.uniform(28, 52))
    sway, lean = float(rng.normal(0, 2.5)), float(rng.normal(0, 2))
    up, side, ahead = (0.0, 1.0, 0.0), (1.0, 0.0, 0.0), (0.0, 0.0, 1.0)
    rotations: Rotations = {
        "root": rotation_about(up, yaw) @ rotation_about(ahead, sway) @ rotation_about(side, lean),
        "spine03": rotation_about(ahead, -sway + rng.normal(0, 2.5))
        @ rotation_about(up, rng.normal(0, 5)),
        "spine01": rotation_about(ahead, rng.normal(0, 2)) @ rotation_about(side, rng.normal(0, 3)),
        "neck01": rotation_about(up, float(np.clip(-0.5 * yaw + rng.normal(0, 9), -32, 32)))
        @ rotation_about(ahead, rng.normal(0, 4)),
        "head": rotation_about(side, rng.normal(0, 5)) @ rotation_about(ahead, rng.normal(0, 4)),
    }
    for end, sign in (("L", 1), ("R", -1)):
        drop = float(rng.uniform(-8, 4))
        rotations[f"clavicle.{end}"] = rotation_about(ahead, sign * drop)
    aims: Rotations = {}
    turn = rotation_about(up, yaw)
    stride = float(rng.normal(0, 0.1))
    for end, sign in (("L", 1), ("R", -1)):
        thigh = _direction(sign * rng.uniform(-0.02, 0.13), -1, sign * stride)
        shin = _direction(sign * rng.uniform(-0.02, 0.1), -1, sign * stride - rng.uniform(0, 0.15))
        aims[f"upperleg01.{end}"] = turn @ thigh
        aims[f"lowerleg01.{end}"] = turn @ shin
    return rotations, aims


def _arm_kinds(rng: np.random.Generator) -> tuple[str, str]:
    left = str(rng.choice(ARM_POSES, p=ARM_SHARES))
    if left == "crossed":
        return left, left
    right = (
        left if rng.random() < 0.62 and left != "up" else str(rng.choice(ARM_POSES, p=ARM_SHARES))
    )
    if right == "crossed":
        right = "down"
    return (left, right) if rng.random() < 0.5 else (right, left)


def _arm(
    rng: np.random.Generator,
    body: Body,
    torso: TorsoShape,
    base: Skeleton,
    side: str,
    kind: str,
    clearance: float,
) -> Rotations:
    """Returns the aims of one arm, `clearance` decimetres farther out than it would like."""
    sign = 1.0 if side == "L" else -1.0
    index = body.human.bone_index
    frame = base.rotation[index["spine02"]]
    hips = float(body.head("upperleg01.L")[1])
    chest = float(body.head("spine01")[1])
    if kind in ("down", "away"):
        out = np.deg2rad(rng.uniform(9, 20) if kind == "down" else rng.uniform(24, 50))
        out += 0.15 * clearance
        inwards, ahead = np.deg2rad(rng.uniform(-2, 12)), rng.uniform(-0.06, 0.3)
        upper = _direction(sign * np.sin(out), -np.cos(out), rng.normal(-0.05, 0.08))
        lower = _direction(sign * np.sin(out - inwards), -np.cos(out - inwards), ahead)
        return {f"upperarm01.{side}": frame @ upper, f"lowerarm01.{side}": frame @ lower}
    if kind == "bent":
        upper = _direction(sign * rng.uniform(0.15, 0.4), -1, rng.uniform(-0.2, 0.2))
        lower = _direction(sign * rng.uniform(-0.3, 0.5), rng.uniform(-0.5, 0.7), 0.9)
        return {f"upperarm01.{side}": frame @ upper, f"lowerarm01.{side}": frame @ lower}
    hand: tuple[float, float, float] | None = None
    if kind == "akimbo":
        y = hips + rng.uniform(0.6, 1.7)
        beside = max(torso.half_width(y), torso.half_width(y - 0.9)) + 0.4 + clearance
        goal = (sign * beside, y, torso.axis_z + rng.uniform(-0.6, 0.1))
        towards = (sign, 0.0, rng.uniform(-0.5, 0.2))
        hand = (-0.1 * sign, rng.uniform(-0.9, -0.2), 0.8)
    elif kind == "pocket":
        y = hips + rng.uniform(-0.2, 0.4)
        beside = max(torso.half_width(y), torso.half_width(y - 0.9)) + 0.3 + clearance
        goal = (sign * beside, y, torso.axis_z + rng.uniform(0.1, 0.6))
        towards = (sign, 0, -rng.uniform(0.3, 1))
        hand = (0.05 * sign, -1.0, rng.uniform(0.0, 0.3))
    elif kind == "behind":
        y = hips + rng.uniform(0.1, 1)
        x = sign * rng.uniform(0.2, 0.9)
        goal = (x, y, torso.surface(x, y, front=False) - 0.55 - clearance)
        towards = (sign, 0, -0.6)
    elif kind == "up":
        head = body.head("head")
        goal = (sign * rng.uniform(0.9, 1.8), head[1] + rng.uniform(-0.6, 1.2), head[2] + 0.4)
        towards = (sign, rng.uniform(-0.7, 0.6), rng.uniform(-0.2, 0.5))
    else:
        low, high = (chest - 1.3, chest - 0.4) if kind == "crossed" else (hips - 0.2, chest)
        y = rng.uniform(low, high)
        x = -sign * rng.uniform(0.5, 1.0) if kind == "crossed" else sign * rng.uniform(-0.5, 0.9)
        over = 1.3 if kind == "crossed" and side == "R" else 0.65
        goal = (x, y, max(torso.surface(x, y), torso.surface(0.5 * sign, y)) + over + clearance)
        towards = (sign, rng.uniform(-0.9, -0.3), -0.1)
    chest_bone = index["spine02"] if kind not in ("akimbo", "pocket") else index["spine04"]
    wrist = base.apply(chest_bone, np.array([goal], np.float32))[0]
    shoulder = base.position[index[f"upperarm01.{side}"]]
    aims = reach(body, side, shoulder, wrist, frame @ _direction(*map(float, towards)))
    return aims if hand is None else aims | {f"wrist.{side}": frame @ _direction(*hand)}


def _forearm_twist(rng: np.random.Generator) -> Rotations:
    """Turns the hands about the forearms, which point outwards and down in the base pose."""
    return {
        f"lowerarm02.{side}": rotation_about((sign * 0.5, -0.4, 0.75), sign * rng.normal(0, 25))
        for side, sign in (("L", 1.0), ("R", -1.0))
    }


def _relax_hands(rng: np.random.Generator, body: Body) -> Rotations:
    """Bends the fingers towards the palm; in the base pose they are stretched and spread."""
    rotations: Rotations = {}
    for side in "LR":
        index, little = (body.head(f"{bone}.{side}") for bone in ("finger2-1", "finger5-1"))
        across = (index - little) * (1 if side == "L" else -1)
        curl = float(rng.choice([rng.uniform(5, 25), rng.uniform(25, 70)]))
        across = across / np.linalg.norm(across)
        for finger in range(2, 6):
            for joint in range(1, 4):
                rotations[f"finger{finger}-{joint}.{side}"] = rotation_about(
                    (across[0], across[1], across[2]), (1 if side == "L" else -1) * curl
                )
        rotations[f"wrist.{side}"] = rotation_about(
            (across[0], across[1], across[2]), float(rng.normal(0, 10))
        )
    return rotations


def _collides(body: Body, torso: TorsoShape, skeleton: Skeleton, points: Floats) -> bool:
    """Whether (n, 3) posed points of forearms and hands are inside the torso."""
    straight = skeleton.undo(body.human.bone_index["spine04"], points)
    radius = np.hypot(straight[:, 0], straight[:, 2] - torso.axis_z)
    beside = (straight[:, 1] < torso.top) & (straight[:, 1] > torso.bottom)
    return bool((beside & (radius < 0.93 * torso.radius(straight))).mean() > 0.015)
