"""How the cloth of a top looks: fabric, hems, buttons, wrinkles."""

from dataclasses import dataclass

import numpy as np

from tryon.training.synthetic.body import Body
from tryon.training.synthetic.garment import GarmentMesh, smoothstep
from tryon.training.synthetic.lighting import to_linear
from tryon.training.synthetic.makehuman import Floats, floats
from tryon.training.synthetic.pattern import Pattern
from tryon.training.synthetic.textures import Fabric, SolidNoise, paint
from tryon.types import Mask

TORSO_RADIUS = 1.35  # decimetres of cloth a radian round the torso
SLEEVE_RADIUS = 0.5
HEM_BAND = 0.14  # decimetres from an edge to its stitches
RIB_BAND = 0.2


@dataclass(frozen=True)
class ClothLook:
    """Cloth at p points.

    Attributes:
        albedo: (p, 3) linear, 0 to 1.
        relief: (p,) height of wrinkles and stitches, decimetres.
        gloss: (p,) strength of the highlight.
    """

    albedo: Floats
    relief: Floats
    gloss: Floats


@dataclass(frozen=True)
class Folds:
    """How cloth is creased: otherwise on somebody than in its product photo.

    Attributes:
        seed: Decides where.
        depth: 1 for what is usual when worn.
    """

    seed: int
    depth: float


def sew(mesh: GarmentMesh, body: Body, rest: Floats) -> dict[str, Floats]:
    """Fixes the fabric to the cloth, so that it runs straight on one body.

    Args:
        mesh: The garment surface.
        body: On whom stripes are level.
        rest: (n, 3) the top draped on that body, in the base pose.

    Returns:
        The per-vertex attributes `paint_cloth` needs, wherever the top is worn.
    """
    along, axis = body.along_arms(mesh.gather(body.vertices))
    origin = floats([0, body.head("neck01")[1], body.head("spine03")[2]])
    return {
        "place": rest - origin,
        "from_arm": rest - axis,
        "arm": np.stack([mesh.arm, along], 1),
    }


def paint_cloth(
    pattern: Pattern,
    fabric: Fabric,
    points: dict[str, Floats],
    edge: Floats,
    folds: Folds,
) -> ClothLook:
    """Paints cloth.

    Args:
        pattern: The top.
        fabric: What it is made of.
        points: What `sew` returned, at the p points.
        edge: (p,) distance to the edge of the cloth as cut.
        folds: How it is creased.
    """
    u, v, on_sleeve = _cloth_coordinates(points)
    albedo = to_linear(paint(fabric, u, v, on_sleeve))
    noise = SolidNoise(fabric.seed)
    flat = np.stack([u + 7 * on_sleeve, v, np.zeros_like(u)], 1)
    grain = noise.at(flat, (42, 42, 1))
    albedo = albedo * (1 + fabric.weave * grain[:, None])
    relief = folds.depth * _wrinkles(SolidNoise(folds.seed), flat, points, on_sleeve, edge, pattern)
    band = RIB_BAND if fabric.rib > 0 else HEM_BAND
    inside_band = smoothstep(band, band - 0.02, edge)
    relief = relief * (1 - 0.7 * inside_band) + 0.012 * inside_band
    if fabric.rib > 0:
        round_edge = np.sin(2 * np.pi * 14 * u)
        relief = relief + 0.006 * fabric.rib * round_edge * inside_band
    stitch = np.exp(-(((edge - 0.85 * band) / 0.012) ** 2))
    albedo = albedo * (1 - 0.22 * stitch[:, None])
    if pattern.neckline == "collar":
        albedo, relief = _button_front(albedo, relief, pattern, u, v, on_sleeve)
    seam = np.exp(-(((points["arm"][:, 0] - 0.5) / 0.02) ** 2)) * (pattern.sleeve >= 0)
    albedo = albedo * (1 - 0.25 * seam[:, None])
    gloss = np.full(len(u), 0.02 + 0.25 * fabric.gloss, np.float32)
    return ClothLook(albedo.astype(np.float32), relief.astype(np.float32), gloss)


def _cloth_coordinates(points: dict[str, Floats]) -> tuple[Floats, Floats, Mask]:
    """Returns u, v and whether the point is on a sleeve; see `textures`."""
    place, away = points["place"], points["from_arm"]
    torso_u, torso_v = TORSO_RADIUS * np.arctan2(place[:, 0], place[:, 2]), place[:, 1]
    outwards = away[:, 1] + np.where(place[:, 0] > 0, away[:, 0], -away[:, 0])
    sleeve_u = SLEEVE_RADIUS * np.arctan2(away[:, 2], outwards)
    sleeve_v = -2.2 * points["arm"][:, 1]
    on_sleeve = points["arm"][:, 0] > 0.5
    u = np.where(on_sleeve, sleeve_u, torso_u)
    v = np.where(on_sleeve, sleeve_v, torso_v)
    return u.astype(np.float32), v.astype(np.float32), on_sleeve


def _wrinkles(
    noise: SolidNoise,
    flat: Floats,
    points: dict[str, Floats],
    on_sleeve: Mask,
    edge: Floats,
    pattern: Pattern,
) -> Floats:
    """Soft drapes, longer along the fall of the cloth, and creases where arms bend."""
    drape = 0.03 * noise.at(flat, (1.6, 0.55, 1)) + 0.014 * noise.at(flat, (3.6, 1.5, 1))
    fine = 0.003 * noise.at(flat, (9, 5, 1))
    slanted = flat @ floats([[0.8, 0.6, 0], [-0.6, 0.8, 0], [0, 0, 1]])
    armpit = np.exp(-(((points["arm"][:, 0] - 0.35) / 0.3) ** 2))
    creases = 0.02 * armpit * noise.at(slanted, (5, 1.2, 1))
    elbow = np.exp(-(((points["arm"][:, 1] - 1) / 0.3) ** 2)) * on_sleeve
    creases = creases + 0.02 * elbow * noise.at(flat, (1.5, 6, 1))
    # Sharp folds that run aslant, towards the armpits and about the waist.
    for turn in (1, -1):
        aslant = flat @ floats([[0.75, turn * 0.65, 0], [-turn * 0.65, 0.75, 0], [0, 0, 1]])
        ridges = np.clip(1 - 1.7 * np.abs(noise.at(aslant + 9 * turn, (1.1, 0.3, 1))), 0, 1) ** 2
        creases = creases + 0.05 * ridges * np.clip(
            noise.at(flat - 5 * turn, (0.5, 0.4, 1)), 0, 1.5
        )
    amount = 0.7 + 2.5 * min(pattern.ease + pattern.sleeve_ease * 0.1, 0.25)
    wrinkles: Floats = amount * (drape + fine + creases) * smoothstep(0, 0.4, edge)
    return wrinkles


def _button_front(
    albedo: Floats, relief: Floats, pattern: Pattern, u: Floats, v: Floats, on_sleeve: Mask
) -> tuple[Floats, Floats]:
    """A placket with buttons below the opening of a shirt."""
    body = ~on_sleeve & (v < -pattern.depth + 0.05)
    placket = np.exp(-(((np.abs(u) - 0.16) / 0.012) ** 2)) * body
    albedo = albedo * (1 - 0.3 * placket[:, None])
    relief = relief + 0.01 * smoothstep(0.17, 0.15, np.abs(u)) * body
    below = np.mod(-v - pattern.depth - 0.15, 0.75) - 0.1
    radius = np.hypot(u, below)
    button = (radius < 0.055) & body
    holes = button & (np.abs(np.abs(u) - 0.016) < 0.008) & (np.abs(np.abs(below) - 0.016) < 0.008)
    albedo = np.where(button[:, None], floats([0.72, 0.7, 0.66]), albedo)
    albedo = np.where(holes[:, None], floats([0.1, 0.1, 0.1]), albedo)
    return albedo, relief + 0.02 * button
