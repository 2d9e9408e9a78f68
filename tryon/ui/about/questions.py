"""What newcomers ask, with answers that name the page's own buttons."""

from tryon.ui import markup
from tryon.ui.wording.about_tables.en import ABOUT

_ASKED = (
    "qa_sleeve",
    "qa_hand",
    "qa_alike",
    "qa_orange",
    "qa_last",
    "qa_several",
    "qa_phone",
    "qa_shop",
    "qa_delete",
    "qa_language",
)


def questions() -> str:
    """Returns the section's HTML."""
    return markup.answered([(ABOUT[key], ABOUT[f"{key}_so"]) for key in _ASKED])
