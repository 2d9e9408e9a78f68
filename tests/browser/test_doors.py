"""What was found open by attacking the real server on this machine's own address, one by one."""

import json
import re
from pathlib import Path

import httpx
import pytest

from tests.support.fake_engine import drawn_garment
from tests.support.server import JOIN, LONG, UPLOAD, call, event_of, file_data, try_on, uploaded
from tryon.errors import NonFiniteOutput, OutOfMemory


@pytest.fixture
def secret(demo, tmp_path):
    """A picture of this machine that nobody uploaded."""
    path = tmp_path / "secret.png"
    path.write_bytes((demo.photos / "person_drawn.png").read_bytes())
    return path


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


def test_many_sessions_make_room_for_one_another(running_demo, client):
    holder = running_demo.site.demo.app.state_holder
    for number in range(holder.capacity + 20):
        assert holder[f"room{number}"] is not None
    assert len(holder.session_data) <= 200


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
