"""Small graphs made to the graph contract from a few words, for tests of diff and conflicts."""

from __future__ import annotations

from dataclasses import dataclass, field

from factgraph.builder.iris import digest, slug
from factgraph.exports.load import Loaded
from factgraph.exports.terms import DCTERMS, DEFAULT_BASE, FG, OA, PROV, RDF, RDFS, SKOS, XSD, Triple


@dataclass
class Text:
    """A document whose sentences are one after another."""

    source: str
    sentences: tuple[str, ...]
    issued: str | None = None


@dataclass
class Sketch:
    """Puts a graph together, fact by fact."""

    base: str = DEFAULT_BASE
    found: set[Triple] = field(default_factory=set)

    def text(self, text: Text) -> dict[str, str]:
        """Add a document; its sentences' IRIs by their words."""
        sha = digest(*text.sentences)
        document = f"{self.base}document/{sha[:20]}"
        self.add(document, RDF + "type", f"<{FG}Document>")
        self.add(document, DCTERMS + "source", f'"{text.source}"')
        self.add(document, DCTERMS + "identifier", f'"{sha}"')
        if text.issued:
            self.add(document, DCTERMS + "issued", f'"{text.issued}"^^<{XSD}date>')
        out, at = {}, 0
        for words in text.sentences:
            out[words] = self._sentence(document, words, at)
            at += len(words) + 1
        return out

    def _sentence(self, document: str, words: str, start: int) -> str:
        sentence = f"{document}/sentence/{start}-{start + len(words)}"
        self.add(sentence, RDF + "type", f"<{FG}Sentence>")
        self.add(sentence, OA + "hasSource", f"<{document}>")
        for name in ("quote", "position"):
            self.add(sentence, OA + "hasSelector", f"<{sentence}/{name}>")
        self.add(f"{sentence}/quote", RDF + "type", f"<{OA}TextQuoteSelector>")
        self.add(f"{sentence}/quote", OA + "exact", f'"{words}"')
        self.add(f"{sentence}/position", RDF + "type", f"<{OA}TextPositionSelector>")
        self.add(f"{sentence}/position", OA + "start", f'"{start}"^^<{XSD}integer>')
        self.add(f"{sentence}/position", OA + "end", f'"{start + len(words)}"^^<{XSD}integer>')
        return sentence

    def thing(self, label: str, *others: str, iri: str | None = None, cls: str | None = "Country") -> str:
        """Add an entity."""
        node = iri or self.base + slug(label)
        self.add(node, RDFS + "label", f'"{label}"@en')
        if cls:
            self.add(node, RDF + "type", f"<{FG}{cls}>")
        for other in others:
            self.add(node, SKOS + "altLabel", f'"{other}"@en')
        return node

    def statement(
        self, subject: str, relation: str, object_: str, sentence: str, status: str = "Asserted", **more: str
    ) -> str:
        """Add a statement between two entities; times and qualifiers as terms, confidence as a number."""
        sure = more.pop("confidence", "0.9")
        node = f"{self.base}statement/{digest(subject, relation, object_, status, *sorted(more.values()))[:20]}"
        parts = {"subject": subject, "predicate": FG + relation, "object": object_}
        self.add(node, RDF + "type", f"<{RDF}Statement>")
        for name, each in parts.items():
            self.add(node, RDF + name, f"<{each}>")
        if status == "Asserted":
            self.add(subject, FG + relation, f"<{object_}>")
        self._evidence(node, sentence, status, sure)
        for name, term in more.items():
            self.add(node, FG + name, term)
        return node

    def measurement(
        self,
        about: str | tuple[str, ...],
        indicator: str,
        amount: str,
        sentence: str,
        sign: str = "=",
        unit: str = "USD",
        status: str = "Asserted",
        **more: str,
    ) -> str:
        """Add a measurement."""
        abouts = (about,) if isinstance(about, str) else about
        identity = (*abouts, indicator, amount, sign, unit, status, *sorted(more.values()))
        node = f"{self.base}measurement/{digest(*identity)[:20]}"
        self.add(node, RDF + "type", f"<{FG}Measurement>")
        for each in abouts:
            self.add(node, FG + "about", f"<{each}>")
        for name, text in (("indicator", indicator), ("unit", unit), ("comparator", sign)):
            self.add(node, FG + name, f'"{text}"')
        self.add(node, FG + "value", f'"{amount}"^^<{XSD}decimal>')
        self._evidence(node, sentence, status, "0.9")
        for name, term in more.items():
            self.add(node, FG + name, term)
        return node

    def _evidence(self, node: str, sentence: str, status: str, confidence: str) -> None:
        self.add(node, FG + "status", f"<{FG}{status}>")
        self.add(node, FG + "confidence", f'"{confidence}"^^<{XSD}decimal>')
        self.add(node, PROV + "wasDerivedFrom", f"<{sentence}>")
        mention = f"{sentence.partition('/sentence/')[0]}/mention/0-5"
        self.add(node, FG + "subjectMention", f"<{mention}>")
        self.add(mention, RDF + "type", f"<{OA}TextPositionSelector>")

    def add(self, subject: str, predicate: str, term: str) -> None:
        """Add a triple; the object as a term."""
        self.found.add((f"<{subject}>", f"<{predicate}>", term))

    def loaded(self) -> Loaded:
        """The graph as if read from a file."""
        return Loaded(tuple(sorted(self.found)), self.base)


def year(number: int) -> str:
    """A year as a term."""
    return f'"{number}"^^<{XSD}gYear>'


def disagreeing() -> Sketch:
    """Conflicts of each kind, each beside what looks like it."""
    sketch = Sketch()
    texts = {
        name: list(sketch.text(Text(f"{name}.txt", (f"So says {name}.", f"It is {name}."))).values()) for name in "ab"
    }
    kenya, chad, club, union = (sketch.thing(name) for name in ("Kenya", "Chad", "Club", "Union"))
    for name, amount in (("a", "5"), ("b", "7")):
        sentence, next_one = texts[name]
        trade = sketch.thing("trade", iri=f"{sentence.partition('/sentence/')[0]}/thing/trade", cls="Topic")
        sketch.measurement((trade, kenya), "trade", amount, sentence, year=year(2013))
        sketch.measurement(trade, "freight", amount, sentence, year=year(2013))
        sketch.measurement((kenya, chad), "aid", amount, sentence)
        sketch.measurement((kenya,) if name == "a" else (kenya, chad), "roads", amount, sentence, year=year(2013))
        sketch.measurement(kenya, "votes", amount, texts["a"][0], "~", year=year(-753))
        sketch.measurement(kenya, "people", amount, texts["a"][0])
        end = {"endDate": year(2013)} if name == "a" else {}
        sketch.statement(chad, "memberOf", club, next_one, startDate=year(2010 + int(amount)))
        sketch.statement(chad, "memberOf", union, next_one, startDate=year(2010 + int(amount)), **end)
        sketch.statement(chad, "ledBy", club, next_one, startDate=year(2010 + int(amount)), rank=f'"{amount}"')
        sketch.statement(kenya, "capital", sketch.thing(f"City {name}", cls="Place"), sentence)
    sketch.add(FG + "capital", RDF + "type", "<http://www.w3.org/2002/07/owl#FunctionalProperty>")
    for status, when in (("Asserted", f'"2012-05"^^<{XSD}gYearMonth>'), ("Negated", year(2012))):
        sketch.statement(kenya, "memberOf", club, texts["a"][0], status, startDate=when)
        sketch.statement(kenya, "memberOf", union, texts["b"][0], status, **({"endDate": when} if "05" in when else {}))
        ends = (kenya, chad) if status == "Asserted" else (chad, kenya)
        sketch.statement(ends[0], "sharesBorderWith", ends[1], texts["b"][0], status)
        sketch.statement(ends[0], "recognized", ends[1], texts["b"][0], status)
    return sketch
