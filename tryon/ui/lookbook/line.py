"""A line of visitors who wait for their turn, and know their place in it."""

import asyncio
from collections.abc import AsyncGenerator

# How often a place is told again, whether or not it has changed: that is also how soon a visitor
# who has left gives up their place.
_TELL_SECONDS = 1.0


class Line:
    """Lets so many in at once, in the order in which they came. For one event loop.

    Gradio's own queue tells nothing to who has not been let in, and cannot be left gently.

    Args:
        at_once: How many are in.
    """

    def __init__(self, at_once: int) -> None:
        self._at_once = at_once
        self._tickets: list[object] = []

    def join(self) -> object:
        """Returns a ticket for the end of the line; to be given back with `leave`."""
        ticket = object()
        self._tickets.append(ticket)
        return ticket

    def leave(self, ticket: object) -> None:
        """Gives a ticket back, from inside or out of the line."""
        self._tickets.remove(ticket)

    async def wait(self, ticket: object, stop: asyncio.Event) -> AsyncGenerator[int, None]:
        """Waits for one's turn, or until it is no longer wanted.

        Args:
            ticket: Of `join`.
            stop: Set when it is no longer wanted.

        Yields:
            One's place among those who wait, 1 being the next.
        """
        stopped = asyncio.ensure_future(stop.wait())
        try:
            while (place := self._place(ticket)) > 0 and not stop.is_set():
                yield place
                await asyncio.wait({stopped}, timeout=_TELL_SECONDS)
        finally:
            stopped.cancel()

    def _place(self, ticket: object) -> int:
        return self._tickets.index(ticket) - self._at_once + 1
