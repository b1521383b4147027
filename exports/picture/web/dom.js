// Small helpers. Text only ever enters the page as text nodes and attributes, never as markup.

export const byId = (id) => document.getElementById(id);
export const readJson = (id) => JSON.parse(byId(id).textContent);

/** An element with attributes (`onclick` and the like are listeners) and children (strings become text nodes). */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

/** Text for comparing: without accents and case. */
export const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** `1 entity`, `2 entities`. */
export const counted = (n, one, many) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

export const cssVar = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** The text of a passage cut where marks begin and end; each piece knows the marks that cover it. */
export function marked(text, marks) {
  const cuts = [...new Set([0, text.length, ...marks.flatMap((m) => [m.start, m.end])])].sort((a, b) => a - b);
  const pieces = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const names = marks.filter((m) => m.start <= cuts[i] && cuts[i + 1] <= m.end).map((m) => m.name);
    const piece = text.slice(cuts[i], cuts[i + 1]);
    pieces.push(names.length ? el("mark", { class: [...new Set(names)].join(" ") }, piece) : piece);
  }
  return pieces;
}

/** The marks a statement makes in one passage. */
export const marksOf = (fact, passage) => [
  ...fact.subjectSpans.filter((s) => s.passage === passage).map((s) => ({ ...s, name: "subject" })),
  ...fact.objectSpans.filter((s) => s.passage === passage).map((s) => ({ ...s, name: "object" })),
];

/** Call `action` once things have been quiet for `ms` milliseconds; `.now()` calls it at once, `.stop()` forgets it. */
export function debounced(action, ms) {
  let timer = 0;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(action, ms);
  };
  later.stop = () => clearTimeout(timer);
  later.now = () => {
    clearTimeout(timer);
    action();
  };
  return later;
}
