import { expect, it } from "vitest";
import { brokenLinks } from "./broken-links.ts";
import { SITE, describeInBrowser } from "./describe-in-browser.ts";
import { sitePages } from "./site-pages.ts";
import { weighPage } from "./weigh-page.ts";

const pages = sitePages(SITE);
/** Pages of the reference come from one template, so one page of each kind represents the others. */
const kinds = new Map(
  pages.map((path) => [path.replace(/[^/]+\/$/, path.startsWith("/reference/") ? "" : "$&"), path]),
);
const MAX_BYTES = 200_000;

describeInBrowser("the site in a browser", (site) => {
  it("opens every page without a fault and cuts off no code and no table, 360 px wide", async () => {
    const faulty: string[] = [];
    await site.withPage({ width: 360 }, async (page, faults) => {
      for (const path of kinds.values()) {
        faults.length = 0;
        await page.goto(site.url + path, { waitUntil: "load" });
        const { width, cut, tables } = await page.evaluate(() => ({
          width: document.documentElement.scrollWidth,
          tables: Array.from(document.querySelectorAll(".sl-markdown-content table"))
            .filter((table) => table.scrollWidth > table.clientWidth)
            .map((table) => table.textContent.slice(0, 60)),
          cut: Array.from(document.querySelectorAll(".sl-markdown-content pre"))
            .filter((block) => block.scrollWidth > block.clientWidth)
            .map((block) => block.textContent.slice(0, 60)),
        }));
        if (width > 360) faults.push(`is ${width} px wide`);
        faults.push(...tables.map((table) => `cuts off the table ${table}`));
        // Types that are nested deeper than a phone is wide scroll.
        if (!path.endsWith("/interfaces/paths/")) faults.push(...cut.map((code) => `cuts off the code ${code}`));
        faulty.push(...faults.map((fault) => `${path} ${fault}`));
      }
    });
    expect(faulty).toEqual([]);
  });
});

it("keeps content pages below 200 kB and free of blocking scripts", () => {
  const heavy = pages
    .filter((path) => path !== "/playground/")
    .map((path) => ({ path, ...weighPage(SITE, path) }))
    .filter(({ bytes, blockingScripts }) => bytes > MAX_BYTES || blockingScripts.length > 0);
  expect(heavy).toEqual([]);
});

it("has no broken link", () => {
  expect(brokenLinks(SITE)).toEqual([]);
});
