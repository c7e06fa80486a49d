import { expect, it } from "vitest";
import { storable } from "./storable.ts";

it("only characters that PostgreSQL refuses are replaced", () => {
  expect(
    storable({ text: "null \u0000, halves \ud83d and \ude00, whole \u{1f600}, written \\u0000 and \\\\ud83d" }),
  ).toEqual({
    text: "null \ufffd, halves \ufffd and \ufffd, whole \u{1f600}, written \\u0000 and \\\\ud83d",
  });
  const plain = { text: "nothing to replace" };
  expect(storable(plain)).toBe(plain);
});
