"""Ids and names of the registries' records as profiles give them: which record is meant, and which are none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from builder.errors import Problem, did_you_mean
from builder.profile import Profile
from builder.registry import Language, Placed, Registry, read_records
from builder.shapes import Fact

Names = Mapping[str, set[str]]
"""Every name by which a record may be called, its id among them, by its id."""

_LANGUAGE: TypeAdapter[str] = TypeAdapter(Language)
_FILES = {"ministry": "ministries.yml", "kind": "kinds.yml", "tag": "tags.yml"}


def names(registry: Registry) -> Mapping[str, Names]:
    """Return the names of all ministries, kinds and tags."""
    return {
        "ministry": {
            key: {key, each.name, *each.aliases, *([each.short] if each.short else [])}
            for key, each in registry.ministries.items()
        },
        "kind": {key: {key, each.label} for key, each in registry.kinds.items()},
        "tag": {key: {key, each.label} for key, each in registry.tags.items()},
    }


def meant(said: str, known: Names) -> list[str]:
    """Return the ids of the records that may be meant: the one with that id, else all with that name, whatever its case."""
    if said in known:
        return [said]
    return sorted(key for key, each in known.items() if said.casefold() in {name.casefold() for name in each})


def is_language(said: str) -> bool:
    """Tell whether a text is a tag of a language."""
    try:
        _LANGUAGE.validate_python(said)
    except ValidationError:
        return False
    return True


def tags(said: str) -> list[str]:
    """Return the names of tags in a text, which are parted by commas, semicolons or line ends."""
    return [name for each in re.split(r"[,;\n]", said) if (name := each.strip())]


def problems(content: Path, registry: Registry, shown: str = "content") -> Iterator[Problem]:
    """Yield a problem, with its line, for each id in a profile that no registry has; none where the profiles are broken."""
    placed, faults = read_records(content / "sources.yml", Profile, f"{shown}/sources.yml")
    known = names(registry)
    for each in placed if not faults else ():
        yield from _of_profile(each, known, f"{shown}/sources.yml")


def _of_profile(placed: Placed[Profile], known: Mapping[str, Names], shown: str) -> Iterator[Problem]:
    profile, everything = placed.record, placed.record.everything
    for number, text in enumerate(profile.rules.texts if profile.rules else ()):
        if text.kind not in known["kind"]:
            line = placed.tree.line((placed.index, "rules", "texts", number, "kind"))
            yield _unknown("rules.texts", "kind", text.kind, known["kind"], line, shown)
    for key in ("ministry", "kind", "tags", "language") if everything else ():
        fact = getattr(everything, key)
        for place, said in _values(fact) if fact else ():
            line = placed.tree.line((placed.index, "everything", key, *place))
            yield from _of_fact(key, said, known, line, shown)


def _values(fact: Fact) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield what a fact can be without a look at a capture, and where it stands in the fact."""
    if fact.value is not None:
        yield ("value",), fact.value
    for key, value in (fact.map or {}).items():
        yield ("map", key), value


def _of_fact(key: str, said: str, known: Mapping[str, Names], line: int, shown: str) -> Iterator[Problem]:
    if key == "language":
        if not is_language(said):
            message, hint = f'everything.language: "{said}" is no tag of a language', 'write it as in BCP 47: "ko"'
            yield Problem(path=shown, line=line, code="language", message=message, hint=hint)
        return
    what = "tag" if key == "tags" else key
    for name in tags(said) if what == "tag" else [said]:
        ids = meant(name, known[what])
        if len(ids) > 1:
            message = f'everything.{key}: "{name}" is the name of several: {", ".join(ids)}'
            yield Problem(path=shown, line=line, code="unknown-id", message=message, hint="use the id")
        elif not ids:
            yield _unknown(f"everything.{key}", what, name, known[what], line, shown)


def _unknown(where: str, what: str, said: str, known: Names, line: int, shown: str) -> Problem:
    message = f'{where}: there is no {what} "{said}" in {_FILES[what]}'
    hint = did_you_mean(said, known)
    return Problem(path=shown, line=line, code="unknown-id", message=message, hint=hint)
