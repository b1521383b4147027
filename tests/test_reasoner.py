"""The ontology and what is stated with it hold together under HermiT, an OWL 2 reasoner, which finds planted faults.

The ontology is OWL 2 DL for the OWL API, on which Protégé and HermiT stand, so that editors read it as it is meant.
"""

from __future__ import annotations

import importlib.util
import subprocess
from pathlib import Path

import pyoxigraph as ox
import pytest

from factgraph.builder.iris import BASE, FG
from factgraph.exports.terms import RDF, triples
from factgraph.ontology.vocabulary import load_vocabulary

from . import peers, stores
from .documentation import ROOT

_TYPE = ox.NamedNode(RDF + "type")
_ID = ox.NamedNode(BASE + "mexico")


@pytest.fixture(scope="module")
def plain() -> list[ox.Triple]:
    """The example's plain triples: classes of entities, and relations between them."""
    text = "".join(f"{s} {p} {o} .\n" for s, p, o in triples(stores.example()))
    vocabulary = load_vocabulary()
    classes = {FG + name for name in vocabulary.entity_classes}
    relations = {FG + name for name in vocabulary.relations}
    found = [
        quad.triple
        for quad in ox.parse(text, format=ox.RdfFormat.N_TRIPLES)
        if quad.predicate.value in relations
        or (quad.predicate == _TYPE and isinstance(quad.object, ox.NamedNode) and quad.object.value in classes)
    ]
    assert len(found) > 200
    return found


def hermit() -> list[str]:
    """How to start Java with HermiT and the OWL API that it brings."""
    java = peers.program("java", remedy="apt-get install default-jre-headless")
    peers.module("owlready2", "pip install owlready2")
    found = importlib.util.find_spec("owlready2")
    assert found is not None
    assert found.origin is not None
    return [java, "-XX:TieredStopAtLevel=1", "-cp", str(Path(found.origin).parent / "hermit/HermiT.jar")]


def read_as_editors_do(file: Path) -> dict[str, list[str]]:
    """What the OWL API says of a file: its format, counts of what it declares, violations of OWL 2 DL."""
    program = str(ROOT / "tests/fixtures/Profile.java")
    done = subprocess.run([*hermit(), program, str(file)], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    said: dict[str, list[str]] = {"violation": []}
    for line in done.stdout.splitlines():
        key, _, value = line.rpartition(" ") if not line.startswith("violation ") else line.partition(" ")
        said.setdefault(key, []).append(value)
    return said


def test_editors_read_the_ontology_as_owl_2_dl() -> None:
    vocabulary = load_vocabulary()
    said = read_as_editors_do(ROOT / "ontology/factgraph.ttl")
    assert said["violation"] == []
    assert (said["format"], said["ontology"]) == (["Turtle"], [vocabulary.ontology])
    assert int(said["classes"][0]) > len(vocabulary.classes)
    assert int(said["object properties"][0]) > len(vocabulary.relations)


def test_what_is_not_owl_2_dl_is_found(tmp_path: Path) -> None:
    text = (ROOT / "ontology/factgraph.ttl").read_text(encoding="utf-8")
    (tmp_path / "wrong.ttl").write_text(f"{text}\nfg:Country rdfs:subClassOf schema:Undeclared .\n", encoding="utf-8")
    (violation,) = read_as_editors_do(tmp_path / "wrong.ttl")["violation"]
    assert "undeclared class: <https://schema.org/Undeclared>" in violation


def consistent(added: list[ox.Triple], folder: Path) -> bool:
    """Whether HermiT finds the ontology with more triples consistent."""
    ontology = ox.parse((ROOT / "ontology/factgraph.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    path = folder / "all.owl"
    ox.serialize([*(quad.triple for quad in ontology), *added], str(path), format=ox.RdfFormat.RDF_XML)
    command = [*hermit(), "org.semanticweb.HermiT.cli.CommandLine", "-k"]
    done = subprocess.run([*command, path.as_uri()], capture_output=True, encoding="utf-8", check=False)
    if "InconsistentOntologyException" in done.stderr:
        return False
    assert "owl#Thing is satisfiable" in done.stdout, done.stderr
    return True


def test_ontology_with_the_example_is_consistent(plain: list[ox.Triple], tmp_path: Path) -> None:
    assert consistent(plain, tmp_path)


@pytest.mark.parametrize("other", ["Person", "Agreement"])
def test_a_planted_contradiction_is_found(other: str, plain: list[ox.Triple], tmp_path: Path) -> None:
    assert ox.Triple(_ID, _TYPE, ox.NamedNode(FG + "Country")) in plain
    assert not consistent([*plain, ox.Triple(_ID, _TYPE, ox.NamedNode(FG + other))], tmp_path)
