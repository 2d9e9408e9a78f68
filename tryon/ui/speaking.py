"""Words that the browser puts into the visitor's language."""

import gradio as gr
from gradio.i18n import I18nData

from tryon.ui import languages as own
from tryon.ui import remarks

# By language tag, the page's own words and what other rooms remark; English is what any other
# language sees.
TABLES = {
    "en": own.en.WORDS | remarks.en.REMARKS,
    "de": own.de.WORDS | remarks.de.REMARKS,
    "fr": own.fr.WORDS | remarks.fr.REMARKS,
    "es": own.es.WORDS | remarks.es.REMARKS,
    "zh": own.zh.WORDS | remarks.zh.REMARKS,
    "ko": own.ko.WORDS | remarks.ko.REMARKS,
    "ja": own.ja.WORDS | remarks.ja.REMARKS,
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
