"""What is on the site follows from the size of the statements."""

from __future__ import annotations

from builder.export import budget
from builder.export.budget import PIECES, chosen

EVERYTHING = tuple(piece.name for piece in PIECES)


def test_a_small_archive_has_everything() -> None:
    """A thousand statements of 5 KB leave nothing out."""
    assert EVERYTHING == chosen([5_000] * 1_000, 250 * budget.MEGABYTE, 5_000)


def test_what_is_slow_is_left_out_of_a_large_archive() -> None:
    """Above 2,000 statements nothing is on the site that is made of all of them at each change."""
    made = chosen([5] * 2_001, 250 * budget.MEGABYTE, 2_001)

    assert {"all.parquet", "all.sqlite", "years.sqlite"} == set(EVERYTHING) - set(made)


def test_the_budget_is_kept() -> None:
    """The pieces are taken in order while they fit: of 20,000 statements of 5.2 KB the files take at most 250 MB."""
    sizes = [5_200] * 20_000
    made = chosen(sizes, 250 * budget.MEGABYTE, 100_000)

    # of 104 MB: 46.8 + 124.8 are 171.6; 104 more do not fit, 46.8 do (218.4), and then neither 104 nor 41.6, nor 90 for feeds
    assert ("years.jsonl", "json", "years.csv") == made
    shares = {piece.name: piece.share for piece in PIECES}
    assert sum(shares[name] for name in made) * sum(sizes) <= 250 * budget.MEGABYTE


def test_no_budget_is_nothing() -> None:
    """With a budget of 0 no piece of an archive with statements is on the site."""
    assert () == chosen([5_000], 0, 1)


def test_groups_count_by_what_they_hold() -> None:
    """The past of groups has room or not by how many statements they have in all: 900 bytes for each time."""
    sizes = [5_200] * 5_000  # 26 MB; up to Parquet by year are 5.5 times that, 143 MB, which leaves 107 MB

    assert budget.GROUP_PASTS in chosen(sizes, 250 * budget.MEGABYTE, 118_000)
    assert budget.GROUP_PASTS not in chosen(sizes, 250 * budget.MEGABYTE, 119_000)
    assert "all.csv" in chosen(sizes, 250 * budget.MEGABYTE, 119_000)


def test_forms_are_pieces() -> None:
    """What stands beside a page is a piece of that name."""
    assert set(budget.FORMS) <= set(EVERYTHING)
