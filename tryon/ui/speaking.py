"""Words that the browser puts into the visitor's language."""

import gradio as gr
from gradio.i18n import I18nData

from tryon.ui import languages as own
from tryon.ui import remarks, step_tables, studio_tables

# Each has a table for every language; by language tag, all of them together. English is what any
# other language sees.
_ROOMS = (
    (own, "WORDS"),
    (remarks, "REMARKS"),
    (studio_tables, "STUDIO"),
    (step_tables, "STEPS_SAID"),
)
TABLES: dict[str, dict[str, str]] = {
    tag: {key: text for room, name in _ROOMS for key, text in vars(vars(room)[tag])[name].items()}
    for tag in ("en", "de", "fr", "es", "zh", "ko", "ja")
}


def languages() -> gr.I18n:
    """Returns all tables, for Gradio to hand to the browser."""
    return gr.I18n(**TABLES)


def say(key: str) -> I18nData:
    """Returns what a component takes in place of a text, to be translated in the browser.

    Raises:
        KeyError: There is no such text.
    """
    if key not in TABLES["en"]:
        raise KeyError(key)
    return I18nData(key)
