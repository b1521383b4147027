"""The picture opened from its file in Chromium: readable at once, the text beside it, what it says of a choice."""

from __future__ import annotations

import math
import re

import pytest
from rdflib import RDF, RDFS, Graph

from .browser import Make, Open, Opened
from .picture_graphs import FG, OA, Builder, small

INK = """() => {
  const canvas = document.querySelector("#canvas canvas");
  const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  const colours = new Set();
  for (let i = 0; i < pixels.length; i += 4)
    if (pixels[i + 3] > 200) colours.add(pixels[i] << 16 | pixels[i + 1] << 8 | pixels[i + 2]);
  return colours.size;
}"""


def colour(opened: Opened, selector: str) -> str:
    """A background as the SVG writes it."""
    found = opened.page.eval_on_selector(selector, "e => getComputedStyle(e).backgroundColor")
    return "#" + "".join(f"{int(n):02x}" for n in re.findall(r"\d+", found)[:3])


def test_opens_by_itself_and_draws(opening: Open) -> None:
    opened = opening(small)
    opened.until(f"({INK})() > 20")
    assert opened.shown == "43 of 43 entities, 55 of 55 links"
    assert opened.page.title() == opened.text("h1") == "U.S. Relations With Mexico"
    assert opened.page.locator("[role=progressbar]").count() == 0


def test_positions_are_the_same_on_each_load_and_stay(opening: Open, mexico: Make) -> None:
    opened = opening(mexico)
    first = opened.drawing().svg
    opened.page.wait_for_timeout(500)
    assert opened.take("SVG")[1] == first
    assert opening(mexico).drawing().svg == first


@pytest.mark.parametrize("name", ["small", "mexico"])
def test_no_node_lies_on_another_and_all_are_seen(kept: Open, mexico: Make, name: str) -> None:
    drawing = kept(small if name == "small" else mexico).drawing()
    assert all(map(drawing.has, drawing.spots))
    pairs = [(a, b) for i, a in enumerate(drawing.spots) for b in drawing.spots[i + 1 :]]
    assert [(a, b) for a, b in pairs if math.hypot(a.x - b.x, a.y - b.y) < a.radius + b.radius - 1] == []


@pytest.mark.parametrize("name", ["small", "mexico"])
def test_no_two_lines_lie_on_one_another(kept: Open, mexico: Make, name: str) -> None:
    drawing = kept(small if name == "small" else mexico).drawing()
    middles = [line.middle for line in drawing.lines]
    assert len(middles) > 40
    assert [(a, b) for i, a in enumerate(middles) for b in middles[i + 1 :] if math.dist(a, b) < 2] == []


def test_nodes_are_coloured_by_class_and_sized_by_degree(kept: Open) -> None:
    opened = kept(small)
    places = opened.places()
    countries = ("Mexico", "United States", "Peru", "China")
    assert {places[name].fill for name in countries} == {colour(opened, "#classes .f-country")}
    assert places["Joe Biden"].fill == colour(opened, "#classes .f-person")
    assert len({places[name].fill for name in ("Mexico", "Joe Biden", "Merida Initiative", "crude oil")}) == 4
    sizes = [places[name].radius for name in ("Mexico", "United States", "Peru", "China")]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > 2 * sizes[-1]
    assert {"Mexico", "United States", "Roberta S. Jacobson"} <= set(opened.drawing().words)


def test_what_is_not_asserted_is_dashed_each_status_its_own_way(kept: Open) -> None:
    opened = kept(small)
    lines = opened.drawing().lines
    dashes = [line.dashes for line in lines if line.dashes]
    assert len(dashes) == len(set(dashes)) == 3
    negated = [line for line in lines if line.stroke != lines[0].stroke]
    assert [len(line.dashes.split()) for line in negated] == [2]
    strokes = [f"#statuses .stroke.{name}" for name in ("asserted", "planned", "negated", "reported")]
    look = "e => { const s = getComputedStyle(e); return s.borderTopStyle + s.borderTopColor + s.backgroundImage; }"
    assert len({opened.page.eval_on_selector(stroke, look) for stroke in strokes}) == 4


def test_says_what_it_shows(kept: Open, mexico: Make) -> None:
    opened = kept(mexico)
    found = re.fullmatch(r"(\d+) of (\d+) entities, (\d+) of (\d+) links", opened.shown)
    assert found is not None
    drawing = opened.drawing()
    drawn, entities, lines, links = map(int, found.groups())
    assert (len(drawing.spots), len(drawing.lines)) == (drawn, lines)
    assert (opened.data["entities"]["n"], links) == (entities, lines)
    assert f"{entities} entities, {opened.data['facts']['n']} statements" in opened.text("#panel")
    opened.page.get_by_role("button", name="Unlinked entities").click()
    assert opened.shown.startswith(f"{entities} of {entities} entities")
    assert len(opened.drawing().spots) == entities


def test_the_details_of_an_entity_hold_all_that_is_stated_of_it(kept: Open) -> None:
    opened = kept(small)
    opened.search("hled")
    panel = opened.text("#panel")
    assert opened.title == "High Level Economic Dialogue"
    assert opened.text("#panel .types") == "Dialogue · Organization"
    for said in ("also HLED", "launched by Joe Biden", "further elevate and strengthen", "Mexico participates in"):
        assert said in panel
    assert "2013-09" in opened.text("#panel .line:has-text('Joe Biden') .when")
    opened.search("mexico")
    shares = opened.text("#panel section:has(h3:text('Measurements'))")
    assert "80 percent" in shares
    assert "share of exports that went to the United States" in shares
    statements = [t for t in made_statements() if "Mexico" in t]
    assert opened.page.locator("#panel .line:not(.measure)").count() == len(statements)
    opened.page.click("#panel .line.measure:has-text('80 percent')")
    assert "nearly 80 percent" in opened.text("#text .chosen")
    assert "Mexico" in opened.text("#panel dl")


def made_statements() -> list[tuple[str, str]]:
    graph = small()[0]
    ends = [
        [graph.value(s, prop) for prop in (RDF.subject, RDF.object)] for s in graph.subjects(RDF.type, RDF.Statement)
    ]
    return [(str(graph.value(s, RDFS.label)), str(graph.value(o, RDFS.label))) for s, o in ends]


def test_a_statement_tells_its_sentence_with_subject_and_object_marked(kept: Open) -> None:
    opened = kept(small)
    opened.search("mexico")
    opened.page.click(".line:has-text('ranked as third-largest')")
    assert opened.text("#panel mark.subject") == "Mexico"
    assert opened.text("#text .chosen mark.object") == "United States"
    assert opened.text("#text .chosen mark.subject") == "Mexico"
    told = dict(re.findall(r"^(.+)\n(.+)$", opened.text("#panel dl"), re.M))
    assert (told["status"], told["confidence"], told["rank"]) == ("asserted", "0.95", "3")
    marks = [colour(opened, f"#text .chosen mark.{end}") for end in ("subject", "object")]
    assert marks[0] != marks[1]
    chosen = opened.page.locator("#text .chosen").bounding_box()
    pane = opened.page.locator("#text").bounding_box()
    assert chosen is not None
    assert pane is not None
    assert pane["y"] <= chosen["y"] < pane["y"] + pane["height"]
    opened.search("High Level Economic")
    opened.page.click(".line:has-text('launched by')")
    assert re.search(r"in\n2013-09|from\n2013-09", opened.text("#panel dl"))


def test_a_sentence_lights_up_what_it_says(kept: Open) -> None:
    opened = kept(small)
    opened.page.click("#text .passage:has-text('share a 2,000-mile border')")
    assert "United States shares border with Mexico" in opened.text("#panel").replace("\n", " ")
    assert "2,000 mile" in opened.text("#panel .measure")
    bright = [name for name, spot in opened.places().items() if spot.opacity == 1]
    assert sorted(bright) == ["Mexico", "United States"]
    opened.press("Escape")
    assert {spot.opacity for spot in opened.places().values()} == {1}


def test_sentences_that_gave_nothing_can_be_told_from_the_rest(kept: Open) -> None:
    opened = kept(small)
    opened.page.click("#text .passage.partly")
    assert "Special 301 Report designates Mexico" in opened.text("#panel")
    assert opened.text("#panel mark.left") == "noted the trade in pirated goods"
    assert opened.page.get_attribute("#text .passage.partly", "title") == "not read: no lexicon entry"
    assert "No entry of the lexicon reads it" not in opened.text("#panel .rest")
    opened.page.click("#panel .rest summary")
    assert "No entry of the lexicon reads it" in opened.text("#panel .rest")
    opened.page.click("#text .passage.silent >> nth=0")
    assert "No fact was read" in opened.text("#panel")
    assert "unresolved reference" in opened.text("#panel .rest")
    style = "e => getComputedStyle(e).fontStyle"
    assert opened.page.eval_on_selector("#text .passage.silent", style) == "italic"
    assert opened.page.eval_on_selector("#text .passage.read", style) == "normal"
    assert re.sub(r"\s+", " ", opened.text("#coverage")) == "Text 22 sentences: 19 read 1 partly 2 silent"


def test_the_text_is_that_of_the_document_and_is_counted(kept: Open, mexico: Make) -> None:
    opened = kept(mexico)
    graph, texts = mexico()
    sentences = list(graph.subjects(RDF.type, FG.Sentence))
    assert opened.page.locator("#text .passage").count() == len(sentences)
    assert f"{len(sentences)} sentences" in opened.text("#coverage")
    for coverage in ("Read", "Partly", "Silent"):
        count = len(list(graph.subjects(FG.coverage, FG[coverage])))
        assert opened.page.locator(f"#text .passage.{coverage.lower()}").count() == count
    shown = opened.page.locator("#text").text_content() or ""
    (text,) = texts.values()
    assert re.sub(r"\s+", "", shown) == re.sub(r"\s+", "", text)
    assert len(list(graph.objects(None, OA.exact))) == len(sentences)


def test_text_is_walked_by_keyboard(kept: Open) -> None:
    opened = kept(small)
    opened.page.focus("#text .passage >> nth=0")
    opened.press("ArrowDown", "ArrowDown", "ArrowUp", "Enter")
    assert "No fact was read" in opened.text("#panel")


def test_theme_follows_the_system_until_the_button_is_pressed(opening: Open) -> None:
    opened = opening(small, dark=True)
    dark, node = colour(opened, "body"), opened.places()["Mexico"].fill
    assert max(int(dark[i : i + 2], 16) for i in (1, 3, 5)) < 64
    opened.page.click("#theme")
    assert colour(opened, "body") == "#ffffff"
    assert opened.places()["Mexico"].fill != node
    opened.page.evaluate("document.activeElement.blur()")
    opened.press("d")
    assert (colour(opened, "body"), opened.text("#theme")) == (dark, "Light")


@pytest.mark.parametrize(("width", "height"), [(390, 844), (320, 568), (1024, 600), (700, 400)])
def test_fits_a_phone_and_a_small_window(opening: Open, mexico: Make, width: int, height: int) -> None:
    opened = opening(mexico, width=width, height=height)
    wide = "() => document.documentElement.scrollWidth"
    assert opened.page.evaluate(wide) <= width
    drawing = opened.drawing()
    assert all(map(drawing.has, drawing.spots))
    assert drawing.height > 150
    opened.page.fill("#search", "merida")
    opened.page.press("#search", "Enter")
    assert "Merida" in opened.title
    opened.page.click("#panel .line >> nth=0")
    for tab in ("table", "timeline", "questions", "graph"):
        opened.page.click(f"#tab-{tab}")
        assert opened.page.evaluate(wide) <= width
    opened.page.click("#take > summary")
    outside = """(width) => [...document.querySelectorAll("header button, header summary, #tabs button, #bar button")]
      .filter((e) => e.checkVisibility({contentVisibilityAuto: true}))
      .filter((e) => e.getBoundingClientRect().left < 0 || e.getBoundingClientRect().right > width)
      .map((e) => e.textContent)"""
    assert opened.page.evaluate(outside, width) == []


def test_without_the_source_the_sentences_that_say_something_stay(kept: Open) -> None:
    opened = kept(small, with_source=False)
    assert not opened.page.locator("#source").is_visible()
    assert "It is a relation of some warmth" not in opened.page.content()
    opened.search("hled")
    opened.page.click("#panel .line:has-text('launched by')")
    assert opened.text("#panel mark.subject") == "HLED"


def test_a_graph_of_nothing_says_so(opening: Open) -> None:
    opened = opening(lambda: (Graph(), {}))
    assert opened.page.locator("#nothing").is_visible()
    assert "nothing to draw" in opened.text("#panel")
    opened.press("ArrowRight", "Enter", "e", "f", "p", "h", "2", "3", "4", "1")


def test_only_text_gives_a_page_too(opening: Open) -> None:
    def silent() -> tuple[Graph, dict[str, str]]:
        make = Builder()
        make.sentence("Nothing here says a thing.", "Silent")
        return make.finish()

    opened = opening(silent)
    opened.page.click("#text .passage.silent")
    assert "No fact was read" in opened.text("#panel")


def test_policy_stops_script_that_got_in_all_the_same(opening: Open) -> None:
    opened = opening(small)
    opened.page.evaluate(
        """() => {
          const box = document.createElement("div");
          document.body.append(box);
          box.innerHTML = '<img src="x" onerror="window.pwned=1">';
          const script = document.createElement("script");
          script.textContent = "window.pwned=2";
          box.append(script);
          fetch("http://localhost:9/").catch(() => {});
        }"""
    )
    opened.page.wait_for_timeout(200)
    assert opened.page.evaluate("() => window.pwned") is None
    assert sum("Content Security Policy" in complaint for complaint in opened.complaints) >= 3
    opened.complaints.clear()
    opened.requests.clear()
