import * as fc from "fast-check";
import type { JsonObject } from "../json.ts";

// Small valid documents of one job, with requests of many shapes: what goes into the URL, the headers and the body, how callers
// authenticate, and what a response says about the next request.

/** Parameters beside the job's id: constants, options with and without a default, and one that is left out. */
const PARAMETERS = fc.subarray<JsonObject>([
  { name: "api-version", in: "query", required: true, schema: { type: "string", default: "2026-01-01" } },
  { name: "view of */", in: "query", required: true, schema: { const: "a & `b`" } },
  { name: "X-Shop", in: "header", required: true, schema: { type: "string", enum: ["a", "b"] }, description: "*/" },
  { name: "X-Level", in: "header", required: true, schema: { const: 7 } },
  { name: "page", in: "query", schema: { type: "integer", default: 1 } },
]);

interface Place {
  readonly path: string;
  readonly method: "get" | "head" | "post";
  readonly id: JsonObject;
  readonly parameters: readonly JsonObject[];
  readonly body?: JsonObject;
}

const text: JsonObject = { type: "string" };
const inPath: JsonObject = { name: "id", in: "path", required: true, schema: text };

const PLACE = fc.constantFrom<Place>(
  { path: "/jobs/{id}", method: "get", id: { in: "path", name: "id" }, parameters: [inPath] },
  { path: "/jobs/{id}", method: "head", id: { in: "path", name: "id" }, parameters: [inPath] },
  { path: "/v1/{id}:poll", method: "get", id: { in: "path", name: "id", slashes: true }, parameters: [inPath] },
  {
    path: "/jobs",
    method: "get",
    id: { in: "query", name: "job id" },
    parameters: [{ name: "job id", in: "query", required: true, schema: text }],
  },
  {
    path: "/jobs/{id}",
    method: "post",
    id: { in: "path", name: "id" },
    parameters: [inPath],
    body: { type: "object", required: ["kind"], properties: { kind: { const: "job */" }, shop_name: text } },
  },
  {
    path: "/jobs",
    method: "post",
    id: { in: "body", name: "Job-Id" },
    parameters: [],
    body: {
      type: "object",
      required: ["Job-Id", "deep-er"],
      properties: { "Job-Id": { type: "integer" }, "deep-er": { enum: [true] } },
    },
  },
);

const KEY = { scheme: "key", header: { name: "X-Key", value: "{key}" } };

/** The ways to send the credentials; without one the API takes none. */
const WAYS = fc.constantFrom<JsonObject[]>(
  [KEY],
  [{ scheme: "key", query: { name: "a key", value: "{key}" } }],
  [
    {
      scheme: "key",
      places: [
        { in: "header", name: "X-Key", value: "{key}" },
        { in: "query", name: "user", value: "{user_id}" },
      ],
    },
    { scheme: "key", basic: "{user}:{word}" },
  ],
  [],
);

const SERVERS = fc.constantFrom<JsonObject>(
  { url: "https://print.example" },
  {
    url: "https://{host}",
    variables: { host: { default: "eu.print.example", enum: ["eu.print.example", "us.example"] } },
  },
);

/** A login on this host or on another one; undefined if there is none. */
const LOGIN = fc.constantFrom<"here" | "elsewhere" | undefined>(undefined, "here", "elsewhere");

/** A small valid document, as JSON. */
export const requestDocumentText: fc.Arbitrary<string> = fc
  .record({
    place: PLACE,
    others: PARAMETERS,
    ways: WAYS,
    server: SERVERS,
    login: LOGIN,
    isOptional: fc.boolean(),
    hasDelays: fc.boolean(),
    hasReferences: fc.boolean(),
  })
  .map((given) => JSON.stringify(documentOf(given)));

interface Given {
  readonly place: Place;
  readonly others: readonly JsonObject[];
  readonly ways: readonly JsonObject[];
  readonly server: JsonObject;
  readonly login: "here" | "elsewhere" | undefined;
  readonly isOptional: boolean;
  readonly hasDelays: boolean;
  readonly hasReferences: boolean;
}

function documentOf(all: Given): JsonObject {
  const { place, others, ways: given, server, login, isOptional, hasDelays, hasReferences } = all;
  // What a login grants must have a place.
  const ways = given.length === 0 && login !== undefined ? [KEY] : given;
  const isHead = place.method === "head";
  const content = { "application/json": { schema: JOB } };
  return {
    openapi: "3.1.1",
    info: { title: "Print Jobs", version: "1" },
    servers: [server],
    security: ways.length === 0 ? [] : isOptional ? [{ key: [] }, {}] : [{ key: [] }],
    "x-job-status": {
      provider: "print",
      operation: "getJob",
      id: place.id,
      job: isHead
        ? { status: [{ value: "printing", where: { http: 202 } }, { value: "printed" }] }
        : { status: "/state", message: "/note" },
      states: { running: ["printing"], succeeded: ["printed"], ...(!isHead && { failed: ["jammed"] }) },
      ...(ways.length > 0 && { credentials: ways }),
      ...(hasDelays && !isHead && { delayField: { at: "/again", unit: "seconds" }, nextUrl: { at: "/note" } }),
      ...(hasDelays && isHead && { nextUrl: { header: "Location" } }),
      ...(hasReferences && {
        references: [
          { from: "header", header: "Operation-Location", path: "/jobs/{id}" },
          { from: "header", header: "X-Job" },
        ],
      }),
      ...(login !== undefined && { session: sessionOf(login) }),
    },
    paths: {
      [place.path]: {
        [place.method]: {
          operationId: "getJob",
          parameters: [...place.parameters, ...others],
          ...(place.body !== undefined && {
            requestBody: { required: true, content: { "application/json": { schema: place.body } } },
          }),
          responses: isHead
            ? { "200": { description: "Printed." }, "202": { description: "Printing." } }
            : { "200": { description: "The job.", content } },
        },
      },
      ...(login !== undefined && {
        [login === "here" ? "/session" : "/{zone}/token"]: { post: loginOperation(login) },
      }),
    },
    components: { securitySchemes: { key: { type: "apiKey", in: "header", name: "X-Key" } } },
  };
}

const JOB: JsonObject = {
  type: "object",
  required: ["state"],
  properties: {
    state: { type: "string", enum: ["printing", "printed", "jammed"] },
    note: { type: ["string", "null"] },
    again: { type: ["number", "string"] },
  },
};

function sessionOf(login: "here" | "elsewhere"): JsonObject {
  return {
    login: {
      operation: "logIn",
      fields: ["client_id", "client_secret"],
      grants: [{ field: "key", at: "/granted" }],
      ...(login === "elsewhere" && {
        basic: "{client_id}:{client_secret}",
        lifetime: { at: "/expires_in", unit: "seconds" },
      }),
    },
  };
}

function loginOperation(login: "here" | "elsewhere"): JsonObject {
  const isElsewhere = login === "elsewhere";
  const schema = {
    type: "object",
    required: ["grant_type"],
    properties: {
      grant_type: { const: "client_credentials" },
      ...(!isElsewhere && { client_id: text, client_secret: text }),
    },
  };
  const granted = { type: "object", properties: { granted: text, expires_in: { type: "integer" } } };
  return {
    operationId: "logIn",
    security: [],
    ...(isElsewhere && {
      servers: [{ url: "https://{realm}.login.example", variables: { realm: { default: "main" } } }],
    }),
    requestBody: { content: { "application/x-www-form-urlencoded": { schema } } },
    responses: { "200": { description: "A token.", content: { "application/json": { schema: granted } } } },
  };
}
