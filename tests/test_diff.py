"""Differences word by word: exact, shown in two forms, and safe as HTML."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import diff
from builder.diff import Piece
from tests.factory import PROPERTY, fields

TEXTS = st.text(st.sampled_from("ab \n<&>\"'港口"), max_size=40)


@PROPERTY
@given(TEXTS)
def test_words_and_paragraphs_lose_nothing(text: str) -> None:
    """Joined, the words of a text are the text, and so are its paragraphs."""
    assert (text, text) == ("".join(diff.words(text)), "".join(diff.paragraphs(text)))


@PROPERTY
@given(TEXTS, TEXTS)
def test_the_pieces_hold_both_texts(old: str, new: str) -> None:
    """Without what is new the pieces are the old text, without what is old the new one."""
    found = diff.pieces(old, new)

    assert old == "".join(piece.text for piece in found if piece.kind != "new")
    assert new == "".join(piece.text for piece in found if piece.kind != "old")


def test_a_changed_word_is_one_piece_each() -> None:
    """Of a sentence with another word in it, that word alone differs."""
    assert [
        Piece("same", "We object to"),
        Piece("old", " ropes"),
        Piece("new", " sails"),
        Piece("same", " today.\n"),
    ] == diff.pieces("We object to ropes today.\n", "We object to sails today.\n")


def test_texts_without_spaces_differ_by_character() -> None:
    """Of a Chinese sentence one character can differ."""
    assert "海[-港-]{+洋+}开放" == diff.as_text(diff.pieces("海港开放", "海洋开放"))


def test_a_new_paragraph_does_not_disturb_the_others() -> None:
    """A paragraph that was put in is new as a whole, and those far from it are left out."""
    old = "One.\n\nTwo.\n\nThree.\n\nFour.\n"

    assert "One.\n\n…\n\nFour.\n\n{+Five.+}\n" == diff.as_text(diff.pieces(old, old + "\nFive.\n"))


def test_colours_are_red_and_green() -> None:
    """On a terminal what is old is red and what is new green, each ended."""
    found = diff.pieces("a b", "a c")

    assert "a \033[31mb\033[0m \033[32mc\033[0m" == diff.as_text(found, coloured=True)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("a <b> c", "a <i> c", "a<del> &lt;b&gt;</del><ins> &lt;i&gt;</ins> c"),
        ("x & y", "x & </ins>", "x &amp;<del> y</del><ins> &lt;/ins&gt;</ins>"),
        ("One.\n\nTwo.\n", "One.\n\nTwo!\n", "One.<br><br><del>Two.</del><ins>Two!</ins>\n"),
    ],
)
def test_html_is_escaped(old: str, new: str, expected: str) -> None:
    """Nothing of either text is markup in the HTML; only `del`, `ins` and breaks are."""
    assert expected == diff.as_html(diff.pieces(old, new))


def parts(**changes: object) -> diff.Parts:
    """Return what differs between a statement and the same with changes."""
    return diff.statements(fields(), fields(**changes))


def test_facts_come_first_each_by_itself() -> None:
    """A changed fact is named, a part of the source with its own name; the text is last."""
    found = parts(
        title="Statement on the Drills", source=fields()["source"] | {"url": "https://a.example/"}, body="No.\n"
    )

    assert ["title", "source.url", "text"] == [key for key, _ in found]
    assert "f.md\ntitle: Statement on the [-Drill-] {+Drills+}\n" == diff.report("f.md", found[:1])


def test_a_tag_put_before_the_others_is_the_only_difference() -> None:
    """Tags are compared one by one."""
    assert "f.md\ntags: {+bans+} drills\n" == diff.report("f.md", parts(tags=["bans", "drills"]))


def test_statements_that_are_alike_differ_in_nothing() -> None:
    """Day of entry, entries and old paths are no part of what a capture says."""
    assert [] == parts(added="2027-01-01", aliases=["statements/old.md"])


@PROPERTY
@given(st.text(max_size=30), st.text(max_size=30))
def test_a_fragment_holds_no_markup_of_the_texts(old: str, new: str) -> None:
    """Whatever two texts hold, the only elements of the fragment are the few that the builder writes."""
    shown = diff.fragment("<p>.md", [("title", diff.pieces(old, new)), ("text", diff.pieces(new, old))])

    inside = re.sub(
        r'</?(?:section(?: class="difference" data-file="&lt;p&gt;.md")?|dl|dt|dd|p|ins|del|br)>', "", shown
    )
    assert not set(inside) & set("<>")
