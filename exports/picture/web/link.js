// A view as the fragment of a link: what is chosen, open, hidden and filtered, by IRIs, so that it outlives a new export.

import { START } from "./store.js";
import { STATUSES } from "./data.js";

const MOST = 400; // entities of a set that a link names; more would not fit an address bar
const LINK_TABS = ["graph", "table", "timeline", "questions"];

/** Fields that a link carries: how each is written and read. Reading gives undefined for what the graph does not hold. */
function fields(data) {
  const named = (items) => {
    let index = null;
    return {
      write: (id) => items[id].iri,
      read: (coded) => {
        index ??= new Map(items.map((item) => [item.iri, item.id]));
        return index.get(coded);
      },
    };
  };
  const [entity, fact, measure, passage, relation, kind, doc] = [data.entities, data.facts, data.measures, data.passages, data.relations, data.classes, data.documents].map(named);
  const community = { write: String, read: (text) => (data.communities[Number(text)] ? Number(text) : undefined) };
  const list = ({ write, read }) => ({
    write: (set) => (set.size ? [...set].slice(0, MOST).map(write).join(" ") : null),
    read: (text) => new Set(text.split(" ").map(read).filter((id) => id !== undefined)),
  });
  const classes = { write: (id) => (id < 0 ? "-" : kind.write(id)), read: (text) => (text === "-" ? -1 : kind.read(text)) };
  const status = { write: (name) => name, read: (name) => (STATUSES.includes(name) ? name : undefined) };
  const kinds = { entity, fact, measure, passage, community };
  return {
    tab: { key: "tab", write: (tab) => (tab === "graph" ? null : tab), read: (tab) => (LINK_TABS.includes(tab) ? tab : undefined) },
    chosen: {
      key: "at",
      write: (chosen) => {
        if (!chosen) return null;
        if (chosen.kind === "path") return `path ${entity.write(chosen.from)} ${entity.write(chosen.to)}`;
        if (chosen.kind === "answer") return `answer ${data.questions[chosen.question].name} ${chosen.row}`;
        return kinds[chosen.kind] ? `${chosen.kind} ${kinds[chosen.kind].write(chosen.id)}` : null;
      },
      read: (text) => {
        const [what, first, second] = text.split(" ");
        if (what === "path") return whole({ kind: "path", from: entity.read(first), to: entity.read(second) });
        if (what === "answer") {
          const question = data.questions.findIndex((q) => q.name === first);
          return data.questions[question]?.rows[Number(second)] ? { kind: "answer", question, row: Number(second) } : undefined;
        }
        return kinds[what] ? whole({ kind: what, id: kinds[what].read(first) }) : undefined;
      },
    },
    opened: {
      key: "open",
      write: (opened) => (opened.size ? [...opened].map(([id, n]) => `${id}.${n}`).join(" ") : null),
      read: (text) => new Map(text.split(" ").map((pair) => pair.split(".").map(Number)).filter(([id, n]) => data.communities[id] && n > 0)),
    },
    revealed: { key: "show", ...list(entity) },
    hidden: { key: "hide", ...list(entity) },
    focus: {
      key: "focus",
      write: (focus) => (focus ? `${entity.write(focus.id)} ${focus.steps}` : null),
      read: (text) => whole({ id: entity.read(text.split(" ")[0]), steps: Math.min(9, Math.max(1, Number(text.split(" ")[1]) || 1)) }),
    },
    noClasses: { key: "noclass", ...list(classes) },
    noRelations: { key: "norelation", ...list(relation) },
    noStatuses: { key: "nostatus", ...list(status) },
    noDocuments: { key: "nodocument", ...list(doc) },
    years: {
      key: "years",
      write: (years) => (years ? years.join(" ") : null),
      read: (text) => {
        const years = text.split(" ").map(Number);
        return years.length === 2 && years.every(Number.isFinite) ? years : undefined;
      },
    },
    confidence: { key: "sure", write: (least) => (least > 0 ? String(least) : null), read: (text) => Math.min(1, Math.max(0, Number(text) || 0)) },
    lone: { key: "unlinked", write: (lone) => (lone ? "yes" : null), read: (text) => text === "yes" },
    open: { key: "vocabulary", write: (open) => (open ? null : "fixed"), read: (text) => text !== "fixed" },
  };
}

const whole = (object) => (Object.values(object).includes(undefined) ? undefined : object);

export function makeLink(data) {
  const known = fields(data);
  return {
    /** The fragment, without its `#`, that stands for a state and a camera; "" for the view a page opens with. */
    write: (state, camera = null) => {
      const params = new URLSearchParams();
      for (const [field, { key, write }] of Object.entries(known)) {
        const text = write(state[field]);
        if (text !== null) params.set(key, text);
      }
      if (camera) params.set("camera", [Math.round(camera.x), Math.round(camera.y), camera.scale.toPrecision(3)].join(" "));
      return params.toString();
    },
    /** {state, camera} that a fragment stands for; what the graph does not hold is left out. */
    read: (fragment) => {
      const given = new URLSearchParams(fragment.replace(/^#/, ""));
      const state = { ...START };
      for (const [field, { key, read }] of Object.entries(known)) {
        const value = given.has(key) ? read(given.get(key)) : undefined;
        if (value !== undefined) state[field] = value;
      }
      const [x, y, scale] = (given.get("camera") ?? "").split(" ").map(Number);
      return { state, camera: scale > 0 && Number.isFinite(x) && Number.isFinite(y) ? { x, y, scale } : null };
    },
  };
}
