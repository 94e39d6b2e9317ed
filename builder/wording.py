"""The interface's own words in one language: English as it stands in the sources, or what a catalogue makes of it.

A catalogue is a gettext file, `<language>.po`, in the folder `locale` of the site's templates; `docs/translating.md`
tells how to add one. Who makes words of the interface takes a `Wording` and asks it; nothing else knows a language.
"""

from __future__ import annotations

import gettext
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po

from builder import calendars
from builder.calendars import Calendar
from builder.dates import PartialDate
from builder.errors import Problem, ProblemsError

FOLDER = "locale"
"""The folder of catalogues, below that of the templates."""

SOURCE = "en"
"""The language of the messages themselves."""

FURTHER = (
    "Home",
    "Statements",
    "Ministries",
    "Issuers",
    "Kinds",
    "Tags",
    "Wanted",
    "Search",
    "How it is made",
    "Interface",
    "Data by year",
    "Feeds",
    "Data",
    "About",
    "Languages",
    "Years",
    "Everything",
    "Navigation",
    "Table of contents",
)
"""Messages that stand in no call of their own: the usual words of a menu, headings that are values elsewhere too, and
what the theme says in its own pages."""

_PLACE = re.compile(r"\{([a-z_]*)\}")
_MARKUP = re.compile(r'[<>&"{}]')
_COUNTED = 200
"""Numbers whose plural form is kept; every rule that gettext knows goes by the last two digits beyond them."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language: `messages` are translations by message, several where there are plural forms.

    `more` are the English messages of many by those of one; `plurals` is the number of the plural form of 0, 1, 2 … 199, as
    digits.
    """

    language: str = SOURCE
    messages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    more: Mapping[str, str] = field(default_factory=dict)
    plurals: str = ""
    calendar: Calendar = field(default_factory=calendars.english)

    def gettext(self, message: str, /, **values: object) -> str:
        """Return a message's translation, or itself where there is none, with `{name}` replaced by the value of a name."""
        found = self.messages.get(message)
        text = found[0] if found else message
        return text.format_map(values) if values else text

    def ngettext(self, one: str, more: str, number: int, /, **values: object) -> str:
        """Return the form of a message for a number of things; `{count}` is the number unless it is given."""
        found = self.messages.get(one)
        text = found[self._form(number)] if found else one if number == 1 else more
        return text.format_map({"count": self.calendar.number(number), **values})

    def _form(self, number: int) -> int:
        half = _COUNTED // 2
        return int(self.plurals[number if number < _COUNTED else half + number % half])

    def words(self, date: PartialDate) -> str:
        """Return a date for a reader."""
        return self.calendar.written(date)

    def number(self, value: int) -> str:
        """Return a whole number for a reader."""
        return self.calendar.number(value)

    def globals(self, languages: Sequence[str] = ()) -> Mapping[str, Any]:
        """Return what templates call; `languages` are those among which a reader chooses."""
        return {
            "gettext": self.gettext,
            "ngettext": self.ngettext,
            "words": self.words,
            "number": self.number,
            "wording": self,
            "languages": languages if len(languages) > 1 else (),
        }

    def as_json(self) -> str:
        """Return all of it for the scripts of a page, as JSON."""
        data = {
            "language": self.language,
            "plurals": self.plurals,
            "calendar": asdict(self.calendar),
            "more": self.more,
            "messages": {message: list(forms) for message, forms in self.messages.items()},
        }
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


ENGLISH = Wording()
"""The words as they stand in the sources."""


def languages(folder: Path) -> tuple[str, ...]:
    """Return the languages that the templates of a folder speak, sorted: English, and those with a catalogue."""
    return tuple(sorted({SOURCE, *(path.stem for path in (folder / FOLDER).glob("*.po"))}))


def load(folder: Path, language: str, shown: str = FOLDER) -> Wording:
    """Return the words of a language from the catalogues of a folder of templates; `shown` is what it is called.

    Raises ProblemsError where there is no catalogue, or where it is broken: with a message that is not translated,
    other places for values than the English has, markup, or a number of plural forms that its head does not give.
    """
    if language == SOURCE:
        return ENGLISH
    path, name = folder / FOLDER / f"{language}.po", f"{shown}/{language}.po"
    if not path.is_file():
        known = ", ".join(languages(folder))
        message = f'there is no catalogue of the language "{language}"'
        hint = f"theme.language may be one of: {known}; docs/translating.md tells how to add one"
        raise ProblemsError([Problem(path=name, line=0, code="language", message=message, hint=hint)])
    return parse(path.read_bytes(), language, name)


def parse(data: bytes, language: str, name: str) -> Wording:
    """Return the words of a catalogue's bytes; raises ProblemsError as `load` does, at `name`."""
    try:
        catalog = read_po(data.decode("utf-8").splitlines(keepends=True), abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, ValueError) as error:
        raise ProblemsError([_problem(name, 0, str(error), "it is read as gettext's PO format, in UTF-8")]) from None
    problems = list(_problems(catalog, name))
    if problems:
        raise ProblemsError(problems)
    rule = gettext.c2py(catalog.plural_expr)
    return Wording(
        language=language,
        messages={_forms(each.id)[0]: _forms(each.string) for each in catalog if each.id},
        more={each.id[0]: each.id[1] for each in catalog if each.id and not isinstance(each.id, str)},
        plurals="".join(str(int(rule(number))) for number in range(_COUNTED)),
        calendar=calendars.of(language),
    )


def _forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def _problems(catalog: Catalog, name: str) -> Iterator[Problem]:
    for message in catalog:
        if not message.id:
            continue
        ids, forms = _forms(message.id), _forms(message.string)
        line = message.lineno or 0
        wanted = 1 if len(ids) == 1 else catalog.num_plurals
        if message.fuzzy or len(forms) != wanted or not all(forms):
            yield _problem(name, line, f'"{ids[0]}" is not translated', "translate every form, and take `fuzzy` away")
        places = set().union(*(_PLACE.findall(each) for each in ids))
        for form in forms:
            strange = set(_PLACE.findall(form)) - places
            lacking = set(_PLACE.findall(ids[-1])) - set(_PLACE.findall(form)) - ({"count"} if wanted > 1 else set())
            if strange or (form and lacking):
                hint = f"use these, and no other: {', '.join(f'{{{each}}}' for each in sorted(places)) or 'none'}"
                yield _problem(name, line, f'"{form}" has other places for values than "{ids[-1]}"', hint)
            if _MARKUP.search(_PLACE.sub("", form)):
                hint = 'write quotation marks as “ ”, and leave < > & " { } out'
                yield _problem(name, line, f'"{form}" holds markup', hint)


def _problem(name: str, line: int, message: str, hint: str) -> Problem:
    return Problem(path=name, line=line, code="language", message=message, hint=hint)
