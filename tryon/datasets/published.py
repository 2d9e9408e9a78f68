"""The folder layouts of two published data sets, and what they know about each photo.

VITON-HD's:

ROOT/test/image/NAME.jpg                         person, 768x1024
ROOT/test/cloth/NAME.jpg                         product photo of the garment NAME wears
ROOT/test/cloth-mask/NAME.jpg                    companions, for some or for all:
ROOT/test/image-parse/NAME.png                     LIP-20 labels, palette PNG
ROOT/test/openpose-json/NAME_keypoints.json        BODY_25 joints

`openpose-img` is the pose map where it is there; else the joints are drawn, without the hands.

RMGN's test script, whose network asks for no more:

ROOT/women_top_reference_person_test/NAME.jpg    person
ROOT/women_top_cloth_test/NAME.jpg               product photo
ROOT/women_top_cloth_mask_test/NAME.jpg          its mask

MPV's, in which persons, product photos and masks lie in one folder, sorted into folders by product:

ROOT/all_poseA_poseB_clothes*.txt                lines "person person garment test" or "... train"
ROOT/all/.../NAME=person_half_front.jpg          person, 192x256
ROOT/all/.../NAME=cloth_front.jpg                product photo
ROOT/all/.../NAME=cloth_front_mask.jpg           its mask

Source: VITON-HD Sec. 4.1 and its published data loader; RMGN's published test script; MPV (Dong et
al., Towards Multi-Pose Guided Virtual Try-On Network, ICCV 2019) as public loaders read it.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PIL.Image import Resampling

from tryon.batch.pairs import is_there
from tryon.datasets.companion_files import MASK_THRESHOLD, read_joints, read_parse
from tryon.errors import GarmentMaskEmpty, TryOnError
from tryon.pictures.canvas import to_canvas
from tryon.pictures.coordinates import CANVAS_SIZE
from tryon.pictures.reading import read_image
from tryon.pictures.resampling import resampled
from tryon.preprocess.garment_shape import describe
from tryon.preprocess.preprocessor import Preprocessor
from tryon.types import (
    CanvasBox,
    GarmentInput,
    Image,
    Labels,
    Origin,
    ParseMap,
    PersonInput,
    Size,
    Subject,
)

# "auto": the published companions where a photo has them, our own preprocessing elsewhere.
Companions = Literal["auto", "published", "own"]


@dataclass(frozen=True)
class Layout:
    """The names of a data set's folders.

    Attributes:
        name: Of the data set.
        person: Photos of persons.
        garment: Photos of garments.
        mask: Garment masks, each named as its garment but for `mask_ending`.
        companions: The other folders of a whole data set.
        mask_ending: What a mask's name has after its garment's.
        listed_in: Pattern of a file beside the folders without which it is not this data set.
    """

    name: Literal["VITON-HD", "VITON", "MPV"]
    person: str
    garment: str
    mask: str
    companions: tuple[str, ...] = ()
    mask_ending: str = ""
    listed_in: str = ""

    def is_in(self, part: Path) -> bool:
        """Returns whether a folder is laid out so."""
        listed = not self.listed_in or any(part.glob(self.listed_in))
        return listed and (part / self.person).is_dir()

    def mask_name(self, garment: str) -> str:
        """Returns what the mask of a garment is called."""
        if not self.mask_ending:
            return garment
        path = Path(garment)
        return str(path.with_name(f"{path.stem}{self.mask_ending}{path.suffix}"))


VITON_HD = Layout("VITON-HD", "image", "cloth", "cloth-mask", ("image-parse", "openpose-json"))
RMGN = Layout(
    "VITON", "women_top_reference_person_test", "women_top_cloth_test", "women_top_cloth_mask_test"
)
MPV = Layout(
    "MPV", "all", "all", "all", mask_ending="_mask", listed_in="all_poseA_poseB_clothes*.txt"
)
_LAYOUTS = (VITON_HD, RMGN, MPV)

_AGAIN = "Unpack the data set again; its layout is in docs/evaluation.md."


@dataclass(frozen=True)
class Dataset:
    """One part of the data set.

    Attributes:
        folder: The folder that holds those of the persons and the garments.
        companions: Whose pose, parse maps and masks are used.
        layout: What its folders are called.
    """

    folder: Path
    companions: Companions
    layout: Layout = VITON_HD

    def person_photo(self, name: str) -> Path:
        """Returns where the photo of a person is, there or not."""
        return self.folder / self.layout.person / name

    def garment_photo(self, name: str) -> Path:
        """Returns where the product photo of a garment is, there or not."""
        return self.folder / self.layout.garment / name

    def person_files(self, name: str) -> tuple[Path, ...]:
        """Returns the person's photo and the companions that would be read with it."""
        companions = self._person_companions(name)
        drawing = self._drawing(name)
        return self.person_photo(name), *companions, *([drawing] if drawing else [])

    def garment_files(self, name: str) -> tuple[Path, ...]:
        """Returns the garment's photo and the companions that would be read with it."""
        return self.garment_photo(name), *self._garment_companions(name)

    def person(
        self, name: str, preprocessor: Preprocessor, *, body_needed: bool = True
    ) -> tuple[PersonInput, Origin]:
        """Prepares a person.

        Args:
            name: File name in the persons' folder.
            preprocessor: Used where no published companions are.
            body_needed: Whether it is to refuse a photo without pose and parse map.

        Raises:
            TryOnError: A file is missing or damaged, or the preprocessing refuses the photo.
        """
        companions = self._person_companions(name)
        if not self._published(companions):
            photo_path = self.person_photo(name)
            return preprocessor.person(photo_path, body_needed=body_needed), "own"
        parse, joints = companions
        photo, image, box = _on_canvas(self.person_photo(name), "person")
        size = photo.shape[0], photo.shape[1]
        scale = CANVAS_SIZE[1] / size[1], CANVAS_SIZE[0] / size[0]
        keypoints = read_joints(joints).transformed(scale, (0.0, 0.0))
        labels = ParseMap(_read_labels(parse))
        drawing = self._drawing(name)
        skeleton = _on_canvas(drawing, "person")[1] if drawing else None
        return PersonInput(photo, box, image, keypoints, labels, pose_map=skeleton), "published"

    def garment(self, name: str, preprocessor: Preprocessor) -> tuple[GarmentInput, Origin]:
        """Prepares a garment.

        Args:
            name: File name in the garments' folder.
            preprocessor: Used where no published mask is.

        Raises:
            TryOnError: A file is missing or damaged, or the preprocessing refuses the photo.
        """
        companions = self._garment_companions(name)
        if not self._published(companions):
            return preprocessor.garment(self.garment_photo(name)), "own"
        return published_garment(self.garment_photo(name), companions[0]), "published"

    def _person_companions(self, name: str) -> tuple[Path, ...]:
        if self.companions == "own" or not self.layout.companions:
            return ()
        stem = Path(name).stem
        parse = self.folder / "image-parse" / f"{stem}.png"
        return parse, self.folder / "openpose-json" / f"{stem}_keypoints.json"

    def _drawing(self, name: str) -> Path | None:
        """Returns where OpenPose's own drawing is, which shows the hands too; None without one."""
        drawing = self.folder / "openpose-img" / f"{Path(name).stem}_rendered.png"
        return drawing if self.companions != "own" and is_there(drawing) else None

    def _garment_companions(self, name: str) -> tuple[Path, ...]:
        if self.companions == "own":
            return ()
        return (self.folder / self.layout.mask / self.layout.mask_name(name),)

    def _published(self, companions: tuple[Path, ...]) -> bool:
        missing = [path for path in companions if not is_there(path)]
        if missing and self.companions == "published":
            raise TryOnError(
                f"A published companion is missing: {missing[0].parent.name}/{missing[0].name}.",
                "Unpack the whole data set, or leave --companions out.",
            )
        return bool(companions) and not missing


def open_dataset(root: Path, companions: Companions) -> Dataset:
    """Finds the part of the data set in a folder: the folder itself, else its test, else its train.

    Args:
        root: Folder of the data set or of one of its parts.
        companions: Whose pose, parse maps and masks to use.

    Raises:
        TryOnError: It is not that layout, or a folder is missing.
    """
    if not root.is_dir():
        raise TryOnError("The folder of the data set is not there.", "Check --dataset.")
    parts = (root, root / "test", root / "train")
    found = [(part, layout) for part in parts for layout in _LAYOUTS if layout.is_in(part)]
    if not found:
        raise TryOnError(
            f"The data set has no folder {VITON_HD.person}, and no {RMGN.person} either.",
            "Give --dataset the folder that holds test or train, or one of these.",
        )
    folder, layout = found[0]
    needed = [layout.garment]
    if companions == "published":
        needed += [*layout.companions, layout.mask]
    for name in needed:
        if not (folder / name).is_dir():
            raise TryOnError(
                f"The data set has no folder {name} beside {layout.person}.",
                _AGAIN
                if name == layout.garment
                else "Unpack the whole data set, or leave --companions out.",
            )
    return Dataset(folder, companions, layout)


def masks_beside(garments: Path) -> Path | None:
    """Returns the folder of published masks beside a data set's folder of garments, if any."""
    # MPV's lie among the garments, under other names.
    masks = {layout.garment: layout.mask for layout in (VITON_HD, RMGN)}.get(
        garments.absolute().name
    )
    folder = garments.absolute().parent / masks if masks is not None else None
    return folder if folder is not None and folder.is_dir() else None


def published_garment(photo_path: Path, mask_path: Path) -> GarmentInput:
    """Prepares a garment with its published mask.

    Raises:
        GarmentMaskEmpty: Nothing is white in the mask.
        TryOnError: A file is missing or damaged.
    """
    photo, image, _ = _on_canvas(photo_path, "garment")
    grey, on_canvas, _ = _on_canvas(mask_path, "garment")
    mask = on_canvas[..., 0] >= MASK_THRESHOLD
    if not mask.any():
        raise GarmentMaskEmpty("The published garment mask is empty.", _AGAIN)
    shape = describe(image, mask)
    published = grey[..., 0] >= MASK_THRESHOLD
    return GarmentInput(photo, image, mask, shape.sleeve, shape.neckline, published_mask=published)


def read_box(photo: Path, box: CanvasBox, size: Size) -> Image:
    """Returns the part of a person's photo that a result shows, at the result's size.

    Args:
        photo: The photo in the data set.
        box: Where the result's canvas lies in it.
        size: (height, width) of the result.

    Returns:
        (height, width, 3) uint8.

    Raises:
        TryOnError: The photo cannot be read.
    """
    return to_canvas(read_image(photo, "person").rgb, box, size)


def _on_canvas(path: Path, about: Subject) -> tuple[Image, Image, CanvasBox]:
    """Reads a photo and spreads the whole of it over the canvas: the data set's are 3:4."""
    photo = read_image(path, about).rgb
    box = CanvasBox(0.0, 0.0, float(photo.shape[1]), float(photo.shape[0]))
    return photo, to_canvas(photo, box), box


def _read_labels(path: Path) -> Labels:
    return resampled(read_parse(path), CANVAS_SIZE, Resampling.NEAREST)
