// The items beside the text. A card holds what tells an item at a glance; the rest of it is made when it comes near the window.

const FIELDS = ["description", "target", "progress", "schedule", "funding", "responsibility", "remark"];
const OPS = { ge: "≥", gt: ">", le: "≤", lt: "<", approx: "≈", eq: "" };

const cards = [];
let near;

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
    figure.due && say("by", figure.due),
  ].filter(Boolean);
}

function figureRow(figure) {
  return make(
    `tr.${figure.role ?? "context"}`,
    null,
    make("td", null, figure.metric ?? make("span.absent", null, "–")),
    make("td", null, value("figure", figure.mark, written(figure)), make("span.full", null, inFull(figure))),
    make("td", null, figure.role ? say(`role.${figure.role}`) : "–"),
    make("td.notes", null, notes(figure).join(" · ")),
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

function unit(given) {
  const shown = given.name ?? written(given);
  const asWritten = given.name && given.name !== written(given) ? written(given) : null;
  return make(
    "li",
    null,
    make("span.role", null, say(`unit.${given.role}`)),
    value("unit", given.mark, shown),
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

/** What a card shows beyond its head. */
function fill(card) {
  if (card.filled) return;
  card.filled = true;
  const { item } = card;
  const parts = [];
  if (item.passages.length) parts.push(make("dl.passages", null, ...item.passages.map(passage)));
  if (item.milestones.length) parts.push(make("ul.times", { "aria-label": say("times") }, ...item.milestones.map(milestone)));
  if (item.figures.length) parts.push(figureTable(item.figures, say("figures")));
  for (const check of item.checks) if (check.verdict === "fails") parts.push(checkLine(check));
  for (const problem of item.problems) parts.push(problemLine(problem));
  card.body.replaceChildren(...parts);
}

function newCard(item, index) {
  const body = make("div.body");
  const title = value("title", item.title.mark, written(item.title) || say("untitled"));
  const failed = item.checks.filter((check) => check.verdict === "fails").length;
  const element = make(
    "li.card",
    { "data-index": index, tabindex: "-1", "aria-labelledby": `title-${index}` },
    make(
      "header",
      null,
      make("span.key", null, item.key),
      make("h3", { id: `title-${index}` }, title),
      make("span.marks", null, failed ? make("span.fail", null, say("fails.n", failed)) : null, standing(item.standing)),
    ),
    item.category.length ? make("p.category", null, ...item.category.map((given) => value("category", given.mark, written(given)))) : null,
    item.units.length ? make("ul.units", { "aria-label": say("units") }, ...item.units.map(unit)) : null,
    ...item.completion.map(completion),
    body,
  );
  const card = { item, index, element, body, filled: false };
  near.observe(element);
  return card;
}

/** The list of all items. */
function itemList() {
  near = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        near.unobserve(entry.target);
        fill(cards[entry.target.dataset.index]);
      }
    },
    { rootMargin: "1000px" },
  );
  const list = make("ol.items", { id: "items" });
  data.items.forEach((item, index) => {
    cards.push(newCard(item, index));
    list.append(cards[index].element);
  });
  return list;
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
