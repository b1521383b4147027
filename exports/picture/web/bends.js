// How far lines between the same two entities bend aside, so that each can be seen and pointed at.

/** `bend(fact)`: 0 is straight; positive bends to the right of the line's own direction. */
export function makeBends(data) {
  const pairs = new Map();
  for (const { id, subject, object } of data.facts) {
    if (object === null) continue;
    const key = `${Math.min(subject, object)} ${Math.max(subject, object)}`;
    if (pairs.has(key)) pairs.get(key).push(id);
    else pairs.set(key, [id]);
  }
  const bends = new Map();
  for (const ids of pairs.values()) {
    if (ids.length === 1) continue;
    const step = Math.min(0.25, 1.4 / ids.length);
    ids.forEach((id, place) => {
      const bend = step * (place - (ids.length - 1) / 2);
      const { subject, object } = data.facts[id];
      // A curve is bent to the right of its own direction: the way back must be turned to lie on its own side.
      bends.set(id, subject < object ? bend : -bend);
    });
  }
  return (id) => bends.get(id) ?? 0;
}
