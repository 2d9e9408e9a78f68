"""How a top is cut and how it falls. One pattern can be put on any body: all share one mesh."""

from dataclasses import dataclass

from tryon.types import Neckline

# New ones at the end: shards store their numbers.
NECKLINES = (
    "crew",
    "v",
    "scoop",
    "boat",
    "square",
    "high",
    "collar",
    "straps",
    "off_shoulder",
    "halter",
    "one_shoulder",
    "bandeau",
    "wrap",
)

# What the networks call those necklines; those that are none of theirs are left out.
NECKLINE_NAMES: dict[str, Neckline] = {
    "crew": "round",
    "scoop": "round",
    "v": "v",
    "wrap": "v",
    "boat": "wide",
    "off_shoulder": "wide",
    "high": "high",
    "collar": "collar",
    "straps": "straps",
}

# By which validation is reported; `Pattern.kind` gives a top the first that fits.
KINDS = (
    "halter",
    "one_shoulder",
    "bandeau",
    "off_shoulder",
    "crossed_straps",
    "racerback",
    "thin_straps",
    "wide_straps",
    "wrap",
    "deep_v",
    "wide_sleeves",
    "drop_shoulder",
    "peplum",
    "high_neck",
    "collar",
    "knit",
    "cropped",
    "long",
    "curved_hem",
    "square_or_boat",
    "sleeveless",
    "short_sleeves",
    "half_sleeves",
    "long_sleeves",
)
THIN_STRAP = 0.1  # decimetres, half the width
STRAPLESS = ("straps", "halter", "bandeau")  # these cut their own armholes


@dataclass(frozen=True)
class Pattern:
    """A top. Lengths in decimetres on the average body.

    Attributes:
        sleeve: -1 for none, else 0 (shoulder) to 1 (elbow) to 2 (wrist).
        hem: Height of the hem above the hip joints.
        tail: How much lower the hem is at the middle than at the sides; below zero higher.
        neckline: One of `NECKLINES`.
        depth: Front depth of the neckline below the base of the neck; for "high" and "collar" the
            depth of the opening, for "halter", "one_shoulder" and "bandeau" where the cloth
            begins under the arms.
        back_depth: The same at the back.
        width: Half the width of the neckline; of a halter at the neck.
        stand: Height of a collar above the base of the neck; of a halter the depth of its V,
            0 for none.
        strap: Half width of a strap ("straps", "halter"), or how far the shoulder reaches out
            (sleeveless).
        armhole: 0 (high) to 1 (cut far down and in); sleeveless only.
        ease: Added radius of the torso as a share of the body's.
        fall: 1 hangs straight from the widest point above, lower values follow the body.
        flare: Added share at the hem.
        sleeve_ease: Added radius of the sleeve as a share of the arm's.
        sleeve_flare: How the ease grows (above 0) or shrinks towards the cuff.
        fold_depth: Amplitude of the vertical folds, share of the radius.
        fold_count: Folds round the hem.
        fold_phase: Radians.
        strap_top: Where straps pass over the shoulder, from the middle.
        strap_foot: Where they meet the front.
        strap_back: Where they meet the back; below zero they cross.
        cups: How far the upper edge of a strap top or bandeau rises over the breasts, 1 for usual.
        dip: How far it falls at the middle.
        racer: How far the back is cut in between the shoulders, 0 to 1; sleeveless only.
        side: 1 or -1: which shoulder a one-shoulder top covers, which way a wrap closes.
        apex: How far the point of a wrap's neckline lies from the middle.
        high_low: How much lower the hem is behind than in front.
        slant: How much lower the hem is at one side than at the middle.
        flare_from: Height above the hips where the flare begins, None for the armpits.
        gather: 0 to 1: how tightly a band holds the hem.
        puff: Added share of the sleeve's radius at the shoulder.
        balloon: The same between elbow and cuff.
        bell: The same at the end.
        cuff: Length of a tight cuff, in the units of `sleeve`; 0 for none.
        shoulder_drop: How far the cloth sags under the arm (drop shoulders, batwings).
        thickness: Decimetres from the skin to the outer side.
    """

    sleeve: float
    hem: float
    tail: float
    neckline: str
    depth: float
    back_depth: float
    width: float
    stand: float
    strap: float
    armhole: float
    ease: float
    fall: float
    flare: float
    sleeve_ease: float
    sleeve_flare: float
    fold_depth: float
    fold_count: int
    fold_phase: float
    strap_top: float = 1.0
    strap_foot: float = 0.95
    strap_back: float = 0.9
    cups: float = 1.0
    dip: float = 0.0
    racer: float = 0.0
    side: int = 1
    apex: float = 0.0
    high_low: float = 0.0
    slant: float = 0.0
    flare_from: float | None = None
    gather: float = 0.0
    puff: float = 0.0
    balloon: float = 0.0
    bell: float = 0.0
    cuff: float = 0.0
    shoulder_drop: float = 0.0
    thickness: float = 0.03

    @property
    def lowest(self) -> float:
        """Height of the lowest point of the hem above the hips."""
        return self.hem - max(self.tail, 0) - max(self.high_low, 0) - abs(self.slant)

    @property
    def kind(self) -> str:
        """What is most peculiar about the top, one of `KINDS`."""
        own = self.neckline
        straps, bare = own == "straps", self.sleeve < 0
        wide = max(self.puff, self.balloon, self.bell) > 0.25
        fits = {
            "halter": own == "halter",
            "one_shoulder": own == "one_shoulder",
            "bandeau": own == "bandeau",
            "off_shoulder": own == "off_shoulder",
            "crossed_straps": straps and self.strap_back < 0,
            "racerback": bare and self.racer > 0.3,
            "thin_straps": straps and self.strap < THIN_STRAP,
            "wide_straps": straps,
            "wrap": own == "wrap",
            "deep_v": own == "v" and self.depth > 1.9,
            "wide_sleeves": not bare and wide,
            "drop_shoulder": not bare and self.shoulder_drop > 0.3,
            "peplum": self.flare_from is not None,
            "high_neck": own == "high",
            "collar": own == "collar",
            "knit": self.thickness > 0.12,
            "cropped": self.hem > 1.1,
            "long": self.lowest < -1.0,
            "curved_hem": abs(self.tail) + self.high_low + abs(self.slant) > 0.25,
            "square_or_boat": own in ("square", "boat"),
            "sleeveless": bare,
            "short_sleeves": self.sleeve < 0.8,
            "half_sleeves": self.sleeve < 1.75,
        }
        return next((kind for kind, does in fits.items() if does), KINDS[-1])
