// The drawing: vis-network with positions computed ahead; labels are ours, so that they never lie on one another.

const SHAPES = {
  country: "dot", place: "dot", organization: "square", international: "square", government: "square",
  embassy: "square", dialogue: "square", person: "triangle", office: "triangleDown", agreement: "diamond",
  initiative: "diamond", pillar: "diamond", event: "star", report: "hexagon", commodity: "dot", topic: "dot",
  other: "dot",
};
const SWELL = { star: 1.5, triangle: 1.15, triangleDown: 1.15, diamond: 1.2, square: 0.9 }; // to look equally large
const FONT_PX = 12;
const LINE_PX = 14;
const ALWAYS_NAMED = 10; // the best connected keep their names even where these cover lesser nodes

/** A label in at most two lines of some 20 characters. */
function lines(label) {
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
  return {
    add: (b) => touched(b).forEach((key) => (cells.has(key) ? cells.get(key).push(b) : cells.set(key, [b]))),
    isFree: (b, owner, overNodes = false) => touched(b).every((key) => (cells.get(key) ?? []).every(
      (t) => t.owner === owner || (overNodes && t.owner !== null) || b.r <= t.l || b.l >= t.r || b.b <= t.t || b.t >= t.b)),
  };
}

/** Draws the graph. `model` holds the data, `isShown` says what is shown, `choose` is told of clicks. */
function makeCanvas({ model, drawing, rank, isShown, choose, describe }) {
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const view = {
    nodes: new vis.DataView(nodes, { filter: (n) => isShown.entity(n.id) }),
    edges: new vis.DataView(edges, { filter: (e) => isShown.fact(e.id) }),
  };
  const nodeOf = new Map(drawing.nodes.map((n) => [n.id, n]));
  const shortLabels = model.entities.map((entity) => lines(entity.label));
  let lit = null; // what the selection lights up: {nodes, edges, strong: {nodes, edges}} of sets, or null
  let hover = { node: null, edge: null };
  let colors = {};
  let faint = 0.85; // opacity of lines, less the more there are
  let grow = 1; // nodes and lines are drawn larger when seen from afar

  const readColors = () => {
    colors = Object.fromEntries(Object.keys(SHAPES).map((family) => [family, cssVar(`--c-${family}`)]));
    for (const name of ["ink", "halo", "edge", "accent", "negated"]) colors[`_${name}`] = cssVar(`--${name}`);
  };

  const sizeOf = (id) => nodeOf.get(id).size * grow * (SWELL[SHAPES[model.entities[id].family]] ?? 1);
  const nodeStyle = (n) => {
    const family = model.entities[n.id].family;
    const strong = lit && lit.strong.nodes.has(n.id);
    return {
      id: n.id, shape: SHAPES[family], size: sizeOf(n.id), opacity: lit && !lit.nodes.has(n.id) ? 0.16 : 1, borderWidth: (strong ? 3.5 : 1.5) * Math.sqrt(grow),
      color: { background: colors[family], border: strong ? colors._accent : colors._halo },
    };
  };
  const edgeStyle = (e) => {
    const on = lit && lit.edges.has(e.id);
    const strong = lit && lit.strong.edges.has(e.id);
    const plain = model.facts[e.id].status === "Negated" ? colors._negated : colors._edge;
    return {
      id: e.id, width: (strong ? 3 : on ? 2 : 1.5) * grow,
      color: { color: strong ? colors._accent : plain, opacity: lit && !on ? 0.12 : on ? 1 : faint, inherit: false },
    };
  };
  const restyle = () => {
    faint = Math.min(0.85, Math.max(0.3, 1 - view.edges.length / 900));
    nodes.update(drawing.nodes.map(nodeStyle));
    edges.update(drawing.edges.map(edgeStyle));
  };

  readColors();
  nodes.add(drawing.nodes.map(({ label, ...n }) => ({ ...n, ...nodeStyle(n) })));
  edges.add(drawing.edges.map((e) => ({ ...e, ...edgeStyle(e) })));
  const box = byId("canvas");
  const network = new vis.Network(box, view, drawing.options);
  const byRank = [...drawing.nodes.keys()].sort((a, b) => rank[a] - rank[b]);

  /** Labels in the order of their claim to room: chosen, lit, then the best connected. */
  const claims = () => {
    const first = [hover.node, ...(lit ? [...lit.strong.nodes] : [])].filter((id) => id !== null);
    const then = lit ? byRank.filter((id) => lit.nodes.has(id)) : byRank;
    return [...new Set([...first, ...then])].filter((id) => view.nodes.get(id) !== null);
  };

  /** Write text with a halo, centred on (x, y) in canvas units at a size fixed on the screen. */
  const write = (ctx, rows, x, y, scale, bold) => {
    ctx.font = `${bold ? 600 : 400} ${FONT_PX / scale}px system-ui, sans-serif`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    ctx.lineWidth = 4 / scale;
    ctx.strokeStyle = colors._halo;
    ctx.fillStyle = colors._ink;
    rows.forEach((row, i) => {
      const at = y + (i - (rows.length - 1) / 2) * (LINE_PX / scale);
      ctx.strokeText(row, x, at);
      ctx.fillText(row, x, at);
    });
  };

  const drawLabels = (ctx) => {
    const scale = network.getScale();
    const grid = makeGrid(80 / scale);
    const low = network.DOMtoCanvas({ x: 0, y: 0 });
    const high = network.DOMtoCanvas({ x: box.clientWidth, y: box.clientHeight });
    const inView = (b) => b.l >= low.x && b.r <= high.x && b.t >= low.y && b.b <= high.y;
    const ids = claims();
    for (const id of ids) {
      const at = network.getPosition(id);
      const r = sizeOf(id);
      if (!lit || lit.nodes.has(id)) grid.add({ owner: id, l: at.x - r, r: at.x + r, t: at.y - r, b: at.y + r });
    }
    for (const id of ids) {
      const must = id === hover.node || (lit && lit.strong.nodes.has(id));
      const at = network.getPosition(id);
      const rows = must ? [model.entities[id].label] : shortLabels[id];
      const size = sizeOf(id);
      ctx.font = `${must ? 600 : 400} ${FONT_PX / scale}px system-ui, sans-serif`;
      const half = Math.max(...rows.map((row) => ctx.measureText(row).width)) / 2 + 3 / scale;
      const tall = (rows.length * LINE_PX) / scale / 2;
      const beside = size + half + 2 / scale;
      const below = size + tall + 3 / scale;
      const places = [[0, below], [0, -below], [beside, 0], [-beside, 0]].map(([dx, dy]) => {
        const [x, y] = [at.x + dx, at.y + dy];
        return { owner: id, x, y, l: x - half, r: x + half, t: y - tall, b: y + tall };
      });
      const place = places.find((b) => inView(b) && grid.isFree(b, id))
        ?? (must ? places[0] : rank[id] < ALWAYS_NAMED ? places.find((b) => grid.isFree(b, id, true)) : null);
      if (!place) continue;
      grid.add({ ...place, owner: null });
      write(ctx, rows, place.x, place.y, scale, must);
    }
    for (const id of edgesToName()) {
      const at = middle(id);
      const half = ctx.measureText(model.facts[id].relation).width / 2;
      const b = { l: at.x - half, r: at.x + half, t: at.y - 7 / scale, b: at.y + 7 / scale, owner: null };
      if (id !== hover.edge && !(lit && lit.strong.edges.has(id)) && !grid.isFree(b)) continue;
      grid.add(b);
      write(ctx, [model.facts[id].relation], at.x, at.y, scale, false);
    }
  };

  const edgesToName = () => {
    const named = lit ? [...lit.strong.edges, ...(lit.edges.size <= 24 ? lit.edges : [])] : [];
    if (hover.edge !== null) named.unshift(hover.edge);
    return [...new Set(named)].filter((id) => view.edges.get(id) !== null);
  };

  /** The middle of an edge as drawn: on its curve where it has one. */
  const middle = (id) => {
    const { subject, object } = model.facts[id];
    const drawn = network.body.edges[id];
    if (drawn && drawn.edgeType && drawn.edgeType.getPoint) return drawn.edgeType.getPoint(0.5);
    const [a, b] = [network.getPosition(subject), network.getPosition(object)];
    return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  };

  network.on("afterDrawing", drawLabels);
  network.on("click", ({ pointer }) => {
    const node = network.getNodeAt(pointer.DOM);
    if (node !== undefined) return choose("entity", node);
    const edge = network.getEdgeAt(pointer.DOM);
    return edge === undefined ? choose(null) : choose("fact", edge);
  });
  network.on("dragEnd", ({ nodes: dragged }) => {
    for (const id of dragged) nodes.update({ id, ...network.getPosition(id) });
  });

  const tip = byId("tip");
  const point = (change, text, at) => {
    hover = { ...hover, ...change };
    tip.hidden = !text;
    tip.textContent = text;
    box.classList.toggle("pointing", Boolean(text));
    if (text && at) {
      tip.style.left = `${Math.min(at.x + 14, box.clientWidth - tip.offsetWidth - 8)}px`;
      tip.style.top = `${Math.min(at.y + 14, box.clientHeight - tip.offsetHeight - 8)}px`;
    }
    network.redraw();
  };
  network.on("hoverNode", ({ node, pointer }) => point({ node }, describe.entity(node), pointer.DOM));
  network.on("blurNode", () => point({ node: null }, ""));
  network.on("hoverEdge", ({ edge, pointer }) => hover.node === null && point({ edge }, describe.fact(edge), pointer.DOM));
  network.on("blurEdge", () => point({ edge: null }, hover.node === null ? "" : tip.textContent));

  /** Bring nodes into the part of the canvas that the legend leaves free, with room for their labels. */
  const frame = (ids, { largest = 1.5, smallest = 0.02, duration = 0 } = {}) => {
    const points = ids.map((id) => network.getPosition(id));
    if (!points.length) return;
    const [xs, ys] = [points.map((p) => p.x), points.map((p) => p.y)];
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const legend = byId("legend");
    const inset = legend.open && box.clientWidth > 2.5 * legend.offsetWidth ? legend.offsetWidth + 12 : 0;
    const side = Math.min(70, box.clientWidth / 6);
    const [wide, tall] = [box.clientWidth - inset - 2 * side, box.clientHeight - 110];
    const scale = Math.max(smallest, Math.min(largest, wide / Math.max(1, right - left), tall / Math.max(1, bottom - top)));
    const position = { x: (left + right) / 2 - inset / 2 / scale, y: (top + bottom) / 2 + 12 / scale };
    network.moveTo({ position, scale, animation: duration ? { duration } : false });
    rescale(scale);
  };
  const rescale = (scale) => {
    const wanted = Math.min(view.nodes.length > 150 ? 1.4 : 2.2, Math.max(1, 0.75 / scale));
    if (Math.abs(wanted / grow - 1) < 0.08) return;
    grow = wanted;
    restyle();
  };
  let zooming = 0;
  network.on("zoom", () => {
    clearTimeout(zooming);
    zooming = setTimeout(() => rescale(network.getScale()), 60);
  });
  const fit = () => frame(view.nodes.getIds());

  return {
    network,
    fit,
    light: (what) => {
      lit = what;
      restyle();
    },
    recolor: () => {
      readColors();
      restyle();
    },
    refresh: () => {
      view.nodes.refresh();
      view.edges.refresh();
      restyle();
    },
    centre: (strong, around) => {
      const here = (ids) => ids.filter((id) => view.nodes.get(id) !== null);
      frame(here(around), { largest: 1.2, duration: 250 });
      if (around.length > 30) frame(here(strong), { largest: 0.8, duration: 250 });
    },
    counts: () => ({ entities: view.nodes.length, facts: view.edges.length }),
  };
}
