import { describe, expect, it } from "vitest";
import { literalFromTable, printLiteral, printOpen } from "./literal.ts";

describe("printLiteral", () => {
  it.each([
    ["text with quotes and line ends", 'a "b"\n', String.raw`"a \"b\"\n"`],
    ["an empty object", {}, "{}"],
    ["an empty list", [], "[]"],
    ["an object", { a: 1, b: null, c: true }, "{ a: 1, b: null, c: true }"],
    ["members without a value", { a: undefined, b: 1 }, "{ b: 1 }"],
    ["keys that need quotes", { "a-b": 1, "": 2, "Not Started": 3 }, '{ "a-b": 1, "": 2, "Not Started": 3 }'],
    ["keys that are numbers", { 404: "gone" }, '{ 404: "gone" }'],
    ["keys that only look like numbers", { "007": "x", "1e3": "y" }, '{ "007": "x", "1e3": "y" }'],
    ["a key that would set the prototype", Object.fromEntries([["__proto__", 1]]), '{ ["__proto__"]: 1 }'],
  ])("prints %s", (_, value, source) => {
    expect(printLiteral(value)).toBe(source);
  });

  it("breaks what does not fit in 120 columns, and only that", () => {
    const value = { short: [1, 2], long: ["a".repeat(60), "b".repeat(60)] };
    expect(printLiteral(value)).toBe(
      `{\n  short: [1, 2],\n  long: [\n    "${"a".repeat(60)}",\n    "${"b".repeat(60)}",\n  ],\n}`,
    );
  });

  it("keeps a line of 119 columns, so that a comma fits after it, and breaks a wider one", () => {
    expect(printLiteral(["a".repeat(115)])).toBe(`["${"a".repeat(115)}"]`);
    expect(printLiteral(["a".repeat(116)])).toBe(`[\n  "${"a".repeat(116)}",\n]`);
  });

  it("indents lists in lists", () => {
    expect(printLiteral([[["a".repeat(60), "b".repeat(60)]]])).toBe(
      `[\n  [\n    [\n      "${"a".repeat(60)}",\n      "${"b".repeat(60)}",\n    ],\n  ],\n]`,
    );
  });

  it("does not break a text, however wide", () => {
    expect(printLiteral({ a: "a".repeat(130) })).toBe(`{\n  a: "${"a".repeat(130)}",\n}`);
  });

  it("opens an object that would fit", () => {
    expect(printOpen({ a: { b: 1 } })).toBe("{\n  a: { b: 1 },\n}");
  });
});

describe("literalFromTable", () => {
  it("copies what a table can hold", () => {
    const table = { a: null, b: [1, { c: true }], d: "text" };
    expect(literalFromTable(table)).toEqual(table);
  });

  it("refuses anything else", () => {
    expect(() => literalFromTable({ a: [undefined] })).toThrow(
      new TypeError("A table holds text, numbers, booleans and null, not undefined."),
    );
  });
});
