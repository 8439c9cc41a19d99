// What every page needs: its words, elements without markup strings, numbers as people write them, filters in the address.

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const words = read("words");
const data = read("data");

/** A word of the page in its language; {0}, {1} … stand for values. */
function say(key, ...values) {
  const word = words[key];
  if (word === undefined) throw new Error(`no word for ${key}`);
  return word.replace(/\{(\d)\}/g, (_, i) => String(values[i]));
}

/** A word that may be missing because its key comes from the data. */
const name = (key) => words[key] ?? key;

/** An element: make("button.value.figure", {title: "…"}, child, …). Children that are strings become text, null is left out. */
function make(kind, attributes, ...children) {
  const [tag, ...classes] = kind.split(".");
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

/** An element of a drawing. */
function draw(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(attributes ?? {})) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** Digits in threes; the number is text, so that none of its digits is lost. */
function grouped(number) {
  const [whole, rest] = String(number).split(".");
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return rest === undefined ? digits : `${digits}.${rest}`;
}

/** Per cent with at most one digit behind the point; never rounded up to 100. */
function percent(share) {
  const shown = share < 100 ? Math.min(Math.round(share * 10) / 10, 99.9) : Math.round(share * 10) / 10;
  return `${grouped(shown)} %`;
}

const STANDINGS = ["done", "on-the-way", "late", "unknown"];
/** Signs, so that no standing is told by colour alone. */
const SIGNS = { done: "✓", "on-the-way": "◐", late: "!", unknown: "?" };

const standing = (key) => make(`span.standing.${key}`, null, make("span.sign", { "aria-hidden": "true" }, SIGNS[key]), say(`standing.${key}`));

/** A bar of parts: [[class, count, label], …]. What it shows is also told in words. */
function stacked(parts, label) {
  const total = parts.reduce((sum, [, count]) => sum + count, 0);
  const svg = draw("svg", { class: "stack", viewBox: "0 0 100 1", preserveAspectRatio: "none", role: "img", "aria-label": label });
  let x = 0;
  for (const [kind, count] of parts) {
    if (!count) continue;
    const width = (count / total) * 100;
    svg.append(draw("rect", { class: kind, x, y: 0, width, height: 1 }));
    x += width;
  }
  return svg;
}

/** How much of a target is reached: full at 100 %. */
function bar(share, label) {
  const svg = draw("svg", { class: "bar", viewBox: "0 0 100 1", preserveAspectRatio: "none", role: "img", "aria-label": label });
  const reached = Math.max(0, Math.min(100, share));
  svg.append(draw("rect", { class: share >= 100 ? "done" : "on-the-way", x: 0, y: 0, width: reached, height: 1 }));
  return svg;
}

/** What the address says behind its #, as an object. */
const address = () => Object.fromEntries(new URLSearchParams(location.hash.slice(1)));

/** Writes what is set into the address, so that it can be shared; adds no page to the history. */
function setAddress(values) {
  const set = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) if (value) set.set(key, value);
  const hash = set.toString();
  history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
}

/** A labelled list to choose from: [[value, label], …]; the empty value stands for all. */
function choice(id, label, all, options, changed) {
  const select = make("select", { id, onchange: changed }, make("option", { value: "" }, all));
  for (const [value, shown] of options) select.append(make("option", { value }, shown));
  return make("label.choice", null, make("span", null, label), select);
}

/** On narrow windows the lists of choices are folded behind a button. */
function foldButton() {
  const fold = (event) => {
    const open = event.currentTarget.parentElement.classList.toggle("open");
    event.currentTarget.setAttribute("aria-expanded", String(open));
  };
  return make("button.fold", { type: "button", "aria-expanded": "false", onclick: fold }, say("filters"));
}

/** How often each key comes, most often first. */
function ranked(keys) {
  const counts = new Map();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

/** Acts when what is there was painted; at once where nobody looks. */
const afterPaint = (act) => (document.hidden ? act() : requestAnimationFrame(() => setTimeout(act)));

/** Waits until typing pauses. */
function paused(act, wait) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, wait);
  };
}

/** Whether keys are for a field that is being filled in. */
const typing = (target) => target.closest?.("input, select, textarea") !== null;

/** The keys of the page, in a window of their own. */
function keysDialog(keys) {
  const rows = keys.map(([key, what]) => [make("dt", null, ...key.split(" ").map((k) => make("kbd", null, k))), make("dd", null, what)]);
  const dialog = make("dialog.keys", { "aria-labelledby": "keys-title" }, make("h2", { id: "keys-title" }, say("keys")), make("dl", null, ...rows.flat()));
  dialog.append(make("button", { onclick: () => dialog.close() }, say("close")));
  document.body.append(dialog);
  return dialog;
}
