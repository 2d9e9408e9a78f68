"""Runs what visitors ask for: a whole run, or only the stages that a change in the studio reaches.

Everything here is work for the one worker; nothing knows of the page.
"""

from dataclasses import dataclass, replace

from tryon.engines.base import prepare_both
from tryon.errors import TryOnError
from tryon.mending.document import Mending
from tryon.mending.edited_pair import EditedPair
from tryon.mending.steps import stages_from, stale_stages
from tryon.stages import PREPARATION, Progress, Stage, StageResults, names_of
from tryon.types import IsCancelled, OnStage, RunOptions, TryOnResult
from tryon.ui.runs.requests import Request
from tryon.ui.runs.run_cache import Run, RunCache, Visit
from tryon.ui.runs.speed import Speed
from tryon.ui.server.uploads import chosen_in, garment_chosen
from tryon.ui.server.worker import Worker

# How far a run is when the photos are prepared, and when the pipeline is through.
_PREPARED, THROUGH = 0.35, 0.95


@dataclass(frozen=True)
class Wanted:
    """A run that is asked for.

    Attributes:
        request: Photos and options.
        mending: What was mended on these photos, and which sleeves and neckline were chosen.
        owner: Token of the visit that mended; empty where nothing was.
    """

    request: Request
    mending: Mending
    owner: str = ""

    @classmethod
    def of(cls, request: Request, kinds: Mending, visit: Visit | None) -> "Wanted":
        """Returns what is wanted of a visitor's photos: mended as far as they were mended.

        Args:
            request: Photos and options.
            kinds: Sleeves and neckline, and nothing else.
            visit: What the studio knows of the visitor; of other photos it may be.
        """
        if visit is None or visit.photos != request.photos:
            return cls(request, kinds)
        return cls(request, replace(visit, kinds=kinds).mending, visit.token)


class Runner:
    """Runs pipelines for the page. Only tasks of the worker may call it.

    Args:
        worker: Has the engines.
        run_cache: Keeps the last runs, for the studio to go on from.
        speed: What is known already of how long runs take here.

    Attributes:
        speed: How long whole runs take here.
    """

    def __init__(self, worker: Worker, run_cache: RunCache, speed: Speed | None = None) -> None:
        self._worker = worker
        self._run_cache = run_cache
        self.speed = speed or Speed()

    def whole(self, wanted: Wanted, on_stage: OnStage, cancelled: IsCancelled) -> Run:
        """Looks at both photos and runs every stage."""
        request, mending = wanted.request, wanted.mending
        on_stage("weights", 0)
        engine = self._worker.engine(request.pipeline)
        look, stages = engine.preprocessor, StageResults()
        progress = Progress(on_stage, cancelled, stages)
        prepared = prepare_both(
            lambda: look.person(
                request.person,
                body_needed=engine.pipeline.needs_body,
                index=chosen_in(request.person, "person"),
                cancelled=cancelled,
            ),
            lambda: look.garment(
                request.garment, choice=garment_chosen(request.garment), cancelled=cancelled
            ),
            progress.within(0, _PREPARED),
        )
        pair = EditedPair(prepared.person, prepared.garment)
        result = engine.run(
            pair.mended_person(mending),
            pair.mended_garment(mending),
            _options(request, mending, request.ablation),
            progress.within(_PREPARED, THROUGH),
        )
        result = prepared.timed(result)
        self.speed.note(request.pipeline, result)
        declared = engine.pipeline.stages
        run = Run(pair.person, pair.garment, mending, result, stages, declared, wanted.owner)
        # Without pose and body parts there is nothing to mend.
        if pair.person.parse_map is not None:
            self._run_cache.put(request, run)
        return run

    def again(
        self, visit: Visit, first: str, on_stage: OnStage, cancelled: IsCancelled
    ) -> tuple[Run, dict[str, float]]:
        """Runs the stages that no longer fit what is mended, and those from a step on.

        Args:
            visit: Photos, options and mends.
            first: Name of the step; empty for none.
            on_stage: Told of each stage.
            cancelled: Asked before each stage.

        Returns:
            The run with the times of all its stages, and the milliseconds of those run now.

        Raises:
            TryOnError: Everything is up to date.
        """
        on_stage("weights", 0)
        request, mending = visit.request, visit.mending
        engine = self._worker.engine(request.pipeline)
        stages = engine.pipeline.stages
        before = self._run_cache.last(visit)
        if before is None:
            pair, kept = self.pair(visit), StageResults()
        else:
            stale = {*stale_stages(stages, before.mending, mending)}
            stale |= {*stages_from(stages, first)} if first else set()
            if not stale:
                raise TryOnError("Everything is up to date.", "Mend something, or run from a step.")
            pair, kept = before.pair, before.stages.without(tuple(stale))
        result = engine.run(
            pair.mended_person(mending),
            pair.mended_garment(mending),
            _options(request, mending),
            Progress(on_stage, cancelled, kept).within(0, THROUGH),
        )
        on_stage("pictures", THROUGH)
        run_now = result.timings_ms
        result = _with_all_times(result, before, stages)
        run = Run(pair.person, pair.garment, mending, result, kept, stages, visit.token)
        self._run_cache.put(request, run)
        return run, run_now

    def pair(self, visit: Visit) -> EditedPair:
        """Returns what can be mended, looked at anew where it is no longer kept."""
        return self._run_cache.pair(visit, self._looked_at)

    def stages(self, request: Request) -> tuple[Stage, ...]:
        """Returns the stages of a request's pipeline, in order."""
        return self._worker.engine(request.pipeline).pipeline.stages

    def kinds(self, request: Request) -> tuple[str, ...]:
        """Returns the sleeves and necklines that a request's pipeline tells apart."""
        return self._worker.engine(request.pipeline).pipeline.kinds

    def _looked_at(self, request: Request) -> EditedPair:
        prepare = self._worker.engine(request.pipeline).preprocessor
        person = prepare.person(request.person, index=chosen_in(request.person, "person"))
        garment = prepare.garment(request.garment, choice=garment_chosen(request.garment))
        return EditedPair(person, garment)


def _options(request: Request, mending: Mending, ablation: str | None = None) -> RunOptions:
    layout = None if mending.layout is None else mending.layout.unpack()
    return RunOptions(request.size, request.seed, ablation, layout)


def _with_all_times(
    result: TryOnResult, before: Run | None, stages: tuple[Stage, ...]
) -> TryOnResult:
    """Returns a result with the times of the stages that were not run again, too, in order."""
    times = {**(before.result.timings_ms if before else {}), **result.timings_ms}
    order = names_of((*PREPARATION, *stages))
    return replace(result, timings_ms={stage: times[stage] for stage in order if stage in times})
