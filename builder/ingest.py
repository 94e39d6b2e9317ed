"""Captures into content: what is new is added, what a better parser reads is updated, what a person changed stays."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from builder import archive, capture, files, profile, reconcile, registry, related, removed, sources, wanted
from builder.archive import Entry
from builder.errors import Problem, ProblemsError
from builder.held import STATES, Run, digest_of
from builder.packed import Packed
from builder.readas import Choices
from builder.settle import differing, reconciled, settle
from builder.sources import whose
from builder.sources.aliases import Finder
from builder.sources.draft import Context, Draft, Outcome, Reason
from builder.statement import Statement

_AT_ONCE = 16

Track = Callable[[Iterable[capture.Record | Problem]], Iterable[capture.Record | Problem]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a run would write, and the account of every record it read.

    `writes` maps paths below the content folder to texts; `tally` maps source to state to number of records;
    `readings` maps the path of each file that a person changed to what the parser reads today; `unused` are bases of
    merges that nothing needs any more.
    """

    writes: Mapping[str, str]
    tally: Mapping[str, Mapping[str, int]]
    problems: tuple[Problem, ...]
    readings: Mapping[str, Statement]
    unused: tuple[str, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether nothing was refused."""
        return all(problem.warning for problem in self.problems)


def plan(
    folder: Path,
    today: str,
    track: Track = iter,
    shown: str = "content",
    choices: Choices | None = None,
    *,
    held: Iterable[Entry] | None = None,
) -> Plan:
    """Read all captures below the content folder and return what is to be written; nothing is written here.

    `today` is the day that new statements are given as `added`; `held` are the statements that are there, where not all
    count, and then the plan is good for comparing only. Raises ProblemsError where the registries or
    the statements already there cannot be read, since a run on half of them would add twice.
    """
    records, profiles = registry.load(folder, shown), profile.load(folder, shown)
    run = Run(folder, shown, today, records)
    for entry in _held(folder, shown) if held is None else held:
        run.hold(entry)
    run.keep_out(removed.load(folder, shown))
    context = Context(records, Finder(records))
    groups = _same_text(_outcomes(track(capture.read_all(folder, shown, choices)), profiles, context, run))
    for text in list(groups):
        settle(groups.pop(text), run)
    reconciled(run)
    if held is None:
        run.writes[related.FILE] = related.dump(related.pairs(run.texts))
        run.writes[wanted.FILE] = _wanted(run, profiles, context)
        run.writes.update(differing(run))
    return Plan(
        unused=tuple(reconcile.unused(folder, run.based, run.writes.keys())),
        writes=_changed(run.writes, folder),
        tally=run.tally,
        problems=tuple(sorted(set(run.problems))),
        readings={each.path: each.reading for _, each in reversed(run.corrected)},
    )


def _held(folder: Path, shown: str) -> Iterator[Entry]:
    """Yield the statements already there one by one; raises ProblemsError in the end where one cannot be read."""
    problems: list[Problem] = []
    for each in archive.each_of(folder, shown):
        if isinstance(each, Entry):
            yield each
        else:
            problems += each
    if problems:
        raise ProblemsError(problems)


def apply(made: Plan, folder: Path, shown: str = "content") -> None:
    """Write what the plan says, each file whole or not at all; a run that is cut short is finished by the next.

    Merged files and their bases are written one after the other, in the plan's order, so that what a killed run leaves is
    a pair that belongs together; unused bases go last. Raises ProblemsError where a file cannot be written (a full disk, a
    file in a folder's place).
    """
    merged = {path for path in made.writes if path in made.readings or path.startswith(f"{reconcile.FOLDER}/")}

    def fault(path: str) -> Problem | None:
        return _fault(folder, path, made.writes[path], shown)

    with ThreadPoolExecutor(_AT_ONCE) as pool:  # a disk takes many files at once as fast as one
        told = [found for found in pool.map(fault, [path for path in made.writes if path not in merged]) if found]
    first = next((found for path in made.writes if path in merged and not told and (found := fault(path))), None)
    if told or first:
        raise ProblemsError([*told, *([first] if first else [])])
    for path in made.unused:
        files.remove(folder / path)


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
    run: Run,
) -> Iterator[Draft]:
    """Yield the drafts; keep account of everything else."""
    for outcome in chain.from_iterable(_parsed(file, profiles, context, run) for file in found):
        run.problems += outcome.problems
        for known in outcome.known:
            run.known.setdefault((known.date, wanted.key(known.title)), (outcome.record.source, known))
        if outcome.seen:
            run.titles.add(outcome.seen)
        if outcome.draft is not None:
            yield outcome.draft
        elif outcome.reason is not None:
            run.count(outcome.record, outcome.reason.value)


def _parsed(
    file: capture.Record | Problem, profiles: Mapping[str, profile.Profile], context: Context, run: Run
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
    groups: Packed[bytes, list[Draft]] = Packed(level=0)
    for draft in drafts:
        text = digest_of(json.dumps(draft.fields.paragraphs))
        groups[text] = [*groups.get(text, ()), _light(draft)]
    return groups


def _light(draft: Draft) -> Draft:
    """Return a draft without what is only needed to recognise it."""
    return replace(draft, fields=replace(draft.fields, record=draft.fields.record.without_bytes, facts={}))


def _wanted(run: Run, profiles: Mapping[str, profile.Profile], context: Context) -> str:
    """Return the file of texts known but not captured; those that the archive holds by now are left out."""
    held = wanted.Titles(run.titles)
    ordered = sorted(run.known.values(), key=lambda each: (each[1].date, each[1].title))
    lacking = [(read_as, k) for read_as, k in ordered if k.title and not held.has(k.title, k.date)]
    return wanted.dump(
        wanted.Wanted(
            title=k.title,
            date=k.date,
            source=k.source,
            teaser=k.teaser,
            named_in=k.named_in,
            ministry=whose.ministry_of(k.title, profiles[read_as], context),
        )
        for read_as, k in lacking
    )
