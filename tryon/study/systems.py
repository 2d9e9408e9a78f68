"""The pictures of a system, from whatever folder they are in."""

from pathlib import Path

from tryon.errors import TryOnError

_KINDS = {".png", ".jpg", ".jpeg", ".webp"}


def pictures_of(folder: Path) -> dict[str, Path]:
    """Finds a system's pictures by the names of their pairs, PERSON_GARMENT.

    Args:
        folder: What `batch` wrote (PERSON_GARMENT/result.png), what `evaluate` wrote
            (canvas/PERSON_GARMENT.png), or a folder of PERSON_GARMENT pictures of any program.

    Raises:
        TryOnError: There are none.
    """
    results = {path.parent.name: path for path in folder.glob("*/result.png")}
    if results:
        return results
    for place in (folder / "canvas", folder):
        if place.is_dir():
            found = {p.stem: p for p in sorted(place.iterdir()) if p.suffix.lower() in _KINDS}
            if found:
                return found
    raise TryOnError(
        f"There are no pictures in {folder.name}.",
        "Give a folder that batch or evaluate wrote, or one of pictures named PERSON_GARMENT.",
    )
