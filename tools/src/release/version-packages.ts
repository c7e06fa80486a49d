import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type ReleasePlan, releaseNotes, withRelease } from "./release-notes.ts";

/**
 * Makes the next version from the changesets: raises the version of every package, generates the provider packages again,
 * and writes the notes of the release into CHANGELOG.md.
 */

const workspace = resolve(import.meta.dirname, "../../..");
const run = (command: string, ...args: readonly string[]) =>
  execFileSync(command, args, { cwd: workspace, stdio: "inherit" });
const text = (path: string) => readFileSync(join(workspace, path), "utf8");

const folder = mkdtempSync(join(tmpdir(), "jobstatus-version-"));
try {
  const planFile = join(folder, "plan.json");
  run("changeset", "status", "--output", planFile);
  const plan = JSON.parse(readFileSync(planFile, "utf8")) as ReleasePlan;
  const version = plan.releases.find(({ name }) => name === "@jobstatus/core")?.newVersion;
  if (version === undefined) {
    console.error("version-packages: no changeset; write one with npx changeset");
    process.exitCode = 2;
  } else {
    writeRelease(plan, version);
  }
} finally {
  rmSync(folder, { recursive: true });
}

function writeRelease(plan: ReleasePlan, version: string): void {
  const notes = releaseNotes(plan, specificationChanges());
  writeFileSync(join(workspace, "CHANGELOG.md"), withRelease(text("CHANGELOG.md"), version, notes));
  run("changeset", "version");
  run("npm", "pkg", "set", `version=${version}`);
  // The provider packages carry the generator's version; the lock file carries them all.
  run("npm", "run", "generate");
  run("npm", "install", "--package-lock-only", "--ignore-scripts");
  // The next release is compared with these.
  run("node", "tools/src/keep-released.ts");
  run("prettier", "--write", "--log-level=warn", "CHANGELOG.md", "package.json");
  console.log(`All packages have the version ${version}. Read the difference, test, commit, tag v${version}.`);
}

/** What the changes of the specifications since the last release mean for users; empty if nothing changed. */
function specificationChanges(): string {
  const args = ["packages/codegen/src/bin.ts", "diff", "specs/released", "specs", "--format", "markdown"];
  const { status, stdout, stderr } = spawnSync("node", ["--conditions=@jobstatus/source", ...args], {
    cwd: workspace,
    encoding: "utf8",
  });
  // 0 means no change; 3, 4 and 5 are changes of some severity.
  if (status === 1 || status === 2 || status === null) throw new Error(stderr);
  return status === 0 ? "" : stdout;
}
