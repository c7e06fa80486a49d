import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { WORKSPACE } from "./install-packed.ts";
import { run, runOk } from "./run.ts";
import { RUNTIMES } from "./runtimes.ts";

const project = inject("codegenProject");
const command = join(project, "node_modules/@jobstatus/codegen/dist/bin.js");
const spec = join(WORKSPACE, "specs/zendesk.openapi.yaml");
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
