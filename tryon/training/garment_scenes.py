"""Pictures of garments lying or hanging somewhere, drawn with their exact masks.

A garment (a rendered product, or one cut out of a photo) is laid on a ground: a floor, bed or wall
taken from the rim of somebody's photo, or an even studio ground, on purpose sometimes of its own
colour. Then come what photos bring along: shadow, tilt, a hanger, vignette, frame, JPEG.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.types import Image, Mask, Size

Field = NDArray[np.float32]

_RIM = 0.13  # share of a photo's side that is taken for ground
_PLAIN, _OWN_COLOUR = 0.3, 0.35


def ground_from(photo: Image, rng: np.random.Generator, size: Size) -> Image:
    """Fills a picture with the rim of a photo, mirrored on and on."""
    height, width = photo.shape[:2]
    band = max(8, round(_RIM * min(height, width)))
    side = int(rng.integers(4))
    strip = (photo[:band], photo[-band:], photo[:, :band], photo[:, -band:])[side]
    if side > 1:
        strip = strip.transpose(1, 0, 2)
    repeats = -(-size[0] // band)
    rows = [strip if k % 2 == 0 else strip[::-1] for k in range(repeats)]
    tiled = np.concatenate(rows)[: size[0]]
    ground: Image = np.asarray(
        cv2.resize(tiled, size[::-1], interpolation=cv2.INTER_AREA), np.uint8
    )
    if rng.random() < 0.5:
        ground = ground[:, ::-1]
    return np.ascontiguousarray(ground)


def even_ground(garment: Image, mask: Mask, rng: np.random.Generator, size: Size) -> Image:
    """A studio's ground: one colour, a little light on one side, sometimes the garment's own."""
    colour = np.full(3, rng.uniform(60, 255) if rng.random() < 0.4 else rng.uniform(235, 255))
    colour += rng.normal(0, 4, 3)
    if rng.random() < _OWN_COLOUR and mask.any():
        colour = np.median(garment[mask], 0) + rng.normal(0, 9, 3) + rng.normal(0, 9)
    y, x = np.mgrid[: size[0], : size[1]] / max(size) - 0.5
    slope = rng.normal(0, 14, 2)
    ground = colour + (slope[0] * y + slope[1] * x)[..., None]
    return np.asarray(np.clip(ground, 0, 255), np.uint8)


def draw_scene(
    garment: Image, mask: Mask, photo: Image, rng: np.random.Generator, size: Size
) -> tuple[Image, Mask]:
    """Lays a garment on a ground.

    Args:
        garment: (h, w, 3) uint8 RGB; only what the mask shows is used.
        mask: (h, w) bool, not empty.
        photo: (H, W, 3) uint8 RGB, whose rim gives floors, beds and walls.
        rng: Source of every choice.
        size: (height, width) of the picture.

    Returns:
        (height, width, 3) uint8 RGB and (height, width) bool.
    """
    matrix = _placing(mask, rng, size)
    laid = cv2.warpPerspective(garment, matrix, size[::-1], flags=cv2.INTER_LINEAR)
    cover = cv2.warpPerspective(mask.astype(np.float32), matrix, size[::-1])
    if rng.random() < 0.5:
        laid, cover = laid[:, ::-1], cover[:, ::-1]
    front = cover > 0.5
    if rng.random() < _PLAIN:
        ground = even_ground(laid, front, rng, size)
    else:
        ground = ground_from(photo, rng, size)
    scene = ground.astype(np.float32) * rng.uniform(0.75, 1.1)
    if rng.random() < 0.25:
        _draw_hanger(scene, front, rng)
    scene *= (1 - _shadow(cover, rng))[..., None]
    alpha = cv2.GaussianBlur(np.ascontiguousarray(cover), (0, 0), 0.5)[..., None]
    lit = laid.astype(np.float32) * rng.uniform(0.8, 1.15)
    scene = scene * (1 - alpha) + lit * alpha
    return _develop(scene, front, rng)


def _placing(mask: Mask, rng: np.random.Generator, size: Size) -> NDArray[np.float64]:
    """Returns where the garment goes: large or small, askew, seen a little from one side."""
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    corners = np.array(
        [(x, y) for y in (rows[0], rows[-1] + 1) for x in (columns[0], columns[-1] + 1)], np.float32
    )
    extent = np.ptp(corners, 0)
    fill = rng.uniform(0.55, 0.97) if rng.random() < 0.9 else rng.uniform(0.97, 1.25)
    scale = fill * float((np.array(size[::-1]) / np.maximum(extent, 1)).min())
    turn = np.deg2rad(rng.normal(0, 5) if rng.random() < 0.85 else rng.uniform(-40, 40))
    rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    middle = np.array(size[::-1]) / 2 + rng.normal(0, 0.03, 2) * np.array(size[::-1])
    stretch = np.array([rng.uniform(0.9, 1.12), 1.0])
    there = (corners - corners.mean(0)) * scale * stretch @ rotation.T + middle
    if rng.random() < 0.5:
        there += rng.normal(0, 0.025, (4, 2)) * min(size)
    return np.asarray(cv2.getPerspectiveTransform(corners, there.astype(np.float32)), np.float64)


def _shadow(cover: Field, rng: np.random.Generator) -> Field:
    """Returns (H, W) how much of the light the garment takes from the ground."""
    blur = float(rng.uniform(1, 7))
    soft = cv2.GaussianBlur(np.ascontiguousarray(cover), (0, 0), blur)
    shift = np.rint(rng.normal(0, 0.8 * blur, 2)).astype(int)
    moved = np.roll(soft, (int(shift[0]), int(shift[1])), (0, 1))
    return np.asarray(moved * rng.uniform(0, 0.5), np.float32)


def _draw_hanger(scene: Field, front: Mask, rng: np.random.Generator) -> None:
    """A hook above the garment and a bar behind its shoulders."""
    rows, columns = np.nonzero(front)
    if rows.size == 0:
        return
    top, middle = int(rows.min()), int(np.median(columns))
    reach = int(0.25 * np.ptp(columns)) + 1
    colour = tuple(float(v) for v in rng.uniform(0, 255) + rng.normal(0, 15, 3))
    thick = int(rng.integers(2, 5))
    bar = np.array([(middle - reach, top + 8), (middle, top - 3), (middle + reach, top + 8)])
    cv2.polylines(scene, [bar.astype(np.int32)], False, colour, thick, cv2.LINE_AA)
    hook = (middle, top - 12)
    cv2.ellipse(scene, hook, (6, 9), 0, 90, 330, colour, max(1, thick - 2), cv2.LINE_AA)


def _develop(scene: Field, front: Mask, rng: np.random.Generator) -> tuple[Image, Mask]:
    height, width = front.shape
    y, x = np.mgrid[:height, :width]
    if rng.random() < 0.35:
        away = np.hypot(y / height - 0.5, x / width - 0.5) / 0.7
        scene = scene * (1 - rng.uniform(0.1, 0.8) * away**3)[..., None]
    if rng.random() < 0.1:
        edge = int(rng.integers(4, 22))
        framed = (y < edge) | (y >= height - edge)
        if rng.random() < 0.4:
            framed = (x < edge) | (x >= width - edge)
        scene[framed] = rng.choice([0.0, 0.0, 255.0, rng.uniform(0, 255)])
        front = front & ~framed
    if rng.random() < 0.2:
        scene = cv2.GaussianBlur(scene, (0, 0), float(rng.uniform(0.5, 1.2)))
    noisy = scene * (1 + rng.normal(0, 0.05, 3)) + rng.normal(0, rng.uniform(0, 5), scene.shape)
    picture = np.clip(noisy, 0, 255).astype(np.uint8)
    quality = [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(35, 96))]
    _, stored = cv2.imencode(".jpg", picture, quality)
    return np.asarray(cv2.imdecode(stored, cv2.IMREAD_COLOR), np.uint8), front
