import { expect, it } from "vitest";
import { PROVIDERS } from "../playground/settings.ts";
import { describeInBrowser, runToEnd } from "./describe-in-browser.ts";

describeInBrowser("the playground", (site) => {
  it.each(PROVIDERS)("runs a job of %s to its end", async (provider) => {
    await site.withPage({}, async (page, faults) => {
      await page.goto(`${site.url}/playground/#provider=${provider}&second=fixed-10`, { waitUntil: "load" });
      await runToEnd(page);
      const rows = page.locator("#comparison tr");
      expect(await rows.count()).toBe(2);
      expect(await rows.first().locator("td").last().textContent()).toMatch(/^succeeded/);
      expect(await page.locator("#exchanges details").count()).toBeGreaterThan(3);
      expect(await page.locator("#timeline svg .request").count()).toBeGreaterThan(3);
      expect(page.url()).toContain(`provider=${provider}`);
      expect(faults).toEqual([]);
    });
  });

  it("shows the same result on every load of a link, and does not animate it if motion is reduced", async () => {
    const results: string[] = [];
    for (const load of [1, 2]) {
      await site.withPage({ isMotionReduced: true }, async (page) => {
        await page.goto(`${site.url}/playground/#scenario=stuck&load=${load}`, { waitUntil: "load" });
        await page.locator("#announcement", { hasText: "requests" }).waitFor({ timeout: 60_000 });
        expect(await page.locator("#pause").isDisabled()).toBe(true);
        results.push(await page.locator("#comparison").innerText(), await page.locator("#timeline").innerHTML());
      });
    }
    expect(results.slice(2)).toEqual(results.slice(0, 2));
  });

  it("draws while it runs, and stops while it is paused", async () => {
    await site.withPage({}, async (page) => {
      await page.goto(`${site.url}/playground/#scenario=stuck&speed=5`, { waitUntil: "load" });
      await page.locator("#timeline svg .request").first().waitFor({ state: "attached" });
      await page.locator("#pause").click();
      expect(await page.locator("#pause").textContent()).toBe("Resume");
      const position = () => page.locator("#timeline .now").getAttribute("x1");
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      const before = await position();
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      expect(await position()).toBe(before);
      await runToEnd(page);
      expect(await page.locator("#comparison td").last().textContent()).toMatch(/^succeeded/);
    });
  });
});
