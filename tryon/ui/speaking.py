"""Words that the browser puts into the visitor's language."""

import gradio as gr
from gradio.i18n import I18nData

from tryon.ui.languages import de, en, es, fr, ja, ko, zh

# By language tag; English is what any other language sees.
TABLES = {
    "en": en.WORDS,
    "de": de.WORDS,
    "fr": fr.WORDS,
    "es": es.WORDS,
    "zh": zh.WORDS,
    "ko": ko.WORDS,
    "ja": ja.WORDS,
}


def languages() -> gr.I18n:
    """Returns all tables, for Gradio to hand to the browser."""
    return gr.I18n(**TABLES)


def say(key: str) -> I18nData:
    """Returns what a component takes in place of a text, to be translated in the browser.

    Raises:
        KeyError: There is no such text.
    """
    if key not in en.WORDS:
        raise KeyError(key)
    return I18nData(key)
