import { expect, it } from "vitest";
import { decodeSource } from "./decode-source.ts";

const MESSAGE = "the document is not UTF-8 from here on; save it with that encoding.";

it("decodes UTF-8, without its byte order mark", () => {
  expect(decodeSource("a.yaml", Buffer.from("\uFEFFa: é\n"))).toEqual({ file: "a.yaml", text: "a: é\n" });
});

it.each([
  { name: "Latin-1", bytes: Buffer.from("a: 1\nb: caf\u00E9\n", "latin1"), line: 2, column: 7 },
  { name: "Latin-1 in the last line", bytes: Buffer.from("\u00E9", "latin1"), line: 1, column: 1 },
  { name: "UTF-16", bytes: Buffer.from("\uFEFFa: 1\n", "utf16le"), line: 1, column: 1 },
  { name: "a character cut in two", bytes: Buffer.from("a: é").subarray(0, 4), line: 1, column: 4 },
])("names the first place of $name", ({ bytes, line, column }) => {
  expect(decodeSource("a.yaml", bytes)).toEqual({
    file: "a.yaml",
    line,
    column,
    rule: "encoding",
    pointer: "",
    message: MESSAGE,
  });
});
