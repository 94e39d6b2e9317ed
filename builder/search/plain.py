"""A statement as search reads it: its title and its paragraphs as a reader sees them."""

from __future__ import annotations

import re

from builder.markup import Renderer

_MARKUP = re.compile(r"[\\`*_\[\]<>&#\n]|^(?:\s|[-+]\s|\d+\.)")
"""What a paragraph has that Markdown might not show as it stands; a false alarm costs only time."""


def paragraphs(body: str, renderer: Renderer) -> list[str]:
    """Return the paragraphs of a statement's body as plain text."""
    parts = re.split(r"\n\s*\n", body.strip())
    return [renderer.plain(part) if _MARKUP.search(part) else part for part in parts]
