"""What is said at run time, of a photo or a run, as texts that every language has.

Other rooms write whole sentences in English. Those a visitor meets most are recognised here by
their texts, so that the browser can say them in the visitor's language; all others stay English.
"""

import json
import re

from markupsafe import Markup

from tryon.ui import words
from tryon.ui.step_words import STAGES

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
_CHOSEN = "There are {count} people in the photo; number {number} of {all} from the left was chosen"

# By key; what stands in braces differs from time to time.
SENTENCES = {
    "waiting": words.WAITING,
    "waiting_one": "Waiting: one run is before yours",
    "waiting_many": "Waiting: {count} runs are before yours",
    "looking": words.LOOKING,
    "cancelled": words.CANCELLED,
    "packing": words.PACKING,
    "done_in": words.done_words("{time}", mended=False),
    "done_mended": words.done_words("{time}", mended=True),
    "sides_done": words.SIDES_DONE,
    "needs_both": words.NEEDS_BOTH,
    "needs_both_hint": words.NEEDS_BOTH_HINT,
    "person_found": words.PERSON_FOUND,
    "no_person": "No person was found in the person photo.",
    "no_person_hint": (
        "Use a photo of one person seen from the front, at least from head to hips. If this is "
        "the garment, swap the two photos."
    ),
    "several_largest": f"{_CHOSEN}, the largest. The others stay as they are.",
    "several_chosen": f"{_CHOSEN}. The others stay as they are.",
    "several_hint": "To dress another one, choose that one.",
    "garment_found": words.GARMENT_FOUND,
    **{f"sleeve_{name}": text for name, text in words.SLEEVES.items()},
    **{f"neckline_{name}": text for name, text in words.NECKLINES.items()},
    **{f"stage_{name}": STAGES[name] for name in _STAGES},
}


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(text)))


# The longer first: a shorter one may take the rest of a longer one for what differs.
_PATTERNS = {
    key: _pattern(text) for key, text in sorted(SENTENCES.items(), key=lambda item: -len(item[1]))
}
_KEYS = {text: key for key, text in SENTENCES.items()}


def recognised(text: str) -> tuple[str, dict[str, str]] | None:
    """Returns the key of a sentence and what stands in its blanks, None for any other text.

    What is itself a text with a key stands there as its key behind an @.
    """
    for key, pattern in _PATTERNS.items():
        found = pattern.fullmatch(text)
        if found:
            blanks = found.groupdict()
            return key, {
                name: f"@{_KEYS[said]}" if said in _KEYS else said for name, said in blanks.items()
            }
    return None


def attributes(text: str) -> Markup:
    """Returns what tells the page's script how to say the text of an element, where it can."""
    found = recognised(text)
    if found is None:
        return Markup()
    key, blanks = found
    said = Markup(' data-words="{}"').format(key)
    return said + Markup(' data-values="{}"').format(json.dumps(blanks)) if blanks else said
