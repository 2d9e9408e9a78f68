"""The real server behind the guard, asked for what the page never asks."""

import json
import threading

import httpx
import pytest

from tests.browser.conftest import QUEUE_SIZE, UPLOAD_MB
from tests.support.server import call, event_of, file_data, try_on, uploaded


def test_large_bodies_are_refused(client):
    too_much = b"x" * (UPLOAD_MB * 2**20 + 2**17)
    upload = "/gradio_api/upload"
    assert client.post(upload, files={"files": ("a.png", too_much)}).status_code == 413
    many = [("files", (f"{number}.png", b"x")) for number in range(1000)]
    assert client.post(upload, files=many).status_code == 413
    boundary = {"content-type": "multipart/form-data; boundary=frontier"}
    head = b'--frontier\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\n'
    parts = iter([head, *[b"x" * 2**18] * (4 * UPLOAD_MB + 2), b"\r\n--frontier--\r\n"])
    assert client.post(upload, content=parts, headers=boundary).status_code == 413
    huge = b'{"data": "' + b"x" * 2**20 + b'"}'
    assert client.post("/gradio_api/queue/join", content=huge).status_code == 413


@pytest.mark.parametrize(
    "path",
    ["/etc/passwd", "/proc/self/environ", "../../etc/passwd", "https://example.org/a.png"],
)
def test_files_of_the_machine_are_not_served(client, path):
    assert client.get(f"/gradio_api/file={path}").status_code in (403, 404)


def test_files_of_the_machine_are_not_read(client):
    outside = file_data("/etc/passwd")
    body = {
        "data": [outside, outside, "auto", "", 0, False, "", "", None, 1],
        "fn_index": event_of(client, "try_on"),
        "session_hash": "outside",
    }
    answer = client.post("/gradio_api/queue/join", json=body)
    assert answer.status_code == 403
    assert "root" not in answer.text


def test_photos_at_addresses_are_refused(client):
    body = {
        "data": [
            file_data("https://example.org/a.png"),
            None,
            "auto",
            "",
            0,
            False,
            "",
            "",
            None,
            1,
        ],
        "fn_index": event_of(client, "try_on"),
        "session_hash": "address",
    }
    assert client.post("/gradio_api/queue/join", json=body).status_code == 403


@pytest.mark.parametrize(
    ("pipeline", "size", "seed", "words"),
    [
        ("no-such", "", 0, "no such pipeline"),
        ([], "", 0, "no such pipeline"),
        ("compact", "9999x9999", 0, "does not run at that size"),
        ("compact", "", -1, "not a whole number"),
        ("compact", "", 0.5, "not a whole number"),
        ("compact", "", "many", "not a whole number"),
    ],
)
def test_values_that_are_not_offered_are_refused_in_words(
    client, demo, pipeline, size, seed, words
):
    person = uploaded(client, demo.photos / "person_drawn.png")
    garment = uploaded(client, demo.photos / "garment_drawn.png")
    message = try_on(client, person, garment, "values", pipeline, size, seed)
    assert message["success"] is False
    assert words in json.dumps(message)
    assert demo.engine.pipeline.counts.runs == 0


@pytest.mark.parametrize("photo", [None, "text", [], {}, {"path": None}, 7])
def test_other_payloads_than_photos_are_refused(client, demo, photo):
    message = try_on(client, photo, photo, "payload")
    assert message["success"] is False
    assert demo.engine.pipeline.counts.runs == 0


def test_an_unknown_event_is_refused(client):
    body = {"data": [], "fn_index": 10_000, "session_hash": "unknown"}
    assert 400 <= client.post("/gradio_api/queue/join", json=body).status_code < 500


def test_a_full_queue_says_so(client, demo):
    demo.engine.pipeline.seconds_per_stage = 0.4
    person = uploaded(client, demo.photos / "person_drawn.png")
    garment = uploaded(client, demo.photos / "garment_drawn.png")
    event = event_of(client, "try_on")

    def join(number):
        body = {
            "data": [person, garment, "auto", "", 0, False, "", "", None, 1],
            "fn_index": event,
            "session_hash": f"full{number}",
        }
        return client.post("/gradio_api/queue/join", json=body)

    answers = [join(number) for number in range(QUEUE_SIZE + 4)]
    refused = [answer for answer in answers if answer.status_code != 200]
    assert {answer.status_code for answer in refused} == {503}
    assert "full" in refused[0].text.lower()
    # Those who wait leave again, and the page works on.
    for number, answer in enumerate(answers):
        if answer.status_code == 200:
            leave = {
                "session_hash": f"full{number}",
                "fn_index": event,
                "event_id": answer.json()["event_id"],
            }
            client.post("/gradio_api/cancel", json=leave)
    demo.engine.pipeline.seconds_per_stage = 0.02
    assert try_on(client, person, garment, "after")["success"] is True
    assert demo.engine.pipeline.counts.most_at_once == 1


def test_many_visitors_run_one_after_the_other(client, demo):
    person = uploaded(client, demo.photos / "person_drawn.png")
    garments = [
        uploaded(client, demo.photos / name) for name in ("garment_drawn.png", "garment_green.png")
    ]
    results = {}

    def visit(number):
        with httpx.Client(base_url=demo.address, timeout=60) as own:
            results[number] = try_on(own, person, garments[number % 2], f"visitor{number}")

    visitors = [threading.Thread(target=visit, args=(number,)) for number in range(QUEUE_SIZE)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    assert all(result["success"] for result in results.values())
    counts = demo.engine.pipeline.counts
    assert (counts.finished, counts.most_at_once) == (QUEUE_SIZE, 1)


def test_the_lookbook_reads_no_files_of_the_machine(client, demo):
    person = uploaded(client, demo.photos / "person_drawn.png")
    body = {
        "data": [[{"image": person}], [{"image": file_data("/etc/passwd")}], "auto", ""],
        "fn_index": event_of(client, "lookbook"),
        "session_hash": "outside lookbook",
    }
    answer = client.post("/gradio_api/queue/join", json=body)
    assert answer.status_code == 403
    assert "root" not in answer.text
    assert demo.engine.pipeline.counts.runs == 0


@pytest.mark.parametrize("photos", [None, "text", 7, {}, [], [None], [{"image": {}}]])
def test_the_lookbook_refuses_other_payloads_than_photos(client, demo, photos):
    message = call(client, "lookbook", [photos, photos, "auto", ""], "lookbook payload")
    assert message["success"] is False
    assert demo.engine.pipeline.counts.runs == 0


def test_a_lookbook_of_too_many_pairs_says_so(client, demo):
    photo = {"image": uploaded(client, demo.photos / "person_drawn.png")}
    message = call(client, "lookbook", [[photo] * 5, [photo] * 5, "auto", ""], "many")
    assert message["success"] is False
    assert "25 try-ons" in json.dumps(message)
