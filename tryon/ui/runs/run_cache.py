"""What the studio keeps between two clicks: a little for each visitor, much for the last few.

A visitor's own `Visit` is small and lives in the session. What is heavy, found inputs and results
of stages, is kept for the last few pairs of photos only and is made again when gone.
"""

import secrets
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace

from tryon.cache import Cache
from tryon.mending.document import Mending
from tryon.mending.edited_pair import EditedPair, layout_on_canvas
from tryon.mending.editing import Edits, nothing_done
from tryon.stages import Stage, StageResults
from tryon.types import GarmentInput, PersonInput, TryOnResult
from tryon.ui.runs.requests import Request

# Of two photos as large as any that is worked on, a run holds about 170 MB and what was found in
# them 95.
_KEPT_RUNS = 3
_OPENED = 6
_RUN_BYTES = 192 << 20
_OPENED_BYTES = 96 << 20


@dataclass(frozen=True)
class Visit:
    """What the studio knows of one visitor.

    Attributes:
        token: Names this pair of photos to the browser, so that late clicks on others are told.
        request: The photos and options.
        edits: Everything that was done in the studio.
        kinds: Sleeves and neckline as chosen beside the photo, and nothing else.
        session: Of the browser, whose files its pictures are.
    """

    token: str
    request: Request
    edits: Edits = field(default_factory=nothing_done)
    kinds: Mending = field(default_factory=Mending)
    session: str | None = None

    @property
    def photos(self) -> tuple[str, str]:
        """Paths of the two photos."""
        return self.request.photos

    @property
    def mending(self) -> Mending:
        """The document as it is now."""
        kinds, mends = self.kinds, self.edits.present.mending
        return replace(mends, sleeve=kinds.sleeve, neckline=kinds.neckline)


def visit_of(
    visit: Visit | None, request: Request, kinds: Mending, session: str | None, token: str = ""
) -> Visit:
    """Returns the visit of a request's photos: the one there is, or a new one.

    Args:
        visit: The one there is; of other photos it may be.
        request: Photos and options.
        kinds: Sleeves and neckline, and nothing else.
        session: Of the browser.
        token: Of a new one, where it goes on from an earlier one; empty for none.
    """
    if visit is not None and visit.photos == request.photos:
        return replace(visit, request=request, kinds=kinds)
    return Visit(token or secrets.token_urlsafe(12), request, kinds=kinds, session=session)


@dataclass(frozen=True)
class Run:
    """A finished run.

    Attributes:
        person: As found, not mended.
        garment: As found, not mended.
        mending: What the run was made with.
        result: What came out, with the time of every stage, whenever that was run.
        stages: What its stages gave.
        declared: Those stages, in order.
        owner: Token of a visit; empty for a run with nothing mended, which whoever has the same
            photos may go on from.
    """

    person: PersonInput
    garment: GarmentInput
    mending: Mending
    result: TryOnResult
    stages: StageResults
    declared: tuple[Stage, ...]
    owner: str = ""

    @property
    def pair(self) -> EditedPair:
        """What can be mended now that a layout is there."""
        predicted = self.result.intermediates.predicted_parse
        layout = None if predicted is None else layout_on_canvas(predicted)
        return EditedPair(self.person, self.garment, layout)


class RunCache:
    """The last few runs and opened photos. Safe to use from several threads."""

    def __init__(self) -> None:
        self._runs: Cache[Run] = Cache(_KEPT_RUNS, _RUN_BYTES)
        self._opened: Cache[EditedPair] = Cache(_OPENED, _OPENED_BYTES)
        self._gone: dict[str, float] = {}  # paths of photos, and when they were deleted, in seconds

    def put(self, request: Request, run: Run) -> None:
        """Keeps a run.

        Args:
            request: What was run.
            run: What came of it.
        """
        self._runs.put((run.owner, request), run)
        self._forget_late(request)

    def last(self, visit: Visit) -> Run | None:
        """Returns the visitor's last run, else one of the same request with nothing mended."""
        own = self._runs.get((visit.token, visit.request))
        return own or self._runs.get(("", visit.request))

    def pair(self, visit: Visit, open_photos: Callable[[Request], EditedPair]) -> EditedPair:
        """Returns what can be mended, found anew by `open_photos` where it is no longer here."""
        run = self.last(visit)
        if run is not None:
            return run.pair
        key = visit.token, visit.photos
        pair = self._opened.get_or_make(key, lambda: open_photos(visit.request))
        self._forget_late(visit.request)
        return pair

    def forget(self, unused_s: float) -> None:
        """Lets go of what was not used for so many seconds."""
        self._runs.forget(unused_s)
        self._opened.forget(unused_s)
        oldest = time.monotonic() - unused_s
        self._gone = {path: at for path, at in self._gone.items() if at > oldest}

    def forget_photos(self, paths: Collection[str]) -> None:
        """Lets go of all that was made of photos, now and when what still runs has ended.

        Args:
            paths: Of the photos, which were deleted.
        """
        self._gone = {**self._gone, **dict.fromkeys(paths, time.monotonic())}
        self._drop_gone()

    def _forget_late(self, request: Request) -> None:
        if not self._gone.keys().isdisjoint(request.photos):
            self._drop_gone()

    def _drop_gone(self) -> None:
        gone = self._gone.keys()
        self._runs.drop(lambda key: not gone.isdisjoint(key[1].photos))
        self._opened.drop(lambda key: not gone.isdisjoint(key[1]))
