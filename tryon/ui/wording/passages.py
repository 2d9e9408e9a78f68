"""What the papers write of each step: where, and as which equation.

Formulas are plain text; `_{...}` is lowered and `^{...}` raised.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Passage:
    """A place in a paper.

    Attributes:
        place: Section, and numbers of the equations.
        formulas: One a line; none where the paper writes none of this step.
        words: What the letters mean, and what it is for.
        as_run: Whether our own networks do just this, too, and not something in its place.
    """

    place: str
    formulas: tuple[str, ...]
    words: str
    as_run: bool = False


# By the first intermediate that a step shows.
_VITON_HD: dict[str, Passage] = {
    "pose_map": Passage(
        "Sec. 3.1",
        (),
        "The pose map P is a drawing in colours, put beside every network's input; it has no "
        "equation of its own.",
        True,
    ),
    "parse_map": Passage(
        "Sec. 3.1",
        (),
        "The segmentation map S says what every pixel is. A network of somebody else's finds it, "
        "here as in the paper.",
        True,
    ),
    "agnostic_image": Passage(
        "Sec. 3.1",
        (),
        "I_{a} and S_{a}: photo and map without the old garment and the arms, but with the hands. "
        "S tells what is taken out, P where the arms are.",
        True,
    ),
    "predicted_parse": Passage(
        "Sec. 3.2, Eq. 1",
        ("ℒ_{S} = ℒ_{cGAN} + λ_{CE} ℒ_{CE}",),
        "What the network G_{S} learns by: its map Ŝ, made of S_{a}, P and the garment c, is to be "
        "right pixel by pixel (ℒ_{CE}) and to look like a real one (ℒ_{cGAN}).",
    ),
    "tps_grid": Passage(
        "Sec. 3.3, Eq. 2",
        ("ℒ_{warp} = ‖I_{c} − 𝒲(c, θ)‖_{1,1} + λ_{const} ℒ_{const}",),
        "𝒲 bends the garment c by a thin-plate spline with 5 × 5 points, θ. It learns to look like "
        "the worn garment I_{c}; ℒ_{const} keeps the grid from folding.",
    ),
    "misalignment_mask": Passage(
        "Sec. 3.4, Eq. 3 and 4",
        (
            "M_{align} = Ŝ_{c} ∩ 𝒲(M_{c}, θ)",
            "M_{misalign} = Ŝ_{c} − M_{align}",
        ),
        "Ŝ_{c} is the clothing of the predicted layout, 𝒲(M_{c}, θ) the warped mask of the "
        "garment: where both are, it fits; where only the first is, something is missing.",
        True,
    ),
    "regional_mask": Passage(
        "Sec. 3.4, Eq. 5",
        ("γ(Ŝ_{div}) · (h − μ^{m}) / σ^{m} + β(Ŝ_{div})",),
        "ALIAS normalisation: mean μ and deviation σ of a layer's values h are taken inside and "
        "outside of M_{misalign} apart, so that what is misaligned cannot spoil the rest; γ and β "
        "bring the layout in, with both masks in it (Ŝ_{div}).",
    ),
    "instance_norm_canvas": Passage(
        "Sec. 3.4, Eq. 5 to 7; Table 1",
        ("μ^{m} = mean of h over Ω^{m}", "σ^{m} = deviation of h over Ω^{m}"),
        "Ω^{m} is either M_{misalign} or all the rest. Without that, μ and σ are those of the "
        "whole picture, as in instance normalisation: the second picture.",
    ),
}
_RMGN: dict[str, Passage] = {
    "appearance_flow": Passage(
        "Sec. 4.1, Eq. 1",
        ("ℒ_{sec} = Σ_{i} Σ_{j} Σ_{π} 𝒫(f^{i}_{j−π} + f^{i}_{j+π} − 2 f^{i}_{j})",),
        "The flow f is to bend smoothly: each spot j between its neighbours, on every scale i. 𝒫 "
        "is the generalised Charbonnier loss.",
        True,
    ),
    "warped_cloth": Passage(
        "Sec. 4.1, Eq. 2",
        ("ℒ_{W} = mean over P̃ of λ_{f} ℒ_{f} + λ_{sec} ℒ_{sec} + λ_{d} ℒ_{d}",),
        "The same garment is warped onto the same pose in several other garments, P̃, so that what "
        "the person wears in the photo does not matter.",
        True,
    ),
    "regional_mask": Passage(
        "Sec. 4.2, Eq. 5 and 6",
        (
            "M^{i} = σ(Conv(h_{P}^{i} ‖ h_{I}^{i}))",
            "f^{i+1} = (1 − M^{i}) ⊙ h_{P}^{i} + M^{i} ⊙ h_{I}^{i}",
        ),
        "h_{P} are the person's features and h_{I} the garment's: where the mask M is one, the "
        "garment's go on to the next layer, and where it is zero, the person's.",
        True,
    ),
    "rendered_image": Passage(
        "Sec. 4.3, Eq. 7 and 8",
        ("ℒ_{f} = ‖P̂ − P‖", "ℒ_{p} = Σ_{m} ‖φ_{m}(P̂) − φ_{m}(P)‖"),
        "What it learns by: the picture P̂ is to be like the photo P pixel by pixel, and to another "
        "network's eyes φ.",
        True,
    ),
}


# By pipeline: what the paper is called, and its passages.
_PAPERS = {"viton_hd": ("VITON-HD", _VITON_HD), "rmgn": ("RMGN", _RMGN)}
# What is said of each, by the key under which every language has it.
SAID = {
    f"pa_{name}_{step}": passage.words
    for name, (_, passages) in _PAPERS.items()
    for step, passage in passages.items()
}


def passage_of(pipeline: str, name: str) -> tuple[str, Passage, str] | None:
    """Returns the paper, its passage on a step, and the key of what is said of that.

    Args:
        pipeline: Registry name.
        name: The first of the intermediates that the step shows.
    """
    own = "rmgn" if pipeline == "rmgn" else "viton_hd"
    paper, passages = _PAPERS[own]
    passage = passages.get(name)
    return None if passage is None else (paper, passage, f"pa_{own}_{name}")
