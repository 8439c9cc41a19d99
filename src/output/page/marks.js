// Marks: every recognised value with its place in the text, and the text cut at their ends so that marks may overlap and nest.

const text = data.text;

/** All marks; a mark's number is its index. `item` is an index into the items, or -1. */
const marks = [];
/** Numbers of the marks that have exactly this place. */
const marksAt = new Map();

/** Adds a mark and returns its number. `kind` becomes a class. */
function mark(at, kind, item = -1) {
  const [start, end] = at;
  if (!(end > start) || end > text.length) return -1;
  const key = `${start}-${end}`;
  const same = marksAt.get(key) ?? [];
  const known = same.find((number) => marks[number].kind === kind && marks[number].item === item);
  if (known !== undefined) return known;
  marks.push({ start, end, kind, item });
  marksAt.set(key, [...same, marks.length - 1]);
  return marks.length - 1;
}

/** A value as it is written: its own text, or what stands at its place. */
const written = (value) => value.text ?? text.slice(value.at[0], value.at[1]);

/** Gives every value of the data its mark. */
function markAll() {
  const { title, doc_number, index_number, issuer } = data.document;
  for (const fact of [title, doc_number, index_number, issuer]) {
    const start = fact ? text.indexOf(fact) : -1;
    if (start >= 0) mark([start, start + fact.length], "document");
  }
  data.items.forEach((item, index) => {
    for (const value of item.category) value.mark = mark(value.at, "category");
    item.title.mark = mark(item.title.at, "title", index);
    for (const value of item.passages) value.mark = mark(value.at, `passage ${value.field}`, index);
    for (const value of item.units) value.mark = mark(value.at, "unit", index);
    for (const value of item.milestones) value.mark = mark(value.at, "date", index);
    for (const value of item.figures) value.mark = mark(value.at, "figure", index);
  });
  for (const value of data.figures) value.mark = mark(value.at, "figure");
  const keys = new Map(data.items.map((item, index) => [item.key, index]));
  for (const check of data.checks) {
    check.index = keys.get(check.item) ?? -1;
    for (const value of check.amounts) value.mark = mark(value.at, check.verdict === "fails" ? "check fails" : "check", check.index);
  }
  for (const problem of data.problems) {
    problem.index = keys.get(problem.item) ?? -1;
    if (problem.at) problem.mark = mark(problem.at, "problem", problem.index);
  }
}

/** Offsets at which lines start, and the end of the last one. */
function lineStarts() {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** The text in pieces that lie wholly inside or outside of every mark: a list of [start, end, marks from outer to inner] a line. */
function* pieces(starts) {
  const opening = marks.map((_, number) => number).sort((a, b) => marks[a].start - marks[b].start || marks[b].end - marks[a].end);
  let next = 0;
  let open = [];
  for (let line = 0; line < starts.length; line++) {
    const end = line + 1 < starts.length ? starts[line + 1] - 1 : text.length;
    const found = [];
    let at = starts[line];
    // Marks that lie wholly in what was passed (a line end) have no piece.
    while (at < end) {
      open = open.filter((number) => marks[number].end > at);
      for (; next < opening.length && marks[opening[next]].start <= at; next++) {
        if (marks[opening[next]].end > at) open.push(opening[next]);
      }
      let stop = next < opening.length ? Math.min(end, marks[opening[next]].start) : end;
      for (const number of open) stop = Math.min(stop, marks[number].end);
      found.push([at, stop, open.slice()]);
      at = stop;
    }
    yield found;
  }
}

/** Of the marks over one place, the one that is meant: the innermost; a check's amount only where there is nothing else. */
function meant(numbers) {
  const rank = (number) => (marks[number].kind.startsWith("check") || marks[number].kind === "problem" ? 1e9 : 0) + marks[number].end - marks[number].start;
  return numbers.length ? numbers.reduce((best, number) => (rank(number) <= rank(best) ? number : best)) : -1;
}

/** All marks at the same place as this one. */
const alike = (number) => (number < 0 ? [] : marksAt.get(`${marks[number].start}-${marks[number].end}`));
