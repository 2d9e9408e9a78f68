"""Who may upload how much at once; what a form may hold is asked of the whole guard."""

import asyncio

from starlette.requests import Request

from tests.support.loops import run_apart
from tryon.ui.server.receiving import Receiving
from tryon.ui.server.uploads import Uploads


def test_one_address_does_not_take_all_places(tmp_path):
    async def scene():
        receiving = Receiving(Uploads(tmp_path), 1000, 1000)
        leave = asyncio.Event()

        async def receive():
            await leave.wait()
            return {"type": "http.disconnect"}

        def upload(address):
            scope = {
                "type": "http",
                "method": "POST",
                "headers": [(b"content-type", b"multipart/form-data; boundary=b")],
                "query_string": b"",
                "client": (address, 50000),
            }
            return asyncio.ensure_future(receiving.upload(Request(scope, receive)))

        greedy = [upload("192.0.2.1") for _ in range(5)]
        other = upload("192.0.2.2")
        # A proxy on this machine may hide everybody.
        hidden = [upload("127.0.0.1") for _ in range(12)]
        await asyncio.sleep(0.1)
        answers = [task.result().status_code for task in (*greedy, other, *hidden) if task.done()]
        assert answers == [503, 503]
        assert greedy[4].done() and hidden[11].done()
        leave.set()
        await asyncio.gather(*greedy, other, *hidden)
        # Places are free again.
        assert (await upload("192.0.2.1")).status_code == 400

    run_apart(scene())
