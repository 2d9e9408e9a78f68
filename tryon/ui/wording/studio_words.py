"""What the studio says, in one place."""

from collections.abc import Mapping

from tryon.mending.document import Part
from tryon.segmenters.base import Reading
from tryon.ui.wording.amounts import duration
from tryon.ui.wording.step_words import stage_title

TITLE = "Studio: fix any mask, run any step again"
INVITATION = "Something wrong? Fix it in the studio"
NO_PHOTOS = "Choose a person and a garment above; they open here."
FORGOTTEN = "What was mended here was forgotten after an hour, as promised."
FORGOTTEN_HINT = "Close the studio and open it again to begin anew."
OTHER_PHOTOS = "That was done on the photos before these."
OTHER_PHOTOS_HINT = "Do it again on the photos that are shown now."
LOADED = "The saved changes are back."
STOPPED = "Cancelled. None of your changes are lost."

WHAT_IS_WRONG = "What is wrong?"
# By name, which `wrong.js` knows the right tool for.
COMPLAINTS = {
    "sleeve": "A sleeve",
    "neckline": "The neckline",
    "left": "Something of the old garment is left",
    "covered": "A hand or hair is painted over",
}

# Name of each part, and what to do there.
PARTS: dict[Part, tuple[str, str]] = {
    "body": ("Body parts", "Choose a region, then click what belongs to it, or paint it."),
    "repaint": (
        "Repainted area",
        "Grey is painted anew; the rest of your photo stays. Add what should change, take away "
        "what should stay.",
    ),
    "pose": ("Pose", "Drag a joint to its place, or choose one below."),
    "garment": ("Garment", "Dark is not the garment. Add what is missing, take away what is not."),
    "layout": (
        "Predicted layout",
        "Where garment and skin will be in the result. Mend it, and only bending and painting run "
        "again.",
    ),
}


def reading_words(title: str, reading: Reading) -> str:
    """Returns what is said after a segmenter has read a photo."""
    seconds, megabytes = reading.ms / 1000, reading.kept_bytes / 2**20
    return f"{title} read this photo once, in {seconds:.1f} s, and keeps {megabytes:.0f} MB of it."


def done_words(times_ms: Mapping[str, float]) -> str:
    """Returns which stages were run, and how long that took."""
    names = ", ".join(stage_title(stage) for stage in times_ms)
    return f"Ran {names} in {duration(sum(times_ms.values()))}."
