import { stripVTControlCharacters } from "node:util";

const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** Text as one line that is safe on a terminal: without escape sequences and control characters. */
export function printable(text: string): string {
  return stripVTControlCharacters(text)
    .replace(new RegExp(`${UNSAFE.source}+`, "gu"), " ")
    .trim();
}

/** A value as JSON that is safe on a terminal: control characters that JSON allows in text are escaped too. */
export function printableJson(value: unknown, indent?: number): string {
  const json = JSON.stringify(value, undefined, indent);
  return json.replace(new RegExp(`(?!\\n)${UNSAFE.source}`, "gu"), (character) =>
    // An escape for each UTF-16 code unit.
    character.replace(/./gs, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
  );
}
