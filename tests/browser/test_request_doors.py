"""Odd requests to the real server: too long, half sent, from other sites, without a queue."""

import time
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import QUEUE_SIZE
from tests.support.server import (
    JOIN,
    LONG,
    call,
    event_of,
    head_of_upload,
    raw,
    try_on,
    uploaded,
)
from tryon.ui.server import guard, mail, receiving, slow_clients


def test_runs_cannot_go_past_the_queue(client, demo):
    own = uploaded(client, demo.photos / "person_drawn.png")
    demo.engine.pipeline.counts.runs = 0
    data = [own, own, "auto", "", 0, False, "", "", None, 1]
    number = event_of(client, "try_on")
    for route in ("run/try_on", "api/try_on", "run/predict"):
        body = {"data": data, "fn_index": number, "session_hash": "past"}
        assert client.post(f"/gradio_api/{route}", json=body).status_code == 404
    assert demo.engine.pipeline.counts.runs == 0


def test_answers_that_nobody_fetches_do_not_pile_up(client, demo, monkeypatch):
    monkeypatch.setattr(mail, "SESSION_BYTES", 20_000)
    photos = [uploaded(client, demo.photos / f"{name}_drawn.png") for name in ("person", "garment")]
    data = [*photos, "auto", "", 0, False, "", "", None, 1]
    body = {"data": data, "fn_index": event_of(client, "try_on"), "session_hash": "never-reads"}
    boxes = demo.site.demo._queue.pending_messages_per_session
    for number in range(1, 5):
        assert client.post(JOIN, json=body).status_code == 200
        while demo.engine.pipeline.counts.finished < number:
            time.sleep(0.05)
    time.sleep(0.5)
    unread = boxes["never-reads"]._queue
    weights = [len(repr(letter)) for letter in unread]
    assert sum(weights[:-1]) <= 20_000, weights
    # Whoever does fetch something goes on to get it.
    monkeypatch.undo()
    assert call(client, "try_on", data, "reads")["success"]
    assert try_on(client, *photos, "never-reads")["success"]


def test_one_visitor_does_not_fill_the_queue(client, demo):
    demo.engine.pipeline.seconds_per_stage = 0.4
    own = uploaded(client, demo.photos / "person_drawn.png")
    number = event_of(client, "try_on")

    def join(session):
        data = [own, own, "auto", "", 0, False, "", "", None, 1]
        body = {"data": data, "fn_index": number, "session_hash": session}
        return client.post(JOIN, json=body)

    greedy = [join("greedy") for _ in range(QUEUE_SIZE + 4)]
    assert {answer.status_code for answer in greedy} == {200, 503}
    other = join("other")
    assert other.status_code == 200
    for session, answer in [*(("greedy", answer) for answer in greedy), ("other", other)]:
        if answer.status_code == 200:
            leave = {
                "session_hash": session,
                "fn_index": number,
                "event_id": answer.json()["event_id"],
            }
            client.post("/gradio_api/cancel", json=leave)


@pytest.mark.parametrize(
    "change",
    [
        {"session_hash": LONG},
        {"session_hash": "x" * 65},
        {"session_hash": ["x"]},
        {"session_hash": "a\nb"},
        {"fn_index": LONG},
        {"trigger_id": LONG},
        {"event_data": {"do": LONG}},
        {"event_data": {LONG: 1}},
        {"event_id": LONG},
        {"data": [None, None, LONG, "", 0, False, "", "", None, 1]},
        {"data": [None, None, "auto", LONG, 0, False, "", "", None, 1]},
        {"data": [None, None, "auto", "", LONG, False]},
        {"data": [{"path": None, "orig_name": LONG}, None, "auto", "", 0, False, "", "", None, 1]},
        {"data": LONG},
    ],
)
def test_long_values_are_neither_kept_nor_echoed_nor_logged(client, change, capfd):
    body = {
        "data": [None, None, "auto", "", 0, False, "", "", None, 1],
        "fn_index": event_of(client, "try_on"),
        "session_hash": "long",
        **change,
    }
    for route in ("queue/join", "call/try_on", "run/predict", "cancel", "reset"):
        answer = client.post(f"/gradio_api/{route}", json=body)
        assert 400 <= answer.status_code < 500
        assert len(answer.content) < 1000
    assert len("".join(capfd.readouterr())) < 5000


def test_long_addresses_are_refused(client):
    for path in (f"/static/{LONG[:9000]}", f"/gradio_api/file={LONG[:9000]}", f"/?{LONG[:9000]}"):
        answer = client.get(path)
        assert answer.status_code == 414
        assert len(answer.content) < 1000
    answer = client.get("/gradio_api/queue/data", params={"session_hash": "x" * 2000})
    assert answer.status_code == 400
    assert client.get(f"/gradio_api/heartbeat/{'x' * 2000}").status_code == 400


@pytest.mark.parametrize(
    "part",
    [
        "bytes=0-1-2",
        "bytes=-",
        "bytes=a-b",
        "bytes=\u00b2-\u00b3",
        "bytes=-5",
        "other",
        "bytes=9-1",
    ],
)
def test_odd_parts_of_files_are_no_failure(client, demo, part):
    own = uploaded(client, demo.photos / "person_drawn.png")
    headers = {"range": part.encode("utf-8")}
    assert client.get(f"/gradio_api/file={own['path']}", headers=headers).status_code < 500


def test_parts_of_files_are_served(client, demo):
    own = uploaded(client, demo.photos / "person_drawn.png")
    whole = (demo.photos / "person_drawn.png").read_bytes()
    for part, wanted in (("bytes=0-99", whole[:100]), ("bytes=100-", whole[100:])):
        answer = client.get(f"/gradio_api/file={own['path']}", headers={"range": part})
        assert (answer.status_code, answer.content) == (206, wanted)


@pytest.mark.parametrize("folder", ["static", "assets", "svelte"])
def test_long_names_of_files_of_the_page_are_no_failure(client, folder):
    for name in ("x" * 300, "x/" * 1500, "%00", "..%2f..%2fetc%2fpasswd", "."):
        assert 400 <= client.get(f"/{folder}/{name}").status_code < 500, name


def test_odd_calls_are_no_failure(client):
    for route in ("run/predict", "run/x", "call/x", "call/v2/x", "queue/join", "cancel", "reset"):
        for body in ({}, {"data": None}, {"data": [], "fn_index": -1, "session_hash": "odd"}):
            answer = client.post(f"/gradio_api/{route}", json=body)
            assert 400 <= answer.status_code < 500, (route, body)


def test_headers_that_keep_browsers_careful(client, demo):
    own = uploaded(client, demo.photos / "person_drawn.png")
    for path in ("/", "/config", f"/gradio_api/file={own['path']}", "/nothing-here"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff", path
        assert "object-src 'none'" in headers["content-security-policy"], path
        assert "frame-ancestors 'self'" in headers["content-security-policy"], path
        assert headers["referrer-policy"] == "same-origin", path
    policy = client.get(f"/gradio_api/file={own['path']}").headers["content-security-policy"]
    assert "default-src 'none'" in policy and "sandbox" in policy


def test_other_names_of_this_machine_are_turned_away(client, demo):
    """A name that somebody else points here makes their page and this one the same to a browser."""
    port = urlsplit(demo.address).port
    for name in (f"rebound.example:{port}", "rebound.example", "localhost.example", ""):
        headers = {"host": name, "origin": f"http://{name}"}
        assert client.get("/config", headers=headers).status_code in (400, 403), name
    for name in (f"localhost:{port}", f"127.0.0.1:{port}", f"[::1]:{port}"):
        headers = {"host": name, "origin": f"http://{name}"}
        assert client.get("/config", headers=headers).status_code == 200, name
    forged = {"x-forwarded-host": "else.where", "origin": "https://else.where"}
    assert client.get("/config", headers=forged).status_code == 403
    assert (
        "else.where" not in client.get("/config", headers={"x-forwarded-host": "else.where"}).text
    )
    for origin in ("null", "http://[::1", "", "file://"):
        headers = {"origin": origin, "x-forwarded-host": ""}
        assert client.get("/config", headers=headers).status_code == 403, origin


def test_the_queue_is_not_told_to_other_sites(client):
    for mode in ("cors", "no-cors", "same-origin"):
        headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": mode}
        assert client.get("/config", headers=headers).status_code == 403
        assert client.get("/", headers=headers).status_code == 403
    link = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert client.get("/", headers=link).status_code == 200
    assert client.get("/config", headers=link).status_code == 403
    assert client.post(JOIN, headers=link, json={}).status_code == 403


@pytest.mark.parametrize("begun", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: localhost\r\n"])
def test_half_open_connections_are_closed(demo, monkeypatch, begun):
    monkeypatch.setattr(slow_clients, "HEADER_SECONDS", 0.5)
    assert raw(demo.address, begun) == b""


def test_a_further_request_must_come_whole_too(demo, monkeypatch):
    monkeypatch.setattr(slow_clients, "HEADER_SECONDS", 0.5)
    whole = b"GET /robots.txt HTTP/1.1\r\nHost: localhost\r\n\r\n"
    answer = raw(demo.address, whole + whole[:20])
    assert answer.startswith(b"HTTP/1.1 200") and answer.count(b"HTTP/1.1") == 1


def test_an_answer_that_takes_long_is_not_cut(client, monkeypatch):
    monkeypatch.setattr(slow_clients, "HEADER_SECONDS", 0.2)
    start = time.monotonic()
    with client.stream("GET", "/gradio_api/upload_progress?upload_id=none") as stream:
        assert stream.read() and stream.status_code == 404
    assert time.monotonic() - start > 1


def test_bodies_that_stop_coming_are_given_up(demo, monkeypatch):
    monkeypatch.setattr(guard, "_PAUSE_SECONDS", 0.3)
    monkeypatch.setattr(receiving, "_PAUSE_SECONDS", 0.3)
    head = b"POST /gradio_api/queue/join HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\n{"
    for begun in (head, head_of_upload(99_999) + b"x"):
        assert raw(demo.address, begun).startswith(b"HTTP/1.1 408")
