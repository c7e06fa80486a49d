import { stripVTControlCharacters } from "node:util";

/** A provider's text as one line that can do nothing to a terminal: without control characters and what they lead in. */
export function printable(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
    .trim();
}
