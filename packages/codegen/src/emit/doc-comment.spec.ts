import { describe, expect, it } from "vitest";
import { docComment, sentence } from "./doc-comment.ts";

describe("docComment", () => {
  it("keeps one line on one line", () => {
    expect(docComment(["A job."])).toBe("/** A job. */\n");
    expect(docComment(["A job. "], 4)).toBe("    /** A job. */\n");
  });

  it("puts more lines below each other, with nothing after the star of an empty one", () => {
    expect(docComment(["A job.", "", "@throws Error "], 2)).toBe(
      "  /**\n   * A job.\n   *\n   * @throws Error\n   */\n",
    );
  });

  it("lets no text end the comment", () => {
    expect(docComment(["a */ b */ c"])).toBe("/** a *\\/ b *\\/ c */\n");
  });
});

it.each([
  { text: "Which shop", want: "Which shop." },
  { text: "  Which\n  shop  ", want: "Which shop." },
  { text: "Which shop.", want: "Which shop." },
  { text: "Which shop?", want: "Which shop?" },
  { text: "Which. shop", want: "Which. shop." },
  { text: " \n", want: "" },
])("makes $want of $text", ({ text, want }) => {
  expect(sentence(text)).toBe(want);
});
