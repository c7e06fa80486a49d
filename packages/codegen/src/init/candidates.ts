import { entriesOf, isJsonObject, member, textOf, valueAt } from "../json.ts";
import type { JsonObject, JsonPath, JsonValue } from "../json.ts";
import { operationsOf, templateNames } from "../openapi/operation.ts";
import type { Operation } from "../openapi/operation.ts";
import { contentsOf } from "../openapi/media-type.ts";
import { resolve } from "../openapi/resolve.ts";
import { propertyNamesOf, stepInto, typesOf } from "../openapi/schema.ts";
import type { SchemaParts } from "../openapi/schema.ts";
import { jsonParts } from "../rules/rule-context.ts";
import { readPollingExtension } from "./polling-extension.ts";
import type { PollingHint } from "./polling-extension.ts";
import { findStatusPlaces } from "./status-place.ts";
import type { StatusPlace } from "./status-place.ts";

/** An operation that may be the one that gives a job's status. */
export interface Candidate {
  readonly method: string;
  readonly path: string;
  readonly at: JsonPath;
  /** Whether the document gives it an `operationId`. Otherwise the overlay must. */
  readonly isNamed: boolean;
  readonly operation: Operation;
  /** The schema of its response. */
  readonly body: SchemaParts;
  /** Where the status is; absent if no field looks like one. */
  readonly place: StatusPlace | undefined;
  readonly polling: PollingHint | undefined;
  /** Whether the response has `done`, with `error` or `response`, as Google's AIP-151 has it. */
  readonly isDone: boolean;
  readonly score: number;
  /** What speaks for it, in words. */
  readonly reasons: readonly string[];
}

const JOB_PATH =
  /(?:job|task|operation|import|export|batch|bulk|async|run|build|deployment|execution|process|request|upload|scan|report|sync|crawl|transcript|prediction|render|conversion|backup|migration|query|queries)/i;
/** Fewer points than this, and the operation is about something else. */
const MIN_SCORE = 7;

/** The operations that look like a job's status, the likeliest first. */
export function findCandidates(root: JsonObject): Candidate[] {
  const operations = identifiedOperations(root);
  const hints = {
    linked: new Set(linkedOperations(root, operations)),
    marked: operations.some(({ value }) => member(value, "x-ms-long-running-operation") === true),
  };
  return operations
    .filter(({ method }) => method === "get")
    .map((operation) => candidateFor(root, operation, hints))
    .filter(({ place, isDone, score }) => (place !== undefined || isDone) && score >= MIN_SCORE)
    .toSorted((a, b) => b.score - a.score);
}

/** What the rest of the document says of an operation. */
interface Hints {
  /** The operations that a link of a response leads to. */
  readonly linked: ReadonlySet<string>;
  /** Whether operations of the document are marked as long-running. */
  readonly marked: boolean;
}

/** What speaks for an operation. */
export function candidateFor(
  root: JsonObject,
  operation: Operation,
  { linked, marked }: Hints = { linked: new Set(), marked: false },
): Candidate {
  const { id, value, path, method, at } = operation;
  const responses = member(value, "responses");
  const body = jsonParts(root, contentsOf(root, member(responses, "200") ?? member(responses, "2XX")));
  const place = findStatusPlaces(root, body)[0];
  const isDone = typesOf(stepInto(root, body, "done")).has("boolean") && hasOutcome(body);
  const polling = readPollingExtension(value);
  const points: [points: number, isTrue: boolean, reason: string][] = [
    [place?.score ?? 0, place !== undefined, `its response has \`${place?.name}\``],
    [8, isDone, "its response has `done` with `error` or `response`"],
    [10, polling !== undefined, "it has x-speakeasy-polling"],
    [3, member(responses, "202") !== undefined, "it can respond 202"],
    [3, hasHeader(root, responses, "retry-after"), "its response has Retry-After"],
    [4, linked.has(id), "the operation that starts a job links to it"],
    [
      2,
      marked && /operation/i.test(path),
      "the document has x-ms-long-running-operation, and its path names operations",
    ],
    [3, JOB_PATH.test(path), "its path names jobs"],
    [1, /\/(status|state)$/i.test(path), "its path ends with the status"],
    [1, JOB_PATH.test(id), "its name names jobs"],
    [2, templateNames(path.split("/").at(-1) ?? "").length > 0, "its path ends with an ID"],
    [-6, placeOfId(operation) === undefined, ""],
  ];
  const held = points.filter(([, isTrue]) => isTrue);
  return {
    method,
    path,
    at,
    operation,
    isNamed: textOf(valueAt(root, [...at, "operationId"])) !== undefined,
    body,
    place,
    polling,
    isDone,
    score: held.reduce((sum, [each]) => sum + each, 0),
    reasons: held.flatMap(([, , reason]) => (reason === "" ? [] : [reason])),
  };
}

/** Where an operation takes the job's id: the last parameter of its path, else a query parameter that is called so. */
export function placeOfId({ path, parameters }: Operation): { in: "path" | "query"; name: string } | undefined {
  const last = templateNames(path).at(-1);
  if (last !== undefined) return { in: "path", name: last };
  const query = parameters.find((parameter) => parameter.in === "query" && /id$/i.test(parameter.name));
  return query && { in: "query", name: query.name };
}

function hasOutcome(body: SchemaParts): boolean {
  const names = propertyNamesOf(body);
  return names.includes("error") || names.includes("response");
}

function hasHeader(root: JsonObject, responses: ReturnType<typeof member>, wanted: string): boolean {
  return entriesOf(responses).some(([code, response]) => {
    const headers = entriesOf(member(resolve(root, response), "headers"));
    return /^[23]/.test(code) && headers.some(([name]) => name.toLowerCase() === wanted);
  });
}

/** The operations that a link of a response leads to (OpenAPI 3.1, section 4.8.20). */
function linkedOperations(root: JsonObject, operations: readonly Operation[]): string[] {
  return operations.flatMap(({ value }) =>
    entriesOf(member(value, "responses")).flatMap(([, response]) =>
      entriesOf(member(resolve(root, response), "links")).flatMap(
        ([, link]) => textOf(member(resolve(root, link), "operationId")) ?? [],
      ),
    ),
  );
}

/** All operations; those without an `operationId` have one made of their method and path. */
export function identifiedOperations(root: JsonObject): Operation[] {
  const taken = new Set(operationsOf(root).map(({ id }) => id));
  const paths: Record<string, JsonObject> = {};
  for (const [path, item] of entriesOf(member(root, "paths"))) {
    const operations = entriesOf(resolve(root, item)).map(([method, value]): [string, JsonValue] => [
      method,
      identified(value, method, path, taken),
    ]);
    paths[path] = Object.fromEntries(operations);
  }
  return operationsOf({ ...root, paths });
}

function identified(value: JsonValue, method: string, path: string, taken: Set<string>): JsonValue {
  if (!isJsonObject(value) || member(value, "responses") === undefined) return value;
  if (textOf(member(value, "operationId")) !== undefined) return value;
  const words = path.split(/[^A-Za-z0-9{}]+/).filter((word) => word !== "" && !word.startsWith("{"));
  const name = method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  const free = taken.has(name) ? `${name}By${templateNames(path).join("And")}` : name;
  taken.add(free);
  return { ...value, operationId: free };
}
