"""The Python API: pipelines loaded by name, which put two photos together and show every step."""

import logging
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

from tryon.config import Precision, Settings
from tryon.device import choose_device, prefer_repeatable
from tryon.engines.try_on import SideBySide, TryOn
from tryon.errors import (
    TryOnError,
    UnsupportedCategory,
    WeightsCorrupt,
    WeightsUnavailable,
)
from tryon.pipelines import PIPELINES
from tryon.pipelines.base import Pipeline, Published
from tryon.preprocess.preprocessor import Preprocessor
from tryon.weights.store import OnProgress, WeightStore

_log = logging.getLogger(__name__)


def check_category(name: str) -> None:
    """Refuses the kinds of garment that no pipeline can put on a person yet.

    Raises:
        UnsupportedCategory: It is neither "auto" nor "upper".
    """
    if name not in ("auto", "upper"):
        raise UnsupportedCategory(
            f"Garments of the category {name!r} cannot be put on yet.",
            "Upper-body garments can: shirts, tops, pullovers.",
            "--category upper",
        )


def load_pipeline(
    name: str = "auto",
    *,
    device: str = "auto",
    weights_dir: str | Path | None = None,
    offline: bool = False,
    hub_repo: str | None = None,
    precision: Precision = "auto",
    on_progress: OnProgress | None = None,
) -> TryOn:
    """Loads a pipeline and the preprocessing.

    What is not given comes from the TRYON_... environment variables.

    Args:
        name: "compact" or another name of the registry, or "auto": the best pipeline whose
            weights are on this machine or in `hub_repo`.
        device: "auto", "cpu", "cuda" or "mps".
        weights_dir: Folder with weight files.
        offline: Never touch the network.
        hub_repo: Your own Hub repository ("owner/name") with published weights.
        precision: What the published networks compute in, see `device.network_dtype`.
        on_progress: Told about downloads of weights.

    Raises:
        WeightsMissing: Its weights are not here.
        TryOnError: Anything else the user can mend.
    """
    settings = _settings(device, weights_dir, offline, hub_repo, precision)
    store = WeightStore(settings, on_progress)
    names = [choose_pipeline(name, store)]
    return load_pipelines(names, store, settings.device, precision=settings.precision)[0]


def load_side_by_side(
    *,
    device: str = "auto",
    weights_dir: str | Path | None = None,
    offline: bool = False,
    hub_repo: str | None = None,
    precision: Precision = "auto",
    on_progress: OnProgress | None = None,
) -> SideBySide:
    """Loads every pipeline whose weights are here or in `hub_repo`; see `load_pipeline`."""
    settings = _settings(device, weights_dir, offline, hub_repo, precision)
    store = WeightStore(settings, on_progress)
    names = pipelines_to_compare(store)
    return side_by_side(names, store, settings.device, settings.precision)


def side_by_side(
    names: list[str], store: WeightStore, device: str, precision: Precision = "auto"
) -> SideBySide:
    """Returns pipelines that share one preprocessing; each is loaded when it is first run."""
    preprocessor = Preprocessor(store)

    @cache
    def engine(name: str) -> TryOn:
        return load_pipelines([name], store, device, preprocessor, precision)[0]

    titles = {name: PIPELINES[name].title for name in names}
    return SideBySide(titles, engine, preprocessor)


def _settings(
    device: str,
    weights_dir: str | Path | None,
    offline: bool,
    hub_repo: str | None,
    precision: Precision,
) -> Settings:
    """Lays what the caller gives over the settings of the environment."""
    settings = Settings.from_environment()
    return replace(
        settings,
        device=device if device != "auto" else settings.device,
        weights_dir=Path(weights_dir) if weights_dir is not None else settings.weights_dir,
        offline=offline or settings.offline,
        hub_repo=hub_repo or settings.hub_repo,
        precision=precision if precision != "auto" else settings.precision,
    )


def available_pipelines(store: WeightStore) -> list[str]:
    """Returns the names of the pipelines whose weights are within reach, best first.

    That is on this machine, or in the Hub repository that the settings name: these are fetched
    when the pipeline is loaded.
    """
    return [
        name
        for name, pipeline in PIPELINES.items()
        if all(store.is_within_reach(key) for key in pipeline.weights)
    ]


def pipelines_to_compare(store: WeightStore) -> list[str]:
    """Returns the available ones; without any weights the default, which then says so."""
    return available_pipelines(store) or [choose_pipeline("auto", store)]


def choose_pipeline(name: str, store: WeightStore) -> str:
    """Turns "auto" into a name; without any sound weights into the default, which then says so.

    A pipeline one of whose files is damaged or could not be fetched after all is passed over, and
    the log says why.

    Raises:
        TryOnError: There is no such pipeline.
    """
    if name == "auto":
        return next(filter(partial(_is_sound, store=store), available_pipelines(store)), "compact")
    if name not in PIPELINES:
        raise TryOnError(
            f"There is no pipeline called {name}.", f"Choose one of auto, {', '.join(PIPELINES)}."
        )
    return name


def _is_sound(name: str, store: WeightStore) -> bool:
    try:
        for key in PIPELINES[name].weights:
            store.path(key)
    except (WeightsCorrupt, WeightsUnavailable) as error:
        _log.warning("%s is passed over: %s %s", name, error.message, error.hint)
        return False
    return True


def load_pipelines(
    names: list[str],
    store: WeightStore,
    device: str,
    preprocessor: Preprocessor | None = None,
    precision: Precision = "auto",
) -> list[TryOn]:
    """Loads several pipelines that share one preprocessing.

    Args:
        names: Registry names.
        store: Where the weights are.
        device: "auto", "cpu", "cuda" or "mps".
        preprocessor: To be shared with pipelines loaded earlier; a new one by default.
        precision: What the published networks compute in, see `device.network_dtype`.

    Raises:
        WeightsMissing: Weights are not here; all of a pipeline's are named.
        TryOnError: Anything else the user can mend.
    """
    where = choose_device(device)
    prefer_repeatable(where)
    for name in names:
        store.require(PIPELINES[name].weights)

    def made(pipeline: type[Pipeline]) -> Pipeline:
        # The networks of our own are small: they compute in float32 everywhere.
        if issubclass(pipeline, Published):
            return pipeline.loaded(store, where, precision)
        return pipeline(store, where)

    pipelines = [made(PIPELINES[name]) for name in names]
    shared = preprocessor or Preprocessor(store)
    return [TryOn(pipeline, shared) for pipeline in pipelines]
