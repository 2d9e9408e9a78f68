"""What lies in the folders of uploads and results, and when it goes."""

import logging
import os
import threading
import time

import pytest

from tryon.ui.server import places, temporary
from tryon.ui.server.places import sweep
from tryon.ui.server.temporary import temporary_folder
from tryon.ui.server.uploads import Uploads


def aged(path, seconds=4000):
    past = time.time() - seconds
    for one in (*path.rglob("*"), path) if path.is_dir() else (path,):
        os.utime(one, (past, past), follow_symlinks=False)
    return path


@pytest.fixture
def uploads(tmp_path):
    return Uploads(tmp_path / "uploads")


def new_upload(uploads, content=b"GIF8"):
    path = uploads.new_file(content)
    path.write_bytes(content)
    return path


def test_old_uploads_go_and_young_ones_and_examples_stay(uploads):
    sweep(uploads.root)
    old, example, young = (new_upload(uploads) for _ in range(3))
    for path in (old, example):
        aged(path.parent)
    (uploads.root / "tmpabc").write_bytes(b"left behind")
    aged(uploads.root / "tmpabc")
    assert sweep(uploads.root, 3600, {str(example)}) == {str(old)}
    assert sorted(uploads.root.iterdir()) == sorted([example.parent, young.parent])
    assert sweep(uploads.root) == {str(example), str(young)}
    assert list(uploads.root.iterdir()) == []


def test_what_cannot_be_deleted_does_not_save_the_rest(uploads, monkeypatch, caplog):
    stubborn, other = (aged(new_upload(uploads).parent) for _ in range(2))
    delete = places._delete

    def refuses(entry):
        if entry == stubborn:
            raise PermissionError("not yours")
        delete(entry)

    monkeypatch.setattr(places, "_delete", refuses)
    with caplog.at_level(logging.WARNING):
        gone = sweep(uploads.root, 3600)
    assert gone == {str(other / "upload.gif")}
    assert (stubborn.exists(), other.exists()) == (True, False)
    assert "cannot be deleted" in caplog.text


def test_a_folder_where_a_file_should_be_is_swept_like_any_other(uploads):
    """Gradio's own sweep met one and never came again."""
    path = new_upload(uploads)
    (path.parent / "folder").mkdir()
    (path.parent / "folder" / "deep.png").write_bytes(b"x")
    sweep(aged(uploads.root), 3600)
    assert list(uploads.root.iterdir()) == []


def test_links_are_swept_and_not_followed(uploads, tmp_path):
    outside = aged(tmp_path) / "outside"
    outside.mkdir()
    (outside / "mine.txt").write_text("mine")
    uploads.root.mkdir()
    (uploads.root / "link").symlink_to(outside)
    sweep(uploads.root)
    assert (outside / "mine.txt").read_text() == "mine"
    assert list(uploads.root.iterdir()) == []


@pytest.mark.parametrize(
    ("head", "ending"),
    [
        (b"\xff\xd8\xff\xe0", ".jpg"),
        (b"\x89PNG\r\n\x1a\n", ".png"),
        (b"RIFF\0\0\0\0WEBPVP8 ", ".webp"),
        (b"\0\0\0\x18ftypavif", ".avif"),
        (b"\0\0\0\x18ftypmp42", ".bin"),
        (b"PK\x03\x04", ".zip"),
        (b"<svg onload=alert(1)>", ".bin"),
        (b"<html>", ".bin"),
        (b"", ".bin"),
    ],
)
def test_names_say_what_the_content_is(uploads, head, ending):
    one, other = uploads.new_file(head), uploads.new_file(head)
    assert one.name == f"upload{ending}"
    assert one.parent != other.parent


@pytest.fixture
def system_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(temporary.tempfile, "gettempdir", lambda: str(tmp_path))
    monkeypatch.setattr(temporary.tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_the_folder_goes_with_the_program(system_folder):
    with pytest.raises(KeyboardInterrupt), temporary_folder() as folder:
        (folder / "uploads").mkdir()
        assert folder.stat().st_mode & 0o077 == 0
        raise KeyboardInterrupt
    assert list(system_folder.iterdir()) == []


def test_what_killed_programs_left_behind_goes_at_the_next_start(system_folder):
    killed = system_folder / "tryon-killed"
    (killed / "uploads").mkdir(parents=True)
    (killed / "in-use.lock").touch()
    others = [system_folder / "tryon-of-another-program", system_folder / "other"]
    for other in others:
        other.mkdir()
        aged(other)
    aged(killed)
    with temporary_folder() as running:
        assert not killed.exists()
        aged(running)
        # It is in use, however old it is; asked from another thread, as from another program.
        second = threading.Thread(target=lambda: temporary_folder().__enter__())
        second.start()
        second.join()
        assert running.exists()
    assert all(other.exists() for other in others)
