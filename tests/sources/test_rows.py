"""Captures of JSON lines: what a row gives, and every way a row can be broken."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pytest

from builder.sources.draft import Outcome, Reason
from tests.sample import OPENING, REAL, TITLE, Reader, codes, make, row


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """Return a reader with the profiles and registries of the invented country."""
    return Reader(make(tmp_path_factory.mktemp("invented") / "archive") / "content")


@pytest.fixture(scope="module")
def real() -> Reader:
    """Return a reader with the real profiles and registries."""
    return Reader(REAL)


def only(reader: Reader, data: str | bytes) -> Outcome:
    """Return the one outcome of a capture of one row."""
    (outcome,) = reader.parse("press", data)
    return outcome


def changed(**values: Any) -> str:
    """Return a good row with some values replaced; `...` takes the key away."""
    data = {**json.loads(row()), **values}
    return json.dumps({key: value for key, value in data.items() if value is not ...})


def strict(reader: Reader) -> list[Outcome]:
    """Return the outcomes of rows without a text under a profile that refuses them."""
    found = reader.profiles["press"]
    shape = found.rows
    assert shape is not None
    profile = found.model_copy(update={"rows": shape.model_copy(update={"empty": "reject"})})
    return reader.parse("press", changed(text=""), profile)


def test_a_row_gives_what_its_keys_hold(reader: Reader) -> None:
    """Title, day, text, link and section come from the keys that the profile names."""
    draft = only(reader, row(OPENING, "We object.", day="2024-06-10", link="https://press.example/7")).draft

    assert draft is not None
    fields = draft.fields
    assert (
        TITLE,
        date(2024, 6, 10),
        (OPENING, "We object."),
        "https://press.example/7",
        "Politics",
        "Arvenian Press",
        None,
    ) == (
        fields.title,
        fields.day,
        fields.paragraphs,
        fields.url,
        fields.section,
        fields.source_name,
        fields.captured,
    )
    assert ("press.example", "en") == (draft.outlet, draft.language)


def test_each_row_is_a_record_with_its_line(reader: Reader) -> None:
    """A row is named by its line in the file, from 1, blank lines counted but no records."""
    outcomes = reader.parse("press", f"{row()}\n\n  \n{row()}\n\r\n{row()}")

    assert ["press/capture#L1", "press/capture#L4", "press/capture#L6"] == [each.record.file for each in outcomes]
    assert [1, 4, 6] == [each.record.line for each in outcomes]
    assert {"content/captures/press/capture"} == {each.record.path for each in outcomes}


def test_the_hash_is_of_the_rows_own_bytes(reader: Reader) -> None:
    """Two rows of a file have the hash of their own line, whatever stands around it."""
    first, second = row(link="https://press.example/1"), row(link="https://press.example/2")

    alone, together = reader.parse("press", second), reader.parse("press", f"{first}\n{second}\n")

    assert alone[0].record.sha256 == together[1].record.sha256
    assert together[0].record.sha256 != together[1].record.sha256


BROKEN = {
    "cut short": ('{"title": "x", ', ["json"]),
    "no JSON": ("not JSON at all", ["json"]),
    "a list": ('["a", "list"]', ["json"]),
    "a text": ('"a text"', ["json"]),
    "a number": ("17", ["json"]),
    "null": ("null", ["json"]),
    "lists within lists": ("[" * 100_000, ["json"]),
    "objects within objects": ('{"a":' * 100_000, ["json"]),
    "a number too long": (f'{{"title": {"1" * 5000}}}', ["json"]),
    "two objects": (row() + row(), ["json"]),
    "no title": (changed(title=...), ["no-title"]),
    "an empty title": (changed(title=""), ["no-title"]),
    "a blank title": (changed(title=" \u00a0\n"), ["no-title"]),
    "title null": (changed(title=None), ["no-title"]),
    "title a number": (changed(title=5), ["no-title"]),
    "title a list": (changed(title=["a"]), ["no-title"]),
    "no day": (changed(day=...), ["no-date"]),
    "an empty day": (changed(day=""), ["no-date"]),
    "a day in another form": (changed(day="10 June 2024"), ["no-date"]),
    "a day that is none": (changed(day="2024-02-30"), ["no-date"]),
    "day a number": (changed(day=20240610), ["no-date"]),
    "neither": (changed(day=None, title=None), ["no-date", "no-title"]),
}


@pytest.mark.parametrize(("line", "expected"), BROKEN.values(), ids=BROKEN)
def test_a_broken_row_is_refused_with_every_reason(reader: Reader, line: str, expected: list[str]) -> None:
    """Broken JSON, something that is no object, a missing key or a wrong type is refused at its line."""
    outcomes = reader.parse("press", f"{row()}\n{line}\n{row()}")

    assert [None, Reason.REJECTED, None] == [each.reason for each in outcomes]
    assert expected == codes(outcomes[1])
    assert {2} == {problem.line for problem in outcomes[1].problems}
    assert [True, False, True] == [each.draft is not None for each in outcomes]


def test_what_was_looked_for_is_said(reader: Reader) -> None:
    """A refusal names the key that holds nothing, and where to mend it."""
    first, second = sorted(only(reader, changed(day="soon", title="")).problems)

    assert 'content/captures/press/capture:1: no-date: no date: looked for the key "day"' in str(first)
    assert "date_formats" in str(first)
    assert 'content/captures/press/capture:1: no-title: no title: looked for the key "title"' in str(second)
    assert "sources.yml" in str(second)


@pytest.mark.parametrize("text", ["", " \n\t\n ", None, ...])
def test_a_row_without_a_text_is_told_apart_where_the_profile_skips_it(reader: Reader, text: Any) -> None:
    """With `empty: skip` a row whose text is empty, blank, null or missing counts as "no text"."""
    outcome = only(reader, changed(text=text))

    assert (Reason.NO_TEXT, None, ()) == (outcome.reason, outcome.draft, outcome.problems)


def test_a_row_without_a_text_is_refused_where_the_profile_says_so(reader: Reader) -> None:
    """With `empty: reject` such a row is a problem that names the key."""
    (outcome,) = strict(reader)

    assert (Reason.REJECTED, ["no-text"]) == (outcome.reason, codes(outcome))
    assert 'looked for the key "text"' in str(outcome.problems[0])


@pytest.mark.parametrize("text", [["One.", "Two."], 5, {"en": "One."}])
def test_a_text_of_another_type_is_no_empty_text(reader: Reader, text: Any) -> None:
    """A text that is there but is a list, a number or an object is refused; it is not passed over as empty."""
    outcome = only(reader, changed(text=text))

    assert (Reason.REJECTED, ["no-text"]) == (outcome.reason, codes(outcome))


@pytest.mark.parametrize("value", [..., None, "", 5, ["https://press.example/1"]])
def test_link_and_section_may_be_missing(reader: Reader, value: Any) -> None:
    """A row without a usable link or section is a statement all the same, and has none."""
    draft = only(reader, changed(link=value, desk=value)).draft

    assert draft is not None
    assert (None, None) == (draft.fields.url, draft.fields.section)


@pytest.mark.parametrize(
    "link", [" https://press.example/1", "https://press.example/1\n", "\thttps://press.example/1 "]
)
def test_white_space_around_a_link_is_not_the_link(reader: Reader, link: str) -> None:
    """A link is kept without the white space around it."""
    draft = only(reader, changed(link=link)).draft

    assert draft is not None
    assert "https://press.example/1" == draft.fields.url


def test_white_space_in_a_row_is_folded(reader: Reader) -> None:
    """Line ends of any kind part paragraphs; blank ones fall away; runs of white space are one space."""
    text = f"{OPENING}\r\n\r\n  We \u00a0 object.\t\n\n\nOnce\n"

    draft = only(reader, changed(text=text, title="  Press  Statement\nof RA Trade Ministry ")).draft

    assert draft is not None
    assert (OPENING, "We object.", "Once") == draft.fields.paragraphs
    assert "Press Statement of RA Trade Ministry" == draft.fields.title


def test_what_is_no_character_falls_away(reader: Reader) -> None:
    """Halves of surrogate pairs are left out, a control character stays, and letters come composed."""
    draft = only(reader, changed(text=f"{OPENING}\nBe\x07ll\ud800 cafe\u0301.")).draft

    assert draft is not None
    assert (OPENING, "Be\x07ll caf\u00e9.") == draft.fields.paragraphs


def test_windows_line_ends_and_a_byte_order_mark_do_not_count(reader: Reader) -> None:
    """A file saved by an editor of Windows gives the same drafts."""
    outcomes = reader.parse("press", ("\ufeff" + f"{row()}\r\n{row(OPENING, 'Again.')}\r\n").encode())

    assert [(OPENING, "The tariff of our neighbour harms both shores."), (OPENING, "Again.")] == [
        each.draft.fields.paragraphs for each in outcomes if each.draft
    ]
    assert [(), ()] == [each.problems for each in outcomes]


def test_a_row_in_another_encoding_is_read_and_said(reader: Reader) -> None:
    """A row of cp1252 bytes gives its quotation marks and accents, with a warning at its own line only."""
    said = "We call this \u201cfair trade\u201d \u2013 the neighbour\u2019s caf\u00e9s do not."
    line = json.dumps({**json.loads(row()), "text": f"{OPENING}\n{said}"}, ensure_ascii=False)

    good, other = reader.parse("press", row().encode() + b"\n" + line.encode("cp1252"))

    assert () == good.problems
    assert other.draft is not None
    assert (OPENING, said) == other.draft.fields.paragraphs
    assert [("encoding", 2, True)] == [(each.code, each.line, each.warning) for each in other.problems]


def test_a_row_that_no_encoding_fits_is_refused(reader: Reader) -> None:
    """Bytes that are no text are refused at their line, and the rows around them are read."""
    noise = bytes(each for each in range(128, 256)) * 40

    outcomes = reader.parse("press", row().encode() + b"\n" + noise + b"\n" + row().encode())

    assert [None, Reason.REJECTED, None] == [each.reason for each in outcomes]
    assert ["encoding"] == codes(outcomes[1])
    assert 2 == outcomes[1].problems[0].line


def test_news_is_no_statement_and_no_problem(reader: Reader) -> None:
    """A row in which no official text is announced counts as such, without a word."""
    outcome = only(reader, row("Halley, June 10 (AP) -- The fair opened.", "Many came.", title="Fair Opens"))

    assert (Reason.NOT_A_STATEMENT, ()) == (outcome.reason, outcome.problems)


DATES = [
    # (day of the row, words in the opening, day of issue)
    ("2024-05-26", "released the following press statement on May 25:", "2024-05-25"),
    ("2024-05-20", "released the following press statement on May 20:", "2024-05-20"),
    ("2024-06-10", "issued the following press statement on Sunday.", "2024-06-09"),
    ("2024-07-14", "released the following press statement on Sunday afternoon:", "2024-07-14"),
    ("2024-08-25", "Saturday released the following press statement:", "2024-08-24"),
    ("2024-08-24", "released Saturday the following press statement:", "2024-08-24"),
    ("2024-08-23", 'on Thursday issued a press statement "To keep balance", which said:', "2024-08-22"),
    ("2024-05-27", "Monday issued the following press statement:", "2024-05-27"),
    ("2025-01-01", "issued the following press statement on December 31:", "2024-12-31"),
    ("2025-01-01", "issued the following press statement on Tuesday:", "2024-12-31"),
    ("2024-03-01", "issued the following press statement on February 29:", "2024-02-29"),
    ("2024-08-08", "issued the following press statement on Aug. 6:", "2024-08-06"),
    ("2024-06-15", "issued the following press statement on June 1:", "2024-06-01"),
    ("2024-07-16", "released the following press statement at 10:00 on July 15:", "2024-07-15"),
    # the opening names no day of issue: the row's day counts
    ("2024-06-15", "issued the following press statement:", "2024-06-15"),
    ("2024-06-27", 'issued the following press statement "The lesson of June 25 is not forgotten":', "2024-06-27"),
    ("2024-06-27", "issued the following press statement \u201cWhat Sunday June 23 taught\u201d:", "2024-06-27"),
    ("2024-06-27", 'issued the following press statement "June 25 is not forgotten" on June 26:', "2024-06-26"),
    # a day after the row's, or long before it, is not the day of issue
    ("2024-05-26", "issued the following press statement on May 30:", "2024-05-26"),
    ("2024-06-16", "issued the following press statement on June 1:", "2024-06-16"),
]


@pytest.mark.parametrize(("header", "words", "day"), DATES, ids=[f"{day} {words}" for day, words, _ in DATES])
def test_the_day_in_the_opening_is_the_day_of_issue(real: Reader, header: str, words: str, day: str) -> None:
    """The opening's day, read against the row's day, is when it was issued; days in quoted titles are not."""
    month = f"{date.fromisoformat(header):%B} {date.fromisoformat(header).day}"
    opening = (
        f"Pyongyang, {month} (KCNA) -- A spokesman for the Foreign Ministry of the Democratic People's Republic "
        f"of Korea {words}"
    )
    line = {"headline": "Spokesman for DPRK Foreign Ministry", "date_str": header, "story_text": f"{opening}\nWe act."}

    (outcome,) = real.parse("kcna", json.dumps(line))

    assert outcome.draft is not None
    assert (day, date.fromisoformat(header)) == (outcome.draft.date, outcome.draft.fields.day)
    assert () == outcome.problems


@pytest.mark.parametrize(
    "opening",
    [
        (
            "Kim Son Gyong, vice-minister of Foreign Affairs of the DPRK who visited Mongolia on June 3, "
            "released the following press statement on June 11:"
        ),
        (
            "As regards the missile test of June 7, a spokesman for the Foreign Ministry of the DPRK "
            "released the following press statement on June 11:"
        ),
    ],
)
def test_a_day_of_something_else_is_not_the_day_of_issue(real: Reader, opening: str) -> None:
    """Where the clause of who issued it names a day too, the day beside the verb counts."""
    text = f"Pyongyang, June 12 (KCNA) -- {opening}\nWe act."
    line = {"headline": "Press Statement", "date_str": "2024-06-12", "story_text": text}

    (outcome,) = real.parse("kcna", json.dumps(line))

    assert outcome.draft is not None
    assert "2024-06-11" == outcome.draft.date


@pytest.mark.parametrize(
    ("order", "day"),
    [
        (["header", "dateline", "opening"], "2024-06-10"),
        (["dateline", "header"], "2024-06-09"),
        (["opening", "header", "dateline"], "2024-06-08"),
    ],
)
def test_header_against_dateline_is_warned_and_the_profile_decides(reader: Reader, order: list[str], day: str) -> None:
    """Where row and dateline tell two days, both are named in a warning, and `date_order` says which is kept."""
    line = row(f"Halley, June 9 (AP) -- {OPENING.removesuffix(':')} on June 8:", "We object.")

    (outcome,) = reader.parse("press", line, reader.rules("press", date_order=order))

    assert outcome.draft is not None
    assert day == outcome.draft.date
    assert [("date", 1, True)] == [(each.code, each.line, each.warning) for each in outcome.problems]
    assert ["2024-06-10", "2024-06-09", day] == re.findall(r"2024-\d\d-\d\d", outcome.problems[0].message)


def test_a_dateline_of_the_same_day_is_no_news(reader: Reader) -> None:
    """Row and dateline that agree give no warning; nor does a text without a dateline."""
    with_it = only(reader, row(f"Halley, June 10 (AP) -- {OPENING}", "We object."))
    without = only(reader, row(OPENING, "We object."))

    assert ((), ()) == (with_it.problems, without.problems)


def test_a_dateline_of_the_old_year_is_of_the_old_year(reader: Reader) -> None:
    """A dateline of December 31 in a row of January 1 is of the day before, not of the coming December."""
    outcome = only(reader, row(f"Halley, December 31 (AP) -- {OPENING}", day="2025-01-01"))

    assert ["the header says 2025-01-01, the dateline 2024-12-31; 2025-01-01 is kept"] == [
        problem.message for problem in outcome.problems
    ]


def test_the_dateline_stays_in_the_text(reader: Reader) -> None:
    """The dateline is the source's own words: it is read, and it stays."""
    first = f"Halley, June 10 (AP) -- {OPENING}"

    draft = only(reader, row(first, "We object. -0-")).draft

    assert draft is not None
    assert (first, "We object. -0-") == draft.fields.paragraphs


def test_a_container_without_rows_is_told(reader: Reader) -> None:
    """A file of no bytes, or of blank lines only, is refused and not passed over without a word."""
    for data in ("", "\n \n"):
        outcome = only(reader, data)

        assert (Reason.REJECTED, ["empty"]) == (outcome.reason, codes(outcome))
