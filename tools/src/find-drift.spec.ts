import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findDrift, findOrphanPackages, generatedFolders } from "./find-drift.ts";

let workspace: string;

beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), "find-drift-"));
  write("specs/acme.openapi.yaml", "openapi: 3.1.0");
  write("packages/acme/src/gen/contract.ts", "one");
  write("packages/acme/README.md", "read");
});
afterEach(() => rmSync(workspace, { recursive: true }));

function write(path: string, content: string): void {
  mkdirSync(dirname(join(workspace, path)), { recursive: true });
  writeFileSync(join(workspace, path), content);
}

describe("findDrift", () => {
  const rows: [name: string, generate: () => void, want: string[]][] = [
    ["nothing when nothing changes", () => write("packages/acme/src/gen/contract.ts", "one"), []],
    [
      "a file that is out of date",
      () => write("packages/acme/src/gen/contract.ts", "two"),
      ["packages/acme/src/gen/contract.ts was out of date"],
    ],
    [
      "a file that was missing",
      () => write("packages/acme/src/gen/schema.ts", "new"),
      ["packages/acme/src/gen/schema.ts was missing"],
    ],
    [
      "a file that the generator removes",
      () => rmSync(join(workspace, "packages/acme/README.md")),
      ["packages/acme/README.md does not belong there"],
    ],
    [
      "nothing in what is built or written by hand",
      () => ["packages/acme/dist/index.js", "packages/core/src/index.ts"].forEach((path) => write(path, "")),
      [],
    ],
  ];
  it.each(rows)("finds %s", (_name, generate, want) => {
    expect(findDrift(workspace, generate)).toEqual(want);
  });

  it("finds a package that was never generated", () => {
    write("specs/new.openapi.yaml", "openapi: 3.1.0");
    expect(findDrift(workspace, () => write("packages/new/src/index.ts", ""))).toEqual([
      "packages/new/src/index.ts was missing",
    ]);
  });
});

it("knows the generated folders by their specifications", () => {
  write("specs/beta.openapi.yaml", "");
  write("specs/README.md", "");
  expect(generatedFolders(workspace)).toEqual(["packages/acme", "packages/beta"]);
});

it("finds a generated package whose specification is gone", () => {
  expect(findOrphanPackages(workspace)).toEqual([]);
  write("packages/gone/src/gen/contract.ts", "");
  expect(findOrphanPackages(workspace)).toEqual(["packages/gone has no specification specs/gone.openapi.yaml"]);
});
