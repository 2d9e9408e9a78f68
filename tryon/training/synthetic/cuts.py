"""Cutting: where a pattern leaves cloth on the garment mesh.

A cut is a signed distance in decimetres at every vertex of the garment mesh, positive where there
is cloth, measured once on the average body.
"""

import numpy as np

from tryon.training.synthetic.garment import GarmentMesh, smoothstep
from tryon.training.synthetic.makehuman import Floats, floats
from tryon.training.synthetic.pattern import STRAPLESS, Pattern

# Below this height above the hips the tights part into legs: a longer top is cut here and pulled
# down.
CROTCH = -0.75
_NOWHERE = 9.0  # farther than any edge


def cut(pattern: Pattern, mesh: GarmentMesh) -> Floats:
    """Returns (n,): the signed distance to the edge of the cloth, above zero inside."""
    arm, y = mesh.arm, mesh.reference[:, 1]
    hips = mesh.reference_body.head("upperleg01.L")[1]
    hem = hips + np.maximum(hem_heights(pattern, mesh), CROTCH)
    edges = [y - hem + 8 * np.clip(arm - 0.4, 0, 1), _neckline(pattern, mesh)]
    no_arm = (0.42 - arm) * 2
    if pattern.sleeve >= 0:
        sleeve = (pattern.sleeve - mesh.along_arm) * 2.4 + 8 * np.clip(0.4 - arm, 0, 1)
    elif pattern.neckline in STRAPLESS:
        sleeve = no_arm
    else:
        sleeve = _armhole(pattern, mesh)
    if pattern.neckline == "one_shoulder":
        sleeve = np.where(pattern.side * mesh.reference[:, 0] < 0, no_arm, sleeve)
    distance: Floats = np.minimum.reduce([*edges, sleeve]).astype(np.float32)
    return distance


def hem_heights(pattern: Pattern, mesh: GarmentMesh) -> Floats:
    """Returns (n,): how high above the hips the hem is in the direction of each vertex."""
    x, z = mesh.reference[:, 0], mesh.reference[:, 2]
    out = np.minimum(np.abs(x), 1.6) / 1.6
    heights = pattern.hem + pattern.tail * (out**2 - 1)
    # By direction, not by depth: below the seat the mesh turns in between the legs.
    behind = smoothstep(0.6, -0.6, z / np.maximum(np.hypot(x, z), 0.05))
    heights = heights - pattern.high_low * behind - pattern.slant * np.clip(x / 1.6, -1, 1)
    return floats(heights)


def lowering(pattern: Pattern, mesh: GarmentMesh) -> Floats:
    """Returns (n,): how far the cut edge is pulled down to make a longer top."""
    return floats(np.maximum(CROTCH - hem_heights(pattern, mesh), 0))


def _neckline(pattern: Pattern, mesh: GarmentMesh) -> Floats:
    points = mesh.reference
    base = mesh.reference_body.head("neck01")
    x, y = np.abs(points[:, 0]), points[:, 1]
    front = smoothstep(base[2] - 0.1, base[2] + 0.6, points[:, 2])
    depth = pattern.back_depth + (pattern.depth - pattern.back_depth) * front
    below = base[1] - y
    no_neck = -_NOWHERE * mesh.is_neck
    if pattern.neckline == "off_shoulder":
        return floats(below - depth)
    if pattern.neckline in ("straps", "bandeau"):
        top = below - depth + _cups(pattern, x, front)
        if pattern.neckline == "straps":
            top = np.maximum(top, _straps(pattern, points[:, 0], below, front))
        return floats(top + no_neck)
    if pattern.neckline == "halter":
        return _halter(pattern, mesh)
    if pattern.neckline == "one_shoulder":
        return floats(_one_shoulder(pattern, points[:, 0], below) + no_neck)
    if pattern.neckline in ("high", "collar"):
        top = pattern.stand + below
        if pattern.neckline == "collar":
            opening = (x - pattern.width * (pattern.depth - below)) * 0.8
            opened = np.minimum(top, np.maximum(opening, below - pattern.depth))
            top = np.where(points[:, 2] > base[2], opened, top)
        return floats(top)
    if pattern.neckline == "square":
        # Straight edges, the upright ones a little aslant.
        distance = np.maximum(x - pattern.width + 0.12 * below, below - depth)
        return floats(np.where(mesh.arm > 0.5, 4.0, distance) + no_neck)
    power = {"v": 1.0, "wrap": 1.0, "scoop": 2.2}.get(pattern.neckline, 2.6)
    beside = x / pattern.width
    if pattern.neckline == "wrap":
        apex = pattern.side * pattern.apex * front
        away = points[:, 0] - apex
        beside = np.abs(away) / (pattern.width - np.sign(away) * apex)
    rise = (depth + 0.4) * np.clip(beside, 0, 4) ** power
    slope = (depth + 0.4) / pattern.width if power == 1.0 else 0.8
    distance = (below - depth + rise) / np.sqrt(1 + slope**2)
    return floats(np.where(mesh.arm > 0.5, 4.0, distance) + no_neck)


def _cups(pattern: Pattern, x: Floats, front: Floats) -> Floats:
    """How much higher the upper edge of a strap top is, by the distance from the middle."""
    rise = pattern.cups * 0.3 * np.exp(-(((x - 0.95) / 0.4) ** 2))
    dip = pattern.dip * np.clip(1 - x / 0.95, 0, 1)
    return floats((rise - dip) * front - 0.35 * smoothstep(1.15, 1.7, x))


def _straps(pattern: Pattern, x: Floats, below: Floats, front: Floats) -> Floats:
    """Two straps from the front over the shoulders to the back, straight, crossed or racing."""

    def run(foot: float, depth: float) -> tuple[Floats, Floats]:
        depth = max(depth, 0.3)
        reach = foot - pattern.strap_top
        at = pattern.strap_top + reach * np.clip(below / depth, 0, 1.2)
        return floats(at), floats(np.full(len(x), depth / np.hypot(depth, reach)))

    ahead, upright = run(pattern.strap_foot, pattern.depth)
    behind, upright_behind = run(pattern.strap_back, pattern.back_depth)
    centre = behind + (ahead - behind) * front
    cosine = upright_behind + (upright - upright_behind) * front
    nearer = np.minimum(np.abs(x - centre), np.abs(x + centre))
    depth = pattern.back_depth + (pattern.depth + pattern.dip - pattern.back_depth) * front
    return floats(np.where(below < depth + 0.3, pattern.strap - nearer * cosine, -1.0))


def _halter(pattern: Pattern, mesh: GarmentMesh) -> Floats:
    """A front that narrows up to the neck and a strap round behind it; back and arms are bare."""
    points = mesh.reference
    base = mesh.reference_body.head("neck01")
    x, z = np.abs(points[:, 0]), points[:, 2] - base[2]
    below = base[1] - points[:, 1]
    up = np.clip(below / pattern.depth, 0, 1.3)
    side = pattern.width + (1.65 - pattern.width) * up**1.7 - x
    # Over the ridge of the shoulder only the strap runs on.
    panel = np.minimum.reduce([side, below + 0.3, z - 0.2])
    if pattern.stand > 0:
        # A V between two straps that run to the neck.
        inner = max(pattern.width - 2 * pattern.strap, 0.1)
        opening = (x - inner * (1 - below / pattern.stand)) * 0.85
        panel = np.minimum(panel, np.maximum(opening, below - pattern.stand))
    tube = np.where(z > 0.3, below - pattern.depth, below - pattern.back_depth)
    ring = np.minimum(
        max(pattern.strap, 0.08) - np.abs(below + 0.22 - 0.15 * np.clip(z, -1, 0.5)),
        np.where(z < 0.5, 0.95 - x, -1.0),
    )
    body = np.maximum(panel, tube) - _NOWHERE * mesh.is_neck * (below < -0.3)
    return floats(np.maximum(body, ring))


def _one_shoulder(pattern: Pattern, x: Floats, below: Floats) -> Floats:
    """One straight edge from beside the neck down to under the other arm."""
    inwards, neck, pit = pattern.side * x, 0.72, -1.7
    slope = (pattern.depth + 0.1) / (neck - pit)
    line = -0.1 + slope * (neck - inwards)
    sag = 0.25 * np.sin(np.pi * np.clip((neck - inwards) / (neck - pit), 0, 1))
    return floats((below - line - sag) / np.sqrt(1 + slope**2))


def _armhole(pattern: Pattern, mesh: GarmentMesh) -> Floats:
    """The edge of a sleeveless top: from the shoulder down to the armpit."""
    points, arm = mesh.reference, mesh.arm
    shoulder = mesh.reference_body.head("upperarm01.L")
    pit = shoulder[1] - 0.95 - 0.6 * pattern.armhole
    down = np.clip((shoulder[1] + 0.35 - points[:, 1]) / (shoulder[1] + 0.35 - pit), 0, 1)
    side = shoulder[0] + 0.25
    reach = (
        pattern.strap
        + (side - pattern.strap) * down**3
        - 0.12 * np.sin(np.pi * down) * (side - pattern.strap)
    )
    behind = smoothstep(0.2, -0.5, points[:, 2])
    cut_in = pattern.racer * behind * np.sin(np.pi * np.sqrt(down))
    reach = reach - cut_in * np.clip(reach - 0.35, 0, None)
    edge = np.where(points[:, 1] > pit, reach - np.abs(points[:, 0]), 4.0)
    return floats(np.minimum(edge, (0.45 - arm) * 2.5))
