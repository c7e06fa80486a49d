import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { providerLists } from "./provider-lists.ts";

/** Writes the files that name every provider. */

const workspace = resolve(import.meta.dirname, "../..");
for (const { file, text } of providerLists(workspace)) {
  mkdirSync(dirname(join(workspace, file)), { recursive: true });
  writeFileSync(join(workspace, file), text);
}
