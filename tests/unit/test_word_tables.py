"""A language's table is sent to who asks for it, packed; the page has little of it."""

import json

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from tryon.ui.server.packed_page import PackedPage
from tryon.ui.server.word_tables import WordTables
from tryon.ui.wording.speaking import TABLES, languages

REST = Starlette(routes=[Route("/{rest:path}", lambda request: PlainTextResponse("rest"))])


@pytest.mark.parametrize("language", TABLES)
def test_a_table_is_sent_whole_and_packed(language):
    client = TestClient(PackedPage(WordTables(REST)))
    answer = client.get(f"/words/{language}")
    assert answer.json() == TABLES[language]
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["cache-control"] == "no-cache"


def test_everything_else_is_handed_on():
    client = TestClient(PackedPage(WordTables(REST)))
    for path in ("/", "/words", "/words/", "/words/xx", "/words/de/more"):
        assert client.get(path).text == "rest"


def test_the_page_has_english_and_what_gradio_says():
    handed = languages().translations_dict
    assert handed["en"] == TABLES["en"]
    others = [handed[tag] for tag in TABLES if tag != "en"]
    assert len({tuple(table) for table in others}) == 1
    assert all(table.items() <= TABLES[tag].items() for tag, table in handed.items())
    assert len(json.dumps(others, ensure_ascii=False).encode()) < 40_000
