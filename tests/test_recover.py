"""What the parser wrote, found again from what two sides made of it, and never a guess."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.recover import recover
from builder.statement import Statement
from tests.factory import PROPERTY, fields, statement

BODY = "One stands here.\n\nTwo stands here too.\n\nThree is last.\n"


def edited(base: Statement, **changes: Any) -> Statement:
    """Return a statement as a person leaves it: changed, with `parsed` as it was."""
    return Statement.model_validate({**base.model_dump(mode="json"), **changes})


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ({"body": BODY.replace("One", "Uno")}, {"tags": ["rights", "trade"], "issuer": None}),
        ({"body": BODY.replace("One", "Uno")}, {"body": BODY.replace("last", "first")}),
        ({"body": BODY.replace("Two", "Dos")}, {"body": BODY.replace("too", "as well")}),
        ({"body": BODY + "\nFour.\n"}, {"body": BODY.removeprefix("One stands here.\n\n")}),
        ({"tags": []}, {"tags": ["drills", "trade"]}),
        ({"tags": ["drills", "military"], "title": "Mended"}, {"tags": []}),
        ({"source": fields()["source"] | {"url": "https://a.example/"}}, {"source": fields()["source"] | {"section": "B"}}),
        ({"date": "2024-03"}, {"capture": fields()["capture"] | {"sha256": "cd" * 32}}),
    ],
)  # fmt: skip
def test_changes_in_different_places_are_told_apart(mine: dict[str, Any], theirs: dict[str, Any]) -> None:
    """Whatever field, tag, paragraph or word either side changed, the text before both is found."""
    was = statement(body=BODY)

    found = recover(edited(was, **mine), statement(**{"body": BODY} | theirs))

    assert found == was


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (BODY.replace("One", "Uno"), BODY.replace("One", "Ein")),
        (BODY.replace("One", "Uno"), BODY.replace("One", "Uno").replace("last", "first")),
    ],
)
def test_a_place_that_both_changed_is_not_guessed(mine: str, theirs: str) -> None:
    """Where neither side has the old words any more, nothing is returned."""
    assert recover(edited(statement(body=BODY), body=mine), statement(body=theirs)) is None


def test_too_many_places_are_not_tried() -> None:
    """A person who changed everything is not worth hours of trying."""
    body = " ".join(f"w{number} and" for number in range(40)) + ".\n"

    assert (
        recover(edited(statement(body=body), body=body.replace("w", "v")), statement(body=body + "\nMore.\n")) is None
    )


@PROPERTY
@given(st.lists(st.sampled_from(["", "p", "q"]), min_size=3, max_size=9))
def test_what_is_found_is_what_the_parser_wrote(sides: list[str]) -> None:
    """Of words that one side, the other or nobody changed, the old text is found in every case."""
    words = [f"w{number}" for number in range(len(sides))]
    mine = [f"p{at}" if side == "p" else words[at] for at, side in enumerate(sides)]
    theirs = [f"q{at}" if side == "q" else words[at] for at, side in enumerate(sides)]
    was = statement(body=" and ".join(words) + ".\n")

    found = recover(edited(was, body=" and ".join(mine) + ".\n"), statement(body=" and ".join(theirs) + ".\n"))

    assert was == found
