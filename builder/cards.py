"""Pictures of statements for previews of links: title, ministry and day, drawn with the archive's own type.

Services that show previews want a picture of 1200 by 630 pixels (https://ogp.me, `og:image`) and take no SVG. Measured
on one core: 12 KB and 19 ms each. So an archive that is too large for one each has one for each ministry and kind.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import ImageDraw

from builder import marks
from builder.archive import Archive, Entry
from builder.producer import Producer, key
from builder.wording import ENGLISH

SIZE = (1200, 630)
BYTES = 12_000
"""What a card takes, about: so many bytes are reckoned for each when it is decided whether all statements have one."""

SUBSETS = ("latin", "latin-ext", "cyrillic", "cyrillic-ext")
FONTS = tuple(
    f"assets/fonts/{face}-{subset}-{weight}-normal.woff2"
    for face, weight in (("serif", 600), ("sans", 400))
    for subset in SUBSETS
)
"""The files of type that cards need, as the theme names them: those of the titles, then those of the rest."""

_RANGES = (
    ((0x20, 0x7E), (0xA0, 0xFF), (0x2010, 0x2027), (0x2030, 0x203A), (0x20AC, 0x20AC), (0x2122, 0x2122)),
    ((0x100, 0x17F), (0x1E00, 0x1EFF)),
    ((0x400, 0x45F), (0x490, 0x491), (0x2116, 0x2116)),
    ((0x460, 0x48F), (0x492, 0x52F)),
)
"""The characters of each subset; a title with any other is not drawn, since its letters would be missing."""

_DRAWABLE = re.compile("[" + "".join(f"{chr(low)}-{chr(high)}" for part in _RANGES for low, high in part) + "]*")

_INK, _PAPER = (30, 29, 27), (253, 252, 249)
_BAR, _SIGN = (32, 53, 63), (240, 160, 122)
_LEVELS = 4
"""Shades from ink to paper: fewer are ragged, more take more bytes."""

_LEFT, _WIDE = 84, 1032
_TITLES = ((66, 4), (54, 4), (44, 6))
"""Sizes of a title in pixels, each with the most lines that it may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a card says: a title in the serif, and below it lines in the sans; `site` is the archive's name."""

    title: str
    lines: tuple[str, ...]
    site: str


class Type:
    """One typeface in one size, put together from the files of its subsets."""

    def __init__(self, files: tuple[str, ...], size: int) -> None:
        """Load the files; raises OSError where one is no font."""
        from PIL import ImageFont  # noqa: PLC0415 - most builds draw nothing

        self._fonts = [ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.BASIC) for file in files]

    def width(self, text: str) -> float:
        """Return how many pixels a line takes."""
        return sum(self._fonts[at].getlength(run) for at, run in _runs(text))

    def draw(self, onto: ImageDraw.ImageDraw, place: tuple[float, float], text: str) -> None:
        """Draw a line, black, its upper left corner at a place."""
        left, top = place
        for at, run in _runs(text):
            onto.text((left, top), run, font=self._fonts[at], fill=0)
            left += self._fonts[at].getlength(run)

    def wrapped(self, text: str) -> list[str]:
        """Return the lines of a text that are no wider than a card's text; a longer word stands alone and is cut off."""
        lines: list[str] = []
        for word in text.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(longer) <= _WIDE:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines


@cache
def _type(files: tuple[str, ...], size: int) -> Type:
    return Type(files, size)


@cache
def _subset(character: str) -> int | None:
    number = ord(character)
    return next((at for at, ranges in enumerate(_RANGES) if any(low <= number <= high for low, high in ranges)), None)


def _runs(text: str) -> Iterator[tuple[int, str]]:
    """Yield the pieces of a line with the number of the subset that each is in."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or _subset(text[at]) != _subset(text[start]):
            yield _subset(text[start]) or 0, text[start:at]
            start = at


def is_drawable(card: Card) -> bool:
    """Return whether our type has every letter of a card."""
    return all(_DRAWABLE.fullmatch(line) for line in (card.title, *card.lines, card.site))


def draw(card: Card, fonts: tuple[str, ...]) -> bytes:
    """Return the PNG of a card; `fonts` are the paths of the files that FONTS names."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - likewise

    serif, sans = fonts[: len(SUBSETS)], fonts[len(SUBSETS) :]
    shades = Image.new("L", SIZE, 255)
    onto = ImageDraw.Draw(shades)
    small = _type(sans, 32)
    _type(serif, 32).draw(onto, (_LEFT + 52, 78), card.site)
    _title(onto, card.title, serif)
    for at, line in enumerate(card.lines):
        small.draw(onto, (_LEFT, 548 - 46 * (len(card.lines) - 1 - at)), small.wrapped(line)[0] if line else "")
    made = shades.point([round(shade / 255 * (_LEVELS - 1)) for shade in range(256)])
    steps = [
        [round(ink + (paper - ink) * at / (_LEVELS - 1)) for ink, paper in zip(_INK, _PAPER, strict=True)]
        for at in range(_LEVELS)
    ]
    made.putpalette([value for colour in (*steps, _BAR, _SIGN) for value in colour])
    _sign(ImageDraw.Draw(made))
    data = io.BytesIO()
    made.save(data, "PNG", bits=4, compress_level=8)
    return data.getvalue()


def _title(onto: ImageDraw.ImageDraw, text: str, serif: tuple[str, ...]) -> None:
    """Draw a title in the largest size in which it fits; what does not fit in the smallest is cut, with an ellipsis."""
    size, most = next(
        ((size, most) for size, most in _TITLES if len(_type(serif, size).wrapped(text)) <= most), _TITLES[-1]
    )
    face = _type(serif, size)
    lines = face.wrapped(text)
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1]}…"]
    for at, line in enumerate(lines):
        face.draw(onto, (_LEFT, 158 + at * size * 1.24), line)


def _sign(onto: ImageDraw.ImageDraw) -> None:
    """Draw the archive's sign, and a bar above all; colours are numbers of the palette."""
    onto.rectangle((0, 0, SIZE[0], 17), fill=_LEVELS)
    left, top = _LEFT, 82
    for at, wide in enumerate((34, 22, 22)):
        onto.rectangle((left, top + at * 12, left + wide, top + at * 12 + 5), fill=_LEVELS)
    onto.polygon(
        [
            (left + 26, top + 12),
            (left + 34, top + 12),
            (left + 34, top + 40),
            (left + 30, top + 35),
            (left + 26, top + 40),
        ],
        fill=_LEVELS + 1,
    )


@dataclass(frozen=True, kw_only=True)
class Cards:
    """The cards of an archive: `budget` is how many megabytes those of single statements may take together."""

    archive: Archive
    site: str
    fonts: tuple[str, ...]
    budget: int

    @property
    def is_each(self) -> bool:
        """Whether every statement has a card of its own."""
        return len(self.archive.entries) * BYTES <= self.budget * 1_000_000

    def path(self, entry: Entry) -> str:
        """Return the path of a statement's card, nothing where no card can be drawn."""
        best = self._best(entry)
        return best[0] if best else ""

    @cached_property
    def _known(self) -> dict[str, tuple[str, Card] | None]:
        """The best cards that were asked for, by the path of the statement."""
        return {}

    def _best(self, entry: Entry) -> tuple[str, Card] | None:
        """Return the best card of a statement that can be drawn, with its path; None where there is none."""
        if entry.path not in self._known:
            self._known[entry.path] = next((each for each in self._choices(entry) if is_drawable(each[1])), None)
        return self._known[entry.path]

    def _choices(self, entry: Entry) -> Iterator[tuple[str, Card]]:
        """Yield the cards that a statement may have by path, the best first."""
        statement, records = entry.statement, self.archive.registry
        ministry = marks.told(records.ministries[statement.ministry].name)
        kind = records.kinds[statement.kind]
        if self.is_each:
            below = (ministry, f"{ENGLISH.words(statement.date)} · {marks.told(kind.label)}")
            yield (
                f"assets/cards/{statement.id}.png",
                Card(title=marks.told(statement.title), lines=below, site=self.site),
            )
        shared = Card(title=ministry, lines=(marks.told(kind.plural),), site=self.site)
        yield f"assets/cards/{statement.ministry}/{statement.kind}.png", shared

    def producers(self) -> Iterator[Producer]:
        """Yield what makes each card that a statement names; a card shows nothing that a correction of a text changes."""
        made = dict(best for entry in self.archive.entries if (best := self._best(entry)))
        type_ = key([Path(file).read_bytes() for file in self.fonts])
        for path, card in made.items():
            yield Producer(f"cards:{path}", key(card, type_), partial(self._made, path, card))

    def _made(self, path: str, card: Card) -> Mapping[str, bytes]:
        return {path: draw(card, self.fonts)}
