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
from builder.wording import Wording

_ISSUERS, _FIRST_SEEN = "issuers/", "first-seen/"
_TOGETHER = 10
_TITLE = 120


@dataclass(frozen=True, slots=True)
class Subjects:
    """Makes the lists by kind, tag and issuer."""

    splitter: Splitter

    @property
    def _wording(self) -> Wording:
        return self.splitter.wording

    @property
    def _tags(self) -> Link:
        return Link(label=self._wording.gettext("Tags"), url="tags/")

    def all(self) -> Iterator[Listing]:
        """Yield the indexes and every page of every list."""
        yield from self._by_kind()
        yield from self._by_tag()
        yield from self._by_issuer()
        yield from self._first_seen()

    def _by_kind(self) -> Iterator[Listing]:
        gettext = self._wording.gettext
        intro = gettext("The forms in which the statements were issued.")
        top = Link(label=gettext("Kinds"), url="kinds/")
        if self.splitter.asks(top.url):
            yield from self.splitter.index(top.url, top.label, intro, self.splitter.links.kinds())
        for kind, entries in self.splitter.archive.by_kind.items():
            if not self.splitter.asks(f"kinds/{kind}/"):
                continue
            yield from self.splitter.split(
                Shelf(
                    base=f"kinds/{kind}/",
                    title=self.splitter.archive.registry.kinds[kind].plural,
                    entries=entries,
                    links=((gettext("Ministries"), self._ministries(entries)),),
                    above=(top,),
                    chart=figures.chart(entries, self._wording),
                )
            )

    def _by_tag(self) -> Iterator[Listing]:
        gettext, top = self._wording.gettext, self._tags
        if self.splitter.asks(top.url):
            intro = gettext("The subjects of the statements.")
            yield from self.splitter.index(top.url, top.label, intro, self.splitter.links.tags())
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
                        (gettext("Broader tags"), tuple(self._tag(each) for each in broader)),
                        (gettext("Narrower tags"), self.splitter.links.narrower(tag)),
                        (gettext("Often together with"), near),
                    ),
                    facts=((gettext("First seen"), (self._first(entries[-1]),)),),
                    above=(top, *above),
                    chart=figures.chart(entries, self._wording),
                )
            )

    def _tag(self, tag: str) -> Link:
        return replace(self.splitter.links.tag(tag), count=len(self.splitter.archive.by_tag[tag]), note="")

    def _by_issuer(self) -> Iterator[Listing]:
        if not self.splitter.asks_below(_ISSUERS):
            return
        found = issuers.by_id(self.splitter.archive.entries)
        if self.splitter.asks(_ISSUERS):
            yield from self._issuers(found)
        for issuer in found.values():
            if self.splitter.asks(f"{_ISSUERS}{issuer.id}/"):
                yield from self.splitter.split(self._issuer(issuer))

    def _issuers(self, found: Mapping[str, issuers.Issuer]) -> Iterator[Listing]:
        links = tuple(
            sorted(
                (self._issuer_link(issuer) for issuer in found.values()),
                key=lambda link: (link.label.casefold(), link.url),
            )
        )
        gettext = self._wording.gettext
        top = Link(label=gettext("Issuers"), url=_ISSUERS)
        intro = gettext(
            "Who spoke, as the statements say it: by spelling, not by person, so that one person may stand here twice."
        )
        yield from self.splitter.index(top.url, top.label, intro, links)

    def _issuer(self, issuer: issuers.Issuer) -> Shelf:
        gettext = self._wording.gettext
        return Shelf(
            base=f"{_ISSUERS}{issuer.id}/",
            title=excerpt(issuer.name, _TITLE),
            entries=issuer.entries,
            links=((gettext("Ministries"), self._ministries(issuer.entries)),),
            facts=((gettext("First seen"), (self._first(issuer.entries[-1]),)),),
            above=(Link(label=gettext("Issuers"), url=_ISSUERS),),
            chart=figures.chart(issuer.entries, self._wording),
        )

    def _issuer_link(self, issuer: issuers.Issuer) -> Link:
        names = self.splitter.archive.registry.ministries
        bodies = Counter(entry.statement.ministry for entry in issuer.entries)
        most = min(bodies, key=lambda ministry: (-bodies[ministry], ministry))
        return Link(
            label=excerpt(issuer.name, _TITLE),
            url=f"{_ISSUERS}{issuer.id}/",
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
        if not self.splitter.asks(_FIRST_SEEN):
            return
        firsts = [(entries[-1], self.splitter.links.tag(tag)) for tag, entries in self.splitter.archive.by_tag.items()]
        gettext, first = self._wording.gettext, Link(label=self._wording.gettext("First seen"), url=_FIRST_SEEN)
        firsts.sort(key=lambda pair: (pair[0].statement.date, pair[0].path, pair[1].url))
        oldest = Listing(
            path=f"{first.url}oldest/index.md",
            base=first.url,
            title=gettext("{title}, oldest first", title=first.label),
            intro=gettext("The day on which each tag first appeared in the archive, and the statement that had it."),
            links=self._by_year(firsts),
            above=(first,),
            switch=Link(label=gettext("newest first"), url=first.url),
            order=OLDEST,
            updated=updated(self.splitter.archive.entries),
        )
        yield replace(
            oldest,
            path=f"{first.url}index.md",
            title=first.label,
            links=self._by_year(firsts[::-1]),
            above=(self._tags,),
            switch=Link(label=gettext("oldest first"), url=f"{first.url}oldest/"),
            order=NEWEST,
        )
        yield oldest

    def _first(self, entry: Entry) -> Link:
        """Return the way to the first statement, its day before its title."""
        note = self._wording.words(entry.statement.date)
        return Link(label=excerpt(entry.statement.title, _TITLE), url=entry.url, note=note)

    def _by_year(self, firsts: Sequence[tuple[Entry, Link]]) -> tuple[tuple[str, tuple[Link, ...]], ...]:
        grouped = groupby(firsts, key=lambda pair: pair[0].statement.date.year)
        return tuple((year, tuple(self._dated(entry, tag) for entry, tag in group)) for year, group in grouped)

    def _dated(self, entry: Entry, tag: Link) -> Link:
        first = self._first(entry)
        return replace(tag, note=f"{first.note}: {first.label}")
