import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe } from "vitest";
import { NO_BROWSER, chromiumPath, launchBrowser } from "@jobstatus/tools/browser";
import { type ServedSite, serveSite } from "./serve-site.ts";

/** The folder of the built site. */
export const SITE = join(import.meta.dirname, "../../dist");

/** How a page is opened. */
export interface PageOptions {
  readonly width?: number;
  readonly theme?: "dark" | "light";
  readonly isMotionReduced?: boolean;
}

/** The built site in a browser. */
export interface SiteInBrowser {
  /** The address at which the site is served. */
  readonly url: string;
  /**
   * Opens an empty page for as long as it is used. It collects faults: errors, warnings, failed requests and requests to other
   * hosts.
   */
  withPage<T>(options: PageOptions, use: (page: Page, faults: string[]) => Promise<T>): Promise<T>;
}

/** Describes the built site in a browser that runs for these tests. */
export function describeInBrowser(name: string, body: (site: SiteInBrowser) => void): void {
  const why = chromiumPath === undefined ? ` (skipped: ${NO_BROWSER})` : "";
  describe.skipIf(chromiumPath === undefined)(`${name}${why}`, () => {
    let site: ServedSite;
    let browser: Browser;

    beforeAll(async () => {
      site = await serveSite(SITE);
      browser = await launchBrowser();
    });
    afterAll(async () => {
      await browser.close();
      await site.close();
    });

    body({
      get url() {
        return site.url;
      },
      async withPage({ width = 1_200, theme = "dark", isMotionReduced = false }, use) {
        const context = await browser.newContext({
          viewport: { width, height: 800 },
          colorScheme: theme,
          reducedMotion: isMotionReduced ? "reduce" : "no-preference",
        });
        try {
          const { page, faults } = await openPage(context, site.url);
          return await use(page, faults);
        } finally {
          await context.close();
        }
      },
    });
  });
}

async function openPage(
  context: BrowserContext,
  siteUrl: string,
): Promise<{ readonly page: Page; readonly faults: string[] }> {
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith("http") && origin !== siteUrl) faults.push(`requests another host: ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) faults.push(`HTTP ${response.status()}: ${response.url()}`);
  });
  return { page, faults };
}

/** Runs the playground to its end. */
export async function runToEnd(page: Page): Promise<void> {
  const announcement = page.locator("#announcement", { hasText: "requests" });
  // The run may have ended by itself.
  await page
    .locator("#to-end:enabled")
    .click({ timeout: 2_000 })
    .catch(() => undefined);
  await announcement.waitFor({ timeout: 60_000 });
}
