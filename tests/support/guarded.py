"""Requests to the guard before a server that echoes."""

from starlette.requests import Request
from starlette.responses import JSONResponse

UPLOAD_BYTES = 200_000
JOIN = "/gradio_api/queue/join"
UPLOAD = "/gradio_api/upload"
HOST = "http://try.on"
FORM = {"content-type": "multipart/form-data; boundary=frontier"}


async def echo(request: Request) -> JSONResponse:
    body = b"".join([chunk async for chunk in request.stream()])
    told = {name: request.headers[name] for name in request.headers if name.startswith("x-")}
    return JSONResponse({"path": request.url.path, "bytes": len(body), "told": told})


def chunks(total, size=7_001):
    """A body of unknown length, as a chunked request sends it."""
    for start in range(0, total, size):
        yield b"x" * min(size, total - start)


def form(count, payload=b"data"):
    parts = b"".join(
        b'--frontier\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\n'
        + payload
        + b"\r\n"
        for _ in range(count)
    )
    return parts + b"--frontier--\r\n"
