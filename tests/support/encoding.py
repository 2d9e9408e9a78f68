"""Pictures as the bytes of a file."""

import io

import PIL.Image


def encoded(picture: PIL.Image.Image, kind: str, **options: object) -> bytes:
    """Returns the bytes of a file of Pillow's format `kind`."""
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()
