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
  readonly asked: number;
  readonly passed: number;
}

/** Puts the matrix of clients by family at the end of the conformance page; nothing where there is no result file. */
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
    "Cases that passed, of those that the client was asked; what a client does not claim is not asked. Of the last report, which `npm run report` writes anew. Ours is the same client twice: in virtual time, and over the wire as the others are. Over the wire time is real, so the others' figures move by a few from one report to the next.",
    table(["family", "cases", ...rows.map(({ client }) => client)], lines),
  ].join("\n\n");
}

function words(tally: Tally | undefined): string {
  if (!tally || tally.asked === 0) return "–";
  return `${tally.passed} of ${tally.asked}`;
}
