"""Tops: how they are cut. One pattern can be put on any body, because all share one mesh.

A cut is a signed distance in decimetres at every vertex of the garment mesh, positive where there
is cloth, measured once on the average body.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from tryon.training.synthetic.body import Body, reference_body
from tryon.training.synthetic.makehuman import Floats, Ints, MakeHuman, floats
from tryon.training.synthetic.posing import SkinWeights
from tryon.types import Mask

NECKLINES = (
    "crew",
    "v",
    "scoop",
    "boat",
    "square",
    "high",
    "collar",
    "straps",
    "off_shoulder",
)


def smoothstep(low: float, high: float, x: Floats) -> Floats:
    """Hermite step from 0 at `low` to 1 at `high`."""
    t = np.clip((x - low) / (high - low), 0, 1)
    smooth: Floats = t * t * (3 - 2 * t)
    return smooth


@dataclass(frozen=True)
class Pattern:
    """How a top is cut and how it falls. Lengths in decimetres on the average body.

    Attributes:
        sleeve: -1 for none, else 0 (shoulder) to 1 (elbow) to 2 (wrist).
        hem: Height of the hem above the hip joints.
        tail: How much lower the hem is at the middle than at the sides.
        neckline: One of `NECKLINES`.
        depth: Front depth of the neckline below the base of the neck; for "high" and "collar" the
            depth of the opening.
        back_depth: The same at the back.
        width: Half the width of the neckline.
        stand: Height of a collar above the base of the neck.
        strap: Half width of a strap ("straps"), or how far the shoulder reaches out (sleeveless).
        armhole: 0 (high) to 1 (cut far down and in); sleeveless only.
        ease: Added radius of the torso as a share of the body's.
        fall: 1 hangs straight from the widest point above, lower values follow the body.
        flare: Added share at the hem.
        sleeve_ease: Added radius of the sleeve as a share of the arm's.
        sleeve_flare: How the ease grows (above 0) or shrinks towards the cuff.
        fold_depth: Amplitude of the vertical folds, share of the radius.
        fold_count: Folds round the hem.
        fold_phase: Radians.
    """

    sleeve: float
    hem: float
    tail: float
    neckline: str
    depth: float
    back_depth: float
    width: float
    stand: float
    strap: float
    armhole: float
    ease: float
    fall: float
    flare: float
    sleeve_ease: float
    sleeve_flare: float
    fold_depth: float
    fold_count: int
    fold_phase: float

    @property
    def cut_hem(self) -> float:
        """Height at which the mesh is cut: never below the crotch, where it parts into legs."""
        return max(self.hem, self.tail - 0.75)

    @property
    def drop(self) -> float:
        """How far the cut edge is pulled down to make a longer top."""
        return self.cut_hem - self.hem


@dataclass(frozen=True)
class GarmentMesh:
    """The surface tops are cut from: MakeHuman's tights and the skin of the neck, each triangle
    split in four so that narrow straps and round necklines come out clean.

    Attributes:
        parents: (n, 2) mesh vertices whose mean is each garment vertex.
        faces: (f, 3) triangles.
        weights: Skin weights.
        arm: (n,) share of the arm in the skin weights, 0 to 1.
        is_neck: (n,) bool, the extra skin of the neck that only high collars use.
        reference: (n, 3) positions on the average body.
        reference_body: The average body.
        nearest: (V,) the garment vertex nearest to each mesh vertex on the average body.
        nearest_distance: (V,) and how far it is.
    """

    parents: Ints
    faces: Ints
    weights: SkinWeights
    arm: Floats
    is_neck: Mask
    reference: Floats
    reference_body: Body
    nearest: Ints
    nearest_distance: Floats

    def gather(self, values: Floats) -> Floats:
        """Takes (V, ...) values of the mesh to the (n, ...) vertices of the garment."""
        mean: Floats = (values[self.parents[:, 0]] + values[self.parents[:, 1]]) * 0.5
        return mean


def make_garment_mesh(human: MakeHuman) -> GarmentMesh:
    """Builds the garment surface."""
    body = reference_body(human)
    hips, base = body.head("upperleg01.L")[1], body.head("neck01")[1]
    tights = human.faces["helper-tights"]
    tights = tights[body.vertices[tights][:, :, 1].min(1) > hips - 3.5]
    skin = human.faces["body"]
    neck_share = human.weight_of("neck01") - human.weight_of("head")
    heights = body.vertices[skin][:, :, 1]
    on_neck = (
        (neck_share[skin].min(1) > 0.3)
        & (heights.min(1) > base - 0.35)
        & (heights.max(1) < base + 1)
    )
    faces, parents = split_triangles(np.concatenate([tights, skin[on_neck]]))
    is_neck = np.isin(parents, np.unique(skin[on_neck])).all(1)
    mean = 0.5 * (human.weights[parents[:, 0]] + human.weights[parents[:, 1]])
    share = human.weight_of("upperarm01.L", "upperarm01.R")
    points = 0.5 * (body.vertices[parents[:, 0]] + body.vertices[parents[:, 1]])
    nearest = _nearest(body.vertices, points)
    distance = np.linalg.norm(body.vertices - points[nearest], axis=1)
    return GarmentMesh(
        parents=parents,
        faces=faces,
        weights=SkinWeights.strongest(mean),
        arm=0.5 * (share[parents[:, 0]] + share[parents[:, 1]]),
        is_neck=is_neck,
        reference=points.astype(np.float32),
        reference_body=body,
        nearest=nearest,
        nearest_distance=distance.astype(np.float32),
    )


def _nearest(points: Floats, among: Floats) -> Ints:
    """Returns (n,): for each of (n, 3) points the number of the nearest of (m, 3) others."""
    square = (among**2).sum(1)
    found = [
        (square - 2 * part @ among.T).argmin(1)
        for part in np.array_split(points, -(-len(points) // 1024))
    ]
    nearest: Ints = np.concatenate(found).astype(np.int32)
    return nearest


def split_triangles(faces: Ints) -> tuple[Ints, Ints]:
    """Splits each triangle in four; returns new faces and (n, 2) parents of the new vertices.

    A vertex that was there before has itself as both parents. Meshes keep their faces whatever
    is made of them, and sorting the edges is a third of a picture's cost: remembered.
    """
    return _split_triangles(np.ascontiguousarray(faces, np.int32).tobytes())


@lru_cache(maxsize=32)
def _split_triangles(faces: bytes) -> tuple[Ints, Ints]:
    corners = np.frombuffer(faces, np.int32).reshape(-1, 3).astype(np.int64)
    pairs = [np.stack([corners[:, k]] * 2, 1) for k in range(3)]
    pairs += [np.sort(corners[:, [k, (k + 1) % 3]], 1) for k in range(3)]
    parents, number = np.unique(np.concatenate(pairs), axis=0, return_inverse=True)
    a, b, c, ab, bc, ca = number.reshape(6, -1)
    quarters = [(a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca)]
    split = np.concatenate([np.stack(q, 1) for q in quarters])
    return split.astype(np.int32), parents.astype(np.int32)


def cut(pattern: Pattern, mesh: GarmentMesh) -> Floats:
    """Returns (n,): the signed distance to the edge of the cloth, above zero inside."""
    body, points, arm = mesh.reference_body, mesh.reference, mesh.arm
    hips = body.head("upperleg01.L")[1]
    x, y = np.abs(points[:, 0]), points[:, 1]
    hem = hips + pattern.cut_hem + pattern.tail * ((np.minimum(x, 1.6) / 1.6) ** 2 - 1)
    edges = [y - hem + 8 * np.clip(arm - 0.4, 0, 1), _neckline(pattern, mesh)]
    if pattern.sleeve >= 0:
        t = mesh.gather(body.arm_coordinate)
        edges.append((pattern.sleeve - t) * 2.4 + 8 * np.clip(0.4 - arm, 0, 1))
    elif pattern.neckline == "straps":
        edges.append((0.42 - arm) * 2)
    else:
        edges.append(_armhole(pattern, mesh))
    distance: Floats = np.minimum.reduce(edges).astype(np.float32)
    return distance


def _neckline(pattern: Pattern, mesh: GarmentMesh) -> Floats:
    body, points, arm = mesh.reference_body, mesh.reference, mesh.arm
    base = body.head("neck01")
    x, y, z = np.abs(points[:, 0]), points[:, 1], points[:, 2]
    front = smoothstep(base[2] - 0.1, base[2] + 0.6, z)
    depth = pattern.back_depth + (pattern.depth - pattern.back_depth) * front
    if pattern.neckline == "off_shoulder":
        return floats(base[1] - depth - y)
    if pattern.neckline == "straps":
        cups = 0.3 * np.exp(-(((x - 0.95) / 0.4) ** 2)) - 0.35 * smoothstep(1.15, 1.7, x)
        top = base[1] - depth + cups - y
        inner = 0.85 + 0.25 * pattern.armhole
        strap = np.where(y > base[1] - pattern.depth - 0.3, pattern.strap - np.abs(x - inner), -1.0)
        return floats(np.maximum(top, strap) - 9 * mesh.is_neck)
    if pattern.neckline in ("high", "collar"):
        top = base[1] + pattern.stand - y
        if pattern.neckline == "collar":
            opening = (x - pattern.width * (y - base[1] + pattern.depth)) * 0.8
            in_front = points[:, 2] > base[2]
            top = np.where(
                in_front, np.minimum(top, np.maximum(opening, base[1] - pattern.depth - y)), top
            )
        return floats(top)
    power = {"v": 1.0, "square": 8.0, "scoop": 2.2}.get(pattern.neckline, 2.6)
    rise = (depth + 0.4) * np.clip(x / pattern.width, 0, 4) ** power
    distance = base[1] - depth + rise - y
    slope = (depth + 0.4) / pattern.width if power == 1.0 else 0.8
    distance = distance / np.sqrt(1 + slope**2)
    return floats(np.where(arm > 0.5, 4.0, distance) - 9 * mesh.is_neck)


def _armhole(pattern: Pattern, mesh: GarmentMesh) -> Floats:
    """The edge of a sleeveless top: from the shoulder down to the armpit."""
    body, points, arm = mesh.reference_body, mesh.reference, mesh.arm
    shoulder = body.head("upperarm01.L")
    pit = shoulder[1] - 0.95 - 0.6 * pattern.armhole
    down = np.clip((shoulder[1] + 0.35 - points[:, 1]) / (shoulder[1] + 0.35 - pit), 0, 1)
    side = shoulder[0] + 0.25
    reach = (
        pattern.strap
        + (side - pattern.strap) * down**3
        - 0.12 * np.sin(np.pi * down) * (side - pattern.strap)
    )
    edge = np.where(points[:, 1] > pit, reach - np.abs(points[:, 0]), 4.0)
    return np.minimum(edge, (0.45 - arm) * 2.5)


def sample_pattern(rng: np.random.Generator) -> Pattern:
    """Draws a top, in about the shares a shop sells them."""
    neckline = str(rng.choice(NECKLINES, p=[0.2, 0.21, 0.12, 0.07, 0.06, 0.07, 0.08, 0.12, 0.07]))
    sleeve = _sample_sleeve(rng, neckline)
    depth, back, width = _sample_opening(rng, neckline)
    loose = rng.random()
    ease = rng.uniform(0, 0.03) if loose < 0.6 else rng.uniform(0.03, 0.12)
    fall = rng.uniform(0.95, 0.98) if loose < 0.35 else rng.uniform(0.98, 1.0)
    if loose > 0.93:
        ease = rng.uniform(0.12, 0.25)
    length = rng.choice(3, p=[0.16, 0.6, 0.24])
    hem = (rng.uniform(1.0, 2.4), rng.uniform(-0.5, 1.0), rng.uniform(-1.3, -0.5))[length]
    tight_sleeve = rng.random() < 0.6
    return Pattern(
        sleeve=sleeve,
        hem=float(hem),
        tail=float(rng.uniform(0.1, 0.6)) if rng.random() < 0.3 else 0.0,
        neckline=neckline,
        depth=depth,
        back_depth=back,
        width=width,
        stand=float(rng.uniform(0.25, 0.9))
        if neckline == "high"
        else float(rng.uniform(0.35, 0.6)),
        strap=float(0.05 + 0.16 * rng.random() ** 1.5)
        if neckline == "straps"
        else float(max(rng.uniform(0.9, 1.42), width + 0.12)),
        armhole=float(rng.uniform(0, 1)),
        ease=float(ease),
        fall=float(fall),
        flare=float(max(0, rng.normal(-0.02, 0.1))) if loose > 0.4 else 0.0,
        sleeve_ease=float(rng.uniform(0.0, 0.15) if tight_sleeve else rng.uniform(0.15, 0.6)),
        sleeve_flare=float(rng.normal(0, 0.4)),
        fold_depth=float(rng.uniform(0, 0.035)),
        fold_count=int(rng.integers(4, 12)),
        fold_phase=float(rng.uniform(0, 2 * np.pi)),
    )


def _sample_sleeve(rng: np.random.Generator, neckline: str) -> float:
    if neckline == "straps":
        return -1.0
    kinds = [-1.0, 0.15, 0.35, 0.5, 0.65, 0.95, 1.3, 1.6, 1.95]
    shares = [0.22, 0.04, 0.12, 0.12, 0.08, 0.06, 0.06, 0.06, 0.24]
    if neckline in ("high", "collar"):
        shares = [0.12, 0.03, 0.06, 0.07, 0.06, 0.06, 0.06, 0.09, 0.45]
    if neckline == "off_shoulder":
        shares = [0.0, 0.0, 0.0, 0.25, 0.25, 0.15, 0.1, 0.05, 0.2]
    kind = float(rng.choice(kinds, p=shares))
    return kind if kind < 0 else float(np.clip(kind + rng.normal(0, 0.04), 0.1, 2.0))


def _sample_opening(rng: np.random.Generator, neckline: str) -> tuple[float, float, float]:
    """Returns front depth, back depth and half width."""
    ranges = {
        "crew": ((0.2, 0.6), (0.0, 0.15), (0.65, 0.95)),
        "v": ((0.8, 2.4), (0.0, 0.3), (0.7, 1.1)),
        "scoop": ((0.8, 1.6), (0.1, 0.6), (0.85, 1.3)),
        "boat": ((0.1, 0.35), (0.0, 0.25), (1.05, 1.4)),
        "square": ((0.9, 1.6), (0.1, 0.9), (1.0, 1.3)),
        "high": ((0.0, 0.0), (0.0, 0.0), (0.6, 0.6)),
        "collar": ((0.5, 1.8), (0.0, 0.0), (0.2, 0.45)),
        "straps": ((1.2, 2.0), (1.2, 2.6), (1.0, 1.0)),
        "off_shoulder": ((0.95, 1.4), (0.95, 1.4), (1.0, 1.0)),
    }[neckline]
    depth, back, width = (float(rng.uniform(*r)) for r in ranges)
    return depth, back, width
