"""What name, head and columns of a capture say about its text, forms filled with that, and how lines make paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from string import Formatter

from builder.capture import Record
from builder.errors import Problem
from builder.profile import Profile
from builder.shapes import Paragraphs
from builder.text import clean, fold


def of_name(file: Record, profile: Profile) -> tuple[Mapping[str, str], tuple[Problem, ...]]:
    """Return the groups that the profile's `file` finds in the file's name; a name that does not fit is a problem."""
    if profile.file is None:
        return {}, ()
    name = clean(file.file.split("#", 1)[0].rsplit("/", 1)[-1])
    match = re.fullmatch(profile.file, name)
    if match is None:
        message = f"the file's name does not fit {profile.file!r}"
        return {}, (file.problem("file-name", message, "rename it, or mend file in sources.yml"),)
    return _given(match), ()


def of_lines(lines: Iterable[str], patterns: Iterable[str]) -> Mapping[str, str]:
    """Return the groups of each pattern in the first line that fits it as a whole; a group found twice keeps the first."""
    found: dict[str, str] = {}
    rows = list(lines)
    for pattern in patterns:
        match = next((match for line in rows if (match := re.fullmatch(pattern, line))), None)
        if match:
            found = {**_given(match), **found}
    return found


def _given(match: re.Match[str]) -> dict[str, str]:
    return {name: folded for name, value in match.groupdict().items() if value and (folded := fold(value))}


def filled(forms: Iterable[str], facts: Mapping[str, str]) -> list[str]:
    """Return the forms whose every name has a fact, filled, in their order."""
    return [
        form.format_map(facts)
        for form in forms
        if all(name in facts for _, name, _, _ in Formatter().parse(form) if name is not None)
    ]


def paragraphs(lines: Iterable[str], how: Paragraphs) -> tuple[str, ...]:
    """Return the paragraphs of folded lines: each line, or the lines between blank ones joined by spaces."""
    if how == "lines":
        return tuple(filter(None, lines))
    blocks = "\n".join(lines).split("\n\n")
    return tuple(folded for block in blocks if (folded := fold(block)))
