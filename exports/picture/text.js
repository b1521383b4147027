// The source text: every sentence can be chosen, and those that gave nothing can be told from the rest.

function makeText({ model, choose }) {
  const box = byId("text");
  const spans = [];
  let dressed = new Set(); // passages that carry marks or a class of the present selection

  for (const document_ of model.documents) {
    const body = el("div", { class: "document" });
    if (model.documents.length > 1) body.append(el("h3", {}, document_.title));
    for (const [gap, i] of document_.pieces) {
      if (i < 0) {
        body.append(el("span", { class: "gap" }, gap.replace(/(\r?\n[ \t]*){3,}/g, "\n\n")));
        continue;
      }
      const passage = model.passages[i];
      const why = [...new Set(passage.left.map((l) => l.why))].join(", ");
      spans[i] = el("span", { class: `passage ${passage.coverage.toLowerCase()}`, role: "button", tabindex: "-1", "data-i": i,
        title: why ? `not read: ${why}` : null }, passage.text);
      body.append(spans[i]);
    }
    box.append(body);
  }
  if (spans.length) spans[0].tabIndex = 0;
  byId("source").hidden = !spans.length;

  const count = { Read: 0, Partly: 0, Silent: 0 };
  for (const passage of model.passages) count[passage.coverage] = (count[passage.coverage] ?? 0) + 1;
  byId("coverage").append(
    el("b", {}, "Text"), ` ${counted(model.passages.length, "sentence", "sentences")}: `,
    el("span", { class: "passage read" }, `${count.Read} read`), " ", el("span", { class: "passage partly" }, `${count.Partly} partly`), " ",
    el("span", { class: "passage silent" }, `${count.Silent} silent`));

  const indexOf = (target) => {
    const span = target instanceof Element ? target.closest(".passage") : null;
    return span && span.dataset.i !== undefined ? Number(span.dataset.i) : null;
  };
  box.addEventListener("click", (event) => {
    const i = indexOf(event.target);
    if (i !== null && !String(getSelection())) choose("passage", i);
  });
  box.addEventListener("keydown", (event) => {
    const i = indexOf(event.target);
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (i === null) return;
    if (event.key === "Enter" || event.key === " ") choose("passage", i);
    else if (step && spans[i + step]) {
      spans[i].tabIndex = -1;
      spans[i + step].tabIndex = 0;
      spans[i + step].focus();
    } else return;
    event.preventDefault();
  });

  const undress = () => {
    for (const i of dressed) {
      spans[i].replaceChildren(model.passages[i].text);
      spans[i].classList.remove("chosen", "related");
    }
    dressed = new Set();
  };

  return {
    /** Mark `chosen` passages, and faintly the `related`; `fact` also marks its subject and object. Scrolls there. */
    show: ({ chosen = [], related = [], fact = null, scroll = true }) => {
      undress();
      const spoken = fact ? [...fact.subject_spans, ...fact.object_spans].map((s) => s.passage) : [];
      for (const i of new Set([...chosen, ...related, ...spoken])) {
        spans[i].classList.add(chosen.includes(i) ? "chosen" : "related");
        if (fact) spans[i].replaceChildren(...marked(model.passages[i].text, marksOf(fact, i)));
        dressed.add(i);
      }
      const first = chosen[0] ?? related[0];
      if (scroll && first !== undefined) {
        const at = spans[first].getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop;
        box.scrollTo({ top: at - box.clientHeight / 3, behavior: "instant" });
      }
    },
  };
}
