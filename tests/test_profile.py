"""Source profiles: data that says how captures are read, refused where it cannot work."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder import profile
from tests.factory import faults

SOURCES = r"""
- id: "wire"
  name: "Wire"
  language: "en"
  shape: "rows"
  date_formats: ["%Y-%m-%d", "%d/%m/%Y"]
  rows: {title: "headline", date: "day", text: "story"}
  rules: &rules
    define: {verb: '(?:issued|released)', when: '(?:on \w+ )?'}
    dateline: '^[A-Z]\w+ --'
    quoted: '"[^"]*"'
    ours: '\bRA\b'
    date_order: ["opening", "header"]
    texts:
      - {kind: "statement", opening: '^(?P<who>.+?) <when><verb> the following', proof: '^It reads:$'}
      - {kind: "letter", headline: '^Letter of (?P<who>.+)$'}
    exclude:
      - {who: '\bscholar\b', reason: "it is a scholar's own"}
    issuer:
      person: "(?P<name>.+), (?P<role>.+)"
      name: '[A-Z]\w+ [A-Z]\w+'
      speaker: '(?i)spokesperson'
      speaker_form: "{role} for the {body}"
      joint: ' of$'
- id: "pages"
  language: "ko"
  shape: "page"
  date_formats: ["%Y-%m-%d"]
  page:
    captured: 'Saved (?P<captured>.+)'
    captured_format: "%d %B %Y"
    section: 'Desk: (?P<section>.+)'
    header: '(?P<date>\d+) by (?P<source>.+)'
    end: 'Also by {source}'
    last: "End"
    known: ["title", "date", "-"]
    known_format: "%d %B %Y"
  rules: *rules
"""


def write(folder: Path, old: str = "", new: str = "") -> Path:
    """Write the profiles with one change, which must be one."""
    assert old in SOURCES
    (folder / "sources.yml").write_text(SOURCES.replace(old, new, 1) if old else SOURCES, encoding="utf-8")
    return folder


def line_of(part: str) -> int:
    """Return the line on which a part of the profiles stands."""
    return SOURCES[: SOURCES.index(part)].count("\n") + 1


def test_load(tmp_path: Path) -> None:
    """Profiles are kept by id; what they leave out is nothing or its default."""
    profiles = profile.load(write(tmp_path))

    assert ["wire", "pages"] == list(profiles)
    wire, pages = profiles.values()
    assert ("Wire", None, "en", ["%Y-%m-%d", "%d/%m/%Y"]) == (wire.name, wire.outlet, wire.language, wire.date_formats)
    assert wire.rows is not None
    assert ("headline", None, "reject") == (wire.rows.title, wire.rows.url, wire.rows.empty)
    assert (14, 1, None) == (wire.rules.days_before_header, wire.rules.texts[0].within, wire.rules.texts[0].headline)
    assert pages.page is not None
    assert (["title", "date", "-"], None) == (pages.page.known, pages.rows)
    assert wire.rules == pages.rules


def test_pattern_puts_the_pieces_in(tmp_path: Path) -> None:
    """A pattern names a piece as `<piece>`; groups and flags stay what they are."""
    rules = profile.load(write(tmp_path))["wire"].rules

    made = rules.pattern("(?i)^(?P<who>.+?) <when><verb> it")

    match = made.search("The Board On Monday RELEASED it")
    assert match is not None
    assert "The Board" == match["who"]
    assert None is made.search("The Board made it")


@pytest.mark.parametrize(
    ("key", "pattern"),
    [
        ("opening", "opening: '^(?P<who>.+?) <when><verb> the following'"),
        ("proof", "proof: '^It reads:$'"),
        ("headline", "headline: '^Letter of (?P<who>.+)$'"),
        ("who", r"who: '\bscholar\b'"),
        ("person", 'person: "(?P<name>.+), (?P<role>.+)"'),
        ("name", r"name: '[A-Z]\w+ [A-Z]\w+'"),
        ("speaker", "speaker: '(?i)spokesperson'"),
        ("joint", "joint: ' of$'"),
        ("captured", "captured: 'Saved (?P<captured>.+)'"),
        ("section", "section: 'Desk: (?P<section>.+)'"),
        ("header", r"header: '(?P<date>\d+) by (?P<source>.+)'"),
        ("end", "end: 'Also by {source}'"),
        ("last", 'last: "End"'),
        ("dateline", r"dateline: '^[A-Z]\w+ --'"),
        ("quoted", """quoted: '"[^"]*"'"""),
        ("ours", r"ours: '\bRA\b'"),
    ],
)
def test_a_broken_pattern(tmp_path: Path, key: str, pattern: str) -> None:
    """Every pattern must be a regular expression; a broken one is told at its line before any capture is read."""
    shown = faults(lambda: profile.load(write(tmp_path, pattern, f"{key}: '(broken'")))

    assert shown
    assert all(f"{key}: not a regular expression: " in line for line in shown)
    assert f"content/sources.yml:{line_of(pattern)}" == shown[0].split(": ")[0]


def test_a_broken_piece(tmp_path: Path) -> None:
    """A piece that would break the patterns it is put into is told before any capture is read."""
    shown = faults(lambda: profile.load(write(tmp_path, "'(?:issued|released)'", "'(?:issued'")))

    assert "content/sources.yml" == shown[0].split(":")[0]
    assert "not a regular expression" in shown[0]


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        (
            'shape: "rows"',
            'shape: "page"',
            'id: "wire"',
            'shape is "page", so the key "page" must say how it is laid out',
        ),
        ('shape: "rows"', 'shape: "table"', 'shape: "rows"', "shape: "),
        ('language: "en"', "language: NO", 'language: "en"', "language: "),
        (
            'language: "en"',
            'langauge: "en"',
            'language: "en"',
            'the key "langauge" is not known here (did you mean "language"?)',
        ),
        ('["title", "date", "-"]', '["title", "day"]', 'known: ["title"', "page.known.1: "),
        ('["opening", "header"]', '["headr"]', "date_order", "rules.date_order.0: "),
        (
            '{kind: "letter", ',
            '{knid: "letter", ',
            '{kind: "letter"',
            'the key "knid" is not known here (did you mean "kind"?)',
        ),
        ('text: "story"', 'text: "story", empty: "drop"', "rows: {title", "rows.empty: "),
    ],
)
def test_what_cannot_work(tmp_path: Path, old: str, new: str, line: str, said: str) -> None:
    """A profile that leaves out its shape, misspells a key or gives a value that means nothing is told at its line."""
    shown = faults(lambda: profile.load(write(tmp_path, old, new)))

    assert any(each.startswith(f"content/sources.yml:{line_of(line)}: ") and said in each for each in shown), shown


def test_a_missing_file(tmp_path: Path) -> None:
    """Where there is no `sources.yml`, that is the problem."""
    assert ["texts/sources.yml:0: missing: there is no such file (create it)"] == faults(
        lambda: profile.load(tmp_path, "texts")
    )


def test_two_profiles_of_one_source(tmp_path: Path) -> None:
    """A source is described once."""
    shown = faults(lambda: profile.load(write(tmp_path, 'id: "pages"', 'id: "wire"')))

    where = line_of('- id: "pages"')

    assert [f"content/sources.yml:{where}: duplicate-id"] == [line.rsplit(": ", 1)[0] for line in shown]
    assert 'the id "wire" stands on line 2 already (give it another id)' == shown[0].rsplit(": ", 1)[1]


@pytest.mark.parametrize(
    "extra", ['  everything: {kind: "letter", ministry: "a"}\n  rules: &rules\n', "  rulez: &rules\n"]
)
def test_rules_or_everything(tmp_path: Path, extra: str) -> None:
    """A source has rules that tell official texts, or all its texts are; both and neither are refused."""
    shown = faults(lambda: profile.load(write(tmp_path, "  rules: &rules\n", extra)))

    if "rulez" in extra:
        assert any('the key "rulez" is not known here (did you mean "rules"?)' in line for line in shown)
    else:
        assert any('give it "rules" that tell official texts, or "everything" where all are' in line for line in shown)
