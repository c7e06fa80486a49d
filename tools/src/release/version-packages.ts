import { execFileSync, spawnSync } from "node:child_process";
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
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
  const root = JSON.parse(text("package.json")) as { version: string };
  const notes = releaseNotes(plan, specificationChanges(`v${root.version}`));
  writeFileSync(join(workspace, "CHANGELOG.md"), withRelease(text("CHANGELOG.md"), version, notes));
  run("changeset", "version");
  run("npm", "pkg", "set", `version=${version}`);
  // The provider packages carry the generator's version; the lock file carries them all.
  run("npm", "run", "generate");
  run("npm", "install", "--package-lock-only", "--ignore-scripts");
  run("prettier", "--write", "--log-level=warn", "CHANGELOG.md", "package.json");
  console.log(`All packages have the version ${version}. Read the difference, test, commit, tag v${version}.`);
}

/** What the changes of the specifications since a tag mean for users; empty before the first tag. */
function specificationChanges(tag: string): string {
  const base = join(folder, "specs");
  mkdirSync(base);
  const git = (...args: readonly string[]) => spawnSync("git", args, { cwd: workspace, encoding: "utf8" });
  if (git("rev-parse", "--verify", "--quiet", tag).status !== 0) return "";
  for (const path of globSync("specs/*.openapi.yaml", { cwd: workspace })) {
    const { status, stdout } = git("show", `${tag}:specs/${basename(path)}`);
    if (status === 0) writeFileSync(join(base, basename(path)), stdout);
  }
  const args = ["packages/codegen/src/bin.ts", "diff", base, "specs", "--format", "markdown"];
  const { status, stdout, stderr } = spawnSync("node", ["--conditions=@jobstatus/source", ...args], {
    cwd: workspace,
    encoding: "utf8",
  });
  // 0 is no change; 3, 4 and 5 are changes of some severity.
  if (status === 1 || status === 2 || status === null) throw new Error(stderr);
  return status === 0 ? "" : stdout;
}
