"""Markdown and HTML in a statement's text: found at its line, and never in what ingest writes."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import foreign, markup
from tests.factory import PROPERTY


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("# one", "a heading"),
        ("one\n===", "a heading"),
        ("one\n---", "a heading"),
        ("> one", "a quotation block"),
        ("- one\n- two", "a list"),
        ("* one", "a list"),
        ("+ one", "a list"),
        ("12. one", "a numbered list"),
        ("---", "a rule"),
        ("* * *", "a rule"),
        ("___", "a rule"),
        ("    one", "code"),
        ("one `two` three", "code"),
        ("[one](https://a.example)", "a link or an image"),
        ("one ![two](https://a.example)", "a link or an image"),
        ("[one][two]", "a link or an image"),
        ("[one]: https://a.example", "the address of a link"),
        ("<https://a.example>", "HTML or an address in angle brackets"),
        ("one <b>two</b>", "HTML or an address in angle brackets"),
        ("<!-- one -->", "HTML or an address in angle brackets"),
    ],
)
def test_each_kind_is_found(text: str, what: str) -> None:
    """Whatever Markdown makes of a text beside paragraphs and emphasis is named, with the line it stands in."""
    found = list(foreign.find(f"Before.\n\n{text}\n\nAfter.\n"))

    assert [(3, what)] == [(each.line, each.what) for each in found]
    assert found[0].hint


@pytest.mark.parametrize(
    "text",
    [
        "One *two* __three__ ***four***.",
        "\\# one",
        "\\- one",
        "1\\. one",
        "1986\\. It was a year.",
        "a < b and b > a",
        "[sic] and [two], three",
        "&lt;b&gt;",
        "one\\`two",
        "one # two",
        "-0-",
        '--8<-- "x"',
        "{{ one }} {% two %} {: three }",
    ],
)
def test_paragraphs_and_emphasis_are_not(text: str) -> None:
    """Emphasis, escaped characters and marks that mean nothing are left alone."""
    assert [] == list(foreign.find(text))


@PROPERTY
@given(st.lists(st.text(alphabet=st.sampled_from("ab #>[](){}`<!/=~|+-*_\\.:&;1 \n\t"), max_size=25), max_size=4))
def test_what_ingest_writes_holds_none(paragraphs: list[str]) -> None:
    """Whatever paragraphs a source has, the body written of them holds nothing foreign."""
    assert [] == list(foreign.find(markup.body(tuple(paragraphs))))


@pytest.mark.parametrize(
    "piece", ["[", "](", "`", "<", "* ", "- ", "_ ", "\\", "=\n", "1.", "\n \n", "[x]:", "#", "    "]
)
def test_it_is_quick_whatever_the_text(piece: str) -> None:
    """Half a megabyte of one mark takes no longer than two seconds."""
    start = time.process_time()
    list(foreign.find(piece * (500_000 // len(piece))))

    assert time.process_time() - start < 2


@PROPERTY
@given(st.text(st.sampled_from("a \t\n#>*-_+=[]()`<1.\\"), max_size=40))
def test_a_body_that_is_passed_over_holds_nothing(text: str) -> None:
    """What is not gone through is what holds nothing, whatever stands where."""
    assert list(foreign.each(foreign.bare(text))) == list(foreign.find(text))
