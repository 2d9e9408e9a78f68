"""What people look like: colours of skin, hair, eyes and clothes, painted on their surfaces."""

from dataclasses import dataclass, replace

import numpy as np

from tryon.training.synthetic.body import Body
from tryon.training.synthetic.garment import smoothstep
from tryon.training.synthetic.lighting import to_linear
from tryon.training.synthetic.makehuman import Floats, floats
from tryon.training.synthetic.swatches import Swatches
from tryon.training.synthetic.textures import (
    Colour,
    Fabric,
    SolidNoise,
    paint,
    sample_colour,
    sample_fabric,
)

# From light to dark, sRGB.
SKIN_TONES: Floats = np.array(
    [
        (0.95, 0.80, 0.72),
        (0.92, 0.75, 0.64),
        (0.87, 0.68, 0.54),
        (0.78, 0.57, 0.42),
        (0.62, 0.43, 0.30),
        (0.47, 0.31, 0.22),
        (0.34, 0.22, 0.16),
    ],
    np.float32,
)
TONES_OF_ANCESTRY = ((4.0, 6.0), (1.2, 3.2), (0.0, 2.2))
HAIR_COLOURS: tuple[Colour, ...] = (
    (0.07, 0.06, 0.06),
    (0.13, 0.09, 0.07),
    (0.24, 0.15, 0.10),
    (0.38, 0.25, 0.15),
    (0.62, 0.47, 0.28),
    (0.78, 0.64, 0.42),
    (0.45, 0.20, 0.11),
    (0.55, 0.54, 0.53),
)
BOTTOM_FABRICS = ("plain", "stripes", "checks", "dots", "flowers")
IRIS_COLOURS: tuple[Colour, ...] = (
    (0.22, 0.13, 0.07),
    (0.35, 0.22, 0.11),
    (0.36, 0.42, 0.24),
    (0.32, 0.45, 0.58),
)


@dataclass(frozen=True)
class Look:
    """Colours of a person, sRGB from 0 to 1.

    Attributes:
        skin: Skin.
        hair: Hair and brows.
        iris: Eyes.
        lips: 0 (bare) to 1 (painted).
        lip_colour: Of painted lips.
        brows: Strength of the brows, 0 to 1.
        stubble: 0 to 1.
        trousers: Colour of trousers or skirt.
        denim: Whether they are jeans.
        bottom: What they are made of if not plain.
        shoes: Colour of the shoes.
        top: The fabric of the top.
        seed: Of the noise on skin and cloth.
        clutter: (h, w, 3) what is behind the person, None for a drawn backdrop.
    """

    skin: Colour
    hair: Colour
    iris: Colour
    lips: float
    lip_colour: Colour
    brows: float
    stubble: float
    trousers: Colour
    denim: bool
    bottom: Fabric | None
    shoes: Colour
    top: Fabric
    seed: int
    clutter: Floats | None = None


def sample_look(rng: np.random.Generator, body: Body, swatches: Swatches | None = None) -> Look:
    """Draws the colours of a body, skin and hair in keeping with its ancestry.

    Args:
        rng: Random numbers.
        body: Whose.
        swatches: Real cloth for most tops and some trousers, real clutter behind half of the
            people; None draws everything.
    """
    ancestry = int(rng.choice(3, p=np.array(body.identity.ancestry)))
    tone = float(rng.uniform(*TONES_OF_ANCESTRY[ancestry]))
    low = int(min(tone, len(SKIN_TONES) - 2))
    skin = SKIN_TONES[low] + (tone - low) * (SKIN_TONES[low + 1] - SKIN_TONES[low])
    dark_hair = [0.45, 0.35, 0.12, 0.02, 0.02, 0.01, 0.01, 0.02]
    any_hair = [0.1, 0.18, 0.22, 0.18, 0.13, 0.09, 0.07, 0.03]
    hair = int(rng.choice(len(HAIR_COLOURS), p=dark_hair if ancestry < 2 else any_hair))
    iris = int(rng.choice(2) if ancestry < 2 else rng.choice(4))
    woman = body.identity.sex == "female"
    denim = bool(rng.random() < 0.4)
    jeans = (0.25, 0.33, 0.47) if rng.random() < 0.6 else (0.14, 0.17, 0.25)
    skin = np.clip(skin * np.exp(rng.normal(0, 0.07) + rng.normal(0, 0.025, 3)), 0.08, 0.98)
    dyed = rng.random() < 0.06
    hair_colour = floats(sample_colour(rng) if dyed else HAIR_COLOURS[hair])
    hair_colour = np.clip(hair_colour * np.exp(rng.normal(0, 0.18)), 0.03, 0.95)
    patterned = not denim and rng.random() < 0.25
    bottom = replace(sample_fabric(rng), kind=str(rng.choice(BOTTOM_FABRICS)))
    top, clutter = sample_top(rng, swatches), None
    if swatches is not None:
        if rng.random() < 0.4:
            patterned, bottom = True, in_swatch(bottom, swatches, rng)
        clutter = swatches.clutter(rng) if rng.random() < 0.5 else None
    return Look(
        skin=(float(skin[0]), float(skin[1]), float(skin[2])),
        hair=(float(hair_colour[0]), float(hair_colour[1]), float(hair_colour[2])),
        iris=IRIS_COLOURS[iris],
        lips=float(rng.uniform(0.2, 0.9)) if woman else 0.0,
        lip_colour=(0.70, 0.25, 0.27) if rng.random() < 0.7 else (0.55, 0.16, 0.2),
        brows=float(rng.uniform(0.75, 1)),
        stubble=0.0 if woman or rng.random() < 0.4 else float(rng.uniform(0.2, 0.8)),
        trousers=jeans if denim else sample_colour(rng),
        denim=denim,
        bottom=bottom if patterned else None,
        shoes=sample_colour(rng),
        top=top,
        seed=int(rng.integers(1 << 30)),
        clutter=clutter,
    )


def sample_top(rng: np.random.Generator, swatches: Swatches | None = None) -> Fabric:
    """Draws the fabric of a top; seven in ten are real cloth where there is any."""
    fabric = sample_fabric(rng)
    if swatches is not None and rng.random() < 0.7:
        return in_swatch(fabric, swatches, rng)
    return fabric


def in_swatch(fabric: Fabric, swatches: Swatches, rng: np.random.Generator) -> Fabric:
    """Makes a fabric of a piece of photographed cloth."""
    swatch, size = swatches.cloth(rng)
    return replace(fabric, swatch=swatch, swatch_size=size)


def paint_skin(look: Look, body: Body, rest: Floats, masks: Floats, feet: Floats) -> Floats:
    """Returns (p, 3) linear albedo of skin, face and shoes.

    Args:
        look: The colours.
        body: Whose skin.
        rest: (p, 3) where the points are in the base pose.
        masks: (p, 3) how much of lips, eyelids and nails each point has.
        feet: (p,) share of the shoes.
    """
    noise = SolidNoise(look.seed)
    colour = np.tile(to_linear(floats(look.skin)), (len(rest), 1))
    blotch = 0.6 * noise.at(rest, (1.1, 1.1, 1.1)) + 0.4 * noise.at(rest, (3.7, 3.7, 3.7))
    pores = noise.at(rest, (21, 21, 21))
    colour *= 1 + 0.035 * blotch[:, None] * floats([0.7, 1.2, 1.2]) + 0.018 * pores[:, None]
    eye, mouth = body.head("eye.L"), body.head("oris05")
    x, y, z = np.abs(rest[:, 0]), rest[:, 1], rest[:, 2]
    face = (z > eye[2] - 0.7) & (y > mouth[1] - 0.9)

    def spot(cx: float, cy: float, radius: float) -> Floats:
        return floats(np.exp(-((x - cx) ** 2 + (y - cy) ** 2) / radius**2) * face)

    flush = 0.8 * spot(0.42, eye[1] - 0.5, 0.28) + 0.6 * spot(0, eye[1] - 0.45, 0.13)
    colour *= 1 - flush[:, None] * floats([0.02, 0.13, 0.12])
    colour *= 1 - 0.1 * spot(0.3, eye[1] - 0.13, 0.16)[:, None] * floats([0.8, 1, 0.9])
    if look.stubble > 0:
        jaw = smoothstep(eye[1] - 0.55, eye[1] - 0.85, y) * face * (y > mouth[1] - 0.75)
        grain = 0.75 + 0.25 * noise.at(rest, (40, 40, 40))
        colour *= 1 - look.stubble * 0.45 * (jaw * grain)[:, None] * floats([1, 0.92, 0.85])
    lips, lids, nails = masks.T
    bare = to_linear(floats(look.skin)) * floats([0.88, 0.58, 0.6])
    painted = (1 - look.lips) * bare + look.lips * to_linear(floats(look.lip_colour))
    colour = _mix(colour, painted, 0.85 * lips)
    colour *= 1 - 0.18 * lids[:, None]
    colour = _mix(colour, to_linear(floats(look.skin)) * 1.05 + 0.02, 0.6 * nails)
    colour = _mix(
        colour, to_linear(floats(look.hair)) + 0.01, look.brows * _brows(noise, rest, eye)
    )
    return _mix(colour, to_linear(floats(look.shoes)), (feet > 0.5).astype(np.float32))


def paint_eyes(look: Look, rest: Floats, centres: Floats) -> Floats:
    """Returns (p, 3) linear albedo of the eyeballs.

    Args:
        look: The colours.
        rest: (p, 3) in the base pose.
        centres: (2, 3) of the left and right eye.
    """
    centre = np.where(rest[:, :1] > 0, centres[0], centres[1])
    radius = np.hypot(rest[:, 0] - centre[:, 0], rest[:, 1] - centre[:, 1])
    colour = np.tile(floats([0.72, 0.69, 0.67]), (len(rest), 1))
    iris = to_linear(floats(look.iris))
    rays = 1 + 0.3 * np.sin(9 * np.arctan2(rest[:, 1] - centre[:, 1], rest[:, 0] - centre[:, 0]))
    colour = _mix(colour, iris[None] * rays[:, None], smoothstep(0.068, 0.06, radius))
    colour = _mix(colour, iris[None] * 0.25, smoothstep(0.05, 0.066, radius) * (radius < 0.07))
    return _mix(colour, floats([0.008, 0.008, 0.008]), smoothstep(0.03, 0.024, radius))


def paint_bottom(look: Look, rest: Floats, body: Body, skirt: bool) -> tuple[Floats, Floats]:
    """Returns (p, 3) linear albedo of trousers or skirt, and their relief."""
    noise = SolidNoise(look.seed + 1)
    colour = np.tile(to_linear(floats(look.trousers)), (len(rest), 1))
    if look.bottom is not None:
        u, v = _bottom_coordinates(rest, body, skirt)
        colour = to_linear(paint(look.bottom, u, v, np.zeros(len(u), bool)))
    grain = noise.at(rest, (30, 8, 30))
    strength = 0.1 if look.denim else 0.025
    colour *= 1 + strength * grain[:, None]
    if look.denim:
        knee = body.head("lowerleg01.L")[1]
        worn = np.exp(-(((rest[:, 1] - knee - 1.4) / 1.6) ** 2)) * (rest[:, 2] > 0.2)
        colour = _mix(colour, colour + 0.06, 0.6 * worn)
    aslant = rest @ floats([[0.8, 0.6, 0], [-0.6, 0.8, 0], [0, 0, 1]])
    sharp = np.clip(1 - 1.7 * np.abs(noise.at(aslant, (1.2, 0.6, 1.2))), 0, 1) ** 2
    creases = (
        0.04 * sharp + 0.05 * noise.at(rest, (1.1, 0.5, 1.1)) + 0.02 * noise.at(rest, (3, 1.2, 3))
    )
    return colour, creases.astype(np.float32)


def _bottom_coordinates(rest: Floats, body: Body, skirt: bool) -> tuple[Floats, Floats]:
    """Returns the cloth coordinates of trousers, round each leg, or of a skirt, round both."""
    hip, knee, foot = (body.head(f"{bone}.L") for bone in ("upperleg01", "lowerleg01", "foot"))
    heights = [foot[1], knee[1], hip[1]]
    side = np.where(rest[:, 0] > 0, 1, -1) * (0 if skirt else 1)
    x = rest[:, 0] - side * np.interp(rest[:, 1], heights, [foot[0], knee[0], hip[0]])
    z = rest[:, 2] - np.interp(rest[:, 1], heights, [foot[2], knee[2], hip[2]])
    around = np.arctan2(x, z) * (1.3 if skirt else 0.75)
    return floats(around), floats(rest[:, 1] - hip[1])


def _brows(noise: SolidNoise, rest: Floats, eye: Floats) -> Floats:
    """Returns (p,): how much brow there is."""
    x, y, z = np.abs(rest[:, 0]), rest[:, 1], rest[:, 2]
    along = (x - (eye[0] - 0.18)) / 0.5
    arch = eye[1] + 0.235 + 0.075 * np.sin(np.clip(along, 0, 1) * np.pi * 0.75) - 0.03 * along
    thick = 0.06 * np.clip(1.15 - along, 0.15, 1)
    inside = smoothstep(1.0, 0.4, np.abs(y - arch) / thick)
    ends = smoothstep(-0.02, 0.12, along) * smoothstep(1.05, 0.85, along)
    hairs = np.clip(0.95 + 0.35 * noise.at(rest, (60, 25, 10)), 0, 1)
    brow: Floats = inside * ends * hairs * (z > eye[2] - 0.45)
    return brow


def _mix(below: Floats, above: Floats, amount: Floats) -> Floats:
    mixed: Floats = below + (above - below) * amount[:, None]
    return mixed.astype(np.float32)
