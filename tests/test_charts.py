"""Charts: whole years or decades of bars, drawn to scale, with every number in the table."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.charts import Chart, Series, over_time
from tests.factory import PROPERTY

ONE = ("Statements", 1)


def made(counts: dict[str, int]) -> Chart:
    """Return the chart of one series."""
    chart = over_time({ONE: counts})
    assert chart is not None
    return chart


def bars(chart: Chart) -> list[list[tuple[int, int, int]]]:
    """Return place, bottom and top of each bar that is drawn, by series."""
    root = ET.fromstring(chart.svg)
    paths = [element.attrib["d"] for element in root]
    assert all(re.fullmatch(r"(M\d+ \d+v-\d+h3v\d+z)+", path) for path in paths)
    found = [re.findall(r"M(\d+) (\d+)v-(\d+)h3v(\d+)z", path) for path in paths]
    assert all(up == down for path in found for _, _, up, down in path)
    return [[(int(x), int(y), int(y) - int(up)) for x, y, up, _ in path] for path in found]


def test_one_year_by_month() -> None:
    """A time within one year is shown by its twelve months, called by their first letters."""
    chart = made({"2024-02": 3, "2024-12": 1})

    assert ("month", 12, "JFMAMJJASOND") == (chart.unit, len(chart.names), "".join(chart.ticks))
    assert (0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1) == chart.totals
    assert (("February 2024", (3,)), ("December 2024", (1,))) == chart.rows
    assert "Statements per month, from February 2024 to December 2024; most in February 2024: 3." == chart.summary


def test_years_by_month() -> None:
    """Up to ten years are shown by month, with a label for each year."""
    chart = made({"2015-01": 1, "2024-12": 2})

    assert (120, ("2015", "2016", "2017", "2018", "2019", "2020", "2021", "2022", "2023", "2024")) == (
        len(chart.names),
        chart.ticks,
    )
    assert (1, 2) == (chart.totals[0], chart.totals[-1])


def test_a_longer_time_by_year() -> None:
    """More than ten years are shown by year, in whole decades, months and years alike."""
    chart = made({"2014-12": 1, "2014": 2, "2024-01": 4})

    assert ("year", "2010", "2029") == (chart.unit, chart.names[0], chart.names[-1])
    assert ("2010", "2020") == chart.ticks
    assert (("2014", (3,)), ("2024", (4,))) == chart.rows


def test_labels_of_a_very_long_time() -> None:
    """At most eight labels stand below a chart, each for as many bars."""
    chart = made({"1776-07": 1, "2026-01": 1})

    assert ("1770", "1810", "1850", "1890", "1930", "1970", "2010") == chart.ticks
    assert 7 * 40 == len(chart.names)


def test_what_has_no_month_is_left_out_of_months() -> None:
    """Where bars are months, statements of which only the year is known have no bar; alone they make no chart."""
    assert 1 == sum(made({"2024": 5, "2024-03": 1}).totals)
    assert over_time({ONE: {"2024": 5}}) is None
    assert over_time({ONE: {}}) is None
    assert over_time({}) is None


def test_one_bar_says_so() -> None:
    """A chart of a single bar says that there is no other."""
    assert "Statements per month: 1,200 in March 2024, none in any other." == made({"2024-03": 1200}).summary


def test_bars_are_to_scale() -> None:
    """The highest bar takes the whole height, half as many half of it, and one of very many can still be seen."""
    chart = made({"2024-01": 200, "2024-02": 100, "2024-04": 1})

    assert [[(0, 100, 0), (4, 100, 50), (12, 100, 99)]] == bars(chart)


def test_series_stand_upon_each_other() -> None:
    """Each series begins where the one below ends, in its own colour; an empty one is not drawn."""
    groups = {("A", 1): {"2024-01": 1}, ("B", 2): {"2023-01": 1}, ("C", 3): {"2024-01": 3}}
    chart = over_time(groups)
    assert chart is not None

    assert [[(48, 100, 75)], [(0, 100, 75)], [(48, 75, 0)]] == bars(chart)
    assert ["m1", "m2", "m3"] == re.findall(r'class="(m\d)"', chart.svg)
    empty = Chart(
        unit="month",
        names=("a",),
        ticks=("a",),
        series=(Series(label="A", values=(1,)), Series(label="B", values=(0,))),
    )
    assert 1 == len(bars(empty))


def test_the_drawing_has_its_description() -> None:
    """A screen reader hears one picture with one sentence."""
    root = ET.fromstring(made({"2024-02": 3, "2024-12": 1}).svg)

    assert ("img", "Statements per month, from February 2024 to December 2024; most in February 2024: 3.") == (
        root.attrib["role"],
        root.attrib["aria-label"],
    )


DATES = st.builds(lambda year, month: f"{year:04}-{month:02}", st.integers(1, 9990), st.integers(1, 12))


@PROPERTY
@given(st.dictionaries(DATES, st.integers(1, 10**6), min_size=1, max_size=30))
def test_no_statement_is_lost(counts: dict[str, int]) -> None:
    """Whatever the dates, every number is in exactly one bar, labels divide the bars, and bars stay in the picture."""
    chart = made(counts)

    assert sum(counts.values()) == sum(chart.totals) == sum(value for _, (value,) in chart.rows)
    assert 0 == len(chart.names) % len(chart.ticks)
    assert len(chart.ticks) <= 12
    assert all(0 <= top < bottom == 100 for (path) in bars(chart) for _, bottom, top in path)


@pytest.mark.parametrize("count", [1, 10**6])
def test_a_chart_is_small(count: int) -> None:
    """A drawing of ten years by month takes less than 3 KB, the largest there is by month."""
    counts = {f"{2015 + at // 12}-{1 + at % 12:02}": count + at for at in range(120)}

    assert len(made(counts).svg) < 3000
