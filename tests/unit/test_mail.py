"""What events tell is kept for those who fetch it, and not without end for those who never do."""

import asyncio

import pytest
from gradio.queueing import Queue
from gradio.server_messages import ProcessCompletedMessage, ProcessGeneratingMessage

from tests.support.loops import run_apart
from tryon.ui.server import mail
from tryon.ui.server.mail import Mailboxes

KB = 1 << 10


@pytest.fixture
def queue():
    made = Queue(False, 1, 1, None, blocks=None)
    made.pending_messages_per_session = Mailboxes(made)
    return made


def open_box(queue, session):
    """Does what Gradio does when a session's first event is pushed."""
    queue.pending_messages_per_session[session] = asyncio.Queue()
    queue.pending_event_ids_session[session] = set()
    return queue.pending_messages_per_session[session]


def news(number, size=100 * KB):
    output = {"data": [f"{number} " + "x" * size]}
    return ProcessGeneratingMessage(output=output, success=True, event_id="event")


def test_what_is_fetched_comes_whole_and_in_order(queue):
    async def follow():
        box = open_box(queue, "reads")
        told = []
        for number in range(200):
            box.put_nowait(news(number))
            told.append((await box.get()).output["data"][0].split()[0])
        assert told == [str(number) for number in range(200)]
        assert box.empty() and box.weight == 0

    run_apart(follow())


def test_a_session_that_never_fetches_keeps_the_newest_of_a_few_megabytes(queue):
    async def pile_up():
        box = open_box(queue, "never reads")
        for number in range(200):
            box.put_nowait(news(number))
        left = [box.get_nowait() for _ in range(box.qsize())]
        assert sum(len(repr(message)) for message in left) <= mail.SESSION_BYTES
        numbers = [int(message.output["data"][0].split()[0]) for message in left]
        assert numbers == list(range(200 - len(left), 200))
        assert len(left) > 30

    run_apart(pile_up())


def test_all_sessions_together_are_bounded_and_the_fullest_loses_first(queue):
    async def pile_up():
        small = open_box(queue, "small")
        small.put_nowait(news(0))
        full = [open_box(queue, f"full {number}") for number in range(20)]
        for box in full:
            for number in range(40):
                box.put_nowait(news(number))
        assert small.weight + sum(box.weight for box in full) <= mail.ALL_BYTES
        assert small.qsize() == 1
        assert all(box.qsize() for box in full)

    run_apart(pile_up())


def test_a_message_larger_than_the_bound_is_told_all_the_same(queue):
    async def put_large():
        box = open_box(queue, "large")
        box.put_nowait(news(1, 2 * mail.SESSION_BYTES))
        assert box.qsize() == 1

    run_apart(put_large())


def test_events_whose_end_is_lost_are_no_longer_waited_for(queue):
    async def pile_up():
        box = open_box(queue, "never reads")
        ids = queue.pending_event_ids_session["never reads"]
        for number in range(100):
            ids.add(str(number))
            output = {"data": ["x" * 100 * KB]}
            end = ProcessCompletedMessage(output=output, success=True, event_id=str(number))
            box.put_nowait(end)
        assert len(ids) == box.qsize() < 50
        for number in range(3000):
            open_box(queue, f"another {number}")
        assert len(queue.pending_event_ids_session) == len(queue.pending_messages_per_session)
        assert "never reads" not in queue.pending_event_ids_session
        # What its events have still to tell goes nowhere.
        queue.pending_messages_per_session["never reads"].put_nowait(news(1))
        assert "never reads" not in queue.pending_messages_per_session

    run_apart(pile_up())


def test_what_nobody_fetches_goes_when_its_hour_ends(queue):
    async def wait():
        box = open_box(queue, "never reads")
        box.put_nowait(news(1))
        queue.pending_messages_per_session.forget(3600)
        await asyncio.sleep(0)
        assert box.qsize() == 1
        queue.pending_messages_per_session.forget(0)
        await asyncio.sleep(0)
        assert (box.qsize(), box.weight) == (0, 0)

    run_apart(wait())
