import logging

from tryon.ui.logs import BoundedFormatter


def written(message, *arguments, error=None):
    caught = (type(error), error, None) if error else None
    record = logging.LogRecord("a", logging.INFO, "a.py", 1, message, arguments, caught)
    return BoundedFormatter("%(message)s").format(record)


def test_lines_are_bounded_whatever_they_hold():
    assert written("short %s", "one") == "short one"
    for text in (written("%s", "x" * 250_000), written("", error=ValueError("x" * 250_000))):
        assert len(text) < 9000
        assert "characters left out" in text
    assert written("begin" + "x" * 10_000 + "end").startswith("begin")
    assert written("begin" + "x" * 10_000 + "end").endswith("end")
