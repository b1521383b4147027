// What a reader can do to the drawing: each act changes the state, and only that.

import { around, STEP } from "./shown.js";
import { withAll, without } from "./store.js";

const MANY = 400; // neighbours shown at once

export function makeActs({ data, store, viewOf }) {
  const entityChosen = () => (store.state.chosen?.kind === "entity" ? store.state.chosen.id : null);
  const choose = (chosen) => store.set({ chosen });

  const neighbours = (id = entityChosen()) => {
    if (id === null) return;
    const { shown } = viewOf();
    const near = [...around(data, shown.passing, [id], 1)].sort((a, b) => data.rank[a] - data.rank[b]).slice(0, MANY);
    const missing = near.filter((e) => !shown.entities.has(e));
    if (!missing.length) return;
    store.set({ revealed: withAll(store.state.revealed, missing), hidden: without(store.state.hidden, near), chosen: { kind: "entity", id } });
  };
  const open = (id) => {
    const opened = new Map(store.state.opened);
    opened.set(id, (opened.get(id) ?? 0) + STEP);
    store.set({ opened, chosen: { kind: "community", id }, focus: null });
  };
  const fold = (id) => {
    const opened = new Map(store.state.opened);
    opened.delete(id);
    store.set({ opened, revealed: without(store.state.revealed, data.communities[id].members), chosen: { kind: "community", id } });
  };
  return {
    choose,
    neighbours,
    open,
    fold,
    tab: (tab) => store.set({ tab }),
    focus: (id = entityChosen() ?? (store.state.focus ? null : undefined)) => {
      if (id === undefined) return;
      const leave = id === null || (store.state.focus?.id === id);
      store.set({ focus: leave ? null : { id, steps: 1 }, tab: "graph" });
    },
    wider: () => store.set({ focus: { ...store.state.focus, steps: store.state.focus.steps + 1 } }),
    hide: (id = entityChosen()) => {
      if (id === null) return;
      const { state } = store;
      store.set({ hidden: withAll(state.hidden, [id]), revealed: without(state.revealed, [id]), chosen: null, focus: state.focus?.id === id ? null : state.focus });
    },
    unhide: () => store.set({ hidden: new Set() }),
    pathFrom: (id = entityChosen()) => {
      if (id !== null) store.set({ pathFrom: id }, { silent: true });
    },
    /** Enter: open the community chosen, or show the neighbours of the entity. */
    enter: () => {
      const { chosen } = store.state;
      if (chosen?.kind === "community") open(chosen.id);
      else neighbours();
    },
    escape: () => {
      if (store.state.pathFrom !== null) store.set({ pathFrom: null }, { silent: true });
      else if (store.state.chosen) choose(null);
    },
    undo: store.undo,
    redo: store.redo,
  };
}
