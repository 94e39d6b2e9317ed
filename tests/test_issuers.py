"""Issuers: an id that follows from the name alone, in any script, and no two names by chance under one id."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.issuers import by_id, issuer_id
from builder.registry import PAGES
from tests import factory
from tests.factory import PROPERTY


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Spokesperson for the Foreign Ministry", "spokesperson-for-the-foreign-ministry"),
        ("Vice-Minister Kim", "vice-minister-kim"),
        ("VICE MINISTER KIM", "vice-minister-kim"),
        ("People\u2019s Committee", "peoples-committee"),
        ("Vice  Minister, Kim", "vice-minister-kim"),
    ],
)
def test_a_plain_name(name: str, expected: str) -> None:
    """A name of Latin letters is its words; case and punctuation do not count."""
    assert expected == issuer_id(name)


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("외무성 대변인", r"[a-z]+(-[a-z]+)*-[0-9a-f]{6}"),
        ("Министр", r"ministr-[0-9a-f]{6}"),
        ("Ministère", r"ministere-[0-9a-f]{6}"),
        ("外交部发言人", r"[a-z]+(-[a-z]+)*-[0-9a-f]{6}"),
        ("★", r"[0-9a-f]{6}"),
        ("word " * 30, r"word(-word){11}-[0-9a-f]{6}"),
        ("Page", r"page-[0-9a-f]{6}"),
        ("Oldest", r"oldest-[0-9a-f]{6}"),
    ],
)
def test_what_words_do_not_tell(name: str, pattern: str) -> None:
    """Another script, accents, a long name, and the address of a page get digits that tell names apart."""
    assert re.fullmatch(pattern, issuer_id(name))


@pytest.mark.parametrize(
    ("one", "other"), [("Ministère", "Ministere"), ("대변인", "대변 인"), ("word " * 30, "word " * 31)]
)
def test_names_that_look_alike_in_latin_letters_stay_apart(one: str, other: str) -> None:
    """Names whose Latin words are the same are two issuers."""
    assert issuer_id(one) != issuer_id(other)


@PROPERTY
@given(st.text(min_size=1))
def test_any_name_is_an_address(name: str) -> None:
    """Whatever the name, its id is one part of an address, and the same each time."""
    made = issuer_id(name.encode("utf-8", "replace").decode())

    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", made)
    assert len(made) <= 67
    assert made not in PAGES


def test_by_id() -> None:
    """Statements are grouped by issuer, sorted by id, in the archive's order; the usual spelling is shown."""
    archive = factory.build(
        factory.entry("a", issuer="Vice Minister", date="2024-01-03"),
        factory.entry("b", issuer="Vice-Minister", date="2024-01-02"),
        factory.entry("c", issuer="Vice Minister", date="2024-01-01"),
        factory.entry("d", issuer="Agency"),
        factory.entry("e", issuer=None),
    )

    found = by_id(archive.entries)

    assert ["agency", "vice-minister"] == list(found)
    assert "Vice Minister" == found["vice-minister"].name
    assert ["a", "b", "c"] == [entry.path[-4] for entry in found["vice-minister"].entries]
