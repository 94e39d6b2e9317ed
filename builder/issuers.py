"""Issuers: who spoke, as statements name them, each with an id that its name alone gives."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from builder.archive import Entry
from builder.files import sha256
from builder.registry import PAGES
from builder.text import fold, slug

LENGTH = 60
"""Characters of a name's words that an id keeps."""

_DIGEST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """An issuer: its id, its name as most statements spell it, and its statements in the order of the archive."""

    id: str
    name: str
    entries: tuple[Entry, ...]


@lru_cache(maxsize=2**12)
def issuer_id(name: str) -> str:
    """Return the id of an issuer's name, in any script; the same name always has the same id, whatever others there are.

    Case, hyphens, quotation marks and other punctuation do not count. Where the words in Latin letters do not tell
    the whole name (another script, accents, a long name), six digits of its digest follow.
    """
    words = _words(name)
    made = slug(name, LENGTH)
    if made and made == "-".join(words) and made not in PAGES:
        return made
    return "-".join(filter(None, (made, sha256(" ".join(words).encode())[:_DIGEST])))


def _words(name: str) -> list[str]:
    plain = re.sub("['\u2019]", "", unicodedata.normalize("NFKC", name).casefold())
    return re.findall(r"[^\W_]+", plain) or [fold(plain)]


def by_id(entries: Iterable[Entry]) -> Mapping[str, Issuer]:
    """Return all issuers by id, sorted; statements without an issuer are none's."""
    found: dict[str, list[Entry]] = {}
    ids: dict[str, str] = {}
    for entry in entries:
        name = entry.statement.issuer
        if name:
            if name not in ids:
                ids[name] = issuer_id(name)
            found.setdefault(ids[name], []).append(entry)
    return {key: Issuer(id=key, name=_usual(group), entries=tuple(group)) for key, group in sorted(found.items())}


def _usual(entries: Iterable[Entry]) -> str:
    """Return the most frequent spelling, of equally frequent ones the first in order."""
    names = Counter(entry.statement.issuer or "" for entry in entries)
    return min(names, key=lambda name: (-names[name], name))
