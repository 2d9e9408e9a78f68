"""Imports Gradio in half the time."""

import inspect
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_stub_files() -> Iterator[None]:
    """Keeps Gradio from renewing its type stubs while it is imported inside the `with` block.

    At every import Gradio parses the source of each component to write a `.pyi` file beside it:
    half of the import's time, for nothing that a running program needs. It leaves out classes that
    lie in no file, and of its own classes that is what it is told here.
    """
    getfile = inspect.getfile

    def found(thing: object) -> str:
        if isinstance(thing, type) and thing.__module__.startswith("gradio."):
            raise OSError("stubs are not needed")
        return getfile(thing)  # type: ignore[arg-type]  # takes what inspect takes

    inspect.getfile = found  # type: ignore[assignment]  # undone below
    try:
        yield
    finally:
        inspect.getfile = getfile
