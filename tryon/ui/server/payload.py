"""What a request's JSON may hold, whatever it is for."""

import json
import re
from collections.abc import Callable

JSON_BYTES = 256 * 1024
# Words of the page are shorter by far; a path of an upload is the longest thing it sends.
_MOST_CHARACTERS = 4096
_MOST_NAME_CHARACTERS = 256
_MOST_DEPTH = 32
# What Gradio's own encoder of answers takes.
_LARGEST_NUMBER = 2**63
SESSION = re.compile(r"[A-Za-z0-9_ -]{1,64}")


class RefusedError(Exception):
    """The request is not one of the page.

    Args:
        status: HTTP status of the answer.
        sentence: What the answer says; nothing of the request is in it.
    """

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence


def read_payload(body: bytes, is_upload: Callable[[str], bool]) -> str | None:
    """Checks a body and returns the session that it names, None without one.

    Args:
        body: As it was sent; may be empty.
        is_upload: Whether a path is one of an upload.

    Raises:
        RefusedError: It is no JSON object, holds something longer or deeper than the page sends, or
            names a file that was not uploaded.
    """
    if not body:
        return None
    try:
        whole = json.loads(body)
    except (ValueError, RecursionError):
        raise RefusedError(400, "The request is not JSON.") from None
    if not isinstance(whole, dict):
        raise RefusedError(400, "The request is not a JSON object.")
    _check(whole, is_upload)
    session = whole.get("session_hash")
    if session is None:
        return None
    if not isinstance(session, str) or not SESSION.fullmatch(session):
        raise RefusedError(400, "The request names no session.")
    return session


def _check(whole: object, is_upload: Callable[[str], bool]) -> None:
    values = [(whole, 0)]
    while values:
        value, depth = values.pop()
        if depth > _MOST_DEPTH:
            raise RefusedError(400, "The request is nested too deeply.")
        if isinstance(value, list):
            values.extend((one, depth + 1) for one in value)
        elif isinstance(value, dict):
            if any(len(name) > _MOST_NAME_CHARACTERS for name in value):
                raise RefusedError(413, "A name in the request is too long.")
            _check_path(value.get("path"), is_upload)
            values.extend((one, depth + 1) for one in value.values())
        elif isinstance(value, str) and len(value) > _MOST_CHARACTERS:
            raise RefusedError(413, "A text in the request is too long.")
        elif isinstance(value, int) and abs(value) >= _LARGEST_NUMBER:
            raise RefusedError(400, "A number in the request is too large.")


def _check_path(path: object, is_upload: Callable[[str], bool]) -> None:
    """Gradio asks only files that say they are files, by a mark, where they lie."""
    if path is None or path == "":
        return
    if not isinstance(path, str) or len(path) > _MOST_CHARACTERS or not is_upload(path):
        raise RefusedError(403, "Only files that were uploaded here are read.")
