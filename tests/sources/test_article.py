"""Saved HTML pages, built as ministries build theirs: selectors, patterns, and a page's own marks."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest

from builder.profile import Profile
from builder.sources.draft import Draft, Outcome
from tests.sample import REAL, Reader, codes, make

PRESS = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Of Ropes | Ministry of Trade</title>
<meta property="article:published_time" content="2024-06-10T09:00:00+09:00">
<link rel="canonical" href="https://trade.example/1"><script>var t = "<p>no</p>";</script></head>
<body><header><a href="/">Ministry of Trade</a><nav><ul><li>News</li><li>About</li></ul></nav></header>
<main><div class="crumbs">Home &gt; Press</div>
<article><h1>Of
  Ropes</h1>
<p class="share"><a href="#">Share</a></p>
<p>Ropes are &ldquo;long&rdquo;.<br>Sails are wide.</p>
<div>Knots &amp; <em>bends</em><span style="display:none">secret</span>.</div>
<aside>Read more</aside></article></main>
<footer>© Ministry</footer></body></html>
"""

BOARD = """<html><head><meta http-equiv="content-type" content="text/html; charset=euc-kr"><title>공지</title></head><body>
<table class="board_view"><tr><th>제목</th><td class="subject">밧줄에 관한 담화</td></tr>
<tr><th>작성일</th><td>2024년 6월 10일</td><th>부서</th><td class="dept">대변인실</td></tr>
<tr><td colspan="4"><div id="content">밧줄은 길다.<br><br>돛은 넓다.<p>&nbsp;</p><p>끝.</p></div></td></tr></table>
<div class="list">다음글</div></body></html>
"""


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """Return a reader with the registries of the invented country."""
    return Reader(make(tmp_path_factory.mktemp("invented") / "archive") / "content")


def profile(html: dict[str, object], **changes: object) -> Profile:
    """Return the profile of a ministry's site."""
    return Profile.model_validate(
        {
            "id": "site",
            "language": "en",
            "shape": "html",
            "date_formats": ["%Y년 %m월 %d일"],
            "html": html,
            "everything": {"kind": "statement", "ministry": "trade"},
            **changes,
        }
    )


def draft(outcomes: list[Outcome]) -> Draft:
    """Return the draft of the one outcome."""
    (outcome,) = outcomes
    assert outcome.draft is not None, outcome.problems
    return outcome.draft


def test_a_page_with_marks_of_its_own(reader: Reader) -> None:
    """Without selectors, title, date, address and text are where HTML's own marks say, and what is around is left out."""
    fields = draft(reader.parse("site", PRESS, profile({"drop": [".share"]}))).fields

    assert ("Of Ropes", "2024-06-10", "https://trade.example/1") == (fields.title, str(fields.issued), fields.url)
    assert ("Ropes are “long”.", "Sails are wide.", "Knots & bends.") == fields.paragraphs


def test_a_page_read_by_selectors(reader: Reader) -> None:
    """Selectors and patterns find the parts of a page that has no marks, in the encoding that it names."""
    html = {
        "title": "td.subject",
        "date": {"select": "td", "pattern": r"\d{4}년 \d+월 \d+일"},
        "section": ".dept",
        "url": {"pattern": "^(?:x)?(?P<value>다음글)$"},
        "body": "#content",
        "end": "끝\\.",
    }

    fields = draft(reader.parse("site", BOARD.encode("cp949"), profile(html))).fields

    assert ("밧줄에 관한 담화", "2024-06-10", "대변인실", "다음글") == (
        fields.title,
        str(fields.issued),
        fields.section,
        fields.url,
    )
    assert ("밧줄은 길다.", "돛은 넓다.") == fields.paragraphs


def test_several_bodies(reader: Reader) -> None:
    """A selector may match several elements; one inside another is not read twice."""
    html = {"body": "article, article p, aside", "begin": "Share"}

    fields = draft(reader.parse("site", PRESS, profile(html))).fields

    assert ("Ropes are “long”.", "Sails are wide.", "Knots & bends.", "Read more") == fields.paragraphs


def test_the_date_of_the_name(reader: Reader) -> None:
    """Where the page has no date, that of the file's name is taken."""
    made = profile({}, file="(?P<date>cap)ture", date_formats=["%Y"])
    page = PRESS.replace("article:published_time", "x")

    (outcome,) = reader.parse("site", page, made)
    assert ["no-date"] == codes(outcome)
    named = profile({}, file="(?P<date>capture)", date_formats=["capture%%%Y", "%Y"])
    assert ["no-date"] == codes(reader.parse("site", page, named)[0])


@pytest.mark.parametrize(
    ("data", "html", "expected"),
    [
        ("<html><body></body></html>", {}, ["no-date", "no-text", "no-title"]),
        (PRESS, {"title": "h2", "body": "#none"}, ["no-text", "no-title"]),
        (PRESS, {"date": "time"}, ["no-date"]),
        (PRESS.replace("2024-06-10", "2024-06-31"), {}, ["no-date"]),
    ],
)
def test_what_is_refused(reader: Reader, data: str, html: dict[str, object], expected: list[str]) -> None:
    """A page without title, date or text where the profile looks is refused, each with what was looked for."""
    (outcome,) = reader.parse("site", data, profile(html))

    assert expected == codes(outcome)
    assert outcome.draft is None


def marked_up(text: str) -> str:
    """Return a copied page as the HTML that it may have been: paragraphs, breaks, links, scripts, hidden marks."""
    shown = []
    for number, line in enumerate(text.splitlines()):
        words = escape(line, quote=False).replace(" ", "\n " if number % 3 else " <!-- x -->", 1)
        shown.append((f"<p>{words}</p>", f"{words}<br>", f"<div><span>{words}</span></div>")[number % 3])
    body = "\n".join(shown)
    return f"<!DOCTYPE html>\n<html><head><title>t</title><style>p{{}}</style></head><body>{body}<script>1</script></body></html>"


def test_the_first_capture_as_html() -> None:
    """The first capture saved as HTML gives the same statement as the copied text: title, day, issuer, paragraphs."""
    (path,) = (Path(REAL) / "captures" / "kcna-watch").glob("*.txt")
    text, reader = path.read_text(encoding="utf-8-sig"), Reader(REAL)

    copied, saved = (reader.parse("kcna-watch", data) for data in (text, marked_up(text)))

    one, two = draft(copied), draft(saved)
    assert one.fields.paragraphs == two.fields.paragraphs
    assert (one.date, one.ministry, one.issuer, one.kind) == (two.date, two.ministry, two.issuer, two.kind)
    assert (one.fields.title, one.fields.section, one.fields.captured) == (
        two.fields.title,
        two.fields.section,
        two.fields.captured,
    )
    assert [each.title for each in copied[0].known] == [each.title for each in saved[0].known]


def test_the_first_capture_by_selectors() -> None:
    """The same text in an article's element, read by selectors and recognised by the same rules, has the same paragraphs."""
    (path,) = (Path(REAL) / "captures" / "kcna-watch").glob("*.txt")
    reader = Reader(REAL)
    (copied,) = reader.parse("kcna-watch", path.read_bytes())
    one = draft([copied])
    body = "".join(f"<p>{escape(each)}</p>\n" for each in one.fields.paragraphs)
    page = (
        f"<html><nav>Menu</nav><h1 class='t'>{escape(one.fields.title)}</h1><i>02/02/2023</i><div id='c'>{body}</div>"
    )
    known = reader.profiles["kcna-watch"]
    html = {"title": ".t", "date": "i", "body": "#c"}
    made = profile(html, date_formats=["%d/%m/%Y"], everything=None, rules=known.rules, language="en")

    two = draft(reader.parse("kcna-watch", page, made))

    assert one.fields.paragraphs == two.fields.paragraphs
    assert (one.date, one.ministry, one.issuer, one.kind) == (two.date, two.ministry, two.issuer, two.kind)
