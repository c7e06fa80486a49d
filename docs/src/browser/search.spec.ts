import { expect, it } from "vitest";
import { QUERIES } from "../search/queries.ts";
import { SEARCH_RANKING } from "../search/ranking.ts";
import { SITE, describeInBrowser } from "./describe-in-browser.ts";
import { sitePages } from "./site-pages.ts";

const ERROR_CODES = sitePages(SITE).flatMap((path) => /^\/errors\/(.+)\/$/.exec(path)?.[1] ?? []);

describeInBrowser("the search of the site", (site) => {
  it("finds the page of every error code by search", async () => {
    const missed: string[] = [];
    await site.withPage({}, async (page) => {
      await page.goto(`${site.url}/`, { waitUntil: "load" });
      await page.getByRole("button", { name: "Search" }).click();
      for (const code of ERROR_CODES) {
        await page.getByRole("searchbox").or(page.getByPlaceholder("Search")).first().fill(code);
        const link = page.locator(`dialog a[href$="/errors/${code}/"], dialog a[href*="/errors/${code}/#"]`).first();
        await link.waitFor({ timeout: 30_000 }).catch(() => missed.push(code));
      }
    });
    expect(ERROR_CODES).toHaveLength(12);
    expect(missed).toEqual([]);
  });

  it("finds the right page first or second for what people type", async () => {
    const missed = await site.withPage({}, async (page) => {
      await page.goto(`${site.url}/`, { waitUntil: "load" });
      const content = `globalThis.pagefind = await import("/pagefind/pagefind.js");`;
      await page.addScriptTag({ type: "module", content });
      await page.waitForFunction(() => "pagefind" in globalThis);
      return page.evaluate(searchAll, { queries: QUERIES, ranking: SEARCH_RANKING });
    });
    expect(missed).toEqual([]);
  });
});

/** Runs in the page: searches with the site's own index, and reports each query whose page is neither first nor second. */
async function searchAll({ queries, ranking }: { readonly queries: typeof QUERIES; readonly ranking: object }) {
  const { pagefind } = globalThis as unknown as { readonly pagefind: Pagefind };
  await pagefind.options({ ranking });
  const missed: string[] = [];
  for (const [query, expected] of queries) {
    const { results } = await pagefind.search(query);
    const best = await Promise.all(results.slice(0, 2).map((result) => result.data()));
    const urls = best.map(({ url }) => url);
    if (!urls.includes(expected)) missed.push(`${query}: ${expected} is not in ${urls.join(" ")}`);
  }
  return missed;
}

/** The part of Pagefind that the test uses. */
interface Pagefind {
  options(options: object): Promise<void>;
  search(query: string): Promise<{ readonly results: readonly { data(): Promise<{ readonly url: string }> }[] }>;
}
