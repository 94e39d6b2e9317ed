"""Whose text a capture names, as far as its title alone says for sure."""

from __future__ import annotations

from builder.profile import Profile, Rules
from builder.sources.aliases import shorten
from builder.sources.draft import Context
from builder.sources.recognise import says_only_whose


def ministry_of(title: str, profile: Profile, context: Context) -> str | None:
    """Return the id of the ministry whose text this is, or None where the title leaves a doubt.

    It is sure where a form's headline says whose text it is ("Press Statement of Spokesperson for …") and one ministry
    is named there, or where every text of the source is one ministry's. A title that only mentions a body tells nothing.
    """
    if profile.everything is not None:
        value = profile.everything.ministry.value
        return value if value in context.registry.ministries else None
    return _announced(shorten(title, profile.rules.synonyms), profile.rules, context) if profile.rules else None


def _announced(headline: str, rules: Rules, context: Context) -> str | None:
    for text in rules.texts:
        match = rules.pattern(text.headline).search(headline) if text.headline else None
        if match is None:
            continue
        clause = match["who"].strip(" ,")
        if any(rules.pattern(exclusion.who).search(clause) for exclusion in rules.exclude):
            return None
        found = context.finder.most_specific({hit.ministry for hit in context.finder.hits(clause)})
        return found.pop() if len(found) == 1 and says_only_whose(clause, context, rules) else None
    return None
