// Where entities stand when one of them is in focus: rings around it, by their distance from it. Pure.

import { linksOf } from "./shown.js";

const GAP = 150; // canvas units between rings, at least
const ROOM = 64; // canvas units along a ring for each entity

/** Positions {x, y} by entity; each ring keeps the order in which its entities stood around the middle before. */
export function rings(data, entities, passing, root) {
  const middle = data.entities[root];
  const at = new Map([[root, { x: middle.x, y: middle.y }]]);
  const angle = (id) => Math.atan2(data.entities[id].y - middle.y, data.entities[id].x - middle.x);
  let rim = [root];
  let radius = 0;
  while (rim.length) {
    const next = new Set();
    for (const id of rim)
      for (const { other } of linksOf(data, passing, id)) {
        if (entities.has(other) && !at.has(other)) next.add(other);
      }
    rim = [...next].sort((a, b) => angle(a) - angle(b) || a - b);
    radius = Math.max(radius + GAP, (rim.length * ROOM) / (2 * Math.PI));
    const turn = rim.length ? angle(rim[0]) : 0;
    rim.forEach((id, i) => {
      const direction = turn + (2 * Math.PI * i) / rim.length;
      at.set(id, { x: Math.round(middle.x + radius * Math.cos(direction)), y: Math.round(middle.y + 0.8 * radius * Math.sin(direction)) });
    });
  }
  return at;
}
