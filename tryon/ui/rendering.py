"""The templates of the page's own HTML: each file in `templates` holds the macros of one part.

Whatever is put into one is escaped, but what came out of one, which is `Markup`. A line break in a
template beside a tag or braces is nothing, any other a space: what is shown does not depend on how
a template is laid out.
"""

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup

from tryon.ui.wording.amounts import counted, duration, percent, size_words
from tryon.ui.wording.sentences import alternative, attributes, hint, label

_BREAK = re.compile(r"(?<=[>}])\s*\n\s*|\s*\n\s*(?=[<{])|\s*\n\s*$")


class _Joined(Extension):
    """Takes the line breaks out of a template before it is read."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Returns the template in one line."""
        return re.sub(r"\s*\n\s*", " ", _BREAK.sub("", source))


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates"), encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=(_Joined,),
    )
    environment.filters.update(
        counted=counted,
        percent=percent,
        duration=duration,
        size_words=size_words,
        words=attributes,
        hint=hint,
        label=label,
        alternative=alternative,
    )
    return environment


_ENVIRONMENT = _environment()


def render(part: str, macro: str, **values: object) -> Markup:
    """Returns the HTML that a macro makes of values.

    Args:
        part: Its file, without the ending.
        macro: Its name.
        values: What it is called with.
    """
    made = getattr(_ENVIRONMENT.get_template(f"{part}.html").module, macro)(**values)
    return Markup(made)
