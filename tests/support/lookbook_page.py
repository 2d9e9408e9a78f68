"""What a visitor does in the lookbook."""

from playwright.sync_api import expect

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


def ended(page, words):
    expect(page.locator("#lookbook-status")).to_contain_text(words)
