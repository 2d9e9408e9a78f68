import asyncio
import threading
import time
from contextlib import aclosing

import pytest

from tests.support.loops import run_apart
from tryon.errors import Cancelled, TryOnError
from tryon.ui.server import worker as module
from tryon.ui.server.worker import Downloading, Finished, StageStarted, Worker


@pytest.fixture
def worker():
    worker = Worker(lambda name, on_download: None)
    yield worker
    worker.close()


def collected(worker, task):
    async def collect():
        async with aclosing(worker.follow(task)) as events:
            return [event async for event in events]

    return run_apart(collect())


def test_stages_are_told_in_order_and_the_value_comes_last(worker):
    def task(on_stage, cancelled):
        on_stage("first", 0.0)
        on_stage("second", 0.5)
        return "made"

    assert collected(worker, task) == [
        StageStarted("first", 0.0),
        StageStarted("second", 0.5),
        Finished("made"),
    ]


def test_what_goes_wrong_reaches_the_one_who_asked(worker):
    def task(on_stage, cancelled):
        raise TryOnError("No.", "Do something else.")

    with pytest.raises(TryOnError, match="No"):
        collected(worker, task)
    assert collected(worker, lambda on_stage, cancelled: 1) == [Finished(1)]


def test_leaving_cancels_and_the_next_task_waits_for_the_end(worker):
    at_once = []
    running = threading.Semaphore(0)
    let_go = threading.Event()

    def stubborn(on_stage, cancelled):
        at_once.append("in")
        on_stage("long", 0.0)
        running.release()
        let_go.wait(10)
        at_once.append("stopped" if cancelled() else "not told")
        raise Cancelled("The run was cancelled.")

    def other(on_stage, cancelled):
        at_once.append("other")

    async def scene():
        async with aclosing(worker.follow(stubborn)) as events:
            await anext(events)
            running.acquire()
        waiting = asyncio.ensure_future(worker.run(lambda: other(None, None)))
        await asyncio.sleep(0.2)
        assert at_once == ["in"]
        let_go.set()
        await waiting

    run_apart(scene())
    assert at_once == ["in", "stopped", "other"]


def test_a_task_left_while_it_waits_never_starts(worker):
    started = []
    block = threading.Event()

    async def scene():
        first = asyncio.ensure_future(worker.run(lambda: block.wait(10)))
        await asyncio.sleep(0.05)
        second = asyncio.ensure_future(worker.run(lambda: started.append("second")))
        await asyncio.sleep(0.05)
        second.cancel()
        with pytest.raises(asyncio.CancelledError):
            await second
        block.set()
        await first
        await worker.run(lambda: started.append("third"))

    run_apart(scene())
    assert started == ["third"]


def test_a_run_has_a_time_limit(worker, monkeypatch):
    monkeypatch.setattr(module, "RUN_LIMIT_S", 0.1)

    def endless(on_stage, cancelled):
        while not cancelled():
            time.sleep(0.01)

    with pytest.raises(TryOnError, match="too long"):
        collected(worker, endless)


def test_engines_are_loaded_once_and_auto_is_one_of_them():
    class Engine:
        def __init__(self, name):
            self.pipeline = type("Pipeline", (), {"name": name})

    loaded = []

    def factory(name, on_download):
        loaded.append(name)
        return Engine("compact" if name == "auto" else name)

    worker = Worker(factory)
    auto = worker.engine("auto")
    assert worker.engine("compact") is auto
    assert worker.engine("auto") is auto
    assert worker.engine("rmgn") is not auto
    assert loaded == ["auto", "rmgn"]
    worker.close()


def test_downloads_are_told_to_everybody_who_waits():
    def factory(name, on_download):
        on_download("segmenter", 5, 20)
        on_download("segmenter", 6, None)
        return type("Engine", (), {"pipeline": type("Pipeline", (), {"name": name})})

    worker = Worker(factory)
    events = collected(worker, lambda on_stage, cancelled: worker.engine("auto") and None)
    assert events == [
        Downloading("segmenter", 0.25),
        Downloading("segmenter", None),
        Finished(None),
    ]
    worker.close()


def test_engines_forget_photos_when_they_are_told():
    told = []

    def factory(name, on_download):
        forget = {
            "forget": lambda self, age: told.append((type(self).__name__, age)),
            "forget_photos": lambda self, paths: told.append((type(self).__name__, paths)),
        }
        preprocessor = type("Preprocessor", (), forget)
        pipeline = type("Pipeline", (), {"name": name} | forget)
        return type("Engine", (), {"pipeline": pipeline(), "preprocessor": preprocessor()})

    worker = Worker(factory)
    worker.forget(3600)
    assert told == []
    worker.engine("compact")
    worker.forget(3600)
    assert told == [("Preprocessor", 3600), ("Pipeline", 3600)]
    told.clear()
    worker.forget_photos(["photo.png"])
    assert told == [("Preprocessor", ["photo.png"]), ("Pipeline", 0)]
    worker.close()
