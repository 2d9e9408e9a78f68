"""A document of changes as bytes that give back the very same document, for the program itself.

What a user saves is in `files.py`: others can read that, and it is rounded to pixels of the photo.
"""

import json
from base64 import b64decode, b64encode

from tryon.labels import Joint
from tryon.mending.document import JointEdit, Mending
from tryon.mending.packed import Packed

_MAPS = ("labels", "repaint", "keep", "cloth_mask", "layout")


def to_bytes(mending: Mending) -> bytes:
    """Returns a document as JSON."""
    maps = {name: getattr(mending, name) for name in _MAPS}
    return json.dumps(
        {
            "maps": {
                name: [packed.shape, b64encode(packed.data).decode()]
                for name, packed in maps.items()
                if packed is not None
            },
            "joints": [[int(edit.joint), edit.place] for edit in mending.joints],
            "sleeve": mending.sleeve,
            "neckline": mending.neckline,
        }
    ).encode()


def from_bytes(data: bytes) -> Mending:
    """Returns the document that `to_bytes` was given."""
    kept = json.loads(data)
    return Mending(
        **{
            name: Packed((shape[0], shape[1]), b64decode(text))
            for name, (shape, text) in kept["maps"].items()
        },
        joints=tuple(
            JointEdit(Joint(number), None if place is None else (place[0], place[1]))
            for number, place in kept["joints"]
        ),
        sleeve=kept["sleeve"],
        neckline=kept["neckline"],
    )
