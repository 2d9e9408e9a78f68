"""What is asked in a study, in random order, and the key that tells who is who.

Sources: RMGN Sec. 5.3 and Table 2 (two pictures, which looks more real); VITON-HD B.2 (all systems
ranked on two questions, 30 sets).
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from tryon.errors import TryOnError

Kind = Literal["ab", "rank"]
KEY_NAME = "key.json"

# What is asked, by the name it has in the votes.
ASKED: dict[Kind, dict[str, str]] = {
    "ab": {"real": "Which picture looks more real?"},
    "rank": {
        "photo_realistic": "Which image is the most photo-realistic?",
        "details": "Which image preserves the details of the target clothing the most?",
    },
}


@dataclass(frozen=True)
class Question:
    """One set of pictures.

    Attributes:
        number: From 1, in the order of asking.
        pair: PERSON_GARMENT.
        shown: The systems, in the order their pictures are shown.
    """

    number: int
    pair: str
    shown: tuple[str, ...]


@dataclass(frozen=True)
class Study:
    """A study as it was drawn.

    Attributes:
        kind: "ab": two pictures at a time, the first system against each other one. "rank": all.
        seed: Of everything drawn.
        systems: Their names; the first is the one that is studied.
        questions: In the order of asking.
    """

    kind: Kind
    seed: int
    systems: tuple[str, ...]
    questions: tuple[Question, ...]


def draw_study(systems: dict[str, set[str]], kind: Kind, count: int, seed: int) -> Study:
    """Draws sets, their order and the order of the pictures in each.

    Args:
        systems: The pairs that each has a picture of; the first is the one that is studied.
        kind: See `Study`.
        count: Pairs, or all that every system has if these are fewer.
        seed: Decides everything.

    Raises:
        TryOnError: Fewer than two systems, or no pair that all of them have.
    """
    if len(systems) < 2:
        raise TryOnError("A study compares at least two systems.", "Give --system twice.")
    common = sorted(set.intersection(*systems.values()))
    if not common:
        raise TryOnError(
            "There is no pair that every system has a picture of.",
            "The pictures must be named alike, PERSON_GARMENT.",
        )
    rng = np.random.default_rng(seed)
    names = tuple(systems)
    sets = [names] if kind == "rank" else [(names[0], other) for other in names[1:]]
    chosen = [common[number] for number in rng.permutation(len(common))[:count]]
    asked = [(pair, together) for pair in chosen for together in sets]
    questions = []
    for number, place in enumerate(rng.permutation(len(asked)), 1):
        pair, together = asked[place]
        shown = tuple(together[position] for position in rng.permutation(len(together)))
        questions.append(Question(number, pair, shown))
    return Study(kind, seed, names, tuple(questions))


def write_key(study: Study, folder: Path) -> None:
    """Writes the key, which voters must not see."""
    text = json.dumps(asdict(study), indent=2) + "\n"
    (folder / KEY_NAME).write_text(text, "utf-8")


def read_key(folder: Path) -> Study:
    """Reads it.

    Raises:
        TryOnError: There is none, or it is no key.
    """
    try:
        known = json.loads((folder / KEY_NAME).read_text("utf-8"))
        questions = tuple(
            Question(int(q["number"]), str(q["pair"]), tuple(q["shown"]))
            for q in known["questions"]
        )
        kind: Kind = "rank" if known["kind"] == "rank" else "ab"
        return Study(kind, int(known["seed"]), tuple(known["systems"]), questions)
    except (OSError, ValueError, TypeError, LookupError) as error:
        raise TryOnError(
            "The folder holds no study.", "Give the folder that study make wrote."
        ) from error
