"""The studio's own HTML, as text. Whatever comes in is escaped here."""

from collections.abc import Collection, Mapping
from html import escape

from tryon.labels import LIP_PALETTE
from tryon.mending.document import PARTS, Part
from tryon.mending.regions import REGIONS
from tryon.mending.steps import mended_at
from tryon.stages import PREPARATION, Stage
from tryon.ui import markup
from tryon.ui import studio_words as words
from tryon.ui.step_words import stage_title


def editor() -> str:
    """Shows the empty studio; `studio_view.js` fills it with what the server tells."""
    return (
        f'<div class="studio" data-empty="true"><p class="studio-empty">{escape(words.NO_PHOTOS)}'
        f'</p><div class="studio-body">{_complaints()}{_tabs()}'
        f'<div class="studio-work">{_stage()}{_panel()}</div>'
        f'<h2 class="studio-steps-title">Steps</h2>'
        f'<ol class="studio-steps" aria-label="Steps of the try-on"></ol></div></div>'
    )


def steps(stages: tuple[Stage, ...], times_ms: Mapping[str, float], fields: Collection[str]) -> str:
    """Shows the row of steps: what each takes and gives, how long it took, and its buttons.

    Args:
        stages: Of the pipeline, in order.
        times_ms: Of those that have run.
        fields: Names of the pictures there are.
    """
    return "".join(
        _step(stage, times_ms.get(stage.name), fields, stage in stages)
        for stage in (*PREPARATION, *stages)
    )


def _step(stage: Stage, time_ms: float | None, fields: Collection[str], can_run: bool) -> str:
    title = escape(stage_title(stage.name))
    parts = mended_at(stage)
    inputs = "".join(
        f'<img data-thumb="{escape(name)}" alt="" draggable="false">'
        for name in stage.reads
        if name in fields
    )
    outputs = [name for name in stage.gives if name in fields]
    output = (
        f'<img class="output" data-thumb="{escape(outputs[0])}" alt="What {title} gave" '
        f'draggable="false">'
        if outputs
        else '<span class="output none"></span>'
    )
    mend = "".join(
        f'<button type="button" data-mend="{part}" title="Show {escape(words.PARTS[part][0])} '
        f'in the editor">Mend{"" if len(parts) == 1 else " " + _short(part)}</button>'
        for part in parts
    )
    run = (
        f'<button type="button" data-run="{escape(stage.name)}" title="Run {title} and everything '
        f'after it again">Run from here</button>'
        if can_run
        else ""
    )
    time = "" if time_ms is None else markup.duration(time_ms)
    return (
        f'<li data-stage="{escape(stage.name)}" data-parts="{" ".join(parts)}">'
        f'<h3>{title}</h3><p class="flow"><span class="inputs">{inputs}</span>{output}</p>'
        f'<p class="state"><span class="badge"></span><span class="time">{time}</span></p>'
        f"<p class='step-buttons'>{mend}{run}</p></li>"
    )


def _short(part: Part) -> str:
    return {"body": "parts", "pose": "pose"}.get(part, "")


def _complaints() -> str:
    buttons = "".join(
        f'<button type="button" data-wrong="{key}">{escape(text)}</button>'
        for key, text in words.COMPLAINTS.items()
    )
    return (
        f'<div class="studio-wrong" role="group" aria-label="{escape(words.WHAT_IS_WRONG)}">'
        f"<p>{escape(words.WHAT_IS_WRONG)}</p>{buttons}</div>"
    )


def _tabs() -> str:
    buttons = "".join(
        f'<button type="button" role="tab" data-part="{part}" aria-selected="false" '
        f'title="{escape(words.PARTS[part][1])}">{escape(words.PARTS[part][0])}'
        f'<i class="dot" hidden title="mended"></i></button>'
        for part in PARTS
    )
    return f'<div class="studio-tabs" role="tablist" aria-label="What to mend">{buttons}</div>'


def _stage() -> str:
    return (
        '<div><div class="studio-stage" tabindex="0" role="application" '
        'aria-label="Picture to mend. Arrow keys move the cross, Enter clicks, B is the brush, '
        'C is the click, X switches between adding and taking away.">'
        '<div class="studio-frame">'
        '<img class="photo" alt="The photo that is being mended" draggable="false">'
        '<canvas class="overlay" aria-hidden="true"></canvas>'
        '<svg class="marks" aria-hidden="true"></svg></div>'
        '<span class="working" hidden>…</span></div>'
        '<div class="studio-row studio-zoom" role="group" aria-label="Closeness">'
        '<button type="button" data-zoom="out" title="Zoom out (minus)">−</button>'
        '<button type="button" data-zoom="in" title="Zoom in (plus); or the wheel with Ctrl held. '
        'Zoomed in, the wheel moves the picture">+</button>'
        '<button type="button" data-zoom="whole" title="The whole picture (0)">Whole</button>'
        "</div>"
        '<label class="studio-opacity">Colours <input type="range" min="0" max="100" value="60" '
        'title="How strongly the regions are coloured"></label></div>'
    )


def _panel() -> str:
    return (
        '<div class="studio-panel"><p class="studio-hint"></p>'
        '<p class="studio-message" role="status" aria-live="polite"></p>'
        '<button type="button" class="studio-less" data-less title="Undo that click, and take '
        'only what lies around it, as large as the brush" hidden>Less: only around the click'
        "</button>"
        f"{_regions()}{_tools()}{_joints()}"
        '<div class="studio-row studio-history">'
        '<button type="button" data-do="undo" title="Undo (Ctrl+Z)">↶ Undo</button>'
        '<button type="button" data-do="redo" title="Redo (Ctrl+Shift+Z)">↷ Redo</button>'
        '<button type="button" data-do="reset" title="Put this part back to what was found '
        'automatically; can be undone">Reset to automatic</button></div>'
        '<div class="studio-row studio-go">'
        '<button type="button" class="primary" data-run="" title="Run the steps that are out of '
        'date, and only those">Run the try-on</button>'
        '<button type="button" data-do="stop" title="Stop before the next step; nothing is lost" '
        "hidden>Stop</button></div>"
        '<div class="studio-row studio-files">'
        '<button type="button" data-do="save" title="Everything you mended, as PNG masks and JSON '
        'in one zip">Save changes</button>'
        '<button type="button" data-do="load" title="A zip that was saved here, for the same two '
        'photos">Load changes</button></div></div>'
    )


def _regions() -> str:
    chips = "".join(
        f'<button type="button" data-region="{escape(name)}" data-rgb="{_rgb(region.paint[0])}" '
        f'aria-pressed="{str(number == 0).lower()}" title="Mend the region {escape(name)}">'
        f'<i style="background:rgb({_rgb(region.paint[0])})"></i>{escape(name)}</button>'
        for number, (name, region) in enumerate(REGIONS.items())
    )
    return f'<div class="studio-regions" role="group" aria-label="Region">{chips}</div>'


def _rgb(label: int) -> str:
    return ",".join(str(int(value)) for value in LIP_PALETTE[label])


def _tools() -> str:
    return (
        '<div class="studio-tools"><div class="studio-row segmented" role="group" '
        'aria-label="What a click does">'
        '<button type="button" data-add="true" aria-pressed="true" title="Add to it (X switches)">'
        "+ Add</button>"
        '<button type="button" data-add="false" aria-pressed="false" title="Take from it (X '
        'switches)">− Take away</button></div>'
        '<div class="studio-row segmented" role="group" aria-label="Tool">'
        '<button type="button" data-tool="click" aria-pressed="true" title="Click an object, or '
        'drag a box around it (C)">Click an object</button>'
        '<button type="button" data-tool="brush" aria-pressed="false" title="Paint with a round '
        'brush (B)">Brush</button></div>'
        '<label class="studio-brush" hidden>Brush size <input type="range" min="4" max="120" '
        'value="36" title="Size of the brush ([ and ])"><output>36</output></label>'
        '<div class="studio-row segmented studio-click" role="group" aria-label="A click says">'
        '<button type="button" data-positive="true" aria-pressed="true" title="Clicks show what '
        'belongs to the object">✓ This is it</button>'
        '<button type="button" data-positive="false" aria-pressed="false" title="Clicks show what '
        'does not belong to the object that was found; or hold Shift while clicking">✗ Not this'
        "</button>"
        '<button type="button" data-do="next" title="The object is right: the next click begins '
        'another one (N)">Next object</button></div></div>'
    )


def _joints() -> str:
    return (
        '<div class="studio-joints" hidden><label>Joint <select title="The joint to place">'
        '</select></label><div class="studio-row">'
        '<button type="button" data-joint="delete" title="This joint cannot be seen (Delete)">'
        "Delete</button>"
        '<button type="button" data-joint="restore" title="Back to where it was found">Put back'
        "</button></div></div>"
    )
