// The notice's own arithmetic, written out, and what was doubtful while reading.

const VERDICTS = ["fails", "open", "rounds", "holds"];
/** Amounts of one sum that are shown before the rest is folded. */
const SHOWN = 24;

/** Gives each item the checks and problems that belong to it. */
function assignChecks() {
  for (const item of data.items) {
    item.checks = [];
    item.problems = [];
  }
  for (const check of data.checks) data.items[check.index]?.checks.push(check);
  for (const problem of data.problems) data.items[problem.index]?.problems.push(problem);
}

const amount = (given) => value("amount", given.mark, written(given));

/** Values with a sign between them; many are folded. */
function row(values, sign) {
  const parts = values.flatMap((given, i) => (i ? [` ${sign} `, amount(given)] : [amount(given)]));
  if (values.length <= SHOWN) return parts;
  const rest = make("span", { hidden: true }, ...parts.slice(2 * SHOWN - 1));
  const more = make("button.more", { type: "button" }, say("more", values.length - SHOWN));
  more.addEventListener("click", () => {
    rest.hidden = false;
    more.remove();
  });
  return [...parts.slice(0, 2 * SHOWN - 1), " ", more, rest];
}

/** A check as arithmetic: 1750户 + 11547户 = 24675户 ≠ 27375户. */
function sum(check) {
  const of = (role) => check.amounts.filter((given) => given.role === role);
  const unit = check.unit ?? "";
  const total = (number) => (number === undefined ? null : make("b", null, grouped(number) + unit));
  const wrong = check.verdict === "fails";
  const equals = wrong ? " ≠ " : check.verdict === "rounds" ? " ≈ " : " = ";
  switch (check.kind) {
    case "sum": {
      const stated = of("total");
      return [...row(of("part"), "+"), " = ", total(check.computed), check.partial && !wrong ? " ≤ " : equals, ...row(stated, ",")];
    }
    case "rate":
    case "completion": {
      const [done, whole, rate] = [of("done"), of("of"), of("rate")];
      if (!whole.length) return row(check.amounts, "·");
      const quotient = check.computed === undefined ? null : make("b", null, `${grouped(check.computed)}${check.kind === "completion" ? "%" : unit}`);
      const stated = rate.length ? [equals, ...row(rate, ",")] : check.stated !== undefined && check.stated !== check.computed ? [equals, grouped(check.stated), "%"] : [];
      return [...row(done, "+"), " ÷ ", ...row(whole, "+"), quotient ? " = " : null, quotient, ...stated];
    }
    case "growth": {
      const [now, base, growth] = [of("now"), of("base"), of("growth")];
      if (!now.length || !base.length) return row(check.amounts, "·");
      return [...row(now, ","), " ÷ ", ...row(base, ","), " − 1 = ", total(check.computed), equals, ...row(growth, ",")];
    }
    case "disagree":
      return row(check.amounts, wrong ? "≠" : "=");
    case "count": {
      const listed = of("listed");
      if (!listed.length) return row(check.amounts, "·");
      return [...row(of("count"), ","), wrong ? " ≠ " : check.verdict === "open" ? " ? " : " = ", total(check.computed), ": ", ...row(listed, "·")];
    }
    case "sequence":
      return row(check.amounts, "·");
    default:
      return row(check.amounts, "·");
  }
}

function checkLine(check) {
  const item = data.items[check.index];
  const whose = item ? make("button.whose", { type: "button", "data-item": check.index }, `${item.key} ${written(item.title)}`) : make("span.whose", null, say("notice"));
  return make(
    `div.check-line.${check.verdict}`,
    null,
    make("p.head", null, make("span.verdict", null, say(`verdict.${check.verdict}`)), make("span.kind", null, say(`check.${check.kind}`)), whose),
    make("p.sum", null, ...sum(check)),
    make("p.message", { lang: "zh-CN" }, check.message),
  );
}

function problemLine(problem) {
  return make(
    `div.problem-line.${problem.severity}`,
    null,
    make("span.verdict", null, say(`severity.${problem.severity}`)),
    value("amount", problem.mark, name(`problem.${problem.code}`)),
    make("span.message", { lang: "en" }, problem.message),
  );
}

/** All checks, what fails first; what holds is folded. */
function checkSection() {
  const groups = VERDICTS.map((verdict) => [verdict, data.checks.filter((check) => check.verdict === verdict)]).filter(([, checks]) => checks.length);
  if (!groups.length) return null;
  const parts = groups.map(([verdict, checks]) => {
    const list = make("div.list");
    const details = make("details", { open: verdict === "fails", "data-verdict": verdict }, make("summary", null, say(`verdict.${verdict}`), make("span.count", null, String(checks.length))), list);
    // Made when they are first looked at: a long notice has thousands of checks that hold.
    details.fill = () => list.childElementCount || list.append(...checks.map((check) => (check.line = checkLine(check))));
    details.addEventListener("toggle", details.fill);
    if (details.open) details.fill();
    return details;
  });
  return make("section.checks", { id: "checks", "aria-labelledby": "checks-title" }, make("h2", { id: "checks-title" }, say("checks")), ...parts);
}

function problemSection() {
  if (!data.problems.length) return null;
  return make("section.problems", { id: "problems", "aria-labelledby": "problems-title" }, make("h2", { id: "problems-title" }, say("problems")), ...data.problems.map(problemLine));
}

/** How the notice was read, as `explain` tells it. */
function explainSection() {
  return make("section.explain", null, make("details", null, make("summary", null, say("explain")), make("pre", { lang: "en", tabindex: "0", "aria-label": say("explain") }, data.explain)));
}
