"""Drape: where the cloth of a cut pattern lies on a body in the base pose."""

import cv2
import numpy as np

from tryon.training.synthetic.body import Body
from tryon.training.synthetic.cuts import CROTCH, lowering
from tryon.training.synthetic.garment import GarmentMesh, smoothstep
from tryon.training.synthetic.makehuman import Floats, floats
from tryon.training.synthetic.pattern import Pattern
from tryon.training.synthetic.rasteriser import vertex_normals

ANGLES = 36  # bins round the torso
ROWS = 44  # bins from the armpits down
RESTING = 0.05  # decimetres: the thickest cloth's upper side above the shoulder it lies on
ARM = 0.55  # decimetres: the radius of a strong upper arm
# Along the upper arm: from where on a sleeve hangs free, and up to where it lies on the shoulder.
FREE = (0.55, 0.1)
TIGHTS = 0.07  # decimetres by which the tights of the mesh stand off the skin, at least


def drape(
    pattern: Pattern, mesh: GarmentMesh, body: Body, tucked_at: float | None = None
) -> Floats:
    """Lays a top on a body.

    The torso is a profile of radii by height and angle. Cloth hangs: going down, a radius never
    shrinks faster than the pattern's `fall`; ease, flare and folds widen it. Sleeves widen about
    the axis of the arm.

    Args:
        pattern: The top.
        mesh: The surface it is cut from.
        body: Who wears it.
        tucked_at: Height of the waistband the top is tucked into, None if it hangs free.

    Returns:
        (n, 3) positions in the base pose.
    """
    points = mesh.gather(body.vertices)
    normals = vertex_normals(points, mesh.faces)
    offset = _off_the_skin(pattern, normals) - np.where(mesh.is_neck, 0, TIGHTS)
    cloth: Floats = points + offset[:, None] * normals
    cloth = _widen_sleeves(pattern, mesh, body, cloth)
    if pattern.neckline == "collar":
        cloth = _open_collar(mesh, body, cloth)
    cloth = _hang(pattern, mesh, body, cloth, tucked_at)
    # Measured on the average body, so that a straight hem stays straight.
    hips = mesh.reference_body.head("upperleg01.L")[1]
    lowered = smoothstep(hips + 1, hips + CROTCH, mesh.reference[:, 1]) * (mesh.arm < 0.3)
    lowered = lowered * lowering(pattern, mesh)
    if pattern.flare_from is not None and lowered.any():
        widened = 0.25 * pattern.flare * lowered
        cloth = widen_about(cloth, _upright_axis(cloth, body.head("spine03")[2]), widened)
    cloth[:, 1] -= lowered
    return cloth


def torso_profile(points: Floats, axis_z: float, top: float, bottom: float) -> Floats:
    """Returns (ROWS, ANGLES): the largest radius about the vertical axis x = 0, z = `axis_z`.

    Args:
        points: (n, 3) of the torso.
        axis_z: Where the axis stands.
        top: Height of the first row.
        bottom: Height of the last row.
    """
    radius = np.hypot(points[:, 2] - axis_z, points[:, 0])
    row, angle = polar_bins(points, axis_z, top, bottom)
    inside = (row >= 0) & (row < ROWS)
    profile = np.zeros((ROWS, ANGLES), np.float32)
    np.maximum.at(
        profile,
        (row[inside].astype(int), angle[inside].astype(int) % ANGLES),
        radius[inside],
    )
    rows = np.arange(ROWS)
    for column in range(ANGLES):
        known = profile[:, column] > 0
        if known.any():
            profile[:, column] = np.interp(rows, rows[known], profile[known, column])
    return profile


def polar_bins(points: Floats, axis_z: float, top: float, bottom: float) -> tuple[Floats, Floats]:
    """Returns fractional row and angle numbers of (n, 3) points in a torso profile."""
    row = (top - points[:, 1]) / (top - bottom) * ROWS
    angle = (np.arctan2(points[:, 2] - axis_z, points[:, 0]) / (2 * np.pi) + 0.5) * ANGLES
    return row, angle


def look_up(profile: Floats, row: Floats, angle: Floats) -> Floats:
    """Samples a torso profile bilinearly at fractional bins, wrapping round the body."""
    wrapped = np.concatenate([profile[:, -2:], profile, profile[:, :2]], 1)
    return floats(
        cv2.remap(
            wrapped,
            (angle + 1.5).astype(np.float32)[:, None],
            np.clip(row - 0.5, 0, ROWS - 1).astype(np.float32)[:, None],
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE,
        )[:, 0]
    )


def widen_about(points: Floats, axis: Floats, share: Floats) -> Floats:
    """Moves (n, 3) points away from their (n, 3) axis points by a share of the distance."""
    moved: Floats = axis + (points - axis) * (1 + share)[:, None]
    return moved


def _off_the_skin(pattern: Pattern, normals: Floats) -> Floats:
    """Returns (n,): how far cloth lies off the skin; on what faces up it rests by its weight."""
    resting = smoothstep(0.2, 0.7, normals[:, 1])
    rests = min(pattern.thickness, RESTING)
    return floats(pattern.thickness + (rests - pattern.thickness) * resting)


def _widen_sleeves(pattern: Pattern, mesh: GarmentMesh, body: Body, cloth: Floats) -> Floats:
    if pattern.sleeve < 0:
        return cloth
    t, axis = body.along_arms(mesh.gather(body.vertices))
    along = np.clip(t / max(pattern.sleeve, 0.3), 0, 1.2)
    share = pattern.sleeve_ease * (1 + pattern.sleeve_flare * (along - 0.4))
    share = share + pattern.bell * smoothstep(0.3, 1.1, along)
    share = share + pattern.balloon * np.sin(np.pi * np.clip(along, 0, 1) ** 1.7)
    if pattern.cuff > 0:
        end = pattern.sleeve - pattern.cuff
        share = share * smoothstep(end + 0.02, end - 0.12, t)
    on_arm = smoothstep(0.15, 0.5, mesh.arm)
    share = share * np.clip((t + 0.05) / 0.6, 0, 1) * on_arm
    puff = pattern.puff * np.exp(-(((t - 0.2) / 0.2) ** 2)) * on_arm
    lowered = _lowered(cloth, axis, t, np.maximum(share, 0))
    cloth = widen_about(cloth, axis, np.maximum(share + puff, 0)) + lowered
    cloth[:, 1] += 0.3 * puff
    if pattern.shoulder_drop > 0:
        # Cloth sags from the arm towards the waist, most in the armpit.
        side = np.where(cloth[:, 0] > 0, 1, -1)
        away = cloth - axis
        under = np.clip(-(side * away[:, 0] + away[:, 1]), 0, 0.5) / 0.5
        sag = pattern.shoulder_drop * np.exp(-(((t - 0.15) / 0.4) ** 2))
        sag = sag * under * smoothstep(0.03, 0.3, mesh.arm)
        cloth = cloth - sag[:, None] * np.stack([0.3 * side, np.ones(len(t)), 0 * t], 1)
    return floats(cloth)


def _lowered(cloth: Floats, axis: Floats, t: Floats, share: Floats) -> Floats:
    """Returns (n, 3): how a widened sleeve moves to lie on the shoulder, and farther on no more.

    Its ease hangs below the shoulder; the hem of a short sleeve stands off the arm to all sides.
    """
    side = np.where(cloth[:, :1] > 0, 1, -1)
    # Arms of the base pose hang at 45 degrees.
    below = np.concatenate([-side, np.full_like(side, -1), np.zeros_like(side)], 1) / np.sqrt(2)
    radius = np.minimum(np.linalg.norm(cloth - axis, axis=1), ARM)
    return floats((share * radius * smoothstep(*FREE, t))[:, None] * below)


def _open_collar(mesh: GarmentMesh, body: Body, cloth: Floats) -> Floats:
    """A shirt collar stands away from the neck, the more the higher."""
    base = body.head("neck01")
    away = 0.25 * smoothstep(base[1] - 0.1, base[1] + 0.6, cloth[:, 1]) * (mesh.arm < 0.1)
    return widen_about(cloth, _upright_axis(cloth, base[2]), away)


def _upright_axis(points: Floats, z: float) -> Floats:
    """Returns (n, 3): the points of the vertical axis x = 0 at `z` at the heights of others."""
    return floats(np.stack([np.zeros(len(points)), points[:, 1], np.full(len(points), z)], 1))


def _hang(
    pattern: Pattern, mesh: GarmentMesh, body: Body, cloth: Floats, tucked_at: float | None
) -> Floats:
    hips, shoulder = body.head("upperleg01.L"), body.head("upperarm01.L")
    axis_z = float(body.head("spine03")[2])
    top, bottom = float(shoulder[1] - 0.2), float(hips[1] - 3.2)
    core = 1 - smoothstep(0.15, 0.5, mesh.arm)
    on_torso = (mesh.arm < 0.3) & ~mesh.is_neck
    body_radius = torso_profile(cloth[on_torso], axis_z, top, bottom)
    radius = body_radius.copy()
    for k in range(1, ROWS):
        radius[k] = np.maximum(radius[k], radius[k - 1] * pattern.fall)
    down = np.linspace(0, 1, ROWS, dtype=np.float32)[:, None]
    angles = (np.arange(ANGLES) + 0.5) / ANGLES * 2 * np.pi
    folds = np.sin(pattern.fold_count * angles + pattern.fold_phase)[None]
    heights = (top - (np.arange(ROWS) + 0.5) / ROWS * (top - bottom))[:, None]
    opened = down
    if pattern.flare_from is not None:
        opened = np.clip((hips[1] + pattern.flare_from - heights) / 1.8, 0, 1.4)
    radius = radius * (1 + pattern.ease + pattern.flare * opened)
    radius = radius * (1 + pattern.fold_depth * folds * 2 * np.maximum(down, opened))
    held, at = pattern.gather, hips[1] + pattern.hem
    if tucked_at is not None:
        held, at = 1.0, tucked_at
    if held > 0:
        free = 1 - held * (1 - smoothstep(at, at + 0.8, heights))
        radius = body_radius + free * (radius - body_radius)
    padded = np.concatenate([radius[:, -4:], radius, radius[:, :4]], 1)
    radius = cv2.GaussianBlur(padded, (0, 0), 1.0, borderType=cv2.BORDER_REPLICATE)[:, 4:-4]
    row, angle = polar_bins(cloth, axis_z, top, bottom)
    wanted = look_up(np.ascontiguousarray(radius, np.float32), row, angle)
    own = floats(np.hypot(cloth[:, 2] - axis_z, cloth[:, 0]))
    # Below the hips the cloth is one tube and does not follow the legs apart.
    tube = np.clip((hips[1] + 0.3 - cloth[:, 1]) / 0.8, 0, 1)
    wanted = tube * wanted + (1 - tube) * np.maximum(own, wanted)
    blend = core * smoothstep(0, 6, row)
    factor = np.clip(1 + blend * (wanted / np.maximum(own, 0.05) - 1), 0.5, 12)
    return widen_about(cloth, _upright_axis(cloth, axis_z), floats(factor - 1))


def leg_wear(body: Body, ease: float) -> Floats:
    """Returns (V, 3): the mesh with wider legs, for trousers cut from its tights.

    Args:
        body: Who wears it.
        ease: Added radius of the trouser legs as a share of the leg's; 0 for skirts.
    """
    below = smoothstep(0.3, -1.2, body.vertices[:, 1] - body.head("upperleg01.L")[1])
    return widen_about(body.vertices, body.leg_axis, ease * below) if ease else body.vertices
