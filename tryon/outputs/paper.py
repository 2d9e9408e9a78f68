"""What sheets of several pictures are drawn on: paper, ink, and a frame for a missing picture."""

import textwrap

import PIL.Image
from PIL import ImageDraw, ImageFont

PAPER, BLANK = (250, 250, 249), (231, 229, 228)
INK, SOFT = (28, 25, 23), (120, 113, 108)
_LETTERS = 18


def blank_frame(sentence: str, size: tuple[int, int]) -> PIL.Image.Image:
    """Draws a frame of this size (width, height) with a sentence in its middle."""
    frame = PIL.Image.new("RGB", size, BLANK)
    font = ImageFont.load_default(_LETTERS)
    letters = max(8, int(0.85 * size[0] / font.getlength("n")))
    middle = size[0] / 2, size[1] / 2
    words = "\n".join(textwrap.wrap(sentence, letters))
    ImageDraw.Draw(frame).text(middle, words, INK, font, "mm", spacing=8, align="center")
    return frame
