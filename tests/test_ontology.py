"""The vocabulary declares what the contract lists, and its reader refuses a file that is wrong."""

from importlib.resources import files

import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, BNode, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from factgraph.builder import iris
from factgraph.builder.errors import LexiconError
from factgraph.ontology.vocabulary import load_vocabulary, read_vocabulary

ONTOLOGY = files("factgraph.ontology").joinpath("factgraph.ttl").read_text(encoding="utf-8")
SHAPES = files("factgraph.ontology").joinpath("shapes.ttl").read_text(encoding="utf-8")
VOCABULARY = load_vocabulary()


def words(text: str) -> list[str]:
    return text.split()


SIMPLE = words(
    "Country Organization Person Office Agreement Initiative Pillar Event Report Place Commodity Topic "
    "Measurement Document"
)
ORGANIZATIONS = words("InternationalOrganization GovernmentBody Embassy Dialogue")
CLASSES: dict[str, tuple[str, ...]] = {**dict.fromkeys(SIMPLE, ()), **dict.fromkeys(ORGANIZATIONS, ("Organization",))}
RELATIONS = words(
    "memberOf observerOf partyTo signed negotiates participatesIn hosts partOf hasPillar aimsTo launchedBy announcedBy "
    "ledBy chairedBy complements diplomaticRelationsWith recognized independentFrom sharesBorderWith partnerOf "
    "ambassadorTo holdsOffice hasEmbassyIn exports imports tradePartnerOf investsIn providesAssistanceTo funds visited "
    "issued designates"
)
OTHER_TERMS = words(
    "about indicator value unit comparator year per status confidence startDate endDate pointInTime rank rankedAs "
    "ordinal as tradingPartner subjectMention objectMention resolvedFrom bridgedFrom speaksFor coverage isoCode "
    "Sentence OpenPredicate Asserted Planned Negated Reported Read Partly Silent"
)


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(data=ONTOLOGY, format="turtle")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(data=SHAPES, format="turtle")


def ground(graph: Graph) -> set[tuple[Node, Node, Node]]:
    """The triples without a blank node."""
    return {triple for triple in graph if not any(isinstance(term, BNode) for term in triple)}


@pytest.mark.parametrize("turtle", [pytest.param(ONTOLOGY, id="ontology"), pytest.param(SHAPES, id="shapes")])
def test_both_parsers_read_the_same_graph(turtle: str) -> None:
    quads = ox.parse(turtle, format=ox.RdfFormat.TURTLE)
    again = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    assert again is not None
    one, other = Graph().parse(data=turtle, format="turtle"), Graph().parse(data=again, format="nt")
    assert len(one) == len(other)
    assert ground(one) == ground(other)


def test_ontology_has_no_blank_nodes() -> None:
    quads = ox.parse(ONTOLOGY, format=ox.RdfFormat.TURTLE)
    assert not [q for q in quads if isinstance(q.subject, ox.BlankNode) or isinstance(q.object, ox.BlankNode)]


@pytest.mark.parametrize("name", [*CLASSES, *RELATIONS, *OTHER_TERMS])
def test_contract_term_is_declared_with_label_and_definition(ontology: Graph, name: str) -> None:
    term = URIRef(VOCABULARY.namespace + name)
    assert len(list(ontology.objects(term, RDFS.label))) == 1
    assert len(list(ontology.objects(term, SKOS.definition))) == 1
    assert ontology.value(term, RDF.type) is not None


def test_every_own_term_has_label_and_definition_or_notation(ontology: Graph) -> None:
    own = {s for s in ontology.subjects() if str(s).startswith(VOCABULARY.namespace)}
    bare = [s for s in own if (s, RDFS.label, None) not in ontology]
    vague = [s for s in own if not {SKOS.definition, SKOS.notation} & set(ontology.predicates(s))]
    assert (bare, vague) == ([], [])


def test_relations_are_the_contracts() -> None:
    assert set(VOCABULARY.relations) == set(RELATIONS)
    assert VOCABULARY.symmetric == {"diplomaticRelationsWith", "sharesBorderWith", "partnerOf"}
    assert [each.name for each in VOCABULARY.relations.values() if each.literal] == ["aimsTo"]


@pytest.mark.parametrize(("name", "superclasses"), CLASSES.items())
def test_superclasses_are_the_contracts(name: str, superclasses: tuple[str, ...]) -> None:
    assert VOCABULARY.superclasses(name) == superclasses


@pytest.mark.parametrize("name", VOCABULARY.entity_classes)
def test_every_class_leads_to_the_contracts_classes(name: str) -> None:
    assert set(VOCABULARY.superclasses(name)) <= CLASSES.keys()
    assert name in CLASSES or VOCABULARY.superclasses(name)


def test_namespaces_are_those_that_iris_are_minted_in() -> None:
    assert (VOCABULARY.namespace, VOCABULARY.open_namespace) == (iris.FG, iris.OPEN)


def test_superclasses_come_most_specific_first() -> None:
    assert VOCABULARY.types("Court") == ("Court", "GovernmentBody", "Organization")


def test_no_end_is_entailed(ontology: Graph) -> None:
    assert not [*ontology.subject_objects(RDFS.domain), *ontology.subject_objects(RDFS.range)]


def test_no_class_is_disjoint_with_an_ancestor(ontology: Graph) -> None:
    for one, other in ontology.subject_objects(OWL.disjointWith):
        under_one = set(ontology.transitive_subjects(RDFS.subClassOf, one))
        assert not under_one & set(ontology.transitive_subjects(RDFS.subClassOf, other))


def test_shapes_list_the_relations_and_other_properties(shapes: Graph) -> None:
    shape = URIRef(SHAPES.split("@prefix fgs:")[1].split("<")[1].split(">")[0] + "Relation")
    listed = shapes.value(shape, SH["in"])
    assert listed is not None
    assert {str(each) for each in Collection(shapes, listed)} == {VOCABULARY.namespace + name for name in RELATIONS}
    excluded = SHAPES.split("?path NOT IN (")[1].split(")")[0].replace("fg:", "").replace(",", " ").split()
    assert set(excluded) == VOCABULARY.properties | set(VOCABULARY.qualifiers) | {"takesQualifier"}
    identity = SHAPES.split("?qualifier IN (")[1].split(")")[0].replace("fg:", "").replace(",", " ").split()
    assert set(identity) == set(VOCABULARY.qualifiers)


def test_shapes_ask_for_every_superclass(shapes: Graph) -> None:
    asked = {
        (str(below), str(above))
        for shape in shapes.subjects(SH.targetClass)
        for below in shapes.objects(shape, SH.targetClass)
        for each in shapes.objects(shape, SH.property)
        for above in shapes.objects(each, SH.hasValue)
    }
    fg = VOCABULARY.namespace
    wanted = {(fg + n, fg + above) for n in VOCABULARY.entity_classes for above in VOCABULARY.superclasses(n)}
    assert wanted <= asked


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param("fg:Country a owl:Class ;", "fg:Country a owl:Class", "not Turtle", id="syntax"),
        pytest.param("@prefix dcterms: <", "@prefix dc: <", "not Turtle", id="prefix-in-use"),
        pytest.param("@prefix open:    ", "@prefix free:    ", "no @prefix for open", id="prefix-missing"),
        pytest.param('rdfs:label "country"@en ;', "", "0 values of rdfs:label", id="no-label"),
        pytest.param('rdfs:label "country"@en ;', 'rdfs:label "a" , "b" ;', "2 values of rdfs:label", id="two-labels"),
        pytest.param("fg:Treaty a owl:Class", "fg:Law a owl:Class", "2 values", id="declared-twice"),
        pytest.param("subClassOf fg:Country", "subClassOf fg:Cuntry", "nearest: fg:Country", id="unknown-superclass"),
        pytest.param("schema:domainIncludes fg:Person ;", "schema:domainIncludes fg:Persn ;", "fg:Persn", id="bad-end"),
        pytest.param("schema:domainIncludes fg:Person ;", "", "no typical ends", id="no-end"),
        pytest.param("fg:takesQualifier fg:as", "fg:takesQualifier fg:is", "qualifier fg:is", id="unknown-qualifier"),
        pytest.param("fg:aimsTo a owl:DatatypeProperty , ", "fg:aimsTo a ", "and not both", id="no-kind"),
        pytest.param(
            "rdfs:subClassOf fg:Place , schema:City", "rdfs:subClassOf fg:City", "own superclass", id="circle"
        ),
        pytest.param('skos:notation ">=" ;', "", "0 values of skos:notation", id="no-sign"),
        pytest.param(" a owl:Ontology ;", " a owl:Thing ;", "owl:Ontology", id="no-ontology"),
        pytest.param("skos:closeMatch gn:A.PCLI ;", "skos:closeMatch [] ;", "blank node", id="blank-node"),
    ],
)
def test_reader_refuses(old: str, new: str, message: str) -> None:
    assert old in ONTOLOGY
    with pytest.raises(LexiconError, match=message) as caught:
        read_vocabulary(ONTOLOGY.replace(old, new, 1), "here.ttl")
    assert str(caught.value).startswith("here.ttl")
    assert "\n" not in str(caught.value)


def test_reader_names_the_line() -> None:
    line = ONTOLOGY[: ONTOLOGY.index("fg:FormerCountry a")].count("\n") + 1
    with pytest.raises(LexiconError, match=f"^here.ttl:{line}: "):
        read_vocabulary(ONTOLOGY.replace("subClassOf fg:Country ;", "subClassOf fg:Land ;", 1), "here.ttl")


def test_unknown_names_are_refused_with_the_nearest() -> None:
    with pytest.raises(LexiconError, match="nearest: fg:Country"):
        VOCABULARY.superclasses("Contry")
    with pytest.raises(LexiconError, match="unknown prefix nope:"):
        VOCABULARY.iri("nope:x")
