"""Hands out a language's table when a browser asks for it; the page itself has only English whole.

All tables together would be most of what the page weighs.
"""

import re

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from tryon.ui.wording.speaking import TABLES

# Relative to the page, as `languages.js` asks for it.
TABLE = re.compile(rf"/words/({'|'.join(TABLES)})")


class WordTables:
    """ASGI middleware.

    Args:
        app: What answers all other requests.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request for a table, or hands it on."""
        path = scope.get("path", "").removeprefix(scope.get("root_path", ""))
        asked = TABLE.fullmatch(path) if scope["type"] == "http" else None
        if asked is None:
            await self._app(scope, receive, send)
            return
        # The next version of the program may say something else.
        answer = JSONResponse(TABLES[asked[1]], headers={"Cache-Control": "no-cache"})
        await answer(scope, receive, send)
