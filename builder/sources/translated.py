"""What a capture says of the translations of its text: the number that they share, or the pages that name each other."""

from __future__ import annotations

from dataclasses import replace

from builder import works
from builder.profile import Profile
from builder.sources.draft import Outcome


def told(outcome: Outcome, profile: Profile) -> Outcome:
    """Return an outcome with the work of its draft, where the capture says one; a number that can be none is warned of."""
    draft = outcome.draft
    if draft is None:
        return outcome
    fields, numbering = draft.fields, profile.work
    number = fields.facts.get(numbering.by, "") if numbering else ""
    if numbering and number and number not in numbering.none:
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
