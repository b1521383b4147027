// The source text, one document at a time: every sentence can be chosen, and those that gave nothing can be told from the rest.

import { byId, counted, el, marked, marksOf } from "./dom.js";

const BLOCK = 80; // sentences that are put into the page together, when they come near to sight
const LONGEST = 400; // sentences of one paragraph that are kept together
const NEAR = "800px"; // how near

/** The pieces of a document in blocks that end where a paragraph does. */
function blocksOf(pieces) {
  const blocks = [[]];
  let held = 0;
  for (const [gap, i] of pieces) {
    if (i >= 0) {
      blocks.at(-1).push([gap, i]);
      held += 1;
      continue;
    }
    const text = gap.replace(/(\r?\n[ \t]*){3,}/g, "\n\n");
    const edge = held >= LONGEST ? text.length - 1 : text.indexOf("\n\n");
    if (held < BLOCK || edge < 0) blocks.at(-1).push([text, -1]);
    else {
      blocks.at(-1).push([text.slice(0, edge + 1), -1]);
      blocks.push([[text.slice(edge + 1), -1]]);
      held = 0;
    }
  }
  return blocks;
}

export function makeText({ data, store }) {
  const box = byId("text");
  const readable = data.documents.filter((d) => d.pieces.length);
  let current = null; // the document shown
  let blocks = []; // its blocks
  let frames = []; // their elements
  let blockOf = new Map(); // passage -> its block
  let spans = new Map(); // passage -> its element, once it is in the page
  let looks = new Map(); // passage -> {name, marks} that the present selection gives it
  byId("source").hidden = !readable.length;

  const choose = (id) => store.set({ chosen: { kind: "passage", id } });
  const picker = el("select", { id: "document", "aria-label": "Document", onchange: () => draw(Number(picker.value)) },
    ...readable.map((d) => el("option", { value: d.id }, d.title)));

  const passageSpan = (i) => {
    const { coverage, left, text } = data.passages[i];
    const why = [...new Set(left.map((l) => l.why))].join(", ");
    const span = el("span", { class: `passage ${coverage.toLowerCase()}`, role: "button", tabindex: "-1", "data-i": i, title: why ? `not read: ${why}` : null }, text);
    spans.set(i, span);
    if (looks.has(i)) dress(i);
    return span;
  };
  const dress = (i) => {
    const { name, marks } = looks.get(i);
    spans.get(i).classList.add(name);
    if (marks.length) spans.get(i).replaceChildren(...marked(data.passages[i].text, marks));
  };
  const fill = (number) => {
    if (!blocks[number]) return;
    frames[number].append(...blocks[number].map(([gap, i]) => (i >= 0 ? passageSpan(i) : el("span", { class: "gap" }, gap))));
    blocks[number] = null;
    frames[number].style.minHeight = "";
  };
  const watcher = new IntersectionObserver((seen) => {
    for (const { isIntersecting, target } of seen) {
      if (!isIntersecting) continue;
      watcher.unobserve(target);
      fill(frames.indexOf(target));
    }
  }, { root: box, rootMargin: NEAR });
  /** The element of a passage of the document shown; undefined for any other. */
  const spanOf = (i) => {
    if (!spans.has(i) && blockOf.has(i)) fill(blockOf.get(i));
    return spans.get(i);
  };
  const draw = (id) => {
    current = id;
    picker.value = String(id);
    watcher.disconnect();
    spans = new Map();
    blocks = blocksOf(data.documents[id].pieces);
    blockOf = new Map(blocks.flatMap((pieces, number) => pieces.filter(([, i]) => i >= 0).map(([, i]) => [i, number])));
    frames = blocks.map((pieces) => {
      const frame = el("div", { class: "block" });
      frame.style.minHeight = blocks.length > 1 ? `${pieces.length * 22}px` : "";
      return frame;
    });
    fill(0);
    for (const frame of frames.slice(1)) watcher.observe(frame);
    box.replaceChildren(el("div", { class: "document" }, ...frames));
    box.scrollTop = 0;
    const start = spans.values().next().value;
    if (start) start.tabIndex = 0;
    count();
  };
  const count = () => {
    const numbers = { Read: 0, Partly: 0, Silent: 0 };
    for (const i of blockOf.keys()) numbers[data.passages[i].coverage] = (numbers[data.passages[i].coverage] ?? 0) + 1;
    byId("coverage").replaceChildren(
      readable.length > 1 ? picker : el("b", {}, "Text"), ` ${counted(blockOf.size, "sentence", "sentences")}: `,
      el("span", { class: "passage read" }, `${numbers.Read} read`), " ", el("span", { class: "passage partly" }, `${numbers.Partly} partly`), " ",
      el("span", { class: "passage silent" }, `${numbers.Silent} silent`));
  };

  const indexOf = (target) => {
    const span = target instanceof Element ? target.closest(".passage") : null;
    return span && span.dataset.i !== undefined ? Number(span.dataset.i) : null;
  };
  box.addEventListener("click", (event) => {
    const i = indexOf(event.target);
    if (i !== null && !String(getSelection())) choose(i);
  });
  box.addEventListener("keydown", (event) => {
    const i = indexOf(event.target);
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (i === null) return;
    if (event.key === "Enter" || event.key === " ") choose(i);
    else if (step && spanOf(i + step)) {
      spanOf(i).tabIndex = -1;
      spanOf(i + step).tabIndex = 0;
      spanOf(i + step).focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });

  const undress = () => {
    for (const i of looks.keys()) {
      const span = spans.get(i);
      if (!span) continue;
      span.replaceChildren(data.passages[i].text);
      span.classList.remove("chosen", "related");
    }
    looks = new Map();
  };
  const scrollTo = (i) => {
    const span = spanOf(i);
    const at = span.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop;
    box.scrollTo({ top: at - box.clientHeight / 3, behavior: "instant" });
  };
  if (readable.length) draw(readable[0].id);

  return {
    /** Mark what the choice lights up: the sentences chosen, faintly the related, in them subject and object. Scrolls there. */
    show: (state, { lit }) => {
      if (current === null) return;
      const chosen = lit?.chosen ?? [];
      const related = lit?.related ?? [];
      const lead = chosen[0] ?? related[0];
      const own = state.chosen?.kind === "passage";
      const here = [...chosen, ...related].some((i) => data.passages[i].document === current);
      if (lead !== undefined && (chosen.length ? data.passages[lead].document !== current : !here) && data.documents[data.passages[lead].document].pieces.length) draw(data.passages[lead].document);
      undress();
      if (!lit) return;
      const spoken = [...lit.strong.facts].slice(0, 50).map((f) => data.facts[f]);
      const away = spoken.flatMap((f) => [...f.subjectSpans, ...f.objectSpans].map((s) => s.passage));
      const isChosen = new Set(chosen);
      for (const i of new Set([...chosen, ...related, ...(own ? [] : away)])) {
        if (!blockOf.has(i)) continue;
        looks.set(i, { name: isChosen.has(i) ? "chosen" : "related", marks: own ? [] : spoken.flatMap((f) => marksOf(f, i)) });
        if (spans.has(i)) dress(i);
      }
      const target = [...chosen, ...related].find((i) => blockOf.has(i));
      if (target !== undefined && !(own && isInSight(spanOf(target)))) scrollTo(target);
    },
  };

  function isInSight(span) {
    const [inner, outer] = [span.getBoundingClientRect(), box.getBoundingClientRect()];
    return inner.top >= outer.top && inner.bottom <= outer.bottom;
  }
}
