"""Where the text of a page is when the profile does not say: in what HTML marks as it, and where its sentences stand.

What is found is an element; its text is then taken whole, as a reader sees it, and never put together from pieces.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from builder.sources import visible
from builder.text import fold

_PARAGRAPHS = frozenset(
    ["p", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "figure"]
)
"""Elements that are pieces of a text and never the whole of it."""

_AROUND_TAGS = frozenset(["nav", "aside", "footer", "form", "figcaption"])
_AROUND_WHOLE = re.compile(
    r"(?:^|\s)(?:(?:site|page|global|main)?-?(?:footer|nav(?:bar|igation)?|menu)|[gls]nb|breadcrumbs?|copyright|related)(?:$|\s)"
)
"""Names that say as much as such a tag, where they stand alone."""

_AROUND_ROLES = frozenset(["navigation", "complementary", "contentinfo", "search", "banner", "dialog", "alert"])
_AROUND_NAMES = re.compile(
    r"(?:^|[-_\s])(?:nav(?:bar|igation)?|(?:sub-?)?menu|bread-?crumbs?|crumbs?|pager|paginat\w+|paging|shar(?:e|ing|er)|"
    r"social|sns|bdshare\w*|addthis\w*|addtoany\w*|sharedaddy|follow|print(?:er|btn|-button|-link)?|toolbar|tools|related|"
    r"recommend\w*|more-?(?:news|stories|articles)|read-?more|see-?also|foot(?:er)?|masthead|site-?header|cookies?|"
    r"consent|gdpr|subscri\w+|newsletter|sign-?up|advert\w*|promo|sponsor\w*|tags?|tag-?list|author-?(?:bio|box)|"
    r"skip(?:-?links?)?|lang(?:uage)?s?-?(?:switch\w*|menu|list|nav)|search-?(?:form|box)?|login|popup|modal|overlay|"
    r"prev-?next|post-?navigation|copyright|colophon|entry-?meta|meta-?data|publish\w*-(?:dates?|info|time)|byline)(?:$|[-_\s])"
)
"""Names by which sites call what stands around a text; they count where it holds little that reads like one."""

_REMARKS = re.compile(
    r"(?:^|\s)(?:comments?(?:-?(?:area|list|section|container|box|wrap(?:per)?|thread|form))?|disqus_thread|respond|"
    r"(?:right|left|primary|secondary)?-?side-?bar(?:-?(?:right|left|primary))?|widget|widget-area|testimonials?)(?:$|\s)"
)
"""Names of what other people wrote, and of columns beside a text: they count however much is written there."""

_UNSEEN_NAMES = re.compile(
    r"(?:^|\s)(?:(?:govuk-)?visually-?hidden|sr-only|screen-reader-text|element-invisible|wb-inv|a11y-hidden)(?:$|\s)"
)
"""Classes by which sites hide words from the eye and keep them for screen readers."""

_MARKS = ('[itemprop="articleBody"]', "article", "main", '[role="main"]')
"""The marks by which HTML says where a page's text is; one counts where one element alone has it."""

_HALF = 0.5
_NEARLY_ALL = 0.9
_MOST = 0.75
_SHARE = 0.3
_LONG = 60
_SENTENCE = 20
_A_TEXT = 100
_SMALL = 250
_LINKS_OF_A_LIST = 3
_END = re.compile("[.!?\u2026:;\u3002\uff0e\uff01\uff1f\uff1a\uff1b\u300d\u300f\u201d\xbb\"'\uff09)\\]]$")


@dataclass(slots=True)
class _Counts:
    """What stands in an element: width of its prose, of all its text, of its links' text, and how many links."""

    prose: float = 0
    text: float = 0
    linked: float = 0
    links: int = 0


@dataclass(slots=True)
class _Line:
    """A line of the page as it is read: its own words, and how much of them are links."""

    parts: list[str] = field(default_factory=list)
    linked: float = 0


def find(root: Any, heading: Any = None) -> tuple[list[Any], set[Any]]:
    """Return the elements that hold a page's text, in their order, and those inside them that are not of the text.

    `heading` is the element of the title, if one is: sentences between it and the text open the text.
    """
    counts, lines = _counted(root)
    body = next(iter(root.iter("body")), root)
    kept = {heading, *heading.iterancestors()} if heading is not None else set()
    left_out = set(_around(body, counts, kept))
    for element in left_out:
        _take_away(element, counts)
    main = _deepest(_marked(root, body, heading, counts), counts, left_out)
    left_out.update(_before(heading, main, counts), _behind(lines, main, counts), _facts(lines, main, counts))
    return [*_leads(lines, heading, main, left_out), main], left_out


def _marked(root: Any, body: Any, heading: Any, counts: dict[Any, _Counts]) -> Any:
    """Return the element that the page marks as its text, or the one around the title, with half of the page's sentences."""
    around = list(heading.iterancestors()) if heading is not None else []
    own = next((each for each in around if each.tag == "article"), None)
    if own is not None and counts[own].prose >= _SHARE * counts[body].prose:
        return own
    for selector in _MARKS:
        found = root.cssselect(selector)
        if len(found) == 1 and counts[found[0]].prose >= _HALF * counts[body].prose:
            return found[0]
    return next((each for each in around if counts[each].prose >= _HALF * counts[body].prose), body)


def _before(heading: Any, main: Any, counts: dict[Any, _Counts]) -> list[Any]:
    """Return what stands above the title in the main element.

    Nothing, where no sentence stands below it, or where most do above one that is not the page's first heading.
    """
    found, here = [], heading
    while here is not None and here is not main and main in here.iterancestors():
        found += [each for each in here.itersiblings(preceding=True) if isinstance(each.tag, str)]
        here = here.getparent()
    above = sum(counts[each].prose for each in found)
    may_cut = above < (1 if heading is not None and heading.tag == "h1" else _HALF) * counts[main].prose
    return found if may_cut else []


def _facts(lines: list[Any], main: Any, counts: dict[Any, _Counts]) -> Iterator[Any]:
    """Yield lists of terms and tables without a sentence above the first sentence: who published it, how often it was read."""
    first = next((block for block in lines if main in block.iterancestors()), None)
    for each in main.iter():
        if each is first:
            return
        if each.tag in {"dl", "table"} and counts[each].text and not counts[each].prose:
            yield each


def _behind(lines: list[Any], main: Any, counts: dict[Any, _Counts]) -> Iterator[Any]:
    """Yield links and headings that stand below the last sentence in the main element; a paragraph beside it stays."""
    inside = [block for block in lines if block is main or main in block.iterancestors()]
    last = here = inside[-1] if inside else main
    while here is not main:
        behind = [each for each in here.itersiblings() if isinstance(each.tag, str)]
        while behind and _says_nothing(behind[-1], counts) and not (here is last and behind[-1].tag == "p"):
            yield behind.pop()
        here = here.getparent()


def _says_nothing(element: Any, counts: dict[Any, _Counts]) -> bool:
    found = counts[element]
    is_heading = re.fullmatch("h[1-6]", element.tag) is not None
    return not found.prose and (is_heading or found.linked >= _HALF * found.text)


def _leads(lines: list[Any], heading: Any, main: Any, left_out: set[Any]) -> Iterator[Any]:
    """Yield the blocks of prose that stand below the title and above the main element."""
    if heading is None or heading in (inside := set(main.iter())):
        return
    order = {element: number for number, element in enumerate(main.getroottree().iter())}
    for block in dict.fromkeys(lines):
        is_between = order[heading] < order[block] < order[main] and block not in main.iterancestors()
        if is_between and block not in inside and not left_out & {block, *block.iterancestors()}:
            yield block


def width(text: str) -> float:
    """Return how much a text says: a letter of a script that writes words counts one, one that writes ideas two."""
    return len(text) if text.isascii() else sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def is_prose(text: str, linked: float = 0) -> bool:
    """Tell whether a line reads like a sentence, and not like a label, a date or a link."""
    size = width(text)
    return linked <= _HALF * size and (size >= _LONG or (size >= _SENTENCE and bool(_END.search(text))))


def _counted(root: Any) -> tuple[dict[Any, _Counts], list[Any]]:
    """Return what stands in each element, and the innermost block of each line of prose."""
    counts: dict[Any, _Counts] = defaultdict(_Counts)
    blocks = []
    for element, text, linked in _lines(root):
        size = width(text)
        prose = size - linked if is_prose(text, linked) else 0
        if prose:
            blocks.append(element)
        for each in (element, *element.iterancestors()):
            found = counts[each]
            found.prose += prose
            found.text += size
            found.linked += linked
    for link in root.iter("a"):
        for each in link.iterancestors():
            counts[each].links += 1
    return counts, blocks


def _lines(root: Any) -> Iterator[tuple[Any, str, float]]:
    """Yield each line of a page with the innermost block element that it stands in, and the width of its links."""
    blocks, line, inside = [root], _Line(), 0
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        if event == "start":
            if visible.is_unseen(node):
                walk.skip_subtree()
                continue
            if visible.is_block(node):
                yield from _flushed(blocks[-1], line)
                blocks.append(node)
            inside += node.tag == "a"
            _read(line, node.text, inside)
            continue
        if event == "end" and not visible.is_unseen(node):
            inside -= node.tag == "a"
            if visible.is_block(node):
                yield from _flushed(blocks.pop(), line)
        if node is not root:
            _read(line, node.tail, inside)


def _read(line: _Line, text: str | None, inside: int) -> None:
    if text and not text.isspace():
        line.parts.append(text)
        line.linked += width(fold(text)) if inside else 0
    elif text:
        line.parts.append(" ")


def _flushed(block: Any, line: _Line) -> Iterator[tuple[Any, str, float]]:
    text = fold("".join(line.parts))
    if text:
        yield block, text, line.linked
    line.parts.clear()
    line.linked = 0


def _around(body: Any, counts: dict[Any, _Counts], kept: set[Any]) -> Iterator[Any]:
    """Yield the outermost elements that stand around a text: by their tag, role or name, or since they only link."""
    whole = counts[body].prose
    walk = etree.iterwalk(body, events=("start",))
    for _, node in walk:
        if node is not body and node not in kept and isinstance(node.tag, str) and _is_around(node, counts, whole):
            walk.skip_subtree()
            yield node


def _is_around(node: Any, counts: dict[Any, _Counts], whole: float) -> bool:
    names = f"{node.get('class', '')} {node.get('id', '')}"
    if _UNSEEN_NAMES.search(names):
        return True
    found = counts.get(node)
    if found is None:
        return False
    if _REMARKS.search(names.lower()) and whole - found.prose >= _A_TEXT:
        return True
    if _AROUND_WHOLE.search(names.lower()) and whole - found.prose >= _SENTENCE:
        return True
    if found.prose > _HALF * whole:
        return False
    if node.tag in _AROUND_TAGS or node.get("role", "") in _AROUND_ROLES:
        return True
    only_links = found.linked >= _NEARLY_ALL * found.text
    if only_links and found.links >= _LINKS_OF_A_LIST:
        return True
    return bool(_AROUND_NAMES.search(names.lower())) and (
        only_links or (found.prose < _HALF * found.text and found.text < _SMALL)
    )


def _take_away(element: Any, counts: dict[Any, _Counts]) -> None:
    gone = counts[element]
    for each in element.iterancestors():
        counts[each].prose -= gone.prose
        counts[each].text -= gone.text
        counts[each].linked -= gone.linked


def _deepest(body: Any, counts: dict[Any, _Counts], left_out: set[Any]) -> Any:
    """Return the smallest element that still holds the text: where its paragraphs part, the search ends."""
    here = body
    while True:
        children = [child for child in here if isinstance(child.tag, str) and child not in left_out]
        telling = [child for child in children if counts[child].prose > 0]
        best = max(telling, key=lambda child: counts[child].prose, default=None)
        if best is None or best.tag in _PARAGRAPHS or counts[best].prose < _MOST * counts[here].prose:
            return here
        own = counts[here].prose - sum(counts[child].prose for child in telling)
        if own > 0 or any(_is_alike(child, best) for child in telling if child is not best):
            return here
        here = best


def _is_alike(other: Any, best: Any) -> bool:
    """Tell whether a neighbour is a part of the same text: a paragraph, or an element of the same kind."""
    return other.tag in _PARAGRAPHS or (other.tag == best.tag and other.get("class") == best.get("class"))
