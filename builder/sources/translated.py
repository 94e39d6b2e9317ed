"""What a capture says of the translations of its text: the number that they share, or the pages that name each other."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from builder import works
from builder.profile import Profile
from builder.sources.draft import Outcome
from builder.text import clean

_NOT_A_NUMBER = "nan"
"""What tables turned into JSON have where a cell is empty."""


def told(outcome: Outcome, profile: Profile) -> Outcome:
    """Return an outcome with the work of its draft, where the capture says one; a number that can be none is warned of."""
    draft = outcome.draft
    if draft is None:
        return outcome
    fields, numbering = draft.fields, profile.work
    number = fields.facts.get(numbering.by, "") if numbering else ""
    if numbering and number and number not in (_NOT_A_NUMBER, *numbering.none):
        try:
            return replace(outcome, draft=replace(draft, work=works.numbered(numbering.among or profile.id, number)))
        except ValueError:
            message = f"{numbering.by}: {number[: works.MOST]!r} can be no number that translations share"
            hint = "see work in sources.yml; the text is taken in without it"
            return replace(
                outcome, problems=(*outcome.problems, fields.record.problem("work", message, hint, warning=True))
            )
    if fields.url and fields.alternates:
        return replace(
            outcome, draft=replace(draft, work=works.of_pages(fields.url, draft.language, fields.alternates))
        )
    return outcome


def alternates(root: Any) -> tuple[tuple[str, str], ...]:
    """Return language and address of each page that an HTML page calls its own in another language.

    Only whole addresses count: one without a host is another page wherever it stands.
    """
    links = root.cssselect("link[rel~=alternate][hreflang][href]")
    found = ((clean(link.get("hreflang")).strip(), clean(link.get("href")).strip()) for link in links)
    return tuple((tag, address) for tag, address in found if re.match(r"https?://", address, re.IGNORECASE))
