// What the reader has chosen, opened, hidden and filtered: one frozen state, each change a new one, so that undo is a list.

const KEPT = 200; // steps that can be undone

export const START = Object.freeze({
  tab: "graph", chosen: null, opened: new Map(), revealed: new Set(), hidden: new Set(), focus: null, pathFrom: null,
  noClasses: new Set(), noRelations: new Set(), noStatuses: new Set(), noDocuments: new Set(), years: null, confidence: 0, open: true, lone: false,
});

/** Whether anything is filtered, by what the legend holds. */
export const isFiltered = (state) => Boolean(state.noClasses.size || state.noRelations.size || state.noStatuses.size
  || state.noDocuments.size || state.years || state.confidence > 0 || !state.open);

/**
 * `set` takes the fields that change; `silent` keeps the change out of undo; `merge` joins it to the step before.
 * `settle(next, before)` has the last word on every new state.
 */
export function makeStore(initial, settle) {
  let state = Object.freeze(settle({ ...START, ...initial }, START));
  let past = [];
  let future = [];
  const listeners = [];
  const tell = (before) => listeners.forEach((listener) => listener(state, before));
  const go = (next) => {
    const before = state;
    state = next;
    tell(before);
  };
  return {
    get state() { return state; },
    get canUndo() { return past.length > 0; },
    get canRedo() { return future.length > 0; },
    on: (listener) => listeners.push(listener),
    set: (change, { silent = false, merge = false } = {}) => {
      const next = Object.freeze(settle({ ...state, ...change }, state));
      if (!silent && !merge) past = [...past.slice(-KEPT + 1), state];
      if (!silent) future = [];
      go(next);
    },
    undo: () => {
      if (!past.length) return;
      future.push(state);
      go(past.pop());
    },
    redo: () => {
      if (!future.length) return;
      past.push(state);
      go(future.pop());
    },
  };
}

/** A copy of a set with `values` put in, or taken out. */
export const withAll = (set, values) => new Set([...set, ...values]);
export const without = (set, values) => {
  const out = new Set(values);
  return new Set([...set].filter((value) => !out.has(value)));
};
/** A copy of a set in which `value` has changed sides. */
export const flipped = (set, value) => (set.has(value) ? without(set, [value]) : withAll(set, [value]));
