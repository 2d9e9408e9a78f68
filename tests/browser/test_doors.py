"""What was found open by attacking the real server on this machine's own address, one by one."""

import json
import re
import socket
import time
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from tests.browser.conftest import QUEUE_SIZE, UPLOAD_MB
from tests.browser.test_server import call, event_of, file_data, try_on, uploaded
from tests.support.fake_engine import drawn_garment
from tryon.errors import NonFiniteOutput, OutOfMemory
from tryon.ui import connections, guard, mail, receiving

UPLOAD = "/gradio_api/upload"
JOIN = "/gradio_api/queue/join"
LONG = "x" * 250_000


@pytest.fixture
def secret(demo, tmp_path):
    """A picture of this machine that nobody uploaded."""
    path = tmp_path / "secret.png"
    path.write_bytes((demo.photos / "person_drawn.png").read_bytes())
    return path


@pytest.fixture
def uploads(client, demo):
    """The folder of all uploads."""
    path = uploaded(client, demo.photos / "person_drawn.png")["path"]
    return Path(path).parent.parent


def asked(client, api_name, data):
    """Sends an event and, should it be taken, follows it to its end; returns what came back."""
    body = {"data": data, "fn_index": event_of(client, api_name), "session_hash": "asked"}
    joined = client.post(JOIN, json=body)
    if joined.status_code == 200:
        message = call(client, api_name, data, "asked again")
        return 200, json.dumps(message)
    return joined.status_code, joined.text


def shapes(path):
    """A path as a file with and without its mark, with and without what pages send besides."""
    yield {"path": str(path)}
    yield {"path": str(path), "meta": None}
    yield {"path": str(path), "meta": {"_type": "other"}}
    yield {"path": str(path), "orig_name": "a.png", "url": "/a.png"}
    yield file_data(path)


def test_files_that_were_never_uploaded_are_not_read(client, demo, secret):
    own = uploaded(client, demo.photos / "garment_drawn.png")
    demo.engine.pipeline.counts.runs = 0
    for place in (secret, "/proc/self/fd/3", f"/proc/self/root{secret}", "/etc/passwd"):
        for there in shapes(place):
            for data in ([there, own], [own, there]):
                status, text = asked(
                    client, "try_on", [*data, "auto", "", 0, False, "", "", None, 1]
                )
                assert (status, str(place) in text) == (403, False)
                status, _ = asked(client, "side_by_side", [*data, 0, "", "", None])
                assert status == 403
            for data in (
                [[{"image": there}], [{"image": own}]],
                [[{"image": own}], [{"image": there}]],
            ):
                assert asked(client, "lookbook", [*data, "auto", ""])[0] == 403
    assert demo.engine.pipeline.counts.runs == 0


def test_answers_do_not_tell_which_files_exist(client, secret):
    answers = {
        asked(client, "try_on", [there, there, "auto", "", 0, False, "", "", None, 1])
        for path in (secret, secret.with_name("none.png"), secret.parent)
        for there in shapes(path)
    }
    assert len(answers) == 1


def test_ways_out_of_the_folder_of_uploads_are_closed(client, demo, secret, uploads):
    own = Path(uploaded(client, demo.photos / "person_drawn.png")["path"])
    link = own.parent / "link.png"
    link.symlink_to(secret)
    roundabout = [
        own.parent,
        uploads,
        link,
        own.parent / ".." / own.parent.name / own.name,
        f"{own.parent}//{own.name}",
        own.parent / ".hidden",
        uploads / "short" / own.name,
        f"{own}\0.png",
        f" {own}",
        own.relative_to("/"),
    ]
    for path in roundabout:
        for there in shapes(path):
            status, _ = asked(
                client, "try_on", [there, there, "auto", "", 0, False, "", "", None, 1]
            )
            assert status in (400, 403), path
    link.unlink()
    assert (
        asked(
            client,
            "try_on",
            [file_data(own), file_data(own), "auto", "", 0, False, "", "", None, 1],
        )[0]
        == 200
    )


def test_the_simple_calls_are_no_way_round(client, secret):
    for there in shapes(secret):
        data = [there, there, "auto", "", 0, False, "", "", None, 1]
        for route in ("call", "run", "api"):
            assert (
                client.post(f"/gradio_api/{route}/try_on", json={"data": data}).status_code == 403
            )
        named = {"person": there, "garment": there, "pipeline": "auto", "size": "", "seed": 0}
        assert client.post("/gradio_api/call/v2/try_on", json=named).status_code == 403


def test_an_upload_that_is_gone_is_said_to_be_gone(client, demo):
    own = uploaded(client, demo.photos / "person_drawn.png")
    Path(own["path"]).unlink()
    message = try_on(client, own, own, "gone")
    assert message["success"] is False
    assert "Choose them again" in json.dumps(message)


def test_only_uploads_and_results_are_served(client, secret):
    for path in (secret, Path(__file__), Path.cwd() / ".gradio" / "a.png", "/etc/passwd"):
        assert client.get(f"/gradio_api/file={path}").status_code == 403


def test_the_same_photo_lies_elsewhere_for_everybody(client, demo):
    """Else its place tells that somebody has uploaded it before."""
    one, other = (uploaded(client, demo.photos / "person_drawn.png")["path"] for _ in range(2))
    assert one != other
    assert re.fullmatch(r"[0-9a-f]{64}", Path(one).parent.name)


def test_names_of_uploads_do_not_matter(client, demo):
    picture = (demo.photos / "person_drawn.png").read_bytes()
    names = [
        "../../a.png",
        "a\u202egpj.exe",
        "n" * 300,
        "<img src=x onerror=alert(1)>.png",
        "a.html",
    ]
    for name in [*names, "a.svg", ".png", "a\0b.png", " "]:
        answer = client.post(UPLOAD, files={"files": (name, picture)})
        assert answer.status_code == 200, name
        path = Path(answer.json()[0])
        assert path.name == "upload.png" and path.read_bytes() == picture


@pytest.mark.parametrize(
    "content", [b"<html><script>alert(1)</script>", b"<svg onload='alert(1)'/>", b"\x7fELF", b""]
)
def test_what_is_no_picture_is_never_served_as_anything_else(client, content):
    answer = client.post(UPLOAD, files={"files": ("a.html", content, "text/html")})
    if answer.status_code == 200:
        served = client.get(f"/gradio_api/file={answer.json()[0]}")
        assert served.headers["content-type"] == "application/octet-stream"
        assert served.headers["content-disposition"].startswith("attachment")


def raw(address, request, *, patience=10.0):
    """Sends bytes as they are and returns all that comes back until the server hangs up."""
    place = urlsplit(address)
    with socket.create_connection((place.hostname, place.port), timeout=patience) as line:
        line.sendall(request)
        answer = b""
        while part := line.recv(65536):
            answer += part
    return answer


def head_of_upload(length):
    part = b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.png"\r\n\r\n'
    return (
        b"POST /gradio_api/upload HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        b"Content-Type: multipart/form-data; boundary=b\r\n"
        b"Content-Length: %d\r\n\r\n" % length + part
    )


def files_below(folder):
    return {path for path in folder.rglob("*") if path.is_file()}


def test_uploads_that_end_early_leave_nothing(demo, uploads, capfd):
    before = files_below(uploads.parent)
    place = urlsplit(demo.address)
    for _ in range(3):
        with socket.create_connection((place.hostname, place.port), timeout=10) as line:
            line.sendall(head_of_upload(2**21) + b"x" * 2**20)
            time.sleep(0.2)
    time.sleep(0.5)
    assert files_below(uploads.parent) == before
    assert "Traceback" not in "".join(capfd.readouterr())


def test_uploads_that_are_too_large_leave_nothing(client, uploads, capfd):
    before = files_below(uploads.parent)
    large = b"x" * (UPLOAD_MB * 2**20 + 1)
    assert client.post(UPLOAD, files={"files": ("a.png", large)}).status_code == 413
    small = [("files", (f"{n}.png", b"x" * 2**10)) for n in range(3)]
    assert client.post(UPLOAD, files=[*small, ("files", ("a.png", large))]).status_code == 413
    boundary = {"content-type": "multipart/form-data; boundary=b"}
    parts = iter([head_of_upload(0).partition(b"\r\n\r\n")[2], *[b"x" * 2**18] * 600])
    assert client.post(UPLOAD, content=parts, headers=boundary).status_code == 413
    time.sleep(0.3)
    assert files_below(uploads.parent) == before
    assert "Traceback" not in "".join(capfd.readouterr())


def form(count, head=b'form-data; name="files"; filename="a.png"', payload=b"x"):
    part = b"--b\r\nContent-Disposition: " + head + b"\r\n\r\n" + payload + b"\r\n"
    return part * count + b"--b--\r\n"


@pytest.mark.parametrize(
    "kind",
    [
        "multipart/form-data; boundary=b",
        "multipart/form-data; BOUNDARY=b",
        "multipart/form-data; boundary =b",
        "multipart/form-data; x=y; boundary=b",
        'multipart/form-data; boundary="b"; boundary="c"',
        'multipart/form-data; a="boundary=c"; boundary=b',
    ],
)
def test_many_files_do_not_pass_however_the_form_is_announced(client, kind):
    answer = client.post(UPLOAD, content=form(900), headers={"content-type": kind})
    assert 400 <= answer.status_code < 500


def test_fields_of_a_form_are_capped(client):
    kind = {"content-type": "multipart/form-data; boundary=b"}
    large = form(1, b'form-data; name="files"', b"x" * (UPLOAD_MB << 20))
    assert client.post(UPLOAD, content=large, headers=kind).status_code == 413
    many = form(900, b'form-data; name="files"')
    assert 400 <= client.post(UPLOAD, content=many, headers=kind).status_code < 500


@pytest.mark.parametrize("name", ["files", "other"])
def test_a_field_where_a_file_should_be_is_refused(client, name):
    kind = {"content-type": "multipart/form-data; boundary=b"}
    text = form(1, f'form-data; name="{name}"'.encode())
    for query in ("", "?upload_id=abc"):
        answer = client.post(UPLOAD + query, content=text, headers=kind)
        assert answer.status_code == 400
    for body, headers in ((b"", kind), (b"x", kind), (b"{}", {}), (b"--b--", kind)):
        answer = client.post(UPLOAD, content=body, headers=headers)
        assert answer.status_code == 400


def test_progress_of_an_upload_is_told(client, demo):
    picture = (demo.photos / "person_drawn.png").read_bytes()
    place = urlsplit(demo.address)
    name = b'--b\r\nContent-Disposition: form-data; name="files"; filename="my photo.png"\r\n\r\n'
    end = b"\r\n--b--\r\n"
    head = (
        b"POST /gradio_api/upload?upload_id=abc HTTP/1.1\r\nHost: localhost\r\n"
        b"Content-Type: multipart/form-data; boundary=b\r\n"
        b"Content-Length: %d\r\n\r\n" % (len(name) + len(picture) + len(end))
    )
    told = []
    with socket.create_connection((place.hostname, place.port), timeout=10) as line:
        line.sendall(head + name + picture[:1000])
        with client.stream("GET", "/gradio_api/upload_progress?upload_id=abc") as stream:
            for news in stream.iter_lines():
                if not news.startswith("data:"):
                    continue
                told.append(json.loads(news[5:]))
                if len(told) == 1:
                    line.sendall(picture[1000:] + end)
        assert b"200 OK" in line.recv(65536)
    assert told[-1] == {"msg": "done"}
    assert {news["orig_name"] for news in told[:-1]} == {"my photo.png"}
    assert sum(news["chunk_size"] for news in told[:-1]) == len(picture)
    assert client.get("/gradio_api/upload_progress?upload_id=none").status_code == 404
    assert client.get(f"/gradio_api/upload_progress?upload_id={LONG[:50_000]}").status_code < 500


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


def test_many_sessions_make_room_for_one_another(running_demo, client):
    holder = running_demo.site.demo.app.state_holder
    for number in range(holder.capacity + 20):
        assert holder[f"room{number}"] is not None
    assert len(holder.session_data) <= 200


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


def test_a_garment_as_it_was_drawn_is_still_taken(client, demo):
    """The doors are shut, the page is open."""
    person = uploaded(client, demo.photos / "person_drawn.png")
    garment = uploaded(client, demo.photos / "garment_drawn.png")
    assert try_on(client, person, garment, "open")["success"] is True
    assert demo.engine.pipeline.counts.finished == 1
    assert (demo.engine.pipeline.last_garment.photo == drawn_garment()).all()


def test_a_film_as_a_photo_is_refused_in_its_cell(client, demo):
    own = uploaded(client, demo.photos / "person_drawn.png")
    film = httpx.post(
        f"{demo.address.rstrip('/')}{UPLOAD}", files={"files": ("a.mp4", b"\0\0\0\x18ftypmp42" * 9)}
    )
    film = file_data(film.json()[0])
    message = call(client, "lookbook", [[{"image": own}], [{"video": film}], "auto", ""], "film")
    assert message["success"] is False
    assert "is a film" in json.dumps(message)


@pytest.mark.parametrize("begun", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: localhost\r\n"])
def test_half_open_connections_are_closed(demo, monkeypatch, begun):
    monkeypatch.setattr(connections, "HEADER_SECONDS", 0.5)
    assert raw(demo.address, begun) == b""


def test_a_further_request_must_come_whole_too(demo, monkeypatch):
    monkeypatch.setattr(connections, "HEADER_SECONDS", 0.5)
    whole = b"GET /robots.txt HTTP/1.1\r\nHost: localhost\r\n\r\n"
    answer = raw(demo.address, whole + whole[:20])
    assert answer.startswith(b"HTTP/1.1 200") and answer.count(b"HTTP/1.1") == 1


def test_an_answer_that_takes_long_is_not_cut(client, monkeypatch):
    monkeypatch.setattr(connections, "HEADER_SECONDS", 0.2)
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


def test_what_visitors_left_goes_and_examples_stay(client, running_demo, uploads):
    site = running_demo.site
    path = Path(uploaded(client, running_demo.photos / "person_drawn.png")["path"])
    folder = uploads / ("0" * 64)
    folder.mkdir()
    (folder / "deep").mkdir()
    examples = {one for block in site.demo.blocks.values() for one in block.keep_in_cache}
    assert examples
    site.clear(3600)
    assert path.is_file()
    site.clear(0)
    assert not path.exists() and not folder.exists()
    assert all(Path(example).is_file() for example in examples)
    assert running_demo.engine.preprocessor.forgotten_s == 0


def test_clearing_goes_on_whatever_it_meets(running_demo, monkeypatch, caplog):
    def broken(older_than_s):
        raise RuntimeError("no such luck")

    monkeypatch.setattr(running_demo.site._file_store, "clear", broken)
    running_demo.site.clear(3600)
    assert "no such luck" in caplog.text


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (MemoryError(), "out of memory"),
        (OutOfMemory("The device ran out of memory.", "Choose a smaller size."), "out of memory"),
        (NonFiniteOutput("The network gave numbers that are not numbers.", ""), "not numbers"),
        (RuntimeError(LONG), "Something went wrong on our side"),
    ],
)
def test_a_run_that_fails_says_why_and_the_next_one_works(
    client,
    demo,
    monkeypatch,
    error,
    words,
):
    def fails(*given):
        raise error

    person = uploaded(client, demo.photos / "person_drawn.png")
    garment = uploaded(client, demo.photos / "garment_drawn.png")
    with monkeypatch.context() as patch:
        patch.setattr(demo.engine.pipeline, "drawn", fails)
        message = try_on(client, person, garment, "fails")
    assert message["success"] is False
    assert words in json.dumps(message) and len(json.dumps(message)) < 5000
    assert "data" not in message["output"]
    assert try_on(client, person, garment, "works")["success"] is True
