// The pages that the tests look at, written by the program under test from notices made here.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const program = process.env.SHISHI;
if (!program) throw new Error("SHISHI must name the program: run `cargo test --test browser`");

export const project = new URL("../../", import.meta.url).pathname;
export const folder = process.env.PAGES ?? mkdtempSync(join(tmpdir(), "shishi-pages-"));

/** Runs `shishi` in the folder of the tests. */
export const shishi = (...args) => execFileSync(program, args, { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 });

export const address = (name) => pathToFileURL(join(folder, name)).href;

/** Writes a notice and its page; gives the page's address. */
export function page(name, notice, ...options) {
  writeFileSync(join(folder, name), notice);
  return pageOf(name, name, ...options);
}

export function pageOf(path, name, ...options) {
  shishi("review", path, "--lang", options.includes("zh") ? "zh" : "en", "--as-of", "2031-07-15", "-o", `${name}.html`);
  return address(`${name}.html`);
}

export const seeds = readdirSync(join(project, "seeds")).filter((name) => name.endsWith(".txt")).sort().map((name) => join(project, "seeds", name));

/** Two units, four standings, one sum that fails, one office named in full. */
export const NOTICE = `2031年云岭县民生实事项目上半年进展情况
序号\t类别\t项目名称\t年度目标\t进展情况\t完成时限\t牵头单位\t配合单位
1\t老有所养\t社区食堂\t新建社区食堂12个\t已新建社区食堂12个\t2031年6月底前\t县民政局\t县商务局
2\t住有所居\t老旧小区\t改造老旧小区45个\t已改造老旧小区9个\t2031年6月底前\t县住建局\t县财政局
3\t住有所居\t农村危房\t改造农村危房300户，其中东镇100户、西镇80户、南镇150户\t已改造农村危房210户\t2031年底前\t县住建局\t县民政局
4\t病有所医\t村卫生室\t更新村卫生室设备\t\t\t县卫健局\t
`;

/** A notice whose every cell would do harm, were it markup. */
export const HOSTILE = `2031年<script>window.hacked=1</script>县民生实事</title><script>hacked=2</script>
序号\t项目名称\t主要内容\t牵头单位
1\t"><img src=x onerror="hacked=3">社区食堂\t新建社区食堂12个</script><script>hacked=4</script><!-- <script>\t<a href="javascript:hacked=5">县民政局</a>
2\t公园' onmouseover='hacked=6' x='\t新建公园3座\u2028javascript:hacked=7 \\u003cscript\\u003e &lt;b&gt; \${hacked=8}\t县住建局
`;

const pick = (list, n) => list[n % list.length];

/** One long notice. */
export function longNotice(count) {
  const rows = ["2031年云岭县民生实事项目上半年进展情况", "序号\t项目名称\t年度目标\t进展情况\t牵头单位"];
  for (let n = 1; n <= count; n++) {
    const thing = pick(["社区食堂", "老旧小区", "农村公路", "村卫生室", "口袋公园"], n * 7);
    rows.push(`${n}\t${thing}（${n}号）\t建设${thing}${20 + (n % 80)}个，总投资${100 + n}万元\t已建设${thing}${n % 90}个，完成投资${n}万元\t${pick(["县民政局", "县住建局", "县教育局"], n)}`);
  }
  return `${rows.join("\n")}\n`;
}

/** An archive as \`parse --format ndjson\` writes it, made from one notice that was really read. */
export function archive(name, count, each) {
  writeFileSync(join(folder, "model.txt"), NOTICE);
  const model = JSON.parse(shishi("parse", "model.txt"));
  const lines = [];
  for (let n = 0; n < count; n++) {
    const region = pick(["石家庄市", "太原市", "沈阳市", "南京市", "杭州市", "合肥市", "福州市", "济南市", "武汉市", "长沙市"], n);
    const items = Array.from({ length: each }, (_, k) => {
      const item = { ...model.items[k % 4], key: String(k + 1), title: `${model.items[k % 4].title}（${n}-${k + 1}）`, category: [pick(["老有所养", "住有所居", "学有所教", "病有所医", "生态宜居"], n + k)] };
      item.units = [{ ...item.units[0], name: `${region}${pick(["民政局", "住房和城乡建设局", "教育局", "卫生健康委员会", "交通运输局", "水利局"], n + 3 * k)}` }];
      return item;
    });
    const document = { ...model.document, title: `${region}2031年民生实事项目进展情况（${n}）`, region: { ...model.document.region, name: region } };
    lines.push(JSON.stringify({ ...model, source: { ...model.source, path: `absent/${n}.txt`, sha256: n.toString(16).padStart(64, "0") }, document, items, checks: n % 10 ? [] : model.checks }));
  }
  writeFileSync(join(folder, name), `${lines.join("\n")}\n`);
}

/** A folder of notices with its dashboard. */
export function site() {
  mkdirSync(join(folder, "notices"));
  writeFileSync(join(folder, "notices", "yunling.txt"), NOTICE);
  writeFileSync(join(folder, "notices", "qingxi.txt"), NOTICE.replaceAll("云岭县", "清溪县").replaceAll("县住建局", "县交通局"));
  writeFileSync(join(folder, "notices", "<img src=x onerror=hacked=9>.txt"), HOSTILE);
  writeFileSync(join(folder, "notices", "empty.txt"), "");
  try {
    shishi("review", "notices", "--lang", "en", "--as-of", "2031-07-15", "-o", "site");
  } catch (error) {
    // The empty file is named, and the others are shown all the same.
    if (error.status !== 2) throw error;
  }
  return address("site/index.html");
}
