"""What a visitor does in the lookbook."""

from playwright.sync_api import expect

from tests.support.page import wait_until

PERSON, RED, GREEN = "person_drawn.png", "garment_drawn.png", "garment_green.png"


def open_lookbook(page):
    page.get_by_role("tab", name="Lookbook").click()
    expect(page.locator("#lookbook-run")).to_be_visible()


def add(page, demo, side, *names):
    gallery = page.locator(f"#lookbook-{side}")
    gallery.locator("input[type=file]").first.set_input_files(
        [demo.photos / name for name in names]
    )
    expect(gallery.locator(".thumbnail-item img, .gallery-item img")).to_have_count(len(names))


def fill(page, demo, persons, garments):
    open_lookbook(page)
    add(page, demo, "persons", *persons)
    add(page, demo, "garments", *garments)


def at_the_second_of_three(page, demo):
    """Begins a slow lookbook of three and waits until one is done and the next runs."""
    demo.engine.pipeline.seconds_per_stage = 0.5
    counts = demo.engine.pipeline.counts
    fill(page, demo, [PERSON], [RED, GREEN, RED])
    page.click("#lookbook-run")
    expect(page.locator(".look.done")).to_have_count(1)
    wait_until(lambda: counts.runs == 2)
    return counts


def ended(page, words):
    expect(page.locator("#lookbook-status")).to_contain_text(words)


def look_inside(page, demo):
    """Makes a lookbook of one, and opens its only result."""
    fill(page, demo, [PERSON], [RED])
    page.click("#lookbook-run")
    ended(page, "Done. Press the picture")
    page.locator(".look button").first.click()
    expect(page.locator(".opened .inspector")).to_be_visible()
