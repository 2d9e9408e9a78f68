"""What the mesh is dressed in besides the top: hair, trousers, skirts and shoes."""

from dataclasses import dataclass

import numpy as np

from tryon.training.synthetic.body import Body
from tryon.training.synthetic.drape import leg_wear
from tryon.training.synthetic.makehuman import Floats, Ints
from tryon.training.synthetic.poses import TorsoShape
from tryon.training.synthetic.posing import SkinWeights
from tryon.training.synthetic.rasteriser import vertex_normals

SKIRT_TOP = 1.1  # decimetres above the hip joints where the skirt of the mesh ends


@dataclass(frozen=True)
class Layer:
    """One surface of a dressed person, in the base pose.

    Attributes:
        vertices: (n, 3).
        faces: (f, 3).
        keep: (n,) signed distance, above zero where the layer is.
        weights: Skin weights of the n vertices.
    """

    vertices: Floats
    faces: Ints
    keep: Floats
    weights: SkinWeights


@dataclass(frozen=True)
class Bottom:
    """Trousers or a skirt. Heights in decimetres.

    Attributes:
        kind: "pants" or "skirt".
        waist: Height of the waistband above the hip joints.
        length: 0 (hip) to 1 (knee) to 2 (ankle).
        ease: Added radius of the trouser legs, share of the leg's.
        tucked: Whether tops that can be are tucked in.
        shoes: Whether the feet wear shoes.
    """

    kind: str
    waist: float
    length: float
    ease: float
    tucked: bool
    shoes: bool


@dataclass(frozen=True)
class Hair:
    """A haircut.

    Attributes:
        length: Height of the tips above the base of the neck, decimetres; None for short hair.
        volume: Decimetres the hair stands off the scalp.
        hairline: Height of the hairline above the eyes.
        parting: Half width of the opening round the face.
        front: Which sides fall in front of the shoulders: left, right.
        width: Half width of such a lock.
        drift: How far from the middle its tip ends.
    """

    length: float | None
    volume: float
    hairline: float
    parting: float
    front: tuple[bool, bool]
    width: float
    drift: float


def sample_bottom(rng: np.random.Generator, sex: str) -> Bottom:
    """Draws what is worn below."""
    skirt = sex == "female" and rng.random() < 0.25
    tucked = rng.random() < 0.4
    waist = rng.uniform(0.6, 2.2) if tucked else rng.uniform(0.1, 1.9)
    length = float(rng.choice([rng.uniform(0.35, 0.8), rng.uniform(0.8, 1.3), rng.uniform(1.6, 2)]))
    if not skirt and rng.random() < 0.75:
        length = float(rng.uniform(1.7, 2))
    ease = rng.uniform(0, 0.1) if rng.random() < 0.6 else rng.uniform(0.1, 0.5)
    return Bottom(
        "skirt" if skirt else "pants",
        float(waist),
        length,
        0.0 if skirt else float(ease),
        bool(tucked),
        bool(rng.random() < 0.85),
    )


def sample_hair(rng: np.random.Generator, sex: str) -> Hair:
    """Draws a haircut."""
    long = rng.random() < (0.7 if sex == "female" else 0.05)
    length = float(rng.uniform(-4.2, 0.6)) if long else None
    return Hair(
        length,
        float(rng.uniform(0.08, 0.35) if long else rng.uniform(0.05, 0.22)),
        float(rng.uniform(0.45, 0.75) if long else rng.uniform(0.6, 0.9)),
        float(rng.uniform(0.5, 0.64)),
        (bool(rng.random() < 0.55), bool(rng.random() < 0.55)),
        float(rng.uniform(0.22, 0.65)),
        float(rng.uniform(0.45, 1.1)),
    )


def bottom_layer(bottom: Bottom, body: Body, arm_share: Floats, weights: SkinWeights) -> Layer:
    """Cuts trousers or a skirt."""
    faces = body.human.faces["helper-tights"]
    hips, knee, foot = (
        float(body.head(f"{bone}.L")[1]) for bone in ("upperleg01", "lowerleg01", "foot")
    )
    y = body.vertices[:, 1]
    hem = float(np.interp(bottom.length, [0, 1, 2], [hips, knee, foot]))
    keep = np.minimum.reduce([hips + bottom.waist - y, y - hem, 0.2 - arm_share])
    if bottom.kind == "skirt":
        # The skirt of the mesh ends below the waist; the tights go on from there.
        skirt = body.human.faces["helper-skirt"]
        keep[faces] = np.minimum(keep[faces], y[faces] - hips - SKIRT_TOP + 0.2)
        faces = np.concatenate([faces, skirt])
    cloth = leg_wear(body, bottom.ease)
    return Layer(cloth, faces, keep.astype(np.float32), weights)


def scalp_layer(hair: Hair, body: Body, head_share: Floats, weights: SkinWeights) -> Layer:
    """Builds the hair that lies on the head, ears left free."""
    eye = body.head("eye.L")
    skin = body.human.faces["body"]
    x, y, z = np.abs(body.vertices[:, 0]), body.vertices[:, 1], body.vertices[:, 2]
    faces = skin[head_share[skin].min(1) > 0.5]
    line = eye[1] + hair.hairline - 0.9 * np.clip(x - hair.parting + 0.1, 0, 0.6)
    above = y - line
    temple = np.minimum(eye[2] - 0.6 - z, y - (eye[1] - 0.05))
    nape = np.minimum(eye[2] - 1.2 - z, y - (eye[1] - 0.75))
    keep = np.maximum(np.maximum(above, temple), nape)
    ear = np.hypot((y - eye[1] + 0.12) * 0.85, z - eye[2] + 0.87) - 0.36
    keep = np.where(x > 0.4, np.minimum(keep, ear), keep)
    raised = body.vertices + hair.volume * vertex_normals(body.vertices, faces)
    return Layer(raised.astype(np.float32), faces, keep.astype(np.float32), weights)


def fall_layer(hair: Hair, length: float, body: Body, weights: SkinWeights) -> Layer:
    """Builds the hair that falls behind the shoulders and round the face."""
    eye, base = body.head("eye.L"), body.head("neck01")
    faces = body.human.faces["helper-hair"]
    x, y, z = np.abs(body.vertices[:, 0]), body.vertices[:, 1], body.vertices[:, 2]
    inside = np.minimum(eye[2] - 0.35 - z, 9)
    opening = np.maximum(np.maximum(y - eye[1] - hair.hairline, x - hair.parting), inside)
    behind = np.maximum(base[2] + 0.3 - z, y - (base[1] + 0.5))
    keep = np.minimum.reduce([y - base[1] - length, opening, behind])
    raised = body.vertices + (hair.volume - 0.1) * vertex_normals(body.vertices, faces)
    return Layer(raised.astype(np.float32), faces, keep.astype(np.float32), weights)


def lock_layer(hair: Hair, length: float, body: Body, torso: TorsoShape) -> Layer | None:
    """Builds the locks that fall in front of the shoulders, as flat tubes along a path."""
    eye, base = body.head("eye.L"), body.head("neck01")
    index = body.human.bone_index
    vertices: list[Floats] = []
    faces: list[Ints] = []
    head_shares: list[Floats] = []
    for falls, sign in zip(hair.front, (1.0, -1.0), strict=True):
        if not falls:
            continue
        tip = base[1] + min(length, -0.3)
        over = [torso.surface(sign * 0.85, float(y)) + 0.2 for y in (base[1] - 0.6, tip)]
        path = np.array(
            [
                (0.45, eye[1] + 0.75, eye[2] - 0.75),
                (0.74, eye[1] + 0.15, eye[2] - 0.65),
                (0.78, eye[1] - 0.7, eye[2] - 0.65),
                (0.72, base[1] + 0.35, base[2] + 0.75),
                (0.82, base[1] - 0.6, max(over[0], base[2] + 0.75)),
                (hair.drift, tip, over[1]),
            ]
        )
        steps = np.linspace(0, 1, 24)
        known = np.linspace(0, 1, len(path))
        centre = np.stack([np.interp(steps, known, path[:, k]) for k in range(3)], 1)
        wide = hair.width * np.interp(steps, [0, 0.3, 0.8, 1], [0.5, 0.7, 1, 0.25])
        angles = np.linspace(0, 2 * np.pi, 10, endpoint=False)
        ring = np.stack([np.cos(angles), np.zeros(10), 0.45 * np.sin(angles)], 1)
        tube = centre[:, None] + wide[:, None, None] * ring[None]
        tube[..., 0] *= sign
        row, column = np.meshgrid(np.arange(23), np.arange(10), indexing="ij")
        a, b = row * 10 + column, row * 10 + (column + 1) % 10
        quads = np.stack([a, b, b + 10, a + 10], -1).reshape(-1, 4)
        faces.append(
            np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]]) + 240 * len(vertices)
        )
        vertices.append(tube.reshape(-1, 3))
        head_shares.append(np.repeat(np.clip((centre[:, 1] - base[1]) / 0.8, 0, 1), 10))
    if not vertices:
        return None
    points = np.concatenate(vertices).astype(np.float32)
    share = np.concatenate(head_shares).astype(np.float32)
    return Layer(
        points,
        np.concatenate(faces).astype(np.int32),
        np.ones(len(points), np.float32),
        SkinWeights.blend(index["head"], index["spine01"], share),
    )
