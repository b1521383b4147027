// Named questions and their answers as tables; each row and each cell that names something can be chosen.

import { byId, counted, el } from "./dom.js";
import { swatchOf } from "./table.js";
import { copyText } from "./take.js";

const ANSWERS_SHOWN = 300; // rows put into the page before one asks for the rest

const isNumber = (text) => /^[<>~=]?-?\d+(\.\d+)?$/.test(text);
/** A number of more than four digits with its thousands set apart; other text as it is. */
const grouped = (text) => (/^-?\d{5,}(\.\d+)?$/.test(text) ? text.replace(/\B(?=(\d{3})+(?!\d)(?<!\.\d*))/g, ",") : text);

export function makeQuestions({ data, store }) {
  const box = byId("questions");
  const { questions } = data;
  let current = -1; // the question that is open
  let rowElements = [];

  const list = el("ul", { class: "question-list", "aria-label": "Questions" });
  const answer = el("article", { class: "answer", "aria-live": "off" });
  const entries = questions.map((question, i) => {
    const count = question.rows.length + (question.more ?? 0);
    return el("button", { type: "button", class: "question", onclick: () => open(i) },
      el("span", {}, question.title), el("span", { class: "when", "aria-label": counted(count, "row", "rows") }, count.toLocaleString("en")));
  });
  list.append(...entries.map((entry) => el("li", {}, entry)));
  if (questions.length) box.replaceChildren(list, answer);
  else box.replaceChildren(el("p", { class: "note empty" }, "This page was made without questions."));

  const cellContent = ([text, kind, index]) => {
    const isKnown = index !== undefined && index >= 0 && ["entity", "fact", "passage"].includes(kind);
    if (!isKnown) return el("bdi", {}, grouped(text));
    return el("button", { type: "button", class: "link", tabindex: "-1", onclick: () => store.set({ chosen: { kind, id: index } }) },
      kind === "entity" ? swatchOf(data, index) : null, el("bdi", {}, text));
  };
  const rowElement = (row, r, told) => el("tr", { tabindex: r === 0 ? "0" : "-1", "data-row": String(r), "aria-selected": "false" },
    ...told.map((c, place) => el(place === 0 ? "th" : "td", { ...(place === 0 ? { scope: "row" } : {}), class: isNumber(row[c][0]) ? "number" : null }, cellContent(row[c]))));

  const choose = (row) => {
    const { chosen } = store.state;
    if (chosen?.kind !== "answer" || chosen.question !== current || chosen.row !== row) store.set({ chosen: { kind: "answer", question: current, row } });
  };
  const mark = (chosen) => {
    rowElements.forEach((element, r) => {
      const isChosen = chosen?.kind === "answer" && chosen.question === current && chosen.row === r;
      if (isChosen === element.classList.contains("chosen")) return;
      element.classList.toggle("chosen", isChosen);
      element.setAttribute("aria-selected", String(isChosen));
      if (isChosen) {
        moveTo(r, false);
        element.scrollIntoView({ block: "nearest" });
      }
    });
  };
  const moveTo = (row, focus) => {
    if (!rowElements[row]) return;
    for (const element of rowElements) if (element.tabIndex === 0) element.tabIndex = -1;
    rowElements[row].tabIndex = 0;
    if (focus) rowElements[row].focus();
  };
  const onKey = (event) => {
    const element = event.target.closest("tr[data-row]");
    if (!element || event.ctrlKey || event.metaKey || event.altKey) return;
    const row = Number(element.dataset.row);
    const isRow = event.target === element;
    const links = [...element.querySelectorAll("button")];
    const to = { ArrowDown: row + 1, ArrowUp: row - 1, Home: 0, End: rowElements.length - 1 }[event.key];
    const side = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (to !== undefined) moveTo(to, true);
    else if (side) (links[links.indexOf(event.target) + side] ?? element).focus();
    else if (isRow && (event.key === "Enter" || event.key === " ")) choose(row);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const answerTable = (question, upTo) => {
    const shownRows = question.rows.slice(0, upTo);
    const told = question.columns.map((_, c) => c).filter((c) => question.rows.some((row) => row[c][0] !== ""));
    rowElements = shownRows.map((row, r) => rowElement(row, r, told));
    const body = el("tbody", {
      onkeydown: onKey,
      onclick: (event) => {
        const element = event.target.closest("tr[data-row]");
        if (element && !event.target.closest("button") && !String(getSelection())) choose(Number(element.dataset.row));
      },
    }, ...rowElements);
    return el("div", { class: "answer-table" }, el("table", { role: "grid", "aria-label": question.title },
      el("thead", {}, el("tr", {}, ...told.map((c) => el("th", { scope: "col" }, question.columns[c])))), body));
  };
  const queryPart = (question) => {
    const told = el("span", { class: "note", role: "status" });
    const text = el("pre", { tabindex: "0", "aria-label": "The query" }, question.query);
    const copy = el("button", { type: "button", class: "pane-button", onclick: async () => { told.textContent = await copyText(question.query, text); } }, "Copy");
    return el("section", { class: "query" }, el("h4", {}, "The query (SPARQL) ", copy, told), text);
  };
  const draw = (upTo) => {
    const question = questions[current];
    const hidden = question.rows.length - Math.min(upTo, question.rows.length);
    answer.replaceChildren(...[
      el("h3", {}, question.title), question.description ? el("p", {}, question.description) : null,
      question.rows.length ? answerTable(question, upTo) : el("p", { class: "note" }, "The graph holds no answer to this."),
      hidden ? el("p", {}, el("button", { type: "button", class: "pane-button", onclick: () => draw(Infinity) }, `Show ${counted(hidden, "more row", "more rows")}`)) : null,
      question.more ? el("p", { class: "note" }, `${counted(question.more, "more row is", "more rows are")} left out of this page; the query gives them all.`) : null,
      queryPart(question),
    ].filter(Boolean));
    mark(store.state.chosen);
  };
  const open = (i, upTo = ANSWERS_SHOWN) => {
    current = i;
    entries.forEach((entry, e) => {
      if (e === i) entry.setAttribute("aria-current", "true");
      else entry.removeAttribute("aria-current");
    });
    draw(upTo);
    answer.scrollTop = 0;
  };

  return {
    show: (state) => {
      if (!questions.length) return;
      const { chosen } = state;
      const isAnswer = chosen?.kind === "answer";
      const wanted = isAnswer ? chosen.question : Math.max(0, current);
      const isFar = isAnswer && chosen.row >= ANSWERS_SHOWN;
      if (wanted !== current) open(wanted, isFar ? Infinity : ANSWERS_SHOWN);
      else if (isFar && chosen.row >= rowElements.length) draw(Infinity);
      mark(chosen);
    },
  };
}
