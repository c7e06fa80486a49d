import type { CaseResponse } from "../case-types.ts";
import { fillText } from "../fill-text.ts";

type Values = Readonly<Record<string, string>>;

/** Puts values in the place of `{name}` in a response's headers and body. */
export function fillIn(response: CaseResponse, values: Values): CaseResponse {
  const fill = (text: string) => fillText(text, values);
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(response.headers ?? {})) {
    headers[name] = typeof value === "string" ? fill(value) : value.map(fill);
  }
  return { ...response, body: fill(response.body), headers };
}
