"""What a garment is: the network's word where it is sure enough, else what its outline says."""

from dataclasses import dataclass, replace

from tryon.preprocess.garment_reader import GarmentReading
from tryon.preprocess.garment_shape import Category, GarmentShape
from tryon.types import GarmentChoice, Neckline, Sleeve

# Of the network's categories, those that are put on as they are, and those the outline tells, too.
_UPPER = ("top", "shirt", "outerwear")
# From which calibrated chance on an answer counts, chosen on contributors whose photos were neither
# trained on nor tested on: below them an answer is asked about or left to the outline. Refusing is
# stricter than they ask (0.9): an off-the-shoulder top was taken for shorts with .94.
_UPPER_FROM, _REFUSED_FROM = 0.3, 0.95
# Tops with flounces and wide hems look like dresses: of 326 held-out tops six were called one, of
# 46 dresses 31. Asked for a smaller chance of a top, one and 26.
_UPPER_FROM_OF_DRESS = 0.1
# From which chance on what is no top is called by its name: of 153 held-out ones 148 have theirs,
# of 41 below it 27.
_NAMED_FROM = 0.9
# More likely than not.
_OUTERWEAR_FROM = 0.5
_SLEEVE_FROM, _NECKLINE_FROM = 0.5, 0.75
# Of a shop's photo the network's second choice of sleeves counts below this chance, if it is the
# outline's, too: of 36 the outline has 35 right.
_SLEEVE_SURE = 0.75
# Of a garment that cannot hang on straps: where the network is all but sure that it does, what is
# left of its answer is noise. The rest has to be surer than elsewhere, unless all that the outline
# says is that the garment is straight on top.
_LEAST_REST, _NECKLINE_OF_REST_FROM, _STRAIGHT_NECKLINE_FROM = 0.1, 0.85, 0.5
# From which chance on what stands up at the neck is an open collar: two photos seen have .6 and .1.
_COLLAR_FROM = 0.3
_CATEGORY: dict[str, Category] = {
    "bodysuit": "bodysuit",
    "dress": "dress",
    "trousers": "trousers",
    "shorts": "shorts",
    "skirt": "skirt",
    "shoes": "shoes",
    "hat": "hat",
    "other": "other",
}
_NECKLINE: dict[str, Neckline] = {
    "round": "round",
    "v": "v",
    "wide": "wide",
    "high": "high",
    "collar": "collar",
    "straps": "straps",
}
_SLEEVE: dict[str, Sleeve] = {
    "sleeveless": "sleeveless",
    "short": "short",
    "elbow": "elbow",
    "long": "long",
}


@dataclass(frozen=True)
class GarmentKind:
    """What a garment is.

    Attributes:
        category: What it looks like.
        sure: Whether that can be relied on, or that it is no top.
        sleeve: How far it covers the arms.
        neckline: How it is cut at the neck.
        outerwear: Whether it is a coat or a jacket.
        named: Of what is no top, whether it may be called by its category's name.
    """

    category: Category
    sure: bool
    sleeve: Sleeve
    neckline: Neckline
    outerwear: bool = False
    named: bool = True


def judge(
    shape: GarmentShape,
    reading: GarmentReading | None,
    choice: GarmentChoice,
    *,
    of_shop: bool = False,
) -> GarmentKind:
    """Decides what a garment is.

    Args:
        shape: What its outline says.
        reading: What the network sees; None where it was not asked.
        choice: What the user says.
        of_shop: Whether it is shown as shops do: spread out, so that its outline tells its sleeves.
    """
    kind = GarmentKind(shape.category, True, shape.sleeve, shape.neckline)
    if reading is not None:
        kind = _read(kind, reading, shape.narrow_top, of_shop)
    if choice.category == "upper":
        kind = replace(kind, category="upper", sure=True)
    return replace(
        kind, sleeve=choice.sleeve or kind.sleeve, neckline=choice.neckline or kind.neckline
    )


def _read(
    kind: GarmentKind, reading: GarmentReading, narrow_top: bool, of_shop: bool
) -> GarmentKind:
    """Takes the network's answers where the held-out photos showed them better than the rules."""
    chances = reading.chances["category"]
    upper = sum(chances[name] for name in _UPPER)
    likeliest = max(_CATEGORY, key=lambda name: chances[name])
    category, sure, named = _CATEGORY[likeliest], 1 - upper >= _REFUSED_FROM, True
    if upper >= (_UPPER_FROM_OF_DRESS if category == "dress" else _UPPER_FROM):
        category, sure = "upper", True
    else:
        named = chances[likeliest] >= _NAMED_FROM
    necklines, neckline_from = reading.chances["neckline"], _NECKLINE_FROM
    if not narrow_top and necklines["straps"] > 1 - _NECKLINE_FROM:
        straight = kind.neckline == "wide"
        neckline_from = _STRAIGHT_NECKLINE_FROM if straight else _NECKLINE_OF_REST_FROM
        # A ruffled box was taken for a top on straps: without that answer the others share it all.
        rest = max(1 - necklines["straps"], _LEAST_REST)
        necklines = {name: chance / rest for name, chance in necklines.items()} | {"straps": 0.0}
    neckline = max(_NECKLINE, key=lambda name: necklines[name])
    heard = necklines[neckline] >= neckline_from
    sleeves = reading.chances["sleeve"]
    likeliest_sleeve, second = sorted(_SLEEVE, key=lambda name: -sleeves[name])[:2]
    # Off the shoulder it was trained on seven tops: it is not sure of the neckline and takes bare
    # shoulders for bare arms. There the outline's sleeves count.
    drawn = not heard and kind.neckline == "wide" and kind.sleeve != "sleeveless"
    # Between two that come into question the outline decides, where nothing is folded.
    doubted = of_shop and kind.sleeve == second and sleeves[likeliest_sleeve] < _SLEEVE_SURE
    if sleeves[likeliest_sleeve] >= _SLEEVE_FROM and not drawn and not doubted:
        kind = replace(kind, sleeve=_SLEEVE[likeliest_sleeve])
    # Straps stand out in an outline, few were trained on, and with sleeves there are none.
    fits = neckline != "straps" or kind.sleeve == "sleeveless"
    # What stands up above the shoulders as shops show it is no round neckline: the network takes a
    # high neck's rib for the inner back behind one.
    fits &= not (of_shop and neckline == "round" and kind.neckline == "high")
    if heard and fits and kind.neckline != "straps":
        kind = replace(kind, neckline=_NECKLINE[neckline])
    elif kind.neckline == "high" and necklines["collar"] >= _COLLAR_FROM:
        # Both stand up in an outline; only the one is closed.
        kind = replace(kind, neckline="collar")
    outerwear = chances["outerwear"] >= _OUTERWEAR_FROM
    return replace(kind, category=category, sure=sure, outerwear=outerwear, named=named)
