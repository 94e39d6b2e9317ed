"""Small files at the site's root that programs look for: `robots.txt`, `llms.txt`, and `commit.txt`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from builder.archive import Archive
from builder.export.dataset import Table
from builder.export.interface import FOLDER as API
from builder.export.package import About
from builder.producer import Producer, key

COMMIT = "commit.txt"
"""Names the commit that the site was built from, where that is known."""


_WORDS = (
    "Each has one page; ids and addresses do not change. The text is the source's, character for character; what this"
    " archive corrected is told in `corrections`. Cite the page's address, the day of issue and the SHA-256 of the capture."
)

MANIFEST = "manifest-sha256.txt"
"""Tells the SHA-256 of every other file of the site; `builder.publish` writes it."""


def producers(archive: Archive, about: About, tables: Sequence[Table], forms: Sequence[str]) -> Iterator[Producer]:
    """Yield the producer of the files."""
    made: dict[str, str] = {"robots.txt": robots(about.site), "llms.txt": llms(archive, about, tables, forms)}
    if about.commit:
        made[COMMIT] = f"{about.commit}\n"
    yield Producer("signposts", key(made), lambda: made)


def robots(site: str) -> str:
    """Return `robots.txt` (RFC 9309): all may be read, and where the site map is."""
    return "User-agent: *\nAllow: /\n" + (f"\nSitemap: {site}sitemap.xml\n" if site else "")


def llms(archive: Archive, about: About, tables: Sequence[Table], forms: Sequence[str]) -> str:
    """Return `llms.txt` (https://llmstxt.org/): what this is, and where a program reads it rather than pages of HTML."""
    site, total = about.site, len(archive.entries)
    years = sorted(archive.by_year)
    span = f" of {years[0]} to {years[-1]}" if years else ""
    copies = ", ".join(f"`.{form}`" for form in forms)
    intro = [
        f"# {about.title}",
        f"> {about.description}",
        f"{total} statements{span}. {_WORDS}",
    ]
    if forms:
        intro.append(
            f"Each statement is beside its page as {copies}: the page's address without its last slash, and the ending."
        )
    whole = [table for table in tables if not table.year]
    sections: Mapping[str, list[tuple[str, str, str]]] = {
        "Data": [
            (
                "All statements" if table.form != "sqlite" else "Database",
                f"data/{table.path}",
                f"{table.form}, {table.bytes} bytes",
            )
            for table in whole
        ]
        + [("Data package", "data/datapackage.json", "every file and every column described")],
        "Interface": [("Index", f"{API}index.json", "addresses by year, ministry and tag")],
        "Statements by year": [
            (year, f"{API}years/{year}.json", f"{len(archive.by_year[year])} statements") for year in reversed(years)
        ],
        "Optional": [("About", "about/", "what is in the archive and what is not"), ("Data", "data/", "for people")],
    }
    parts = [
        f"## {name}\n\n" + "\n".join(f"- [{label}]({site}{path}): {note}" for label, path, note in links)
        for name, links in sections.items()
    ]
    return "\n\n".join([*intro, *parts]) + "\n"
