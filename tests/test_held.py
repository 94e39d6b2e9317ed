"""What is kept of a statement tells any change of it."""

from __future__ import annotations

from builder.held import digest_of, hold
from tests import factory


def test_every_change_is_told() -> None:
    """The digest follows every field; a file is untouched until a person changes it."""
    plain = hold(factory.entry())

    assert plain == hold(factory.entry())
    for changes in ({"title": "x"}, {"added": "2026-01-03"}, {"aliases": ["a.md"]}, {"body": "Over.\n"}):
        assert plain.digest != hold(factory.entry(**changes)).digest
    assert (True, False) == (plain.is_untouched, hold(factory.entry(parsed="0" * 64)).is_untouched)


def test_any_text_has_a_digest() -> None:
    """Halves of surrogate pairs, which JSON may hold, do not stop it."""
    assert digest_of("\ud800") != digest_of("\udc00")
