"""The entry under `corrections` that says why a file differs from its capture, written into the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import ValidationError

from builder import content, files, patch
from builder.errors import Problem, ProblemsError
from builder.statement import Correction, Statement

_MARK = "\ufeff"


def correct(file: Path, shown: str, entry: dict[str, str], *, again: bool = False) -> None:
    """Add an entry (`date`, `by`, `note`) to a file that a person changed; everything else of it stays, byte for byte.

    Raises ProblemsError where the file cannot be read, says what its capture says, or has an entry already and
    not `again`; where a value of the entry cannot stand in the file; and where the file cannot be written.
    """
    text = files.read_text(file, shown)
    statement = content.load(text, shown)
    if statement.is_untouched:
        raise _refusal(shown, "the file says what its capture says, so there is nothing to explain", "change it first")
    if statement.corrections and not again:
        message = f"its corrections explain the change already ({len(statement.corrections)} entered)"
        raise _refusal(shown, message, "if you changed something more, add --again")
    raw = file.read_bytes().decode("utf-8")
    changed = patch.with_entry(text, statement, _entry(entry, shown))
    ends = "\r\n" if "\r\n" in raw else "\n"
    try:
        files.write(file, (_MARK if raw.startswith(_MARK) else "") + changed.replace("\n", ends))
    except OSError as error:
        raise _refusal(shown, f"the file cannot be written: {error.strerror}", "mend that and try again") from None


def unexplained(
    folder: Path, paths: Iterable[str], shown: str, past: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """Return those of some statements' files that a person changed and that have no entry for it; `past` are earlier texts.

    Raises ProblemsError with everything that is wrong with files that cannot be read.
    """
    found: list[str] = []
    problems: list[Problem] = []
    for path in sorted(paths):
        try:
            statement = content.load(files.read_text(folder / path, f"{shown}/{path}"), f"{shown}/{path}")
        except ProblemsError as error:
            problems += error.problems
        else:
            found += [] if is_explained(statement, (past or {}).get(path, "")) else [path]
    if problems:
        raise ProblemsError(problems)
    return tuple(found)


def is_explained(statement: Statement, past: str = "") -> bool:
    """Tell whether an entry says why a statement is not what its capture says: one since `past`, where that was otherwise.

    Where `parsed` is another too, ingest merged what the parser reads now, which needs no entry.
    """
    if statement.is_untouched:
        return True
    try:
        before = content.load(past, "")
    except ProblemsError:
        return bool(statement.corrections)
    is_same = statement.digest == before.digest or statement.parsed != before.parsed
    return len(statement.corrections) > len(before.corrections) or (is_same and bool(statement.corrections))


def _entry(data: dict[str, str], shown: str) -> Correction:
    try:
        return Correction.model_validate(data)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        key, said = fault["loc"][0], str(fault["msg"]).removeprefix("Value error, ")
        raise _refusal(shown, f"{key}: {said}", "write one line that begins with a word") from None


def _refusal(shown: str, message: str, hint: str) -> ProblemsError:
    return ProblemsError([Problem(path=shown, line=0, code="correct", message=message, hint=hint)])
