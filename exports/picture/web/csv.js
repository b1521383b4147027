// The selection as rows: for spreadsheets as CSV (RFC 4180), for programs as JSON. Pure.

import { wellFormed } from "./turtle.js";

const COLUMNS = ["subject", "subject_iri", "predicate", "predicate_iri", "object", "object_iri", "status", "from", "until", "in",
  "qualifiers", "confidence", "document", "sentence", "start", "end"];
const SEVERAL = " | "; // stands between several values of one cell
const FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/; // what a spreadsheet would take for a formula
const BARE = /^-?\d+([.-]\d+)*$/; // numbers and dates, which no spreadsheet runs

const timesOf = (fact, name) => fact.times.filter((t) => t.name === name).map((t) => t.text).join(SEVERAL);

function evidence(data, passages) {
  const said = passages.map((p) => data.passages[p]);
  const joined = (of) => said.map(of).join(SEVERAL);
  return {
    document: joined((p) => data.documents[p.document].title), sentence: joined((p) => p.text),
    start: joined((p) => p.start), end: joined((p) => p.end),
  };
}

function factRow(data, fact) {
  const [subject, relation] = [data.entities[fact.subject], data.relations[fact.relation]];
  const object = fact.object === null ? null : data.entities[fact.object];
  return {
    subject: subject.label, subject_iri: data.iri(subject.iri), predicate: relation.label, predicate_iri: data.iri(relation.iri),
    object: object ? object.label : fact.text, object_iri: object ? data.iri(object.iri) : "", status: fact.status,
    from: timesOf(fact, "from"), until: timesOf(fact, "until"), in: timesOf(fact, "in"),
    qualifiers: fact.qualifiers.map((q) => `${q.name}: ${q.text}`).join("; "), confidence: fact.confidence ?? "",
    ...evidence(data, fact.passages),
  };
}

function measureRow(data, measure) {
  const about = measure.about.map((e) => data.entities[e]);
  const parts = ["number", "unit", "comparator", "per"].filter((part) => measure[part]).map((part) => `${part}: ${measure[part]}`);
  return {
    subject: about.map((e) => e.label).join(SEVERAL), subject_iri: about.map((e) => data.iri(e.iri)).join(SEVERAL),
    predicate: measure.indicator, predicate_iri: "", object: measure.value, object_iri: "", status: measure.status,
    from: "", until: "", in: measure.year, qualifiers: parts.join("; "), confidence: measure.confidence ?? "",
    ...evidence(data, measure.passages),
  };
}

/** One cell: quoted where it must be, and with a `'` before what a spreadsheet would run as a formula. */
function csvCell(value) {
  const text = wellFormed(String(value));
  const safe = FORMULA.test(text) && !BARE.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A line for each statement and measurement of `selection`; several sentences of one share its cells, in the same order. */
export function csvOf(data, selection) {
  const rows = [...selection.facts.map((f) => factRow(data, data.facts[f])), ...selection.measures.map((m) => measureRow(data, data.measures[m]))];
  return [COLUMNS, ...rows.map((row) => COLUMNS.map((name) => row[name]))].map((cells) => `${cells.map(csvCell).join(",")}\r\n`).join("");
}

const named = (data, row) => ({ iri: data.iri(row.iri), label: row.label });
const sentencesOf = (data, passages) => passages.map((p) => {
  const { iri, text, start, end, document } = data.passages[p];
  return { iri: data.iri(iri), text, start, end, document: { iri: data.iri(data.documents[document].iri), title: data.documents[document].title } };
});

/** The selection as JSON: statements, measurements and entities, each statement with the sentences that say it. */
export function jsonOf(data, selection) {
  const statements = selection.facts.map((f) => data.facts[f]).map((fact) => ({
    iri: data.iri(fact.iri) || null, subject: named(data, data.entities[fact.subject]), predicate: named(data, data.relations[fact.relation]),
    object: fact.object === null ? { value: fact.text, term: fact.term } : named(data, data.entities[fact.object]), status: fact.status,
    times: fact.times.map(({ name, text }) => ({ name, value: text })),
    qualifiers: fact.qualifiers.map((q) => ({
      name: q.name, predicate: data.iri(q.predicate), value: q.text, iri: q.entity === null ? null : data.iri(data.entities[q.entity].iri),
    })),
    confidence: fact.confidence, sentences: sentencesOf(data, fact.passages),
  }));
  const measurements = selection.measures.map((m) => data.measures[m]).map((m) => ({
    iri: data.iri(m.iri), about: m.about.map((e) => named(data, data.entities[e])), indicator: m.indicator, words: m.value,
    value: m.number, unit: m.unit, comparator: m.comparator, per: m.per, year: m.year, status: m.status, confidence: m.confidence,
    sentences: sentencesOf(data, m.passages),
  }));
  const entities = selection.entities.map((e) => data.entities[e]).map((e) => ({
    ...named(data, e), aliases: e.aliases, types: e.types.map((t) => named(data, data.classes[t])),
    more: e.more.map(([name, value]) => ({ name, value })),
  }));
  return `${JSON.stringify({ title: data.title, statements, measurements, entities }, null, 1)}\n`;
}
