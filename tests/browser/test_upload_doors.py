"""Uploads that attack the real server: odd names and forms, too much, ending early."""

import json
import socket
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import UPLOAD_MB
from tests.support.server import (
    LONG,
    UPLOAD,
    head_of_upload,
)


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
