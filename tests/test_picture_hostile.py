"""Text that would be markup, script or a turn of the writing's direction: shown as it stands, wherever it is shown."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET

import pytest
from rdflib import DCTERMS, Graph, Literal

from .browser import Open, Opened
from .picture_graphs import HOSTILE, ID, Builder, hostile

#: Elements that the page is made of; any other would have come out of a text.
ELEMENTS = re.findall(
    r"\w+",
    """html head meta link title style body header h1 bdi div input kbd ul button details summary main section p span
    small aside dialog noscript script canvas h2 h3 h4 dl dt dd form li i em b q ol blockquote cite mark label output
    table thead tbody tr th td pre article select option""",
)
TURNED = "\u202eevil\u202d\u2067 turned"


def everywhere() -> tuple[Graph, dict[str, str]]:
    """`hostile`, and the same strings as file names, titles and dates of documents and of statements."""
    graph, texts = hostile()
    document = Builder().document
    graph.set((document, DCTERMS.source, Literal(HOSTILE[0])))
    graph.set((document, DCTERMS.issued, Literal(HOSTILE[1])))
    other = Builder(title=HOSTILE[3], count=900)
    other.entity(HOSTILE[0], "Topic")
    other.entity(HOSTILE[1], "Topic")
    sentence = other.sentence(f"{HOSTILE[0]} since 2012 {HOSTILE[1]}", "Partly")
    other.statement(sentence, HOSTILE[0], "memberOf", HOSTILE[1], "startDate=2012; status=Planned")
    other.statement(sentence, HOSTILE[1], "partOf", HOSTILE[0], "pointInTime=2013; status=Reported")
    second = other.finish()[0].serialize(format="nt").replace("/id/document", "/id/second")
    graph.parse(data=second, format="nt")
    graph.set((ID["second"], DCTERMS.source, Literal(HOSTILE[2])))
    return graph, texts | {str(ID["second"]): other.text}


def turned() -> tuple[Graph, dict[str, str]]:
    """A sentence, an alias and a label that turn the direction of what follows them, unless they are kept apart."""
    make = Builder(title=f"Title {TURNED}")
    make.entity(f"Label {TURNED}", "Topic", (f"alias {TURNED}",))
    make.entity("Plain", "Topic")
    first = make.sentence(f"Label {TURNED} is a part of Plain.")
    make.statement(first, f"Label {TURNED}", "partOf", "Plain")
    make.statement(
        make.sentence("Plain is what it is, and reads from left to right."), "Plain", "partOf", f"Label {TURNED}"
    )
    return make.finish()


def is_harmless(opened: Opened) -> None:
    """Nothing has run, and no element is there but those that the page is made of."""
    assert opened.page.evaluate("window.pwned") is None
    tags = set(opened.page.evaluate("[...document.querySelectorAll('*')].map((e) => e.localName)"))
    assert tags - set(ELEMENTS) == set()
    assert opened.page.evaluate("document.scripts.length") == 4
    attributes = """[...document.querySelectorAll("body *")].flatMap((e) => [...e.attributes])
      .map((a) => a.name).filter((name) => /^(on.*|href|src|srcdoc|action|formaction)$/.test(name))"""
    assert opened.page.evaluate(attributes) == []


def as_shown(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def test_each_string_is_shown_as_it_stands(kept: Open) -> None:
    opened = kept(everywhere)
    is_harmless(opened)
    assert opened.page.title().startswith(as_shown(HOSTILE[0]))
    assert (opened.page.text_content("h1") or "").startswith(HOSTILE[0])
    labels = opened.page.locator("#panel .top bdi").all_text_contents()
    assert set(labels) == set(HOSTILE)
    about = opened.page.text_content("#panel") or ""
    assert all(text in about for text in (HOSTILE[0], HOSTILE[1], HOSTILE[2]))
    assert HOSTILE[1] in opened.page.locator("#classes .filter bdi").all_text_contents()
    assert HOSTILE[1] in opened.page.locator("#relations .filter bdi").all_text_contents()
    assert HOSTILE[3] in opened.page.locator("#documents .filter bdi").all_text_contents()
    assert HOSTILE[3] in opened.page.locator("#document option").all_text_contents()


def test_sentences_statements_and_measurements(kept: Open) -> None:
    opened = kept(everywhere)
    for i, text in enumerate(HOSTILE):
        opened.page.click(f"#text .passage >> nth={i}")
        assert f"Of {text} it says" in (opened.page.locator("#text .chosen").text_content() or "")
        lines = opened.page.locator("#panel .line")
        kinds = lines.count()
        for line in range(kinds):
            lines.nth(line).click()
            assert text in (opened.page.text_content("#panel") or "")
            opened.page.click(f"#text .passage >> nth={i}")
        opened.page.hover("#panel .line >> nth=0")
    is_harmless(opened)


def test_search_and_entities(kept: Open) -> None:
    opened = kept(everywhere)
    for text in HOSTILE:
        opened.page.fill("#search", text.replace("\u2028", " ").replace("\u2029", " ") if "\u2028" in text else text)
        opened.page.wait_for_selector("#found li")
        opened.page.keyboard.press("Enter")
        opened.page.fill("#search", f"alias {text[:12]}")
        opened.page.wait_for_selector("#found li[role=option] small")
        opened.page.keyboard.press("Enter")
        assert f"alias {text}" in (opened.page.text_content("#panel .aliases") or "")
    is_harmless(opened)
    opened.press("p")
    assert HOSTILE[-1] in (opened.page.text_content("#asked") or "")
    opened.press("Escape", "f", "f", "h")
    is_harmless(opened)


def test_tips_on_the_canvas(kept: Open) -> None:
    opened = kept(everywhere)
    drawing = opened.drawing()
    for spot in drawing.spots:
        opened.hover(spot.x, spot.y)
    opened.page.wait_for_selector("#tip:not([hidden])")
    assert any(text in (opened.page.text_content("#tip") or "") for text in HOSTILE)
    for line in drawing.lines:
        opened.hover(*line.middle)
    is_harmless(opened)


def test_table_timeline_and_questions(kept: Open) -> None:
    opened = kept(everywhere)
    opened.press("2")
    cells = opened.page.locator("#table td.col-subject bdi").all_text_contents()
    assert set(HOSTILE) <= set(cells)
    opened.page.fill(".filter-words", HOSTILE[1])
    opened.page.press(".filter-words", "Enter")
    assert HOSTILE[1] in (opened.page.text_content("#table .caption") or "")
    opened.page.click("#table tr[data-at] >> nth=0")
    is_harmless(opened)
    opened.press("Escape")
    opened.page.fill(".filter-words", "")
    opened.page.click("#tab-timeline")
    assert opened.page.locator("#timeline .item").count() == 2
    assert HOSTILE[0] in (opened.page.text_content("#timeline .item >> nth=0") or "")
    opened.page.click("#timeline .item >> nth=0")
    is_harmless(opened)
    opened.page.click("#tab-questions")
    shown: set[str] = set()
    for question in opened.page.locator(".question").all():
        question.click()
        shown |= set(opened.page.locator(".answer td bdi, .answer th bdi").all_text_contents())
        for row in opened.page.locator(".answer tbody tr").all()[:2]:
            row.press("Enter")
        is_harmless(opened)
    assert {text for text in HOSTILE if text in shown} >= {HOSTILE[0], HOSTILE[1]}


def test_what_is_taken_away(kept: Open) -> None:
    opened = kept(everywhere)
    name, svg = opened.take("SVG")
    assert re.fullmatch(r"[a-z0-9-]+\.svg", name)
    tags = {element.tag.split("}")[1] for element in ET.fromstring(svg).iter()}
    assert tags <= {"svg", "title", "rect", "path", "circle", "polygon", "g", "text", "tspan"}
    assert opened.take("PNG")[1].startswith(b"\x89PNG")
    labels = {each["label"] for each in json.loads(opened.take("JSON")[1])["entities"]}
    assert labels == set(HOSTILE)
    turtle = opened.take("Turtle")[1].decode()
    assert len(Graph().parse(data=turtle, format="turtle")) > 100
    assert not re.search(r'(^|,)"?[=+@]', opened.take("CSV")[1].decode(), re.M)
    is_harmless(opened)


@pytest.mark.parametrize(
    "fragment",
    [
        "#at=entity+<script>window.pwned=1</script>",
        '#at=path+"><img src=x onerror=window.pwned=1>',
        "#at=answer+constructor+0",
        "#at=entity",
        "#tab=__proto__&noclass=javascript:1&years=a+b&sure=x&camera=NaN+1+-5",
        "#open=999.5 0.-1 x&focus=nobody+99&show=%00%ff&hide=%",
        "#%",
    ],
)
def test_no_link_does_harm(opening: Open, fragment: str) -> None:
    opened = opening(everywhere, fragment)
    is_harmless(opened)
    assert opened.title == "Overview"
    assert len(opened.drawing().spots) == len(HOSTILE)


def test_a_text_that_turns_direction_turns_no_other(kept: Open) -> None:
    opened = kept(turned)
    isolated = "(all) => all.every((e) => getComputedStyle(e).unicodeBidi.includes('isolate'))"
    assert opened.page.eval_on_selector_all("#text .passage, #text .gap, bdi", isolated)
    order = """(e) => {
      const node = document.createTreeWalker(e, NodeFilter.SHOW_TEXT).nextNode();
      return [...node.data.slice(0, 12)].map((_, i) => {
        const range = document.createRange();
        range.setStart(node, i);
        range.setEnd(node, i + 1);
        return range.getBoundingClientRect();
      }).filter((box, i, all) => box.top === all[0].top).map((box) => box.left);
    }"""
    lefts = opened.page.eval_on_selector("#text .passage >> nth=1", order)
    assert lefts == sorted(lefts)
    assert len(lefts) > 5
    opened.search("plain")
    opened.page.click("#panel .line >> nth=0")
    for selector in ("#panel h2 .link:first-child bdi", "#panel dt", "#panel dd"):
        lefts = opened.page.eval_on_selector(selector, order)
        assert lefts == sorted(lefts)
    opened.search("alias")
    assert opened.page.eval_on_selector_all("#panel bdi", isolated)
    for tab, cells in (("2", "#table td.col-relation"), ("4", ".answer td")):
        opened.press(tab)
        assert opened.page.eval_on_selector_all(f"#{'table' if tab == '2' else 'questions'} bdi", isolated)
        for cell in opened.page.locator(cells).all()[:4]:
            if cell.inner_text():
                lefts = cell.evaluate(order)
                assert lefts == sorted(lefts) or TURNED in cell.inner_text()
