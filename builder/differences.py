"""What corrections changed, word by word: the file that ingest derives from captures and that the site reads.

What publishes never looks at captures, and no contributor who corrects a file in a browser writes a difference down. So
ingest, which reads the captures in every run, compares each corrected file with its capture and keeps what it finds.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from builder import diff, marks, yamltree
from builder.markup import Renderer
from builder.statement import Statement
from builder.wording import ENGLISH, Wording

FILE = "differences.yml"
"""The file below the content folder."""

_HEAD = "# What corrections changed, word by word, against the captures. Ingest writes this file.\n"
_CONTEXT = 120
"""Characters of unchanged text that are kept on either side of a change."""

_BREAK, _ENDS = "\n\n", "<br><br>"


class Run(BaseModel):
    """A run of text that both sides have (`same`), or that only one has (`old`, `new`)."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    same: str = ""
    old: str = ""
    new: str = ""


class Place(BaseModel):
    """A place that changed: the key of the front matter or `text`, and its words with some around them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    runs: tuple[Run, ...]


class Difference(BaseModel):
    """What one correction changed: the statement's id, and the correction's number there, from 1.

    It is the difference from the capture when the correction was the statement's last one, so a second correction's
    holds the first's words as well.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[str, Field(pattern=r"^[0-9a-f]{12}$")]
    number: Annotated[int, Field(ge=1)]
    places: tuple[Place, ...]


class _File(BaseModel):
    """The file as a whole."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    differences: tuple[Difference, ...]


def derive(
    before: Iterable[Difference], compared: Iterable[tuple[Statement, Statement]], corrections: Mapping[str, int]
) -> tuple[Difference, ...]:
    """Return the differences of all corrections, sorted: of each statement's last one anew, of earlier ones as `before`.

    `compared` are corrected statements and what the parser reads in their captures; `corrections` says how many each
    statement of the archive has, by id, so that what no longer exists is left out.
    """
    found = {(each.id, each.number): each for each in before if each.number <= corrections.get(each.id, 0)}
    renderer = Renderer()
    for statement, reading in compared:
        number = len(statement.corrections)
        places = tuple(_places(statement, reading, renderer))
        if number and places:
            found[statement.id, number] = Difference(id=statement.id, number=number, places=places)
    return tuple(found[key] for key in sorted(found))


def _places(statement: Statement, reading: Statement, renderer: Renderer) -> Iterator[Place]:
    now, then = (each.model_dump(mode="json") | {"body": _plain(each.body, renderer)} for each in (statement, reading))
    for key, pieces in diff.statements(then, now):
        for hunk in _hunks(pieces):
            yield Place(key=key, runs=tuple(Run.model_validate({piece.kind: piece.text}) for piece in hunk))


def _plain(body: str, renderer: Renderer) -> str:
    return "\n\n".join(renderer.plain(part) for part in re.split(r"\n\s*\n", body.strip()))


def _hunks(pieces: Sequence[diff.Piece]) -> Iterator[list[diff.Piece]]:
    """Yield the changes that stand near each other together, with what stands around them."""
    hunk: list[diff.Piece] = []
    for index, piece in enumerate(pieces):
        if piece.kind != "same":
            hunk.append(piece)
            continue
        is_last = index == len(pieces) - 1
        if len(piece.text) <= 2 * _CONTEXT and hunk and not is_last:
            hunk.append(piece)
            continue
        if hunk:
            yield [*hunk, diff.Piece("same", _head(piece.text))]
        hunk = [] if is_last else [diff.Piece("same", _tail(piece.text))]
    if any(piece.kind != "same" for piece in hunk):
        yield hunk


def _head(text: str) -> str:
    if len(text) <= _CONTEXT:
        return text
    return text[:_CONTEXT].rsplit(" ", 1)[0] + " …"


def _tail(text: str) -> str:
    if len(text) <= _CONTEXT:
        return text
    return "… " + text[-_CONTEXT:].split(" ", 1)[-1]


def html_of(note: str, difference: Difference | None, wording: Wording = ENGLISH) -> str:
    """Return the HTML of a correction: its note (plain text) and, where it is known, what it changed."""
    changed = places_html(difference, wording) if difference else ()
    return "\n".join([f"<p>{html.escape(note, quote=False)}</p>", *changed])


def places_html(difference: Difference, wording: Wording = ENGLISH) -> Iterator[str]:
    """Yield a paragraph of HTML for each place that changed, as it was and as it is now.

    Both stand there in full, so that it is read as well where `<del>` and `<ins>` show nothing.
    """
    for place in difference.places:
        was = "".join(_shown(run.same, run.old, "del") for run in place.runs)
        now = "".join(_shown(run.same, run.new, "ins") for run in place.runs)
        name = "" if place.key == "text" else f" ({html.escape(place.key)})"
        nothing = f"({wording.gettext('nothing')})"
        before = wording.gettext("Was{part}: {words}", part=name, words=was.strip() or nothing)
        after = wording.gettext("Now{part}: {words}", part=name, words=now.strip() or nothing)
        yield f"<p>{before}<br>\n{after}</p>"


@dataclass(frozen=True, slots=True)
class Reading:
    """A place as the capture has it (`was`) and as it was corrected to (`now`), both as HTML; `key` is empty for the text.

    One that says nothing is empty.
    """

    key: str
    was: str
    now: str


def readings(difference: Difference) -> tuple[Reading, ...]:
    """Return each place that changed, so that a page can show both sides beside each other; hiding characters are marked."""
    return tuple(
        Reading(
            key="" if place.key == "text" else place.key,
            was="".join(_marked(run.same, run.old, "del") for run in place.runs).strip(),
            now="".join(_marked(run.same, run.new, "ins") for run in place.runs).strip(),
        )
        for place in difference.places
    )


def _marked(same: str, changed: str, tag: str) -> str:
    """Return one side of a run as HTML: a paragraph's end is two line ends, one that came or went a sign besides."""
    text = marks.shown(same or changed)
    if not changed:
        return text.replace(_BREAK, _ENDS)
    lead = " " if text.startswith(" ") else ""  # a line below a space would look like a word
    return f"{lead}<{tag}>{text.removeprefix(lead).replace(_BREAK, f'¶{_ENDS}')}</{tag}>"


def _shown(same: str, changed: str, tag: str) -> str:
    text = html.escape(marks.told(same or changed), quote=False).replace("\n\n", " ¶ ")
    return f"<{tag}>{text}</{tag}>" if changed else text


def dump(found: Iterable[Difference]) -> str:
    """Return the file's text."""
    rows = [each.model_dump(exclude_defaults=True) for each in found]
    return _HEAD + yamltree.write([("differences", yamltree.node(rows, flow=False))])


def load(folder: Path, shown: str = "content") -> tuple[Difference, ...]:
    """Return the differences of the file below the content folder, none where it is missing.

    Raises ProblemsError where it is broken.
    """
    found = yamltree.load(folder / FILE, f"{shown}/{FILE}", _File, yamltree.DERIVED)
    return found[0].differences if found else ()
