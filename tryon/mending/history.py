"""Undo and redo over anything immutable."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

MOST_STEPS = 60


@dataclass(frozen=True)
class History(Generic[T]):
    """What is, what was, and what was undone; the oldest is forgotten beyond `MOST_STEPS`."""

    present: T
    past: tuple[T, ...] = ()
    future: tuple[T, ...] = ()

    def then(self, present: T) -> "History[T]":
        """Returns the history after a step; nothing happens where nothing changed."""
        if present == self.present:
            return self
        return History(present, (*self.past, self.present)[-MOST_STEPS:])

    def undone(self) -> "History[T]":
        """Returns the history one step earlier, itself at the beginning."""
        if not self.past:
            return self
        return History(self.past[-1], self.past[:-1], (self.present, *self.future))

    def redone(self) -> "History[T]":
        """Returns the history with the last undone step done again, itself without one."""
        if not self.future:
            return self
        return History(self.future[0], (*self.past, self.present), self.future[1:])
