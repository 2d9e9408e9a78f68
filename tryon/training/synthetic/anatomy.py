"""What lies just under the skin of chest and throat: collarbones, the notch between, two muscles.

MakeHuman's mesh is smooth there. A chest without any of it looks like paint, in renders and in what
is learnt from them.
"""

import numpy as np

from tryon.training.synthetic.body import Body
from tryon.training.synthetic.garment import smoothstep
from tryon.training.synthetic.makehuman import Floats, floats

# Decimetres: how far a collarbone, the hollows above and below it, the notch of the throat and the
# muscle from there to the ear stand out, and over what distance they do. Drawn by eye beside
# anatomical plates; `relief_strength` varies them.
_BONE, _BONE_RADIUS = 0.08, 0.10
_ABOVE, _ABOVE_RADIUS, _ABOVE_AWAY = -0.12, 0.20, 0.26
_BELOW, _BELOW_RADIUS, _BELOW_AWAY = -0.05, 0.22, -0.30
_NOTCH, _NOTCH_RADIUS = -0.14, 0.13
_MUSCLE, _MUSCLE_RADIUS = 0.07, 0.11
_BREASTBONE, _BREASTBONE_RADIUS = -0.04, 0.16
# Of the two ends of a collarbone how far from the bones' heads of the rig: right, up.
_INNER, _OUTER = (-0.10, 0.10), (0.25, 0.02)
# How far a collarbone bends to either side of the straight line between its ends.
_BEND = 0.05


def relief_strength(body: Body, seed: int) -> float:
    """Returns from 0 to about 1.5 how much of it shows: more on slender people."""
    chance = float(np.random.default_rng(seed).uniform(0.35, 1.15))
    return chance * float(np.clip(1 - 0.8 * body.identity.weight, 0.2, 1.5)) / 1.1


def skin_relief(body: Body, rest: Floats) -> Floats:
    """Returns (p,): decimetres by which skin stands out, of points (p, 3) in the base pose."""
    clavicle, shoulder = body.head("clavicle.L"), body.head("shoulder01.L")
    inner = clavicle[:2] + floats(_INNER)
    outer = shoulder[:2] + floats(_OUTER)
    x, y, z = np.abs(rest[:, 0]), rest[:, 1], rest[:, 2]
    points = np.stack([x, y], 1)
    relief = np.zeros(len(rest), np.float32)

    length = float(np.linalg.norm(outer - inner))
    ahead = (outer - inner) / length
    across = floats([-ahead[1], ahead[0]])
    along = (points - inner) @ ahead / length
    aside = (points - inner) @ across + _BEND * np.sin(2 * np.pi * np.clip(along, 0, 1))
    ends = smoothstep(-0.05, 0.08, along) * smoothstep(1.05, 0.7, along)
    thick = 1.25 - 0.4 * np.clip(along, 0, 1)
    relief += _BONE * ends * _bump(aside, _BONE_RADIUS * thick)
    middle = smoothstep(0.1, 0.5, along) * smoothstep(1.1, 0.7, along)
    relief += _ABOVE * middle * _bump(aside - _ABOVE_AWAY, _ABOVE_RADIUS)
    relief += _BELOW * middle * _bump(aside - _BELOW_AWAY, _BELOW_RADIUS)

    notch = floats([0.0, inner[1] + 0.06])
    relief += _NOTCH * _bump(np.linalg.norm(points - notch, axis=1), _NOTCH_RADIUS)
    ear = floats([0.62, float(body.head("head")[1]) - 0.3])
    way = ear - inner
    share = (points - inner) @ way / float(way @ way)
    off = np.linalg.norm(points - inner - np.clip(share, 0, 1)[:, None] * way, axis=1)
    relief += (
        _MUSCLE
        * smoothstep(1.0, 0.4, share)
        * smoothstep(-0.1, 0.1, share)
        * _bump(off, _MUSCLE_RADIUS)
    )
    down = smoothstep(inner[1] - 0.1, inner[1] - 0.4, y) * smoothstep(
        inner[1] - 1.9, inner[1] - 1.3, y
    )
    relief += _BREASTBONE * down * _bump(x, _BREASTBONE_RADIUS)
    front = smoothstep(clavicle[2] - 0.1, clavicle[2] + 0.15, z)
    return floats(relief * front)


def _bump(distance: Floats, radius: Floats | float) -> Floats:
    bump: Floats = np.exp(-((distance / radius) ** 2))
    return bump
