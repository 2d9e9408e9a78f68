import io
import logging
import sys
import traceback

import pytest

from tryon.ui.server.logs import BoundedStream, set_up_logging


@pytest.fixture
def set_up(monkeypatch):
    """Sets up logging as a program does, and returns what is written to its standard error."""
    # In the test itself: before it, pytest puts its own standard error back.
    return lambda: _set_up(monkeypatch)


def _set_up(monkeypatch):
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    monkeypatch.setattr(logging.getLogger(), "level", logging.WARNING)
    set_up_logging()
    return stream


def test_lines_of_the_log_are_bounded(set_up):
    written = set_up()
    logging.getLogger("a").info("short %s", "one")
    assert written.getvalue() == "INFO a: short one\n"
    logging.getLogger("a").info("begin %s end", "x" * 250_000)
    assert len(written.getvalue()) < 9000
    assert "begin" in written.getvalue() and written.getvalue().endswith("end\n")
    assert "characters left out" in written.getvalue()


def test_what_is_printed_past_the_log_is_bounded(set_up):
    written = set_up()
    try:
        raise ValueError("x" * 250_000)
    except ValueError:
        traceback.print_exc()
    assert "ValueError" in written.getvalue()
    assert len(written.getvalue()) < 9000


def test_the_stream_is_otherwise_the_one_below():
    below = io.StringIO()
    stream = BoundedStream(below)
    assert stream.write("text") == 4 and not stream.isatty()
    stream.flush()
    assert below.getvalue() == "text"
