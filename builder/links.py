"""Links from page to page: to ministries, kinds, tags, years and statements, with how many each leads to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from builder.archive import Archive, Entry
from builder.dates import PartialDate
from builder.issuers import issuer_id
from builder.views import Link
from builder.wording import ENGLISH, Wording

Groups = Mapping[str, tuple[Entry, ...]]


@dataclass(frozen=True, slots=True)
class Links:
    """Makes the links of one archive."""

    archive: Archive
    wording: Wording = ENGLISH

    def ministry(self, ministry: str) -> Link:
        """Return the link to a ministry's list."""
        return Link(label=self.archive.registry.ministries[ministry].name, url=f"ministries/{ministry}/")

    def kind(self, kind: str) -> Link:
        """Return the link to a kind's list, labelled for one statement."""
        return Link(label=self.archive.registry.kinds[kind].label, url=f"kinds/{kind}/")

    def tag(self, tag: str) -> Link:
        """Return the link to a tag's list."""
        record = self.archive.registry.tags[tag]
        return Link(label=record.label, url=f"tags/{tag}/", note=record.description)

    def entry(self, entry: Entry | None) -> Link | None:
        """Return the link to a statement, its day as the note; None for none."""
        if entry is None:
            return None
        return Link(label=entry.statement.title, url=entry.url, note=self.wording.words(entry.statement.date))

    def years(self) -> tuple[Link, ...]:
        """Return the links to all years, newest first."""
        years = self.archive.by_year
        return tuple(
            Link(label=year, url=year_url(year), count=len(years[year])) for year in sorted(years, reverse=True)
        )

    def months(self, year: str) -> tuple[Link, ...]:
        """Return the links to the months of a year, in order."""
        months = self.archive.by_month
        return tuple(
            Link(label=self.wording.words(PartialDate(key)), url=month_url(key), count=len(months[key]))
            for key in months
            if key.startswith(year)
        )

    def days(self, month: str) -> tuple[Link, ...]:
        """Return the links to the days of a month, given as `2023-02`, in order."""
        days = dict.fromkeys(
            entry.statement.date.text
            for entry in reversed(self.archive.by_month[month])
            if entry.statement.date.text in self.archive.by_day
        )
        return tuple(
            Link(
                label=self.wording.calendar.day.format(day=int(day[8:])),
                url=day_url(day),
                count=len(self.archive.by_day[day]),
            )
            for day in days
        )

    def issuer(self, name: str) -> Link:
        """Return the link to the list of an issuer, given by its name."""
        return Link(label=name, url=f"issuers/{issuer_id(name)}/")

    def ministries_in(self, year: str, groups: Groups) -> tuple[Link, ...]:
        """Return the links to the lists of a year's ministries by label; `groups` are its statements by ministry."""
        names = self.archive.registry.ministries
        made = (
            Link(label=names[key].name, url=ministry_year_url(year, key), count=len(group))
            for key, group in groups.items()
        )
        return tuple(sorted(made, key=_label))

    def kinds(self) -> tuple[Link, ...]:
        """Return the links to all kinds by label, labelled for many."""
        records = self.archive.registry.kinds
        held = self.archive.by_kind
        made = (Link(label=records[key].plural, url=f"kinds/{key}/", count=len(held[key])) for key in held)
        return tuple(sorted(made, key=_label))

    def tags(self) -> tuple[Link, ...]:
        """Return the links to all tags by label."""
        return self._counted(self.archive.by_tag, self.tag)

    def narrower(self, tag: str) -> tuple[Link, ...]:
        """Return the links to the tags whose broader tag this is."""
        tags = self.archive.registry.tags
        held = {key: group for key, group in self.archive.by_tag.items() if tags[key].broader == tag}
        return self._counted(held, self.tag)

    def parts(self, ministry: str) -> tuple[Link, ...]:
        """Return the links to the bodies that belong to a ministry."""
        records = self.archive.registry.ministries
        held = {key: group for key, group in self.archive.by_ministry.items() if records[key].parent == ministry}
        return self._counted(held, self.ministry)

    def ministry_tree(self) -> tuple[Link, ...]:
        """Return the links to all ministries by name, each followed by the bodies that belong to it."""
        records = self.archive.registry

        def order(ministry: str) -> tuple[str, ...]:
            return tuple(records.ministries[each].name for each in reversed(records.lineage(ministry)))

        return tuple(
            Link(
                label=records.ministries[ministry].name,
                url=f"ministries/{ministry}/",
                count=len(self.archive.by_ministry[ministry]),
                level=len(records.lineage(ministry)) - 1,
            )
            for ministry in sorted(self.archive.by_ministry, key=order)
        )

    def _counted(self, groups: Groups, link: Callable[[str], Link]) -> tuple[Link, ...]:
        made = ((link(key), len(group)) for key, group in groups.items())
        counted = (Link(label=each.label, url=each.url, count=count, note=each.note) for each, count in made)
        return tuple(sorted(counted, key=_label))


def _label(link: Link) -> str:
    return link.label.casefold()


def year_url(year: str) -> str:
    """Return the address of a year's list."""
    return f"statements/{year}/"


def month_url(key: str) -> str:
    """Return the address of the list of a month, given as `2023-02`."""
    return f"statements/{key[:4]}/{key[5:]}/"


def day_url(day: str) -> str:
    """Return the address of the list of a day, given as `2023-02-02`."""
    return f"statements/{day[:4]}/{day[5:7]}/{day[8:]}/"


def coverage_url(year: str, ministry: str) -> str:
    """Return the address of the calendar of a ministry's year."""
    return f"ministries/{ministry}/{year}/"


def ministry_year_url(year: str, ministry: str) -> str:
    """Return the address of the list of a ministry's statements of a year."""
    return f"statements/{year}/{ministry}/"


def by_line(entries: Iterable[Entry], archive: Archive) -> Groups:
    """Return some statements by ministry, those of its parts included, in the order of the ids."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        for ministry in archive.registry.lineage(entry.statement.ministry):
            found.setdefault(ministry, []).append(entry)
    return {ministry: tuple(group) for ministry, group in sorted(found.items())}
