import type { Extension } from "../extension.ts";
import { elementsOf, entriesOf, member, textOf } from "../json.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import { namedOperations } from "../named-operations.ts";
import { loginServer } from "../openapi/login.ts";
import { findOperation, templateNames } from "../openapi/operation.ts";
import { filledParameters } from "../openapi/request-parameters.ts";
import { partsOf, stepInto } from "../openapi/schema.ts";
import type { SchemaParts } from "../openapi/schema.ts";
import type { Spec } from "../spec.ts";
import { bodyMembers, statusBody } from "./request-body.ts";
import { statusOperation } from "./status-operation.ts";

/** What an option fills in: a name in braces of a URL, a parameter, or a member of a request's body. */
export interface Variable {
  readonly name: string;
  readonly in: "server" | "path" | "query" | "header" | "body" | "login";
  /** Its default: null if every client must name a value, the empty text if a client may leave it out. */
  readonly fallback: string | null;
  /** The only values that it takes; empty if it takes any. */
  readonly values: readonly string[];
  readonly description: string;
}

/** The variables of the server, of the requests for a status and of the login, the job's id left out. */
export function variablesOf(spec: Spec): Variable[] {
  const { root, extension } = spec;
  const server = serverOf(root);
  const others = namedOperations(extension).flatMap((other) =>
    // A caller that never requests this operation need not name what it takes.
    variablesOfOperation({ ...spec, extension: other.extension }).map(withFallback),
  );
  const all = [
    ...serverVariables(extension, server.url, server.variables),
    ...variablesOfOperation(spec),
    ...others,
    ...batchVariables(spec),
    ...loginVariables(spec),
  ];
  return all.filter(({ name }, index) => all.findIndex((variable) => variable.name === name) === index);
}

function withFallback(variable: Variable): Variable {
  return { ...variable, fallback: variable.fallback ?? "" };
}

function serverVariables(extension: Extension, url: string, variables: JsonValue | undefined): Variable[] {
  return templateNames(url).map((name): Variable => {
    const variable = member(variables, name);
    return {
      name,
      in: "server",
      fallback: fallbackOf(extension, name, member(variable, "default")),
      values: textsOf(variable, "enum"),
      description: textOf(member(variable, "description")) ?? "",
    };
  });
}

/** @param name - The name in the document. */
function fallbackOf({ requiredVariables }: Extension, name: string, value: JsonValue | undefined): string | null {
  if (requiredVariables?.includes(name)) return null;
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : null;
}

function variablesOfOperation(spec: Spec): Variable[] {
  const { root, extension } = spec;
  const operation = statusOperation(spec);
  const ofPath = pathVariables(spec, operation.id).filter(
    ({ name }) => !(extension.id.in === "path" && name === extension.id.name),
  );
  const body = partsOf(root, [statusBody(spec, operation)?.schema]);
  const ofBody = bodyMembers(spec, body).map((name): Variable => {
    const parts = stepInto(root, body, name);
    const isRequired = body.some((part) => elementsOf(member(part, "required")).includes(name));
    return {
      name,
      in: "body",
      fallback: isRequired ? fallbackOf(extension, name, defaultOf(parts)) : "",
      values: [],
      description: descriptionOf(parts),
    };
  });
  return [...ofPath, ...parameterVariables(spec, operation.id, extension.id), ...ofBody];
}

function batchVariables(spec: Spec): Variable[] {
  const { batch } = spec.extension;
  return batch === undefined ? [] : parameterVariables(spec, batch.operation, { in: "query", name: batch.ids });
}

/** Those that only the login takes: a caller that never logs in need not name them. */
function loginVariables(spec: Spec): Variable[] {
  const { root, extension } = spec;
  const { login } = extension.session ?? {};
  const server = login && loginServer(root, login);
  if (login === undefined || server === undefined) return [];
  const url = textOf(member(server, "url")) ?? "";
  return [...serverVariables(extension, url, member(server, "variables")), ...pathVariables(spec, login.operation)]
    .map((variable): Variable => ({ ...withFallback(variable), in: "login" }))
    .concat({
      name: "loginUrl",
      in: "login",
      fallback: url.replace(/\/$/, ""),
      values: [],
      description: "The base URL of the login, the only other host to which the client sends credentials",
    });
}

function pathVariables({ root, extension }: Spec, id: string): Variable[] {
  const operation = findOperation(root, id);
  return templateNames(operation?.path ?? "").map((name): Variable => {
    const parameter = operation?.parameters.find((candidate) => candidate.in === "path" && candidate.name === name);
    const parts = partsOf(root, [member(parameter?.value, "schema")]);
    return {
      name,
      in: "path",
      fallback: fallbackOf(extension, name, defaultOf(parts)),
      values: parts.flatMap((part) => textsOf(part, "enum")),
      description: textOf(member(parameter?.value, "description")) ?? "",
    };
  });
}

/** The parameters of the query and the headers that an operation requires and that have no constant value. */
function parameterVariables(
  { root, extension }: Spec,
  id: string,
  other: { readonly in: string; readonly name: string },
): Variable[] {
  const operation = findOperation(root, id);
  if (operation === undefined) return [];
  return filledParameters(root, operation, other)
    .filter(({ constant }) => constant === undefined)
    .map(({ name, in: place, option, value, schema }) => ({
      name: option,
      in: place,
      fallback: fallbackOf(extension, name, defaultOf(schema)),
      values: schema.flatMap((part) => textsOf(part, "enum")),
      description: textOf(member(value, "description")) ?? "",
    }));
}

function defaultOf(parts: SchemaParts): JsonValue | undefined {
  return parts.map((part) => member(part, "default")).find((value) => value !== undefined);
}

function descriptionOf(parts: SchemaParts): string {
  return parts.map((part) => textOf(member(part, "description"))).find(Boolean) ?? "";
}

/** The first server of the document. */
export function serverOf(root: JsonObject): { readonly url: string; readonly variables: JsonObject } {
  const server = elementsOf(member(root, "servers"))[0];
  const url = textOf(member(server, "url")) ?? "";
  return { url: url.replace(/\/$/, ""), variables: Object.fromEntries(entriesOf(member(server, "variables"))) };
}

function textsOf(value: JsonObject[string] | undefined, key: string): string[] {
  return elementsOf(member(value, key)).filter((element) => typeof element === "string");
}
