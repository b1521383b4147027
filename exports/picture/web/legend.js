// The legend, which is the filter too: each class, status, relation and document can be turned off and on.

import { byId, counted, el } from "./dom.js";
import { classOf, STATUSES } from "./data.js";
import { flipped, isFiltered, START } from "./store.js";

const UNFOLDED = 8; // rows of a list before the rest is folded

const countBy = (items, keyOf) => {
  const counts = new Map();
  for (const item of items) for (const key of [keyOf(item)].flat()) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
};

export function makeLegend({ data, store }) {
  const updates = [];

  const button = (sample, label, count, isOn, toggle) => {
    const made = el("button", { type: "button", class: "filter", onclick: () => store.set(toggle()) },
      sample, el("bdi", {}, label), el("span", { class: "when" }, count.toLocaleString("en")));
    updates.push((state) => made.setAttribute("aria-pressed", String(isOn(state))));
    return made;
  };
  /** A group of filters; all but the first few are folded away, and `only` turns off all but one. */
  const group = (box, title, field, rows) => {
    if (!rows.length) return;
    const buttons = rows.map(({ key, label, count, sample }) => button(sample, label, count, (state) => !state[field].has(key), () => ({ [field]: flipped(store.state[field], key) })));
    buttons.forEach((made, i) => made.addEventListener("dblclick", () => {
      store.set({ [field]: new Set(rows.filter((_, k) => k !== i).map((row) => row.key)) });
    }));
    const some = (on) => el("button", { type: "button", class: "link", onclick: () => store.set({ [field]: on ? new Set() : new Set(rows.map((row) => row.key)) }) }, on ? "all" : "none");
    const head = el("h3", {}, title, el("span", {}, some(true), some(false)));
    const rest = buttons.slice(UNFOLDED);
    box.append(head, ...buttons.slice(0, UNFOLDED));
    if (rest.length) box.append(el("details", { class: "more" }, el("summary", {}, `${rest.length} more`), ...rest));
  };

  const swatch = (family) => el("i", { class: `swatch f-${family}`, "aria-hidden": "true" });
  const stroke = (name) => el("i", { class: `stroke ${name}`, "aria-hidden": "true" });

  group(byId("classes"), "Classes", "noClasses", countBy(data.entities, classOf).map(([key, count]) => ({
    key, count, label: key < 0 ? "No class" : data.classes[key].label, sample: swatch(key < 0 ? "other" : data.classes[key].family),
  })));
  const inOrder = ([a], [b]) => STATUSES.indexOf(a) - STATUSES.indexOf(b);
  group(byId("statuses"), "Status", "noStatuses", countBy(data.facts, (f) => f.status).sort(inOrder).map(([key, count]) => ({
    key, count, label: key, sample: stroke(key.toLowerCase()),
  })));
  const opened = data.facts.filter((f) => data.relations[f.relation].open).length;
  if (opened) byId("statuses").append(button(stroke("open"), "Open relations", opened, (state) => state.open, () => ({ open: !store.state.open })));
  group(byId("relations"), "Relations", "noRelations", countBy(data.facts, (f) => f.relation).map(([key, count]) => ({
    key, count, label: data.relations[key].label, sample: stroke(data.relations[key].open ? "open" : "asserted"),
  })));
  const unlinked = data.entities.filter((e) => e.degree === 0).length;
  if (unlinked && data.links) byId("classes").append(button(swatch("lone"), "Unlinked entities", unlinked, (state) => state.lone, () => ({ lone: !store.state.lone })));
  if (data.documents.length > 1) {
    const spoken = data.facts.filter((f) => f.passages.length);
    const of = (f) => [...new Set(f.passages.map((p) => data.passages[p].document))];
    group(byId("documents"), "Documents", "noDocuments", countBy(spoken, of).map(([key, count]) => ({ key, count, label: data.documents[key].title, sample: null })));
  }
  makeYears(data, store, updates);
  makeConfidence(data, store, updates);

  const reset = byId("reset");
  reset.addEventListener("click", () => {
    const { noClasses, noRelations, noStatuses, noDocuments, years, confidence, open } = START;
    store.set({ noClasses, noRelations, noStatuses, noDocuments, years, confidence, open });
  });
  return {
    show: (state) => {
      for (const update of updates) update(state);
      reset.hidden = !isFiltered(state);
    },
  };
}

function makeYears(data, store, updates) {
  const years = [...data.facts.flatMap((f) => f.years ?? []), ...data.measures.map((m) => parseInt(m.year, 10)).filter(Boolean)];
  if (!years.length) return;
  const [low, high] = [years.reduce((a, b) => Math.min(a, b)), years.reduce((a, b) => Math.max(a, b))];
  const from = el("input", { type: "number", id: "from", min: low, max: high, placeholder: low, "aria-label": "From year" });
  const until = el("input", { type: "number", id: "until", min: low, max: high, placeholder: high, "aria-label": "Until year" });
  const read = () => {
    const [a, b] = [from.value === "" ? low : Number(from.value), until.value === "" ? high : Number(until.value)];
    store.set({ years: from.value === "" && until.value === "" ? null : [Math.min(a, b), Math.max(a, b)] });
  };
  for (const input of [from, until]) input.addEventListener("change", read);
  updates.push((state) => {
    from.value = state.years ? state.years[0] : "";
    until.value = state.years ? state.years[1] : "";
  });
  byId("years").append(el("h3", {}, "Years"), el("label", {}, from, " to ", until), el("small", {}, "only what is dated"));
}

function makeConfidence(data, store, updates) {
  const known = data.facts.map((f) => f.confidence).filter((c) => c !== null);
  if (!known.length) return;
  const least = known.reduce((a, b) => Math.min(a, b));
  const slider = el("input", { type: "range", id: "confidence", min: Math.floor(least * 20) / 20, max: "1", step: "0.01", "aria-label": "Least confidence" });
  const words = el("output", { for: "confidence" });
  const name = () => { words.textContent = Number(slider.value) > Number(slider.min) ? `at least ${Number(slider.value).toFixed(2)}` : counted(known.length, "statement", "statements"); };
  slider.addEventListener("input", name);
  slider.addEventListener("change", () => store.set({ confidence: Number(slider.value) > Number(slider.min) ? Number(slider.value) : 0 }));
  updates.push((state) => {
    slider.value = String(Math.max(Number(slider.min), state.confidence));
    name();
  });
  byId("sureness").append(el("h3", {}, "Confidence"), el("label", {}, slider, words));
}
