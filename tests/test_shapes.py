"""The models of shapes: what a profile may say, and what is told where it cannot work."""

from __future__ import annotations

import re
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from builder.shapes import DateForm, DayForm, Everything, Fact, HtmlShape, TextShape


def said(model: type[Any], data: object) -> list[str]:
    """Return the messages with which a model refuses data."""
    with pytest.raises(ValidationError) as caught:
        model.model_validate(data)
    return [str(fault["msg"]).removeprefix("Value error, ") for fault in caught.value.errors()]


def test_a_plain_fact_is_a_value() -> None:
    """A string stands for one value for all; a mapping names what the value is found by."""
    made = Everything.model_validate({"kind": "letter", "ministry": {"by": "name", "map": {"a": "b"}}})

    assert (Fact(value="letter"), Fact(by="name", map={"a": "b"})) == (made.kind, made.ministry)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({}, "give it a value, or the name it is found by"),
        ({"value": "a", "by": "b"}, "give it a value, or the name it is found by"),
        ({"value": "a", "map": {}}, "a map needs the name that its keys are found by"),
    ],
)
def test_a_fact_that_says_two_things(data: object, expected: str) -> None:
    """A fact is one value or is found by one name."""
    assert [expected] == said(Fact, data)


@pytest.mark.parametrize(
    ("form", "day", "any_date"),
    [
        ("%d/%m/%Y", None, None),
        ("%B %Y", '"%B %Y" is no form of a day; see strptime, for example "%d/%m/%Y"', None),
        ("%d %Y", '"%d %Y" is no form of a day; see', '"%d %Y" is no form of a date; see'),
        ("%Q", '"%Q" is no part of a date; see strptime', '"%Q" is no part of a date; see strptime'),
    ],
)
def test_forms_of_dates(form: str, day: str | None, any_date: str | None) -> None:
    """A form of dates gives a day, or where less will do a month or a year, and never a day without its month."""
    for kind, expected in ((DayForm, day), (DateForm, any_date)):
        adapter: TypeAdapter[str] = TypeAdapter(kind)
        if expected is None:
            assert form == adapter.validate_python(form)
        else:
            with pytest.raises(ValidationError, match=re.escape(expected)):
                adapter.validate_python(form)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"title": "p >"}, "not a CSS selector: "),
        ({"date": {"attribute": "content", "pattern": "x"}}, "give it a selector, or a pattern alone"),
        ({"date": {"select": "p", "pattern": "("}}, "not a regular expression: "),
        ({"drop": ["[["]}, "not a CSS selector: "),
    ],
)
def test_html_that_cannot_work(data: object, expected: str) -> None:
    """Selectors and patterns are tried before any page is read."""
    (message,) = said(HtmlShape, data)

    assert message.startswith(expected)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"title": ["{a"]}, "not a form: expected '}' before end of string"),
        ({"title": ["{a.b}"]}, "in braces stands the name of a group, not {a.b}"),
        ({"date": ["{}"]}, "in braces stands the name of a group, not {}"),
        ({"head": ["("]}, "not a regular expression: missing ), unterminated subpattern at position 0"),
        ({"begin": "["}, "not a regular expression: unterminated character set at position 0"),
    ],
)
def test_text_that_cannot_work(data: object, expected: str) -> None:
    """Forms and patterns are tried before any capture is read."""
    assert [expected] == said(TextShape, data)
