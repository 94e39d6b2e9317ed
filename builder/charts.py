"""Bar charts of numbers over time as inline SVG: pure, values in, markup out, every number also in a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from builder.dates import PartialDate
from builder.wording import ENGLISH, Wording

MONTHS_AT_MOST = 120
"""A longer time than this is shown by year, so that a bar stays wide enough to be seen on a phone."""

_HEIGHT = 100
_STEP = 4
_BAR = 3
_LABELS = 8
_YEAR = 12
_DECADE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One colour of a chart: its label, its mark (the number of a colour, 0 for none) and a number for each bar."""

    label: str
    values: tuple[int, ...]
    mark: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart of bars from left to right, the series upon each other; `names` are the bars', `ticks` stand below.

    `unit` is what a bar covers: `month` or `year`; `summary` says what the chart shows, in a sentence:
    `Statements per year, from 1990 to 2024; most in 1998: 12.`
    """

    unit: str
    names: tuple[str, ...]
    ticks: tuple[str, ...]
    series: tuple[Series, ...]
    summary: str = ""

    @property
    def totals(self) -> tuple[int, ...]:
        """The sum of each bar."""
        return tuple(map(sum, zip(*(each.values for each in self.series), strict=True)))

    @property
    def rows(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """The table behind the chart: each bar that is not empty, with the number of each series."""
        numbers = zip(self.names, zip(*(each.values for each in self.series), strict=True), strict=True)
        return tuple((name, values) for name, values in numbers if any(values))

    @property
    def svg(self) -> str:
        """The drawing: one path a series, in the colour of its mark, stretched to the width that the page gives it."""
        floor = [0] * len(self.names)
        most = max(self.totals)
        paths = []
        for each in self.series:
            path = _path(each.values, floor, most)
            if path:
                paths.append(f'<path class="m{each.mark}" d="{path}"/>')
            floor = [below + value for below, value in zip(floor, each.values, strict=True)]
        size = f"0 0 {len(self.names) * _STEP} {_HEIGHT}"
        return (
            f'<svg viewBox="{size}" preserveAspectRatio="none" role="img" aria-label="{self.summary}">'
            f"{''.join(paths)}</svg>"
        )


def _summary(chart: Chart, wording: Wording) -> str:
    held = [(number, name) for number, name in zip(chart.totals, chart.names, strict=True) if number]
    most = max(number for number, _ in held)
    peak = next(name for number, name in held if number == most)
    told = {"first": held[0][1], "last": held[-1][1], "peak": peak, "most": wording.number(most)}
    gettext = wording.gettext
    if len(held) == 1 and chart.unit == "month":
        return gettext("Statements per month: {most} in {peak}, none in any other.", **told)
    if len(held) == 1:
        return gettext("Statements per year: {most} in {peak}, none in any other.", **told)
    if chart.unit == "month":
        return gettext("Statements per month, from {first} to {last}; most in {peak}: {most}.", **told)
    return gettext("Statements per year, from {first} to {last}; most in {peak}: {most}.", **told)


def _path(values: tuple[int, ...], floor: list[int], most: int) -> str:
    """Return the bars of one series, each standing on what is below it; a bar that is not empty can be seen."""
    parts = []
    for at, (value, below) in enumerate(zip(values, floor, strict=True)):
        if value:
            bottom = _HEIGHT - round(_HEIGHT * below / most)
            height = max(1, bottom - _HEIGHT + round(_HEIGHT * (below + value) / most))
            parts.append(f"M{at * _STEP} {bottom}v-{height}h{_BAR}v{height}z")
    return "".join(parts)


def over_time(groups: Mapping[tuple[str, int], Mapping[str, int]], wording: Wording = ENGLISH) -> Chart | None:
    """Return the chart of numbers by date; `groups` are the series by label and mark, dates as `2023-02` or `2023`.

    The bars are the months of whole years, or the years of whole decades where that would be too many. None where
    nothing can be drawn: no number at all, or by month and no month known.
    """
    dates = [date for counts in groups.values() for date in counts]
    if not dates:
        return None
    first, last = int(min(dates)[:4]), int(max(dates)[:4])
    if (last - first + 1) * _YEAR <= MONTHS_AT_MOST:
        keys = [f"{year:04}-{month:02}" for year in range(first, last + 1) for month in range(1, _YEAR + 1)]
        names = tuple(wording.words(PartialDate(key)) for key in keys)
        ticks = wording.calendar.initials if first == last else tuple(f"{y:04}" for y in range(first, last + 1))
        unit, width = "month", len("2023-02")
    else:
        years, step = _decades(first, last)
        keys = [f"{year:04}" for year in years]
        names, ticks = tuple(keys), tuple(f"{year:04}" for year in years[::step])
        unit, width = "year", len("2023")
    series = tuple(
        Series(label=label, mark=mark, values=_counted(keys, counts, width)) for (label, mark), counts in groups.items()
    )
    made = Chart(unit=unit, names=names, ticks=ticks, series=series)
    return replace(made, summary=_summary(made, wording)) if any(made.totals) else None


def _decades(first: int, last: int) -> tuple[range, int]:
    """Return whole decades that hold two years, and how many years one of at most eight labels stands for."""
    start = first - first % _DECADE
    decades = last // _DECADE - start // _DECADE + 1
    step = -(-decades // _LABELS) * _DECADE
    labels = -(-decades * _DECADE // step)
    return range(start, start + labels * step), step


def _counted(keys: list[str], counts: Mapping[str, int], width: int) -> tuple[int, ...]:
    summed: dict[str, int] = {}
    for date, number in counts.items():
        if len(date) >= width:
            summed[date[:width]] = summed.get(date[:width], 0) + number
    return tuple(summed.get(key, 0) for key in keys)
