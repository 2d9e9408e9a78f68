"""Sends the page and its words packed; Gradio packs scripts and styles, but not these."""

from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from tryon.ui.server.word_tables import TABLE

_PAGE = ("", "/", "/config", "/config/")


class PackedPage:
    """ASGI middleware: gzip for the page, its configuration and words, where the browser takes it.

    Args:
        app: What answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._plain = app
        self._packing = GZipMiddleware(app)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        path = scope.get("path", "").removeprefix(scope.get("root_path", ""))
        ours = scope["type"] == "http" and (path in _PAGE or TABLE.fullmatch(path) is not None)
        await (self._packing if ours else self._plain)(scope, receive, send)
