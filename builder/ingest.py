"""Captures into content: what is new is added, what a better parser reads is updated, what a person changed stays."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from builder import (
    archive,
    capture,
    content,
    files,
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
from builder.held import Held, digest_of, hold
from builder.packed import Packed
from builder.readas import Choices
from builder.registry import Registry
from builder.sources.aliases import Finder
from builder.sources.draft import Context, Draft, Known, Outcome, Reason
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
    """The working state of one run; what is long is packed, so that memory hardly grows with the archive."""

    folder: Path
    shown: str
    today: str
    records: Registry
    by_hash: dict[str, Held] = field(default_factory=dict)
    by_body: dict[bytes, Held] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    writes: Packed[str, str] = field(default_factory=Packed)
    tally: dict[str, dict[str, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    known: dict[tuple[str, str], Known] = field(default_factory=dict)
    titles: set[tuple[str, str]] = field(default_factory=set)
    ids: dict[str, str] = field(default_factory=dict)
    bodies: Packed[str, str] = field(default_factory=Packed)
    corrected: list[tuple[capture.Record, reconcile.Corrected]] = field(default_factory=list)

    def count(self, record: capture.Record, state: str) -> None:
        """Add one record to the account."""
        row = self.tally.setdefault(record.source, dict.fromkeys(STATES, 0))
        row[state] += 1

    def hold(self, entry: Entry) -> None:
        """Take account of a statement that is there already."""
        statement = entry.statement
        held = hold(entry)
        for copy in (statement.capture, *statement.capture.also):
            self.by_hash.setdefault(copy.sha256, held)
        self.by_body[digest_of(statement.body)] = held
        self.taken.add(entry.path)
        self.titles.add((statement.title, str(statement.date)))
        self.bodies[statement.id] = statement.body
        self.ids[statement.id] = entry.path


def plan(folder: Path, today: str, track: Track = iter, shown: str = "content", choices: Choices | None = None) -> Plan:
    """Read all captures below the content folder and return what is to be written; nothing is written here.

    `today` is the day that new statements are given as `added`. Raises ProblemsError where the registries or
    the statements already there cannot be read, since a run on half of them would add twice.
    """
    records, profiles = registry.load(folder, shown), profile.load(folder, shown)
    run = _held(_Run(folder, shown, today, records))
    context = Context(records, Finder(records))
    groups = _same_text(_outcomes(track(capture.read_all(folder, shown, choices)), profiles, context, run))
    for text in list(groups):
        _settle(groups.pop(text), run)
    _reconcile(run, folder, shown)
    run.writes[related.FILE] = related.dump(related.pairs(run.bodies))
    run.writes[wanted.FILE] = _wanted(run)
    return Plan(
        writes=_changed(run.writes, folder),
        tally=run.tally,
        problems=tuple(sorted(set(run.problems))),
        readings={each.path: each.reading for _, each in reversed(run.corrected)},
    )


def _held(run: _Run) -> _Run:
    """Take account of the statements already there; raises ProblemsError where one cannot be read."""
    problems: list[Problem] = []
    for each in archive.each_of(run.folder, run.shown):
        if isinstance(each, Entry):
            run.hold(each)
        else:
            problems += each
    if problems:
        raise ProblemsError(problems)
    return run


def apply(made: Plan, folder: Path, shown: str = "content") -> None:
    """Write what the plan says, each file whole or not at all; a run that is cut short is finished by the next.

    Raises ProblemsError where a file cannot be written (a full disk, a file in a folder's place).
    """
    with ThreadPoolExecutor(_AT_ONCE) as pool:  # a disk takes many files at once as fast as one
        faults = pool.map(lambda path: _fault(folder, path, made.writes[path], shown), made.writes)
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


def _changed(writes: Packed[str, str], folder: Path) -> Mapping[str, str]:
    for path in list(writes):
        file = folder / path
        if file.is_file() and file.read_text(encoding="utf-8") == writes[path]:
            del writes[path]
    return writes


def _outcomes(
    found: Iterable[capture.Record | Problem],
    profiles: Mapping[str, profile.Profile],
    context: Context,
    run: _Run,
) -> Iterator[Draft]:
    """Yield the drafts; keep account of everything else."""
    for outcome in chain.from_iterable(_parsed(file, profiles, context, run) for file in found):
        run.problems += outcome.problems
        for known in outcome.known:
            run.known.setdefault((known.date, known.title), known)
        if outcome.seen:
            run.titles.add(outcome.seen)
        if outcome.draft is not None:
            yield outcome.draft
        elif outcome.reason is not None:
            run.count(outcome.record, outcome.reason.value)


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


def _same_text(drafts: Iterable[Draft]) -> Packed[bytes, list[Draft]]:
    """Return the drafts in groups of the same text, in the order in which each text was first met."""
    groups: Packed[bytes, list[Draft]] = Packed()
    for draft in drafts:
        text = digest_of(json.dumps(draft.fields.paragraphs))
        groups[text] = [*groups.get(text, ()), _light(draft)]
    return groups


def _light(draft: Draft) -> Draft:
    """Return a draft without what is only needed to recognise it."""
    return replace(draft, fields=replace(draft.fields, record=draft.fields.record.without_bytes, facts={}))


def _settle(drafts: list[Draft], run: _Run) -> None:
    """Decide about one text: add it, update it, or leave it."""
    for repeated in drafts[1:]:
        run.count(repeated.fields.record, "duplicate")
    held = next((run.by_hash[h] for d in drafts if (h := d.fields.record.sha256) in run.by_hash), None)
    held = held or run.by_body.get(digest_of(markup.body(drafts[0].fields.paragraphs)))
    first = drafts[0].fields.record
    if held is None:
        run.count(first, _add(drafts, run))
        return
    fresh = reading.refreshed(held.past, drafts, run.records)
    if not held.is_untouched:
        run.corrected.append((first, reconcile.Corrected(held.path, _person(held, run), fresh)))
        return
    is_new = digest_of(fresh.model_dump_json()) != held.digest
    if is_new:
        run.writes[held.path] = content.dump(fresh)
        run.bodies[fresh.id] = fresh.body
    run.count(first, "updated" if is_new else "unchanged")


def _person(held: Held, run: _Run) -> Statement:
    """Return the file that a person changed as it stands."""
    shown = f"{run.shown}/{held.path}"
    return content.load(files.read_text(run.folder / held.path, shown), shown)


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
    return wanted.dump(
        wanted.Wanted(title=k.title, date=k.date, source=k.source, teaser=k.teaser, named_in=k.named_in)
        for _, k in sorted(run.known.items())
        if k.title and (k.title, k.date) not in run.titles
    )
