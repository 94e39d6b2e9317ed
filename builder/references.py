"""A statement as reference managers read it: RIS, BibTeX (BibLaTeX too) and CSL-JSON, the ministry an institution in each."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from builder.citations import Work, provenance
from builder.dates import PartialDate

FILES = {"RIS": "cite.ris", "BibTeX": "cite.bib", "CSL-JSON": "cite.json"}
"""The reference files of a month by the name of their format."""

EVERY, FEW = tuple(FILES), ("CSL-JSON",)
"""The formats of a site, and of one without room; scripts read other styles of citation from CSL-JSON."""

MONTH = len("2023-02")
"""Letters of a date that say its month."""


def folder(date: PartialDate) -> str:
    """Return the folder of the list of a date's month, in which its reference files stand; of its year where no month is known.

    A file for each statement would be most of a site's files, and a month's is small.
    """
    return f"statements/{str(date)[:MONTH].replace('-', '/')}/"


_MONTHS = ("", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
_TEX_URL = str.maketrans({"\\": "%5C", "{": "%7B", "}": "%7D", " ": "%20"})


def ris(work: Work) -> str:
    """Return the reference as RIS.

    The comma at the end of the author's name says that nothing follows the family name: an institution. Lines end in CR
    LF, as the format asks.
    """
    date = f"{str(work.date).replace('-', '/')}{'/' * (2 - str(work.date).count('-'))}/"
    lines = [
        ("TY", "ELEC"),
        ("ID", work.id),
        ("AU", f"{_one_name(work.author)},"),
        ("TI", work.title),
        ("T2", work.site),
        ("M3", work.genre),
        ("PB", work.publisher or ""),
        ("PY", work.date.year),
        ("DA", date),
        ("LA", work.language),
        ("UR", work.url),
        ("N1", provenance(work)),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value or tag == "ER")


def _one_name(name: str) -> str:
    """Return a name without the commas by which RIS parts family and first name; a comma of its own is a full-width one."""
    return name.replace(", ", "\uff0c").replace(",", "\uff0c")


def bibtex(work: Work) -> str:
    """Return the reference as an entry that BibTeX and BibLaTeX read: double braces keep a name and a title whole."""
    parts = str(work.date).split("-")
    fields = {
        "author": f"{{{work.author.translate(_TEX)}}}",
        "title": f"{{{work.title.translate(_TEX)}}}",
        "date": str(work.date),
        "year": parts[0],
        "howpublished": work.site.translate(_TEX),
        "organization": (work.publisher or "").translate(_TEX),
        "type": work.genre.translate(_TEX),
        "url": work.url.translate(_TEX_URL),
        "language": work.language,
        "note": provenance(work).translate(_TEX),
    }
    month = f"  month = {_MONTHS[int(parts[1])]},\n" if len(parts) > 1 else ""
    inside = "".join(f"  {key} = {{{value}}},\n" for key, value in fields.items() if value)
    return f"@misc{{statement-{work.id},\n{inside}{month}}}\n"


def csl_json(works: Iterable[tuple[Work, Mapping[str, str]]]) -> str:
    """Return references as CSL-JSON, a line for each; `custom` holds each cited in some styles.

    In a citation the name of a variable in braces stands for the variable's value, escaped as HTML: `{title}`. What
    citations have in common with their reference so stands in the file once.
    """
    lines = (json.dumps(_item(work, styles), ensure_ascii=False, separators=(",", ":")) for work, styles in works)
    return "[\n" + ",\n".join(lines) + "\n]\n"


def _item(work: Work, styles: Mapping[str, str]) -> dict[str, Any]:
    variables = {
        "title": work.title,
        "genre": work.genre,
        "container-title": work.site,
        "publisher": work.publisher,
        "URL": work.url,
        "language": work.language,
        "note": provenance(work),
    }
    item = {
        "id": work.id,
        "type": "webpage",
        "author": [{"literal": work.author}],
        "issued": {"date-parts": [[int(part) for part in str(work.date).split("-")]]},
        **{name: value for name, value in variables.items() if value},
    }
    values = {
        name: html.escape(value or "", quote=False) for name, value in {**variables, "author": work.author}.items()
    }
    short = {name: _short(text, values) for name, text in styles.items()}
    return item | ({"custom": {"citations": short}} if short else {})


_LONG = ("note", "URL", "title", "author", "container-title", "publisher", "genre")
"""Variables that citations name, the longest first, since one may stand in another."""

_NAME = re.compile(r"{(?=[A-Za-z-]+})")
_PLACES = {number: f"{{{name}}}" for number, name in enumerate(_LONG, start=1)}
_CONTROLS = re.compile("[\x01-\x07]")


def _short(text: str, values: Mapping[str, str]) -> str:
    """Return a citation with names in braces for values; a brace of its own that a name follows is written by its number."""
    text = _NAME.sub("&#123;", text)
    if _CONTROLS.search(text):
        return text
    for number, name in enumerate(_LONG, start=1):
        if values.get(name):
            text = text.replace(values[name], chr(number))
    return text.translate(_PLACES)
