"""A font of boxes, for pictures that are the same on every machine: what the site's own fonts lack is drawn with it."""

from __future__ import annotations

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

_EM, _ASCENT, _DESCENT = 1000, 800, 200
_WIDTHS = {".notdef": 500, "blank": 280, "box": 520, "wide": 1000}
_BLANKS = {0x20, 0xA0, *range(0x2000, 0x200C), 0x202F, 0x3000}
_WIDE = range(0xAC00, 0xD7A4)
"""Hangul, which is written in squares."""

_CODES = (*range(0x20, 0x1200), *range(0x2000, 0x2C00), *_WIDE)
"""What our pages are written in: Latin, Greek, Cyrillic, Arabic and others, signs, Hangul."""

CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{folder}</dir><cachedir>{folder}/cache</cachedir></fontconfig>
"""


def configured(folder: Path) -> Path:
    """Write the font, and the configuration (fontconfig) of a machine that has no other; return the latter's path."""
    _write(folder / "boxes.ttf")
    file = folder / "fonts.conf"
    file.write_text(CONFIGURATION.format(folder=folder), encoding="utf-8")
    return file


def _write(file: Path) -> None:
    made = FontBuilder(_EM, isTTF=True)
    made.setupGlyphOrder(list(_WIDTHS))
    made.setupCharacterMap({code: _glyph(code) for code in _CODES})
    made.setupGlyf({name: _box(0 if name == "blank" else width) for name, width in _WIDTHS.items()})
    made.setupHorizontalMetrics({name: (width, 0) for name, width in _WIDTHS.items()})
    made.setupHorizontalHeader(ascent=_ASCENT, descent=-_DESCENT)
    made.setupNameTable({"familyName": "Boxes", "styleName": "Regular"})
    made.setupOS2(sTypoAscender=_ASCENT, sTypoDescender=-_DESCENT, usWinAscent=_ASCENT, usWinDescent=_DESCENT)
    made.setupPost()
    made.save(file)


def _glyph(code: int) -> str:
    if code in _BLANKS:
        return "blank"
    return "wide" if code in _WIDE else "box"


def _box(width: int) -> object:
    """Return a box as high as small letters; one without width is nothing."""
    pen = TTGlyphPen(None)
    if width:
        pen.moveTo((60, 0))
        for point in ((60, 520), (width - 60, 520), (width - 60, 0)):
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()
