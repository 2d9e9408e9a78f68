"""The menus of the options: what can be chosen, given what the machine has."""

from collections.abc import Collection, Sequence
from typing import Any

import gradio as gr

from tryon.ui import markup, words
from tryon.ui.markup import size_words
from tryon.ui.offers import Catalogue, Offer
from tryon.ui.requests import size_value
from tryon.ui.speed import Speed

Update = dict[str, Any]


def menu(offers: Sequence[Offer]) -> Update:
    """Returns the choices of a pipeline menu."""
    update: Update = gr.update(choices=[(_titled(offer), offer.name) for offer in offers])
    return update


def _titled(offer: Offer) -> str:
    if offer.missing:
        return f"{offer.title} (weights missing)"
    return f"{offer.title} ({offer.fetched} MB to fetch)" if offer.fetched else offer.title


def offer_named(name: object, catalogue: Catalogue) -> Offer:
    """Returns the offer of a name, the default for any other."""
    return next((each for each in catalogue.offers if each.name == name), catalogue.offers[0])


def offered(
    offer: Offer, size: object = "", ablate: object = False
) -> tuple[str, Update, Update, Update, Update]:
    """Returns the note below the pipeline menu, the sizes, and as far as there is any of it the
    seed, the ablation and the number of variations.

    Args:
        offer: The pipeline that was chosen.
        size: What the size menu holds; it stays where there is that size.
        ablate: Whether the ablation was chosen; it stays where there is one.
    """
    if offer.missing:
        note = markup.refusal(*words.missing_words(offer.missing))
    else:
        sentences = (words.NO_BODY_NEEDED if not offer.needs_body else "", offer.terms)
        note = "".join(markup.paragraph(sentence) for sentence in sentences if sentence)
    seed = gr.update(visible=True) if offer.seeded else gr.update(visible=False, value=0)
    ablation = gr.update(visible=bool(offer.ablations), value=bool(offer.ablations and ablate))
    variations = gr.update(visible=True) if offer.seeded else gr.update(visible=False, value=1)
    return note, size_menu(offer, size), seed, ablation, variations


def size_menu(offer: Offer, chosen: object = "") -> Update:
    """Returns the choices of a size menu, the pipeline's own first and chosen, if no other is."""
    own, *others = offer.sizes
    choices = [(f"{size_words(own)} (usual)", "")]
    choices += [(size_words(size), size_value(size)) for size in others]
    known = any(chosen == value for _, value in choices)
    update: Update = gr.update(choices=choices, value=chosen if known else "")
    return update


def size_times(offer: Offer, speed: Speed) -> str:
    """Says how long runs took here at each of a pipeline's sizes; nothing where none was made."""
    known = [(size, speed.seconds(offer.name, size)) for size in offer.sizes]
    told = [
        f"{size_words(size)} {markup.duration(1000 * seconds) if seconds else 'not run yet'}"
        for size, seconds in known
    ]
    if not any(seconds for _, seconds in known):
        return ""
    return markup.message(f"{words.MEASURED}: {'; '.join(told)}.")


def kind_menu(
    kinds: Sequence[str], apart: Collection[str], found: str, chosen: str | None = None
) -> Update:
    """Returns the choices of sleeves or necklines, hidden where no choice changes the picture.

    Args:
        kinds: All there are.
        apart: Those that the pipeline treats otherwise than all others.
        found: The kind that was found; choosing it is no choice, "".
        chosen: The kind that was chosen.
    """

    def treated(kind: str) -> str:
        return kind if kind in apart else ""

    values = {treated(kind): kind for kind in reversed(kinds)} | {treated(found): ""}
    titles = {treated(kind): kind for kind in reversed(kinds)} | {treated(found): found}
    order = list(dict.fromkeys(treated(kind) for kind in kinds))
    update: Update = gr.update(
        choices=[(titles[key].capitalize(), values[key]) for key in order],
        value="" if chosen is None else values[treated(chosen)],
        visible=len(order) > 1,
    )
    return update
