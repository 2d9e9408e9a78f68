"""What the parts of the page have in common."""

from pathlib import Path
from typing import Any, Literal

import gradio as gr

# Everything small has places of its own in the queue, and shows no spinner.
QUIET: dict[str, Any] = {
    "show_progress": "hidden",
    "concurrency_limit": 8,
    "concurrency_id": "small",
    "api_visibility": "private",
}
# Done in the browser alone, at once.
IN_BROWSER: dict[str, Any] = {
    "show_progress": "hidden",
    "api_visibility": "private",
    "queue": False,
}
# How long runs are begun: also while the browser has not yet heard that the one before was
# cancelled. Gradio would drop the click, and the page would wait for ever. Buttons hold off two at
# a time.
AT_ONCE: Literal["multiple"] = "multiple"
_PICTURE_ENDINGS = {".png", ".jpg", ".jpeg", ".webp"}


def example_pictures(folder: Path, subject: str) -> list[Path]:
    """Returns the example pictures of a subject, "person" or "garment", by name."""
    return sorted(path for path in folder.glob(f"{subject}_*") if path.suffix in _PICTURE_ENDINGS)


def plain_name(stem: str, subject: str) -> str:
    """Returns what a picture is called, by the name of its file: `garment_v_neck`, v neck."""
    return stem.removeprefix(f"{subject}_").replace("_", " ").strip()


def run_updates(*, running: bool, buttons: int = 1) -> list[dict[str, Any]]:
    """Returns updates of buttons that start a run and of the one that ends it, for scripts."""
    return [
        *[{"__type__": "update", "interactive": not running}] * buttons,
        {"__type__": "update", "interactive": running},
    ]


def place_wire(name: str, connect: str) -> gr.HTML:
    """Lays out what carries a script's wishes to the server, and never shows.

    Args:
        name: Its id on the page.
        connect: JavaScript that triggers its events, by names that stand in this text: Gradio
            looks for them there.
    """
    return gr.HTML("", html_template="", js_on_load=connect, elem_id=name, visible="hidden")


def sent(event: gr.EventData) -> dict[str, object]:
    """Returns what the page's script sent with an event; nothing for an event without anything."""
    return event._data if isinstance(event._data, dict) else {}
