// What a choice lights up in every pane, and what it covers for table and download. Pure.

import { passesMeasure } from "./shown.js";
import { shortestPath } from "./paths.js";

const union = (...lists) => [...new Set(lists.flat())];
const ordered = (list) => union(list).sort((a, b) => a - b);
const endsOf = (data, f) => [data.facts[f].subject, data.facts[f].object].filter((e) => e !== null);
const passagesOf = (data, facts, measures = []) =>
  ordered([...facts.flatMap((f) => data.facts[f].passages), ...measures.flatMap((m) => data.measures[m].passages)]);

function make(data, { facts = [], measures = [], entities = [], chosen = [], related = [], strong = {} }) {
  return {
    facts: new Set(facts),
    measures: new Set(measures),
    entities: new Set([...entities, ...facts.flatMap((f) => endsOf(data, f)), ...measures.flatMap((m) => data.measures[m].about)]),
    chosen,
    related,
    strong: { entities: new Set(strong.entities ?? []), facts: new Set(strong.facts ?? []) },
  };
}

const kinds = {
  entity: (data, { passing }, { id }) => {
    const { facts, measures } = data.entities[id];
    const kept = facts.filter((f) => passing.has(f));
    return make(data, { facts: kept, measures, entities: [id], related: passagesOf(data, kept, measures), strong: { entities: [id] } });
  },
  fact: (data, _, { id }) => make(data, {
    facts: [id], chosen: data.facts[id].passages, strong: { entities: endsOf(data, id), facts: [id] },
  }),
  measure: (data, _, { id }) => make(data, {
    measures: [id], chosen: data.measures[id].passages, strong: { entities: data.measures[id].about },
  }),
  passage: (data, _, { id }) => {
    const { facts, measures } = data.passages[id];
    return make(data, { facts, measures, chosen: [id], strong: { facts } });
  },
  community: (data, { passing }, { id }) => {
    const members = new Set(data.communities[id].members);
    const facts = union([...members].flatMap((e) => data.entities[e].facts)).filter((f) => passing.has(f));
    return make(data, { facts, entities: [...members], related: passagesOf(data, facts) });
  },
  bundle: (data, { bundles }, { id }) => {
    const facts = bundles.get(id)?.facts ?? [];
    return make(data, { facts, related: passagesOf(data, facts), strong: { facts } });
  },
  path: (data, { passing }, { from, to }) => {
    const path = shortestPath(data, passing, from, to) ?? { entities: [from, to], facts: [] };
    return make(data, { ...path, chosen: passagesOf(data, path.facts), strong: path });
  },
  answer: (data, _, { question, row }) => {
    const asked = data.questions[question];
    const cells = asked.rows[row].filter((cell) => cell[2] >= 0);
    const of = (kind) => cells.filter((cell) => cell[1] === kind).map((cell) => cell[2]);
    const facts = union(asked.marks?.[row] ?? [], of("fact"));
    const said = union(asked.said?.[row] ?? [], of("passage"));
    const entities = of("entity");
    return make(data, { facts, entities, chosen: said.length ? said : passagesOf(data, facts), strong: { entities, facts } });
  },
};

/** What the choice in `state` lights up, or null where nothing is chosen. */
export const lit = (data, state, view) => (state.chosen ? kinds[state.chosen.kind](data, view, state.chosen) : null);

/** What is tabled and taken away: what the choice covers or, with nothing chosen, all that passes the filters. */
export function selectionOf(data, state, view, light) {
  if (light) {
    const { facts, measures, entities } = light;
    return { facts: ordered([...facts]), measures: ordered([...measures]), entities: ordered([...entities]) };
  }
  const inside = (e) => (state.focus ? view.entities.has(e) : !state.hidden.has(e));
  const facts = [...view.passing].filter((f) => endsOf(data, f).every(inside));
  const measures = data.measures.filter((m) => passesMeasure(data, state, m) && (!m.about.length || m.about.some(inside))).map((m) => m.id);
  const entities = data.entities.map((e) => e.id).filter(inside);
  return { facts, measures, entities };
}
