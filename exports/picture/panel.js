// The details beside the drawing: of an entity, a statement, a sentence, or of the whole graph.

function makePanel({ model, degree, choose }) {
  const box = byId("panel");
  const factsOf = model.entities.map(() => []);
  const measuresOf = model.entities.map(() => []);
  const saidBy = model.passages.map(() => ({ facts: [], measures: [] }));
  model.facts.forEach((fact, i) => {
    factsOf[fact.subject].push(i);
    if (fact.object !== null && fact.object !== fact.subject) factsOf[fact.object].push(i);
    for (const p of fact.passages) saidBy[p].facts.push(i);
  });
  model.measures.forEach((measure, i) => {
    for (const e of measure.about) measuresOf[e].push(i);
    for (const p of measure.passages) saidBy[p].measures.push(i);
  });

  const name = (entity) => model.entities[entity].label;
  const target = (fact) => (fact.object === null ? `“${fact.text}”` : name(fact.object));
  const when = (fact) => {
    const times = Object.fromEntries(fact.times.map((t) => [t.name, t.text]));
    if (times.from && times.until) return `${times.from}–${times.until}`;
    return Object.entries(times).map(([word, time]) => (word === "in" ? time : `${word === "from" ? "since" : word} ${time}`)).join(", ");
  };
  const badge = (status) => (status === "Asserted" ? null : el("span", { class: `badge ${status.toLowerCase()}` }, status.toLowerCase()));
  const swatch = (entity) => el("i", { class: `swatch f-${model.entities[entity].family}`, "aria-hidden": "true" });
  const link = (entity) => el("button", { type: "button", class: "link", onclick: () => choose("entity", entity) }, swatch(entity), name(entity));
  const section = (title, ...content) => el("section", {}, el("h3", {}, title), ...content);
  const table = (rows) => el("dl", {}, rows.flatMap(([key, value]) => [el("dt", {}, key), el("dd", {}, value)]));

  /** One statement as a line; `from` is the entity whose panel it stands in, which need not be named again. */
  const factLine = (i, from = null) => {
    const fact = model.facts[i];
    const back = from !== null && fact.subject !== from;
    const words = from === null
      ? [el("b", {}, name(fact.subject)), " ", el("em", {}, fact.relation), " ", el("b", {}, target(fact))]
      : back ? [el("b", {}, name(fact.subject)), " ", el("em", {}, `${fact.relation} ${target(fact)}`)]
        : [el("em", {}, fact.relation), " ", el("b", {}, target(fact))];
    const more = fact.qualifiers.map((q) => `${q.name} ${q.text}`).join(", ");
    return el("li", {}, el("button", { type: "button", class: `line ${fact.is_open ? "open" : ""}`, onclick: () => choose("fact", i) },
      ...words, when(fact) ? el("span", { class: "when" }, when(fact)) : null, badge(fact.status), more ? el("small", {}, more) : null));
  };
  const measureLine = (i, withNames = false) => {
    const m = model.measures[i];
    return el("li", {}, el("button", { type: "button", class: "line measure", onclick: () => choose("measure", i) },
      el("b", {}, m.value), " ", m.indicator, m.year ? el("span", { class: "when" }, m.year) : null, badge(m.status),
      withNames && m.about.length ? el("small", {}, m.about.map(name).join(", ")) : null));
  };
  const list = (items) => el("ul", { class: "lines" }, ...items);

  const quote = (passage, marks) => el("blockquote", {},
    el("button", { type: "button", class: "quote", onclick: () => choose("passage", passage) }, ...marked(model.passages[passage].text, marks)),
    model.documents.length > 1 ? el("cite", {}, model.documents[model.passages[passage].document].title) : null);
  const elsewhere = (fact) => {
    const away = [...fact.subject_spans, ...fact.object_spans].map((s) => s.passage).filter((p) => !fact.passages.includes(p));
    const unique = [...new Set(away)];
    return unique.length ? [el("p", { class: "note" }, "Resolved from"), ...unique.map((p) => quote(p, marksOf(fact, p)))] : [];
  };

  const ofEntity = (i) => {
    const e = model.entities[i];
    const out = factsOf[i].filter((f) => model.facts[f].subject === i);
    const into = factsOf[i].filter((f) => model.facts[f].subject !== i);
    return [
      el("h2", {}, swatch(i), e.label),
      e.types.length ? el("p", { class: "types" }, e.types.join(" · ")) : null,
      e.aliases.length ? el("p", { class: "aliases" }, "also ", e.aliases.join(", ")) : null,
      measuresOf[i].length ? section(`Measurements (${measuresOf[i].length})`, list(measuresOf[i].map((m) => measureLine(m)))) : null,
      out.length ? section(`As subject (${out.length})`, list(out.map((f) => factLine(f, i)))) : null,
      into.length ? section(`As object (${into.length})`, list(into.map((f) => factLine(f, i)))) : null,
      !out.length && !into.length && !measuresOf[i].length ? el("p", { class: "note" }, "The text names it and states nothing of it.") : null,
      e.facts.length ? section("More", table(e.facts.map((v) => [v.name, v.text]))) : null,
      el("p", { class: "iri" }, e.iri),
    ];
  };

  const ofFact = (i) => {
    const f = model.facts[i];
    const rows = [
      ["status", f.status.toLowerCase()],
      ...f.times.map((t) => [t.name, t.text]),
      ...f.qualifiers.map((q) => [q.name, q.entity === null ? q.text : link(q.entity)]),
      f.confidence ? ["confidence", f.confidence] : null,
      f.is_open ? ["vocabulary", "open relation, in the text's own words"] : null,
    ].filter(Boolean);
    return [
      el("h2", { class: "fact" }, link(f.subject), el("em", {}, f.relation), f.object === null ? el("q", {}, f.text) : link(f.object)),
      table(rows),
      f.passages.length ? section(f.passages.length > 1 ? `Said ${f.passages.length} times` : "Said in", ...f.passages.map((p) => quote(p, marksOf(f, p)))) : null,
      ...elsewhere(f),
      el("p", { class: "iri" }, f.iri),
    ];
  };

  const ofMeasure = (i) => {
    const m = model.measures[i];
    const rows = [
      m.about.length ? ["of", el("span", {}, ...m.about.map(link))] : null,
      m.year ? ["year", m.year] : null,
      ["status", m.status.toLowerCase()],
      m.confidence ? ["confidence", m.confidence] : null,
    ].filter(Boolean);
    return [el("h2", {}, m.value), el("p", { class: "types" }, m.indicator), table(rows),
      m.passages.length ? section("Said in", ...m.passages.map((p) => quote(p, []))) : null];
  };

  const ofPassage = (i) => {
    const { facts, measures } = saidBy[i];
    const words = { Read: "read", Partly: "partly read", Silent: "silent" };
    const { text, left } = model.passages[i];
    return [
      el("h2", {}, "A sentence"),
      el("p", { class: "types" }, words[model.passages[i].coverage] ?? model.passages[i].coverage),
      el("blockquote", {}, ...marked(model.passages[i].text, left.map((l) => ({ ...l, name: "left" })))),
      facts.length ? section(`It says (${facts.length})`, list(facts.map((f) => factLine(f)))) : null,
      measures.length ? section(`Measurements (${measures.length})`, list(measures.map((m) => measureLine(m, true)))) : null,
      !facts.length && !measures.length ? el("p", { class: "note" }, "No fact was read from this sentence.") : null,
      left.length ? section(`Not read (${left.length})`, list(left.map((l) => el("li", { class: "rest" },
        text.slice(l.start, l.end), el("details", {}, el("summary", {}, l.why), model.reasons[l.why] ?? ""))))) : null,
    ];
  };

  const overview = () => {
    const top = model.entities.map((_, i) => i).sort((a, b) => degree[b] - degree[a] || a - b).slice(0, 12);
    return [
      el("h2", {}, "Overview"),
      el("p", {}, [counted(model.entities.length, "entity", "entities"), counted(model.facts.length, "statement", "statements"),
        counted(model.measures.length, "measurement", "measurements")].join(", "), model.documents.length > 1 ? `, from ${model.documents.length} documents.` : "."),
      el("p", { class: "note" }, "Choose an entity, a line between two, or a sentence of the text. Press / to search, Escape to clear."),
      top.length ? section("Most connected", el("ul", { class: "top" }, ...top.map((e) => el("li", {}, link(e), el("span", { class: "when" }, String(degree[e])))))) : null,
      ...model.documents.slice(0, 20).map((d) => section(d.title, table(d.about))),
    ];
  };

  const kinds = { entity: ofEntity, fact: ofFact, measure: ofMeasure, passage: ofPassage };
  return {
    factsOf,
    measuresOf,
    saidBy,
    when,
    show: (kind, index) => {
      const close = kind ? el("button", { type: "button", class: "close", "aria-label": "Clear selection", onclick: () => choose(null) }, "×") : null;
      box.replaceChildren(...[close, ...(kind ? kinds[kind](index) : overview())].filter(Boolean));
      box.scrollTop = 0;
    },
  };
}
