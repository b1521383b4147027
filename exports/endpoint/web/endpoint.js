// The endpoint's page: asks the server, shows rows as a table. Text enters only as text nodes, never as markup.

const byId = (id) => document.getElementById(id);
const questions = new Map(JSON.parse(byId("questions").textContent).map((question) => [question.name, question]));
const KINDS = { csv: "text/csv", tsv: "text/tab-separated-values", json: "application/sparql-results+json", xml: "application/sparql-results+xml" };
const GRAPH_KINDS = { ttl: "text/turtle", nt: "application/n-triples", jsonld: "application/ld+json", rdf: "application/rdf+xml" };
let running = null; // what can stop the request under way
let asked = null; // the query of the answer that is shown
let own = byId("query").value; // the reader's own query, while a question's stands in its place

function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "onclick") node.addEventListener("click", value);
    else node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

function tell(text, isBad = false) {
  byId("told").textContent = text;
  byId("told").classList.toggle("bad", isBad);
}

function save(name, blob) {
  const link = el("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** The server's answer; throws what it says where it refuses. */
async function ask(path, options = {}) {
  const response = await fetch(path, { ...options, credentials: "omit" });
  if (response.ok) return response;
  throw new Error((await response.text()).trim());
}

async function showEvidence(iri) {
  try {
    const found = await (await ask(`/evidence?iri=${encodeURIComponent(iri)}`)).json();
    byId("says").textContent = found.says.join(" · ");
    byId("details").textContent = [found.status, ...found.times, found.confidence ? `confidence ${found.confidence}` : ""].filter(Boolean).join(", ");
    byId("sentences").replaceChildren(...found.sentences.map((sentence) =>
      el("blockquote", {}, el("p", {}, sentence.text), el("footer", {}, sentence.document))));
    byId("evidence").showModal();
  } catch (error) {
    tell(error.message, true);
  }
}

function cellOf(cell) {
  if (!cell) return el("td");
  const shown = el("bdi", {}, cell.label ?? cell.text);
  if (cell.lang) shown.setAttribute("lang", cell.lang);
  if (cell.iri) shown.setAttribute("title", cell.iri);
  return el("td", {}, shown, cell.label ? el("bdi", { class: "quiet" }, cell.text) : null);
}

function rowOf(row, hasEvidence) {
  const buttons = row.evidence.map((iri) => el("button", { type: "button", title: iri, onclick: () => showEvidence(iri) }, "Evidence"));
  return el("tr", {}, hasEvidence ? el("td", { class: "evidence" }, ...buttons) : null, ...row.cells.map(cellOf));
}

function show(found) {
  asked = found.query;
  if (matchMedia("(max-width: 70rem)").matches) byId("told").scrollIntoView(); // it is below what was typed
  const isGraph = found.columns?.join(" ") === "subject predicate object" && /^\s*(?:#.*\n|\s|(?:PREFIX|BASE)\s[^>]*>)*(?:CONSTRUCT|DESCRIBE)/i.test(found.query);
  byId("saves").replaceChildren("This answer as ", ...Object.entries(isGraph ? GRAPH_KINDS : KINDS).flatMap(([kind, media]) =>
    [el("button", { type: "button", "data-kind": kind, onclick: () => take(kind, media) }, kind.toUpperCase()), " "]));
  byId("saves").hidden = false;
  if (found.truth !== undefined) {
    tell(found.truth ? "Yes." : "No.");
    byId("answer").replaceChildren();
    return;
  }
  const { rows, columns, more } = found;
  const hasEvidence = rows.some((row) => row.evidence.length > 0);
  const head = [...(hasEvidence ? [""] : []), ...columns].map((name) => el("th", { scope: "col" }, name));
  byId("answer").replaceChildren(el("table", {}, el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...rows.map((row) => rowOf(row, hasEvidence)))));
  if (rows.length === 0) tell("Nothing found.");
  else if (more) tell(`The first ${rows.length} rows; there are more.`);
  else tell(rows.length === 1 ? "1 row" : `${rows.length} rows`);
}

async function take(kind, media) {
  try {
    const body = new URLSearchParams({ query: asked });
    save(`answer.${kind}`, await (await ask("/sparql", { method: "POST", body, headers: { Accept: media } })).blob());
  } catch (error) {
    tell(error.message, true);
  }
}

async function run() {
  running?.abort();
  const mine = new AbortController();
  running = mine;
  const question = questions.get(byId("question").value);
  const body = new URLSearchParams(question ? { question: question.name } : { query: byId("query").value });
  for (const input of question ? byId("parameters").querySelectorAll("input") : []) body.set(`p-${input.name}`, input.value.trim());
  byId("stop").hidden = false;
  tell("Asking …");
  try {
    const found = await (await ask("/rows", { method: "POST", body, signal: mine.signal })).json();
    if (running !== mine) return;
    show(found);
    if (question) byId("query").value = found.query;
  } catch (error) {
    if (running !== mine) return;
    byId("answer").replaceChildren();
    byId("saves").hidden = true;
    tell(error.name === "AbortError" ? "Stopped." : error.message, error.name !== "AbortError");
  }
  running = null;
  byId("stop").hidden = true;
}

function choose() {
  const question = questions.get(byId("question").value);
  if (!byId("query").readOnly) own = byId("query").value;
  byId("description").textContent = question?.description ?? "";
  byId("parameters").replaceChildren(...(question?.parameters ?? []).map(({ name, required, description }) => {
    const input = el("input", { id: `p-${name}`, name, type: "text", autocomplete: "off", ...(required ? { required: "" } : { placeholder: "all" }) });
    return el("div", {}, el("label", { for: `p-${name}` }, `${name}: ${description}`), input);
  }));
  byId("query").readOnly = Boolean(question);
  byId("query").value = question ? "" : own;
  if (question && !question.parameters.some(({ required }) => required)) run();
}

byId("ask").addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
byId("query").addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  byId("ask").requestSubmit();
});
byId("stop").addEventListener("click", () => running?.abort());
byId("question").addEventListener("change", choose);
document.body.dataset.ready = "yes";
