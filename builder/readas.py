"""The file of captures that a person says are of a source, whatever their folder and their content say."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from builder import files, yamltree
from builder.errors import Problem, ProblemsError, did_you_mean

FILE = "read-as.yml"
"""The file below the content folder; an archive without it leaves every capture to its folder and its content."""

_HEAD = "# Captures that are read as a source whatever they look like. `builder ingest --source` writes this file.\n"

Choices = Mapping[str, str]
"""The id of a source by the path of a capture below `captures/`; a path that ends in `/` is a folder."""


class _Choice(BaseModel):
    """One capture, or all below a folder (`inbox/`), and the source that it is read as."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    capture: Annotated[str, StringConstraints(min_length=1)]
    source: Annotated[str, StringConstraints(min_length=1)]


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    read_as: list[_Choice]


def dump(choices: Choices) -> str:
    """Return the file's text, sorted by path."""
    rows = [{"capture": capture, "source": choices[capture]} for capture in sorted(choices)]
    return _HEAD + yamltree.write([("read_as", yamltree.node(rows, flow=False))])


def load(content: Path, shown: str = "content") -> Choices:
    """Return what the file below the content folder says; raises ProblemsError with every problem."""
    return {each.capture: each.source for _, each in _read(content, shown)}


def source_of(file: str, choices: Choices) -> str | None:
    """Return the source that a capture is read as: what is said of it, else of the nearest folder around it, or None."""
    parts = file.split("/")
    folders = ("/".join(parts[:depth]) + "/" for depth in range(len(parts) - 1, 0, -1))
    return next((choices[place] for place in (file, *folders) if place in choices), None)


def unknown(content: Path, sources: Collection[str], shown: str = "content") -> Iterator[Problem]:
    """Yield a problem for each source that no profile describes; raises ProblemsError where the file is broken."""
    for line, each in _read(content, shown):
        if each.source not in sources:
            message = f'read_as: there is no source "{each.source}" in sources.yml'
            hint = did_you_mean(each.source, sources)
            yield Problem(path=f"{shown}/{FILE}", line=line, code="unknown-id", message=message, hint=hint)


def save(content: Path, choices: Choices, shown: str = "content") -> None:
    """Write the file where it says something else; raises ProblemsError where it cannot be written."""
    if choices == load(content, shown):
        return
    try:
        files.write(content / FILE, dump(choices))
    except OSError as error:
        message, hint = f"the file cannot be written: {error.strerror}", "mend that and run ingest again"
        fault = Problem(path=f"{shown}/{FILE}", line=0, code="unwritable", message=message, hint=hint)
        raise ProblemsError([fault]) from None


def _read(content: Path, shown: str) -> list[tuple[int, _Choice]]:
    """Return the entries and the line of each one's source."""
    hint = "mend it, or remove it and name the sources again"
    read = yamltree.load(content / FILE, f"{shown}/{FILE}", _File, hint)
    if read is None:
        return []
    found, tree = read[0].read_as, read[1]
    return [(tree.line(("read_as", number, "source")), each) for number, each in enumerate(found)]
