"""The Python API: build, stream, merge, pipelines, and what a notebook shows."""

from __future__ import annotations

import copy
import multiprocessing
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser
from itertools import chain, permutations
from pathlib import Path
from types import FunctionType, ModuleType, SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
import rdflib
from rdflib import Literal, URIRef

import factgraph
from factgraph import Document, FactgraphError, Graph, Options, Pipeline
from factgraph.api_html import marked, shown
from factgraph.builder.errors import ExportError, GraphError, IdentityError, LanguageError, ReadError

from .documentation import ROOT, blocks

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TEXTS = {
    "chile.txt": "Chile joined the OECD in 2010. The country plans to ratify the Paris Agreement.",
    "kenya.txt": "Trade between Kenya and Uganda exceeded $2 billion in 2019. Kenya borders Uganda.",
    "nils.md": "# A visit\n\nNils Dahl visited Kenya in 1990. Kenya is not a member of the OECD.\n",
}
HOSTILE = (
    'Kenya joined the "Free</td><script>parent.hit = 1</script><img src=x onerror=parent.hit=1>" Fund in 2010. '
    "Ida Holm\u202e</bdi>' visited Kenya\u2066 in 1990. </iframe><b>Chile</b> borders Peru."
)
FRENCH = "Le Kenya et la France ont signé hier un accord dans le cadre de la coopération entre les deux pays."
FG = rdflib.Namespace("https://w3id.org/factgraph/ontology#")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The texts as files."""
    path = tmp_path_factory.mktemp("texts")
    for name, text in TEXTS.items():
        (path / name).write_bytes(text.encode())
    return path


@pytest.fixture(scope="module")
def graph() -> Graph:
    """The graph of the texts."""
    return factgraph.build(TEXTS)


@pytest.fixture(scope="module")
def hostile() -> Graph:
    """The graph of a text that would break out of markup."""
    return factgraph.build({"x<script>.txt": HOSTILE})


# One graph, whichever way


def test_it_is_what_the_command_line_writes(graph: Graph, folder: Path, tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "factgraph",
        "build",
        "-q",
        *sorted(TEXTS, reverse=True),
        "-o",
        str(tmp_path / "o"),
    ]
    subprocess.run(command, cwd=folder, check=True)
    assert graph.turtle().encode() == (tmp_path / "o/graph.ttl").read_bytes()
    assert set(graph.save(tmp_path / "mine")) == {tmp_path / "mine/graph.ttl", tmp_path / "mine/graph.html"}
    for name in ("graph.ttl", "graph.html"):
        assert (tmp_path / "mine" / name).read_bytes() == (tmp_path / "o" / name).read_bytes()


def test_texts_are_strings_paths_documents_and_folders(graph: Graph, folder: Path) -> None:
    documents = [factgraph.read(folder / "chile.txt"), factgraph.read_text(TEXTS["kenya.txt"], "kenya.txt")]
    assert factgraph.build([*documents, folder / "nils.md"]).turtle() == graph.turtle()
    assert factgraph.build(folder).turtle() == graph.turtle()
    assert factgraph.build(folder / "chile.txt").documents == (graph.documents[0],)


@pytest.mark.parametrize("order", list(permutations(TEXTS))[1:6:2])
def test_order_changes_nothing(order: tuple[str, ...], graph: Graph) -> None:
    assert factgraph.build({name: TEXTS[name] for name in order}).turtle() == graph.turtle()


def test_strings_are_named_by_what_they_say(tmp_path: Path) -> None:
    texts = [*TEXTS.values()]
    built = factgraph.build(texts)
    assert built.turtle() == factgraph.build(reversed(texts)).turtle()
    names = [name for document in built.documents for name in document.names]
    assert len(names) == 3
    for document in built.documents:
        (name,) = document.names
        assert name.startswith("text-")
        (tmp_path / name).write_bytes((document.text or "").encode())
    assert factgraph.build(tmp_path).turtle() == built.turtle()
    assert factgraph.build("\ufeff" + texts[0]).turtle() == factgraph.build(texts[0]).turtle()


def test_a_string_is_no_bytes_whatever_charset_its_page_names() -> None:
    said = "The café in the old town of Malmö is owned by the city, and it was opened by Ida Sjögren in 1990."
    built = factgraph.build(f'<html><head><meta charset="iso-8859-5"></head><body><p>{said}</p></body></html>')
    assert (built.documents[0].text or "").strip() == said


def test_workers_give_the_same_and_keep_the_order(graph: Graph, folder: Path) -> None:
    told: list[str] = []
    given: list[Path | Document] = [
        folder / "nils.md",
        factgraph.read(folder / "chile.txt"),
        folder / "none.txt",
        folder / "kenya.txt",
    ]
    built = factgraph.build(given, workers=2, skip=True, progress=told.append)
    assert built.turtle() == graph.turtle()
    assert told == ["nils.md", "chile.txt", "none.txt", "kenya.txt"]
    assert built.skipped == (("none.txt", f"{folder / 'none.txt'}: no such file or folder"),)


def test_decisions_about_names_are_applied(tmp_path: Path) -> None:
    decisions = tmp_path / "identity.ttl"
    decisions.write_text(
        "@prefix fg: <https://w3id.org/factgraph/ontology#> .\n"
        '<#1> a fg:Rename ; fg:from "Nils Dahl" ; fg:to "Nils Dahl-Holm" .\n'
    )
    built = factgraph.build(TEXTS["nils.md"], identity=decisions)
    assert "Nils Dahl-Holm" in {s.subject.label for s in built.statements}
    accounts = [Pipeline().read(TEXTS["nils.md"])]
    assert factgraph.merge(accounts, identity=str(decisions)).turtle() == built.turtle()
    with pytest.raises(IdentityError):
        factgraph.build(iter_that_must_not_start(), identity=tmp_path / "none.ttl")


def iter_that_must_not_start() -> Iterator[str]:
    pytest.fail("a text was asked for")
    yield ""


def test_options_are_followed() -> None:
    text = "Kenya matched the contributions of donors. Kenya borders Uganda."
    built = factgraph.build(text, Options(base="https://example.org/it/", open_statements=False, trace=True))
    (statement,) = built.statements
    assert statement.subject.iri == "https://example.org/it/kenya"
    assert [trace.node for trace in built.traces] == [statement.iri]
    assert bool(built.query("ASK { id:kenya fg:sharesBorderWith ?x }"))
    assert "@prefix id: <https://example.org/it/> ." in built.turtle()
    for use in (factgraph.build, factgraph.stream):
        with pytest.raises(ExportError, match="absolute IRI"):
            use(iter_that_must_not_start(), Options(base="nonsense"))
    with pytest.raises(ExportError, match="absolute IRI"):
        Pipeline(Options(base="nonsense"))
    with pytest.raises(LanguageError):
        factgraph.build(text, Options(model="no_such_model"), skip=True)


# What goes wrong


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        ("", ReadError, "is empty"),
        (" \n", ReadError, "is empty"),
        (FRENCH, LanguageError, "not English"),
        ("Kenya \ud800 borders Uganda.", ReadError, "lone surrogate at byte 6"),
        ("Kenya\x00borders\x01Uganda.", ReadError, "binary"),
        ("report.pdf", ReadError, "is a file's name, not prose; give pathlib.Path"),
        ("/etc/passwd", ReadError, "is a path or an address, not prose"),
        ("https://example.org/report", ReadError, "is a path or an address, not prose"),
        (Path("no/such.txt"), ReadError, "such.txt: no such file or folder"),
        (Path("-"), ReadError, "no such file or folder"),
        (Document(" ", "d.txt", ()), ReadError, "d.txt: is empty"),
    ],
)
def test_what_cannot_be_read_is_raised_or_told(
    text: str | Path | Document, error: type[FactgraphError], message: str
) -> None:
    with pytest.raises(error, match=message) as raised:
        factgraph.build(["Kenya borders Uganda.", text])
    assert "\n" not in str(raised.value)
    with pytest.raises(error, match=message):
        Pipeline().read(text)
    built = factgraph.build([text, "Kenya borders Uganda."], skip=True)
    assert [reason for _, reason in built.skipped] == [str(raised.value)]
    assert built.counts.documents == 1


@pytest.mark.parametrize("text", [b"Kenya borders Uganda.", 7, None, [["Kenya borders Uganda."]], {"a.txt": Path("a")}])
def test_what_is_no_text_is_a_type_error(text: Any) -> None:
    with pytest.raises(TypeError, match=r"a text is a str, a pathlib\.Path or a factgraph\.Document, not "):
        factgraph.build(text, skip=True)


def test_a_fault_of_ours_is_one_line_too_and_keeps_its_cause(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("what\nnow")

    monkeypatch.setattr("factgraph.builder.pipeline.read_document", broken)
    with pytest.raises(ReadError, match=r"a\.txt: could not be read, which is a fault of factgraph; report it: ") as it:
        factgraph.build({"a.txt": "Kenya borders Uganda."})
    assert isinstance(it.value.__cause__, KeyError)
    assert "\n" not in str(it.value)


def test_no_texts_make_an_empty_graph() -> None:
    empty = factgraph.build([])
    assert (len(empty), empty.statements, empty.documents, empty.counts.documents) == (0, (), (), 0)
    assert "<td" in empty._repr_html_()
    assert "Nothing to draw" in empty.picture().html


# Streams


def test_a_stream_asks_for_texts_only_as_they_are_needed() -> None:
    asked: list[str] = []

    def texts() -> Iterator[str]:
        for text in TEXTS.values():
            asked.append(text)
            yield text

    graphs = factgraph.stream(texts())
    assert asked == []
    first = next(graphs)
    assert len(asked) == 1
    assert first.turtle() == factgraph.build(TEXTS["chile.txt"]).turtle()
    assert [len(g.documents) for g in graphs] == [1, 1]
    assert len(asked) == 3


def test_a_stream_of_documents_is_as_lazy_and_endless_ones_can_be_left() -> None:
    document = factgraph.read_text(TEXTS["kenya.txt"], "kenya.txt")
    asked = 0

    def documents() -> Iterator[Document]:
        nonlocal asked
        while True:
            asked += 1
            yield replace(document, source=f"{asked}.txt")

    graphs = factgraph.stream(documents())
    assert [next(graphs).documents[0].names for _ in range(2)] == [("1.txt",), ("2.txt",)]
    graphs.close()  # type: ignore[attr-defined]
    assert asked == 2
    with_workers = factgraph.stream(documents(), workers=2)
    assert [next(with_workers).documents[0].names for _ in range(3)] == [("3.txt",), ("4.txt",), ("5.txt",)]
    with_workers.close()  # type: ignore[attr-defined]
    assert asked <= 2 + 8 + 3


def test_a_stream_raises_or_tells_what_cannot_be_read() -> None:
    texts = [TEXTS["chile.txt"], FRENCH, TEXTS["kenya.txt"]]
    graphs = factgraph.stream(texts)
    next(graphs)
    with pytest.raises(LanguageError):
        next(graphs)
    said = [(len(g) > 0, [reason[-20:] for _, reason in g.skipped]) for g in factgraph.stream(texts, skip=True)]
    assert said == [(True, []), (False, ["h reads English only"]), (True, [])]


# Pipelines


def test_a_pipeline_reads_here_what_is_merged_elsewhere(graph: Graph, folder: Path) -> None:
    pipeline = Pipeline()
    accounts = [pipeline.read(folder / "nils.md"), pipeline.read(TEXTS["kenya.txt"], "kenya.txt")]
    accounts.append(pipeline.read(factgraph.read_text(TEXTS["chile.txt"], "other.txt"), "chile.txt"))
    assert factgraph.merge(accounts).turtle() == graph.turtle()
    assert factgraph.merge(iter(accounts * 2)).turtle() == graph.turtle()
    assert pipeline(folder / "chile.txt").turtle() == pipeline(TEXTS["chile.txt"], "chile.txt").turtle()
    assert pipeline.read(TEXTS["chile.txt"]) == pipeline.read(TEXTS["chile.txt"])
    with pytest.raises(ReadError, match="is a folder"):
        pipeline.read(folder)


@pytest.mark.parametrize("body", [b"", b"nonsense", b"x\x9c\x03\x00\x00\x00\x00\x01", "text", None])
def test_what_is_no_account_is_refused(body: Any) -> None:
    with pytest.raises(GraphError, match=r"is no account.*make it with Pipeline\.read") as raised:
        factgraph.merge([body])
    assert "\n" not in str(raised.value)


def test_a_pipeline_travels_as_its_options() -> None:
    pipeline = Pipeline(Options(open_statements=False))
    pipeline("Kenya borders Uganda.")
    sent = pickle.dumps(pipeline)
    assert len(sent) < 500
    assert pickle.loads(sent) == pipeline
    assert copy.deepcopy(pipeline).read(TEXTS["kenya.txt"]) == pipeline.read(TEXTS["kenya.txt"])


def test_forked_processes_read_with_a_pipeline(graph: Graph, folder: Path) -> None:
    pipeline = Pipeline()
    pipeline("Kenya borders Uganda.")  # so that the processes are born with a model
    with ProcessPoolExecutor(2, multiprocessing.get_context("fork")) as pool:
        accounts = [*pool.map(pipeline.read, [folder / name for name in TEXTS], timeout=120)]
        (alone,) = pool.map(pipeline, [TEXTS["chile.txt"]], timeout=120)
    assert factgraph.merge(accounts).turtle() == graph.turtle()
    assert alone.turtle() == pipeline(TEXTS["chile.txt"]).turtle()


def test_threads_may_share_a_pipeline() -> None:
    pipeline = Pipeline()
    texts = [*TEXTS.values()] * 3
    begin = threading.Barrier(4)

    def work(text: str) -> bytes:
        with suppress(threading.BrokenBarrierError):  # the first four begin together
            begin.wait(timeout=0.5)
        return pipeline.read(text)

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(work, texts)) == [pipeline.read(text) for text in texts]


def test_a_worker_that_dies_takes_one_text_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from factgraph import api_reading

    monkeypatch.setattr(api_reading, "_outcome", dies_of_kenya)
    given = [factgraph.read_text(text, name) for name, text in (*TEXTS.items(), ("peru.txt", "Peru."))]
    built = factgraph.build(given, workers=2, skip=True)
    assert [name for name, _ in built.skipped] == ["chile.txt", "kenya.txt", "nils.md", "peru.txt"]
    told = dict(built.skipped)
    assert "died, twice" in told["kenya.txt"]
    assert {told[name] for name in ("chile.txt", "nils.md", "peru.txt")} == {"was seen"}


def dies_of_kenya(text: Any, **_: object) -> ReadError:
    """Runs in a worker in place of reading."""
    if text.name == "kenya.txt":
        os._exit(9)
    return ReadError("was seen")


# The graph


def test_all_of_rdflib_works_on_it(graph: Graph, tmp_path: Path) -> None:
    assert isinstance(graph, rdflib.Graph)
    chile, oecd = (URIRef(f"https://w3id.org/factgraph/id/{name}") for name in (
        "chile", "organization-for-economic-cooperation-and-development"))  # fmt: skip
    assert (chile, FG.memberOf, oecd) in graph
    assert graph.value(chile, rdflib.RDFS.label) == Literal("Chile", lang="en")
    rows = [tuple(map(str, row)) for row in graph.query("SELECT ?y { ?s rdf:subject id:chile ; fg:startDate ?y }")]  # type: ignore[arg-type]
    assert rows == [("2010",)]
    again = rdflib.Graph().parse(data=graph.serialize(format="turtle"))
    assert len(again) == len(graph) == graph.counts.triples
    assert set(graph + again) == set(graph)
    assert len(graph - again) == 0
    assert graph == graph
    assert graph != factgraph.build([])
    assert len({graph, factgraph.build([])}) == 2
    with pytest.raises(GraphError, match="update"):
        graph.update("DELETE WHERE { ?s ?p ?o }")


def test_what_is_added_is_told() -> None:
    graph = factgraph.build("Kenya borders Uganda.")
    (before,) = graph.statements
    assert graph.statements is graph.statements
    label = rdflib.RDFS.label
    kenya = URIRef(before.subject.iri or "")
    graph.set((kenya, label, Literal("Republic of Kenya", lang="en")))
    assert [str(s) for s in graph.statements] == ["Republic of Kenya | sharesBorderWith | Uganda"]
    graph.parse(data="<https://example.org/x> a <https://example.org/Y> .", format="turtle")
    assert "<https://example.org/x>" in graph.turtle()
    graph.remove((None, None, None))
    assert [*graph.statements, *graph.measurements, *graph.documents] == []


def test_copies_and_pickles_are_graphs_of_their_own(graph: Graph) -> None:
    for made in (pickle.loads(pickle.dumps(graph)), copy.deepcopy(graph), copy.copy(graph)):
        assert isinstance(made, Graph)
        assert made.turtle() == graph.turtle()
        assert (made.statements, made.documents, made.counts) == (graph.statements, graph.documents, graph.counts)
        made.remove((None, None, None))
        assert len(graph) > len(made) == 0


def test_statements_are_told_with_their_evidence(graph: Graph) -> None:
    assert [str(s) for s in graph.statements] == [
        "Chile | memberOf | Organization for Economic Cooperation and Development | since 2010",
        "Chile | partyTo | Paris Agreement | planned",
        "Kenya | sharesBorderWith | Uganda",
        "Nils Dahl | visited | Kenya | in 1990",
        "Kenya | memberOf | Organization for Economic Cooperation and Development | negated",
    ]
    planned = graph.statements[1]
    assert (planned.status, planned.predicate.label, planned.predicate.iri) == ("planned", "party to", str(FG.partyTo))
    assert 0 < planned.confidence <= 1
    (evidence,) = planned.evidence
    assert TEXTS["chile.txt"][evidence.start : evidence.end] == evidence.text == str(evidence)
    assert [(m.role, evidence.text[m.start : m.end]) for m in evidence.mentions] == [
        ("subject", "The country"),
        ("object", "Paris Agreement"),
    ] or [evidence.text[m.start : m.end] for m in evidence.mentions] == ["country", "Paris Agreement"]
    (named,) = planned.named_in
    assert (str(named), named.document) == ("Chile joined the OECD in 2010.", "chile.txt")
    assert len(set(graph.statements)) == 5


def test_measurements_are_told(graph: Graph) -> None:
    (trade,) = graph.measurements
    assert (trade.value, trade.unit, trade.comparator, trade.year) == (Decimal(2_000_000_000), "USD", ">", "2019")
    assert {"Kenya", "Uganda"} <= {str(thing) for thing in trade.about}
    assert str(trade).endswith(" | > 2000000000 USD | in 2019")
    assert trade.evidence[0].text.startswith("Trade between Kenya")


def test_documents_are_told(graph: Graph) -> None:
    assert [d.names for d in graph.documents] == [("chile.txt",), ("kenya.txt",), ("nils.md",)]
    assert [d.text for d in graph.documents] == [*TEXTS.values()]
    assert graph.documents[2].title == "A visit"
    assert str(graph.documents[2]) == "nils.md: A visit"
    assert graph.counts.documents == 3
    assert [*graph.faults, *graph.traces, *graph.skipped] == []


@pytest.mark.parametrize("suffix", [".ttl", ".nt", ".nq", ".trig", ".jsonld", ".rdf"])
def test_it_is_saved_in_every_format(suffix: str, graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / f"graph{suffix}"
    assert graph.save(path) == (path,)
    assert len(factgraph.load(path)) == len(graph)


def test_saving_says_what_is_wrong(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"known are \.ttl"):
        graph.save(tmp_path / "graph.doc")
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError, match="is not a folder"):
        graph.save(tmp_path / "file/graph.ttl")
    with pytest.raises(ExportError, match=r"is not a folder|Not a directory"):
        graph.picture().save(tmp_path / "file/graph.html")
    with pytest.raises(ExportError, match="no output"):
        graph.save("-")


def test_a_folder_gets_texts_and_traces_too(tmp_path: Path) -> None:
    page = "<html><body><p>Kenya borders Uganda.</p></body></html>"
    built = factgraph.build({"kenya.html": page}, Options(trace=True))
    built.save(f"{tmp_path}/out.d/")
    assert {p.name for p in (tmp_path / "out.d").rglob("*.*")} == {
        "graph.ttl", "graph.html", "kenya.html.txt", "trace.jsonl"
    }  # fmt: skip
    assert (tmp_path / "out.d/text/kenya.html.txt").read_text() == built.documents[0].text


# Notebooks


class Elements(HTMLParser):
    """The elements of markup, and whether each is closed."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.text = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


PLAIN = {"table", "thead", "tbody", "tr", "th", "td", "mark", "bdi", "small", "br", "p"}


def test_markup_of_hostile_texts_is_only_ours(hostile: Graph) -> None:
    assert "script" in str(hostile.documents[0].text)
    said: list[Any] = [*hostile.statements, *hostile.measurements]
    evidence = [e for s in said for e in (*s.evidence, *s.named_in)]
    everything: list[Any] = [hostile, *hostile.statements, *hostile.measurements, *evidence]
    for each in everything:
        found = Elements(each._repr_html_())
        assert found.names <= PLAIN
        assert found.attributes <= {"style", "title"}
        assert found.open == []
        assert not set("\u202e\u2066\n") & set(each._repr_html_())
    assert any("</iframe>" in Elements(e._repr_html_()).text for e in evidence)
    assert any("\\u202E" in Elements(e._repr_html_()).text for e in evidence)
    for statement in hostile.statements:
        assert not set("\u202e\u2066\n\x1b") & set(str(statement))


@pytest.mark.parametrize("text", ["<b>", "&amp;", "\"'", "a\u202eb", "a\x1b[31mb", "\u2028", "</bdi><script>"])
def test_shown_text_stays_text(text: str) -> None:
    found = Elements(shown(text))
    assert found.names == {"bdi"}
    assert found.open == []
    assert not set("\u202e\x1b\u2028") & set(shown(text))


def test_mentions_are_marked_where_they_stand() -> None:
    markup = marked(
        "<Kenya> & Uganda", [(1, 6, "subject"), (10, 16, "object"), (10, 12, "subject"), (9, 99, "object")], "d"
    )
    assert Elements(markup).text == "<Kenya> & Uganda d"
    assert [piece.partition("<")[0] for piece in markup.split('title="subject">')[1:]] == ["Kenya", "Ug"]
    assert [piece.partition("<")[0] for piece in markup.split('title="object">')[1:]] == ["anda"]


def test_a_graph_shows_its_counts_and_first_statements(graph: Graph) -> None:
    found = Elements(graph._repr_html_())
    assert found.names <= PLAIN
    for words in ("statements", "Chile", "member of", "planned", "since 2010", "The country plans to ratify"):
        assert words in found.text
    many = factgraph.build(" ".join(f"Chile signed the Treaty of {t}." for t in NAMES))
    assert "… and 2 more" in Elements(many._repr_html_()).text
    assert repr(graph).startswith("<factgraph.Graph of 3 documents: 5 statements, ")
    assert str(graph) == repr(graph)


NAMES = ["Lima", "Oslo", "Rome", "Paris", "Vienna", "Madrid", "Lisbon", "Prague", "Bern", "Tunis", "Cairo", "Quito"]


def test_the_picture_is_the_page(graph: Graph, tmp_path: Path) -> None:
    picture = graph.picture("Three notes")
    assert picture.save(tmp_path / "p.html").read_text(encoding="utf-8") == picture.html
    assert "<title>Three notes</title>" in picture.html
    assert len(repr(picture)) < 100
    found = Elements(picture._repr_html_())
    assert found.names == {"iframe"}
    assert found.attributes == {"srcdoc", "sandbox", "allow", "referrerpolicy", "title", "style"}


def test_the_picture_works_in_a_frame_and_reaches_nothing_outside(
    chrome: Browser, hostile: Graph, tmp_path: Path
) -> None:
    outer = tmp_path / "notebook.html"
    shown_in = hostile.picture("A </iframe><script>parent.hit=1</script> title")._repr_html_()
    table = hostile._repr_html_()
    outer.write_text(f"<!DOCTYPE html><meta charset=utf-8><h1>Notebook</h1>{table}{shown_in}", encoding="utf-8")
    context = chrome.new_context(viewport={"width": 1300, "height": 900}, accept_downloads=True)
    page = context.new_page()
    complaints: list[str] = []
    requests: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    context.on("request", lambda request: requests.append(request.url))
    page.goto(outer.as_uri())
    frame = page.frame_locator("iframe")
    frame.locator("body[data-ready=yes]").wait_for(timeout=20_000)
    frame.locator("#search").fill("Chile")
    frame.locator("#found li[role=option]").first.click()
    assert frame.locator("#panel h2").inner_text().startswith("Chile")
    frame.locator("#take > summary").click()
    with page.expect_download() as download:
        frame.get_by_role("button", name="SVG", exact=True).click()
    assert b"<svg" in Path(download.value.path()).read_bytes()
    (inner,) = [each for each in page.frames if each.parent_frame]
    reached = "() => { try { return String(parent.document.title); } catch (error) { return error.name; } }"
    assert inner.evaluate(reached) == "SecurityError"
    assert inner.evaluate("() => origin") == "null"
    page.wait_for_timeout(400)  # what the page remembers, it writes after a while
    assert page.evaluate("() => [window.hit, document.title, document.querySelectorAll('script, img').length]") == [
        None, "", 0,
    ]  # fmt: skip
    assert [url for url in requests if not url.startswith(("file:", "data:", "blob:", "about:"))] == []
    assert complaints == []
    context.close()


# The documentation


class StandInForRay(ModuleType):
    """Of Ray: `remote` functions that are sent to where they run, as their arguments are."""

    def __init__(self) -> None:
        super().__init__("ray")

    @staticmethod
    def remote(function: Callable[..., Any]) -> Any:
        return SimpleNamespace(remote=lambda *given: pickle.loads(pickle.dumps(function))(*_sent(given)))

    @staticmethod
    def get(waiting: list[Any]) -> list[Any]:
        return waiting


class StandInForSpark:
    """Of Spark: data frames whose partitions a function is given, with what it refers to sent there."""

    def createDataFrame(self, rows: list[Any], columns: list[str]) -> Any:  # noqa: N802
        made = [SimpleNamespace(**dict(zip(columns, row, strict=True))) for row in rows]

        def map_partitions(function: Any) -> Any:
            used = {k: v for k, v in function.__globals__.items() if k in function.__code__.co_names}
            there = FunctionType(function.__code__, {"__builtins__": __builtins__, **_sent(used)})
            parts = [[*there(iter([row]))] for row in made]
            return SimpleNamespace(toLocalIterator=lambda: chain.from_iterable(parts))

        return SimpleNamespace(rdd=SimpleNamespace(mapPartitions=map_partitions))


def _sent(value: Any) -> Any:
    return pickle.loads(pickle.dumps(value))


def test_the_page_prints_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "ray", StandInForRay())
    programs, said = blocks("docs/python.md", "python"), blocks("docs/python.md", "text")
    assert len(programs) == len(said) > 8
    names: dict[str, Any] = {"__name__": "page", "spark": StandInForSpark()}
    for program, output in zip(programs, said, strict=True):
        exec(compile(program, "docs/python.md", "exec"), names)
        assert capsys.readouterr().out == output, program


def test_the_page_names_all_that_is_public() -> None:
    page = (ROOT / "docs/python.md").read_text(encoding="utf-8")
    for name in factgraph.__all__:
        if name not in ("__version__", "Evidence", "Mention", "Thing"):
            assert f"`{name}" in page or f"`{name}(" in page, name
