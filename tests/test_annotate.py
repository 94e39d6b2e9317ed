"""Annotations: one command a problem, whatever a file's name or text holds."""

from __future__ import annotations

from builder.annotate import annotation
from builder.errors import Problem


def problem(**changes: object) -> Problem:
    """Return a problem with some of its parts changed."""
    parts = {"path": "content/a.md", "line": 3, "code": "markup", "message": "a list", "hint": "write it out"}
    return Problem(**{**parts, **changes})  # type: ignore[arg-type]


def test_the_line_and_what_to_do() -> None:
    """File, line and name of the problem, then what is wrong, and what to do on a line of its own."""
    assert "::error file=content/a.md,line=3,title=markup::a list%0AWrite it out" == annotation(problem())


def test_a_warning_and_a_whole_file() -> None:
    """A warning is shown as one; a problem of the whole file stands at its first line."""
    assert "::warning file=content/a.md,line=1,title=markup::a list" == annotation(
        problem(warning=True, line=0, hint="")
    )


def test_no_text_begins_a_command() -> None:
    """Line ends, percent signs, commas and colons of a name or a value end nothing and begin nothing."""
    made = annotation(
        problem(path="content/a,line=9::x\n::error::y.md", message="100% \r\n::stop-commands::x", hint="")
    )

    assert (
        "::error file=content/a%2Cline=9%3A%3Ax%0A%3A%3Aerror%3A%3Ay.md,line=3,title=markup"
        "::100%25 \\r%0A::stop-commands::x" == made
    )
    assert 1 == len(made.splitlines())


def test_nor_an_older_command() -> None:
    """`##[` is a command of older workflows wherever it stands in a line, so no text of ours holds it."""
    made = annotation(problem(path="a/##[add-mask]x.md", message="x ##[stop-commands]y", hint="##[group]z"))

    assert "##[" not in made
    assert "x ##\u200b[stop-commands]y%0A##\u200b[group]z" == made.partition("markup::")[2]
