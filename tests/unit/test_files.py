"""Files appear whole or not at all."""

import pytest

from tryon.errors import TryOnError
from tryon.files import write_file, written_whole


def test_a_file_and_its_folder_are_made_and_an_older_one_replaced(tmp_path):
    path = tmp_path / "new" / "report.json"
    for data in (b"first", b"second"):
        write_file(path, data)
        assert path.read_bytes() == data
    assert list(path.parent.iterdir()) == [path]


def test_where_writing_fails_the_older_file_stays_and_nothing_else_is_left(tmp_path):
    path = tmp_path / "report.json"
    write_file(path, b"older")
    with pytest.raises(ZeroDivisionError), written_whole(path) as part:
        part.write_bytes(b"half")
        raise ZeroDivisionError
    assert path.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_in_the_way_of_the_folder_is_said(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(TryOnError, match="cannot be written"):
        write_file(tmp_path / "file" / "report.json", b"data")
