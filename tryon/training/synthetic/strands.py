"""Hair as strokes: lit hair is painted over with many thin lines that follow its flow."""

import cv2
import numpy as np

from tryon.training.synthetic.lighting import blur
from tryon.training.synthetic.makehuman import Floats, floats
from tryon.types import Mask

STROKES = 9000
STEPS = 26


def paint_strands(
    picture: Floats, hair: Mask, flow: Floats, pixels_per_decimetre: float, rng: np.random.Generator
) -> Floats:
    """Paints strands over lit hair.

    Args:
        picture: (H, W, 3) sRGB from 0 to 1.
        hair: (H, W) bool, where hair is seen.
        flow: (H, W, 2) direction of the hair in the picture (x, y), unit length inside `hair`.
        pixels_per_decimetre: Scale of the picture.
        rng: Random numbers.

    Returns:
        (H, W, 3) sRGB. Strands reach a little beyond the hair, never more.
    """
    ys, xs = np.nonzero(hair)
    if len(ys) == 0:
        return picture
    count = int(np.clip(len(ys) / 18, 200, STROKES))
    start = rng.integers(0, len(ys), count)
    step = 0.05 * pixels_per_decimetre
    at = np.stack([xs[start], ys[start]], 1).astype(np.float32)
    smooth = blur(flow, 0.12 * pixels_per_decimetre)
    direction = smooth[ys[start], xs[start]]
    sideways = rng.normal(0, 0.06, (count, 1)).astype(np.float32)
    paths = [at]
    height, width = hair.shape
    for _ in range(STEPS):
        x = np.clip(at[:, 0].astype(int), 0, width - 1)
        y = np.clip(at[:, 1].astype(int), 0, height - 1)
        here = smooth[y, x]
        steady = np.linalg.norm(here, axis=1, keepdims=True) > 0.5
        direction = np.where(steady, here, direction)
        turned = direction + sideways * np.stack([-direction[:, 1], direction[:, 0]], 1)
        at = at + step * turned
        paths.append(at)
    lines = np.stack(paths, 1)
    layers: list[Floats] = []
    lightness = rng.normal(1, 0.28, count)
    inside = cv2.erode(hair.astype(np.uint8), np.ones((5, 5), np.uint8))
    reach = cv2.dilate(hair.astype(np.uint8), np.ones((7, 7), np.uint8))
    colours = blur(picture, 0.08 * pixels_per_decimetre)
    for half in range(2):
        layer = (picture if half == 0 else layers[0]).copy()
        for number in range(half, count, 2):
            line = lines[number]
            length = int(rng.integers(8, STEPS))
            colour = colours[ys[start[number]], xs[start[number]]] * max(0.25, lightness[number])
            shade = tuple(float(c) for c in np.clip(colour, 0, 1))
            points = (line[:length] * 16).round().astype(np.int32)
            cv2.polylines(layer, [points], False, shade, 1, cv2.LINE_AA, 4)
        layers.append(layer)
    painted = layers[-1]
    weight = np.where(inside > 0, 0.75, np.where(reach > 0, 0.85, 0.0)).astype(np.float32)
    weight = cv2.GaussianBlur(weight, (0, 0), 1.0)[..., None]
    return floats(picture * (1 - weight) + painted * weight)
