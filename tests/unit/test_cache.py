"""What was worked out is found again by its content, and old things make room."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from tryon.cache import Cache, content_key, held_bytes
from tryon.types import ParseMap


def test_the_least_recently_used_makes_room():
    made = []
    memory = Cache(2)

    def ask(key):
        return memory.get_or_make(key, lambda: made.append(key) or key.upper())

    assert [ask(key) for key in "ababcab"] == list("ABABCAB")
    # c pushes a out, which was used before b; a then pushes b out.
    assert made == list("abcab")


def test_what_is_unwanted_is_let_go_of_by_its_key():
    memory = Cache(3)
    for key in ("aa", "ab", "ba"):
        memory.put(key, key)
    memory.drop(lambda key: key.startswith("a"))
    assert [memory.get(key) for key in ("aa", "ab", "ba")] == [None, None, "ba"]


def test_a_failure_is_not_kept():
    memory = Cache(2)
    with pytest.raises(ZeroDivisionError):
        memory.get_or_make("a", lambda: 1 // 0)
    assert memory.get_or_make("a", lambda: 2) == 2


def test_several_threads_make_a_thing_once():
    made, memory, gate = [], Cache(2), threading.Barrier(4)

    def ask(_):
        gate.wait()
        return memory.get_or_make("a", lambda: made.append(1) or object())

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(ask, range(4)))
    assert len(made) == 1
    assert all(value is found[0] for value in found)


def test_keys_tell_values_shapes_and_types_apart():
    row = np.arange(6, dtype=np.uint8)
    arrays = [(row,), (row + 1,), (row.reshape(2, 3),), (row.reshape(3, 2),), (row.view(np.int8),)]
    arrays += [(row[:3], row[3:]), (row[::2],)]
    assert len({content_key(*some) for some in arrays}) == len(arrays)
    assert content_key(row.reshape(2, 3).T) == content_key(row.reshape(2, 3).T.copy())


def test_what_is_heavy_makes_room_and_what_is_too_heavy_is_not_kept():
    memory = Cache(8, 1000)
    for key in "abc":
        memory.put(key, np.zeros(400, np.uint8))
    assert [key for key in "abc" if memory.get(key) is not None] == ["b", "c"]
    assert memory.get_or_make("d", lambda: np.zeros(2000, np.uint8)).size == 2000
    assert memory.get("d") is None


def test_what_is_not_used_is_forgotten_after_its_time():
    memory = Cache(8)
    memory.put("old", 1)
    memory.put("used", 2)
    time.sleep(0.2)
    assert memory.get("used") == 2
    memory.forget(0.1)
    assert (memory.get("old"), memory.get("used")) == (None, 2)
    memory.forget(0)
    assert memory.get("used") is None


def test_a_thing_is_weighed_once_wherever_it_lies():
    labels = np.zeros((10, 20), np.uint8)
    assert held_bytes(ParseMap(labels)) == 200
    assert held_bytes({"a": [labels, (labels, b"12345")], "b": ParseMap(labels)}) == 205
    assert held_bytes("text") == held_bytes(7) == held_bytes(None) == 0
