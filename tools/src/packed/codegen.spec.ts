import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, inject, it } from "vitest";
import { WORKSPACE } from "./install-packed.ts";
import { run, runOk } from "./run.ts";
import { RUNTIMES } from "./runtimes.ts";

const project = inject("codegenProject");
const client = inject("clientProject");
const command = join(project, "node_modules/@jobstatus/codegen/dist/bin.js");
const spec = join(WORKSPACE, "specs/zendesk.openapi.yaml");
const compiler = join(project, "node_modules/typescript/bin/tsc");
const nodes = RUNTIMES.filter(({ name }) => name.includes("Node"));

/** Generated text without its first lines, which say from where it was generated. */
function body(path: string): string {
  return readFileSync(path, "utf8").replace(/^(\/\/.*\n)+/, "");
}

describe.each(nodes)("the packed generator on $name", ({ name, program = "" }) => {
  it("writes the same tables as in this repository", async () => {
    const out = `out on ${name}`;
    await runOk([program, command, spec, "--out", out], project);
    for (const file of ["contract.ts", "schema.ts", "client.ts"]) {
      const generated = body(join(project, out, "zendesk/src/gen", file));
      expect(generated).toBe(body(join(WORKSPACE, "packages/zendesk/src/gen", file)));
    }
  });

  it("writes a package that builds, loads and waits for simulated jobs by itself", async () => {
    const document = join(WORKSPACE, "packages/codegen/corpus/right/spec.openapi.yaml");
    const folder = join("own packages", name, "print");
    const said = await runOk([program, command, document, "--out", join(folder, "..")], client);
    expect(said).toMatch(`Next:\n  cd ${folder}\n  npm install\n  npm test\n`);
    await runOk([program, compiler, "-p", folder], client);
    const entry = JSON.stringify(pathToFileURL(join(client, folder, "dist/index.js")).href);
    const source = `const { createPrint } = await import(${entry}); console.log(typeof createPrint);`;
    expect(await runOk([program, "--input-type=module", "-e", source], client)).toBe("function\n");
    expect(await runOk([program, "--test", "--test-reporter=tap"], join(client, folder))).toMatch(/^# fail 0$/m);
  });

  it("says what is wrong with a specification, and where", async () => {
    const wrong = join(WORKSPACE, "packages/codegen/corpus/status-unmapped/spec.openapi.yaml");
    const { code, stderr } = await run([program, command, wrong, "--out", "never"], project);
    expect(code).toBe(1);
    expect(stderr).toMatch(/status-unmapped\/spec\.openapi\.yaml:\d+:\d+ status-unmapped /);
  });
});

it("is a command of the project that installs it", async () => {
  expect(await runOk(["npm", "exec", "--offline", "jobstatus-codegen", "--", "--help"], project)).toContain("--out");
});
