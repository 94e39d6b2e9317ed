"""Works: ids in their two forms, pages that name each other, and the groups of translations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import works
from tests.factory import PROPERTY

EN, RU, KO = "https://a.example/en/1", "https://a.example/ru/1", "https://a.example/ko/1"
ALL = [("en", EN), ("ru", RU), ("ko", KO)]


@pytest.mark.parametrize("work", ["0123456789ab", "un-documents:A/RES/78/1", "a:외무성 12호", "a:" + "1" * 198])
def test_two_forms(work: str) -> None:
    """An id is that of a statement, or a numbering and a number in any script."""
    assert work == works.checked(work)
    assert (work == "0123456789ab") is works.is_statement(work)


@pytest.mark.parametrize(
    "work",
    [
        "",
        "0123456789AB",
        "0123456789abc",
        "number",
        "a:",
        "a: 1",
        "A:1",
        ":1",
        "a:1\n2",
        "a\n:1",
        "a:" + "1" * 199,
        "a:\u202e1",
        "a:\ufeff1",
    ],
)
def test_no_other_form(work: str) -> None:
    """Words, capitals, nothing, several lines, characters that hide and what is too long are no id of a work."""
    with pytest.raises(ValueError, match="neither"):
        works.checked(work)


def test_pages_that_name_each_other_are_one_work() -> None:
    """The pages of a set have one id, in whatever order and with whatever neutral page they name the set."""
    one = works.of_pages(EN, "en", ALL)

    assert one is not None
    assert works.checked(one) == one
    assert one == works.of_pages(RU, "ru", [*reversed(ALL), ("x-default", "https://a.example/1")])


@pytest.mark.parametrize(
    "own", ["http://a.example/en/1", "HTTPS://A.Example/en/1", "https://a.example/en/1#top", " https://a.example/en/1 "]
)
def test_one_address_in_several_ways(own: str) -> None:
    """Scheme, capitals of the host, a place within the page and white space make no other page."""
    assert works.of_pages(EN, "en", ALL) == works.of_pages(own, "en", ALL)


@pytest.mark.parametrize(
    ("own", "language", "alternates"),
    [
        ("https://a.example/en/2", "en", ALL),  # a site that names its home pages on every page
        (EN, "en", [("en", EN)]),
        (EN, "en", [("en", EN), ("x-default", RU)]),
        (EN, "ru", ALL),  # an English address under which a Russian text stands
        (EN, "en", []),
        ("", "en", ALL),
        (EN, "en", [("en", EN), ("ru", EN)]),
    ],
)
def test_what_is_no_set_of_translations(own: str, language: str, alternates: list[tuple[str, str]]) -> None:
    """A set without the page itself in its own language, or of one page alone, says nothing."""
    assert works.of_pages(own, language, alternates) is None


def test_sets_that_differ_are_different_works() -> None:
    """Where one page names fewer translations than the other, the two do not say the same of each other."""
    assert works.of_pages(EN, "en", ALL) != works.of_pages(RU, "ru", ALL[:2])


@pytest.mark.parametrize("address", ["http://[", "//", "\x00"])
def test_a_broken_address_makes_no_trouble(address: str) -> None:
    """What is no address is a page of its own."""
    assert works.of_pages(EN, "en", [*ALL, ("xx", address)]) != works.of_pages(EN, "en", ALL)


def test_groups() -> None:
    """Statements of one number are a group; so are those that name one of it, directly or by way of another."""
    a, b, c, d, e, f = (letter * 12 for letter in "abcdef")
    rows = [(c, b), (b, a), (a, None), (d, "n:1"), (e, "n:1"), (f, None)]

    assert {a: a, b: a, c: a, d: d, e: d, f: f} == works.groups(rows)
    assert {a: a, b: a, c: a, d: a, e: a, f: f} == works.groups([*rows[:2], (a, "n:1"), *rows[3:]])


def test_groups_do_not_hang_on_what_names_itself() -> None:
    """A statement that is its own work, and two that name each other, are groups like others."""
    a, b, c = (letter * 12 for letter in "abc")

    assert {a: a, b: b, c: b} == works.groups([(a, a), (b, c), (c, b)])


@PROPERTY
@given(st.permutations([("a", "n:1"), ("b", "a"), ("c", "n:2"), ("d", "c"), ("e", "n:1"), ("f", "e"), ("g", None)]))
def test_groups_are_the_same_in_any_order(rows: list[tuple[str, str | None]]) -> None:
    """The order of the statements does not matter."""
    assert {"a": "a", "b": "a", "e": "a", "f": "a", "c": "c", "d": "c", "g": "g"} == works.groups(rows)


def test_a_long_chain_makes_no_trouble() -> None:
    """Twenty thousand statements, each naming the one before, are one group."""
    names = [f"{number:012x}" for number in range(20_000)]

    found = works.groups(zip(names, [None, *names], strict=False))

    assert {names[0]} == set(found.values())
