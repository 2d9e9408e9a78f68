"""What was worked out is found again by its content, and old things make room."""

import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from tryon.memory import Memory, content_key


def test_the_least_recently_used_makes_room():
    made = []
    memory = Memory(2)

    def ask(key):
        return memory.once(key, lambda: made.append(key) or key.upper())

    assert [ask(key) for key in "ababcab"] == list("ABABCAB")
    # c pushes a out, which was used before b; a then pushes b out.
    assert made == list("abcab")


def test_a_failure_is_not_kept():
    memory = Memory(2)
    with pytest.raises(ZeroDivisionError):
        memory.once("a", lambda: 1 // 0)
    assert memory.once("a", lambda: 2) == 2


def test_several_threads_make_a_thing_once():
    made, memory, gate = [], Memory(2), threading.Barrier(4)

    def ask(_):
        gate.wait()
        return memory.once("a", lambda: made.append(1) or object())

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
