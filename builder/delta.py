"""Which statements differ from those that the standing site was made of, where nothing else differs.

The site is made of items, one for each statement, within a *frame*: everything that decides which parts the site has and
of which statements each is made. While the frame is what it was, a part changed only where one of its statements did, and
the keys of the others need not be computed to know it. A family of producers (`builder.producer.family`) may then leave out those
parts that hold no statement that differs: the publisher keeps them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.archive import Archive, Entry
from builder.differences import Difference
from builder.pages import Pages
from builder.producer import key
from builder.standing import Standing

FAMILIES = frozenset({"cards", "feeds", "interface", "lists", "references", "statements", "titles"})
"""The families of producers that leave out what did not change."""


@dataclass(frozen=True, slots=True)
class Delta:
    """The statements that differ, by path and by their places in the archive; None where everything may differ."""

    paths: frozenset[str] | None = None
    places: frozenset[int] = frozenset()

    @classmethod
    def at(cls, archive: Archive, places: Iterable[int]) -> Delta:
        """Return the delta of the statements at some places in an archive."""
        found = frozenset(places)
        return cls(frozenset(archive.entries[place].path for place in found), found)

    @property
    def is_all(self) -> bool:
        """Whether everything may differ, so that nothing can be left out."""
        return self.paths is None

    def among(self, entries: Iterable[Entry]) -> bool:
        """Whether one of these statements may differ."""
        return self.paths is None or not self.paths.isdisjoint([entry.path for entry in entries])

    def among_places(self, places: Iterable[int]) -> bool:
        """Whether one of the statements at these places in the archive may differ."""
        return self.paths is None or not self.places.isdisjoint(places)

    def around(self, pages: Pages) -> Iterator[Entry]:
        """Yield the statements whose pages may differ: those that do, and those whose pages name one of them."""
        archive = pages.archive
        if self.paths is None:
            yield from archive.entries
            return
        found: dict[str, Entry] = {}
        for entry in (archive.entries[place] for place in sorted(self.places)):
            near = (other for _, other in pages.near(entry))
            others = (*archive.neighbours[entry.path], *archive.translations.get(entry.path, ()), *near)
            found |= {each.path: each for each in (entry, *others) if each}
        yield from found.values()


ALL = Delta()
"""Where everything may differ."""


def items(pages: Pages, commits: Mapping[str, str], changes: Iterable[Difference]) -> tuple[str, ...]:
    """Return what stands for each statement: its file's bytes, its commit, its near duplicates, what its corrections changed."""
    told: dict[str, list[str]] = {}
    for pair in pages.related:
        for name in (pair.one, pair.other):
            told.setdefault(name, []).append(pair.model_dump_json())
    for each in changes:
        told.setdefault(each.id, []).append(each.model_dump_json())
    more = {name: key(texts) for name, texts in told.items()}
    return tuple(
        f"{entry.print}{commits.get(entry.path, '')}{more.get(entry.statement.id, '')}"
        for entry in pages.archive.entries
    )


def of(archive: Archive, frame: str, found: Sequence[str], standing: Standing) -> Delta:
    """Return which statements of an archive differ from those that a standing site was made of, by its frame and items.

    All where the frame is another, or the site is not as its ledger says.
    """
    before = standing.ledger
    if before.frame != frame or len(before.items) != len(found) or standing.gone:
        return ALL
    return Delta.at(archive, (place for place, item in enumerate(found) if item != before.items[place]))
