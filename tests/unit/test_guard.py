import json

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from tryon.config import FILES_PER_UPLOAD, Settings
from tryon.ui.file_store import FileStore
from tryon.ui.guard import Doors, Guard, Waiting
from tryon.ui.hosts import Hosts
from tryon.ui.payload import JSON_BYTES
from tryon.ui.receiving import Receiving
from tryon.ui.uploads import Uploads

UPLOAD_BYTES = 200_000
JOIN = "/gradio_api/queue/join"
UPLOAD = "/gradio_api/upload"
HOST = "http://try.on"


async def echo(request: Request) -> JSONResponse:
    body = b"".join([chunk async for chunk in request.stream()])
    told = {name: request.headers[name] for name in request.headers if name.startswith("x-")}
    return JSONResponse({"path": request.url.path, "bytes": len(body), "told": told})


@pytest.fixture
def uploads(tmp_path):
    return Uploads(tmp_path / "uploads")


@pytest.fixture
def file_store(tmp_path):
    return FileStore(tmp_path / "results")


@pytest.fixture
def guarded(uploads, file_store):
    """Puts a guard before an app, with settings of its own."""
    inner = Starlette(routes=[Route("/{rest:path}", echo, methods=["GET", "POST"])])

    def guard(app=inner, hosts=None, waiting=(), framers=(), address="testclient"):
        doors = Doors(
            hosts or Hosts(["try.on"]),
            uploads,
            Receiving(uploads, UPLOAD_BYTES, UPLOAD_BYTES),
            file_store,
            lambda: waiting,
            4,
            framers,
        )
        return TestClient(Guard(app, doors), base_url=HOST, client=(address, 50000))

    return guard


@pytest.fixture
def client(guarded):
    return guarded()


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
    ],
)
def test_what_the_page_needs_passes(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer.json()["path"]) == (200, path)


def test_uploads_and_results_are_served_and_nothing_else(client, uploads, file_store, tmp_path):
    upload, result = uploads.new_file(b"GIF8"), file_store.new_folder().file("a.png", b"x")
    for path in (upload, result):
        assert client.get(f"/gradio_api/file={path}").status_code == 200
    outside = tmp_path / ("0" * 64) / "a.png"
    for path in (outside, upload.parent, tmp_path, "/etc/passwd", "a.png", "C:/Temp/a.png"):
        assert client.get(f"/gradio_api/file={path}").status_code == 403


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


def test_only_uploads_pass_as_files(client, uploads, tmp_path):
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"x")
    for path in (
        "https://example.org/a.png",
        str(secret),
        str(tmp_path / "none"),
        "/proc/self/fd/3",
    ):
        for mark in ({}, {"meta": {"_type": "gradio.FileData"}}):
            upload = {"path": path, **mark}
            for data in ([upload], [None, {"deep": [[upload]]}], [{"image": upload}]):
                assert client.post(JOIN, json={"data": data}).status_code == 403
    path = uploads.new_file(b"GIF8")
    own = {"path": str(path), "url": f"{HOST}/gradio_api/file={path}"}
    assert client.post(JOIN, json={"data": [own, {"path": None}, {"path": ""}]}).status_code == 200


def test_other_sites_are_turned_away(client):
    for path in ("/config", JOIN, "/"):
        assert client.get(path, headers={"origin": "https://else.where"}).status_code == 403
    for origin in ("null", "", "file://", "http://[::1", "ftp://try.on"):
        for more in ({}, {"x-forwarded-host": ""}, {"x-forwarded-host": "else.where"}):
            assert client.get("/config", headers={"origin": origin, **more}).status_code == 403
    assert client.get("/config", headers={"origin": "http://try.on"}).status_code == 200
    assert client.get("/config", headers={"origin": "HTTP://TRY.ON"}).status_code == 200
    elsewhere = {"sec-fetch-site": "cross-site"}
    assert client.get("/", headers=elsewhere).status_code == 403
    followed = {**elsewhere, "sec-fetch-mode": "navigate"}
    assert client.get("/", headers=followed).status_code == 200
    assert client.post("/", headers=followed).status_code == 403
    assert client.get("/config", headers=followed).status_code == 403
    assert client.get("/config", headers={"sec-fetch-site": "same-origin"}).status_code == 200


@pytest.mark.parametrize(
    "host", ["rebound.example", "rebound.example:80", "try.on.example", "[::1"]
)
def test_names_that_others_point_here_are_not_known(client, host):
    headers = {"host": host, "origin": f"http://{host}"}
    assert client.get("/config", headers=headers).status_code == 403


@pytest.mark.parametrize("host", ["localhost", "localhost:7860", "127.0.0.1:7860", "[::1]:7860"])
def test_this_machine_is_known(guarded, host):
    headers = {"host": host, "origin": f"http://{host}"}
    assert guarded(hosts=Hosts()).get("/config", headers=headers).status_code == 200


def test_a_name_on_the_local_network_is_known_by_the_settings(guarded):
    headers = {"host": "workshop.lan:7860", "origin": "http://workshop.lan:7860"}
    assert guarded(hosts=Hosts()).get("/config", headers=headers).status_code == 403
    known = guarded(hosts=Hosts(["Workshop.lan:80"]))
    assert known.get("/config", headers=headers).status_code == 200
    # An address cannot be pointed elsewhere.
    headers = {"host": "192.168.1.20:7860", "origin": "http://192.168.1.20:7860"}
    assert guarded(hosts=Hosts()).get("/config", headers=headers).status_code == 200


def test_what_proxies_add_is_believed_only_behind_one(guarded):
    forwarded = {
        "host": "127.0.0.1:7860",
        "x-forwarded-host": "fitting.example",
        "x-forwarded-proto": "https",
        "x-gradio-server": "https://else.where",
        "origin": "https://fitting.example",
    }
    hosts = ["fitting.example"]
    assert guarded(hosts=Hosts(hosts)).get("/config", headers=forwarded).status_code == 403
    behind = guarded(hosts=Hosts(hosts, behind_proxy=True)).get("/config", headers=forwarded)
    assert behind.status_code == 200
    assert behind.json()["told"]["x-forwarded-host"] == "fitting.example"
    del forwarded["origin"]
    told = guarded(hosts=Hosts(hosts)).get("/config", headers=forwarded).json()["told"]
    assert not [name for name in told if "forwarded" in name or "gradio" in name]
    for names, status in (("fitting.example, 10.0.0.7", 200), ("else.where", 403)):
        chain = {**forwarded, "x-forwarded-host": names}
        answer = guarded(hosts=Hosts(hosts, behind_proxy=True)).get("/config", headers=chain)
        assert answer.status_code == status
    mixed = {**forwarded, "x-forwarded-host": "else.where, fitting.example"}
    answer = guarded(hosts=Hosts(hosts, behind_proxy=True)).get("/config", headers=mixed)
    assert answer.status_code == 403


def test_a_space_knows_its_own_name_and_page(guarded, monkeypatch):
    monkeypatch.setenv("SPACE_HOST", "ann-try-on.hf.space")
    settings = Settings.from_environment()
    client = guarded(hosts=Hosts(settings.hosts, settings.behind_proxy), framers=settings.framers)
    headers = {"host": "ann-try-on.hf.space", "x-forwarded-proto": "https"}
    own = {**headers, "origin": "https://ann-try-on.hf.space"}
    assert client.get("/config", headers=own).status_code == 200
    framed = {**headers, "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    answer = client.get("/", headers=framed)
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "frame-ancestors 'self' https://huggingface.co" in policy
    assert (
        client.get("/config", headers={**headers, "origin": "https://else.where"}).status_code
        == 403
    )


def test_settings_name_hosts_and_a_proxy(monkeypatch):
    assert (Settings().hosts, Settings().behind_proxy, Settings().framers) == ((), False, ())
    monkeypatch.setenv("TRYON_HOSTS", "a.example, b.lan")
    monkeypatch.setenv("TRYON_BEHIND_PROXY", "1")
    settings = Settings.from_environment()
    assert (settings.hosts, settings.behind_proxy) == (("a.example", "b.lan"), True)


def test_one_visitor_waits_a_few_times_only(guarded):
    def join(waiting, session="me", address="192.0.2.1"):
        client = guarded(waiting=[Waiting(*one) for one in waiting], address=address)
        return client.post(JOIN, json={"session_hash": session}).status_code

    assert join([("me", "192.0.2.1")] * 3) == 200
    assert join([("me", "192.0.2.1")] * 4) == 503
    assert join([("me", None)] * 4, session="you") == 200
    others = [(f"other{number}", "192.0.2.1") for number in range(6)]
    assert join(others[:5]) == 200
    assert join(others) == 503
    assert join(others, address="192.0.2.2") == 200
    # A proxy on this machine may hide everybody behind one address.
    hidden = [(f"other{number}", "127.0.0.1") for number in range(6)]
    assert join(hidden, address="127.0.0.1") == 200


def test_what_gradio_repeats_of_a_request_is_not_told(guarded):
    async def repeats(scope, receive, send):
        body = (await receive())["body"]
        await JSONResponse({"input": body.decode()}, 422)(scope, receive, send)

    answer = guarded(repeats).post(JOIN, json={"data": "x" * 4000})
    assert (answer.status_code, answer.text) == (422, "Not a request of this page.")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"data": ["x" * 4096]}, 200),
        ({"data": ["x" * 4097]}, 413),
        ({"x" * 257: 1}, 413),
        ({"data": [2**63]}, 400),
        ({"data": [-(2**63)]}, 400),
        ({"session_hash": "x" * 64}, 200),
        ({"session_hash": "x" * 65}, 400),
        ({"session_hash": 7}, 400),
        ([], 400),
        ("text", 400),
    ],
)
def test_values_are_bounded(client, body, status):
    answer = client.post(JOIN, json=body)
    assert answer.status_code == status
    assert len(answer.content) < 200


def test_deep_values_are_refused(client):
    deep = b'{"data": ' + b"[" * 40 + b"]" * 40 + b"}"
    assert client.post(JOIN, content=deep).status_code == 400


def test_sessions_have_plain_names(client):
    assert client.get("/gradio_api/queue/data?session_hash=abc").status_code == 200
    for name in ("x" * 65, "", "a%0Ab", "%3Cscript%3E"):
        assert client.get(f"/gradio_api/queue/data?session_hash={name}&a=b").status_code in (
            200,
            400,
        )
    assert client.get(f"/gradio_api/queue/data?session_hash={'x' * 65}").status_code == 400
    assert client.get("/gradio_api/queue/data?session_hash=%3Cscript%3E").status_code == 400
    assert client.get("/gradio_api/heartbeat/%3Cscript%3E").status_code == 400


def test_sockets_are_closed(client):
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/queue/join"):
        pass


def test_json_bodies_are_capped(client):
    few = json.dumps({"data": ["x" * 4000] * 64}).encode()
    fits = few + b" " * (JSON_BYTES - len(few))
    answer = client.post(JOIN, content=fits)
    assert (answer.status_code, answer.json()["bytes"]) == (200, JSON_BYTES)
    assert client.post(JOIN, content=fits + b" ").status_code == 413
    assert client.post(JOIN, content=chunks(JSON_BYTES + 1)).status_code == 413


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe", b"[" * 100_000, b"NaN nonsense"])
def test_what_is_not_json_is_refused(client, body):
    assert client.post(JOIN, content=body).status_code == 400


def test_what_the_server_trips_over_is_the_request(guarded):
    async def trips(scope, receive, send):
        raise KeyError("no such event")

    assert guarded(trips).post(JOIN, json={"fn_index": 10_000}).status_code == 400


def test_uploads_are_capped_whether_or_not_they_say_their_length(client, uploads):
    fits, too_much = form(1, b"x" * UPLOAD_BYTES), form(1, b"x" * (UPLOAD_BYTES + 1))
    assert client.post(UPLOAD, content=fits, headers=FORM).status_code == 200
    assert client.post(UPLOAD, content=too_much, headers=FORM).status_code == 413
    pieces = (too_much[at : at + 7001] for at in range(0, len(too_much), 7001))
    assert client.post(UPLOAD, content=pieces, headers=FORM).status_code == 413
    endless = form(1, b"x" * (2 * UPLOAD_BYTES))
    lie = {**FORM, "content-length": "10"}
    assert client.post(UPLOAD, content=iter([endless]), headers=lie).status_code == 413
    together = form(3, b"x" * (UPLOAD_BYTES // 2))
    assert client.post(UPLOAD, content=together, headers=FORM).status_code == 413
    assert len(list(uploads.root.rglob("*.*"))) == 1


def test_forms_hold_few_files_however_they_are_cut(client):
    few, many = form(FILES_PER_UPLOAD), form(FILES_PER_UPLOAD + 1)
    assert client.post(UPLOAD, content=few, headers=FORM).status_code == 200
    assert client.post(UPLOAD, content=many, headers=FORM).status_code == 413
    for size in (1, 5, 11):
        cut = (many[at : at + size] for at in range(0, len(many), size))
        assert client.post(UPLOAD, content=cut, headers=FORM).status_code == 413
        cut = (few[at : at + size] for at in range(0, len(few), size))
        assert client.post(UPLOAD, content=cut, headers=FORM).status_code == 200


def test_a_full_disk_is_said_and_leaves_nothing(client, uploads, monkeypatch):
    def full(source, target):
        target.write(b"part")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tryon.ui.receiving.shutil.copyfileobj", full)
    assert client.post(UPLOAD, content=form(2), headers=FORM).status_code == 507
    assert list(uploads.root.iterdir()) == []
