"""New skin of the learned form: the tone of the part that it is, and the light on it."""

import numpy as np

from tryon.labels import Compact, is_any
from tryon.pipelines.compact.arm_light import light_on_arms
from tryon.pipelines.compact.arm_skin import hem_shade
from tryon.pipelines.compact.skin import SHADE_TINT, arm_tones, chest_tone
from tryon.pipelines.compact.spread import Plane, erode, soften
from tryon.types import Keypoints, Labels, Mask

_ARMS = (Compact.LEFT_ARM, Compact.RIGHT_ARM)
# How much darker and lighter than its tone a new chest may be: between the second and the 98th
# hundredth of 71 arms in photos lay 0.61 to 1.15 of their median, of 8 chests 0.87 to 1.08.
_DARKEST, _LIGHTEST = 0.6, 1.15
# Exponent of the network's light on chests. With it light varies as much as that of 17 chests in
# photos which were hidden from the network: 0.080 of its logarithm, where the network, which has
# seen sharper lamps, says 0.103.
_ON_CHEST = 0.78
# The share of skin that is less light than the lightest. No new arm is lighter than the photo's: of
# one that shows but its lit rim the rim was taken for the mean, and the middle was white.
_LIT = 0.98
_SKIN = (*_ARMS, Compact.NECK, Compact.FACE)
# How softly an arm's tone gives way to the chest's, in pixels of a canvas 768 wide.
_BLUR = 20.0


def in_own_tone(
    skin: Plane,
    light: Plane,
    picture: Plane,
    worn: Labels,
    layout: Labels,
    bare: Mask,
    keypoints: Keypoints,
    scale: float,
) -> Plane:
    """Returns new skin in the tones of the skin that the photo shows, lit as bodies are.

    A chest has another tone than the arms beside it, and is lighter and darker about its own.

    Args:
        skin: (H, W, 3) float32, the composing network's colours.
        light: (H, W) float32, the light on skin, of any mean.
        picture: (H, W, 3) float32, the photo.
        worn: (H, W) compact classes of the photo.
        layout: (H, W) compact classes in the new garment.
        bare: (H, W) skin that is to be painted, and so is none of the photo's.
        keypoints: In pixels of `layout`.
        scale: Canvas width over 768.

    Returns:
        (H, W, 3) float32; `skin` itself where the photo shows no skin to take a tone from.
    """
    arms = arm_tones(picture, worn, bare, keypoints, scale)
    if arms is None or not bare.any():
        return skin
    chest = chest_tone(picture, worn, bare, keypoints, scale)
    neck = layout == Compact.NECK
    if chest is None:
        chest = np.mean(list(arms.values()), 0)
    lit = _lit(light**_ON_CHEST, bare & neck, chest)
    limb = soften(is_any(layout, _ARMS), _BLUR * scale)[..., None]
    body = np.maximum(soften(neck, _BLUR * scale)[..., None] + limb, 1e-3)
    # Arms of one tone differ by the light alone.
    for tone in {id(tone): tone for tone in arms.values()}.values():
        place = is_any(layout, tuple(arm for arm in arms if arms[arm] is tone))
        share = soften(place, _BLUR * scale)[..., None] / body
        on_arms = light_on_arms(light, layout, place, tone, keypoints, scale)
        lit = lit + share * (on_arms - lit)
    new: Plane = lit * hem_shade(layout, scale)
    lightest = _lightest(picture, is_any(worn, _SKIN) & ~bare, scale)
    for arm in _ARMS:
        place = bare & (layout == arm)
        if lightest is not None and place.any():
            most = float(np.quantile(new[place].mean(1), _LIT))
            if most > lightest:
                share = soften(layout == arm, _BLUR * scale)[..., None] / body
                new *= 1 + share * ((lightest / most) ** SHADE_TINT - 1)
    return new


def _lightest(picture: Plane, skin: Mask, scale: float) -> float | None:
    """Returns how light the lightest skin of the photo is, None where it shows none."""
    inner = erode(skin, 5 * scale)
    return float(np.quantile(picture[inner].mean(1), _LIT)) if inner.any() else None


def _lit(light: Plane, part: Mask, tone: Plane) -> Plane:
    """Returns (H, W, 3) a chest's tone in a light (H, W), of which its middle has 1."""
    middle = float(np.median(light[part] if part.any() else light))
    light = np.maximum(light / middle, _DARKEST)
    # Cut off at the lightest a quarter of some parts was flat, with a ridge along them.
    room = np.float32(np.log(_LIGHTEST))
    light = np.where(light > 1, np.exp(room * np.tanh(np.log(light) / room)), light)
    # What is lit more is paler, too: lighter by the same share in red, a chest was salmon.
    lit: Plane = light[..., None] ** SHADE_TINT * tone
    return lit
