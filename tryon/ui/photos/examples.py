"""The examples below a photo's frame: small pictures that a click replaces the photo by."""

import json
from pathlib import Path

import gradio as gr
from gradio.processing_utils import move_files_to_cache
from PIL import Image as PILImage

from tryon.ui.common import IN_BROWSER, example_pictures, plain_name
from tryon.ui.photos import photo_markup
from tryon.ui.wording.speaking import TABLES, say

# Twice the 57 × 76 CSS pixels of the style sheet, for dense screens: 2 to 4 KB each, where the
# photos themselves are forty times that.
_THUMBNAIL = (114, 152)


def place_examples(subject: str, photo: gr.Image, folder: Path) -> None:
    """Lays out the examples of a subject; nothing where there are none.

    The page comes with thumbnails only; an example itself is fetched once it is chosen.

    Args:
        subject: "person" or "garment".
        photo: The frame they go into.
        folder: Has them.
    """
    pictures = example_pictures(folder, subject)
    if not pictures:
        return
    dataset = gr.Dataset(
        label=say("examples"),
        components=[gr.Image(format="webp", render=False)],
        samples=[[_thumbnail(path)] for path in pictures],
        samples_per_page=len(pictures),
        type="index",
        elem_id=f"{subject}-examples",
    )
    names = json.dumps([_name(plain_name(path.stem, subject)) for path in pictures])
    gr.HTML(photo_markup.example_names(subject, names), visible="hidden")
    # As an upload would be: Gradio's own copy, which stays as long as the page.
    uploads = [
        move_files_to_cache(photo.postprocess(path), photo, keep_in_cache=True)
        for path in map(str, pictures)
    ]
    # Gradio says which was chosen by its place alone; `samples` and `uploads` are of one list.
    dataset.click(
        None, dataset, photo, js=f"(index) => ({json.dumps(uploads)})[index]", **IN_BROWSER
    )


def _name(plain: str) -> str:
    """Returns what an example is called: the key of its name behind an @ where it has one."""
    key = f"ex_{plain.replace(' ', '_')}"
    return f"@{key}" if key in TABLES["en"] else plain.capitalize()


def _thumbnail(path: Path) -> PILImage.Image:
    with PILImage.open(path) as picture:
        picture.draft("RGB", _THUMBNAIL)
        small = picture.convert("RGB")
    small.thumbnail(_THUMBNAIL)
    return small
