"""Coroutines in tests, also beside a browser."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def run_apart(scene: Coroutine[object, object, T]) -> T:
    """Runs a coroutine in a thread of its own: Playwright keeps a loop running in the main one.

    `asyncio.run` there fails as soon as a browser test ran before, so no test calls it.
    """
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, scene).result()
