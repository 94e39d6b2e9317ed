"""A statement as search reads it: its title and its paragraphs as a reader sees them."""

from __future__ import annotations

import re

from builder.markup import Renderer

_MARKS = "\\`*_[]<>&#\n"
_BEGINS = re.compile(r"\s|[-+]\s|\d+\.")
"""What a paragraph has, or begins with, that Markdown might not show as it stands; a false alarm costs only time."""


def paragraphs(body: str, renderer: Renderer) -> list[str]:
    """Return the paragraphs of a statement's body as plain text."""
    parts = re.split(r"\n\s*\n", body.strip())
    marks = [mark for mark in _MARKS if mark in body]  # few bodies have any but line ends
    return [
        renderer.plain(part) if _BEGINS.match(part) or any(mark in part for mark in marks) else part for part in parts
    ]
