// Makes the pictures of the READMEs: the page of a seed, as `shishi review` writes it.
//
// Needs what the browser tests need (tests/browser.rs): cargo build && node scripts/pictures.mjs

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const project = fileURLToPath(new URL("..", import.meta.url));
const { chromium } = createRequire(join(project, "tests/browser/"))("playwright-core");
const folder = mkdtempSync(join(tmpdir(), "shishi-pictures-"));
const root = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
const flags = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: [...flags, ...root] });
for (const lang of ["en", "zh"]) {
  const page = join(folder, `${lang}.html`);
  const seed = "seeds/000_a3ac2879c082e34c.txt";
  execFileSync(join(project, "target/debug/shishi"), ["review", seed, "--lang", lang, "--as-of", "2020-12-31", "-o", page], { cwd: project });
  const window = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await window.goto(`${pathToFileURL(page).href}#item=22`);
  await window.waitForSelector("body[data-ready]", { state: "attached" });
  await window.locator(".card.current .check-line button", { hasText: "11547户" }).click();
  await window.locator("#pane").evaluate((pane) => (pane.scrollTop = document.querySelector(".card.current").offsetTop));
  await window.evaluate(() => document.activeElement.blur());
  await window.mouse.move(0, 0);
  await window.waitForTimeout(300);
  await window.screenshot({ path: join(project, `docs/review.${lang}.png`) });
}
await browser.close();
rmSync(folder, { recursive: true });
