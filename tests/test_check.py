"""The check of the content: every fault of a statement's file or a registry, at its line, all at once."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from builder import check
from builder.errors import Problem
from tests.sample import DAY, OPENING, PATH, REAL, edit, ingested, make, put, row, snapshot

SECOND = PATH.replace("06-10", "06-11")
FILE = f"content/{PATH}"
KEYS = "id title date ministry issuer kind language tags source capture added parsed corrections"
LINES = {key: line for line, key in enumerate(re.findall(r"\w+", KEYS), start=2)}
"""The line of each key of a statement's front matter, as design.md orders them; the first line is ---."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an archive of two statements, of June 10 and 11."""
    made = make(tmp_path / "archive")
    put(made, "press/a.jsonl", row(OPENING, "The tariff is high.") + "\n" + row(OPENING, "No.", day="2024-06-11"))
    ingested(made)
    return made


def problems(folder: Path) -> list[Problem]:
    """Return what the check finds."""
    return list(check.check(folder / "content", "2024-07-01").problems)


def only(folder: Path) -> Problem:
    """Return the one problem that the check finds."""
    (problem,) = problems(folder)
    return problem


def said(folder: Path, old: str, new: str, *, keep_correction: bool = True) -> list[str]:
    """Return the problems after a change to the first statement's file, with an entry that explains it."""
    path = folder / "content" / PATH
    edit(path, old, new)
    if keep_correction and "corrections: []" in path.read_text(encoding="utf-8"):
        edit(path, "corrections: []", 'corrections: [{date: "2024-07-01", by: "A", note: "n"}]')
    return [str(problem) for problem in problems(folder)]


# nothing wrong


def test_a_good_archive_has_no_problem(folder: Path) -> None:
    """Without a problem the archive is given, its statements newest first."""
    report = check.check(folder / "content", DAY)

    assert () == report.problems
    assert report.archive is not None
    assert [SECOND, PATH] == [entry.path for entry in report.archive.entries]


def test_the_repositorys_own_content_has_no_problem() -> None:
    """What this repository holds passes its own check."""
    assert () == check.check(REAL, DAY).problems


def test_the_check_writes_nothing(folder: Path) -> None:
    """Looking changes no file."""
    before = snapshot(folder)

    problems(folder)

    assert before == snapshot(folder)


def test_an_archive_without_statements_has_no_problem(tmp_path: Path) -> None:
    """A new archive, of registries alone, is good."""
    assert [] == problems(make(tmp_path / "archive"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"Press Statement of Spokesperson for RA Trade Ministry"', "Press Statement of the Spokesperson"),
        ('"Press Statement of Spokesperson for RA Trade Ministry"', '"Press: \\"Statement\\" # 1"'),
        ('date: "2024-06-10"', 'date: "2024-06"'),
        ('date: "2024-06-10"', 'date: "2024"'),
        ('tags: ["tariffs"]', 'tags:\n  - "tariffs"\n  - "economy"'),
        ('tags: ["tariffs"]', "tags: []"),
        ('issuer: "Spokesperson for the Trade Ministry"', "issuer: null"),
        ('ministry: "trade"', 'ministry: "institute-for-tides"'),
        ("The tariff is high.", "The tariff is **high**.\n\nAnd so on."),
    ],
)
def test_a_good_correction_is_no_problem(folder: Path, old: str, new: str) -> None:
    """A person's change that is explained and well-formed passes, in any style of YAML."""
    assert [] == said(folder, old, new)


# front matter that cannot be read


@pytest.mark.parametrize(
    ("old", "new", "line", "code"),
    [
        ('title: "Press', 'title: "Press "', LINES["title"], "yaml"),
        ('tags: ["tariffs"]', 'tags: ["tariffs"', LINES["source"], "yaml"),
        ('kind: "press-statement"', 'kind: "press-statement', LINES["language"], "yaml"),
        ('date: "2024-06-10"', '\tdate: "2024-06-10"', LINES["date"], "yaml"),
        ('ministry: "trade"', "ministry: *trade", LINES["ministry"], "yaml"),
        ('kind: "press-statement"', 'kind: "press-statement"\nkind: "letter"', LINES["kind"] + 1, "duplicate-key"),
    ],
)
def test_broken_yaml_is_told_with_its_line(folder: Path, old: str, new: str, line: int, code: str) -> None:
    """A file whose front matter YAML cannot read is named with the line in the file, not in the front matter."""
    found = said(folder, old, new, keep_correction=False)

    assert 1 == len(found)
    assert found[0].startswith(f"{FILE}:{line}: {code}: ")


@pytest.mark.parametrize(
    "text",
    ["", "Only a text.\n", "\n---\nid: x\n---\n", "----\nid: x\n---\n\nText.\n", "---\nid: x\n\nText without end.\n"],
)
def test_a_file_without_front_matter_is_told(folder: Path, text: str) -> None:
    """A file that does not begin with two lines of --- is no statement, and says so at its first line."""
    (folder / "content" / PATH).write_text(text, encoding="utf-8")

    assert (FILE, 1, "front-matter") == (only(folder).path, only(folder).line, only(folder).code)


@pytest.mark.parametrize("front", ["- a\n- list\n", '"text"\n', ""])
def test_front_matter_that_is_no_mapping_is_told(folder: Path, front: str) -> None:
    """A list, a text or nothing between the lines of --- is told."""
    (folder / "content" / PATH).write_text(f"---\n{front}---\n\nText.\n", encoding="utf-8")

    assert (FILE, "front-matter") == (only(folder).path, only(folder).code)


@pytest.mark.parametrize(
    "tags",
    ["&a [*a]", "&a {x: *a}", "[" * 900 + "]" * 900],
    ids=["a list in itself", "a mapping in itself", "lists in lists"],
)
def test_yaml_without_an_end_is_told(folder: Path, tags: str) -> None:
    """YAML that holds itself, or nests without measure, is a problem of the file and stops nothing."""
    found = said(folder, '["tariffs"]', tags, keep_correction=False)

    assert [] != found
    assert {f"{FILE}:{LINES['tags']}:"} == {each.split(" ")[0] for each in found}


def test_bytes_that_are_not_utf_8_are_told(folder: Path) -> None:
    """A statement saved in another encoding is refused with the place of the first wrong byte, never guessed at."""
    path = folder / "content" / PATH
    path.write_bytes(path.read_bytes().replace(b"The tariff", "Thé tariff".encode("cp1252")))

    problem = only(folder)

    assert (FILE, "encoding") == (problem.path, problem.code)
    assert f"byte {path.read_bytes().index(0xE9)}" in problem.message


def test_a_statement_without_a_text_is_told(folder: Path) -> None:
    """Front matter with nothing below it is a problem."""
    path = folder / "content" / PATH
    front = path.read_text(encoding="utf-8").split("\n---\n")[0]
    path.write_text(f"{front}\n---\n\n \n", encoding="utf-8")

    assert (FILE, "empty") == (only(folder).path, only(folder).code)


# keys and values


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("issuer: ", "isuer: ", LINES["issuer"], ['"isuer"', 'did you mean "issuer"?']),
        ("captured: null", "captur: null", LINES["capture"], ['"captur"', 'did you mean "captured"?']),
        ("outlet: ", "oulet: ", LINES["source"], ['"oulet"', 'did you mean "outlet"?']),
        ("corrections: []", "corrections: []\nbody: x", LINES["corrections"] + 1, ['"body"']),
        ("corrections: []", 'corrections: [{date: "2024-07-01", by: "A", not: "x"}]', LINES["corrections"], ['"not"']),
    ],
)
def test_an_unknown_key_is_told_with_the_nearest(folder: Path, old: str, new: str, line: int, words: list[str]) -> None:
    """A key that does not exist is named at its line, with the one that was probably meant."""
    found = [each for each in said(folder, old, new, keep_correction=False) if ": unknown-key: " in each]

    assert 1 == len(found)
    assert found[0].startswith(f"{FILE}:{line}: ")
    assert [] == [word for word in words if word not in found[0]]


@pytest.mark.parametrize("key", ["id", "title", "date", "ministry", "kind", "capture", "parsed", "corrections"])
def test_a_missing_key_is_told(folder: Path, key: str) -> None:
    """Every key of the front matter must be there."""
    path = folder / "content" / PATH
    path.write_text(re.sub(rf"(?m)^{key}: .*\n", "", path.read_text(encoding="utf-8")), encoding="utf-8")

    problem = only(folder)

    assert (FILE, "missing", f"{key} is missing") == (problem.path, problem.code, problem.message)


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("date", "2024-06-10", ["date", "2024-06-10", '"2024-06-10"']),
        ("title", "NO", ["title", "NO"]),
        ("title", "off", ["title", "off"]),
        ("title", "12:30", ["title", "12:30"]),
        ("title", "0123", ["title", "0123"]),
        ("title", "1.10", ["title", "1.10"]),
        ("title", "~", ["title"]),
        ("kind", "2024", ["kind", "2024"]),
    ],
)
def test_a_value_that_yaml_turns_into_something_else_is_told_as_it_stands(
    folder: Path, key: str, value: str, words: list[str]
) -> None:
    """An unquoted NO, 12:30 or 1.10 is no text in YAML: the problem names key and value as the file has them."""
    path = folder / "content" / PATH
    path.write_text(re.sub(rf"(?m)^{key}: .*$", f"{key}: {value}", path.read_text(encoding="utf-8")), encoding="utf-8")

    problem = only(folder)

    assert (FILE, LINES[key]) == (problem.path, problem.line)
    assert [] == [word for word in words if word not in f"{problem.message} {problem.hint}"]


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ('date: "2024-06-10"', 'date: "2024-02-30"', LINES["date"], ["date", "2024-02-30", "no day"]),
        ('date: "2024-06-10"', 'date: "2024-13"', LINES["date"], ["date", "2024-13"]),
        ('date: "2024-06-10"', 'date: "10 June 2024"', LINES["date"], ["date", "10 June 2024", "2023-02-02"]),
        ('date: "2024-06-10"', 'date: ["2024-06-10"]', LINES["date"], ["date"]),
        ('added: "2024-06-15"', 'added: "2024-06"', LINES["added"], ["added", "2024-06", "whole day"]),
        ('tags: ["tariffs"]', 'tags: "tariffs"', LINES["tags"], ["tags"]),
        ('tags: ["tariffs"]', 'tags: ["tariffs", 5]', LINES["tags"], ["tags", "5"]),
        ('ministry: "trade"', 'ministry: "Trade Ministry"', LINES["ministry"], ["ministry", "Trade Ministry"]),
        ('language: "en"', 'language: "english"', LINES["language"], ["language", "english"]),
        ("corrections: []", 'corrections: "none"', LINES["corrections"], ["corrections"]),
        ("corrections: []", 'corrections: [{date: "2024-07-01", by: "A"}]', LINES["corrections"], ["note"]),
        (
            "corrections: []",
            'corrections: [{date: "soon", by: "A", note: "n"}]',
            LINES["corrections"],
            ["date", "soon"],
        ),
    ],
)
def test_a_value_of_the_wrong_kind_is_told(folder: Path, old: str, new: str, line: int, words: list[str]) -> None:
    """A date that does not exist, a text where a list stands, a word where an id stands: key, value and line are named."""
    found = said(folder, old, new, keep_correction="corrections" not in old)

    assert 1 == len(found)
    assert found[0].startswith(f"{FILE}:{line}: ")
    assert [] == [word for word in words if word not in found[0]]


@pytest.mark.parametrize(
    ("old", "new", "key", "hint"),
    [
        ('ministry: "trade"', 'ministry: "harbor-board"', "ministry", 'did you mean "harbour-board"?'),
        ('kind: "press-statement"', 'kind: "press-statment"', "kind", 'did you mean "press-statement"?'),
        ('tags: ["tariffs"]', 'tags: ["tarifs"]', "tags", 'did you mean "tariffs"?'),
        ('tags: ["tariffs"]', 'tags: ["tariffs", "zzz"]', "tags", "known: economy, lighthouses, tariffs"),
    ],
)
def test_an_id_that_no_registry_has_is_told_with_the_nearest(
    folder: Path, old: str, new: str, key: str, hint: str
) -> None:
    """An unknown ministry, kind or tag is named at its key's line, with what was probably meant or what there is."""
    found = said(folder, old, new)

    assert 1 == len(found)
    assert found[0].startswith(f"{FILE}:{LINES[key]}: unknown-id: {key}: there is no ")
    assert found[0].endswith(f"({hint})")


def test_a_work_that_no_statement_is_is_told(folder: Path) -> None:
    """A work given as the id of a statement must be the id of one; a number of a source's may be that of one alone."""
    language = 'language: "en"'

    (told,) = said(folder, language, f'{language}\nwork: "0123456789ab"')
    assert told.startswith(
        f"content/{PATH}:{LINES['language'] + 1}: unknown-id: work: there is no statement with the id"
    )
    assert [] == said(folder, 'work: "0123456789ab"', 'work: "docs:7"')


@pytest.mark.parametrize("work", ["docs", "0123456789AB", "docs:", ""])
def test_a_work_in_neither_form_is_told(folder: Path, work: str) -> None:
    """What is neither an id nor a number in a numbering is named with both forms."""
    (told,) = said(folder, 'language: "en"', f'language: "en"\nwork: "{work}"')

    assert told.startswith(f"content/{PATH}:{LINES['language'] + 1}: value: work: ")
    assert "12 hexadecimal digits" in told


def test_two_translations_into_one_language_are_no_problem(folder: Path) -> None:
    """The second statement, in the same language, may name the first as its work."""
    first = re.search(r'^id: "(\w+)"', (folder / "content" / PATH).read_text(encoding="utf-8"), re.MULTILINE)
    second = folder / "content" / PATH.replace("06-10", "06-11")
    assert first is not None
    edit(second, 'language: "en"', f'language: "en"\nwork: "{first[1]}"')
    edit(second, "corrections: []", 'corrections: [{date: "2024-07-01", by: "A", note: "the same text"}]')

    assert [] == problems(folder)


def test_what_stands_for_no_number_is_told(tmp_path: Path) -> None:
    """A number that ten statements of one language have can be none; each is told where to say so."""
    made = make(tmp_path / "archive")
    edit(
        made / "content" / "sources.yml",
        '  language: "en"\n  shape: "rows"',
        '  language: "en"\n  work: {by: "no"}\n  shape: "rows"',
    )
    rows = [json.loads(row(OPENING, f"Text {number}.")) | {"no": "-"} for number in range(10)]
    put(made, "press/a.jsonl", "\n".join(map(json.dumps, rows[:9])))
    ingested(made)
    assert [] == problems(made)

    put(made, "press/b.jsonl", json.dumps(rows[9]))
    ingested(made)

    told = problems(made)
    assert 10 == len(told)
    assert {("common-work", 'work: 10 statements in one language have "press:-"')} == {
        (p.code, p.message) for p in told
    }


# two of one


def test_two_files_with_one_id_are_told(folder: Path) -> None:
    """A copied file is a second statement with the id of the first: both paths are named."""
    copy = folder / "content" / PATH.replace(".md", "-copy.md")
    copy.write_bytes((folder / "content" / PATH).read_bytes())

    problem = only(folder)

    assert ("duplicate-id", LINES["id"]) == (problem.code, problem.line)
    assert {f"content/{PATH}", f"content/{PATH.replace('.md', '-copy.md')}"} == {
        problem.path,
        *re.findall(r"content/\S+\.md", problem.message),
    }


def test_an_old_path_that_another_file_has_is_told(folder: Path) -> None:
    """An alias that is the path of another statement, or its alias too, cannot lead to both."""
    edit(folder / "content" / PATH, "corrections: []", f'corrections: []\naliases: ["{SECOND}"]')

    problem = only(folder)

    assert ("duplicate-path", f"content/{SECOND}") == (problem.code, problem.path)
    assert FILE in problem.message


def test_paths_that_differ_in_case_only_are_told(folder: Path) -> None:
    """Some file systems do not tell A from a: such an alias is as good as the same."""
    edit(
        folder / "content" / PATH,
        "corrections: []",
        f'corrections: []\naliases: ["{SECOND.replace("trade", "Trade")}"]',
    )

    assert "duplicate-path" == only(folder).code


# changes that nobody explained


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The tariff is high.", "The tariff is too high."),
        ("The tariff is high.", "The tariff is high.\n\nMore."),
        ('date: "2024-06-10"', 'date: "2024-06-09"'),
        ('title: "Press Statement', 'title: "A Press Statement'),
        ('tags: ["tariffs"]', "tags: []"),
        ('ministry: "trade"', 'ministry: "harbour-board"'),
        ('url: "https://press.example/1"', "url: null"),
    ],
)
def test_a_change_without_an_entry_is_told_with_the_entry_to_paste(folder: Path, old: str, new: str) -> None:
    """A file that differs from its capture's parse fails at the line of `corrections`, and what to write is printed."""
    edit(folder / "content" / PATH, old, new)

    problem = only(folder)

    assert (FILE, LINES["corrections"], "uncorrected") == (problem.path, problem.line, problem.code)
    assert f'builder correct {FILE} --note "' in problem.hint
    assert 'corrections: [{date: "2024-07-01", by: "your name", note: "what you changed and why"}]' in problem.hint


def test_the_entry_that_is_printed_can_be_pasted(folder: Path) -> None:
    """The printed line, put in the place of the line it names, makes the check pass."""
    path = folder / "content" / PATH
    edit(path, "high.", "too high.")
    problem = only(folder)
    lines = path.read_text(encoding="utf-8").split("\n")
    lines[problem.line - 1] = problem.hint[problem.hint.index("corrections:") : problem.hint.index(", or run")]
    path.write_text("\n".join(lines), encoding="utf-8")

    assert [] == problems(folder)


def test_old_paths_and_entries_alone_are_no_change(folder: Path) -> None:
    """What is no part of the parse, such as the old path of a moved file, needs no entry."""
    edit(folder / "content" / PATH, "corrections: []", 'corrections: []\naliases: ["statements/old.md"]')

    assert [] == problems(folder)


# registries


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "words"),
    [
        ("ministries.yml", 'parent: "trade"', 'parent: "trad"', 10, ["unknown-id", '"trad"', 'did you mean "trade"?']),
        ("ministries.yml", "aliases: [", "alias: [", 4, ["unknown-key", '"alias"', 'did you mean "aliases"?']),
        ("ministries.yml", 'id: "harbour-board"', 'id: "trade"', 11, ["duplicate-id", '"trade"', "line 1"]),
        ("ministries.yml", 'id: "harbour-board"', 'id: "Harbour Board"', 11, ["id", "Harbour Board"]),
        ("ministries.yml", 'name: "Harbour Board"', "name: 5", 12, ["name", "5"]),
        ("ministries.yml", '- id: "harbour-board"\n  name', "- name", 11, ["missing", "id"]),
        ("kinds.yml", 'plural: "Letters"', 'plurals: "Letters"', 3, ["unknown-key", 'did you mean "plural"?']),
        ("tags.yml", 'broader: "economy"', 'broader: "econmy"', 2, ["unknown-id", 'did you mean "economy"?']),
        ("tags.yml", "at_least: 2", "at_least: 0", 3, ["at_least", "0"]),
        ("tags.yml", 'patterns: ["tariff*"]', 'patterns: "tariff*"', 2, ["patterns"]),
        ("sources.yml", 'shape: "rows"', 'shape: "lines"', 5, ["shape", "lines"]),
        ("sources.yml", "days_before_header: 10", "days_befor_header: 10", 15, ['did you mean "days_before_header"?']),
        ("sources.yml", "'^Report of (?P<who>.+)$'", "'^Report of (?P<who>.+$'", 20, ["regular expression"]),
        ("sources.yml", 'empty: "skip"', 'empty: "pass"', 7, ["empty", "pass"]),
        ("sources.yml", '  shape: "rows"', '  shape: "page"', 1, ["page"]),
    ],
)
def test_a_fault_of_a_registry_is_told(
    folder: Path, name: str, old: str, new: str, line: int, words: list[str]
) -> None:
    """A registry or profile with a wrong key, value or link is named with file, line and what was probably meant."""
    path = folder / "content" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")

    found = [str(problem) for problem in problems(folder) if problem.path == f"content/{name}"]

    assert [] != found
    assert [] == [word for word in words if not any(word in each for each in found)]
    assert f"content/{name}:{line}:" in {each.split(" ")[0] for each in found}


@pytest.mark.parametrize("name", ["ministries.yml", "kinds.yml", "tags.yml", "sources.yml"])
def test_a_missing_registry_is_told(folder: Path, name: str) -> None:
    """Each of the four files must be there."""
    (folder / "content" / name).unlink()

    assert (f"content/{name}", "missing") == (only(folder).path, only(folder).code)


@pytest.mark.parametrize("name", ["ministries.yml", "kinds.yml", "tags.yml", "sources.yml"])
def test_a_registry_that_is_not_utf_8_is_told(folder: Path, name: str) -> None:
    """A registry saved in another encoding is a problem of that file."""
    path = folder / "content" / name
    path.write_bytes(path.read_bytes() + "# é\n".encode("cp1252"))

    assert (f"content/{name}", "encoding") == (only(folder).path, only(folder).code)


@pytest.mark.parametrize("text", ['"only a text"\n', "a: mapping\n", "5\n"])
def test_a_registry_that_is_no_list_is_told(folder: Path, text: str) -> None:
    """A registry of another shape is a problem of that file."""
    (folder / "content" / "kinds.yml").write_text(text, encoding="utf-8")

    assert ["content/kinds.yml"] == sorted({problem.path for problem in problems(folder)})


PROFILE_FAULTS = {
    "a piece that is no pattern": ("verb: '(?:issued|released)'", "verb: '(?:issued'"),
    "an opening without `who`": ("'^(?P<who>.+?) sent a letter\\b'", "'^(.+?) sent a letter\\b'"),
    "a headline without `who`": ("'^Report of (?P<who>.+)$'", "'^Report of (.+)$'"),
    "a header without `date`": ("Published (?P<date>", "Published (?P<day>"),
    "a header without `source`": ("by (?P<source>.+)", "by (?P<from>.+)"),
    "a line of capture without `captured`": ("(?P<captured>", "(?P<saved>"),
    "a person without `name`": ("(?P<name>", "(?P<called>"),
    "a person without `role`": ("(?P<role>", "(?P<rank>"),
    "a speaker's form with an unknown part": ("{role} for the {body}", "{rule} for the {body}"),
    "a list of known texts without parts": ('["title", "date", "teaser"]', "[]"),
    "a list of known texts without dates": ('["title", "date", "teaser"]', '["title", "teaser"]'),
    "a form of a kind that there is not": ('kind: "report"', 'kind: "reprot"'),
    "a piece that is not defined": ("<verb> the following press", "<vreb> the following press"),
    "a language that is none": ('language: "en"', 'language: "English"'),
    "a form of dates that is none": ('date_formats: ["%Y-%m-%d"]', 'date_formats: ["%Y-%Q-%d"]'),
    "an empty name": ('name: "Arvenian Press"', 'name: ""'),
    "a form that announces by nothing": (", headline: '^Report of (?P<who>.+)$'", ""),
}


@pytest.mark.parametrize("change", PROFILE_FAULTS.values(), ids=PROFILE_FAULTS)
def test_a_profile_that_cannot_work_is_told_before_it_is_used(folder: Path, change: tuple[str, str]) -> None:
    """A profile that would fail or never fit on the first capture is a problem of sources.yml, found by the check."""
    path = folder / "content" / "sources.yml"
    text = path.read_text(encoding="utf-8")
    old, new = change
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")

    assert {"content/sources.yml"} == {problem.path for problem in problems(folder)}


def test_a_name_that_two_ministries_share_is_told(folder: Path) -> None:
    """One name for two bodies would make each text that uses it a guess: the registry is at fault."""
    edit(
        folder / "content" / "ministries.yml", '["Harbour Board of RA"]', '["Harbour Board of RA", "RA Trade Ministry"]'
    )

    assert {"content/ministries.yml"} == {problem.path for problem in problems(folder)}


def test_a_body_that_belongs_to_itself_is_told(folder: Path) -> None:
    """A chain of parents that comes back to its start has no top: the registry is at fault."""
    edit(folder / "content" / "ministries.yml", '  short: "Trade Ministry"', '  parent: "institute-for-tides"')

    assert {"content/ministries.yml"} == {problem.path for problem in problems(folder)}


# all at once, in order


def test_all_problems_are_told_at_once_and_sorted(folder: Path) -> None:
    """Faults of several files and lines come in one run, by path, then line."""
    edit(folder / "content" / "kinds.yml", 'plural: "Letters"', 'plurals: "Letters"')
    edit(folder / "content" / "ministries.yml", 'parent: "trade"', 'parent: "trad"')
    edit(folder / "content" / PATH, "issuer: ", "isuer: ")
    edit(folder / "content" / PATH, 'language: "en"', "language: 5")
    edit(folder / "content" / SECOND, "No.", "Yes.")

    found = problems(folder)

    assert [
        ("content/kinds.yml", 3, "missing"),
        ("content/kinds.yml", 3, "unknown-key"),
        ("content/ministries.yml", 10, "unknown-id"),
        (FILE, 2, "missing"),
        (FILE, LINES["issuer"], "unknown-key"),
        (FILE, LINES["language"], "value"),
        (f"content/{SECOND}", LINES["corrections"], "uncorrected"),
    ] == [(each.path, each.line, each.code) for each in found]


def test_with_a_problem_there_is_no_archive(folder: Path) -> None:
    """What has problems cannot be published."""
    edit(folder / "content" / SECOND, "No.", "Yes.")

    assert None is check.check(folder / "content", DAY).archive


def test_problems_name_the_folder_as_it_is_called(folder: Path) -> None:
    """Where the content folder has another name, problems use it."""
    edit(folder / "content" / SECOND, "No.", "Yes.")
    (folder / "content").rename(folder / "docs")

    assert [f"docs/{SECOND}"] == [each.path for each in check.check(folder / "docs", DAY, "docs").problems]


def test_a_broken_list_of_near_duplicates_is_told_with_the_rest(folder: Path) -> None:
    """What the site would stumble over later is told by the check, with every other problem."""
    (folder / "content" / "related.yml").write_text('related:\n- {one: "a", other: "b"}\n', encoding="utf-8")

    assert ("content/related.yml", 2, "missing") == (only(folder).path, only(folder).line, only(folder).code)
