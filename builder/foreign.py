"""What of Markdown or HTML a person wrote into a statement's text, which holds paragraphs and emphasis only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ESCAPED = re.compile(r"\\[\\`*_{}\[\]()>#+\-.!]")
_BREAK = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Found:
    """Something foreign: its line in the text, from 1, what it is, and how its characters are written instead."""

    line: int
    what: str
    hint: str


_BACKSLASH = "to show these characters, put a backslash before the first: {}"
_BEGINNINGS = (
    (re.compile(r" {0,3}#{1,6}"), "a heading", "\\#"),
    (re.compile(r" {0,3}>"), "a quotation block", "\\>"),
    (re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})(?=\n|\Z)"), "a rule", "\\*, \\- or \\_"),
    (re.compile(r" {0,3}[-+*][ \t]"), "a list", "\\-, \\+ or \\*"),
    (re.compile(r" {0,3}\[[^\]\n]{1,500}\]:"), "the address of a link", "\\["),
)
_NUMBERED = re.compile(r" {0,3}\d{1,9}\.[ \t]")
_INDENTED = re.compile(r"(?: {4}|\t)")
_UNDERLINED = re.compile(r"[^\n]+\n(?:=+|-+)[ \t]*(?=\n|\Z)")
_BEGINS = re.compile(r"\n(?:[ \t]*[#>*\-_+\[\d=\t]| {4})")
"""How a line begins of which something may be foreign."""

_INSIDE = (
    (re.compile(r"\][ \n]?[(\[]"), re.compile(r"!?\["), "a link or an image", _BACKSLASH.format("\\[")),
    (re.compile(r"`"), None, "code", _BACKSLASH.format("\\`")),
    (re.compile(r"<[A-Za-z/!?]"), None, "HTML or an address in angle brackets", "write &lt; for <"),
)


def find(text: str) -> Iterator[Found]:
    """Yield what is foreign in a body, in its order, at most one of a kind in a paragraph.

    It takes time in proportion to the text's length, whatever the text is. What ingest writes holds none of it.
    """
    plain = bare(text)
    if any(mark in plain for mark in "]`<") or _BEGINS.search(f"\n{plain}"):  # few bodies need be gone through
        yield from each(plain)


def bare(text: str) -> str:
    """Return a text of the same length without escaped characters."""
    return _ESCAPED.sub("\0\0", text) if "\\" in text else text


def each(plain: str) -> Iterator[Found]:
    """Yield what is foreign in a body without escapes, looking at every paragraph."""
    start, line = 0, 1
    for block in [*_BREAK.finditer(plain), None]:
        end = block.start() if block else len(plain)
        part = plain[start:end]
        lead = len(part) - len(part.lstrip("\n"))
        yield from _in_block(part[lead:], line + lead)
        after = block.end() if block else end
        line += plain.count("\n", start, after)
        start = after


def _in_block(block: str, line: int) -> Iterator[Found]:
    if not block.strip():
        return
    yield from _beginning(block, line)
    for sign, first, what, hint in _INSIDE:
        match = sign.search(block)
        begins = first.search(block, 0, match.start()) if match and first else match
        if begins:
            yield Found(line + block.count("\n", 0, begins.start()), what, hint)


def _beginning(block: str, line: int) -> Iterator[Found]:
    for pattern, what, sign in _BEGINNINGS:
        if pattern.match(block):
            yield Found(line, what, _BACKSLASH.format(sign))
            return
    if _NUMBERED.match(block):
        yield Found(line, "a numbered list", "to show these characters, put a backslash before the point: 1\\.")
    elif _INDENTED.match(block):
        yield Found(line, "code", "take the spaces at the beginning of the line away")
    elif _UNDERLINED.match(block):
        yield Found(line, "a heading", "put an empty line above the line of = or -, and a backslash before it")
