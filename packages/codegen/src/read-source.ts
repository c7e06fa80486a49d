import { readFile } from "node:fs/promises";
import { decodeSource } from "./decode-source.ts";
import type { Diagnostic } from "./diagnostic.ts";
import type { Source } from "./source-document.ts";
import { UsageError } from "./usage-error.ts";

/**
 * Reads a file as a source; a diagnostic if it isn't text.
 *
 * @throws UsageError if there is no such file, or it can't be read.
 */
export async function readSource(file: string): Promise<Source | Diagnostic> {
  try {
    return decodeSource(file, await readFile(file));
  } catch (cause) {
    throw new UsageError(`could not read ${file}: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}
