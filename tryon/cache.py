"""The last few things that were worked out, found again by the content they were made from."""

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Value = TypeVar("Value")


@dataclass
class _Entry(Generic[Value]):
    value: Value
    weight: int
    used_s: float


class Cache(Generic[Value]):
    """Keeps the values that were used last. Safe to use from several threads.

    Args:
        most: How many are kept.
        most_bytes: How much all together may hold, see `held_bytes`; what alone is more is not
            kept. None: no such limit, and nothing is weighed.
    """

    def __init__(self, most: int, most_bytes: int | None = None) -> None:
        self._most = most
        self._most_bytes = most_bytes
        self._lock = threading.Lock()
        self._entries: OrderedDict[Hashable, _Entry[Value]] = OrderedDict()

    def get_or_make(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """Returns the value of a key, made now if it is not kept; others wait meanwhile."""
        with self._lock:
            value = self._found(key)
            if value is None:
                value = make()
                self._keep(key, value)
            return value

    def get(self, key: Hashable) -> Value | None:
        """Returns the value of a key, None where it is not kept."""
        with self._lock:
            return self._found(key)

    def put(self, key: Hashable, value: Value) -> None:
        """Keeps a value, in place of any that the key had."""
        with self._lock:
            self._keep(key, value)

    def forget(self, unused_s: float) -> None:
        """Lets go of what was not used for so many seconds."""
        with self._lock:
            last = time.monotonic() - unused_s
            for key, entry in tuple(self._entries.items()):
                if entry.used_s <= last:
                    del self._entries[key]

    def drop(self, unwanted: Callable[[Any], bool]) -> None:
        """Lets go of the values whose keys are unwanted."""
        with self._lock:
            for key in [key for key in self._entries if unwanted(key)]:
                del self._entries[key]

    def _found(self, key: Hashable) -> Value | None:
        entry = self._entries.get(key)
        if entry is None:
            return None
        entry.used_s = time.monotonic()
        self._entries.move_to_end(key)
        return entry.value

    def _keep(self, key: Hashable, value: Value) -> None:
        weight = 0 if self._most_bytes is None else held_bytes(value)
        self._entries[key] = _Entry(value, weight, time.monotonic())
        self._entries.move_to_end(key)
        while len(self._entries) > self._most or self._is_too_heavy():
            self._entries.popitem(last=False)

    def _is_too_heavy(self) -> bool:
        if self._most_bytes is None:
            return False
        return sum(entry.weight for entry in self._entries.values()) > self._most_bytes


def held_bytes(value: object) -> int:
    """Returns how much the arrays, tensors and bytes in a value hold, each counted once.

    Looks into containers and into objects of this program.
    """
    total, seen, unseen = 0, set(), [value]
    while unseen:
        one = unseen.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        size = len(one) if isinstance(one, bytes) else getattr(one, "nbytes", None)
        if isinstance(size, int):
            total += size
        elif isinstance(one, dict):
            unseen.extend(one.values())
        elif isinstance(one, list | tuple | set):
            unseen.extend(one)
        elif type(one).__module__.partition(".")[0] == __name__.partition(".")[0]:
            unseen.extend(getattr(one, "__dict__", {}).values())
    return total


def content_key(*arrays: NDArray[Any]) -> str:
    """Returns a key that arrays share only if shapes, types and all values are the same."""
    digest = hashlib.sha256()
    for array in arrays:
        digest.update(repr((array.shape, array.dtype.str)).encode())
        digest.update(np.ascontiguousarray(array).data)
    return digest.hexdigest()
