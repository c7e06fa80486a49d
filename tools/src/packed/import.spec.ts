import { mkdtempSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, it } from "vitest";
import { runOk } from "./run.ts";

const project = inject("clientProject");

/** The files of ours that Node reads for an import, as V8 lists them for coverage. */
async function filesLoadedBy(specifier: string): Promise<string[]> {
  const folder = mkdtempSync(join(project, "loaded-"));
  const command = [process.execPath, "--input-type=module", "-e", `import ${JSON.stringify(specifier)}`] as const;
  await runOk(command, project, { NODE_V8_COVERAGE: folder });
  return readdirSync(folder)
    .flatMap((file) =>
      Array.from(readFileSync(join(folder, file), "utf8").matchAll(/"url":"file:[^"]+\/@jobstatus\/([^"]+)"/g)),
    )
    .map(([, path = ""]) => path)
    .toSorted();
}

// Each further file costs the process as much as 8 kB of code, and each 6 kB cost a hundredth of its start.
it.each([
  ["@jobstatus/zendesk", ["core/dist/client.js", "zendesk/dist/index.js"]],
  ["@jobstatus/zendesk/by-id", ["core/dist/client.js", "zendesk/dist/gen/by-id.js"]],
  ["@jobstatus/veeva-vault", ["core/dist/client.js", "core/dist/provider.js", "veeva-vault/dist/index.js"]],
  ["@jobstatus/core", ["core/dist/client.js", "core/dist/index.js"]],
])("loads no file that it does not need: %s", async (specifier, files) => {
  expect(await filesLoadedBy(specifier)).toEqual(files);
});

it.each([
  ["zendesk", ["createZendesk", "zendeskContract"]],
  ["veeva-vault", ["createVeevaVault", "logOut", "veevaVaultContract"]],
])("exports from %s the values of core, its own, and nothing of core's entries for packages", async (name, own) => {
  const program = `
    const [core, ours] = await Promise.all([import("@jobstatus/core"), import("@jobstatus/${name}")]);
    const isSame = Object.entries(core).every(([key, value]) => ours[key] === value);
    console.log(JSON.stringify({ isSame, own: Object.keys(ours).filter((key) => !(key in core)) }));`;
  const stdout = await runOk([process.execPath, "--input-type=module", "-e", program], project);
  expect(JSON.parse(stdout)).toEqual({ isSame: true, own });
});
