// Search with suggestions over labels and aliases.

import { byId, debounced, el, folded } from "./dom.js";
import { familyOf } from "./data.js";

const OFFERED = 12;

export function makeSearch({ data, take }) {
  const search = byId("search");
  const list = byId("found");
  let names = null; // made when first asked for
  let hits = [];
  let current = 0;

  const readNames = () => {
    names ??= data.entities.map((entity) => [entity.label, ...entity.aliases].map((name) => [name, folded(name)]));
  };
  /** Entities whose label or an alias holds the query: whole name, then start, then start of a word, then anywhere. */
  const find = (query) => {
    const wanted = folded(query.trim());
    if (!wanted) return [];
    readNames();
    const score = (name) => (name === wanted ? 0 : name.startsWith(wanted) ? 1 : name.includes(` ${wanted}`) ? 2 : name.includes(wanted) ? 3 : 9);
    const best = names.map((all, entity) => all.map(([name, plain]) => ({ entity, name, score: score(plain) })).reduce((a, b) => (b.score < a.score ? b : a)));
    return best.filter((hit) => hit.score < 9).sort((a, b) => a.score - b.score || data.rank[a.entity] - data.rank[b.entity]).slice(0, OFFERED);
  };
  const point = () => {
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === current)));
    if (hits.length) search.setAttribute("aria-activedescendant", `hit-${current}`);
    else search.removeAttribute("aria-activedescendant");
  };
  const close = () => {
    list.hidden = true;
    search.setAttribute("aria-expanded", "false");
  };
  const accept = (i) => {
    if (!hits[i]) return;
    search.value = data.entities[hits[i].entity].label;
    close();
    take(hits[i].entity);
  };
  const offer = () => {
    hits = find(search.value);
    current = 0;
    const none = search.value.trim() && !hits.length ? [el("li", { class: "note" }, "No entity by that name")] : [];
    list.replaceChildren(...none, ...hits.map((hit, i) => {
      const entity = data.entities[hit.entity];
      return el("li", { id: `hit-${i}`, role: "option", onmousedown: (event) => { event.preventDefault(); accept(i); } },
        el("i", { class: `swatch f-${familyOf(data, entity)}` }), el("bdi", {}, entity.label), hit.name === entity.label ? null : el("small", {}, hit.name));
    }));
    list.hidden = !search.value.trim();
    search.setAttribute("aria-expanded", String(!list.hidden));
    point();
  };
  const later = debounced(offer, 90);
  search.addEventListener("input", later);
  search.addEventListener("focus", () => search.select());
  search.addEventListener("blur", close);
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      const chosen = current;
      later.now();
      if (hits[chosen] && hits.length) current = chosen;
      accept(current);
      search.blur();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && hits.length) {
      current = (current + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length;
      point();
    } else return;
    event.preventDefault();
  });
  return {
    isOpen: () => !list.hidden,
    close,
    clear: () => {
      later.stop();
      close();
      search.value = "";
      search.blur();
    },
    focus: () => search.focus(),
  };
}
