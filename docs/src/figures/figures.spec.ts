import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { figuresOf } from "./figures.ts";
import { withFigure } from "./with-figure.ts";

const root = resolve(import.meta.dirname, "../../..");

it("the figures in the pages are those of the results; npm run update-figures writes them", async () => {
  const figures = await figuresOf(root);
  const wrong = figures.filter((figure) => {
    const text = readFileSync(join(root, figure.file), "utf8");
    return plain(withFigure(text, figure)) !== plain(text);
  });
  expect(wrong).toEqual([]);
});

/** Without what the alignment of a table changes. */
function plain(text: string | undefined): string | undefined {
  return text?.replaceAll(/ +/g, " ").replaceAll(/-{2,}/g, "-");
}

const figure = { file: "page.md", before: "a loop passes ", value: "8 of the 20", after: " cases" };

it("a figure is written between the words around it, wherever the line ends", () => {
  expect(withFigure("Here a loop\n  passes 7 of the 19\ncases.", figure)).toBe(
    "Here a loop\n  passes 8 of the 20\ncases.",
  );
});

it("a page without the words around a figure is told", () => {
  expect(withFigure("A loop fails.", figure)).toBeUndefined();
});
