"""What is news, what is newly added, and how the past is parted."""

from __future__ import annotations

from builder import clocks
from builder.archive import Entry
from tests import factory


def names(entries: tuple[Entry, ...]) -> list[str]:
    """Return the names that entries were made with, which their titles are."""
    return [entry.statement.title for entry in entries]


def one(name: str, date: str, added: str) -> Entry:
    """Return a statement by its name, day of issue and day of adding."""
    return factory.entry(name, title=name, date=date, added=added)


def test_news_is_what_was_not_old_when_it_came() -> None:
    """What the archive held something more than 31 days newer than, on an earlier day, is no news."""
    entries = factory.build(
        one("base", "2024-03-01", "2024-03-02"),
        one("just-in-time", "2024-01-30", "2024-03-05"),  # 31 days before the newest
        one("late", "2024-01-29", "2024-03-05"),  # 32 days
        one("year", "2024", "2024-03-05"),  # the interval ends after it
        one("new", "2024-03-04", "2024-03-05"),
    ).entries

    assert {"base", "just-in-time", "year", "new"} == set(names(clocks.issued(entries)))
    assert names(clocks.issued(entries)) == [name for name in names(entries) if name != "late"]


def test_what_came_on_the_first_day_is_news() -> None:
    """An archive that begins with old and new texts on one day shows all of them."""
    entries = factory.build(one("a", "1950", "2024-03-02"), one("b", "2024-03-01", "2024-03-02")).entries

    assert ["b", "a"] == names(clocks.issued(entries))


def test_a_later_statement_makes_no_earlier_news_old() -> None:
    """What was news when it came stays news."""
    entries = factory.build(one("a", "2020-01-01", "2020-01-02"), one("b", "2024-01-01", "2024-01-02")).entries

    assert ["b", "a"] == names(clocks.issued(entries))


def test_a_day_in_the_future_makes_nothing_old() -> None:
    """A statement dated after the day it was added counts as of that day."""
    entries = factory.build(one("slip", "2204-01-01", "2024-01-02"), one("a", "2024-01-03", "2024-01-04")).entries

    assert ["slip", "a"] == names(clocks.issued(entries))


def test_newly_added() -> None:
    """The newest day of adding comes first; within it the newest issued."""
    entries = factory.build(
        one("a", "1950-01-01", "2024-03-03"), one("b", "1960-01-01", "2024-03-03"), one("c", "2024-03-01", "2024-03-02")
    ).entries

    assert ["b", "a", "c"] == names(clocks.added(entries))


def test_parts_of_the_past() -> None:
    """A part holds at most 100 of one month; the last one of the newest month is open until it is full."""
    entries = [one(f"a{n}", "2020-01-01", "2024-01-05") for n in range(103)]
    entries += [one(f"b{n}", "2020-01-01", "2024-02-05") for n in range(107)]

    parts, rest = clocks.past(factory.build(*entries).entries)

    assert [("2024-01-001", 100), ("2024-01-002", 3), ("2024-02-001", 100)] == [
        (part.name[:11], len(part.entries)) for part in parts
    ]
    assert 7 == len(rest)
    held = [entry.path for part in parts for entry in part.entries] + [entry.path for entry in rest]
    assert sorted(entry.path for entry in entries) == sorted(held)


def test_a_name_is_of_one_set() -> None:
    """A statement that enters on the day of a part's last entry, or leaves, gives the part another name."""
    entries = [one(f"a{n}", "2020-01-01", "2024-01-05") for n in range(100)]
    other = [*entries[1:], one("late", "2020-01-01", "2024-01-05")]

    (before,), _ = clocks.past(factory.build(*entries).entries)
    (after,), _ = clocks.past(factory.build(*other).entries)

    assert before.name != after.name


def test_nothing_has_no_past() -> None:
    """An archive without statements has no parts."""
    assert ((), ()) == clocks.past(())
    assert () == clocks.issued(())
