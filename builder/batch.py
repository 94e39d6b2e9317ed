"""One run of ingest from beginning to end: alone in its folder, its captures held to the manifest, its files written."""

from __future__ import annotations

from pathlib import Path

from builder import files, ingest, ledger, manifest, readas
from builder.ingest import Plan, Track
from builder.readas import Choices


def run(
    folder: Path,
    today: str,
    track: Track = iter,
    shown: str = "content",
    place: Path | None = None,
    choices: Choices | None = None,
) -> Plan:
    """Carry out one run and return what it did; raises ProblemsError where another is at work in the folder.

    The captures are entered in the manifest before a statement is written from them. With a ledger at `place`, a
    run over the bytes of the last one only hashes them. `choices` of captures' sources are kept in `read-as.yml`.
    """
    with files.alone(folder, shown):
        if choices is not None:
            readas.save(folder, choices, shown)
        before = ledger.hashes(folder) if place else None
        known = ledger.recall(place, before, shown) if place else None
        if known:
            return known
        guard = manifest.guard(folder, shown)
        made = ingest.plan(folder, today, lambda found: guard.watch(track(found)), shown)
        entered = guard.save()
        ingest.apply(made, folder, shown)
        if place:
            ledger.keep(place, made, before, ledger.hashes(folder), shown, entered)
        return made


def rehearse(
    folder: Path, today: str, track: Track = iter, shown: str = "content", choices: Choices | None = None
) -> Plan:
    """Return what a run would do; nothing is written, and a run at work is not minded."""
    guard = manifest.guard(folder, shown)
    return ingest.plan(folder, today, lambda found: guard.watch(track(found)), shown, choices)
