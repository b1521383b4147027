// What is drawn in a given state: entities, communities still closed, and the lines between them. Pure.

import { classOf } from "./data.js";

export const STEP = 150; // entities of a community that one opening shows

/** Whether a statement passes the filters, its ends aside. */
export function passes(data, state, fact) {
  if (state.noStatuses.has(fact.status) || state.noRelations.has(fact.relation)) return false;
  if (!state.open && data.relations[fact.relation].open) return false;
  if (fact.confidence !== null && fact.confidence < state.confidence) return false;
  if (state.years && !(fact.years && fact.years[0] <= state.years[1] && fact.years[1] >= state.years[0])) return false;
  if (state.noDocuments.size && fact.passages.length && fact.passages.every((p) => state.noDocuments.has(data.passages[p].document))) return false;
  return !state.noClasses.has(classOf(data.entities[fact.subject]))
    && (fact.object === null || !state.noClasses.has(classOf(data.entities[fact.object])));
}

/** Whether a measurement passes the filters. */
export function passesMeasure(data, state, measure) {
  if (state.noStatuses.has(measure.status)) return false;
  if (measure.confidence !== null && measure.confidence < state.confidence) return false;
  if (state.years && !(measure.year && parseInt(measure.year, 10) >= state.years[0] && parseInt(measure.year, 10) <= state.years[1])) return false;
  if (state.noDocuments.size && measure.passages.length && measure.passages.every((p) => state.noDocuments.has(data.passages[p].document))) return false;
  return !measure.about.length || measure.about.some((e) => !state.noClasses.has(classOf(data.entities[e])));
}

/** Each statement in `passing` that links an entity to another, with that other. */
export function* linksOf(data, passing, id) {
  for (const fact of data.entities[id].facts) {
    const { subject, object } = data.facts[fact];
    if (object !== null && passing.has(fact)) yield { fact, other: subject === id ? object : subject };
  }
}

/** The entities within `steps` links of `roots`, by statements in `passing`. */
export function around(data, passing, roots, steps) {
  let rim = [...roots];
  const reached = new Set(rim);
  for (let i = 0; i < steps; i++) {
    const next = [];
    for (const id of rim)
      for (const { other } of linksOf(data, passing, id)) {
        if (!reached.has(other)) {
          reached.add(other);
          next.push(other);
        }
      }
    rim = next;
  }
  return reached;
}

/** Whether the filters look at statements, so that an entity left without any should go too. */
const asksOfFacts = (state) => Boolean(state.noRelations.size || state.noStatuses.size || state.noDocuments.size
  || state.years || state.confidence > 0 || !state.open);

/** {entities, communities, facts, bundles, passing}: see the names. */
export function shown(data, state) {
  const passing = new Set();
  for (const fact of data.facts) if (passes(data, state, fact)) passing.add(fact.id);
  const said = asksOfFacts(state) ? withFacts(data, state, passing) : null;
  const lone = state.lone || !data.links;
  const may = (id) => state.revealed.has(id)
    || ((lone || data.entities[id].degree > 0) && !state.noClasses.has(classOf(data.entities[id])) && (said === null || said.has(id)));
  const entities = new Set();
  const communities = new Set();
  if (state.focus) {
    for (const id of around(data, passing, [state.focus.id], state.focus.steps)) entities.add(id);
  } else if (data.communities.length) {
    for (const { id, members } of data.communities) {
      const wanted = state.opened.get(id);
      if (wanted === undefined) {
        if (members.some((e) => may(e) && !state.hidden.has(e))) communities.add(id);
      } else for (const e of members.slice(0, wanted)) if (may(e)) entities.add(e);
    }
  } else for (const { id } of data.entities) if (may(id)) entities.add(id);
  for (const id of state.revealed) entities.add(id);
  for (const id of state.hidden) entities.delete(id);
  return { entities, communities, passing, ...links(data, state, { entities, communities, passing }) };
}

function withFacts(data, state, passing) {
  const said = new Set();
  for (const f of passing) {
    said.add(data.facts[f].subject);
    if (data.facts[f].object !== null) said.add(data.facts[f].object);
  }
  for (const m of data.measures) if (passesMeasure(data, state, m)) m.about.forEach((e) => said.add(e));
  return said;
}

/** Statements between entities drawn, and bundles of those that end in a closed community. */
function links(data, state, { entities, communities, passing }) {
  const facts = new Set();
  const bundles = new Map();
  const place = (id) => {
    if (entities.has(id)) return String(id);
    const { community } = data.entities[id];
    return communities.has(community) && !state.hidden.has(id) ? `c${community}` : null;
  };
  const grouped = communities.size > 0;
  for (const f of passing) {
    const { subject, object } = data.facts[f];
    if (object === null) continue;
    if (entities.has(subject) && entities.has(object)) {
      facts.add(f);
      continue;
    }
    if (!grouped) continue;
    const ends = [place(subject), place(object)];
    if (ends.includes(null) || ends[0] === ends[1]) continue;
    const [a, b] = ends.sort();
    const id = `b${a}-${b}`;
    if (!bundles.has(id)) bundles.set(id, { id, a, b, facts: [] });
    bundles.get(id).facts.push(f);
  }
  return { facts, bundles };
}
