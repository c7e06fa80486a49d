import { MatchersV3 } from "@pact-foundation/pact";
import type { Json } from "../case-types.ts";
import { factsOf } from "../provider-facts.ts";
import type { ProviderName } from "../provider-name.ts";

/** The time of RFC 3339, with up to six digits of a second. */
const RFC_3339 = "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?(Z|[+-]\\d\\d:\\d\\d)$";

/** The members whose text has a form that a client relies on. Each is anchored, and none holds a status value. */
const FORM_OF_MEMBER: Readonly<Record<string, string>> = {
  StatusDate: "^\\/Date\\(-?\\d+([+-]\\d{4})?\\)\\/$",
  start_time: RFC_3339,
  end_time: RFC_3339,
  requestedAt: RFC_3339,
  created_date: RFC_3339,
  run_start_date: RFC_3339,
  run_end_date: RFC_3339,
  url: "^https?:\\/\\/\\S+$",
};

/** Makes the template of a response's body: its values are examples, but for those that decide. */
export function templateFromBody(provider: ProviderName, body: Json, at = ""): unknown {
  if (Array.isArray(body)) return body.map((element) => templateFromBody(provider, element, `${at}/*`));
  if (typeof body === "object" && body !== null) {
    // Pact cannot name a member without a name, so nothing beside it can have a matcher either.
    if ("" in body) return body;
    return Object.fromEntries(
      Object.entries(body).map(([name, value]) => [name, templateFromBody(provider, value, `${at}/${name}`)]),
    );
  }
  if (body === null || typeof body === "boolean" || isDecisive(provider, at)) return body;
  if (typeof body === "number") return Number.isInteger(body) ? MatchersV3.integer(body) : MatchersV3.number(body);
  return textTemplate(body, at);
}

/** Makes the template of a text: one of its form, where a client relies on it. */
export function textTemplate(text: string, at: string): unknown {
  const form = FORM_OF_MEMBER[at.slice(at.lastIndexOf("/") + 1)];
  return form === undefined ? MatchersV3.like(text) : MatchersV3.regex(form, text);
}

/** Says whether the value at a pointer decides what a client makes of a response. */
export function isDecisive(provider: ProviderName, at: string): boolean {
  return factsOf(provider).decisive.includes(at);
}
