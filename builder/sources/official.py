"""Sources of which every text is official: what the profile and the capture say becomes a draft, checked against the registries."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from builder import named
from builder.errors import Problem, nearest
from builder.profile import Profile
from builder.shapes import Everything, Fact
from builder.sources.draft import Context, Draft, Fields, Outcome, rejected
from builder.text import slug


def official(fields: Fields, profile: Profile, everything: Everything, context: Context) -> Outcome:
    """Return the draft of a text, or a refusal that names every value that no registry knows."""
    reading = _Reading(fields, context.names)
    ministry = reading.one("ministry", everything.ministry)
    kind = reading.one("kind", everything.kind)
    language = reading.language(everything.language) or profile.language
    tags = tuple(reading.tags(everything.tags))
    issuer = reading.raw(everything.issuer) if everything.issuer else ""
    if fields.issued is None:
        reading.fail("no-date", f"no date for {fields.title!r}", "see date_formats in sources.yml")
    if reading.problems or fields.issued is None:
        return rejected(fields.record, *reading.problems)
    draft = Draft(
        fields=fields,
        date=str(fields.issued),
        ministry=ministry,
        issuer=issuer or context.registry.ministries[ministry].name,
        kind=kind,
        language=language,
        outlet=profile.outlet,
        tags=tags,
    )
    return Outcome(record=fields.record, draft=draft)


@dataclass(slots=True)
class _Reading:
    """The facts of one text as they are looked up; what cannot be told is a problem."""

    fields: Fields
    known: Mapping[str, named.Names]
    problems: list[Problem] = field(default_factory=list)

    def fail(self, code: str, message: str, hint: str) -> None:
        self.problems.append(self.fields.record.problem(code, message, hint))

    def raw(self, fact: Fact) -> str:
        """Return the words that the profile or the capture gives, or an empty string."""
        if fact.by is None:
            return fact.value or ""
        found = self.fields.facts.get(fact.by, "")
        return fact.map.get(found, "") if fact.map is not None else found

    def one(self, what: str, fact: Fact) -> str:
        """Return the id of the one record that is meant; none or several are a problem."""
        found = self.fields.facts.get(fact.by, "") if fact.by else fact.value or ""
        if not found:
            self.fail(f"no-{what}", f'no {what}: looked for "{fact.by}"', "see everything in sources.yml")
        elif fact.map is not None and found not in fact.map:
            self._unmapped(what, found, fact.map)
        else:
            return self._id(what, self.raw(fact))
        return ""

    def _id(self, what: str, said: str) -> str:
        ids = named.meant(said, self.known[what])
        if len(ids) == 1:
            return ids[0]
        if ids:
            self.fail(what, f'"{said}" is the name of several: {", ".join(ids)}', "use the id")
        else:
            self._unknown(what, said, {name: key for key, names in self.known[what].items() for name in names})
        return ""

    def _unmapped(self, what: str, found: str, known: Mapping[str, str]) -> None:
        near = nearest(found, known)
        hint = f'did you mean "{near}"? Else add' if near else "add"
        entry = f"{json.dumps(found, ensure_ascii=False)}: …"
        self.fail(what, f'"{found}" is not in the map of everything.{what}', f"{hint} to that map: {entry}")

    def _unknown(self, what: str, said: str, known: Mapping[str, str]) -> None:
        near = nearest(said, known)
        file = "ministries.yml" if what == "ministry" else f"{what}s.yml"
        quoted = json.dumps(said, ensure_ascii=False)
        new = json.dumps(slug(said) or "…", ensure_ascii=False)
        entry = {
            "ministry": f"- {{id: {new}, name: {quoted}}}",
            "kind": f"- {{id: {new}, label: {quoted}, plural: …}}",
            "tag": f"- {{id: {new}, label: {quoted}}}",
        }[what]
        hint = f'did you mean "{known[near]}"? Else add' if near else "add"
        self.fail(what, f'there is no {what} "{said}" in {file}', f"{hint} to content/{file}: {entry}")

    def language(self, fact: Fact | None) -> str:
        """Return the tag of a language, or an empty string where the capture gives none."""
        said = self.raw(fact) if fact else ""
        if said and not named.is_language(said):
            self.fail("language", f'"{said}" is no tag of a language', 'write it as in BCP 47, for example "ko"')
            return ""
        return said

    def tags(self, fact: Fact | None) -> Iterator[str]:
        """Yield the ids of the tags that the profile or the capture gives."""
        for said in named.tags(self.raw(fact)) if fact else ():
            found = self._id("tag", said)
            if found:
                yield found
