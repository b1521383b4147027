// The source text, one document at a time: every sentence can be chosen, and those that gave nothing can be told from the rest.

import { byId, counted, el, marked, marksOf } from "./dom.js";

const BLOCK = 80; // sentences that a browser lays out together; blocks out of sight cost nothing

export function makeText({ data, store }) {
  const box = byId("text");
  const readable = data.documents.filter((d) => d.pieces.length);
  let current = null; // the document shown
  let spans = new Map(); // passage -> its element
  let dressed = new Set(); // passages that carry marks or a class of the present selection
  byId("source").hidden = !readable.length;

  const choose = (id) => store.set({ chosen: { kind: "passage", id } });
  const picker = el("select", { id: "document", "aria-label": "Document", onchange: () => draw(Number(picker.value)) },
    ...readable.map((d) => el("option", { value: d.id }, d.title)));

  const passageSpan = (i) => {
    const { coverage, left, text } = data.passages[i];
    const why = [...new Set(left.map((l) => l.why))].join(", ");
    const span = el("span", { class: `passage ${coverage.toLowerCase()}`, role: "button", tabindex: "-1", "data-i": i, title: why ? `not read: ${why}` : null }, text);
    spans.set(i, span);
    return span;
  };
  const draw = (id) => {
    current = id;
    picker.value = String(id);
    spans = new Map();
    dressed = new Set();
    const blocks = [el("div", { class: "block" })];
    let held = 0;
    for (const [gap, i] of data.documents[id].pieces) {
      if (i >= 0) {
        blocks.at(-1).append(passageSpan(i));
        held += 1;
        continue;
      }
      const text = gap.replace(/(\r?\n[ \t]*){3,}/g, "\n\n");
      const edge = text.indexOf("\n\n");
      if (held < BLOCK || edge < 0) blocks.at(-1).append(el("span", { class: "gap" }, text));
      else {
        blocks.at(-1).append(el("span", { class: "gap" }, text.slice(0, edge + 1)));
        blocks.push(el("div", { class: "block" }, el("span", { class: "gap" }, text.slice(edge + 1))));
        held = 0;
      }
    }
    box.replaceChildren(el("div", { class: "document" }, ...blocks));
    box.scrollTop = 0;
    const start = spans.values().next().value;
    if (start) start.tabIndex = 0;
    count();
  };
  const count = () => {
    const numbers = { Read: 0, Partly: 0, Silent: 0 };
    for (const i of spans.keys()) numbers[data.passages[i].coverage] = (numbers[data.passages[i].coverage] ?? 0) + 1;
    byId("coverage").replaceChildren(
      readable.length > 1 ? picker : el("b", {}, "Text"), ` ${counted(spans.size, "sentence", "sentences")}: `,
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
    else if (step && spans.has(i + step)) {
      spans.get(i).tabIndex = -1;
      spans.get(i + step).tabIndex = 0;
      spans.get(i + step).focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });

  const undress = () => {
    for (const i of dressed) {
      const span = spans.get(i);
      span.replaceChildren(data.passages[i].text);
      span.classList.remove("chosen", "related");
    }
    dressed = new Set();
  };
  const scrollTo = (i) => {
    const span = spans.get(i);
    span.closest(".block").classList.add("needed");
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
      for (const i of new Set([...chosen, ...related, ...(own ? [] : away)])) {
        const span = spans.get(i);
        if (!span) continue;
        span.classList.add(chosen.includes(i) ? "chosen" : "related");
        const marks = own ? [] : spoken.flatMap((f) => marksOf(f, i));
        if (marks.length) span.replaceChildren(...marked(data.passages[i].text, marks));
        dressed.add(i);
      }
      const target = [...chosen, ...related].find((i) => spans.has(i));
      if (target !== undefined && !(own && isInSight(spans.get(target)))) scrollTo(target);
    },
  };

  function isInSight(span) {
    const [inner, outer] = [span.getBoundingClientRect(), box.getBoundingClientRect()];
    return inner.top >= outer.top && inner.bottom <= outer.bottom;
  }
}
