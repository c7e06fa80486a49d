import type { CaseResponse } from "../case-types.ts";

type Values = Readonly<Record<string, string>>;

/** Puts values in the place of `{name}` in a text. */
export function fillText(text: string, values: Values): string {
  return Object.entries(values).reduce((filled, [name, value]) => filled.replaceAll(`{${name}}`, value), text);
}

/** Puts values in the place of `{name}` in a response's headers and body. */
export function fillIn(response: CaseResponse, values: Values): CaseResponse {
  const fill = (text: string) => fillText(text, values);
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(response.headers ?? {})) {
    headers[name] = typeof value === "string" ? fill(value) : value.map(fill);
  }
  return { ...response, body: fill(response.body), headers };
}
