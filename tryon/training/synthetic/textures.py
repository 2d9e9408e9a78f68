"""Procedural fabrics and noise.

A fabric is a function of two cloth coordinates in decimetres: on the body u runs round the torso
from the middle of the front (the person's left is positive) and v upwards from the base of the
neck; on a sleeve u runs round the arm and v upwards from the shoulder.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numba import njit

from tryon.training.lettering import write_letters
from tryon.training.synthetic.makehuman import Floats, floats
from tryon.types import Mask

FABRICS = ("plain", "stripes", "checks", "dots", "flowers", "print", "text", "blocks")
WORDS = ("NOVA", "ATLAS", "PEAK", "RIO", "1987", "LUNA", "SUNDAY", "north", "bloom", "studio")
PRINT_SIZE = 512  # pixels of a chest print
NOISE_GRID = 48
CHEST = 1.8  # decimetres below the base of the neck

Colour = tuple[float, float, float]


@dataclass(frozen=True)
class Fabric:
    """A fabric; colours are sRGB from 0 to 1.

    Attributes:
        kind: One of `FABRICS`.
        ground: Main colour.
        second: Colour of the pattern.
        third: A further colour.
        period: Of the pattern, decimetres.
        share: Share of the period that the pattern fills.
        upright: Stripes run upright instead of round.
        word: What a "text" says.
        print_height: Where the middle of the chest print is, decimetres below the neck.
        print_size: Half its width.
        gloss: 0 (wool) to 1 (satin).
        weave: Strength of the grain.
        rib: Strength of knitted ribs.
        seed: Of motifs and grain.
        swatch: (S, S, 3) photographed cloth, sRGB, that takes the place of all the rest but gloss
            and grain; see `swatches`.
        swatch_size: Decimetres it measures.
    """

    kind: str
    ground: Colour
    second: Colour
    third: Colour
    period: float
    share: float
    upright: bool
    word: str
    print_height: float
    print_size: float
    gloss: float
    weave: float
    rib: float
    seed: int
    swatch: Floats | None = None
    swatch_size: float = 1.0


def sample_fabric(rng: np.random.Generator) -> Fabric:
    """Draws a fabric."""
    kind = str(rng.choice(FABRICS, p=[0.3, 0.16, 0.12, 0.08, 0.08, 0.1, 0.1, 0.06]))
    ground = sample_colour(rng)
    return Fabric(
        kind=kind,
        ground=ground,
        second=_contrasting(rng, ground),
        third=_contrasting(rng, ground),
        period=float(rng.uniform(0.15, 0.9)),
        share=float(rng.uniform(0.25, 0.6)),
        upright=bool(rng.random() < 0.2),
        word=str(rng.choice(WORDS)),
        print_height=float(rng.uniform(1.6, 2.2)),
        print_size=float(rng.uniform(0.55, 0.95)),
        gloss=float(rng.beta(1, 5)),
        weave=float(rng.uniform(0.02, 0.06)),
        rib=float(rng.uniform(0.3, 1)) if rng.random() < 0.15 else 0.0,
        seed=int(rng.integers(1 << 30)),
    )


def sample_colour(rng: np.random.Generator) -> Colour:
    """Draws a colour clothes have: many whites, greys, blacks and navies, some bright."""
    neutrals = ((0.95, 0.95, 0.94), (0.12, 0.12, 0.13), (0.55, 0.55, 0.56), (0.13, 0.16, 0.28))
    if rng.random() < 0.45:
        base = np.array(neutrals[rng.integers(len(neutrals))])
        return _clipped(base + rng.normal(0, 0.03, 3))
    hsv = np.array([[[rng.uniform(0, 360), rng.beta(3, 3), rng.uniform(0.35, 0.97)]]], np.float32)
    return _clipped(cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB)[0, 0])


def paint(fabric: Fabric, u: Floats, v: Floats, on_sleeve: Mask) -> Floats:
    """Returns (p, 3) sRGB from 0 to 1.

    Args:
        fabric: What.
        u: (p,) cloth coordinate.
        v: (p,) cloth coordinate.
        on_sleeve: (p,) bool.
    """
    if fabric.swatch is not None:
        # The cut piece lies on the chest; mirrored copies go on from there.
        quarter = 0.25 * fabric.swatch_size
        aside = 3.1 * on_sleeve
        return _tile(fabric.swatch, u + quarter + aside, quarter - CHEST - v, fabric.swatch_size)
    colour = np.tile(floats(fabric.ground), (len(u), 1))
    second, third = floats(fabric.second), floats(fabric.third)
    if fabric.kind == "stripes":
        along = u if fabric.upright else v
        colour[_band(along, fabric.period, fabric.share)] = second
    elif fabric.kind == "checks":
        colour = _checks(fabric, u, v)
    elif fabric.kind == "dots":
        row = np.floor(v / fabric.period)
        x = np.mod(u + 0.5 * fabric.period * np.mod(row, 2), fabric.period) - 0.5 * fabric.period
        y = np.mod(v, fabric.period) - 0.5 * fabric.period
        colour[np.hypot(x, y) < 0.45 * fabric.share * fabric.period] = second
    elif fabric.kind == "flowers":
        motif = _flowers(fabric)
        tile = _tile(motif, u, v, 3.0)
        colour = floats(np.where(tile[:, 3:] > 0.5, tile[:, :3], colour))
    elif fabric.kind in ("print", "text"):
        picture = _chest_print(fabric)
        half = fabric.print_size
        x = (u / half + 1) / 2 * (PRINT_SIZE - 1)
        y = ((-v - fabric.print_height) / half + 1) / 2 * (PRINT_SIZE - 1)
        rgba = _bilinear(picture, x, y)
        alpha = rgba[:, 3:] * ~on_sleeve[:, None]
        colour = floats(colour * (1 - alpha) + rgba[:, :3] * alpha)
    elif fabric.kind == "blocks":
        colour[(v < -2.1) & (v > -3.3) & ~on_sleeve] = second
        colour[on_sleeve] = third
    return np.clip(colour, 0, 1).astype(np.float32)


class SolidNoise:
    """Smooth noise in space, the same for the same seed.

    Args:
        seed: Decides the noise.
    """

    def __init__(self, seed: int) -> None:
        rng = np.random.default_rng(seed)
        self._grid = rng.standard_normal((NOISE_GRID,) * 3).astype(np.float32)

    def at(self, points: Floats, frequency: tuple[float, float, float]) -> Floats:
        """Returns (p,) noise of about unit variance at (p, 3) points.

        Args:
            points: Any coordinates.
            frequency: Features a unit along each axis.
        """
        return _trilinear(self._grid, np.ascontiguousarray(points, np.float32), *frequency)


@njit(cache=True)
def _trilinear(grid: Floats, points: Floats, fx: float, fy: float, fz: float) -> Floats:
    size = grid.shape[0]
    out = np.empty(len(points), np.float32)
    for p in range(len(points)):
        x, y, z = points[p, 0] * fx, points[p, 1] * fy, points[p, 2] * fz
        i, j, k = int(np.floor(x)), int(np.floor(y)), int(np.floor(z))
        a, b, c = x - i, y - j, z - k
        i0, j0, k0 = i % size, j % size, k % size
        i1, j1, k1 = (i + 1) % size, (j + 1) % size, (k + 1) % size
        near = (grid[i0, j0, k0] * (1 - a) + grid[i1, j0, k0] * a) * (1 - b) + (
            grid[i0, j1, k0] * (1 - a) + grid[i1, j1, k0] * a
        ) * b
        far = (grid[i0, j0, k1] * (1 - a) + grid[i1, j0, k1] * a) * (1 - b) + (
            grid[i0, j1, k1] * (1 - a) + grid[i1, j1, k1] * a
        ) * b
        out[p] = near * (1 - c) + far * c
    return out


def _checks(fabric: Fabric, u: Floats, v: Floats) -> Floats:
    """Gingham or tartan: two translucent sets of bands and a thin line."""
    ground, second = floats(fabric.ground), floats(fabric.second)
    across = _band(u, fabric.period, fabric.share).astype(np.float32)
    along = _band(v, fabric.period, fabric.share).astype(np.float32)
    amount = 0.5 * (across + along)[:, None]
    colour = ground * (1 - amount) + second * amount
    if fabric.share < 0.45:
        thin = _band(u + 0.5 * fabric.period, fabric.period, 0.08)
        thin |= _band(v + 0.5 * fabric.period, fabric.period, 0.08)
        colour[thin] = 0.5 * colour[thin] + 0.5 * floats(fabric.third)
    return floats(colour)


def _band(x: Floats, period: float, share: float) -> Mask:
    inside: Mask = np.mod(x, period) < share * period
    return inside


def _tile(picture: Floats, u: Floats, v: Floats, extent: float) -> Floats:
    last = float(picture.shape[0] - 1)
    x, y = floats(np.mod(u / extent, 1) * last), floats(np.mod(v / extent, 1) * last)
    return _bilinear(picture, x, y)


def _bilinear(picture: Floats, x: Floats, y: Floats) -> Floats:
    """Samples (S, S, c) at p pixels, p may be 0; zeros outside."""
    # OpenCV cannot sample more than 32767 points in a row, nor none at all.
    columns = 8192
    count = max(len(x), 1)
    padded = -(-count // columns) * columns
    grid = np.full((2, padded), -10, np.float32)
    grid[0, : len(x)], grid[1, : len(x)] = x, y
    across, down = grid.reshape(2, -1, columns)
    sampled = cv2.remap(picture, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
    return floats(sampled.reshape(padded, -1)[: len(x)])


def _flowers(fabric: Fabric) -> Floats:
    """A tile of flowers that wraps round its edges, (512, 512, 4)."""
    rng = np.random.default_rng(fabric.seed)
    tile = np.zeros((512, 512, 4), np.float32)
    for _ in range(int(rng.integers(14, 30))):
        x, y = rng.integers(0, 512, 2)
        petals, radius = int(rng.integers(4, 7)), int(rng.integers(10, 30))
        colour = (*(fabric.second if rng.random() < 0.6 else fabric.third), 1.0)
        turn = rng.uniform(0, 2 * np.pi)
        for wrap_x in (-512, 0, 512):
            for wrap_y in (-512, 0, 512):
                for petal in range(petals):
                    angle = turn + 2 * np.pi * petal / petals
                    dx, dy = radius * 0.8 * np.cos(angle), radius * 0.8 * np.sin(angle)
                    centre = (int(x + wrap_x + dx), int(y + wrap_y + dy))
                    cv2.circle(tile, centre, int(radius * 0.55), colour, -1, cv2.LINE_AA)
                heart = (*fabric.third, 1.0)
                centre = (int(x + wrap_x), int(y + wrap_y))
                cv2.circle(tile, centre, int(radius * 0.35), heart, -1, cv2.LINE_AA)
    return tile


def _chest_print(fabric: Fabric) -> Floats:
    """A logo or a word, (S, S, 4) with alpha."""
    rng = np.random.default_rng(fabric.seed)
    picture = np.zeros((PRINT_SIZE, PRINT_SIZE, 4), np.float32)
    second, third = (*fabric.second, 1.0), (*fabric.third, 1.0)
    middle = PRINT_SIZE // 2
    if fabric.kind == "print":
        shape = rng.integers(3)
        if shape == 0:
            cv2.circle(picture, (middle, 210), 130, second, -1, cv2.LINE_AA)
            hills = np.array([[110, 290], [210, 150], [262, 220], [310, 170], [405, 290]], np.int32)
            cv2.fillPoly(picture, [hills], third, cv2.LINE_AA)
        elif shape == 1:
            for ring in range(4):
                radius = 140 - 34 * ring
                colour = second if ring % 2 == 0 else third
                cv2.circle(picture, (middle, 220), radius, colour, -1, cv2.LINE_AA)
        else:
            angles = np.linspace(0, 2 * np.pi, 11)[:-1] - np.pi / 2
            radii = np.where(np.arange(10) % 2 == 0, 150, 62)
            star = np.stack([middle + radii * np.cos(angles), 220 + radii * np.sin(angles)], 1)
            cv2.fillPoly(picture, [star.astype(np.int32)], second, cv2.LINE_AA)
        _write(picture, fabric.word, 440, 1.8, third)
    else:
        _write(picture, fabric.word, 290, 4.5, second)
    return picture


def _write(
    picture: Floats, word: str, baseline: int, scale: float, colour: tuple[float, ...]
) -> None:
    font, thick = cv2.FONT_HERSHEY_DUPLEX, max(2, int(scale * 2.6))
    (width, _), _ = cv2.getTextSize(word, font, scale, thick)
    scale *= min(1, 480 / width)
    (width, _), _ = cv2.getTextSize(word, font, scale, thick)
    place = ((PRINT_SIZE - width) // 2, baseline)
    write_letters(picture, word, place, font, scale, colour, thick)


def _contrasting(rng: np.random.Generator, ground: Colour) -> Colour:
    for _ in range(20):
        colour = sample_colour(rng)
        if np.abs(np.subtract(colour, ground)).sum() > 0.7:
            return colour
    return _clipped(1 - floats(ground))


def _clipped(colour: Floats) -> Colour:
    r, g, b = np.clip(colour, 0.02, 0.97)
    return float(r), float(g), float(b)
