import { elementsOf, entriesOf, isJsonArray, member, textOf } from "../json.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import type { Operation } from "../openapi/operation.ts";
import { resolve } from "../openapi/resolve.ts";
import { UNDECIDED_MARK } from "../overlay/undecided.ts";

/** The ways to authenticate that the document's security schemes describe; nothing if it says that there are none. */
export function guessCredentials(root: JsonObject, { value }: Operation): JsonValue | undefined {
  const own = member(value, "security");
  const security = isJsonArray(own) ? own : member(root, "security");
  const schemes = entriesOf(member(member(root, "components"), "securitySchemes"));
  if (isJsonArray(security) && security.length === 0) return undefined;
  if (schemes.length === 0) {
    return (
      `${UNDECIDED_MARK}the document describes no credentials; add a security scheme to it and say here how it goes into a ` +
      "request, or remove this field and add `security: []` to the document if the API takes none."
    );
  }
  const known = new Map(schemes.map(([name, scheme]) => [name, resolve(root, scheme)]));
  const required = elementsOf(security)
    .map((each) => entriesOf(each).map(([name]) => name))
    .filter((names) => names.length > 0 && names.every((name) => known.has(name)));
  const ways = (required.length > 0 ? required : schemes.map(([name]) => [name])).map((names) => wayFrom(names, known));
  // No two ways may have the same fields: the first of several bearer tokens counts.
  return ways.filter((way, index) => ways.findIndex((other) => fieldsOf(other) === fieldsOf(way)) === index);
}

type Schemes = ReadonlyMap<string, JsonObject | undefined>;

/** A way that serves one scheme, or several that are needed together. */
function wayFrom(names: readonly string[], schemes: Schemes): JsonObject {
  const [scheme = "", ...others] = names;
  const value = schemes.get(scheme);
  if (others.length > 0) return { scheme, places: names.map((name) => placeFrom(name, schemes.get(name))) };
  if (isBasic(value)) return { scheme, basic: "{username}:{password}" };
  const { in: place, name, value: template } = placeFrom(scheme, value, "apiKey");
  return { scheme, [place === "query" ? "query" : "header"]: { name, value: template } };
}

/** Where the credential of a scheme goes; a cookie is a header. */
function placeFrom(scheme: string, value: JsonObject | undefined, field = fieldFrom(scheme)) {
  const name = textOf(member(value, "name")) ?? "";
  if (textOf(member(value, "type")) !== "apiKey") {
    return { in: "header", name: "Authorization", value: "Bearer {token}", scheme };
  }
  if (member(value, "in") === "cookie") return { in: "header", name: "Cookie", value: `${name}={session}`, scheme };
  const isToken = name.toLowerCase() === "authorization";
  return { in: textOf(member(value, "in")) ?? "header", name, value: isToken ? "{token}" : `{${field}}`, scheme };
}

function isBasic(value: JsonObject | undefined): boolean {
  return textOf(member(value, "type")) === "http" && textOf(member(value, "scheme"))?.toLowerCase() === "basic";
}

/** A field of the credentials, named after its scheme: `appKey` for `App-Key`. */
function fieldFrom(scheme: string): string {
  const [first = "key", ...rest] = scheme.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  return (
    first.charAt(0).toLowerCase() +
    first.slice(1) +
    rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("")
  );
}

function fieldsOf(way: JsonObject): string {
  return JSON.stringify(JSON.stringify(way).match(/\{[A-Za-z]+\}/g));
}
