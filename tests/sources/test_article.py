"""Saved HTML pages, built as ministries build theirs: selectors, patterns, and a page's own marks."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest

from builder.profile import Profile
from builder.sources.draft import Draft, Outcome
from builder.text import fold
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


@pytest.mark.parametrize(
    ("shown", "formats", "months"),
    [
        ("2024年6月10日", ["%Y年%m月%d日"], None),
        ("令和６年６月１０日（月曜日）", ["令和%{2018}年%m月%d日"], None),
        ("发布时间：2024-06-10 15:30", ["%Y-%m-%d"], None),
        ("10 июня 2024 г. 20:15", ["%d %B %Y"], "x x x x x июня x x x x x x"),
        ("10 de junio de 2024", ["%d de %B de %Y"], "x x x x x junio x x x x x x"),
        ("For immediate release: June 10, 2024", ["%B %d, %Y"], None),
        ("06/10/2024", ["%m/%d/%Y"], None),
        ("10/06/2024", ["%d/%m/%Y"], None),
    ],
)
def test_the_date_that_the_page_shows(reader: Reader, shown: str, formats: list[str], months: str | None) -> None:
    """A date by the title is read in the source's forms, and its line is no part of the text; other lines are."""
    text = "The ministry has taken note of the tariff and asks that it be taken back."
    page = (
        "<p>Today: 2026-11-24, a Tuesday of a rather long line that is there on every page of the site for all to see.</p>"
        f"<h1>Of Ropes</h1><p>{shown}</p><div><p>{text}</p><p>Port Ropes, {shown}</p></div>"
    )
    made = profile({}, date_formats=formats, months=months and months.split())

    fields = draft(reader.parse("site", page, made)).fields

    assert ("Of Ropes", "2024-06-10") == (fields.title, str(fields.issued))
    assert (text, fold(f"Port Ropes, {shown}")) == fields.paragraphs


@pytest.mark.parametrize(
    ("shown", "marked", "expected", "told"),
    [
        ("2024년 6월 10일", "2024-06-09T20:00:00Z", "2024-06-10", []),
        ("2024년 6월 10일", "2024-06-20", "2024-06-10", ["date"]),
        ("2024년 6월 30일", "2024-06-20", "2024-06-20", ["date"]),
    ],
)
def test_the_page_against_its_head(reader: Reader, shown: str, marked: str, expected: str, told: list[str]) -> None:
    """The day that the page shows wins over a mark of the next day; of days farther apart the earlier, with a warning."""
    page = f"<meta name='PubDate' content='{marked}'><h1>Of Ropes</h1><p>{shown}</p><article>Ropes are long.</article>"

    (outcome,) = reader.parse("site", page, profile({}))

    assert outcome.draft is not None
    assert expected == str(outcome.draft.fields.issued)
    assert told == codes(outcome)


def test_the_language_of_the_page(reader: Reader) -> None:
    """A profile may take the language from the page."""
    everything = {"kind": "statement", "ministry": "trade", "language": {"by": "lang"}}

    found = draft(reader.parse("site", PRESS.replace('lang="en"', 'lang="ko-KR"'), profile({}, everything=everything)))

    assert found.language == "ko-KR"


@pytest.mark.parametrize("codec", ["gb18030", "cp932", "cp949", "cp1251"])
def test_the_encodings_of_old_pages(reader: Reader, codec: str) -> None:
    """A page of nested tables in the encoding that it names is read like any other."""
    name = {"gb18030": "gb2312", "cp932": "Shift_JIS", "cp949": "euc-kr", "cp1251": "windows-1251"}[codec]
    words = {"gb18030": "我们注意到有关报道，希望各方克制。", "cp932": "政府としては、これを強く非難します。"}
    text = words.get(
        codec, "Обращаем внимание на учения." if codec == "cp1251" else "우리는 이 훈련을 단호히 규탄한다."
    )
    page = (
        f"<HTML><HEAD><META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset={name}'><TITLE>x</TITLE></HEAD><BODY>"
        "<TABLE><TR><TD><A>a</A><A>b</A><A>c</A></TD><TD><TABLE><TR><TD><H1>Title</H1><SPAN>2024-06-10</SPAN></TD></TR>"
        f"<TR><TD><FONT>{text}<BR><BR>{text}</FONT></TD></TR></TABLE></TD></TR></TABLE></BODY></HTML>"
    )

    fields = draft(reader.parse("site", page.encode(codec), profile({}, date_formats=["%Y-%m-%d"]))).fields

    assert ("Title", "2024-06-10", (text, text)) == (fields.title, str(fields.issued), fields.paragraphs)
