import { mkdir, writeFile } from "node:fs/promises";
import { format } from "prettier";
import { accountLimitRows } from "./engine/account-limit-rows.ts";
import { crowdRows } from "./engine/crowd-rows.ts";
import { enginePage } from "./engine/engine-page.ts";
import { importRows } from "./engine/import-rows.ts";
import { pollCpuRows } from "./engine/poll-cpu-rows.ts";
import { overheadRows } from "./engine/overhead-row.ts";
import { sharingRows } from "./engine/sharing-rows.ts";

/** Measures what waiting costs and writes `results/engine.json` and `ENGINE.md`. */
const results = [
  ...(await sharingRows()),
  ...(await accountLimitRows()),
  ...overheadRows(),
  ...crowdRows(),
  ...(await pollCpuRows()),
  ...importRows(),
];
const folder = new URL("../results/", import.meta.url);
await mkdir(folder, { recursive: true });
await writeFile(new URL("engine.json", folder), `${JSON.stringify(results, rounded, 2)}\n`);
await writeFile(new URL("../ENGINE.md", import.meta.url), await format(enginePage(results), { parser: "markdown" }));
for (const { row, what, figure, unit, goal, holds } of results) {
  console.log(`row ${row}: ${what}: ${figure.toFixed(3)} ${unit}, goal ${goal}${holds ? "" : ": missed"}`);
}

/** More digits than these mean nothing. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === "number" ? Number(value.toPrecision(3)) : value;
}
