// The page of one notice: both sides show each other, and nothing of a notice is more than text.

import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { basename } from "node:path";
import { after, before, test } from "node:test";
import { HOSTILE, NOTICE, folder, longNotice, page, pageOf, seeds } from "./pages.mjs";
import { inSight, inWindow, ready, start, stop, until, violations } from "./window.mjs";

before(start);
after(stop);

const shown = (window) => window.locator("#shown").textContent();
const pinned = (window, side) => window.locator(`${side} .pinned`);

test("pointing at the text shows the item, pointing at the item shows the text", async () => {
  const url = page("notice.txt", NOTICE);
  await inWindow(url, { height: 420 }, async (window) => {
    await window.locator(".source .figure", { hasText: "210户" }).click();
    const row = pinned(window, "#pane").first();
    assert.equal(await row.textContent(), "210户");
    assert.ok(await inSight(row));
    assert.match(await window.locator(".card.current h3").textContent(), /农村危房/);
    await window.locator(".card", { hasText: "社区食堂" }).locator("button.unit").first().click();
    const there = pinned(window, ".source").first();
    assert.equal(await there.textContent(), "县民政局");
    assert.ok(await inSight(there));
    await window.locator(".source .date").first().hover();
    await until("the time is shown", async () => (await window.locator("#pane .hovered").count()) > 0);
    await window.locator("#pane .value.figure").first().focus();
    await window.keyboard.press("Tab");
    await until("the focused value is shown", async () => (await window.locator(".source .hovered").count()) > 0);
  });
});

test("every value on the right is marked with its words on the left", async () => {
  for (const [number, seed] of seeds.entries()) {
    const url = pageOf(seed, `seed${number}`);
    assert.ok(statSync(`${folder}/seed${number}.html`).size < 400_000, basename(seed));
    await inWindow(url, {}, async (window) => {
      await window.evaluate(() => dispatchEvent(new Event("beforeprint")));
      const [values, wrong] = await window.evaluate(() => {
        const marked = new Map();
        for (const piece of document.querySelectorAll(".source span")) for (const mark of piece.marks ?? []) marked.set(mark, (marked.get(mark) ?? "") + piece.textContent);
        const bare = (text) => text.replace(/\s/g, "");
        const values = [...document.querySelectorAll(".items .value.figure, .items .value.date, .items .value.title")];
        return [values.length, values.filter((value) => !bare(marked.get(Number(value.dataset.mark)) ?? "").includes(bare(value.textContent).slice(0, 1))).map((value) => value.textContent)];
      });
      assert.ok(values > 100);
      assert.deepEqual(wrong, []);
    });
  }
});

test("search and filters, in the address too", async () => {
  const url = page("filters.txt", NOTICE);
  await inWindow(url, {}, async (window) => {
    assert.equal(await shown(window), "4 of 4");
    for (const [control, value, expected] of [
      ["unit", "云岭县住房和城乡建设局", "2 of 4"],
      ["role", "cooperating", "3 of 4"],
      ["standing", "late", "1 of 4"],
      ["problem", "fails", "1 of 4"],
    ]) {
      await window.locator(`#${control}`).selectOption(value);
      assert.equal(await shown(window), expected, control);
      await window.locator("#clear").click();
      assert.equal(await shown(window), "4 of 4");
    }
    await window.locator("#standing").selectOption("done");
    await window.locator("#q").fill("食堂");
    await until("it stands in the address", async () => window.url().includes("q="));
    await window.reload();
    await ready(window);
    assert.equal(await shown(window), "1 of 4");
    assert.equal(await window.locator("#q").inputValue(), "食堂");
    await window.locator("#q").fill("没有");
    await until("nothing is left", async () => window.locator("#nothing").isVisible());
  });
});

test("standings come from figures and deadlines", async () => {
  const url = page("standings.txt", NOTICE);
  await inWindow(url, {}, async (window) => {
    assert.deepEqual(await window.locator(".card .standing").allTextContents(), ["✓done", "!late", "◐on the way", "?unknown"]);
    assert.match(await window.locator(".card").nth(1).locator(".measure").textContent(), /9 \/ 45 个20 %/);
  });
});

test("keys", async () => {
  const url = page("keys.txt", NOTICE);
  await inWindow(url, {}, async (window) => {
    const current = () => window.locator(".card.current .key").textContent();
    for (const [key, expected] of [["j", "1"], ["ArrowDown", "2"], ["j", "3"], ["k", "2"], ["ArrowUp", "1"]]) {
      await window.keyboard.press(key);
      assert.equal(await current(), expected, key);
    }
    assert.equal(await pinned(window, ".source").first().textContent(), "社区食堂");
    await window.keyboard.press("/");
    await window.keyboard.type("危房");
    await window.keyboard.press("Enter");
    assert.equal(await current(), "3");
    await window.keyboard.press("Escape");
    assert.equal(await shown(window), "4 of 4");
    await window.locator("#source").focus();
    await window.keyboard.press("ArrowRight");
    await window.keyboard.press("ArrowRight");
    assert.equal(await pinned(window, ".source").count() > 0, true);
    await window.keyboard.press("?");
    assert.ok(await window.locator("dialog").isVisible());
    await window.keyboard.press("Escape");
    assert.ok(!(await window.locator("dialog").isVisible()));
  });
});

test("a sum that fails is written out in red and leads to its amounts", async () => {
  const url = page("sums.txt", NOTICE);
  await inWindow(url, {}, async (window) => {
    const line = window.locator("#checks .check-line.fails");
    assert.match(await line.locator(".sum").textContent(), /^100户 \+ 80户 \+ 150户 = 330户 ≠ .*300户$/);
    const [red, green, blue] = (await line.locator(".verdict").evaluate((node) => getComputedStyle(node).color)).match(/\d+/g).map(Number);
    assert.ok(red > 150 && green < 80 && blue < 80);
    await line.locator("button", { hasText: "80户" }).click();
    assert.equal(await pinned(window, ".source").first().textContent(), "80户");
    await window.goto(`${url}#check=0`);
    assert.ok(await window.locator(".explain").count());
  });
});

test("what a hostile notice holds stays text", async () => {
  const url = page("<b>hostile<img src=x onerror=hacked=9>.txt", HOSTILE);
  await inWindow(url, {}, async (window) => {
    assert.equal(await window.evaluate(() => typeof globalThis.hacked), "undefined");
    for (const written of ["<script>window.hacked=1</script>", '"><img src=x onerror="hacked=3">', "</script><script>hacked=4</script><!-- <script>", '<a href="javascript:hacked=5">', "&lt;b&gt; ${hacked=8}"]) {
      assert.ok((await window.locator("#source").textContent()).includes(written), written);
    }
    assert.equal(await window.locator("img, iframe, object, a[href^=javascript]").count(), 0);
    assert.equal(await window.locator("script:not([type])").count(), 1);
    for (const card of await window.locator(".card").all()) await card.click();
    assert.equal(await window.evaluate(() => typeof globalThis.hacked), "undefined");
  });
  // Even a script of the page's own could make no markup of it, and could fetch nothing.
  await inWindow(url, { tolerated: /Trusted|Content Security Policy/ }, async (window) => {
    const refused = await window.evaluate(async () => {
      const tries = [() => (document.body.innerHTML = "<b>"), () => fetch("data:text/plain,a"), () => new Promise((stay, go) => { const script = document.createElement("script"); script.onload = stay; script.onerror = go; script.src = "data:text/javascript,1"; document.body.append(script); })];
      return Promise.all(tries.map(async (act) => { try { await act(); return false; } catch { return true; } }));
    });
    assert.deepEqual(refused, [true, true, true]);
    assert.equal(await window.locator("script[src]").count(), 0);
  });
});

test("2,000 items stay smooth", async () => {
  const url = page("long.txt", longNotice(2000));
  await inWindow(url, {}, async (window) => {
    assert.equal(await shown(window), "2,000 of 2,000");
    const times = await window.evaluate(async () => {
      const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      const pane = document.getElementById("pane");
      const times = [];
      for (let n = 0; n < 15; n++) {
        const begun = performance.now();
        pane.scrollTop += 3000;
        await frame();
        times.push(performance.now() - begun);
      }
      return times.sort((a, b) => a - b);
    });
    assert.ok(times[7] < 200, `${times.map(Math.round)} ms for a screen`);
    const filter = await window.evaluate(async () => {
      const begun = performance.now();
      const standing = document.getElementById("standing");
      standing.value = "done";
      standing.dispatchEvent(new Event("change"));
      document.body.offsetHeight;
      return performance.now() - begun;
    });
    assert.ok(filter < 300, `${filter} ms for a filter`);
    await window.evaluate(() => (location.hash = "item=1777"));
    const card = window.locator(".card.current");
    await until("the item is there", async () => (await card.count()) && (await inSight(card)));
    assert.equal(await card.locator(".key").textContent(), "1777");
    await until("its line is there", async () => inSight(pinned(window, ".source").first()));
  });
});

test("narrow windows show one side at a time", async () => {
  const url = page("narrow.txt", NOTICE);
  await inWindow(url, { width: 360, height: 740 }, async (window) => {
    assert.ok(await window.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing sticks out");
    assert.ok(!(await window.locator("#source").isVisible()));
    await window.locator(".value.figure").first().click();
    assert.ok(await window.locator("#source").isVisible());
    assert.ok(await inSight(pinned(window, ".source").first()));
    await window.locator(".sides button", { hasText: "Items" }).click();
    assert.ok(await window.locator("#items").isVisible());
  });
});

test("on paper everything is there", async () => {
  const url = page("paper.txt", NOTICE);
  await inWindow(url, {}, async (window) => {
    await window.emulateMedia({ media: "print" });
    await window.evaluate(() => dispatchEvent(new Event("beforeprint")));
    assert.ok(!(await window.locator(".filters").isVisible()));
    assert.ok(await window.locator(".source").isVisible());
    assert.equal(await window.locator(".card .figures").count(), 3);
    assert.ok((await window.pdf({ format: "A4" })).length > 10_000);
  });
});

test("the accessibility checker finds nothing", async () => {
  for (const [seed, lang, colorScheme, width] of [[0, "zh", "light", 1400], [3, "en", "dark", 1400], [0, "zh", "dark", 360]]) {
    const url = pageOf(seeds[seed], `axe-${lang}`, lang);
    await inWindow(url, { colorScheme, width }, async (window) => {
      await window.keyboard.press("j");
      assert.deepEqual(await violations(window), [], `${basename(seeds[seed])} ${lang} ${colorScheme}`);
    });
  }
});
