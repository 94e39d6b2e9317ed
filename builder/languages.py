"""What languages are called by those who speak them, from the CLDR."""

from __future__ import annotations

from functools import cache

from babel import Locale, UnknownLocaleError


@cache
def own_name(tag: str) -> str:
    """Return the name of a language in itself with a capital at its beginning, or the tag where the CLDR has none."""
    try:
        locale = Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return tag
    if tag.partition("-")[0] == "und":
        return tag
    is_itself = locale.language == tag.partition("-")[0]  # "rus" is read as "ru_RU", though it names no country
    name = locale.get_display_name() if is_itself else locale.get_language_name()
    return f"{name[:1].upper()}{name[1:]}" if name else tag
