"""Places in a line: in the order of coming, for as many at once as there are."""

import asyncio

from tests.support.loops import run_apart
from tryon.ui.lookbook.line import Line


def test_places_move_up_and_a_stop_ends_the_waiting():
    async def played():
        line, stop = Line(2), asyncio.Event()
        tickets = [line.join() for _ in range(4)]
        for ticket in tickets[:2]:
            assert [place async for place in line.wait(ticket, stop)] == []
        waiting = line.wait(tickets[3], stop)
        assert await anext(waiting) == 2
        line.leave(tickets[0])
        assert await anext(waiting) == 1
        line.leave(tickets[2])
        assert [place async for place in waiting] == []
        late = line.wait(line.join(), stop)
        assert await anext(late) == 1
        stop.set()
        assert [place async for place in late] == []

    run_apart(played())
