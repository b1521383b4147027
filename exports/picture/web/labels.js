// Names beside nodes, never on one another: each takes the first free place, those with the best claim first.

const LABEL_FONT_PX = 12;
const LABEL_LINE_PX = 14;
const ALWAYS_NAMED = 10; // the best connected keep their names even where these cover lesser nodes
export const FONT = "system-ui, sans-serif";

/** A label in at most two lines of some 20 characters. */
export function linesOf(label) {
  if (label.length <= 20) return [label];
  const cut = label.lastIndexOf(" ", 20) > 6 ? label.lastIndexOf(" ", 20) : 20;
  const rest = label.slice(cut).trim();
  return [label.slice(0, cut), rest.length > 22 ? `${rest.slice(0, 20).trimEnd()}…` : rest];
}

/** Boxes by the cells of a grid they touch, so that finding what overlaps one does not mean asking all. */
function makeGrid(cell) {
  const cells = new Map();
  const touched = (b) => {
    const keys = [];
    for (let x = Math.floor(b.l / cell); x <= Math.floor(b.r / cell); x++)
      for (let y = Math.floor(b.t / cell); y <= Math.floor(b.b / cell); y++) keys.push(`${x},${y}`);
    return keys;
  };
  const apart = (b, t) => b.r <= t.l || b.l >= t.r || b.b <= t.t || b.t >= t.b;
  return {
    add: (b) => touched(b).forEach((key) => (cells.has(key) ? cells.get(key).push(b) : cells.set(key, [b]))),
    isFree: (b, owner, overNodes = false) => touched(b).every((key) => (cells.get(key) ?? []).every(
      (t) => t.owner === owner || (overNodes && t.owner !== null) || apart(b, t))),
  };
}

/**
 * Places for labels, in canvas units. `nodes`: {id, x, y, size, lines, must, named} by claim; `edges`: {id, x, y, text, must};
 * `frame`: {l, r, t, b} that is seen, `covered`: a part of it that something else covers, or null. `must` are placed
 * whatever they cover.
 */
export function placed({ ctx, scale, frame, covered, nodes, edges }) {
  const grid = makeGrid(80 / scale);
  if (covered) grid.add({ ...covered, owner: null });
  const inView = (b) => b.l >= frame.l && b.r <= frame.r && b.t >= frame.t && b.b <= frame.b;
  const seen = nodes.filter((n) => n.x + n.size >= frame.l && n.x - n.size <= frame.r && n.y + n.size >= frame.t && n.y - n.size <= frame.b);
  const found = [];
  for (const n of seen) if (!n.inside) grid.add({ owner: n.id, l: n.x - n.size, r: n.x + n.size, t: n.y - n.size, b: n.y + n.size });
  for (const n of seen) {
    ctx.font = `${n.must ? 600 : 400} ${LABEL_FONT_PX / scale}px ${FONT}`;
    const half = Math.max(...n.lines.map((line) => ctx.measureText(line).width)) / 2 + 3 / scale;
    const tall = (n.lines.length * LABEL_LINE_PX) / scale / 2;
    const [beside, below] = [n.size + half + 2 / scale, n.size + tall + 3 / scale];
    const around = n.inside ? [[0, 0], [0, below], [0, -below]] : [[0, below], [0, -below], [beside, 0], [-beside, 0]];
    const places = around.map(([dx, dy]) => {
      const [x, y] = [n.x + dx, n.y + dy];
      return { owner: n.id, x, y, l: x - half, r: x + half, t: y - tall, b: y + tall };
    });
    const place = places.find((b) => inView(b) && grid.isFree(b, n.id))
      ?? (n.must ? places[0] : n.rank < ALWAYS_NAMED ? places.find((b) => grid.isFree(b, n.id, true)) : null);
    if (!place) continue;
    grid.add({ ...place, owner: null });
    found.push({ id: n.id, x: place.x, y: place.y, lines: n.lines, bold: n.must });
  }
  for (const e of edges) {
    ctx.font = `400 ${LABEL_FONT_PX / scale}px ${FONT}`;
    const half = ctx.measureText(e.text).width / 2;
    const b = { l: e.x - half, r: e.x + half, t: e.y - 7 / scale, b: e.y + 7 / scale, owner: null };
    if (!e.must && !grid.isFree(b)) continue;
    grid.add(b);
    found.push({ id: null, edge: e.id, x: e.x, y: e.y, lines: [e.text], bold: false });
  }
  return found;
}

/** Write placed labels with a halo, at a size fixed on the screen. */
export function writeLabels(ctx, labels, scale, { ink, halo }) {
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.lineWidth = 4 / scale;
  ctx.strokeStyle = halo;
  ctx.fillStyle = ink;
  for (const label of labels) {
    ctx.font = `${label.bold ? 600 : 400} ${LABEL_FONT_PX / scale}px ${FONT}`;
    label.lines.forEach((line, i) => {
      const y = label.y + (i - (label.lines.length - 1) / 2) * (LABEL_LINE_PX / scale);
      ctx.strokeText(line, label.x, y);
      ctx.fillText(line, label.x, y);
    });
  }
}
