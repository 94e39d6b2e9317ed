"""What becomes of a text: new ones are added, copies counted, read anew where the parser got better, kept where a person wrote."""

from __future__ import annotations

from builder import content, registry
from builder.archive import Entry
from builder.held import Run
from builder.settle import reconciled, settle
from builder.sources.draft import Draft
from builder.statement import Statement
from tests.sample import DAY, OPENING, Reader, make, row
from tests.test_reading import MORE, drafts

LINK = "https://press.example/other"


def begun(tmp_path) -> tuple[Run, list[Draft]]:
    """Return a run over an empty archive, and two captures of one text."""
    folder = make(tmp_path / "archive") / "content"
    found = drafts(Reader(folder), row(OPENING, MORE), row(OPENING, MORE, link=LINK))
    return Run(folder, "content", DAY, registry.load(folder)), found


def after(run: Run, statement: Statement, path: str) -> Run:
    """Return a run that finds a statement in its file."""
    (run.folder / path).parent.mkdir(parents=True, exist_ok=True)
    (run.folder / path).write_text(content.dump(statement), encoding="utf-8")
    next_run = Run(run.folder, "content", DAY, run.records)
    next_run.hold(Entry(path=path, statement=statement))
    return next_run


def states(run: Run) -> dict[str, int]:
    """Return the account of a run over one source, without the states that no record has."""
    (row,) = run.tally.values()
    return {state: number for state, number in row.items() if number}


def test_a_new_text_is_added_once_and_its_copies_are_counted(tmp_path) -> None:
    """One file is written, the second capture is a duplicate, and the text is held to be compared with others."""
    run, found = begun(tmp_path)

    settle(found, run)

    (path,) = run.writes
    assert {"added": 1, "duplicate": 1} == states(run)
    assert [found[0].fields.record.sha256[:12]] == list(run.texts)
    assert (
        f"{OPENING}\n\n{MORE}\n" == content.load(run.writes[path], path).body == run.texts[next(iter(run.texts))].body
    )


def test_a_statement_that_says_the_same_is_not_written(tmp_path) -> None:
    """Found again it is unchanged; with one capture less it is updated in its place."""
    run, found = begun(tmp_path)
    settle(found, run)
    (path,) = run.writes
    again = after(run, content.load(run.writes[path], path), path)
    fewer = after(run, content.load(run.writes[path], path), path)

    settle(found, again)
    settle(found[:1], fewer)

    assert ({"unchanged": 1, "duplicate": 1}, []) == (states(again), list(again.writes))
    assert ({"updated": 1}, [path]) == (states(fewer), list(fewer.writes))


def test_what_a_person_wrote_waits_and_is_kept(tmp_path) -> None:
    """A changed file is no part of the account until all such files are decided on; where the parser reads what it did, it stays."""
    run, found = begun(tmp_path)
    settle(found, run)
    (path,) = run.writes
    person = content.load(run.writes[path], path).model_copy(update={"body": "By hand.\n"})
    again = after(run, person, path)

    settle(found, again)
    before = states(again)
    reconciled(again)

    assert ({"duplicate": 1}, {"kept": 1, "duplicate": 1}) == (before, states(again))
    assert ([], [(person.id, person.parsed)]) == (list(again.writes), again.based)
    assert "By hand.\n" == again.texts[person.id].body
