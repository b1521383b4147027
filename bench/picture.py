"""The picture against pyvis as its users write it: seconds until a graph is drawn and still, and the file's size.

    python bench/picture.py --nodes 100 1000 3000 10000 [--cap 300] [--ours-only] [--markdown]

Both pages are drawn from the same graph in the same browser, one after the other in one run. Pyvis: `Network.from_nx`,
labels and classes as its users give them, physics on, `write_html` with its script in the file, for without that it
draws nothing where there is no network. Time runs from navigation to the frame after `stabilizationIterationsDone`
(pyvis) or after the page says that it is ready (ours, whose nodes do not move). Needs Chromium and playwright.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rdflib import PROV, RDF, RDFS, Graph, Literal, Namespace, URIRef

if TYPE_CHECKING:
    import networkx as nx
    from playwright.sync_api import Browser

FG = Namespace("https://w3id.org/factgraph/ontology#")
OA = Namespace("http://www.w3.org/ns/oa#")
ID = Namespace("https://w3id.org/factgraph/id/")
CLASSES = ("Country", "Organization", "Person", "Agreement", "Initiative", "Place", "Event")
RELATIONS = ("memberOf", "partyTo", "participatesIn", "partOf", "launchedBy", "visited")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND"]
WATCH = """() => {
  let held;
  Object.defineProperty(window, "network", {
    configurable: true,
    get: () => held,
    set: (made) => {
      held = made;
      made.on("stabilizationIterationsDone", () => requestAnimationFrame(() => { window.still = performance.now(); }));
    },
  });
}"""
READY = """() => new Promise((done) => {
  const wait = () => (document.body?.dataset.ready
    ? requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))) : setTimeout(wait, 2));
  wait();
})"""


@dataclass(frozen=True, slots=True)
class Timed:
    """One page: seconds of export, seconds until drawn and still (None where the cap came first), bytes."""

    export: float
    drawn: float | None
    size: int


def ties(nodes: int, seed: int = 11) -> list[tuple[int, int]]:
    """Two ties for each node: in groups of some sixty, mostly within the group and to those already well connected."""
    draw = random.Random(seed)
    group = 60
    found: list[tuple[int, int]] = []
    known: list[list[int]] = [[] for _ in range(nodes // group + 1)]
    hubs: list[int] = [0]
    for node in range(1, nodes):
        here = known[node // group]
        for _ in range(2):
            pool = here if here and draw.random() < 0.85 else hubs
            other = draw.choice(pool)
            found.append((node, other))
            pool.append(other)
        here.append(node)
        if not node % group:
            hubs.append(node)
    return found


def contract_graph(nodes: int) -> Graph:
    """The same ties as a graph of statements with a sentence each."""
    graph = Graph()
    document = ID["document/bench"]
    for i in range(nodes):
        graph += [(ID[f"e{i}"], RDF.type, FG[CLASSES[i % 7]]), (ID[f"e{i}"], RDFS.label, Literal(f"Entity {i}", "en"))]
    graph.add((document, RDF.type, FG.Document))
    at = 0
    for number, (a, b) in enumerate(ties(nodes)):
        text = f"Entity {a} is tied to Entity {b}."
        sentence, statement = ID[f"document/bench/sentence/{number}"], ID[f"statement/{number}"]
        quote, position = URIRef(f"{sentence}/quote"), URIRef(f"{sentence}/position")
        relation = FG[RELATIONS[number % 6]]
        graph += [
            (sentence, RDF.type, FG.Sentence),
            (sentence, OA.hasSource, document),
            (sentence, OA.hasSelector, quote),
            (sentence, OA.hasSelector, position),
            (sentence, FG.coverage, FG.Read),
            (quote, RDF.type, OA.TextQuoteSelector),
            (quote, OA.exact, Literal(text)),
            (position, RDF.type, OA.TextPositionSelector),
            (position, OA.start, Literal(at)),
            (position, OA.end, Literal(at + len(text))),
            (statement, RDF.type, RDF.Statement),
            (statement, RDF.subject, ID[f"e{a}"]),
            (statement, RDF.predicate, relation),
            (statement, RDF.object, ID[f"e{b}"]),
            (statement, FG.status, FG.Asserted),
            (statement, PROV.wasDerivedFrom, sentence),
            (ID[f"e{a}"], relation, ID[f"e{b}"]),
        ]
        at += len(text) + 1
    return graph


def plain_network(nodes: int) -> nx.MultiDiGraph[int]:
    """The same ties as someone would hand them to pyvis."""
    import networkx as nx

    network: nx.MultiDiGraph[int] = nx.MultiDiGraph()
    for i in range(nodes):
        network.add_node(i, label=f"Entity {i}", group=CLASSES[i % 7])
    for number, (a, b) in enumerate(ties(nodes)):
        network.add_edge(a, b, label=RELATIONS[number % 6])
    return network


def export_ours(nodes: int, path: Path) -> float:
    """Write our page; seconds it took, the graph being in memory."""
    from factgraph.exports.picture import page

    graph = contract_graph(nodes)
    start = time.perf_counter()
    path.write_text(page(graph, {}, "Bench"), encoding="utf-8")
    return time.perf_counter() - start


def export_pyvis(nodes: int, path: Path) -> float:
    """Write pyvis's page as its users do; seconds it took. It writes into the current folder, so that is changed."""
    from pyvis.network import Network

    network = plain_network(nodes)
    start = time.perf_counter()
    drawing = Network(height="900px", width="100%", directed=True, cdn_resources="in_line")
    drawing.from_nx(network)
    before = Path.cwd()
    os.chdir(path.parent)
    try:
        drawing.write_html(path.name)
    finally:
        os.chdir(before)
    return time.perf_counter() - start


def drawn(browser: Browser, path: Path, cap: float, *, ours: bool) -> float | None:
    """Seconds from navigation until the page is drawn and still."""
    from playwright.sync_api import Error
    from playwright.sync_api import TimeoutError as Late

    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    try:
        if not ours:
            page.add_init_script(f"({WATCH})()")
        page.goto(path.as_uri(), wait_until="commit", timeout=cap * 1000)
        if ours:
            return float(page.evaluate(READY)) / 1000
        page.wait_for_function("() => window.still", timeout=cap * 1000, polling=100)
        return float(page.evaluate("() => window.still")) / 1000
    except (Late, Error):
        return None
    finally:
        context.close()


def measure(browser: Browser, nodes: int, folder: Path, cap: float, *, ours: bool, repeat: int = 1) -> Timed:
    """Export and open once (or the median of `repeat` openings)."""
    path = folder / f"{'ours' if ours else 'pyvis'}-{nodes}.html"
    export = export_ours(nodes, path) if ours else export_pyvis(nodes, path)
    times = sorted(t for _ in range(repeat) if (t := drawn(browser, path, cap, ours=ours)) is not None)
    return Timed(export, times[len(times) // 2] if times else None, path.stat().st_size)


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--nodes", type=int, nargs="+", default=[100, 1000, 3000, 10000])
    parser.add_argument("--cap", type=float, default=300.0, help="seconds after which pyvis is reported as more")
    parser.add_argument("--ours-only", action="store_true")
    given = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("bench/picture.py needs Chromium: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    print(
        "| nodes | ours drawn s | pyvis drawn s | times sooner | ours kB | pyvis kB | ours export s | pyvis export s |"
    )
    print("|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        for nodes in given.nodes:
            browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            ours = measure(browser, nodes, Path(name), given.cap, ours=True, repeat=3)
            browser.close()
            row = [f"{nodes:,}", f"{ours.drawn:.2f}" if ours.drawn else "failed"]
            if given.ours_only:
                row += ["", "", f"{ours.size // 1000:,}", "", f"{ours.export:.1f}", ""]
            else:
                browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
                theirs = measure(browser, nodes, Path(name), given.cap, ours=False)
                browser.close()
                late = theirs.drawn is None
                seconds = given.cap if theirs.drawn is None else theirs.drawn
                row += [f"> {given.cap:.0f}" if late else f"{seconds:.1f}"]
                row += [f"{'> ' if late else ''}{seconds / ours.drawn:.0f}" if ours.drawn else ""]
                row += [
                    f"{ours.size // 1000:,}",
                    f"{theirs.size // 1000:,}",
                    f"{ours.export:.1f}",
                    f"{theirs.export:.1f}",
                ]
            print(f"| {' | '.join(row)} |", flush=True)


if __name__ == "__main__":
    main()
