"""Partial dates as intervals, and days as texts name them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.dates import PartialDate, date_parts, date_within, parse_date, parse_day, spoken_day
from tests.factory import PROPERTY

DAYS = st.dates(date(1000, 1, 1), date(9998, 12, 31))
PARTIAL = st.builds(lambda day, length: day.isoformat()[:length], DAYS, st.sampled_from([4, 7, 10])).map(PartialDate)
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September"]
MONTHS += ["October", "November", "December"]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023-02-02", date(2023, 2, 2), date(2023, 2, 2)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("1900-02", date(1900, 2, 1), date(1900, 2, 28)),
        ("2023-12", date(2023, 12, 1), date(2023, 12, 31)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("0001", date(1, 1, 1), date(1, 12, 31)),
    ],
)
def test_interval(text: str, first: date, last: date) -> None:
    """A month or a year means all its days."""
    assert (first, last) == (PartialDate(text).first, PartialDate(text).last)


@PROPERTY
@given(DAYS)
def test_intervals_hold_each_other(day: date) -> None:
    """A day lies in its month, the month in its year, and the day after an interval begins the next."""
    whole, month, year = (PartialDate(day.isoformat()[:length]) for length in (10, 7, 4))

    assert year.first <= month.first <= whole.first == day == whole.last <= month.last <= year.last
    assert 1 == (month.last + timedelta(days=1)).day
    assert (1, 1) == ((year.last + timedelta(days=1)).month, (year.last + timedelta(days=1)).day)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "23",
        "2023-2-2",
        "2023-02-2",
        "20230202",
        "2023/02/02",
        "02-02-2023",
        "2023-",
        "2023-02-02T00:00",
        " 2023",
        "2023\n",
        "-2023",
    ],
)
def test_not_a_date(text: str) -> None:
    """Only the three forms of ISO 8601 are dates, and the message shows them."""
    with pytest.raises(ValueError, match='is not a date; write "2023-02-02", "2023-02" or "2023"'):
        PartialDate(text)


@pytest.mark.parametrize(
    "text", ["\uff12\uff10\uff12\uff13", "\u0662\u0660\u0662\u0663-\u0660\u0662", "202\u0663-02-02"]
)
def test_digits_of_other_scripts(text: str) -> None:
    """A date is written in ASCII digits, since paths and addresses are made of it."""
    with pytest.raises(ValueError, match="is not a date"):
        PartialDate(text)


@pytest.mark.parametrize("text", ["2023-02-29", "2023-02-30", "2023-13", "2023-00", "2023-01-00", "0000", "2100-02-29"])
def test_no_such_day(text: str) -> None:
    """A day that the calendar lacks is no date, and the message says which."""
    with pytest.raises(ValueError, match=f'there is no day "{text}" in the calendar'):
        PartialDate(text)


@pytest.mark.parametrize(
    ("text", "year", "month"),
    [("2023-02-02", "2023", "02"), ("2023-12-31", "2023", "12"), ("2023-02", "2023", "02"), ("2023", "2023", None)],
)
def test_parts(text: str, year: str, month: str | None) -> None:
    """Year and month are told, and no part that is not known."""
    made = PartialDate(text)

    assert (year, month, text) == (made.year, made.month, str(made))


def test_repr_makes_it_again() -> None:
    """What is shown of a date to a programmer makes the same date."""
    assert "PartialDate('2023-02')" == repr(PartialDate("2023-02"))


def test_order() -> None:
    """Dates sort by the first day; of those that begin together the longest comes first."""
    texts = ["2022-12-31", "2023", "2023-01", "2023-01-01", "2023-01-02", "2023-02", "2023-02-01", "2024"]

    assert texts == [str(made) for made in sorted(map(PartialDate, reversed(texts)))]


@PROPERTY
@given(PARTIAL, PARTIAL, PARTIAL)
def test_order_is_total(one: PartialDate, two: PartialDate, three: PartialDate) -> None:
    """Of two dates exactly one is less, or they are equal; and the order carries over a third."""
    assert 1 == [one < two, one == two, one > two].count(True)
    assert (one <= two) == (not two < one)
    assert not (one < two < three) or one < three


@PROPERTY
@given(PARTIAL, PARTIAL)
def test_order_is_that_of_intervals(one: PartialDate, two: PartialDate) -> None:
    """A date is less where it begins earlier, or begins together and ends later."""
    assert ((one.first, -one.last.toordinal()) < (two.first, -two.last.toordinal())) == (one < two)


def test_equality_is_that_of_texts() -> None:
    """Equal dates are one key; a day and its month are not equal, and neither is a text."""
    assert {PartialDate("2023"), PartialDate("2023-01")} == {
        PartialDate("2023"),
        PartialDate("2023-01"),
        PartialDate("2023"),
    }
    assert PartialDate("2023-01") != PartialDate("2023-01-01")
    assert PartialDate("2023") != "2023"


@pytest.mark.parametrize(
    ("text", "formats", "expected"),
    [
        ("02/03/2024", ("%d/%m/%Y",), date(2024, 3, 2)),
        ("02/03/2024", ("%m/%d/%Y", "%d/%m/%Y"), date(2024, 2, 3)),
        ("14/03/2024", ("%m/%d/%Y", "%d/%m/%Y"), date(2024, 3, 14)),
        (" March 5, 2024\n", ("%B %d, %Y",), date(2024, 3, 5)),
        ("30/02/2024", ("%d/%m/%Y",), None),
        ("", ("%d/%m/%Y",), None),
        ("2024", (), None),
    ],
)
def test_parse_day(text: str, formats: tuple[str, ...], expected: date | None) -> None:
    """The first format that fits the whole text gives the day."""
    assert expected == parse_day(text, formats)


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("1980년 01월 01일", "%Y년 %m월 %d일", "1980-01-01"),
        ("2002년 1월 1일", "%Y년 %m월 %d일", "2002-01-01"),
        ("Juche 113 (2024)", "Juche %{1911} (%Y)", "2024"),
        ("Juche 113", "Juche %{1911}", "2024"),
        ("Juche 113 (2023)", "Juche %{1911} (%Y)", None),  # the two years are not one
        ("주체８９\uff08\uff12000\uff09년 １월 ３일", "주체%{1911}(%Y)년 %m월 %d일", "2000-01-03"),
        ("2nd June, 1964", "%o %B, %Y", "1964-06-02"),
        ("2 June, 1964", "%o %B, %Y", None),
        ("15 November 1966", "%d %B %Y", "1966-11-15"),
        ("15  nov 1966", "%d %b %Y", "1966-11-15"),
        ("November 1966", "%B %Y", "1966-11"),
        ("１９６６年１１月", "%Y年%m月", "1966-11"),
        ("٠٢/٠٣/٢٠٢٤", "%d/%m/%Y", "2024-03-02"),
        ("2024-02-03T23:59:58.123+09:00", "%Y-%m-%dT%H:%M:%S.%f%z", "2024-02-03"),
        ("Sat, 03 Feb 2024 11:00 p.m. GMT", "%a, %d %b %Y %I:%M %p %Z", "2024-02-03"),
        ("03.02.69", "%d.%m.%y", "1969-02-03"),
        ("03.02.68", "%d.%m.%y", "2068-02-03"),
        ("100% 2024", "100%% %Y", "2024"),
        ("31 June 1964", "%d %B %Y", None),
        ("15 November 1966.", "%d %B %Y", None),
        ("15 N\u0130sember 1966", "%d %B %Y", None),
    ],
)
def test_parse_date(text: str, form: str, expected: str | None) -> None:
    """A date of the whole text is a day, a month or a year, in digits of any script."""
    found = parse_date(text, (form,))

    assert expected == (str(found) if found else None)


RUSSIAN = [
    "января", "февраля", "марта", "апреля", "мая", "июня|июнь", "июля", "августа", "сентября", "октября", "ноября",
    "декабря",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [("2 Июня 1964 года", "1964-06-02"), ("2 июнь 1964 года", "1964-06-02")])
def test_names_of_months(text: str, expected: str) -> None:
    """The names of months are the profile's, each perhaps with other forms; English ones are then none."""
    assert expected == str(parse_date(text, ("%d %B %Y года",), RUSSIAN))
    assert parse_date("2 June 1964 года", ("%d %B %Y года",), RUSSIAN) is None


@PROPERTY
@given(DAYS, st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d/%m/%Y", "%b %d %Y", "%Y%m%d", "%Y年%m月%d日"]))
def test_parse_date_reads_what_strftime_writes(day: date, form: str) -> None:
    """A day written in a form is read back from it."""
    written = form.replace("年", "{}").replace("月", "<>").replace("日", "[]")
    text = day.strftime(written).replace("{}", "年").replace("<>", "月").replace("[]", "日")

    assert day == parse_day(text, (form,))


@PROPERTY
@given(st.text(), st.sampled_from(["%Y", "%o %B, %Y", "%{1911}", "%Y년 %m월 %d일"]))
def test_parse_date_takes_any_text(text: str, form: str) -> None:
    """Whatever the text, the answer is a date or none."""
    found = parse_date(text, (form,))

    assert found is None or isinstance(found, PartialDate)


@pytest.mark.parametrize(
    ("form", "expected"), [("%Y-%m-%d", "Ymd"), ("%{1911}", "Y"), ("%o %b", "md"), ("plain", ""), ("%B %y", "Ym")]
)
def test_date_parts(form: str, expected: str) -> None:
    """A form tells which parts of a date it gives."""
    assert expected == date_parts(form)


@pytest.mark.parametrize("form", ["%d %o %Y", "%Q", "%Y%", "%j"])
def test_forms_that_are_none(form: str) -> None:
    """A form that gives a part twice, or one that is unknown, is refused."""
    with pytest.raises(ValueError, match=r"gives a part of the date twice|is no part of a date"):
        date_parts(form)


NEAR = date(2024, 5, 29)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("issued on May 25 a statement", date(2024, 5, 25)),
        ("May 29", date(2024, 5, 29)),
        ("on June 5", date(2024, 6, 5)),  # a week ahead
        ("on June 6", date(2023, 6, 6)),  # more than a week ahead is last year's
        ("December 31", date(2023, 12, 31)),
        ("on Sunday", date(2024, 5, 26)),
        ("on Wednesday", date(2024, 5, 29)),
        ("on Thursday", date(2024, 5, 23)),
        ("on Friday, May 3,", date(2024, 5, 24)),
        ("May 3, a Friday", date(2024, 5, 3)),
        ("on 25 May a statement", date(2024, 5, 25)),
        ("on the 3rd May 2024", date(2024, 5, 3)),
        ("25 May or April 3", date(2024, 5, 25)),
        ("Sept. 3 and Jan 4", date(2023, 9, 3)),
        ("February 29", date(2024, 2, 29)),
        ("the May 2023 report", None),
        ("it may 5 times", None),
        ("in May", None),
        ("on May 32", None),
        ("no day at all", None),
        ("", None),
    ],
)
def test_spoken_day(text: str, expected: date | None) -> None:
    """The first day that is named is the last such day up to the other date, or at most a week after it."""
    assert expected == spoken_day(text, NEAR)


@pytest.mark.parametrize(
    "text",
    [
        "Decision 5",
        "Decree 12",
        "Marshal 3",
        "Mayor 7",
        "Junction 9",
        "Augment 1",
        "Mars 4",
        "Sundays",
        "Mondayish",
        "5 Decisions",
        "3 Marshals",
    ],
)
def test_words_that_begin_like_a_month(text: str) -> None:
    """A word that only begins like a month's or a day's name names no day."""
    assert date(2024, 5, 25) == spoken_day(f"{text} was read on May 25", NEAR)


def test_the_turn_of_the_year() -> None:
    """A day right after the other date may lie in the next year."""
    assert date(2025, 1, 2) == spoken_day("on January 2", date(2024, 12, 30))
    assert date(2024, 12, 30) == spoken_day("on December 30", date(2025, 1, 2))


@PROPERTY
@given(DAYS, DAYS.filter(lambda day: (day.month, day.day) != (2, 29)))
def test_a_spoken_day_of_a_month(near: date, named: date) -> None:
    """A month and a day are kept as named, and the year is that of the last such day up to a week ahead."""
    found = spoken_day(f"on {MONTHS[named.month - 1]} {named.day} it was said", near)

    assert found is not None
    assert (named.month, named.day) == (found.month, found.day)
    assert near - timedelta(days=366 - 7) <= found <= near + timedelta(days=7)


@PROPERTY
@given(DAYS, st.integers(0, 6))
def test_a_spoken_weekday(near: date, weekday: int) -> None:
    """A weekday is the last such day, the day itself counted."""
    found = spoken_day(f"on {WEEKDAYS[weekday]}", near)

    assert found is not None
    assert weekday == found.weekday()
    assert 0 <= (near - found).days <= 6


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Issued: 02/03/2024, 10:30", ("2024-03-02", "Issued: , 10:30")),
        ("12/03/20245", None),
        ("no. 1-02/03/2024", None),
        ("31/02/2024 and 2024-05-06", ("2024-05-06", "31/02/2024 and")),
    ],
)
def test_a_date_within_a_text(text: str, expected: tuple[str, str] | None) -> None:
    """A date is found inside a line where no number goes on, and the rest is given; a day that is none is passed over."""
    found = date_within(text, ["%d/%m/%Y", "%Y-%m-%d"])

    assert expected == (found and (str(found[0]), found[1]))
