import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkProse } from "./check-prose.ts";

const root = join(import.meta.dirname, "../../..");

/** Pages and documents, and the sources of this site. Generated pages and reports of measurements are made elsewhere. */
const PAGES = [
  "*.md",
  "docs/pages/**/*.md",
  "docs/decisions/*.md",
  "docs/examples/*",
  "docs/recipes/*",
  "docs/src/**/*.{ts,mjs,astro}",
  "conformance/{README,RULES}.md",
  "packages/{cli,codegen,core,node,simulator}/README.md",
  "specs/README.md",
  "tools/README.md",
];
const SOURCES = ["packages/*/src/**/*.ts", "conformance/{src,adapters}/**/*.ts", "tools/{src,consumer/src}/**/*.ts"];

function findingsIn(patterns: readonly string[]): readonly string[] {
  return globSync(patterns, { cwd: root })
    .filter((file) => !/src\/content\/|src\/gen\/|src\/prose\/|\/node_modules\//.test(file))
    .toSorted()
    .flatMap((file) => checkProse(file, readFileSync(join(root, file), "utf8")));
}

describe("the check", () => {
  it.each([
    ["The option has to be given.", '"must"'],
    ["Whoever waits pays.", '"you"'],
    ["A stand-in for the provider.", '"simulator"'],
    ["Ask once for the job.", '"poll"'],
    ["Credentials are struck out.", '"redacted"'],
  ])("fails for: %s", (sentence, instead) => {
    expect(checkProse("page.md", `A good line.\n${sentence}`)).toEqual([
      expect.stringMatching(new RegExp(`^page\\.md:2 .*${instead}`)),
    ]);
    expect(checkProse("file.ts", `const one = 1;\n/** ${sentence} */`)).toHaveLength(1);
    expect(checkProse("file.ts", `throw new Error("${sentence}");`)).toHaveLength(1);
  });

  it("ignores code, addresses and identifiers", () => {
    expect(checkProse("page.md", "```ts\n// has to be\n```\nSee `whoever` and [it](/deadline/).")).toEqual([]);
    expect(checkProse("file.ts", 'const deadline = read("deadline");')).toEqual([]);
  });
});

it("finds no wording to avoid in pages and documents", () => {
  expect(findingsIn(PAGES)).toEqual([]);
});

it("finds no wording to avoid in comments and messages", () => {
  expect(findingsIn(SOURCES)).toEqual([]);
});
