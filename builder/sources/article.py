"""Captures of an HTML page that holds one text: its parts by the profile's rules, and by the page's own marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from builder.capture import Record
from builder.dates import PartialDate
from builder.errors import Problem
from builder.profile import Profile
from builder.shapes import HtmlShape, Place
from builder.sources import body, facts, translated, visible
from builder.sources.draft import Context, Fields, Outcome, hiding, rejected
from builder.sources.head import Head
from builder.sources.recognise import recognise
from builder.text import clean, fold

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_BELOW = 12
_ABOVE = 4
"""Lines below and above the title in which a date that the page shows is looked for."""

_LABEL = 40
"""A line with a date is a label, and not a part of the text, where no more than this stands in it beside the date."""


def parse(file: Record, profile: Profile, context: Context) -> Iterator[Outcome]:
    """Yield the outcome of the one text of a page."""
    shape = profile.html
    if shape is None:
        raise TypeError("a profile of this shape has `html`")
    root, warnings = visible.document(file)
    if root is None:
        yield rejected(file, *warnings)
        return
    outcome = _Page(root, file, shape, profile).outcome(context)
    yield replace(outcome, problems=(*warnings, *outcome.problems))


def _found(root: Any, whole: list[str], place: Place | None) -> tuple[str, Any]:
    """Return the first thing that stands in a place, and the element that is it as a whole, or None."""
    return next(_all(root, whole, place), ("", None))


def _all(root: Any, whole: list[str], place: Place | None) -> Iterator[tuple[str, Any]]:
    if place is None:
        return
    for element in root.cssselect(place.select) if place.select else [None]:
        text = _taken(_text(element, whole, place), place.pattern)
        if text:
            yield text, element if place.attribute is None and place.pattern is None else None


def _text(element: Any, whole: list[str], place: Place) -> str:
    if element is None:
        return "\n".join(whole)
    if place.attribute:
        return fold(clean(element.get(place.attribute, "")))
    return fold(clean(element.text_content())) if element.tag == "title" else " ".join(visible.lines([element]))


def _taken(text: str, pattern: str | None) -> str:
    if pattern is None:
        return text
    match = re.search(pattern, text, re.MULTILINE)
    return fold(match.group("value" if "value" in match.re.groupindex else 0) or "") if match else ""


@dataclass(slots=True)
class _Page:
    """One page and how it is read."""

    root: Any
    file: Record
    shape: HtmlShape
    profile: Profile

    def outcome(self, context: Context) -> Outcome:
        named, faults = facts.of_name(self.file, self.profile)
        whole, head, shape = visible.lines([self.root]), Head(self.root), self.shape
        title, heading = _found(self.root, whole, shape.title) if shape.title else head.title()
        paragraphs = self._paragraphs(title, heading)
        issued, warnings = self._issued(whole, head, title, named.get("date", ""))
        faults = (*faults, *self._missing(title, issued, paragraphs))
        if faults:
            return rejected(self.file, *faults, *hiding(self.file, title, paragraphs))
        section = _found(self.root, whole, shape.section)[0] if shape.section else head.section()
        fields = Fields(
            record=self.file,
            title=title,
            issued=issued,
            paragraphs=paragraphs,
            source_name=self.profile.name or self.profile.id,
            url=(_found(self.root, whole, shape.url)[0] if shape.url else head.address()) or None,
            section=section or None,
            facts={**_said(lang=head.language(), section=section), **named},
            alternates=translated.alternates(self.root),
        )
        outcome = recognise(fields, self.profile, context)
        return replace(outcome, problems=(*warnings, *outcome.problems))

    def _issued(
        self, whole: list[str], head: Head, title: str, named: str
    ) -> tuple[PartialDate | None, tuple[Problem, ...]]:
        """Return the date by the profile's rule; else by what the page shows and what its head says; else by the name."""
        if self.shape.date:
            told = (found for text, _ in _all(self.root, whole, self.shape.date) if (found := self._date(text)))
            return next(told, None) or self.profile.date_in(named), ()
        marked = next((found for text in head.days() if (found := self._marked(text))), None)
        shown = self._shown(whole, title)
        if not shown or not marked:
            return shown or marked or self.profile.date_in(named), ()
        if abs((shown.first - marked.first).days) <= 1:
            return shown, ()  # the head's day may be counted by another clock
        kept = min(shown, marked, key=lambda each: each.first)
        message = f"the page shows {shown} by its title, and its head says {marked}; {kept}, the earlier, is kept"
        return kept, (self.file.problem("date", message, "give html.date in sources.yml, which decides", warning=True),)

    def _date(self, text: str) -> PartialDate | None:
        return self.profile.date_in(text)

    def _marked(self, text: str) -> PartialDate | None:
        match = _ISO.search(text)
        try:
            return PartialDate(match[0]) if match else self.profile.date_in(text)
        except ValueError:
            return None

    def _shown(self, whole: list[str], title: str) -> PartialDate | None:
        """Return the date in a line without a sentence around the title: below it, else above it."""
        places = [number for number, line in enumerate(whole) if line == title]
        if not places:  # the title stands in the head alone
            places = [next((number for number, line in enumerate(whole) if self._is_text(line)), 0)]
        for at in places:
            below = whole[at + 1 : at + 1 + _BELOW]
            end = next((number for number, line in enumerate(below) if self._is_text(line)), len(below))
            for line in (*below[:end], *reversed(whole[max(0, at - _ABOVE) : at])):
                found = self._label(line)
                if found:
                    return found
        return None

    def _is_text(self, line: str) -> bool:
        return body.is_prose(line) and self._label(line) is None

    def _label(self, line: str) -> PartialDate | None:
        """Return the date of a line that holds little else."""
        found = self.profile.date_within(line)
        return found[0] if found and body.width(found[1]) <= _LABEL else None

    def _paragraphs(self, title: str, heading: Any) -> tuple[str, ...]:
        root, shape = self.root, self.shape
        left_out = {element for selector in shape.drop for element in root.cssselect(selector)} | {heading} - {None}
        if shape.body:
            bodies = root.cssselect(shape.body)
        else:
            bodies, around = body.find(root, heading)
            left_out |= around
        inside = {child for each in bodies for child in each.iterdescendants()} & set(bodies)
        rows = visible.lines([each for each in bodies if each not in inside and each not in left_out], left_out)
        begin = next((n + 1 for n, row in enumerate(rows) if shape.begin and re.fullmatch(shape.begin, row)), 0)
        end = next((n for n, row in enumerate(rows) if n >= begin and shape.end and re.fullmatch(shape.end, row)), None)
        return tuple(rows[begin:end] if shape.body or begin else self._without_labels(rows[:end], title))

    def _without_labels(self, rows: list[str], title: str) -> list[str]:
        """Return the lines of a text that was looked for, without the title and dates that stand above its first sentence."""
        first = next((number for number, row in enumerate(rows) if self._is_text(row)), 0)
        above = [row for row in rows[:first] if row != title and self._label(row) is None]
        return [*above, *rows[first:]]

    def _missing(self, title: str, issued: PartialDate | None, paragraphs: tuple[str, ...]) -> Iterator[Problem]:
        hint, shape = "compare the page with html in sources.yml", self.shape
        if not title:
            yield self.file.problem("no-title", f"no title: looked for {shape.title or 'headings and title'}", hint)
        if issued is None:
            looked = shape.date or "a date around the title, and for the marks of a day of publication"
            yield self.file.problem("no-date", f"no date: looked for {looked}", f"{hint}, and with date_formats")
        if not paragraphs:
            yield self.file.problem("no-text", f"no text: looked for {shape.body or 'sentences'}", hint)


def _said(**found: str) -> dict[str, str]:
    return {name: value for name, value in found.items() if value}
