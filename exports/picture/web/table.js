// The selection as a table: sorted, filtered by words, and only as much of it in the page as can be seen.

import { familyOf, objectOf, whenOf } from "./data.js";
import { byId, counted, debounced, el, folded } from "./dom.js";
import { lit, selectionOf } from "./lit.js";

const ROW_PX = 34;
const SPARE = 12; // rows kept ready above and below those seen

// What a list showed when a choice was made within it: it goes on showing that, rather than shrink to what was chosen.
const scopes = new WeakMap();
export const scopeOf = (state) => (state.chosen && scopes.has(state.chosen) ? scopes.get(state.chosen) : state.chosen);

/** Choose something from within a list, which keeps its rows. */
export function chooseWithin(store, chosen) {
  scopes.set(chosen, scopeOf(store.state));
  store.set({ chosen });
}

/** What a list shows: the choice it stands for and the selection that choice makes. */
export function scoped(data, state, view) {
  const chosen = scopeOf(state);
  if (chosen === state.chosen) return { chosen, selection: view.selection };
  const wide = { ...state, chosen };
  return { chosen, selection: selectionOf(data, wide, view.shown, lit(data, wide, view.shown)) };
}

/** Fields of the state that do not change what a list holds, its scope aside. */
export const LIST_BLIND = ["chosen", "tab", "revealed", "pathFrom"];
/** Whether two states show the same in lists, `besides` naming fields that do not matter. */
export const sameBesides = (a, b, besides) => Boolean(a && b) && Object.keys(a).every((key) => besides.includes(key) || a[key] === b[key]);

export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const quoted = (text) => `“${text}”`;
const nameOf = (data, id) => (String(id).startsWith("c") ? data.communities[Number(String(id).slice(1))]?.label ?? "" : data.entities[Number(id)]?.label ?? "");

/** What `chosen` covers, in words that follow "statements". */
export function scopeWords(data, chosen) {
  if (!chosen) return "";
  if (chosen.kind === "entity") return `of the chosen entity, ${data.entities[chosen.id].label}`;
  if (chosen.kind === "passage") return "of the chosen sentence";
  if (chosen.kind === "community") return `of the chosen group, ${data.communities[chosen.id].label}`;
  if (chosen.kind === "bundle") {
    const [a, b] = chosen.id.slice(1).split("-");
    return `between ${nameOf(data, a)} and ${nameOf(data, b)}`;
  }
  if (chosen.kind === "path") return `on the path from ${nameOf(data, chosen.from)} to ${nameOf(data, chosen.to)}`;
  if (chosen.kind === "answer") return `of the chosen answer to ${quoted(data.questions[chosen.question].title)}`;
  return "chosen";
}

/** How many statements and measurements are listed, and of what. */
export function listedWords(data, chosen, { facts, measures }) {
  const [f, m] = [facts.length, measures.length];
  const counts = [f || !m ? counted(f, "statement", "statements") : "", m ? counted(m, "measurement", "measurements") : ""].filter(Boolean).join(" and ");
  if (chosen) return `${counts} ${scopeWords(data, chosen)}`;
  const all = f === data.facts.length && m === data.measures.length;
  if (all) return f + m === 1 ? counts : `all ${counts}`;
  return `${counts} of ${counted(data.facts.length, "statement", "statements")}${data.measures.length ? ` and ${counted(data.measures.length, "measurement", "measurements")}` : ""}, as filtered`;
}

// A row is one number: a statement's index, or -1 minus a measurement's.
const rowsFor = ({ facts, measures }) => [...facts, ...measures.map((m) => -1 - m)];
const rowOf = (chosen) => (chosen?.kind === "fact" ? chosen.id : chosen?.kind === "measure" ? -1 - chosen.id : null);
const chosenOf = (row) => (row < 0 ? { kind: "measure", id: -1 - row } : { kind: "fact", id: row });

export const statusBadge = (status) => el("span", { class: `badge ${status.toLowerCase()}` }, status.toLowerCase());
export const swatchOf = (data, id) => el("i", { class: `swatch f-${familyOf(data, data.entities[id])}`, "aria-hidden": "true" });

/** The columns: how a row's cell reads (`text`), looks (`cell`, where not as its text) and sorts (`key`, null last). */
function columnsOf(data) {
  const at = (row) => (row < 0 ? data.measures[-1 - row] : data.facts[row]);
  const labels = (row) => at(row).about.map((e) => data.entities[e].label).join(", ");
  const first = (row) => (row < 0 ? at(row).about[0] ?? null : at(row).subject);
  const passage = (row) => at(row).passages[0] ?? null;
  const named = (id, text) => [id === null ? null : swatchOf(data, id), el("bdi", {}, text)];
  const object = (row) => (row < 0 ? at(row).value : objectOf(data, at(row)));
  const when = (row) => (row < 0 ? at(row).year : whenOf(at(row)));
  const sentence = (row) => (passage(row) === null ? "" : data.passages[passage(row)].text);
  const subject = (row) => (row < 0 ? labels(row) : data.entities[at(row).subject].label);
  const relation = (row) => (row < 0 ? at(row).indicator : data.relations[at(row).relation].label);
  const more = (row) => (row < 0 ? "" : at(row).qualifiers.map((q) => `${q.name} ${q.text}`).join(", "));
  const columns = [
    { name: "subject", title: "Subject", text: subject, cell: (row) => named(first(row), subject(row)) },
    { name: "relation", title: "Relation", text: relation, cell: (row) => [el("em", { class: row >= 0 && data.relations[at(row).relation].open ? "open" : null }, relation(row))] },
    { name: "object", title: "Object", text: (row) => [object(row), more(row)].filter(Boolean).join(", "), cell: (row) => [...named(row < 0 ? null : at(row).object, object(row)), more(row) ? el("small", {}, ` ${more(row)}`) : null] },
    { name: "when", title: "When", text: when, key: (row) => (row < 0 ? (at(row).year ? parseInt(at(row).year, 10) : null) : at(row).years?.[0] ?? null) },
    { name: "status", title: "Status", text: (row) => at(row).status.toLowerCase(), cell: (row) => [statusBadge(at(row).status)] },
    { name: "confidence", title: "Confidence", text: (row) => (at(row).confidence === null ? "" : at(row).confidence.toFixed(2)), key: (row) => at(row).confidence },
    { name: "sentence", title: "Sentence", text: sentence, key: passage },
  ];
  if (data.documents.length > 1) {
    const document_ = (row) => (passage(row) === null ? null : data.passages[passage(row)].document);
    columns.push({ name: "document", title: "Document", text: (row) => (document_(row) === null ? "" : data.documents[document_(row)].title), key: document_ });
  }
  return columns;
}

/** `rows` by `key`, those without one last whichever way; equal ones keep their order. */
function sortedRows(rows, key, up) {
  const keyed = rows.map((row, i) => ({ row, i, key: key(row) }));
  const way = up ? 1 : -1;
  const compare = (a, b) => {
    if (a.key === b.key) return a.i - b.i;
    if (a.key === null || b.key === null) return a.key === null ? 1 : -1;
    return a.key < b.key ? -way : way;
  };
  return keyed.sort(compare).map((k) => k.row);
}

/** A test whether a row holds every word of `query` somewhere; names and sentences are looked at once each. */
function wordFilter(data, query, foldedOnce) {
  const words = folded(query).split(/\s+/).filter(Boolean);
  const holds = words.map((word) => {
    const known = new Map();
    return (text) => {
      if (!known.has(text)) known.set(text, foldedOnce(text).includes(word));
      return known.get(text);
    };
  });
  const textsOf = (row) => {
    if (row < 0) {
      const m = data.measures[-1 - row];
      return [m.indicator, m.value, m.year, m.status, ...m.about.map((e) => data.entities[e].label), ...m.passages.map((p) => data.passages[p].text)];
    }
    const f = data.facts[row];
    return [data.entities[f.subject].label, data.relations[f.relation].label, f.object === null ? f.text : data.entities[f.object].label, f.status,
      ...f.times.map((t) => t.text), ...f.qualifiers.map((q) => q.text), ...f.passages.flatMap((p) => [data.passages[p].text, data.documents[data.passages[p].document].title])];
  };
  return (row) => {
    const texts = textsOf(row);
    return holds.every((has) => texts.some(has));
  };
}

export function makeTable({ data, store }) {
  const box = byId("table");
  const columns = columnsOf(data);
  const foldedTexts = new Map();
  const foldedOnce = (text) => {
    if (!foldedTexts.has(text)) foldedTexts.set(text, folded(text));
    return foldedTexts.get(text);
  };
  let shownFor = { state: null, chosen: null }; // what the rows were made for
  let all = []; // rows in scope
  let rows = []; // those that match, in order
  let words = "";
  let sort = { column: columns.find((c) => c.name === "sentence"), up: true };
  let active = -1; // place of the row that the keyboard is at
  let drawn = { from: 0, to: -1 };

  const caption = el("p", { class: "caption", role: "status" });
  const filter = el("input", { type: "search", class: "filter-words", placeholder: "Filter these rows", "aria-label": "Filter the rows of the table by words", autocomplete: "off", spellcheck: "false" });
  const clear = el("button", { type: "button", class: "pane-button", hidden: true, onclick: () => store.set({ chosen: null }) }, "All statements");
  const heads = columns.map((column) => el("th", { scope: "col", class: `col-${column.name}` },
    el("button", { type: "button", onclick: () => sortBy(column) }, column.title, el("i", { "aria-hidden": "true" }))));
  const body = el("tbody");
  const grid = el("table", { role: "grid", tabindex: "0", "aria-label": "Statements", class: `statements${data.documents.length > 1 ? " with-documents" : ""}` }, el("thead", {}, el("tr", { "aria-rowindex": "1" }, ...heads)), body);
  const scroller = el("div", { class: "scroller" }, grid);
  const empty = el("p", { class: "note empty", hidden: true });
  box.replaceChildren(el("div", { class: "pane-head" }, caption, filter, clear), scroller, empty);
  box.style.setProperty("--row", `${ROW_PX}px`);

  const padding = (count) => {
    const cell = el("td", { colspan: String(columns.length) });
    cell.style.height = `${count * ROW_PX}px`;
    return el("tr", { class: "padding", role: "presentation" }, cell);
  };
  const rowElement = (at) => {
    const row = rows[at];
    const isChosen = row === rowOf(store.state.chosen);
    return el("tr", { id: `row-${at}`, "data-at": String(at), "aria-rowindex": String(at + 2), "aria-selected": String(isChosen), class: [isChosen ? "chosen" : "", at === active ? "active" : ""].join(" ").trim() || null },
      ...columns.map((column) => {
        const text = column.text(row);
        return el("td", { class: `col-${column.name}`, title: text.length > 18 ? text : null }, ...(column.cell ? column.cell(row) : [el("bdi", {}, text)]));
      }));
  };

  /** Put the rows that can be seen into the page; `always` also where they are there already. */
  const draw = (always = true) => {
    const from = Math.max(0, Math.floor(scroller.scrollTop / ROW_PX));
    const to = Math.min(rows.length - 1, from + Math.ceil((scroller.clientHeight || 600) / ROW_PX));
    if (!always && from >= drawn.from && to <= drawn.to) return;
    drawn = { from: Math.max(0, from - SPARE), to: Math.min(rows.length - 1, to + SPARE) };
    const made = [];
    for (let at = drawn.from; at <= drawn.to; at++) made.push(rowElement(at));
    body.replaceChildren(padding(drawn.from), ...made, padding(rows.length - 1 - drawn.to));
    if (active >= drawn.from && active <= drawn.to) grid.setAttribute("aria-activedescendant", `row-${active}`);
    else grid.removeAttribute("aria-activedescendant");
  };
  const reveal = (at, middle = false) => {
    const [top, room] = [at * ROW_PX, scroller.clientHeight - grid.tHead.offsetHeight];
    if (top >= scroller.scrollTop && top + ROW_PX <= scroller.scrollTop + room) return;
    if (middle) scroller.scrollTop = top - room / 2;
    else scroller.scrollTop = top < scroller.scrollTop ? top : top + ROW_PX - room;
  };
  const tellCaption = () => {
    const { chosen } = shownFor;
    const listed = { facts: all.filter((row) => row >= 0), measures: all.filter((row) => row < 0) };
    const among = words ? `${rows.length.toLocaleString("en")} with ${quoted(words)} among ` : "";
    caption.textContent = capital(among + listedWords(data, chosen, listed));
    clear.hidden = !chosen;
    empty.hidden = rows.length > 0;
    empty.textContent = all.length ? `No row holds ${quoted(words)}.` : "There is no statement to list here.";
    grid.setAttribute("aria-rowcount", String(rows.length + 1));
  };
  const arrange = () => {
    const { column, up } = sort;
    const kept = words ? all.filter(wordFilter(data, words, foldedOnce)) : all;
    rows = sortedRows(kept, column.key ?? ((row) => foldedOnce(column.text(row)) || null), up);
    heads.forEach((head, i) => {
      if (columns[i] === column) head.setAttribute("aria-sort", up ? "ascending" : "descending");
      else head.removeAttribute("aria-sort");
    });
    tellCaption();
    point(true);
  };
  /** Bring the chosen row into view, or the first. */
  const point = (fresh) => {
    const wanted = rowOf(store.state.chosen);
    const at = wanted === null ? -1 : rows.indexOf(wanted);
    if (fresh) scroller.scrollTop = 0;
    if (at >= 0) {
      active = at;
      reveal(at, true);
    } else if (fresh) active = -1;
    draw();
  };
  const sortBy = (column) => {
    sort = { column, up: sort.column === column ? !sort.up : true };
    arrange();
  };
  const choose = (at) => {
    if (!rows.length) return;
    active = at;
    chooseWithin(store, chosenOf(rows[at]));
  };
  const move = (to) => {
    active = Math.max(0, Math.min(rows.length - 1, to));
    reveal(active);
    draw();
  };

  scroller.addEventListener("scroll", () => requestAnimationFrame(() => draw(false)), { passive: true });
  body.addEventListener("click", (event) => {
    const row = event.target.closest("tr[data-at]");
    if (row && !String(getSelection())) choose(Number(row.dataset.at));
  });
  grid.addEventListener("keydown", (event) => {
    if (event.target !== grid || event.ctrlKey || event.metaKey || event.altKey || !rows.length) return;
    const page = Math.max(1, Math.floor(scroller.clientHeight / ROW_PX) - 2);
    const to = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + page, PageUp: active - page, Home: 0, End: rows.length - 1 }[event.key];
    if (to !== undefined) move(to);
    else if ((event.key === "Enter" || event.key === " ") && active >= 0) choose(active);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  const search = debounced(() => {
    words = filter.value.trim();
    arrange();
  }, 120);
  filter.addEventListener("input", search);
  filter.addEventListener("keydown", (event) => {
    if (event.key === "Enter") search.now();
    else if (event.key === "ArrowDown") {
      grid.focus();
      move(0);
    } else if (event.key === "Escape" && filter.value) {
      filter.value = "";
      search.now();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  new ResizeObserver(() => draw()).observe(scroller);

  return {
    show: (state, view) => {
      const chosen = scopeOf(state);
      const isSame = chosen === shownFor.chosen && sameBesides(state, shownFor.state, LIST_BLIND);
      if (!isSame) all = rowsFor(scoped(data, state, view).selection);
      shownFor = { state, chosen };
      if (isSame) point(false);
      else arrange();
    },
  };
}
