// When items are due: a column for each month, or for each year where there are many, drawn as SVG. Columns lead to their items.

/** The whole drawing at most. */
const WIDTH = 720;
const HEIGHT = 150;
const FOOT = 22;
/** More months than this are shown as years. */
const MONTHS = 40;

/** The names of all columns between the first and the last, also of those without items. */
function columnsBetween(first, last, length) {
  if (length === 4) return Array.from({ length: Number(last) - Number(first) + 1 }, (_, n) => String(Number(first) + n));
  const month = (name) => Number(name.slice(0, 4)) * 12 + Number(name.slice(5)) - 1;
  return Array.from({ length: month(last) - month(first) + 1 }, (_, n) => {
    const at = month(first) + n;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
  });
}

function monthPanel(fits) {
  const found = (fits.but.due ?? fits.all).filter((i) => items.due[i]);
  if (!found.length) return null;
  const days = found.map((i) => items.due[i]).sort();
  const [first, last] = [days[0], days[days.length - 1]];
  const length = columnsBetween(first.slice(0, 7), last.slice(0, 7), 7).length > MONTHS ? 4 : 7;
  const names = columnsBetween(first.slice(0, length), last.slice(0, length), length);
  const groups = byName(found, (i) => [items.due[i].slice(0, length)]);
  const most = Math.max(...[...groups.values()].map((counts) => counts.count));
  const step = Math.min(WIDTH / names.length, 60);
  const wide = Math.max(1, step * 0.72);
  const room = HEIGHT - FOOT - 16;
  const whole = Math.ceil(step * names.length);
  const svg = draw("svg", { class: "months", viewBox: `0 0 ${whole} ${HEIGHT}`, role: "group", "aria-label": say("by.due") });
  svg.style.maxWidth = `${whole * 1.35}px`;
  const every = Math.ceil((length === 4 ? 36 : 52) / step);
  names.forEach((name, n) => {
    const x = n * step + (step - wide) / 2;
    if (n % every === 0) svg.append(draw("text", { x: x + wide / 2, y: HEIGHT - 6, "text-anchor": "middle" }, name));
    const counts = groups.get(name);
    if (!counts) return;
    let y = HEIGHT - FOOT;
    const column = draw("a", { href: linkTo({ due: asked.due === name ? "" : name }), "aria-label": `${name}: ${counts.count} (${toldOf(counts)})` });
    if (asked.due === name) column.setAttribute("aria-current", "true");
    column.append(draw("rect", { class: "reach", x: n * step, y: 0, width: step, height: HEIGHT - FOOT }));
    for (const [kind, part] of partsOf(counts)) {
      const height = (part / most) * room;
      y -= height;
      if (part) column.append(draw("rect", { class: kind, x, y, width: wide, height }));
    }
    column.append(draw("text", { class: "count", x: x + wide / 2, y: y - 4, "text-anchor": "middle" }, String(counts.count)));
    svg.append(column);
  });
  svg.append(draw("line", { x1: 0, x2: whole, y1: HEIGHT - FOOT + 0.5, y2: HEIGHT - FOOT + 0.5 }));
  return make("section.panel.due", { "aria-labelledby": "by-due" }, make("h2", { id: "by-due" }, say("by.due")), svg);
}
