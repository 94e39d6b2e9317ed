"""How a statement's page cites it: values for its box and its head, and the reference files of each month."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from builder import citations, marks, references
from builder.archive import Archive, Entry
from builder.citations import Work
from builder.dates import PartialDate
from builder.wording import ENGLISH


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What citations say of the archive: its name, and its address with a slash at its end.

    `commits` are the commits that last changed statements' files, by path; a file of which none is known is not there.
    `formats` are those of the reference files.
    """

    name: str
    url: str
    commits: Mapping[str, str] = field(default_factory=dict)
    formats: tuple[str, ...] = references.EVERY


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What a page shows: one citation as HTML, what its head says, and JSON-LD, safe in a script.

    `meta` are names, Open Graph's properties and values: one element has both, so that a value stands there once.
    `references` is the address of the list that names the reference files of all statements of the `period`, a month or a year;
    `formats` are their formats where they are not all that there can be.
    """

    html: str
    period: PartialDate
    references: str
    formats: tuple[str, ...]
    meta: tuple[tuple[str, str, str], ...]
    linked: str


def work(entry: Entry, archive: Archive, site: Site) -> Work:
    """Return what is cited; a character that hides is told by its number, since a citation is copied elsewhere."""
    statement = entry.statement
    author = archive.registry.ministries[statement.ministry].name
    name, outlet = statement.source.name, statement.source.outlet
    publisher = outlet or name
    captured = statement.capture.captured
    return Work(
        id=statement.id,
        title=marks.told(statement.title),
        author=marks.told(author),
        genre=archive.registry.kinds[statement.kind].label,
        site=site.name,
        publisher=marks.told(publisher) if publisher != author else None,
        date=statement.date,
        url=site.url + entry.url,
        language=statement.language,
        source=marks.told(f"{name} by way of {outlet}" if outlet and outlet != name else name),
        captured=ENGLISH.words(captured) if captured else "",
        sha256=statement.capture.sha256,
        commit=site.commits.get(entry.path, ""),
    )


def shown(entry: Entry, archive: Archive, site: Site) -> Citation:
    """Return what a statement's page says of how to cite it.

    Zotero takes the type from `z.itemType`, what kind of report it is from `DC.type`, and its institution from the publisher;
    a ministry among the authors it would part into first and last name (its issue 2119). So no author is named in the head.
    """
    made = work(entry, archive, site)
    date = str(made.date)
    published = "article:published_time" if made.date.first == made.date.last else ""
    meta = (
        ("z.itemType", "", "report"),
        ("DC.type", "", made.genre),
        ("", "og:type", "article"),
        ("DC.title", "og:title", made.title),
        ("DC.publisher", "", made.author),
        ("DCTERMS.issued", published, date),
        ("DC.language", "", made.language),
    )
    text = f"{citations.chicago(made)} {html.escape(citations.provenance(made), quote=False)}"
    day = entry.statement.date
    period = PartialDate(str(day)[: references.MONTH])
    return Citation(
        html=text,
        period=period,
        references=references.folder(day),
        formats=() if site.formats == references.EVERY else site.formats,
        meta=meta,
        linked=_linked(entry, made),
    )


def _linked(entry: Entry, made: Work) -> str:
    """Return schema.org's JSON-LD; `<` is written by its number, so that no text can end the script."""
    statement = entry.statement
    data = {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": made.title,
        "author": {"@type": "Organization", "name": made.author},
        "datePublished": str(made.date),
        "dateModified": statement.changed if statement.corrections else None,
        "genre": made.genre,
        "inLanguage": made.language,
        "isBasedOn": statement.source.url,
        "identifier": made.id,
    }
    kept = {key: value for key, value in data.items() if value}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def months(archive: Archive) -> Mapping[str, tuple[Entry, ...]]:
    """Return all statements by the folder of their reference files, in the order of the archive."""
    found: dict[str, list[Entry]] = {}
    for entry in archive.entries:
        found.setdefault(references.folder(entry.statement.date), []).append(entry)
    return {name: tuple(entries) for name, entries in found.items()}


def references_of(place: str, entries: Sequence[Entry], archive: Archive, site: Site) -> Mapping[str, str]:
    """Return the reference files of some statements by path; they depend on these, the site and the registries alone."""
    works = [work(entry, archive, site) for entry in entries]
    write: Mapping[str, Callable[[], str]] = {
        "RIS": lambda: "".join(map(references.ris, works)),
        "BibTeX": lambda: "\n".join(map(references.bibtex, works)),
        "CSL-JSON": lambda: references.csl_json((made, citations.other_styles(made)) for made in works),
    }
    return {place + references.FILES[name]: write[name]() for name in site.formats}
