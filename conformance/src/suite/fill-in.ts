import type { CaseAnswer } from "../case-types.ts";

type Values = Readonly<Record<string, string>>;

/** Puts values in the place of `{name}` in a text. */
export function fillText(text: string, values: Values): string {
  return Object.entries(values).reduce((filled, [name, value]) => filled.replaceAll(`{${name}}`, value), text);
}

/** Puts values in the place of `{name}` in an answer's headers and body. */
export function fillIn(answer: CaseAnswer, values: Values): CaseAnswer {
  const fill = (text: string) => fillText(text, values);
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(answer.headers ?? {})) {
    headers[name] = typeof value === "string" ? fill(value) : value.map(fill);
  }
  return { ...answer, body: fill(answer.body), headers };
}
