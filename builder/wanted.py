"""The file of texts that captures name and the archive lacks: its form, read with every problem, and written."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, ValidationError

from builder import yamltree
from builder.dates import PartialDate
from builder.errors import Problem, ProblemsError

FILE = "wanted.yml"
"""The file below the content folder; an archive without it wants nothing."""

_HEAD = "# Texts that captures name and the archive lacks. Ingest writes this file.\n"


def _dated(value: str) -> str:
    return str(PartialDate(value))


class Wanted(BaseModel):
    """A text that the archive lacks: what the capture `named_in` says of it, and who published it."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    title: Annotated[str, StringConstraints(min_length=1)]
    date: Annotated[str, AfterValidator(_dated)]
    source: str
    teaser: str = ""
    named_in: str


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    wanted: list[Wanted]


def dump(texts: Iterable[Wanted]) -> str:
    """Return the file's text, one line a text, in the order given."""
    rows = [text.model_dump() for text in texts]
    return _HEAD + yamltree.write([("wanted", yamltree.node(rows, flow=False))])


def load(content: Path, shown: str = "content") -> tuple[Wanted, ...]:
    """Return the texts of the file below the content folder; raises ProblemsError with every problem."""
    file, path = content / FILE, f"{shown}/{FILE}"
    if not file.is_file():
        return ()
    tree = yamltree.read_file(file, path)
    if tree.problems:
        raise ProblemsError(tree.problems)
    if not isinstance(tree.data, dict):
        message, hint = "the file is not a list under the key wanted", "run ingest, which writes it anew"
        raise ProblemsError([Problem(path=path, line=1, code="value", message=message, hint=hint)])
    try:
        return tuple(_File.model_validate(tree.data).wanted)
    except ValidationError as error:
        raise ProblemsError(yamltree.problems_of(error, tree, path, _File)) from None
