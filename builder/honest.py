"""Whether content leads out of its folder or reads like something it is not: paths, links, look-alike letters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from builder import content, names
from builder.archive import Entry
from builder.errors import Problem
from builder.registry import Registry

Tell = Callable[[Entry, str, str, str, str], Problem]
"""Makes a problem of a statement's key, a code, what is wrong and what to do."""

_DATE = re.compile(r"\d{1,4}(?:-\d\d){0,2}")

WEB = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class Honest:
    """Looks at content below a folder, which problems name as `shown`; `records` is None where registries cannot be read."""

    folder: Path
    shown: str
    records: Registry | None = None

    def links(self) -> Iterator[Problem]:
        """Yield a problem for each symbolic link below the content folder."""
        for path in names.links(self.folder):
            message = "this is a symbolic link, which may lead to any file of the machine that builds the site"
            hint = "put the file itself in its place"
            yield Problem(path=f"{self.shown}/{path}", line=0, code="link", message=message, hint=hint)

    def registries(self) -> Iterator[Problem]:
        """Yield a problem for each name of a registry that hides characters or mixes scripts in a word."""
        records = self.records
        if records is None:
            return
        shown = (
            (
                "ministries.yml",
                ((each.id, (each.name, each.short or "", each.note or "")) for each in records.ministries.values()),
            ),
            ("kinds.yml", ((each.id, (each.label, each.plural)) for each in records.kinds.values())),
            ("tags.yml", ((each.id, (each.label, each.description or "")) for each in records.tags.values())),
        )
        for file, rows in shown:
            for name, texts in rows:
                for found in dict.fromkeys(each for text in texts for each in names.look_alikes(text)):
                    message = f"{name}: it holds {found}, which reads like something else"
                    hint = "write each word in the letters of one script"
                    yield Problem(path=f"{self.shown}/{file}", line=0, code="look-alike", message=message, hint=hint)

    def statement(self, entry: Entry, tell: Tell) -> Iterator[Problem]:
        """Yield what is wrong with a statement's paths, and with the words that a person wrote into its facts.

        What its capture says is kept, whatever it holds; a correction's note that gives a letter's number lets it stay.
        """
        yield from self._paths(entry, tell)
        statement = entry.statement
        if statement.is_untouched and not statement.corrections:
            return
        notes = " ".join(each.note for each in statement.corrections)
        own = [("corrections", text) for each in statement.corrections for text in (each.by, each.note)]
        if not statement.is_untouched:
            own += [("title", statement.title), ("issuer", statement.issuer or "")]
            own += [("source", text or "") for text in (statement.source.name, statement.source.outlet)]
            yield from self._address(entry, tell)
        for key, found in _alike(own):
            if found.split(" ")[0] not in notes:
                message = f"{key}: it holds {found}, which reads like something else"
                hint = f"write it in the letters of one script, or say {found.split(' ')[0]} and why in the note"
                yield tell(entry, key, "look-alike", message, hint)

    def _paths(self, entry: Entry, tell: Tell) -> Iterator[Problem]:
        hint = "use letters a to z, digits and hyphens, for example statements/2023/id-of-ministry/2023-02-02-title.md"
        for key, path in (("id", entry.path), *(("aliases", alias) for alias in entry.statement.aliases)):
            fault = names.path_fault(path, content.FOLDER) or self._taken(path)
            if fault:
                message = f"the path {path!r} cannot be an address: {fault}"
                yield tell(entry, key, "path", message, hint)

    def _taken(self, path: str) -> str | None:
        """Return what is wrong with a path whose page would stand at the address of a list: of days, a ministry, a page."""
        parts = path.removesuffix(".md").split("/")
        known = self.records.ministries if self.records else ()
        is_list = parts[-1] in known or "page" in parts or _DATE.fullmatch(parts[-1])
        return "lists have such addresses" if is_list else None

    def _address(self, entry: Entry, tell: Tell) -> Iterator[Problem]:
        url = entry.statement.source.url
        if url and not url.lower().startswith(WEB):
            message = f"source.url: {url[:60]!r} is no address of a page"
            yield tell(entry, "source", "address", message, "write an address that begins with https:// or http://")


def _alike(texts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    found = ((key, each) for key, text in texts for each in names.look_alikes(text))
    yield from dict.fromkeys(found)
