"""What a result was made of, in a form that the page's script compares with what is chosen now."""

import hashlib
import json
from dataclasses import replace

from tryon.mending.document import Mending
from tryon.ui.runs.requests import Request, size_value


def mends_key(mending: Mending) -> str:
    """Returns a key of what was mended in the studio; "" where nothing was.

    Sleeves and neckline are not part of it: they are chosen beside the photo, as an option.
    """
    mends = replace(mending, sleeve=None, neckline=None)
    if mends == Mending():
        return ""
    return hashlib.sha256(repr(mends).encode()).hexdigest()[:16]


def made_of(request: Request, mending: Mending) -> str:
    """Returns the photos, the options and the mends of a run as JSON.

    Args:
        request: What was asked for.
        mending: What the run was made with.
    """
    return json.dumps(
        {
            "photos": [request.person, request.garment],
            "options": [
                request.pipeline,
                "" if request.size is None else size_value(request.size),
                request.seed,
                request.ablation is not None,
                mending.sleeve or "",
                mending.neckline or "",
            ],
            "mends": mends_key(mending),
        }
    )
