"""The network of the package `segment-anything`, without the rest of it.

Importing the package runs files that want torchvision, which fails where torchvision was built for
another torch; the network itself needs nothing but torch.
"""

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec, module_from_spec
from types import ModuleType

from tryon.errors import TryOnError

_PACKAGE = "segment_anything"


def import_part(name: str) -> ModuleType:
    """Returns one module of the package, for example "modeling".

    Raises:
        TryOnError: The package is not installed.
    """
    with _package_not_run():
        return importlib.import_module(f"{_PACKAGE}.{name}")


@contextmanager
def _package_not_run() -> Iterator[None]:
    """Lets parts of the package be imported inside the `with` block without its `__init__`."""
    if _PACKAGE in sys.modules:
        yield
        return
    spec = find_spec(_PACKAGE)
    if spec is None:
        raise TryOnError(
            "The package segment-anything is not installed.",
            "Run: pip install -r requirements.txt",
        )
    sys.modules[_PACKAGE] = module_from_spec(spec)
    try:
        yield
    finally:
        # Whoever wants the whole package may yet import it.
        del sys.modules[_PACKAGE]
