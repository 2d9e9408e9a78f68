"""What a visitor reads when something goes wrong."""

import logging
import secrets
from collections.abc import Callable

from tryon.errors import OutOfMemory, TryOnError, WeightsMissing
from tryon.ui.runs.menus import choice_named
from tryon.ui.runs.pipeline_menu import PipelineMenu
from tryon.ui.server.worker import Worker
from tryon.ui.wording import words

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


async def readable_run(
    error: Exception, pipeline: object, worker: Worker, read_menu: Callable[[], PipelineMenu]
) -> TryOnError:
    """Returns what the visitor reads of a run; where a button fetches what is missing, which.

    Args:
        error: Why there is no result.
        pipeline: What the pipeline menu held.
        worker: Where the menu is read.
        read_menu: Looks up what can be run here.
    """
    sorry = readable(error)
    if not isinstance(sorry, WeightsMissing):
        return sorry
    button = choice_named(pipeline, await worker.run(read_menu)).button
    hint = words.FETCH_HINT.format(button=button) if button else sorry.hint
    return WeightsMissing(sorry.message, hint)
