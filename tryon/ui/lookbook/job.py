"""One lookbook on its way: the work of each pair, what the grid shows of it, and the downloads."""

import io
import json
from dataclasses import replace
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

from tryon.batch.lookbook import Lookbook, Photos
from tryon.engines.base import Engine
from tryon.errors import Cancelled
from tryon.files import write_file
from tryon.mending.document import Mending
from tryon.outputs.contact_sheet import INSET, TILE, Tile, draw_sheet, fitted
from tryon.outputs.results import REPORT_NAME, RESULT_NAME, encode_png, report
from tryon.stages import Progress
from tryon.types import GarmentInput, Image, IsCancelled, OnStage, PersonInput, Subject, TryOnResult
from tryon.ui.lookbook import lookbook_markup
from tryon.ui.lookbook.lookbook_markup import Cell
from tryon.ui.lookbook.requests import Look, LookbookRequest
from tryon.ui.markup import Shown
from tryon.ui.results import result_markup
from tryon.ui.results.gallery import show_result, show_steps
from tryon.ui.results.records import History
from tryon.ui.results.result_markup import Download
from tryon.ui.runs.made import made_of
from tryon.ui.runs.requests import Request
from tryon.ui.server.file_store import FileStore, RunFolder, address
from tryon.ui.server.uploads import chosen_in
from tryon.ui.wording import amounts


class LookbookJob:
    """Makes the pairs of a request one by one; between two of them others may use the engine.

    Args:
        request: What is wanted.
        file_store: Where the pictures go.
        history: Where each pair is kept, to go on from it.
        session: Whose it is.
    """

    def __init__(
        self,
        request: LookbookRequest,
        file_store: FileStore,
        history: History,
        session: str | None = None,
    ) -> None:
        self._history = history
        self._session = session
        self.request = request
        self.cells = [Cell(look.title) for look in request.looks]
        self._file_store = file_store
        self._run_folder = file_store.new_folder(session)
        self._book = Lookbook(self._run_folder.path / "lookbook", 0, chosen=_chosen)
        self._tiles = [Tile(look.title, sentence="not made") for look in request.looks]

    def prepare(self, engine: Engine) -> None:
        """Prepares what all pairs share.

        Raises:
            TryOnError: It cannot be used, and so no pair could be made.
        """
        if self.request.shared_person is not None:
            self._book.person(engine, self.request.shared_person)
        if self.request.shared_garment is not None:
            self._book.garment(engine, self.request.shared_garment)

    def work(self, index: int, engine: Engine, on_stage: OnStage, cancelled: IsCancelled) -> None:
        """Makes one pair and puts it, or the sentence why not, into its cell.

        Raises:
            Cancelled: `cancelled()` was true.
        """
        look = self.request.looks[index]

        def keep(result: TryOnResult) -> None:
            on_stage("pictures", 1.0)
            person = self._book.person(engine, look.person)
            garment = self._book.garment(engine, look.garment)
            self._keep(index, look, result, person, garment)

        row, _ = self._book.dress(
            engine,
            look.pair,
            Photos(look.person, look.garment),
            keep,
            size=self.request.size,
            progress=Progress(on_stage, cancelled),
        )
        if row.error:
            self.cells[index] = Cell(look.title, "failed", row.error, row.hint)
            self._tiles[index] = Tile(look.title, sentence=row.error)

    def stop(self) -> None:
        """Says in their cells that the pairs which are not made will not be."""
        self.cells = [
            replace(cell, state="dropped") if cell.state in ("waiting", "running") else cell
            for cell in self.cells
        ]

    def start(self, index: int) -> None:
        """Says in its cell that a pair is being made."""
        self.cells[index] = replace(self.cells[index], state="running")

    @property
    def made(self) -> int:
        """How many pairs have a result."""
        return sum(cell.state == "done" for cell in self.cells)

    def pack(self) -> tuple[Path, Path]:
        """Writes the contact sheet and the zip with results, reports and sheet; returns both."""
        sheet = encode_png(draw_sheet(self._tiles))
        buffer = io.BytesIO()
        with ZipFile(buffer, "w", ZIP_STORED) as archive:  # PNGs are compressed
            archive.writestr("contact_sheet.png", sheet)
            for path in sorted(self._book.out.rglob("*.*")):
                archive.write(path, path.relative_to(self._book.out))
        return (
            self._run_folder.file("contact-sheet.png", sheet),
            self._run_folder.file("lookbook.zip", buffer.getvalue()),
        )

    def _keep(
        self,
        index: int,
        look: Look,
        result: TryOnResult,
        person: PersonInput,
        garment: GarmentInput,
    ) -> None:
        run_folder = self._file_store.new_folder(self._session)
        picture = encode_png(result.image)
        steps = self._opened(look, result, person, garment, run_folder, picture)
        ratio = result.misalignment_ratio
        # What differs from cell to cell, in the corner of the result.
        other, alt = (
            (person.photo, f"{look.title}: the person photo")
            if self._differs_by_person()
            else (garment.photo, f"{look.title}: the garment photo")
        )
        small, corner = fitted(result.image, TILE), fitted(other, INSET)
        self.cells[index] = Cell(
            look.title,
            "done",
            "" if ratio is None else f"misaligned: {amounts.percent(ratio)} of the clothing area",
            picture=_shown(run_folder, "look", small, f"{look.title}: the try-on"),
            inset=_shown(run_folder, "inset", corner, alt),
            steps=address(steps),
        )
        self._tiles[index] = Tile(look.title, small, corner)
        if not self._run_folder.path.is_dir():  # deleted meanwhile, and not to come back
            raise Cancelled("The run was cancelled.")
        folder = self._book.out / look.pair.folder
        write_file(folder / RESULT_NAME, picture)
        write_file(folder / REPORT_NAME, (json.dumps(report(result), indent=2) + "\n").encode())

    def _opened(
        self,
        look: Look,
        result: TryOnResult,
        person: PersonInput,
        garment: GarmentInput,
        run_folder: RunFolder,
        picture: bytes,
    ) -> Path:
        """Writes what a press on a cell shows, and keeps the pair so that one can go on from it."""
        asked = self.request
        request = Request(str(look.person), str(look.garment), asked.pipeline, asked.size, 0, None)
        shown = show_result(result, person, run_folder, made_of(request, Mending()))
        steps = show_steps(result, person, run_folder)
        name = f"{look.pair.folder}_tryon.png"
        kept = address(run_folder.file(name, picture))
        link = result_markup.downloads([Download(kept, "Picture (PNG)", "", name, True)])
        words = f"{result.pipeline}, {amounts.size_words(result.size)}"
        photos = person.photo, garment.photo
        kept_as = name, result.image
        self._history.keep(run_folder, request, photos, kept_as, (shown, steps, link), words)
        on = lookbook_markup.go_on(run_folder.path.name)
        return run_folder.file("steps.html", (shown + link + on + steps).encode())

    def _differs_by_person(self) -> bool:
        return self.request.shared_person is None and self.request.shared_garment is not None


def _chosen(photo: Path, subject: Subject) -> int | None:
    return chosen_in(str(photo), subject)


def _shown(run_folder: RunFolder, name: str, picture: Image, alt: str) -> Shown:
    return Shown(run_folder.picture(name, picture, lossless=False), "", alt)
