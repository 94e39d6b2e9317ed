"""Changes to a file in place: what was asked for changes, every other byte stays."""

from __future__ import annotations

import pytest

from builder import content, patch
from builder.statement import Correction
from tests.factory import correction, statement

ENTRY = Correction.model_validate(correction())
WRITTEN = '{date: "2026-02-03", by: "A. Reader", note: "A slip mended."}'


def file(old: str = "", new: str = "") -> str:
    """Return the text of a statement's file, one part of it replaced."""
    text = content.dump(statement(body="One.\n\nTwo.\n"))
    assert old in text
    return text.replace(old, new, 1)


def test_only_the_keys_asked_for_change() -> None:
    """A comment, a key out of order and a list over several lines stay as a person left them."""
    text = file('kind: "statement"', 'kind: "statement"  # sure?').replace(
        'tags: ["drills"]\n', '# by hand\ntags:\n  - "drills"  # one\n\n'
    )
    new = content.load(text, "").model_copy(update={"title": "Mended", "body": "One.\n\nTwo!\n"})

    assert text.replace('"Statement on the Drill"', '"Mended"').replace("Two.", "Two!") == patch.restated(
        text, new, ["title"]
    )


def test_a_key_that_was_not_there_is_put_in() -> None:
    """A new key gets a line below the one before it; comments around it stay where they are."""
    text = file('language: "en"\ntags: ["drills"]', 'language: "en"  # surely\n# by hand\ntags: ["drills"]')
    new = content.load(text, "").model_copy(update={"work": "docs:7"})

    assert text.replace("# surely\n", '# surely\nwork: "docs:7"\n') == patch.restated(text, new, ["work", "title"])


def test_a_key_that_goes_is_taken_out() -> None:
    """Where a key is no longer, the file still says the statement."""
    text = content.dump(statement(work="docs:7"))
    new = content.load(text, "").model_copy(update={"work": None})

    assert new == content.load(patch.restated(text, new, ["work"]), "")


@pytest.mark.parametrize(
    "old", ['tags: ["drills"]', 'tags:\n- "drills"', 'tags:\n  - "drills" # x', '"tags": ["drills"]']
)
def test_a_value_in_any_form_is_replaced(old: str) -> None:
    """Whether a list is on one line or many, the new one takes its place."""
    text = file('tags: ["drills"]', old)
    new = content.load(text, "").model_copy(update={"tags": ("rights", "trade")})

    changed = patch.restated(text, new, ["tags"])

    assert new == content.load(changed, "")
    assert 'tags: ["rights", "trade"]' in changed.replace('"tags"', "tags")


def test_what_cannot_be_changed_in_place_is_written_anew() -> None:
    """Front matter in braces is one value; it is written as ingest writes it, and says what it must."""
    text = file()
    front = "".join(f"{line},\n" for line in text.split("---\n")[1].splitlines())
    braces = f"---\n{{\n{front}}}\n---\n\nOne.\n\nTwo.\n"
    new = content.load(braces, "").model_copy(update={"title": "Mended"})

    assert new == content.load(patch.restated(braces, new, ["title"]), "")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("corrections: []", f"corrections:\n- {WRITTEN}"),
        (f"corrections: [{WRITTEN}]", f"corrections: [{WRITTEN}, {WRITTEN}]"),
        (f"corrections: [{WRITTEN},]  # first", f"corrections: [{WRITTEN}, {WRITTEN},]  # first"),
        (f"corrections:\n- {WRITTEN}", f"corrections:\n- {WRITTEN}\n- {WRITTEN}"),
        (f"corrections:\n  - {WRITTEN}  # x\n# y", f"corrections:\n  - {WRITTEN}  # x\n  - {WRITTEN}\n# y"),
        (
            'corrections:\n- date: "2026-02-01"\n  by: "B"\n  note: "é: n"',
            f'corrections:\n- date: "2026-02-01"\n  by: "B"\n  note: "é: n"\n- {WRITTEN}',
        ),
    ],
)
def test_an_entry_is_put_after_the_others(before: str, after: str) -> None:
    """In whatever form a person wrote the list, the new entry joins it and nothing else changes."""
    text = file("corrections: []", before).replace('title: "S', 'title: "\u201cS', 1)

    assert text.replace(before, after) == patch.with_entry(text, content.load(text, ""), ENTRY)
