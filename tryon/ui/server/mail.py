"""What events tell their visitors and nobody has fetched yet, bounded; Gradio keeps all of it."""

import asyncio
import time
from collections import deque
from dataclasses import dataclass

from gradio.queueing import Queue
from gradio.server_messages import EventMessage
from gradio.utils import LRUCache

# A run tells about 0.2 MB, which a page fetches as it comes.
SESSION_BYTES = 4 << 20
ALL_BYTES = 32 << 20
# Sessions that may have messages; Gradio's own number.
_SESSIONS = 2000


@dataclass(frozen=True)
class _Letter:
    message: EventMessage
    weight: int
    put_s: float


class Mailbox(asyncio.Queue[EventMessage]):
    """Messages of one session. Beyond its bounds it loses the oldest, and keeps the newest.

    Args:
        office: Told when a message was put, and of events whose end is lost.
        session: Whose it is.
    """

    def __init__(self, office: "Mailboxes", session: str) -> None:
        self._office = office
        self._session = session
        self.weight = 0
        super().__init__()

    def drop_oldest(self) -> None:
        """Loses a message; there must be one."""
        message = self._get()
        if message.msg == "process_completed" and message.event_id is not None:
            self._office.lost(self._session, message.event_id)

    def drop_before(self, put_s: float) -> None:
        """Loses what was put before a time of the monotonic clock."""
        while self._letters and self._letters[0].put_s < put_s:
            self.drop_oldest()

    # `asyncio.Queue` leaves these three to its heirs.
    def _init(self, maxsize: int) -> None:
        self._letters: deque[_Letter] = deque()
        self._queue = self._letters  # its length is the queue's

    def _get(self) -> EventMessage:
        letter = self._letters.popleft()
        self.weight -= letter.weight
        return letter.message

    def _put(self, item: EventMessage) -> None:
        letter = _Letter(item, len(repr(item)), time.monotonic())
        self._letters.append(letter)
        self.weight += letter.weight
        while self.weight > SESSION_BYTES and len(self._letters) > 1:
            self.drop_oldest()
        self._office.received()


class Mailboxes(LRUCache[str, asyncio.Queue[EventMessage]]):
    """The mailboxes of all sessions, to take the place of a Gradio queue's.

    Args:
        queue: Whose.
    """

    def __init__(self, queue: Queue) -> None:
        super().__init__(_SESSIONS)
        self._pending_ids = queue.pending_event_ids_session
        self._loop: asyncio.AbstractEventLoop | None = None

    def __setitem__(self, session: str, box: asyncio.Queue[EventMessage]) -> None:
        """Gives a session a mailbox of ours in place of a new and empty one."""
        while session not in self and len(self) >= self.max_size:
            self._pending_ids.pop(self.popitem(last=False)[0], None)
        super().__setitem__(session, Mailbox(self, session))

    def __missing__(self, session: str) -> asyncio.Queue[EventMessage]:
        """Takes what an event has still to tell a session that had to make room."""
        return asyncio.Queue()

    def received(self) -> None:
        """Keeps all together within their bounds; the fullest mailbox loses first."""
        self._loop = asyncio.get_running_loop()
        while (boxes := self._boxes()) and sum(box.weight for box in boxes) > ALL_BYTES:
            fullest = max(boxes, key=lambda box: box.weight)
            fullest.drop_oldest()

    def lost(self, session: str, event_id: str) -> None:
        """Nobody will fetch an event's end, so nobody is thought to wait for it."""
        self._pending_ids.get(session, set()).discard(event_id)

    def forget(self, unread_s: float) -> None:
        """Loses what nobody has fetched for so many seconds. Any thread may call this."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._forget, time.monotonic() - unread_s)

    def _forget(self, put_s: float) -> None:
        for box in self._boxes():
            box.drop_before(put_s)

    def _boxes(self) -> list[Mailbox]:
        return [box for box in self.values() if isinstance(box, Mailbox)]
