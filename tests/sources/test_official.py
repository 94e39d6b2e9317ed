"""Sources of which every text is official: values must be in the registries, and are refused with what to do."""

from __future__ import annotations

import pytest

from builder.capture import Record
from builder.dates import PartialDate
from builder.profile import Profile
from builder.sources.aliases import Finder
from builder.sources.draft import Context, Fields, Outcome
from builder.sources.official import official
from tests.factory import registry

CONTEXT = Context(registry(), Finder(registry()))
RECORD = Record(file="wire/a.csv#L3", source="wire", data=b"", path="content/captures/wire/a.csv", line=3)


def outcome(everything: dict[str, object], **facts: str) -> Outcome:
    """Return what becomes of a text with some facts in a source that says `everything`."""
    profile = Profile.model_validate(
        {
            "id": "wire",
            "language": "en",
            "shape": "rows",
            "date_formats": ["%Y-%m-%d"],
            "rows": {"title": "t", "date": "d", "text": "x"},
            "everything": {"kind": "statement", "ministry": "foreign", **everything},
        }
    )
    fields = Fields(
        record=RECORD,
        title="T",
        issued=PartialDate("2024-05-06"),
        paragraphs=("x",),
        source_name="Wire",
        facts=dict(facts),
    )
    assert profile.everything is not None
    return official(fields, profile, profile.everything, CONTEXT)


def test_one_value_for_all() -> None:
    """What the profile fixes holds for each text; the issuer is the ministry where nothing else is said."""
    draft = outcome({}).draft

    assert draft is not None
    assert ("2024-05-06", "foreign", "statement", "Ministry of Foreign Affairs", "en", ()) == (
        draft.date,
        draft.ministry,
        draft.kind,
        draft.issuer,
        draft.language,
        draft.tags,
    )


def test_values_of_the_capture() -> None:
    """Ids and whole names of records are known, in any case; tags may be several; empty facts fall back."""
    everything = {name: {"by": name} for name in ("kind", "ministry", "issuer", "language", "tags")}
    said = {"kind": "answer", "ministry": "ministry of defence", "issuer": "A. B.", "language": "ko"}

    draft = outcome(everything, **said, tags="drills; Human rights").draft
    plain = outcome(everything, kind="Letter", ministry="section").draft

    assert draft is not None
    assert plain is not None
    assert ("defence", "answer", "A. B.", "ko", ("drills", "rights")) == (
        draft.ministry,
        draft.kind,
        draft.issuer,
        draft.language,
        draft.tags,
    )
    assert ("section", "letter", "Asia Section", "en", ()) == (
        plain.ministry,
        plain.kind,
        plain.issuer,
        plain.language,
        plain.tags,
    )


@pytest.mark.parametrize(
    ("name", "said", "expected"),
    [
        (
            "ministry",
            "defense",
            (
                'ministry: there is no ministry "defense" in ministries.yml (did you mean "defence"? Else add to '
                'content/ministries.yml: - {id: "defense", name: "defense"})'
            ),
        ),
        (
            "kind",
            "Poem",
            (
                'kind: there is no kind "Poem" in kinds.yml (add to content/kinds.yml: '
                '- {id: "poem", label: "Poem", plural: …})'
            ),
        ),
        (
            "tags",
            "drills, dril",
            (
                'tag: there is no tag "dril" in tags.yml (did you mean "drills"? Else add to content/tags.yml: '
                '- {id: "dril", label: "dril"})'
            ),
        ),
        (
            "language",
            "English",
            'language: "English" is no tag of a language (write it as in BCP 47, for example "ko")',
        ),
        ("ministry", "", 'no-ministry: no ministry: looked for "ministry" (see everything in sources.yml)'),
    ],
)
def test_values_that_no_registry_knows(name: str, said: str, expected: str) -> None:
    """A value that is not in a registry is refused with the nearest one and the line to add; nothing is guessed."""
    refused = outcome({name: {"by": name}}, **{name: said})

    assert refused.draft is None
    assert [f"content/captures/wire/a.csv:3: {expected}"] == [str(problem) for problem in refused.problems]


def test_every_fault_is_told_at_once() -> None:
    """A text of unknown kind and ministry is told both."""
    refused = outcome({"kind": "x", "ministry": "y"})

    assert ["kind", "ministry"] == sorted(problem.code for problem in refused.problems)
