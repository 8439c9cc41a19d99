// All items of an archive as columns, what is asked of them, and what they add up to.

const { items, notices, units, categories } = data;
const COUNT = items.key.length;
const NONE = "—";

const standings = items.rule.map((rule) => data.standings[rule]);
const regionOf = (i) => notices[items.notice[i]].region ?? NONE;
const categoryOf = (i) => (items.category[i] < 0 ? NONE : categories[items.category[i]]);
const titleOf = (notice) => notices[notice].title ?? notices[notice].path;
const monthOf = (i) => items.due[i]?.slice(0, 7);
/** Where an item stands in its notice. */
const linkOf = (i) => (notices[items.notice[i]].page ? `${notices[items.notice[i]].page}#${new URLSearchParams({ item: items.key[i] })}` : null);
/** The notice reports on days before the deadline only, so that more may have been reached since. */
const reportedBefore = (i) => Boolean(items.due[i] && notices[items.notice[i]].end && notices[items.notice[i]].end < items.due[i]);

const searched = [];
/** What a search looks in. */
function haystack(i) {
  return (searched[i] ??= [items.key[i], items.title[i], categoryOf(i), regionOf(i), ...items.units[i].map((unit) => units[unit]), titleOf(items.notice[i]), notices[items.notice[i]].path].join("\n").toLowerCase());
}

/** What each filter asks of an item, prepared for its value. */
const FILTERS = {
  q: (query) => {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    return (i) => words.every((word) => haystack(i).includes(word));
  },
  region: (region) => (i) => regionOf(i) === region,
  unit: (name) => {
    if (name === NONE) return (i) => items.units[i].length === 0;
    const unit = units.indexOf(name);
    return (i) => items.units[i].includes(unit);
  },
  category: (name) => (i) => categoryOf(i) === name,
  standing: (standing) => (i) => standings[i] === standing,
  notice: (path) => (i) => notices[items.notice[i]].path === path,
  year: (year) => (i) => notices[items.notice[i]].years.includes(Number(year)),
  kind: (kind) => (i) => notices[items.notice[i]].kind === kind,
  due: (month) => (i) => monthOf(i) !== undefined && items.due[i].startsWith(month),
  problem: (kind) =>
    ({
      fails: (i) => items.fails[i] > 0,
      doubts: (i) => items.doubts[i] > 0,
      measured: (i) => items.share[i] !== null,
      before: (i) => standings[i] === "late" && reportedBefore(i),
    })[kind] ?? (() => true),
};

/** The filters that are set, from the address. */
let asked = {};

/** Items that fit all filters, and for each filter those that fit all others, so that its own choices stay. One pass finds all. */
function fitting() {
  const tests = Object.entries(asked).filter(([key]) => FILTERS[key]).map(([key, value]) => [key, FILTERS[key](value)]);
  const found = { all: [], but: Object.fromEntries(tests.map(([key]) => [key, []])) };
  for (let i = 0; i < COUNT; i++) {
    let against = null;
    let fits = true;
    for (const [key, test] of tests) {
      if (test(i)) continue;
      fits = against === null;
      against = key;
      if (!fits) break;
    }
    if (!fits) continue;
    if (against !== null) found.but[against].push(i);
    else {
      found.all.push(i);
      for (const key in found.but) found.but[key].push(i);
    }
  }
  return found;
}

/** The address of the same view with some filters set otherwise. */
function linkTo(changes) {
  const set = new URLSearchParams();
  for (const [key, value] of Object.entries({ ...asked, ...changes })) if (value) set.set(key, value);
  return `#${set}`;
}

/** Counts by standing, and the mean of what was reached, 100 % at most each. */
function tally() {
  return { count: 0, done: 0, "on-the-way": 0, late: 0, unknown: 0, measured: 0, reached: 0 };
}

function count(into, i) {
  into.count++;
  into[standings[i]]++;
  if (items.share[i] !== null) {
    into.measured++;
    into.reached += Math.min(100, Math.max(0, items.share[i]));
  }
}

/** Tallies of items by the names that `namesOf` gives each. */
function byName(found, namesOf) {
  const groups = new Map();
  for (const i of found) {
    for (const group of namesOf(i)) {
      let into = groups.get(group);
      if (!into) groups.set(group, (into = tally()));
      count(into, i);
    }
  }
  return groups;
}

const partsOf = (group) => STANDINGS.map((key) => [key, group[key]]);
const toldOf = (group) => STANDINGS.filter((key) => group[key]).map((key) => `${say(`standing.${key}`)} ${group[key]}`).join(", ");
