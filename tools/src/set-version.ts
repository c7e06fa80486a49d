import { execFileSync } from "node:child_process";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { manifestWithVersion } from "./manifest-with-version.ts";

/** Raises the version of every package to the one that is given, and writes the generated packages and the lock file anew. */

const [version = ""] = process.argv.slice(2);
if (!/^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/.test(version)) {
  console.error("Give the version: npm run set-version -- 1.2.3");
  process.exit(2);
}

const workspace = resolve(import.meta.dirname, "../..");
const manifests = globSync(["package.json", "{packages/*,specs,conformance,docs,tools}/package.json"], {
  cwd: workspace,
});
for (const manifest of manifests) {
  const file = resolve(workspace, manifest);
  writeFileSync(file, manifestWithVersion(readFileSync(file, "utf8"), version));
}
// The provider packages carry the generator's version; the lock file carries them all.
const run = (command: string, ...args: readonly string[]) =>
  execFileSync(command, args, { cwd: workspace, stdio: "inherit" });
run("npm", "run", "generate");
run("npm", "install", "--package-lock-only", "--ignore-scripts");
run("npx", "prettier", "--write", "--log-level=warn", ...manifests);
console.log(`${manifests.length} manifests have the version ${version}. Read the difference, test, commit, tag.`);
