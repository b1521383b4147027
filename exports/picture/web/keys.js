// The keyboard: one table of keys, which the help lists.

import { byId, el } from "./dom.js";

export const KEYS = [
  ["/", "search"], ["Arrows", "step to the entity in that direction"], ["Enter", "open a community, show neighbours"], ["E", "show neighbours"],
  ["F", "focus on the entity, or leave it"], ["P", "path to another entity"], ["H", "hide the entity"], ["Ctrl+Z, U", "undo"], ["Ctrl+Y", "redo"],
  ["+ −", "zoom"], ["0", "fit the drawing to the window"], ["1 2 3 4", "graph, table, timeline, questions"], ["D", "light or dark"],
  ["Escape", "clear the selection"], ["?", "this help"],
];
const KEY_TABS = { 1: "graph", 2: "table", 3: "timeline", 4: "questions" };
const DIRECTIONS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

/** `act` does what the keys ask; keys typed into a field are the field's. */
export function makeKeys({ act, search }) {
  const help = byId("help");
  help.append(el("h2", {}, "Keys"), el("dl", {}, KEYS.flatMap(([key, does]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, does)])),
    el("form", { method: "dialog" }, el("button", {}, "Close")));
  byId("keys").addEventListener("click", () => help.showModal());

  const plain = {
    "/": () => search.focus(), "?": () => help.showModal(), e: () => act.neighbours(), f: () => act.focus(), p: () => act.pathFrom(), h: () => act.hide(), u: act.undo, d: act.theme,
    Enter: act.enter, 0: act.fit, "+": () => act.zoom(1.3), "=": () => act.zoom(1.3), "-": () => act.zoom(1 / 1.3),
  };
  const withControl = { z: (event) => (event.shiftKey ? act.redo() : act.undo()), y: act.redo };
  const isField = (target) => target instanceof Element && Boolean(target.closest("input, select, textarea, [contenteditable]"));
  const isOwn = (target) => target instanceof Element && Boolean(target.closest("button, a, summary, #text, #table, #timeline, #questions, dialog"));

  document.addEventListener("keydown", (event) => {
    if (help.open || event.altKey) return;
    if (event.key === "Escape") {
      if (search.isOpen()) search.close();
      else act.escape();
      return;
    }
    if (isField(event.target)) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    let action = null;
    if (event.ctrlKey || event.metaKey) action = withControl[key];
    else if (DIRECTIONS[key]) action = isOwn(event.target) ? null : () => act.step(DIRECTIONS[key]);
    else if (KEY_TABS[key]) action = () => act.tab(KEY_TABS[key]);
    else if (key !== "Enter" || !isOwn(event.target)) action = plain[key];
    if (!action) return;
    event.preventDefault();
    action(event);
  });
}
