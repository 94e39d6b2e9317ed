"""The lists by kind, tag and issuer, and when each tag was first seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from builder import figures, issuers
from builder.archive import Entry
from builder.splitter import NEWEST, OLDEST, Shelf, Splitter, updated
from builder.text import excerpt
from builder.views import Link, Listing

KINDS = Link(label="Kinds", url="kinds/")
TAGS = Link(label="Tags", url="tags/")
ISSUERS = Link(label="Issuers", url="issuers/")
FIRST_SEEN = Link(label="First seen", url="first-seen/")

_TOGETHER = 10
_TITLE = 120


@dataclass(frozen=True, slots=True)
class Subjects:
    """Makes the lists by kind, tag and issuer."""

    splitter: Splitter

    def all(self) -> Iterator[Listing]:
        """Yield the indexes and every page of every list."""
        yield from self._by_kind()
        yield from self._by_tag()
        yield from self._by_issuer()
        yield from self._first_seen()

    def _by_kind(self) -> Iterator[Listing]:
        intro = "The forms in which the statements were issued."
        if self.splitter.asks(KINDS.url):
            yield from self.splitter.index(KINDS.url, KINDS.label, intro, self.splitter.links.kinds())
        for kind, entries in self.splitter.archive.by_kind.items():
            if not self.splitter.asks(f"kinds/{kind}/"):
                continue
            yield from self.splitter.split(
                Shelf(
                    base=f"kinds/{kind}/",
                    title=self.splitter.archive.registry.kinds[kind].plural,
                    entries=entries,
                    links=(("Ministries", self._ministries(entries)),),
                    above=(KINDS,),
                    chart=figures.chart(entries),
                )
            )

    def _by_tag(self) -> Iterator[Listing]:
        if self.splitter.asks(TAGS.url):
            intro = "The subjects of the statements."
            yield from self.splitter.index(TAGS.url, TAGS.label, intro, self.splitter.links.tags())
        for tag, entries in self.splitter.archive.by_tag.items():
            if not self.splitter.asks(f"tags/{tag}/"):
                continue
            record, broader = self.splitter.archive.registry.tags[tag], self.splitter.archive.registry.subjects(tag)[1:]
            above = tuple(map(self.splitter.links.tag, reversed(broader)))
            near = tuple(
                replace(self.splitter.links.tag(other), count=count, note="")
                for other, count in figures.together(self.splitter.archive, tag)[:_TOGETHER]
            )
            yield from self.splitter.split(
                Shelf(
                    base=f"tags/{tag}/",
                    title=record.label,
                    entries=entries,
                    intro=record.description,
                    links=(
                        ("Broader tags", tuple(self._tag(each) for each in broader)),
                        ("Narrower tags", self.splitter.links.narrower(tag)),
                        ("Often together with", near),
                    ),
                    facts=(("First seen", (_first(entries[-1]),)),),
                    above=(TAGS, *above),
                    chart=figures.chart(entries),
                )
            )

    def _tag(self, tag: str) -> Link:
        return replace(self.splitter.links.tag(tag), count=len(self.splitter.archive.by_tag[tag]), note="")

    def _by_issuer(self) -> Iterator[Listing]:
        if not self.splitter.asks_below(ISSUERS.url):
            return
        found = issuers.by_id(self.splitter.archive.entries)
        if self.splitter.asks(ISSUERS.url):
            yield from self._issuers(found)
        for issuer in found.values():
            if self.splitter.asks(f"issuers/{issuer.id}/"):
                yield from self.splitter.split(self._issuer(issuer))

    def _issuers(self, found: Mapping[str, issuers.Issuer]) -> Iterator[Listing]:
        links = tuple(
            sorted(
                (self._issuer_link(issuer) for issuer in found.values()),
                key=lambda link: (link.label.casefold(), link.url),
            )
        )
        intro = (
            "Who spoke, as the statements say it: by spelling, not by person, so that one person may stand here twice."
        )
        yield from self.splitter.index(ISSUERS.url, ISSUERS.label, intro, links)

    def _issuer(self, issuer: issuers.Issuer) -> Shelf:
        return Shelf(
            base=f"issuers/{issuer.id}/",
            title=excerpt(issuer.name, _TITLE),
            entries=issuer.entries,
            links=(("Ministries", self._ministries(issuer.entries)),),
            facts=(("First seen", (_first(issuer.entries[-1]),)),),
            above=(ISSUERS,),
            chart=figures.chart(issuer.entries),
        )

    def _issuer_link(self, issuer: issuers.Issuer) -> Link:
        names = self.splitter.archive.registry.ministries
        bodies = Counter(entry.statement.ministry for entry in issuer.entries)
        most = min(bodies, key=lambda ministry: (-bodies[ministry], ministry))
        return Link(
            label=excerpt(issuer.name, _TITLE),
            url=f"issuers/{issuer.id}/",
            count=len(issuer.entries),
            note=names[most].name,
        )

    def _ministries(self, entries: Sequence[Entry]) -> tuple[Link, ...]:
        """Return the ways to the ministries of some statements, with how many of these are theirs."""
        held = Counter(entry.statement.ministry for entry in entries)
        ordered = sorted(held.items(), key=lambda pair: (-pair[1], pair[0]))
        return tuple(replace(self.splitter.links.ministry(ministry), count=count) for ministry, count in ordered)

    def _first_seen(self) -> Iterator[Listing]:
        """Yield the tags by the day of their first statement, in both orders."""
        if not self.splitter.asks(FIRST_SEEN.url):
            return
        firsts = [(entries[-1], self.splitter.links.tag(tag)) for tag, entries in self.splitter.archive.by_tag.items()]
        firsts.sort(key=lambda pair: (pair[0].statement.date, pair[0].path, pair[1].url))
        oldest = Listing(
            path=f"{FIRST_SEEN.url}oldest/index.md",
            base=FIRST_SEEN.url,
            title="First seen, oldest first",
            intro="The day on which each tag first appeared in the archive, and the statement that had it.",
            links=_by_year(firsts),
            above=(FIRST_SEEN,),
            switch=Link(label="newest first", url=FIRST_SEEN.url),
            order=OLDEST,
            updated=updated(self.splitter.archive.entries),
        )
        yield replace(
            oldest,
            path=f"{FIRST_SEEN.url}index.md",
            title="First seen",
            links=_by_year(firsts[::-1]),
            above=(TAGS,),
            switch=Link(label="oldest first", url=f"{FIRST_SEEN.url}oldest/"),
            order=NEWEST,
        )
        yield oldest


def _first(entry: Entry) -> Link:
    """Return the way to the first statement, its day before its title."""
    return Link(label=excerpt(entry.statement.title, _TITLE), url=entry.url, note=entry.statement.date.words())


def _by_year(firsts: Sequence[tuple[Entry, Link]]) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    grouped = groupby(firsts, key=lambda pair: pair[0].statement.date.year)
    return tuple(
        (
            year,
            tuple(
                replace(tag, note=f"{first.note}: {first.label}") for entry, tag in group for first in [_first(entry)]
            ),
        )
        for year, group in grouped
    )
