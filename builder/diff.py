"""Differences between two texts word by word, as pieces, for a terminal and as safe HTML.

A word is what stands between white space; of scripts without spaces, one character. Paragraphs are matched first and
words only where paragraphs differ, so that a long text costs little and a common word matches nothing far away.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

_BREAK = r"[^\S\n]*\n[^\S\n]*\n\s*"
_ALONE = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Kana and Han characters, which are written without spaces between words."""

_WORD = re.compile(rf"{_BREAK}|\s*(?:[{_ALONE}]|[^\s{_ALONE}]+)|\s+")
_PARAGRAPH = re.compile(rf"({_BREAK}|\s+\Z)")

_OLD, _NEW, _PLAIN = "\033[31m", "\033[32m", "\033[0m"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that both sides have (`same`), or that only one has (`old`, `new`)."""

    kind: Literal["same", "old", "new"]
    text: str


def words(text: str) -> list[str]:
    """Return the words of `text`, each with the white space before it, and its paragraph breaks; joined they are `text`."""
    return _WORD.findall(text)


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of `text` and, between and after them, their breaks; joined they are `text`."""
    return [part for part in _PARAGRAPH.split(text) if part]


def pieces(old: str, new: str) -> list[Piece]:
    """Return the pieces that lead from `old` to `new`, in order; what is old comes before what is new in its place."""
    return list(_joined(_by_paragraphs(paragraphs(old), paragraphs(new))))


def _by_paragraphs(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for before, after in runs(old, new):
        if before == after:
            yield Piece("same", before)
        else:
            yield from _by_words(words(before), words(after))


def _by_words(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for before, after in runs(old, new):
        if before == after:
            yield Piece("same", before)
        else:
            yield Piece("old", before)
            yield Piece("new", after)


def runs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the stretches of two sequences in order, joined: what both have is twice the same, the rest is not."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for _, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        yield "".join(old[old_from:old_to]), "".join(new[new_from:new_to])


def _joined(found: Iterable[Piece]) -> Iterator[Piece]:
    """Yield the pieces, empty ones left out and neighbours of one kind made one."""
    last: Piece | None = None
    for piece in found:
        if not piece.text:
            continue
        if last is not None and last.kind == piece.kind:
            last = Piece(last.kind, last.text + piece.text)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last


_FACTS = ("title", "date", "ministry", "issuer", "kind", "language", "work", "tags", "source")

Parts = list[tuple[str, list[Piece]]]
"""What differs between two statements: the key or `text`, and its pieces."""


def statements(old: Mapping[str, Any], new: Mapping[str, Any]) -> Parts:
    """Return what differs between two statements as plain data: facts first, in the order of the file, then the text."""
    before, after = dict(_facts(old)), dict(_facts(new))
    found = [(key, pieces(before[key], after[key])) for key in before if before[key] != after[key]]
    return found + ([("text", pieces(old["body"], new["body"]))] if old["body"] != new["body"] else [])


def _facts(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key in _FACTS:
        value = data[key]
        if isinstance(value, Mapping):
            yield from ((f"{key}.{inner}", str(each or "")) for inner, each in value.items())
        else:
            yield key, "".join(f" {each}" for each in value) if isinstance(value, list | tuple) else str(value or "")


def report(path: str, parts: Parts, *, coloured: bool = False) -> str:
    """Return what differs in a file for a terminal, below its path."""
    lines = [path]
    for key, found in parts:
        shown = as_text(found, coloured=coloured).strip()
        lines.append(f"\n{shown}" if key == "text" else f"{key}: {shown}")
    return "\n".join(lines) + "\n"


def fragment(path: str, parts: Parts) -> str:
    """Return what differs in a file as HTML to put into a page: a list of facts and a paragraph of the text."""
    facts = "".join(f"<dt>{key}</dt><dd>{as_html(found).strip()}</dd>\n" for key, found in parts if key != "text")
    text = "".join(f"<p>{as_html(found).strip()}</p>\n" for key, found in parts if key == "text")
    listed = f"<dl>\n{facts}</dl>\n" if facts else ""
    return f'<section class="difference" data-file="{html.escape(path)}">\n{listed}{text}</section>\n'


def as_text(found: Iterable[Piece], *, coloured: bool = False) -> str:
    """Return the pieces in git's form, `[-old-]{+new+}`, or in red and green.

    Of a text of several paragraphs, those without a difference are left out and shown as an ellipsis.
    """
    shown = [_marked(piece, coloured=coloured) if piece.kind != "same" else _short(piece.text) for piece in found]
    return "".join(shown)


def _marked(piece: Piece, *, coloured: bool) -> str:
    lead = piece.text[: len(piece.text) - len(piece.text.lstrip())]
    text = piece.text[len(lead) :]
    if not text:  # only a paragraph break came or went
        lead, text = "", lead.replace("\n", "¶", 1).replace("\n", "")
    if coloured:
        return f"{lead}{_OLD if piece.kind == 'old' else _NEW}{text}{_PLAIN}"
    return f"{lead}[-{text}-]" if piece.kind == "old" else f"{lead}{{+{text}+}}"


def _short(text: str) -> str:
    parts = paragraphs(text)
    if len(parts) <= 3:  # noqa: PLR2004 - an end, a break and a beginning
        return text
    return f"{parts[0]}\n\n…\n\n{parts[-1]}"


def as_html(found: Iterable[Piece]) -> str:
    """Return the pieces as HTML: `<del>`, `<ins>` and text, everything else escaped; a paragraph break is `<br><br>`."""
    marks = {"old": ("<del>", "</del>"), "new": ("<ins>", "</ins>"), "same": ("", "")}
    shown = []
    for piece in found:
        before, after = marks[piece.kind]
        inside = re.sub(_BREAK, "<br><br>", html.escape(piece.text))
        shown.append(f"{before}{inside}{after}")
    return "".join(shown)
