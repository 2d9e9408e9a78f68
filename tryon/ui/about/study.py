"""The section for people who study misalignment: what is measured, how, and how to get at it."""

from tryon.ui import markup
from tryon.ui.wording.about_tables.en import ABOUT
from tryon.ui.wording.sentences import SENTENCES

_LEAD = ("sy_trouble", "sy_soft", "sy_rmgn")
_HEADER = ("sy_what", "sy_where", "sy_file")
# What, where on the page, and how without it: keys of texts, or what is typed.
_ROWS = (
    ("sy_masks", "sy_masks_at", "sy_masks_file"),
    ("sy_mending", "sy_mending_at", "run --mended mended.zip"),
    ("sy_flow", "sy_flow_at", "flow_misalignment_mask.png"),
    ("sy_ablation", "sy_ablation_at", "run --ablation instance-norm"),
    ("sy_degree", "sy_degree_at", "sy_degree_file"),
    ("sy_files", "as_zip", "align_mask.png, misalignment_mask.png, report.json"),
)
_TEXTS = ABOUT | {"as_zip": SENTENCES["as_zip"]}


def study() -> str:
    """Returns the section's HTML."""
    rows = [[_TEXTS.get(cell, cell) for cell in row] for row in _ROWS]
    lead = markup.paragraphs(*(ABOUT[key] for key in _LEAD))
    header = [ABOUT[key] for key in _HEADER]
    return (
        lead + markup.table(ABOUT["sy_caption"], header, rows) + markup.paragraphs(ABOUT["sy_last"])
    )
