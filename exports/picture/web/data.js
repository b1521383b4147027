// The page's data: columns as the export wrote them, made into objects that know their place and their neighbours.

const DEFAULTS = {
  label: "", family: "other", open: false, symmetric: false, both: false, alias_terms: [], terms: [], title: "", about: [], pieces: [], text: "", coverage: "Read",
  document: 0, left: [], aliases: [], types: [], more: [], x: 0, y: 0, community: 0, subject: 0, relation: 0, object: 0,
  term: "", status: "Asserted", times: [], qualifiers: [], confidence: null, passages: [], subject_spans: [],
  object_spans: [], years: null, indicator: "", value: "", number: "", unit: "", comparator: "", per: "", year: "",
  size: 0, radius: 0, start: 0, end: 0, iri: "", quote: "", position: "",
};
export const STATUSES = ["Asserted", "Planned", "Negated", "Reported"];

const camel = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
const spanOf = ([passage, start, end]) => ({ passage, start, end });

/** Rows from columns; a column left out holds its default throughout. */
function rowsOf(columns, names, make) {
  const given = names.map((name) => [camel(name), columns[name], DEFAULTS[name]]);
  return Array.from({ length: columns.n }, (_, id) => {
    const row = { id };
    for (const [name, column, usual] of given) row[name] = column === undefined ? usual : column[id];
    return make ? make(row) : row;
  });
}

/** All that the page shows, from the JSON that `data.py` writes. */
export function makeData(raw) {
  const rows = {
    classes: rowsOf(raw.classes, ["iri", "label", "family"]),
    relations: rowsOf(raw.relations, ["iri", "label", "open", "symmetric", "both"]),
    documents: rowsOf(raw.documents, ["iri", "title", "about", "pieces", "term"]),
    passages: rowsOf(raw.passages, ["iri", "quote", "position", "start", "end", "text", "coverage", "document", "left"], (p) => ({
      ...p, left: p.left.map(([start, end, why]) => ({ start, end, why })), facts: [], measures: [],
    })),
    communities: rowsOf(raw.communities, ["label", "size", "x", "y", "radius"], (c) => ({ ...c, members: [] })),
    entities: rowsOf(raw.entities, ["iri", "label", "aliases", "types", "x", "y", "size", "community", "more", "term", "alias_terms"], (e) => ({
      ...e, facts: [], measures: [], degree: 0,
    })),
    facts: rowsOf(raw.facts, ["iri", "subject", "relation", "object", "text", "term", "status", "times", "qualifiers",
      "confidence", "passages", "subject_spans", "object_spans", "years"], (f) => ({
      ...f,
      object: f.object < 0 ? null : f.object,
      times: f.times.map(([name, text, predicate, term]) => ({ name, text, predicate, term })),
      qualifiers: f.qualifiers.map(([name, text, entity, predicate, term]) => ({ name, text, entity: entity < 0 ? null : entity, predicate, term })),
      subjectSpans: f.subjectSpans.map(spanOf),
      objectSpans: f.objectSpans.map(spanOf),
    })),
    measures: rowsOf(raw.measures, ["iri", "about", "indicator", "value", "number", "unit", "comparator", "per", "year",
      "status", "confidence", "passages", "terms"]),
  };
  const data = {
    ...rows, title: raw.title, first: raw.first, note: raw.note ?? "", reasons: raw.reasons ?? {}, questions: raw.questions ?? [],
    iri: (coded) => {
      const colon = coded.indexOf(":");
      return raw.bases[Number(coded.slice(0, colon))] + coded.slice(colon + 1);
    },
  };
  connect(data);
  return data;
}

function connect(data) {
  for (const fact of data.facts) {
    const { subject, object, id } = fact;
    data.entities[subject].facts.push(id);
    if (object !== null) {
      if (object !== subject) data.entities[object].facts.push(id);
      data.entities[subject].degree += 1;
      data.entities[object].degree += 1;
    }
    for (const p of fact.passages) data.passages[p].facts.push(id);
  }
  for (const measure of data.measures) {
    for (const e of measure.about) data.entities[e].measures.push(measure.id);
    for (const p of measure.passages) data.passages[p].measures.push(measure.id);
  }
  data.order = data.entities.map((e) => e.id).sort((a, b) => data.entities[b].degree - data.entities[a].degree || a - b);
  data.rank = Array.from({ length: data.order.length }, () => 0);
  data.order.forEach((entity, place) => { data.rank[entity] = place; });
  if (data.communities.length) for (const id of data.order) data.communities[data.entities[id].community].members.push(id);
  data.links = data.facts.filter((f) => f.object !== null).length;
}

/** The class an entity is listed and coloured by: its most specific one, or -1. */
export const classOf = (entity) => entity.types[0] ?? -1;
export const familyOf = (data, entity) => {
  const named = entity.types.find((t) => data.classes[t].family !== "other");
  return named === undefined ? "other" : data.classes[named].family;
};

/** When a statement holds, in words: `2012`, `since 2012`, `2009–2013`. */
export function whenOf(fact) {
  const times = Object.fromEntries(fact.times.map((t) => [t.name, t.text]));
  if (times.from && times.until) return `${times.from}–${times.until}`;
  return Object.entries(times).map(([name, text]) => (name === "in" ? text : `${name === "from" ? "since" : name} ${text}`)).join(", ");
}

/** The object of a statement, in words. */
export const objectOf = (data, fact) => (fact.object === null ? `“${fact.text}”` : data.entities[fact.object].label);
