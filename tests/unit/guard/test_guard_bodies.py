"""What the guard lets pass of a request's body."""

import json

import pytest
from starlette.responses import JSONResponse

from tests.support.guarded import FORM, JOIN, UPLOAD, UPLOAD_BYTES, chunks, form
from tryon.config import FILES_PER_UPLOAD
from tryon.ui.server.payload import JSON_BYTES


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

    monkeypatch.setattr("tryon.ui.server.receiving.shutil.copyfileobj", full)
    assert client.post(UPLOAD, content=form(2), headers=FORM).status_code == 507
    assert list(uploads.root.iterdir()) == []
