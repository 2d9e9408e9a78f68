"""Words that the browser puts into the visitor's language."""

import gradio as gr
from gradio.i18n import I18nData

from tryon.ui import languages as own
from tryon.ui import remarks, studio_tables

# By language tag: the page's own words, what other rooms remark, and the studio's. English is what
# any other language sees.
TABLES = {
    "en": own.en.WORDS | remarks.en.REMARKS | studio_tables.en.STUDIO,
    "de": own.de.WORDS | remarks.de.REMARKS | studio_tables.de.STUDIO,
    "fr": own.fr.WORDS | remarks.fr.REMARKS | studio_tables.fr.STUDIO,
    "es": own.es.WORDS | remarks.es.REMARKS | studio_tables.es.STUDIO,
    "zh": own.zh.WORDS | remarks.zh.REMARKS | studio_tables.zh.STUDIO,
    "ko": own.ko.WORDS | remarks.ko.REMARKS | studio_tables.ko.STUDIO,
    "ja": own.ja.WORDS | remarks.ja.REMARKS | studio_tables.ja.STUDIO,
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
