"""The file of texts that captures name and the archive lacks: its form, read with every problem, and written."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

from builder import yamltree
from builder.dates import PartialDate

FILE = "wanted.yml"
"""The file below the content folder; an archive without it wants nothing."""

_HEAD = "# Texts that captures name and the archive lacks. Ingest writes this file.\n"


def _dated(value: str) -> str:
    return str(PartialDate(value))


class Wanted(BaseModel):
    """A text that the archive lacks: what the capture `named_in` says of it, and who published it.

    `ministry` is the id of the body that issued it, where the title leaves no doubt.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    title: Annotated[str, StringConstraints(min_length=1)]
    date: Annotated[str, AfterValidator(_dated)]
    source: str
    teaser: str = ""
    named_in: str
    ministry: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$")] | None = None


_CUT = ("\u2026", "...")
_FEWEST_LEFT = 20
"""How a list marks a title that it cuts, and the letters of it that must be left for it to be known again."""


def key(title: str) -> str:
    """Return what of a title is the same wherever it is printed: its words without case, quotation marks and dashes."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", title).casefold())) or title


class Titles:
    """The titles by day that the archive holds, or that a capture had as a text of its own."""

    def __init__(self, titles: Iterable[tuple[str, str]]) -> None:
        """Take titles and their dates."""
        self._keys: dict[str, set[str]] = defaultdict(set)
        for title, date in titles:
            self._keys[date].add(key(title))

    def has(self, title: str, date: str) -> bool:
        """Tell whether one of them is this title; one that its list cut is whichever begins with what is left of it."""
        wanted, held = key(title), self._keys.get(date, set())
        is_cut = title.endswith(_CUT) and len(wanted) >= _FEWEST_LEFT
        return wanted in held or (is_cut and any(each.startswith(wanted) for each in held))


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    wanted: list[Wanted]


def dump(texts: Iterable[Wanted]) -> str:
    """Return the file's text, one line a text, in the order given."""
    rows = [text.model_dump(exclude_none=True) for text in texts]
    return _HEAD + yamltree.write([("wanted", yamltree.node(rows, flow=False))])


def load(content: Path, shown: str = "content") -> tuple[Wanted, ...]:
    """Return the texts of the file below the content folder; raises ProblemsError with every problem."""
    found = yamltree.load(content / FILE, f"{shown}/{FILE}", _File, yamltree.DERIVED)
    return tuple(found[0].wanted) if found else ()
