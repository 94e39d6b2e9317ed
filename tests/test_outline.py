"""Outlines of lists: kept or made, the same; and a page whose key stays shows what it showed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from builder.archive import Entry
from builder.lists import Lists
from builder.outline import Outline, outlines
from builder.pages import Pages
from builder.views import Listing
from builder.wanted import Wanted
from tests import factory

CHANGES: dict[str, dict[str, Any]] = {
    "nothing": {},
    "body": {"body": "Another text altogether, from its first word.\n"},
    "later words": {"body": "Another text.\n\nWith a second paragraph.\n"},
    "correction": {"corrections": [factory.correction("2026-02-03")]},
    "title": {"title": "Another title"},
    "issuer": {"issuer": "Another speaker"},
    "tags": {"tags": ["trade"]},
    "kind": {"kind": "letter"},
    "language": {"language": "ko"},
    "added": {"added": "2026-01-20"},
}


def lists(*entries: Entry, size: int = 2, wanted: tuple[Wanted, ...] = ()) -> Lists:
    """Return the lists of some statements, two on a page."""
    return Lists(Pages(factory.build(*entries)), size, wanted)


def some(**changes: Any) -> tuple[Entry, ...]:
    """Return seven statements of two years, of which the fourth has some other fields."""
    return tuple(
        factory.entry(f"n{at}", date=f"202{at % 2}-03-0{at + 1}", **(changes if at == 3 else {})) for at in range(7)
    )


def shown(found: tuple[Outline, ...]) -> dict[str, tuple[str, str, str, Listing]]:
    """Return what outlines say and what their pages show, on which the day of the last change does not stand."""
    return {each.path: (each.key, each.updated, each.title, replace(each.make(), updated="")) for each in found}


def test_outlines_are_of_every_page_in_order() -> None:
    """Each page of each list has an outline with its path, title and day, in the order of the lists."""
    made = lists(*some())

    expected = [(page.path, page.title, page.updated) for page in made.all()]
    assert expected == [(each.path, each.title, each.updated) for each in outlines(made, None, "f")]


@pytest.mark.parametrize("name", CHANGES)
def test_kept_outlines_are_those_that_are_made(name: str, tmp_path: Path) -> None:
    """After any change the file that was kept gives what is made without it: keys, days and the values of pages."""
    place = tmp_path / "lists.json"
    outlines(lists(*some()), place, "f")
    after = lists(*some(**CHANGES[name]))

    made = shown(outlines(after, None, "f"))
    assert made == shown(outlines(after, place, "f"))
    assert made == shown(outlines(after, place, "f"))  # by what the first one kept


@pytest.mark.parametrize("name", CHANGES)
def test_a_page_whose_key_stays_shows_the_same(name: str) -> None:
    """Whatever changed in a statement, a page that shows anything else has another key."""
    before, after = (shown(outlines(lists(*some(**changes)), None, "f")) for changes in ({}, CHANGES[name]))

    for path in before.keys() & after.keys():
        if before[path][0] == after[path][0]:
            assert before[path][2:] == after[path][2:]


def test_a_corrected_body_changes_only_pages_that_list_it(tmp_path: Path) -> None:
    """Of all pages only those that show the statement have another key, and no other values are made."""
    place = tmp_path / "lists.json"
    before = {each.path: each.key for each in outlines(lists(*some()), place, "f")}

    after = outlines(lists(*some(**CHANGES["body"])), place, "f")

    changed = {each.path for each in after if before[each.path] != each.key}
    listing = {page.path for page in lists(*some()).all() if "n3" in repr(page.rows or page.days)}
    assert changed == listing
    assert 0 < len(changed) < len(before)


@pytest.mark.parametrize("text", ["", "[]", "{}", '["x"]', '["x",[["a"]]]', "[[],[]", "\x00"])
def test_a_broken_file_is_none(text: str, tmp_path: Path) -> None:
    """What is kept may be anything: then all is made, and kept anew."""
    place, made = tmp_path / "lists.json", lists(*some())
    place.write_text(text)

    assert shown(outlines(made, None, "f")) == shown(outlines(made, place, "f"))
    assert text != place.read_text()


def test_what_cannot_be_kept_is_done_without(tmp_path: Path) -> None:
    """Where the file cannot be written all is made, this time and the next."""
    (tmp_path / "taken").write_text("a file where a folder would be")

    assert shown(outlines(lists(*some()), None, "f")) == shown(outlines(lists(*some()), tmp_path / "taken/x.json", "f"))


def test_what_else_lists_depend_on_counts(tmp_path: Path) -> None:
    """Another configuration, page size or wanted text is another shape."""
    place = tmp_path / "lists.json"
    lacking = (Wanted(title="A", date="2021-03-05", source="S", named_in="a", ministry="foreign"),)
    outlines(lists(*some()), place, "f")

    for made, facts in ((lists(*some(), size=3), "f"), (lists(*some(), wanted=lacking), "f"), (lists(*some()), "g")):
        assert shown(outlines(made, None, facts)) == shown(outlines(made, place, facts))


def test_an_archive_without_statements(tmp_path: Path) -> None:
    """Nothing at all is outlined like anything else."""
    place = tmp_path / "lists.json"

    assert shown(outlines(lists(), place, "f")) == shown(outlines(lists(), place, "f"))


def test_one_list_alone_is_what_it_is_among_all() -> None:
    """Asking for the list at an address gives its pages as all lists together have them."""
    made = lists(*some())
    everything = list(made.all())

    for base in sorted({page.base for page in everything})[::7]:
        assert [page for page in everything if page.base == base] == list(made.of(base))
