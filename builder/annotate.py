"""Problems as annotations of a GitHub workflow, each at its line of the pull request's files."""

from __future__ import annotations

from builder.errors import Problem, one_line


def annotation(problem: Problem) -> str:
    """Return the workflow command that shows a problem (docs.github.com, "Workflow commands for GitHub Actions").

    Whatever a file holds, it is one command: line ends, percent signs and the marks that part a command are escaped, and
    what began a command in older workflows (`##[`, anywhere in a line) is broken.
    """
    level = "warning" if problem.warning else "error"
    place = f"file={_property(problem.path)},line={max(1, problem.line)},title={_property(problem.code)}"
    hint = f"\n{problem.hint[:1].upper()}{problem.hint[1:]}" if problem.hint else ""
    return f"::{level} {place}::{_data(problem.message)}{_data(hint)}"


def _data(text: str) -> str:
    lines = (one_line(line).replace("%", "%25").replace("##[", "##\u200b[") for line in text.split("\n"))
    return "%0A".join(lines)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
