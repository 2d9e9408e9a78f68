"""Which names this page is known by, and whether a request comes from the page itself.

A browser lets another site's script talk to this server in three ways: across origins, by a name
of its own that it points at this machine (DNS rebinding), and by headers that only a proxy should
set. So a request must name this machine by an address, by localhost or by a name from the settings;
and what proxies add is believed only where the settings say that there is one.
"""

from collections.abc import Collection
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

# What a proxy tells of the visitor; "x-gradio-server" is Gradio's own for the same.
_FORWARDED = {
    b"forwarded",
    b"x-forwarded-for",
    b"x-forwarded-host",
    b"x-forwarded-port",
    b"x-forwarded-prefix",
    b"x-forwarded-proto",
    b"x-gradio-server",
}


class Hosts:
    """The names of this page.

    Args:
        names: Host names it is known by besides localhost and plain addresses; ports in them do
            not matter.
        behind_proxy: Whether a proxy in front of it sets the forwarded headers itself.
    """

    def __init__(self, names: Collection[str] = (), behind_proxy: bool = False) -> None:
        self._names = {"localhost", *(urlsplit(f"//{name}").hostname for name in names)}
        self._behind_proxy = behind_proxy

    def trimmed(self, scope: Scope) -> Scope:
        """Returns a request without what only a proxy may say, unless there is one."""
        if self._behind_proxy:
            return scope
        headers = [(name, value) for name, value in scope["headers"] if name not in _FORWARDED]
        return {**scope, "headers": headers}

    def refuse(self, path: str, method: str, headers: Headers) -> str | None:
        """Returns why a trimmed request is not answered, None if it is.

        Args:
            path: Without the root path.
            method: Of the request.
            headers: Of the request.
        """
        if not headers.get("host") or len(headers.getlist("host")) != 1:
            return "A request names one host."
        # Proxies behind proxies each add a name.
        added = ",".join(headers.getlist("x-forwarded-host")).split(",")
        own = [headers["host"], *(name.strip() for name in added if name.strip())]
        if not all(self._is_known(host) for host in own):
            return "This page is not known by that name; its owner can add it to TRYON_HOSTS."
        origin = headers.get("origin")
        if origin is not None and _host_of(origin) not in {host.lower() for host in own}:
            return "Other sites may not use this page."
        # Only a link to the page, or a frame around it, may come from elsewhere.
        followed = headers.get("sec-fetch-mode") == "navigate" and method in ("GET", "HEAD")
        if headers.get("sec-fetch-site") == "cross-site" and not (followed and path == "/"):
            return "Other sites may not use this page."
        return None

    def _is_known(self, host: str) -> bool:
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        return name in self._names or _is_address(name)


def is_this_machine(address: str | None) -> bool:
    """Returns whether a request came from this machine, where a proxy may hide everybody."""
    return address is None or address in ("127.0.0.1", "::1")


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _host_of(origin: str) -> str | None:
    try:
        parts = urlsplit(origin)
    except ValueError:
        return None
    return parts.netloc.lower() if parts.scheme in ("http", "https") and parts.netloc else None
