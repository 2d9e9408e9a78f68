"""Networks that a visitor may have fetched by a button, once their terms have been read."""

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import gradio as gr

from tryon.config import Settings
from tryon.errors import TryOnError
from tryon.types import IsCancelled, OnStage
from tryon.ui import markup
from tryon.ui.common import QUIET
from tryon.ui.runs.failures import readable
from tryon.ui.runs.menus import Update
from tryon.ui.runs.pipeline_menu import may_fetch
from tryon.ui.server.worker import Downloading, Worker
from tryon.ui.wording import words
from tryon.ui.wording.speaking import say

# It brings torch with it, and the page is to be up before that.
if TYPE_CHECKING:
    from tryon.weights.store import WeightStore

# What each is for, and its files in the weight table. RMGN's are never fetched: no licence.
BUNDLES: dict[str, tuple[str, tuple[str, ...]]] = {
    "sam": (words.SAM_USE, ("sam_vit_b",)),
    "viton-hd": (words.VITON_HD_USE, ("viton_hd_seg", "viton_hd_gmm", "viton_hd_alias")),
}


@dataclass(frozen=True)
class FetchFields:
    """What is shown of each bundle, and how far a fetching is."""

    groups: dict[str, gr.Group]
    terms: dict[str, gr.HTML]
    buttons: dict[str, gr.Button]
    news: gr.HTML

    @property
    def shown(self) -> list[gr.Group | gr.HTML]:
        """What `Fetching.offered` fills: a group and its terms for each bundle."""
        return [part for name in BUNDLES for part in (self.groups[name], self.terms[name])]


class Fetching:
    """Offers and fetches what is not on this machine.

    Only where the page serves the machine it runs on: a stranger is not to fill its disk.

    Args:
        worker: Where it is done, so that nothing is loaded meanwhile.
        settings: Where weights are and may come from.
        on_fetched: Called after a success, so that what has been loaded is chosen anew.
    """

    def __init__(self, worker: Worker, settings: Settings, on_fetched: Callable[[], None]) -> None:
        self._worker = worker
        self._settings = settings
        self._on_fetched = on_fetched

    @property
    def allowed(self) -> bool:
        """Whether visitors may have anything fetched."""
        return may_fetch(self._settings)

    async def offered(self) -> list[Update]:
        """Returns which bundles are shown, and their sizes, licences and origins."""
        return await self._worker.run(self._offered)

    def _offered(self) -> list[Update]:
        store = self._store()
        updates = []
        for use, keys in BUNDLES.values():
            absent = tuple(key for key in keys if not store.is_present(key))
            updates.append(gr.update(visible=self.allowed and bool(absent)))
            updates.append(gr.update(value=_terms(use, absent, store) if absent else ""))
        return updates

    async def fetch(self, name: str) -> AsyncGenerator[str, None]:
        """Fetches a bundle; yields how far it is, and at last that it is here, or why not."""

        def task(on_stage: OnStage, cancelled: IsCancelled) -> None:
            if not self.allowed:
                raise TryOnError(*words.NOT_FETCHED_HERE)
            store = self._store()
            for key in BUNDLES[name][1]:
                store.fetch(key)
            self._worker.choose_anew()
            self._on_fetched()

        try:
            async with aclosing(self._worker.follow(task)) as events:
                async for event in events:
                    if isinstance(event, Downloading):
                        said = words.download_words(event.key, event.fraction)
                        yield markup.progress(said, event.fraction or 0)
        except Exception as error:
            mistake = readable(error)
            yield markup.refusal(mistake.message, mistake.hint)
        else:
            yield markup.message(words.FETCHED)

    def _store(self) -> "WeightStore":
        from tryon.weights.store import WeightStore

        return WeightStore(self._settings, self._worker.tell_of_download)


def _terms(use: str, absent: tuple[str, ...], store: "WeightStore") -> str:
    rows = [row for row in store.rows() if row.weight.key in absent]
    size = sum(row.weight.size for row in rows) / 1e6
    licences = ", ".join(dict.fromkeys(row.weight.licence for row in rows))
    origins = ", ".join(dict.fromkeys(source for row in rows for source in row.sources[:1]))
    doubts = dict.fromkeys(row.weight.provenance for row in rows if row.weight.provenance)
    published = ", ".join(dict.fromkeys(row.weight.published for row in rows))
    commercial = all(row.weight.commercial_use for row in rows)
    return markup.paragraphs(
        use,
        words.fetch_terms(f"{size:.0f} MB", licences, commercial),
        words.fetch_origin(origins, "; ".join(doubts), published),
    )


def place_fetching() -> FetchFields:
    """Lays out one button for each bundle, hidden until it is known what is missing."""
    groups, terms, buttons = {}, {}, {}
    for name in BUNDLES:
        with gr.Group(visible=False, elem_id=f"fetch-{name}") as groups[name]:
            terms[name] = gr.HTML()
            key = f"fetch_{name.replace('-', '_')}"
            buttons[name] = gr.Button(say(key), elem_id=f"fetch-{name}-button")
    return FetchFields(groups, terms, buttons, gr.HTML(elem_id="fetch-news"))


def connect_fetching(
    around: gr.Accordion,
    fields: FetchFields,
    fetching: Fetching,
    opened: Callable[..., object],
    filled: list[gr.components.Component],
) -> None:
    """Looks up what is missing when the part `around` is opened, and connects the buttons.

    After a fetching the options are `filled` as when the page is `opened`.
    """
    around.expand(fetching.offered, None, fields.shown, **QUIET)
    for name, button in fields.buttons.items():
        done = button.click(partial(fetching.fetch, name), None, fields.news, **QUIET)
        done.then(fetching.offered, None, fields.shown, **QUIET).then(opened, None, filled, **QUIET)
