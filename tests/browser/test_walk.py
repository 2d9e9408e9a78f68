"""How it works: the steps one at a time, with the visitor's own pictures, and the papers' words."""

from playwright.sync_api import expect

from tests.support.page import run


def test_a_walk_through_the_steps_of_this_run(page, demo):
    run(page, demo)
    steps = page.locator("#steps .step")
    count = steps.count()
    page.get_by_role("button", name="How it works").click()
    walk = page.locator("#walk")
    expect(walk).to_be_visible()
    for number in range(count):
        step = steps.nth(number)
        expect(walk.locator("h2")).to_have_text(step.locator("h3").text_content())
        expect(walk.locator(".head span")).to_have_text(f"Step {number + 1} of {count}")
        expect(walk.locator(".said")).to_have_text(
            step.locator(".step-words > p").first.inner_text()
        )
        # The pictures are those of this run.
        own = [image.get_attribute("src") for image in step.locator("img").all()]
        assert [image.get_attribute("src") for image in walk.locator("img").all()] == own
        assert walk.locator("img").first.evaluate("(image) => image.decode().then(() => true)")
        if number + 1 < count:
            page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    expect(walk.locator(".head span")).to_have_text(f"Step {count - 1} of {count}")
    page.keyboard.press("Escape")
    expect(walk).to_be_hidden()
    expect(page.get_by_role("button", name="How it works")).to_be_focused()


def test_the_papers_equations_are_behind_folds(page, demo):
    run(page, demo)
    step = page.locator(".step", has_text="Misalignment")
    formula = step.locator(".formula").first
    expect(formula).to_be_hidden()
    step.get_by_text("In the paper: VITON-HD").click()
    expect(formula).to_have_text("Malign = Ŝc ∩ 𝒲(Mc, θ)")
    assert formula.locator("sub").first.inner_text() == "align"
    # Where the project's own networks do it another way, that is said.
    warp = page.locator(".step", has_text="thin-plate")
    warp.get_by_text("In the paper").click()
    expect(warp.locator(".passage")).to_contain_text("smaller network of the project's own")
    expect(step.locator(".passage")).not_to_contain_text("smaller network")


def test_the_section_for_those_who_study_misalignment(page):
    page.get_by_role("button", name="For those who study misalignment").click()
    section = page.locator("#study")
    expect(section.get_by_text("M_misalign (Eq. 4)")).to_be_visible()
    expect(section.locator("tbody tr")).to_have_count(6)
