"""Plain paragraphs to Markdown and Markdown to safe HTML, so that a reader sees what the source said.

The dialect is that part of Python-Markdown's core which makes paragraphs and emphasis, without any extension, whatever
the site's other pages use: a statement can neither include a file, nor run a macro, nor lead anywhere. Everything else
of Markdown is its own characters (`builder.foreign` finds it). Rules: https://python-markdown.github.io/ (core syntax).
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection
from functools import lru_cache
from typing import Any

import markdown
import nh3
from markdown.util import Registry

from builder import marks
from builder.text import fold

_TAGS = {"p", "em", "strong"}
_BLOCKS = {"empty", "paragraph"}
_INLINES = {"escape", "entity", "not_strong", "em_strong", "em_strong2"}
"""What is allowed: elements without any attribute, and the rules of Python-Markdown that make them and undo escapes."""

_INLINE = re.compile(
    r"\\(?=[\\`*_{}\[\]()>#+\-.!]|$)"  # a backslash that would escape what follows
    r"|[`*\[]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # an underscore that is not inside a word
    r"|<(?=\S)"
    r"|&(?=#|\w+;)"
    r"|[\x01-\x08\x0e-\x1b]"  # a control character that no editor shows
)
_MAY_BE_MARKUP = re.compile(r"[\\`*\[_<&\x01-\x08\x0e-\x1b]|^[#>+\-\d]")
"""What a paragraph holds of which anything is escaped."""

_TAG = re.compile("<[A-Za-z/!?]")
"""What may begin a tag or a comment; an address in brackets may begin with anything."""

_LINK = re.compile(r"\]\s?[\[(]")
"""What makes a bracket before it the beginning of a link or an image."""

_START = re.compile(r"(?P<mark>[#>]|[-+](?=\s)|-(?=[-\s]*$)|\[(?=[^\]]*\]:))|(?P<number>\d+)\.(?=\s)")


def escape(paragraph: str) -> str:
    """Return one paragraph as Markdown that shows exactly its characters, white space folded.

    Only what would be read as markup is escaped, since people edit these files by hand.
    """
    folded = fold(paragraph)
    if not _MAY_BE_MARKUP.search(folded):
        return folded
    last_link = max((match.start() for match in _LINK.finditer(folded)), default=-1)

    has_address = "@" in folded

    def escaped(match: re.Match[str]) -> str:
        found = match[0]
        if found < " ":
            return f"&#{ord(found)};"
        if found == "<" and not has_address and not _TAG.match(folded, match.start()):
            return found
        if found in {"<", "&"}:
            return html.escape(found)
        is_plain = found == "[" and match.start() > last_link
        return found if is_plain else "\\" + found

    start = _START.match(folded)
    if start is None:
        return _INLINE.sub(escaped, folded)
    if start["number"]:
        return _INLINE.sub(escaped, folded).replace(".", "\\.", 1)
    rest = _INLINE.sub(escaped, folded)
    return rest if rest.startswith("\\") else "\\" + rest


@lru_cache(maxsize=4)
def body(paragraphs: tuple[str, ...]) -> str:
    """Return paragraphs as the Markdown body of a statement: one line each, a blank line between, LF at the end."""
    kept = [escape(paragraph) for paragraph in paragraphs if fold(paragraph)]
    return "\n\n".join(kept) + "\n" if kept else ""


_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!])|&(lt|amp);")
_INSIDE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\\`*_<]")
"""Emphasis, code, HTML, controls; a backslash that escapes nothing."""

_OPEN = re.compile(r"&(?:#|\w+;)|\]\s?[\[(:]")
"""Characters by name, links and images and what they refer to."""

_BLOCK = re.compile(r"\n\n(?:[#>+\-=:\s]|\d+\.)|\n(?<=[^\S\n]\n)")
"""What begins something other than a paragraph, and white space at a line's end."""


def paragraphs_only(text: str) -> str | None:
    """Return the HTML of a body that is paragraphs of one line each and nothing else, or None where it may be more.

    It is what the parser and the allow-list make of such a body, many times as fast; nearly every body is one.
    """
    shown = plain = text.strip("\n")
    if "\\" in shown or "&" in shown:
        plain = _ESCAPED.sub("x", shown)
        shown = _ESCAPED.sub(lambda match: match[1] or ("<" if match[2] == "lt" else "&"), shown)
    if not shown or _INSIDE.search(plain) or (("&" in plain or "]" in plain) and _OPEN.search(plain)):
        return None
    if "\n\n\n" in plain or plain.count("\n") != 2 * plain.count("\n\n") or _BLOCK.search(f"\n\n{plain}\n\n"):
        return None
    inside = html.escape(shown, quote=False).replace("\xa0", "&nbsp;").replace("\n\n", "</p>\n<p>")
    return f"<p>{inside}</p>"


_POINT = re.compile(
    r"(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s"  # 1. 2) a) iv.
    r"|[(（](?:\d{1,2}|[a-z]|[ivx]{1,4}|[一二三四五六七八九十]{1,3})[)）]"  # noqa: RUF001
    r"|(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth)(?:ly)?,\s"
    r"|(?:첫|둘|셋|넷|다섯|여섯|일곱|여덟|아홉|열)째[,로]"
    r"|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}，"  # noqa: RUF001
    r"|[\u2460-\u2473\u2022\u25cb\u25cf\u25e6\u25aa\u25a0\u25a1]\s?|[-\u2013\u2014]\s"  # circled numbers, bullets
)
"""How a point of an enumeration begins."""

_QUOTED = re.compile(r'"[^"]+"|“[^“”]+”|«[^«»]+»|「[^「」]+」|『[^『』]+』|《[^《》]+》')
"""A paragraph that is one quotation."""


_UNFORMED = frozenset("ABCDGHIJKLMOPQRUVWXYZ")
"""Letters that neither begins with; half of all paragraphs need not be looked through."""


def _form(part: str) -> str:
    """Return the class attribute of a paragraph of HTML that is a point of an enumeration or a quotation, else nothing."""
    if part[0] in _UNFORMED:
        return ""
    text = html.unescape(part.partition("</p>")[0])
    if _POINT.match(text):
        return " class=point"
    return " class=quoted" if _QUOTED.fullmatch(text) else ""


def numbered(markup: str) -> str:
    """Return HTML with an id for each paragraph, `p1`, `p2`, …, by which its address ends.

    The style sheet draws its number before it, which a script makes a link, so that its text stays what the source said. Points
    of an enumeration and paragraphs that are one quotation have a class, `point` or `quoted`. Quotation marks around ids and
    ends of paragraphs are left out (HTML, sections 13.1.2.3 and 13.1.2.4), since an archive has paragraphs by the hundred thousand.
    """
    first, *others = f"\n{markup}".split("\n<p>")
    return first[1:] + "".join(
        f"<p id=p{number}{_form(part)}>{part.removesuffix('</p>')}\n" for number, part in enumerate(others, start=1)
    )


def _keep(rules: Registry[Any], kept: Collection[str]) -> None:
    """Take every rule away that is not kept, those that a later version brings too."""
    for name in [item.name for item in getattr(rules, "_priority") if item.name not in kept]:  # noqa: B009 - names stand nowhere else
        rules.deregister(name)


class Renderer:
    """Markdown of a statement's body to HTML and to plain text; one instance serves many bodies in turn."""

    def __init__(self) -> None:
        """Prepare the parser once: making one takes longer than using it."""
        self._markdown = markdown.Markdown(extensions=[], output_format="html")
        self._markdown.preprocessors.deregister("html_block")
        _keep(self._markdown.parser.blockprocessors, _BLOCKS)
        _keep(self._markdown.inlinePatterns, _INLINES)

    def html(self, text: str) -> str:
        """Return the HTML of `text`, reduced to an allow-list of elements and attributes (nh3), hiding characters marked."""
        return marks.in_html(self._safe(text))

    def feed(self, text: str) -> str:
        """Return the HTML of `text` for a feed: the same, hiding characters told by their numbers."""
        return marks.in_feed(self._safe(text))

    def _safe(self, text: str) -> str:
        simple = paragraphs_only(text)
        return self._cleaned(text) if simple is None else simple

    def _cleaned(self, text: str) -> str:
        return nh3.clean(self._converted(text), tags=_TAGS, attributes={}, link_rel=None)

    def _converted(self, text: str) -> str:
        self._markdown.reset()
        try:
            return self._markdown.convert(text)
        except RecursionError:  # emphasis in emphasis, a thousand deep: no text is, so it is shown as it stands
            return f"<p>{html.escape(text)}</p>"

    def plain(self, text: str) -> str:
        """Return what a reader sees of `text`, white space folded."""
        spaced = self._safe(text).replace("</p>", " ")
        return fold(html.unescape(re.sub(r"<[^>]*>", "", spaced)))
