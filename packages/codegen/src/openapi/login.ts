import type { ExtensionSession } from "../extension.ts";
import { elementsOf, member } from "../json.ts";
import type { JsonObject } from "../json.ts";
import { constantsOf } from "./constants.ts";
import type { Constant } from "./constants.ts";
import { contentsOf, isFormMediaType, isJsonMediaType } from "./media-type.ts";
import type { Content } from "./media-type.ts";
import { findOperation } from "./operation.ts";
import type { Operation } from "./operation.ts";
import { partsOf } from "./schema.ts";
import type { SchemaParts } from "./schema.ts";

type Login = Pick<ExtensionSession["login"], "operation" | "fields">;

/** The body that a client can send with a login or a logout: the first in JSON or as a form. */
export function callContent(root: JsonObject, operation: Operation): Content | undefined {
  return contentsOf(root, member(operation.value, "requestBody")).find(
    ({ mediaType }) => isJsonMediaType(mediaType) || isFormMediaType(mediaType),
  );
}

/** The schema of a login's body; empty if there is none that a client can send. */
export function loginBody(root: JsonObject, { operation }: Pick<Login, "operation">): SchemaParts {
  const call = findOperation(root, operation);
  return call === undefined ? [] : partsOf(root, [callContent(root, call)?.schema]);
}

/** The properties of a login's body that always have one value, such as OAuth 2.0's `grant_type`. */
export function loginConstants(root: JsonObject, login: Login): ReadonlyMap<string, Constant> {
  const constants = constantsOf(root, loginBody(root, login));
  return new Map([...constants].filter(([name]) => !login.fields.includes(name)));
}

/** The properties that a login's body requires, and that neither a field nor a constant fills. */
export function unfilledProperties(root: JsonObject, login: Login): string[] {
  const required = loginBody(root, login).flatMap((part) => elementsOf(member(part, "required")));
  const constants = loginConstants(root, login);
  return [...new Set(required)]
    .filter((name) => typeof name === "string")
    .filter((name) => !login.fields.includes(name) && !constants.has(name));
}
