"""Takes the pictures of the page that the documents show, in Chromium, of real runs.

    python -m benchmarks.page_pictures [--out docs] [--only NAME ...]

Needs what the browser tests need. All photos in them are the page's own examples.
"""

import argparse
import io
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect, sync_playwright

from tryon.config import Settings
from tryon.ui.site import Site

WIDE: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
# The lock of hair over the garment in the first example, as shares of the picture.
LOCK = (0.57, 0.34)
# A run on a busy machine.
PATIENCE_MS = 300_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path("docs"))
    parser.add_argument("--only", nargs="*", choices=[*TAKES], default=[])
    options = parser.parse_args()
    expect.set_options(timeout=PATIENCE_MS)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        program = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        with running(Path(folder)) as address:
            for name in options.only or TAKES:
                TAKES[name](browser, address, options.out / name)
                print(name, flush=True)
        browser.close()


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """Opens the page; yields its address."""
    site = Site(Settings(), folder / "demo")
    try:
        yield site.open("127.0.0.1")
    finally:
        site.close()


def opened(browser: Browser, address: str, size: ViewportSize = WIDE) -> Page:
    page = browser.new_context(viewport=size, color_scheme="light").new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(address)
    page.wait_for_selector("#run")
    return page


def ran(page: Page, person: int, garment: int) -> None:
    """Runs a pair of examples, by their places in the row."""
    page.locator("#person-examples button").nth(person).click()
    page.locator("#garment-examples button").nth(garment).click()
    for subject in ("person", "garment"):
        expect(page.locator(f"#{subject}-notes .note").first).to_be_visible()
    page.click("#run")
    expect(page.locator("#status")).to_contain_text("Done in")
    expect(page.locator("#download-all")).to_be_visible()


def studio(page: Page) -> None:
    page.click("#to-studio")
    expect(page.locator(".studio[data-empty=false]")).to_be_visible()
    settle(page)


def settle(page: Page) -> None:
    expect(page.locator(".studio .working")).to_be_hidden()
    page.wait_for_timeout(1000)


def keep(locator: Locator, path: Path, width: int) -> None:
    """Keeps what is seen of an element, so many pixels wide."""
    locator.scroll_into_view_if_needed()
    locator.page.mouse.move(0, 0)
    for image in locator.locator("img:visible").all():
        image.evaluate("(image) => { image.loading = 'eager'; return image.decode(); }")
    # Nothing sticks to the window over it.
    locator.page.add_style_tag(content="#actions, #outcome { position: static !important; }")
    save(locator.screenshot(animations="disabled"), path, width)


def save(screenshot: bytes, path: Path, width: int) -> None:
    """Keeps a screenshot, so many pixels wide."""
    picture = Image.open(io.BytesIO(screenshot)).convert("RGB")
    height = round(picture.height * width / picture.width)
    picture = picture.resize((width, height), Image.Resampling.LANCZOS)
    picture.save(path, **({"quality": 88} if path.suffix == ".jpg" else {"optimize": True}))


def inspector(browser: Browser, address: str, path: Path) -> None:
    page = opened(browser, address)
    ran(page, 0, 5)
    keep(page.locator("#steps .inspector"), path, 1000)
    page.context.close()


def lookbook(browser: Browser, address: str, path: Path) -> None:
    page = opened(browser, address)
    page.locator("#tabs button[role=tab]").nth(1).click()
    page.click("#lookbook-examples")
    expect(page.locator("#lookbook-garments .gallery-item")).to_have_count(6)
    page.click("#lookbook-run")
    expect(page.locator("#lookbook-status")).to_contain_text("All 6 are done")
    keep(page.locator(".gradio-container"), path, 1000)
    page.context.close()


def whole_studio(browser: Browser, address: str, path: Path) -> None:
    page = opened(browser, address)
    ran(page, 0, 2)
    studio(page)
    keep(page.locator("#bench"), path, 1000)
    page.context.close()


def whole_page(browser: Browser, address: str, path: Path) -> None:
    page = opened(browser, address)
    ran(page, 0, 2)
    page.evaluate("scrollTo(0, 0)")
    page.mouse.move(0, 0)
    page.wait_for_timeout(1000)
    save(page.screenshot(animations="disabled"), path, 1280)
    page.context.close()


def mended_studio(browser: Browser, address: str, path: Path) -> None:
    page = opened(browser, address)
    ran(page, 0, 2)
    studio(page)
    page.get_by_role("button", name="A hand or hair is painted over").click()
    settle(page)
    page.locator(".studio-stage").scroll_into_view_if_needed()
    box = page.locator(".studio-stage").bounding_box()
    assert box is not None
    across, down = LOCK
    page.mouse.click(box["x"] + across * box["width"], box["y"] + down * box["height"])
    settle(page)
    keep(page.locator("#studio-desk"), path, 1000)
    page.context.close()


def studio_on_a_phone(browser: Browser, address: str, path: Path) -> None:
    page = opened(browser, address, PHONE)
    ran(page, 0, 2)
    studio(page)
    page.locator(".studio-wrong").evaluate("(asks) => asks.scrollIntoView({ block: 'start' })")
    page.wait_for_timeout(1000)
    save(page.screenshot(animations="disabled"), path, PHONE["width"])
    page.context.close()


Take = Callable[[Browser, str, Path], None]
TAKES: dict[str, Take] = {
    "screenshot.png": whole_page,
    "inspector.png": inspector,
    "lookbook.png": lookbook,
    "studio.jpg": whole_studio,
    "studio_mended.jpg": mended_studio,
    "studio_phone.jpg": studio_on_a_phone,
}

if __name__ == "__main__":
    main()
