"""What "Forget everything" deletes: on the disk and from what the server still serves."""

import gc
import os
import time
import weakref
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.support.fake_engine import drawn_person
from tests.support.lookbook_page import GREEN, PERSON, RED, at_the_second_of_three, ended, fill
from tests.support.narrow_sam import tiny_sam
from tests.support.page import compare, other_garment, run, upload_both, wait_until
from tests.support.server import uploaded
from tryon.segmenters.sam import SamSegmenter
from tryon.ui.wording.sentences import SENTENCES
from tryon.ui.wording.words import LOOKBOOK_DONE_ONE, SIDES_DONE


@pytest.fixture
def folders(demo):
    """Tells the folders of results that came since, and of uploads."""
    roots = demo.site._file_store.root, demo.site._uploads.root
    listed = [lambda root=root: set(root.iterdir()) if root.is_dir() else set() for root in roots]
    before = [names() for names in listed]
    return lambda: [names() - old for names, old in zip(listed, before, strict=True)]


def forget(page):
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("tab", name="Try on").click()
    page.get_by_role("button", name="Forget everything").click()
    expect(page.locator("#status")).to_have_text(SENTENCES["forgotten"])


def test_a_lookbook_that_was_never_opened_is_forgotten(open_page, demo, client, folders):
    page, other = open_page(demo.address), open_page(demo.address)
    run(other, demo)
    expect(other.locator(".history li")).to_have_count(1)
    others = folders()
    fill(page, demo, [PERSON], [RED, GREEN])
    # What was sent and taken out again is forgotten, too.
    page.locator("#lookbook-garments").get_by_role("button", name="Take garment 2 out").click()
    page.click("#lookbook-run")
    ended(page, LOOKBOOK_DONE_ONE)
    results, uploads = (now - own for now, own in zip(folders(), others, strict=True))
    # The lookbook and its cell; one person and two garments.
    assert (len(results), len(uploads)) == (2, 3)
    files = [path for folder in results | uploads for path in folder.iterdir() if path.is_file()]
    assert {"lookbook.zip", "contact-sheet.png", "record.json"} <= {path.name for path in files}
    mine = [f"gradio_api/file={path}" for path in files]
    assert {client.get(url).status_code for url in mine} == {200}
    # After a reload the page shows nothing of it, and it is forgotten none the less.
    page.reload()
    expect(page.get_by_role("button", name="Forget everything")).to_be_visible()
    forget(page)
    assert not [folder for folder in results | uploads if folder.exists()]
    assert not {client.get(url).status_code for url in mine} & {200, 206}
    assert folders() == others


def test_comparisons_studio_and_saved_changes_are_forgotten(page, demo, folders):
    compare(page, demo)
    page.locator("#studio > button").click()
    expect(page.locator(".studio[data-empty=false]")).to_be_visible()
    assert len(folders()[0]) >= 2
    forget(page)
    assert folders() == [set(), set()]
    assert page.evaluate("sessionStorage.getItem('tryon-photos')") is None
    # It is another visit, in which all goes on as before.
    compare(page, demo)
    assert SIDES_DONE in page.locator("#status").inner_text()
    assert folders()[0]


def held(demo):
    """What the server keeps in memory to go on from: runs, and photos that were opened."""
    kept = demo.site._run_cache
    return [
        each.value for memory in (kept._runs, kept._opened) for each in memory._entries.values()
    ]


def test_memory_lets_go_of_photos_at_once_but_not_of_others(open_page, demo):
    demo.site._run_cache.forget(0)
    page, other = open_page(demo.address), open_page(demo.address)
    run(other, demo)
    others = [*map(id, held(demo))]
    run(page, demo)
    page.locator("#studio > button").click()
    expect(page.locator(".studio[data-empty=false]")).to_be_visible()
    other_garment(page)
    # A run, and what the studio opened after that, which was not run.
    wait_until(lambda: len(held(demo)) == len(others) + 2)
    mine = [weakref.ref(each) for each in held(demo) if id(each) not in others]
    # What the drawn pipeline keeps itself.
    demo.engine.pipeline.last_person = demo.engine.pipeline.last_garment = None
    forget(page)
    gc.collect()
    assert [each() for each in mine] == [None] * len(mine)
    assert [*map(id, held(demo))] == others
    # Two photos were sent; the example is everybody's.
    assert len(demo.engine.preprocessor.forgotten) == 2


@pytest.fixture
def reading(demo, monkeypatch):
    """What answers clicks, with a network that keeps what it read of a photo."""
    clicks = demo.site._clicks
    with monkeypatch.context() as patch:
        patch.setattr(clicks, "_load", lambda: SamSegmenter(tiny_sam()))
        clicks.choose_anew()
        yield clicks
    clicks.choose_anew()


def test_what_was_read_for_clicks_goes_with_the_photos(demo, client, reading):
    old, young = (uploaded(client, demo.photos / "person_drawn.png")["path"] for _ in range(2))
    segmenter, said = reading.ready(drawn_person())
    assert "read this photo once" in said
    demo.site.clear()
    assert reading.ready(drawn_person()) == (segmenter, "")
    # It has just been used, but the photo's hour is over.
    hours_ago = time.time() - 7200
    for path in (Path(old), Path(old).parent):
        os.utime(path, (hours_ago, hours_ago))
    kept = weakref.ref(next(iter(segmenter._embeddings._entries.values())).value)
    demo.site.clear()
    gc.collect()
    assert kept() is None
    assert (Path(old).exists(), Path(young).exists()) == (False, True)


def test_what_still_runs_leaves_nothing_behind(page, demo, folders):
    counts = at_the_second_of_three(page, demo)
    forget(page)
    wait_until(lambda: counts.at_once == 0)
    time.sleep(1)
    assert folders() == [set(), set()]


def test_a_run_that_ends_after_it_is_not_kept_in_memory(page, demo):
    demo.site._run_cache.forget(0)
    upload_both(page, demo)
    demo.engine.pipeline.seconds_per_stage = 0.5
    page.click("#run")
    wait_until(lambda: demo.engine.pipeline.counts.stages[-1:] == ["synthesis"])
    forget(page)
    wait_until(lambda: demo.engine.pipeline.counts.at_once == 0)
    time.sleep(0.5)
    assert held(demo) == []
