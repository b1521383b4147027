// The details beside the drawing: of an entity, a statement, a sentence, a community, a path, or of the whole graph.

import { byId, counted, el, marked, marksOf } from "./dom.js";
import { familyOf, objectOf, whenOf } from "./data.js";
import { shortestPath } from "./paths.js";
import { STEP } from "./shown.js";

const LINES_SHOWN = 100; // lines of a list; the table holds the rest

/** `act` does what the buttons ask: choose, tab, neighbours, focus, hide, pathFrom, open, fold. */
export function makePanel({ data, act }) {
  const box = byId("panel");
  const name = (entity) => data.entities[entity].label;
  const badge = (status) => (status === "Asserted" ? null : el("span", { class: `badge ${status.toLowerCase()}` }, status.toLowerCase()));
  const swatch = (entity) => el("i", { class: `swatch f-${familyOf(data, data.entities[entity])}`, "aria-hidden": "true" });
  const link = (entity) => el("button", { type: "button", class: "link", onclick: () => act.choose({ kind: "entity", id: entity }) }, swatch(entity), el("bdi", {}, name(entity)));
  const section = (title, ...content) => el("section", {}, el("h3", {}, title), ...content);
  const table = (rows) => el("dl", {}, rows.flatMap(([key, value]) => [el("dt", {}, key), el("dd", {}, value)]));
  const button = (label, action, hint) => el("button", { type: "button", title: hint, onclick: action }, label);
  const bdi = (tag, text) => el(tag, {}, el("bdi", {}, text));

  /** One statement as a line; `from` is the entity whose panel it stands in, which need not be named again. */
  const factLine = (i, from = null) => {
    const fact = data.facts[i];
    const relation = data.relations[fact.relation];
    const back = from !== null && fact.subject !== from;
    const words = from === null
      ? [bdi("b", name(fact.subject)), " ", bdi("em", relation.label), " ", bdi("b", objectOf(data, fact))]
      : back ? [bdi("b", name(fact.subject)), " ", bdi("em", `${relation.label} ${objectOf(data, fact)}`)]
        : [bdi("em", relation.label), " ", bdi("b", objectOf(data, fact))];
    const more = fact.qualifiers.map((q) => `${q.name} ${q.text}`).join(", ");
    return el("li", {}, el("button", { type: "button", class: `line ${relation.open ? "open" : ""}`, onclick: () => act.choose({ kind: "fact", id: i }) },
      ...words, whenOf(fact) ? el("span", { class: "when" }, whenOf(fact)) : null, badge(fact.status), more ? el("small", {}, more) : null));
  };
  const measureLine = (i, withNames = false) => {
    const m = data.measures[i];
    return el("li", {}, el("button", { type: "button", class: "line measure", onclick: () => act.choose({ kind: "measure", id: i }) },
      el("b", {}, m.value), " ", el("bdi", {}, m.indicator), m.year ? el("span", { class: "when" }, m.year) : null, badge(m.status),
      withNames && m.about.length ? el("small", {}, m.about.map(name).join(", ")) : null));
  };
  const list = (ids, line) => [
    el("ul", { class: "lines" }, ...ids.slice(0, LINES_SHOWN).map(line)),
    ids.length > LINES_SHOWN ? el("p", { class: "note" }, `${counted(ids.length - LINES_SHOWN, "more", "more")}: `, button("see all in the table", () => act.tab("table"))) : null,
  ];
  const facts = (title, ids, from = null) => (ids.length ? section(`${title} (${ids.length.toLocaleString("en")})`, ...list(ids, (f) => factLine(f, from))) : null);
  const measures = (ids, withNames) => (ids.length ? section(`Measurements (${ids.length.toLocaleString("en")})`, ...list(ids, (m) => measureLine(m, withNames))) : null);

  const quote = (passage, marks) => el("blockquote", {},
    el("button", { type: "button", class: "quote", onclick: () => act.choose({ kind: "passage", id: passage }) }, ...marked(data.passages[passage].text, marks)),
    data.documents.length > 1 ? el("cite", {}, el("bdi", {}, data.documents[data.passages[passage].document].title)) : null);
  const elsewhere = (fact) => {
    const away = [...fact.subjectSpans, ...fact.objectSpans].map((s) => s.passage).filter((p) => !fact.passages.includes(p));
    const unique = [...new Set(away)];
    return unique.length ? [el("p", { class: "note" }, "Resolved from"), ...unique.map((p) => quote(p, marksOf(fact, p)))] : [];
  };

  const ofEntity = ({ id }, state) => {
    const entity = data.entities[id];
    const mine = entity.facts.filter((f) => data.facts[f].subject === id);
    const others = entity.facts.filter((f) => data.facts[f].subject !== id);
    const focused = state.focus?.id === id;
    return [
      el("h2", {}, swatch(id), el("bdi", {}, entity.label)),
      entity.types.length ? el("p", { class: "types" }, entity.types.map((t) => data.classes[t].label).join(" · ")) : null,
      entity.aliases.length ? el("p", { class: "aliases" }, "also ", el("bdi", {}, entity.aliases.join(", "))) : null,
      el("p", { class: "actions" },
        button("Neighbours", () => act.neighbours(id), "Show all that it is linked to (E)"),
        button(focused ? "Leave focus" : "Focus", () => act.focus(focused ? null : id), "Show it and its neighbours alone (F)"),
        focused ? button("Wider", () => act.wider(), "One step further from it") : null,
        button("Path to…", () => act.pathFrom(id), "Choose the other end of a shortest path (P)"),
        button("Hide", () => act.hide(id), "Take it off the drawing (H)")),
      measures(entity.measures, false),
      facts("As subject", mine, id),
      facts("As object", others, id),
      !mine.length && !others.length && !entity.measures.length ? el("p", { class: "note" }, "The text names it and states nothing of it.") : null,
      entity.more.length ? section("More", table(entity.more.map(([key, text]) => [key, el("bdi", {}, text)]))) : null,
      el("p", { class: "iri" }, data.iri(entity.iri)),
    ];
  };

  const ofFact = ({ id }) => {
    const fact = data.facts[id];
    const relation = data.relations[fact.relation];
    const rows = [
      ["status", fact.status.toLowerCase()],
      ...fact.times.map((t) => [t.name, t.text]),
      ...fact.qualifiers.map((q) => [q.name, q.entity === null ? el("bdi", {}, q.text) : link(q.entity)]),
      fact.confidence === null ? null : ["confidence", String(fact.confidence)],
      relation.open ? ["vocabulary", "open relation, in the text's own words"] : null,
    ].filter(Boolean);
    return [
      el("h2", { class: "fact" }, link(fact.subject), bdi("em", relation.label), fact.object === null ? bdi("q", fact.text) : link(fact.object)),
      table(rows),
      fact.passages.length ? section(fact.passages.length > 1 ? `Said ${fact.passages.length} times` : "Said in", ...fact.passages.slice(0, LINES_SHOWN).map((p) => quote(p, marksOf(fact, p)))) : null,
      ...elsewhere(fact),
      fact.iri ? el("p", { class: "iri" }, data.iri(fact.iri)) : null,
    ];
  };

  const ofMeasure = ({ id }) => {
    const m = data.measures[id];
    const rows = [
      m.about.length ? ["of", el("span", {}, ...m.about.map(link))] : null,
      m.year ? ["year", m.year] : null,
      ["status", m.status.toLowerCase()],
      m.confidence === null ? null : ["confidence", String(m.confidence)],
    ].filter(Boolean);
    return [el("h2", {}, m.value), el("p", { class: "types" }, el("bdi", {}, m.indicator)), table(rows),
      m.passages.length ? section("Said in", ...m.passages.map((p) => quote(p, []))) : null];
  };

  const ofPassage = ({ id }) => {
    const { text, left, coverage, facts: said, measures: sized } = data.passages[id];
    const words = { Read: "read", Partly: "partly read", Silent: "silent" };
    return [
      el("h2", {}, "A sentence"),
      el("p", { class: "types" }, words[coverage] ?? coverage),
      el("blockquote", {}, ...marked(text, left.map((l) => ({ ...l, name: "left" })))),
      facts("It says", said),
      measures(sized, true),
      !said.length && !sized.length ? el("p", { class: "note" }, "No fact was read from this sentence.") : null,
      left.length ? section(`Not read (${left.length})`, el("ul", { class: "lines" }, ...left.map((l) => el("li", { class: "rest" },
        el("bdi", {}, text.slice(l.start, l.end)), el("details", {}, el("summary", {}, l.why), data.reasons[l.why] ?? ""))))) : null,
    ];
  };

  const ofCommunity = ({ id }, state) => {
    const { label, size, members } = data.communities[id];
    const open = state.opened.get(id);
    const left = open === undefined ? size : size - open;
    return [
      el("h2", {}, el("bdi", {}, label)),
      el("p", { class: "types" }, `Community of ${counted(size, "entity", "entities")} that are linked more to each other than to others`),
      el("p", { class: "actions" },
        left > 0 ? button(open === undefined ? "Open" : `Show ${Math.min(STEP, left)} more`, () => act.open(id), "Draw its entities (Enter)") : null,
        open === undefined ? null : button("Fold", () => act.fold(id), "Draw it as one again")),
      section("Most connected", el("ul", { class: "top" }, ...members.slice(0, 30).map((e) => el("li", {}, link(e), el("span", { class: "when" }, String(data.entities[e].degree)))))),
    ];
  };

  const ofBundle = (_, state, { lit }) => [
    el("h2", {}, "Between them"),
    facts("Statements", [...lit.facts]),
    !lit.facts.size ? el("p", { class: "note" }, "These statements are drawn on their own now.") : null,
  ];

  const ofPath = ({ from, to }, state, { shown }) => {
    const path = shortestPath(data, shown.passing, from, to);
    const steps = path ? path.facts.length : 0;
    return [
      el("h2", { class: "fact" }, link(from), el("em", {}, "to"), link(to)),
      path ? el("p", { class: "types" }, `Shortest path: ${counted(steps, "step", "steps")}`) : el("p", { class: "note" }, "No path by what the filters let pass."),
      path ? el("ol", { class: "lines path" }, ...path.facts.map((f) => factLine(f))) : null,
      el("p", { class: "actions" }, button("The other way", () => act.choose({ kind: "path", from: to, to: from }))),
    ];
  };

  const ofAnswer = ({ question, row }, state, { lit }) => {
    const asked = data.questions[question];
    return [
      el("h2", {}, asked.title),
      table(asked.columns.map((column, i) => [column, asked.rows[row][i]]).filter(([, cell]) => cell[0] !== "").map(([column, cell]) => [column, cell[1] === "entity" && cell[2] >= 0 ? link(cell[2]) : el("bdi", {}, cell[0])])),
      facts("Statements", [...lit.facts]),
      lit.chosen.length ? section("Said in", ...lit.chosen.slice(0, 12).map((p) => quote(p, [...lit.facts].flatMap((f) => marksOf(data.facts[f], p))))) : null,
    ];
  };

  const overview = () => {
    const top = data.order.slice(0, 12).filter((e) => data.entities[e].degree > 0);
    return [
      el("h2", {}, "Overview"),
      el("p", {}, [counted(data.entities.length, "entity", "entities"), counted(data.facts.length, "statement", "statements"),
        counted(data.measures.length, "measurement", "measurements")].join(", "), data.documents.length > 1 ? `, from ${data.documents.length.toLocaleString("en")} documents.` : "."),
      data.note ? el("p", { class: "note" }, data.note) : null,
      el("p", { class: "note" }, "Choose an entity, a line between two, or a sentence of the text. Press / to search, ? for all keys."),
      top.length ? section("Most connected", el("ul", { class: "top" }, ...top.map((e) => el("li", {}, link(e), el("span", { class: "when" }, String(data.entities[e].degree)))))) : null,
      ...data.documents.slice(0, 20).map((d) => (d.about.length ? section(d.title, table(d.about.map(([key, text]) => [key, el("bdi", {}, text)]))) : null)),
    ];
  };

  const kinds = { entity: ofEntity, fact: ofFact, measure: ofMeasure, passage: ofPassage, community: ofCommunity, bundle: ofBundle, path: ofPath, answer: ofAnswer };
  return {
    show: (state, view) => {
      const { chosen } = state;
      const close = chosen ? el("button", { type: "button", class: "close", "aria-label": "Clear selection", onclick: () => act.choose(null) }, "×") : null;
      const content = chosen ? kinds[chosen.kind](chosen, state, view) : overview();
      box.replaceChildren(...[close, ...content].filter(Boolean));
      box.scrollTop = 0;
    },
  };
}
