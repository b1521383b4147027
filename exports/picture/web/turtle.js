// The selection as Turtle: the triples of the graph it stands for, and no other. Pure.
//
// Terms are written as the graph contract fixes them (labels and titles in English, numbers as integer or decimal). Where a
// graph has them otherwise, the data says so: `term` of entities and documents, `terms` of measures, `aliasTerms`.

const PREFIXES = {
  dcterms: "http://purl.org/dc/terms/", fg: "https://w3id.org/factgraph/ontology#", oa: "http://www.w3.org/ns/oa#",
  open: "https://w3id.org/factgraph/open#", prov: "http://www.w3.org/ns/prov#",
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#", rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  skos: "http://www.w3.org/2004/02/skos/core#", xsd: "http://www.w3.org/2001/XMLSchema#",
};
const NAMESPACES = Object.entries(PREFIXES);
const ABSENT = "-"; // a `term` that says the graph has no such triple

/** Text that UTF-8 can hold: a lone surrogate becomes the replacement character. */
export const wellFormed = (text) => text.replace(/\p{Cs}/gu, "\uFFFD");

const utf8 = new TextEncoder();
const percent = (char) => [...utf8.encode(char)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
const unicode = (char) => `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
const ESCAPES = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** An IRI as Turtle writes it, prefixed where it can be; characters that no IRI may hold are percent-encoded. */
export function iriTerm(iri) {
  if (/^_:[A-Za-z0-9_]+$/.test(iri)) return iri; // a blank node of a plain RDF file
  for (const [prefix, base] of NAMESPACES)
    if (iri.startsWith(base) && /^[A-Za-z_][A-Za-z0-9_-]*$/.test(iri.slice(base.length))) return `${prefix}:${iri.slice(base.length)}`;
  return `<${wellFormed(iri).replace(/[\p{Cc} <>"{}|^`\\]/gu, percent)}>`;
}

/** A literal of Turtle; `suffix` is `@en`, `^^xsd:gYear` or nothing. */
export const literalTerm = (text, suffix = "") =>
  `"${wellFormed(text).replace(/[\\"\p{Cc}\uFFFE\uFFFF]/gu, (char) => ESCAPES[char] ?? unicode(char))}"${suffix}`;

/** An N-Triples term, shortened where Turtle has a prefix for it. */
function shortTerm(term) {
  const iri = /^<([^<>\\]*)>$/.exec(term);
  if (iri) return iriTerm(iri[1]);
  const typed = /^(".*")\^\^<([^<>\\"]*)>$/s.exec(term);
  return typed ? `${typed[1]}^^${iriTerm(typed[2])}` : wellFormed(term);
}

/** A number without an exponent, however small. */
function plainDigits(number) {
  const [digits, exponent] = String(number).split("e-");
  if (exponent === undefined) return digits;
  const [whole, part = ""] = digits.replace("-", "").split(".");
  return `${number < 0 ? "-" : ""}0.${(whole + part).padStart(Number(exponent) + part.length, "0")}`;
}

/** A number as xsd:decimal in the lexical form the builder gives it: one without a fraction has no point. */
function decimalTerm(number) {
  const text = plainDigits(number);
  return text.includes(".") ? text : literalTerm(text, "^^xsd:decimal");
}

/** A whole number is an xsd:integer, one with a fraction an xsd:decimal. */
const valueTerm = (number) => (/^-?\d+(\.\d+)?$/.test(number) ? number : literalTerm(number));

function yearTerm(text) {
  const types = [[/^-?\d{4,}$/, "gYear"], [/^-?\d{4,}-\d\d$/, "gYearMonth"], [/^-?\d{4,}-\d\d-\d\d$/, "date"]];
  const type = types.find(([form]) => form.test(text));
  return literalTerm(text, type ? `^^xsd:${type[1]}` : "");
}

/** Triples by subject, in the order they come; each once. */
function makeTriples() {
  const subjects = new Map();
  return {
    add: (subject, predicate, object) => {
      if (!subjects.has(subject)) subjects.set(subject, new Set());
      subjects.get(subject).add(`${predicate} ${object}`);
    },
    text: () => [...subjects].map(([subject, pairs]) => `${subject}\n    ${[...pairs].join(" ;\n    ")} .\n`).join("\n"),
  };
}

const own = (triples, subject, predicate, term, usual) => {
  if (term !== ABSENT) triples.add(subject, predicate, term ? shortTerm(term) : usual());
};

/** Whether the graph follows the contract; of any other, how its names are written is not known. */
const isOurs = (data) => data.passages.length > 0 || data.measures.length > 0 || data.facts.some((fact) => data.iri(fact.iri));

function addEntity(triples, data, entity, ours) {
  const node = iriTerm(data.iri(entity.iri));
  for (const type of entity.types) triples.add(node, "a", iriTerm(data.iri(data.classes[type].iri)));
  if (!ours && !entity.term) return;
  own(triples, node, "rdfs:label", entity.term, () => literalTerm(entity.label, "@en"));
  if (entity.aliasTerms?.length) for (const term of entity.aliasTerms) triples.add(node, "skos:altLabel", shortTerm(term));
  else for (const alias of entity.aliases) triples.add(node, "skos:altLabel", literalTerm(alias, "@en"));
}

const objectTerm = (data, fact) => (fact.object === null
  ? fact.term ? shortTerm(fact.term) : literalTerm(fact.text)
  : iriTerm(data.iri(data.entities[fact.object].iri)));

/** The plain triple of what is asserted; both ways where the graph has both. */
function addPlain(triples, data, fact) {
  if (fact.status !== "Asserted") return;
  const [subject, predicate, object] = [iriTerm(data.iri(data.entities[fact.subject].iri)), iriTerm(data.iri(data.relations[fact.relation].iri)), objectTerm(data, fact)];
  triples.add(subject, predicate, object);
  if (data.relations[fact.relation].both && fact.object !== null) triples.add(object, predicate, subject);
}

function addStatement(triples, data, fact) {
  if (!data.iri(fact.iri)) return; // a plain RDF file: the triple is all there is
  const node = iriTerm(data.iri(fact.iri));
  triples.add(node, "a", "rdf:Statement");
  triples.add(node, "rdf:subject", iriTerm(data.iri(data.entities[fact.subject].iri)));
  triples.add(node, "rdf:predicate", iriTerm(data.iri(data.relations[fact.relation].iri)));
  triples.add(node, "rdf:object", objectTerm(data, fact));
  for (const { predicate, term } of fact.times) triples.add(node, iriTerm(data.iri(predicate)), shortTerm(term));
  for (const { predicate, term } of fact.qualifiers) triples.add(node, iriTerm(data.iri(predicate)), shortTerm(term));
  addStanding(triples, data, node, fact);
}

/** What statements and measurements share: status, confidence, sentences. */
function addStanding(triples, data, node, row) {
  triples.add(node, "fg:status", `fg:${row.status}`);
  if (row.confidence !== null) triples.add(node, "fg:confidence", decimalTerm(row.confidence));
  for (const p of row.passages) triples.add(node, "prov:wasDerivedFrom", iriTerm(data.iri(data.passages[p].iri)));
}

function addMeasure(triples, data, measure) {
  const node = iriTerm(data.iri(measure.iri));
  triples.add(node, "a", "fg:Measurement");
  for (const e of measure.about) triples.add(node, "fg:about", iriTerm(data.iri(data.entities[e].iri)));
  if (measure.terms?.length) for (const [predicate, term] of measure.terms) triples.add(node, iriTerm(data.iri(predicate)), shortTerm(term));
  else {
    if (measure.indicator) triples.add(node, "fg:indicator", literalTerm(measure.indicator, "@en"));
    if (measure.number) triples.add(node, "fg:value", valueTerm(measure.number));
    for (const part of ["unit", "comparator", "per"]) if (measure[part]) triples.add(node, `fg:${part}`, literalTerm(measure[part]));
    if (measure.year) triples.add(node, "fg:year", yearTerm(measure.year));
  }
  addStanding(triples, data, node, measure);
}

function addSentence(triples, data, passage) {
  const node = iriTerm(data.iri(passage.iri));
  triples.add(node, "a", "fg:Sentence");
  triples.add(node, "oa:hasSource", iriTerm(data.iri(data.documents[passage.document].iri)));
  triples.add(node, "fg:coverage", `fg:${passage.coverage}`);
  const [quote, position] = [iriTerm(data.iri(passage.quote)), iriTerm(data.iri(passage.position))];
  triples.add(node, "oa:hasSelector", quote);
  triples.add(node, "oa:hasSelector", position);
  triples.add(quote, "a", "oa:TextQuoteSelector");
  triples.add(quote, "oa:exact", literalTerm(passage.text));
  triples.add(position, "a", "oa:TextPositionSelector");
  triples.add(position, "oa:start", String(passage.start));
  triples.add(position, "oa:end", String(passage.end));
}

/** A document; what stands for its title where it has none is no title. */
function addDocument(triples, data, page) {
  const iri = data.iri(page.iri);
  const node = iriTerm(iri);
  triples.add(node, "a", "fg:Document");
  const isOther = page.about.some(([name, text]) => name === "source" && text === page.title) || iri.endsWith(`/${page.title}`);
  if (page.term || !isOther) own(triples, node, "dcterms:title", page.term, () => literalTerm(page.title, "@en"));
}

/** Entities that `facts` and `measures` name, after those of the selection itself. */
function entitiesOf(selection, facts, measures) {
  const named = new Set(selection.entities);
  for (const fact of facts)
    for (const e of [fact.subject, fact.object, ...fact.qualifiers.map((q) => q.entity)]) if (e !== null) named.add(e);
  for (const measure of measures) for (const e of measure.about) named.add(e);
  return [...named];
}

/** Everything `selection` ({facts, measures, entities}: indices) stands for, with its sentences and documents. */
export function turtleOf(data, selection) {
  const facts = selection.facts.map((f) => data.facts[f]);
  const measures = selection.measures.map((m) => data.measures[m]);
  const passages = [...new Set([...facts, ...measures].flatMap((row) => row.passages))].map((p) => data.passages[p]);
  const triples = makeTriples();
  for (const page of new Set(passages.map((p) => p.document))) addDocument(triples, data, data.documents[page]);
  const ours = isOurs(data);
  for (const entity of entitiesOf(selection, facts, measures)) addEntity(triples, data, data.entities[entity], ours);
  for (const fact of facts) addPlain(triples, data, fact);
  for (const fact of facts) addStatement(triples, data, fact);
  for (const measure of measures) addMeasure(triples, data, measure);
  for (const passage of passages) addSentence(triples, data, passage);
  const prefixes = NAMESPACES.map(([prefix, base]) => `@prefix ${prefix}: <${base}> .\n`).join("");
  return `${prefixes}\n${triples.text()}`;
}
