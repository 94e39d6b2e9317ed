"""Captures of an HTML page that holds one text: title, date and body by selectors, patterns, or the page's own marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from builder.capture import Record
from builder.dates import PartialDate
from builder.errors import Problem
from builder.profile import Profile
from builder.shapes import HtmlShape, Place
from builder.sources import facts, translated, visible
from builder.sources.draft import Context, Fields, Outcome, rejected
from builder.sources.recognise import recognise
from builder.text import clean, fold

_TITLES = (Place(select="h1"), Place(select='meta[property="og:title"]', attribute="content"), Place(select="title"))
_ISO = r"\d{4}-\d{2}-\d{2}"
_DATES = (
    Place(select='meta[property="article:published_time"]', attribute="content", pattern=_ISO),
    Place(select='[itemprop="datePublished"]', attribute="content", pattern=_ISO),
    Place(select="time[datetime]", attribute="datetime", pattern=_ISO),
)
_URLS = (Place(select='link[rel="canonical"]', attribute="href"),)
_BODIES = ('[itemprop="articleBody"]', "article", "main", '[role="main"]', "body")
"""The marks by which HTML says where a page's text is; the first that one element alone has counts."""

_AROUND = "nav, aside, footer, form"
"""What is not of the text where the profile does not say which element is."""


def parse(file: Record, profile: Profile, context: Context) -> Iterator[Outcome]:
    """Yield the outcome of the one text of a page."""
    shape = profile.html
    if shape is None:
        raise TypeError("a profile of this shape has `html`")
    root, warnings = visible.document(file)
    if root is None:
        yield rejected(file, *warnings)
        return
    outcome = _read(root, file, shape, profile, context)
    yield replace(outcome, problems=(*warnings, *outcome.problems))


def _read(root: Any, file: Record, shape: HtmlShape, profile: Profile, context: Context) -> Outcome:
    named, faults = facts.of_name(file, profile)
    whole = visible.lines([root])
    title, heading = _found(root, whole, (shape.title,) if shape.title else _TITLES)
    issued = _issued(root, whole, shape, profile, named.get("date", ""))
    paragraphs = _paragraphs(root, shape, heading)
    missing = _missing(file, shape, has_title=bool(title), has_date=issued is not None, has_text=bool(paragraphs))
    faults = (*faults, *missing)
    if faults:
        return rejected(file, *faults)
    fields = Fields(
        record=file,
        title=title,
        issued=issued,
        paragraphs=paragraphs,
        source_name=profile.name or profile.id,
        url=_found(root, whole, (shape.url,) if shape.url else _URLS)[0] or None,
        section=_found(root, whole, (shape.section,) if shape.section else ())[0] or None,
        facts=named,
        alternates=translated.alternates(root),
    )
    return recognise(fields, profile, context)


def _found(root: Any, whole: list[str], places: tuple[Place, ...]) -> tuple[str, Any]:
    """Return the first thing that stands in one of some places, and the element that is it as a whole, or None."""
    return next(_all(root, whole, places), ("", None))


def _all(root: Any, whole: list[str], places: tuple[Place, ...]) -> Iterator[tuple[str, Any]]:
    for place in places:
        elements = root.cssselect(place.select) if place.select else [None]
        for element in elements:
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


def _issued(root: Any, whole: list[str], shape: HtmlShape, profile: Profile, named: str) -> PartialDate | None:
    """Return the date that the page gives in the source's forms, or in its own marks, else that of the file's name."""
    if shape.date:
        texts = [text for text, _ in _all(root, whole, (shape.date,))]
    else:
        texts = []
        for text, _ in _all(root, whole, _DATES):
            try:
                return PartialDate(text)
            except ValueError:
                continue
    return next((found for text in [*texts, named] if (found := profile.date_in(text))), None)


def _paragraphs(root: Any, shape: HtmlShape, heading: Any) -> tuple[str, ...]:
    left_out = {element for selector in shape.drop for element in root.cssselect(selector)} | {heading} - {None}
    if shape.body:
        bodies = root.cssselect(shape.body)
    else:
        candidates = (root.cssselect(selector) for selector in _BODIES)
        bodies = next((found for found in candidates if len(found) == 1), [])
        left_out |= {element for body in bodies for element in body.cssselect(_AROUND)}
    inside = {child for body in bodies for child in body.iterdescendants()} & set(bodies)
    rows = visible.lines([body for body in bodies if body not in inside and body not in left_out], left_out)
    begin = next((n + 1 for n, row in enumerate(rows) if shape.begin and re.fullmatch(shape.begin, row)), 0)
    end = next((n for n, row in enumerate(rows) if n >= begin and shape.end and re.fullmatch(shape.end, row)), None)
    return tuple(rows[begin:end])


def _missing(file: Record, shape: HtmlShape, *, has_title: bool, has_date: bool, has_text: bool) -> Iterator[Problem]:
    hint = "compare the page with html in sources.yml"
    if not has_title:
        yield file.problem("no-title", f"no title: looked for {shape.title or 'h1 and title'}", hint)
    if not has_date:
        looked = shape.date or "article:published_time, datePublished and time"
        yield file.problem("no-date", f"no date: looked for {looked}", f"{hint}, and with date_formats")
    if not has_text:
        yield file.problem("no-text", f"no text: looked for {shape.body or ', '.join(_BODIES)}", hint)
