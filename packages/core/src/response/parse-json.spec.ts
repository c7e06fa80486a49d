import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJson } from "./parse-json.ts";
import { valuesAt } from "./pointer.ts";

describe("parseJson keeps every digit", () => {
  it.each([
    ["9007199254740991", 9007199254740991],
    ["-9007199254740991", -9007199254740991],
    ["9007199254740992", "9007199254740992"],
    ["9007199254740993", "9007199254740993"],
    ["-9007199254740993", "-9007199254740993"],
    ["123456789012345678901234567890", "123456789012345678901234567890"],
    ["1000000000000000", 1000000000000000],
    ['{"id":9007199254740993}', { id: "9007199254740993" }],
    [
      '{"a":[{"id": 9007199254740993 },[-9007199254740995]]}',
      { a: [{ id: "9007199254740993" }, ["-9007199254740995"]] },
    ],
    ["[9007199254740993,9007199254740995]", ["9007199254740993", "9007199254740995"]],
    ["[\n\t9007199254740993\r\n]", ["9007199254740993"]],
    ["[1,-9007199254740993]", [1, "-9007199254740993"]],
  ])("in %s", (text, value) => {
    expect(parseJson(text)).toEqual(value);
  });
});

describe("parseJson leaves alone", () => {
  it.each([
    ["digits in a string", '"9007199254740993"', "9007199254740993"],
    ["digits in a key", '{"9007199254740993":1}', { "9007199254740993": 1 }],
    ["digits after an escaped quote", '"a\\" 9007199254740993"', 'a" 9007199254740993'],
    ["digits after an escaped backslash", '["\\\\",9007199254740993]', ["\\", "9007199254740993"]],
    ["an escaped character", '["\\u00e9",9007199254740993]', ["é", "9007199254740993"]],
    ["a long fraction", "0.12345678901234567890", 0.12345678901234568],
    ["a long number with a fraction", "12345678901234567890.5", 12345678901234567000],
    ["a long number with an exponent", "12345678901234567890e-10", 1234567890.1234567],
    ["a long negative fraction in a list", "[-1.00000000000000000001,2]", [-1, 2]],
    ["an exponent of many digits", "1e0000000000000000001", 10],
  ])("%s", (_, text, value) => {
    expect(parseJson(text)).toEqual(value);
  });
});

it("a number past the greatest one becomes text, for Infinity isn't JSON", () => {
  expect(parseJson('{"n":1e400,"m":-1E+400,"small":1e2}')).toEqual({ n: "1e400", m: "-1E+400", small: 100 });
});

it.each(["", "{", '{"a":9007199254740993', "<html>9007199254740993</html>", "9007199254740993x", "nan"])(
  "%j isn't JSON",
  (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError);
  },
);

it.each([
  ["[-0]", [0]],
  ['{"a":-0,"b":[1, -0.0]}', { a: 0, b: [1, 0] }],
  ['{"a":1e400}', { a: "1e400" }],
  ["[1.5E400,2]", ["1.5E400", 2]],
])("%s is found wherever a number can stand", (text, value) => {
  expect(parseJson(text)).toStrictEqual(value);
});

it("a long string and a long number take no more than one pass", () => {
  const long = "x".repeat(8_000_000);
  expect(parseJson(`["${long}",9007199254740993]`)).toEqual([long, "9007199254740993"]);
  const digits = "1".repeat(300_000);
  expect(parseJson(`[${digits}.5]`)).toEqual([`${digits}.5`]);
});

it("any JSON whose numbers are safe is read as JSON.parse reads it", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      // A number such as 1e20 is written without a fraction, and isn't a safe integer.
      fc.pre(!/\d{16}/.test(text.replace(/"(?:[^"\\]|\\.)*"/g, "")));
      expect(parseJson(text)).toEqual(JSON.parse(text));
    }),
  );
});

it("any integer keeps its digits, wherever it stands", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), fc.string(), (integer, key) => {
      const values = valuesAt(parseJson(`{"list":[${JSON.stringify(key)},{"id":${integer}}]}`), "/list/*/id");
      expect(values.map(String)).toEqual([String(integer)]);
    }),
  );
});

it.each(["-0", "-0.0", "-0e5", "-1e-400", "0"])("%s is 0, as it is when it is written again", (text) => {
  expect(parseJson(text)).toBe(0);
});
