import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { findDrift, findOrphanPackages, generatedFolders } from "./find-drift.ts";
import { providerLists } from "./provider-lists.ts";

/**
 * The drift gate: what is committed as generated must be what the generator writes. The generator runs twice:
 * first only to look, so that a checkout with a changed specification is told so and left as it is; then to write,
 * which must change nothing.
 */

const REMEDY =
  "The generated packages are not what the specifications say: run `npm run generate`, read what changed, and commit it.";

const workspace = resolve(import.meta.dirname, "../..");
const specs = generatedFolders(workspace).map((folder) => folder.replace(/^packages\/(.*)$/, "specs/$1.openapi.yaml"));

function generate(...more: string[]): boolean {
  const args = ["packages/codegen/src/bin.ts", ...specs, "--out", "packages", "--scope", "@jobstatus", ...more];
  return spawnSync("node", args, { cwd: workspace, stdio: "inherit" }).status === 0;
}

function problems(): string[] {
  if (specs.length === 0) return ["specs/ has no *.openapi.yaml, so nothing would be generated"];
  const orphans = [...findOrphanPackages(workspace), ...outdatedLists()];
  if (!generate("--check")) return orphans.concat("the generator would change something");
  let done = false;
  const drift = findDrift(workspace, () => {
    done = generate();
  });
  return [...orphans, ...drift, ...(done ? [] : ["the generator failed, though its --check did not"])];
}

function outdatedLists(): string[] {
  return providerLists(workspace).flatMap(({ file, text }) => {
    const path = join(workspace, file);
    return existsSync(path) && readFileSync(path, "utf8") === text
      ? []
      : [`${file} does not name the providers of specs/`];
  });
}

const found = problems();
for (const sentence of found) console.error(sentence);
if (found.length > 0) {
  console.error(REMEDY);
  process.exitCode = 1;
}
