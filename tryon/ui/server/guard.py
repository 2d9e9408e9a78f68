"""Stands before Gradio and refuses what the page never sends.

Gradio accepts JSON bodies of any size, reads files that do not say they are files, fetches public
addresses for its clients, offers routes this page has no use for, and answers other sites' scripts.
Each of these ends here.
"""

import asyncio
import logging
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tryon.ui.server.file_store import FileStore
from tryon.ui.server.hosts import Hosts, is_this_machine
from tryon.ui.server.payload import JSON_BYTES, SESSION, RefusedError, read_payload
from tryon.ui.server.receiving import Receiving
from tryon.ui.server.uploads import Uploads
from tryon.ui.server.word_tables import TABLE

logger = logging.getLogger(__name__)

# The page's own addresses are shorter by far; a path of an upload is the longest.
_MOST_ADDRESS_BYTES = 4096
# How long a body may pause on its way.
_PAUSE_SECONDS = 20.0

_API = "/gradio_api"
_UPLOAD = f"{_API}/upload"
_PROGRESS = f"{_API}/upload_progress"
_FILE = f"{_API}/file="
_HEARTBEAT = f"{_API}/heartbeat/"
_OPEN = re.compile(
    r"/|/config/?|/theme\.css|/favicon\.ico|/robots\.txt|/manifest\.json|/pwa_icon.*"
    r"|/(static|assets|svelte)/.*"
    rf"|{TABLE.pattern}"
    rf"|{_API}/(info|openapi\.json|app_id|startup-events|theme\.css|login_check|token)/?"
    rf"|{_UPLOAD}|{_PROGRESS}|{_API}/(cancel|reset)/?"
    rf"|{_API}/queue/(join|data|status)"
    rf"|{_API}/(heartbeat|call|run|api)/.+"
    rf"|{_API}/file=.+"
)
_RANGE = re.compile(r"bytes=[0-9]{1,12}-[0-9]{0,12}")
_JOINS = re.compile(rf"{_API}/(queue/join|call/.+)")
# Gradio puts scripts and styles into its page and makes functions of text; from elsewhere comes
# nothing. A file is shown, and nothing in it is run.
_PAGE_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self' data: blob:; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors {framed_by}"
)
_FILE_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; media-src 'self'; "
    "object-src 'none'; sandbox; frame-ancestors {framed_by}"
)


@dataclass(frozen=True)
class Waiting:
    """An event that waits in the queue: the session and the address it came from."""

    session: str
    address: str | None


@dataclass(frozen=True)
class Doors:
    """What a guard has to know.

    Attributes:
        hosts: The names of this page.
        uploads: Which paths may be read, and where uploads go.
        receiving: Takes uploads in.
        file_store: What else is served.
        waiting: Tells who waits in the queue.
        most_waiting: How many events one session may have waiting; one address may have half as
            many again, but for this machine's own, behind which a proxy may hide everybody.
        framers: Sites that may show the page in a frame.
    """

    hosts: Hosts
    uploads: Uploads
    receiving: Receiving
    file_store: FileStore
    waiting: Callable[[], Iterable[Waiting]]
    most_waiting: int
    framers: tuple[str, ...] = ()


class Guard:
    """ASGI middleware.

    Args:
        app: What it guards.
        doors: What it has to know.
    """

    def __init__(self, app: ASGIApp, doors: Doors) -> None:
        self._app = app
        self._doors = doors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request, or hands it on."""
        if scope["type"] == "websocket":  # the page has none
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope = self._doors.hosts.trimmed(scope)
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        send = self._careful(path, send)
        try:
            self._check(path, scope)
            if path == _PROGRESS:
                answer = await self._doors.receiving.progress(Request(scope, receive))
                await answer(scope, receive, send)
            elif scope["method"] in ("GET", "HEAD", "OPTIONS"):
                await self._pass(scope, receive, send)
            elif path == _UPLOAD:
                answer = await self._doors.receiving.upload(Request(scope, receive))
                await answer(scope, receive, send)
            else:
                await self._pass_json(path, scope, receive, send)
        except RefusedError as refused:
            await _answer(refused)(scope, receive, send)

    def _check(self, path: str, scope: Scope) -> None:
        headers = Headers(scope=scope)
        if len(scope["path"]) + len(scope["query_string"]) > _MOST_ADDRESS_BYTES:
            raise RefusedError(414, "The address is too long.")
        if not _OPEN.fullmatch(path):
            raise RefusedError(404, "Not found.")
        reason = self._doors.hosts.refuse(path, scope["method"], headers)
        if reason is not None:
            raise RefusedError(403, reason)
        if path.startswith(_FILE):
            file = path.removeprefix(_FILE)
            if not self._doors.uploads.hold(file) and not self._doors.file_store.holds(file):
                raise RefusedError(403, "Only files of this page are served.")
            if not _RANGE.fullmatch(headers.get("range", "bytes=0-")):
                raise RefusedError(416, "There is no such part.")
        sessions = parse_qs(scope["query_string"].decode("latin-1")).get("session_hash", [])
        if path.startswith(_HEARTBEAT):
            sessions.append(path.removeprefix(_HEARTBEAT))
        if not all(SESSION.fullmatch(session) for session in sessions):
            raise RefusedError(400, "The request names no session.")

    async def _pass_json(self, path: str, scope: Scope, receive: Receive, send: Send) -> None:
        body = await _body(receive)
        session = read_payload(body, self._doors.uploads.hold)
        if _JOINS.fullmatch(path):
            self._check_queue(session, scope)
        unread = [{"type": "http.request", "body": body, "more_body": False}]

        async def replayed() -> Message:
            return unread.pop() if unread else await receive()

        await self._pass(scope, replayed, send)

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        answered = refused = False

        async def watched(message: Message) -> None:
            nonlocal answered, refused
            if message["type"] == "http.response.start" and message["status"] == 422:
                # Gradio would repeat all that was sent.
                refused = True
                error = RefusedError(422, "Not a request of this page.")
                await _answer(error)(scope, receive, send)
            answered = True
            if not refused:
                await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception as error:
            if answered:
                raise
            # Events report their own failures; what Gradio itself trips over is the request.
            path = scope["path"][:100]
            logger.warning("refused a request to %s: %s", path, type(error).__name__)
            raise RefusedError(400, "Not a request of this page.") from None

    def _check_queue(self, session: str | None, scope: Scope) -> None:
        waiting = list(self._doors.waiting())
        most = self._doors.most_waiting
        address = scope["client"][0] if scope.get("client") else None
        own = sum(one.session == session for one in waiting)
        near = sum(one.address == address for one in waiting)
        if own >= most or (near >= most * 3 // 2 and not is_this_machine(address)):
            raise RefusedError(503, "You have many events waiting in the queue already.")

    def _careful(self, path: str, send: Send) -> Send:
        """Adds the headers that keep browsers from guessing, and from running what is not ours."""
        policy = _FILE_POLICY if path.startswith(_FILE) else _PAGE_POLICY
        framed_by = " ".join(("'self'", *self._doors.framers))

        async def careful(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "same-origin"
                headers["Content-Security-Policy"] = policy.format(framed_by=framed_by)
            await send(message)

        return careful


async def _body(receive: Receive) -> bytes:
    parts: list[bytes] = []
    left = JSON_BYTES
    more = True
    while more:
        try:
            message = await asyncio.wait_for(receive(), _PAUSE_SECONDS)
        except asyncio.TimeoutError:
            raise RefusedError(408, "The request took too long.") from None
        if message["type"] != "http.request":
            raise RefusedError(400, "The visitor has left.")
        parts.append(message.get("body", b""))
        left -= len(parts[-1])
        if left < 0:
            raise RefusedError(413, "That is too large.")
        more = message.get("more_body", False)
    return b"".join(parts)


def _answer(refused: RefusedError) -> Response:
    # Gradio's page reads why it has to wait.
    if refused.status == 503:
        return JSONResponse({"detail": refused.sentence}, 503)
    return PlainTextResponse(refused.sentence, refused.status)
