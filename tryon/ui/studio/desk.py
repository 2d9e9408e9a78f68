"""What a visitor has in the studio: one object a session, whoever answers."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from tryon.ui.runs.run_cache import Visit

T = TypeVar("T")


@dataclass
class Desk:
    """What lies in one visitor's studio at this moment.

    Every answer of a session reads and changes this one object, on the loop of the server. So what
    two answers do that cross is done to the same visit, one after the other, and neither puts back
    what it had read before.

    Attributes:
        visit: The photos that were opened last, with what was done to them; None without any.
        came_back: The visit as it came back with an earlier result; None without one. Photos that
            were on their way into the studio at that moment may come to lie over it.
        emptied: How often everything was forgotten.
    """

    visit: Visit | None = None
    came_back: Visit | None = None
    emptied: int = 0

    @property
    def known(self) -> list[Visit]:
        """What lies here, the last first."""
        return [each for each in (self.visit, self.came_back) if each is not None]

    def of(self, photos: tuple[str | None, str | None]) -> Visit | None:
        """Returns what is known of two photos, by their paths; None for others."""
        return next((each for each in self.known if each.photos == photos), None)

    def put_back(self, visit: Visit) -> None:
        """Takes up what was mended for an earlier result."""
        self.visit = self.came_back = visit

    def clear(self) -> None:
        """Lets go of the photos, for there are others now."""
        self.visit = self.came_back = None

    def forget(self) -> None:
        """Lets go of the photos for good: what was still on its way comes too late."""
        self.clear()
        self.emptied += 1

    async def change(
        self, read: Callable[[Visit | None], Visit], work: Callable[[Visit], tuple[Visit, T]]
    ) -> T:
        """Does something to the visit beside the loop; again where another answer was faster.

        Args:
            read: Makes of what lies here what is worked on; may refuse it.
            work: Returns the visit as it is then, and what is told of it. Slow, in a thread.

        Returns:
            What is told.

        Raises:
            TryOnError: It was refused.
        """
        while True:
            before = self.visit
            visit, told = await asyncio.to_thread(work, read(before))
            if self.visit is before:
                self.visit = visit
                return told
