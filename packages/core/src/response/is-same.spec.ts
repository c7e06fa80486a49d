import { expect, it } from "vitest";
import { isSame } from "./is-same.ts";

it.each<[unknown, unknown]>([
  [1, 1],
  ["a", "a"],
  [null, null],
  [{}, {}],
  [
    { a: 1, b: [{ c: null }] },
    { b: [{ c: null }], a: 1 },
  ],
  [JSON.parse('{"__proto__":1}'), JSON.parse('{"__proto__":1}')],
])("%j is the same as %j", (one, other) => {
  expect(isSame(one, other)).toBe(true);
});

it.each<[unknown, unknown]>([
  [1, 2],
  [1, "1"],
  [0, null],
  [null, {}],
  [[], {}],
  ["ab", { 0: "a", 1: "b" }],
  [{ 0: "a", 1: "b" }, "ab"],
  [{}, []],
  [{ a: 1 }, {}],
  [{}, { a: 1 }],
  [{ a: undefined }, { b: 1 }],
  [{ a: [1, 2] }, { a: [1] }],
  [{ a: [1] }, { a: [1, 2] }],
  [JSON.parse('{"__proto__":1}'), {}],
  [{ toString: 1 }, {}],
])("%j differs from %j", (one, other) => {
  expect(isSame(one, other)).toBe(false);
});
