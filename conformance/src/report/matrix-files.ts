import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { decodeJson } from "../decode-json.ts";
import type { MatrixRow } from "./matrix-from-runs.ts";

/** The matrix that the last report made. */
export const madeMatrix = fileURLToPath(new URL("../../reports/conformance/matrix.json", import.meta.url));

/** The matrix that is committed, for the site. */
export const keptMatrix = fileURLToPath(new URL("../../results/matrix.json", import.meta.url));

/** Reads a matrix; one without rows where there is no file. */
export function readMatrix(file: string): readonly MatrixRow[] {
  return existsSync(file) ? decodeJson<MatrixRow[]>(readFileSync(file, "utf8")) : [];
}
