"""The guard before the server: addresses, sites, hosts, sessions, the queue."""

import pytest
from starlette.websockets import WebSocketDisconnect

from tests.support.guarded import HOST, JOIN
from tryon.config import Settings
from tryon.ui.server.guard import Waiting
from tryon.ui.server.hosts import Hosts


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
        "/words/de",
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
        "/words/xx",
        "/words/de/..",
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
