"""Pictures for previews of links: valid, of the size that services want, and drawn only where every letter can be."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from builder import cards
from builder.cards import BYTES, FONTS, Card, Cards
from tests import factory

OVERRIDES = Path(__file__).resolve().parents[1] / "overrides"
FILES = tuple(str(OVERRIDES / name) for name in FONTS)
CARD = Card(title="Statement on the Drill", lines=("Ministry of Defence", "5 March 2024 · Statement"), site="Archive")


def picture(card: Card) -> Image.Image:
    """Return what a card's file shows."""
    return Image.open(io.BytesIO(cards.draw(card, FILES)))


def inked(card: Card, top: int, bottom: int) -> int:
    """Return how many pixels between two heights are darker than the paper."""
    shown = picture(card).convert("L").crop((0, top, 1200, bottom))
    return sum(shown.histogram()[:128])


def made(*entries: Any, budget: int = 25) -> Cards:
    """Return the cards of some statements."""
    return Cards(archive=factory.build(*entries), site="Archive", fonts=FILES, budget=budget)


def test_a_card_is_a_png_of_the_wanted_size() -> None:
    """It is a PNG of 1200 by 630 pixels, about as large as is reckoned, and the same each time."""
    data = cards.draw(CARD, FILES)

    assert ("PNG", (1200, 630)) == ((found := Image.open(io.BytesIO(data))).format, found.size)
    assert len(data) < 2 * BYTES
    assert data == cards.draw(CARD, FILES)


def test_a_card_shows_title_and_lines() -> None:
    """The title stands in the middle, the lines at the foot, and nothing where there is nothing to say."""
    empty = Card(title="", lines=("", ""), site="Archive")

    assert 0 == inked(empty, 150, 600)
    assert 1000 < inked(CARD, 150, 250)
    assert 1000 < inked(CARD, 480, 600)


@pytest.mark.parametrize("words", [3, 20, 60, 400])
def test_no_title_runs_into_what_stands_below(words: int) -> None:
    """However long the title is, a gap stays between it and the ministry."""
    card = Card(title="Resolution " * words, lines=CARD.lines, site="Archive")

    assert 0 == inked(card, 492, 500)
    assert 1000 < inked(card, 150, 490)


def test_cyrillic_is_drawn() -> None:
    """A title in Cyrillic is drawn with the letters of its subset: other letters, another picture."""
    one, other = (Card(title=title, lines=(), site="Archive") for title in ("Заявление", "Сообщение"))

    assert cards.is_drawable(one)
    assert cards.draw(one, FILES) != cards.draw(other, FILES)


def test_each_statement_has_a_card_within_the_budget() -> None:
    """Up to the budget every statement has a card of its own, beyond it each ministry and kind has one."""
    entries = factory.many(4)
    names = {f"assets/cards/{entry.statement.id}.png" for entry in entries}
    assert names == {path for each in made(*entries, budget=1).producers() for path in each.make()}

    shared = made(*entries, budget=0)

    assert {f"assets/cards/{entry.statement.ministry}/{entry.statement.kind}.png" for entry in entries} == {
        path for each in shared.producers() for path in each.make()
    }
    assert {f"cards:{shared.path(entry)}" for entry in entries} == {each.name for each in shared.producers()}


def test_a_title_that_type_lacks_has_the_ministry_s_card() -> None:
    """A title in letters that our type has not is left to the card of its ministry and kind."""
    entry = factory.entry("a", title="외무성 대변인 담화")
    cards_of = made(entry)

    assert f"assets/cards/{entry.statement.ministry}/{entry.statement.kind}.png" == cards_of.path(entry)
    ((name, data),) = next(iter(cards_of.producers())).make().items()
    assert cards_of.path(entry) == name
    assert isinstance(data, bytes)
    assert data.startswith(b"\x89PNG")


def test_another_title_is_another_key() -> None:
    """A card is made again where its words change, and only then."""
    keys = [
        {each.name: each.key for each in made(factory.entry("a", id="0" * 12, title=title)).producers()}
        for title in ("One", "One", "Two")
    ]

    assert keys[0] == keys[1]
    assert keys[0] != keys[2]
