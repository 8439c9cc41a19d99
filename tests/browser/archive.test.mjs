// The dashboard of an archive: every number leads to its items, and from there to its source.

import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { after, before, test } from "node:test";
import { address, archive, folder, shishi, site } from "./pages.mjs";
import { inSight, inWindow, ready, start, stop, until, violations } from "./window.mjs";

before(start);
after(stop);

const shown = (window) => window.locator("#shown").textContent();
let url;

test("numbers lead to items, and items to their source", async () => {
  url = site();
  await inWindow(url, {}, async (window) => {
    assert.equal(await shown(window), "10 of 10");
    assert.deepEqual(await window.locator(".totals b").allTextContents().then((all) => all.slice(0, 2)), ["3", "10"]);
    assert.match(await window.locator(".unread").textContent(), /empty\.txt.*expected the text of a notice/);
    await window.locator(".stands a", { hasText: "late" }).click();
    await until("late items are left", async () => (await shown(window)) === "2 of 10");
    await window.locator(".group", { hasText: "清溪县交通运输局" }).click();
    await until("one is left", async () => (await shown(window)) === "1 of 10");
    assert.match(window.url(), /#standing=late&unit=/);
    await window.locator(".item .what a").click();
    await ready(window);
    assert.equal(await window.locator(".card.current .key").textContent(), "2");
    const place = window.locator(".source .pinned").first();
    assert.equal(await place.textContent(), "老旧小区");
    assert.ok(await inSight(place));
    await window.locator(".archive").click();
    await ready(window);
    assert.equal(await shown(window), "10 of 10");
  });
});

test("a view can be shared, and going back undoes it", async () => {
  await inWindow(`${url}#region=${encodeURIComponent("云岭县")}&standing=done`, {}, async (window) => {
    assert.equal(await shown(window), "1 of 10");
    assert.equal(await window.locator("#region").inputValue(), "云岭县");
    await window.locator("#standing").selectOption("");
    await until("more are there", async () => (await shown(window)) === "4 of 10");
    await window.goBack();
    await until("as before", async () => (await shown(window)) === "1 of 10");
    await window.locator("#clear").click();
    await until("all are there", async () => (await shown(window)) === "10 of 10");
    await window.keyboard.press("/");
    await window.keyboard.type("清溪 食堂");
    await until("found", async () => (await shown(window)) === "1 of 10");
    await window.keyboard.press("Escape");
    await until("all again", async () => (await shown(window)) === "10 of 10");
    await window.locator("svg.months a").first().click();
    await until("by deadline", async () => (await shown(window)) === "4 of 10");
    await window.locator(".chips a").click();
    await until("without", async () => (await shown(window)) === "10 of 10");
  });
});

test("names of files and notices stay text", async () => {
  await inWindow(url, {}, async (window) => {
    assert.equal(await window.locator("img").count(), 0);
    assert.match(await window.locator(".notices").textContent(), /<img src=x onerror=hacked=9>\.txt/);
    assert.equal(await window.evaluate(() => typeof globalThis.hacked), "undefined");
  });
});

test("10,000 items: less than 5 MB, filters within 100 ms", async () => {
  archive("large.ndjson", 200, 50);
  shishi("review", "large.ndjson", "--lang", "zh", "--as-of", "2031-07-15", "-o", "large");
  assert.ok(statSync(`${folder}/large/index.html`).size < 5_000_000);
  await inWindow(address("large/index.html"), {}, async (window) => {
    assert.equal(await shown(window), "10,000 / 10,000");
    for (const filter of ["standing=late", "q=食堂", `region=${encodeURIComponent("太原市")}&order=late`, ""]) {
      const times = [];
      for (let tries = 0; tries < 5; tries++) {
        times.push(
          await window.evaluate(async (filter) => {
            location.hash = "order=due";
            await new Promise((resolve) => setTimeout(resolve, 150));
            const begun = performance.now();
            history.replaceState(null, "", `#${filter}`);
            dispatchEvent(new HashChangeEvent("hashchange"));
            document.body.offsetHeight;
            return performance.now() - begun;
          }, filter),
        );
      }
      assert.ok(Math.min(...times) < 100, `${filter}: ${times.map(Math.round)} ms`);
    }
  });
});

test("the accessibility checker finds nothing", async () => {
  for (const [colorScheme, width] of [["light", 1400], ["dark", 1400], ["light", 360]]) {
    await inWindow(url, { colorScheme, width }, async (window) => {
      assert.deepEqual(await violations(window), [], `${colorScheme} ${width}`);
      assert.ok(await window.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing sticks out");
    });
  }
});
