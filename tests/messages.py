"""Finds every message of the interface in templates, Python and scripts, as gettext's tools do, and keeps the catalogues.

`python -m tests.messages` brings all catalogues up to date; `python -m tests.messages fr` begins one.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

from builder import wording
from builder.export.budget import PIECES
from builder.export.columns import COLUMNS
from builder.export.interface import ITEM
from builder.export.page import EXAMPLES
from builder.wording import FURTHER

ROOT = Path(__file__).resolve().parents[1]
OVERRIDES = ROOT / "overrides"
FOLDER = OVERRIDES / wording.FOLDER

_KEYWORDS = {"gettext": None, "ngettext": (1, 2)}

HEAD = """\
# The words of the interface in another language. How this file is made and kept: docs/translating.md
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: {plurals}\\n"

"""

Key = tuple[str, ...]
"""A message: its English, and that of many where there is one."""


def found() -> Iterator[tuple[str, int, Key]]:
    """Yield each place of a message: file, line, message."""
    for path in sorted(OVERRIDES.rglob("*.html")):
        with path.open("rb") as file:
            for line, _, message, _ in babel_extract(file, ("gettext", "ngettext"), [], {"silent": "false"}):
                if message is not None:  # a value, whose messages stand in a table
                    yield shown(path), line, keyed(message)
    for folder, form, method in ((ROOT / "builder", "*.py", "python"), (OVERRIDES, "*.js", "javascript")):
        for path in sorted(folder.rglob(form)):
            with path.open("rb") as file:
                for line, message, _, _ in extract(method, file, _KEYWORDS, options={"encoding": "utf-8"}):
                    yield shown(path), line, keyed(message)
    tables = [column.means for column in COLUMNS] + [piece.means for piece in PIECES] + [*ITEM.values(), *EXAMPLES]
    for message in (*FURTHER, *tables):
        yield "a table", 0, (message,)


def shown(path: Path) -> str:
    """Return a path below the repository's root."""
    return path.relative_to(ROOT).as_posix()


def keyed(message: str | tuple[str | None, ...]) -> Key:
    """Return a message with its plural, where it has one, as one value."""
    return (message,) if isinstance(message, str) else tuple(each for each in message if isinstance(each, str))


def used() -> dict[Key, list[str]]:
    """Return every message with the files that use it, in the order in which they are found."""
    messages: dict[Key, list[str]] = {}
    for file, _, message in found():
        files = messages.setdefault(message, [])
        if file not in files:
            files.append(file)
    return messages


def catalogue(path: Path) -> Catalog:
    """Return a catalogue as it stands."""
    return read_po(io.StringIO(path.read_text(encoding="utf-8")))


def refreshed(old: Catalog, language: str) -> str:
    """Return a catalogue's text with the messages of today: translations of the same message are kept, others are empty."""
    made = Catalog(locale=old.locale, fuzzy=False)
    for message, files in used().items():
        known = old.get(message[0])
        one = message if len(message) > 1 else message[0]
        same = known is not None and known.id == one
        made.add(one, known.string if known and same else "", locations=[(file, 0) for file in files])
    text = io.BytesIO()
    write_po(text, made, width=120, omit_header=True, include_lineno=False)
    return HEAD.format(language=language, plurals=old.plural_forms) + text.getvalue().decode()


def main() -> None:
    """Bring every catalogue up to date, and begin those of the languages that are named."""
    for language in sorted({*wording.languages(OVERRIDES), *sys.argv[1:]} - {wording.SOURCE}):
        path = FOLDER / f"{language}.po"
        old = catalogue(path) if path.is_file() else Catalog(locale=Locale.parse(language, sep="-"))
        path.write_text(refreshed(old, language), encoding="utf-8")


if __name__ == "__main__":
    main()
