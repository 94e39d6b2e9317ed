"""The three-way merge: no edit of a person's is lost, what nobody touched follows the parser."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import diff, reconcile
from builder import merge as rules
from builder.merge import merge
from builder.statement import _DIGESTED, Statement, digest
from tests.factory import PROPERTY, fields, statement

TAGS = ("drills", "military", "rights", "trade")


def edited(base: Statement, **changes: Any) -> Statement:
    """Return a statement as a person leaves it: changed, with `parsed` as it was."""
    return Statement.model_validate({**base.model_dump(mode="json"), **changes})


# words and paragraphs: each side works on a base whose words all differ and puts in words of its own


@st.composite
def edits(draw: st.DrawFn, mark: str) -> list[tuple[str, int, int]]:
    """Draw some edits of a side; `mark` begins every word that the side puts in."""
    kinds = st.sampled_from(["replace", "delete", "insert", "new paragraph", "drop paragraph"])
    found = draw(st.lists(st.tuples(kinds, st.integers(0, 5), st.integers(0, 5)), max_size=4))
    return [(f"{kind}:{mark}{number}", where, word) for number, (kind, where, word) in enumerate(found)]


def applied(paragraphs: list[list[str]], changes: list[tuple[str, int, int]]) -> list[list[str]]:
    """Return the paragraphs with edits made in them, from the end, so that places stay what they were."""
    result = [list(words) for words in paragraphs]
    for what, where, word in sorted(changes, key=lambda each: (-each[1], -each[2], each[0])):
        kind, new = what.split(":")
        place = where % len(paragraphs)
        if kind == "new paragraph":
            result.insert(place, [f"{new}a", f"{new}b"])
        elif kind == "drop paragraph" and len(result) > 1:
            result[min(place, len(result) - 1)] = []
        elif place < len(result) and result[place]:
            at = word % len(result[place])
            result[place][at : at + (kind != "insert")] = [] if kind == "delete" else [new]
    return [words for words in result if words] or [["rest"]]


def text(paragraphs: list[list[str]]) -> str:
    """Return paragraphs as a body."""
    return "\n\n".join(" ".join(words) for words in paragraphs) + "\n"


BASES = st.lists(st.integers(3, 7), min_size=1, max_size=6).map(
    lambda sizes: [[f"w{number}x{word}" for word in range(size)] for number, size in enumerate(sizes)]
)


@PROPERTY
@given(BASES, edits("p"), edits("q"))
def test_no_edit_is_lost_and_the_rest_follows_the_parser(
    base: list[list[str]], by_person: list[tuple[str, int, int]], by_parser: list[tuple[str, int, int]]
) -> None:
    """Merged, every word either side put in is there and every word either took out is not; or the person's text is whole."""
    old, mine, theirs = text(base), text(applied(base, by_person)), text(applied(base, by_parser))
    was = statement(body=old)

    made = merge(was, edited(was, body=mine), statement(body=theirs))

    if made.conflicts:
        assert mine == made.statement.body
        return
    was_words, person, parser, result = (set(each.split()) for each in (old, mine, theirs, made.statement.body))
    assert (person - was_words) | (parser - was_words) | (was_words & person & parser) == result


@PROPERTY
@given(BASES, edits("p"), edits("q"))
def test_a_second_merge_changes_nothing(
    base: list[list[str]], by_person: list[tuple[str, int, int]], by_parser: list[tuple[str, int, int]]
) -> None:
    """From the base that a merge gives, merging the same reading again gives the same, or leaves it whole."""
    was = statement(body=text(base))
    theirs = statement(body=text(applied(base, by_parser)))
    made = merge(was, edited(was, body=text(applied(base, by_person))), theirs)

    assert made.statement == merge(made.base, made.statement, theirs).statement


def long(*changes: tuple[int, str]) -> str:
    """Return six paragraphs of three words, some of them changed."""
    found = [f"p{number} stands here." for number in range(6)]
    for number, words in changes:
        found[number] = words
    return "\n\n".join(found) + "\n"


@PROPERTY
@given(st.sets(st.integers(0, 5)), st.sets(st.integers(0, 5)))
def test_different_paragraphs_never_conflict(mine: set[int], theirs: set[int]) -> None:
    """What person and parser do to different paragraphs is merged, neighbours included."""
    theirs -= mine
    person, parser = [(n, f"person {n} wrote") for n in mine], [(n, f"parser {n} read") for n in theirs]
    was = statement(body=long())

    made = merge(was, edited(was, body=long(*person)), statement(body=long(*parser)))

    assert ((), long(*person, *parser)) == (made.conflicts, made.statement.body)


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        ("We object to sails of hemp.\n", "We object to ropes from hemp.\n", None),
        ("We object to cords of hemp.\n", "We object to ropes of steel.\n", "We object to cords of steel.\n"),
        ("We object.\n", "We object to ropes of hemp.\n\nMore.\n", "We object.\n\nMore.\n"),
        ("We object to ropes of hemp.\n\nThis.\n", "We object to ropes of hemp.\n\nThat.\n", None),
        ("We object to ropes of steel.\n", "They object to ropes of hemp.\n", "They object to ropes of steel.\n"),
        ("We object to ropes of hemp.\n\nMore.\n", "We object to ropes of flax.\n", "We object to ropes of flax.\n\nMore.\n"),
        ("We object to  ropes of hemp.\n", "We object to ropes of flax.\n", "We object to  ropes of flax.\n"),
        ("We object.\n", "We object to ropes of flax.\n", None),
    ],
)  # fmt: skip
def test_words_of_one_paragraph(mine: str, theirs: str, expected: str | None) -> None:
    """Words apart are merged, white space as the person left it; words side by side or the same are a conflict."""
    was = statement(body="We object to ropes of hemp.\n")

    made = merge(was, edited(was, body=mine), statement(body=theirs))

    assert (expected or mine, expected is None) == (made.statement.body, bool(made.conflicts))


def test_a_conflict_names_place_and_both_texts() -> None:
    """The paragraph is counted in the person's text, and each side's words are told."""
    was = statement(body="One.\n\nWe object to ropes.\n")

    made = merge(was, edited(was, body="Zero.\n\nOne.\n\nWe object to sails.\n"), statement(body="One.\n\nWe object to cords.\n"))  # fmt: skip

    (found,) = made.conflicts
    assert ("body", "sails.", "cords.", 3) == (found.key, found.person, found.parser, found.paragraph)
    assert "Zero.\n\nOne.\n\nWe object to sails.\n"[found.at :].startswith("sails.")


# metadata


def test_every_fact_that_the_parser_makes_is_merged_and_compared() -> None:
    """What counts for the digest is merged and shown by `diff`; a new field must be put into both."""
    facts = set(_DIGESTED) - {"body"}

    assert facts == {*rules._WHOLE, "tags", "source"}
    assert facts == set(diff._FACTS)
    assert facts | {"capture", "parsed"} == set(reconcile._MERGED)


VALUES = {
    "title": ("Statement on the Drill", "A Title", "Another Title"),
    "date": ("2024-03-05", "2024-03-04", "2024-03"),
    "ministry": ("foreign", "defence", "institute"),
    "issuer": (None, "A Speaker", "Another Speaker"),
    "kind": ("statement", "answer", "letter"),
    "language": ("en", "fr", "ko"),
}


@PROPERTY
@given(st.lists(st.tuples(st.sampled_from(sorted(VALUES)), st.integers(0, 2), st.integers(0, 2)), max_size=6))
def test_fields_are_merged_one_by_one(choices: list[tuple[str, int, int]]) -> None:
    """Each field is the person's where the person changed it, else the parser's; changed by both otherwise, it conflicts."""
    picked = {key: (mine, theirs) for key, mine, theirs in choices}
    was = statement(**{key: VALUES[key][0] for key in picked})
    person = edited(was, **{key: VALUES[key][mine] for key, (mine, _) in picked.items()})
    parser = statement(**{key: VALUES[key][theirs] for key, (_, theirs) in picked.items()})

    made = merge(was, person, parser)

    clash = {key for key, (mine, theirs) in picked.items() if mine and theirs and mine != theirs}
    assert clash == {each.key for each in made.conflicts}
    expected = {key: VALUES[key][mine or (0 if clash else theirs)] for key, (mine, theirs) in picked.items()}
    got = made.statement.model_dump(mode="json")
    assert expected == {key: got[key] for key in picked}


SETS = st.sets(st.sampled_from(TAGS))


@PROPERTY
@given(SETS, SETS, SETS, SETS)
def test_hand_given_tags_stay_and_hand_removed_ones_stay_away(
    first: set[str], hand: set[str], second: set[str], third: set[str]
) -> None:
    """Whatever the rules read later, a tag the person gave is there, one the person took away is not, others follow."""
    was = statement(tags=sorted(first))
    person = edited(was, tags=sorted(hand), title="Mended")

    once = merge(was, person, statement(tags=sorted(second)))
    twice = merge(once.base, once.statement, statement(tags=sorted(third)))

    given_by_hand, taken = hand - first, first - hand
    assert sorted((second - taken) | given_by_hand) == sorted(once.statement.tags)
    assert sorted((third - taken) | given_by_hand) == sorted(twice.statement.tags)


def test_parts_of_the_source_are_merged_each_by_itself() -> None:
    """A link that a person mended and a section that the parser learnt stand side by side."""
    data = fields()["source"]
    was = statement(source=data | {"url": "https://a.example/"})

    made = merge(
        was,
        edited(was, source=data | {"url": "https://b.example/"}),
        statement(source=data | {"url": "https://a.example/", "section": "Politics"}),
    )

    assert ("https://b.example/", "Politics") == (made.statement.source.url, made.statement.source.section)


# what is the file's own


def test_what_the_parser_does_not_make_stays() -> None:
    """Id, day of entry, entries and old paths stay the person's; `parsed` is that of today's reading."""
    was = statement(body="One.\n\nTwo.\n")
    own = {"corrections": [{"date": "2026-02-03", "by": "A", "note": "n"}], "aliases": ["statements/old.md"]}
    theirs = statement(body="One.\n\nTwo!\n", id="f" * 12, added="2027-01-01")

    made = merge(was, edited(was, body="Uno.\n\nTwo.\n", **own), theirs).statement

    assert ("Uno.\n\nTwo!\n", was.id, was.added, theirs.parsed) == (made.body, made.id, made.added, made.parsed)
    assert own == made.model_dump(mode="json", include={"corrections", "aliases"})


def test_what_the_parser_learnt_too_stays_the_persons() -> None:
    """Where the parser comes to read what the person wrote, and later forgets it, the person's words stay."""
    was = statement(body="One ropes.\n\nTwo.\n\nThree.\n")
    person = edited(was, body="One cords.\n\nTwo.\n\nThree.\n")

    once = merge(was, person, statement(body="One cords.\n\nTwo.\n\nThree!\n"))
    twice = merge(once.base, once.statement, statement(body="One ropes.\n\nTwo?\n\nThree!\n"))

    assert ("One cords.\n\nTwo.\n\nThree!\n", was.parsed) == (once.statement.body, once.statement.parsed)
    assert not once.statement.is_untouched
    assert ("One cords.\n\nTwo?\n\nThree!\n", ()) == (twice.statement.body, twice.conflicts)


def test_base_and_statement_belong_together() -> None:
    """The base of the next merge has the `parsed` of the merged statement, whatever it says."""
    was = statement(body="One.\n\nTwo.\n")

    made = merge(was, edited(was, body="Uno.\n\nTwo.\n"), statement(body="One.\n\nTwo!\n"))

    assert made.statement.parsed == made.base.parsed == digest(fields(body="One.\n\nTwo!\n"))
    assert "One.\n\nTwo!\n" == made.base.body


def test_a_text_that_nobody_leaves_anything_of_is_a_conflict() -> None:
    """Where the person took out one half and the parser the other, nothing is merged into an empty text."""
    was = statement(body="One stands here.\n\nTwo stands here.\n")

    made = merge(was, edited(was, body="One stands here.\n"), statement(body="Two stands here.\n"))

    assert made.conflicts
    assert "One stands here.\n" == made.statement.body
