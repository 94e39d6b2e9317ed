"""Captures into content: what is new is added, what a better parser reads is updated, what a person changed stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from builder import archive, capture, content, files, markup, profile, registry, sources, yamltree
from builder.archive import Entry
from builder.errors import Problem, ProblemsError
from builder.registry import Registry
from builder.sources.aliases import Finder
from builder.sources.draft import Context, Draft, Known, Outcome, Reason
from builder.statement import Statement, digest

WANTED = "wanted.yml"
"""The file of texts that captures name and the archive lacks, below the content folder."""

STATES = ("added", "updated", "unchanged", "kept", "duplicate", *(reason.value for reason in Reason))
"""The rows of ingest's table, in order. `kept` is a file that a person corrected."""

_AT_ONCE = 16

Track = Callable[[Iterable[capture.Record | Problem]], Iterable[capture.Record | Problem]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a run would write, and the account of every record it read.

    `writes` maps paths below the content folder to texts; `tally` maps source to state to number of records.
    """

    writes: Mapping[str, str]
    tally: Mapping[str, Mapping[str, int]]
    problems: tuple[Problem, ...]

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

    def count(self, record: capture.Record, state: str) -> None:
        """Add one record to the account."""
        row = self.tally.setdefault(record.source, dict.fromkeys(STATES, 0))
        row[state] += 1


def plan(folder: Path, today: str, track: Track = iter, shown: str = "content") -> Plan:
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
    run.ids = {entry.statement.id: entry.path for entry in entries}
    context = Context(records, Finder(records))
    outcomes = _outcomes(track(capture.read_all(folder, shown)), profiles, context, run)
    for drafts in _same_text(outcomes):
        _settle(drafts, run)
    run.writes[WANTED] = _wanted(run)
    return Plan(writes=_changed(run.writes, folder), tally=run.tally, problems=tuple(sorted(set(run.problems))))


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
    if not entry.statement.is_untouched:
        run.count(first, "kept")
        return
    fresh = _refreshed(entry.statement, drafts, run)
    if fresh != entry.statement:
        run.writes[entry.path] = content.dump(fresh)
    run.count(first, "unchanged" if fresh == entry.statement else "updated")


def _add(drafts: list[Draft], run: _Run) -> str:
    statement = _statement(drafts[0], drafts, run.records, {"added": run.today})
    if statement.id in run.ids:
        message = f"the id {statement.id} belongs to {run.ids[statement.id]} already"
        run.problems.append(drafts[0].fields.record.problem("duplicate-id", message, "tell the maintainers"))
        return Reason.REJECTED.value
    path = content.path_for(statement, run.taken)
    run.taken.add(path)
    run.ids[statement.id] = path
    run.titles.add((statement.title, str(statement.date)))
    run.writes[path] = content.dump(statement)
    return "added"


def _refreshed(old: Statement, drafts: list[Draft], run: _Run) -> Statement:
    """Return the statement as today's parser reads it; what is not the parser's stays."""
    origin = next((d for d in drafts if d.fields.record.sha256 == old.capture.sha256), drafts[0])
    kept = {"id": old.id, "added": str(old.added), "aliases": old.aliases, "corrections": old.corrections}
    return _statement(origin, drafts, run.records, kept)


def as_parsed(old: Statement, drafts: list[Draft], records: Registry) -> Statement:
    """Return the statement as its captures say it today, whatever a person changed; what is not the parser's stays."""
    return _refreshed(old, drafts, _Run("", records, {}, {}, set()))


def _statement(origin: Draft, drafts: list[Draft], records: Registry, kept: Mapping[str, Any]) -> Statement:
    fields = origin.fields
    also = [_copy(draft) for draft in drafts if draft is not origin]
    data: dict[str, Any] = {
        "id": fields.record.sha256[:12],
        "title": fields.title,
        "date": origin.date,
        "ministry": origin.ministry,
        "issuer": origin.issuer,
        "kind": origin.kind,
        "language": origin.language,
        "tags": list(records.tags_of("\n".join((fields.title, *fields.paragraphs)))),
        "source": _source(origin),
        "capture": {**_copy(origin), "also": also},
        "corrections": [],
        "body": markup.body(fields.paragraphs),
        **kept,
    }
    return Statement.model_validate({**data, "parsed": digest(data)})


def _source(draft: Draft) -> dict[str, str | None]:
    fields = draft.fields
    return {
        "name": fields.source_name,
        "outlet": draft.outlet,
        "url": fields.url,
        "section": fields.section,
        "published": fields.day.isoformat() if fields.day else None,
    }


def _copy(draft: Draft) -> dict[str, str | None]:
    captured = draft.fields.captured
    return {
        "file": draft.fields.record.file,
        "sha256": draft.fields.record.sha256,
        "captured": captured.isoformat() if captured else None,
    }


def _wanted(run: _Run) -> str:
    """Return the file of texts known but not captured; those that the archive holds by now are left out."""
    unique = {(known.date, known.title): known for known in reversed(run.known)}
    rows = [
        {"title": k.title, "date": k.date, "source": k.source, "teaser": k.teaser, "named_in": k.named_in}
        for key, k in sorted(unique.items())
        if (k.title, k.date) not in run.titles
    ]
    head = "# Texts that captures name and the archive lacks. Ingest writes this file.\n"
    return head + yamltree.write([("wanted", yamltree.node(rows, flow=False))])
