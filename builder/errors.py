"""The errors of the builder, and the problem: one fault that a person can mend.

ArchiveError            anything the command reports without a traceback
├── ProblemsError       one or more problems in content, captures or registries (exit 1)
└── ConfigError         the configuration cannot be used (exit 2)
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

_CONTROLS = re.compile(
    "[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ud800-\\udfff\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]"
)


def one_line(text: str) -> str:
    """Return text with its controls, line ends and marks of direction as escapes: it moves no cursor, begins no line, and is read in its order."""
    return _CONTROLS.sub(lambda match: match[0].encode("unicode_escape").decode(), text)


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Problem:
    """One fault: where it is, what is wrong and what to do.

    `path` is relative to the repository; `line` counts from 1, 0 means the whole file.
    """

    path: str
    line: int
    code: str
    message: str
    hint: str = ""
    warning: bool = False

    def __str__(self) -> str:
        """Return `path:line: code: what is wrong (what to do)`."""
        hint = f" ({self.hint})" if self.hint else ""
        level = "warning: " if self.warning else ""
        return one_line(f"{self.path}:{self.line}: {self.code}: {level}{self.message}{hint}")


class ArchiveError(Exception):
    """Anything that stops the command and is told to the user in plain words."""

    exit_code = 1


class ProblemsError(ArchiveError):
    """Problems were found; `problems` holds all of them, sorted, without repeats."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems in the order in which they are shown."""
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


class ConfigError(ProblemsError):
    """The configuration cannot be used."""

    exit_code = 2


_SHOWN = 12
"""How many known names a hint lists before it only counts the rest."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `did you mean "x"?` for the nearest of `known`, or what is known where none is near."""
    names = sorted(known)
    near = nearest(word, names)
    if near:
        return f'did you mean "{near}"?'
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"known: {', '.join(names[:_SHOWN])}{more}" if names else ""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the one of `known` that is most like `word`, or None where none is like it."""
    near = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return near[0] if near else None
