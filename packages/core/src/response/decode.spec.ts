import { expect, it } from "vitest";
import { ContractMismatch } from "./contract-mismatch.ts";
import { tryDecode } from "./decode.ts";

const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;

it.each([
  ["an object", '{"a":1}', { a: 1 }],
  ["null", "null", null],
  ["a key twice: the last one holds", '{"a":1,"a":2}', { a: 2 }],
  ["nothing", "", undefined],
  ["HTML", "<html></html>", undefined],
])("decodes %s", (_, text, expected) => {
  expect(tryDecode(text, undefined).body).toStrictEqual(expected);
});

it("keeps a key of JavaScript's own as a key like any other", () => {
  const value = tryDecode('{"__proto__":{"polluted":true},"constructor":1}', undefined).body;
  expect(JSON.stringify(value)).toBe('{"__proto__":{"polluted":true},"constructor":1}');
  expect(Reflect.get({}, "polluted")).toBeUndefined();
});

it.each([
  ["arrays", nested(101)],
  ["objects", `${'{"a":'.repeat(101)}1${"}".repeat(101)}`],
  ["10,000 levels", nested(10_000)],
  ["a million levels", nested(1_000_000)],
  ["levels that never close", "[".repeat(1_000_000)],
])("reads nothing that nests too deep: %s", (_, text) => {
  expect(tryDecode(text, undefined).body).toBeUndefined();
});

it("says why a text is not read", () => {
  const { fault } = tryDecode(nested(101), undefined);
  expect(fault).toMatchObject({ where: undefined, message: "the response nests more than 100 levels deep" });
  expect(fault).toBeInstanceOf(ContractMismatch);
  expect(tryDecode("<html></html>", undefined).fault).toBeInstanceOf(SyntaxError);
});

it("reads a hundred levels", () => {
  expect(JSON.stringify(tryDecode(nested(100), undefined).body)).toBe(nested(100));
});

it("reads what a format accepts with it, and all else as JSON", () => {
  const lines = { accepts: (text: string) => text.startsWith("#"), read: (text: string) => text.slice(1).split("#") };
  expect(tryDecode("#a#b", lines).body).toEqual(["a", "b"]);
  expect(tryDecode("[1]", lines).body).toEqual([1]);
});

it("gives the last body for one that is the same, and decodes any other", () => {
  const last = tryDecode('{"id":"a","parts":[1,2.5],"more":null}', undefined).body;
  expect(tryDecode('{ "more": null, "id": "a", "parts": [1, 2.50] }', undefined, last).body).toBe(last);
  for (const text of ['{"id":"a","parts":[1,2.5]}', '{"id":"a","parts":[2.5,1],"more":null}', '"a"', "null"]) {
    expect(tryDecode(text, undefined, last).body).toStrictEqual(JSON.parse(text));
  }
  expect(tryDecode(nested(101), undefined, last).fault).toBeInstanceOf(ContractMismatch);
});

it.each([
  // 2 ** 53 - 1 is the last integer that a number holds exactly (ECMA-262 section 21.1.2.6).
  ["9007199254740991", "9007199254740993", "9007199254740993"],
  ["9007199254740993", "9007199254740992", "9007199254740992"],
  ["9007199254740993", "9007199254740993", "9007199254740993"],
  ["1e400", "1e500", "1e500"],
])("loses no digit beside a last body: %s, and then %s", (before, after, expected) => {
  const last = tryDecode(`{"n":${before}}`, undefined).body;
  expect(tryDecode(`{"n":${after}}`, undefined, last).body).toStrictEqual({ n: expected });
});

it("compares what a format has read", () => {
  const lines = { accepts: () => true, read: (text: string) => text.split("#") };
  const last = ["a", "b"];
  expect(tryDecode("a#b", lines, last).body).toBe(last);
  expect(tryDecode("a#c", lines, last).body).toEqual(["a", "c"]);
});
