"""The time that a training from a stream has, and what goes by it."""

import time

import numpy as np

_WARM_UP = 0.03  # of the time
_WRITE_EVERY = 100  # seconds


class Clock:
    """Runs from now on.

    Args:
        minutes: How long the training lasts.
    """

    def __init__(self, minutes: float) -> None:
        self._seconds = 60 * minutes
        self._started = self._written = time.monotonic()

    def past(self) -> float:
        """Returns which share of the time is past."""
        return (time.monotonic() - self._started) / self._seconds

    def due(self) -> bool:
        """Whether what was learnt is to be written once more; then the time to the next begins."""
        if time.monotonic() - self._written <= _WRITE_EVERY:
            return False
        self._written = time.monotonic()
        return True


def share_of_rate(past: float) -> float:
    """Returns the share of the peak rate when this share of the time is past."""
    return min(1, past / _WARM_UP + 0.02) * 0.5 * (1 + float(np.cos(np.pi * past)))
