"""The section for people who study misalignment: what is measured, how, and how to get at it."""

from tryon.ui import markup

TITLE = "For those who study misalignment"
_LEAD = (
    "VITON-HD names the trouble: where the predicted clothing Ŝ_c is not reached by the warped "
    "garment, M_misalign (Eq. 4), a network has to invent, and try-on pictures usually go wrong. "
    "This program keeps that mask at every run and lets it be looked at, measured and mended.",
    "Masks are soft, 0 to 1: the warped garment's edge is not all or nothing. Misaligned is "
    "max(Ŝ_c - warped mask, 0), and the ratio is its sum over that of Ŝ_c, at the working size. "
    "Compare runs of one working size only; counts of pixels grow with it.",
    "RMGN predicts no layout. Its mask compares with the garment the person wears in the photo, so "
    "its numbers answer another question and are set beside no histogram.",
)
_TABLE = (
    "Where to find it",
    ("What", "On this page", "After python -m tryon, or as a file"),
    (
        (
            "Both masks, over result, photo or warped garment; the worst spots; the change since "
            "the run before",
            "Inspector, below every result",
            "run --out now, then inspect now --before earlier",
        ),
        (
            "Mending the layout or the garment's mask, and running only what depends on it",
            "Studio, Predicted layout",
            "run --mended mended.zip",
        ),
        (
            "What remains after the flow, beside what the spline left",
            "Step: What flow closes",
            "flow_misalignment_mask.png",
        ),
        (
            "The same weights with and without region-separate standardisation (as Table 1, but "
            "not trained anew)",
            "Options, with viton-hd: Also paint without ALIAS normalisation",
            "run --ablation instance-norm",
        ),
        (
            "SSIM, LPIPS and FID by degree of misalignment, as in Fig. 9",
            "not here",
            "evaluate --layout given, then misalignment A=dir B=dir --out fig9.png",
        ),
        (
            "The masks themselves, and report.json with misalignment_ratio",
            "Everything, all steps (zip)",
            "align_mask.png, misalignment_mask.png, report.json",
        ),
    ),
)
_LAST = (
    "The histogram in the inspector is not the paper's, which prints no numbers: it is that of 74 "
    "pairs of synthetic persons and garments through the default pipeline. Read it as more or less "
    "than usual here."
)


def study() -> str:
    """Returns the section's HTML."""
    caption, header, rows = _TABLE
    lead, last = markup.paragraphs(*_LEAD), markup.paragraphs(_LAST)
    return lead + markup.table(caption, header, rows) + last
