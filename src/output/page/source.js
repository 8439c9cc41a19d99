// The notice as decoded, line by line, with its marks. Long notices are drawn in steps, so that the first lines stand at once.

/** Lines and characters that are drawn together, and skipped together by the browser while they are out of sight. */
const CHUNK = { lines: 60, length: 2400 };

const starts = lineStarts();
/** Elements of a mark, by its number. */
const elements = [];
/** Text nodes in order of their offsets, to find where a search hits. */
const nodes = [];
let source;
let lines;
let drawn = 0;

function drawChunk() {
  const chunk = make("div.chunk");
  const first = drawn;
  const full = () => drawn - first >= CHUNK.lines || starts[drawn] - starts[first] >= CHUNK.length;
  for (; drawn < starts.length && !full(); drawn++) {
    const { value: found } = lines.next();
    const line = make("div.line", { "data-line": drawn + 1 });
    for (const [start, end, numbers] of found) {
      const node = document.createTextNode(text.slice(start, end));
      nodes.push([start, node]);
      if (!numbers.length) {
        line.append(node);
        continue;
      }
      const piece = make("span", { class: [...new Set(numbers.map((number) => marks[number].kind))].join(" ") });
      piece.append(node);
      piece.marks = numbers;
      for (const number of numbers) (elements[number] ??= []).push(piece);
      line.append(piece);
    }
    if (!found.length) line.append(make("br"));
    chunk.append(line);
  }
  source.append(chunk);
}

/** Draws the text at least to an offset. */
function drawTo(offset) {
  while (drawn < starts.length && (drawn === 0 || starts[drawn] <= offset)) drawChunk();
}

/** The rest of the text, a step at a time. */
function drawRest() {
  const begun = performance.now();
  while (drawn < starts.length && performance.now() - begun < 12) drawChunk();
  if (drawn < starts.length) setTimeout(drawRest);
  else document.dispatchEvent(new Event("drawn"));
}

function sourcePane() {
  lines = pieces(starts);
  source = make("div.source", { id: "source", tabindex: "0", role: "region", "aria-label": say("source.label") });
  drawTo(0);
  source.addEventListener("click", (event) => {
    if (String(getSelection()) !== "") return;
    const number = meant(event.target.marks ?? []);
    if (number >= 0) point(number, "source", true);
  });
  source.addEventListener("pointerover", (event) => {
    if (event.pointerType === "mouse") point(meant(event.target.marks ?? []), "source", false);
  });
  source.addEventListener("pointerleave", () => point(-1, "source", false));
  source.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    stepMark(step);
  });
  return source;
}

/** From the value that is pinned to the next one in the text: titles, units, times and figures. */
function stepMark(step) {
  const order = (stepMark.order ??= marks
    .map((_, number) => number)
    .filter((number) => marks[number].item >= 0 && /^(title|unit|date|figure)/.test(marks[number].kind))
    .sort((a, b) => marks[a].start - marks[b].start || a - b));
  const at = order.indexOf(pinned);
  const next = order[at < 0 ? 0 : at + step];
  if (next !== undefined) {
    reveal(next);
    point(next, "source", true);
  }
}

/** Brings a mark into sight. */
function reveal(number) {
  drawTo(marks[number].start);
  const element = elements[number]?.[0];
  if (element) bring(element, source);
}

/** Scrolls a pane until an element is in sight, where it is not. */
function bring(element, pane) {
  const inside = () => {
    const box = element.getBoundingClientRect();
    const frame = pane.getBoundingClientRect();
    const top = Math.max(frame.top, 0) + 40;
    const bottom = Math.min(frame.bottom, innerHeight) - 40;
    return box.top >= top && box.top < bottom - Math.min(box.height, 60);
  };
  if (inside()) return;
  element.scrollIntoView({ block: "center", behavior: "instant" });
  // What was skipped while out of sight has its true height only now.
  requestAnimationFrame(() => inside() || element.scrollIntoView({ block: "center", behavior: "instant" }));
}

/** Shows where a search hits, without touching the text. */
function showHits(query) {
  if (!("highlights" in CSS)) return;
  CSS.highlights.delete("hits");
  if (query === "") return;
  drawTo(text.length);
  const hits = new Highlight();
  const lower = text.toLowerCase();
  // Lower case may be longer than the text (İ); then offsets would lie.
  const where = lower.length === text.length ? lower : text;
  let left = 2000;
  for (let at = where.indexOf(query); at >= 0 && left > 0; at = where.indexOf(query, at + query.length), left--) {
    const range = new Range();
    const [first, from] = nodeAt(at);
    const [last, upto] = nodeAt(at + query.length - 1);
    if (!first || !last) continue;
    range.setStart(first, from);
    range.setEnd(last, upto + 1);
    hits.add(range);
  }
  CSS.highlights.set("hits", hits);
}

/** The text node that holds an offset, and the offset in it. */
function nodeAt(offset) {
  let [low, high] = [0, nodes.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (nodes[middle][0] <= offset) low = middle;
    else high = middle;
  }
  if (!nodes.length) return [null, 0];
  const [start, node] = nodes[low];
  return offset - start < node.length ? [node, offset - start] : [null, 0];
}
