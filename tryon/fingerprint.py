"""One name for a picture's pixels, wherever they came from."""

import hashlib

import numpy as np

from tryon.types import Image


def fingerprint(picture: Image) -> str:
    """Returns the sha256 of a picture's shape and pixels, in hexadecimal.

    Args:
        picture: (H, W, 3) uint8.
    """
    digest = hashlib.sha256(repr(picture.shape).encode())
    digest.update(np.ascontiguousarray(picture).data)
    return digest.hexdigest()
