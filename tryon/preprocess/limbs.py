"""Which limb a pixel belongs to: distances to the bones of the pose, each in units of its width."""

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from tryon.preprocess.pose import LEAST_VISIBILITY, Landmark, Pose
from tryon.types import Mask

Point = NDArray[np.float32]
Field = NDArray[np.float32]

# A sleeve ends where so many samples in a row along the arm show no cloth.
_GAP_IN_SLEEVE = 3


class Side(Enum):
    """The person's own left or right."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True)
class Bone:
    """A straight part of a limb with the half-width of the flesh around it at both ends."""

    start: Point
    end: Point
    start_width: float
    end_width: float


@dataclass(frozen=True)
class Arm:
    """An arm from the shoulder to the finger tips."""

    shoulder: Point
    elbow: Point
    wrist: Point
    tip: Point
    unit: float
    wrist_visibility: float

    @classmethod
    def of(cls, pose: Pose, side: Side) -> "Arm":
        """Reads an arm from the pose; unseen hands continue the forearm."""
        shoulder, elbow, wrist, index, pinky = (
            pose.point(Landmark[f"{side.name}_{part}"])
            for part in ("SHOULDER", "ELBOW", "WRIST", "INDEX", "PINKY")
        )
        knuckles = (index + pinky) / 2
        # The landmarks are the knuckles; the fingers reach about as far again.
        tip = wrist + np.float32(1.9) * (knuckles - wrist)
        if pose.visibility[Landmark[f"{side.name}_INDEX"]] < 0.4:
            tip = wrist + np.float32(0.35) * (wrist - elbow)
        visibility = float(pose.visibility[Landmark[f"{side.name}_WRIST"]])
        return cls(shoulder, elbow, wrist, np.asarray(tip, np.float32), body_unit(pose), visibility)

    def bones(self) -> tuple[Bone, ...]:
        """Upper arm (from a little below the joint), forearm, hand."""
        start = self.shoulder + np.float32(0.1) * (self.elbow - self.shoulder)
        unit = self.unit
        return (
            Bone(start, self.elbow, 0.19 * unit, 0.14 * unit),
            Bone(self.elbow, self.wrist, 0.14 * unit, 0.1 * unit),
            Bone(self.wrist, self.tip, 0.12 * unit, 0.12 * unit),
        )

    def at(self, along: float) -> Point:
        """The point at 0 (shoulder) to 1 (elbow) to 2 (wrist) along the arm."""
        start, end = (self.shoulder, self.elbow) if along <= 1 else (self.elbow, self.wrist)
        share = along if along <= 1 else along - 1
        found: Point = start + np.float32(share) * (end - start)
        return found


def body_unit(pose: Pose) -> float:
    """A length like the shoulder width of the person seen from the front, whatever the view."""
    return max(pose.shoulder_width, 0.62 * float(np.hypot(*pose.torso)), 1.0)


def distance(size: tuple[int, ...], bones: tuple[Bone, ...]) -> Field:
    """Returns each pixel's distance to the nearest bone, in units of that bone's half-width.

    Args:
        size: (height, width) of the field.
        bones: Bones in pixels of the field.

    Returns:
        (H, W) float32, 1 at the edge of the flesh.
    """
    rows, columns = np.ogrid[: size[0], : size[1]]
    x, y = columns.astype(np.float32), rows.astype(np.float32)
    nearest = np.full(size, np.inf, np.float32)
    for bone in bones:
        dx, dy = (float(v) for v in bone.end - bone.start)
        along = (x - bone.start[0]) * dx + (y - bone.start[1]) * dy
        share = np.clip(along / max(dx * dx + dy * dy, 1e-6), 0, 1)
        width = bone.start_width + share * (bone.end_width - bone.start_width)
        away = np.hypot(x - bone.start[0] - share * dx, y - bone.start[1] - share * dy)
        np.minimum(nearest, away / width, out=nearest)
    return nearest


def leg_bones(pose: Pose, side: Side) -> tuple[Bone, ...]:
    """Thigh, calf and foot of one leg."""
    hip, knee, ankle, foot = (
        pose.point(Landmark[f"{side.name}_{part}"]) for part in ("HIP", "KNEE", "ANKLE", "FOOT")
    )
    unit = body_unit(pose)
    return (
        Bone(hip, knee, 0.3 * unit, 0.22 * unit),
        Bone(knee, ankle, 0.2 * unit, 0.14 * unit),
        Bone(ankle, foot, 0.14 * unit, 0.14 * unit),
    )


def foot_bones(pose: Pose, side: Side) -> tuple[Bone, ...]:
    """Ankle to toes and heel to toes of one foot."""
    ankle, heel, foot = (
        pose.point(Landmark[f"{side.name}_{part}"]) for part in ("ANKLE", "HEEL", "FOOT")
    )
    width = 0.16 * body_unit(pose)
    return (Bone(ankle, foot, width, width), Bone(heel, foot, width, width))


def trunk_bones(pose: Pose) -> tuple[Bone, ...]:
    """Neck, collar bones, chest and belly: where bare skin is the trunk's."""
    shoulders = pose.middle(Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER)
    mouth = pose.middle(Landmark.MOUTH_LEFT, Landmark.MOUTH_RIGHT)
    hips = shoulders + pose.torso
    unit = body_unit(pose)
    collars = tuple(
        Bone(shoulders, shoulders + np.float32(0.6) * (tip - shoulders), 0.25 * unit, 0.2 * unit)
        for tip in (pose.point(Landmark.LEFT_SHOULDER), pose.point(Landmark.RIGHT_SHOULDER))
    )
    return (
        Bone(mouth, shoulders, 0.25 * unit, 0.3 * unit),
        Bone(shoulders, hips, 0.42 * unit, 0.42 * unit),
        *collars,
    )


def sleeve_length(arm: Arm, clothes: Mask) -> float:
    """Follows the arm from the shoulder and returns where its clothing ends.

    Args:
        arm: In pixels of `clothes`.
        clothes: (H, W) bool.

    Returns:
        0 without a sleeve, 1 at the elbow, 2 at the wrist; what lies outside the mask cannot be
        seen and counts as the last thing that was. What lies over a hidden forearm is no sleeve.
    """
    height, width = clothes.shape
    reach = max(1, round(0.03 * arm.unit))
    length, missing = 0.0, 0
    inside = bool(((arm.wrist >= 0) & (arm.wrist < (width, height))).all())
    hidden = inside and arm.wrist_visibility < LEAST_VISIBILITY
    for along in np.linspace(0.1, 1.0 if hidden else 2.0, 24):
        x, y = (round(float(v)) for v in arm.at(float(along)))
        if not (0 <= x < width and 0 <= y < height):
            break
        window = clothes[max(0, y - reach) : y + reach + 1, max(0, x - reach) : x + reach + 1]
        if window.mean() > 0.5:
            length, missing = float(along), 0
        else:
            missing += 1
            if missing >= _GAP_IN_SLEEVE:
                break
    return length


def sleeve_bones(arm: Arm, length: float) -> tuple[Bone, ...]:
    """The bones a sleeve of that length covers."""
    upper, forearm, _ = arm.bones()
    covered = Bone(upper.start, arm.at(min(length, 1)), upper.start_width, upper.end_width)
    if length <= 1:
        return (covered,)
    return (covered, Bone(arm.elbow, arm.at(length), forearm.start_width, forearm.end_width))
