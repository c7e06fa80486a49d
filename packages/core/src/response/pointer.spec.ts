import { describe, expect, it } from "vitest";
import { isObject, textAt, textFrom, valueAt, valuesAt } from "./pointer.ts";

// The document of RFC 6901 section 5, but for its array: an index leads nowhere here, `*` stands for all elements.
const document = {
  foo: ["bar", "baz"],
  "": 0,
  "a/b": 1,
  "c%d": 2,
  "e^f": 3,
  "g|h": 4,
  "i\\j": 5,
  'k"l': 6,
  " ": 7,
  "m~n": 8,
};

describe("valuesAt follows RFC 6901", () => {
  it.each([
    ["", [document]],
    ["/foo", [["bar", "baz"]]],
    ["/foo/*", ["bar", "baz"]],
    ["/foo/0", []],
    ["/", [0]],
    ["/a~1b", [1]],
    ["/c%d", [2]],
    ["/e^f", [3]],
    ["/g|h", [4]],
    ["/i\\j", [5]],
    ['/k"l', [6]],
    ["/ ", [7]],
    ["/m~0n", [8]],
  ])("%j", (pointer, values) => {
    expect(valuesAt(document, pointer)).toEqual(values);
  });

  it("~01 is ~1 and no slash", () => {
    expect(valuesAt({ "~1": "tilde", "/": "slash" }, "/~01")).toEqual(["tilde"]);
  });
});

describe("valuesAt", () => {
  it("goes through every element, and leaves out what is null or absent", () => {
    const body = { errors: [{ code: "a" }, { code: null }, {}, null, "text", { code: "b" }] };
    expect(valuesAt(body, "/errors/*/code")).toEqual(["a", "b"]);
  });

  it("goes through nested lists without making one of them", () => {
    expect(valuesAt([[[1], [2]]], "/*/*")).toEqual([[1], [2]]);
  });

  it("takes a star for a plain name in an object", () => {
    expect(valuesAt({ "*": 1, a: 2 }, "/*")).toEqual([1]);
  });

  it.each(["/constructor", "/__proto__", "/toString", "/list/length", "/text/length", "/list/constructor"])(
    "finds nothing at %s: only own properties of objects count",
    (pointer) => {
      expect(valuesAt({ list: [1], text: "x" }, pointer)).toEqual([]);
    },
  );

  it("finds own properties that are called like inherited ones", () => {
    expect(valuesAt(JSON.parse('{"__proto__":{"constructor":1}}'), "/__proto__/constructor")).toEqual([1]);
  });

  it.each([undefined, null, 1, "text", true])("finds nothing in %j", (value) => {
    expect(valuesAt(value, "/a/b")).toEqual([]);
  });
});

describe("the first value", () => {
  it("is of the first pointer that leads to one", () => {
    expect(valueAt({ a: null, b: false, c: 1 }, undefined, "/a", "/b", "/c")).toBe(false);
    expect(valueAt({}, "/a")).toBeUndefined();
    expect(valueAt({})).toBeUndefined();
  });

  it("the first text is the first that is not empty", () => {
    expect(textAt({ a: "", b: {}, c: 0 }, "/a", "/b", undefined, "/c")).toBe("0");
    expect(textAt({ list: ["", "second"] }, "/list/*")).toBe("second");
    expect(textAt({ a: "" }, "/a")).toBeUndefined();
  });

  it.each([
    ["text", "text"],
    [5, "5"],
    [9007199254740993n, "9007199254740993"],
    [false, "false"],
    [null, undefined],
    [undefined, undefined],
    [{}, undefined],
    [["a"], undefined],
  ])("textFrom(%o) is %j", (value, text) => {
    expect(textFrom(value)).toBe(text);
  });

  it("isObject says no to arrays and null", () => {
    expect([{}, [], null, "x", undefined].map(isObject)).toEqual([true, false, false, false, false]);
  });
});
