"""What can be run here: the pipelines, the weights they need, and whose those are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from tryon.config import Settings
from tryon.types import Size
from tryon.ui import markup
from tryon.ui.wording import words
from tryon.ui.wording.about_tables.en import ABOUT

# It brings torch with it, and the page is to be up before that.
if TYPE_CHECKING:
    from tryon.weights.store import WeightStore


@dataclass(frozen=True)
class PipelineChoice:
    """A pipeline as the menu offers it.

    Attributes:
        name: Registry name, or "auto".
        title: What the menu says.
        sizes: Working sizes (height, width), its own first.
        missing: Titles of the weights it needs that are not within reach.
        ablations: What it can leave out in a second picture.
        terms: What its weights may not be used for, and where they come from; empty for our own.
        needs_body: Whether it refuses photos without pose and body parts.
        seeded: Whether the seed changes the picture.
        kinds: Sleeves and necklines whose choice does, see `Pipeline`.
        fetched: Megabytes of its weights that are fetched at its first use; 0: none.
        button: What the button says that fetches what is missing; empty where there is none.
    """

    name: str
    title: str
    sizes: tuple[Size, ...]
    missing: tuple[str, ...] = ()
    ablations: tuple[str, ...] = ()
    terms: str = ""
    needs_body: bool = True
    seeded: bool = False
    kinds: tuple[str, ...] = ("sleeveless", "long", "straps")
    fetched: int = 0
    button: str = ""


@dataclass(frozen=True)
class PipelineMenu:
    """Every pipeline on offer, the default first, and the page's words about their weights."""

    choices: tuple[PipelineChoice, ...]
    about: str

    @property
    def ready(self) -> tuple[PipelineChoice, ...]:
        """Returns the pipelines that can be run, without the default's second name."""
        return tuple(choice for choice in self.choices[1:] if not choice.missing)


def may_fetch(settings: Settings) -> bool:
    """Returns whether visitors may have anything fetched by a button."""
    return not (settings.offline or settings.behind_proxy or settings.hosts)


def menu_reader(settings: Settings) -> Callable[[], PipelineMenu]:
    """Returns what looks up which pipelines there are and which of their weights are in reach.

    One store serves all its calls, so that the user's own Hub repository is asked once. It is
    imported at the first call and not above, because it brings torch with it and the page is to be
    up before that.
    """

    @cache
    def store() -> "WeightStore":
        from tryon.weights.store import WeightStore

        return WeightStore(settings)

    buttons = words.FETCH_BUTTONS if may_fetch(settings) else {}
    return lambda: _read(store(), buttons)


def _read(store: "WeightStore", buttons: Mapping[str, str]) -> PipelineMenu:
    from tryon.pipelines import PIPELINES
    from tryon.weights.table import terms

    rows = store.rows()
    absent = {row.weight.key: row.weight for row in rows if row.path is None}
    missing = {key for key in absent if not store.is_within_reach(key)}

    def megabytes(keys: tuple[str, ...]) -> int:
        return round(sum(absent[key].size for key in keys if key in absent) / 1e6)

    choices = tuple(
        PipelineChoice(
            name,
            pipeline.title,
            pipeline.sizes,
            tuple(absent[key].title for key in pipeline.weights if key in missing),
            pipeline.ablations,
            terms(pipeline.weights),
            pipeline.needs_body,
            pipeline.seeded,
            pipeline.kinds,
            0 if missing & set(pipeline.weights) else megabytes(pipeline.weights),
            buttons.get(name, "") if missing & set(pipeline.weights) else "",
        )
        for name, pipeline in PIPELINES.items()
    )
    default = next((choice for choice in choices if not choice.missing), choices[0])
    best = f"{words.AUTO}: {default.title.partition(' (')[0]}"
    auto = replace(default, name="auto", title=best, missing=(), button="")
    header = ("ab_weights", "ab_used", "ab_licence", "ab_commercial", "ab_here")
    yes, no = ABOUT["ab_yes"], ABOUT["ab_no"]
    table = markup.table(
        ABOUT["ab_caption"],
        [ABOUT[key] for key in header],
        [
            (
                row.weight.title,
                ", ".join(row.weight.used_by),
                row.weight.licence,
                yes if row.weight.commercial_use else no,
                yes if row.path is not None else (no, row.weight.published),
            )
            for row in rows
        ],
    )
    return PipelineMenu((auto, *choices), markup.paragraphs(*words.ABOUT) + table)
