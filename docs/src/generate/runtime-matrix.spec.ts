import { expect, it } from "vitest";
import { runtimesSection } from "./runtime-matrix.ts";
import { readPages } from "./write-pages.ts";

it("has a row for each runtime, a column for each claim, and a dash if a claim was not tested", () => {
  const section = runtimesSection([
    { runtime: "Bun", claims: { waits: "passed", requires: "failed" } },
    { runtime: "Deno", claims: { waits: "skipped" } },
  ]);
  expect(section).toContain("|  | waits | requires |");
  expect(section).toContain("| Bun | yes | no |");
  expect(section).toContain("| Deno | not run | – |");
});

it("stands before the next steps of the page about runtimes, in which nothing has failed", () => {
  const body = readPages().find(({ path }) => path === "guides/production/runtimes")?.body ?? "";
  expect(body).toMatch(/^## What our tests run$[^]*^\| Cloudflare Workers \| yes [^]*^## Next steps$/m);
  expect(body).not.toMatch(/\| (?:no|not run) \|/);
});
