"""Drawing tops: what a shop sells, the rarer and harder cuts more often."""

from typing import Any

import numpy as np

from tryon.training.synthetic.pattern import STRAPLESS, Pattern

_NECK_SHARES = {
    "crew": 0.17,
    "v": 0.14,
    "scoop": 0.08,
    "boat": 0.05,
    "square": 0.06,
    "high": 0.07,
    "collar": 0.08,
    "straps": 0.14,
    "off_shoulder": 0.04,
    "halter": 0.05,
    "one_shoulder": 0.04,
    "bandeau": 0.03,
    "wrap": 0.05,
}
# Of sleeveless tops with these necklines, how many are shells: boxes whose shoulders are as wide as
# they are, so that laid flat they look like a bandeau with a neckline.
_SHELLS, _SHELL_SHARE = ("crew", "v", "scoop", "boat", "high", "collar", "wrap"), 0.45


def sample_pattern(rng: np.random.Generator) -> Pattern:
    """Draws a top."""
    neckline = str(rng.choice(list(_NECK_SHARES), p=list(_NECK_SHARES.values())))
    sleeve = _sample_sleeve(rng, neckline)
    depth, back, width = _sample_opening(rng, neckline)
    thickness = rng.uniform(0.13, 0.3) if rng.random() < 0.13 else rng.uniform(0.015, 0.06)
    fields: dict[str, Any] = {
        "sleeve": sleeve,
        "neckline": neckline,
        "depth": depth,
        "back_depth": back,
        "width": width,
        "stand": _sample_stand(rng, neckline, depth),
        "strap": float(max(rng.uniform(0.75, 1.42), width + rng.uniform(0.08, 0.3))),
        "armhole": float(rng.uniform(0, 1)),
        "side": int(rng.choice([-1, 1])),
        "apex": float(rng.uniform(0.1, 0.55)),
        "cups": float(rng.choice([0.0, 1.0, rng.uniform(0, 1.8)])),
        "dip": float(rng.uniform(0.2, 0.9)) if rng.random() < 0.3 else 0.0,
        "racer": float(rng.uniform(0.4, 1)) if sleeve < 0 and rng.random() < 0.25 else 0.0,
        "thickness": float(thickness),
    }
    if neckline in STRAPLESS:
        fields |= _sample_straps(rng)
    fields |= _sample_silhouette(rng) | _sample_hem(rng)
    if sleeve < 0 and neckline in _SHELLS and rng.random() < _SHELL_SHARE:
        fields |= _sample_shell(rng, width)
    if fields["gather"] > 0:
        fields["hem"] = max(fields["hem"], -0.3)
    if fields["flare_from"] is not None:
        fields["hem"] = min(max(fields["hem"], -1.2), fields["flare_from"] - 0.7)
    return Pattern(**(fields | _sample_sleeve_shape(rng, sleeve, thickness)))


def _sample_sleeve(rng: np.random.Generator, neckline: str) -> float:
    if neckline in STRAPLESS:
        return -1.0
    kinds = [-1.0, 0.12, 0.35, 0.5, 0.65, 0.95, 1.35, 1.6, 1.95]
    shares = [0.2, 0.07, 0.1, 0.11, 0.08, 0.06, 0.08, 0.07, 0.23]
    if neckline in ("high", "collar"):
        shares = [0.12, 0.03, 0.06, 0.07, 0.06, 0.06, 0.07, 0.09, 0.44]
    if neckline == "off_shoulder":
        shares = [0.0, 0.0, 0.0, 0.25, 0.25, 0.15, 0.1, 0.05, 0.2]
    kind = float(rng.choice(kinds, p=shares))
    return kind if kind < 0 else float(np.clip(kind + rng.normal(0, 0.04), 0.08, 2.0))


def _sample_opening(rng: np.random.Generator, neckline: str) -> tuple[float, float, float]:
    """Returns front depth, back depth and half width."""
    ranges = {
        "crew": ((0.2, 0.6), (0.0, 0.15), (0.65, 0.95)),
        "v": ((0.8, 2.3), (0.0, 0.3), (0.65, 1.1)),
        "scoop": ((0.8, 1.6), (0.1, 0.6), (0.85, 1.3)),
        "boat": ((0.1, 0.35), (0.0, 0.25), (1.05, 1.4)),
        "square": ((0.9, 1.7), (0.1, 0.9), (0.85, 1.3)),
        "high": ((0.0, 0.0), (0.0, 0.0), (0.6, 0.6)),
        "collar": ((0.5, 1.8), (0.0, 0.0), (0.2, 0.45)),
        "straps": ((1.1, 1.8), (1.0, 2.0), (1.0, 1.0)),
        "off_shoulder": ((0.95, 1.4), (0.95, 1.4), (1.0, 1.0)),
        "halter": ((1.2, 1.8), (1.4, 2.6), (0.5, 0.85)),
        "one_shoulder": ((1.0, 1.6), (0.0, 0.0), (0.7, 0.7)),
        "bandeau": ((1.2, 1.7), (1.3, 1.9), (1.0, 1.0)),
        "wrap": ((1.1, 2.4), (0.0, 0.3), (0.65, 1.05)),
    }[neckline]
    depth, back, width = (float(rng.uniform(*r)) for r in ranges)
    if neckline == "v" and rng.random() < 0.2:
        depth = float(rng.uniform(2.2, 3.2))
    return depth, back, width


def _sample_stand(rng: np.random.Generator, neckline: str, depth: float) -> float:
    if neckline == "high":
        return float(rng.uniform(0.2, 0.9))
    if neckline == "halter":
        return float(rng.uniform(0.6, 0.95) * (depth + 0.5)) if rng.random() < 0.6 else 0.0
    return float(rng.uniform(0.35, 0.6))


def _sample_straps(rng: np.random.Generator) -> dict[str, float]:
    """Thin, medium and wide straps; at the back straight, crossed or meeting in the middle."""
    kind = rng.choice(3, p=[0.5, 0.25, 0.25])
    width = (rng.uniform(0.04, 0.09), rng.uniform(0.09, 0.18), rng.uniform(0.18, 0.4))[kind]
    top = rng.uniform(0.85, 1.2)
    foot = rng.uniform(0.85, 1.1) if rng.random() < 0.85 else rng.uniform(0.3, 0.8)
    behind = rng.random()
    strap_back = rng.uniform(0.6, 1.0)
    if behind < 0.3:
        strap_back = -rng.uniform(0.4, 0.9)
    elif behind < 0.5:
        strap_back = rng.uniform(0.1, 0.3)
    return {
        "strap": float(width),
        "strap_top": float(max(top, 0.7 + width)),
        "strap_foot": float(foot),
        "strap_back": float(strap_back),
        "racer": 0.6 if 0.3 <= behind < 0.5 else 0.0,
    }


def _sample_silhouette(rng: np.random.Generator) -> dict[str, Any]:
    """How close a top is: tight, regular, loose, wide, flared from waist or bust, gathered."""
    shape = rng.choice(6, p=[0.26, 0.33, 0.18, 0.06, 0.1, 0.07])
    eases = ((0, 0.03), (0.01, 0.07), (0.05, 0.14), (0.12, 0.25), (0, 0.03), (0.02, 0.09))
    falls = ((0.86, 0.955), (0.95, 0.985), (0.985, 1), (0.99, 1), (0.88, 0.96), (0.98, 1))
    ease, fall = rng.uniform(*eases[shape]), rng.uniform(*falls[shape])
    flare = float(max(0, rng.normal(-0.04, 0.08))) if shape in (1, 2) else 0.0
    flare_from = None
    if shape == 4:
        peplum = rng.random() < 0.6
        flare = float(rng.uniform(0.15, 0.6) if peplum else rng.uniform(0.1, 0.4))
        flare_from = float(rng.uniform(0.9, 1.8) if peplum else rng.uniform(2.4, 3.2))
    return {
        "ease": float(ease),
        "fall": float(fall),
        "flare": flare,
        "flare_from": flare_from,
        "fold_depth": float(rng.uniform(0, 0.035) * (2 if shape == 4 else 1)),
        "fold_count": int(rng.integers(4, 14)),
        "fold_phase": float(rng.uniform(0, 2 * np.pi)),
        "gather": float(rng.uniform(0.5, 1)) if shape == 5 else 0.0,
    }


def _sample_shell(rng: np.random.Generator, width: float) -> dict[str, float]:
    """A straight box that ends at the shoulder joint or a little beyond it."""
    return {
        "strap": float(max(rng.uniform(1.4, 1.85), width + 0.25)),
        "armhole": float(rng.uniform(0.2, 1.3)),
        "racer": 0.0,
        "ease": float(rng.uniform(0.01, 0.16)),
        "fall": float(rng.uniform(0.98, 1)),
    }


def _sample_hem(rng: np.random.Generator) -> dict[str, float]:
    """Cropped, usual, long and tunic lengths; straight, curved, high-low and slanted hems."""
    length = rng.choice(4, p=[0.17, 0.56, 0.18, 0.09])
    hem = ((1.0, 2.6), (-0.5, 1.0), (-1.3, -0.5), (-3.2, -1.3))[length]
    curve = rng.random()
    tail = 0.0
    if curve < 0.28:
        tail = rng.uniform(0.1, 0.45) if curve < 0.24 else rng.uniform(0.45, 0.9)
    elif curve < 0.36:
        tail = -rng.uniform(0.1, 0.5)
    return {
        "hem": float(rng.uniform(*hem)),
        "tail": float(tail),
        "high_low": float(rng.uniform(0.2, 1.3)) if rng.random() < 0.12 else 0.0,
        "slant": float(rng.uniform(-0.8, 0.8)) if rng.random() < 0.05 else 0.0,
    }


# Short sleeves stand off the arm: on 40 arms of photos their hems' outer edge by 0.05 of the body's
# size, a quarter of an arm's radius, half of them by 0.03 to 0.08.
_SHORT, _SHORT_EASES = (0.2, 1.0), ((0.1, 0.4), (0.4, 0.8), (0.8, 1.25))
_SHORT_FLARE = 0.4  # so that hem and upper sleeve are as wide beside each other as on photos


def _sample_sleeve_shape(
    rng: np.random.Generator, sleeve: float, thickness: float
) -> dict[str, float]:
    loose = rng.random()
    eases, up_to, flare = ((0.0, 0.08), (0.08, 0.25), (0.25, 0.6)), (0.5, 0.8), 0.0
    if _SHORT[0] < sleeve < _SHORT[1]:
        eases, up_to, flare = _SHORT_EASES, (0.3, 0.75), _SHORT_FLARE
    ease = rng.uniform(*eases[int(np.searchsorted(up_to, loose))])
    shape = {
        "sleeve_ease": float(ease),
        "sleeve_flare": float(rng.normal(flare, 0.4)),
        "puff": 0.0,
        "balloon": 0.0,
        "bell": 0.0,
        "cuff": float(rng.uniform(0.1, 0.25)) if sleeve > 0.8 and rng.random() < 0.3 else 0.0,
        "shoulder_drop": 0.0,
    }
    wide = rng.random()
    if sleeve > 0.05 and wide < 0.1:
        shape["puff"] = float(rng.uniform(0.3, 1.0))
        shape["cuff"] = 0.08
    elif sleeve > 1 and wide < 0.22:
        shape["balloon"] = float(rng.uniform(0.4, 1.3))
        shape["cuff"] = float(rng.uniform(0.08, 0.25))
    elif sleeve > 0.4 and wide < 0.32:
        shape["bell"] = float(rng.uniform(0.4, 1.6))
        shape["cuff"] = 0.0
    elif sleeve > 0.3 and (wide < 0.42 or thickness > 0.12):
        shape["shoulder_drop"] = float(rng.uniform(0.2, 0.9))
    return shape
