import json

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from tryon.config import FILES_PER_UPLOAD
from tryon.ui.guard import JSON_BYTES, Guard

UPLOAD_BYTES = 200_000
JOIN = "/gradio_api/queue/join"
UPLOAD = "/gradio_api/upload"


async def echo(request: Request) -> JSONResponse:
    body = b"".join([chunk async for chunk in request.stream()])
    return JSONResponse({"path": request.url.path, "bytes": len(body)})


@pytest.fixture
def client():
    inner = Starlette(routes=[Route("/{rest:path}", echo, methods=["GET", "POST"])])
    return TestClient(Guard(inner, UPLOAD_BYTES), base_url="http://try.on")


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


FORM = {"content-type": "multipart/form-data; boundary=frontier"}


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/config",
        "/theme.css",
        "/assets/index-1.js",
        "/static/fonts/A/A-Bold.woff2",
        "/gradio_api/info",
        "/gradio_api/queue/data",
        "/gradio_api/heartbeat/abc",
        "/gradio_api/file=/tmp/tryon/a.png",
        "/gradio_api/file=C:/Temp/a.png",
    ],
)
def test_what_the_page_needs_passes(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer.json()["path"]) == (200, path)


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/component_server",
        "/gradio_api/component_server/",
        "/gradio_api/proxy=http://127.0.0.1/",
        "/gradio_api/vibe-edit",
        "/gradio_api/process_recording",
        "/gradio_api/run-history/records",
        "/gradio_api/deep_link",
        "/monitoring",
        "/login",
        "/docs",
    ],
)
def test_what_the_page_does_not_need_is_not_there(client, path):
    assert client.post(path).status_code == 404
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a.png",
        "http://169.254.169.254/latest",
        "HTTPS://example.org",
        "http%3A%2F%2Fexample.org",
        "%20https://example.org",
        "ftp://example.org",
    ],
)
def test_addresses_are_not_fetched_through_the_file_route(client, address):
    assert client.get(f"/gradio_api/file={address}").status_code == 403


def test_addresses_are_not_fetched_as_uploads(client):
    upload = {"path": "https://example.org/a.png", "meta": {"_type": "gradio.FileData"}}
    for data in ([upload], [None, {"deep": [[upload]]}], [{"image": upload}]):
        assert client.post(JOIN, json={"data": data}).status_code == 403
    own = {"path": "/tmp/tryon/a.png", "url": "http://try.on/gradio_api/file=/tmp/tryon/a.png"}
    assert client.post(JOIN, json={"data": [own]}).status_code == 200


def test_other_sites_are_turned_away(client):
    for path in ("/config", JOIN, "/gradio_api/file=/tmp/a.png"):
        assert client.get(path, headers={"origin": "https://else.where"}).status_code == 403
    assert client.get("/config", headers={"origin": "null"}).status_code == 403
    assert client.get("/config", headers={"origin": "http://try.on"}).status_code == 200
    behind_proxy = {"origin": "https://try.on.space", "x-forwarded-host": "try.on.space"}
    assert client.get("/config", headers=behind_proxy).status_code == 200


def test_json_bodies_are_capped(client):
    fits = json.dumps("x" * (JSON_BYTES - 2)).encode()
    answer = client.post(JOIN, content=fits)
    assert (answer.status_code, answer.json()["bytes"]) == (200, JSON_BYTES)
    assert client.post(JOIN, content=fits + b" ").status_code == 413
    assert client.post(JOIN, content=chunks(JSON_BYTES + 1)).status_code == 413


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe", b"[" * 100_000, b"NaN nonsense"])
def test_what_is_not_json_is_refused(client, body):
    assert client.post(JOIN, content=body).status_code == 400


def test_what_the_server_trips_over_is_the_request():
    async def trips(scope, receive, send):
        raise KeyError("no such event")

    client = TestClient(Guard(trips, UPLOAD_BYTES), base_url="http://try.on")
    assert client.post(JOIN, json={"fn_index": 10_000}).status_code == 400


def test_uploads_are_capped_whether_or_not_they_say_their_length(client):
    assert client.post(UPLOAD, content=b"x" * UPLOAD_BYTES).json()["bytes"] == UPLOAD_BYTES
    assert client.post(UPLOAD, content=b"x" * (2 * UPLOAD_BYTES)).status_code == 413
    assert client.post(UPLOAD, content=chunks(2 * UPLOAD_BYTES)).status_code == 413


def test_a_lie_about_the_length_does_not_help(client):
    answer = client.post(UPLOAD, content=chunks(2 * UPLOAD_BYTES), headers={"content-length": "10"})
    assert answer.status_code == 413


def test_forms_hold_few_files_however_they_are_cut(client):
    few, many = form(FILES_PER_UPLOAD), form(FILES_PER_UPLOAD + 1)
    assert client.post(UPLOAD, content=few, headers=FORM).status_code == 200
    assert client.post(UPLOAD, content=many, headers=FORM).status_code == 413
    for size in (1, 5, 11):
        cut = (many[at : at + size] for at in range(0, len(many), size))
        assert client.post(UPLOAD, content=cut, headers=FORM).status_code == 413
        cut = (few[at : at + size] for at in range(0, len(few), size))
        assert client.post(UPLOAD, content=cut, headers=FORM).status_code == 200
