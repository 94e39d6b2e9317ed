"""Which statements differ from those that a site was made of, and what must then be looked at."""

from __future__ import annotations

from builder import delta
from builder.archive import Archive
from builder.delta import ALL, Delta
from builder.differences import Difference
from builder.outputs import Ledger
from builder.pages import Pages
from builder.related import Pair
from builder.standing import Standing
from tests import factory

PAIR = Pair(one="0" * 11 + "1", other="0" * 11 + "2", similarity="0.80")


def some(**changes: str) -> Archive:
    """Return four statements of one ministry and one of another, whose bodies may be changed by name."""
    return factory.build(
        *(
            factory.entry(
                f"n{at}",
                id=f"{at:012x}",
                date=f"2023-02-0{at + 1}",
                ministry="foreign" if at < 4 else "defence",
                body=changes.get(f"n{at}", "Text.") + "\n",
            )
            for at in range(5)
        )
    )


def told(
    archive: Archive, related: tuple[Pair, ...] = (), changes: tuple[Difference, ...] = (), **commits: str
) -> tuple[str, ...]:
    """Return what stands for each statement; commits are given by the name of the file."""
    known = {entry.path: commits[name] for entry in archive.entries for name in commits if f"{name}.md" in entry.path}
    return delta.items(Pages(archive, related), known, changes)


def standing(frame: str, items: tuple[str, ...], gone: frozenset[str] = frozenset()) -> Standing:
    """Return a site that was made of some items."""
    return Standing(Ledger(frame=frame, items=items), gone, frozenset(), {})


def names(found: Delta) -> set[str] | None:
    """Return the names of the statements that differ, None for all."""
    return None if found.paths is None else {path.rpartition("-")[2].removesuffix(".md") for path in found.paths}


def test_a_changed_file_differs() -> None:
    """Where the frame is the same, those statements differ whose bytes do."""
    before, after = some(), some(n1="Another text.")

    found = delta.of(after, "f", told(after), standing("f", told(before)))

    assert {"n1"} == names(found)
    assert set() == names(delta.of(before, "f", told(before), standing("f", told(before))))


def test_what_is_told_of_a_statement_elsewhere_counts() -> None:
    """A commit, a near duplicate and the words of a correction stand on a statement's page and in no file of its own."""
    archive = some()
    before = standing("f", told(archive))
    words = Difference(id="0" * 11 + "3", number=1, places=())

    assert {"n2"} == names(delta.of(archive, "f", told(archive, n2="abc"), before))
    assert {"n1", "n2"} == names(delta.of(archive, "f", told(archive, (PAIR,)), before))
    assert {"n3"} == names(delta.of(archive, "f", told(archive, (), (words,)), before))


def test_all_may_differ_where_the_frame_does() -> None:
    """With another frame, another number of statements or a site that is not as it was left, nothing can be left out."""
    archive = some()
    items = told(archive)

    assert ALL == delta.of(archive, "g", items, standing("f", items))
    assert ALL == delta.of(archive, "f", items, standing("f", items[1:]))
    assert ALL == delta.of(archive, "f", items, standing("f", items, frozenset({"a.html"})))
    assert ALL.among([])
    assert ALL.is_all


def test_pages_that_name_a_statement_are_around_it() -> None:
    """A page names its neighbours of the same ministry, its translations and its near duplicates."""
    archive = some()
    places = {entry.path.rpartition("-")[2]: place for place, entry in enumerate(archive.entries)}
    changed, other = Delta.at(archive, [places["n1.md"]]), Delta.at(archive, [places["n2.md"]])

    around = {entry.path.rpartition("-")[2] for entry in changed.around(Pages(archive))}
    near = {entry.path.rpartition("-")[2] for entry in other.around(Pages(archive, (PAIR,)))}

    assert {"n0.md", "n1.md", "n2.md"} == around
    assert {"n1.md", "n2.md", "n3.md"} == near
    assert list(archive.entries) == list(ALL.around(Pages(archive)))
    assert changed.among(archive.entries)
    assert not changed.among(entry for entry in archive.entries if "n1" not in entry.path)
    assert changed.among_places([places["n1.md"], places["n2.md"]])
    assert not changed.among_places([places["n0.md"], places["n2.md"]])
