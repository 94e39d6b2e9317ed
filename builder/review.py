"""What a reviewer of a pull request looks at: what kind of change it is, and its words beside those of the captures."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from builder import compare, content, files, history, triage
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
    return tuple(Change(path, what, _words(folder, path[start:], past)) for path, what in found)


def _words(folder: Path, path: str, past: Mapping[str, str]) -> int:
    """Return how many words of a statement's file differ from `past`, none of any other file."""
    if path not in past:
        return 0
    now = files.read_bytes(folder / path, path).decode("utf-8", "replace")
    return triage.words_changed(past[path], now)


def _is_statement(path: str, shown: str) -> bool:
    return path.startswith(f"{shown}/{content.FOLDER}/") and path.endswith(".md")


def pages(found: Iterable[Change], shown: str = "content") -> tuple[str, ...]:
    """Return the addresses of the pages of changed and added statements, relative to the site."""
    paths = (each.path for each in found if each.what != "deleted" and _is_statement(each.path, shown))
    return tuple(path.removeprefix(f"{shown}/").removesuffix(".md") + "/" for path in paths)


def summary(folder: Path, found: Sequence[Change], today: str, shown: str = "content") -> str:
    """Return the summary in HTML without an empty line, so that no Markdown of a text is read in it.

    Of each changed statement it shows how it differs from what its capture says.
    """
    named = ", ".join(triage.labels(found, shown)) or "nothing"
    lines = [f"<h2>This pull request: {html.escape(named)}</h2>", _table(found)]
    start = len(shown) + 1
    changed = [each.path[start:] for each in found if each.what == "changed" and _is_statement(each.path, shown)]
    if changed:
        lines.append("<h2>Changed statements beside their captures</h2>")
        lines += _differences(folder, changed[:_MOST], today, shown)
    if len(changed) > _MOST:
        lines.append(f"<p>and {len(changed) - _MOST} more</p>")
    return "\n".join(lines) + "\n"


def _table(found: Sequence[Change]) -> str:
    rows = [
        f"<tr><td>{_safe(each.path)}</td><td>{each.what}</td><td>{each.words or ''}</td></tr>" for each in found[:_MOST]
    ]
    more = f"<p>and {len(found) - _MOST} more</p>" if len(found) > _MOST else ""
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
    text = _safe(whole if len(whole) <= 2 * most else f"{whole[:most]} … {whole[-most:]}")
    return f"<{tag}>{text}</{tag}>" if tag else text


def _safe(text: str) -> str:
    """Return text as HTML that neither ends the block it stands in, nor calls anyone (`@name`) or closes an issue."""
    escaped = re.sub("([@#])", "\\1\u200b", text)  # a space of no width: a name or number after it is none
    return re.sub(r"\s*\n\s*", " ¶ ", html.escape(escaped))
