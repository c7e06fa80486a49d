import { elementsOf, entriesOf, isJsonArray, member, textOf } from "../json.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import type { Operation } from "../openapi/operation.ts";
import { resolve } from "../openapi/resolve.ts";
import { UNDECIDED_MARK } from "../overlay/undecided.ts";

/** The ways to authenticate that the document's security schemes describe. */
export function guessCredentials(root: JsonObject, { value }: Operation): JsonValue {
  const own = member(value, "security");
  const required = elementsOf(isJsonArray(own) ? own : member(root, "security")).flatMap((each) =>
    entriesOf(each).map(([name]) => name),
  );
  const schemes = entriesOf(member(member(root, "components"), "securitySchemes"));
  const wanted = schemes.filter(([name]) => required.length === 0 || required.includes(name));
  const ways = wanted.map(([name, scheme]) => wayFrom(name, resolve(root, scheme)));
  if (ways.length === 0) {
    return `${UNDECIDED_MARK}the document describes no credentials; add a security scheme to its components, and say here how it goes into a request.`;
  }
  // No two ways may have the same fields: the first of several bearer tokens counts.
  return ways.filter((way, index) => ways.findIndex((other) => fieldsOf(other) === fieldsOf(way)) === index);
}

function wayFrom(scheme: string, value: JsonObject | undefined): JsonObject {
  const type = textOf(member(value, "type"));
  const name = textOf(member(value, "name")) ?? "";
  if (type === "apiKey" && member(value, "in") === "header") {
    return { scheme, header: { name, value: name.toLowerCase() === "authorization" ? "{token}" : "{apiKey}" } };
  }
  if (type === "apiKey" && member(value, "in") === "cookie") {
    return { scheme, header: { name: "Cookie", value: `${name}={session}` } };
  }
  if (type === "http" && textOf(member(value, "scheme"))?.toLowerCase() === "basic") {
    return { scheme, basic: "{username}:{password}" };
  }
  if (type === "http" || type === "oauth2" || type === "openIdConnect") {
    return { scheme, header: { name: "Authorization", value: "Bearer {token}" } };
  }
  const header = `${UNDECIDED_MARK}in which header does the credential of ${scheme} go, and how?`;
  return { scheme, header: { name: header, value: "{apiKey}" } };
}

function fieldsOf(way: JsonObject): string {
  return JSON.stringify(JSON.stringify(way).match(/\{[A-Za-z]+\}/g));
}
