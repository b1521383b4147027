"""Graphs made to the graph contract by hand, for the tests of the picture: small with its text, large, hostile."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from rdflib import DCTERMS, PROV, RDF, RDFS, SKOS, XSD, Graph, Literal, Namespace, URIRef

FG = Namespace("https://w3id.org/factgraph/ontology#")
OA = Namespace("http://www.w3.org/ns/oa#")
ID = Namespace("https://w3id.org/factgraph/id/")
OPEN = Namespace("https://w3id.org/factgraph/open#")

ENTITIES = """
Country: United States = U.S., US; Mexico; Canada; Japan; Chile; Colombia; Peru; China; Australia
InternationalOrganization: World Trade Organization = WTO; Organization of American States = OAS;\
 Organization for Economic Cooperation and Development = OECD; International Monetary Fund = IMF; Pacific Alliance
GovernmentBody: U.S. Congress = Congress; Department of State = State Department
Dialogue: High Level Economic Dialogue = HLED; Australia Group; Border Health Commission
Embassy: Embassy of Mexico
Person: Joe Biden = Vice President Biden; Barack Obama = President Obama; Enrique Peña Nieto; Roberta S. Jacobson
Office: Vice President; Secretary of State; U.S. Ambassador to Mexico
Agreement: North American Free Trade Agreement = NAFTA; Trans-Pacific Partnership = TPP
Initiative: Merida Initiative; 100,000 Strong in the Americas
Pillar: first pillar; second pillar
Event: G-20 Leaders’ Summit
Report: Special 301 Report
Place: border region; Washington, DC; Western Hemisphere
Commodity: electrical machinery; mineral fuels and oils; plastics; crude oil
Topic: intellectual property rights = IPR
"""

#: Sentences with what they say: subject | relation | object (in quotes where a literal) | further properties.
#: A line "Silent" or "Partly" before the facts sets the coverage; "# text" is a heading, no sentence.
TEXT = """
# U.S. Relations With Mexico 🌎
The United States and Mexico share a 2,000-mile border.
  United States | sharesBorderWith | Mexico
  measure | United States, Mexico | length of the shared border | 2000 mile =
It is a relation of some warmth.
  Silent
  left | It is a relation of some warmth | UnresolvedReference
# Trade
The U.S. and Mexico, along with Canada, are partners in the North American Free Trade Agreement (NAFTA).
  United States | partyTo | North American Free Trade Agreement
  Mexico | partyTo | North American Free Trade Agreement
  Canada | partyTo | North American Free Trade Agreement
All three countries are negotiating the Trans-Pacific Partnership, and Japan may join it.
  United States | negotiates | Trans-Pacific Partnership
  Mexico | negotiates | Trans-Pacific Partnership | startDate=2012
  Canada | negotiates | Trans-Pacific Partnership
  Japan | partyTo | Trans-Pacific Partnership | status=Planned
Mexico is the United States’ second-largest export market and third-largest trading partner, after China.
  Mexico | tradePartnerOf | United States | rank=2; rankedAs=second-largest export market
  Mexico | tradePartnerOf | United States | rank=3; rankedAs=third-largest trading partner
  China | tradePartnerOf | United States
In 2013, two-way trade was more than $550 billion, and nearly 80 percent of Mexico’s exports went to the United States.
  measure | United States, Mexico | two-way trade in goods and services | 550000000000 USD > 2013
  measure | Mexico | share of exports that went to the United States | 80 percent ~ 2013
Top U.S. exports to Mexico include electrical machinery, mineral fuels and oils, and plastics; it sends crude oil.
  United States | exports | electrical machinery | tradingPartner=Mexico
  United States | exports | mineral fuels and oils | tradingPartner=Mexico
  United States | exports | plastics | tradingPartner=Mexico
  Mexico | exports | crude oil | tradingPartner=United States
Foreign direct investment by U.S. companies in Mexico stands at $101 billion, Mexican investment at $17.6 billion.
  United States | investsIn | Mexico
  Mexico | investsIn | United States
  measure | United States | stock of foreign direct investment in Mexico | 101000000000 USD =
  measure | Mexico | investment in the United States | 17600000000 USD =
In 2012, Mexico joined Chile, Colombia and Peru to launch the Pacific Alliance.
  Pacific Alliance | launchedBy | Mexico | startDate=2012
  Pacific Alliance | launchedBy | Chile | startDate=2012
  Pacific Alliance | launchedBy | Colombia | startDate=2012
  Pacific Alliance | launchedBy | Peru | startDate=2012
The 2014 Special 301 Report designated Mexico as a “Watch List” country and noted the trade in pirated goods.
  Partly
  Special 301 Report | designates | Mexico | as=Watch List
  Special 301 Report | open:evaluates | intellectual property rights
  left | noted the trade in pirated goods | NoEntry
# Dialogue
In September 2013, Vice President Biden launched the High Level Economic Dialogue (HLED).
  High Level Economic Dialogue | launchedBy | Joe Biden | startDate=2013-09
  Joe Biden | holdsOffice | Vice President
  High Level Economic Dialogue | aimsTo | "further elevate and strengthen the bilateral economic relationship"
It is led by the Secretary of State, and will meet again in late 2014.
  High Level Economic Dialogue | ledBy | Secretary of State
  United States | participatesIn | High Level Economic Dialogue
  Mexico | participatesIn | High Level Economic Dialogue
President Obama and President Peña Nieto announced 100,000 Strong in the Americas, for the Western Hemisphere.
  100,000 Strong in the Americas | announcedBy | Barack Obama | pointInTime=2013-05
  100,000 Strong in the Americas | announcedBy | Enrique Peña Nieto | pointInTime=2013-05
  100,000 Strong in the Americas | open:reaches | Western Hemisphere
# Security
The Merida Initiative is a partnership between the United States and Mexico to address violence and criminality.
  United States | participatesIn | Merida Initiative
  Mexico | participatesIn | Merida Initiative
  Merida Initiative | aimsTo | "address violence and criminality while strengthening the rule of law"
The first pillar aims to disrupt the capacity of organized crime, the second pillar to sustain the rule of law.
  Merida Initiative | hasPillar | first pillar
  Merida Initiative | hasPillar | second pillar
  first pillar | aimsTo | "disrupt the capacity of organized crime to operate"
Through fiscal year 2013, the U.S. Congress has appropriated $2.15 billion for the Merida Initiative.
  U.S. Congress | funds | Merida Initiative | endDate=2013
  measure | Merida Initiative | money appropriated by the U.S. Congress | 2150000000 USD = 2013
  U.S. Congress | partOf | United States
The Border Health Commission works in the border region, where nearly 100 million people live.
  Border Health Commission | open:worksIn | border region
  measure | border region | population | 100000000 person ~
# Organizations
Mexico and the United States belong to the OECD, the IMF and the WTO; Mexico hosted the G-20 Leaders’ Summit in 2012.
  Mexico | memberOf | Organization for Economic Cooperation and Development
  United States | memberOf | Organization for Economic Cooperation and Development
  Mexico | memberOf | International Monetary Fund
  United States | memberOf | International Monetary Fund
  Mexico | memberOf | World Trade Organization
  United States | memberOf | World Trade Organization
  Mexico | hosts | G-20 Leaders’ Summit | pointInTime=2012
In 2013, Mexico joined the Australia Group; a newspaper says that Peru has left the OAS, which it has not.
  Mexico | memberOf | Australia Group | startDate=2013
  Australia | memberOf | Australia Group
  Peru | open:leaves | Organization of American States | status=Reported
  Peru | open:leaves | Organization of American States | status=Negated
  Peru | memberOf | Organization of American States
# Representation
The U.S. Ambassador to Mexico is Roberta S. Jacobson, of the Department of State.
  Roberta S. Jacobson | ambassadorTo | Mexico
  Roberta S. Jacobson | holdsOffice | U.S. Ambassador to Mexico
  Roberta S. Jacobson | open:belongsTo | Department of State
Mexico maintains an embassy in Washington, DC.
  Mexico | hasEmbassyIn | Washington, DC
  Embassy of Mexico | partOf | Mexico
Other officials are listed elsewhere.
  Silent
"""

SUPERCLASSES = {"InternationalOrganization", "GovernmentBody", "Embassy", "Dialogue"}
SYMMETRIC = {"sharesBorderWith"}


@dataclass
class Builder:
    """A contract-shaped graph and its one document, filled line by line."""

    graph: Graph = field(default_factory=Graph)
    text: str = ""
    title: str = "U.S. Relations With Mexico"
    entities: dict[str, URIRef] = field(default_factory=dict)
    names: dict[str, list[str]] = field(default_factory=dict)
    count: int = 0

    def entity(self, label: str, cls: str, aliases: tuple[str, ...] = ()) -> URIRef:
        digest = hashlib.sha256(label.encode("utf-8", "surrogatepass")).hexdigest()
        node = self.entities.setdefault(label, ID[digest[:12]])
        self.names[label] = [label, *aliases]
        self.graph.add((node, RDF.type, FG[cls]))
        if cls in SUPERCLASSES:
            self.graph.add((node, RDF.type, FG.Organization))
        self.graph.add((node, RDFS.label, Literal(label, "en")))
        for alias in aliases:
            self.graph.add((node, SKOS.altLabel, Literal(alias, "en")))
        return node

    @property
    def document(self) -> URIRef:
        return ID["document"]

    def sentence(self, text: str, coverage: str = "Read") -> URIRef:
        start = len(self.text)
        self.text += text
        self.count += 1
        node, quote, place = (ID[f"document/sentence-{self.count:04}{part}"] for part in ("", "/quote", "/position"))
        self.graph += [
            (node, RDF.type, FG.Sentence),
            (node, RDF.type, OA.SpecificResource),
            (node, OA.hasSource, self.document),
            (node, FG.coverage, FG[coverage]),
            (node, OA.hasSelector, quote),
            (node, OA.hasSelector, place),
            (quote, RDF.type, OA.TextQuoteSelector),
            (quote, OA.exact, Literal(text)),
        ]
        self._position(place, start, len(self.text))
        self.text += " "
        return node

    def remainder(self, sentence: URIRef, part: str, reason: str) -> None:
        start = self.text.rindex(part)
        node = ID[f"document/remainder-{start}-{start + len(part)}"]
        self.graph += [
            (node, RDF.type, FG.Remainder),
            (node, FG.ofSentence, sentence),
            (node, FG.reason, FG[reason]),
        ]
        self._position(node, start, start + len(part))

    def _position(self, node: URIRef, start: int, end: int) -> None:
        self.graph.add((node, RDF.type, OA.TextPositionSelector))
        self.graph.add((node, OA.start, Literal(start)))
        self.graph.add((node, OA.end, Literal(end)))

    def mention(self, statement: URIRef, prop: URIRef, label: str) -> None:
        found = [(at, name) for name in self.names[label] if (at := self.text.rfind(name)) >= 0]
        if found:
            at, name = max(found, key=lambda hit: (hit[0], len(hit[1])))
            node = ID[f"document/mention-{at}-{at + len(name)}"]
            self._position(node, at, at + len(name))
            self.graph.add((statement, prop, node))

    def statement(self, sentence: URIRef, subject: str, relation: str, obj: str, more: str = "") -> URIRef:
        self.count += 1
        node = ID[f"statement/{self.count:05}"]
        given = dict(part.split("=", 1) for part in more.split("; ") if part)
        status = given.pop("status", "Asserted")
        is_literal = obj not in self.entities
        value = Literal(obj.strip('"'), "en") if is_literal else self.entities[obj]
        local = relation.removeprefix("open:")
        predicate = OPEN[local] if relation.startswith("open:") else FG[local]
        if relation.startswith("open:"):
            self.graph.add((predicate, RDF.type, RDF.Property))
            self.graph.add((predicate, RDFS.label, Literal(local, "en")))
        self.graph += [
            (node, RDF.type, RDF.Statement),
            (node, RDF.subject, self.entities[subject]),
            (node, RDF.predicate, predicate),
            (node, RDF.object, value),
            (node, FG.status, FG[status]),
            (node, FG.confidence, Literal("0.95", datatype=XSD.decimal)),
            (node, PROV.wasDerivedFrom, sentence),
        ]
        for name, text in given.items():
            self.graph.add((node, FG[name], self._value(name, text)))
        self.mention(node, FG.subjectMention, subject)
        if not is_literal:
            self.mention(node, FG.objectMention, obj)
        if status == "Asserted":
            self.graph.add((self.entities[subject], predicate, value))
            if local in SYMMETRIC and isinstance(value, URIRef):
                self.graph.add((value, predicate, self.entities[subject]))
        return node

    def _value(self, name: str, text: str) -> URIRef | Literal:
        if text in self.entities:
            return self.entities[text]
        if name.endswith("Date") or name == "pointInTime":
            return Literal(text, datatype=XSD.gYear if len(text) == 4 else XSD.gYearMonth)
        return Literal(text, datatype=XSD.integer) if text.isdigit() else Literal(text)

    def measure(self, sentence: URIRef, about: list[str], indicator: str, value: str) -> None:
        number, unit, comparator, *year = value.split()
        self.count += 1
        node = ID[f"measurement/{self.count:05}"]
        self.graph += [
            (node, RDF.type, FG.Measurement),
            (node, FG.indicator, Literal(indicator)),
            (node, FG.value, Literal(number, datatype=XSD.integer)),
            (node, FG.unit, Literal(unit)),
            (node, FG.comparator, Literal(comparator)),
            (node, FG.status, FG.Asserted),
            (node, PROV.wasDerivedFrom, sentence),
        ]
        for label in about:
            self.graph.add((node, FG.about, self.entities[label]))
        for text in year:
            self.graph.add((node, FG.year, Literal(text, datatype=XSD.gYear)))

    def finish(self) -> tuple[Graph, dict[str, str]]:
        self.graph += [
            (self.document, RDF.type, FG.Document),
            (self.document, DCTERMS.title, Literal(self.title, "en")),
            (self.document, DCTERMS.source, Literal("relations.txt")),
            (self.document, DCTERMS.issued, Literal("2016-07-12", datatype=XSD.date)),
        ]
        return self.graph, {str(self.document): self.text}


def small() -> tuple[Graph, dict[str, str]]:
    """Some 40 entities, their statements of every status, and the text that says them."""
    make = Builder()
    for line in ENTITIES.strip().splitlines():
        cls, _, things = line.partition(": ")
        for thing in things.split(";"):
            label, _, aliases = thing.strip().partition(" = ")
            make.entity(label, cls, tuple(a for a in aliases.split(", ") if a))
    lines = TEXT.strip().splitlines()
    sentence = make.document
    for at, line in enumerate(lines):
        parts = [part.strip() for part in line.split(" | ")]
        if line.startswith("# "):
            make.text = f"{make.text.rstrip()}\n\n\n{line[2:]}\n\n".lstrip()
        elif not line.startswith("  "):
            following = lines[at + 1].strip() if at + 1 < len(lines) else ""
            sentence = make.sentence(line, following if following in ("Silent", "Partly") else "Read")
        elif parts[0] == "left":
            make.remainder(sentence, parts[1], parts[2])
        elif parts[0] == "measure":
            make.measure(sentence, parts[1].split(", "), parts[2], parts[3])
        elif len(parts) > 1:
            make.statement(sentence, *parts)
    return make.finish()


def large(nodes: int) -> tuple[Graph, dict[str, str]]:
    """`nodes` entities of all classes, each with two statements: a few hubs, many that are known for one thing."""
    make = Builder(title="A large graph")
    classes = [line.partition(":")[0] for line in ENTITIES.strip().splitlines()]
    labels = [f"Entity {i} of {nodes}" for i in range(nodes)]
    for i, label in enumerate(labels):
        make.entity(label, classes[i * 7 % len(classes)])
    for i, label in enumerate(labels[1:], 1):
        other = labels[(i * i * 31 + i) % max(1, i // 8)]
        sentence = make.sentence(f"{label} belongs to {other} and to {labels[i // 2]}.")
        make.statement(sentence, label, "memberOf", other)
        make.statement(sentence, label, "partOf", labels[i // 2])
    return make.finish()


#: Each would set `window.pwned` if it were ever read as markup or script.
HOSTILE = (
    "<script>window.pwned=1</script>",
    '"><img src=x onerror=window.pwned=1>',
    "</script><script>window.pwned=1</script>",
    "javascript:window.pwned=1",
    "<!--<script>window.pwned=1</script>",
    "{{ 7 * 7 }}{% raw %}",
    "'-window.pwned=1-'\u2028window.pwned=1\u2029",
    "</title><svg onload=window.pwned=1>",
    "</style><style>*{display:none}</style>&lt;b&gt;",
)


def hostile() -> tuple[Graph, dict[str, str]]:
    """Hostile strings wherever a text can put them: labels, aliases, sentences, literals, units, titles, relations."""
    make = Builder(title="".join(HOSTILE))
    for text in HOSTILE:
        make.entity(text, "Topic", (f"alias {text}",))
    for text, other in zip(HOSTILE, HOSTILE[1:] + HOSTILE[:1], strict=True):
        sentence = make.sentence(f"Of {text} it says {other}.")
        node = make.statement(sentence, text, "open:says", other)
        make.graph.add((node, FG["as"], Literal(text)))
        make.graph.add((make.entities[text], FG.isoCode, Literal(text)))
        make.statement(sentence, text, "aimsTo", f'"to {other}')
        make.measure(sentence, [text], text, "5 percent =")
        make.remainder(sentence, text, "NoObject")
        make.graph.set((sentence, FG.coverage, FG.Partly))
    make.graph.set((OPEN.says, RDFS.label, Literal(HOSTILE[1])))
    make.graph.add((FG.Topic, RDFS.label, Literal(HOSTILE[1])))
    make.graph.add((make.document, DCTERMS.publisher, Literal(HOSTILE[2])))
    return make.finish()
