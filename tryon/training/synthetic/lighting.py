"""Light: a large soft key lamp with shadows, a fill, a sky and occlusion from the depth map."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.training.synthetic.makehuman import Floats, floats
from tryon.training.synthetic.rasteriser import Mesh, interpolate, rasterise
from tryon.training.synthetic.surface import Picture, Surface
from tryon.types import Mask, Size

SHADOW_SIZE = 1024  # pixels, at most
LAMP_TAPS = 10
# How far light wraps round skin, for red, green and blue: red travels farthest under the skin.
SKIN_WRAP: Floats = np.array([0.42, 0.24, 0.18], np.float32)
CLOTH_WRAP: Floats = np.array([0.15, 0.15, 0.15], np.float32)


@dataclass(frozen=True)
class Lamps:
    """How a studio is lit.

    Attributes:
        key: (3,) unit vector towards the key lamp.
        key_strength: Its power.
        fill: (3,) unit vector towards the fill lamp.
        fill_strength: Its power.
        sky: Power of the light from everywhere.
        warmth: Colour of the key lamp, below 0 bluish, above 0 reddish.
        radius: Decimetres by which the edges of its shadows are blurred.
    """

    key: Floats
    key_strength: float
    fill: Floats
    fill_strength: float
    sky: float
    warmth: float
    radius: float


@dataclass(frozen=True)
class Buffers:
    """What the lamps fall on, per pixel; rows of `shown` pixels where not said otherwise.

    Attributes:
        shown: (H, W) bool, where there is anything.
        albedo: (p, 3) linear light reflected, 0 to 1.
        normal: (p, 3) unit vectors.
        position: (p, 3) decimetres.
        height: (p,) small relief of the surface, decimetres.
        gloss: (p,) strength of the highlight.
        sharpness: (p,) exponent of the highlight.
        is_skin: (p,) bool.
        part: (p,) int number of the surface; relief does not cross parts.
        pixels_per_decimetre: Scale of the picture.
    """

    shown: Mask
    albedo: Floats
    normal: Floats
    position: Floats
    height: Floats
    gloss: Floats
    sharpness: Floats
    is_skin: Mask
    part: NDArray[np.int32]
    pixels_per_decimetre: float


def sample_lamps(rng: np.random.Generator) -> Lamps:
    """Draws a studio or a room: key from the upper left or right, fill from the other side."""
    side = float(rng.choice([-1, 1]))
    return Lamps(
        key=_unit(side * rng.uniform(0.1, 1.3), rng.uniform(0.2, 1.2), 1.0),
        key_strength=float(rng.uniform(0.35, 0.75)),
        fill=_unit(-side * 0.9, 0.15, 0.7),
        fill_strength=float(rng.uniform(0.08, 0.3)),
        sky=float(rng.uniform(0.24, 0.46)),
        warmth=float(rng.normal(0, 0.05)),
        radius=float(rng.uniform(0.12, 0.6)),
    )


def catalogue_lamps(rng: np.random.Generator) -> Lamps:
    """Draws the flat light of product photos."""
    return Lamps(
        key=_unit(float(rng.uniform(-0.5, 0.5)), 0.55, 1.0),
        key_strength=0.42,
        fill=_unit(float(rng.uniform(-0.8, 0.8)), -0.1, 1.0),
        fill_strength=0.18,
        sky=0.48,
        warmth=0.0,
        radius=0.3,
    )


def light(buffers: Buffers, picture: Picture, lamps: Lamps) -> Floats:
    """Returns (p, 3) linear light of the shown pixels."""
    normal = _relief(buffers)
    open_sky = occlusion(buffers)[:, None]
    size = min(SHADOW_SIZE, max(buffers.shown.shape))
    lit = 1 - _shadow(buffers.position, picture.surfaces, lamps, size)[:, None]
    wrap = np.where(buffers.is_skin[:, None], SKIN_WRAP, CLOTH_WRAP)
    key_colour = floats([1 + lamps.warmth, 1, 1 - lamps.warmth])
    key = _wrapped(normal @ lamps.key, wrap) * lamps.key_strength * lit * key_colour
    fill = _wrapped(normal @ lamps.fill, wrap) * lamps.fill_strength
    sky = lamps.sky * (0.72 + 0.28 * normal[:, 1:2]) * open_sky
    # Light that bounces between skin is red.
    bounce = np.where(buffers.is_skin[:, None], floats([0.1, 0.03, 0.02]), 0) * (1 - open_sky)
    half = _unit(*(lamps.key + floats([0, 0, 1])))
    shine = np.clip(normal @ half, 0, 1) ** buffers.sharpness * buffers.gloss
    grazing = (1 - np.clip(normal[:, 2], 0, 1)) ** 4 * np.where(buffers.is_skin, 0.008, 0.03)
    total = buffers.albedo * (key * (0.45 + 0.55 * open_sky) + fill * open_sky + sky + bounce)
    total += (shine * lamps.key_strength)[:, None] * lit + grazing[:, None] * open_sky
    return floats(total)


def occlusion(buffers: Buffers) -> Floats:
    """Returns (p,): how open each pixel is to the light around, 1 for fully open."""
    depth = _spread(buffers, buffers.position[:, 2])
    inside = buffers.shown.astype(np.float32)
    openness = np.ones(len(buffers.height), np.float32)
    for radius, strength in ((0.12, 0.3), (0.45, 0.4), (1.3, 0.35)):
        sigma = radius * buffers.pixels_per_decimetre
        near = blur(depth * inside, sigma) / np.maximum(blur(inside, sigma), 1e-3)
        closed = np.clip((near - depth)[buffers.shown] / (1.5 * radius), 0, 1)
        openness *= 1 - strength * closed
    return openness


def to_srgb(linear: Floats) -> Floats:
    """Converts linear light to sRGB, with a soft shoulder below white."""
    rolled = np.where(linear > 0.7, 0.7 + 0.3 * np.tanh((linear - 0.7) / 0.3), linear)
    rolled = np.clip(rolled, 0, 1)
    curved: Floats = np.where(
        rolled <= 0.0031308, 12.92 * rolled, 1.055 * np.power(rolled, 1 / 2.4) - 0.055
    ).astype(np.float32)
    return curved


def to_linear(srgb: Floats) -> Floats:
    """Converts sRGB from 0 to 1 to linear light."""
    values = np.asarray(srgb, np.float32)
    straight: Floats = np.where(
        values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4
    )
    return straight.astype(np.float32)


def _unit(x: float, y: float, z: float) -> Floats:
    vector = np.array([x, y, z], np.float32)
    unit: Floats = vector / np.linalg.norm(vector)
    return unit


def _wrapped(cosine: Floats, wrap: Floats) -> Floats:
    wrapped: Floats = np.clip((cosine[:, None] + wrap) / (1 + wrap), 0, None) ** 1.15
    return wrapped


def _spread(buffers: Buffers, values: Floats) -> Floats:
    """Puts (p,) values back into an (H, W) picture, zero where nothing is shown."""
    full = np.zeros(buffers.shown.shape, np.float32)
    full[buffers.shown] = values
    return full


def blur(picture: Floats, sigma: float) -> Floats:
    """Blurs (H, W) or (H, W, c) with a Gaussian; wide ones at a quarter of the size."""
    if sigma < 4:
        return floats(cv2.GaussianBlur(picture, (0, 0), sigma))
    size = (picture.shape[1], picture.shape[0])
    small = cv2.resize(picture, (size[0] // 4, size[1] // 4), interpolation=cv2.INTER_AREA)
    return floats(cv2.resize(cv2.GaussianBlur(small, (0, 0), sigma / 4), size))


def _relief(buffers: Buffers) -> Floats:
    """Tilts the normals by the slope of the relief in the picture."""
    height = _spread(buffers, buffers.height)
    part = np.full(buffers.shown.shape, -1, np.int32)
    part[buffers.shown] = buffers.part
    slopes = []
    for axis in (1, 0):
        slope = (np.roll(height, -1, axis) - np.roll(height, 1, axis)) * 0.5
        same = (np.roll(part, -1, axis) == part) & (np.roll(part, 1, axis) == part)
        slopes.append(np.where(same, slope * buffers.pixels_per_decimetre, 0)[buffers.shown])
    tilted = buffers.normal - np.stack([slopes[0], -slopes[1], np.zeros_like(slopes[0])], 1)
    return floats(tilted / np.maximum(np.linalg.norm(tilted, axis=1, keepdims=True), 1e-6))


def _shadow(points: Floats, surfaces: list[Surface], lamps: Lamps, side: int) -> Floats:
    """Returns (p,): the share of the key lamp that is hidden, by a map `side` pixels square."""
    towards = lamps.key
    across = _unit(*np.cross(floats([0, 1, 0]), towards))
    upright = np.cross(towards, across)
    basis = np.stack([across, -upright, towards], 1).astype(np.float32)
    seen = [s.positions @ basis for s in surfaces]
    drawn = np.concatenate([p[s.keep > 0] for p, s in zip(seen, surfaces, strict=True)])
    low, high = drawn[:, :2].min(0), drawn[:, :2].max(0)
    scale = (side - 1) / float((high - low).max())
    meshes = [
        Mesh(((p[:, :2] - low) * scale).astype(np.float32), p[:, 2], s.faces, s.keep)
        for p, s in zip(seen, surfaces, strict=True)
    ]
    size: Size = (side, side)
    fragments = rasterise(meshes, size)
    nearest = np.full(size, -1e3, np.float32)
    for number, (place, surface) in enumerate(zip(seen, surfaces, strict=True)):
        shown = fragments.of(number)
        nearest[shown] = interpolate(
            place[:, 2:], surface.faces, fragments.face[shown], fragments.barycentric[shown]
        )[:, 0]
    at = points @ basis
    hidden = np.zeros(len(points), np.float32)
    for tap in range(LAMP_TAPS):
        angle, radius = tap * 2.4, lamps.radius * np.sqrt((tap + 0.5) / LAMP_TAPS)
        shift = radius * floats([np.cos(angle), np.sin(angle)])
        xy = np.clip(((at[:, :2] + shift - low) * scale).round(), 0, side - 1).astype(np.int32)
        hidden += nearest[xy[:, 1], xy[:, 0]] > at[:, 2] + 0.14
    return hidden / LAMP_TAPS
