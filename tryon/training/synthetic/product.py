"""Product photos: a top without its wearer, from the front, the way a shop shows it."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.training.synthetic.atelier import Atelier
from tryon.training.synthetic.body import Body, make_body, sample_identity
from tryon.training.synthetic.drape import drape
from tryon.training.synthetic.garment import Pattern, cut, smoothstep
from tryon.training.synthetic.makehuman import Floats
from tryon.training.synthetic.poses import hanging_arms
from tryon.training.synthetic.posing import skin
from tryon.training.synthetic.rasteriser import (
    Fragments,
    Mesh,
    interpolate,
    rasterise,
    vertex_normals,
)
from tryon.types import Size

OUTSIDE, OUTER, INNER = 0, 1, 2


@dataclass(frozen=True)
class Product:
    """A top laid out for its photo.

    Attributes:
        body: On whom it was draped.
        rest: (n, 3) garment vertices draped on that body, in the base pose.
        positions: (n, 3) garment vertices, decimetres.
        xy: (n, 2) where they are in the picture, pixels.
        cloth: (n,) signed distance to the edge of the cloth.
        fragments: What each pixel shows.
        side: (H, W) uint8: 0 outside, 1 the outer side of the cloth, 2 the inner side behind the
            neckline and in other openings.
    """

    body: Body
    rest: Floats
    positions: Floats
    xy: Floats
    cloth: Floats
    fragments: Fragments
    side: NDArray[np.uint8]


def lay_out(atelier: Atelier, pattern: Pattern, rng: np.random.Generator, size: Size) -> Product:
    """Puts a top on a body drawn for it, lets the arms hang and looks at it from the front.

    Args:
        atelier: The shared material.
        pattern: The top.
        rng: Random numbers.
        size: (height, width) of the picture.
    """
    mesh = atelier.garment
    body = make_body(atelier.human, sample_identity(rng))
    out, bend, crossing = (
        float(np.clip(rng.normal(20, 9), 4, 42)),
        float(rng.uniform(-3, 8)),
        (0.0, 0.0),
    )
    if pattern.sleeve > 1.2:
        out = float(np.clip(rng.normal(12, 6), 2, 34))
        if rng.random() < 0.08:
            crossing = (float(rng.uniform(60, 110)), float(rng.uniform(60, 110)))
    skeleton = hanging_arms(body, out, bend, crossing)
    rest = drape(pattern, mesh, body)
    positions = skin(skeleton, mesh.weights, rest)
    # Laid flat, a top is wider than on the body.
    flat = 1 + rng.uniform(-0.03, 0.12) * (1 - smoothstep(0.2, 0.6, mesh.arm))
    positions = (positions * np.stack([flat, np.ones_like(flat), np.ones_like(flat)], 1)).astype(
        np.float32
    )
    cloth = cut(pattern, mesh)
    low, high = positions[cloth > 0].min(0), positions[cloth > 0].max(0)
    height, width = size
    scale = min(
        width * rng.uniform(0.85, 0.98) / (high[0] - low[0]),
        height * rng.uniform(0.78, 0.96) / (high[1] - low[1]),
    )
    centre = 0.5 * (low + high)
    middle = np.array([width - 1, height - 1]) / 2 + rng.normal(0, 0.008, 2) * width
    xy = (positions[:, :2] - centre[:2]) * np.array([scale, -scale]) + middle
    fragments = rasterise([Mesh(xy, positions[:, 2], mesh.faces, cloth)], size)
    side = np.zeros(size, np.uint8)
    shown = fragments.of(0)
    corners = xy[mesh.faces[fragments.face[shown]]]
    edge1, edge2 = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    # Triangles run anticlockwise seen from outside, hence clockwise with y downwards.
    turned = edge1[:, 0] * edge2[:, 1] - edge1[:, 1] * edge2[:, 0]
    side[shown] = np.where(turned < 0, OUTER, INNER)
    return Product(body, rest, positions, xy.astype(np.float32), cloth, fragments, side)


def shade(atelier: Atelier, product: Product, rng: np.random.Generator) -> NDArray[np.uint8]:
    """Returns (H, W) uint8: soft studio light and wrinkles, 0 outside; textures multiply it."""
    mesh = atelier.garment
    normals = vertex_normals(product.positions, mesh.faces)
    shown = product.fragments.of(0)
    normal = interpolate(
        normals, mesh.faces, product.fragments.face[shown], product.fragments.barycentric[shown]
    )
    facing = np.where(product.side[shown] == OUTER, 1.0, -1.0)
    nx, ny, nz = (normal * facing[:, None]).T
    light = 0.7 + 0.2 * np.clip(nz, 0, 1) + 0.06 * ny + rng.uniform(-0.06, 0.06) * nx
    wrinkles = wrinkle_noise(rng, (product.side.shape[0], product.side.shape[1]))
    light = light + rng.uniform(0.01, 0.07) * wrinkles[shown]
    light = np.where(product.side[shown] == INNER, light * rng.uniform(0.5, 0.8), light)
    shading = np.zeros(product.side.shape, np.uint8)
    shading[shown] = np.clip(light * 240, 1, 255)
    return shading


def wrinkle_noise(rng: np.random.Generator, size: Size) -> Floats:
    """Returns (H, W) smooth noise of about unit variance, longer than wide."""
    total = np.zeros(size, np.float32)
    for rows, columns, amount in ((8, 10, 0.8), (16, 24, 0.6), (40, 60, 0.3)):
        grid = rng.standard_normal((rows, columns)).astype(np.float32)
        total += amount * cv2.resize(grid, size[::-1], interpolation=cv2.INTER_CUBIC)
    return total
