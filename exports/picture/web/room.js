// How much larger than its own size each entity can be drawn before it touches another. Pure.

const REACH = 225; // canvas units: what lies farther apart touches only where it is drawn more than twice as large
const LARGEST = 51; // the largest radius that an entity has by itself
const GAP_LEFT = 0.85; // of the way to the other: corners stand out, and some paper should show between

/** Factors by entity; `radius(id)` is how large it is by itself. */
export function roomAround(entities, radius) {
  const cells = new Map();
  const cellOf = (x, y) => `${Math.floor(x / REACH)},${Math.floor(y / REACH)}`;
  for (const { id, x, y } of entities) {
    const key = cellOf(x, y);
    if (cells.has(key)) cells.get(key).push(id);
    else cells.set(key, [id]);
  }
  const sizes = entities.map(({ id }) => radius(id));
  const steps = [-REACH, 0, REACH];
  return entities.map(({ id, x, y }) => {
    const near = steps.flatMap((dx) => steps.flatMap((dy) => cells.get(cellOf(x + dx, y + dy)) ?? []));
    let room = REACH / (sizes[id] + LARGEST);
    for (const other of near) {
      if (other !== id) room = Math.min(room, Math.hypot(entities[other].x - x, entities[other].y - y) / (sizes[id] + sizes[other]));
    }
    return GAP_LEFT * room;
  });
}
