"""What becomes of each text that captures hold: added, updated, left alone, or merged with what a person wrote."""

from __future__ import annotations

from collections.abc import Sequence

from builder import content, differences, files, markup, reading, reconcile, related, removed
from builder.held import Held, Run, digest_of
from builder.sources.draft import Draft, Reason
from builder.statement import Statement


def settle(drafts: Sequence[Draft], run: Run) -> None:
    """Decide about one text, of which each draft is a copy; a file that a person changed waits for `reconciled`."""
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
        run.texts[fresh.id] = related.text(fresh)
    run.count(first, "updated" if is_new else "unchanged")


def _person(held: Held, run: Run) -> Statement:
    """Return the file that a person changed as it stands."""
    shown = f"{run.shown}/{held.path}"
    return content.load(files.read_text(run.folder / held.path, shown), shown)


def _add(drafts: Sequence[Draft], run: Run) -> str:
    statement = reading.first(drafts, run.records, run.today)
    if removed.has(run.removed, (draft.fields.record.sha256 for draft in drafts)):
        run.titles.add((statement.title, str(statement.date)))
        return "removed"
    if statement.id in run.ids:
        message = f"the id {statement.id} belongs to {run.ids[statement.id]} already"
        run.problems.append(drafts[0].fields.record.problem("duplicate-id", message, "tell the maintainers"))
        return Reason.REJECTED.value
    path = content.path_for(statement, run.taken)
    run.taken.add(path)
    run.ids[statement.id] = path
    run.titles.add((statement.title, str(statement.date)))
    run.writes[path] = content.dump(statement)
    run.texts[statement.id] = related.text(statement)
    return "added"


def reconciled(run: Run) -> None:
    """Decide about all files that a person changed at once, since their history is read in one go."""
    settled = reconcile.settle(run.folder, run.shown, [each for _, each in run.corrected])
    for (record, _), outcome in zip(run.corrected, settled, strict=True):
        run.count(record, outcome.state)
        run.writes.update(outcome.writes)
        run.texts.update(
            (each.id, related.text(each)) for path, text in outcome.writes.items() if (each := content.load(text, path))
        )
        run.problems += outcome.problems


def differing(run: Run) -> dict[str, str]:
    """Return the file of what corrections changed, where there are any or were."""
    compared = {}
    for _, each in reversed(run.corrected):
        text = run.writes.get(each.path)
        compared[each.path] = (content.load(text, each.path) if text else each.person, each.reading)
    before = differences.load(run.folder, run.shown)
    found = differences.derive(before, compared.values(), run.corrections)
    return {differences.FILE: differences.dump(found)} if found or before else {}
