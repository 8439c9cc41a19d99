// The dashboard put together. What is asked stands in the address alone: every link is a view that can be shared, and going back undoes it.

const controls = {};
let view;

/** One number of the whole, and what it leads to. */
const total = (number, label, href, kind) => make("li", null, make(number ? "a" : "div", { href: number ? href : null, class: kind }, make("b", null, grouped(number)), make("span", null, label)));

function overview(found) {
  const counts = tally();
  let figures = 0;
  for (const i of found) {
    count(counts, i);
    figures += items.figures[i];
  }
  const some = new Set(found.map((i) => items.notice[i]));
  const free = found.length === COUNT;
  if (free) figures = notices.reduce((sum, notice) => sum + notice.figures, 0);
  const fails = free ? data.failed.length : found.reduce((sum, i) => sum + items.fails[i], 0);
  const before = found.filter((i) => standings[i] === "late" && reportedBefore(i)).length;
  const stands = STANDINGS.map((key) =>
    make("li", null, make("a", { href: linkTo({ standing: asked.standing === key ? "" : key }), "aria-current": asked.standing === key ? "true" : null }, make("b", null, grouped(counts[key])), make("span.part", null, found.length ? percent((counts[key] / found.length) * 100) : ""), standing(key))),
  );
  return make(
    "section.overview",
    { "aria-label": say("overview") },
    make("ul.totals", null, total(free ? notices.length : some.size, say("notices"), "#notices"), total(found.length, say("kind.items"), "#list"), total(figures, say("kind.figures"), "#list"), total(fails, say("failed"), "#failed", fails ? "fail" : null)),
    make("div.whole", null, stacked(partsOf(counts), toldOf(counts)), make("ul.stands", null, ...stands)),
    make("details.rule", null, make("summary", null, say("rule.title")), make("p", null, say("rule", data.asOf)), before ? make("p", null, make("a", { href: linkTo({ problem: "before" }) }, say("before", before))) : null, data.copies ? make("p", null, say("copies", data.copies)) : null),
  );
}

function filterBar() {
  const options = (namesOf) => ranked(Array.from({ length: COUNT }, (_, i) => namesOf(i)).flat()).map(([given, n]) => [given, `${given} (${n})`]);
  const years = [...new Set(notices.flatMap((notice) => notice.years))].sort((a, b) => b - a).map((year) => [String(year), String(year)]);
  const changed = (event) => go({ [event.currentTarget.id]: event.currentTarget.value });
  const search = make("input", { id: "q", type: "search", placeholder: say("search.archive"), "aria-label": say("search.archive"), autocomplete: "off", spellcheck: "false" });
  search.addEventListener("input", paused(() => go({ q: search.value.trim() }, true), 80));
  const choose = (key, choices, all = say("all")) => choice(key, say(`filter.${key}`), all, choices, changed);
  const bar = make(
    "div.filters",
    { role: "search" },
    search,
    foldButton(),
    choose("region", options(GROUPS[0][1])),
    choose("unit", options(GROUPS[1][1])),
    choose("category", options(GROUPS[2][1])),
    years.length > 1 ? choose("year", years) : null,
    choose("standing", STANDINGS.map((key) => [key, say(`standing.${key}`)])),
    choose("problem", ["fails", "doubts", "measured", "before"].map((key) => [key, say(`filter.archive.${key}`)])),
    choose("order", ["late", "due", "share"].map((key) => [key, say(`order.${key}`)]), say("order.notice")),
    make("output", { id: "shown", "aria-live": "polite" }),
    make("button", { id: "clear", type: "button", hidden: true, onclick: () => (location.hash = "") }, say("clear")),
  );
  for (const control of bar.querySelectorAll("input, select")) controls[control.id] = control;
  return bar;
}

/** Filters that no control shows, as words that can be taken back. */
function chips() {
  const shown = Object.entries(asked).filter(([key]) => ["notice", "due", "kind"].includes(key));
  return make("p.chips", null, ...shown.map(([key, value]) => make("a", { href: linkTo({ [key]: "" }), "aria-label": say("without", value) }, value, " ×")));
}

/** Sets filters; typing adds no page to the history. */
function go(changes, quietly) {
  const next = linkTo(changes);
  if (!quietly) {
    location.hash = next;
    return;
  }
  history.replaceState(null, "", next === "#" ? location.pathname + location.search : next);
  restore();
}

function refresh() {
  const fits = fitting();
  const found = fits.all;
  document.getElementById("shown").textContent = say("shown", grouped(found.length), grouped(COUNT));
  document.getElementById("clear").hidden = !Object.keys(asked).length;
  if (controls.q.value.trim() !== (asked.q ?? "")) controls.q.value = asked.q ?? "";
  view.replaceChildren(
    ...[chips(), overview(found), make("div.panels", null, ...GROUPS.map((group) => groupPanel(group, fits)), monthPanel(fits) ?? ""), failedPanel(found), itemPanel(found), noticePanel(found), unreadPanel(), make("footer", null, `shishi ${data.version} · ${say("as-of", data.asOf)}`)].filter(Boolean),
  );
}

/** Places of the page itself, which are no filters. */
const PLACES = ["list", "notices", "failed"];

/** Takes what is asked from the address. */
function restore() {
  const place = location.hash.slice(1);
  if (PLACES.includes(place)) return;
  asked = Object.fromEntries(Object.entries(address()).filter(([key]) => FILTERS[key] || key === "order"));
  for (const [key, control] of Object.entries(controls)) {
    if (key === "q") continue;
    control.value = asked[key] ?? "";
    if (control.selectedIndex < 0) control.value = "";
  }
  refresh();
}

const keys = keysDialog([
  ["/", say("key.search")],
  ["Esc", say("key.clear.filters")],
  ["?", say("key.help")],
]);

document.body.append(
  make("header.page", null, make("div.title", null, make("h1", null, document.title), make("p.facts", null, say("as-of", data.asOf))), make("button.help", { type: "button", onclick: () => keys.showModal() }, say("keys"), " ", make("kbd", null, "?"))),
  make("div.bar", null, filterBar()),
  (view = make("main")),
);
afterPaint(() => {
  restore();
  document.body.dataset.ready = "";
  // Ready before anybody has typed.
  setTimeout(() => items.key.forEach((_, i) => haystack(i)), 200);
});
addEventListener("hashchange", restore);
// Places of the page are gone to without a change of what is asked.
document.addEventListener("click", (event) => {
  const place = event.target.closest("a")?.getAttribute("href")?.slice(1);
  if (!PLACES.includes(place)) return;
  event.preventDefault();
  document.getElementById(place)?.scrollIntoView();
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
  if (event.key === "Escape") {
    if (typing(event.target)) event.target.blur();
    if (Object.keys(asked).length) location.hash = "";
    return;
  }
  if (typing(event.target)) return;
  if (event.key === "/") {
    event.preventDefault();
    controls.q.focus();
  } else if (event.key === "?") keys.showModal();
});
addEventListener("beforeprint", () => {
  for (const list of document.querySelectorAll("ol")) list.all?.();
});
