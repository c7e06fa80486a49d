import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, it } from "vitest";
import { describeInBrowser, runToEnd } from "./describe-in-browser.ts";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

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

describeInBrowser("the site in a browser", (site) => {
  it.each(["dark", "light"] as const)("has no serious violation of axe in the %s theme", async (theme) => {
    const found: string[] = [];
    // Only colours differ between the themes.
    const runOnly = theme === "dark" ? {} : { runOnly: ["color-contrast"] };
    await site.withPage({ theme }, async (page) => {
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
});

interface AxeRunner {
  run(options: object): Promise<{
    readonly violations: readonly {
      readonly id: string;
      readonly impact: string;
      readonly nodes: readonly { readonly html: string }[];
    }[];
  }>;
}
