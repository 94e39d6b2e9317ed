"""A statement's file: written in one form, read back as it was, refused where it is not whole, and where it lies."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from builder import content, foreign, markup
from builder.text import clean, fold
from tests import factory
from tests.factory import PROPERTY

FILE = f"""\
---
id: "0123456789ab"
title: "He said: \\"No\\""
date: "2024-03"
ministry: "foreign"
issuer: null
kind: "statement"
language: "en"
tags: ["drills", "trade"]
source: {{name: "News Agency", outlet: null, url: "https://a.example/1"}}
capture: {{file: "agency/one.txt", sha256: "{"ab" * 32}", captured: null, also: []}}
added: "2026-01-02"
parsed: "{"cd" * 32}"
corrections: []
---

One.

1986\\. Two.
"""
"""A file as it is written; its title stands on line 3, its corrections on line 14."""


def changed(old: str, new: str) -> str:
    """Return the file with one change, as a person would make it."""
    assert FILE.count(old) == 1
    return FILE.replace(old, new)


def problems(text: str) -> list[str]:
    """Return the problems of a file's text, as they are shown."""
    return factory.faults(lambda: content.load(text, "a.md"))


def where(text: str) -> list[str]:
    """Return path, line and code of the problems of a file's text."""
    return [": ".join(shown.split(": ")[:2]) for shown in problems(text)]


def test_dump() -> None:
    """Keys stand in their order, every text in double quotes, nothing that is not known is left out but section and day."""
    made = factory.statement(
        title='He said: "No"',
        date="2024-03",
        issuer=None,
        tags=["drills", "trade"],
        source={"name": "News Agency", "url": "https://a.example/1"},
        parsed="cd" * 32,
        body="One.\n\n1986\\. Two.\n",
    )

    assert FILE == content.dump(made)


def test_dump_of_everything() -> None:
    """Corrections stand one on a line, so that a person adds one by adding a line; old paths stand at the end."""
    copy = {"file": "agency/two.txt#L7", "sha256": "cd" * 32, "captured": "2026-01"}
    made = factory.statement(
        source={"name": "A", "outlet": "B", "section": "C", "published": "2024-03-06"},
        capture=copy | {"also": [copy]},
        corrections=[factory.correction(), factory.correction("2026-02-04", "Another.")],
        aliases=["statements/2024/foreign/old.md"],
    )
    written = f'file: "agency/two.txt#L7", sha256: "{"cd" * 32}", captured: "2026-01"'

    lines = content.dump(made).splitlines()

    assert [
        'source: {name: "A", outlet: "B", url: null, section: "C", published: "2024-03-06"}',
        f"capture: {{{written}, also: [{{{written}}}]}}",
    ] == lines[9:11]
    assert [
        "corrections:",
        '- {date: "2026-02-03", by: "A. Reader", note: "A slip mended."}',
        '- {date: "2026-02-04", by: "A. Reader", note: "Another."}',
        'aliases: ["statements/2024/foreign/old.md"]',
        "---",
    ] == lines[13:18]


def test_a_work_stands_behind_the_language() -> None:
    """What translations have in common is written where there is it, and only there."""
    lines = content.dump(factory.statement(work="docs:7")).splitlines()

    assert ['language: "en"', 'work: "docs:7"', 'tags: ["drills"]'] == lines[7:10]
    assert "work" not in content.dump(factory.statement())


def test_load() -> None:
    """A file's front matter and the text below it make the statement."""
    made = content.load(FILE, "a.md")

    assert ('He said: "No"', "2024-03", None, ("drills", "trade")) == (
        made.title,
        str(made.date),
        made.issuer,
        made.tags,
    )
    assert "One.\n\n1986\\. Two.\n" == made.body


LINE = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1).filter(
    lambda text: not text[0].isspace()
)
SURPRISES = (
    "NO no 12:30 0123 1.10 1e3 ~ null << = 2024-02-03 - # {a} [a] &a *a !a %a @a `a` 'a' \"a\" a\\b a\\ \\ --- ... "
    "\u200fabc \uc678\ubb34\uc131 \u05e2\u05d1\u05e8\u05d9\u05ea \u0627\u0644\u0639\u0631\u0628\u064a\u0629 \U0001f600"
)
SURPRISE = st.sampled_from([*SURPRISES.split(), "- a", "# a", "a: b", "a # b", "a ", "\u2026\u2028\u2029", "a\u2028b"])
WORDS = st.one_of(LINE, SURPRISE)
SLUG = st.from_regex(r"\A[a-z0-9]{1,5}(-[a-z0-9]{1,5}){0,2}\Z")
DAY = st.dates().map(lambda day: day.isoformat())
DATE = st.builds(lambda day, length: day[:length], DAY, st.sampled_from([4, 7, 10]))
HEX = st.text("0123456789abcdef", min_size=64, max_size=64)
MAYBE = st.one_of(st.none(), WORDS)
COPY = st.fixed_dictionaries({"file": WORDS, "sha256": HEX, "captured": st.one_of(st.none(), DATE)})
PARAGRAPHS = st.lists(WORDS.map(clean).filter(fold), min_size=1, max_size=3)
TYPED = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n-", exclude_characters="\ufffe\uffff")
)
BODY = st.one_of(
    PARAGRAPHS.map(lambda paragraphs: markup.body(tuple(paragraphs))),
    st.one_of(TYPED, st.sampled_from(["\n\nOne", "One\n\\---\nTwo\n", "One", "  One\n\n\n"])).filter(
        lambda text: text.strip() and not any(foreign.find(text))
    ),
)
STATEMENTS = st.fixed_dictionaries(
    {
        "id": HEX.map(lambda text: text[:12]),
        "title": WORDS,
        "date": DATE,
        "ministry": SLUG,
        "issuer": MAYBE,
        "kind": SLUG,
        "language": st.sampled_from(["en", "ko", "zh-Hant", "kok", "no"]),
        "work": st.sampled_from([None, "0123456789ab", "un-documents:A/RES/78/1", "a:외무성 : # 12 "]),
        "tags": st.lists(SLUG, max_size=3),
        "source": st.fixed_dictionaries(
            {"name": WORDS, "outlet": MAYBE, "url": MAYBE, "section": MAYBE, "published": st.one_of(st.none(), DATE)}
        ),
        "capture": st.builds(lambda copy, also: copy | {"also": also}, COPY, st.lists(COPY, max_size=2)),
        "added": DAY,
        "corrections": st.lists(st.fixed_dictionaries({"date": DAY, "by": WORDS, "note": WORDS}), max_size=2),
        "aliases": st.lists(WORDS, max_size=2),
        "body": BODY,
    }
)


@PROPERTY
@given(STATEMENTS)
@example(factory.fields(title='NO\u2028 \\ " \U0001f600 ', issuer="a\ufeffb", body="\n\n\\---\n"))
def test_round_trip(data: dict[str, Any]) -> None:
    """Any statement is read back from its file as it was, and its file is written again with the same characters."""
    made = factory.statement(**data)
    text = content.dump(made)

    assert made == content.load(text, "a.md")
    assert text == content.dump(content.load(text, "a.md"))


@PROPERTY
@given(STATEMENTS)
def test_others_read_the_same(data: dict[str, Any]) -> None:
    """Any YAML reader finds between the lines of --- what the statement holds: nothing was left to its guesses."""
    made = factory.statement(**data)

    front = yaml.safe_load(content.dump(made).split("\n---\n")[0])

    plain = made.model_dump(mode="json", exclude={"body"})
    plain["source"] = {key: plain["source"][key] for key in plain["source"] if key in front["source"]}
    assert plain == {"aliases": [], "work": None} | front


@pytest.mark.parametrize(
    "text",
    [
        FILE,
        changed('"He said: \\"No\\""', '"\U0001f600 and \U00020000"'),
        changed('"He said: \\"No\\""', '"\u05e2\u05d1\u05e8 \u200f\uc678"'),
        changed("One.\n\n1986\\. Two.\n", "One."),
        changed("One.\n\n1986\\. Two.\n", "\n\nOne.\n\n\\---\n\n"),
        changed("One.", "*one*\n__two__"),
        changed("corrections: []", 'corrections:\n- {date: "2026-02-03", by: "A", note: "b"}'),
    ],
    ids=["as written", "emoji", "right to left", "no end of line", "blank lines and dashes", "emphasis", "correction"],
)
def test_what_a_person_saved_is_kept(text: str) -> None:
    """A file in the form that is written, edited by hand, is written again as it is."""
    assert text == content.dump(content.load(text, "a.md"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "One.\n",
        "\n" + FILE,
        " " + FILE,
        FILE.replace("---\n", "", 1),
        FILE.replace("\n---\n", "\n", 1),
        FILE.replace("\n---\n", "\n----\n", 1),
        FILE.replace("\n---\n", "\n ---\n", 1),
        "---\n",
        "---",
        "---\n---\n\nOne.\n",
        "---\n# nothing\n---\n\nOne.\n",
        '---\n- "a"\n---\n\nOne.\n',
        "---\nOne\n---\n\nOne.\n",
    ],
)
def test_no_front_matter(text: str) -> None:
    """A file that does not begin with keys and values between two lines of --- is one problem on line 1."""
    assert ["a.md:1: front-matter"] == where(text)


@pytest.mark.parametrize("fence", ["--- ", "---\t"])
def test_spaces_after_a_fence(fence: str) -> None:
    """Spaces that nobody sees after --- do not matter."""
    assert content.load(FILE, "a.md") == content.load(FILE.replace("---\n", f"{fence}\n"), "a.md")


@pytest.mark.parametrize("body", ["", "\n", " \n\t\n"])
def test_no_text(body: str) -> None:
    """A statement without a text is a problem."""
    assert ["a.md:1: empty"] == where(changed("\nOne.\n\n1986\\. Two.\n", body))


@pytest.mark.parametrize(
    ("old", "new", "line", "code"),
    [
        # broken YAML
        ('kind: "statement"', '\tkind: "statement"', 7, "yaml"),
        ('"He said: \\"No\\""', '"He said: "No""', 3, "yaml"),
        ('"He said: \\"No\\""', "He said: No", 3, "yaml"),
        ('tags: ["drills", "trade"]', 'tags: ["drills", "trade"', 10, "yaml"),
        ('"statement"', "@statement", 7, "yaml"),
        # keys
        ('kind: "statement"', 'kind: "statement"\nkind: "letter"', 8, "duplicate-key"),
        ('outlet: null, url: "https', 'url: null, url: "https', 10, "duplicate-key"),
        ('kind: "statement"', 'kind: "statement"\nkinds: "letter"', 8, "unknown-key"),
        ('kind: "statement"\n', "", 2, "missing"),
        ('name: "News Agency", ', "", 10, "missing"),
        ("outlet: null", "outlets: null", 10, "unknown-key"),
        ("also: []", 'also: [{file: "a"}]', 11, "missing"),
        (
            "corrections: []",
            'corrections:\n- {date: "2026-01-02", by: "A",\n   note: "b", nota: "c"}',
            16,
            "unknown-key",
        ),
        # what YAML turns into something else
        ('"He said: \\"No\\""', "NO", 3, "unquoted"),
        ('"2024-03"', "2024-03-05", 4, "unquoted"),
        ('"foreign"', "0123", 5, "unquoted"),
        ('"statement"', "12:30", 7, "unquoted"),
        ('"en"', "no", 8, "unquoted"),
        ('"trade"', "1.10", 9, "unquoted"),
        ('"News Agency"', "Yes", 10, "unquoted"),
        ('"2026-01-02"', "2026-01-02", 12, "unquoted"),
        # wrong types and values
        ('"2024-03"', "2024", 4, "value"),
        ('"2024-03"', "null", 4, "value"),
        ('"2024-03"', '"2024-02-30"', 4, "value"),
        ('"2024-03"', '"March 2024"', 4, "value"),
        ('"foreign"', '"Foreign Affairs"', 5, "value"),
        ("issuer: null", 'issuer: ""', 6, "value"),
        ('["drills", "trade"]', '"drills"', 9, "value"),
        ('["drills", "trade"]', '\n  - "drills"\n  - 12', 11, "value"),
        ('["drills", "trade"]', '\n  - "drills"\n  - "Trade"', 11, "value"),
        ('"2026-01-02"', '"2026-01"', 12, "value"),
        ('"2026-01-02"', "null", 12, "value"),
        (f'parsed: "{"cd" * 32}"', 'parsed: "x"', 13, "value"),
        ("corrections: []", "corrections: null", 14, "value"),
        ("corrections: []", 'corrections: "mended"', 14, "value"),
        ("corrections: []", 'corrections:\n- {date: "2026-01-02", by: "A", note: ""}', 15, "value"),
    ],
)
def test_one_slip(old: str, new: str, line: int, code: str) -> None:
    """Each slip in the front matter is one problem at the line where it stands."""
    assert [f"a.md:{line}: {code}"] == where(changed(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "issuer: null",
            'issuer: null\nisuer: "A"',
            'a.md:7: unknown-key: the key "isuer" is not known here (did you mean "issuer"?)',
        ),
        ("issuer: null\n", "", "a.md:2: missing: issuer is missing (add the key issuer)"),
        (
            "outlet: null",
            "outlet: null, pubished: null",
            'a.md:10: unknown-key: the key "pubished" is not known here (did you mean "published"?)',
        ),
        (
            '"2024-03"',
            "2024-03-05",
            'a.md:4: unquoted: date: YAML does not read 2024-03-05 as text (write "2024-03-05")',
        ),
        (
            '"2024-03"',
            '"2024-02-30"',
            'a.md:4: value: date: there is no day "2024-02-30" in the calendar',
        ),
        (
            "issuer: null",
            "issuer: 12",
            "a.md:6: value: issuer: Input should be a valid string, found 12 (write it in double quotes)",
        ),
        (
            "issuer: null",
            'issuer: null\nbody: "One."',
            'a.md:7: unknown-key: the key "body" is not known here (the text stands below the second ---)',
        ),
    ],
)
def test_what_is_said(old: str, new: str, expected: str) -> None:
    """A problem names file, line, key and value, says what is wrong and what to do."""
    assert [expected] == problems(changed(old, new))


def test_a_key_is_never_mistaken_for_the_body() -> None:
    """`body` is no key of the front matter, so it is never offered as one."""
    for key in ("bdy", "boddy", "zzz"):
        (shown,) = problems(changed("issuer: null", f'issuer: null\n{key}: "x"'))

        assert '"body"' not in shown
        assert ", body," not in shown


def test_all_slips_at_once() -> None:
    """Every wrong value, missing and unknown key of a file is told in one go, sorted by line."""
    text = changed('kind: "statement"', 'knid: "statement"').replace('"2024-03"', '"soon"').replace('"en"', '"English"')

    assert ["a.md:2: missing", "a.md:4: value", "a.md:7: unknown-key", "a.md:8: value"] == where(text)


@pytest.mark.parametrize("char", ["\x00", "\x02", "\x08", "\x0c", "\x1b", "\ufffe", "\uffff"], ids=ascii)
def test_characters_that_no_feed_can_hold(char: str) -> None:
    """A character that XML forbids is refused where a person pasted it; what the source has stands there as `&#2;`."""
    assert ["a.md:17"] == [shown.split(": ")[0] for shown in problems(changed("One.", f"O{char}ne."))]


@pytest.mark.parametrize("escaped", ["\\0", "\\x0c", "\\uffff"])
def test_characters_that_no_page_can_hold_in_the_title(escaped: str) -> None:
    """In a title what no page can hold is refused, though it is given by its number."""
    assert ["a.md:3"] == [shown.split(": ")[0] for shown in problems(changed('"He said: \\"No\\""', f'"a{escaped}b"'))]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "statements/2024/foreign/2024-03-05-statement-on-the-drill.md"),
        ({"date": "2024-03"}, "statements/2024/foreign/2024-03-statement-on-the-drill.md"),
        ({"date": "1955"}, "statements/1955/foreign/1955-statement-on-the-drill.md"),
        ({"title": "\uc678\ubb34\uc131"}, "statements/2024/foreign/2024-03-05-oemuseong.md"),
        ({"title": "***"}, "statements/2024/foreign/2024-03-05-statement.md"),
        ({"title": "../../etc/passwd"}, "statements/2024/foreign/2024-03-05-etc-passwd.md"),
    ],
)
def test_path(changes: dict[str, Any], expected: str) -> None:
    """A path is year, ministry, date and the title's words, or the kind where the title has no letters."""
    assert expected == content.path_for(factory.statement(**changes), set())


def test_path_that_is_taken() -> None:
    """A number from 2 follows where the path is taken."""
    base = "statements/2024/foreign/2024-03-05-statement-on-the-drill"

    assert f"{base}-2.md" == content.path_for(factory.statement(), {f"{base}.md"})
    assert f"{base}-3.md" == content.path_for(factory.statement(), {f"{base}.md", f"{base}-2.md"})
    assert f"{base}.md" == content.path_for(factory.statement(), {f"{base}-2.md"})


def test_a_part_that_is_used_again_is_a_problem() -> None:
    """Front matter writes everything out: a part that is named and used again could multiply without end."""
    text = changed('["drills", "trade"]', '[&a "drills", *a]')

    assert ["a.md:9: yaml"] == where(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\na: 1\n---\n\nText\n---\nmore\n", "Text\n---\nmore\n"),
        ("---\na: 1\n--- \n\nText\n---\nmore\n", "Text\n---\nmore\n"),
        ("---\na: 1\n----\n---\n\nText\n", "Text\n"),
        ("---  \na: 1\n---\nText\n", "Text\n"),
        ("---\n---\n\nText\n", "Text\n"),
        ("---\na: 1\n---", ""),
        ("----\na: 1\n---\nText\n", ""),
        ("Text\n---\nmore\n", ""),
    ],
)
def test_the_body_is_what_stands_below(text: str, expected: str) -> None:
    """The first line of three hyphens, and maybe blanks, ends the front matter; a file without any has no body."""
    assert expected == content.body(text)
