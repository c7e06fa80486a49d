import { describe, expect, it } from "vitest";
import type { JsonObject, JsonValue } from "../json.ts";
import { pathFromRef, resolve } from "./resolve.ts";

describe("a reference", () => {
  it.each([
    { ref: "#", path: [] },
    { ref: "#/components/schemas/Job", path: ["components", "schemas", "Job"] },
    { ref: "#/paths/~1jobs~1%7Bid%7D/get", path: ["paths", "/jobs/{id}", "get"] },
    { ref: "#/components/schemas/100%", path: ["components", "schemas", "100%"] },
    { ref: "#/components/~2", path: ["/components/~2"] },
  ])("$ref names the path $path", ({ ref, path }) => {
    expect(pathFromRef(ref)).toEqual(path);
  });

  it.each(["", "other.yaml", "other.yaml#/components", "#anchor", "/components/schemas/Job"])(
    "%j names nothing in the document",
    (ref) => {
      expect(pathFromRef(ref)).toBeUndefined();
    },
  );
});

describe("resolve", () => {
  /** A chain of so many references, with an object at its end. */
  function chainOf(length: number): JsonObject {
    const links = Array.from({ length }, (_, index): [string, JsonValue] => [
      String(index),
      { $ref: `#/${index + 1}` },
    ]);
    return { ...Object.fromEntries(links), [String(length)]: { name: "end" } };
  }

  it("gives an object that isn't a reference as it is", () => {
    const object = { name: "a" };
    expect(resolve({}, object)).toBe(object);
  });

  it("follows references to references, up to 31", () => {
    expect(resolve(chainOf(2), { $ref: "#/0" })).toEqual({ name: "end" });
    expect(resolve(chainOf(30), { $ref: "#/0" })).toEqual({ name: "end" });
    expect(resolve(chainOf(31), { $ref: "#/0" })).toBeUndefined();
  });

  it.each([
    { name: "a circle", root: { a: { $ref: "#/a" } }, value: { $ref: "#/a" } },
    { name: "nowhere", root: {}, value: { $ref: "#/a" } },
    { name: "another document", root: { a: {} }, value: { $ref: "a.yaml#/a" } },
    { name: "a list", root: { a: [{}] }, value: { $ref: "#/a" } },
    { name: "text", root: { a: "text" }, value: { $ref: "#/a" } },
  ])("gives nothing for what leads to $name", ({ root, value }) => {
    expect(resolve(root, value)).toBeUndefined();
  });

  it("gives nothing for what isn't an object", () => {
    expect(resolve({}, undefined)).toBeUndefined();
    expect(resolve({}, null)).toBeUndefined();
  });
});
