import { eastAsianWidth } from "get-east-asian-width";

const graphemes = new Intl.Segmenter();

/** How many columns of a terminal a text without control characters takes. */
export function textWidth(text: string): number {
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += graphemeWidth(segment);
  return width;
}

/** Cuts such a text to a width, and marks the cut in the last column. */
export function cutText(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let cut = "";
  let left = width - 1;
  for (const { segment } of graphemes.segment(text)) {
    left -= graphemeWidth(segment);
    if (left < 0) break;
    cut += segment;
  }
  return width > 0 ? `${cut}…` : "";
}

/** Cuts or pads such a text to a width. */
export function fitText(text: string, width: number): string {
  const cut = cutText(text, width);
  return cut + " ".repeat(Math.max(0, width - textWidth(cut)));
}

function graphemeWidth(grapheme: string): number {
  // A lone combining mark takes no column; a variation selector makes an emoji, which takes two.
  if (/^\p{Mark}/u.test(grapheme)) return 0;
  return grapheme.includes("\uFE0F") ? 2 : eastAsianWidth(grapheme.codePointAt(0) ?? 0);
}
