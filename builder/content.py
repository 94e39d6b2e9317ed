"""Statement and front-matter Markdown, each made from the other, and the rule for a statement's path."""

from __future__ import annotations

import re
from collections.abc import Container

from pydantic import ValidationError

from builder import foreign, yamltree
from builder.errors import Problem, ProblemsError
from builder.statement import Statement
from builder.text import control_at, slug

FOLDER = "statements"
"""The folder of the statements' files below the content folder."""

_FENCED = re.compile(r"\A---[ \t]*\n(?P<front>.*?)^---[ \t]*$\n?(?P<body>.*)\Z", re.DOTALL | re.MULTILINE)
_BLOCK_LISTS = frozenset({"corrections"})


def dump(statement: Statement) -> str:
    """Return the file's text: front matter with every string quoted, a blank line, the body."""
    data = statement.model_dump(mode="json", exclude={"body"})
    data["source"] = _present(data["source"], {"section", "published"})
    for key in ("aliases", "work"):
        if not data[key]:
            del data[key]
    pairs = [(key, yamltree.node(value, flow=key not in _BLOCK_LISTS)) for key, value in data.items()]
    return f"---\n{yamltree.write(pairs)}---\n\n{statement.body}"


def _present(data: dict[str, object], optional: set[str]) -> dict[str, object]:
    return {key: value for key, value in data.items() if value is not None or key not in optional}


def load(text: str, path: str) -> Statement:
    """Return the statement that a file's text holds; `path` is how problems name the file.

    Raises ProblemsError with every problem: no front matter, broken YAML, unknown or missing keys, wrong types.
    """
    match = _FENCED.match(text)
    if match is None:
        message = "the file does not begin with front matter between two lines of ---"
        raise ProblemsError(
            [Problem(path=path, line=1, code="front-matter", message=message, hint="restore it from the history")]
        )
    tree = yamltree.read(match["front"], path, offset=1, repeats=False)
    if tree.problems:
        raise ProblemsError(tree.problems)
    if not isinstance(tree.data, dict):
        message = "the front matter is not a list of keys and values"
        raise ProblemsError([Problem(path=path, line=1, code="front-matter", message=message)])
    body = match["body"].removeprefix("\n")
    return _statement(tree, body, path, before=text.count("\n", 0, len(text) - len(body)))


def body(text: str) -> str:
    """Return the body of a file's text, the text that stands below the front matter of a file that `load` can read."""
    end = text.find("\n---", len("---"))
    if text.startswith("---\n") and text.startswith("\n---\n", end):  # as `dump` writes it, found without an expression
        return text[end + len("\n---\n") :].removeprefix("\n")
    match = _FENCED.match(text)
    return match["body"].removeprefix("\n") if match else ""


def _statement(tree: yamltree.Tree, body: str, path: str, *, before: int) -> Statement:
    problems = []
    if "body" in tree.data:
        problems.append(
            Problem(
                path=path,
                line=tree.line(("body",)),
                code="unknown-key",
                message='the key "body" is not known here',
                hint="the text stands below the second ---",
            )
        )
    if not body.strip():
        problems.append(
            Problem(
                path=path,
                line=1,
                code="empty",
                message="there is no text below the front matter",
                hint="restore it from the history",
            )
        )
    at = control_at(body)
    if at is not None:
        line = before + body.count("\n", 0, at) + 1
        message = f"the text holds the character U+{ord(body[at]):04X} itself, which no editor shows"
        hint = f"take it out, or where the source has it write &#{ord(body[at])};"
        problems.append(Problem(path=path, line=line, code="character", message=message, hint=hint))
    for found in foreign.find(body):
        message = f"{found.what} stands in the text, which holds paragraphs and emphasis only"
        problems.append(Problem(path=path, line=before + found.line, code="markup", message=message, hint=found.hint))
    try:
        statement = Statement.model_validate({**tree.data, "body": body})
    except ValidationError as error:
        problems += yamltree.problems_of(error, tree, path, Statement)
    if problems:
        raise ProblemsError(problems)
    return statement


def path_for(statement: Statement, taken: Container[str]) -> str:
    """Return the path of a new statement below the content folder: `statements/2023/id-of-ministry/2023-02-02-slug.md`.

    The slug is of the title, or the kind where the title has no letter or digit; a number follows where the
    path is taken. The path is chosen once and never changes by itself.
    """
    folder = f"{FOLDER}/{statement.date.year}/{statement.ministry}"
    stem = f"{folder}/{statement.date}-{slug(statement.title) or statement.kind}"
    path, number = f"{stem}.md", 1
    while path in taken:
        number += 1
        path = f"{stem}-{number}.md"
    return path
