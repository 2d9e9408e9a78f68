"""Words that the browser puts into the visitor's language.

A new language is a file in each folder of `_ROOMS`, imported in the folder's `__init__`, and its
tag in `TABLES`.
"""

import gradio as gr
from gradio.i18n import I18nData

from tryon.ui.wording import (
    about_tables,
    paper_tables,
    part_tables,
    remarks,
    result_tables,
    step_tables,
    studio_tables,
)
from tryon.ui.wording import languages as own
from tryon.ui.wording.sentences import SENTENCES

# Each has a table for every language; by language tag, all of them together. English is what any
# other language sees.
_ROOMS = (
    (own, "WORDS"),
    (remarks, "REMARKS"),
    (studio_tables, "STUDIO"),
    (step_tables, "STEPS_SAID"),
    (result_tables, "RESULT"),
    (paper_tables, "PAPERS"),
    (part_tables, "PARTS"),
    (about_tables, "ABOUT"),
)
TABLES: dict[str, dict[str, str]] = {
    tag: {key: text for room, name in _ROOMS for key, text in vars(vars(room)[tag])[name].items()}
    for tag in ("en", "de", "fr", "es", "zh", "ko", "ja")
}


# What Gradio says, from the first. All else is fetched, see `word_tables`, but English, which is
# there for whoever cannot fetch it.
_STANDING = own.en.WORDS.keys() - SENTENCES.keys() | {"fetch_sam", "fetch_viton_hd"}


def languages() -> gr.I18n:
    """Returns what Gradio hands to the browser with the page."""
    standing = {
        tag: {key: text for key, text in table.items() if key in _STANDING}
        for tag, table in TABLES.items()
    }
    return gr.I18n(**standing | {"en": TABLES["en"]})


def say(key: str) -> I18nData:
    """Returns what a component takes in place of a text, to be translated in the browser.

    Raises:
        KeyError: There is no such text among those that come with the page.
    """
    if key not in _STANDING:
        raise KeyError(key)
    return I18nData(key)
