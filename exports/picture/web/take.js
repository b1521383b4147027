// The menu "Take away": the view as a picture, the selection as data, a link to the view.

import { csvOf, jsonOf } from "./csv.js";
import { byId, counted, el } from "./dom.js";
import { svgOf } from "./svg.js";
import { turtleOf } from "./turtle.js";

const PNG_SCALE = 2; // pixels of the picture for each of the screen

/** A file name from a title: ASCII letters and digits joined by hyphens. */
export function fileName(title, extension) {
  const plain = title.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+/, "").slice(0, 60).replace(/-+$/, "");
  const isDevice = /^(con|prn|aux|nul|com\d|lpt\d)$/.test(plain); // names that Windows keeps for itself
  return `${plain && !isDevice ? plain : "graph"}.${extension}`;
}

/** Hand a file to the reader. */
function download(blob, name) {
  const url = URL.createObjectURL(blob);
  const anchor = el("a", { href: url, download: name, hidden: true });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Copy text, or where the browser refuses that to a file, select it in `node`; says which. */
export async function copyText(text, node) {
  try {
    await navigator.clipboard.writeText(text);
    return "Copied.";
  } catch {
    if (node instanceof HTMLInputElement) {
      node.focus();
      node.select();
    } else getSelection().selectAllChildren(node);
    return "Selected: press Ctrl+C (or ⌘C) to copy.";
  }
}

/** The scene as PNG, drawn from its SVG at twice the size. */
async function pngOf(scene, title) {
  const canvas = el("canvas", { width: String(Math.round(scene.width * PNG_SCALE)), height: String(Math.round(scene.height * PNG_SCALE)) });
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgOf(scene, title))}`;
  await image.decode();
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return blobOf(canvas);
}

const blobOf = (canvas) => new Promise((resolve, reject) => {
  canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the browser made no picture"))), "image/png");
});

/** `viewOf()` gives {selection}, `linkOf()` the address of the view, `picture` has `scene()` and may have `canvas()`. */
export function makeTake({ data, store, viewOf, linkOf, picture }) {
  const menu = byId("take");
  const told = el("p", { class: "note", role: "status" });
  const address = el("input", { type: "text", readonly: true, hidden: true, "aria-label": "The link to this view", onfocus: () => address.select() });
  const heading = el("h3", {}, "The selection");
  let latest = null; // the view last shown, where `viewOf` is not given

  const selection = () => (viewOf ? viewOf() : latest).selection;
  /** The drawing's figures; the drawing must be on the screen to have any. */
  const scene = async () => {
    if (store.state.tab !== "graph") {
      store.set({ tab: "graph" }, { silent: true });
      for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
    }
    return picture.scene();
  };
  const save = (extension, type, make) => async () => {
    const name = fileName(data.title, extension);
    try {
      const content = await make();
      download(content instanceof Blob ? content : new Blob([content], { type: `${type};charset=utf-8` }), name);
      told.textContent = `Saved as ${name}.`;
    } catch (error) {
      told.textContent = `No ${extension.toUpperCase()} was made: ${error.message}.`;
    }
  };
  const copyLink = async () => {
    const link = linkOf(store.state);
    address.value = link;
    address.hidden = false;
    told.textContent = await copyText(link, address);
  };
  const button = (label, hint, action) => el("button", { type: "button", title: hint, onclick: action }, label);
  const png = () => (picture.canvas ? blobOf(picture.canvas()) : scene().then((figures) => pngOf(figures, data.title)));
  const content = el("div", { class: "take-menu" },
    el("h3", {}, "The view"),
    el("div", { class: "choices" },
      button("PNG", "The drawing as a picture", save("png", "image/png", png)),
      button("SVG", "The drawing as a picture that can be scaled and edited", save("svg", "image/svg+xml", async () => svgOf(await scene(), data.title))),
      button("Link", "A link that opens this view of this file", copyLink)),
    address, heading,
    el("div", { class: "choices" },
      button("Turtle", "As RDF, with the sentences that say it", save("ttl", "text/turtle", () => turtleOf(data, selection()))),
      button("CSV", "As a table for spreadsheets", save("csv", "text/csv", () => csvOf(data, selection()))),
      button("JSON", "As data for programs", save("json", "application/json", () => jsonOf(data, selection())))),
    told);
  if (!menu.querySelector("summary")) menu.prepend(el("summary", {}, "Take away"));
  menu.append(content);

  const describe = () => {
    const { facts, measures } = selection();
    const counts = [counted(facts.length, "statement", "statements"), measures.length ? counted(measures.length, "measurement", "measurements") : ""].filter(Boolean).join(", ");
    const isWhole = facts.length === data.facts.length && measures.length === data.measures.length;
    heading.textContent = `${store.state.chosen ? "What is chosen" : isWhole ? "The whole graph" : "What passes the filters"}: ${counts}`;
  };
  const refresh = () => {
    told.textContent = "";
    address.hidden = true;
    describe();
  };
  const close = (refocus) => {
    menu.open = false;
    if (refocus) menu.querySelector("summary").focus();
  };
  menu.addEventListener("toggle", () => {
    if (menu.open) refresh();
  });
  menu.addEventListener("keydown", (event) => {
    if (!menu.open) return;
    const buttons = [...content.querySelectorAll("button")];
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (event.key === "Escape") close(true);
    else if (step && event.target !== address) buttons.at((buttons.indexOf(event.target) + (buttons.includes(event.target) || step > 0 ? step : 0)) % buttons.length).focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  document.addEventListener("pointerdown", (event) => {
    if (menu.open && !menu.contains(event.target)) close(false);
  });
  menu.addEventListener("focusout", (event) => {
    if (menu.open && event.relatedTarget instanceof Node && !menu.contains(event.relatedTarget)) close(false);
  });

  return {
    show: (state, view) => {
      latest = view;
      if (menu.open) describe();
    },
  };
}
