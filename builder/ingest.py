"""Captures into content: what is new is added, what a better parser reads is updated, what a person changed stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from builder import (
    archive,
    capture,
    content,
    files,
    marks,
    markup,
    profile,
    reading,
    reconcile,
    registry,
    related,
    sources,
    wanted,
)
from builder.archive import Entry
from builder.errors import Problem, ProblemsError
from builder.readas import Choices
from builder.registry import Registry
from builder.sources.aliases import Finder
from builder.sources.draft import Context, Draft, Fields, Known, Outcome, Reason
from builder.statement import Statement

STATES = ("added", "updated", "unchanged", "kept", "merged", "duplicate", *(reason.value for reason in Reason))
"""The rows of ingest's table, in order. `kept` is a file that a person corrected; `merged` one that follows the parser too."""

_AT_ONCE = 16

Track = Callable[[Iterable[capture.Record | Problem]], Iterable[capture.Record | Problem]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a run would write, and the account of every record it read.

    `writes` maps paths below the content folder to texts; `tally` maps source to state to number of records;
    `readings` maps the path of each file that a person changed to what the parser reads today.
    """

    writes: Mapping[str, str]
    tally: Mapping[str, Mapping[str, int]]
    problems: tuple[Problem, ...]
    readings: Mapping[str, Statement]

    @property
    def is_clean(self) -> bool:
        """Whether nothing was refused."""
        return all(problem.warning for problem in self.problems)


@dataclass(slots=True)
class _Run:
    """The working state of one run."""

    today: str
    records: Registry
    by_hash: dict[str, Entry]
    by_body: dict[str, Entry]
    taken: set[str]
    writes: dict[str, str] = field(default_factory=dict)
    tally: dict[str, dict[str, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    known: list[Known] = field(default_factory=list)
    titles: set[tuple[str, str]] = field(default_factory=set)
    ids: dict[str, str] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)
    corrected: list[tuple[capture.Record, reconcile.Corrected]] = field(default_factory=list)

    def count(self, record: capture.Record, state: str) -> None:
        """Add one record to the account."""
        row = self.tally.setdefault(record.source, dict.fromkeys(STATES, 0))
        row[state] += 1


def plan(folder: Path, today: str, track: Track = iter, shown: str = "content", choices: Choices | None = None) -> Plan:
    """Read all captures below the content folder and return what is to be written; nothing is written here.

    `today` is the day that new statements are given as `added`. Raises ProblemsError where the registries or
    the statements already there cannot be read, since a run on half of them would add twice.
    """
    records, profiles = registry.load(folder, shown), profile.load(folder, shown)
    entries, problems = archive.read(folder, shown)
    if problems:
        raise ProblemsError(problems)
    run = _Run(today, records, _by_hash(entries), _by_body(entries), {entry.path for entry in entries})
    run.titles = {(entry.statement.title, str(entry.statement.date)) for entry in entries}
    run.bodies = {entry.statement.id: entry.statement.body for entry in entries}
    run.ids = {entry.statement.id: entry.path for entry in entries}
    context = Context(records, Finder(records))
    outcomes = _outcomes(track(capture.read_all(folder, shown, choices)), profiles, context, run)
    for drafts in _same_text(outcomes):
        _settle(drafts, run)
    _reconcile(run, folder, shown)
    run.writes[related.FILE] = related.dump(related.pairs(run.bodies))
    run.writes[wanted.FILE] = _wanted(run)
    return Plan(
        writes=_changed(run.writes, folder),
        tally=run.tally,
        problems=tuple(sorted(set(run.problems))),
        readings={each.path: each.reading for _, each in reversed(run.corrected)},
    )


def apply(made: Plan, folder: Path, shown: str = "content") -> None:
    """Write what the plan says, each file whole or not at all; a run that is cut short is finished by the next.

    Raises ProblemsError where a file cannot be written (a full disk, a file in a folder's place).
    """
    with ThreadPoolExecutor(_AT_ONCE) as pool:  # a disk takes many files at once as fast as one
        faults = pool.map(lambda item: _fault(folder, item[0], item[1], shown), made.writes.items())
        told = [fault for fault in faults if fault]
    if told:
        raise ProblemsError(told)


def _fault(folder: Path, path: str, text: str, shown: str) -> Problem | None:
    """Write one file; return why it could not be written."""
    try:
        files.write(folder / path, text)
    except OSError as error:
        message, hint = f"the file cannot be written: {error.strerror}", "mend that and run ingest again"
        return Problem(path=f"{shown}/{path}", line=0, code="unwritable", message=message, hint=hint)
    return None


def _by_hash(entries: Iterable[Entry]) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for entry in entries:
        for copy in (entry.statement.capture, *entry.statement.capture.also):
            found.setdefault(copy.sha256, entry)
    return found


def _by_body(entries: Iterable[Entry]) -> dict[str, Entry]:
    return {entry.statement.body: entry for entry in entries}


def _changed(writes: Mapping[str, str], folder: Path) -> dict[str, str]:
    def is_there(path: str, text: str) -> bool:
        file = folder / path
        return file.is_file() and file.read_text(encoding="utf-8") == text

    return {path: text for path, text in writes.items() if not is_there(path, text)}


def _outcomes(
    found: Iterable[capture.Record | Problem],
    profiles: Mapping[str, profile.Profile],
    context: Context,
    run: _Run,
) -> Iterator[Draft]:
    """Yield the drafts; keep account of everything else."""
    for outcome in chain.from_iterable(_parsed(file, profiles, context, run) for file in found):
        run.problems += outcome.problems
        run.known += outcome.known
        if outcome.seen:
            run.titles.add(outcome.seen)
        if outcome.draft is not None:
            run.problems += _hiding(outcome.draft.fields)
            yield outcome.draft
        elif outcome.reason is not None:
            run.count(outcome.record, outcome.reason.value)


def _hiding(fields: Fields) -> Iterator[Problem]:
    """Yield a warning for each kind of character that hides in a text; nothing is changed."""
    paragraphs = ((f"paragraph {number}", text) for number, text in enumerate(fields.paragraphs, start=1))
    for said in marks.report((("title", fields.title), ("section", fields.section or ""), *paragraphs)):
        hint = "compare it with the source; the file keeps it, and the page shows it as a mark"
        yield fields.record.problem("hidden-character", said, hint, warning=True)


def _parsed(
    file: capture.Record | Problem, profiles: Mapping[str, profile.Profile], context: Context, run: _Run
) -> Iterator[Outcome]:
    if isinstance(file, Problem):
        run.problems.append(file)
        inside = file.path.split(f"/{capture.FOLDER}/", 1)[-1].split("/")
        source = inside[0] if len(inside) > 1 else "(no source)"
        run.tally.setdefault(source, dict.fromkeys(STATES, 0))[Reason.REJECTED.value] += 1
        return iter(())
    if file.source not in profiles:
        from_known = ", ".join(sorted(profiles))
        message = f'there is no source "{file.source}" in sources.yml'
        fault = file.problem("no-source", message, f"move the file to the folder of one of: {from_known}")
        return iter([Outcome(record=file, reason=Reason.REJECTED, problems=(fault,))])
    return sources.parse(file, profiles[file.source], context)


def _same_text(drafts: Iterable[Draft]) -> list[list[Draft]]:
    """Return the drafts in groups of the same text, in the order in which each text was first met."""
    groups: dict[tuple[str, ...], list[Draft]] = {}
    for draft in drafts:
        groups.setdefault(draft.fields.paragraphs, []).append(draft)
    return list(groups.values())


def _settle(drafts: list[Draft], run: _Run) -> None:
    """Decide about one text: add it, update it, or leave it."""
    for repeated in drafts[1:]:
        run.count(repeated.fields.record, "duplicate")
    entry = next((run.by_hash[h] for d in drafts if (h := d.fields.record.sha256) in run.by_hash), None)
    entry = entry or run.by_body.get(markup.body(drafts[0].fields.paragraphs))
    first = drafts[0].fields.record
    if entry is None:
        run.count(first, _add(drafts, run))
        return
    fresh = reading.refreshed(entry.statement, drafts, run.records)
    if not entry.statement.is_untouched:
        run.corrected.append((first, reconcile.Corrected(entry.path, entry.statement, fresh)))
        return
    if fresh != entry.statement:
        run.writes[entry.path] = content.dump(fresh)
        run.bodies[fresh.id] = fresh.body
    run.count(first, "unchanged" if fresh == entry.statement else "updated")


def _reconcile(run: _Run, folder: Path, shown: str) -> None:
    """Decide about all files that a person changed at once, since their history is read in one go."""
    settled = reconcile.settle(folder, shown, [each for _, each in run.corrected])
    for (record, _), outcome in zip(run.corrected, settled, strict=True):
        run.count(record, outcome.state)
        run.writes.update(outcome.writes)
        run.bodies.update(
            (each.id, each.body) for path, text in outcome.writes.items() if (each := content.load(text, path))
        )
        run.problems += outcome.problems


def _add(drafts: list[Draft], run: _Run) -> str:
    statement = reading.first(drafts, run.records, run.today)
    if statement.id in run.ids:
        message = f"the id {statement.id} belongs to {run.ids[statement.id]} already"
        run.problems.append(drafts[0].fields.record.problem("duplicate-id", message, "tell the maintainers"))
        return Reason.REJECTED.value
    path = content.path_for(statement, run.taken)
    run.taken.add(path)
    run.ids[statement.id] = path
    run.titles.add((statement.title, str(statement.date)))
    run.writes[path] = content.dump(statement)
    run.bodies[statement.id] = statement.body
    return "added"


def _wanted(run: _Run) -> str:
    """Return the file of texts known but not captured; those that the archive holds by now are left out."""
    unique = {(known.date, known.title): known for known in reversed(run.known)}
    return wanted.dump(
        wanted.Wanted(title=k.title, date=k.date, source=k.source, teaser=k.teaser, named_in=k.named_in)
        for key, k in sorted(unique.items())
        if k.title and (k.title, k.date) not in run.titles
    )
