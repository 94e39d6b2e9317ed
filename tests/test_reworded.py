"""Texts that say the same in other words: found on real texts that were published twice, and nowhere else."""

from __future__ import annotations

import json
import random
from datetime import date
from pathlib import Path

import pytest

from builder import reworded
from builder.reworded import Text, names, words

DAY = date(2024, 8, 5).toordinal()
TWICE = [
    ("Ceremony for Celebrating Transfer of New-Type Tactical", "Ceremony for Celebrating Transfer and Receiving"),
    ("Brigade's Departure for Rehabilitation Sites", "Brigade's Departure for Flood-hit Areas"),
    ("Inspects Regional-Industry Factories under Construction", "Inspects Construction of Regional-Industry Factories"),
    ("Oversees Test-firing of 240 mm MRLS", "Oversees Test-fire of 240mm-calibre MRLS"),
]
"""What the agency published twice in other words in eight months, by words of the headlines; read by a person."""


@pytest.fixture(scope="module")
def news(root: Path) -> dict[str, Text]:
    """Return the texts of the captured news by headline, day and number, each once."""
    lines = (root / "content/captures/kcna/2024-01-to-08.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    once = {row["story_text"].strip(): row for row in rows if (row["story_text"] or "").strip()}
    return {
        f"{row['headline']} {row['date_str']} {number}": Text(
            "en", date.fromisoformat(row["date_str"]).toordinal(), text
        )
        for number, (text, row) in enumerate(once.items())
    }


def same(found: dict[tuple[str, str], float]) -> list[tuple[str, str]]:
    """Return which of the texts that were published twice each pair is, by day; fail for any other pair."""
    made = []
    for pair in sorted(found, key=lambda pair: pair[0][-15:]):
        (known,) = [each for each in TWICE if all(any(part in name for name in pair) for part in each)]
        made.append(known)
    return made


def test_what_was_published_twice_is_found_and_nothing_else(news: dict[str, Text]) -> None:
    """Of 433 texts, many of them of one form, the four that were published twice in other words are pairs."""
    assert sorted(TWICE) == sorted(same(reworded.pairs(news)))


def test_the_window_is_not_what_tells_forms_apart(news: dict[str, Text]) -> None:
    """As if all were of one day, the same four are found: congratulations and visits of one form are not the same."""
    one_day = {name: Text("en", DAY, text.body) for name, text in news.items()}

    assert sorted(TWICE) == sorted(same(reworded.pairs(one_day)))


def test_two_texts_alone_are_enough(news: dict[str, Text]) -> None:
    """How rare a word is needs no large archive: each pair is found among two texts and the next eight."""
    ordered = list(news)
    for pair in reworded.pairs(news):
        few = [*pair, *[name for name in ordered if name not in pair][:8]]
        assert {pair} == set(reworded.pairs({name: news[name] for name in pair}))
        assert {pair} == set(reworded.pairs({name: news[name] for name in few}))


def pair_of(news: dict[str, Text]) -> tuple[Text, Text]:
    """Return the two texts of the ceremony."""
    one, other = next(pair for pair in reworded.pairs(news) if "Celebrating" in pair[0])
    return news[one], news[other]


def test_the_order_of_texts_does_not_matter(news: dict[str, Text]) -> None:
    """The same texts in another order give the same pairs and figures."""
    mixed = list(news.items())
    random.Random(1).shuffle(mixed)

    assert reworded.pairs(news) == reworded.pairs(dict(mixed))


@pytest.mark.parametrize(
    ("language", "days", "found"),
    [("en", 0, 1), ("en-GB", 14, 1), ("en", 15, 0), ("en", 4000, 0), ("ko", 0, 0)],
)
def test_language_and_window(news: dict[str, Text], language: str, days: int, found: int) -> None:
    """Only texts of one language, at most fourteen days apart, are compared."""
    one, other = pair_of(news)

    pairs = reworded.pairs({"a": one, "b": Text(language, one.day + days, other.body)})

    assert found == len(pairs)


def test_another_order_is_another_text(news: dict[str, Text]) -> None:
    """The same words with the second half of the text first are not the same said again."""
    one, other = pair_of(news)
    half = len(other.body) // 2

    assert {} == reworded.pairs({"a": one, "b": Text("en", one.day, other.body[half:] + " " + other.body[:half])})


def test_other_names_are_another_text(news: dict[str, Text]) -> None:
    """The same form filled with other names and figures is another text, however like the rest is."""
    one, other = pair_of(news)
    renamed = " ".join(
        f"X{word}" if word[:1].isupper() or any(map(str.isdigit, word)) else word for word in other.body.split(" ")
    )

    assert {} == reworded.pairs({"a": one, "b": Text("en", one.day, renamed)})


def test_a_part_is_another_text(news: dict[str, Text]) -> None:
    """A text of half the length does not say the same."""
    one, other = pair_of(news)

    assert {} == reworded.pairs({"a": one, "b": Text("en", one.day, other.body[: len(other.body) // 2])})


@pytest.mark.parametrize("body", ["", "one", "word " * 99, "word " * 500, "\u200b" * 500, "1 " * 400])
def test_short_and_empty_texts_make_no_trouble(body: str) -> None:
    """Texts without words, with too few, or with one word over and over are no pairs."""
    assert {} == reworded.pairs({"a": Text("en", 1, body), "b": Text("en", 1, body), "c": Text("en", 1, "")})


def test_a_thousand_texts_of_one_form_and_day() -> None:
    """A form that a thousand texts of one day fill with other names gives no pair, and takes no longer for it."""
    rnd = random.Random(2)
    form = " ".join(f"form{number}" for number in range(120))
    texts = {
        f"{n:04}": Text("en", DAY, f"{form} " + " ".join(f"Name{rnd.randrange(10**6)} and" for _ in range(30)))
        for n in range(1000)
    }

    assert {} == reworded.pairs(texts)


def test_words() -> None:
    """Case and marks do not count; a character of a script without spaces is a word."""
    assert ["240mm", "문자열", "会", "议", "a", "カ"] == words("240mm, «문자열» 会议a カ")


def test_names() -> None:
    """Names are words with a capital inside a sentence, and figures; what begins a sentence may be any word."""
    assert {"kim", "april", "5", "240mm"} == names("The man Kim came. On 5 April he saw: Many 240mm guns.\nNew guns.")


def test_a_word_may_stand_any_number_of_times() -> None:
    """A text in which one word stands hundreds of times is compared as any other."""
    body = "salt " * 300 + " ".join(f"word{number} Name{number}" for number in range(60))

    assert {("a", "b")} == set(
        reworded.pairs({"a": Text("en", 1, body), "b": Text("en", 1, body), "c": Text("en", 1, "")})
    )
