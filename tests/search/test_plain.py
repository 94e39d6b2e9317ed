"""A statement's body as search reads it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from builder import markup
from builder.markup import Renderer
from builder.search.plain import paragraphs
from builder.text import fold
from tests.factory import PROPERTY

RENDERER = Renderer()


def test_paragraphs_are_what_a_reader_sees() -> None:
    """Escapes are gone, entities are characters, and an enumerated paragraph keeps its number."""
    body = "First \\*star\\* &lt;b&gt;.\n\n1\\. Second.\n\nThird, plain.\n"

    assert ["First *star* <b>.", "1. Second.", "Third, plain."] == paragraphs(body, RENDERER)


@PROPERTY
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])), min_size=1, max_size=4))
def test_what_a_source_said_comes_back(texts: list[str]) -> None:
    """Paragraphs that were written as Markdown are read as they were, white space folded."""
    kept = tuple(fold(text) for text in texts if fold(text))

    assert list(kept) == [fold(each) for each in paragraphs(markup.body(kept), RENDERER) if each]
