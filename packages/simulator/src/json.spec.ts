import { describe, expect, it } from "vitest";
import { jsonText, parseJson, readJsonObject } from "./json.ts";

describe("JSON", () => {
  it.each([
    { value: null, text: "null" },
    { value: 'a"b\n', text: String.raw`"a\"b\n"` },
    { value: [1, true, []], text: "[1,true,[]]" },
    { value: { a: undefined, b: null, c: {} }, text: '{"b":null,"c":{}}' },
    { value: { id: 9_007_199_254_740_993n }, text: '{"id":9007199254740993}' },
  ])("writes $text", ({ value, text }) => {
    expect(jsonText(value)).toBe(text);
  });

  it.each([
    { text: '{"id":9007199254740993}', value: { id: "9007199254740993" } },
    { text: '{"id":-9007199254740993}', value: { id: "-9007199254740993" } },
    { text: '{"id":900719925474099}', value: { id: 900_719_925_474_099 } },
    {
      text: '[1.2345678901234567,1e20,"9007199254740993"]',
      value: [1.234_567_890_123_456_7, 1e20, "9007199254740993"],
    },
    { text: String.raw`{"a\"9007199254740993":1}`, value: { 'a"9007199254740993': 1 } },
  ])("reads $text without losing a digit", ({ text, value }) => {
    expect(parseJson(text)).toEqual(value);
  });

  it.each(["", "[]", "null", "{", "<html>", '{"a":1}}'])("does not take %j for an object", (text) => {
    expect(readJsonObject(text)).toBeUndefined();
  });
});
