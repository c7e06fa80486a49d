import { readFileSync } from "node:fs";
import type { RootShapeSchema } from "./shape/shape-schema.ts";

// This module stays at the top of `src`: from there and from `dist`, where everything is one level deep, the files of
// the package are found at the same relative place.

/** The version of this package, from its manifest. */
export function generatorVersion(): string {
  const manifest: unknown = JSON.parse(read("../package.json"));
  if (typeof manifest === "object" && manifest !== null && "version" in manifest) {
    if (typeof manifest.version === "string") return manifest.version;
  }
  throw new TypeError("The manifest of @jobstatus/codegen has no version.");
}

let schema: RootShapeSchema | undefined;

/** `x-job-status.schema.json`, read at its first use. The tests of this package check what is in it. */
export function extensionSchema(): RootShapeSchema {
  schema ??= JSON.parse(read("../x-job-status.schema.json")) as RootShapeSchema;
  return schema;
}

function read(path: string): string {
  return readFileSync(new URL(path, import.meta.url), "utf8");
}
