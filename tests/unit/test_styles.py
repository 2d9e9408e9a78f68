"""The page's style sheets, as Gradio passes them on."""

import re
from pathlib import Path

from tryon import ui

SHEETS = sorted(Path(ui.__file__).parent.rglob("*.css"))
# The rules inside of `@media (...) { ... }`.
MEDIA = re.compile(r"@media[^{]*\{((?:[^{}]*\{[^{}]*\})*)[^{}]*\}")


def test_rules_of_a_width_are_for_what_is_in_the_page():
    """Gradio puts its own frame before each selector there, and no `body` is inside of that."""
    selectors = [
        selector.strip()
        for sheet in SHEETS
        for block in MEDIA.findall(re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.S))
        for selector in re.findall(r"([^{}]+)\{[^{}]*\}", block)
    ]
    assert len(selectors) > 20
    outside = ("body", "html", ":root", ".gradio-container")
    assert [each for each in selectors if each.startswith(outside)] == []
