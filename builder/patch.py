"""Changes to a statement's file that leave every other byte of it as a person wrote it: comments, order, line breaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import yaml

from builder import content, yamltree
from builder.errors import ProblemsError
from builder.statement import Correction, Statement

_FRONT = re.compile(r"\A---[ \t]*\n(?P<front>.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)


def restated(text: str, statement: Statement, keys: Iterable[str]) -> str:
    """Return a file's text with the values of some top-level keys, and the body, as `statement` has them.

    Where that cannot be done in place, the whole file is written as ingest writes it, so that it always says `statement`.
    """
    fresh = _values(content.dump(statement))
    spans = _spans(text)
    changed = text
    for key in sorted(set(keys) & spans.keys() & fresh.keys(), key=lambda each: spans[each], reverse=True):
        start, end = spans[key]
        changed = changed[:start] + fresh[key] + changed[end:]
    for key in (key for key in fresh if key in set(keys) - spans.keys()):
        changed = _with_line(changed, list(fresh), key, fresh[key])
    body = _loaded(text)
    if body is not None and body.body != statement.body:
        changed = changed[: len(changed) - len(body.body)] + statement.body
    return changed if _loaded(changed) == statement else content.dump(statement)


def _with_line(text: str, order: list[str], key: str, value: str) -> str:
    """Return a file's text with a line for a key that it lacks, below the key before it in the order."""
    spans = _spans(text)
    before = next((name for name in reversed(order[: order.index(key)]) if name in spans), None)
    if before is None:
        return text
    at = text.index("\n", spans[before][1]) + 1
    return f"{text[:at]}{key}:{value}\n{text[at:]}"


def with_entry(text: str, statement: Statement, entry: Correction) -> str:
    """Return a file's text, which says `statement`, with one more entry at the end of its `corrections`."""
    wanted = statement.model_copy(update={"corrections": (*statement.corrections, entry)})
    written = yamltree.write([("x", yamltree.node(entry.model_dump(mode="json")))]).removeprefix("x: ").rstrip("\n")
    node = _nodes(text).get("corrections")
    if isinstance(node, yaml.SequenceNode) and node.value:
        at = _end(node.value[-1]) + _offset(text)
        if node.flow_style:
            changed = f"{text[:at]}, {written}{text[at:]}"
        else:
            at = text.index("\n", at)
            changed = f"{text[:at]}\n{' ' * node.start_mark.column}- {written}{text[at:]}"
        if _loaded(changed) == wanted:
            return changed
    return restated(text, wanted, ["corrections"])


def _loaded(text: str) -> Statement | None:
    try:
        return content.load(text, "")
    except ProblemsError:
        return None


def _offset(text: str) -> int:
    match = _FRONT.match(text)
    return match.start("front") if match else 0


def _nodes(text: str) -> Mapping[str, yaml.Node]:
    """Return the node of each top-level key; its marks count from the beginning of the front matter."""
    match = _FRONT.match(text)
    try:
        root = yaml.compose(match["front"], Loader=yaml.SafeLoader) if match else None
    except yaml.YAMLError:
        return {}
    return {key.value: value for key, value in root.value} if isinstance(root, yaml.MappingNode) else {}


def _spans(text: str) -> dict[str, tuple[int, int]]:
    """Return where each top-level key's value begins (after the colon) and ends."""
    offset = _offset(text)
    found = {}
    for key, node in _nodes(text).items():
        match = re.search(rf"^(?:{re.escape(key)}|\"{re.escape(key)}\")[ \t]*:", text[offset:], re.MULTILINE)
        if match:
            found[key] = (offset + match.end(), offset + _end(node))
    return found


def _end(node: yaml.Node) -> int:
    """Return where what is written of a node ends; the mark of a list with dashes is at whatever comes after it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.index)


def _values(text: str) -> dict[str, str]:
    """Return what stands after the colon of each top-level key in a file that ingest wrote, without the last line end."""
    match = _FRONT.match(text)
    parts = re.split(r"^(\w+):", match["front"] if match else "", flags=re.MULTILINE)[1:]
    return {key: value.rstrip("\n") for key, value in zip(parts[::2], parts[1::2], strict=True)}
