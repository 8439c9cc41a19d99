// Long lists, a piece at a time: items, notices, checks that fail. The next piece is made when its end comes into sight.

const PIECE = 60;

/** A list that grows while it is scrolled. */
function growing(kind, rows, make_row) {
  const list = make(kind);
  let next = 0;
  const grow = () => {
    const end = Math.min(next + PIECE, rows.length);
    for (; next < end; next++) list.append(make_row(rows[next]));
    if (next < rows.length) watch.observe(list.lastElementChild);
  };
  const watch = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      watch.disconnect();
      grow();
    },
    { rootMargin: "600px" },
  );
  list.all = () => {
    watch.disconnect();
    for (; next < rows.length; next++) list.append(make_row(rows[next]));
  };
  grow();
  return list;
}

/** A link to a page, or the text alone where there is none. */
const linked = (href, ...shown) => (href ? make("a", { href }, ...shown) : make("span", null, ...shown));

function itemRow(i) {
  const share = items.share[i];
  const notice = items.notice[i];
  const others = items.units[i].length - 1;
  return make(
    "li.item",
    null,
    standing(standings[i]),
    make("div.what", null, linked(linkOf(i), make("span.key", null, items.key[i]), " ", items.title[i] || say("untitled")), items.fails[i] ? make("span.fail", null, say("fails.n", items.fails[i])) : null, make("p.of", null, `${regionOf(i) === NONE ? "" : `${regionOf(i)} · `}${titleOf(notice)}`)),
    make("div.who", null, items.units[i].length ? make("a", { href: linkTo({ unit: units[items.units[i][0]] }) }, units[items.units[i][0]]) : null, others > 0 ? ` +${others}` : null),
    make("div.when", null, items.due[i] ?? ""),
    make("div.reached", null, share === null ? null : [bar(share, `${say("reached")} ${percent(share)}`), make("b", null, percent(share))]),
  );
}

const ORDERS = {
  "": (a, b) => a - b,
  late: (a, b) => (standings[b] === "late") - (standings[a] === "late") || (items.share[a] ?? 101) - (items.share[b] ?? 101) || a - b,
  due: (a, b) => ((items.due[a] ?? "9999") < (items.due[b] ?? "9999") ? -1 : items.due[a] === items.due[b] ? a - b : 1),
  share: (a, b) => (items.share[a] ?? 1e9) - (items.share[b] ?? 1e9) || a - b,
};

function itemPanel(found) {
  const rows = found.slice().sort(ORDERS[asked.order] ?? ORDERS[""]);
  return make("section.items", { id: "list", "aria-labelledby": "list-title" }, make("h2", { id: "list-title" }, `${say("kind.items")} `, make("span.count", null, grouped(rows.length))), rows.length ? growing("ol", rows, itemRow) : make("p.nothing", null, say("nothing")));
}

function failedRow(check) {
  const { page } = notices[check.notice];
  return make("li.failed", null, make("span.fail", null, say(`check.${check.kind}`)), linked(page && `${page}#check=${check.check}`, make("span", { lang: "zh-CN" }, `${check.item ?? ""} ${check.message}`)), make("p.of", null, titleOf(check.notice)));
}

function failedPanel(found) {
  const shown = new Set(found.map((i) => `${items.notice[i]} ${items.key[i]}`));
  const whole = new Set(found.map((i) => items.notice[i]));
  const rows = data.failed.filter((check) => (check.item === null ? whole.has(check.notice) : shown.has(`${check.notice} ${check.item}`)));
  if (!rows.length) return null;
  return make("section.failures", { id: "failed", "aria-labelledby": "failed-title" }, make("h2", { id: "failed-title" }, `${say("failed")} `, make("span.count", null, grouped(rows.length))), growing("ol", rows, failedRow));
}

function noticeRow([notice, counts]) {
  const { title, path, region, period, years, kind, page, checks } = notices[notice];
  const when = period ?? years.join("、");
  return make(
    "li.notice",
    null,
    make("div.what", null, linked(page, title ?? path), make("p.of", null, [region, when, say(`document.${kind}`), path].filter(Boolean).join(" · "))),
    make("div.track", null, counts.count ? stacked(partsOf(counts), toldOf(counts)) : make("span.doubt", null, say("no-items"))),
    make("a", { href: linkTo({ notice: path }) }, say("items.n", grouped(counts.count))),
    checks ? make("span.fail", null, say("fails.n", checks)) : make("span"),
  );
}

function noticePanel(found) {
  const counts = byName(found, (i) => [items.notice[i]]);
  // Notices without any item are shown as long as nothing is asked of items.
  const free = !Object.keys(asked).some((key) => FILTERS[key]);
  const rows = notices.map((_, n) => [n, counts.get(n) ?? tally()]).filter(([, group]) => free || group.count);
  return make("section.notices", { id: "notices", "aria-labelledby": "notices-title" }, make("h2", { id: "notices-title" }, `${say("notices")} `, make("span.count", null, grouped(rows.length))), growing("ol", rows, noticeRow));
}

function unreadPanel() {
  if (!data.unread.length) return null;
  return make("section.unread", { "aria-labelledby": "unread-title" }, make("h2", { id: "unread-title" }, `${say("unread")} `, make("span.count", null, grouped(data.unread.length))), make("ul", null, ...data.unread.map(({ path, why }) => make("li", null, make("b", null, path), make("p.of", { lang: "en" }, why)))));
}
