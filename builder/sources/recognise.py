"""Whether a text is official, and who issued it, when and in what form, by a profile's rules."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from builder.dates import spoken_day
from builder.errors import Problem, nearest
from builder.profile import IssuerRules, Profile, Rules, Text
from builder.sources import translated
from builder.sources.aliases import Hit, shorten
from builder.sources.draft import Context, Draft, Fields, Outcome, Reason, hiding, rejected
from builder.sources.official import official

_OPENING_LENGTH = 180
"""Characters of a first sentence in which the day is looked for where only the headline announces the text."""

_AND = re.compile(r"^[\s,;]*(?:and\s+)?")

_LOOKED_AT = 6
"""Openings and proofs stand at the beginning; the paragraphs after it are not searched."""


@dataclass(frozen=True, slots=True)
class _Announcement:
    """What announces an official text.

    `who` is the clause that names the issuer, `whose` the one in a headline that says whose text it is, `when` the
    words in which the day of issue may stand.
    """

    text: Text
    who: str
    whose: str
    when: str


def recognise(fields: Fields, profile: Profile, context: Context) -> Outcome:
    """Return the draft of an official text, or why there is none.

    A text that some body of the archive issued but whose ministry cannot be told is refused, never guessed.
    """
    outcome = translated.told(_judged(fields, profile, context), profile)
    is_kept = outcome.draft is not None
    hidden = hiding(fields.record, fields.title, fields.paragraphs, fields.section, is_kept=is_kept)
    return replace(outcome, seen=(fields.title, str(fields.issued or "")), problems=(*outcome.problems, *hidden))


def _judged(fields: Fields, profile: Profile, context: Context) -> Outcome:
    if profile.everything is not None:
        return official(fields, profile, profile.everything, context)
    if profile.rules is None:
        raise TypeError("a profile has `rules` or `everything`")
    return _recognised(fields, profile, profile.rules, context)


def _recognised(fields: Fields, profile: Profile, rules: Rules, context: Context) -> Outcome:
    announced = _announcement(fields, rules)
    if announced is None:
        return _not_a_statement(fields, "nothing announces an official text")
    clauses = f"{announced.who} | {announced.whose}"
    if not rules.pattern(rules.ours).search(clauses) and not context.finder.hits(clauses):
        return _not_a_statement(fields, "it is not by a body of this archive")
    for exclusion in rules.exclude:
        if rules.pattern(exclusion.who).search(clauses):
            if exclusion.refuse:
                message = f"{fields.title!r}: {exclusion.reason}"
                return rejected(fields.record, fields.record.problem("issuer", message, "see exclude in sources.yml"))
            return _not_a_statement(fields, exclusion.reason)
    if announced.who == announced.whose and not says_only_whose(announced.who, context, rules):
        return _not_a_statement(fields, "the headline says more than whose text it is")
    return _draft(fields, profile, rules, context, announced)


def _not_a_statement(fields: Fields, why: str) -> Outcome:
    return Outcome(record=fields.record, reason=Reason.NOT_A_STATEMENT, why=why)


def _announcement(fields: Fields, rules: Rules) -> _Announcement | None:
    sentences = [_bare(paragraph, fields, rules) for paragraph in fields.paragraphs[:_LOOKED_AT]]
    headline = _headline(fields, rules, sentences)
    for index, sentence in enumerate(sentences):
        rest, lead = _without_lead(sentence, rules)
        for text in rules.texts:
            match = rules.pattern(text.opening).search(rest) if text.opening and index < text.within else None
            if match and _proved(text, sentences[index + 1 :], rules):
                who, whose = match["who"].strip(" ,"), headline.whose if headline else ""
                return _Announcement(text, who, whose, f"{_when(rest, match, rules)} | {lead}")
    return headline


def _when(sentence: str, match: re.Match[str], rules: Rules) -> str:
    """Return the words in which the day of issue may stand, the likeliest first.

    Right behind the name of the form ("press statement on May 25"), between issuer and form ("Saturday released"), before
    the issuer ("In a press statement on Saturday, "), farther behind the form where `day_after` allows it.
    """
    before = sentence[match.start() : match.start("who")]
    after = re.split(r":(?!\d)", sentence[match.end() :])[0]
    between = sentence[match.end("who") : match.end()]
    if rules.day_after is None:
        return f"{between} | {before} | {after}"
    days = list(rules.pattern(rules.day_after).finditer(after))
    near, far = ([day[0] for day in days if (day.start() == 0) is is_near] for is_near in (True, False))
    return " | ".join([*near, between, before, *far])


def says_only_whose(clause: str, context: Context, rules: Rules) -> bool:
    """Tell whether a headline's clause ends with its body's name, or goes on with a speaker or the name of an officer."""
    hits = context.finder.hits(clause)
    rest = clause[hits[-1].end :].strip(" ,") if hits else ""
    if not rest or re.fullmatch(rules.issuer.speaker, rest):
        return True
    has_post = hits[0].office or re.sub(rules.issuer.joint, "", clause[: hits[0].start])
    return bool(has_post and rules.issuer.name and re.fullmatch(rules.issuer.name, rest))


def _without_lead(sentence: str, rules: Rules) -> tuple[str, str]:
    """Return a sentence without what stands before its subject, and that: `On Tuesday, `."""
    match = rules.pattern(rules.lead).match(sentence) if rules.lead else None
    return (sentence[match.end() :], match[0]) if match else (sentence, "")


def _headline(fields: Fields, rules: Rules, sentences: list[str]) -> _Announcement | None:
    headline = _short(fields.title, fields, rules)
    for text in rules.texts:
        match = rules.pattern(text.headline).search(headline) if text.headline else None
        if match and _proved(text, sentences, rules):
            whose = match["who"].strip(" ,")
            return _Announcement(text, whose, whose, sentences[0][:_OPENING_LENGTH] if sentences else "")
    return None


def _bare(paragraph: str, fields: Fields, rules: Rules) -> str:
    without_dateline = re.sub(rules.dateline, "", paragraph, count=1) if rules.dateline else paragraph
    return _short(re.sub(rules.quoted, " ", without_dateline), fields, rules)


def _short(text: str, fields: Fields, rules: Rules) -> str:
    """Return a text with bodies named as the registry's aliases name them."""
    short = shorten(text, rules.synonyms)
    for own in rules.own:
        if re.fullmatch(own.source, fields.source_name):
            short = re.sub(own.bare, own.means.replace("\\", r"\\"), short)
    return short


def _proved(text: Text, following: list[str], rules: Rules) -> bool:
    if text.proof is None:
        return True
    pattern = rules.pattern(text.proof)
    return any(pattern.search(sentence) for sentence in following)


def _draft(fields: Fields, profile: Profile, rules: Rules, context: Context, announced: _Announcement) -> Outcome:
    hits = context.finder.hits(announced.who)
    found = _ministries(hits, announced, fields, context, rules)
    if len(found) != 1:
        return rejected(fields.record, _ministry_problem(fields, context, found, announced.who))
    ministry = found.pop()
    day, warnings = _day(fields, rules, announced.when)
    if day is None and fields.issued is None:
        message = f"no date: looked for one in the header, the dateline and the opening of {fields.title!r}"
        return rejected(fields.record, fields.record.problem("no-date", message, "see date_formats in sources.yml"))
    draft = Draft(
        fields=fields,
        date=day.isoformat() if day else str(fields.issued),
        ministry=ministry,
        issuer=_issuer(announced.who, hits, ministry, context, rules.issuer),
        kind=announced.text.kind,
        language=profile.language,
        outlet=profile.outlet,
    )
    return Outcome(record=fields.record, draft=draft, problems=warnings)


def _ministries(hits: list[Hit], announced: _Announcement, fields: Fields, context: Context, rules: Rules) -> set[str]:
    """Return the ministries that clause and headline name as the issuer; more or less than one is a refusal.

    A headline that says whose text it is can contradict the clause, or stand in where the clause names none; one
    that only mentions bodies can tell which part of the clause's body is meant. Of a person's several posts the one
    counts that is an office of its body, else the one that the headline names.
    """
    finder, whose, who = context.finder, announced.whose, announced.who
    in_clause = finder.most_specific({hit.ministry for hit in hits})
    headline = whose or _short(fields.title, fields, rules)
    in_headline = {hit.ministry for hit in finder.hits(headline)}
    if not whose:
        in_headline = {each for each in in_headline if in_clause & set(context.registry.lineage(each))}
    if len(in_clause) > 1:
        in_clause = _of_post(hits, in_clause, rules.issuer.person, who) or in_clause & in_headline or in_clause
    return finder.most_specific(in_clause | in_headline)


def _of_post(hits: list[Hit], found: set[str], person: str, who: str) -> set[str]:
    """Return the one body for which a person with several posts holds an office that speaks for it, else none."""
    in_office = {hit.ministry for hit in hits if hit.office} & found
    return in_office if len(in_office) == 1 and re.fullmatch(person, who) else set()


def _ministry_problem(fields: Fields, context: Context, found: set[str], clause: str) -> Problem:
    if found:
        message = f"{fields.title!r} names several ministries: {', '.join(sorted(found))}"
        hint = "give one of them the whole name as an alias in ministries.yml"
        return fields.record.problem("ministry", message, hint)
    names = [name for each in context.registry.ministries.values() for name in (each.name, *each.aliases)]
    near = nearest(clause, names)
    quoted = json.dumps(clause, ensure_ascii=False)
    hint = (f'did you mean "{near}"? Else add' if near else "add") + (
        f' to content/ministries.yml: - {{id: "…", name: {quoted}, aliases: [{quoted}]}}'
    )
    return fields.record.problem("ministry", f"no ministry of the registry is named in {clause!r}", hint)


def _day(fields: Fields, rules: Rules, when: str) -> tuple[date | None, tuple[Problem, ...]]:
    header = fields.day
    found: dict[str, date | None] = {"header": header}
    match = re.search(rules.dateline, fields.paragraphs[0]) if rules.dateline else None
    if header:
        found["opening"] = _close(spoken_day(when, header), header, rules)
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
    rest = who[hit.end :].strip(" ,")
    after = re.fullmatch(rules.name, rest) if rules.name else None
    name = person["name"] if person else after[0] if after else ""
    begin = max([person.start("role") if person else 0, *(each.end for each in hits if each.end <= hit.start)])
    before = _AND.sub("", who[begin : hit.start])  # of several posts the one that counts
    role = hit.office or _titled(re.sub(rules.joint, "", before), rules)
    if not role and re.fullmatch(rules.speaker, rest):
        role = _titled(rest, rules)
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
