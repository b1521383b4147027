// Start: reads the data, then tells every pane of each change of state.

import { byId, counted, readJson, debounced } from "./dom.js";
import { makeData } from "./data.js";
import { makeStore, withAll } from "./store.js";
import { shown, STEP } from "./shown.js";
import { lit, selectionOf } from "./lit.js";
import { makeCanvas } from "./canvas.js";
import { makeLegend } from "./legend.js";
import { makePanel } from "./panel.js";
import { makeText } from "./text.js";
import { makeSearch } from "./search.js";
import { makeTable } from "./table.js";
import { makeTimeline } from "./timeline.js";
import { makeQuestions } from "./questions.js";
import { makeTake } from "./take.js";
import { makeLink } from "./link.js";
import { makeActs } from "./acts.js";
import { makeKeys } from "./keys.js";

const TAB_NAMES = ["graph", "table", "timeline", "questions"];
const SEEN_AT_ONCE = 60; // entities that a choice brings into the drawing where they are not in it
const DRAWN_BY = ["opened", "revealed", "hidden", "focus", "noClasses", "noRelations", "noStatuses", "noDocuments", "years", "confidence", "open", "lone"];

function start() {
  const data = makeData(readJson("data"));
  const link = makeLink(data);
  const given = link.read(location.hash);

  let drawn = { state: null, view: null };
  const shownIn = (state) => {
    if (!drawn.state || DRAWN_BY.some((field) => drawn.state[field] !== state[field])) drawn = { state, view: shown(data, state) };
    return drawn.view;
  };
  /** The communities open, with that of an entity chosen while its community is closed. */
  const openedFor = ({ chosen, opened, focus, revealed, hidden }) => {
    if (chosen.kind !== "entity" || !data.communities.length || focus || revealed.has(chosen.id) || hidden.has(chosen.id)) return opened;
    const { community } = data.entities[chosen.id];
    return opened.has(community) ? opened : new Map([...opened, [community, STEP]]);
  };
  /** A path's second end, once chosen, makes the path; what a choice is about is brought into the drawing. */
  const settle = (next, before) => {
    let state = next;
    if (state.pathFrom !== null && state.chosen?.kind === "entity" && state.chosen !== before.chosen) {
      const { pathFrom: from, chosen } = state;
      state = { ...state, pathFrom: null, chosen: from === chosen.id ? chosen : { kind: "path", from, to: chosen.id }, tab: "graph" };
    }
    if (!state.chosen || state.chosen === before.chosen || ["community", "bundle"].includes(state.chosen.kind)) return state;
    state = { ...state, opened: openedFor(state) };
    const view = shownIn(state);
    const wanted = [...lit(data, state, view).strong.entities].slice(0, SEEN_AT_ONCE).filter((e) => !view.entities.has(e) && !state.hidden.has(e));
    return wanted.length ? { ...state, revealed: withAll(state.revealed, wanted) } : state;
  };
  const store = makeStore(given.state, settle);

  const viewOf = (state = store.state) => {
    const view = shownIn(state);
    const light = lit(data, state, view);
    let selection = null;
    return { shown: view, lit: light, get selection() { return (selection ??= selectionOf(data, state, view, light)); } };
  };

  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";

  const acts = makeActs({ data, store, viewOf });
  const canvas = makeCanvas({
    data, drawing: readJson("network"),
    picked: (what, twice) => {
      if (twice) return what?.kind === "entity" ? acts.neighbours(what.id) : undefined;
      return what?.kind === "community" ? acts.open(what.id) : acts.choose(what);
    },
  });
  const theme = () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    recolour();
  };
  const recolour = () => {
    byId("theme").textContent = isDark() ? "Light" : "Dark";
    canvas.recolour();
  };
  const act = {
    ...acts, theme, fit: () => canvas.fit(250), zoom: canvas.zoom,
    /** To the nearest entity drawn in a direction, or to the best connected. */
    step: ([dx, dy]) => {
      if (store.state.tab !== "graph") return;
      const ids = canvas.drawn();
      const key = (chosen) => (chosen?.kind === "community" ? `c${chosen.id}` : chosen?.kind === "entity" ? chosen.id : null);
      const from = key(store.state.chosen);
      const asChoice = (id) => (typeof id === "string" ? { kind: "community", id: Number(id.slice(1)) } : { kind: "entity", id });
      if (from === null || !ids.includes(from)) {
        if (ids.length) acts.choose(asChoice(data.order.find((e) => ids.includes(e)) ?? ids[0]));
        return;
      }
      const here = canvas.positionOf(from);
      let best = null;
      for (const id of ids) {
        const { x, y } = canvas.positionOf(id);
        const along = (x - here.x) * dx + (y - here.y) * dy;
        const aside = Math.abs((x - here.x) * dy) + Math.abs((y - here.y) * dx);
        if (id !== from && along > 0 && aside <= 2 * along && (best === null || along + 2 * aside < best.cost)) best = { id, cost: along + 2 * aside };
      }
      if (best) acts.choose(asChoice(best.id));
    },
  };

  const panel = makePanel({ data, act });
  const text = makeText({ data, store });
  const legend = makeLegend({ data, store });
  const search = makeSearch({ data, take: (id) => act.choose({ kind: "entity", id }) });
  const tabs = {
    graph: { show: () => {} }, table: makeTable({ data, store }), timeline: makeTimeline({ data, store }), questions: makeQuestions({ data, store }),
  };
  const linkOf = () => `${location.href.replace(/#.*$/, "")}#${link.write(store.state, canvas.camera())}`;
  const take = makeTake({ data, store, viewOf, linkOf, picture: { scene: canvas.scene } });
  makeKeys({ act, search });

  for (const name of TAB_NAMES) byId(`tab-${name}`).addEventListener("click", () => act.tab(name));
  byId("tabs").addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const next = TAB_NAMES[(TAB_NAMES.indexOf(store.state.tab) + step + TAB_NAMES.length) % TAB_NAMES.length];
    act.tab(next);
    byId(`tab-${next}`).focus();
  });
  byId("undo").addEventListener("click", act.undo);
  byId("redo").addEventListener("click", act.redo);
  byId("theme").addEventListener("click", theme);
  byId("fit").addEventListener("click", act.fit);
  byId("zoom-in").addEventListener("click", () => act.zoom(1.3));
  byId("zoom-out").addEventListener("click", () => act.zoom(1 / 1.3));
  byId("unhide").addEventListener("click", act.unhide);
  byId("cancel").addEventListener("click", act.escape);
  byId("leave").addEventListener("click", () => act.focus(null));
  dark.addEventListener("change", recolour);
  new ResizeObserver(() => canvas.resize()).observe(byId("canvas"));

  const showBar = (state, { shown: view }) => {
    const groups = view.communities.size ? `${counted(view.communities.size, "community", "communities")}: ` : "";
    const drawnOf = (n, all) => (groups && !n ? all : `${n.toLocaleString("en")} of ${all}`);
    byId("shown").textContent = groups + [drawnOf(view.entities.size, counted(data.entities.length, "entity", "entities")),
      drawnOf(view.facts.size, counted(data.links, "link", "links"))].join(", ");
    byId("unhide").hidden = !state.hidden.size;
    byId("unhide").textContent = `Show ${state.hidden.size.toLocaleString("en")} hidden`;
    byId("leave").hidden = !state.focus;
    byId("asking").hidden = state.pathFrom === null;
    byId("asked").textContent = state.pathFrom === null ? "" : `Path from ${data.entities[state.pathFrom].label}: choose the other end, in the drawing or by search.`;
    byId("hint").hidden = !(data.communities.length && !state.focus);
    byId("nothing").hidden = Boolean(view.entities.size || view.communities.size);
  };
  const remember = debounced(() => {
    const fragment = link.write(store.state);
    try {
      history.replaceState(null, "", fragment ? `#${fragment}` : location.pathname + location.search);
    } catch { /* some browsers refuse this for files; the link in the menu still works */ }
  }, 300);

  const show = (state, before) => {
    const view = viewOf(state);
    for (const name of TAB_NAMES) {
      byId(`tab-${name}`).setAttribute("aria-selected", String(state.tab === name));
      byId(`tab-${name}`).tabIndex = state.tab === name ? 0 : -1;
      byId(name === "graph" ? "picture" : name).hidden = state.tab !== name;
    }
    canvas.show(state, view, before);
    legend.show(state);
    panel.show(state, view);
    text.show(state, view);
    tabs[state.tab].show(state, view);
    take.show(state, view);
    showBar(state, view);
    byId("undo").disabled = !store.canUndo;
    byId("redo").disabled = !store.canRedo;
    document.body.classList.toggle("has-selection", Boolean(state.chosen));
    if (before) follow(state, before, view);
    remember();
  };
  /** Move the camera where a change asks for it. */
  const follow = (state, before, { shown: view, lit: light }) => {
    if (state.tab !== "graph") return;
    if (before.focus !== state.focus) return canvas.fit(250);
    if (state.chosen?.kind === "community" && before.opened !== state.opened) {
      const { members } = data.communities[state.chosen.id];
      return canvas.centre(state.opened.has(state.chosen.id) ? members.filter((e) => view.entities.has(e)) : [`c${state.chosen.id}`]);
    }
    if (before.opened !== state.opened) {
      const { community } = state.chosen?.kind === "entity" ? data.entities[state.chosen.id] : {};
      return community === undefined ? canvas.fit(250) : canvas.centre(data.communities[community].members.filter((e) => view.entities.has(e)));
    }
    if (!light || before.chosen === state.chosen) return;
    const wanted = [...light.strong.entities].filter((e) => view.entities.has(e));
    const near = [...light.entities].filter((e) => view.entities.has(e));
    if (!canvas.isSeen(wanted)) canvas.centre(near.length <= 30 && near.length ? near : wanted);
  };

  byId("legend").open = matchMedia("(min-width: 1000px)").matches;
  byId("theme").textContent = isDark() ? "Light" : "Dark";
  store.on(show);
  addEventListener("hashchange", () => {
    if (location.hash.slice(1) !== link.write(store.state)) {
      const { state, camera } = link.read(location.hash);
      store.set(state);
      if (camera) canvas.aim(camera);
    }
  });
  show(store.state, null);
  canvas.fit();
  if (given.camera) canvas.aim(given.camera);
  document.body.dataset.ready = "yes";
}

start();
