import { cpSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, it } from "vitest";
import { readManifest } from "./dependency-closure.ts";
import { runOk } from "./run.ts";
import { startStandIn } from "./stand-in.ts";

const project = inject("clientProject");
const OTHER_VERSION = "9.9.9";

/** Installs core and a provider a second time, as npm does if a program needs two versions. */
function installOtherVersion(): string {
  const folder = join(project, "other-version/node_modules/@jobstatus");
  for (const name of ["core", "veeva-vault"]) {
    cpSync(join(project, "node_modules/@jobstatus", name), join(folder, name), { recursive: true });
  }
  const core = join(folder, "core");
  const { version } = readManifest(core);
  for (const path of globSync(["package.json", "dist/*.js"], { cwd: core })) {
    const text = readFileSync(join(core, path), "utf8");
    writeFileSync(join(core, path), text.replaceAll(`"${version}"`, `"${OTHER_VERSION}"`));
  }
  return version;
}

it("works beside another version of itself", async () => {
  const version = installOtherVersion();
  const standIn = await startStandIn();
  try {
    const stdout = await runOk([process.execPath, "two-copies.mjs", standIn.url], project);
    const versions: unknown = expect.stringContaining(
      `two versions of @jobstatus/core: ${version} and ${OTHER_VERSION}`,
    );
    expect(JSON.parse(stdout)).toEqual({
      isSameCopy: false,
      waitAll: versions,
      step: versions,
      state: "partial",
      isKnownAcross: true,
      code: "timeout",
    });
    // One request: the limit of the job holds back the other copy too.
    expect(standIn.requests).toEqual(["GET /api/v26.1/services/jobs/1201"]);
  } finally {
    await standIn.close();
  }
});
