import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findLowerCaseConstants } from "./find-lower-case-constants.ts";

const WORKSPACE = join(import.meta.dirname, "../..");
const SOURCES = "{packages/*/src,conformance/{src,adapters},tools/src,fixtures/consumer/src,docs/src,specs}/**/*.ts";

it.each([
  ["const dayMs = 24 * 60 * 60 * 1000;", ["dayMs"]],
  ["export const cookieName = `sid`;", ["cookieName"]],
  ['const text: string = "a = b";', ["text"]],
  ["const pattern = /^a/gi;", ["pattern"]],
  ['const names: ReadonlySet<string> = new Set(["a", "b"]);', ["names"]],
  ["const DAY_MS = 86_400_000;", []],
  ["const cache = new Map<string, string>();", []],
  ["const nowMs = Date.now();", []],
  ["  const local = 5;", []],
])("%s", (source, names) => {
  expect(findLowerCaseConstants(source)).toEqual(names);
});

describe("the sources", () => {
  const files = globSync(SOURCES, { cwd: WORKSPACE }).filter(
    (file) => !/\/gen\/|node_modules|src\/content\/|\.(?:spec|test-d|registry)\.ts$/.test(file),
  );

  it("have all constants in upper case", () => {
    const found = files.flatMap((file) =>
      findLowerCaseConstants(readFileSync(join(WORKSPACE, file), "utf8")).map((name) => `${file}: ${name}`),
    );
    expect(found).toEqual([]);
    expect(files.length).toBeGreaterThan(300);
  });
});
