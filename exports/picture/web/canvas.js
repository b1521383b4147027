// The drawing: vis-network with positions computed ahead. Nodes and lines come and go with what is shown.

import { byId, counted, cssVar } from "./dom.js";
import { familyOf, objectOf, whenOf } from "./data.js";
import { DASHES, SHAPES, shapeOf, swellOf } from "./shapes.js";
import { linesOf, placed, writeLabels } from "./labels.js";
import { makeBends } from "./bends.js";
import { rings } from "./rings.js";
import { roomAround } from "./room.js";

const isCommunity = (id) => typeof id === "string";
const communityOf = (id) => Number(id.slice(1));

/** Nodes or lines by number, communities and bundles after them: the same whatever came and went before. */
const inOrder = (items) => items.sort((a, b) => (isCommunity(a.id) !== isCommunity(b.id) ? isCommunity(a.id) - isCommunity(b.id)
  : isCommunity(a.id) ? a.id.localeCompare(b.id, "en", { numeric: true }) : a.id - b.id));

/** `picked({kind, id})` is told of clicks; `drawing` is the first view as pyvis wrote it. */
export function makeCanvas({ data, drawing, picked }) {
  const box = byId("canvas");
  const tip = byId("tip");
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const network = new vis.Network(box, { nodes, edges }, drawing.options);
  const first = new Map(drawing.nodes.map((node) => [node.id, node]));
  const bend = makeBends(data);
  const lines = new Map();
  const moved = new Map(); // where the reader has dragged nodes
  let view = null; // what is shown, as main.js tells it
  let light = null;
  let places = new Map(); // positions that differ from those computed ahead, while an entity is in focus
  let hover = { node: null, edge: null };
  let colours = {};
  let faint = 0.85; // opacity of lines, less the more there are
  let grow = 1; // nodes and lines are drawn larger when seen from afar
  let least = 0; // of nodes: so much larger whatever they touch, so as to be seen at all
  let room = null; // by entity, made when first asked for
  let labels = [];

  const readColours = () => {
    colours = Object.fromEntries(Object.keys(SHAPES).map((family) => [family, cssVar(`--c-${family}`)]));
    for (const name of ["ink", "halo", "edge", "accent", "negated", "paper", "side"]) colours[`_${name}`] = cssVar(`--${name}`);
  };
  const labelOf = (id) => {
    if (!lines.has(id)) lines.set(id, isCommunity(id) ? communityLines(data.communities[communityOf(id)]) : linesOf(data.entities[id].label));
    return lines.get(id);
  };
  const communityLines = ({ label, size }) => [...linesOf(label), counted(size, "entity", "entities")];
  const homeOf = (id) => moved.get(id) ?? places.get(id) ?? (isCommunity(id) ? data.communities[communityOf(id)] : data.entities[id]);
  const sizeOf = (id) => (isCommunity(id)
    ? first.get(id).size
    : ownSize(id) * growOf(id));
  const ownSize = (id) => data.entities[id].size * swellOf(familyOf(data, data.entities[id]));
  const growOf = (id) => {
    if (grow <= 1 || places.has(id)) return grow;
    room ??= roomAround(data.entities, ownSize);
    return Math.max(least, Math.min(grow, room[id]));
  };
  const dim = (id) => light && !(isCommunity(id) ? lightsIn(communityOf(id)) : light.entities.has(id));
  const lightsIn = (community) => [...light.entities].some((e) => data.entities[e].community === community);

  const nodeStyle = (id) => {
    const strong = light && light.strong.entities.has(id);
    const look = { id, opacity: dim(id) ? 0.16 : 1, size: sizeOf(id), borderWidth: (strong ? 3.5 : 1.5) * Math.sqrt(grow) };
    if (isCommunity(id)) return { ...look, shape: "dot", borderWidth: 2, color: { background: colours._side, border: colours._edge } };
    const family = familyOf(data, data.entities[id]);
    return { ...look, shape: shapeOf(family), color: { background: colours[family], border: strong ? colours._accent : colours._halo } };
  };
  const edgeStyle = (id) => {
    const bundle = isCommunity(id) ? view.bundles.get(id) : null;
    const on = light && (bundle ? bundle.facts.some((f) => light.facts.has(f)) : light.facts.has(id));
    const strong = light && (bundle ? bundle.facts.some((f) => light.strong.facts.has(f)) : light.strong.facts.has(id));
    const plain = !bundle && data.facts[id].status === "Negated" ? colours._negated : colours._edge;
    const opacity = light && !on ? 0.12 : on ? 1 : bundle ? 0.45 : faint;
    const width = (strong ? 3 : on ? 2 : 1.5) * (bundle ? Math.min(4, 1 + Math.log2(bundle.facts.length)) : 1) * grow;
    return { id, width, color: { color: strong ? colours._accent : plain, opacity, inherit: false } };
  };
  const restyle = () => {
    faint = Math.min(0.85, Math.max(0.3, 1 - edges.length / 900));
    nodes.update(nodes.getIds().map(nodeStyle));
    edges.update(edges.getIds().map(edgeStyle));
  };
  const edgeOf = (id) => {
    const { subject, object, status, relation } = data.facts[id];
    const edge = { id, from: subject, to: object, arrows: data.relations[relation].symmetric ? "" : "to" };
    if (DASHES[status]) edge.dashes = DASHES[status];
    const by = bend(id);
    if (subject === object) edge.selfReference = { size: Math.round(18 + 60 * Math.abs(by)), angle: 0.8 + 3 * by };
    else if (by) edge.smooth = { enabled: true, type: by > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(by) };
    return edge;
  };
  const endOf = (end) => (isCommunity(end) && end.startsWith("c") ? end : Number(end));

  /** Make the drawing hold what `next` shows, adding and removing only what differs. */
  const sync = (next) => {
    view = next;
    const wanted = new Set([...next.entities, ...[...next.communities].map((c) => `c${c}`)]);
    const linked = new Set([...next.facts, ...next.bundles.keys()]);
    edges.remove(edges.getIds().filter((id) => !linked.has(id)));
    nodes.remove(nodes.getIds().filter((id) => !wanted.has(id)));
    if ((hover.node !== null && !wanted.has(hover.node)) || (hover.edge !== null && !linked.has(hover.edge))) {
      hover = { node: null, edge: null }; // vis-network tells of no end to pointing at what is gone
      tip.hidden = true;
    }
    const { x, y } = { x: (id) => homeOf(id).x, y: (id) => homeOf(id).y };
    const fresh = [...wanted].filter((id) => nodes.get(id) === null);
    nodes.add(fresh.map((id) => ({ ...nodeStyle(id), x: x(id), y: y(id) })));
    edges.add([...linked].filter((id) => edges.get(id) === null).map((id) => {
      if (!isCommunity(id)) return { ...edgeOf(id), ...edgeStyle(id) };
      const { a, b } = next.bundles.get(id);
      return { id, from: endOf(a), to: endOf(b), arrows: "", ...edgeStyle(id) };
    }));
  };
  const place = (next) => {
    const before = places;
    places = next;
    const changed = [...new Set([...before.keys(), ...next.keys()])].filter((id) => nodes.get(id) !== null);
    nodes.update(changed.map((id) => ({ id, x: homeOf(id).x, y: homeOf(id).y })));
  };

  /** Labels in the order of their claim to room: pointed at, chosen, lit, communities, then the best connected. */
  const claims = () => {
    const strong = light ? [...light.strong.entities] : [];
    const ids = [hover.node, ...strong].filter((id) => id !== null);
    const here = nodes.getIds();
    const byRank = (list) => list.sort((a, b) => data.rank[a] - data.rank[b]);
    const named = byRank(here.filter((id) => !isCommunity(id) && (!light || light.entities.has(id))));
    const groups = here.filter((id) => isCommunity(id) && !dim(id)).sort((a, b) => data.communities[communityOf(b)].size - data.communities[communityOf(a)].size);
    return [...new Set([...ids, ...groups, ...named])].filter((id) => nodes.get(id) !== null);
  };
  const seen = () => {
    const low = network.DOMtoCanvas({ x: 0, y: 0 });
    const high = network.DOMtoCanvas({ x: box.clientWidth, y: box.clientHeight });
    return { l: low.x, t: low.y, r: high.x, b: high.y };
  };
  /** What the legend covers, in canvas units. */
  const underLegend = () => {
    const legend = byId("legend");
    if (!legend.open || !legend.offsetWidth) return null;
    const low = network.DOMtoCanvas({ x: legend.offsetLeft, y: legend.offsetTop });
    const high = network.DOMtoCanvas({ x: legend.offsetLeft + legend.offsetWidth, y: legend.offsetTop + legend.offsetHeight });
    return { l: low.x, t: low.y, r: high.x, b: high.y };
  };
  const edgesToName = () => {
    const named = light ? [...light.strong.facts, ...(light.facts.size <= 24 ? light.facts : [])] : [];
    if (hover.edge !== null && !isCommunity(hover.edge)) named.unshift(hover.edge);
    return [...new Set(named)].filter((id) => edges.get(id) !== null);
  };
  /** The middle of a line as drawn: on its curve where it has one. */
  const middle = (id) => {
    const drawn = network.body.edges[id];
    if (drawn && drawn.edgeType && drawn.edgeType.getPoint) return drawn.edgeType.getPoint(0.5);
    const [a, b] = [network.getPosition(data.facts[id].subject), network.getPosition(data.facts[id].object)];
    return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  };
  const drawLabels = (ctx) => {
    const scale = network.getScale();
    labels = placed({
      ctx, scale, frame: seen(), covered: underLegend(),
      nodes: claims().map((id, claim) => {
        const must = id === hover.node || Boolean(light && light.strong.entities.has(id) && light.strong.entities.size <= 40);
        const whole = must && !isCommunity(id);
        return { id, ...network.getPosition(id), size: sizeOf(id), lines: whole ? [data.entities[id].label] : labelOf(id), must, rank: claim, inside: isCommunity(id) };
      }),
      edges: edgesToName().map((id) => ({
        id, ...middle(id), text: data.relations[data.facts[id].relation].label, must: id === hover.edge || Boolean(light && light.strong.facts.has(id)),
      })),
    });
    writeLabels(ctx, labels, scale, { ink: colours._ink, halo: colours._halo });
  };
  /** A faint disk under each community that is open, with its name. */
  const drawDisks = (ctx) => {
    if (!view || !data.communities.length || places.size) return;
    const open = new Set([...view.entities].map((e) => data.entities[e].community).filter((c) => !view.communities.has(c)));
    ctx.fillStyle = colours._side;
    for (const c of open) {
      const { x, y, radius } = data.communities[c];
      ctx.beginPath();
      ctx.arc(x, y, radius, 0, 2 * Math.PI);
      ctx.fill();
    }
  };
  network.on("beforeDrawing", drawDisks);
  network.on("afterDrawing", drawLabels);

  const kindOf = (id) => (isCommunity(id) ? { kind: id.startsWith("b") ? "bundle" : "community", id: id.startsWith("b") ? id : communityOf(id) } : null);
  const at = (pointer) => {
    const node = network.getNodeAt(pointer.DOM);
    if (node !== undefined) return kindOf(node) ?? { kind: "entity", id: node };
    const edge = network.getEdgeAt(pointer.DOM);
    return edge === undefined ? null : kindOf(edge) ?? { kind: "fact", id: edge };
  };
  network.on("click", ({ pointer }) => picked(at(pointer), false));
  network.on("doubleClick", ({ pointer }) => picked(at(pointer), true));
  network.on("dragEnd", ({ nodes: dragged }) => {
    for (const id of dragged) {
      moved.set(id, network.getPosition(id));
      nodes.update({ id, ...moved.get(id) });
    }
  });

  const describe = {
    node: (id) => (isCommunity(id)
      ? `${data.communities[communityOf(id)].label}\n${counted(data.communities[communityOf(id)].size, "entity", "entities")}; click to open`
      : `${data.entities[id].label}\n${data.entities[id].types.length ? `${data.classes[data.entities[id].types[0]].label}, ` : ""}${counted(data.entities[id].facts.length, "statement", "statements")}`),
    edge: (id) => {
      if (isCommunity(id)) return counted(view.bundles.get(id)?.facts.length ?? 0, "statement", "statements");
      const fact = data.facts[id];
      const note = [whenOf(fact), fact.status === "Asserted" ? "" : fact.status.toLowerCase()].filter(Boolean).join(", ");
      return `${data.entities[fact.subject].label} ${data.relations[fact.relation].label} ${objectOf(data, fact)}${note ? `\n${note}` : ""}`;
    },
  };
  const point = (change, text, where) => {
    hover = { ...hover, ...change };
    tip.hidden = !text;
    tip.textContent = text;
    box.classList.toggle("pointing", Boolean(text));
    if (text && where) {
      tip.style.left = `${Math.max(4, Math.min(where.x + 14, box.clientWidth - tip.offsetWidth - 8))}px`;
      tip.style.top = `${Math.max(4, Math.min(where.y + 14, box.clientHeight - tip.offsetHeight - 8))}px`;
    }
    network.redraw();
  };
  network.on("hoverNode", ({ node, pointer }) => point({ node }, describe.node(node), pointer.DOM));
  network.on("blurNode", () => point({ node: null }, ""));
  network.on("hoverEdge", ({ edge, pointer }) => hover.node === null && point({ edge }, describe.edge(edge), pointer.DOM));
  network.on("blurEdge", () => point({ edge: null }, hover.node === null ? "" : tip.textContent));

  /** Sizes for a scale; less than `slack` of a change is let be, so that a turn of the wheel does not restyle all. */
  const rescale = (scale, slack = 0) => {
    const wanted = Math.max(Math.min(nodes.length > 150 ? 1.4 : 2.2, Math.max(1, 0.75 / scale)), Math.min(24, 0.28 / scale));
    if (Math.abs(wanted / grow - 1) <= slack) return;
    grow = wanted;
    least = Math.min(24, 0.28 / scale);
    restyle();
  };
  let zooming = 0;
  let journey = 0; // counts moves of the camera, so that the end of one does not undo the next
  network.on("zoom", () => {
    clearTimeout(zooming);
    zooming = setTimeout(() => rescale(network.getScale(), 0.08), 60);
  });
  /** Move the camera; vis ends an animation a little beside its aim, which is put right. */
  const travel = (aim, duration = 0) => {
    journey += 1;
    const mine = journey;
    network.moveTo({ ...aim, animation: duration ? { duration } : false });
    if (duration) network.once("animationFinished", () => mine === journey && network.moveTo({ ...aim, animation: false }));
  };
  /** Bring nodes into the part of the canvas that the legend leaves free, with room for their labels. */
  const frame = (ids, { largest = 1.5, smallest = 0.004, duration = 0 } = {}) => {
    const boxes = ids.filter((id) => nodes.get(id) !== null).map((id) => ({ ...network.getPosition(id), r: isCommunity(id) ? sizeOf(id) : 0 }));
    if (!boxes.length) return;
    const [left, right] = [Math.min(...boxes.map((b) => b.x - b.r)), Math.max(...boxes.map((b) => b.x + b.r))];
    const [top, bottom] = [Math.min(...boxes.map((b) => b.y - b.r)), Math.max(...boxes.map((b) => b.y + b.r))];
    const legend = byId("legend");
    const inset = legend.open && box.clientWidth > 2.5 * legend.offsetWidth ? legend.offsetWidth + 12 : 0;
    const side = Math.min(70, box.clientWidth / 6);
    const [wide, tall] = [box.clientWidth - inset - 2 * side, box.clientHeight - 120];
    const scale = Math.max(smallest, Math.min(largest, wide / Math.max(1, right - left), tall / Math.max(1, bottom - top)));
    const position = { x: (left + right) / 2 - inset / 2 / scale, y: (top + bottom) / 2 + 12 / scale };
    travel({ position, scale }, duration);
    rescale(scale);
  };
  const camera = () => ({ ...network.getViewPosition(), scale: network.getScale() });

  readColours();
  return {
    show: (state, { shown: next, lit }, before) => {
      const isMoved = Boolean(state.focus) || places.size > 0;
      light = lit;
      sync(next);
      if (isMoved && (!before || before.focus !== state.focus || before.noRelations !== state.noRelations)) {
        place(state.focus ? rings(data, next.entities, next.passing, state.focus.id) : new Map());
      }
      restyle();
    },
    fit: (duration = 0) => frame(nodes.getIds(), { duration }),
    centre: (ids, options) => frame(ids, { largest: 1.2, duration: 250, ...options }),
    camera,
    /** Whether all of `ids` lie inside what is seen, with some room. */
    isSeen: (ids) => {
      const { l, t, r, b } = seen();
      const [dx, dy] = [(r - l) * 0.06, (b - t) * 0.06];
      return ids.every((id) => {
        const { x, y } = network.getPosition(id);
        return x > l + dx && x < r - dx && y > t + dy && y < b - dy;
      });
    },
    aim: ({ x, y, scale }) => {
      travel({ position: { x, y }, scale });
      rescale(scale);
    },
    zoom: (by) => {
      journey += 1;
      network.moveTo({ scale: network.getScale() * by, animation: { duration: 120 } });
      rescale(network.getScale() * by);
    },
    recolour: () => {
      readColours();
      restyle();
    },
    resize: () => network.redraw(),
    drawn: () => nodes.getIds(),
    positionOf: (id) => network.getPosition(id),
    /** The view as plain figures on the screen, for pictures of it. */
    scene: () => {
      const scale = network.getScale();
      const flat = ({ x, y }) => network.canvasToDOM({ x, y });
      const named = new Map(labels.filter((l) => l.edge === undefined).map((l) => [l.id, l]));
      const told = new Map(labels.filter((l) => l.edge !== undefined).map((l) => [l.edge, l]));
      return {
        width: box.clientWidth, height: box.clientHeight, background: colours._paper, ink: colours._ink, halo: colours._halo, font: "system-ui, sans-serif",
        edges: inOrder(edges.get()).map((e) => {
          const [a, b] = [flat(network.getPosition(e.from)), flat(network.getPosition(e.to))];
          const isBent = Boolean(e.smooth) || e.from === e.to;
          const half = isBent && !isCommunity(e.id) ? flat(middle(e.id)) : null;
          const c = half ? { x: 2 * half.x - (a.x + b.x) / 2, y: 2 * half.y - (a.y + b.y) / 2 } : null;
          const text = told.get(e.id);
          return {
            x1: a.x, y1: a.y, x2: b.x, y2: b.y, cx: c ? c.x : null, cy: c ? c.y : null, colour: e.color.color, opacity: e.color.opacity,
            width: e.width * scale, dash: e.dashes ? e.dashes.map((d) => d * scale) : null, arrow: e.arrows === "to",
            room: sizeOf(e.to) * scale, label: text ? text.lines[0] : null, ...(text ? { lx: flat(text).x, ly: flat(text).y } : {}),
          };
        }),
        nodes: inOrder(nodes.get()).map((n) => {
          const { x, y } = flat(network.getPosition(n.id));
          const name = named.get(n.id);
          return {
            x, y, r: n.size * scale, shape: n.shape, fill: n.color.background, stroke: n.color.border, strokeWidth: n.borderWidth * scale, opacity: n.opacity,
            label: name ? name.lines.join(" ") : null, lines: name ? name.lines : [], bold: Boolean(name?.bold), ...(name ? { lx: flat(name).x, ly: flat(name).y } : {}),
          };
        }),
      };
    },
  };
}
