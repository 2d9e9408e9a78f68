"""What the program writes down, in pieces of bounded length."""

import logging
import sys
from typing import TextIO

# A line of ours is shorter; what is longer holds something that a visitor sent.
_MOST_CHARACTERS = 8000


class BoundedStream:
    """Passes text on and leaves the middle out of what is too long.

    A stream and not a log formatter, because Gradio prints what went wrong past the log.

    Args:
        stream: Where the text goes.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Writes a piece of text."""
        if len(text) > _MOST_CHARACTERS:
            half = _MOST_CHARACTERS // 2
            left_out = len(text) - 2 * half
            text = f"{text[:half]} [{left_out} characters left out] {text[-half:]}"
        return self._stream.write(text)

    def flush(self) -> None:
        """Writes what is still held back."""
        self._stream.flush()

    def isatty(self) -> bool:
        """Returns whether somebody is watching."""
        return self._stream.isatty()


def set_up_logging() -> None:
    """Writes everything from INFO on to standard error, and bounds all that is written there."""
    sys.stderr = BoundedStream(sys.stderr)
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)  # Gradio asking itself whether it is up
