"""A statement as it is kept between runs: plain JSON without the body, which stays in its file until it is asked for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TypeVar

from builder import content, files
from builder.dates import PartialDate
from builder.errors import ArchiveError
from builder.statement import SHAPE, Frozen, Statement

Model = TypeVar("Model", bound=Frozen)

_KIND = "@"
_DATE = "date"
_NEVER = "-"
"""Behind the day of a statement that was never corrected."""

_REST = ("source", "capture", "parsed", "corrections")
"""The fields that neither the shape nor the body holds."""

_SET = object.__setattr__
_UNSET: set[str] = set()
"""The fields that were set, which pydantic notes for each model and nobody here asks for."""


class Kept(Statement):
    """A statement that was read before, of which only its shape is at hand; the rest is decoded where it is asked for.

    Its body is read from the file each time, so that many need little memory.
    Asking for the body raises ArchiveError where the file has other bytes than it had when the statement was read.
    """

    def __getattr__(self, name: str) -> Any:
        """Decode the rest, or read the body; nothing else is left out."""
        if name in _REST and "_rest" in self.__dict__:
            self._decode()
            return self.__dict__[name]
        if name != "body":
            raise AttributeError(name)
        folder, path, digest = self.__dict__["_file"]
        data = files.read_bytes(f"{folder}/{path}", f"{folder.name}/{path}")
        if files.sha256(data) != digest:
            raise ArchiveError(f"{folder.name}/{path} was changed while it was in use; run the command again")
        return content.body(files.decoded(data, path))

    def _decode(self) -> None:
        try:
            rest = _DECODER.decode(self.__dict__.pop("_rest"))
            values = {name: rest[name] for name in _REST}
        except (ValueError, KeyError, TypeError) as error:
            path = self.__dict__["_file"][1]
            raise ArchiveError(
                f"what .cache keeps of {path} is broken; delete the folder .cache and build again"
            ) from error
        for name, value in values.items():
            self.__dict__.setdefault(name, tuple(value) if type(value) is list else value)

    @property
    def shape(self) -> str:
        """As `Statement.shape`."""
        return str(self.__dict__["_shape"])

    @property
    def changed(self) -> str:
        """As `Statement.changed`, which was found when the file was read."""
        return str(self.__dict__["_changed"])

    @property
    def whole(self) -> Statement:
        """The same statement with its body in memory."""
        values = {name: getattr(self, name) for name in Statement.model_fields if name != "body"}
        return _made(Statement, {**values, "body": self.body})

    @property
    def digest(self) -> str:
        """As `Statement.digest`."""
        return self.whole.digest

    @property
    def is_untouched(self) -> bool:
        """As `Statement.is_untouched`, which was found when the file was read."""
        return bool(self.__dict__["_untouched"])

    def model_dump(self, **options: Any) -> dict[str, Any]:
        """As pydantic's, body included."""
        return self.whole.model_dump(**options)

    def __eq__(self, other: object) -> bool:
        """Equal to a statement of the same values, kept or not."""
        return self.whole == (other.whole if isinstance(other, Kept) else other)

    def __hash__(self) -> int:
        """As that of the statement."""
        return hash(self.whole)


def _classes(model: type[Frozen]) -> dict[str, type[Frozen]]:
    return {model.__name__: model} | {
        name: each for part in model.__subclasses__() for name, each in _classes(part).items()
    }


def dump(statement: Statement) -> str:
    """Return a statement without its body as three lines: shape, day of change (with a dash where never corrected), and the rest as JSON.

    In the rest, models and dates say what they are.
    """
    rest = {name: _plain(getattr(statement, name)) for name in _REST}
    day = statement.changed if statement.corrections else f"{statement.changed}{_NEVER}"
    return f"{statement.shape}\n{day}\n{json.dumps(rest, ensure_ascii=False, separators=(',', ':'))}"


def _plain(value: Any) -> Any:
    if isinstance(value, PartialDate):
        return {_KIND: _DATE, "text": value.text}
    if isinstance(value, Frozen):
        fields = type(value).model_fields
        return {_KIND: type(value).__name__} | {name: _plain(getattr(value, name)) for name in fields}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value


class Loader:
    """Makes statements of what `dump` wrote, quickly: what was valid when it was written is not checked again."""

    def __init__(self, folder: Path) -> None:
        """Take the content folder, in which the bodies are."""
        self._folder = folder
        self._dates: dict[str, PartialDate] = {}

    def load(self, text: str, path: str, digest: str, *, untouched: bool) -> Kept:
        """Return the statement of a file with these bytes; raises ValueError or TypeError where the text is none."""
        shape, day, rest = text.split("\n")
        made = dict(zip(SHAPE, json.loads(shape), strict=True))
        made["date"], made["added"] = self._date(made["date"]), self._date(made["added"])
        made["tags"], made["aliases"] = tuple(made["tags"]), tuple(made["aliases"])
        if day.endswith(_NEVER):
            made["corrections"] = ()
            day = day[: -len(_NEVER)]
        made["_shape"], made["_changed"], made["_rest"] = shape, day, rest
        made["_file"], made["_untouched"] = (self._folder, path, digest), untouched
        return _made(Kept, made)

    def _date(self, text: str) -> PartialDate:
        if text not in self._dates:
            self._dates[text] = PartialDate(text)
        return self._dates[text]


def _hook(values: dict[str, Any]) -> Any:
    kind = values.pop(_KIND, None)
    if kind is None:
        return values
    if kind == _DATE:
        return PartialDate(values["text"])
    for name, value in values.items():
        if type(value) is list:
            values[name] = tuple(value)
    return _made(_MODELS[kind], values)


_MODELS = _classes(Frozen)
_DECODER = json.JSONDecoder(object_hook=_hook)


def _made(model: type[Model], values: dict[str, Any]) -> Model:
    """Return a model with these values, as pydantic makes one, without looking at them."""
    made = model.__new__(model)
    _SET(made, "__dict__", values)
    _SET(made, "__pydantic_fields_set__", _UNSET)
    _SET(made, "__pydantic_extra__", None)
    _SET(made, "__pydantic_private__", None)
    return made
