import type { Figure } from "./figures.ts";

/** A page with the value of a figure in its place; undefined if the page doesn't have the words around the figure. */
export function withFigure(text: string, { before, value, after }: Figure): string | undefined {
  const pattern = new RegExp(`(${spaced(before)})(.+?)(?=${after === "" ? String.raw`\n` : spaced(after)})`, "s");
  return pattern.test(text) ? text.replace(pattern, (_, words: string) => words + value) : undefined;
}

/** Words as they stand in a page, whose lines end anywhere and whose tables are aligned. */
function spaced(words: string): string {
  return words.replaceAll(/[.*+?^$()|[\]\\{}]/g, String.raw`\$&`).replaceAll(/\s+/g, String.raw`\s+`);
}
