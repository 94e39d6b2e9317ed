"""A statement as it is kept between runs: plain JSON without the body, which stays in its file until it is asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from builder import content, files
from builder.dates import PartialDate
from builder.errors import ArchiveError
from builder.statement import Frozen, Statement

Model = TypeVar("Model", bound=Frozen)

_KIND = "@"
_DATE = "date"
_SET = object.__setattr__
_UNSET: set[str] = set()
"""The fields that were set, which pydantic notes for each model and nobody here asks for."""


class Kept(Statement):
    """A statement that was read before. Its body is read from the file each time, so that many need little memory.

    Asking for the body raises ArchiveError where the file has other bytes than it had when the statement was read.
    """

    def __getattr__(self, name: str) -> Any:
        """Read the body; nothing else is left out."""
        if name != "body":
            raise AttributeError(name)
        folder, path, digest = self.__dict__["_file"]
        data = files.read_bytes(folder / path, f"{folder.name}/{path}")
        if files.sha256(data) != digest:
            raise ArchiveError(f"{folder.name}/{path} was changed while it was in use; run the command again")
        return content.body(files.decoded(data, path))

    @property
    def whole(self) -> Statement:
        """The same statement with its body in memory."""
        values = {name: self.__dict__[name] for name in Statement.model_fields if name != "body"}
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
    """Return a statement without its body as JSON; models and dates say what they are."""
    return json.dumps(_plain(statement), ensure_ascii=False, separators=(",", ":"))


def _plain(value: Any) -> Any:
    if isinstance(value, PartialDate):
        return {_KIND: _DATE, "text": value.text}
    if isinstance(value, Frozen):
        fields = type(value).model_fields
        return {_KIND: type(value).__name__} | {name: _plain(getattr(value, name)) for name in fields if name != "body"}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value


class Loader:
    """Makes statements of what `dump` wrote, quickly: what was valid when it was written is not checked again."""

    def __init__(self, folder: Path) -> None:
        """Take the content folder, in which the bodies are."""
        self._folder = folder
        self._dates: dict[str, PartialDate] = {}
        self._models: Mapping[str, type[Frozen]] = {**_classes(Frozen), Statement.__name__: Kept}
        self._decoder = json.JSONDecoder(object_hook=self._hook)

    def load(self, text: str, path: str, digest: str, *, untouched: bool) -> Kept:
        """Return the statement of a file with these bytes; raises ValueError or KeyError where the text is none."""
        made = self._decoder.decode(text)
        if not isinstance(made, Kept):
            raise ValueError("this is no statement")  # noqa: TRY004 - what the caller expects of broken data
        made.__dict__["_file"] = (self._folder, path, digest)
        made.__dict__["_untouched"] = untouched
        return made

    def _hook(self, values: dict[str, Any]) -> Any:
        kind = values.pop(_KIND)
        if kind == _DATE:
            text = values["text"]
            if text not in self._dates:
                self._dates[text] = PartialDate(text)
            return self._dates[text]
        for name, value in values.items():
            if type(value) is list:
                values[name] = tuple(value)
        return _made(self._models[kind], values)


def _made(model: type[Model], values: dict[str, Any]) -> Model:
    """Return a model with these values, as pydantic makes one, without looking at them."""
    made = model.__new__(model)
    _SET(made, "__dict__", values)
    _SET(made, "__pydantic_fields_set__", _UNSET)
    _SET(made, "__pydantic_extra__", None)
    _SET(made, "__pydantic_private__", None)
    return made
