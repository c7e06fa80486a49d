import type { CaseAnswer } from "../case-types.ts";

/** Puts values in the place of `{name}` in an answer's headers and body. */
export function fillIn(answer: CaseAnswer, values: Readonly<Record<string, string>>): CaseAnswer {
  const fill = (text: string) =>
    Object.entries(values).reduce((filled, [name, value]) => filled.replaceAll(`{${name}}`, value), text);
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(answer.headers ?? {})) {
    headers[name] = typeof value === "string" ? fill(value) : value.map(fill);
  }
  return { ...answer, body: fill(answer.body), headers };
}
