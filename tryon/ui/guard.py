"""Stands before Gradio and refuses what the page never sends.

Gradio accepts JSON bodies of any size, fetches public addresses for its clients, offers routes this
page has no use for, and answers other sites' scripts. Each of these ends here.
"""

import contextlib
import json
import logging
import re
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tryon.config import FILES_PER_UPLOAD

logger = logging.getLogger(__name__)

JSON_BYTES = 256 * 1024
# What a form may weigh beyond its files.
_FORM_BYTES = 64 * 1024

_API = "/gradio_api"
_UPLOAD = f"{_API}/upload"
_OPEN = re.compile(
    r"/|/config/?|/theme\.css|/favicon\.ico|/robots\.txt|/manifest\.json|/pwa_icon.*"
    r"|/(static|assets|svelte)/.*"
    rf"|{_API}/(info|openapi\.json|app_id|startup-events|theme\.css|login_check|token)/?"
    rf"|{_UPLOAD}|{_API}/(upload_progress|cancel|reset)/?"
    rf"|{_API}/queue/(join|data|status)"
    rf"|{_API}/(heartbeat|call|run|api)/.+"
    rf"|{_API}/file=.+"
)
# "https:", "data:" and the like; one letter alone is a Windows drive.
_SCHEME = re.compile(r"\s*[a-z][a-z0-9+.-]+:", re.IGNORECASE)


class Guard:
    """ASGI middleware.

    Args:
        app: What it guards.
        upload_bytes: How much may be uploaded at once; Gradio weighs each file by itself.
    """

    def __init__(self, app: ASGIApp, upload_bytes: int) -> None:
        self._app = app
        self._upload_bytes = upload_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request, or hands it on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        refusal = _refuse(path, headers)
        if refusal is not None:
            await refusal(scope, receive, send)
        elif scope["method"] in ("GET", "HEAD", "OPTIONS"):
            await self._app(scope, receive, send)
        elif path == _UPLOAD:
            await self._pass_upload(scope, receive, send, headers)
        else:
            await self._pass_json(scope, receive, send)

    async def _pass_upload(
        self, scope: Scope, receive: Receive, send: Send, headers: Headers
    ) -> None:
        limit = self._upload_bytes + _FORM_BYTES
        declared = headers.get("content-length", "0")
        if declared.isdigit() and int(declared) > limit:
            await _too_much()(scope, receive, send)
            return
        meter = _Meter(limit, _boundary(headers))
        too_much = answered = False

        async def metered() -> Message:
            nonlocal too_much
            message = await receive()
            try:
                meter.add(message.get("body", b""))
            except _TooMuchError:
                too_much = True
                raise
            return message

        async def watched(message: Message) -> None:
            nonlocal answered
            if not too_much:
                answered = True
                await send(message)

        with contextlib.suppress(_TooMuchError):
            await self._app(scope, metered, watched)
        # Whatever the app made of the broken stream, this is the answer.
        if too_much and not answered:
            await _too_much()(scope, receive, send)

    async def _pass_json(self, scope: Scope, receive: Receive, send: Send) -> None:
        meter = _Meter(JSON_BYTES, b"")
        parts: list[bytes] = []
        more = True
        try:
            while more:
                message = await receive()
                if message["type"] != "http.request":
                    return
                parts.append(message.get("body", b""))
                meter.add(parts[-1])
                more = message.get("more_body", False)
        except _TooMuchError:
            await _too_much()(scope, receive, send)
            return
        body = b"".join(parts)
        refusal = _refuse_body(body)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        unread = [{"type": "http.request", "body": body, "more_body": False}]

        async def replayed() -> Message:
            return unread.pop() if unread else await receive()

        answered = False

        async def watched(message: Message) -> None:
            nonlocal answered
            answered = True
            await send(message)

        try:
            await self._app(scope, replayed, watched)
        except Exception:
            if answered:
                raise
            # Events report their own failures; what Gradio itself trips over is the request.
            logger.warning("refused a request to %s", scope["path"], exc_info=True)
            await PlainTextResponse("Not a request of this page.", 400)(scope, receive, send)


class _TooMuchError(Exception):
    """More came than is allowed."""


class _Meter:
    """Counts bytes and form parts as they stream by."""

    def __init__(self, limit: int, boundary: bytes) -> None:
        self._left = limit
        self._delimiter = b"--" + boundary if boundary else b""
        self._parts = 0
        self._tail = b""

    def add(self, chunk: bytes) -> None:
        """Counts a chunk.

        Raises:
            _TooMuchError: A limit is passed.
        """
        self._left -= len(chunk)
        if self._delimiter:
            window = self._tail + chunk
            self._parts += window.count(self._delimiter)
            # A delimiter may be cut in two; a whole one must not be counted again.
            self._tail = window[-(len(self._delimiter) - 1) :]
        # The last delimiter closes the form.
        if self._left < 0 or self._parts > FILES_PER_UPLOAD + 1:
            raise _TooMuchError


def _refuse(path: str, headers: Headers) -> Response | None:
    if not _OPEN.fullmatch(path):
        return PlainTextResponse("Not found.", 404)
    if path.startswith(f"{_API}/file=") and _SCHEME.match(path.partition("=")[2]):
        return PlainTextResponse("Only files of this page are served.", 403)
    origin = headers.get("origin")
    own = {headers.get("host"), headers.get("x-forwarded-host")}
    if origin is not None and urlsplit(origin).netloc not in own:
        return PlainTextResponse("Other sites may not use this page.", 403)
    return None


def _refuse_body(body: bytes) -> Response | None:
    if not body:
        return None
    try:
        values = [json.loads(body)]
    except (ValueError, RecursionError):
        return PlainTextResponse("The request is not JSON.", 400)
    while values:
        value = values.pop()
        if isinstance(value, list):
            values.extend(value)
        elif isinstance(value, dict):
            path = value.get("path")
            if isinstance(path, str) and _SCHEME.match(path):
                return PlainTextResponse("Upload the photo; addresses are not fetched.", 403)
            values.extend(value.values())
    return None


def _too_much() -> Response:
    return PlainTextResponse("That is too large.", 413)


def _boundary(headers: Headers) -> bytes:
    found = re.search(r'boundary="?([^";,]+)', headers.get("content-type", ""))
    return found[1].encode() if found else b""
