"""Takes out of templates and pages what HTML lets be left out, so that templates are written in full and pages are small.

That is indentation, quotation marks around values without white space, and the ends of items, cells and paragraphs
(https://html.spec.whatwg.org/, 13.1.2.3 "Attributes" and 13.1.2.4 "Optional tags").
"""

from __future__ import annotations

import re

from jinja2 import Environment
from jinja2.ext import Extension

_BLANK = re.compile(r"[ \t]*\n[ \t\n]*")
_WIDE = re.compile("  +")
_BARE = re.compile(r"[^\s\"'=<>`\x00]+")
_TAG = re.compile(r"<[a-z][^<>]*>")
_QUOTED = re.compile(r"=\"([^\s\"'=<>`\x00]+)\"")
_BETWEEN = re.compile(r">\n(?=</?(?:meta|link|title|body|a class|header|form|nav|main|footer|button|script)\b)")
"""White space in a page's head, before its blocks, and between what stands in its bar."""

_BLOCK = "address|article|details|div|dl|fieldset|figure|footer|form|h[1-6]|header|hr|main|nav|ol|p|section|table|ul"
_ENDS = rf"</(?:li|dt|dd|td|th|tr|tbody)>\s*|</p>\s*(?=<(?:{_BLOCK})\b|</(?:{_BLOCK}|li|dd)>)"
"""Ends of elements that end by themselves: paragraphs before a block, or where the block around them ends.

The white space behind them goes too, which would else become the element's own.
"""

_SOURCE = re.compile(
    r'="{{(?P<value>[^{}"]*)}}"(?=[\s>]|{%)'  # a value that one expression gives
    r"|(?P<code>{[{%#].*?[}%#]})"
    r"|=\"(?P<plain>[^\s\"'=<>`{}]+)\"(?=[\s>]|{%)"
    rf"|(?P<end>{_ENDS})|(?P<gap>(?<=>)\n(?=<(?:{_BLOCK})\b))",
    re.DOTALL,
)


def bare(value: object) -> str:
    """Return a value, escaped for an attribute, as one takes it: within quotation marks where it needs them, those that it has least of."""
    text = str(value)
    if _BARE.fullmatch(text):
        return text
    if text.count("&#34;") > text.count("&#39;"):
        return "'" + text.replace("&#34;", '"') + "'"
    return '"' + text.replace("&#39;", "'") + '"'


def template(source: str) -> str:
    """Return a template's source that makes the same pages, smaller; it needs the filter `bare`."""
    return _SOURCE.sub(_shorter, _BLANK.sub("\n", source))


def _shorter(match: re.Match[str]) -> str:
    if match["code"]:
        return match["code"]
    if match["value"]:
        return f"={{{{ ({match['value'].strip()}) | bare }}}}"
    return f"={match['plain']}" if match["plain"] else ""


def page(text: str) -> str:
    """Return a page, or a part of one, without what it does not need; a value with a NUL in it stays as it is.

    It may hold no text in which white space counts, and no `<` but those of tags.
    """
    narrow = _BETWEEN.sub(">", _WIDE.sub(" ", _BLANK.sub("\n", text)))
    return _TAG.sub(lambda match: _QUOTED.sub(r"=\1", match[0]), narrow)


class Lean(Extension):
    """Makes templates lean when they are compiled, so that pages need not be."""

    def __init__(self, environment: Environment) -> None:
        """Give the environment the filter."""
        super().__init__(environment)
        environment.filters["bare"] = bare

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 - jinja2's
        """Return a template's source as `template` makes it."""
        return template(source)
