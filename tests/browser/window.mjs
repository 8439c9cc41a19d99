// A browser, and windows that must stay silent: no error on the console, no request but for the page itself.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const FLAGS = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

let browser;

export async function start() {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: [...FLAGS, ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])] });
}

export const stop = () => browser.close();

/** Opens a page, acts in it, and sees that it was silent. */
export async function inWindow(url, options, act) {
  const { width = 1400, height = 900, tolerated = /^$/, ...others } = options;
  const context = await browser.newContext({ viewport: { width, height }, ...others });
  const noise = [];
  context.on("request", (request) => /^(data|blob):/.test(request.url()) || (request.isNavigationRequest() && request.url().startsWith("file:")) || noise.push(`request: ${request.url()}`));
  const window = await context.newPage();
  window.on("console", (message) => ["error", "warning"].includes(message.type()) && noise.push(`console: ${message.text()}`));
  window.on("pageerror", (error) => noise.push(`error: ${error.stack}`));
  window.on("dialog", (dialog) => noise.push(`dialog: ${dialog.message()}`));
  try {
    await window.goto(url);
    await ready(window);
    const result = await act(window);
    assert.deepEqual(noise.filter((sound) => !tolerated.test(sound)), []);
    return result;
  } finally {
    await context.close();
  }
}

export const ready = (window) => window.waitForSelector("body[data-ready]", { state: "attached" });

/** What the accessibility checker finds wrong. */
export async function violations(window) {
  await window.evaluate(AXE);
  const { violations: found, passes } = await window.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  assert.ok(passes.length > 20, "the checker has looked");
  return found.map((rule) => `${rule.id}: ${rule.help}: ${rule.nodes.slice(0, 3).map((node) => `${node.html.slice(0, 120)} ${node.any.map((any) => any.message).join(" ").slice(0, 160)}`).join(" | ")}`);
}

/** Whether an element stands in the window. */
export const inSight = (element) =>
  element.evaluate((node) => {
    const box = node.getBoundingClientRect();
    return box.height > 0 && box.top >= -1 && box.bottom <= innerHeight + 1;
  });

/** Acts and waits until something is so. */
export async function until(what, holds) {
  for (let tries = 0; tries < 100; tries++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  assert.fail(`waited for: ${what}`);
}
