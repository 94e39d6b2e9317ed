"""Whether a text is official, and who issued it, when and in what form, by a profile's rules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from builder.dates import spoken_day
from builder.errors import Problem, nearest
from builder.profile import IssuerRules, Profile, Rules, Text
from builder.sources.aliases import Hit, shorten
from builder.sources.draft import Context, Draft, Fields, Outcome, Reason, rejected

_LOOKED_AT = 6
"""Openings and proofs stand at the beginning; the paragraphs after it are not searched."""


@dataclass(frozen=True, slots=True)
class _Announcement:
    """What announces an official text: its form, the clause that names the issuer, the sentence around it."""

    text: Text
    who: str
    sentence: str


def recognise(fields: Fields, profile: Profile, context: Context) -> Outcome:
    """Return the draft of an official text, or why there is none.

    A text that some body of the archive issued but whose ministry cannot be told is refused, never guessed.
    """
    rules = profile.rules
    announced = _announcement(fields, rules)
    if announced is None:
        return _not_a_statement(fields, "nothing announces an official text")
    headline = shorten(fields.title, rules.synonyms)
    if not rules.pattern(rules.ours).search(f"{announced.who} | {headline}"):
        return _not_a_statement(fields, "it is not by a body of this archive")
    for exclusion in rules.exclude:
        if rules.pattern(exclusion.who).search(announced.who):
            return _not_a_statement(fields, exclusion.reason)
    return _draft(fields, profile, context, announced, headline)


def _not_a_statement(fields: Fields, why: str) -> Outcome:
    return Outcome(record=fields.record, reason=Reason.NOT_A_STATEMENT, why=why)


def _announcement(fields: Fields, rules: Rules) -> _Announcement | None:
    sentences = [_bare(paragraph, rules) for paragraph in fields.paragraphs[:_LOOKED_AT]]
    for index, sentence in enumerate(sentences):
        for text in rules.texts:
            if text.opening is None or index >= text.within:
                continue
            match = rules.pattern(text.opening).search(sentence)
            if match and _proved(text, sentences[index + 1 :], rules):
                return _Announcement(text, match["who"].strip(" ,"), sentence)
    return _headline(fields, rules, sentences)


def _headline(fields: Fields, rules: Rules, sentences: list[str]) -> _Announcement | None:
    headline = shorten(fields.title, rules.synonyms)
    for text in rules.texts:
        match = rules.pattern(text.headline).search(headline) if text.headline else None
        if match and _proved(text, sentences, rules):
            return _Announcement(text, match["who"].strip(" ,"), "")
    return None


def _bare(paragraph: str, rules: Rules) -> str:
    without_dateline = re.sub(rules.dateline, "", paragraph, count=1) if rules.dateline else paragraph
    return shorten(re.sub(rules.quoted, " ", without_dateline), rules.synonyms)


def _proved(text: Text, following: list[str], rules: Rules) -> bool:
    if text.proof is None:
        return True
    pattern = rules.pattern(text.proof)
    return any(pattern.search(sentence) for sentence in following)


def _draft(fields: Fields, profile: Profile, context: Context, announced: _Announcement, headline: str) -> Outcome:
    rules = profile.rules
    hits = context.finder.hits(announced.who)
    found = _ministries(hits, headline, context, rules)
    if len(found) != 1:
        return rejected(fields.record, _ministry_problem(fields, context, found, announced.who or headline))
    ministry = found.pop()
    day, warnings = _day(fields, rules, announced.sentence)
    if day is None:
        message = f"no date: looked for one in the header, the dateline and the opening of {fields.title!r}"
        return rejected(fields.record, fields.record.problem("no-date", message, "see date_formats in sources.yml"))
    draft = Draft(
        fields=fields,
        date=day.isoformat(),
        ministry=ministry,
        issuer=_issuer(announced.who, hits, ministry, context, rules.issuer),
        kind=announced.text.kind,
        language=profile.language,
        outlet=profile.outlet,
    )
    return Outcome(record=fields.record, draft=draft, problems=warnings)


def _ministries(hits: list[Hit], headline: str, context: Context, rules: Rules) -> set[str]:
    """Return the ministries that clause and headline name as the issuer; more or less than one is a refusal.

    A headline that says whose text it is ("Statement of …") can contradict the clause; one that only mentions
    bodies can tell which part of the clause's body is meant, or stand in where the clause names none.
    """
    in_clause = context.finder.most_specific({hit.ministry for hit in hits})
    matches = (rules.pattern(text.headline).search(headline) for text in rules.texts if text.headline)
    whose = next((match["who"] for match in matches if match), "")
    in_headline = {hit.ministry for hit in context.finder.hits(whose or headline)}
    if not whose and in_clause:
        in_headline = {each for each in in_headline if in_clause & set(context.registry.lineage(each))}
    return context.finder.most_specific(in_clause | in_headline)


def _ministry_problem(fields: Fields, context: Context, found: set[str], clause: str) -> Problem:
    if found:
        message = f"{fields.title!r} names several ministries: {', '.join(sorted(found))}"
        hint = "give one of them the whole name as an alias in ministries.yml"
        return fields.record.problem("ministry", message, hint)
    names = [name for each in context.registry.ministries.values() for name in (each.name, *each.aliases)]
    near = nearest(clause, names)
    hint = (f'did you mean "{near}"? Else add' if near else "add") + (
        f' to content/ministries.yml: - {{id: "…", name: "{clause}", aliases: ["{clause}"]}}'
    )
    return fields.record.problem("ministry", f"no ministry of the registry is named in {clause!r}", hint)


def _day(fields: Fields, rules: Rules, sentence: str) -> tuple[date | None, tuple[Problem, ...]]:
    header = fields.day
    found: dict[str, date | None] = {"header": header}
    match = re.search(rules.dateline, fields.paragraphs[0]) if rules.dateline else None
    if header:
        found["opening"] = _close(spoken_day(sentence.split(":", maxsplit=1)[0], header), header, rules)
        found["dateline"] = spoken_day(match[0], header) if match else None
    day = next((found[name] for name in rules.date_order if found.get(name)), None)
    dateline = found.get("dateline")
    if header and dateline and header != dateline:
        message = f"the header says {header}, the dateline {dateline}; {day} is kept"
        return day, (fields.record.problem("date", message, "date_order in sources.yml decides", warning=True),)
    return day, ()


def _close(day: date | None, header: date, rules: Rules) -> date | None:
    return day if day and timedelta() <= header - day <= timedelta(days=rules.days_before_header) else None


def _issuer(who: str, hits: list[Hit], ministry: str, context: Context, rules: IssuerRules) -> str:
    """Return the line that says who spoke: a post and a name, a speaker for the body, or the body."""
    record = context.registry.ministries[ministry]
    hit = _first_of_line(hits, ministry, context)
    if hit is None:
        return record.name
    person = re.fullmatch(rules.person, who)
    after = re.fullmatch(rules.name, who[hit.end :].strip(" ,")) if rules.name else None
    name = person["name"] if person else after[0] if after else ""
    before = who[person.start("role") if person else 0 : hit.start]
    role = hit.office or _titled(re.sub(rules.joint, "", before), rules)
    if not role:
        return f"{record.name}, {name}" if name else record.name
    if not name and re.fullmatch(rules.speaker, role):
        return rules.speaker_form.format(role=role, body=record.short or record.name)
    return f"{role} {name}".strip()


def _first_of_line(hits: list[Hit], ministry: str, context: Context) -> Hit | None:
    line = context.registry.lineage(ministry)
    return next((hit for hit in hits if hit.ministry in line), None)


def _titled(role: str, rules: IssuerRules) -> str:
    role = re.sub(r"^(?:an?|the)\b\s*", "", role, flags=re.IGNORECASE)
    words = [word if word in rules.lower_words else word[:1].upper() + word[1:] for word in role.split()]
    return re.sub(r"-[a-z]", lambda match: match[0].upper(), " ".join(words))
