"""YAML read with the line of every key, so that a problem can name it, and written with every string quoted.

Only plain data is read: strings, numbers, true, false, null, lists and mappings. What YAML 1.1 would turn
into something else (`NO`, `12:30`, `2024-02-03`) is a problem unless it is quoted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, get_args

import yaml
from pydantic import BaseModel, ValidationError

from builder import files
from builder.errors import Problem, ProblemsError, did_you_mean
from builder.text import excerpt

_TAG = "tag:yaml.org,2002:"
_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]{0,99})|true|false|null|~|")
"""The values without quotation marks that mean the same to every reader of YAML."""

_WIDE = 2**30
_BODY = "body"
"""The field of a model that is the text below the front matter, and no key."""

_DEEPEST = 40
_LARGEST = 500_000
_SHOWN = 60

Place = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Tree:
    """What a YAML text says, the line of each key (from 1), and the problems met in reading it."""

    data: Any
    lines: Mapping[Place, int]
    problems: tuple[Problem, ...]

    def line(self, place: Place) -> int:
        """Return the line of `place`, or of the nearest key above it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1 if self.lines else 0)


class _TooMuchError(Exception):
    """The document goes deeper, or holds more, than anything that people write by hand; its argument is the line."""


@dataclass(slots=True)
class _Reader:
    path: str
    offset: int
    lines: dict[Place, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    nodes: int = 0
    repeats: bool = True
    met: set[int] = field(default_factory=set)

    def read(self, node: yaml.Node, place: Place) -> Any:
        self.nodes += 1
        if len(place) > _DEEPEST or self.nodes > _LARGEST:
            raise _TooMuchError(self._line(node))
        if not self.repeats and id(node) in self.met:
            raise _TooMuchError(self._line(node))
        self.met.add(id(node))
        self.lines.setdefault(place, self._line(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.read(item, (*place, index)) for index, item in enumerate(node.value)]
        return self._scalar(node, place)

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            here = (*place, key)
            if key in data:
                self._add(key_node, "duplicate-key", f'"{key}" stands here twice', "keep one of the two")
            self.lines[here] = self._line(key_node)
            data[key] = self.read(value_node, here)
        return data

    def _scalar(self, node: yaml.Node, place: Place) -> Any:
        if node.tag == f"{_TAG}str":
            return node.value
        if isinstance(node, yaml.ScalarNode) and not node.style and _PLAIN.fullmatch(node.value):
            return None if node.value in {"", "~"} else json.loads(node.value)
        key = ".".join(map(str, place)) or "value"
        shown = excerpt(node.value, _SHOWN)
        self._add(node, "unquoted", f"{key}: YAML does not read {shown} as text", f'write "{shown}"')
        return node.value

    def _line(self, node: yaml.Node) -> int:
        return int(node.start_mark.line) + 1 + self.offset

    def _add(self, node: yaml.Node, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(path=self.path, line=self._line(node), code=code, message=message, hint=hint))


class _Loader(yaml.CSafeLoader):
    """PyYAML's loader in C, which asks for the tag of each value in Python: of a text in quotation marks that is no question."""

    def resolve(self, kind: type[yaml.Node], value: str, implicit: Any) -> Any:
        """Return the tag of a node."""
        if kind is yaml.ScalarNode and not implicit[0]:
            return f"{_TAG}str"
        return super().resolve(kind, value, implicit)  # type: ignore[no-untyped-call] # PyYAML has no types

    def descend_resolver(self, current_node: yaml.Node, current_index: Any) -> None:
        """Do nothing: no tag depends on the place of a node."""

    def ascend_resolver(self) -> None:
        """Do nothing, likewise."""


def read(text: str, path: str, offset: int = 0, *, repeats: bool = True) -> Tree:
    """Return the tree of one YAML document.

    `offset` is the number of lines that stand before `text` in `path`. Without `repeats`, a part that is named once
    and used again (`*name`) is a problem.
    """
    reader = _Reader(path, offset, repeats=repeats)
    try:
        node = yaml.compose(text, Loader=_Loader)
        data = None if node is None else reader.read(node, ())
    except yaml.YAMLError as error:
        return Tree(None, {}, (syntax_problem(error, path, offset),))
    except (_TooMuchError, RecursionError) as error:
        line = error.args[0] if isinstance(error, _TooMuchError) else 1 + offset
        message = "this repeats or holds itself, or is nested too deeply or too large"
        fault = Problem(path=path, line=line, code="yaml", message=message, hint="write it out plainly")
        return Tree(None, {}, (fault,))
    return Tree(data, reader.lines, tuple(reader.problems))


def read_file(file: Path, shown: str) -> Tree:
    """Return the tree of a file, named as `shown`; a file that cannot be read is a problem of the tree."""
    try:
        return read(files.read_text(file, shown), shown)
    except ProblemsError as error:
        return Tree(None, {}, error.problems)


def load(file: Path, shown: str, model: type[Model], hint: str) -> tuple[Model, Tree] | None:
    """Return what a file with one list under one key holds, and where it stands in it; None where there is no file.

    Raises ProblemsError with every problem; `hint` says what to do where the file has another form.
    """
    if not file.is_file():
        return None
    tree = read_file(file, shown)
    if tree.problems:
        raise ProblemsError(tree.problems)
    if not isinstance(tree.data, dict):
        message = f"the file is not a list under the key {next(iter(model.model_fields))}"
        raise ProblemsError([Problem(path=shown, line=1, code="value", message=message, hint=hint)])
    try:
        return model.model_validate(tree.data), tree
    except ValidationError as error:
        raise ProblemsError(problems_of(error, tree, shown, model)) from None


DERIVED = "run ingest, which writes it anew"
"""What to do about a broken file that ingest writes."""


def syntax_problem(error: yaml.YAMLError, path: str, offset: int = 0) -> Problem:
    """Return what PyYAML says of broken YAML as a problem at its line."""
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or getattr(error, "reason", "it cannot be read")
    line = (mark.line + 1 if mark else 1) + offset
    hint = 'every text stands in double quotes; a quotation mark inside it is written \\"'
    return Problem(path=path, line=line, code="yaml", message=f"this is not YAML: {what}", hint=hint)


def problems_of(error: ValidationError, tree: Tree, path: str, model: type[BaseModel]) -> list[Problem]:
    """Return the problems of a pydantic validation against `model` in words, each at its line."""
    return [_problem(fault, tree, path, model) for fault in error.errors(include_url=False)]


def _problem(fault: Any, tree: Tree, path: str, model: type[BaseModel]) -> Problem:
    place: Place = tuple(part for part in fault["loc"])
    line = tree.line(place)
    if fault["type"] == "missing":
        message, hint = f"{_dotted(place)} is missing", f"add the key {place[-1]}"
        return Problem(path=path, line=line, code="missing", message=message, hint=hint)
    if fault["type"] == "extra_forbidden":
        message = f'the key "{place[-1]}" is not known here'
        hint = did_you_mean(str(place[-1]), [name for name in _fields_at(model, place[:-1]) if name != _BODY])
        return Problem(path=path, line=line, code="unknown-key", message=message, hint=hint)
    value = fault["input"]
    is_data = isinstance(value, dict | list)
    said = str(fault["msg"]).removeprefix("Value error, ")
    found = "" if is_data or f"{value}" in said else f", found {value!r}"
    hint = "write it in double quotes" if fault["type"] == "string_type" and not is_data else ""
    name = f"{_dotted(place)}: " if place else ""
    return Problem(path=path, line=line, code="value", message=f"{name}{said}{found}", hint=hint)


def _dotted(place: Place) -> str:
    return ".".join(map(str, place))


def _fields_at(model: type[BaseModel], place: Place) -> tuple[str, ...]:
    here: Any = model
    for part in place:
        if isinstance(part, str) and part in here.model_fields:
            here = _model_inside(here.model_fields[part].annotation) or here
    return tuple(here.model_fields)


def _model_inside(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_inside(part))), None)


def scalar(value: str | int | None) -> yaml.ScalarNode:
    """Return the node of one value: text in double quotes, the rest plain."""
    if value is None:
        return yaml.ScalarNode(f"{_TAG}null", "null")
    if isinstance(value, str):
        return yaml.ScalarNode(f"{_TAG}str", value, style='"')
    kind = "bool" if isinstance(value, bool) else "int"
    return yaml.ScalarNode(f"{_TAG}{kind}", str(value).lower())


def node(value: Any, *, flow: bool = True) -> yaml.Node:
    """Return the node of plain data; mappings and lists inside it are written on one line (flow style)."""
    if isinstance(value, Mapping):
        pairs = [(yaml.ScalarNode(f"{_TAG}str", key), node(item)) for key, item in value.items()]
        return yaml.MappingNode(f"{_TAG}map", pairs, flow_style=flow)
    if isinstance(value, list | tuple):
        return yaml.SequenceNode(f"{_TAG}seq", [node(item) for item in value], flow_style=flow or not value)
    return scalar(value)


def write(pairs: Sequence[tuple[str, yaml.Node]]) -> str:
    """Return the YAML text of a mapping, one line a key, in the order given."""
    items = [(yaml.ScalarNode(f"{_TAG}str", key), value) for key, value in pairs]
    root = yaml.MappingNode(f"{_TAG}map", items, flow_style=False)
    text = str(yaml.serialize(root, Dumper=yaml.CSafeDumper, width=_WIDE, allow_unicode=True))
    return _NUMBERED.sub(_as_character, text)


def inline(value: Mapping[str, Any]) -> str:
    """Return the YAML text of a mapping on one line."""
    text = str(yaml.serialize(node(value), Dumper=yaml.CSafeDumper, width=_WIDE, allow_unicode=True))
    return _NUMBERED.sub(_as_character, text).strip()


_NUMBERED = re.compile(r"\\(U[0-9A-F]{8}|.)")


def _as_character(match: re.Match[str]) -> str:
    """Return a character beyond the first plane, which the writer gives as its number, as it is."""
    escaped = match[1]
    return chr(int(escaped[1:], 16)) if len(escaped) > 1 else match[0]
