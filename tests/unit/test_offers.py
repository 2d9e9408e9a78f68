"""What the page offers with a pipeline, and what it does not."""

from tryon.ui.handlers import _offered
from tryon.ui.offers import Offer


def test_a_seed_that_changes_nothing_is_not_offered() -> None:
    _, _, hidden, _ = _offered(Offer("compact", "Compact", ((512, 384),)))
    assert (hidden["visible"], hidden["value"]) == (False, 0)
    _, _, shown, _ = _offered(Offer("viton-hd", "VITON-HD", ((512, 384),), seeded=True))
    assert shown["visible"] and "value" not in shown
