"""What the home page shows: how much there is, the latest by ministry, the whole archive over time, and ways in."""

from __future__ import annotations

from builder import figures
from builder.pages import Pages
from builder.views import Home, Link

LATEST = 8
_TAGS = 24


def make(pages: Pages) -> Home:
    """Return the values of the home page: the newest statement of each of at most eight ministries, and ways to all."""
    archive, links, wording = pages.archive, pages.links, pages.wording
    entries = archive.entries
    newest = [group[0] for _, group in figures.latest(archive, 1)[:LATEST]]
    return Home(
        total=len(entries),
        first=wording.words(entries[-1].statement.date) if entries else "",
        last=wording.words(entries[0].statement.date) if entries else "",
        latest=tuple(map(pages.row, newest)),
        links=(
            ("Ministries", links.ministry_tree()),
            ("Years", links.years()),
            ("Tags", _most(links.tags())),
        ),
        chart=figures.by_ministry(archive, pages.colours, wording),
    )


def _most(tags: tuple[Link, ...]) -> tuple[Link, ...]:
    """Return the tags with the most statements, in the order in which they came."""
    ranked = sorted(tags, key=lambda link: (-(link.count or 0), link.label))[:_TAGS]
    return tuple(link for link in tags if link in ranked)
