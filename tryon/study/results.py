"""Counts the votes of a study."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from tryon.errors import TryOnError
from tryon.study.ballot import ASKED, Study

_FIELDS = ["seed", "voter", "question", "asks", "order"]
# The normal quantile of a two-sided interval of 95 %.
_QUANTILE = 1.959964


@dataclass(frozen=True)
class Share:
    """How often a system was chosen.

    Attributes:
        asks: The question, by its name in the votes.
        system: Whose picture was chosen, or ranked first.
        against: The other one; "all" where all are ranked.
        chosen: Times.
        votes: Of so many.
        low: Lower end of Wilson's 95 % interval of the share.
        high: Its upper end.
        mean_rank: 1 is best; None where two are compared.
    """

    asks: str
    system: str
    against: str
    chosen: int
    votes: int
    low: float
    high: float
    mean_rank: float | None = None


@dataclass(frozen=True)
class Vote:
    """One answer: the systems in the order given, best first; the chosen one alone for "ab"."""

    asks: str
    shown: tuple[str, ...]
    order: tuple[str, ...]


def read_votes(study: Study, files: Iterable[Path]) -> list[Vote]:
    """Reads voters' files; of two answers of one voter to one question the last counts.

    Raises:
        TryOnError: A file is none of this study's, or says what cannot be.
    """
    votes: dict[tuple[str, int, str], Vote] = {}
    for path in files:
        votes |= _read_file(study, path)
    return list(votes.values())


def _read_file(study: Study, path: Path) -> dict[tuple[str, int, str], Vote]:
    """Returns a file's votes by voter, question and what is asked."""
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            rows = list(csv.DictReader(file, strict=True))
        return dict(_read_row(study, row) for row in rows)
    except (OSError, ValueError, TypeError, LookupError, csv.Error) as error:
        raise TryOnError(
            f"{path.name} holds no votes of this study.",
            "Give the files that the study's page saved.",
        ) from error


def _read_row(study: Study, row: dict[str, str]) -> tuple[tuple[str, int, str], Vote]:
    if list(row) != _FIELDS or int(row["seed"]) != study.seed:
        raise ValueError("of another study")
    number = int(row["question"])
    shown = {question.number: question.shown for question in study.questions}[number]
    places = [int(place) for place in row["order"].split()]
    count = 1 if study.kind == "ab" else len(shown)
    if row["asks"] not in ASKED[study.kind] or not len(places) == len(set(places)) == count:
        raise ValueError("no answer to what was asked")
    if not all(1 <= place <= len(shown) for place in places):
        raise ValueError("no such picture")
    order = tuple(shown[place - 1] for place in places)
    return (row["voter"], number, row["asks"]), Vote(row["asks"], shown, order)


def count_votes(study: Study, votes: list[Vote]) -> list[Share]:
    """Returns what the papers print: shares of the choices, or of the first ranks."""
    first = study.systems[0]
    shares = []
    for asks in ASKED[study.kind]:
        given = [vote for vote in votes if vote.asks == asks]
        if study.kind == "rank":
            for system in study.systems:
                ranks = [vote.order.index(system) + 1 for vote in given]
                shares.append(_share(asks, system, "all", ranks))
            continue
        for other in study.systems[1:]:
            between = [vote for vote in given if other in vote.shown]
            # Rank 1 where the first system was chosen.
            ranks = [1 if vote.order[0] == first else 2 for vote in between]
            shares.append(_share(asks, first, other, ranks))
    return shares


def _share(asks: str, system: str, against: str, ranks: list[int]) -> Share:
    chosen = ranks.count(1)
    low, high = wilson(chosen, len(ranks))
    mean = fmean(ranks) if ranks and against == "all" else None
    return Share(asks, system, against, chosen, len(ranks), low, high, mean)


def wilson(chosen: int, votes: int) -> tuple[float, float]:
    """Returns Wilson's 95 % interval of a share; 0 to 1 without any vote."""
    if votes == 0:
        return 0.0, 1.0
    share, square = chosen / votes, _QUANTILE**2
    middle = share + square / (2 * votes)
    reach = _QUANTILE * ((share * (1 - share) + square / (4 * votes)) / votes) ** 0.5
    scale = 1 + square / votes
    return (middle - reach) / scale, (middle + reach) / scale


def table(shares: list[Share]) -> str:
    """Returns the shares as a Markdown table."""
    lines = ["| asked | system | against | chosen | votes | share | 95 % | mean rank |"]
    lines.append("|---|---|---|---:|---:|---:|---|---:|")
    for share in shares:
        percent = f"{share.chosen / share.votes:.1%}" if share.votes else ""
        rank = "" if share.mean_rank is None else f"{share.mean_rank:.2f}"
        interval = f"{share.low:.1%} to {share.high:.1%}"
        cells = [share.asks, share.system, share.against, str(share.chosen), str(share.votes)]
        lines.append(f"| {' | '.join([*cells, percent, interval, rank])} |")
    return "\n".join(lines) + "\n"
