import { existsSync, writeFileSync } from "node:fs";
import { keptMatrix, madeMatrix, readMatrix } from "./matrix-files.ts";
import { steadyMatrix } from "./steady-matrix.ts";

/** Replaces the kept matrix by that of the last report. */
if (existsSync(madeMatrix)) {
  const matrix = steadyMatrix(readMatrix(keptMatrix), readMatrix(madeMatrix));
  writeFileSync(keptMatrix, `${JSON.stringify(matrix, null, 2)}\n`);
} else {
  console.error("no report has been made: run `npm run report` first");
  process.exitCode = 1;
}
