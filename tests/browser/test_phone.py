"""What a thumb and a narrow screen need, and what large enough means for a finger."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE
from tests.support.lookbook_page import PERSON, RED, add, fill
from tests.support.page import box_of, compare, run, upload, upload_drawn, wait_until
from tests.support.studio_page import (
    at,
    mend_hair,
    open_studio,
    run_what_changed,
    settle,
    to_studio,
)
from tryon.ui.wording.speaking import TABLES
from tryon.ui.wording.words import SIDES_DONE

# Smaller than 24 x 24 pixels, of what is pressed. Menus are pressed in their whole frames, and
# what Gradio only measures tabs with cannot be seen.
TOO_SMALL = """() => [...document.querySelectorAll(
    "button, summary, input:not([role=combobox]):not([type=file]), select, [role=tab]")]
  .filter((each) => each.checkVisibility({ visibilityProperty: true }))
  .filter((each) => !each.closest("[aria-hidden=true], .tab-container.visually-hidden"))
  .map((each) => [each, each.getBoundingClientRect()])
  .filter(([, { width, height }]) => width && height && (width < 24 || height < 24))
  .map(([each, { width, height }]) =>
    `${each.outerHTML.slice(0, 120)}: ${Math.round(width)} x ${Math.round(height)}`)"""
WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def phone(open_page, demo):
    return open_page(demo.address, **PHONE)


def test_what_came_of_a_tap_on_the_picture_is_seen_beside_it(phone, demo):
    open_studio(phone, demo)
    answer = phone.locator(".studio-message")
    less = phone.get_by_role("button", name="Less: only around the click")
    stage = phone.locator(".studio-stage")
    for place, said in (((0.5, 0.5), "belongs to it already"), ((0.9, 0.1), "% of the picture")):
        # As a visitor has it who looks at the picture.
        stage.evaluate("stage => stage.scrollIntoView({ block: 'start' })")
        phone.touchscreen.tap(*at(phone, *place))
        settle(phone)
        expect(answer).to_contain_text(said)
        expect(answer).to_be_in_viewport(ratio=1)
        expect(stage).to_be_in_viewport(ratio=0.8)
    expect(less).to_be_in_viewport(ratio=1)
    # And what came of a run beside its button, which leads to the result.
    run_what_changed(phone)
    expect(answer).to_be_in_viewport(ratio=1)
    phone.get_by_role("button", name="Show the result").click()
    expect(phone.locator("#result .compare .frame")).to_be_in_viewport(ratio=0.9)


def test_a_photo_in_full_screen_is_as_wide_as_the_screen(open_page, demo):
    # Where a page that is too wide is made smaller as a whole.
    phone = open_page(demo.address, **PHONE, is_mobile=True)
    upload(phone, "person", demo.photos / "person_drawn.png")
    expect(phone.locator("#person-notes")).to_contain_text("One person found")
    for _ in range(2):
        phone.get_by_role("button", name="Show the person photo in full").click()
        phone.wait_for_timeout(600)
        assert not phone.evaluate(WIDER)
        frame = box_of(phone.locator("#person"))
        assert (frame["x"], frame["width"]) == (0, 390)
        phone.locator("#person .icon-button").first.click()
        phone.wait_for_timeout(600)


def test_pictures_beside_each_other_are_so_on_a_phone(phone, demo):
    compare(phone, demo)
    frames = phone.locator("#sides .panels .frame")
    one, other = (box_of(frames.nth(number)) for number in range(2))
    assert one["y"] == other["y"] and other["x"] >= one["x"] + one["width"]
    assert not phone.evaluate(WIDER)


@pytest.mark.parametrize("guise", [DESK, PHONE], ids=["desk", "phone"])
def test_the_walks_buttons_stay_where_they_are(open_page, demo, guise):
    page = open_page(demo.address, **guise)
    run(page, demo)
    page.get_by_role("button", name="How it works").click()
    further = page.locator("#walk .next")
    places = set()
    for _ in range(page.locator("#steps .step").count() - 1):
        places.add(box_of(further)["y"])
        # They cover nothing that takes the focus.
        for passage in page.locator("#walk summary").all():
            passage.focus()
            fold = box_of(passage)
            assert fold["y"] + fold["height"] <= box_of(further)["y"]
        further.click()
    assert len(places) == 1


def test_three_pictures_of_a_step_are_beside_each_other_on_a_phone(phone, demo):
    run(phone, demo)
    phone.get_by_role("button", name="How it works").click()
    # What a fold opens is seen, also the longest, of the layout.
    for _ in range(4):
        phone.keyboard.press("ArrowRight")
    phone.locator("#walk summary").click()
    opened = box_of(phone.locator("#walk .passage > :last-child"))
    assert opened["y"] + opened["height"] <= box_of(phone.locator("#walk .next"))["y"]
    columns = phone.locator("#walk .pictures").evaluate(
        """pictures => {
          const one = pictures.firstElementChild;
          pictures.replaceChildren(one, one.cloneNode(true), one.cloneNode(true));
          return [...pictures.children].map((each) => each.getBoundingClientRect().top);
        }"""
    )
    assert len(set(columns)) == 1
    assert not phone.evaluate(WIDER)


def test_the_arrow_of_a_title_of_two_lines_stands_below_the_others(phone):
    centres = [
        box["x"] + box["width"] / 2
        for box in map(box_of, phone.locator(".label-wrap:visible .icon").all())
    ]
    assert len(centres) >= 5
    assert max(centres) - min(centres) < 1


@pytest.mark.parametrize("guise", [DESK, PHONE], ids=["desk", "phone"])
def test_whatever_is_pressed_is_large_enough_for_a_finger(open_page, demo, guise):
    page = open_page(demo.address, **guise)
    found = {"empty": page.evaluate(TOO_SMALL)}
    compare(page, demo)
    found["side by side"] = page.evaluate(TOO_SMALL)
    run(page, demo)
    for part in ("options", "questions", "about", "study"):
        page.locator(f"#{part} > button").click()
    page.get_by_text("What it is compared with").click()
    found["all open"] = page.evaluate(TOO_SMALL)
    page.click("#to-studio")
    expect(page.locator(".studio[data-empty=false]")).to_be_visible()
    settle(page)
    found["studio"] = page.evaluate(TOO_SMALL)
    fill(page, demo, [PERSON], [RED])
    found["lookbook"] = page.evaluate(TOO_SMALL)
    small = [f"{state}: {each}" for state, those in found.items() for each in those]
    assert "\n".join(small) == ""


@pytest.mark.parametrize("language", ["en", "de", "ja"])
def test_newcomers_questions_are_answered_at_one_click(open_page, demo, language):
    page = open_page(demo.address, **PHONE, locale=language)
    page.locator("#questions > button").click()
    say = TABLES[language]
    answers = [text for key, text in say.items() if key.startswith("qa_") and key.endswith("_so")]
    expect(page.locator("#questions dd")).to_have_text(answers)
    questions = page.locator("#questions dt")
    expect(questions).to_have_count(len(answers))
    expect(questions.first).to_have_text(say["qa_sleeve"])
    assert not page.evaluate(WIDER)


SIZES = """(those) => those
  .filter((each) => each.checkVisibility({ visibilityProperty: true }))
  .map((each) => each.getBoundingClientRect())
  .map(({ width, height }) => `${Math.round(width)} x ${Math.round(height)}`)"""


def sizes(page, *places):
    """Width and height of what is seen in each place, in pixels."""
    return [page.locator(place).evaluate_all(SIZES) for place in places]


def keep(page, before, *places):
    wait_until(lambda: sizes(page, *places) == before, 5)


@pytest.mark.parametrize("guise", [DESK, PHONE], ids=["desk", "phone"])
def test_no_button_changes_its_size(open_page, demo, guise):
    page = open_page(demo.address, **guise, locale="de-DE")
    say = TABLES["de"]
    upload_drawn(page, demo)
    one = "#actions button"
    before = sizes(page, one)
    demo.engine.pipeline.seconds_per_stage = 0.5
    page.click("#run")
    expect(page.locator("#cancel")).to_be_visible()
    keep(page, before, one)
    expect(page.locator("#cancel")).to_be_hidden()
    keep(page, before, one)
    # In the studio: of what is chosen, mended and run.
    page.click("#to-studio")
    expect(page.locator(".studio[data-empty=false]")).to_be_visible()
    settle(page)
    tabs, go = ".studio-tabs button", ".studio-go button"
    before = sizes(page, tabs, ".studio-regions button")
    page.locator(".studio-regions button").nth(5).click()
    page.locator(tabs).nth(3).click()
    settle(page)
    page.locator(tabs).first.click()
    settle(page)
    page.locator(".studio-stage").scroll_into_view_if_needed()
    page.mouse.click(*at(page, 0.36, 0.85))
    settle(page)
    expect(page.locator(".studio-tabs .dot").first).to_be_visible()
    keep(page, before, tabs, ".studio-regions button")
    stop = page.locator(".studio-go [data-do=stop]")
    before = sizes(page, go)
    page.locator(".studio-go [data-run]").click()
    expect(stop).to_be_visible()
    expect(stop).to_be_focused()
    keep(page, before, go)
    expect(stop).to_be_hidden()
    # Of the switches, what is on.
    switches = ".inspector .switch label"
    before = sizes(page, switches)
    page.locator(switches).nth(1).click()
    keep(page, before, switches)
    page.get_by_role("tab", name=say["lookbook"]).click()
    one = "#lookbook-actions button"
    before = sizes(page, one)
    for side, name in (("persons", PERSON), ("garments", RED)):
        add(page, demo, side, name)
    page.click("#lookbook-run")
    expect(page.locator("#lookbook-stop")).to_be_visible()
    keep(page, before, one)


def test_a_second_click_on_what_runs_does_not_stop_it(desk_page, demo):
    upload_drawn(desk_page, demo)
    demo.engine.pipeline.seconds_per_stage = 0.2
    desk_page.locator("#compare").dblclick()
    expect(desk_page.locator("#status")).to_contain_text(SIDES_DONE)


@pytest.mark.parametrize("guise", [DESK, PHONE], ids=["desk", "phone"])
def test_while_something_runs_it_can_be_cancelled_from_everywhere(open_page, demo, guise):
    page = open_page(demo.address, **guise)
    run(page, demo)
    demo.engine.pipeline.seconds_per_stage = 4.0
    cancel = page.locator("#cancel")
    # The second run, beside a result and all its steps.
    page.click("#run")
    for place in ("#header", "#garment", "#outcome .frame", "#steps .timings", "#privacy"):
        page.locator(place).evaluate("place => place.scrollIntoView({ block: 'center' })")
        expect(cancel).to_be_in_viewport(ratio=0.99)
    cancel.click()
    expect(page.locator("#status")).to_contain_text("Cancelled")
    expect(cancel).to_be_hidden()
    # In the studio there is one, and not two beside each other.
    to_studio(page)
    mend_hair(page)
    page.locator(".studio-go [data-run]").click()
    own = page.locator(".studio-go [data-do=stop]")
    expect(own).to_be_in_viewport(ratio=0.99)
    expect(page.locator("#cancel[data-away]")).to_have_count(0)
    if guise is PHONE:
        # Beside the picture it does not lie over what is said below that.
        page.locator(".studio-stage").evaluate("stage => stage.scrollIntoView()")
        expect(cancel).to_be_in_viewport(ratio=0.99)
        said = box_of(page.locator(".studio-answer"))
        assert said["y"] + said["height"] <= box_of(cancel)["y"]
    page.locator("#privacy").scroll_into_view_if_needed()
    expect(cancel).to_be_in_viewport(ratio=0.99)
    cancel.click()
    expect(page.locator("#status")).to_contain_text("Cancelled")
