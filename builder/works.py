"""Which statements are translations of one: the ids that say so, and the groups that follow from them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import urldefrag, urlsplit, urlunsplit

from builder.files import sha256

MOST = 200
"""Characters of an id; what is longer is no number that a source gives."""

TRANSLATIONS = 9
"""Statements of one work in one language that can be; more have not a number in common but what stands for none."""

PATTERN = r"^(?:[0-9a-f]{12}|[a-z0-9]+(?:-[a-z0-9]+)*:\S.*)$"
"""The two forms of an id: the id of a statement, and a number within a numbering (`un-documents:A/RES/78/1`)."""

_STATEMENT = re.compile(r"[0-9a-f]{12}")
_PAGES = "pages"
"""The numbering of the sets of pages that name each other; its numbers are digests."""

_FEWEST = 2


def checked(work: str) -> str:
    """Return an id of a work as it is; raises ValueError where it has neither form, or a character that hides."""
    if len(work) > MOST or not work.isprintable() or not re.fullmatch(PATTERN, work):
        raise ValueError(
            'this is neither the id of a statement (12 hexadecimal digits) nor a number, "numbering:number"'
        )
    return work


def is_statement(work: str) -> bool:
    """Tell whether the id of a work is that of a statement, as a person writes it."""
    return _STATEMENT.fullmatch(work) is not None


def numbered(numbering: str, number: str) -> str:
    """Return the id of the work that a source numbers; raises ValueError where `number` can be none."""
    return checked(f"{numbering}:{number}")


def of_pages(own: str, language: str, alternates: Iterable[tuple[str, str]]) -> str | None:
    """Return the id of the work of a page that names its translations (`hreflang` and address), or None.

    The id is a digest of all the addresses. So two pages are of one work only where both name the same pages, their
    own among them, and each its own in its own language: what a page says of another counts where that says the same.
    """
    pages = {_address(url): tag.casefold() for tag, url in alternates if tag.casefold() != "x-default"}
    here = pages.get(_address(own), "")
    if len(pages) < _FEWEST or here.partition("-")[0] != language.casefold().partition("-")[0]:
        return None
    return f"{_PAGES}:{sha256(' '.join(sorted(pages)).encode())[:24]}"


def _address(url: str) -> str:
    """Return an address in one of the ways in which the same page can be written."""
    try:
        parts = urlsplit(urldefrag(url.strip())[0])
    except ValueError:
        return url
    scheme = "https" if parts.scheme.lower() == "http" else parts.scheme.lower()
    return urlunsplit((scheme, parts.netloc.lower(), parts.path or "/", parts.query, ""))


def groups(statements: Iterable[tuple[str, str | None]]) -> Mapping[str, str]:
    """Return by statement's id the name of its group; `statements` are their ids and works, in any order.

    A statement belongs to its work, to each that names its id as the work, and to whatever these belong to. The name
    is the least of the ids of the group's statements.
    """
    rows = list(statements)
    above: dict[str, str] = {}

    def top(name: str) -> str:
        while (higher := above.get(name, name)) != name:
            above[name] = above.get(higher, higher)
            name = higher
        return name

    for name, work in rows:
        one, other = top(name), top(work or name)
        above[max(one, other)] = min(one, other)
    least: dict[str, str] = {}
    for name in sorted(name for name, _ in rows):
        least.setdefault(top(name), name)
    return {name: least[top(name)] for name, _ in rows}
