"""Every label number the program knows: names, palettes and the maps between the schemes.

Label maps are (H, W) uint8. "left" and "right" are the person's own.
Source: VITON-HD Sec. 3.1 (13 classes); LIP (20 classes) as the VITON-HD data set uses it.
"""

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray


class Lip(IntEnum):
    """LIP-20 as the VITON-HD data set labels it; NECK is "jumpsuit" in LIP proper."""

    BACKGROUND = 0
    HAT = 1
    HAIR = 2
    GLOVE = 3
    GLASSES = 4
    UPPER = 5
    DRESS = 6
    COAT = 7
    SOCKS = 8
    PANTS = 9
    NECK = 10
    SCARF = 11
    SKIRT = 12
    FACE = 13
    LEFT_ARM = 14
    RIGHT_ARM = 15
    LEFT_LEG = 16
    RIGHT_LEG = 17
    LEFT_SHOE = 18
    RIGHT_SHOE = 19


LIP_NAMES: tuple[str, ...] = (
    "background",
    "hat",
    "hair",
    "glove",
    "glasses",
    "upper clothes",
    "dress",
    "coat",
    "socks",
    "trousers",
    "neck",
    "scarf",
    "skirt",
    "face",
    "left arm",
    "right arm",
    "left leg",
    "right leg",
    "left shoe",
    "right shoe",
)

# The palette of the published parse maps, so that ours can be laid beside them.
LIP_PALETTE: NDArray[np.uint8] = np.array(
    [
        (0, 0, 0),
        (128, 0, 0),
        (254, 0, 0),
        (0, 85, 0),
        (169, 0, 51),
        (254, 85, 0),
        (0, 0, 85),
        (0, 119, 220),
        (85, 85, 0),
        (0, 85, 85),
        (85, 51, 0),
        (52, 86, 128),
        (0, 128, 0),
        (0, 0, 254),
        (51, 169, 220),
        (0, 254, 254),
        (85, 254, 169),
        (169, 254, 85),
        (254, 254, 0),
        (254, 169, 0),
    ],
    np.uint8,
)

UPPER_LABELS = (Lip.UPPER, Lip.DRESS, Lip.COAT)
LOWER_LABELS = (Lip.PANTS, Lip.SKIRT)
HEAD_LABELS = (Lip.GLASSES, Lip.FACE)
# What lies before any garment: head coverings, scarves, what is in a hand (LIP has no other name).
IN_FRONT_LABELS = (Lip.HAT, Lip.GLOVE, Lip.SCARF)
LEG_LABELS = (Lip.LEFT_LEG, Lip.RIGHT_LEG, Lip.LEFT_SHOE, Lip.RIGHT_SHOE)
ARM_LABELS = (Lip.LEFT_ARM, Lip.RIGHT_ARM)


def _table(groups: tuple[tuple[int, ...], ...]) -> NDArray[np.uint8]:
    table = np.zeros(len(Lip), np.uint8)
    for channel, members in enumerate(groups):
        table[list(members)] = channel
    return table


# The 13 classes of the VITON-HD segmentation generator, as a look-up table from LIP-20.
VITON_HD_13_NAMES: tuple[str, ...] = (
    "background",
    "hair",
    "face",
    "upper",
    "bottom",
    *LIP_NAMES[Lip.LEFT_ARM :],  # arms, legs, shoes
    "socks",
    "noise",
)
LIP_TO_13: NDArray[np.uint8] = _table(
    (
        (Lip.BACKGROUND, Lip.NECK),
        (Lip.HAT, Lip.HAIR),
        (Lip.GLASSES, Lip.FACE),
        (Lip.UPPER, Lip.DRESS, Lip.COAT),
        (Lip.PANTS, Lip.SKIRT),
        (Lip.LEFT_ARM,),
        (Lip.RIGHT_ARM,),
        (Lip.LEFT_LEG,),
        (Lip.RIGHT_LEG,),
        (Lip.LEFT_SHOE,),
        (Lip.RIGHT_SHOE,),
        (Lip.SOCKS,),
        (Lip.GLOVE, Lip.SCARF),
    )
)

# The 7 classes behind it: background, paste, upper, hair, left arm, right arm, noise.
VITON_HD_7_NAMES: tuple[str, ...] = (
    "background",
    "paste",
    "upper",
    "hair",
    "left arm",
    "right arm",
    "noise",
)
UPPER_OF_13, UPPER_OF_7 = VITON_HD_13_NAMES.index("upper"), VITON_HD_7_NAMES.index("upper")
VITON_HD_13_TO_7: NDArray[np.uint8] = np.array([0, 3, 1, 2, 1, 4, 5, 1, 1, 1, 1, 1, 6], np.uint8)

# One LIP-20 label for each of the first classes of both networks, and for each of all 13, to show
# what is predicted in the same palette.
_FIRST = (Lip.BACKGROUND, Lip.HAIR, Lip.FACE, Lip.UPPER, Lip.PANTS, *ARM_LABELS)
VITON_HD_13_TO_LIP: NDArray[np.uint8] = np.array(
    [*_FIRST, *LEG_LABELS, Lip.SOCKS, Lip.SCARF], np.uint8
)


class Compact(IntEnum):
    """The 8 classes of our own layout network; legs and shoes belong to LOWER."""

    BACKGROUND = 0
    HAIR = 1
    FACE = 2
    UPPER = 3
    LOWER = 4
    LEFT_ARM = 5
    RIGHT_ARM = 6
    NECK = 7


SKIN_CLASSES = (Compact.NECK, Compact.LEFT_ARM, Compact.RIGHT_ARM)
HEAD_CLASSES = (Compact.HAIR, Compact.FACE)


LIP_TO_COMPACT: NDArray[np.uint8] = _table(
    (
        (Lip.BACKGROUND,),
        # What hangs or is held before the garment stays before it, as hair does.
        (Lip.HAT, Lip.HAIR, Lip.GLOVE, Lip.SCARF),
        (Lip.GLASSES, Lip.FACE),
        (Lip.UPPER, Lip.DRESS, Lip.COAT),
        (*LOWER_LABELS, Lip.SOCKS, *LEG_LABELS),
        (Lip.LEFT_ARM,),
        (Lip.RIGHT_ARM,),
        (Lip.NECK,),
    )
)

# One LIP-20 label for each compact class, for the same.
COMPACT_TO_LIP: NDArray[np.uint8] = np.array([*_FIRST, Lip.NECK], np.uint8)


class Joint(IntEnum):
    """OpenPose BODY_25 joints, in order."""

    NOSE = 0
    NECK = 1
    RIGHT_SHOULDER = 2
    RIGHT_ELBOW = 3
    RIGHT_WRIST = 4
    LEFT_SHOULDER = 5
    LEFT_ELBOW = 6
    LEFT_WRIST = 7
    MID_HIP = 8
    RIGHT_HIP = 9
    RIGHT_KNEE = 10
    RIGHT_ANKLE = 11
    LEFT_HIP = 12
    LEFT_KNEE = 13
    LEFT_ANKLE = 14
    RIGHT_EYE = 15
    LEFT_EYE = 16
    RIGHT_EAR = 17
    LEFT_EAR = 18
    LEFT_BIG_TOE = 19
    LEFT_SMALL_TOE = 20
    LEFT_HEEL = 21
    RIGHT_BIG_TOE = 22
    RIGHT_SMALL_TOE = 23
    RIGHT_HEEL = 24


def colourise(labels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Paints a LIP-20 label map in the published palette.

    Args:
        labels: (H, W) uint8, values 0 to 19.

    Returns:
        (H, W, 3) uint8 RGB.
    """
    painted: NDArray[np.uint8] = LIP_PALETTE[labels]
    return painted


def is_any(labels: NDArray[np.uint8], members: tuple[int, ...]) -> NDArray[np.bool_]:
    """Returns the (H, W) bool mask of the pixels whose label is one of `members`."""
    table = np.zeros(256, bool)
    table[list(members)] = True
    mask: NDArray[np.bool_] = table[labels]
    return mask


# What each BODY_25 joint, LIP-20 label and compact class becomes when the picture is mirrored.
JOINT_MIRROR: NDArray[np.intp] = np.array(
    [0, 1, 5, 6, 7, 2, 3, 4, 8, 12, 13, 14, 9, 10, 11, 16, 15, 18, 17, 22, 23, 24, 19, 20, 21]
)
LIP_MIRROR: NDArray[np.uint8] = np.array(
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 14, 17, 16, 19, 18], np.uint8
)
