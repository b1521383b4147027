// The view as an SVG picture, from the plain figures of `scene()`. Pure.

import { wellFormed } from "./turtle.js";

const LINE_PX = 14;
const FONT_PX = 12;
const MARKUP = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text for XML: markup escaped, characters that XML cannot hold left out. */
const xmlText = (text) => wellFormed(String(text)).replace(/[&<>"'\p{Cc}\uFFFE\uFFFF]/gu, (char) => MARKUP[char] ?? (/[\t\n\r]/.test(char) ? " " : ""));
const shortened = (number) => String(Math.round(number * 100) / 100);
const svgTag = (name, attributes, content = "") => {
  const given = Object.entries(attributes).filter(([, value]) => value !== null && value !== undefined && value !== "");
  const written = given.map(([key, value]) => ` ${key}="${xmlText(typeof value === "number" ? shortened(value) : value)}"`).join("");
  return content ? `<${name}${written}>${content}</${name}>` : `<${name}${written}/>`;
};

/** The corners of a regular figure around (x, y), each `radius(i)` away, the first straight up and turned by `turn`. */
const cornersAt = (x, y, n, radius, turn = 0) => Array.from({ length: n }, (_, i) => {
  const angle = (2 * Math.PI * i) / n + turn;
  return [x + radius(i) * Math.sin(angle), y - radius(i) * Math.cos(angle)];
});

/** The corners of each shape as the drawing has it; what is not named is a circle. */
const CORNERS = {
  square: (x, y, r) => [[x - r, y - r], [x + r, y - r], [x + r, y + r], [x - r, y + r]],
  diamond: (x, y, r) => cornersAt(x, y, 4, () => r),
  triangle: (x, y, r) => cornersAt(x, y + 0.316 * r, 3, () => (1.15 * r * 2) / Math.sqrt(3)),
  triangleDown: (x, y, r) => cornersAt(x, y - 0.316 * r, 3, () => (1.15 * r * 2) / Math.sqrt(3), Math.PI),
  star: (x, y, r) => cornersAt(x, y + 0.082 * r, 10, (i) => (i % 2 ? 0.41 : 1.066) * r),
  hexagon: (x, y, r) => cornersAt(x, y, 6, () => r, Math.PI / 6),
};

const pointList = (corners) => corners.map(([x, y]) => `${shortened(x)},${shortened(y)}`).join(" ");

function nodeMark(n) {
  const look = { fill: n.fill, stroke: n.stroke, "stroke-width": n.strokeWidth, opacity: n.opacity ?? null };
  const corners = CORNERS[n.shape];
  return corners ? svgTag("polygon", { points: pointList(corners(n.x, n.y, n.r)), ...look }) : svgTag("circle", { cx: n.x, cy: n.y, r: n.r, ...look });
}

/** Where a line is at `t` from 0 to 1. */
function pointAt(e, t) {
  const bent = e.cx !== null;
  const [cx, cy] = bent ? [e.cx, e.cy] : [(e.x1 + e.x2) / 2, (e.y1 + e.y2) / 2];
  const u = 1 - t;
  return [u * u * e.x1 + 2 * u * t * cx + t * t * e.x2, u * u * e.y1 + 2 * u * t * cy + t * t * e.y2];
}

/** The point of a line that lies `distance` before its end, found by halving. */
function pointBefore(e, distance) {
  let [low, high] = [0, 1];
  for (let i = 0; i < 24; i++) {
    const t = (low + high) / 2;
    const [x, y] = pointAt(e, t);
    if (Math.hypot(e.x2 - x, e.y2 - y) > distance) low = t;
    else high = t;
  }
  return pointAt(e, low);
}

function arrowHead(e) {
  const long = 5 + 2.5 * e.width;
  const [tip, back] = [pointBefore(e, e.room ?? 0), pointBefore(e, (e.room ?? 0) + long)];
  const [dx, dy] = [tip[0] - back[0], tip[1] - back[1]];
  const size = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [(dx / size) * long, (dy / size) * long];
  const wing = (side) => [tip[0] - ux - side * 0.4 * uy, tip[1] - uy + side * 0.4 * ux];
  return svgTag("polygon", { points: pointList([tip, wing(1), wing(-1)]), fill: e.colour, opacity: e.opacity ?? null });
}

function edgeMark(e) {
  const look = {
    fill: "none", stroke: e.colour, "stroke-width": e.width, opacity: e.opacity ?? null, "stroke-dasharray": e.dash ? e.dash.map(shortened).join(" ") : null,
  };
  if (Math.hypot(e.x2 - e.x1, e.y2 - e.y1) < 0.01 && e.cx !== null) { // from a node to itself: its middle is halfway to (cx, cy)
    const [dx, dy] = [(e.cx - e.x1) / 4, (e.cy - e.y1) / 4];
    return svgTag("circle", { cx: e.x1 + dx, cy: e.y1 + dy, r: Math.hypot(dx, dy), ...look });
  }
  const d = `M${shortened(e.x1)} ${shortened(e.y1)}${e.cx === null ? "L" : `Q${shortened(e.cx)} ${shortened(e.cy)} `}${shortened(e.x2)} ${shortened(e.y2)}`;
  return svgTag("path", { d, ...look }) + (e.arrow ? arrowHead(e) : "");
}

/** Lines of text centred on (x, y), with a halo as the drawing has it. */
function textMark(lines, x, y, { ink, halo, bold }) {
  const top = y - ((lines.length - 1) / 2) * LINE_PX;
  const spans = lines.map((line, i) => svgTag("tspan", { x, y: top + i * LINE_PX }, xmlText(line)));
  return svgTag("text", {
    "text-anchor": "middle", "dominant-baseline": "central", fill: ink, stroke: halo, "stroke-width": 4, "stroke-linejoin": "round", "paint-order": "stroke",
    "font-weight": bold ? 600 : null,
  }, spans.join(""));
}

/** An SVG document; colours and places are those of the screen at the moment. */
export function svgOf(scene, title = "") {
  const { width, height } = scene;
  const look = { ink: scene.ink ?? "#1b2330", halo: scene.halo ?? scene.background };
  const names = scene.nodes.filter((n) => n.label !== null && n.lx !== undefined)
    .map((n) => textMark(n.lines?.length ? n.lines : [n.label], n.lx, n.ly, { ...look, bold: n.bold }));
  const relations = scene.edges.filter((e) => e.label && e.lx !== undefined).map((e) => textMark([e.label], e.lx, e.ly, look));
  const parts = [
    title ? svgTag("title", {}, xmlText(title)) : "", svgTag("rect", { width, height, fill: scene.background }),
    ...scene.edges.map(edgeMark), ...scene.nodes.map(nodeMark),
    svgTag("g", { "font-family": scene.font, "font-size": FONT_PX }, [...names, ...relations].join("\n")),
  ].filter(Boolean);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${svgTag("svg", { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${shortened(width)} ${shortened(height)}` }, `\n${parts.join("\n")}\n`)}\n`;
}
