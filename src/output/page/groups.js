// Completion by region, unit and category: a bar of standings for each, which leads to its items.

/** Rows that are shown before "show all". */
const TOP = 10;
const unfolded = new Set();

const GROUPS = [
  ["region", (i) => [regionOf(i)]],
  ["unit", (i) => (items.units[i].length ? items.units[i].map((unit) => units[unit]) : [NONE])],
  ["category", (i) => [categoryOf(i)]],
];

/** Most items first, or most late first. */
function inOrder(groups) {
  const weight = asked.order === "late" ? (group) => group.late : (group) => group.count;
  return [...groups].sort(([a, x], [b, y]) => weight(y) - weight(x) || y.count - x.count || (a < b ? -1 : 1));
}

function groupRow(key, group, counts, most) {
  const on = asked[key] === group;
  const shown = group === NONE ? say(`none.${key}`) : group;
  const bar = stacked(partsOf(counts), toldOf(counts));
  bar.style.width = `${Math.max(2, (counts.count / most) * 100)}%`;
  const mean = counts.measured ? percent(counts.reached / counts.measured) : "";
  return make(
    "li",
    null,
    make("a.group", { href: linkTo({ [key]: on ? "" : group }), "aria-current": on ? "true" : null }, make("span.name", null, shown), make("b", null, grouped(counts.count))),
    make("div.track", null, bar),
    make("span.mean", { title: counts.measured ? say("mean", counts.measured) : null }, mean),
    counts.late ? make("a.late", { href: linkTo({ [key]: group, standing: "late" }) }, say("late.n", counts.late)) : make("span"),
  );
}

function groupPanel([key, namesOf], found) {
  const rows = inOrder(byName(found.but[key] ?? found.all, namesOf));
  const most = Math.max(1, ...rows.map(([, counts]) => counts.count));
  const all = unfolded.has(key);
  const shown = all ? rows : rows.slice(0, TOP);
  const chosen = rows.find(([group]) => group === asked[key]);
  if (chosen && !shown.includes(chosen)) shown.unshift(chosen);
  const more = rows.length > TOP ? make("button.more", { type: "button", onclick: () => toggle(key) }, all ? say("less") : say("show-all", rows.length)) : null;
  return make("section.panel", { "aria-labelledby": `by-${key}` }, make("h2", { id: `by-${key}` }, say(`by.${key}`)), make("p.hint", null, make("span", null, say("hint.bars")), make("span", null, say("hint.numbers"))), make("ol.groups", null, ...shown.map(([group, counts]) => groupRow(key, group, counts, most))), more);
}

function toggle(key) {
  if (!unfolded.delete(key)) unfolded.add(key);
  refresh();
}
