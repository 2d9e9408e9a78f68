"""What the page offers with a pipeline, and what it does not."""

from tryon.ui.menus import offered
from tryon.ui.offers import Offer


def test_a_seed_that_changes_nothing_is_notoffered() -> None:
    _, _, hidden, _ = offered(Offer("compact", "Compact", ((512, 384),)))
    assert (hidden["visible"], hidden["value"]) == (False, 0)
    _, _, shown, _ = offered(Offer("viton-hd", "VITON-HD", ((512, 384),), seeded=True))
    assert shown["visible"] and "value" not in shown
