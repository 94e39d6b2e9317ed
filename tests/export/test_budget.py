"""What is on the site follows from number and size of the statements."""

from __future__ import annotations

import pytest

from builder.export import budget
from builder.export.budget import PIECES, Holding, Piece, chosen

EVERYTHING = tuple(piece.name for piece in PIECES)
SITE, DATA = 1000 * budget.MEGABYTE, 250 * budget.MEGABYTE
OF_DATA = {piece.name for piece in PIECES if piece.is_data}


def holding(statements: int, each: int = 5_200, tags: int = 3) -> Holding:
    """Return what an archive of statements of `each` bytes holds, like that of the benchmarks."""
    return Holding(
        statements=statements,
        size=statements * each,
        ministries=statements * 5 // 4,
        tags=statements * tags,
        kinds=statements,
        languages=statements,
        newest=min(1_500, 5 * statements),
    )


def piece(name: str) -> Piece:
    """Return a piece by its name."""
    return next(each for each in PIECES if each.name == name)


def test_a_small_archive_has_everything() -> None:
    """A thousand statements of 5 KB leave nothing out."""
    assert EVERYTHING == chosen(holding(1_000), SITE, DATA)


def test_what_is_slow_is_left_out_of_a_large_archive() -> None:
    """Above 2,000 statements nothing is on the site that is made of all of them at each change."""
    made = chosen(holding(2_001, each=5), SITE, DATA)

    assert {"all.parquet", "all.sqlite", "years.sqlite"} == set(EVERYTHING) - set(made)


def test_the_budget_of_data_is_kept() -> None:
    """The pieces are taken in order while they fit: of 20,000 statements of 5.2 KB the data takes at most 250 MB."""
    made = chosen(holding(20_000), SITE, DATA)

    # of 104 MB: 46.8 + 124.8 are 171.6; 104 more do not fit, 46.8 do (218.4), and then neither 104 nor 41.6, nor 90 for feeds
    assert ("years.jsonl", "json", "years.csv") == tuple(name for name in made if name in OF_DATA)
    assert sum(piece(name).needed(holding(20_000)) for name in made if name in OF_DATA) <= DATA


def test_no_budget_of_data_is_no_data() -> None:
    """With a data budget of 0 no data is on the site, and all else is."""
    assert tuple(name for name in EVERYTHING if name not in OF_DATA) == chosen(holding(1_000), SITE, 0)


@pytest.mark.parametrize("statements", [5_000, 20_000, 30_000, 40_000, 50_000])
def test_the_site_is_within_what_the_host_takes(statements: int) -> None:
    """What no site lacks and the pieces together are less than the host takes, up to 50,000 statements of 5.2 KB."""
    held = holding(statements)
    taken = held.always + sum(piece(name).needed(held) for name in chosen(held, SITE, DATA))

    assert taken <= budget.ROOM * SITE


def test_a_full_site_has_no_pieces() -> None:
    """Where what no site lacks is all that the host takes, no piece is there."""
    assert () == chosen(holding(60_000), SITE, DATA)


def test_groups_count_by_what_they_hold() -> None:
    """The past of groups has room or not by how many statements they have in all: 900 bytes for each time."""
    # 26 MB; up to Parquet by year are 5.5 times that, 143 MB, which leaves 107 MB
    few, many = (Holding(statements=5_000, size=26_000_000, tags=tags) for tags in (118_000, 119_000))

    assert budget.GROUP_PASTS in chosen(few, SITE, DATA)
    assert budget.GROUP_PASTS not in chosen(many, SITE, DATA)
    assert "all.csv" in chosen(many, SITE, DATA)


def test_a_past_is_whole() -> None:
    """Whole texts in a past are there only with the past, that of kinds and tags only with that of ministries."""
    for statements in range(1_000, 60_000, 500):
        made = chosen(holding(statements, tags=1), SITE, 10 * SITE)
        assert all(each.needs in ("", *made) for each in PIECES if each.name in made)


def test_forms_are_pieces() -> None:
    """What stands beside a page is a piece of that name."""
    assert set(budget.FORMS) <= set(EVERYTHING)
