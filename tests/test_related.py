"""Near duplicates: which texts are told of each other, and the file of pairs."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from builder import related
from builder.errors import ProblemsError
from builder.related import Pair
from builder.reworded import Text

WORDS = [f"word{number}" for number in range(4000)]


def text(seed: int, length: int = 300) -> str:
    """Return a text of random words, the same for the same seed."""
    return " ".join(random.Random(seed).choices(WORDS, k=length))


def changed(words: str, every: int) -> str:
    """Return a text with every so many-th word another."""
    return " ".join("other" if index % every == 0 else word for index, word in enumerate(words.split()))


def pairs(texts: dict[str, str]) -> list[Pair]:
    """Return the pairs that are found among texts of one language and day."""
    return list(related.pairs({name: Text("en", 738_000, body) for name, body in texts.items()}))


def names(texts: dict[str, str]) -> list[tuple[str, str]]:
    """Return the ids of the pairs that are found."""
    return [(pair.one, pair.other) for pair in pairs(texts)]


@pytest.mark.parametrize("length", [40, 119, 120, 300, 479, 480, 2000])
def test_a_reissue_is_found_whatever_its_length(length: int) -> None:
    """A text with every thirtieth word another is told of the first; other texts are not."""
    first = text(1, length)
    texts = {"a": first, "b": changed(first, 30), "c": text(2, length), "d": text(3, length)}

    assert [("a", "b")] == names(texts)


@pytest.mark.parametrize("length", [200, 600, 3000])
def test_a_shortened_version_is_found(length: int) -> None:
    """The middle half of a text shares all its wording with the whole."""
    words = text(4, length).split()
    texts = {"whole": " ".join(words), "part": " ".join(words[length // 4 : length * 3 // 4])}

    assert [Pair(one="part", other="whole", similarity="1.00")] == pairs(texts)


def test_the_share_is_measured() -> None:
    """Of 16 words with one changed in the middle, 7 of 12 phrases of five words are the same."""
    words = [f"w{number}" for number in range(16)]
    other = [*words[:8], "x", *words[9:]]

    assert [Pair(one="a", other="b", similarity="0.58")] == pairs({"a": " ".join(words), "b": " ".join(other)})


def test_texts_that_share_little_are_not_told() -> None:
    """A quotation of a quarter of the text makes no pair."""
    one, other = text(5, 400), text(6, 400)
    quoting = " ".join([*one.split()[:100], *other.split()[:300]])

    assert [] == names({"one": one, "quoting": quoting})


def test_formulas_make_no_pairs() -> None:
    """An opening that fifty texts share says nothing of any two of them."""
    opening = text(7, 40)

    assert [] == names({f"t{number:02}": f"{opening} {text(100 + number, 60)}" for number in range(50)})


def test_case_and_punctuation_do_not_count() -> None:
    """The same words in capitals and with other marks are the same text."""
    words = text(8, 60)

    assert [Pair(one="a", other="b", similarity="1.00")] == pairs({"a": words, "b": words.upper().replace(" ", ", ")})


@pytest.mark.parametrize("texts", [{}, {"a": ""}, {"a": "", "b": ""}, {"a": "one", "b": "two"}])
def test_few_words_make_no_trouble(texts: dict[str, str]) -> None:
    """No texts, empty texts and texts of one word are no pairs."""
    assert [] == names(texts)


def test_the_order_of_texts_does_not_matter() -> None:
    """The same texts in another order give the same pairs."""
    first = text(9)
    texts = {"b": changed(first, 20), "a": first, "c": changed(first, 25)}

    assert pairs(texts) == pairs(dict(reversed(texts.items())))
    assert [("a", "b"), ("a", "c"), ("b", "c")] == names(texts)


def test_characters_of_scripts_without_spaces_are_words() -> None:
    """Of 50 phrases of five characters, in clauses without a space, one changed character changes five."""
    first = (
        "各国代表在会议上就地区局势交换了意见并一致认为有必要继续对话" * 2 + "会议定于明年春天再次举行地点另行通知各方"
    )

    assert [Pair(one="a", other="b", similarity="0.90")] == pairs({"a": first, "b": first.replace("春", "秋")})


def test_a_file_of_earlier_is_read(tmp_path: Path) -> None:
    """A pair that does not say in what it is alike is one of wording."""
    (tmp_path / related.FILE).write_text('related:\n- {one: "a", other: "b", similarity: "0.58"}\n', encoding="utf-8")

    assert ("wording",) == tuple(pair.alike for pair in related.load(tmp_path))


def test_the_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    """What is written is read back; no file is no pair."""
    found = (
        Pair(one="a", other="b", similarity="0.58"),
        Pair(one="a", other="c", similarity="0.71", alike="content"),
    )
    assert () == related.load(tmp_path)

    (tmp_path / related.FILE).write_text(related.dump(found), encoding="utf-8")

    assert found == related.load(tmp_path)


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ('related:\n- {one: "a", other: "b", similarity: "2.00"}\n', 2),
        ('related:\n- {one: "a", other: "b"}\n', 2),
        ('related:\n- {one: "a", other: "b", similarity: "0.50", alike: "title"}\n', 2),
        ('related:\n- {one: "a", othr: "b", similarity: "0.50"}\n', 2),
        ("related: [\n", 2),
    ],
)
def test_a_broken_file_is_told(body: str, line: int, tmp_path: Path) -> None:
    """A wrong share, a missing or unknown key and broken YAML are problems at their lines."""
    (tmp_path / related.FILE).write_text(body, encoding="utf-8")

    with pytest.raises(ProblemsError) as caught:
        related.load(tmp_path)

    assert {("content/related.yml", line)} == {(problem.path, problem.line) for problem in caught.value.problems}
