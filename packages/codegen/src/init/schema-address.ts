import { existsSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { generatorVersion } from "../package-files.ts";

const PACKAGE = "@jobstatus/codegen";

/**
 * Where an editor finds a schema of this package from a file: in the nearest node_modules that has the package, else
 * at the public address of this version.
 */
export function schemaAddress(file: string, schema: string): string {
  const from = dirname(resolve(file));
  for (let folder = from; ; folder = dirname(folder)) {
    const path = join(folder, "node_modules", PACKAGE, schema);
    if (existsSync(path)) return `./${relative(from, path).replaceAll("\\", "/")}`.replace("./../", "../");
    if (folder === dirname(folder)) return `https://unpkg.com/${PACKAGE}@${generatorVersion()}/${schema}`;
  }
}
