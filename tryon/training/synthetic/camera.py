"""Cameras and how people are framed."""

from dataclasses import dataclass, replace

import numpy as np

from tryon.pictures.coordinates import rescaled
from tryon.training.synthetic.body import Body
from tryon.training.synthetic.makehuman import Floats, floats
from tryon.training.synthetic.poses import Posed
from tryon.types import Size


@dataclass(frozen=True)
class Camera:
    """A camera that looks along -z.

    Attributes:
        size: (height, width) of the picture.
        scale: Pixels a decimetre at z = 0.
        centre: (x, y) decimetres of the optical axis.
        principal: (x, y) pixels of the optical axis.
        distance: Decimetres from the camera to z = 0.
    """

    size: Size
    scale: float
    centre: tuple[float, float]
    principal: tuple[float, float]
    distance: float

    def enlarged(self, factor: int) -> "Camera":
        """Returns the camera for the same picture with `factor` times as many pixels a side."""
        x, y = rescaled(np.array(self.principal), factor).tolist()
        size = (self.size[0] * factor, self.size[1] * factor)
        return replace(self, size=size, scale=self.scale * factor, principal=(x, y))

    def project(self, points: Floats) -> Floats:
        """Returns (n, 2) pixels of (n, 3) points."""
        nearer = self.scale * self.distance / (self.distance - points[:, 2:])
        flat = (points[:, :2] - floats(self.centre)) * np.array([1, -1], np.float32)
        pixels: Floats = (flat * nearer + floats(self.principal)).astype(np.float32)
        return pixels


def sample_camera(rng: np.random.Generator, body: Body, posed: Posed, size: Size) -> Camera:
    """Frames from head to hip, without the face, to the knee, to the feet or from far away."""
    index = body.human.bone_index
    skin_vertices = np.unique(body.human.faces["body"])
    ys = posed.vertices[skin_vertices, 1]
    crown, feet = float(ys.max()), float(ys.min())
    hips, knees, chin = (
        float(posed.skeleton.position[index[bone], 1])
        for bone in ("upperleg01.L", "lowerleg01.L", "special04")
    )
    kind = rng.choice(5, p=[0.5, 0.16, 0.16, 0.1, 0.08])
    top = crown + rng.uniform(0.2, 1.3)
    if kind == 0:
        bottom = hips - rng.uniform(0.6, 1.1 * (hips - knees))
    elif kind == 1:
        top = chin + rng.uniform(-0.4, 1.2)
        bottom = hips - rng.uniform(1.5, 3.5)
    elif kind == 2:
        bottom = hips - rng.uniform(0.9, 1.7) * (hips - knees)
    elif kind == 3:
        bottom = feet - rng.uniform(0.3, 1.5)
        top += rng.uniform(0, 1.5)
    else:
        bottom = feet - rng.uniform(0.5, 4)
        top += rng.uniform(1, 5)
    height, width = size
    scale = height / (top - bottom)
    x = float(posed.skeleton.position[index["spine03"], 0])
    eye_level = float(rng.uniform(hips, crown))
    return Camera(
        size=size,
        scale=scale,
        centre=(x, eye_level),
        principal=(
            (width - 1) / 2 + float(rng.normal(0, 0.08 if kind == 4 else 0.03)) * width,
            (top - eye_level) * scale,
        ),
        distance=float(rng.uniform(25, 70)),
    )
