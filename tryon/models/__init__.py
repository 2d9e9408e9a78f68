"""The networks: `nn.Module` only. `load` fills a published network from its file."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tryon.models.published import build, load

__all__ = ["build", "load"]


def __getattr__(name: str) -> object:
    """Fetches the public names when they are first used: they bring torch with them."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from tryon.models import published

    return getattr(published, name)
