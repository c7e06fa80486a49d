import type { Contract, JobState } from "@jobstatus/core";
import type { ContractOperation } from "@jobstatus/core/provider";
import { millisecondsFromDuration } from "../duration.ts";
import { credentialsOf, statusValueOf } from "../extension.ts";
import type { Extension } from "../extension.ts";
import { elementsOf, entriesOf, member, textOf } from "../json.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import { publicOperationsOf, referencesOf, sessionOf } from "./access-table.ts";
import { namedOperations } from "../named-operations.ts";
import { responsesOf, contentsOf, isJsonMediaType, isXmlMediaType } from "../openapi/media-type.ts";
import type { Content } from "../openapi/media-type.ts";
import { jobTable } from "./job-table.ts";
import { findOperation, templateNames } from "../openapi/operation.ts";
import type { Operation } from "../openapi/operation.ts";
import { partsAt, partsOf, propertyNamesOf, stepInto, typesOf } from "../openapi/schema.ts";
import type { SchemaParts } from "../openapi/schema.ts";
import { statusResponsesOf } from "../openapi/status-responses.ts";
import type { Spec } from "../spec.ts";

/** The default of the extension's schema. */
const DEFAULT_TIMEOUT = "PT1H";

/** The units in which a header names a delay. */
const UNITS_MS = { milliseconds: 1, seconds: 1_000, minutes: 60_000 };

/** The table of a specification: what core must know about the provider. */
export function contractFromSpec(spec: Spec): Contract {
  const { root, extension } = spec;
  const { operation, request, job, states, ...own } = operationTable(spec);
  const accountLimit = accountLimitOf(extension);
  const others = namedOperations(extension).map(
    (other) => [other.name, operationTable({ ...spec, extension: other.extension })] as const,
  );
  return {
    provider: extension.provider,
    operation,
    server: serverOf(root).url,
    variables: Object.fromEntries(variablesOf(spec).map(({ name, fallback }) => [name, fallback])),
    request,
    credentials: credentialsOf(extension).map(({ header, basic = "" }) =>
      header === undefined ? { basic } : { header: { name: header.name, value: header.value } },
    ),
    job,
    states,
    ...own,
    ...(others.length > 0 && { operations: Object.fromEntries(others) }),
    errors: errorsOf(extension),
    ...(accountLimit && { accountLimit }),
    ...(extension.delayHeader !== undefined && {
      delayHeader: { name: extension.delayHeader.name, unitMs: UNITS_MS[extension.delayHeader.unit] },
    }),
    ...batchOf(spec),
    timeoutMs: millisecondsFromDuration(extension.timeout ?? DEFAULT_TIMEOUT),
    ...(extension.notFoundGrace !== undefined && {
      notFoundGraceMs: millisecondsFromDuration(extension.notFoundGrace.duration),
    }),
    ...referencesOf(spec),
    ...sessionOf(spec),
    ...publicOperationsOf(spec),
  };
}

/** The limit of the account that allows the fewest requests; undefined if none is stated. */
function accountLimitOf({ limits = [] }: Extension): Contract["accountLimit"] {
  const stated = limits
    .filter(({ of }) => of === "account")
    .map(({ requests = 1, interval }) => ({ requests, intervalMs: millisecondsFromDuration(interval) }));
  return stated.toSorted((a, b) => a.requests / a.intervalMs - b.requests / b.intervalMs)[0];
}

/** The part of the table that is about the operation of an extension alone. */
function operationTable(spec: Spec): ContractOperation {
  const { extension } = spec;
  const operation = statusOperation(spec);
  const values = Object.values(extension.states).flatMap((list) => list.map(statusValueOf));
  const decidedBy = (what: "items" | "counts"): string[] =>
    values.filter(({ outcomeFrom }) => outcomeFrom === what).map(({ value }) => value);
  const byItems = decidedBy("items");
  const byCounts = decidedBy("counts");
  const intervals = (extension.limits ?? [])
    .filter((limit) => limit.of === "job")
    .map((limit) => millisecondsFromDuration(limit.interval));
  return {
    operation: operation.id,
    request: requestOf(spec, operation, isJsonMediaType, responseMediaType(spec)),
    job: jobTable(spec, operation),
    states: statesOf(extension),
    ...(byItems.length > 0 && { outcomeFromItems: byItems }),
    ...(byCounts.length > 0 && { outcomeFromCounts: byCounts }),
    ...(intervals.length > 0 && { minPollIntervalMs: Math.max(...intervals) }),
  };
}

/** A name in braces in the server's URL or an operation's path, or a member of a request's body, that an option fills in. */
export interface Variable {
  readonly name: string;
  readonly in: "server" | "path" | "body";
  /** Its default: null if every client must name a value, the empty text if a client may leave it out. */
  readonly fallback: string | null;
  /** The only values that it takes; empty if it takes any. */
  readonly values: readonly string[];
  readonly description: string;
}

/** The variables of the server and of the requests for a status, the job's id left out. */
export function variablesOf(spec: Spec): Variable[] {
  const { root, extension } = spec;
  const server = serverOf(root);
  const ofServer = templateNames(server.url).map((name): Variable => {
    const variable = member(server.variables, name);
    return {
      name,
      in: "server",
      fallback: fallbackOf(extension, name, member(variable, "default")),
      values: textsOf(variable, "enum"),
      description: textOf(member(variable, "description")) ?? "",
    };
  });
  const others = namedOperations(extension).flatMap((other) => {
    const variables = variablesOfOperation({ ...spec, extension: other.extension });
    // A caller who never requests this operation need not name what it takes.
    return variables.map((variable): Variable => ({ ...variable, fallback: variable.fallback ?? "" }));
  });
  const all = [...ofServer, ...variablesOfOperation(spec), ...others];
  return all.filter(({ name }, index) => all.findIndex((variable) => variable.name === name) === index);
}

function fallbackOf({ requiredVariables }: Extension, name: string, value: JsonValue | undefined): string | null {
  if (requiredVariables?.includes(name)) return null;
  return typeof value === "string" || typeof value === "number" ? String(value) : null;
}

function variablesOfOperation(spec: Spec): Variable[] {
  const { root, extension } = spec;
  const operation = statusOperation(spec);
  const ofPath = templateNames(operation.path)
    .filter((name) => !(extension.id.in === "path" && name === extension.id.name))
    .map((name): Variable => {
      const parameter = operation.parameters.find((candidate) => candidate.in === "path" && candidate.name === name);
      const parts = partsOf(root, [member(parameter?.value, "schema")]);
      const fallback = parts.map((part) => member(part, "default")).find((value) => value !== undefined);
      return {
        name,
        in: "path",
        fallback: fallbackOf(extension, name, fallback),
        values: parts.flatMap((part) => textsOf(part, "enum")),
        description: textOf(member(parameter?.value, "description")) ?? "",
      };
    });
  const body = requestContent(root, operation, isJsonMediaType);
  const parts = partsOf(root, [body?.schema]);
  const ofBody = membersOf(spec, parts).map((name): Variable => {
    const described = stepInto(root, parts, name).map((part) => textOf(member(part, "description")));
    return { name, in: "body", fallback: "", values: [], description: described.find(Boolean) ?? "" };
  });
  return [...ofPath, ...ofBody];
}

/** The members of a request's body that an option may fill in: those that are text, but for the job's id. */
function membersOf({ root, extension }: Spec, body: SchemaParts): string[] {
  const { id } = extension;
  return propertyNamesOf(body).filter(
    (name) => !(id.in === "body" && name === id.name) && typesOf(stepInto(root, body, name)).has("string"),
  );
}

function requestContent(
  root: JsonObject,
  operation: Operation,
  isOfFormat: (mediaType: string) => boolean,
): Content | undefined {
  return contentsOf(root, member(operation.value, "requestBody")).find(({ mediaType }) => isOfFormat(mediaType));
}

function batchOf({ root, extension }: Spec): Pick<Contract, "batch"> {
  const { batch } = extension;
  const operation = batch && findOperation(root, batch.operation);
  if (batch === undefined || operation === undefined) return {};
  const { ids, separator = ",", maximum, jobs, id } = batch;
  return { batch: { path: operation.path, ids, separator, maximum, jobs, id } };
}

/** The operation that returns the status. */
export function statusOperation(spec: Spec): Operation {
  const operation = findOperation(spec.root, spec.extension.operation);
  if (operation === undefined) throw new Error(`${spec.file} has no operation ${spec.extension.operation}.`);
  return operation;
}

/** The media type that a request for the status accepts: that of the first JSON. */
export function responseMediaType(spec: Spec): string {
  const responses = statusResponsesOf(spec.root, statusOperation(spec), spec.extension);
  return responses.find(({ content }) => content !== undefined)?.content?.mediaType ?? "application/json";
}

/** The first content of an operation's 200 response in XML. */
export function xmlContent(spec: Spec, operation: Operation): Content {
  const response = responsesOf(spec.root, operation.value, "200").find(({ mediaType }) => isXmlMediaType(mediaType));
  if (response === undefined) throw new Error(`${spec.file}: ${operation.id} has no response in XML.`);
  return response;
}

/**
 * The request for the status, in a format.
 *
 * @param accept - The media type that it accepts.
 */
export function requestOf(
  spec: Spec,
  operation: Operation,
  isOfFormat: (mediaType: string) => boolean,
  accept: string,
): Contract["request"] {
  const { root, extension } = spec;
  const body = requestContent(root, operation, isOfFormat);
  const members = membersOf(spec, partsOf(root, [body?.schema]));
  const idSchema =
    extension.id.in === "body"
      ? partsAt(root, partsOf(root, [body?.schema]), `/${extension.id.name}`)
      : partsOf(root, [
          member(
            operation.parameters.find(({ name, in: place }) => name === extension.id.name && place === extension.id.in)
              ?.value,
            "schema",
          ),
        ]);
  // If a schema takes both, the id is a number that some clients write as text: no text beyond digits would do.
  const type = typesOf(idSchema).has("integer") ? "integer" : "string";
  const pattern = idSchema.map((part) => textOf(member(part, "pattern"))).find((text) => text !== undefined);
  return {
    method: operation.method === "post" ? "POST" : "GET",
    path: operation.path,
    id: {
      in: extension.id.in,
      name: extension.id.name,
      type,
      ...(type === "string" && pattern !== undefined && { pattern }),
    },
    ...(members.length > 0 && { members }),
    accept,
    ...(body !== undefined && { contentType: body.mediaType }),
  };
}

/** The states in the order of the model, so that the table does not change when lists change places. */
export const STATES: readonly JobState[] = [
  "pending",
  "running",
  "succeeded",
  "partial",
  "failed",
  "cancelled",
  "unknown",
];

function statesOf({ states }: Extension): Contract["states"] {
  return Object.fromEntries(
    STATES.flatMap((state) => (states[state] ?? []).map((value) => [statusValueOf(value).value, state] as const)),
  );
}

function errorsOf({ errors }: Extension): Contract["errors"] {
  const { success, native, message, codes, http, requestIdHeader, defaultCode } = errors ?? {};
  return {
    ...(success !== undefined && {
      success: success.map(({ at, values }) => ({ at, values: values.map(String) })),
    }),
    ...(native !== undefined && { native }),
    ...(message !== undefined && { message }),
    ...(codes !== undefined && {
      codes: Object.fromEntries(codes.map(({ native: nativeCode, code }) => [String(nativeCode), code])),
    }),
    ...(http !== undefined && { http: Object.fromEntries(http.map(({ status, code }) => [status, code])) }),
    requestIdHeader: requestIdHeader ?? "X-Request-Id",
    defaultCode: defaultCode ?? "unavailable",
  };
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
