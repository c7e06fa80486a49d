import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { table } from "./markdown.ts";
import type { Page } from "./page.ts";

/** One client of the conformance report's result file. */
interface Row {
  readonly client: string;
  readonly families: Readonly<Record<string, Tally>>;
}

interface Tally {
  readonly cases: number;
  readonly claimed: number;
  readonly passed: number;
}

/** Appends the matrix of clients by family to the conformance page, if there is a result file. */
export function withMatrix(page: Page, root: string): Page {
  const file = join(root, "conformance/results/matrix.json");
  if (page.path !== "conformance" || !existsSync(file)) return page;
  const rows = JSON.parse(readFileSync(file, "utf8")) as readonly Row[];
  return { ...page, body: `${page.body.trimEnd()}\n\n${matrixSection(rows)}\n` };
}

/** The matrix: one line for each family, one column for each client. */
export function matrixSection(rows: readonly Row[]): string {
  const families = [...new Set(rows.flatMap(({ families: own }) => Object.keys(own)))];
  const lines = families.map((family) => {
    const tallies = rows.map(({ families: own }) => own[family]);
    const cases = Math.max(...tallies.map((tally) => tally?.cases ?? 0));
    return [family, String(cases), ...tallies.map(words)];
  });
  return [
    "## Clients by family",
    "Passed cases, of those that the client claims to support. jobstatus runs twice: in virtual time, and over HTTP like the other clients. Over HTTP time is real, so the figures of the other clients hold within four cases. `npm run report` writes the table.",
    table(["family", "cases", ...rows.map(({ client }) => client)], lines),
  ].join("\n\n");
}

function words(tally: Tally | undefined): string {
  if (!tally || tally.claimed === 0) return "–";
  return `${tally.passed} of ${tally.claimed}`;
}
