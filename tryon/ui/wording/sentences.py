"""What is said at run time, of a photo or a run, as texts that every language has.

Other rooms write whole sentences in English. They are recognised here by their texts, so that the
browser can say them in the visitor's language; any other text stays English.
"""

import json
import re

from markupsafe import Markup

from tryon.ui.wording import words
from tryon.ui.wording.about_tables.en import ABOUT
from tryon.ui.wording.amounts import is_amount
from tryon.ui.wording.remarks.en import REMARKS
from tryon.ui.wording.result_tables.en import RESULT
from tryon.ui.wording.step_tables.en import STEPS_SAID
from tryon.ui.wording.step_words import STAGES, STEPS
from tryon.ui.wording.studio_tables.en import STUDIO
from tryon.weights.table import MIRROR

_STAGES = (
    "weights",
    "person",
    "garment",
    "agnostic",
    "segmentation",
    "matching",
    "misalignment",
    "synthesis",
    "pictures",
)
# The steps of `STEPS` but the last, which only few pipelines have.
_STEPS = (
    "pose",
    "body",
    "agnostic",
    "garment",
    "layout",
    "warp",
    "misaligned",
    "flow",
    "synthesis",
)
_PUBLISHED = "{published}, section {section}"

# By key; what stands in braces differs from time to time.
SENTENCES = {
    "waiting": words.WAITING,
    "waiting_one": "Waiting: one run is before yours",
    "waiting_many": "Waiting: {count} runs are before yours",
    "waiting_photos": "Waiting: your photos are still being looked at",
    "looking": words.LOOKING,
    "cancelled": words.CANCELLED,
    "packing": words.PACKING,
    "run_time": words.run_time_words("{time}"),
    "run_time_unknown": words.RUN_TIME_UNKNOWN,
    "time_left": words.TIME_LEFT,
    "done_in": words.done_words("{time}", mended=False),
    "done_mended": words.done_words("{time}", mended=True),
    "sides_done": words.SIDES_DONE,
    "sides_older": words.COMPARED_BEFORE,
    "needs_both": words.NEEDS_BOTH,
    "needs_both_hint": words.NEEDS_BOTH_HINT,
    "fetch_hint": words.FETCH_HINT,
    "fetch_sam": words.FETCH_BUTTONS["sam"],
    "fetch_viton_hd": words.FETCH_BUTTONS["viton-hd"],
    "use_sam": words.SAM_USE,
    "use_viton_hd": words.VITON_HD_USE,
    "terms_free": words.fetch_terms("{size}", "{licences}", commercial=True),
    "terms_bound": words.fetch_terms("{size}", "{licences}", commercial=False),
    "origin": words.fetch_origin("{origin}", "", _PUBLISHED),
    "origin_mirror": words.fetch_origin("{origin}", MIRROR, _PUBLISHED),
    "fetching": words.download_words("{key}", None),
    "fetching_share": words.download_words("{key}", 0.5).replace("50", "{share}"),
    "fetched": words.FETCHED,
    "not_fetched": words.NOT_FETCHED_HERE[0],
    "not_fetched_hint": words.NOT_FETCHED_HERE[1],
    "missing": words.missing_words(("{titles}",), "")[0],
    # Said by the store of weights.
    "missing_one": "{titles} is not on this machine.",
    "missing_more": "{titles} are not on this machine.",
    "missing_hint": words.missing_words(("{titles}",), "")[1],
    "person_found": words.PERSON_FOUND,
    "garment_found": words.GARMENT_FOUND,
    "open_front": words.OPEN_FRONT,
    **{f"sleeve_{name}": text for name, text in words.SLEEVES.items()},
    **{f"neckline_{name}": text for name, text in words.NECKLINES.items()},
    **{f"stage_{name}": STAGES[name] for name in _STAGES},
    "stage_of": "With {name}: {stage}",
    # Of what the page's scripts say; they ask for it by its key.
    "results_gone": "The results were deleted after an hour, as promised.",
    "result_gone": words.RESULT_GONE[0],
    "try_again_hint": words.RESULT_GONE[1],
    "book_again_hint": "Make the lookbook again.",
    "unreachable": "The page cannot reach its server.",
    "unreachable_hint": "Try again in a moment.",
    "no_picture": "There is no picture in the clipboard.",
    "no_picture_hint": "Copy a picture, not its address or a text, and paste again.",
    "no_clipboard": "The clipboard could not be read.",
    "no_clipboard_hint": "Allow it in the browser, or use the upload button.",
    "no_camera": "No camera could be opened.",
    "no_camera_hint": "Connect one and allow it in the browser, or upload a photo.",
    "unseen": "This browser cannot show the photo, so it cannot be cropped here.",
    "unseen_hint": "Crop it before, or save it as JPEG.",
    "not_ready": "The picture is not ready, or was deleted after its hour.",
    "not_ready_hint": "Wait a moment, or try it on again.",
    "no_copying": "The browser does not let this page copy pictures.",
    "no_sharing": "The picture cannot be shared from here.",
    "download_hint": "Download it instead.",
    "copied": "Copied.",
    "forget_sure": "Delete all your photos, results and lookbooks from the server now?",
    "forgotten": "All your photos, results and lookbooks are deleted.",
    # Of results, kept and taken along.
    "compare": "Compare",
    "compare_hint": "To compare two results, press the picture of one, then Compare at the other.",
    "show_above": "Show this one above",
    "as_png": "Picture (PNG)",
    "as_pair": "Before and after (JPG)",
    "as_zip": "Everything, all steps (zip)",
    "all_zip": "All of them, with their steps (zip)",
    "booked": words.BOOKED,
    "worn_too": words.WORN,
    "restored": words.RESTORED,
    "restored_alone": words.RESTORED_ALONE,
    # Of a lookbook.
    "book_needs": words.LOOKBOOK_NEEDS_BOTH,
    "book_needs_hint": words.LOOKBOOK_NEEDS_BOTH_HINT,
    "book_stopped_first": words.LOOKBOOK_STOPPED_AT_ONCE,
    "book_stopped": words.LOOKBOOK_STOPPED,
    "book_one": words.LOOKBOOK_DONE_ONE,
    "book_done": "All {count} are done. Press a picture to see its steps.",
    "book_partly": "{made} of {count} are done; the others say in their place what is wrong.",
    "book_stage": "{index} of {count}: {stage}",
    "line_next": "Waiting for a free place: yours is the next",
    "line_place": "Waiting for a free place: number {place} in line",
    # Of the steps.
    **{f"step_{key}": step.title for key, step in zip(_STEPS, STEPS, strict=False)},
    **{f"step_{key}_words": step.sentence for key, step in zip(_STEPS, STEPS, strict=False)},
}


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(text)))


# The longer first: a shorter one may take the rest of a longer one for what differs.
# Without the labels of a legend, which a remark may mean in another form.
_STEPS_SAID = {key: text for key, text in STEPS_SAID.items() if not key.startswith("lip_")}
_ALL = SENTENCES | REMARKS | STUDIO | _STEPS_SAID | RESULT | ABOUT
_PATTERNS = {
    key: _pattern(text) for key, text in sorted(_ALL.items(), key=lambda item: -len(item[1]))
}
_KEYS = {text: key for key, text in _ALL.items()}


def recognised(text: str) -> tuple[str, dict[str, str]] | None:
    """Returns the key of a sentence and what stands in its blanks, None for any other text.

    What is itself a text with a key stands there as its key behind an @.
    """
    for key, pattern in _PATTERNS.items():
        found = pattern.fullmatch(text)
        if found:
            return key, {name: _named(said) for name, said in found.groupdict().items()}
    return None


def _named(said: str) -> str:
    """Returns what stands in a blank, with texts that have a key, or a list of them, as keys."""
    if said in _KEYS:
        return f"@{_KEYS[said]}"
    parts = said.split(", ")
    return ", ".join(f"@{_KEYS[each]}" for each in parts) if _KEYS.keys() >= {*parts} else said


def sayable(text: str) -> object:
    """Returns what a script is told to say: key and blanks of a sentence, or any other text."""
    found = recognised(text)
    return text if found is None else [*found]


def attributes(text: str) -> Markup:
    """Returns what tells the page's script how to say the text of an element, where it can."""
    if is_amount(text):
        return Markup(' data-amount="{}"').format(text)
    return _attributes(text, "words", "values")


def hint(text: str) -> Markup:
    """Returns the attributes of an element that has a tooltip."""
    return _attributes(text, "hint", "hint-values") + Markup(' title="{}"').format(text)


def label(text: str) -> Markup:
    """Returns the attributes of an element that has a name to be read out."""
    return _attributes(text, "label", "label-values") + Markup(' aria-label="{}"').format(text)


def alternative(text: str) -> Markup:
    """Returns the attributes of a picture that has an alternative text."""
    return _attributes(text, "alt", "alt-values") + Markup(' alt="{}"').format(text)


def _attributes(text: str, kind: str, values: str) -> Markup:
    found = recognised(text)
    if found is None:
        return Markup()
    key, blanks = found
    said = Markup(' data-{}="{}"').format(kind, key)
    return said + Markup(' data-{}="{}"').format(values, json.dumps(blanks)) if blanks else said
