"""The table of statements behind the search."""

from __future__ import annotations

import pytest

from builder.search import table
from tests.factory import entry, registry


def test_columns_stand_for_days_and_facets() -> None:
    """Days are gaps, a partial date keeps how many days more it may mean, values are numbers of what they stand for."""
    entries = (
        entry("a", date="2023-02", ministry="institute", issuer=None, tags=[]),
        entry("b", date="2023-03-01", tags=["drills", "rights"], language="ko"),
    )

    made = table.columns(entries, registry())

    assert [738552, 28] == made["day"]  # 1 February 2023 is day 738,552 of the calendar
    assert [27, 0] == made["days"]
    assert [1, 0] == made["ministry"]
    assert [[], [1, 2]] == [made["tagSets"][number] for number in made["tags"]]
    assert ["", "Spokesperson for the Foreign Ministry"] == [made["issuers"][number] for number in made["issuer"]]
    assert ["en", "ko"] == [made["languages"][number] for number in made["language"]]


def test_facets_name_what_each_belongs_to() -> None:
    """A section belongs to its institute and to the ministry above that; a tag to its broader tag."""
    made = table.facets(registry())

    assert ["section", "Asia Section", [1, 0]] == made["ministry"][2]
    assert ["drills", "Drills", [0]] == made["tag"][1]
    assert ["statement", "Statement", []] == made["kind"][0]


def test_a_statement_more_changes_one_period() -> None:
    """Periods are halves of halves of one span of time: another statement goes into one, or cuts that in two."""
    entries = [entry(str(n), date=f"{1950 + n}-01-01") for n in range(60)]
    before = table.periods(entries, 8)

    after = table.periods(sorted([*entries, entry("x", date="1987-06-01")], key=lambda e: e.statement.date), 8)

    kept = [period for period in before if period in after]
    assert [entry for period in before for entry in period] == entries
    assert len(before) - 1 == len(kept)
    assert all(len(period) <= 8 for period in after)


def test_a_month_is_not_cut() -> None:
    """More statements of one month than a period takes stay together."""
    entries = [entry(str(n), date="1950-01-01") for n in range(9)]

    assert [entries] == table.periods(entries, 4)


@pytest.mark.parametrize(("units", "length"), [(0, 0), (1, 0), (16, 16), (1024, 40)])
def test_lengths_are_logarithms(units: int, length: int) -> None:
    """Lengths are binary logarithms in quarters; nothing is as short as one."""
    assert length == table.length(units)


def test_records_show_no_hiding_character() -> None:
    """A title's hiding characters are told by number, as in every attribute."""
    assert [["a[U+202E]b", "statements/2024/foreign/2024-03-05-one/", "en"]] == table.records([entry(title="a\u202eb")])
