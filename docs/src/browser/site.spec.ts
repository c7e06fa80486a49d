import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NO_BROWSER, chromiumPath, launchBrowser } from "@jobstatus/tools/browser";
import { brokenLinks } from "./broken-links.ts";
import { type ServedSite, serveSite } from "./serve-site.ts";
import { sitePages } from "./site-pages.ts";
import { weighPage } from "./weigh-page.ts";
import { PROVIDERS } from "../playground/settings.ts";
import { QUERIES } from "../search/queries.ts";
import { SEARCH_RANKING } from "../search/ranking.ts";

const dist = join(import.meta.dirname, "../../dist");
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const pages = sitePages(dist);
/** Pages of the reference come from one template, so one page of each kind represents the others. */
const kinds = new Map(
  pages.map((path) => [path.replace(/[^/]+\/$/, path.startsWith("/reference/") ? "" : "$&"), path]),
);
const MAX_BYTES = 200_000;
const ERROR_CODES = pages.flatMap((path) => /^\/errors\/(.+)\/$/.exec(path)?.[1] ?? []);

if (chromiumPath === undefined) console.warn(`The checks of the site in a browser are skipped: ${NO_BROWSER}.`);

describe.skipIf(chromiumPath === undefined)("the site in a browser", () => {
  let site: ServedSite;
  let browser: Browser;

  beforeAll(async () => {
    site = await serveSite(dist);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  /** A page that collects faults: errors, warnings, failed requests and requests to other hosts. */
  async function openPage(context: BrowserContext): Promise<{ readonly page: Page; readonly faults: string[] }> {
    const page = await context.newPage();
    const faults: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") faults.push(message.text());
    });
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("request", (request) => {
      const { origin, protocol } = new URL(request.url());
      if (protocol.startsWith("http") && origin !== site.url) faults.push(`requests another host: ${request.url()}`);
    });
    page.on("response", (response) => {
      if (response.status() >= 400) faults.push(`HTTP ${response.status()}: ${response.url()}`);
    });
    return { page, faults };
  }

  async function withPage<T>(
    options: { readonly width?: number; readonly theme?: "dark" | "light"; readonly isMotionReduced?: boolean },
    use: (page: Page, faults: string[]) => Promise<T>,
  ): Promise<T> {
    const { width = 1_200, theme = "dark", isMotionReduced = false } = options;
    const context = await browser.newContext({
      viewport: { width, height: 800 },
      colorScheme: theme,
      reducedMotion: isMotionReduced ? "reduce" : "no-preference",
    });
    try {
      const { page, faults } = await openPage(context);
      return await use(page, faults);
    } finally {
      await context.close();
    }
  }

  it("opens every page without a fault and cuts off no code and no table, 360 px wide", async () => {
    const faulty: string[] = [];
    await withPage({ width: 360 }, async (page, faults) => {
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

  it.each(["dark", "light"] as const)("has no serious violation of axe in the %s theme", async (theme) => {
    const found: string[] = [];
    // Only colours differ between the themes.
    const runOnly = theme === "dark" ? {} : { runOnly: ["color-contrast"] };
    await withPage({ theme }, async (page) => {
      for (const path of REPRESENTATIVES) {
        await page.goto(site.url + path, { waitUntil: "load" });
        if (path === "/playground/") await runToEnd(page);
        await page.evaluate(axeSource);
        const violations = await page.evaluate(async (options) => {
          const { axe } = globalThis as unknown as { readonly axe: AxeRunner };
          return (await axe.run(options)).violations;
        }, runOnly);
        for (const { impact, id, nodes } of violations) {
          if (impact === "serious" || impact === "critical") {
            found.push(`${path} ${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);
          }
        }
      }
    });
    expect(found).toEqual([]);
  });

  it("finds the page of every error code by search", async () => {
    const missed: string[] = [];
    await withPage({}, async (page) => {
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
    const missed = await withPage({}, async (page) => {
      await page.goto(`${site.url}/`, { waitUntil: "load" });
      const content = `globalThis.pagefind = await import("/pagefind/pagefind.js");`;
      await page.addScriptTag({ type: "module", content });
      await page.waitForFunction(() => "pagefind" in globalThis);
      return page.evaluate(searchAll, { queries: QUERIES, ranking: SEARCH_RANKING });
    });
    expect(missed).toEqual([]);
  });

  describe("the playground", () => {
    it.each(PROVIDERS)("runs a job of %s to its end", async (provider) => {
      await withPage({}, async (page, faults) => {
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
        await withPage({ isMotionReduced: true }, async (page) => {
          await page.goto(`${site.url}/playground/#scenario=stuck&load=${load}`, { waitUntil: "load" });
          await page.locator("#announcement", { hasText: "requests" }).waitFor({ timeout: 60_000 });
          expect(await page.locator("#pause").isDisabled()).toBe(true);
          results.push(await page.locator("#comparison").innerText(), await page.locator("#timeline").innerHTML());
        });
      }
      expect(results.slice(2)).toEqual(results.slice(0, 2));
    });

    it("draws while it runs, and stops while it is paused", async () => {
      await withPage({}, async (page) => {
        await page.goto(`${site.url}/playground/#scenario=stuck&speed=5`, { waitUntil: "load" });
        await page.locator("#timeline svg .request").first().waitFor({ state: "attached" });
        await page.locator("#pause").click();
        expect(await page.locator("#pause").textContent()).toBe("Resume");
        const position = () => page.locator("#timeline .now").getAttribute("x1");
        await page.evaluate(
          () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
        );
        const before = await position();
        await page.evaluate(
          () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
        );
        expect(await position()).toBe(before);
        await runToEnd(page);
        expect(await page.locator("#comparison td").last().textContent()).toMatch(/^succeeded/);
      });
    });
  });
});

it("keeps content pages below 200 kB and free of blocking scripts", () => {
  const heavy = pages
    .filter((path) => path !== "/playground/")
    .map((path) => ({ path, ...weighPage(dist, path) }))
    .filter(({ bytes, blockingScripts }) => bytes > MAX_BYTES || blockingScripts.length > 0);
  expect(heavy).toEqual([]);
});

it("has no broken link", () => {
  expect(brokenLinks(dist)).toEqual([]);
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

interface AxeRunner {
  run(options: object): Promise<{
    readonly violations: readonly {
      readonly id: string;
      readonly impact: string;
      readonly nodes: readonly { readonly html: string }[];
    }[];
  }>;
}

/** One page of each kind. */
const REPRESENTATIVES = [
  "/",
  "/quick-start/zendesk/",
  "/guides/waiting/wait-for-a-job/",
  "/providers/",
  "/providers/centurylink-v1/",
  "/concepts/benchmarks/",
  "/errors/rate-limited/",
  "/conformance/",
  "/reference/core/",
  "/reference/core/interfaces/jobstatus/",
  "/playground/",
];

async function runToEnd(page: Page): Promise<void> {
  const announcement = page.locator("#announcement", { hasText: "requests" });
  // The run may have ended by itself.
  await page
    .locator("#to-end:enabled")
    .click({ timeout: 2_000 })
    .catch(() => undefined);
  await announcement.waitFor({ timeout: 60_000 });
}
