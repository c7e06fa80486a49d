import { basename, join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { readFileSync } from "node:fs";
import { describe, expect, inject, it } from "vitest";
import { generatedFolders } from "../find-drift.ts";
import { WORKSPACE } from "./install-packed.ts";
import { run } from "./run.ts";

const tarballs = inject("tarballs");

it("packs all public packages", () => {
  const providers = generatedFolders(WORKSPACE).map((folder) => basename(folder));
  expect(tarballs.map(({ name }) => name).toSorted()).toEqual(
    ["cli", "codegen", "conformance", "core", "fleet", "node", "simulator", ...providers]
      .map((name) => `@jobstatus/${name}`)
      .toSorted(),
  );
});

describe.each(tarballs)("$name", ({ path, files }) => {
  it("passes publint", async () => {
    const tarball = Uint8Array.from(readFileSync(path)).buffer;
    const { messages, pkg } = await publint({ strict: true, pack: { tarball } });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  it("passes arethetypeswrong for ES modules", async () => {
    const attw = join(WORKSPACE, "node_modules/.bin/attw");
    const { code, stdout } = await run([attw, "--profile", "esm-only", "--no-emoji", "--no-color", path], WORKSPACE);
    expect(code, stdout).toBe(0);
  });

  it("holds what it has to and no more", () => {
    expect(files).toEqual(expect.arrayContaining(["README.md", "dist/index.d.ts", "dist/index.js", "package.json"]));
    expect(
      files.filter(
        (file) =>
          !/^(README\.md|LICENSE|package\.json|[a-z-]+\.schema\.json|RULES\.md|cases\/.*|providers\/.*|dist\/.*|src\/.*)$/.test(
            file,
          ),
      ),
    ).toEqual([]);
    expect(files.filter((file) => /\.spec\.ts$|\.test-d\.ts$|\/testing\//.test(file))).toEqual([]);
  });
});
