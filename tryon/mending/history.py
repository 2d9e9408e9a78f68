"""Undo and redo over anything immutable."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from tryon.cache import held_bytes

T = TypeVar("T")

MOST_STEPS = 60
# Sixty steps by hand are about one megabyte; what is loaded from a file may be anything.
MOST_BYTES = 2 << 20


@dataclass(frozen=True)
class UndoHistory(Generic[T]):
    """What is, what was, and what was undone.

    The oldest is forgotten beyond `MOST_STEPS`, and where all of it holds more than `MOST_BYTES`.
    """

    present: T
    past: tuple[T, ...] = ()
    future: tuple[T, ...] = ()

    def then(self, present: T) -> "UndoHistory[T]":
        """Returns the history after a step; nothing happens where nothing changed."""
        if present == self.present:
            return self
        past = (*self.past, self.present)[-MOST_STEPS:]
        while past and held_bytes((present, past)) > MOST_BYTES:
            past = past[1:]
        return UndoHistory(present, past)

    def undone(self) -> "UndoHistory[T]":
        """Returns the history one step earlier, itself at the beginning."""
        if not self.past:
            return self
        return UndoHistory(self.past[-1], self.past[:-1], (self.present, *self.future))

    def redone(self) -> "UndoHistory[T]":
        """Returns the history with the last undone step done again, itself without one."""
        if not self.future:
            return self
        return UndoHistory(self.future[0], (*self.past, self.present), self.future[1:])
