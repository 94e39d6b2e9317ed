"""Problems as they are shown, sorted and told at once, and the tree of errors."""

from __future__ import annotations

import pytest

from builder import errors
from builder.errors import ArchiveError, ConfigError, Problem, ProblemsError, did_you_mean, nearest


def problem(path: str = "a.md", line: int = 3, code: str = "value", message: str = "it is wrong") -> Problem:
    """Return a problem."""
    return Problem(path=path, line=line, code=code, message=message)


def test_a_problem_is_one_line() -> None:
    """A problem is shown as `path:line: code: what is wrong`."""
    assert "a.md:3: value: it is wrong" == str(problem())


def test_nothing_in_it_moves_or_turns_the_line() -> None:
    """Controls, line ends and marks that turn the direction of writing are shown as their numbers; Arabic and Hebrew stay."""
    shown = str(problem(path="a\n::error::\u202ecod.md", message="\x1b[2J\x9b \u2066x\u2069 \u05d0"))

    assert "a\\n::error::\\u202ecod.md:3: value: \\x1b[2J\\x9b \\u2066x\\u2069 \u05d0" == shown


def test_a_hint_stands_in_brackets() -> None:
    """What to do follows in brackets."""
    shown = str(Problem(path="a.md", line=0, code="value", message="it is wrong", hint="mend it"))

    assert "a.md:0: value: it is wrong (mend it)" == shown


def test_a_warning_says_so() -> None:
    """A warning is told from an error by its first word."""
    shown = str(Problem(path="a.md", line=1, code="date", message="two days", hint="see", warning=True))

    assert "a.md:1: date: warning: two days (see)" == shown


def test_problems_are_sorted_and_told_once() -> None:
    """All problems are kept in the order of path, line (as a number) and code, repeats left out."""
    given = [problem("b.md", 1), problem("a.md", 10), problem("a.md", 9), problem("a.md", 9), problem("a.md", 9, "id")]

    raised = ProblemsError(iter(given))

    assert (problem("a.md", 9, "id"), problem("a.md", 9), problem("a.md", 10), problem("b.md", 1)) == raised.problems


def test_the_error_says_all_problems() -> None:
    """The error's text is one problem a line."""
    raised = ProblemsError([problem("b.md", 2), problem("a.md", 1)])

    assert "a.md:1: value: it is wrong\nb.md:2: value: it is wrong" == str(raised)


def test_exit_codes() -> None:
    """Problems end the command with 1, an unusable configuration with 2."""
    assert (1, 1, 2) == (ArchiveError.exit_code, ProblemsError([]).exit_code, ConfigError([]).exit_code)


def test_configuration_errors_are_problems() -> None:
    """One `except ArchiveError` catches every error of the builder, and one for problems the configuration's too."""
    assert issubclass(ProblemsError, ArchiveError)
    assert issubclass(ConfigError, ProblemsError)


@pytest.mark.parametrize(
    "name", [name for name, made in vars(errors).items() if isinstance(made, type) and issubclass(made, Exception)]
)
def test_the_tree_is_drawn(name: str) -> None:
    """Every error of the module stands in the tree of its docstring."""
    assert name in (errors.__doc__ or "")


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("titel", ["date", "title", "tags"], 'did you mean "title"?'),
        ("title", ["title"], 'did you mean "title"?'),
        ("zzz", ["b", "a"], "known: a, b"),
        ("zzz", [], ""),
        ("zzz", [f"k{number:02}" for number in range(12)], f"known: {', '.join(f'k{n:02}' for n in range(12))}"),
        (
            "zzz",
            [f"k{number:02}" for number in range(15)],
            f"known: {', '.join(f'k{n:02}' for n in range(12))} and 3 more",
        ),
    ],
)
def test_did_you_mean(word: str, known: list[str], expected: str) -> None:
    """The nearest known name is offered; where none is near, up to twelve are listed and the rest counted."""
    assert expected == did_you_mean(word, iter(known))


@pytest.mark.parametrize(
    ("word", "expected"), [("forein", "foreign"), ("foreign", "foreign"), ("navy", None), ("", None)]
)
def test_nearest(word: str, expected: str | None) -> None:
    """The nearest name is the one most alike, and none where none is alike."""
    assert expected == nearest(word, ["defence", "foreign", "foreign-trade"])
