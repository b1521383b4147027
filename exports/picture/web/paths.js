// The shortest path between two entities. Pure.

import { linksOf } from "./shown.js";

/** Entities and statements of a shortest path by statements in `passing`, either way along each; null where there is none. */
export function shortestPath(data, passing, from, to) {
  if (from === to) return { entities: [from], facts: [] };
  const came = new Map([[from, null]]);
  let rim = [from];
  while (rim.length && !came.has(to)) {
    const next = [];
    for (const id of rim)
      for (const { fact, other } of linksOf(data, passing, id)) {
        if (came.has(other)) continue;
        came.set(other, { id, fact });
        next.push(other);
      }
    rim = next;
  }
  if (!came.has(to)) return null;
  const path = { entities: [to], facts: [] };
  for (let step = came.get(to); step; step = came.get(step.id)) {
    path.entities.unshift(step.id);
    path.facts.unshift(step.fact);
  }
  return path;
}
