import { existsSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { templateNames } from "@jobstatus/core/provider";
import { keysFromPointer } from "@jobstatus/specs/json-pointer.ts";
import { isRecord, type JsonRecord } from "@jobstatus/specs/json-record.ts";
import { providerNames, type ProviderName } from "./provider.ts";

/** What the suite reads of a provider's specification. */
export interface Specification {
  readonly provider: ProviderName;
  /** Every status value of the specification. */
  readonly statusValues: readonly string[];
  /** The names of the members that have the status value. */
  readonly statusMembers: readonly string[];
  /** Every native error code that the specification gives a meaning. */
  readonly nativeCodes: readonly string[];
  /** Every response of the operations that give a status, by HTTP status and media type. */
  readonly responses: readonly SpecifiedResponse[];
}

/** One response of the operation that gives a status. */
export interface SpecifiedResponse {
  readonly status: number;
  readonly contentType: string;
  /** The examples, by their names; decoded where the media type is JSON. */
  readonly examples: Readonly<Record<string, unknown>>;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** What a JSON Pointer leads to. Throws where it leads nowhere, so that a specification in another form is noticed. */
function at(document: unknown, pointer: string): unknown {
  return keysFromPointer(pointer).reduce<unknown>((node, key) => {
    if (!isRecord(node) || !(key in node)) throw new Error(`the specification has nothing at ${pointer}`);
    return node[key];
  }, document);
}

function resolve(document: JsonRecord, node: unknown): JsonRecord {
  if (!isRecord(node)) throw new Error("the specification has no object where one is needed");
  return typeof node["$ref"] === "string" ? resolve(document, at(document, node["$ref"])) : node;
}

/** Every schema that a value at a pointer may have, through references and alternatives. */
function schemasAt(document: JsonRecord, schema: unknown, segments: readonly string[]): JsonRecord[] {
  const node = resolve(document, schema);
  const [key, ...rest] = segments;
  const alternatives = ["anyOf", "oneOf", "allOf"].flatMap((keyword) => list(node[keyword]));
  const properties = isRecord(node["properties"]) ? node["properties"] : {};
  return [
    ...alternatives.flatMap((alternative) => schemasAt(document, alternative, segments)),
    ...(key === undefined ? [node] : key in properties ? schemasAt(document, properties[key], rest) : []),
  ];
}

function findOperation(document: JsonRecord, operationId: unknown): JsonRecord {
  for (const path of Object.values(resolve(document, document["paths"]))) {
    for (const operation of Object.values(resolve(document, path))) {
      if (isRecord(operation) && operation["operationId"] === operationId) return operation;
    }
  }
  throw new Error(`the specification has no operation ${String(operationId)}`);
}

function responsesOf(
  document: JsonRecord,
  operation: JsonRecord,
): (SpecifiedResponse & { readonly schema: unknown })[] {
  return Object.entries(resolve(document, operation["responses"])).flatMap(([status, given]) => {
    const content = resolve(document, resolve(document, given)["content"]);
    return Object.entries(content).map(([contentType, media]) => {
      const { examples, schema } = resolve(document, media);
      const values: Record<string, unknown> = {};
      for (const [name, example] of Object.entries(isRecord(examples) ? examples : {})) {
        values[name] = resolve(document, example)["value"];
      }
      return { status: Number(status), contentType, schema, examples: values };
    });
  });
}

/** The text of a provider's specification. */
export function readSpecificationText(provider: ProviderName): string {
  const name = `specs/${provider}.openapi.yaml`;
  // The published package brings its own copies, beside its modules.
  const published = new URL(name, import.meta.url);
  return readFileSync(existsSync(published) ? published : new URL(`../../${name}`, import.meta.url), "utf8");
}

/**
 * Reads what the suite needs of a provider's specification.
 *
 * @throws Error - the specification lacks something that the suite relies on.
 */
export function readSpecification(provider: ProviderName): Specification {
  const parsed: unknown = parse(readSpecificationText(provider));
  if (!isRecord(parsed)) throw new Error(`the specification of ${provider} holds no object`);
  const extension = resolve(parsed, parsed["x-job-status"]);
  const named = isRecord(extension["operations"]) ? Object.values(extension["operations"]) : [];
  const asking = [
    extension,
    ...named.map((own): JsonRecord => ({ job: extension["job"], ...resolve(parsed, own) })),
  ].map(({ job, operation, xmlOperation }) => {
    const { at: starts = [""], status } = resolve(parsed, job);
    const ids = new Set([operation, xmlOperation ?? operation]);
    return {
      pointers: list(starts).map((pointer) => `${String(pointer)}${String(status)}`),
      responses: [...ids].flatMap((id) => responsesOf(parsed, findOperation(parsed, id))),
    };
  });
  const responses = asking.flatMap((one) => one.responses);
  const statusValues = asking.flatMap(({ pointers, responses: own }) =>
    own
      .filter(({ status }) => status === 200)
      .flatMap(({ schema }) => pointers.flatMap((pointer) => schemasAt(parsed, schema, pointer.split("/").slice(1))))
      .flatMap((schema) => list(schema["enum"]))
      .map(String),
  );
  const codes = list(isRecord(extension["errors"]) ? extension["errors"]["codes"] : []);
  return {
    provider,
    statusValues: [...new Set(statusValues)],
    statusMembers: asking.flatMap(({ pointers }) => pointers.map((pointer) => pointer.split("/").at(-1) ?? "")),
    nativeCodes: codes.map((code) => String(resolve(parsed, code)["native"])),
    responses: responses.map(({ status, contentType, examples }) => ({ status, contentType, examples })),
  };
}

/** Reads what the suite needs of every specification. */
export function readSpecifications(): Specification[] {
  return providerNames.map(readSpecification);
}

/** The fields of each kind of credentials that a specification knows: those that prove the caller, and those of a login. */
export function readCredentialFields(provider: ProviderName): string[][] {
  const parsed: unknown = parse(readSpecificationText(provider));
  const extension = resolveRoot(parsed);
  const ways = list(extension["credentials"]).map((way) => {
    const { header, basic } = isRecord(way) ? way : {};
    return templateNames(String(isRecord(header) ? header["value"] : basic));
  });
  const session = isRecord(extension["session"]) ? extension["session"] : {};
  const login = isRecord(session["login"]) ? list(session["login"]["fields"]).map(String) : [];
  return login.length > 0 ? [...ways, login] : ways;
}

function resolveRoot(document: unknown): JsonRecord {
  if (!isRecord(document) || !isRecord(document["x-job-status"]))
    throw new Error("the specification has no x-job-status");
  return document["x-job-status"];
}
