"""The surface tops are cut from: one mesh for every top and every body."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from tryon.training.synthetic.body import Body, reference_body
from tryon.training.synthetic.makehuman import Floats, Ints, MakeHuman
from tryon.training.synthetic.posing import SkinWeights
from tryon.types import Mask

# Where straps run the mesh is split once more. Decimetres below the base of the neck and from the
# middle; the deepest straps of `patterns` begin there.
STRAPS_BELOW, STRAPS_WITHIN = 2.2, 1.5


def smoothstep(low: float, high: float, x: Floats) -> Floats:
    """Hermite step from 0 at `low` to 1 at `high`."""
    t = np.clip((x - low) / (high - low), 0, 1)
    smooth: Floats = t * t * (3 - 2 * t)
    return smooth


@dataclass(frozen=True)
class GarmentMesh:
    """The surface tops are cut from: MakeHuman's tights and the skin of the neck, each triangle
    split in four and, where straps run, in sixteen, so that narrow straps and round necklines come
    out clean.

    Attributes:
        parents: (n, 4) mesh vertices whose mean is each garment vertex.
        faces: (f, 3) triangles.
        weights: Skin weights.
        arm: (n,) share of the arm in the skin weights, 0 to 1.
        is_neck: (n,) bool, the extra skin of the neck that only high collars and halters use.
        reference: (n, 3) positions on the average body.
        reference_body: The average body.
        along_arm: (n,) 0 at the shoulder joint, 1 at the elbow, 2 at the wrist, on that body.
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
    along_arm: Floats
    nearest: Ints
    nearest_distance: Floats

    def gather(self, values: Floats) -> Floats:
        """Takes (V, ...) values of the mesh to the (n, ...) vertices of the garment."""
        total = values[self.parents[:, 0]]
        for column in range(1, self.parents.shape[1]):
            total = total + values[self.parents[:, column]]
        mean: Floats = total / np.float32(self.parents.shape[1])
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
    faces, pairs = split_triangles(np.concatenate([tights, skin[on_neck]]))
    arms = human.weight_of("upperarm01.L", "upperarm01.R")
    points, share = (0.5 * (v[pairs[:, 0]] + v[pairs[:, 1]]) for v in (body.vertices, arms))
    is_neck = np.asarray(np.isin(pairs, np.unique(skin[on_neck])).all(1), bool)
    dense = (points[:, 1] > base - STRAPS_BELOW) & (np.abs(points[:, 0]) < STRAPS_WITHIN)
    faces, halves = split_triangles(faces, dense & (share < 0.4) & ~is_neck)
    parents = pairs[halves].reshape(len(halves), 4)
    mean = np.asarray(human.weights[parents].mean(1), np.float32)
    points = body.vertices[parents].mean(1)
    nearest = _nearest(body.vertices, points)
    distance = np.linalg.norm(body.vertices - points[nearest], axis=1)
    return GarmentMesh(
        parents=np.ascontiguousarray(parents),
        faces=faces,
        weights=SkinWeights.strongest(mean),
        arm=arms[parents].mean(1).astype(np.float32),
        is_neck=np.asarray(is_neck[halves].all(1), bool),
        reference=points.astype(np.float32),
        reference_body=body,
        along_arm=body.along_arms(points)[0],
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


def split_triangles(faces: Ints, chosen: Mask | None = None) -> tuple[Ints, Ints]:
    """Splits each triangle in four; returns new faces and (n, 2) parents of the new vertices.

    A vertex that was there before has itself as both parents. Meshes keep their faces whatever
    is made of them, and sorting the edges is a third of a picture's cost: remembered.

    Args:
        faces: (f, 3) triangles.
        chosen: (m,) bool by vertex: only edges between two chosen vertices are split, and a
            triangle with one such edge falls in two; None splits all.
    """
    return _split_triangles(
        np.ascontiguousarray(faces, np.int32).tobytes(),
        None if chosen is None else chosen.tobytes(),
    )


@lru_cache(maxsize=32)
def _split_triangles(faces: bytes, chosen_vertices: bytes | None) -> tuple[Ints, Ints]:
    corners = np.frombuffer(faces, np.int32).reshape(-1, 3).astype(np.int64)
    pairs = [np.stack([corners[:, k]] * 2, 1) for k in range(3)]
    pairs += [np.sort(corners[:, [k, (k + 1) % 3]], 1) for k in range(3)]
    if chosen_vertices is not None:
        chosen = np.frombuffer(chosen_vertices, bool)
        for k in range(3):
            whole = ~chosen[pairs[3 + k]].all(1)
            # The middle of an edge that stays whole counts as its first end.
            pairs[3 + k][whole] = corners[whole, k, None]
    # One number for each pair: they sort twenty times faster than rows.
    ends, count = np.concatenate(pairs), int(corners.max()) + 1
    found, number = np.unique(ends[:, 0] * count + ends[:, 1], return_inverse=True)
    parents = np.stack([found // count, found % count], 1)
    a, b, c, ab, bc, ca = number.reshape(6, -1)
    quarters = [(a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca)]
    split = np.concatenate([np.stack(q, 1) for q in quarters])
    proper = (split != np.roll(split, 1, 1)).all(1)
    return split[proper].astype(np.int32), parents.astype(np.int32)
