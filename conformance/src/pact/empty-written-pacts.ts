import { rmSync } from "node:fs";
import { writtenFolder } from "./pact-files.ts";

/** Takes away what an earlier run wrote: Pact would merge into it, and keep interactions that are gone. */
export function setup(): void {
  rmSync(writtenFolder, { recursive: true, force: true });
}
