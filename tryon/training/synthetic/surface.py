"""Surfaces with per-vertex attributes, refined for pictures and drawn into buffers."""

from dataclasses import dataclass

import numpy as np

from tryon.training.synthetic.camera import Camera
from tryon.training.synthetic.garment import split_triangles
from tryon.training.synthetic.makehuman import Floats, Ints
from tryon.training.synthetic.rasteriser import (
    Fragments,
    Mesh,
    interpolate,
    rasterise,
    vertex_normals,
)

ROUNDING = 0.65  # share of the way to the tangent planes; 0 keeps the facets


@dataclass(frozen=True)
class Surface:
    """A surface in the world.

    Attributes:
        positions: (n, 3) decimetres.
        faces: (f, 3).
        keep: (n,) signed distance, fragments below zero are not drawn.
        nearer: (n,) added to the depth.
        attributes: (n, c) each, interpolated over the pixels by `Picture.at`.
    """

    positions: Floats
    faces: Ints
    keep: Floats
    nearer: Floats
    attributes: dict[str, Floats]


@dataclass(frozen=True)
class Picture:
    """Surfaces drawn into a picture.

    Attributes:
        surfaces: What was drawn.
        fragments: What each pixel shows, by number of the surface.
    """

    surfaces: list[Surface]
    fragments: Fragments

    def at(self, number: int, values: Floats) -> Floats:
        """Returns (p, c) vertex values of a surface at the p pixels that show it, row by row."""
        shown = self.fragments.of(number)
        return interpolate(
            values,
            self.surfaces[number].faces,
            self.fragments.face[shown],
            self.fragments.barycentric[shown],
        )


def refine(surface: Surface) -> Surface:
    """Splits each triangle in four and rounds it off.

    Source: Boubekeur and Alexa, "Phong Tessellation" (2008), Eq. 1-4, at the edge midpoints.
    """
    faces, parents = split_triangles(surface.faces)
    a, b = parents[:, 0], parents[:, 1]
    normals = vertex_normals(surface.positions, surface.faces)
    middle = 0.5 * (surface.positions[a] + surface.positions[b])
    rounded = np.zeros_like(middle)
    for end in (a, b):
        away = np.einsum("nk,nk->n", middle - surface.positions[end], normals[end])
        rounded += 0.5 * (middle - away[:, None] * normals[end])
    positions = (1 - ROUNDING) * middle + ROUNDING * rounded
    return Surface(
        positions.astype(np.float32),
        faces,
        0.5 * (surface.keep[a] + surface.keep[b]),
        0.5 * (surface.nearer[a] + surface.nearer[b]),
        {name: 0.5 * (v[a] + v[b]) for name, v in surface.attributes.items()},
    )


def draw(surfaces: list[Surface], camera: Camera) -> Picture:
    """Draws surfaces; they hide one another by depth."""
    meshes = [
        Mesh(camera.project(s.positions), s.positions[:, 2] + s.nearer, s.faces, s.keep)
        for s in surfaces
    ]
    return Picture(surfaces, rasterise(meshes, camera.size))
