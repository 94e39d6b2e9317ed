"""What a reader sees of an HTML page: its text line by line, where block elements and `<br>` end a line."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from typing import Any

from lxml import etree, html

from builder.capture import Record, decode, lost
from builder.errors import Problem
from builder.sources import detect
from builder.text import clean, fold

_UNSEEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "iframe",
        "object",
        "svg",
        "canvas",
        "audio",
        "video",
        "button",
        "select",
        "textarea",
        "input",
    ]
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    ]
)
_CELLS = frozenset({"td", "th"})
_HIDDEN_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*>")
_SNIFFED = 4096

_CODECS = {
    **dict.fromkeys(("iso-8859-1", "latin1", "us-ascii", "ascii"), "cp1252"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "ksc5601"), "cp949"),
    **dict.fromkeys(("gb2312", "gbk", "x-gbk"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift-jis", "x-sjis", "sjis"), "cp932"),
    "windows-874": "cp874",
    "big5": "big5hkscs",
    "iso-8859-9": "cp1254",
}
"""Encodings that browsers read as a wider one than they are named (WHATWG Encoding, section 4.2)."""

_SEVEN_BITS = ("iso-2022-jp", "iso-2022-kr", "hz-gb-2312")


def document(file: Record) -> tuple[html.HtmlElement | None, tuple[Problem, ...]]:
    """Return the tree of a page, and what is to be said about its bytes; None where it cannot be read whole."""
    text, said = _decoded(file)
    if text is None:
        return None, said
    try:
        return _tree(text), said
    except ValueError as error:
        return None, (*said, file.problem("html", f"the page cannot be read whole: {error}", "save it again"))


def lines_of(markup: str) -> list[str]:
    """Return the lines that a reader sees of some HTML, none where it cannot be read whole."""
    try:
        return lines([_tree(f"<body>{markup}")])
    except ValueError:
        return []


def _tree(text: str) -> html.HtmlElement:
    """Return the tree of a page; raises ValueError where any of it would be lost."""
    parser = html.HTMLParser(huge_tree=True, encoding="utf-8")
    try:
        root = html.document_fromstring(_DECLARATION.sub("", clean(text)).encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise ValueError(str(error)) from None
    for fault in parser.error_log.filter_from_fatals():
        raise ValueError(fault.message)
    return root


def seen(file: Record) -> tuple[str | None, tuple[Problem, ...]]:
    """Return the lines that a reader sees of a whole page as one text, and what is to be said about its bytes."""
    root, said = document(file)
    return (None if root is None else "\n\n".join(lines([root]))), said


def said(file: Record) -> tuple[str | None, tuple[Problem, ...]]:
    """Return the text of a file that should be plain: what a reader sees where it is a page after all."""
    return seen(file) if detect.looks_like(file.data) == "html" else decode(file)


def _decoded(file: Record) -> tuple[str | None, tuple[Problem, ...]]:
    """Return a page's text: UTF-8 where it is that, else what the page names, else by detection."""
    match = _CHARSET.search(file.data[:_SNIFFED])
    label = match[1].decode().lower() if match else ""
    if label and (label in _SEVEN_BITS or not _is_utf8(file.data)):
        try:
            text = file.data.decode(_CODECS.get(label, label))
            return text, tuple(lost(file, text))
        except (LookupError, UnicodeError, ValueError):
            pass
    return decode(file)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def lines(roots: Iterable[Any], left_out: Container[Any] = ()) -> list[str]:
    """Return the lines that are not blank of some elements, white space folded; elements `left_out` give none.

    Scripts, styles, controls and what is hidden give none either; cells of a table's row stand on one line.
    """
    parts: list[str] = []
    for root in roots:
        _collect(root, left_out, parts)
        parts.append("\n")
    return [folded for line in clean("".join(parts)).splitlines() if (folded := fold(line))]


def _collect(root: Any, left_out: Container[Any], parts: list[str]) -> None:
    kept = 0  # how many elements around keep their line ends
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        if event == "start":
            if is_unseen(node) or node in left_out:
                walk.skip_subtree()
                continue
            kept += node.tag == "pre"
            parts += ["\n" if node.tag in _BLOCKS else "", _text(node.text, kept)]
            continue
        if event == "end" and not (is_unseen(node) or node in left_out):
            kept -= node.tag == "pre"
            parts.append("\n" if node.tag in _BLOCKS else " " if node.tag in _CELLS else "")
        if node is not root:
            parts.append(_text(node.tail, kept))


def _text(text: str | None, kept: int) -> str:
    return text or "" if kept else re.sub(r"\s", " ", text or "")


def is_block(node: Any) -> bool:
    """Tell whether an element begins and ends a line."""
    return node.tag in _BLOCKS


def is_unseen(node: Any) -> bool:
    """Tell whether a browser shows nothing of an element: scripts, styles, controls, and what is hidden by itself."""
    if node.tag in _UNSEEN or node.get("hidden") is not None:
        return True
    return _HIDDEN_STYLE.search(node.get("style", "")) is not None
