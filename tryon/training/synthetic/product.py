"""Product photos: a top without its wearer, from the front, the way a shop shows it."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.training.synthetic.body import Body, make_body, sample_identity
from tryon.training.synthetic.camera import Camera
from tryon.training.synthetic.cuts import cut
from tryon.training.synthetic.drape import drape
from tryon.training.synthetic.garment import smoothstep
from tryon.training.synthetic.makehuman import Floats, floats
from tryon.training.synthetic.pattern import Pattern
from tryon.training.synthetic.poses import hanging_arms
from tryon.training.synthetic.posing import Skeleton, rotation_about, skin
from tryon.training.synthetic.rasteriser import (
    Fragments,
    Mesh,
    interpolate,
    rasterise,
    vertex_normals,
)
from tryon.training.synthetic.shared_assets import SharedAssets
from tryon.types import Size

OUTSIDE, OUTER, INNER = 0, 1, 2
# How much wider than on an arm the sleeves of a top are that lies flat: half of a girth is pi / 2
# times as wide as the tube it is around; folds take part of it.
FLAT_SLEEVE = (1.15, 0.5 * float(np.pi))
# How many tops have their sleeves spread out: lying flat, and as shops show them.
SPREAD_OUT, SPREAD_BY_SHOPS = 0.4, 0.1


@dataclass(frozen=True)
class Product:
    """A top laid out for its photo.

    Attributes:
        body: On whom it was draped.
        rest: (n, 3) garment vertices draped on that body, in the base pose.
        positions: (n, 3) garment vertices before the camera, decimetres.
        xy: (n, 2) where they are in the picture, pixels.
        camera: Who looks at the positions.
        cloth: (n,) signed distance to the edge of the cloth.
        fragments: What each pixel shows.
        side: (H, W) uint8: 0 outside, 1 the outer side of the cloth, 2 the inner side behind the
            neckline and in other openings.
    """

    body: Body
    rest: Floats
    positions: Floats
    xy: Floats
    camera: Camera
    cloth: Floats
    fragments: Fragments
    side: NDArray[np.uint8]


def lay_out(
    assets: SharedAssets,
    pattern: Pattern,
    rng: np.random.Generator,
    size: Size,
    *,
    lies_flat: bool = False,
) -> Product:
    """Puts a top on a body drawn for it, lets the arms hang and looks at it from the front.

    Args:
        assets: The shared material.
        pattern: The top.
        rng: Random numbers.
        size: (height, width) of the picture.
        lies_flat: Whether it lies flat, as at home; else it is shown as if worn, as by shops.
    """
    mesh = assets.garment
    body = make_body(assets.human, sample_identity(rng))
    skeleton = _arrange(body, pattern, lies_flat, rng)
    rest = drape(pattern, mesh, body)
    positions = skin(skeleton, mesh.weights, rest)
    # Laid flat, a top is wider than on the body.
    flat = 1 + rng.uniform(-0.03, 0.12) * (1 - smoothstep(0.2, 0.6, mesh.arm))
    positions[:, 0] *= flat
    if lies_flat and pattern.sleeve > 0:
        t, axis = body.along_arms(rest)
        share = smoothstep(0.15, 0.5, mesh.arm) * smoothstep(0, 0.4, t)
        axis = skin(skeleton, mesh.weights, axis)
        axis[:, 0] *= flat
        positions = _pressed(positions, axis, share, float(rng.uniform(*FLAT_SLEEVE)))
    positions = _turn(positions, rng)
    cloth = cut(pattern, mesh)
    low, high = positions[cloth > 0].min(0), positions[cloth > 0].max(0)
    height, width = size
    scale = min(
        width * rng.uniform(0.85, 0.98) / (high[0] - low[0]),
        height * rng.uniform(0.78, 0.96) / (high[1] - low[1]),
    )
    centre = 0.5 * (low + high)
    positions = (positions - centre).astype(np.float32)
    middle = np.array([width - 1, height - 1]) / 2 + rng.normal(0, 0.008, 2) * width
    distance = float(rng.choice([1e5, rng.uniform(18, 60)]))
    camera = Camera(size, float(scale), (0.0, 0.0), (float(middle[0]), float(middle[1])), distance)
    xy = camera.project(positions)
    fragments = rasterise([Mesh(xy, positions[:, 2], mesh.faces, cloth)], size)
    side = np.zeros(size, np.uint8)
    shown = fragments.of(0)
    corners = xy[mesh.faces[fragments.face[shown]]]
    edge1, edge2 = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    # Triangles run anticlockwise seen from outside, hence clockwise with y downwards.
    turned = edge1[:, 0] * edge2[:, 1] - edge1[:, 1] * edge2[:, 0]
    side[shown] = np.where(turned < 0, OUTER, INNER)
    return Product(body, rest, positions, xy, camera, cloth, fragments, side)


def _pressed(positions: Floats, axis: Floats, share: Floats, wider: float) -> Floats:
    """Returns (n, 3) positions pressed flat about axis points: wider, and less deep by as much.

    Args:
        positions: (n, 3) before the camera.
        axis: (n, 3) the nearest points within the sleeves.
        share: (n,) from 0 to 1, how much of it is done.
        wider: How many times as wide.
    """
    across, deep = 1 + (wider - 1) * share, 1 + (1 / wider - 1) * share
    return floats(axis + (positions - axis) * np.stack([across, across, deep], 1))


def _arrange(body: Body, pattern: Pattern, lies_flat: bool, rng: np.random.Generator) -> Skeleton:
    """Sleeves hang beside the body, are spread out, or folded in front of or behind it."""
    out, bend = float(np.clip(rng.normal(20, 9), 4, 42)), float(rng.uniform(-3, 8))
    crossing, ahead = (0.0, 0.0), 1.0
    if pattern.sleeve > 1.2:
        out = float(np.clip(rng.normal(12, 6), 2, 34))
    how = rng.random()
    if how < (SPREAD_OUT if lies_flat else SPREAD_BY_SHOPS) and pattern.sleeve > 0:
        out = float(rng.uniform(30, 66))
    elif not lies_flat and how < 0.24 and pattern.sleeve > 1.2:
        crossing = (float(rng.uniform(60, 125)), float(rng.uniform(60, 125)))
        ahead = 1.0 if how < 0.19 else -1.0
    return hanging_arms(body, out, bend, crossing, ahead)


def _turn(positions: Floats, rng: np.random.Generator) -> Floats:
    """Hangs or lays a top a little askew."""
    if rng.random() < 0.5:
        return positions
    yaw, pitch, roll = rng.normal(0, 1, 3) * (8, 5, 2.5)
    turn = (
        rotation_about((0, 1, 0), float(np.clip(yaw, -22, 22)))
        @ rotation_about((1, 0, 0), float(np.clip(pitch, -14, 14)))
        @ rotation_about((0, 0, 1), float(roll))
    )
    return floats(positions @ turn.T)


def shade(assets: SharedAssets, product: Product, rng: np.random.Generator) -> NDArray[np.uint8]:
    """Returns (H, W) uint8: soft studio light and wrinkles, 0 outside; textures multiply it."""
    mesh = assets.garment
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
