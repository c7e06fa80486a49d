import type { ExtensionSession } from "../extension.ts";
import { elementsOf, isJsonObject, member, valueAt } from "../json.ts";
import type { JsonObject } from "../json.ts";
import { constantsOf } from "./constants.ts";
import type { Constant } from "./constants.ts";
import { contentsOf, isFormMediaType, isJsonMediaType } from "./media-type.ts";
import type { Content } from "./media-type.ts";
import { findOperation } from "./operation.ts";
import type { Operation } from "./operation.ts";
import { partsOf } from "./schema.ts";
import type { SchemaParts } from "./schema.ts";

type Login = Pick<ExtensionSession["login"], "operation" | "fields" | "basic">;

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

/** The server that a login has of its own, or that its path has; nothing if it is on that of the document. */
export function loginServer(root: JsonObject, { operation }: Pick<Login, "operation">): JsonObject | undefined {
  const call = findOperation(root, operation);
  if (call === undefined) return undefined;
  const [server] = [call.value, valueAt(root, call.at.slice(0, 2))].flatMap((holder) =>
    elementsOf(member(holder, "servers")),
  );
  return isJsonObject(server) ? server : undefined;
}

/** The fields of a login that are in its body. */
export function bodyFields({ fields, basic = "" }: Login): readonly string[] {
  return fields.filter((field) => !basic.includes(`{${field}}`));
}

/** The properties of a login's body that always have one value, such as OAuth 2.0's `grant_type`. */
export function loginConstants(root: JsonObject, login: Login): ReadonlyMap<string, Constant> {
  const constants = constantsOf(root, loginBody(root, login));
  return new Map([...constants].filter(([name]) => !bodyFields(login).includes(name)));
}

/** The properties that a login's body requires, and that neither a field nor a constant fills. */
export function unfilledProperties(root: JsonObject, login: Login): string[] {
  const required = loginBody(root, login).flatMap((part) => elementsOf(member(part, "required")));
  const constants = loginConstants(root, login);
  return [...new Set(required)]
    .filter((name) => typeof name === "string")
    .filter((name) => !bodyFields(login).includes(name) && !constants.has(name));
}
