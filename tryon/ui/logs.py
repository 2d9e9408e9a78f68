"""What the program writes down, in lines of bounded length."""

import logging

# A traceback of our own is shorter; what is longer holds something that a visitor sent.
_MOST_CHARACTERS = 8000
_FORMAT = "%(levelname)s %(name)s: %(message)s"


class BoundedFormatter(logging.Formatter):
    """Leaves the middle out of what is too long."""

    def format(self, record: logging.LogRecord) -> str:
        """Returns a record as text."""
        text = super().format(record)
        if len(text) <= _MOST_CHARACTERS:
            return text
        half = _MOST_CHARACTERS // 2
        return f"{text[:half]} [{len(text) - 2 * half} characters left out] {text[-half:]}"


def set_up_logging() -> None:
    """Writes everything from INFO on to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(BoundedFormatter(_FORMAT))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    logging.getLogger("httpx").setLevel(logging.WARNING)  # Gradio asking itself whether it is up
