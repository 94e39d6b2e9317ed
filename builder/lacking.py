"""The pages of the texts that captures name and the archive lacks: by ministry, each with how to contribute it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote, urlencode

from builder.dates import PartialDate
from builder.files import sha256
from builder.registry import Ministry
from builder.text import excerpt
from builder.views import Link, WantedGroup, WantedPage, WantedRow
from builder.wanted import Wanted
from builder.wording import ENGLISH, Wording

WANTED = "wanted.md"
"""The hand-written page above the first of them."""

_BASE = "wanted/"
_SIZE = 40
_WAYS = 60
_LENGTH = 200
_NAME_LENGTH = 80
_FORM_LENGTH = 540
"""Texts on a page, groups that the first page leads to, characters shown of a title and of a source's name, and characters
of a form's field in an address, where a letter of some scripts takes nine."""


@dataclass(frozen=True, slots=True, order=True)
class _Group:
    """Where a text stands: known ministries first, by name, then the sources of the others, by name."""

    is_unknown: bool
    name: str
    anchor: str

    def heading(self, wording: Wording) -> str:
        if self.is_unknown:
            return wording.gettext("Ministry not known from the title; named by {source}", source=self.name)
        return self.name


def pages(
    texts: Iterable[Wanted], ministries: Mapping[str, Ministry], repo_url: str, wording: Wording = ENGLISH
) -> Iterator[WantedPage]:
    """Yield the pages of the texts that the archive lacks, by ministry and in each newest first; there is always a first."""
    newest = sorted(texts, key=lambda text: (text.date, text.title), reverse=True)
    placed = sorted(((_group(text, ministries), text) for text in newest), key=lambda each: each[0])
    title = wording.gettext("Wanted")
    last = max(1, -(-len(placed) // _SIZE))
    for number in range(1, last + 1):
        part = placed[(number - 1) * _SIZE : number * _SIZE]
        yield WantedPage(
            path=WANTED if number == 1 else f"{_BASE}{number}/index.md",
            base=_BASE,
            title=title if number == 1 else wording.gettext("{title}, page {number}", title=title, number=number),
            total=len(placed),
            wanted=tuple(
                WantedGroup(
                    heading=group.heading(wording),
                    anchor=group.anchor,
                    rows=tuple(_row(text, ministries, repo_url, wording) for _, text in rows),
                )
                for group, rows in groupby(part, key=lambda each: each[0])
            ),
            links=(("", _ways([group for group, _ in placed], wording)),) if number == 1 and last > 1 else (),
            page=number,
            pages=last,
        )


def _group(text: Wanted, ministries: Mapping[str, Ministry]) -> _Group:
    ministry = ministries.get(text.ministry or "")
    if ministry:
        return _Group(is_unknown=False, name=ministry.name, anchor=f"ministry-{ministry.id}")
    source = excerpt(text.source, _NAME_LENGTH)
    return _Group(is_unknown=True, name=source, anchor=f"source-{sha256(source.encode())[:8]}")


def _ways(groups: list[_Group], wording: Wording) -> tuple[Link, ...]:
    """Return the links to where each group begins; of very many groups the first."""
    made: list[Link] = []
    at = 0
    for group, members in groupby(groups):
        count = sum(1 for _ in members)
        number = at // _SIZE + 1
        page = _BASE if number == 1 else f"{_BASE}{number}/"
        made.append(Link(label=group.heading(wording), url=f"{page}#{group.anchor}", count=count))
        at += count
    return tuple(made[:_WAYS])


def _row(text: Wanted, ministries: Mapping[str, Ministry], repo_url: str, wording: Wording) -> WantedRow:
    return WantedRow(
        title=excerpt(text.title, _LENGTH),
        date=text.date,
        day=wording.words(PartialDate(text.date)),
        source=excerpt(text.source, _NAME_LENGTH),
        teaser=excerpt(text.teaser, _LENGTH),
        contribute=_form(text, ministries, repo_url) if repo_url else "",
    )


def _form(text: Wanted, ministries: Mapping[str, Ministry], repo_url: str) -> str:
    """Return the address of the repository's form for a missing text, its fields filled in."""
    ministry = ministries.get(text.ministry or "")
    fields = {
        "template": "missing.yml",
        "title": f"Missing: {_fitted(text.title, _FORM_LENGTH // 2)}",
        "statement-title": _fitted(text.title, _FORM_LENGTH),
        "date": text.date,
        "issued-by": _fitted(ministry.name if ministry else text.source, _FORM_LENGTH // 2),
    }
    return f"{repo_url.rstrip('/')}/issues/new?{urlencode(fields, quote_via=quote)}"


def _fitted(text: str, most: int) -> str:
    """Return the beginning of `text` that takes about `most` characters in an address, cut at a word."""
    return excerpt(text, most * len(text) // max(1, len(quote(text))))
