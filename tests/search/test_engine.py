"""The search's script in a real browser, judged against a plain look through the same texts."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from builder import archive, markup
from builder.archive import Archive, Entry
from builder.publish import Plan, publish
from builder.search import index, words
from tests.conftest import ROOT, served
from tests.factory import entry, registry
from tests.search.test_words import SAMPLES

pytestmark = pytest.mark.browser

ROWS = ROOT / "content/captures/kcna/2024-01-to-08.jsonl"
KOREAN = (
    "조선민주주의인민공화국 외무성 대변인은 담화를 발표하였다.",
    "미국의 책동은 조선반도의 평화를 위협한다. 6월 25일 2024년",
    "외무성의 립장은 명백하다. 평화는 힘으로 지켜진다.",
    "일본 외무대신이 조선을 방문하였다.",
)


@dataclass(frozen=True)
class Found:
    """A text as it is searched, and the number of its statement, counted from the oldest."""

    number: int
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Library:
    """An archive, its texts, and a page of a browser in which its index is open as `store`."""

    archive: Archive
    texts: tuple[Found, ...]
    page: Page

    def numbers(self, query: str = "", **state: Any) -> list[int]:
        """Search; return the numbers of what is found, in the order of the answer."""
        return self.answer(query, **state)["numbers"]

    def answer(self, query: str = "", **state: Any) -> dict[str, Any]:
        """Search; return the whole answer."""
        found: dict[str, Any] = self.page.evaluate(
            "async state => { const { hits, counts } = await engine.search([store], state); return { numbers: hits.map(({ number }) => number), counts }; }",
            {"query": query, **state},
        )
        return found

    def holding(self, pattern: str) -> set[int]:
        """Look through all titles and paragraphs; return the numbers of those in which a pattern is found."""
        expression = re.compile(pattern)
        return {text.number for text in self.texts if any(map(expression.search, (text.title, *text.paragraphs)))}


def sources(corpora: Path | None) -> Iterator[tuple[str, str, list[str]]]:
    """Yield language, title and paragraphs of real texts, and of some in Korean."""
    for line in ROWS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield "en", row["headline"], (row.get("story_text") or "").splitlines()
    for text in KOREAN:
        yield "ko", text.split(".")[0], [text]
    for file in sorted(corpora.glob("*/**/*.txt")) if corpora else ():
        language = "ko" if "korean" in file.parts else "en"
        yield language, file.stem, re.split(r"\n\s*\n", file.read_text(encoding="utf-8", errors="replace"))


def collected(corpora: Path | None) -> list[Entry]:
    """Return a statement for each text, over many years, in several ministries and kinds."""
    choice = random.Random(1)
    made = []
    for number, (language, title, paragraphs) in enumerate(sources(corpora)):
        body = markup.body(tuple(paragraphs))
        if not body.strip():
            continue
        year, month, day = choice.randrange(1946, 2025), choice.randrange(1, 13), choice.randrange(1, 29)
        partial = {0: f"{year}", 1: f"{year}-{month:02}"}.get(number % 20)
        made.append(
            entry(
                f"n{number}",
                title=" ".join(title.split()) or "Untitled",
                body=body,
                language=language,
                date=partial or f"{year}-{month:02}-{day:02}",
                ministry=choice.choice(["foreign", "institute", "section", "defence"]),
                kind=choice.choice(["statement", "answer", "letter"]),
                tags=choice.sample(["drills", "rights", "trade"], choice.randrange(4)),
            )
        )
    return made


@pytest.fixture(scope="module")
def library(
    request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Library]:
    """Write the index beside the script, and open it in a browser."""
    folder = tmp_path_factory.mktemp("library")
    made = archive.build(registry(), collected(request.config.getoption("--corpora")))
    with index.begun(made, folder / "kept", 2) as searched:
        publish(list(searched()), Plan(site=folder / "site", base="", jobs=2))
    shutil.copytree(ROOT / "overrides/assets/javascripts", folder / "site/javascripts")
    (folder / "site/page.html").write_text("<!doctype html><title>x</title>", encoding="utf-8")
    renderer = markup.Renderer()
    oldest_first = tuple(reversed(made.entries))
    texts = tuple(
        Found(number, each.statement.title, tuple(renderer.plain(part) for part in each.statement.body.split("\n\n")))
        for number, each in enumerate(oldest_first)
    )
    with served(folder / "site") as url:
        page = browser.new_page()
        page.goto(f"{url}page.html")
        page.evaluate(
            """async () => {
              const { Store } = await import("./javascripts/search/store.js");
              window.engine = await import("./javascripts/search/engine.js");
              window.words = await import("./javascripts/search/words.js");
              window.quote = await import("./javascripts/search/quote.js");
              window.days = await import("./javascripts/search/days.js");
              window.store = await new Store(new URL("./", document.baseURI)).open();
            }"""
        )
        yield Library(made, texts, page)
        page.close()


def word(text: str) -> str:
    """Return a pattern for a word or phrase as grep -wi would find it, white space folded."""
    return r"(?i)(?<!\w)" + r"\s+".join(map(re.escape, text.split())) + r"(?!\w)"


def drawn(library: Library, pattern: str, number: int, seed: int) -> list[str]:
    """Return distinct finds of a pattern in the texts, drawn by chance, as long and as rare as they come."""
    found = {match for text in library.texts for part in text.paragraphs for match in re.findall(pattern, part)}
    return random.Random(seed).sample(sorted(found), number)


@pytest.mark.parametrize("text", SAMPLES)
def test_the_script_reads_words_as_the_builder_does(text: str, library: Library) -> None:
    """What the index needs of a query are the units that the builder would write of it, but for lone last characters."""
    wanted = library.page.evaluate("text => words.wanted(text).units.map(({ unit }) => unit)", text)
    letters = library.page.evaluate("text => words.letters(text)", text)

    units = words.units(text)
    lone = [
        unit
        for n, unit in enumerate(units)
        if len(unit) == 1 and words.is_unspaced(unit) and n and len(units[n - 1]) == 2 and units[n - 1][1] == unit
    ]
    assert [unit for unit in units if unit not in lone] == [unit for unit in wanted if unit not in lone]
    assert [unit[0] if words.is_unspaced(unit) else unit for unit in units] == letters


def test_two_hundred_words_are_found_where_they_stand(library: Library) -> None:
    """For each of 200 words drawn by chance exactly the statements that hold it are found, as a word and as a phrase."""
    drawn_words = drawn(library, r"(?<!\w)[A-Za-z0-9]{2,}(?!\w)", 200, seed=2)

    wrong = {}
    for each in drawn_words:
        expected = library.holding(word(each))
        if not expected == set(library.numbers(each)) == set(library.numbers(f'"{each}"')):
            wrong[each] = expected
    assert {} == wrong


def test_a_hundred_phrases_are_found_where_they_stand(library: Library) -> None:
    """For each of 100 phrases of two to seven words exactly the statements that hold it are found, wherever it is quoted."""
    runs = r"(?<!\w)[A-Za-z0-9]+(?: [A-Za-z0-9]+){1,6}(?!\w)"
    phrases = [*drawn(library, runs, 100, seed=3), "of the", "to be of", "in the U.S.", "the DPRK's", "anti-DPRK"]

    wrong = {}
    for each in phrases:
        expected = library.holding(word(each))
        found = set(library.numbers(f"“{each}”"))
        if not expected <= found:
            wrong[each] = (expected, found)
        elif found != expected:  # what is written otherwise between the words is the same phrase
            loose = library.holding(r"(?i)(?<!\w)" + r"\W+".join(re.findall(r"\w+", each)) + r"(?!\w)")
            assert found == loose, each
    assert {} == wrong


def test_words_and_phrases_are_all_needed(library: Library) -> None:
    """Pieces of a query narrow each other; a minus leaves out."""
    both = library.holding(word("nuclear")) & library.holding(word("the armed forces"))

    assert both
    assert both == set(library.numbers('nuclear "the armed forces"'))
    without = library.holding(word("nuclear")) - library.holding(word("the armed forces"))
    assert without == set(library.numbers('nuclear -"the armed forces"'))
    assert set() == set(library.numbers("nuclear zebrafishes"))


def test_a_star_finds_all_endings(library: Library) -> None:
    """A star stands for any ending; a word that nobody used finds those that begin with it; quotes do not."""
    expected = library.holding(r"(?i)(?<!\w)denucl")

    assert expected
    assert expected == set(library.numbers("denucl*")) == set(library.numbers("denucl"))
    assert library.holding(r"(?i)(?<!\w)nuclear") == set(library.numbers("nuclear*"))
    assert set() == set(library.numbers('"denucl"'))


def test_korean_words_are_found_with_their_particles(library: Library) -> None:
    """A noun is found wherever its characters stand together, whatever follows or precedes them."""
    nouns = [
        "외무성",
        "조선",
        "평화",
        "미국",
        "대변인",
        "담화",
        "힘",
        "조선반도",
        "6월",
        "2024년",
        "외무성 대변인",
        "일본",
    ]

    nouns += drawn(library, "[가-힣]{2,4}", 20, seed=4)
    wrong = {noun for noun in nouns if library.holding(re.escape(noun)) != set(library.numbers(noun))}
    assert set() == wrong
    assert all(library.numbers(noun) for noun in nouns)


def test_dates_bound_to_the_day(library: Library) -> None:
    """From and to keep the statements whose date may lie between them; a month or a year means all of its days."""
    for bounds in (
        ("1960", "1969"),
        ("1975-03", "1975-03"),
        ("2000-02-29", "2001-01-01"),
        (None, "1950"),
        ("2020", None),
    ):
        spans = [text and library.page.evaluate("text => days.spanOf(text)", text) for text in bounds]
        state = {"from": spans[0] and spans[0][0], "to": spans[1] and spans[1][1]}
        low, high = bounds[0] or "0001", bounds[1] or "9999"

        found = library.numbers("", **{name: value for name, value in state.items() if value})

        dates = [each.statement.date for each in reversed(library.archive.entries)]
        expected = [
            number
            for number, date in enumerate(dates)
            if date.last.isoformat() >= low and date.first.isoformat()[: len(high)] <= high
        ]
        assert expected == sorted(found)


@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_sorting_is_right_over_the_whole(sort: str, library: Library) -> None:
    """Results come in the order of days, over all parts of the index, and nothing is lost by it."""
    found = library.numbers("nuclear", sort=sort)

    assert sorted(found, reverse=sort == "newest") == found
    days = [library.archive.entries[::-1][number].statement.date.first for number in found]
    assert sorted(days, reverse=sort == "newest") == days
    assert set(library.numbers("nuclear")) == set(found)


def test_counts_say_what_a_choice_would_leave(library: Library) -> None:
    """Each value's count is what the other filters leave of it; a ministry has its institutes' statements too."""
    entries = library.archive.entries[::-1]
    lineages = [library.archive.registry.lineage(each.statement.ministry) for each in entries]
    hits = library.holding(word("peace"))

    counts = library.answer("peace", filters={"ministry": ["institute"], "kind": ["answer", "letter"]})["counts"]

    of = {name: {each["id"]: each["count"] for each in counts[name]} for name in counts}
    kinds = [each.statement.kind for each in entries]
    wider = [n for n in hits if kinds[n] in {"answer", "letter"}]
    assert {
        name: found
        for name in ("foreign", "institute", "section", "defence")
        if (found := sum(name in lineages[n] for n in wider))
    } == of["ministry"]
    inside = [n for n in hits if "institute" in lineages[n]]
    assert {kind: sum(kinds[n] == kind for n in inside) for kind in {kinds[n] for n in inside}} == of["kind"]
    both = [n for n in inside if n in wider]
    tags = [archive.subjects_of(entries[n].statement.tags, library.archive.registry) for n in both]
    assert {tag: sum(tag in each for each in tags) for tag in {tag for each in tags for tag in each}} == of["tag"]
    assert len(both) == len(library.numbers("peace", filters={"ministry": ["institute"], "kind": ["answer", "letter"]}))


def test_unknown_values_find_nothing(library: Library) -> None:
    """A filter's value that the archive does not have leaves nothing, and breaks nothing."""
    assert [] == library.numbers("peace", filters={"ministry": ["no-such"]})
    assert [] == library.numbers("peace", filters={"year": ["1066"]})


@pytest.mark.parametrize(
    "query", ['"', '""', "-", "*", "-*", '-"', "…", "\\", "a" * 5000, "()[]{}|^$", "\ud83d\ude00", "\u202e"]
)
def test_odd_queries_break_nothing(query: str, library: Library) -> None:
    """Whatever is typed, the answer is a list."""
    assert isinstance(library.numbers(query), list)


@pytest.mark.parametrize("other", ["2023-13", "2023-02-30", "23", "2023-00", "yesterday", "2023-1-1-1", ""])
def test_what_is_no_date_is_told(other: str, library: Library) -> None:
    """A date that is none has no span."""
    assert library.page.evaluate("text => days.spanOf(text) ?? null", other) is None


@pytest.mark.parametrize(
    ("asked", "text", "share", "pairs"),
    [
        (["a", "b", "c"], ["x", "a", "b", "c"], 1, [1, 2, 3]),
        (["a", "b", "c", "d"], ["a", "x", "c", "d"], 0.75, [0, 2, 3]),
        (["a", "b", "c", "d"], ["a", "b", "y", "c", "d"], 1, [0, 1, 3, 4]),
        (["a"], ["b"], 0, []),
    ],
)
def test_a_passage_is_laid_beside_a_text(
    asked: list[str], text: list[str], share: float, pairs: list[int], library: Library
) -> None:
    """Words that fit in order count; a word wrong, left out or put in between costs only itself."""
    assert {"share": share, "pairs": pairs} == library.page.evaluate(
        "([asked, text]) => quote.align(asked, text)", [asked, text]
    )
