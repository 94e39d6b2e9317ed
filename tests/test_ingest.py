"""Captures into content: what a run writes, what it leaves alone, and its account of every record."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from datetime import date
from pathlib import Path

import pytest

from builder import check, ingest
from builder.errors import ProblemsError
from builder.files import sha256
from builder.statement import Copy
from tests.sample import (
    COMMAND,
    DAY,
    OPENING,
    PATH,
    TITLE,
    edit,
    ingested,
    make,
    page,
    put,
    row,
    run,
    snapshot,
    statements,
    total,
    written,
)

NEWS = "Halley, June 10 (AP) -- The fair opened."
MANY = 500
"""So many statements that a run can be killed among them."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a tiny archive without captures."""
    return make(tmp_path / "archive")


def filled(folder: Path) -> Path:
    """Store a capture of each shape, with two statements of one title and day, news and a row without a text."""
    put(folder, "watch/2024-06-12-page.txt", page(known=(("Of Ropes", "9 June 2024", "Ropes are long."),)))
    put(
        folder,
        "press/june.jsonl",
        "\n".join(
            [
                row(OPENING, "We object to ropes.", link="https://press.example/1"),
                row(OPENING, "We object to sails.", link="https://press.example/2"),
                row(OPENING, "We object to ropes.", link="https://press.example/3"),
                row(NEWS, title="Fair Opens"),
                row("", title="Nothing Said"),
                "{broken",
            ]
        ),
    )
    return folder


def aged(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Put every file an hour back, so that any later write shows; return the snapshot."""
    for path in (folder / "content").rglob("*"):
        if path.is_file():
            os.utime(path, (path.stat().st_mtime - 3600,) * 2)
    return snapshot(folder)


# what a first run writes


def test_a_capture_becomes_a_statements_file(folder: Path) -> None:
    """A run writes the statement under year, ministry, day and title, with the provenance of its capture."""
    data = page(OPENING, "The tariff of our neighbour harms both shores.").encode()
    put(folder, "watch/2024-06-12-page.txt", data)

    made = ingested(folder)

    assert {"added": 1} == total(made)
    assert [PATH] == list(statements(folder))
    text = (folder / "content" / PATH).read_text(encoding="utf-8")
    front, body = text.removeprefix("---\n").split("---\n", 1)
    assert f"\n{OPENING}\n\nThe tariff of our neighbour harms both shores.\n" == body
    lines = front.splitlines()
    assert [
        f'id: "{sha256(data)[:12]}"',
        f'title: "{TITLE}"',
        'date: "2024-06-10"',
        'ministry: "trade"',
        'issuer: "Spokesperson for the Trade Ministry"',
        'kind: "press-statement"',
        'language: "en"',
        'tags: ["tariffs"]',
        'source: {name: "Trade Desk", outlet: "Arvenia Watch", url: null, section: "Politics", published: "2024-06-10"}',
        f'capture: {{file: "watch/2024-06-12-page.txt", sha256: "{sha256(data)}", captured: "2024-06-12", also: []}}',
        'added: "2024-06-15"',
    ] == lines[:11]
    assert "corrections: []" == lines[12]
    assert 13 == len(lines)


def test_a_row_is_named_with_its_line_and_its_own_hash(folder: Path) -> None:
    """A statement from a container says which line it stands on, and the hash is of that line's bytes."""
    line = row(OPENING, "We object.", link="https://press.example/2")
    put(folder, "press/june.jsonl", f"{row(NEWS, title='Fair Opens')}\n{line}\n")

    ingested(folder)

    (statement,) = statements(folder).values()
    assert ("press/june.jsonl#L2", sha256(line.encode()), None) == (
        statement.capture.file,
        statement.capture.sha256,
        statement.capture.captured,
    )
    assert "https://press.example/2" == statement.source.url


def test_tags_follow_the_registrys_patterns(folder: Path) -> None:
    """A tag is given where title and text name it often enough, and not otherwise."""
    put(folder, "press/a.jsonl", row(OPENING, "A lighthouse and a lighthouse keeper on tariffs."))
    put(folder, "press/b.jsonl", row(OPENING, "One lighthouse.", day="2024-06-11"))

    ingested(folder)

    assert [["lighthouses", "tariffs"], []] == [list(each.tags) for each in statements(folder).values()]


def test_text_that_looks_like_markup_is_kept_as_text(folder: Path) -> None:
    """What a reader sees of the file is what the capture said: signs of Markdown are escaped, words are not lost."""
    put(folder, "press/a.jsonl", row(OPENING, "1. First, *we* object.", "# 2 <b>", "---"))

    ingested(folder)

    (statement,) = statements(folder).values()
    assert f"{OPENING}\n\n1\\. First, \\*we\\* object.\n\n\\# 2 &lt;b>\n\n\\---\n" == statement.body


# the account


def test_every_record_is_in_the_account_once(folder: Path) -> None:
    """Added, duplicate, not a statement, no text and rejected together are all records."""
    made = ingest.plan(filled(folder) / "content", DAY)

    assert {"added": 2, "duplicate": 1, "not a statement": 1, "no text": 1, "rejected": 1} == {
        state: count for state, count in made.tally["press"].items() if count
    }
    assert (6, 1) == (sum(made.tally["press"].values()), sum(made.tally["watch"].values()))
    assert {"press", "watch"} == set(made.tally)
    assert [("json", 6)] == [(problem.code, problem.line) for problem in made.problems]
    assert not made.is_clean


def test_the_account_of_a_later_run_holds_every_record_too(folder: Path) -> None:
    """Records met again are unchanged, not forgotten."""
    ingested(filled(folder))
    edit(folder / "content" / PATH, "ropes", "cables")

    made = ingest.plan(folder / "content", DAY)

    assert {
        "unchanged": 2,
        "kept": 1,
        "duplicate": 1,
        "not a statement": 1,
        "no text": 1,
        "rejected": 1,
    } == total(made)


def test_a_capture_that_cannot_be_opened_is_in_the_account(folder: Path) -> None:
    """A file that is refused whole counts as one rejected record."""
    put(folder, "watch/page.txt", page())
    put(folder, "watch/picture.txt", b"\x89PNG\0\0\0")
    put(folder, "loose.txt", page())
    put(folder, "nobody/page.txt", page())

    made = ingest.plan(folder / "content", DAY)

    assert {"added": 1, "rejected": 3} == total(made)
    assert [
        ("content/captures/loose.txt", "no-source"),
        ("content/captures/nobody/page.txt", "no-source"),
        ("content/captures/watch/picture.txt", "binary"),
    ] == [(problem.path, problem.code) for problem in made.problems]


def test_a_warning_alone_leaves_a_run_clean(folder: Path) -> None:
    """What was only warned of was taken, so nothing is wrong with the run."""
    put(folder, "press/a.jsonl", row(f"Halley, June 9 (AP) -- {OPENING}"))

    made = ingest.plan(folder / "content", DAY)

    assert ([True], True) == ([problem.warning for problem in made.problems], made.is_clean)


def test_an_archive_without_captures_gives_an_empty_account(folder: Path) -> None:
    """No captures, no statements, no problem."""
    made = ingested(folder)

    assert ({}, ()) == (dict(made.tally), made.problems)
    assert {} == statements(folder)


# runs again


def test_a_second_run_changes_nothing(folder: Path) -> None:
    """Neither the bytes nor the time of any file change, on a later day too."""
    ingested(filled(folder))
    before = aged(folder)

    made = ingested(folder, "2025-01-01")

    assert {} == dict(made.writes)
    assert before == snapshot(folder)


def test_captures_are_never_written(folder: Path) -> None:
    """Ingest reads captures; their bytes and times stay."""
    filled(folder)
    before = {path: kept for path, kept in aged(folder).items() if path.startswith("captures/")}

    ingested(folder)
    edit(folder / "content" / "tags.yml", '"tariff*"', '"ropes"')
    ingested(folder)

    assert before == {path: kept for path, kept in snapshot(folder).items() if path.startswith("captures/")}
    assert 2 == len(before)


def test_a_plan_writes_nothing(folder: Path) -> None:
    """Only carrying the plan out writes."""
    before = snapshot(filled(folder))

    ingest.plan(folder / "content", DAY)

    assert before == snapshot(folder)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("harms both shores", "harms both our shores"),
        ('date: "2024-06-10"', 'date: "2024-06-09"'),
        ("corrections: []", 'corrections: [{date: "2024-06-20", by: "A", note: "n"}]\naliases: ["statements/x.md"]'),
    ],
    ids=["text", "date", "entry and alias only"],
)
def test_what_a_person_wrote_is_never_overwritten(folder: Path, old: str, new: str) -> None:
    """A corrected text, a corrected fact or an entry of a person's stays, byte for byte, run after run."""
    put(folder, "watch/page.txt", page())
    ingested(folder)
    edit(folder / "content" / PATH, old, new)
    before = aged(folder)

    made = ingested(folder)
    ingested(folder)

    assert before == snapshot(folder)
    assert {"unchanged" if old.startswith("corr") else "kept": 1} == total(made)


def test_a_correction_stays_when_the_rules_change(folder: Path) -> None:
    """A new rule is followed by a corrected file and an uncorrected one alike; the corrected words stay, and it is counted."""
    put(folder, "press/a.jsonl", row(OPENING, "The tariff is low.") + "\n" + row(OPENING, "The tariff is high."))
    ingested(folder)
    first, second = sorted(statements(folder))
    edit(folder / "content" / first, "high.", "too high.")
    edit(folder / "content" / "tags.yml", '"tariff*"', '"ropes"')

    made = ingested(folder)

    assert {"merged": 1, "updated": 1} == total(made)
    assert [(), ()] == [each.tags for each in statements(folder).values()]
    assert f"{OPENING}\n\nThe tariff is too high.\n" == statements(folder)[first].body
    assert statements(folder)[second].is_untouched


def test_an_untouched_file_is_rewritten_when_a_rule_changes(folder: Path) -> None:
    """What a better rule reads is taken over; path, id, day of entry, entries and old paths stay."""
    put(folder, "watch/page.txt", page())
    ingested(folder)
    old = statements(folder)[PATH]
    edit(folder / "content" / PATH, "corrections: []", 'corrections: []\naliases: ["statements/2024/old.md"]')
    edit(folder / "content" / "ministries.yml", 'short: "Trade Ministry"', 'short: "Ministry of all Trade"')

    made = ingested(folder, "2024-12-01")

    assert ({"updated": 1}, [PATH]) == (total(made), list(made.writes))
    new = statements(folder)[PATH]
    assert "Spokesperson for the Ministry of all Trade" == new.issuer
    assert (old.id, old.added, ["statements/2024/old.md"], old.body) == (
        new.id,
        new.added,
        list(new.aliases),
        new.body,
    )
    assert new.is_untouched


def test_a_file_moves_not_when_its_ministry_does(folder: Path) -> None:
    """A rule that gives the statement to another body changes the front matter and not the path."""
    put(folder, "watch/page.txt", page())
    ingested(folder)
    edit(folder / "content" / "ministries.yml", '"Trade Ministry of RA", ', "")
    edit(
        folder / "content" / "ministries.yml",
        '["Harbour Board of RA"]',
        '["Harbour Board of RA", "Trade Ministry of RA"]',
    )
    edit(folder / "content" / "ministries.yml", '"RA Trade Ministry"', '"RA Ministry for Trade"')

    made = ingested(folder)

    assert {"updated": 1} == total(made)
    assert {PATH: "harbour-board"} == {path: each.ministry for path, each in statements(folder).items()}


def test_a_renamed_capture_keeps_the_statement(folder: Path) -> None:
    """Under another name a capture is the same capture: same path, id and day of entry; the new name is noted."""
    capture = put(folder, "watch/page.txt", page())
    ingested(folder)
    old = statements(folder)[PATH]
    capture.rename(capture.with_name("2024-06-12-page.txt"))

    made = ingested(folder, "2024-12-01")

    assert {"updated": 1} == total(made)
    (new,) = statements(folder).values()
    assert (old.id, old.added, "watch/2024-06-12-page.txt") == (new.id, new.added, new.capture.file)
    assert [PATH] == list(statements(folder))


def test_a_statement_outlives_its_first_capture(folder: Path) -> None:
    """Where only a further copy of the text is left, the statement is read from it and keeps id and day of entry."""
    first = put(folder, "watch/a.txt", page())
    put(folder, "watch/b.txt", page(saved="20 June 2024"))
    ingested(folder)
    old = statements(folder)[PATH]
    first.unlink()

    made = ingested(folder, "2024-12-01")

    assert {"updated": 1} == total(made)
    (new,) = statements(folder).values()
    assert (old.id, old.added, "watch/b.txt", []) == (new.id, new.added, new.capture.file, list(new.capture.also))


def test_a_capture_that_was_saved_again_keeps_the_statement(folder: Path) -> None:
    """Other bytes with the same text are the same statement: path, id and day of entry stay, the hash is the new one."""
    put(folder, "watch/a.txt", page())
    ingested(folder)
    old = statements(folder)[PATH]
    data = page(saved="20 June 2024")
    put(folder, "watch/a.txt", data)

    made = ingested(folder, "2024-12-01")

    assert {"updated": 1} == total(made)
    assert [PATH] == list(statements(folder))
    new = statements(folder)[PATH]
    assert (old.id, old.added, sha256(data.encode())) == (new.id, new.added, new.capture.sha256)


def test_a_corrected_fact_does_not_make_the_text_new(folder: Path) -> None:
    """A statement whose date a person corrected is known by its text when its capture is saved again, and keeps the date."""
    put(folder, "watch/a.txt", page())
    ingested(folder)
    edit(folder / "content" / PATH, 'date: "2024-06-10"', 'date: "2024-06-09"')
    capture = put(folder, "watch/a.txt", page(saved="20 June 2024"))

    made = ingested(folder)

    assert {"merged": 1} == total(made)
    ((path, statement),) = statements(folder).items()
    assert (PATH, "2024-06-09", sha256(capture.read_bytes())) == (path, str(statement.date), statement.capture.sha256)


def test_a_container_that_grows_at_its_head_keeps_the_statements(folder: Path) -> None:
    """Rows put before the others move lines, not statements."""
    capture = put(folder, "press/a.jsonl", row())
    ingested(folder)
    old = statements(folder)[PATH]
    capture.write_text(f"{row(NEWS, title='Fair Opens')}\n{row()}\n", encoding="utf-8")

    ingested(folder)

    (new,) = statements(folder).values()
    assert (old.id, "press/a.jsonl#L2") == (new.id, new.capture.file)


def test_a_statement_deleted_by_hand_comes_back(folder: Path) -> None:
    """While the capture is there, the statement is made again, the same to the byte on the same day."""
    put(folder, "watch/page.txt", page())
    ingested(folder)
    before = (folder / "content" / PATH).read_bytes()
    (folder / "content" / PATH).unlink()

    made = ingested(folder)

    assert ({"added": 1}, before) == (total(made), (folder / "content" / PATH).read_bytes())


def test_a_statement_whose_capture_is_gone_stays(folder: Path) -> None:
    """Ingest deletes nothing."""
    put(folder, "watch/page.txt", page())
    ingested(folder)
    shutil.rmtree(folder / "content" / "captures")

    ingested(folder)

    assert [PATH] == list(statements(folder))


def test_line_ends_of_windows_are_no_correction(folder: Path) -> None:
    """A file that git checked out with CRLF is untouched, and not written again."""
    put(folder, "watch/page.txt", page())
    ingested(folder)
    path = folder / "content" / PATH
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    before = snapshot(folder)

    made = ingested(folder)

    assert {"unchanged": 1} == total(made)
    assert before == snapshot(folder)


# the same text, the same title


def test_the_same_text_under_another_link_is_one_statement(folder: Path) -> None:
    """The first record gives the id; the others stand under `also` with their hashes, in order."""
    lines = [row(link=f"https://press.example/{number}") for number in (1, 2, 3)]
    put(folder, "press/a.jsonl", "\n".join(lines))

    made = ingested(folder)

    assert {"added": 1, "duplicate": 2} == total(made)
    (statement,) = statements(folder).values()
    assert sha256(lines[0].encode())[:12] == statement.id
    assert [
        Copy(file=f"press/a.jsonl#L{number}", sha256=sha256(lines[number - 1].encode())) for number in (2, 3)
    ] == list(statement.capture.also)


def test_two_captures_of_one_text_are_one_statement(folder: Path) -> None:
    """A page saved twice is one statement whose second capture is noted with its own day."""
    put(folder, "watch/2024-06-12.txt", page())
    put(folder, "watch/2024-06-20.txt", page(saved="20 June 2024"))

    ingested(folder)

    (statement,) = statements(folder).values()
    assert ("watch/2024-06-12.txt", "2024-06-12") == (statement.capture.file, str(statement.capture.captured))
    assert [("watch/2024-06-20.txt", "2024-06-20")] == [
        (copy.file, str(copy.captured)) for copy in statement.capture.also
    ]


def test_a_copy_that_comes_later_is_added_to_the_statement(folder: Path) -> None:
    """A second capture of a text that the archive holds gives no new statement, wherever its file sorts."""
    put(folder, "watch/m.txt", page())
    ingested(folder)
    old = statements(folder)[PATH]
    put(folder, "watch/a.txt", page(saved="20 June 2024"))

    made = ingested(folder, "2024-12-01")

    assert {"updated": 1, "duplicate": 1} == total(made)
    (new,) = statements(folder).values()
    assert (old.id, old.added, "watch/m.txt", ["watch/a.txt"]) == (
        new.id,
        new.added,
        new.capture.file,
        [copy.file for copy in new.capture.also],
    )
    assert {} == dict(ingested(folder, "2025-01-01").writes)


def test_a_later_copy_of_a_corrected_text_adds_nothing(folder: Path) -> None:
    """A text that a person corrected is met again by the hash of its capture: kept, and not added beside."""
    put(folder, "watch/m.txt", page())
    ingested(folder)
    edit(folder / "content" / PATH, "harms", "hurts")
    before = (folder / "content" / PATH).read_bytes()
    put(folder, "watch/a.txt", page(saved="20 June 2024"))

    made = ingested(folder)

    assert {"kept": 1, "duplicate": 1} == total(made)
    assert ([PATH], before) == (list(statements(folder)), (folder / "content" / PATH).read_bytes())


def test_one_headline_on_two_days_is_two_statements(folder: Path) -> None:
    """The same title with another day and text is another statement in another file."""
    put(folder, "press/a.jsonl", row(OPENING, "One.", day="2024-06-10") + "\n" + row(OPENING, "Two.", day="2024-06-11"))

    made = ingested(folder)

    assert {"added": 2} == total(made)
    assert {PATH: "2024-06-10", PATH.replace("06-10", "06-11"): "2024-06-11"} == {
        path: str(each.date) for path, each in statements(folder).items()
    }


def test_one_headline_on_one_day_with_other_texts_is_two_statements(folder: Path) -> None:
    """Title and day do not make a statement: two texts are two files, the second numbered."""
    put(folder, "press/a.jsonl", row(OPENING, "One.") + "\n" + row(OPENING, "Two."))

    ingested(folder)

    assert {PATH: "One.", PATH.replace(".md", "-2.md"): "Two."} == {
        path: each.body.split("\n\n")[1].strip() for path, each in statements(folder).items()
    }


def test_texts_that_differ_in_a_word_are_two_statements(folder: Path) -> None:
    """Nearly the same is not the same: nothing is merged by likeness."""
    put(folder, "press/a.jsonl", row(OPENING, "We shall act.") + "\n" + row(OPENING, "We shall not act."))

    assert {"added": 2} == total(ingested(folder))


# order, and being cut short


def test_the_same_captures_give_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    """Neither the order in which files came to lie there nor the seed of hashing shows in what is written."""
    captures = {
        "watch/b.txt": page(OPENING, "One."),
        "watch/a.txt": page(OPENING, "Two."),
        "press/z.jsonl": "\n".join(row(OPENING, f"Number {number % 5}.") for number in range(9)),
        "press/deep/a.jsonl": row(OPENING, "One.", title="Another Title"),
        "press/deep-b.jsonl": row(OPENING, "Three."),
    }
    trees = []
    for number, names in enumerate((list(captures), list(reversed(captures)))):
        folder = make(tmp_path / str(number))
        for name in names:
            put(folder, name, captures[name])
        done = run(folder, "ingest", "--date", DAY, PYTHONHASHSEED=str(number + 1), TZ=("UTC", "Asia/Tokyo")[number])
        assert 0 == done.returncode, done.stderr
        trees.append((written(folder), done.stdout, done.stderr))

    assert trees[0] == trees[1]
    assert 9 == len(trees[0][0])


def test_a_run_that_was_cut_short_is_finished_by_the_next(folder: Path) -> None:
    """Whichever of the files a run had written, the next gives the same tree as a run that was not cut."""
    ingested(filled(folder))
    whole = written(folder)
    assert 4 == len(whole)

    for missing in ([0], [1, 3], [0, 1, 2, 3], [2]):
        for path in [sorted(whole)[number] for number in missing]:
            (folder / "content" / path).unlink()

        ingested(folder)

        assert whole == written(folder)


def test_a_killed_run_is_finished_by_the_next(tmp_path: Path) -> None:
    """A run killed among its writes leaves whole files only, and the next makes the tree of an undisturbed run."""
    many = "\n".join(row(OPENING, f"Number {number}.", title=f"Report {number}") for number in range(MANY))
    killed, undisturbed = make(tmp_path / "killed"), make(tmp_path / "undisturbed")
    put(killed, "press/many.jsonl", many)
    put(undisturbed, "press/many.jsonl", many)
    ingested(undisturbed)

    with subprocess.Popen([str(COMMAND), "ingest", "--date", DAY], cwd=killed, stdout=subprocess.DEVNULL) as process:
        place = killed / "content" / "statements" / "2024" / "trade"
        while process.poll() is None and not (place.is_dir() and any(place.glob("*.md"))):
            time.sleep(0.001)
        process.send_signal(signal.SIGKILL)
    left = {path: data for path, data in written(killed).items() if path.endswith(".md")}

    assert -signal.SIGKILL == process.returncode
    assert 0 < len(left) < MANY
    assert left.items() <= written(undisturbed).items()

    made = ingested(killed)

    assert {"unchanged": len(left), "added": MANY - len(left)} == total(made)
    assert written(undisturbed) == {path: data for path, data in written(killed).items() if not path.endswith(".part")}


# what others say, and what the archive lacks


def test_texts_that_captures_name_are_wanted(folder: Path) -> None:
    """What a page lists is kept with title, date, source, teaser and where it is named, the oldest first."""
    put(
        folder,
        "watch/page.txt",
        page(known=(("Of Sails", "11 June 2024", 'Sails: "white".'), ("Of Ropes", "9 June 2024", "Ropes are long."))),
    )

    ingested(folder)

    assert [
        "wanted:",
        (
            '- {title: "Of Ropes", date: "2024-06-09", source: "Trade Desk", teaser: "Ropes are long.", '
            'named_in: "watch/page.txt"}'
        ),
        (
            '- {title: "Of Sails", date: "2024-06-11", source: "Trade Desk", teaser: "Sails: \\"white\\".", '
            'named_in: "watch/page.txt"}'
        ),
    ] == (folder / "content" / "wanted.yml").read_text(encoding="utf-8").splitlines()[1:]


def wanted(folder: Path) -> list[str]:
    """Return the titles on the list of wanted texts."""
    lines = (folder / "content" / "wanted.yml").read_text(encoding="utf-8").splitlines()
    return [line.split('"')[1] for line in lines if line.startswith("- ")]


LISTED = ((TITLE, "10 June 2024", "The tariff"), ("Of Ropes", "9 June 2024", "Ropes are long."))


def test_a_text_named_twice_is_wanted_once(folder: Path) -> None:
    """Two pages that list the same text give one entry, of the first of them."""
    put(folder, "watch/a.txt", page(OPENING, "One.", title="First", known=LISTED))
    put(folder, "watch/b.txt", page(OPENING, "Two.", title="Second", known=LISTED))

    ingested(folder)

    text = (folder / "content" / "wanted.yml").read_text(encoding="utf-8")
    assert (["Of Ropes", TITLE], 2) == (wanted(folder), text.count('named_in: "watch/a.txt"'))


def test_the_ministry_of_a_wanted_text_is_told_where_it_is_sure(folder: Path) -> None:
    """A headline of one of the profile's forms gives the ministry; a title that mentions a body gives none."""
    known = (
        ("Report of Harbour Board of RA", "3 June 2024", "One."),
        ("Guests of Harbour Board of RA", "3 June 2024", "Two."),
    )
    put(folder, "watch/a.txt", page(known=known))
    ingested(folder)

    lines = (folder / "content" / "wanted.yml").read_text(encoding="utf-8").splitlines()[2:]
    assert [False, True] == ['ministry: "harbour-board"' in line for line in lines]
    assert [False, True] == ["ministry" in line for line in lines]


def test_a_text_named_in_two_ways_is_wanted_once(folder: Path) -> None:
    """Two lists that print one title of a day with other marks, or cut it once it is captured, name one text."""
    put(
        folder,
        "watch/a.txt",
        page(known=(("Harbour\u2019s Ropes", "3 June 2024", "One."), (f"{TITLE[:40]}...", "10 June 2024", ""))),
    )
    put(folder, "watch/b.txt", page("Other.", known=(("Harbour's ropes", "3 June 2024", "One."),)))
    ingested(folder)

    assert 1 == len(wanted(folder))


def test_a_wanted_text_that_is_captured_is_wanted_no_more(folder: Path) -> None:
    """The entry goes when its text comes in, in the same run and in a later one."""
    put(folder, "watch/a.txt", page(OPENING, "One.", title="First", known=LISTED))
    ingested(folder)
    assert ["Of Ropes", TITLE] == wanted(folder)

    put(folder, "press/b.jsonl", row(OPENING, "Two."))
    ingested(folder)

    assert ["Of Ropes"] == wanted(folder)
    assert {} == dict(ingested(folder).writes)


def test_a_wanted_text_issued_on_an_earlier_day_is_found_too(folder: Path) -> None:
    """A list gives the day of publishing: a text issued the day before is the same text, and no longer wanted."""
    put(folder, "watch/a.txt", page(OPENING, "One.", title="First", known=LISTED))
    put(folder, "press/b.jsonl", row(OPENING.replace(":", " on June 9:"), "Two."))

    ingested(folder)

    assert {"2024-06-09"} == {str(each.date) for each in statements(folder).values() if each.title == TITLE}
    assert ["Of Ropes"] == wanted(folder)


def test_a_wanted_text_that_turns_out_to_be_news_is_wanted_no_more(folder: Path) -> None:
    """A text that was captured and is no statement is not missing any longer."""
    put(folder, "watch/a.txt", page(OPENING, "One.", title="First", known=LISTED))
    put(folder, "press/b.jsonl", row("Ropes are long.", title="Of Ropes", day="2024-06-09"))

    ingested(folder)

    assert [TITLE] == wanted(folder)


# what stops a run


def test_a_run_does_not_start_on_statements_that_cannot_be_read(folder: Path) -> None:
    """Half an archive would be added to twice: every unreadable statement is told, and nothing is written."""
    ingested(filled(folder))
    (folder / "content" / PATH).write_text("no front matter\n", encoding="utf-8")
    edit(folder / "content" / PATH.replace(".md", "-2.md"), 'kind: "', 'kindd: "')
    before = snapshot(folder)

    with pytest.raises(ProblemsError) as caught:
        ingest.plan(folder / "content", DAY)

    assert [
        (f"content/{PATH.replace('.md', '-2.md')}", "missing"),
        (f"content/{PATH.replace('.md', '-2.md')}", "unknown-key"),
        (f"content/{PATH}", "front-matter"),
    ] == sorted((problem.path, problem.code) for problem in caught.value.problems)
    assert before == snapshot(folder)


def test_a_name_that_two_ministries_share_is_never_a_guess(folder: Path) -> None:
    """Where the registry gives one name to two bodies, a text that uses it goes to neither."""
    edit(
        folder / "content" / "ministries.yml",
        '["Harbour Board of RA"]',
        '["Harbour Board of RA", "Trade Ministry of RA"]',
    )
    put(folder, "watch/page.txt", page())

    try:
        made = ingested(folder)
    except ProblemsError as error:
        assert {"content/ministries.yml"} == {problem.path for problem in error.problems}  # noqa: PT017
    else:
        assert {"rejected": 1} == total(made)
    assert {} == statements(folder)


def test_what_ingest_writes_passes_the_check(folder: Path) -> None:
    """The files of a run are without a problem at once."""
    ingested(filled(folder))

    assert () == check.check(folder / "content", DAY).problems
    assert {date(2024, 6, 10)} == {each.date.first for each in statements(folder).values()}


def test_near_duplicates_follow_what_is_there(folder: Path) -> None:
    """A list that a killed run left behind, or that tells of statements gone since, is mended by the next run."""
    words = " ".join(f"w{number}" for number in range(60))
    put(folder, "press/a.jsonl", row(OPENING, words))
    put(folder, "press/b.jsonl", row(OPENING, f"{words} And more.", day="2024-06-11"))
    ingested(folder)
    file = folder / "content" / "related.yml"
    first = file.read_text(encoding="utf-8")
    assert 1 == first.count("similarity")

    file.write_text("# half a run\nrelated: []\n", encoding="utf-8")
    ingested(folder)

    assert first == file.read_text(encoding="utf-8")
