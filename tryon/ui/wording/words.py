"""What the page says, in one place; what it says of the steps is in `step_words`."""

from collections.abc import Sequence

from tryon.types import Neckline, Sleeve
from tryon.ui.wording.about_tables.en import ABOUT as _ABOUT
from tryon.ui.wording.result_tables.en import RESULT

TITLE = "Try-on, step by step"
LEAD = (
    "Put a garment from one photo on the person in another, and see every step in between: "
    "pose, body parts, layout, warp, and where the warped garment does not fit."
)
PRIVACY = (
    "Your photos stay on the machine this page runs on: nothing is sent anywhere else, nothing is "
    "used for training, and uploads and results are deleted within the hour."
)
EMPTY_RESULT = "The result appears here, with a slider between before and after."
RUN = "Try it on"
NEEDS_BOTH = "Add a person photo and a garment photo first."
NEEDS_BOTH_HINT = "Drop your own photos into the two frames, or click an example below them."
CANCELLED = "Cancelled. Your photos are still here; press Try it on to start again."
WAITING = "Waiting for a free place"
WEAR_TOO = "Use this picture as the person"
TO_LOOKBOOK = "To the lookbook"
BOOKED = "The photos of the result are here. Add more on either side, and make the lookbook."
WORN = "The result is now the person. Choose another garment: it replaces this one."
RESTORED = "This is an earlier result again, with its photos and options."
RESTORED_ALONE = "This is an earlier result again; its photos were deleted after their hour."
RESULT_GONE = (
    "This result was deleted after an hour, as promised.",
    "Choose the photos again and press Try it on.",
)
BESIDE_TITLE = RESULT["sd_beside"]
BESIDE_HINT = RESULT["sd_beside_hint"]
SWAP = "Swap the two photos"
PACKING = "Packing the downloads…"
LOOKING = "Looking at the photo…"
PERSON_FOUND = "One person found, with pose and body parts."
# By what has been chosen otherwise since; the script of the page tells which it is.
MADE_BEFORE = {
    "photos": "Made with the photos before these: one has been changed since.",
    "options": "Made with other options than those chosen now.",
    "mends": "Made before your last changes in the studio.",
    "gone": "The photos it was made of were deleted after their hour.",
}
# Of pictures side by side.
COMPARED_BEFORE = "Compared before the result above was shown."
ABOUT_TITLE = "What runs here, whose it is, and what more there could be"
AUTO = "Best that is here"
ABOUT = tuple(_ABOUT[key] for key in ("ab_own", "ab_pose", "ab_viton", "ab_rmgn"))
SAM_USE = "Segment Anything answers clicks in the studio more exactly than what is built in."
VITON_HD_USE = "The published networks of VITON-HD can be chosen under Options once they are here."
FETCH_BUTTONS = {
    "sam": "I have read this: fetch Segment Anything",
    "viton-hd": "I have read this: fetch VITON-HD",
}
FETCH_HINT = "Open the list of networks at the foot of the page and press “{button}”."
FETCHED = "Fetched and checked. It is used from now on."
NOT_FETCHED_HERE = (
    "Nothing is fetched for visitors of this page.",
    "Whoever runs it can: python -m tryon weights fetch, or the variable TRYON_FETCH.",
)
RUN_TIME_UNKNOWN = "The first run will show how long it takes."
TIME_LEFT = "about {time} left"
MEASURED = RESULT["rs_measured"]
NO_BODY_NEEDED = (
    "It needs no pose and no body parts: it also runs on photos in which these cannot be found."
)
VARIATIONS_TITLE = RESULT["sd_variations"]
VARIATIONS_HINT = RESULT["sd_variations_hint"]
SIDES_TITLE = RESULT["sd_sides"]
SIDES_DONE = "Done: the pictures are below, side by side."
SIDES_HINT = RESULT["sd_sides_hint"]

TRY_ON_TAB = "Try on"
LOOKBOOK_TAB = "Lookbook"
LOOKBOOK_LEAD = (
    "One person in many garments, or one garment on many persons: add pictures to both sides, "
    "several at once or a whole folder. Every try-on opens with all its steps."
)
LOOKBOOK_NEEDS_BOTH = "Add at least one person and one garment first."
LOOKBOOK_NEEDS_BOTH_HINT = "Drop pictures into both frames, or press Use the examples."
LOOKBOOK_STOPPED_AT_ONCE = "Cancelled before the first one was finished; there is nothing to show."
LOOKBOOK_STOPPED = "Cancelled. What was finished is below and can be downloaded."
LOOKBOOK_DONE_ONE = "Done. Press the picture to see its steps."


ABLATION = "Also paint without ALIAS normalisation"
ABLATION_INFO = "Shows what the paper's normalisation changes where the garment does not fit."

SLEEVES: dict[Sleeve, str] = {
    "sleeveless": "no sleeves",
    "short": "short sleeves",
    "elbow": "sleeves to the elbow",
    "long": "long sleeves",
}
NECKLINES: dict[Neckline, str] = {
    "round": "round neckline",
    "v": "V-neck",
    "wide": "wide neckline",
    "high": "closed high neck",
    "collar": "collar",
    "straps": "neckline on straps",
}


OPEN_FRONT = "Jackets and open shirts are put on closed, in place of what is worn now, not over it."
GARMENT_FOUND = "Garment found: probably {sleeve} and a {neckline}."


def garment_words(sleeve: Sleeve, neckline: Neckline) -> str:
    """Returns what was recognised of a garment, which is a guess."""
    return GARMENT_FOUND.format(sleeve=SLEEVES[sleeve], neckline=NECKLINES[neckline])


def person_words(guessed: Sequence[str]) -> str:
    """Returns what was found of a person, and which joints were not surely seen."""
    if not guessed:
        return PERSON_FOUND
    if len(guessed) <= 2:
        return RESULT["guessed_few"].format(which=", ".join(guessed))
    return RESULT["guessed_many"].format(count=len(guessed))


def seed_words(seed: int) -> str:
    """Returns what a variation is called."""
    return f"Seed {seed}"


def place_words(place: int) -> str:
    """Returns what is said to who waits in line for a lookbook, 1 being the next."""
    before = "yours is the next" if place == 1 else f"number {place} in line"
    return f"Waiting for a free place: {before}"


def done_words(duration: str, mended: bool) -> str:
    """Returns that a run is done, how long it took, and whether it was made with mends."""
    return f"Done in {duration}{', with your changes from the studio' if mended else ''}."


def download_words(key: str, fraction: float | None) -> str:
    """Returns what the page says while weights are fetched, which happens once."""
    share = "" if fraction is None else f", {100 * fraction:.0f} %"
    return f"Fetching {key} (only this once){share}"


def fetch_terms(size: str, licences: str, commercial: bool) -> str:
    """Returns how large what would be fetched is, and what its licence allows."""
    use = "commercial use is allowed" if commercial else "for non-commercial use only"
    return f"{size} to fetch. Licence: {licences}, {use}."


def fetch_origin(origin: str, doubt: str, published: str) -> str:
    """Returns where it would come from, what is known of that place, and where its home is."""
    known = f", {doubt}" if doubt else ""
    return f"It would come from {origin}{known}. Its authors publish it at {published}."


TIME_NOTE = "A photo that was looked at before is not looked at again."


def run_time_words(time: str) -> str:
    """Returns what is said beside the button of how long a run takes."""
    return f"Takes about {time} on this machine."


def missing_words(titles: tuple[str, ...], button: str) -> tuple[str, str]:
    """Returns what a pipeline lacks and how to get it, by a button where there is one."""
    return (
        f"Not on this machine: {', '.join(titles)}.",
        FETCH_HINT.format(button=button)
        if button
        else "The list of networks below says where their authors publish them.",
    )
