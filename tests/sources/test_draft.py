"""What a parser hands on: outcomes, their reasons, and refusals."""

from __future__ import annotations

import dataclasses

import pytest

from builder import held
from builder.capture import Record
from builder.sources.draft import Outcome, Reason, rejected

RECORD = Record(file="press/day.jsonl#L3", source="press", data=b"{}", path="content/captures/press/day.jsonl", line=3)


def test_a_refusal_carries_every_reason_in_order() -> None:
    """All that is wrong with a record is told, not only the first fault."""
    first, second = RECORD.problem("no-title", "no title"), RECORD.problem("no-date", "no date", "look again")

    outcome = rejected(RECORD, first, second)

    assert (RECORD, None, Reason.REJECTED, (first, second)) == (
        outcome.record,
        outcome.draft,
        outcome.reason,
        outcome.problems,
    )
    assert "content/captures/press/day.jsonl:3: no-date: no date (look again)" == str(outcome.problems[1])


def test_a_refusal_without_anything_to_say_is_still_a_refusal() -> None:
    """A refused record counts as refused even where no problem is given."""
    assert (Reason.REJECTED, ()) == (rejected(RECORD).reason, rejected(RECORD).problems)


def test_every_reason_is_a_row_of_the_account() -> None:
    """The account has a row for each way a record can give no statement, under the reason's own words."""
    assert ["not a statement", "no text", "rejected"] == [reason.value for reason in Reason]
    assert (
        "added",
        "updated",
        "unchanged",
        "kept",
        "merged",
        "removed",
        "duplicate",
        "not a statement",
        "no text",
        "rejected",
    ) == held.STATES


def test_an_outcome_cannot_be_changed_afterwards() -> None:
    """What a parser found out is passed on as it is."""
    outcome = Outcome(record=RECORD, reason=Reason.NO_TEXT)

    with pytest.raises(dataclasses.FrozenInstanceError):
        outcome.why = "changed"  # type: ignore[misc]


def test_an_outcome_says_and_names_nothing_unless_told() -> None:
    """Nothing is made up: no draft, no problem, no other text is there by default."""
    outcome = Outcome(record=RECORD)

    assert (None, None, "", (), ()) == (outcome.draft, outcome.reason, outcome.why, outcome.problems, outcome.known)
