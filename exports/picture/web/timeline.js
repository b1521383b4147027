// Dated statements and measurements on an axis of years: all years as columns to pick from, below them what is dated so.

import { objectOf, whenOf } from "./data.js";
import { byId, counted, el } from "./dom.js";
import { lit, selectionOf } from "./lit.js";
import { shown } from "./shown.js";
import { capital, chooseWithin, LIST_BLIND, sameBesides, scoped, scopeOf, scopeWords, statusBadge } from "./table.js";

const DRAWN = 400; // items drawn one by one; more are counted by year until a year is picked
const LISTED = 500; // items of one year that are listed
const LINE_HEIGHT = 26;
const LABEL_MOST = 380; // pixels of the longest label
const COLUMN_LEAST = 7; // pixels
const STEPS = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 2000, 5000];

/** A year, month or day as the part of the years it takes: `2013-09` is [2013.667, 2013.75]; null where it is no date. */
export function stretchOf(text) {
  const found = /^(-?\d{4,})(?:-(\d\d))?(?:-(\d\d))?/.exec(text);
  if (!found) return null;
  const [year, month, day] = [Number(found[1]), found[2], found[3]];
  if (month === undefined) return [year, year + 1];
  const start = year + (Number(month) - 1) / 12;
  if (day === undefined) return [start, start + 1 / 12];
  return [start + (Number(day) - 1) / 372, start + Number(day) / 372];
}

const yearName = (year) => (year < 0 ? `${-year} BCE` : String(year));
const yearsName = ([from, to]) => (from === to ? yearName(from) : `${yearName(from)}–${yearName(to)}`);

/** What is drawn of a statement: a bar from `start` to `end` (infinite where open), or points; null where it has no date. */
function factItem(data, fact) {
  if (!fact.years) return null;
  const of = (name) => fact.times.filter((t) => t.name === name).map((t) => stretchOf(t.text)).filter(Boolean);
  const [from, until, within] = [of("from"), of("until"), of("in")];
  const isBar = from.length + until.length > 0;
  return {
    chosen: { kind: "fact", id: fact.id }, years: fact.years, status: fact.status, when: whenOf(fact),
    start: isBar ? (from.length ? Math.min(...from.map(([a]) => a)) : -Infinity) : null,
    end: isBar ? (until.length ? Math.max(...until.map(([, b]) => b)) : Infinity) : null,
    points: within.length || isBar ? within.map(([a, b]) => (a + b) / 2) : [(fact.years[0] + fact.years[1] + 1) / 2],
    words: `${data.entities[fact.subject].label} ${data.relations[fact.relation].label} ${objectOf(data, fact)}`,
  };
}

function measureItem(data, measure) {
  const stretch = measure.year ? stretchOf(measure.year) : null;
  if (!stretch) return null;
  const year = Math.floor(stretch[0]);
  return {
    chosen: { kind: "measure", id: measure.id }, years: [year, year], status: measure.status, when: measure.year, start: null, end: null,
    points: [(stretch[0] + stretch[1]) / 2], isMeasure: true,
    words: `${measure.about.map((e) => data.entities[e].label).join(", ")}: ${measure.indicator} ${measure.value}`,
  };
}

/** Dated items in order of time, and how many of the selection have no date. */
function itemsOf(data, { facts, measures }) {
  const made = [...facts.map((f) => factItem(data, data.facts[f])), ...measures.map((m) => measureItem(data, data.measures[m]))];
  const dated = made.filter(Boolean);
  return { dated: dated.sort((a, b) => a.years[0] - b.years[0] || a.years[1] - b.years[1]), undated: made.length - dated.length };
}

const overlaps = ({ years }, [from, to]) => years[0] <= to && years[1] >= from;
/** The first and last year of `items`. */
const spanOfItems = (items) => items.reduce(([low, high], { years }) => [Math.min(low, years[0]), Math.max(high, years[1])], [Infinity, -Infinity]);

const stepFor = (years, width, least) => STEPS.find((step) => (step / years) * width >= least) ?? STEPS.at(-1);

/** Columns of the strip: {from, to, count}, each `step` years. */
function columnsFor(items, [low, high], step) {
  const first = Math.floor(low / step) * step;
  const columns = Array.from({ length: Math.floor((high - first) / step) + 1 }, (_, i) => ({ from: first + i * step, to: first + i * step + step - 1, count: 0 }));
  for (const { years } of items)
    for (let i = Math.max(0, Math.floor((years[0] - first) / step)); i <= Math.min(columns.length - 1, Math.floor((years[1] - first) / step)); i++) columns[i].count += 1;
  return columns;
}

/** Each item's place in lines on which none touches another; `reach` gives the pixels [left, right] an item takes. */
function inLines(items, reach) {
  const ends = [];
  return items.map((item) => {
    const [left, right] = reach(item);
    let line = ends.findIndex((end) => end <= left);
    if (line < 0) line = ends.push(0) - 1;
    ends[line] = right + 10;
    return line;
  });
}

export function makeTimeline({ data, store }) {
  const box = byId("timeline");
  const caption = el("p", { class: "caption", role: "status" });
  const everyYear = el("button", { type: "button", class: "pane-button", hidden: true, onclick: () => store.set({ years: null }) }, "All years");
  const strip = el("div", { class: "strip", tabindex: "0", role: "group", "aria-label": "Statements by year. Arrow keys move between years, Enter shows one, Shift with arrows widens" });
  const axis = el("div", { class: "years", "aria-hidden": "true" });
  const body = el("div", { class: "lines-of-time" });
  const scroller = el("div", { class: "scroller" }, axis, body);
  const said = el("p", { class: "visually-hidden", role: "status" });
  box.replaceChildren(el("div", { class: "pane-head" }, caption, everyYear), strip, said, scroller);
  const pen = document.createElement("canvas").getContext("2d");

  let made = { state: null, chosen: null, all: [], undated: 0, items: [] };
  let columns = [];
  let at = 0; // column the keyboard is at
  let anchor = null; // column where a range being picked began
  let buttons = new Map(); // "fact-3" -> its button

  const idOf = ({ kind, id }) => `${kind}-${id}`;
  const pick = (a, b) => {
    const [low, high] = [columns[Math.min(a, b)], columns[Math.max(a, b)]];
    const [first, last] = spanOfItems(made.all);
    store.set({ years: [Math.max(first, low.from), Math.min(last, high.to)] });
  };

  // The strip: a column for each year, or for some years where they are many.
  const drawStrip = (years, span) => {
    const width = Math.max(200, strip.clientWidth);
    const step = stepFor(span[1] - span[0] + 1, width, COLUMN_LEAST);
    columns = columnsFor(made.all, span, step);
    at = Math.min(at, columns.length - 1);
    const most = Math.max(...columns.map((c) => c.count));
    const isIn = (c) => !years || (c.from <= years[1] && c.to >= years[0]);
    const each = width / columns.length;
    const named = Math.max(1, Math.ceil(64 / each));
    strip.replaceChildren(...columns.map((c, i) => {
      const bar = el("i", { class: "bar" });
      bar.style.height = `${c.count ? Math.max(3, Math.round((c.count / most) * (strip.clientHeight - 34))) : 0}px`;
      const isNamed = columns.length <= 2 || i % named === 0;
      const label = el("span", { class: "year" }, isNamed ? yearName(c.from) : "");
      return el("div", { class: `year-column${isIn(c) ? "" : " out"}${c.count ? "" : " none"}`, "data-at": String(i), title: `${yearsName([c.from, c.to])}: ${counted(c.count, "dated", "dated")}` }, bar, label);
    }));
  };
  const showAnchor = (from, to) => [...strip.children].forEach((column, i) => {
    column.classList.toggle("picked", from !== null && i >= Math.min(from, to) && i <= Math.max(from, to));
  });
  const columnAt = (event) => {
    const box_ = strip.getBoundingClientRect();
    return Math.max(0, Math.min(columns.length - 1, Math.floor(((event.clientX - box_.left) / box_.width) * columns.length)));
  };
  strip.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !columns.length) return;
    anchor = columnAt(event);
    strip.setPointerCapture(event.pointerId);
    showAnchor(anchor, anchor);
  });
  strip.addEventListener("pointermove", (event) => {
    if (anchor !== null) showAnchor(anchor, columnAt(event));
  });
  strip.addEventListener("pointerup", (event) => {
    if (anchor === null) return;
    const from = anchor;
    anchor = null;
    at = columnAt(event);
    pick(from, at);
  });
  strip.addEventListener("pointercancel", () => {
    anchor = null;
    showAnchor(null);
  });
  strip.addEventListener("blur", () => showAnchor(null));
  let widened = null;
  strip.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey || !columns.length) return;
    if (step || event.key === "Home" || event.key === "End") {
      if (!event.shiftKey) widened = null;
      else widened ??= at;
      at = event.key === "Home" ? 0 : event.key === "End" ? columns.length - 1 : Math.max(0, Math.min(columns.length - 1, at + step));
      showAnchor(widened ?? at, at);
      const range = [columns[Math.min(widened ?? at, at)], columns[Math.max(widened ?? at, at)]];
      const count = made.all.filter((item) => overlaps(item, [range[0].from, range[1].to])).length;
      said.textContent = `${yearsName([range[0].from, range[1].to])}: ${counted(count, "dated", "dated")}`;
    } else if (event.key === "Enter" || event.key === " ") {
      pick(widened ?? at, at);
      widened = null;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });

  // The items: marks with their words, in lines that do not overlap.
  const itemButton = (item, ...content) => {
    const button = el("button", {
      type: "button", tabindex: buttons.size ? "-1" : "0", "data-id": idOf(item.chosen), title: `${item.words}${item.when ? ` (${item.when})` : ""}${item.status === "Asserted" ? "" : `, ${item.status.toLowerCase()}`}`,
      class: `item ${item.isMeasure ? "of-measure" : ""} ${item.status.toLowerCase()}`, onclick: () => chooseWithin(store, item.chosen),
    }, ...content);
    buttons.set(idOf(item.chosen), button);
    return button;
  };
  const drawLines = (items, [low, high]) => {
    const width = Math.max(320, scroller.clientWidth);
    const [left, room] = [16, width - 32];
    const x = (year) => left + ((Math.min(high + 1, Math.max(low, year)) - low) / (high + 1 - low)) * room;
    pen.font = getComputedStyle(body).font || "13px system-ui";
    const placed_ = items.map((item) => {
      const wanted = Math.min(LABEL_MOST, Math.ceil(pen.measureText(item.words).width) + 4);
      const bar = item.start === null ? null : [x(item.start), Math.max(x(item.start) + 6, x(item.end))];
      const dots = item.points.map(x);
      const [first, last] = [Math.min(...dots, ...(bar ?? [])), Math.max(...dots, ...(bar ?? []))];
      const [after, before] = bar ? [width - 8, 0] : [width - 15 - last, first - 11]; // room on either side of a point, or above a bar
      const label = Math.min(wanted, Math.max(after, before));
      const start = bar ? Math.max(2, Math.min(first, width - 6 - label)) : label <= after ? last + 9 : first - 9 - label;
      return { item, bar, dots, label, start, reach: [Math.min(first - 6, start), Math.max(last + 6, start + label)] };
    });
    const lines = inLines(placed_, (p) => p.reach);
    const step = stepFor(high + 1 - low, room, 56);
    const bands = [];
    const ticks = [];
    for (let year = Math.floor(low / step) * step; year <= high; year += step) {
      const [from, to] = [x(year), x(year + step)];
      const tick = el("span", {}, yearName(year));
      tick.style.left = `${from}px`;
      if (year >= low) ticks.push(tick);
      const band = el("i", { class: `band${Math.round(year / step) % 2 ? " odd" : ""}`, "aria-hidden": "true" });
      band.style.left = `${from}px`;
      band.style.width = `${to - from}px`;
      bands.push(band);
    }
    axis.replaceChildren(...ticks);
    axis.hidden = false;
    const drawnItems = placed_.map(({ item, bar, dots, label, start, reach }, i) => {
      const marks = [];
      if (bar) {
        const mark = el("i", { class: `mark bar-mark${item.start === -Infinity ? " open-start" : ""}${item.end === Infinity ? " open-end" : ""}` });
        mark.style.left = `${bar[0] - reach[0]}px`;
        mark.style.width = `${bar[1] - bar[0]}px`;
        marks.push(mark);
      }
      for (const dot of dots) {
        const mark = el("i", { class: "mark dot-mark" });
        mark.style.left = `${dot - reach[0]}px`;
        marks.push(mark);
      }
      const words = el("span", { class: "words" }, item.words);
      words.style.left = `${start - reach[0]}px`;
      words.style.width = `${label}px`;
      const button = itemButton(item, ...marks, words);
      button.classList.toggle("with-bar", Boolean(bar));
      button.style.left = `${reach[0]}px`;
      button.style.width = `${reach[1] - reach[0]}px`;
      button.style.top = `${lines[i] * LINE_HEIGHT}px`;
      return button;
    });
    body.className = "lines-of-time";
    body.style.height = `${Math.max(...lines, 0) * LINE_HEIGHT + LINE_HEIGHT + 12}px`;
    body.replaceChildren(...bands, ...drawnItems);
  };
  const drawList = (items, heading) => {
    axis.hidden = true;
    body.className = "list-of-time";
    body.style.height = "";
    const rest = items.length - LISTED;
    body.replaceChildren(el("h3", {}, heading), ...items.slice(0, LISTED).map((item) => itemButton(item,
      el("span", { class: "when" }, item.when), el("span", {}, item.words), item.status === "Asserted" ? null : statusBadge(item.status))),
    rest > 0 ? el("p", { class: "note" }, `${counted(rest, "more is", "more are")} left out here. `, el("button", { type: "button", class: "pane-button", onclick: () => store.set({ tab: "table" }) }, "See them all in the table")) : "");
  };
  const drawNote = (text) => {
    axis.hidden = true;
    body.className = "list-of-time";
    body.style.height = "";
    body.replaceChildren(el("p", { class: "note" }, text));
  };
  const mark = (state, reveal) => {
    for (const button of body.querySelectorAll(".item.chosen")) {
      button.classList.remove("chosen");
      button.removeAttribute("aria-current");
    }
    const button = state.chosen && state.chosen.id !== undefined ? buttons.get(idOf(state.chosen)) : null;
    if (!button) return;
    button.classList.add("chosen");
    button.setAttribute("aria-current", "true");
    if (reveal) button.scrollIntoView({ block: "nearest" });
  };
  const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
  body.addEventListener("keydown", (event) => {
    const items = [...buttons.values()];
    const place = items.indexOf(event.target);
    if (place < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const to = event.key === "Home" ? 0 : event.key === "End" ? items.length - 1 : steps[event.key] ? place + steps[event.key] : null;
    if (to === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (!items[to]) return;
    items[place].tabIndex = -1;
    items[to].tabIndex = 0;
    items[to].focus();
  });

  const tell = (state) => {
    const { items, undated, chosen } = made;
    const facts = items.filter((item) => !item.isMeasure).length;
    const parts = [facts || !items.length ? counted(facts, "dated statement", "dated statements") : "",
      items.length > facts ? counted(items.length - facts, "dated measurement", "dated measurements") : ""].filter(Boolean).join(" and ");
    const of = chosen ? ` ${scopeWords(data, chosen)}` : "";
    const during = state.years ? ` in ${yearsName(state.years)}` : "";
    caption.textContent = capital(`${parts}${of}${during}; ${undated ? `${undated.toLocaleString("en")} more without a date` : "none is without a date"}.`);
    everyYear.hidden = !state.years;
  };
  const draw = (state) => {
    buttons = new Map();
    tell(state);
    strip.hidden = !made.all.length;
    const { items } = made;
    const span = state.years ?? spanOfItems(items);
    const isMany = items.length > DRAWN && span[0] !== span[1];
    strip.classList.toggle("tall", isMany);
    if (made.all.length) drawStrip(state.years, isMany ? span : spanOfItems(made.all)); // what is too much to draw can be narrowed further
    if (!items.length) drawNote(made.all.length ? "Nothing is dated so. Pick other years above, or all." : "Nothing here has a date.");
    else if (span[0] === span[1]) drawList(items, yearName(span[0]));
    else if (isMany) drawNote(`${counted(items.length, "statement is", "statements are")} too many to draw apart: click a year above, or drag over some, to see what is dated so.`);
    else drawLines(items, span);
    mark(state, true);
  };
  /** What is dated whatever the years chosen, so that the strip keeps its columns. */
  const allYears = (state, chosen, view, found) => {
    if (!state.years) return found;
    const wide = { ...state, years: null, chosen };
    const wideView = shown(data, wide);
    return itemsOf(data, selectionOf(data, wide, wideView, lit(data, wide, wideView)));
  };
  let size = 0;
  new ResizeObserver(() => {
    if (Math.abs(scroller.clientWidth - size) < 8 || !made.state) return;
    size = scroller.clientWidth;
    draw(store.state);
  }).observe(scroller);

  return {
    show: (state, view) => {
      const chosen = scopeOf(state);
      const isSame = chosen === made.chosen && sameBesides(state, made.state, LIST_BLIND);
      made.state = state;
      if (isSame) return mark(state, false);
      const { selection } = scoped(data, state, view);
      const found = itemsOf(data, selection);
      const items = state.years ? found.dated.filter((item) => overlaps(item, state.years)) : found.dated;
      const wide = allYears(state, chosen, view, found);
      made = { state, chosen, items, all: wide.dated, undated: wide.undated };
      size = scroller.clientWidth;
      draw(state);
    },
  };
}
