"""A drawn person with known joints and body classes, for tests of the preprocessing."""

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.preprocess.body_classes import BodyClass
from tryon.preprocess.pose import Landmark, Pose
from tryon.types import Image, Mask

HEIGHT, WIDTH = 512, 384
SKIN, HAIR, WALL = (205, 160, 135), (60, 40, 30), (225, 225, 225)

# A person seen from the front: her right is on the picture's left.
STANDING: dict[Landmark, tuple[float, float]] = {
    Landmark.NOSE: (192, 80),
    Landmark.LEFT_EYE: (202, 68),
    Landmark.RIGHT_EYE: (182, 68),
    Landmark.LEFT_EAR: (218, 74),
    Landmark.RIGHT_EAR: (166, 74),
    Landmark.MOUTH_LEFT: (200, 96),
    Landmark.MOUTH_RIGHT: (184, 96),
    Landmark.LEFT_SHOULDER: (242, 150),
    Landmark.RIGHT_SHOULDER: (142, 150),
    Landmark.LEFT_ELBOW: (266, 240),
    Landmark.RIGHT_ELBOW: (118, 240),
    Landmark.LEFT_WRIST: (276, 320),
    Landmark.RIGHT_WRIST: (108, 320),
    Landmark.LEFT_PINKY: (282, 340),
    Landmark.RIGHT_PINKY: (102, 340),
    Landmark.LEFT_INDEX: (276, 342),
    Landmark.RIGHT_INDEX: (108, 342),
    Landmark.LEFT_HIP: (218, 320),
    Landmark.RIGHT_HIP: (166, 320),
    Landmark.LEFT_KNEE: (220, 430),
    Landmark.RIGHT_KNEE: (164, 430),
    Landmark.LEFT_ANKLE: (222, 540),
    Landmark.RIGHT_ANKLE: (162, 540),
    Landmark.LEFT_HEEL: (222, 550),
    Landmark.RIGHT_HEEL: (162, 550),
    Landmark.LEFT_FOOT: (226, 560),
    Landmark.RIGHT_FOOT: (158, 560),
}


def standing_pose(
    unseen: tuple[Landmark, ...] = (), shift: tuple[float, float] = (0, 0), scale: float = 1.0
) -> Pose:
    """The standing person's landmarks; the silhouette is the drawn one."""
    xy = np.zeros((33, 2), np.float32)
    visibility = np.zeros(33, np.float32)
    for landmark, point in STANDING.items():
        xy[landmark] = np.array(point) * scale + shift
        visibility[landmark] = 0.02 if landmark in unseen else 0.99
    _, classes = draw_person()
    silhouette = (classes.argmax(axis=0) != BodyClass.BACKGROUND).astype(np.float32)
    return Pose(xy, visibility, silhouette)


def draw_person(
    upper: tuple[int, int, int] = (180, 30, 40),
    lower: tuple[int, int, int] = (30, 40, 90),
    hem: int = 300,
    sleeves: bool = False,
    skirt: bool = False,
    midriff: int = 0,
) -> tuple[Image, NDArray[np.float32]]:
    """Draws the standing person.

    Args:
        upper: Colour of the top.
        lower: Colour of trousers or skirt.
        hem: Row where the top ends.
        sleeves: Long sleeves instead of none.
        skirt: A skirt to row 420 and bare legs instead of trousers.
        midriff: Bare rows between top and lower garment.

    Returns:
        The (512, 384, 3) image and the (6, 512, 384) body classes.
    """
    image = np.full((HEIGHT, WIDTH, 3), WALL, np.uint8)
    kinds = np.full((HEIGHT, WIDTH), BodyClass.BACKGROUND, np.uint8)

    def paint(shape: NDArray[np.uint8], colour: tuple[int, int, int], kind: BodyClass) -> None:
        image[shape > 0] = colour
        kinds[shape > 0] = kind

    def limb(*landmarks: Landmark, width: int) -> NDArray[np.uint8]:
        drawing = np.zeros((HEIGHT, WIDTH), np.uint8)
        points = np.array([STANDING[mark] for mark in landmarks], np.int32)
        cv2.polylines(drawing, [points], False, (1,), width)
        return drawing

    def block(left: int, top: int, right: int, bottom: int) -> NDArray[np.uint8]:
        drawing = np.zeros((HEIGHT, WIDTH), np.uint8)
        drawing[top:bottom, left:right] = 1
        return drawing

    lower_top = hem + midriff
    for side in ("LEFT", "RIGHT"):
        leg = (Landmark[f"{side}_HIP"], Landmark[f"{side}_KNEE"], Landmark[f"{side}_ANKLE"])
        colour, kind = (SKIN, BodyClass.BODY_SKIN) if skirt else (lower, BodyClass.CLOTHES)
        paint(limb(*leg, width=44), colour, kind)
    if skirt:
        paint(block(140, lower_top, 244, 420), lower, BodyClass.CLOTHES)
    else:
        paint(block(142, lower_top, 242, 350), lower, BodyClass.CLOTHES)
    paint(block(176, 100, 208, 160), SKIN, BodyClass.BODY_SKIN)
    paint(block(142, 200, 242, lower_top), SKIN, BodyClass.BODY_SKIN)
    paint(block(142, 145, 242, hem), upper, BodyClass.CLOTHES)
    for side in ("LEFT", "RIGHT"):
        arm = (Landmark[f"{side}_SHOULDER"], Landmark[f"{side}_ELBOW"], Landmark[f"{side}_WRIST"])
        hand = (Landmark[f"{side}_WRIST"], Landmark[f"{side}_INDEX"])
        colour, kind = (upper, BodyClass.CLOTHES) if sleeves else (SKIN, BodyClass.BODY_SKIN)
        paint(limb(*arm, width=24), colour, kind)
        paint(limb(*hand, width=22), SKIN, BodyClass.BODY_SKIN)
    head = np.zeros((HEIGHT, WIDTH), np.uint8)
    cv2.ellipse(head, (192, 72), (36, 48), 0, 0, 360, (1,), cv2.FILLED)
    paint(head, HAIR, BodyClass.HAIR)
    face = np.zeros((HEIGHT, WIDTH), np.uint8)
    cv2.ellipse(face, (192, 80), (26, 34), 0, 0, 360, (1,), cv2.FILLED)
    paint(face, SKIN, BodyClass.FACE_SKIN)
    classes = np.stack([(kinds == kind).astype(np.float32) for kind in BodyClass])
    return image, classes


def cover_head(
    image: Image,
    classes: NDArray[np.float32],
    colour: tuple[int, int, int],
    down_to: int | None = None,
) -> Mask:
    """Puts a covering on the drawn person's head, in place; the segmenter takes it for clothes.

    Args:
        image: From `draw_person`.
        classes: From `draw_person`.
        colour: Of the covering.
        down_to: Row to which it falls over neck, shoulders and chest; None for a cap.

    Returns:
        (512, 384) bool, the covering.
    """
    drawing = np.zeros((HEIGHT, WIDTH), np.uint8)
    if down_to is None:
        cv2.ellipse(drawing, (192, 60), (38, 40), 0, 180, 360, (1,), cv2.FILLED)
    else:
        cv2.ellipse(drawing, (192, 76), (42, 54), 0, 0, 360, (1,), cv2.FILLED)
        corners = ((165, 110), (219, 110), (250, 150), (250, down_to), (134, down_to), (134, 150))
        cv2.fillPoly(drawing, [np.array(corners, np.int32)], (1,))
        drawing[classes[BodyClass.FACE_SKIN] > 0] = 0
    covering: Mask = drawing > 0
    image[covering] = colour
    classes[:, covering] = 0
    classes[BodyClass.CLOTHES][covering] = 1
    return covering
