"""The menus of the options: what can be chosen, given what the machine has."""

from collections.abc import Collection, Sequence
from typing import Any

import gradio as gr

from tryon.mending.document import Mending
from tryon.types import GarmentInput
from tryon.ui import markup
from tryon.ui.runs.pipeline_menu import PipelineChoice, PipelineMenu
from tryon.ui.runs.requests import size_value
from tryon.ui.runs.speed import Speed
from tryon.ui.wording import amounts, words
from tryon.ui.wording.amounts import size_words
from tryon.ui.wording.speaking import TABLES, say

Update = dict[str, Any]
# What pipelines say of themselves behind their names.
_REMARKS = {TABLES["en"][key]: key for key in ("menu_small", "menu_published")}


def menu(choices: Sequence[PipelineChoice]) -> Update:
    """Returns the choices of a pipeline menu."""
    update: Update = gr.update(choices=[(_titled(choice), choice.name) for choice in choices])
    return update


def _titled(choice: PipelineChoice) -> str:
    """Names a pipeline, and in parentheses the one thing about it that matters most here.

    One, because Gradio puts one text of a choice into the visitor's language.
    """
    name, _, remark = choice.title.removesuffix(")").partition(" (")
    is_best = name.startswith(words.AUTO)
    if choice.missing:
        remark = f"{say('menu_missing')}"
    elif choice.fetched:
        name = name.removeprefix(f"{words.AUTO}: ")
        remark = f"{choice.fetched} {say('menu_fetch_best' if is_best else 'menu_fetch')}"
    elif is_best:
        return name.replace(words.AUTO, f"{say('menu_best')}")
    elif remark in _REMARKS:
        remark = f"{say(_REMARKS[remark])}"
    return f"{name} ({remark})" if remark else name


def choice_named(name: object, pipeline_menu: PipelineMenu) -> PipelineChoice:
    """Returns the choice of a name, the default for any other."""
    return next(
        (each for each in pipeline_menu.choices if each.name == name), pipeline_menu.choices[0]
    )


def offered(
    choice: PipelineChoice, size: object = "", ablate: object = False
) -> dict[str, Update | str]:
    """Returns what `PipelineOutputs` are filled with: the note below the pipeline menu, the sizes,
    and as far as there is any of it the seed, the ablation and the number of variations.

    Args:
        choice: The pipeline that was chosen.
        size: What the size menu holds; it stays where there is that size.
        ablate: Whether the ablation was chosen; it stays where there is one.
    """
    if choice.missing:
        note = markup.refusal(*words.missing_words(choice.missing, choice.button))
    else:
        sentences = (words.NO_BODY_NEEDED if not choice.needs_body else "", choice.terms)
        note = markup.paragraphs(*filter(None, sentences))
    seed = gr.update(visible=True) if choice.seeded else gr.update(visible=False, value=0)
    ablation = gr.update(visible=bool(choice.ablations), value=bool(choice.ablations and ablate))
    variations = gr.update(visible=True) if choice.seeded else gr.update(visible=False, value=1)
    sizes = size_menu(choice, size)
    return {
        "note": note,
        "size": sizes,
        "seed": seed,
        "ablate": ablation,
        "variations": variations,
    }


def size_menu(choice: PipelineChoice, chosen: object = "") -> Update:
    """Returns the choices of a size menu, the pipeline's own first and chosen, if no other is."""
    own, *others = choice.sizes
    choices = [(f"{size_words(own)} ({say('menu_usual')})", "")]
    choices += [(size_words(size), size_value(size)) for size in others]
    known = any(chosen == value for _, value in choices)
    update: Update = gr.update(choices=choices, value=chosen if known else "")
    return update


def size_times(choice: PipelineChoice, speed: Speed) -> str:
    """Says how long runs took here at each of a pipeline's sizes; nothing where none was made."""
    known = [(size, speed.seconds(choice.name, size)) for size in choice.sizes]
    if not any(seconds for _, seconds in known):
        return ""
    times = [
        (size_words(size), amounts.duration(1000 * seconds) if seconds else "not run yet")
        for size, seconds in known
    ]
    return markup.measured(words.MEASURED, times)


def run_time(
    choice: PipelineChoice,
    size: object,
    variations: object,
    ready: Sequence[PipelineChoice],
    speed: Speed,
) -> str:
    """Says how long a run takes here, and tells the page's script that and of a comparison.

    Args:
        choice: The pipeline that was chosen.
        size: What the size menu holds.
        variations: How many pictures are painted.
        ready: What a comparison runs.
        speed: Knows how long runs take here.
    """
    wanted = next((each for each in choice.sizes if size_value(each) == size), choice.sizes[0])
    count = variations if isinstance(variations, int) and choice.seeded else 1
    one = speed.together([(choice.name, wanted)] * max(count, 1))
    all_of_them = speed.together((each.name, each.sizes[0]) for each in ready)
    if one is None:
        return markup.run_time(words.RUN_TIME_UNKNOWN, None, all_of_them)
    return markup.run_time(words.run_time_words(amounts.about(one)), one, all_of_them)


def kind_menus(garment: GarmentInput, apart: Collection[str], chosen: Mending) -> dict[str, Update]:
    """Returns the choices of sleeves and of necklines, by the names of their menus.

    Args:
        garment: What was found.
        apart: The kinds that the pipeline treats otherwise than all others.
        chosen: Has the kinds that were chosen.
    """
    return {
        "sleeve": kind_menu([*words.SLEEVES], apart, garment.sleeve, chosen.sleeve),
        "neckline": kind_menu([*words.NECKLINES], apart, garment.neckline, chosen.neckline),
    }


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
        choices=[(f"{say(f'menu_{titles[key]}')}", values[key]) for key in order],
        value="" if chosen is None else values[treated(chosen)],
        visible=len(order) > 1,
    )
    return update
