"""What is behind a person, and what a camera makes of the light."""

from dataclasses import dataclass

import cv2
import numpy as np

from tryon.training.synthetic.camera import Camera
from tryon.training.synthetic.lighting import blur, to_linear
from tryon.training.synthetic.makehuman import Floats, floats
from tryon.types import Image, Mask, Size


@dataclass(frozen=True)
class Film:
    """How a camera renders light; the same for photos that are to be alike.

    Attributes:
        gain: (3,) factors of red, green and blue.
        contrast: Exponent about the middle grey, 1 for none.
        vignette: How much darker the corners are, 0 to 1.
        grain: Standard deviation of the noise, 0 to 1.
        softness: Blur of the lens, pixels of the final picture.
    """

    gain: Floats
    contrast: float
    vignette: float
    grain: float
    softness: float


def sample_film(rng: np.random.Generator) -> Film:
    """Draws a camera: half of them neutral, as in a studio."""
    neutral = rng.random() < 0.5
    exposure, cast = rng.normal(0, 0.04 if neutral else 0.14), rng.normal(0, 1, 3)
    return Film(
        gain=floats(np.exp(exposure + cast * (0.008 if neutral else 0.045))),
        contrast=float(np.exp(rng.normal(0, 0.04 if neutral else 0.14))),
        vignette=0.0 if neutral else float(rng.uniform(0, 0.25)),
        grain=float(rng.uniform(0.003, 0.008) if neutral else rng.uniform(0.004, 0.025)),
        softness=0.0 if neutral else float(rng.uniform(0, 0.6)),
    )


def develop(photo: Floats, film: Film, rng: np.random.Generator, size: Size) -> Image:
    """Brings an sRGB picture to its size and gives it the film's colours and the sensor's grain."""
    small = cv2.resize(photo, size[::-1], interpolation=cv2.INTER_AREA)
    if film.softness > 0.2:
        small = cv2.GaussianBlur(small, (0, 0), film.softness)
    toned = 0.5 * (2 * np.clip(small, 0, 1) * film.gain) ** film.contrast
    if film.vignette > 0:
        toned = toned * (1 - film.vignette * _from_middle(size))[..., None]
    grain = film.grain * (rng.normal(0, 1, (*size, 1)) + 0.5 * rng.normal(0, 1, (*size, 3)))
    photo8: Image = (np.clip(toned + grain, 0, 1) * 255).round().astype(np.uint8)
    return photo8


def backdrop(rng: np.random.Generator, camera: Camera, clutter: Floats | None) -> Floats:
    """Returns (H, W, 3) linear: paper, a gradient, a softly blurred room, or what is given.

    Args:
        rng: Random numbers.
        camera: Decides the size.
        clutter: (h, w, 3) sRGB to be shown instead, None for a drawn one.
    """
    height, width = camera.size
    y = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    kind = rng.random()
    base = to_linear(floats(rng.uniform(0.72, 0.97)) + rng.normal(0, 0.015, 3))
    falloff = 1 - rng.uniform(0.02, 0.16) * _from_middle(camera.size) * 2
    tint = to_linear(np.clip(rng.normal(0.7, 0.16, 3), 0.2, 0.95))
    coarse = rng.uniform(0.25, 0.85, (6, 5, 1)) + rng.normal(0, 0.03, (6, 5, 3))
    if clutter is not None:
        return to_linear(cv2.resize(clutter, (width, height), interpolation=cv2.INTER_LINEAR))
    ground = base[None, None] * falloff[..., None]
    if kind < 0.35:
        ground = ground * (1 - 0.6 * y[..., None]) + tint * 0.6 * y[..., None]
    elif kind < 0.5:
        room = cv2.resize(coarse.astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
        ground = 0.35 * ground + 0.65 * to_linear(np.clip(room, 0, 1))
    elif kind < 0.62:
        # A coloured wall and a floor.
        ground = np.where((y > 0.35 + 0.6 * base[0])[..., None], 0.6 * ground, ground * tint)
    return floats(ground)


def cast_shadow(ground: Floats, shown: Mask, rng: np.random.Generator, scale: float) -> Floats:
    """Lets what stands in front of a backdrop throw a soft shadow on it.

    Args:
        ground: (H, W, 3) linear light.
        shown: (H, W) bool, where somebody stands.
        rng: Random numbers.
        scale: Pixels a decimetre.
    """
    away, depth = rng.uniform(-1.6, 1.6), rng.uniform(0, 0.3)
    softness = rng.uniform(0.3, 1.2)
    shadow = blur(shown.astype(np.float32), float(softness * scale))
    shift = np.array([[1, 0, away * scale], [0, 1, 0.3 * scale]], np.float32)
    shadow = cv2.warpAffine(shadow, shift, (shown.shape[1], shown.shape[0]))
    return floats(ground * (1 - depth * shadow)[..., None])


def _from_middle(size: Size) -> Floats:
    """Returns (H, W): square of the distance from the upper middle, about 1 at the corners."""
    y, x = (np.linspace(0, 1, n, dtype=np.float32) for n in size)
    return floats(2 * ((x[None] - 0.5) ** 2 + (y[:, None] - 0.35) ** 2))
