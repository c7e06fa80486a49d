import { expect, it } from "vitest";
import { markdownCell, markdownTable } from "./markdown.ts";

it("pads the columns of a table to one width each", () => {
  expect(markdownTable(["a", "long head"], [["wide cell", "x"], ["é"]])).toBe(
    [
      "| a         | long head |",
      "| --------- | --------- |",
      "| wide cell | x         |",
      "| é         |           |",
    ].join("\n"),
  );
});

it("keeps text in its cell", () => {
  expect(markdownCell(" a |\n b ")).toBe("a \\| b");
});
