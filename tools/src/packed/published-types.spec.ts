import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { COMPILERS } from "./compilers.ts";
import { WORKSPACE } from "./install-packed.ts";
import { run } from "./run.ts";

const project = inject("clientProject");

describe.each(COMPILERS)("TypeScript $version", ({ version, tsc }) => {
  const compile = (...args: string[]) =>
    run([process.execPath, join(WORKSPACE, tsc), "--pretty", "false", ...args], project);

  it("is the compiler that is meant", async () => {
    expect((await compile("--version")).stdout.trim()).toBe(`Version ${version}`);
  });

  it("takes the published types as Node resolves them", async () => {
    expect(await compile("-p", "tsconfig.published.json")).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  it("takes the published types as bundlers resolve them", async () => {
    const { stdout } = await compile(
      "-p",
      "tsconfig.published.json",
      "--module",
      "esnext",
      "--moduleResolution",
      "bundler",
    );
    expect(stdout).toBe("");
  });

  it("refuses a wrong use", async () => {
    const name = `wrong-${version}`;
    const config = { extends: "./tsconfig.published.json", files: [`${name}.mts`] };
    writeFileSync(join(project, `${name}.json`), JSON.stringify(config));
    writeFileSync(
      join(project, `${name}.mts`),
      'import { createZendesk } from "@jobstatus/zendesk";\ncreateZendesk({});\n',
    );
    const { code, stdout } = await compile("-p", `${name}.json`);
    expect(code).not.toBe(0);
    expect(stdout).toMatch(/^wrong-.*\(2,15\): error TS2345/);
  });
});

it("is told which settings find the types, under the old resolution", async () => {
  writeFileSync(
    join(project, "node10.ts"),
    'import { createZendesk } from "@jobstatus/zendesk";\nvoid createZendesk;\n',
  );
  const tsc = join(WORKSPACE, "node_modules/typescript/bin/tsc");
  const options = ["--noEmit", "--pretty", "false", "--module", "esnext", "--moduleResolution", "node10"];
  const { stdout } = await run([process.execPath, tsc, ...options, "node10.ts"], project);
  expect(stdout).toContain("Consider updating to 'node16', 'nodenext', or 'bundler'");
});
