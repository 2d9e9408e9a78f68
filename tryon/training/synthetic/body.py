"""Bodies: who somebody is, and the mesh that follows from it."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tryon.training.synthetic.makehuman import (
    ANCESTRIES,
    LEVELS,
    SHAPE_AXES,
    Floats,
    MakeHuman,
)


@dataclass(frozen=True)
class Identity:
    """The numbers a body is made of.

    Attributes:
        sex: "female" or "male".
        ancestry: Three shares (African, Asian, Caucasian) that sum to 1.
        weight: -1 (thin) to 1 (heavy).
        muscle: -1 to 1.
        height: -1 to 1.
        cup: -1 to 1; ignored for men.
        ideal: Share of MakeHuman's ideal proportions, 0 to 1.
        axes: Amounts of the local `SHAPE_AXES`, -1 to 1 each.
    """

    sex: str
    ancestry: tuple[float, float, float]
    weight: float
    muscle: float
    height: float
    cup: float
    ideal: float
    axes: dict[str, float]


@dataclass(frozen=True)
class Body:
    """A body in the base pose.

    Attributes:
        human: The mesh it deforms.
        identity: What it was made from.
        vertices: (V, 3) decimetres.
        heads: (B, 3) bone heads.
    """

    human: MakeHuman
    identity: Identity
    vertices: Floats
    heads: Floats

    def head(self, bone: str) -> Floats:
        """Returns the (3,) head of a bone."""
        point: Floats = self.heads[self.human.bone_index[bone]]
        return point

    def along_arms(self, points: Floats) -> tuple[Floats, Floats]:
        """Returns how (n, 3) points of the base pose lie along the nearer arm.

        Args:
            points: On or near the body.

        Returns:
            (n,): 0 at the shoulder joint, 1 at the elbow, 2 at the wrist; and (n, 3): the nearest
            point on the axis of the arm.
        """
        on_left = points[:, :1] > 0
        shoulder, elbow, wrist = (
            np.where(on_left, self.head(f"{bone}.L"), self.head(f"{bone}.R"))
            for bone in ("upperarm01", "lowerarm01", "wrist")
        )
        upper, lower = elbow - shoulder, wrist - elbow
        u = _share_along(points - shoulder, upper)
        v = _share_along(points - elbow, lower)
        # The two bones take turns softly, else sleeves would tear at the elbow.
        turn = np.clip((v + 0.2) / 0.4, 0, 1)
        turn = turn * turn * (3 - 2 * turn)
        axis = shoulder + u[:, None] * upper
        axis += turn[:, None] * (elbow + v[:, None] * lower - axis)
        return (u + turn * (1 + v - u)).astype(np.float32), axis.astype(np.float32)

    @cached_property
    def leg_axis(self) -> Floats:
        """(V, 3): the point on the axis of the nearer leg at the same height."""
        out = np.empty_like(self.vertices)
        for side, chosen in (("L", self.vertices[:, 0] >= 0), ("R", self.vertices[:, 0] < 0)):
            joints = np.stack(
                [self.head(f"{b}.{side}") for b in ("upperleg01", "lowerleg01", "foot")]
            )[::-1]
            y = self.vertices[chosen, 1]
            out[chosen, 0] = np.interp(y, joints[:, 1], joints[:, 0])
            out[chosen, 1] = y
            out[chosen, 2] = np.interp(y, joints[:, 1], joints[:, 2])
        return out


def sample_identity(rng: np.random.Generator) -> Identity:
    """Draws somebody: mostly slim and long as fashion models are, some of every build."""
    sex = "female" if rng.random() < 0.7 else "male"
    ancestry = rng.dirichlet([0.5] * len(ANCESTRIES))
    model = rng.random() < 0.74
    axes = {name: float(np.clip(rng.normal(0, 0.3), -1, 1)) for name in SHAPE_AXES}
    if model:
        weight, height = rng.normal(-0.6, 0.25), rng.uniform(0.2, 1)
        for name, mean in (
            ("shoulders", -0.35),
            ("waist", -0.45),
            ("hips", -0.3),
            ("torso_depth", -0.35),
            ("arm_girth", -0.4),
            ("thigh", -0.35),
            ("neck_girth", -0.1),
            ("neck_length", -0.35),
            ("leg_length", 0.3),
        ):
            axes[name] = float(np.clip(rng.normal(mean, 0.28), -1, 1))
    else:
        weight, height = rng.normal(0, 0.45), rng.normal(0, 0.4)
    return Identity(
        sex=sex,
        ancestry=(float(ancestry[0]), float(ancestry[1]), float(ancestry[2])),
        weight=float(np.clip(weight, -1, 1)),
        muscle=float(np.clip(rng.normal(0.1 if sex == "male" else -0.2, 0.35), -1, 1)),
        height=float(np.clip(height, -1, 1)),
        cup=float(np.clip(rng.normal(-0.15, 0.4), -1, 1)),
        ideal=float(rng.uniform(0, 0.8)),
        axes=axes,
    )


def make_body(human: MakeHuman, identity: Identity) -> Body:
    """Blends the targets of an identity."""
    sex, targets = identity.sex, human.targets
    vertices = human.vertices.copy()
    for ancestry, share in zip(ANCESTRIES, identity.ancestry, strict=True):
        vertices += share * targets[f"macrodetails/{ancestry}-{sex}-young"]
    muscles, weights = _hat(identity.muscle), _hat(identity.weight)
    for muscle, m in zip(LEVELS, muscles, strict=True):
        for weight, w in zip(LEVELS, weights, strict=True):
            if m * w > 0:
                name = f"macrodetails/universal-{sex}-young-{muscle}muscle-{weight}weight"
                vertices += m * w * targets[name]
    stem = f"{sex}-young-averagemuscle-averageweight"
    end = "max" if identity.height > 0 else "min"
    vertices += abs(identity.height) * targets[f"macrodetails/height/{stem}-{end}height"]
    vertices += identity.ideal * targets[f"macrodetails/proportions/{stem}-idealproportions"]
    if sex == "female":
        end = "max" if identity.cup > 0 else "min"
        vertices += abs(identity.cup) * targets[f"breast/{stem}-{end}cup-averagefirmness"]
    for name, amount in identity.axes.items():
        end = "incr" if amount > 0 else "decr"
        vertices += abs(amount) * targets[f"{SHAPE_AXES[name]}-{end}"]
    return Body(human, identity, vertices, human.bone_heads(vertices))


def reference_body(human: MakeHuman) -> Body:
    """The average woman on whom patterns are cut."""
    third = 1 / 3
    return make_body(human, Identity("female", (third, third, third), 0, 0, 0, 0, 0, {}))


def _share_along(points: Floats, limbs: Floats) -> Floats:
    """Returns (n,): where (n, 3) points lie along (n, 3) limbs, 0 at the start, 1 at the end."""
    share: Floats = np.einsum("nk,nk->n", points, limbs) / np.einsum("nk,nk->n", limbs, limbs)
    return share


def _hat(value: float) -> tuple[float, float, float]:
    """Shares of min, average and max for a value from -1 to 1."""
    return max(-value, 0.0), 1 - abs(value), max(value, 0.0)
