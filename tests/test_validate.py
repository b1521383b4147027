"""A sample graph keeps the contract; broken in any one way, it does not."""

from collections.abc import Callable
from pathlib import Path

import pyshacl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph

from factgraph.builder.check import check
from factgraph.builder.errors import GraphError
from factgraph.builder.terms import english, string, typed
from factgraph.exports.terms import triples
from factgraph.exports.validate import Violation, load_graph, validate

FIXTURES = Path(__file__).parent / "fixtures"
TURTLE = (FIXTURES / "sample.ttl").read_text(encoding="utf-8")
TEXT = (FIXTURES / "sample.txt").read_bytes().decode("utf-8")
DOCUMENT = "https://w3id.org/factgraph/id/sample"
SHAPES = Path(__file__).parent.parent / "ontology" / "shapes.ttl"

# id: (what is written, what is written instead, part of the violation's line, part of check's message or None)
BROKEN: dict[str, tuple[str, str, str, str | None]] = {
    "no-status": ("fg:status fg:Planned ; ", "", "exactly one fg:status", "0 values of fg:status"),
    "two-statuses": ("fg:status fg:Planned", "fg:status fg:Planned , fg:Negated", "exactly one fg:status", "2 values"),
    "unknown-status": ("fg:status fg:Planned", "fg:status fg:Read", "exactly one fg:status", "use one of"),
    "no-subject": (
        "rdf:subject id:mexico ; rdf:predicate fg:signed",
        "rdf:predicate fg:signed",
        "one rdf:subject",
        "0 val",
    ),
    "two-predicates": (
        "rdf:predicate fg:signed",
        "rdf:predicate fg:signed , fg:partyTo",
        "one rdf:predicate",
        "2 values",
    ),
    "two-objects": (
        "fg:signed ; rdf:object id:pacific-accord",
        "fg:signed ; rdf:object id:pacific-accord , id:mexico",
        "one rdf:object",
        "2 values of rdf:object",
    ),
    "no-type": ("doc:signs a rdf:Statement ;", "doc:signs", "typed rdf:Statement", None),
    "confidence-over-one": ("fg:confidence 0.97", "fg:confidence 1.5", "fg:confidence", "from 0 to 1"),
    "confidence-below-zero": ("fg:confidence 0.97", "fg:confidence -0.5", "fg:confidence", "from 0 to 1"),
    "no-confidence": (" ; fg:confidence 0.97 ;", " ;", "fg:confidence", "0 values of fg:confidence"),
    "confidence-double": ("fg:confidence 0.97", "fg:confidence 97e-2", "fg:confidence", None),
    "no-evidence": ("prov:wasDerivedFrom doc:s4 ;\n    ", "", "evidence", "no evidence"),
    "evidence-no-sentence": (
        "prov:wasDerivedFrom doc:s4",
        "prov:wasDerivedFrom id:sample",
        "evidence",
        "no fg:Sentence",
    ),
    "bad-year": ('"2012"^^xsd:gYear', '"12"^^xsd:gYear', "fg:startDate", "not a canonical"),
    "bad-month": ('"2012"^^xsd:gYear', '"2012-13"^^xsd:gYearMonth', "fg:startDate", "not a canonical"),
    "bad-date": ('"2012"^^xsd:gYear', '"2012-06-31"^^xsd:date', "fg:startDate", None),
    "year-as-integer": ('"2012"^^xsd:gYear', "2012", "fg:startDate", None),
    "two-start-dates": ('"2012"^^xsd:gYear', '"2012"^^xsd:gYear , "2013"^^xsd:gYear', "fg:startDate", None),
    "rank-zero": ("fg:rank 3", "fg:rank 0", "fg:rank is", None),
    "mention-no-selector": ("fg:subjectMention doc:at-", "fg:subjectMention doc:to-", "fg:subjectMention is", None),
    "asserted-not-plain": ("    fg:memberOf id:wassenaar-arrangement ;\n", "", "does not", "does not stand plain"),
    "symmetric-one-way": (
        "    fg:sharesBorderWith id:united-states ;\n",
        "",
        "both ways",
        "does not stand plain",
    ),
    "planned-stands-plain": (
        '"MX" ;',
        '"MX" ; fg:signed id:pacific-accord ;',
        "needs an Asserted",
        "without an Asserted",
    ),
    "negated-stands-plain": (
        '"MX" ;',
        '"MX" ; fg:memberOf id:andean-group ;',
        "needs an Asserted",
        "without an Asserted",
    ),
    "unstated-stands-plain": ('"MX" ;', '"MX" ; fg:visited id:mexico ;', "needs an Asserted", "without an Asserted"),
    "unknown-term-stands-plain": ('"MX" ;', '"MX" ; fg:membrOf id:mexico ;', "needs an Asserted", "not declared"),
    "open-without-statement": ('"MX" ;', '"MX" ; open:haveFun id:mexico ;', "needs an Asserted", "without an Asserted"),
    "said-twice": (
        "doc:lowers a",
        "doc:again a rdf:Statement ; rdf:subject id:mexico ; rdf:predicate fg:memberOf ;\n"
        "rdf:object id:andean-group ; "
        "fg:status fg:Negated ; fg:confidence 0.9 ; prov:wasDerivedFrom doc:s2 .\ndoc:lowers a",
        "repeats",
        "repeats",
    ),
    "symmetric-said-twice": (
        "doc:lowers a",
        "doc:again a rdf:Statement ; rdf:subject id:mexico ; rdf:predicate fg:sharesBorderWith ;\n"
        "rdf:object id:united-states ; fg:status fg:Asserted ; fg:confidence 0.9 ; prov:wasDerivedFrom doc:s2 .\n"
        "doc:lowers a",
        "repeats",
        "repeats",
    ),
    "predicate-not-of-contract": ("rdf:predicate fg:signed", "rdf:predicate fg:sined", "A predicate is", None),
    "open-predicate-undeclared": (
        "open:matchContributionsWith a rdf:Property ;",
        "open:matchContributionsWith",
        "predicate",
        None,
    ),
    "open-predicate-no-label": (' ;\n    rdfs:label "match contributions with"@en', "", "one rdfs:label", None),
    "open-predicate-not-camel": ("open:matchContributionsWith", "open:match-contributions", "camel case", None),
    "no-coverage": ("fg:coverage fg:Silent ;", "", "fg:coverage", "0 values of fg:coverage"),
    "unknown-coverage": ("fg:coverage fg:Silent", "fg:coverage fg:Asserted", "fg:coverage", None),
    "no-source-document": (
        "doc:s5 a fg:Sentence , oa:SpecificResource ;\n    oa:hasSource id:sample ;",
        "doc:s5 a fg:Sentence , oa:SpecificResource ;",
        "oa:hasSource",
        "0 values of oa:hasSource",
    ),
    "sentence-one-type": (
        "doc:s5 a fg:Sentence , oa:SpecificResource",
        "doc:s5 a fg:Sentence",
        "oa:SpecificResource",
        None,
    ),
    "no-quote": ("doc:s5-quote , doc:s5-position", "doc:s5-position", "one oa:TextQuoteSelector", "one quote"),
    "no-position": ("doc:s5-quote , doc:s5-position", "doc:s5-quote", "one oa:TextPositionSelector", "one position"),
    "two-positions": (
        "doc:s5-quote , doc:s5-position",
        "doc:s5-quote , doc:s5-position , doc:s4-position",
        "one oa:TextPositionSelector",
        "exactly one quote",
    ),
    "two-exacts": ('oa:exact "Thank you."', 'oa:exact "Thank you." , "Thanks."', "exactly one oa:exact", "2 values"),
    "quote-too-long": ('oa:exact "Thank you."', 'oa:exact "Thank you!!"', "as long as its position", "make them fit"),
    "start-after-end": (
        "doc:s5-position a oa:TextPositionSelector ; oa:start ",
        "doc:s5-position a oa:TextPositionSelector ; oa:start 99",
        "less than its oa:end",
        "start first",
    ),
    "negative-start": ("oa:start 25 ;", "oa:start -25 ;", "an xsd:integer from 0", "start first"),
    "offset-as-string": ("oa:start 25 ;", 'oa:start "25" ;', "an xsd:integer from 0", None),
    "no-identifier": ("    dcterms:identifier", "    dcterms:description", "dcterms:identifier", None),
    "short-identifier": ('dcterms:identifier "', 'dcterms:identifier "0', "dcterms:identifier", None),
    "absolute-source": ('dcterms:source "sample.txt"', 'dcterms:source "/home/me/sample.txt"', "absolute path", None),
    "windows-source": ('dcterms:source "sample.txt"', 'dcterms:source "C:\\\\me\\\\sample.txt"', "absolute path", None),
    "file-url-source": ('dcterms:source "sample.txt"', "dcterms:source <file:///sample.txt>", "absolute path", None),
    "bad-issued": ('"2016-07-12"^^xsd:date', '"July 2016"', "dcterms:issued", None),
    "no-label": (
        '    rdfs:label "Andean Group"@en',
        '    rdfs:comment "Andean Group"@en',
        "exactly one rdfs:label",
        None,
    ),
    "two-labels": ('"Andean Group"@en', '"Andean Group"@en , "Group"@en', "exactly one rdfs:label", None),
    "label-no-language": ('"Andean Group"@en', '"Andean Group"', "exactly one rdfs:label", None),
    "label-french": ('"Andean Group"@en', '"Groupe andin"@fr', "exactly one rdfs:label", None),
    "label-with-article": ('"Andean Group"@en', '"the Andean Group"@en', "leading article", None),
    "alias-no-language": ('"U.S."@en', '"U.S."', "altLabel is @en", None),
    "alias-pronoun": ('"U.S."@en', '"it"@en', "never a pronoun", None),
    "alias-description": ('"U.S."@en', '"the country"@en', "never a pronoun", None),
    "alias-is-label": ('"U.S."@en', '"United States"@en', "differs", None),
    "no-class": (
        "id:andean-group a fg:InternationalOrganization , fg:Organization ;\n   ",
        "id:andean-group",
        "class",
        None,
    ),
    "superclass-left-out": (
        "id:andean-group a fg:InternationalOrganization , fg:Organization",
        "id:andean-group a fg:InternationalOrganization",
        "typed fg:Organization too",
        None,
    ),
    "superclass-of-added-class-left-out": (
        "a fg:TradeAgreement , fg:Agreement",
        "a fg:TradeAgreement",
        "fg:Agreement too",
        None,
    ),
    "no-iso-code": ('    fg:isoCode "MX" ;\n', "", "carries fg:isoCode", None),
    "long-iso-code": ('fg:isoCode "MX"', 'fg:isoCode "MEX"', "alpha-2", None),
    "no-about": ("    fg:about id:united-states , id:mexico ;\n", "", "about one or more", None),
    "about-unlabelled": ("fg:about id:united-states ,", "fg:about id:nowhere ,", "exactly one rdfs:label", None),
    "no-indicator": ('    fg:indicator "border" ;\n', "", "fg:indicator", "0 values of fg:indicator"),
    "value-as-string": ("fg:value 2000", 'fg:value "2000"', "fg:value", None),
    "value-not-canonical": ("fg:value 2000", "fg:value 2000.0", "fg:value", "not a canonical"),
    "value-leading-zero": ("fg:value 2000", "fg:value 02000", "fg:value", "not a canonical"),
    "no-value": ("    fg:value 2000 ;\n", "", "fg:value", "0 values of fg:value"),
    "no-unit": ('    fg:unit "mile" ;\n', "", "fg:unit", "0 values of fg:unit"),
    "unit-a-sign": ('fg:unit "mile"', 'fg:unit "$"', "fg:unit", None),
    "unknown-comparator": ('fg:comparator "="', 'fg:comparator "=="', "fg:comparator", None),
    "measurement-no-status": (
        "fg:status fg:Asserted ; fg:confidence 0.95",
        "fg:confidence 0.95",
        "one fg:status",
        "0 values",
    ),
    "measurement-no-evidence": (
        "fg:confidence 0.95 ;\n    prov:wasDerivedFrom doc:s1 .",
        "fg:confidence 0.95 .",
        "evidence",
        "no evidence",
    ),
    "measurement-bad-year": (
        'fg:unit "mile"',
        'fg:year "13"^^xsd:gYear ; fg:unit "mile"',
        "fg:year",
        "not a canonical",
    ),
    "blank-node": (
        "id:sample a fg:Document ;",
        "id:sample a fg:Document ; dcterms:publisher [] ;",
        "blank node",
        "a blank node",
    ),
}

# id: (what is written, what is written instead): the contract allows these
ALLOWED: dict[str, tuple[str, str]] = {
    "other-ends": (
        "rdf:subject id:mexico ; rdf:predicate fg:signed ; rdf:object id:pacific-accord",
        "rdf:subject id:pacific-accord ; rdf:predicate fg:visited ; rdf:object id:andean-group",
    ),
    "literal-object": ("fg:signed ; rdf:object id:pacific-accord", 'fg:signed ; rdf:object "a treaty"'),
    "month": ('"2012"^^xsd:gYear', '"2012-06"^^xsd:gYearMonth'),
    "date": ('"2012"^^xsd:gYear', '"2012-02-29"^^xsd:date'),
    "before-the-common-era": ('"2012"^^xsd:gYear', '"-0753"^^xsd:gYear'),
    "two-sentences": ("prov:wasDerivedFrom doc:s4", "prov:wasDerivedFrom doc:s4 , doc:s2"),
    "decimal-value": ("fg:value 2000", "fg:value 2000.5"),
    "url-source": ('dcterms:source "sample.txt"', 'dcterms:source "https://example.org/sample.txt"'),
    "former-country": (
        'a fg:Country ;\n    rdfs:label "Mexico"@en ;\n    fg:isoCode "MX"',
        'a fg:FormerCountry , fg:Country ;\n    rdfs:label "Mexico"@en',
    ),
    "other-qualifiers": (
        "doc:lowers a",
        "doc:again a rdf:Statement ; rdf:subject id:mexico ; rdf:predicate fg:tradePartnerOf ;\n"
        "rdf:object id:united-states ; "
        "fg:status fg:Asserted ; fg:rank 2 ; fg:confidence 0.9 ; prov:wasDerivedFrom doc:s2 .\ndoc:lowers a",
    ),
    "no-confusion-of-articles": ('"Andean Group"@en', '"Anand Theatre"@en'),
}


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str, str], Path]:
    """Writes the sample with one stretch of it replaced."""

    def write(old: str, new: str) -> Path:
        assert old in TURTLE
        path = tmp_path / "graph.ttl"
        path.write_text(TURTLE.replace(old, new), encoding="utf-8")
        return path

    return write


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(SHAPES)


def test_sample_keeps_the_contract() -> None:
    report = validate(FIXTURES / "sample.ttl")
    assert (report.conforms, report.violations, str(report)) == (True, (), "The graph keeps the contract.")
    check(triples(load_graph(FIXTURES / "sample.ttl")), {DOCUMENT: TEXT})


@pytest.mark.parametrize(("old", "new", "line", "message"), BROKEN.values(), ids=BROKEN)
def test_broken_rule_is_found(
    written: Callable[[str, str], Path], old: str, new: str, line: str, message: str | None
) -> None:
    path = written(old, new)
    report = validate(path)
    assert not report.conforms
    assert line in str(report)
    if message is not None:
        with pytest.raises(GraphError, match=message) as caught:
            check(triples(load_graph(path)), {DOCUMENT: TEXT})
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("old", "new"), ALLOWED.values(), ids=ALLOWED)
def test_allowed_variation_is_let_pass(written: Callable[[str, str], Path], old: str, new: str) -> None:
    path = written(old, new)
    assert str(validate(path)) == "The graph keeps the contract."
    check(triples(load_graph(path)))


@pytest.mark.parametrize(
    "name",
    ["asserted-not-plain", "symmetric-one-way", "planned-stands-plain", "said-twice", "quote-too-long", "blank-node"],
)
def test_pyshacl_alone_finds_what_the_queries_find(
    written: Callable[[str, str], Path], shapes: Graph, name: str
) -> None:
    path = written(*BROKEN[name][:2])
    conforms, _, text = pyshacl.validate(load_graph(path), shacl_graph=shapes)
    assert not conforms
    assert "SPARQLConstraintComponent" in text


def test_report_is_readable_and_the_same_each_time(written: Callable[[str, str], Path]) -> None:
    path = written('"Andean Group"@en', '"the\\nAndean Group"@en')
    report = validate(path)
    assert report == validate(path)
    assert str(report).splitlines() == [
        'https://w3id.org/factgraph/id/andean-group "the\\nAndean Group": rdfs:label "the\\nAndean Group"@en: '
        "An entity's rdfs:label has no leading article.",
        "1 violation.",
    ]
    assert isinstance(report.violations[0], Violation)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        pytest.param("g.ttl", b"@prefix a: <http://a/> .\na:b a:c a:d\na:e a:f a:g .", r"g\.ttl:3: ", id="syntax"),
        pytest.param("g.ttl", b"<a> <b> <c> .", r"g\.ttl:1: .*IRI", id="relative-iri"),
        pytest.param("g.ttl", b"\xff\xfe", r"g\.ttl", id="not-utf-8"),
        pytest.param("g.nt", b"<http://a> <http://b> c .", r"g\.nt:1: ", id="n-triples"),
        pytest.param("g.xyz", b"", "unknown suffix '.xyz'", id="suffix"),
        pytest.param("g.rdf", b"<rdf", r"g\.rdf", id="rdf-xml"),
    ],
)
def test_unreadable_file(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(GraphError, match=message) as caught:
        validate(path)
    assert "\n" not in str(caught.value)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="cannot be read"):
        validate(tmp_path / "none.ttl")


def test_loading_keeps_lexical_forms(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text(
        '<http://a/b> <http://a/c> 007 , 1.50 , "-0753"^^<http://www.w3.org/2001/XMLSchema#gYear> .', "utf-8"
    )
    assert sorted(str(value) for value in load_graph(path).objects()) == ["-0753", "007", "1.50"]


def test_quote_is_compared_with_the_text() -> None:
    with pytest.raises(GraphError, match="is not Thank you"):
        check(triples(load_graph(FIXTURES / "sample.ttl")), {DOCUMENT: TEXT.replace("Thank", "Think")})


@pytest.mark.parametrize(
    ("subject", "value", "message"),
    [
        pytest.param("<http://a/b c>", '"x"', "not an absolute IRI", id="space"),
        pytest.param("<b>", '"x"', "not an absolute IRI", id="relative"),
        pytest.param("<http://a/b>", "<http://a/<x>>", "not an absolute IRI", id="object"),
        pytest.param("<http://a/b>", "_:x", "blank node", id="blank node"),
        pytest.param('"x"', "<http://a/b>", "which is no IRI", id="literal subject"),
    ],
)
def test_check_refuses_terms_that_cannot_be_written(subject: str, value: str, message: str) -> None:
    with pytest.raises(GraphError, match=message):
        check([(subject, "<http://a/p>", value)])


@pytest.mark.parametrize("make", [english, string])
def test_no_literal_is_made_of_a_lone_surrogate(make: Callable[[str], str]) -> None:
    with pytest.raises(GraphError, match="lone surrogate"):
        make("a\ud800")


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3), st.integers(0, 3))
def test_only_one_lexical_form_of_a_number_is_canonical(value: object, zeros: int) -> None:
    plain = f"{value:f}"
    bare = plain.rstrip("0").rstrip(".") if "." in plain else plain
    canonical = "0" if bare in ("-0", "0") else bare
    for lexical in (canonical, canonical + ("0" if "." in canonical else ".0") * (zeros > 0), "+" + canonical):
        triple = ("<http://a/s>", "<http://a/p>", typed(lexical, "decimal"))
        if lexical == canonical:
            check([triple])
        else:
            with pytest.raises(GraphError, match="canonical"):
                check([triple])
