"""Masks and label maps that a visitor's history can hold by the dozen."""

import zlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tryon.types import Mask


@dataclass(frozen=True)
class Packed:
    """A compressed (H, W) uint8 array; equal arrays are equal."""

    shape: tuple[int, int]
    data: bytes

    @classmethod
    def of(cls, array: NDArray[np.uint8] | Mask) -> "Packed":
        """Packs an array; a mask becomes 0 and 1."""
        values = np.ascontiguousarray(array, np.uint8)
        return cls((values.shape[0], values.shape[1]), zlib.compress(values.data, 1))

    def unpack(self) -> NDArray[np.uint8]:
        """Returns the array, a new one at each call."""
        values = np.frombuffer(bytearray(zlib.decompress(self.data)), np.uint8)
        return values.reshape(self.shape)

    def mask(self) -> Mask:
        """Returns it as a mask."""
        mask: Mask = self.unpack() > 0
        return mask
