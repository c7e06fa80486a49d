import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { findTestFragments } from "./find-test-fragments.ts";

const WORKSPACE = join(import.meta.dirname, "../..");
const TESTS = "{packages/*/src,conformance/src,tools/src,docs/src,specs}/**/*.{spec,pact,fuzz,registry}.ts";

it.each([
  ['it("of a token is that of its job", () => {', ["of a token is that of its job"]],
  ['  it.each(["a", "b"])("for %s", (name) => {', ["for %s"]],
  ['it("compile", async () => {', ["compile"]],
  ['it("offers a choice", () => {', []],
  ['it("a key with \\"quotes\\" is kept", () => {', []],
  ['it.each(cases)("%s", (name) => {', []],
  ['describe("of a token", () => {', []],
])("%s has the fragments %j", (source, names) => {
  expect(findTestFragments(source)).toEqual(names);
});

it("the names of all tests are sentences of their own", () => {
  const files = globSync(TESTS, { cwd: WORKSPACE }).filter((file) => !/node_modules|\/gen\//.test(file));
  const found = files.flatMap((file) =>
    findTestFragments(readFileSync(join(WORKSPACE, file), "utf8")).map((name) => `${file}: ${name}`),
  );
  expect(found).toEqual([]);
  expect(files.length).toBeGreaterThan(300);
});
