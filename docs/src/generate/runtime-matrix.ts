import { readFileSync } from "node:fs";
import { join } from "node:path";
import { table } from "./markdown.ts";
import type { Page } from "./page.ts";

/** What the tests of the packed packages came to in one runtime: an entry of the result file. */
interface Row {
  readonly runtime: string;
  readonly claims: Readonly<Record<string, string>>;
}

const CELLS: Readonly<Record<string, string>> = { passed: "yes", failed: "no", skipped: "not run" };

/** Puts the matrix of runtimes by test at the end of the page about runtimes, before its next steps. */
export function withRuntimes(page: Page, root: string): Page {
  if (page.path !== "guides/production/runtimes") return page;
  const rows = JSON.parse(readFileSync(join(root, "tools/results/runtimes.json"), "utf8")) as readonly Row[];
  const [before, after] = page.body.split(/^(?=## Next steps$)/m);
  return { ...page, body: `${before?.trimEnd()}\n\n${runtimesSection(rows)}\n\n${after ?? ""}`.trimEnd().concat("\n") };
}

/** The matrix: one line for each runtime, one column for each thing that is tested in some of them. */
export function runtimesSection(rows: readonly Row[]): string {
  const claims = [...new Set(rows.flatMap(({ claims: own }) => Object.keys(own)))];
  const lines = rows.map(({ runtime, claims: own }) => [
    runtime,
    ...claims.map((claim) => CELLS[own[claim] ?? ""] ?? "–"),
  ]);
  return [
    "## What our tests run",
    "Each test installs the packages as they are published and talks to a server on the same machine. A dash means that the test makes no sense there or isn't run there.",
    table(["", ...claims], lines),
  ].join("\n\n");
}
