import { copyFileSync, existsSync } from "node:fs";
import { keptMatrix, madeMatrix } from "./matrix-files.ts";

/** Takes over the matrix that the last report made. */
if (existsSync(madeMatrix)) copyFileSync(madeMatrix, keptMatrix);
else {
  console.error("no report has been made: run `npm run report` first");
  process.exitCode = 1;
}
