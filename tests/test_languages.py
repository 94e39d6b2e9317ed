"""What languages are called in themselves."""

from __future__ import annotations

import pytest

from builder.languages import own_name


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("en", "English"),
        ("ru", "Русский"),
        ("ko", "한국어"),
        ("zh-Hant", "中文 (繁體)"),
        ("fr-CA", "Français (Canada)"),
        ("rus", "Русский"),
        ("qaa", "qaa"),
        ("und", "und"),
        ("en-x-abc", "en-x-abc"),
    ],
)
def test_own_name(tag: str, name: str) -> None:
    """A language is called as it calls itself, with a capital; one without a known name by its tag."""
    assert name == own_name(tag)
