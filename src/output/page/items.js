// The items beside the text, a card each. Cards are made a piece at a time, where the list is looked at.

const FIELDS = ["description", "target", "progress", "schedule", "funding", "responsibility", "remark"];
const OPS = { ge: "≥", gt: ">", le: "≤", lt: "<", approx: "≈", eq: "" };

/** Cards by item, once they are made. */
const cards = [];
/** Cards that are made at a time. */
const PIECE = 40;
/** The items that fit the filters, and which stretch of them stands in the list. */
let fitting = data.items.map((_, index) => index);
let [from, upto] = [0, 0];
let list;
let watch;

/** A value that can be pointed at: it shows its place in the text. */
function value(kind, number, ...children) {
  if (number === undefined || number < 0) return make(`span.value.${kind}`, null, ...children);
  return make(`button.value.${kind}`, { type: "button", "data-mark": number }, ...children);
}

/** The number of a figure in full, where it says more than the text does. */
function inFull(figure) {
  const unit = (figure.unit ?? "") + (figure.per ?? []).map((per) => `/${per}`).join("");
  const joint = figure.range ? "–" : " → ";
  const full = `${OPS[figure.op]}${figure.amount.map(grouped).join(joint)}${unit}`;
  const plain = (shown) => shown.replace(/[,，\s]/g, "");
  return plain(full) === plain(written(figure)) ? null : full;
}

/** Words behind an amount: a change, each, for whom, by when. */
function notes(figure) {
  return [
    figure.change && say(`change.${figure.change}`),
    figure.basis && say(`basis.${figure.basis}`),
    figure.each && say("each"),
    figure.scopes?.join("、"),
    figure.due && make("span.day", null, say("by", figure.due)),
  ]
    .filter(Boolean)
    .flatMap((note, i) => (i ? [" · ", note] : [note]));
}

function figureRow(figure) {
  return make(
    `tr.${figure.role ?? "context"}`,
    null,
    make("td", null, figure.metric ?? make("span.absent", null, "–")),
    make("td", null, value("figure", figure.mark, written(figure)), make("span.full", null, inFull(figure))),
    make("td", null, figure.role ? say(`role.${figure.role}`) : "–"),
    make("td.notes", null, ...notes(figure)),
  );
}

function figureTable(figures, label) {
  const head = ["figure.metric", "figure.amount", "figure.role", "figure.notes"].map((key) => make("th", { scope: "col" }, say(key)));
  return make("div.wide", null, make("table.figures", { "aria-label": label }, make("thead", null, make("tr", null, ...head)), make("tbody", null, ...figures.map(figureRow))));
}

function completion(measure) {
  const share = Number(measure.computed);
  const unit = measure.unit ?? "";
  const told = `${measure.metric}: ${grouped(measure.progress)} / ${grouped(measure.target)}${unit}`;
  return make(
    "div.measure",
    null,
    make("span.metric", null, measure.metric),
    bar(share, `${told}, ${percent(share)}`),
    make("span.of", null, `${grouped(measure.progress)} / ${grouped(measure.target)} ${unit}`),
    make("b", null, percent(share)),
  );
}

/** Units by what they do, in the order of the notice. */
function unitRows(units) {
  const roles = [...new Set(units.map((given) => given.role))];
  return roles.map((role) => [make("dt", null, say(`unit.${role}`)), make("dd", null, ...units.filter((given) => given.role === role).map(unit))]).flat();
}

function unit(given) {
  const asWritten = given.name && given.name !== written(given) ? written(given) : null;
  return make(
    "span.office",
    null,
    value("unit", given.mark, given.name ?? written(given)),
    make("span.raw", null, asWritten, given.inherited ? ` ${say("inherited")}` : null),
  );
}

function milestone(given) {
  const days = [given.start, given.end].filter(Boolean);
  const span = given.kind === "deadline" || days[0] === days[1] ? (given.end ?? given.start) : days.join(" – ");
  return make(
    "li",
    null,
    value("date", given.mark, written(given)),
    make("span.when", null, `${say(`time.${given.kind}`)}${span ? ` ${span}` : ""}`),
    make("span.governs", null, given.governs),
  );
}

function passage(given) {
  return make("div.passage", null, make("dt", null, say(`field.${given.field}`)), make("dd", null, value(`text.${given.field}`, given.mark, written(given))));
}

function card(index) {
  const item = data.items[index];
  const failed = item.checks.filter((check) => check.verdict === "fails");
  return (cards[index] ??= make(
    "li.card",
    { "data-index": index, tabindex: "-1", "aria-labelledby": `title-${index}` },
    make(
      "header",
      null,
      make("span.key", null, item.key),
      make("h3", { id: `title-${index}` }, value("title", item.title.mark, written(item.title) || say("untitled"))),
      make("span.marks", null, failed.length ? make("span.fail", null, say("fails.n", failed.length)) : null, standing(item.standing)),
    ),
    item.category.length ? make("p.category", null, ...item.category.map((given) => value("category", given.mark, written(given)))) : null,
    item.units.length ? make("dl.units", null, ...unitRows(item.units)) : null,
    ...item.completion.map(completion),
    ...failed.map(checkLine),
    item.passages.length ? make("dl.passages", null, ...item.passages.map(passage)) : null,
    item.milestones.length ? make("ul.times", { "aria-label": say("times") }, ...item.milestones.map(milestone)) : null,
    item.figures.length ? figureTable(item.figures, say("figures")) : null,
    ...item.problems.map(problemLine),
  ));
}

/** The list, empty as yet. */
function itemList() {
  const ends = (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      if (target === list.lastElementChild) growDown();
      else if (target === list.firstElementChild) growUp();
    }
  };
  watch = new IntersectionObserver(ends, { rootMargin: "1200px", scrollMargin: "1200px" });
  return (list = make("ol.items", { id: "items" }));
}

function growDown() {
  const end = Math.min(upto + PIECE, fitting.length);
  list.append(...fitting.slice(upto, end).map(card));
  upto = end;
  settle();
}

function growUp() {
  const start = Math.max(0, from - PIECE);
  list.prepend(...fitting.slice(start, from).map(card));
  from = start;
  settle();
}

/** Looks out for the ends, and paints what was pointed at before its card was made. */
function settle() {
  watch.disconnect();
  if (upto < fitting.length && list.lastElementChild) watch.observe(list.lastElementChild);
  if (from > 0 && list.firstElementChild) watch.observe(list.firstElementChild);
  for (const number of alike(pinned)) paint(number, "pinned", true);
}

/** Shows other items, from the first one on. */
function showItems(found) {
  fitting = found;
  beginAt(0);
}

function beginAt(place) {
  from = upto = place;
  list.replaceChildren();
  growDown();
}

/** The card of an item in the list; nothing where a filter keeps it out. */
function cardInList(index) {
  const place = fitting.indexOf(index);
  if (place < 0) return null;
  if (place >= upto && place < upto + PIECE) growDown();
  if (place < from || place >= upto) beginAt(Math.max(0, place - 5));
  return cards[index];
}

/** All cards, for paper. */
function showAll() {
  if (from > 0) beginAt(0);
  while (upto < fitting.length) growDown();
}

/** What a search looks in. */
const haystack = (item) =>
  (item.words ??= [
    item.key,
    written(item.title),
    ...item.category.map(written),
    ...item.units.flatMap((given) => [written(given), given.name ?? ""]),
    ...item.passages.map(written),
    ...item.milestones.map(written),
    ...item.figures.map((figure) => figure.metric ?? ""),
  ]
    .join("\n")
    .toLowerCase());
