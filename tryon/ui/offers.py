"""What can be run here: the pipelines, the weights they need, and whose those are."""

from dataclasses import dataclass, replace

from tryon.config import Settings
from tryon.types import Size
from tryon.ui import markup, words


@dataclass(frozen=True)
class Offer:
    """A pipeline as the menu offers it.

    Attributes:
        name: Registry name, or "auto".
        title: What the menu says.
        sizes: Working sizes (height, width), its own first.
        missing: Titles of the weights it needs that are not on this machine.
        ablations: What it can leave out in a second picture.
        terms: What its weights may not be used for, and where they come from; empty for our own.
        needs_body: Whether it refuses photos without pose and body parts.
        seeded: Whether the seed changes the picture.
        kinds: Sleeves and necklines whose choice does, see `Pipeline`.
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


@dataclass(frozen=True)
class Catalogue:
    """Every pipeline on offer, the default first, and the page's words about their weights."""

    offers: tuple[Offer, ...]
    about: str


def read_catalogue(settings: Settings) -> Catalogue:
    """Looks up which pipelines there are and which of their weights are on this machine.

    The registry is imported here and not above, because it brings torch with it and the page is to
    be up before that.
    """
    from tryon.pipelines import PIPELINES
    from tryon.weights.store import WeightStore
    from tryon.weights.table import terms

    store = WeightStore(settings)
    rows = store.rows()
    absent = {row.weight.key: row.weight.title for row in rows if row.path is None}
    offers = tuple(
        Offer(
            name,
            pipeline.title,
            pipeline.sizes,
            tuple(absent[key] for key in pipeline.weights if key in absent),
            pipeline.ablations,
            terms(pipeline.weights),
            pipeline.needs_body,
            pipeline.seeded,
            pipeline.kinds,
        )
        for name, pipeline in PIPELINES.items()
    )
    default = next((offer for offer in offers if not offer.missing), offers[0])
    auto = replace(default, name="auto", title=f"{words.AUTO} ({default.title})", missing=())
    table = markup.table(
        words.WEIGHTS_CAPTION,
        ("Weights", "Used for", "Licence", "Commercial use", "Here"),
        [
            (
                row.weight.title,
                ", ".join(row.weight.used_by),
                row.weight.licence,
                "yes" if row.weight.commercial_use else "no",
                "yes" if row.path is not None else f"no: {row.weight.published}",
            )
            for row in rows
        ],
    )
    return Catalogue((auto, *offers), "".join(map(markup.paragraph, words.ABOUT)) + table)
