import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { installFromRegistry } from "./install-from-registry.ts";
import { run } from "./run.ts";

const project = inject("clientProject");

const BUILD = `
const webpack = require("webpack");
webpack({ mode: "production", context: __dirname, entry: "./entry.mjs" }, (error, stats) => {
  console.log(error ? String(error) : stats.toString({ all: false, errors: true }));
});
`;

async function bundleWith(webpack: string): Promise<string> {
  const folder = await installFromRegistry(project, webpack, "commonjs", [webpack]);
  writeFileSync(join(folder, "build.js"), BUILD);
  writeFileSync(
    join(folder, "entry.mjs"),
    'import { createZendesk } from "@jobstatus/zendesk"; console.log(createZendesk);',
  );
  return (await run([process.execPath, "--openssl-legacy-provider", "build.js"], folder)).stdout.trim();
}

describe("webpack 5", () => {
  it("bundles a client", async () => {
    expect(await bundleWith("webpack@5.103.0")).toBe("");
  });
});

describe("webpack 4", () => {
  it("is not supported: it knows no package exports", async () => {
    expect(await bundleWith("webpack@4.47.0")).toContain("Can't resolve '@jobstatus/zendesk'");
  });
});

describe("Jest 30", () => {
  it.each([
    { flags: [], outcome: "Must use import to load ES Module" },
    { flags: ["--experimental-vm-modules"], outcome: "1 passed" },
  ])("loads the packages in a CommonJS test with $flags: $outcome", async ({ flags, outcome }) => {
    const folder = await installFromRegistry(project, "jest-commonjs", "commonjs", ["jest@30.5.2"]);
    const test = 'test("loads", () => expect(typeof require("@jobstatus/zendesk").createZendesk).toBe("function"));';
    writeFileSync(join(folder, "load.test.js"), test);
    const { stderr } = await run([process.execPath, ...flags, "node_modules/jest/bin/jest.js"], folder);
    expect(stderr).toContain(outcome);
  });
});
