// The page of one notice put together: head, filters, both sides, what links them, keys.

/** The mark that was chosen, and the one under the pointer; -1 for none. */
let pinned = -1;
let hovered = -1;
let current = -1;
let items;

/** Shows a value on both sides. `from` is the side that was pointed at; the other one scrolls. */
function point(number, from, pin) {
  const word = pin ? "pinned" : "hovered";
  const before = pin ? pinned : hovered;
  if (before === number && !pin) return;
  for (const other of alike(before)) paint(other, word, false);
  if (pin) pinned = number;
  else hovered = number;
  if (number < 0) return;
  const item = marks[number].item;
  if (pin && item >= 0 && from !== "check") {
    if (!fitting.includes(item)) clearFilters();
    cardInList(item);
    select(item);
  }
  for (const other of alike(number)) paint(other, word, true);
  if (from === "source") {
    const showOther = () => {
      const near = item >= 0 ? cardInList(item) : null;
      for (const other of alike(number)) paint(other, word, true);
      const there = items.querySelector(`[data-mark="${number}"]`) ?? near;
      if (there) bring(there, items);
    };
    if (pin) {
      show("items");
      showOther();
    } else later(showOther);
  } else if (pin) {
    if (from === "items") show("source");
    reveal(number);
  } else {
    later(() => reveal(number));
  }
}

/** A pointer that only passes by scrolls nothing. */
let waiting;
function later(act) {
  clearTimeout(waiting);
  const number = hovered;
  waiting = setTimeout(() => number === hovered && act(), 180);
}

function paint(number, word, on) {
  for (const piece of elements[number] ?? []) piece.classList.toggle(word, on);
  for (const there of items.querySelectorAll(`[data-mark="${number}"]`)) there.classList.toggle(word, on);
}

/** Makes an item the current one. */
function select(index) {
  if (current === index) return;
  cards[current]?.classList.remove("current");
  current = index;
  cards[index]?.classList.add("current");
  remember();
}

/** Goes to an item, and shows its title in the text. */
function goTo(index) {
  if (!fitting.includes(index)) clearFilters();
  const there = cardInList(index);
  if (!there) return;
  select(index);
  there.focus({ preventScroll: true });
  bring(there, items);
  const title = data.items[index].title.mark;
  if (title >= 0) {
    for (const other of alike(pinned)) paint(other, "pinned", false);
    pinned = title;
    for (const other of alike(title)) paint(other, "pinned", true);
    reveal(title);
  }
}

function step(by) {
  const at = fitting.indexOf(current);
  const next = at < 0 ? fitting.at(by > 0 ? 0 : -1) : fitting[at + by];
  if (next !== undefined) goTo(next);
}

/** On narrow windows one side is seen at a time. */
function show(side) {
  document.body.dataset.side = side;
  for (const tab of document.querySelectorAll(".sides button")) tab.setAttribute("aria-pressed", String(tab.value === side));
}

// Filters. Each is a control and what it asks of an item.

const FILTERS = {
  q: (item, query) => haystack(item).includes(query.toLowerCase()),
  unit: (item, unit) => item.units.some((given) => (given.name ?? written(given)) === unit && roleFits(given)),
  role: (item) => item.units.some(roleFits),
  standing: (item, key) => item.standing === key,
  problem: (item, kind) =>
    ({
      any: () => item.problems.length > 0 || item.checks.some((check) => check.verdict === "fails") || item.confidence < 0.8,
      fails: () => item.checks.some((check) => check.verdict === "fails"),
      open: () => item.checks.some((check) => check.verdict === "open"),
      unsure: () => item.confidence < 0.8,
      none: () => item.problems.length === 0 && !item.checks.some((check) => check.verdict === "fails") && item.confidence >= 0.8,
    })[kind]?.() ?? item.problems.some((problem) => problem.code === kind),
};
const controls = {};
const roleFits = (given) => !controls.role.value || given.role === controls.role.value;

const asked = () => Object.fromEntries(Object.entries(controls).map(([key, control]) => [key, control.value.trim()]));

function remember() {
  setAddress({ ...asked(), item: data.items[current]?.key });
}

function applyFilters() {
  const wanted = Object.entries(asked()).filter(([, value]) => value);
  const found = data.items.map((_, index) => index).filter((index) => wanted.every(([key, value]) => FILTERS[key](data.items[index], value)));
  showItems(found);
  document.getElementById("shown").textContent = say("shown", grouped(found.length), grouped(data.items.length));
  document.getElementById("clear").hidden = !wanted.length;
  document.getElementById("nothing").hidden = found.length > 0 || !data.items.length;
  for (const part of document.querySelectorAll(".standings button")) part.setAttribute("aria-pressed", String(part.value === controls.standing.value));
  showHits(controls.q.value.trim().toLowerCase());
  remember();
}

function clearFilters() {
  for (const control of Object.values(controls)) control.value = "";
  applyFilters();
}

function filterBar() {
  const changed = () => applyFilters();
  const units = ranked(data.items.flatMap((item) => [...new Set(item.units.map((given) => given.name ?? written(given)))]));
  const roles = ranked(data.items.flatMap((item) => item.units.map((given) => given.role)));
  const codes = ranked(data.problems.filter((problem) => problem.index >= 0).map((problem) => problem.code));
  const kinds = ["any", "fails", "open", "unsure", "none"].map((kind) => [kind, say(`filter.${kind}`)]);
  const search = make("input", { id: "q", type: "search", placeholder: say("search"), "aria-label": say("search"), autocomplete: "off", spellcheck: "false" });
  search.addEventListener("input", paused(changed, 80));
  const bar = make(
    "div.filters",
    { role: "search" },
    search,
    foldButton(),
    choice("unit", say("filter.unit"), say("all"), units.map(([unit, count]) => [unit, `${unit} (${count})`]), changed),
    choice("role", say("filter.role"), say("all"), roles.map(([role]) => [role, say(`unit.${role}`)]), changed),
    choice("standing", say("filter.standing"), say("all"), STANDINGS.map((key) => [key, say(`standing.${key}`)]), changed),
    choice("problem", say("filter.problem"), say("all"), [...kinds, ...codes.map(([code]) => [code, name(`problem.${code}`)])], changed),
    make("output", { id: "shown", "aria-live": "polite" }),
    make("button", { id: "clear", type: "button", hidden: true, onclick: clearFilters }, say("clear")),
  );
  for (const control of bar.querySelectorAll("input, select")) controls[control.id] = control;
  return bar;
}

// Head and foot.

function facts() {
  const { document: facts, source: file } = data;
  const region = facts.region && facts.region.name + (facts.region.inferred ? ` ${say("inferred")}` : "");
  const period = facts.period?.raw ?? (facts.years.length ? facts.years.join("、") : null);
  return make(
    "p.facts",
    null,
    ...[region, period, say(`document.${facts.kind}`), facts.issuer, facts.doc_number, facts.issued_on ?? facts.published_on]
      .filter(Boolean)
      .map((fact) => make("span", null, fact)),
    make("span.file", null, file.path ?? "-"),
  );
}

function summary() {
  const count = (verdict) => data.checks.filter((check) => check.verdict === verdict).length;
  const figures = data.figures.length + data.items.reduce((sum, item) => sum + item.figures.length, 0);
  const failed = count("fails");
  const stands = STANDINGS.map((key) => [key, data.items.filter((item) => item.standing === key).length]);
  return make(
    "div.summary",
    null,
    make("div.totals", null,
      make("span", null, make("b", null, grouped(data.items.length)), ` ${say("items")}`),
      make("span", null, make("b", null, grouped(figures)), ` ${say("figures")}`),
      data.checks.length ? make("a", { href: "#checks", "data-jump": "checks", class: failed ? "fail" : null }, failed ? [make("b", null, String(failed)), ` ${say("checks.fail")}`] : [make("b", null, String(data.checks.length)), ` ${say("checks.hold")}`]) : null,
      data.problems.length ? make("a", { href: "#problems", "data-jump": "problems" }, make("b", null, String(data.problems.length)), ` ${say("problems")}`) : null,
    ),
    data.items.length ? make("div.standings", { title: say("rule", data.asOf) }, stacked(stands, stands.map(([key, n]) => `${say(`standing.${key}`)} ${n}`).join(", ")),
      ...stands.filter(([, n]) => n).map(([key, n]) => make("button", { type: "button", value: key, "aria-pressed": "false", onclick: () => chooseStanding(key) }, standing(key), ` ${n}`))) : null,
  );
}

function chooseStanding(key) {
  controls.standing.value = controls.standing.value === key ? "" : key;
  applyFilters();
}

/** The kinds of marks; each can be put out. */
function legend() {
  const kinds = ["title", "unit", "date", "figure", "passage", "category"];
  const toggle = (event) => {
    const button = event.currentTarget;
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));
    source.classList.toggle(`no-${button.value}`, !on);
  };
  return make("div.legend", { role: "group", "aria-label": say("legend") }, ...kinds.map((kind) => make("button", { type: "button", value: kind, "aria-pressed": "true", onclick: toggle }, make("span", { class: kind }, say(`kind.${kind}`)))));
}

function sides() {
  return make("div.sides", { role: "group", "aria-label": say("sides") }, ...["source", "items"].map((side) => make("button", { type: "button", value: side, "aria-pressed": "false", onclick: () => show(side) }, say(`side.${side}`))));
}

function preamble() {
  if (!data.figures.length) return null;
  return make("section", { "aria-labelledby": "preamble-title" }, make("h2", { id: "preamble-title" }, say("preamble")), figureTable(data.figures, say("preamble")));
}

/** Head and text: what stands at once. */
function buildFirst() {
  markAll();
  assignChecks();
  items = make("div.pane", { id: "pane", role: "region", tabindex: "0", "aria-label": say("items") });
  document.body.append(
    make("header.page", null,
      make("div.title", null,
        data.archive ? make("a.archive", { href: data.archive }, say("archive")) : null,
        make("h1", null, data.document.title ?? data.source.path ?? "-"),
        facts()),
      summary(),
      filterBar(),
      make("div.tools", null, sides(), legend(), make("button.help", { type: "button", onclick: () => keys.showModal() }, say("keys"), " ", make("kbd", null, "?")))),
    make("main", null, sourcePane(), items),
  );
  show("items");
}

/** Items, checks and how it was read. */
function buildRest() {
  items.append(
    make("h2.sr", null, say("items")),
    itemList(),
    make("p.nothing", { id: "nothing", hidden: true }, say("nothing")),
    ...[
      data.items.length ? null : make("p.nothing", null, say("no-items")),
      preamble(),
      checkSection(),
      problemSection(),
      make("section.rule", null, make("h2", null, say("rule.title")), make("p", null, say("rule", data.asOf))),
      explainSection(),
      make("footer", null, `shishi ${data.version} · ${data.source.encoding} · SHA-256 ${data.source.sha256.slice(0, 16)}…`),
    ].filter(Boolean),
  );
}

function listen() {
  items.addEventListener("click", (event) => {
    const there = event.target.closest("[data-mark]");
    const whose = event.target.closest("[data-item]");
    const jump = event.target.closest(".card");
    if (there) point(Number(there.dataset.mark), "items", true);
    else if (whose) goTo(Number(whose.dataset.item));
    else if (jump && String(getSelection()) === "" && !event.target.closest("summary")) goTo(Number(jump.dataset.index));
  });
  const hover = (event) => {
    const there = event.target.closest("[data-mark]");
    point(there ? Number(there.dataset.mark) : -1, "items", false);
  };
  items.addEventListener("pointerover", (event) => event.pointerType === "mouse" && hover(event));
  items.addEventListener("pointerleave", () => point(-1, "items", false));
  items.addEventListener("focusin", (event) => event.target.matches(":focus-visible") && hover(event));
  document.addEventListener("click", (event) => {
    const jump = event.target.closest("[data-jump]");
    if (!jump) return;
    event.preventDefault();
    show("items");
    document.getElementById(jump.dataset.jump).scrollIntoView();
  });
  const acts = { j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1), "/": () => controls.q.focus(), "?": () => keys.showModal() };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
    if (event.key === "Escape") {
      if (typing(event.target)) event.target.blur();
      if (Object.values(asked()).some(Boolean)) clearFilters();
      point(-1, "items", true);
      return;
    }
    if (event.target === controls.q && event.key === "Enter") {
      controls.q.blur();
      applyFilters();
      if (fitting.length) goTo(fitting[0]);
      return;
    }
    if (typing(event.target) || !acts[event.key]) return;
    if (event.target === source && event.key.startsWith("Arrow")) return;
    event.preventDefault();
    acts[event.key]();
  });
  addEventListener("beforeprint", () => {
    drawTo(text.length);
    showAll();
    for (const details of document.querySelectorAll("details")) {
      details.fill?.();
      details.open = true;
    }
  });
  addEventListener("hashchange", restore);
}

/** Brings a check and its first amount into sight. */
function showCheck(check) {
  if (!check) return;
  const details = document.querySelector(`#checks details[data-verdict="${check.verdict}"]`);
  details.open = true;
  details.fill();
  show("items");
  bring(check.line, items);
  const first = check.amounts.find((given) => given.mark >= 0);
  if (first) point(first.mark, "check", true);
}

/** Takes filters and item from the address. */
function restore() {
  const given = address();
  for (const [key, control] of Object.entries(controls)) {
    control.value = given[key] ?? "";
    if (control.selectedIndex < 0) control.value = "";
  }
  const index = data.items.findIndex((item) => item.key === given.item);
  applyFilters();
  if (index >= 0) goTo(index);
  if (given.check) showCheck(data.checks[given.check]);
}

const keys = keysDialog([
  ["j ↓", say("key.next")],
  ["k ↑", say("key.previous")],
  ["← →", say("key.mark")],
  ["/", say("key.search")],
  ["Enter", say("key.first")],
  ["Esc", say("key.clear")],
  ["?", say("key.help")],
]);
buildFirst();
afterPaint(() => {
  buildRest();
  listen();
  restore();
  document.body.dataset.ready = "";
  setTimeout(drawRest);
});
