"""What a visitor reads when something goes wrong."""

import logging
import secrets

from tryon.errors import OutOfMemory, TryOnError

logger = logging.getLogger(__name__)


def readable(error: Exception) -> TryOnError:
    """Returns what the visitor reads; what is not their doing is logged under a number."""
    if isinstance(error, TryOnError):
        return error
    if isinstance(error, MemoryError):
        return OutOfMemory(
            "The machine ran out of memory.", "Wait a moment, or choose a smaller size."
        )
    number = secrets.token_hex(4)
    logger.error("request %s failed", number, exc_info=error)
    return TryOnError(
        "Something went wrong on our side.",
        f"Try again; if it stays, report it with the number {number}.",
    )
