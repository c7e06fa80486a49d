import { writeFile } from "node:fs/promises";
import { format } from "prettier";
import { NO_POSTGRESQL } from "@jobstatus/tools/postgresql";
import { type Row, holds } from "./row.ts";
import { embeddedRows, postgresRows } from "./step-rows.ts";
import { pollRows } from "./poll-rows.ts";

/** Measures what waiting beyond one process costs, and writes `BENCH.md`. */
const rows: Row[] = [];
if (NO_POSTGRESQL === undefined) rows.push(...(await postgresRows()), ...(await pollRows()));
else console.log(`without the rows on PostgreSQL: ${NO_POSTGRESQL}`);
rows.push(...(await embeddedRows()));

const lines = rows.map((row) => {
  const { what, figure, unit, goal } = row;
  const wanted = "least" in goal ? `≥ ${goal.least}` : `≤ ${goal.most}`;
  return `| ${what} | ${Number(figure.toPrecision(3))} ${unit} | ${wanted} ${unit} | ${holds(row) ? "yes" : "no"} |`;
});
console.log(lines.join("\n"));
const page = [
  "# What waiting beyond one process costs",
  "",
  "Written by `npm run bench -w packages/fleet`. Ratios of CPU time, so that machines can be compared.",
  "pg-boss's job that does nothing is inserted, claimed and completed, a hundred at a time: a step inserts the next one, too.",
  "CPU time varies by a fifth on a machine that is busy with other work.",
  "",
  "| what | figure | goal | holds |",
  "| ---- | ------ | ---- | ----- |",
  ...lines,
  "",
].join("\n");
await writeFile(new URL("../../../BENCH.md", import.meta.url), await format(page, { parser: "markdown" }));
