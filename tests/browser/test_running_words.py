"""What changes while it is looked at is in the visitor's language all the time."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.lookbook_page import PERSON, RED, add, ended
from tests.support.page import upload, upload_drawn
from tryon.ui.lookbook.lookbook_markup import _STATE_WORDS
from tryon.ui.wording.sentences import SENTENCES
from tryon.ui.wording.speaking import TABLES

ENGLISH = {text for key, text in SENTENCES.items() if key.startswith("stage_") and "{" not in text}
# Everything that could be read in an element, or heard of it, at any time from now on.
LISTEN = """(place) => {
  window.heard = new Set();
  const look = () => {
    const where = document.querySelector(place);
    window.heard.add(where.innerText);
    for (const each of where.querySelectorAll("[aria-label], [title]"))
      window.heard.add(each.ariaLabel ?? each.title);
    requestAnimationFrame(look);
  };
  look();
}"""
HEARD = "[...window.heard].join('\\n')"


@pytest.mark.parametrize("language", ["de", "ja"])
def test_a_run_tells_its_steps_in_the_visitors_language(open_page, demo, language):
    page = open_page(demo.address, locale=language)
    say = TABLES[language]
    upload_drawn(page, demo)
    demo.engine.pipeline.seconds_per_stage = 0.4
    for button, wrapped in (("#run", "{stage}"), ("#compare", say["stage_of"])):
        page.evaluate(LISTEN, "#outcome")
        page.click(button)
        done = max(re.split(r"\{\w+\}", say["done_in"]), key=len)
        ends = done if button == "#run" else say["sides_done"]
        expect(page.locator("#status")).to_contain_text(ends)
        heard = page.evaluate(HEARD)
        assert [text for text in (*ENGLISH, "Progress of the run") if text in heard] == []
        stage = wrapped.format(name="compact", stage=say["stage_synthesis"])
        assert stage in heard
        assert say["rs_progress"] in heard


def test_a_lookbook_tells_where_it_is_in_the_visitors_language(open_page, demo):
    page = open_page(demo.address, locale="de-DE")
    say = TABLES["de"]
    page.get_by_role("tab", name=say["lookbook"]).click()
    for subject in ("person", "garment"):
        whose = {"subject": say[f"part_{subject}"]}
        for part in ("upload", "paste"):
            frame = page.locator(f"#lookbook-{subject}s")
            expect(frame.get_by_label(say[f"part_{part}"].format(**whose))).to_be_visible()
    add(page, demo, "persons", PERSON)
    add(page, demo, "garments", RED, "garment_green.png")
    demo.engine.pipeline.seconds_per_stage = 0.4
    page.evaluate(LISTEN, "body")
    page.click("#lookbook-run")
    ended(page, say["book_done"].format(count=2))
    heard = page.evaluate(HEARD)
    english = {f"\n{words}\n" for words in _STATE_WORDS.values() if words}
    assert [text for text in english | ENGLISH if text in f"\n{heard}\n"] == []
    for key in ("bk_waiting", "bk_running", "stage_synthesis"):
        assert say[key] in heard


def test_what_a_refusal_puts_in_is_said_in_the_visitors_language(open_page, demo):
    page = open_page(demo.address, locale="de-DE")
    say = TABLES["de"]
    upload(page, "person", demo.photos / "text.png")
    refused = say["file_unread"].format(name=say["the_person_photo"], kind=say["kind_other"])
    expect(page.locator("#person-notes strong")).to_have_text(refused)
    # The picture that cannot be shown puts no words under the buttons.
    photo = page.locator("#person .image-frame img")
    assert photo.evaluate("image => getComputedStyle(image).color") == "rgba(0, 0, 0, 0)"


@pytest.mark.parametrize("language", ["en", "de"])
def test_what_gradio_has_read_out_is_a_word_and_no_key(open_page, demo, language):
    page = open_page(demo.address, locale=language)
    page.evaluate(LISTEN, "body")
    upload_drawn(page, demo)
    page.click("#run")
    expect(page.locator("#result .compare")).to_be_visible()
    page.wait_for_function(f"{HEARD}.includes('{TABLES[language]['common.complete']}')")
    assert "common." not in page.evaluate(HEARD)
