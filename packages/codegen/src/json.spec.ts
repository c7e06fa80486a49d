import { describe, expect, it } from "vitest";
import { elementsOf, entriesOf, isJsonObject, member, pointerFromPath, segmentsOf, textOf, valueAt } from "./json.ts";
import type { JsonValue } from "./json.ts";

const OTHERS: readonly (JsonValue | undefined)[] = [undefined, null, true, 7, "text"];

describe("what isn't an object", () => {
  it.each([...OTHERS, ["a"]])("%j has no members", (value) => {
    expect(isJsonObject(value)).toBe(false);
    expect(member(value, "length")).toBeUndefined();
    expect(entriesOf(value)).toEqual([]);
  });
});

describe("what isn't an array", () => {
  it.each([...OTHERS, { a: 1 }])("%j has no elements", (value) => {
    expect(elementsOf(value)).toEqual([]);
  });
});

describe("an object", () => {
  it("has the members that are its own", () => {
    expect(member({ a: 1 }, "a")).toBe(1);
    expect(member({ a: 1 }, "constructor")).toBeUndefined();
    expect(entriesOf({ a: 1, b: null })).toEqual([
      ["a", 1],
      ["b", null],
    ]);
  });
});

it.each([
  { path: [], want: { list: [{ "0": "x" }, "b"] } },
  { path: ["list", 1], want: "b" },
  { path: ["list", "1"], want: "b" },
  { path: ["list", 0, 0], want: "x" },
  { path: ["list", 2], want: undefined },
  { path: ["list", "length"], want: undefined },
  { path: ["gone", "deeper"], want: undefined },
])("the value at $path is $want", ({ path, want }) => {
  expect(valueAt({ list: [{ "0": "x" }, "b"] }, path)).toEqual(want);
});

it("takes only text for text", () => {
  expect(["", "a", 7, null, undefined].map(textOf)).toEqual(["", "a", undefined, undefined, undefined]);
});

describe("a JSON Pointer", () => {
  it.each([
    { pointer: "", path: [] },
    { pointer: "/", path: [""] },
    { pointer: "/a/0", path: ["a", "0"] },
    { pointer: "/a~1b/~0c", path: ["a/b", "~c"] },
    { pointer: "/~01", path: ["~1"] },
    { pointer: "/~1~1/~0~0", path: ["//", "~~"] },
  ])("$pointer stands for $path", ({ pointer, path }) => {
    expect(segmentsOf(pointer)).toEqual(path);
    expect(pointerFromPath(path)).toBe(pointer);
  });

  it("has indexes as numbers", () => {
    expect(pointerFromPath(["list", 0])).toBe("/list/0");
  });
});
