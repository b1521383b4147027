"""Web pages: the text of the article, without navigation, scripts and page furniture."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..document import BlockKind
from ..errors import ReadError
from .dates import iso_date
from .limits import check_tags
from .pieces import Piece, tidy
from .wordset import word_set

_DROPPED = word_set(
    """
    script style noscript template nav footer aside form button iframe svg math canvas select option input textarea
    object embed audio video map dialog menu head link meta title rp rt
    """
)
_DROPPED_ROLES = word_set(
    """
    navigation banner contentinfo search complementary dialog alert menu menubar toolbar
    """
)
_FURNITURE = word_set(
    """
    nav navbar navigation menu breadcrumb breadcrumbs footer sidebar share sharing social cookie cookies advert
    advertisement ads promo newsletter subscribe comments pagination pager skip related masthead-nav noprint toolbar
    popup modal sr-only visually-hidden screen-reader-text mw-editsection navbox metadata-only toc
    """
)
_BLOCKS = word_set(
    """
    p div section article main header body ul ol dl li dt dd blockquote pre table tr figure figcaption address
    details summary h1 h2 h3 h4 h5 h6 center fieldset hgroup td th caption thead tbody tfoot html
    """
)
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]")  #: what XML 1.0 and so lxml has no place for
_HEADING = re.compile(r"h([1-6])")
_MAX_DEPTH = 80  #: of nested elements; what is deeper is read as one paragraph


@dataclass(frozen=True, slots=True)
class Page:
    """What a web page holds: its pieces, and what its head says."""

    pieces: tuple[Piece, ...]
    title: str | None
    issued: str | None
    publisher: str | None


def read_page(markup: str, source: str) -> Page:
    """Take the article out of HTML. Raises ReadError for markup that cannot be parsed."""
    from lxml import etree, html

    check_tags(markup, source)
    markup = _NO_XML.sub(" ", re.sub(r"^\s*<\?xml[^>]*\?>", "", markup))
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8", huge_tree=True)
    try:
        root = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise ReadError(f"{source}: holds no HTML that can be read") from error
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):  # the rest is cut off
        raise ReadError(f"{source}: elements nested thousands deep; save the page as text")
    found = root.find("body")
    body = found if found is not None else root
    _prune(body)
    pieces = tuple(_pieces(_content(body)))
    title = _meta(root, "og:title", "dc.title", "dcterms.title", "citation_title") or _element(root, ".//head/title")
    linked = _linked_data(root)
    dates = (
        _meta(root, "article:published_time", "dcterms.issued", "dc.date.issued", "dc.date", "dcterms.date", "date",
              "citation_publication_date", "datepublished", "pubdate", "publish-date", "parsely-pub-date"),
        linked.get("datePublished"),
        _time(root),
    )  # fmt: skip
    publisher = _meta(root, "dc.publisher", "dcterms.publisher", "citation_publisher", "publisher", "og:site_name")
    issued = next((iso for d in dates if (iso := iso_date(d))), None)
    return Page(pieces, title, issued, publisher or linked.get("publisher"))


def _prune(body: Any) -> None:
    """Drop what is not the article's text. Elements that hold half of the text stay, whatever their class says."""
    whole = len(body.text_content()) or 1
    for element in list(body.iter()):
        if element is body or not isinstance(element.tag, str):
            continue
        names = set(f"{element.get('class', '')} {element.get('id', '')}".lower().split())
        parts = {part for name in names for part in [name, *re.split(r"[-_]", name)[:1]]}
        furniture = bool(parts & _FURNITURE) and element.tag not in ("main", "article")
        if (
            element.tag in _DROPPED
            or _is_hidden(element)
            or _is_note_mark(element)
            or (furniture and 2 * len(element.text_content()) < whole)
        ):
            _empty(element)


def _empty(element: Any) -> None:
    """Leave nothing of an element but the text after it, in time that does not depend on how much text there is."""
    element.clear(keep_tail=True)
    element.tag = "span"


def _is_hidden(element: Any) -> bool:
    style = element.get("style", "").replace(" ", "").lower()
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or "display:none" in style
        or "visibility:hidden" in style
        or element.get("role") in _DROPPED_ROLES
    )


def _is_note_mark(element: Any) -> bool:
    """A raised link to a footnote of the same page."""
    return element.tag == "sup" and any(a.get("href", "").startswith("#") for a in element.iter("a"))


def _content(body: Any) -> Any:
    """The element with the article: the largest main or article element, if it holds a good part of the text."""
    whole = len(body.text_content())
    for path in (".//main", ".//*[@role='main']", ".//article"):
        found = body.findall(path)
        best = max(found, key=lambda e: len(e.text_content()), default=None)
        if best is not None and len(best.text_content()) * (4 if path != ".//article" else 2) >= whole:
            return best
    return body


def _pieces(element: Any, depth: int = 0, nesting: int = 0) -> Iterator[Piece]:
    """Pieces of an element, children that are blocks by themselves and the inline text between them."""
    inline: list[str] = []
    tag = element.tag

    def flush() -> Iterator[Piece]:
        for part in re.split(r"\n\s*\n", "".join(inline)):
            if tidy(part):
                yield Piece(part)
        inline.clear()

    inline.append(_flat(element.text))
    for child in element:
        name = child.tag
        if name in _BLOCKS or (depth < _MAX_DEPTH and _holds_block(child)):
            yield from flush()
            yield from _block(child, name, depth + 1, nesting)
        elif isinstance(name, str):
            inline.append(_inline(child))
        inline.append(_flat(child.tail))
    if tag == "li" and nesting:
        yield from (Piece(p.text.replace("\n", " "), "item", nesting, near=True) for p in flush())
    else:
        yield from flush()


def _block(child: Any, name: str, depth: int, nesting: int) -> Iterator[Piece]:
    heading = _HEADING.fullmatch(name)
    if depth >= _MAX_DEPTH:
        yield Piece(child.text_content())
    elif heading:
        yield Piece(_inline(child).replace("\n", " "), "title" if name == "h1" else "heading", int(heading[1]))
    elif name == "table":
        yield from _table(child, depth, nesting)
    elif name == "pre":
        yield Piece(child.text_content(), "table")
    elif name in ("ul", "ol"):
        yield from _list(child, depth, nesting + 1)
    else:
        yield from _pieces(child, depth, nesting)


def _list(element: Any, depth: int, nesting: int) -> Iterator[Piece]:
    entries = [e for e in element if e.tag == "li"]
    linked = [_is_all_link(e) for e in entries]
    links = len(entries) >= 3 and sum(linked) * 3 >= len(entries) * 2
    for n, entry in enumerate(element):
        if entry.tag != "li":
            yield from _pieces(entry, depth, nesting)
            continue
        for i, piece in enumerate(_entry(entry, depth, nesting)):
            kind: BlockKind | None = "links" if links and piece.kind in (None, "item") else piece.kind
            yield Piece(piece.text, kind, 0 if links else piece.level, near=n > 0 or i > 0)


def _entry(entry: Any, depth: int, nesting: int) -> Iterator[Piece]:
    """A list entry: its own text and paragraphs as items, lists within it one level deeper."""
    for piece in _pieces(entry, depth + 1, nesting):
        if piece.kind is None:
            yield Piece(piece.text.replace("\n", " "), "item", nesting, near=True)
        else:
            yield piece


def _is_all_link(entry: Any) -> bool:
    whole = len("".join(entry.text_content().split()))
    return whole > 0 and sum(len("".join(a.text_content().split())) for a in entry.iter("a")) >= 0.9 * whole


def _table(table: Any, depth: int, nesting: int) -> Iterator[Piece]:
    """Rows of cells; a table without a row of two cells is layout and read as text."""
    rows = [r for r in table.iter("tr") if next((a for a in r.iterancestors("table")), None) is table]
    cells = [[c for c in row if c.tag in ("td", "th")] for row in rows]
    layout = max(map(len, cells), default=0) < 2 or any(len(c.text_content()) > 600 for row in cells for c in row)
    if layout:
        yield from _pieces(table, depth, nesting)
        return
    for caption in table.iter("caption"):
        yield Piece(_inline(caption))
    for n, row in enumerate(cells):
        texts = [tidy(c.text_content().replace("\n", " ")) for c in row]
        yield Piece(" | ".join(texts) if any(texts) else "", "table", near=n > 0)


def _holds_block(element: Any) -> bool:
    return isinstance(element.tag, str) and any(e.tag in _BLOCKS for e in element.iterdescendants())


def _inline(element: Any) -> str:
    """Text of an inline element, "\\n" for each line break."""
    if element.tag == "br":
        return "\n"
    out: list[str] = []
    for event, node in _walk(element):
        if event == "start":
            out.append("\n" if node.tag == "br" else _flat(node.text))
        elif node is not element:
            out.append(_flat(node.tail))
    return "".join(out)


def _walk(element: Any) -> Any:
    from lxml import etree

    return etree.iterwalk(element, events=("start", "end"))


def _flat(s: str | None) -> str:
    return re.sub(r"\s+", " ", s) if s else ""


def _meta(root: Any, *names: str) -> str | None:
    values: dict[str, str] = {}
    for element in root.iter("meta"):
        key = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        content = tidy(element.get("content", "").replace("\n", " "))
        if key and content and len(content) <= 300:
            values.setdefault(key, content)
    return next((values[n] for n in names if n in values), None)


def _element(root: Any, path: str) -> str | None:
    found = root.find(path)
    return tidy((found.text or "").replace("\n", " ")) or None if found is not None else None


def _time(root: Any) -> str | None:
    """The first time element of the page that is marked as the date of publication, or else stands in a header."""
    for element in root.iter("time"):
        marked = element.get("pubdate") is not None or "datePublished" in (element.get("itemprop") or "")
        if marked or next(element.iterancestors("header"), None) is not None:
            return str(element.get("datetime") or element.text_content())[:300]
    return None


def _linked_data(root: Any) -> dict[str, str]:
    """Date and publisher from the page's JSON-LD (schema.org Article)."""
    out: dict[str, str] = {}
    for element in root.iter("script"):
        if element.get("type") != "application/ld+json":
            continue
        try:
            data = json.loads(element.text or "")
        except (ValueError, RecursionError):
            continue
        nodes = data if isinstance(data, list) else [data]
        for node in [g for n in nodes if isinstance(n, dict) for g in _graph(n) if isinstance(g, dict)]:
            publisher = node.get("publisher")
            name = publisher.get("name") if isinstance(publisher, dict) else publisher
            for key, value in (("datePublished", node.get("datePublished")), ("publisher", name)):
                if isinstance(value, str) and value.strip():
                    out.setdefault(key, tidy(value.replace("\n", " "))[:300])
    return out


def _graph(node: dict[str, Any]) -> list[Any]:
    """The nodes of a JSON-LD object: those of its "@graph", else itself."""
    found = node.get("@graph")
    return found if isinstance(found, list) and found else [found] if isinstance(found, dict) else [node]
