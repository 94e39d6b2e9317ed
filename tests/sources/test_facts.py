"""What name and head of a capture say: groups of patterns, and forms filled with them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from builder.sources import facts
from tests.factory import PROPERTY


def test_of_lines() -> None:
    """A pattern gives its groups from the first line that fits as a whole; a group found twice keeps the first."""
    lines = ["Of the harbour", "Day: 3  May", "Day: 4 May", "Desk: Sea"]

    found = facts.of_lines(lines, [r"Day: (?P<day>.+)", r"(?P<day>Desk): (?P<desk>.+)", r"harbour(?P<none>)"])

    assert {"day": "3 May", "desk": "Sea"} == found


def test_filled() -> None:
    """Forms are filled in order; one that needs a fact that is not there is left out."""
    known = {"year": "1980", "name": "{year}"}

    assert ["1980-01-01", "{year}", "plain"] == facts.filled(["{year}-01-01", "{day}", "{name}", "plain"], known)


@PROPERTY
@given(st.text(min_size=1), st.text())
def test_filling_never_fills_twice(before: str, value: str) -> None:
    """What a capture says is put in as it stands, whatever braces it holds."""
    form = before.replace("{", "{{").replace("}", "}}") + "{fact}"

    assert [before + value] == facts.filled([form], {"fact": value})
