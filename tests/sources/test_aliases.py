"""Names of ministries in clauses: which are found, where, and which of several counts."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import registry
from builder.registry import Ministry, Office, Registry
from builder.sources.aliases import Finder, Hit, shorten
from builder.text import phrase_pattern
from tests.factory import PROPERTY
from tests.sample import REAL


def finder(*ministries: Ministry) -> Finder:
    """Return a finder of these ministries."""
    return Finder(Registry({each.id: each for each in ministries}, {}, {}))


TRADE = Ministry(
    id="trade",
    name="Ministry of Trade",
    aliases=["Ministry of Trade", "RA Trade Ministry", "Sailors' Hall"],
    offices=[Office(title="Trade Minister", aliases=["RA Trade Minister"])],
)
TIDES = Ministry(id="tides", name="Institute for Tides", aliases=["Tides of RA Trade Ministry"], parent="trade")
BOARD = Ministry(id="board", name="Harbour Board", aliases=["Harbour Board"], parent="tides")


def test_a_name_and_an_alias_are_found_with_their_place() -> None:
    """A hit says which ministry is named and from where to where, left to right."""
    clause = "the Harbour Board and the Ministry of Trade"

    hits = finder(TRADE, BOARD).hits(clause)

    assert [Hit("board", 4, 17, None), Hit("trade", 26, 43, None)] == hits
    assert ["Harbour Board", "Ministry of Trade"] == [clause[hit.start : hit.end] for hit in hits]


def test_an_office_is_found_with_its_title() -> None:
    """A post names its ministry, and is told apart from the ministry's own name."""
    hits = finder(TRADE).hits("the RA Trade Minister and the RA Trade Ministry")

    assert [("trade", "Trade Minister"), ("trade", None)] == [(hit.ministry, hit.office) for hit in hits]


def test_of_two_names_that_begin_together_the_longer_is_found() -> None:
    """A name that goes on ("Board of Trade" after "Board") is read to its end."""
    short = Ministry(id="short", name="Board", aliases=["Board"])
    long = Ministry(id="long", name="Board of Harbours", aliases=["Board of Harbours"])

    assert ["long"] == [hit.ministry for hit in finder(short, long).hits("the Board of Harbours met")]
    assert ["long"] == [hit.ministry for hit in finder(long, short).hits("the Board of Harbours met")]


@pytest.mark.parametrize("clause", ["the harbour board", "THE HARBOUR BOARD", "Harbour-Board", "Harbour  Board"])
def test_case_and_hyphens_do_not_count(clause: str) -> None:
    """A name is found in upper and lower case, with a hyphen for a space."""
    assert ["board"] == [hit.ministry for hit in finder(BOARD).hits(clause)]


def test_the_between_words_does_not_count() -> None:
    """Sources put the article as they like: "Ministry of the Trade" is the Ministry of Trade."""
    assert ["trade"] == [hit.ministry for hit in finder(TRADE).hits("a clerk of Ministry of the Trade")]


@pytest.mark.parametrize("clause", ["Sailors' Hall", "Sailors\u2019 Hall"])
def test_an_apostrophe_may_be_straight_or_curly(clause: str) -> None:
    """A name with an apostrophe is found whichever way the source writes it."""
    assert ["trade"] == [hit.ministry for hit in finder(TRADE).hits(clause)]


@pytest.mark.parametrize("clause", ["Harbour Boarding School", "Inharbour Board", "Harbour, Board", "Harbours Board"])
def test_only_whole_words_count(clause: str) -> None:
    """A name inside a longer word, or with something else between its words, is not that name."""
    assert [] == finder(BOARD).hits(clause)


def test_a_registry_without_ministries_finds_nothing() -> None:
    """No name is no pattern, not a pattern that fits everywhere."""
    assert [] == finder().hits("the Harbour Board")


def test_a_child_counts_before_the_body_it_belongs_to() -> None:
    """Of an institute and its ministry the institute is meant, over any number of steps."""
    found = finder(TRADE, TIDES, BOARD)

    assert {"tides"} == found.most_specific({"trade", "tides"})
    assert {"board"} == found.most_specific({"trade", "board"})
    assert {"board"} == found.most_specific({"trade", "tides", "board"})


def test_bodies_that_do_not_belong_together_all_stay() -> None:
    """Two bodies of which none belongs to the other are a conflict, and both are kept to say so."""
    other = Ministry(id="other", name="Post Office")

    assert {"other", "tides"} == finder(TRADE, TIDES, other).most_specific({"other", "tides", "trade"})
    assert set() == finder(TRADE).most_specific(set())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Republic of Arvenia", "the RA"),
        ("the republic of the ARVENIA", "the RA"),
        ("the Republic of Arvenia (RA)", "the RA"),
        ("the Ministry of Trade (M.T.) of it", "the Ministry of Trade of it"),
        ("the People\u2019s \u2018Hall\u2019", "the People's 'Hall'"),
        ("in May (the 3rd), at 10 (A)", "in May (the 3rd), at 10 (A)"),
        ("Republic of Arvenians", "Republic of Arvenians"),
    ],
)
def test_long_forms_become_the_short_form_of_the_aliases(text: str, expected: str) -> None:
    """Long forms are shortened, abbreviations in brackets dropped, apostrophes straightened, the rest stays."""
    assert expected == shorten(text, {"Republic of Arvenia": "RA"})


@pytest.mark.parametrize(
    ("clause", "ministry"),
    [
        ("Foreign Ministry of the DPRK", "foreign-affairs"),
        ("the DPRK Ministry of Foreign Affairs", "foreign-affairs"),
        ("vice-minister of Foreign Affairs of the DPRK", "foreign-affairs"),
        ("DPRK Vice Foreign Minister", "foreign-affairs"),
        ("Institute for American Studies", "institute-for-american-studies"),
        ("external policy office", "external-policy-office"),
        ("Ministry of National Defence of the DPRK", "national-defence"),
        ("minister of National Defence of DPRK", "national-defence"),
        ("the C.C., WPK", "wpk-central-committee"),
        ("the WPK Central Committee", "wpk-central-committee"),
        ("Political Bureau of the C.C., WPK", "wpk-political-bureau"),
        ("General Staff of the KPA", "general-staff"),
        ("permanent representative of the DPRK to the UN", "un-mission"),
        ("조선민주주의인민공화국 외무성 대변인", "foreign-affairs"),
    ],
)
def test_the_real_registry_knows_the_spellings_of_the_captures(clause: str, ministry: str) -> None:
    """Each spelling that the agencies use leads to its body, and to no other that is not above it."""
    records = registry.load(REAL)
    found = Finder(records)

    assert {ministry} == found.most_specific({hit.ministry for hit in found.hits(clause)})


_PIECES = [
    "Trade",
    "trade",
    "Ministry",
    "of",
    "the",
    "Harbour",
    "Board",
    "RA",
    "ra",
    "Institute",
    "for",
    "Tides",
    "Republic",
]
_PIECES += ["Arvenia", "Trade\u2019s", "M\u0130n\u0131stry", "Mini\u017ftry", "Minister", "-", ","]


@PROPERTY
@given(st.lists(st.sampled_from(_PIECES), max_size=14).map(" ".join))
def test_names_are_those_of_looking_for_all(clause: str) -> None:
    """Leaving out the names that cannot stand in a clause changes no hit, and no shortening."""
    names = [
        "Ministry of Trade",
        "Trade Ministry of RA",
        "Trade",
        "Harbour Board",
        "Board",
        "Institute for Tides",
        "Minister",
    ]
    ministries = {f"m{n}": Ministry(id=f"m{n}", name=name, aliases=[name]) for n, name in enumerate(names)}
    longest = sorted(names, key=lambda name: -len(name))
    every = re.compile("|".join(f"(?:{phrase_pattern(name)})" for name in longest), re.IGNORECASE)
    synonyms = {"Republic of Arvenia": "RA", "RA Trade": "TRADE", "Ministry": "MIN"}
    short = clause.replace("\u2019", "'")
    for long, to in synonyms.items():
        short = re.sub(phrase_pattern(long), to, short, flags=re.IGNORECASE)

    hits = Finder(Registry(ministries, {}, {})).hits(clause)

    assert [match.span() for match in every.finditer(clause)] == [(hit.start, hit.end) for hit in hits]
    assert short == shorten(clause, synonyms)
