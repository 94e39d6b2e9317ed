"""What a reviewer of a pull request looks at: what kind of change it is, and its words beside those of the captures."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from builder import archive, compare, content, files, history, text, triage
from builder.diff import Parts, Piece
from builder.errors import Problem, ProblemsError
from builder.triage import Change

_MOST = 40
"""Statements of which a summary shows the words; of more it says how many there are (GitHub takes 1 MB a step)."""

_LONGEST = 5_000
_AROUND = 200
"""Characters that are shown at either end of what changed, and of what did not."""


def changes(folder: Path, ref: str, shown: str = "content") -> tuple[Change, ...]:
    """Return every file of the repository that differs from where today's branch left `ref`.

    Raises ProblemsError where git does not know `ref`.
    """
    found = history.statuses(folder, ref)
    if found is None:
        message, hint = f'git knows no commit "{ref}" here', "fetch it first, for example git fetch origin main"
        raise ProblemsError([Problem(path=shown, line=0, code="no-commit", message=message, hint=hint)])
    start = len(shown) + 1
    edited = [path[start:] for path, what in found if what == "changed" and _is_statement(path, shown)]
    past = history.texts_at(folder, ref, edited)
    return tuple(_change(folder, path, what, past.get(path[start:])) for path, what in found)


def _change(folder: Path, path: str, what: history.What, past: str | None) -> Change:
    """Return what became of a file; `past` is the earlier text of a statement's file that changed."""
    if past is None:
        return Change(path, what)
    now = files.read_bytes(folder.parent / path, path).decode("utf-8", "replace")
    return Change(path, what, triage.words_changed(past, now), triage.is_rooted(past, now))


def _is_statement(path: str, shown: str) -> bool:
    return path.startswith(f"{shown}/{content.FOLDER}/") and path.endswith(".md")


def pages(found: Iterable[Change], shown: str = "content") -> tuple[str, ...]:
    """Return the addresses of the pages of changed and added statements, relative to the site."""
    paths = (each.path for each in found if each.what != "deleted" and _is_statement(each.path, shown))
    return tuple(path.removeprefix(f"{shown}/").removesuffix(".md") + "/" for path in paths)


def summary(
    folder: Path, found: Sequence[Change], today: str, shown: str = "content", problems: Sequence[Problem] = ()
) -> str:
    """Return the summary in HTML without an empty line, so that no Markdown of a text is read in it.

    First what is to be mended (`problems`), then how each changed statement differs from what its capture says, and what
    each new one is.
    """
    named = ", ".join(triage.labels(found, shown)) or "nothing"
    lines = [f"<h2>This pull request: {html.escape(named)}</h2>", *_mend(problems), _table(found)]
    changed = _statements(found, "changed", shown)
    if changed:
        lines.append("<h2>Changed statements beside their captures</h2>")
        lines += [*_differences(folder, changed[:_MOST], today, shown), *_more(changed)]
    added = _statements(found, "added", shown)
    if added:
        lines += ["<h2>New statements</h2>", *_new(folder, added[:_MOST], shown), *_more(added)]
    return "\n".join(lines) + "\n"


def _statements(found: Iterable[Change], what: history.What, shown: str) -> list[str]:
    """Return the statements' files of which `what` became, by their paths below the content folder."""
    return [each.path[len(shown) + 1 :] for each in found if each.what == what and _is_statement(each.path, shown)]


def _more(every: Sequence[object]) -> list[str]:
    return [f"<p>and {len(every) - _MOST} more</p>"] if len(every) > _MOST else []


def _mend(problems: Sequence[Problem]) -> Iterator[str]:
    if not problems:
        return
    yield "<h3>To mend</h3>"
    for problem in problems[:_MOST]:
        line = f", line {problem.line}" if problem.line else ""
        hint = f"<br>{_safe(problem.hint[:1].upper() + problem.hint[1:])}" if problem.hint else ""
        yield f"<p><strong>{_safe(problem.path)}</strong>{line}: {_safe(problem.message)}{hint}</p>"
    yield from _more(problems)


def _new(folder: Path, paths: Sequence[str], shown: str) -> Iterator[str]:
    for path in paths:
        try:
            made = archive.load(folder, path, shown).statement
        except ProblemsError as error:
            yield f"<p>{_safe(str(error.problems[0]))}</p>"
            continue
        facts = ", ".join(str(each) for each in (made.date, made.ministry, made.issuer, made.kind) if each)
        yield f"<h3>{_safe(made.title)}</h3>"
        yield f"<p>{_safe(facts)}<br>{_safe(text.excerpt(made.body, _AROUND))}<br>from {_safe(made.capture.file)}</p>"


def _table(found: Sequence[Change]) -> str:
    rows = [
        f"<tr><td>{_safe(each.path)}</td><td>{each.what}</td><td>{each.words or ''}</td></tr>" for each in found[:_MOST]
    ]
    more = "".join(_more(found))
    head = "<tr><th>file</th><th>is</th><th>words changed</th></tr>"
    return f"<table>{head}{''.join(rows)}</table>{more}"


def _differences(folder: Path, paths: Sequence[str], today: str, shown: str) -> Iterator[str]:
    try:
        compared, missing = compare.compare(folder, today, paths, shown)
    except ProblemsError as error:
        yield "<p>The words can be compared when the files can be read:</p>"
        yield from (f"<p>{_safe(str(problem))}</p>" for problem in error.problems[:_MOST])
        return
    for path, parts in compared:
        yield f"<h3>{_safe(f'{shown}/{path}')}</h3>"
        yield from _parts(parts)
    yield from (f"<p>{_safe(str(problem))}</p>" for problem in missing)


def _parts(parts: Parts) -> Iterator[str]:
    if not parts:
        yield "<p>It says what its capture says.</p>"
    for key, pieces in parts:
        yield f"<p><strong>{key}</strong>: {''.join(map(_piece, pieces))}</p>"


def _piece(piece: Piece) -> str:
    tag = {"old": "del", "new": "ins"}.get(piece.kind)
    most = _LONGEST if tag else _AROUND
    whole = piece.text
    part = _safe(whole if len(whole) <= 2 * most else f"{whole[:most]} … {whole[-most:]}")
    return f"<{tag}>{part}</{tag}>" if tag else part


def _safe(plain: str) -> str:
    """Return text as HTML that neither ends the block it stands in, nor calls anyone (`@name`) or closes an issue."""
    escaped = re.sub("([@#])", "\\1\u200b", plain)  # a space of no width: a name or number after it is none
    return re.sub(r"\s*\n\s*", " ¶ ", html.escape(escaped))
