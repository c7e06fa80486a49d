import { describe, expect, it } from "vitest";
import { parseSource } from "./source-document.ts";
import type { SourceDocument } from "./source-document.ts";

function documentOf(text: string): SourceDocument {
  const document = parseSource({ file: "a.yaml", text });
  if (!("report" in document)) throw new Error(document.map(({ message }) => message).join("\n"));
  return document;
}

/** What is said of a text that isn't a document. */
function faultsOf(text: string): unknown {
  const faults = parseSource({ file: "a.yaml", text });
  return "report" in faults ? [] : faults;
}

describe("the place of a value in a document", () => {
  const document = documentOf(`\
name: Job
list: [a, { deep: 7 }]
shared: &shared
  inner: x
alias: *shared
7: seven
empty:
`);

  it.each([
    { path: [], target: "value", place: "1:1" },
    { path: ["name"], target: "value", place: "1:7" },
    { path: ["name"], target: "key", place: "1:1" },
    { path: ["list", 0], target: "value", place: "2:8" },
    { path: ["list", 1, "deep"], target: "value", place: "2:19" },
    { path: ["list", 1, "deep"], target: "key", place: "2:13" },
    { path: ["shared", "inner"], target: "value", place: "4:10" },
    // What an alias stands for is where it is written out.
    { path: ["alias", "inner"], target: "value", place: "4:10" },
    { path: ["alias"], target: "value", place: "5:8" },
    { path: ["7"], target: "value", place: "6:4" },
    { path: ["empty"], target: "value", place: "7:7" },
    { path: ["empty"], target: "key", place: "7:1" },
  ] as const)("$path, the $target, is $place", ({ path, target, place }) => {
    const { line, column } = document.report("rule", path, "message", target);
    expect(`${line}:${column}`).toBe(place);
  });

  it.each([
    { name: "a key that is not there", path: ["gone"], place: "1:1" },
    { name: "a key below that", path: ["gone", "deeper"], place: "1:1" },
    { name: "an index beyond the list", path: ["list", 2], place: "2:1" },
    { name: "a key below text", path: ["name", "deeper"], place: "1:1" },
    { name: "a key that is not there in an object", path: ["shared", "gone"], place: "3:1" },
  ])("is the nearest above $name", ({ path, place }) => {
    const { line, column } = document.report("rule", path, "message");
    expect(`${line}:${column}`).toBe(place);
  });

  it("comes with the rule, a JSON Pointer and the message", () => {
    expect(document.report("bad-text", ["list", 1, "deep"], "wrong")).toEqual({
      file: "a.yaml",
      line: 2,
      column: 19,
      rule: "bad-text",
      pointer: "/list/1/deep",
      message: "wrong",
    });
  });
});

it("decodes a document", () => {
  expect(documentOf("a: &x [1]\nb: *x\n").root).toEqual({ a: [1], b: [1] });
  expect(documentOf("").root).toBeNull();
});

describe("a text that isn't a document", () => {
  it("has the place of the fault and what is wrong, as one sentence", () => {
    expect(faultsOf("a: 1\nb: [\n")).toEqual([
      {
        file: "a.yaml",
        line: 2,
        column: 4,
        rule: "yaml-syntax",
        pointer: "",
        message: 'this "[" is never closed.',
      },
    ]);
  });

  it.each([
    { text: "a: 1\nb: x\0y\n", column: 5, code: "U+0000" },
    { text: "a: 1\nb: \u001B[1m\n", column: 4, code: "U+001B" },
  ])("may have a character that no document has: $code", ({ text, column, code }) => {
    const message = `the character ${code} cannot be part of a document; remove it.`;
    expect(faultsOf(text)).toEqual([{ file: "a.yaml", line: 2, column, rule: "encoding", pointer: "", message }]);
  });

  it("has each key that is there twice", () => {
    const message = "this key is already there in the same object; keep one of the two.";
    expect(faultsOf("a: 1\na: 2\nb: { c: 1, c: 2 }\n")).toEqual([
      { file: "a.yaml", line: 2, column: 1, rule: "duplicate-key", pointer: "", message },
      { file: "a.yaml", line: 3, column: 12, rule: "duplicate-key", pointer: "", message },
    ]);
  });

  it.each([
    { name: "nothing", text: "a: *gone\n" },
    { name: "what holds it", text: "a: &a [*a]\n" },
    {
      name: "far too much",
      text: `a0: &a0 [x, x, x, x, x, x, x, x, x, x]
${[1, 2, 3, 4, 5, 6, 7, 8].map((n) => `a${n}: &a${n} [${Array.from({ length: 10 }, () => `*a${n - 1}`).join(", ")}]\n`).join("")}`,
    },
  ])("may have an alias that stands for $name", ({ text }) => {
    expect(faultsOf(text)).toEqual([
      {
        file: "a.yaml",
        line: 1,
        column: 1,
        rule: "yaml-syntax",
        pointer: "",
        message: "this is not valid YAML: an alias stands for nothing, for what holds it, or for far too much.",
      },
    ]);
  });
});
