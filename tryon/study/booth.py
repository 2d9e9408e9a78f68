"""The voters' folder: one page without any server, and pictures that tell nobody who made them."""

import json
from pathlib import Path

import numpy as np
import PIL.Image
from PIL.Image import Resampling

from tryon.pictures.reading import read_image
from tryon.study.ballot import ASKED, Question, Study
from tryon.types import Image

_PAGE = Path(__file__).with_name("booth.html")
_JPEG_QUALITY = 92
_MOST_HEIGHT = 1024  # pixels


def write_booth(
    study: Study,
    pictures: dict[str, dict[str, Path]],
    references: dict[str, tuple[Path, Path]],
    folder: Path,
) -> None:
    """Writes index.html and the pictures.

    All pictures of a question are brought to one height and written anew as JPEG, so that neither
    names nor sizes nor metadata tell the systems apart.

    Args:
        study: What is asked.
        pictures: By system and pair.
        references: Photo of the person and of the garment by pair, where they are to be shown.
        folder: Made if it is not there.

    Raises:
        TryOnError: A picture cannot be read.
    """
    (folder / "pictures").mkdir(parents=True, exist_ok=True)
    asked = []
    for question in study.questions:
        shown = [read_image(pictures[name][question.pair], "result").rgb for name in question.shown]
        height = min(_MOST_HEIGHT, *(len(picture) for picture in shown))
        files = [
            _write(picture, height, folder, f"{question.number:04d}_{place}")
            for place, picture in enumerate(shown, 1)
        ]
        asked.append(
            {
                "number": question.number,
                "pictures": files,
                "references": _references(question, references, height, folder),
            }
        )
    ballot = {
        "kind": study.kind,
        "seed": study.seed,
        "asks": ASKED[study.kind],
        "questions": asked,
    }
    # Inside a script element nothing else could end it.
    words = json.dumps(ballot).replace("<", "\\u003c")
    page = _PAGE.read_text("utf-8").replace("/*BALLOT*/ null", words)
    (folder / "index.html").write_text(page, "utf-8")


def _references(
    question: Question, references: dict[str, tuple[Path, Path]], height: int, folder: Path
) -> list[str]:
    if question.pair not in references:
        return []
    person, garment = references[question.pair]
    photos = read_image(person, "person").rgb, read_image(garment, "garment").rgb
    return [
        _write(photo, height, folder, f"{question.number:04d}_{name}")
        for name, photo in zip(("person", "garment"), photos, strict=True)
    ]


def _write(picture: Image, height: int, folder: Path, name: str) -> str:
    width = max(1, round(picture.shape[1] * height / picture.shape[0]))
    scaled = PIL.Image.fromarray(np.ascontiguousarray(picture))
    if scaled.height != height:
        scaled = scaled.resize((width, height), Resampling.LANCZOS)
    scaled.save(folder / "pictures" / f"{name}.jpg", quality=_JPEG_QUALITY)
    return f"pictures/{name}.jpg"
