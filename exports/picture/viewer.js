// Start: reads the data, keeps the selection and the filters, and tells drawing, panel and text of each change.

const model = readJson("data");
const drawing = readJson("network");

const degree = model.entities.map(() => 0);
for (const fact of model.facts) {
  if (fact.object === null) continue;
  degree[fact.subject] += 1;
  degree[fact.object] += 1;
}
const order = model.entities.map((_, i) => i).sort((a, b) => degree[b] - degree[a] || a - b);
const rank = [];
order.forEach((entity, place) => { rank[entity] = place; });

const classOf = (entity) => model.entities[entity].types[0] ?? "Other";
const filters = { classes: new Set(), statuses: new Set(), open: true, all: false, revealed: new Set() };
const isShown = {
  entity: (i) => filters.revealed.has(i) || ((filters.all || rank[i] < model.first) && !filters.classes.has(classOf(i))),
  fact: (i) => {
    const f = model.facts[i];
    return f.object !== null && !filters.statuses.has(f.status) && (filters.open || !f.is_open) && isShown.entity(f.subject) && isShown.entity(f.object);
  },
};

const panel = makePanel({ model, degree, choose: (...what) => choose(...what) });
const text = makeText({ model, choose: (...what) => choose(...what) });
const describe = {
  entity: (i) => `${model.entities[i].label}\n${classOf(i)}, ${counted(panel.factsOf[i].length, "statement", "statements")}`,
  fact: (i) => {
    const f = model.facts[i];
    const note = [panel.when(f), f.status === "Asserted" ? "" : f.status.toLowerCase()].filter(Boolean).join(", ");
    return `${model.entities[f.subject].label} ${f.relation} ${model.entities[f.object].label}${note ? `\n${note}` : ""}`;
  },
};
const canvas = makeCanvas({ model, drawing, rank, isShown, describe, choose: (...what) => choose(...what) });
let selected = { kind: null, index: null };

// What each kind of selection lights up.
const lights = {
  entity: (i) => {
    const edges = new Set(panel.factsOf[i]);
    const nodes = new Set([i, ...[...edges].flatMap((f) => ends(f))]);
    return { nodes, edges, strong: { nodes: new Set([i]), edges: new Set() } };
  },
  fact: (i) => ({ nodes: new Set(ends(i)), edges: new Set([i]), strong: { nodes: new Set(ends(i)), edges: new Set([i]) } }),
  measure: (i) => {
    const nodes = new Set(model.measures[i].about);
    return { nodes, edges: new Set(), strong: { nodes, edges: new Set() } };
  },
  passage: (i) => {
    const edges = new Set(panel.saidBy[i].facts);
    const nodes = new Set([...[...edges].flatMap((f) => ends(f)), ...panel.saidBy[i].measures.flatMap((m) => model.measures[m].about)]);
    return { nodes, edges, strong: { nodes: new Set(), edges } };
  },
};
const ends = (i) => [model.facts[i].subject, model.facts[i].object].filter((entity) => entity !== null);
const passagesOf = {
  entity: (i) => ({ related: [...new Set([...panel.factsOf[i].flatMap((f) => model.facts[f].passages), ...panel.measuresOf[i].flatMap((m) => model.measures[m].passages)])].sort((a, b) => a - b) }),
  fact: (i) => ({ chosen: model.facts[i].passages, fact: model.facts[i] }),
  measure: (i) => ({ chosen: model.measures[i].passages }),
  passage: (i) => ({ chosen: [i], scroll: false }),
};

/** Select an entity, a fact, a measure or a passage by index, or nothing. */
function choose(kind, index, { move = false } = {}) {
  selected = { kind: kind ?? null, index: index ?? null };
  const what = kind ? lights[kind](index) : null;
  const hidden = what ? [...(kind === "entity" ? [index] : what.nodes)].filter((i) => !isShown.entity(i)) : [];
  if (hidden.length) {
    for (const i of hidden) filters.revealed.add(i);
    refresh();
  }
  canvas.light(what);
  panel.show(kind ?? null, index);
  text.show(kind ? passagesOf[kind](index) : {});
  if (move && what) canvas.centre([...what.strong.nodes], [...what.nodes]);
  document.body.classList.toggle("has-selection", Boolean(kind));
}

// Legend and filters.
const shownBox = byId("shown");
const reset = byId("reset");
const all = byId("all");

function refresh() {
  canvas.refresh();
  const { entities, facts } = canvas.counts();
  shownBox.textContent = `${entities.toLocaleString("en")} of ${counted(model.entities.length, "entity", "entities")}, ${facts.toLocaleString("en")} of ${counted(drawing.edges.length, "link", "links")}`;
  reset.hidden = !(filters.classes.size || filters.statuses.size || !filters.open || filters.revealed.size);
  all.hidden = model.entities.length <= model.first;
  all.textContent = filters.all ? `Show the ${model.first} most connected` : "Show all";
  for (const update of legend) update();
}

const legend = [];
function filterButton(box, sample, label, count, isOn, toggle) {
  const button = el("button", { type: "button", class: "filter", onclick: () => { toggle(); refresh(); } }, sample, label, el("span", { class: "when" }, count.toLocaleString("en")));
  legend.push(() => button.setAttribute("aria-pressed", String(isOn())));
  box.append(button);
}
const flip = (set, value) => (set.has(value) ? set.delete(value) : set.add(value));

const classCounts = new Map();
model.entities.forEach((entity, i) => {
  const found = classCounts.get(classOf(i)) ?? { count: 0, family: entity.family };
  classCounts.set(classOf(i), { ...found, count: found.count + 1 });
});
for (const [name, { count, family }] of [...classCounts].sort((a, b) => b[1].count - a[1].count || (a[0] < b[0] ? -1 : 1))) {
  filterButton(byId("classes"), el("i", { class: `swatch f-${family}` }), name, count, () => !filters.classes.has(name), () => {
    flip(filters.classes, name);
    for (const i of filters.revealed) if (classOf(i) === name) filters.revealed.delete(i);
  });
}
const edgeFacts = drawing.edges.map((e) => model.facts[e.id]);
for (const status of ["Asserted", "Planned", "Negated", "Reported"]) {
  const count = edgeFacts.filter((f) => f.status === status).length;
  if (count) filterButton(byId("statuses"), el("i", { class: `stroke ${status.toLowerCase()}` }), status, count, () => !filters.statuses.has(status), () => flip(filters.statuses, status));
}
const openCount = edgeFacts.filter((f) => f.is_open).length;
if (openCount) filterButton(byId("statuses"), el("i", { class: "stroke open" }), "Open relations", openCount, () => filters.open, () => { filters.open = !filters.open; });

reset.addEventListener("click", () => {
  for (const set of [filters.classes, filters.statuses, filters.revealed]) set.clear();
  filters.open = true;
  refresh();
});
all.addEventListener("click", () => {
  filters.all = !filters.all;
  refresh();
  canvas.fit();
});
byId("fit").addEventListener("click", () => canvas.fit());

// Search.
const search = byId("search");
const found = byId("found");
const names = model.entities.map((entity) => [entity.label, ...entity.aliases].map((name) => [name, folded(name)]));
let hits = [];
let at = 0;
let timer = 0;

/** Entities whose label or an alias holds the query: whole name, then start, then start of a word, then anywhere. */
function find(query) {
  const wanted = folded(query.trim());
  if (!wanted) return [];
  const score = (name) => (name === wanted ? 0 : name.startsWith(wanted) ? 1 : name.includes(` ${wanted}`) ? 2 : name.includes(wanted) ? 3 : 9);
  const best = names.map((all_, i) => {
    const scored = all_.map(([name, plain]) => ({ entity: i, name, score: score(plain) }));
    return scored.reduce((a, b) => (b.score < a.score ? b : a));
  });
  return best.filter((hit) => hit.score < 9).sort((a, b) => a.score - b.score || rank[a.entity] - rank[b.entity]).slice(0, 12);
}
function offer() {
  clearTimeout(timer);
  hits = find(search.value);
  at = 0;
  const none = search.value.trim() && !hits.length ? [el("li", { class: "note" }, "No entity by that name")] : [];
  found.replaceChildren(...none, ...hits.map((hit, i) => {
    const label = model.entities[hit.entity].label;
    return el("li", { id: `hit-${i}`, role: "option", onmousedown: (event) => { event.preventDefault(); take(i); } },
      el("i", { class: `swatch f-${model.entities[hit.entity].family}` }), label, hit.name === label ? null : el("small", {}, hit.name));
  }));
  found.hidden = !search.value.trim();
  search.setAttribute("aria-expanded", String(!found.hidden));
  point();
}
function point() {
  [...found.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
  if (hits.length) search.setAttribute("aria-activedescendant", `hit-${at}`);
  else search.removeAttribute("aria-activedescendant");
}
function closeFound() {
  found.hidden = true;
  search.setAttribute("aria-expanded", "false");
}
function take(i) {
  if (!hits[i]) return;
  search.value = model.entities[hits[i].entity].label;
  closeFound();
  choose("entity", hits[i].entity, { move: true });
}
search.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(offer, 90);
});
search.addEventListener("focus", () => search.select());
search.addEventListener("blur", closeFound);
search.addEventListener("keydown", (event) => {
  if (event.key === "Enter") {
    if (found.hidden || !hits.length) offer();
    else clearTimeout(timer);
    if (find(search.value)[0]?.entity !== hits[0]?.entity) offer();
    take(at);
  } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && hits.length) {
    at = (at + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length;
    point();
  } else return;
  event.preventDefault();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && document.activeElement !== search && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    search.focus();
  } else if (event.key === "Escape") {
    if (!found.hidden) return closeFound();
    search.value = "";
    search.blur();
    choose(null);
  }
});

// Light and dark: the system's choice until the button is pressed.
const theme = byId("theme");
const dark = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (document.documentElement.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";
const nameTheme = () => { theme.textContent = isDark() ? "Light" : "Dark"; };
const recolor = () => {
  nameTheme();
  canvas.recolor();
};
theme.addEventListener("click", () => {
  document.documentElement.dataset.theme = isDark() ? "light" : "dark";
  recolor();
});
dark.addEventListener("change", recolor);

nameTheme();
refresh();
choose(null);
byId("legend").open = matchMedia("(min-width: 1000px)").matches;
canvas.fit();
document.body.dataset.ready = "yes";
