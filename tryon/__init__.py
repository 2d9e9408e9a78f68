"""Virtual try-on that shows every step. Importing this package reads no file and loads no network.

>>> pipeline = tryon.load_pipeline()
>>> result = pipeline("person.jpg", "shirt.jpg")
>>> result.image
>>> tryon.load_side_by_side()("person.jpg", "shirt.jpg").results
"""

from importlib import import_module
from typing import TYPE_CHECKING

from tryon.version import __version__

if TYPE_CHECKING:
    from tryon import models
    from tryon.api import load_pipeline, load_side_by_side
    from tryon.engines.try_on import SideBySide, TryOn

__all__ = ["SideBySide", "TryOn", "__version__", "load_pipeline", "load_side_by_side", "models"]


def __getattr__(name: str) -> object:
    """Fetches the public names when they are first used: they bring torch with them."""
    if name == "models":
        return import_module("tryon.models")
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from tryon import api

    return getattr(api, name)
