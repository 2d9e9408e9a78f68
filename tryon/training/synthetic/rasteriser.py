"""A z-buffer for triangle meshes.

Convention: pixel centres lie at whole numbers, x to the right, y downwards; a larger depth is
nearer to the camera. Several meshes are drawn into the same buffers one after the other.
"""

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from tryon.training.synthetic.makehuman import Floats, Ints
from tryon.types import Mask, Size


@dataclass(frozen=True)
class Mesh:
    """A mesh in the image frame.

    Attributes:
        xy: (n, 2) pixels.
        depth: (n,), larger is nearer.
        faces: (f, 3) triangles.
        keep: (n,) signed distance to the cut; fragments below zero are not drawn.
    """

    xy: Floats
    depth: Floats
    faces: Ints
    keep: Floats


@dataclass(frozen=True)
class Fragments:
    """What each pixel shows.

    Attributes:
        mesh: (H, W) int32 number of the mesh, -1 for none.
        face: (H, W) int32 triangle within that mesh, -1 for none.
        barycentric: (H, W, 3) weights of the triangle's corners.
    """

    mesh: Ints
    face: Ints
    barycentric: Floats

    def of(self, number: int) -> Mask:
        """Returns the (H, W) mask of the pixels that show a mesh."""
        shown: Mask = self.mesh == number
        return shown


def rasterise(meshes: list[Mesh], size: Size) -> Fragments:
    """Draws meshes and returns what is visible.

    Args:
        meshes: In any order; they hide one another by depth.
        size: (height, width).
    """
    depth = np.full(size, -np.inf, np.float32)
    owner = np.full(size, -1, np.int32)
    face = np.full(size, -1, np.int32)
    barycentric = np.zeros((*size, 3), np.float32)
    for number, mesh in enumerate(meshes):
        _draw(
            np.ascontiguousarray(mesh.xy, np.float32),
            np.ascontiguousarray(mesh.depth, np.float32),
            mesh.faces,
            np.ascontiguousarray(mesh.keep, np.float32),
            number,
            depth,
            owner,
            face,
            barycentric,
        )
    return Fragments(owner, face, barycentric)


def interpolate(values: Floats, faces: Ints, face: Ints, barycentric: Floats) -> Floats:
    """Returns (p, c) vertex values at fragments.

    Args:
        values: (n, c) at the vertices.
        faces: (f, 3) triangles.
        face: (p,) triangle of each fragment.
        barycentric: (p, 3).
    """
    mixed = np.empty((len(face), values.shape[1]), np.float32)
    _mix(np.ascontiguousarray(values, np.float32), faces, face, barycentric, mixed)
    return mixed


def vertex_normals(vertices: Floats, faces: Ints) -> Floats:
    """Returns (n, 3) unit normals; zero where a vertex has no face."""
    total = np.zeros(vertices.shape, np.float32)
    _add_face_normals(np.ascontiguousarray(vertices, np.float32), faces, total)
    total /= np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-9)
    return total


@njit(cache=True)
def _mix(values: Floats, faces: Ints, face: Ints, barycentric: Floats, mixed: Floats) -> None:
    for p in range(len(face)):
        a, b, c = faces[face[p], 0], faces[face[p], 1], faces[face[p], 2]
        for k in range(values.shape[1]):
            mixed[p, k] = (
                barycentric[p, 0] * values[a, k]
                + barycentric[p, 1] * values[b, k]
                + barycentric[p, 2] * values[c, k]
            )


@njit(cache=True)
def _add_face_normals(vertices: Floats, faces: Ints, total: Floats) -> None:
    for f in range(faces.shape[0]):
        a, b, c = faces[f, 0], faces[f, 1], faces[f, 2]
        x, y, z = vertices[a, 0], vertices[a, 1], vertices[a, 2]
        ux, uy, uz = vertices[b, 0] - x, vertices[b, 1] - y, vertices[b, 2] - z
        vx, vy, vz = vertices[c, 0] - x, vertices[c, 1] - y, vertices[c, 2] - z
        nx, ny, nz = uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx
        for corner in (a, b, c):
            total[corner, 0] += nx
            total[corner, 1] += ny
            total[corner, 2] += nz


@njit(cache=True)
def _draw(
    xy: Floats,
    z: Floats,
    faces: Ints,
    keep: Floats,
    number: int,
    depth: Floats,
    owner: Ints,
    face: Ints,
    barycentric: NDArray[np.float32],
) -> None:
    height, width = depth.shape
    for f in range(faces.shape[0]):
        a, b, c = faces[f, 0], faces[f, 1], faces[f, 2]
        if keep[a] < 0 and keep[b] < 0 and keep[c] < 0:
            continue
        x0, y0, x1, y1, x2, y2 = xy[a, 0], xy[a, 1], xy[b, 0], xy[b, 1], xy[c, 0], xy[c, 1]
        area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
        if abs(area) < 1e-9:
            continue
        top, bottom = max(0, np.ceil(min(y0, y1, y2))), min(height - 1, np.floor(max(y0, y1, y2)))
        left, right = max(0, np.ceil(min(x0, x1, x2))), min(width - 1, np.floor(max(x0, x1, x2)))
        for y in range(int(top), int(bottom) + 1):
            for x in range(int(left), int(right) + 1):
                w1 = ((x - x0) * (y2 - y0) - (x2 - x0) * (y - y0)) / area
                w2 = ((x1 - x0) * (y - y0) - (x - x0) * (y1 - y0)) / area
                w0 = 1 - w1 - w2
                if w0 < 0 or w1 < 0 or w2 < 0:
                    continue
                if w0 * keep[a] + w1 * keep[b] + w2 * keep[c] < 0:
                    continue
                here = w0 * z[a] + w1 * z[b] + w2 * z[c]
                if here > depth[y, x]:
                    depth[y, x] = here
                    owner[y, x] = number
                    face[y, x] = f
                    barycentric[y, x, 0] = w0
                    barycentric[y, x, 1] = w1
                    barycentric[y, x, 2] = w2
