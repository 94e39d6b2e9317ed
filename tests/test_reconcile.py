"""Corrected files and a better parser: merged from what the parser wrote once, or left whole and told."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from builder import check, ingest, reconcile
from builder.errors import ProblemsError
from tests.factory import PROPERTY
from tests.sample import DAY, OPENING, PATH, commit, edit, ingested, make, page, put, row, statements, total

TARIFF = "The tariff of our neighbour harms both shores."
ENTRY = 'corrections: [{date: "2024-06-20", by: "A", note: "n"}]'


def readings(first: tuple[str, ...], **later: tuple[str, ...]) -> str:
    """Return a capture of which the profile reads the key `text` now and may read another key one day."""
    data = json.loads(row(OPENING, *first)) | {key: "\n".join((OPENING, *text)) for key, text in later.items()}
    return json.dumps(data)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an archive of one statement in a repository; the parser takes a line into the text that is no part of it."""
    made = make(tmp_path / "archive")
    first = (TARIFF, "We object.", "Share this")
    put(made, "press/a.jsonl", readings(first, better=first[:2], other=(TARIFF, "We object.", "Share it.")))
    ingested(made)
    commit(made)
    return made


def path(folder: Path) -> Path:
    """Return the statement's file."""
    return folder / "content" / PATH


def correct(folder: Path, old: str = "harms", new: str = "hurts") -> None:
    """Change the statement and say why, as a person would, and commit it."""
    edit(path(folder), old, new)
    edit(path(folder), "corrections: []", ENTRY)
    commit(folder)


def better(folder: Path, key: str = "better") -> None:
    """Teach the parser where the text is, and another name for the issuer's body."""
    read(folder, "text", key)
    edit(folder / "content" / "ministries.yml", 'short: "Trade Ministry"', 'short: "Ministry of all Trade"')


def read(folder: Path, old: str, new: str) -> None:
    """Let the parser read another key of the capture's rows."""
    edit(folder / "content" / "sources.yml", f'text: "{old}"', f'text: "{new}"')


def test_what_nobody_touched_follows_the_parser(folder: Path) -> None:
    """The person's word and entry stay, the parser's paragraph goes and its issuer comes; the rest is as it was."""
    correct(folder)
    before = path(folder).read_text(encoding="utf-8")
    parsed = statements(folder)[PATH].parsed
    better(folder)

    made = ingested(folder)

    assert ({"merged": 1}, ()) == (total(made), made.problems)
    new = statements(folder)[PATH]
    expected = before.replace("\n\nShare this", "").replace('for the Trade Ministry"', 'for the Ministry of all Trade"')  # fmt: skip
    assert expected.replace(parsed, new.parsed) == path(folder).read_text(encoding="utf-8")
    assert (False, made.readings[PATH].digest) == (new.is_untouched, new.parsed)
    assert () == check.check(folder / "content", DAY).problems


def test_a_second_run_changes_nothing_more(folder: Path) -> None:
    """After a merge the file is kept as it is."""
    correct(folder)
    better(folder)
    ingested(folder)

    made = ingest.plan(folder / "content", DAY)

    assert ({"kept": 1}, {}, ()) == (total(made), dict(made.writes), made.problems)


def test_a_further_merge_needs_no_history(folder: Path) -> None:
    """What the next merge starts from lies beside the statements, so that a copy without history has it."""
    correct(folder)
    better(folder)
    ingested(folder)
    shutil.rmtree(folder / ".git")
    edit(folder / "content" / "tags.yml", '"tariff*"', '"ropes"')

    made = ingested(folder)

    assert ({"merged": 1}, ()) == (total(made), made.problems)
    new = statements(folder)[PATH]
    assert (f"{OPENING}\n\n{TARIFF.replace('harms', 'hurts')}\n\nWe object.\n", ()) == (new.body, new.tags)


def test_a_killed_merge_is_finished_by_the_next_run(folder: Path) -> None:
    """Whichever of its files a run could still write, the next run writes what an uninterrupted one does."""
    correct(folder)
    better(folder)
    made = ingest.plan(folder / "content", DAY)
    first, *rest = made.writes
    (folder / "content" / first).parent.mkdir()
    (folder / "content" / first).write_text(made.writes[first], encoding="utf-8")

    assert set(rest) == set(ingested(folder).writes)
    assert made.writes[PATH] == path(folder).read_text(encoding="utf-8")


def bases(folder: Path) -> list[str]:
    """Return the names of the bases of merges."""
    return sorted(each.name for each in (folder / "content" / reconcile.FOLDER).iterdir())


def test_a_base_that_nothing_needs_goes(folder: Path) -> None:
    """After a further merge only its own base is needed; the run after that takes the other away, and nothing else."""
    correct(folder)
    better(folder)
    ingested(folder)
    (first,) = bases(folder)
    for name in ("notes.md", f"{first}.tmp", ".hidden.md"):
        (folder / "content" / reconcile.FOLDER / name).write_text("mine", encoding="utf-8")
    read(folder, "better", "other")

    assert {"merged": 1} == total(ingested(folder))
    second = next(name for name in bases(folder) if name[:25] != first[:25] and name[12:13] == "-")
    assert first in bases(folder)
    ingested(folder)

    assert {second, "notes.md", f"{first}.tmp", ".hidden.md"} == set(bases(folder))
    shutil.rmtree(folder / ".git")
    read(folder, "other", "better")
    assert {"merged": 1} == total(ingested(folder))


def test_a_base_goes_with_its_correction(folder: Path) -> None:
    """Where the file is the parser's again no base is kept: a new correction begins from what stands there."""
    correct(folder)
    better(folder)
    ingested(folder)
    assert 1 == len(bases(folder))
    path(folder).unlink()
    ingested(folder)
    assert statements(folder)[PATH].is_untouched

    ingested(folder)

    assert [] == bases(folder)


@pytest.mark.parametrize("written", range(5))
def test_a_run_killed_at_any_file_loses_no_base(folder: Path, written: int) -> None:
    """Whatever a killed run had written, the next runs take away no base, and a further merge finds its own."""
    correct(folder)
    better(folder)
    ingested(folder)
    read(folder, "better", "other")
    made = ingest.plan(folder / "content", DAY)
    for name in list(made.writes)[:written]:
        (folder / "content" / name).write_text(made.writes[name], encoding="utf-8")

    ingested(folder)
    ingested(folder)

    assert f"{statements(folder)[PATH].id}-{statements(folder)[PATH].parsed[:12]}.md" in bases(folder)
    shutil.rmtree(folder / ".git")
    read(folder, "other", "better")
    assert {"merged": 1} == total(ingested(folder))
    assert "hurts" in statements(folder)[PATH].body


def test_where_a_file_cannot_be_written_no_base_goes(folder: Path) -> None:
    """A run that fails leaves every base, since the files that need the new ones are not there yet."""
    correct(folder)
    better(folder)
    ingested(folder)
    (first,) = bases(folder)
    content = folder / "content"
    plan = ingest.plan(content, DAY)
    broken = replace(plan, writes={"ministries.yml/a": "x"}, unused=(f"{reconcile.FOLDER}/{first}",))

    with pytest.raises(ProblemsError):
        ingest.apply(broken, content)

    assert [first] == bases(folder)


def test_a_conflict_leaves_the_persons_text_and_is_told(folder: Path) -> None:
    """Where both changed one line, nothing is written; place, both values and the way out are named."""
    correct(folder, "Share this", "Share that")
    before = path(folder).read_bytes()
    better(folder, "other")

    made = ingested(folder)

    assert ({"kept": 1}, before) == (total(made), path(folder).read_bytes())
    (problem,) = made.problems
    line = before.decode().split("\n").index("Share that") + 1
    assert (f"content/{PATH}", line, "conflict", True) == (problem.path, problem.line, problem.code, problem.warning)
    assert 'paragraph 4: a person wrote "that" where the parser now reads "it."' in problem.message
    assert made.readings[PATH].parsed in problem.hint


def test_a_conflict_of_a_field_names_the_field(folder: Path) -> None:
    """A field that both changed is told at its line with both values."""
    correct(folder, 'issuer: "Spokesperson for the Trade Ministry"', 'issuer: "A Speaker"')
    better(folder)

    (problem,) = ingested(folder).problems

    assert (6, "conflict") == (problem.line, problem.code)
    assert 'issuer: a person wrote "A Speaker" where the parser now reads' in problem.message


def test_a_conflict_can_be_settled_for_good(folder: Path) -> None:
    """With the `parsed` that the warning prints, the file is the person's and nothing is told any more."""
    correct(folder, 'issuer: "Spokesperson for the Trade Ministry"', 'issuer: "A Speaker"')
    better(folder)
    (problem,) = ingested(folder).problems
    old = statements(folder)[PATH].parsed
    edit(path(folder), f'parsed: "{old}"', problem.hint[problem.hint.index("parsed: ") :])

    made = ingested(folder)

    assert ({"kept": 1}, ()) == (total(made), made.problems)


def test_without_history_changes_in_different_places_are_merged(folder: Path) -> None:
    """In a downloaded copy the old text is found again from the digest, and the merge is the same."""
    correct(folder)
    shutil.rmtree(folder / ".git")
    better(folder)

    made = ingested(folder)

    assert ({"merged": 1}, ()) == (total(made), made.problems)
    assert f"{OPENING}\n\n{TARIFF.replace('harms', 'hurts')}\n\nWe object.\n" == statements(folder)[PATH].body


def test_without_a_base_the_file_stays_and_why_is_told(folder: Path) -> None:
    """Where both changed one place and no history is there, nothing can be told apart, so nothing is written."""
    correct(folder, "Share this", "Share that")
    shutil.rmtree(folder / ".git")
    before = path(folder).read_bytes()
    better(folder, "other")

    made = ingested(folder)

    assert ({"kept": 1}, before) == (total(made), path(folder).read_bytes())
    (problem,) = made.problems
    assert ("not-merged", True) == (problem.code, problem.warning)
    assert "there is no git history here" in problem.message
    assert made.readings[PATH].parsed in problem.hint


def test_what_says_what_the_parser_reads_today_is_still_the_persons(folder: Path) -> None:
    """A person who was first to take the line out owns that: the file stays to the byte, then and later."""
    correct(folder, "\n\nShare this", "")
    before = path(folder).read_bytes()
    read(folder, "text", "better")

    made = ingested(folder)

    assert ({"kept": 1}, (), before) == (total(made), made.problems, path(folder).read_bytes())
    read(folder, "better", "text")
    assert ({"kept": 1}, before) == (total(ingested(folder)), path(folder).read_bytes())


def test_an_unchanged_parser_asks_no_history(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the parser reads what it read, a corrected file is kept without a word, with git or without."""
    correct(folder)
    monkeypatch.setenv("PATH", "")

    made = ingested(folder)

    assert ({"kept": 1}, ()) == (total(made), made.problems)


def test_another_text_that_says_what_a_person_wrote_is_not_merged(folder: Path) -> None:
    """A capture that holds by chance what a person made of another leaves that person's file alone."""
    correct(folder)
    better(folder)
    ingested(folder)
    before = path(folder).read_bytes()
    put(folder, "watch/other.txt", page(OPENING, TARIFF.replace("harms", "hurts"), "We object.", day="2024-06-11"))

    assert {"kept": 2} == total(ingested(folder))
    assert before == path(folder).read_bytes()


def test_a_work_by_hand_outlives_a_changed_parser(folder: Path) -> None:
    """The work that a person gave stays where the parser reads another text; one that the parser gave is taken in too."""
    work = "0123456789ab"
    edit(path(folder), 'language: "en"', f'language: "en"\nwork: "{work}"')
    edit(path(folder), "corrections: []", ENTRY)
    commit(folder)

    better(folder)

    assert {"merged": 1} == total(ingested(folder))
    assert work == statements(folder)[PATH].work
    assert {} == dict(ingested(folder).writes)


def test_a_work_that_the_parser_reads_comes_into_a_corrected_file(folder: Path) -> None:
    """Where a person corrected words and the profile learns where the number of translations is, both are in the file."""
    correct(folder)

    edit(folder / "content" / "sources.yml", '  shape: "rows"', '  work: {by: "link"}\n  shape: "rows"')

    assert {"merged": 1} == total(ingested(folder))
    merged = statements(folder)[PATH]
    assert "press:" in (merged.work or "")
    assert "hurts" in merged.body


def test_a_comment_in_the_front_matter_stays(folder: Path) -> None:
    """A merge rewrites the keys that change and nothing else of what a person wrote."""
    edit(path(folder), 'kind: "press-statement"', 'kind: "press-statement"  # or a statement?')
    correct(folder)
    better(folder)

    assert {"merged": 1} == total(ingested(folder))
    assert 'kind: "press-statement"  # or a statement?\n' in path(folder).read_text(encoding="utf-8")


# tags


@pytest.mark.parametrize(
    ("hand", "merged"),
    [
        ('["economy", "tariffs"]', ["economy", "lighthouses"]),  # one given: it stays, the rules' own goes
        ("[]", ["lighthouses"]),  # one taken away: it stays away
        ('["economy"]', ["economy", "lighthouses"]),
    ],
)
def test_tags_by_hand_outlive_changed_rules(tmp_path: Path, hand: str, merged: list[str]) -> None:
    """Of two files with the same text in them, the uncorrected has the rules' tags, the other the person's choice too."""
    folder = make(tmp_path / "archive")
    put(folder, "press/a.jsonl", row(OPENING, "The tariff is low at the lighthouse, our lighthouse."))
    put(folder, "press/b.jsonl", row(OPENING, "The tariff is high at the lighthouse.", day="2024-06-11"))
    edit(folder / "content" / "tags.yml", '"lighthouse*"', '"beacon*"')
    ingested(folder)
    commit(folder)
    correct(folder, 'tags: ["tariffs"]', f"tags: {hand}")
    edit(folder / "content" / "tags.yml", '"beacon*"], at_least: 2', '"lighthouse*"]')
    edit(folder / "content" / "tags.yml", '"tariff*"', '"customs"')

    made = ingested(folder)

    assert {"merged": 1, "updated": 1} == total(made)
    corrected, plain = statements(folder).values()
    assert (merged, ["lighthouses"]) == (list(corrected.tags), list(plain.tags))
    edit(folder / "content" / "tags.yml", '"customs"', '"tariff*"')
    ingested(folder)
    corrected, plain = statements(folder).values()
    assert ["lighthouses", "tariffs"] == list(plain.tags)
    assert ("tariffs" in hand) == ("tariffs" in corrected.tags)


# the whole way: a person's random edits, a capture of which the parser reads now this, now that, run after run


def changed(words: list[str], edits: dict[int, str]) -> list[str]:
    """Return the words with some replaced; an empty text takes a word out."""
    return [new for at, word in enumerate(words) for new in edits.get(at, word).split()]


def words(mark: str) -> st.SearchStrategy[dict[int, str]]:
    """Draw changes to some of twelve words; what is put in begins with `mark`."""
    return st.dictionaries(st.integers(0, 11), st.sampled_from(["", f"{mark}1", f"{mark}2 {mark}3"]), max_size=4)


def paragraphs(found: list[str]) -> tuple[str, ...]:
    """Return words as two paragraphs, the second of those from w6 on."""
    at = next((at for at, word in enumerate(found) if word in {f"w{n}" for n in range(6, 12)}), len(found))
    return tuple(" ".join(part) for part in (found[:at], found[at:]) if part)


@limits(PROPERTY, max_examples=20)
@given(person=words("p"), first=words("q"), second=words("r"), hand=st.sampled_from(['["economy"]', "[]", None]))
def test_nothing_a_person_wrote_is_lost_run_after_run(
    tmp_path_factory: pytest.TempPathFactory,
    person: dict[int, str],
    first: dict[int, str],
    second: dict[int, str],
    hand: str | None,
) -> None:
    """Run after run each file is merged, with every word and tag of both sides, or kept whole; then nothing changes more."""
    folder = make(tmp_path_factory.mktemp("property") / "archive")
    base = [f"w{number}" for number in range(12)]
    later = {key: (TARIFF, *paragraphs(changed(base, edits))) for key, edits in (("b", first), ("c", second))}
    put(folder, "press/a.jsonl", readings((TARIFF, *paragraphs(base)), **later))
    ingested(folder)
    commit(folder)
    mine = "\n\n".join((OPENING, TARIFF, *paragraphs(changed(base, person)))) + "\n"
    old = statements(folder)[PATH]
    edit(path(folder), old.body, mine)
    if hand:
        edit(path(folder), 'tags: ["tariffs"]', f"tags: {hand}")
    commit(folder)
    for before, now in (("text", "b"), ("b", "c")):
        read(folder, before, now)
        was, made = statements(folder)[PATH], ingested(folder)
        new, state = statements(folder)[PATH], next(iter(total(made)))
        assert bool(made.problems) <= (state == "kept" and new == was)
        assert {word for word in mine.split() if word.startswith("p")} <= set(new.body.split())
        assert set(new.body.split()).isdisjoint(f"w{at}" for at in person)
        assert hand is None or json.loads(hand) == list(new.tags)
        if state == "merged":
            reads = dict(first if now == "b" else second)
            expected = {w for at, w in enumerate(base) if at not in reads and at not in person}
            assert expected == {word for word in new.body.split() if word.startswith("w")}
        assert {} == dict(ingested(folder).writes)
