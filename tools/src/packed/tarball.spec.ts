import { basename, dirname, join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { isRecord } from "../is-record.ts";
import { generatedFolders } from "../find-drift.ts";
import { type Manifest, readManifest } from "./dependency-closure.ts";
import { REPOSITORY } from "./global-setup.ts";
import { WORKSPACE } from "./install-packed.ts";
import { run, runOk } from "./run.ts";

const tarballs = inject("tarballs");

it("packs all public packages", () => {
  const providers = generatedFolders(WORKSPACE).map((folder) => basename(folder));
  expect(tarballs.map(({ name }) => name).toSorted()).toEqual(
    ["cli", "codegen", "conformance", "core", "fleet", "node", "simulator", ...providers]
      .map((name) => `@jobstatus/${name}`)
      .toSorted(),
  );
});

const PUBLISHED_FILE =
  /^(?:README\.md|LICENSE|NOTICE|package\.json|[a-z-]+\.schema\.json|RULES\.md|THIRD-PARTY-NOTICES\.md|cases\/.*|providers\/.*|dist\/.*|src\/.*)$/;

describe.each(tarballs)("$name", ({ name, path, files }) => {
  const folder = mkdtempSync(join(tmpdir(), "tarball-"));
  const unpacked = join(folder, "package");
  let manifest: Manifest;
  beforeAll(async () => {
    await runOk(["tar", "-xzf", path, "-C", folder], folder);
    manifest = readManifest(unpacked);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

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

  it("contains what it must and no more", () => {
    expect(files).toEqual(
      expect.arrayContaining(["LICENSE", "NOTICE", "README.md", "dist/index.d.ts", "dist/index.js", "package.json"]),
    );
    expect(files.filter((file) => !PUBLISHED_FILE.test(file))).toEqual([]);
    expect(files.filter((file) => /\.(?:spec|pact)\.ts$|\.test-d\.ts$|\/testing\//.test(file))).toEqual([]);
  });

  it("carries the texts of the licence that stand at the root of the repository", () => {
    for (const file of ["LICENSE", "NOTICE"]) {
      expect(readFileSync(join(unpacked, file), "utf8")).toBe(readFileSync(join(WORKSPACE, file), "utf8"));
    }
  });

  it("leads to the repository, the page and the issues, and has keywords", () => {
    const directory = name === "@jobstatus/conformance" ? "conformance" : name.replace("@jobstatus/", "packages/");
    expect(manifest).toMatchObject({
      license: "Apache-2.0",
      repository: { type: "git", url: `git+${REPOSITORY}.git`, directory },
      homepage: `${REPOSITORY}/tree/HEAD/${directory}#readme`,
      bugs: `${REPOSITORY}/issues`,
      keywords: expect.arrayContaining([expect.any(String)]),
      description: expect.any(String),
    });
  });

  it("has no field, script or condition that only the repository uses", () => {
    expect(Object.keys(manifest)).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(?:nx|scripts|dev)/)]));
    expect(JSON.stringify(manifest)).not.toContain("@jobstatus/source");
  });

  it("has the code and the types of every export", () => {
    const targets = Object.values(manifest.exports ?? {}).flatMap((target) =>
      isRecord(target) ? [String(target["types"]), String(target["default"])] : [String(target)],
    );
    expect(targets.filter((target) => !files.includes(target.replace("./", "")))).toEqual([]);
  });

  it("has the sources that its maps name, so that editors and debuggers find them", () => {
    const declares = (file: string): boolean =>
      /^(?:export )?declare /m.test(readFileSync(join(unpacked, file), "utf8"));
    const declarations = files
      .filter((file) => /^dist\/.*\.d\.ts$/.test(file) && declares(file))
      .map((file) => `${file}.map`);
    expect(declarations).not.toEqual([]);
    expect(files).toEqual(expect.arrayContaining(declarations));
    // Code of other packages that is built in keeps its sources there.
    const missing = files
      .filter((file) => file.endsWith(".map"))
      .flatMap((file) => {
        const { sources } = JSON.parse(readFileSync(join(unpacked, file), "utf8")) as { sources: string[] };
        return sources
          .map((source) => join(dirname(file), source))
          .filter((source) => !source.startsWith("../") && !files.includes(source));
      });
    expect(missing).toEqual([]);
  });
});
