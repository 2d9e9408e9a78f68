"""Sends the page itself packed; Gradio packs its scripts and styles, but not what holds them."""

from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

_PAGE = ("", "/", "/config", "/config/")


class PackedPage:
    """ASGI middleware: gzip for the page and its configuration, where the browser takes it.

    Args:
        app: What answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._plain = app
        self._packing = GZipMiddleware(app)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        is_page = (
            scope["type"] == "http"
            and scope["path"].removeprefix(scope.get("root_path", "")) in _PAGE
        )
        await (self._packing if is_page else self._plain)(scope, receive, send)
