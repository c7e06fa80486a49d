import * as fc from "fast-check";
import { pointerFromPath } from "../json.ts";
import { itemsOfForms, JOB_FORMS, jobOfForms, responsesOfForms, schemasOfForms, statesOfForms } from "./job-forms.ts";
import type { JobForms } from "./job-forms.ts";
import { anySchema, COMPONENTS, formsOf, number, objectWith, PROPERTY, refTo, text } from "./schemas.ts";
import type { JsonObject, JsonValue } from "../json.ts";

// Small valid documents of many shapes. Each has one job; around it stands what a document may have beside.

const STATUS = fc.constantFrom(
  ..."queued running done failed COMPLETED In-Progress constructor toString null 0".split(" "),
  ...'a"b a\\b état a|b `a` */ ${a}'.split(" "),
  "not started",
  "a\nb",
);

const JSON_TYPE = fc.constantFrom(
  "application/json",
  "application/json; charset=utf-8",
  "application/vnd.acme.v2+json",
  "application/hal+json",
  "application/problem+json",
  "Application/JSON",
);

/** Different names for the parts of a job. */
const PARTS = fc
  .uniqueArray(PROPERTY, { minLength: 15, maxLength: 15 })
  .map(([status, message, progress, time, items, links, self, ok, code, wrapper, extra, idOfItem, ...more]) => ({
    status,
    message,
    progress,
    time,
    items,
    links,
    self,
    ok,
    code,
    wrapper,
    extra,
    idOfItem,
    result: more[0],
    failed: more[1],
    all: more[2],
  }));

const pointer = (...path: (string | undefined)[]): string => pointerFromPath(path.map((segment) => segment ?? ""));

const PROVIDER = fc.constantFrom(
  ..."print a x-1 date promise record object error map string class default partial api schema paths".split(" "),
);

const OPERATION_ID = fc.constantFrom("getJob", "get-job", "get job", "Get.Job/1", "constructor", "get'job\"", "état");

interface Request {
  readonly path: string;
  readonly method: "get" | "post";
  readonly id: JsonObject;
  readonly operation: JsonObject;
}

const ID_SCHEMA = fc.constantFrom<JsonObject>(
  { type: "string" },
  { type: "integer", format: "int64" },
  { type: ["string", "integer"] },
  { anyOf: [{ type: "string", format: "uuid" }, { type: "integer" }] },
);

/** The request for the status, with the id in each place that it can have. */
const REQUEST: fc.Arbitrary<Request> = fc
  .tuple(
    fc.constantFrom("path", "query", "body"),
    fc.constantFrom("id", "job-id", "Job Id", "a.b"),
    ID_SCHEMA,
    JSON_TYPE,
  )
  .map(([place, name, schema, mediaType]): Request => {
    const id = { in: place, name };
    const tenant = { name: "tenant", in: "path", required: true, schema: { type: "string", default: "main" } };
    if (place === "body") {
      const content = { [mediaType]: { schema: { type: "object", required: [name], properties: { [name]: schema } } } };
      return { path: "/jobs", method: "post", id, operation: { requestBody: { required: true, content } } };
    }
    const parameter = { name, in: place, required: true, schema };
    if (place === "query") return { path: "/jobs", method: "get", id, operation: { parameters: [parameter] } };
    return { path: `/{tenant}/jobs/{${name}}`, method: "get", id, operation: { parameters: [tenant, parameter] } };
  });

const SERVERS = fc.constantFrom<JsonObject[]>(
  [{ url: "https://print.example" }],
  [{ url: "https://print.example/" }, { url: "https://sandbox.print.example", description: "For trying" }],
  [
    {
      url: "https://{shop}.{area}.example",
      variables: { shop: { default: "a" }, area: { default: "eu", enum: ["eu"] } },
    },
  ],
  [{ url: "https://{shop}.example/{shop}", variables: { shop: { default: "a */ b", description: "*/ `x`" } } }],
);

interface Login {
  readonly session?: JsonObject;
  readonly paths: JsonObject;
}

/** The credentials have a field `key`; a login with that one alone could not be told from them. */
const LOGIN_FIELD = PROPERTY.filter((name) => name !== "key");

const LOGIN: fc.Arbitrary<Login> = fc.oneof(
  fc.constant<Login>({ paths: {} }),
  fc
    .tuple(
      LOGIN_FIELD,
      PROPERTY,
      fc.constantFrom("application/json", "application/x-www-form-urlencoded"),
      JSON_TYPE,
      text,
    )
    .map(([user, token, mediaType, granted, schema]): Login => {
      const properties = { [user]: { type: "string" }, grant_type: { const: "password" } };
      const body = { type: "object", required: [user, "grant_type"], properties };
      const answer = { type: "object", properties: { [token]: schema } };
      return {
        session: {
          login: { operation: "log in", fields: [user], grants: [{ field: "key", at: pointer(token) }] },
        },
        paths: {
          "/session": {
            post: {
              operationId: "log in",
              requestBody: { content: { [mediaType]: { schema: body } } },
              responses: { "201": { description: "A session.", content: { [granted]: { schema: answer } } } },
            },
          },
        },
      };
    }),
);

/** A small valid document, as JSON. */
export const documentText: fc.Arbitrary<string> = fc
  .record({
    parts: PARTS,
    forms: JOB_FORMS,
    provider: PROVIDER,
    operationId: OPERATION_ID,
    statuses: fc.uniqueArray(STATUS, { minLength: 3, maxLength: 5 }),
    request: REQUEST,
    servers: SERVERS,
    login: LOGIN,
    jsonType: JSON_TYPE,
    errorType: JSON_TYPE,
    components: fc.tuple(anySchema, anySchema, anySchema, anySchema),
    isWrapped: fc.boolean(),
    isNamed: fc.boolean(),
    hasOtherFormat: fc.boolean(),
    hasXml: fc.boolean(),
    hasBatch: fc.boolean(),
  })
  .chain((given) => {
    const { parts, forms, statuses } = given;
    const status = fc.oneof(
      formsOf({ type: "string", enum: statuses }),
      formsOf({ enum: statuses }),
      fc.constant<JsonObject>({ oneOf: statuses.map((value) => ({ const: value })) }),
      fc.constant<JsonObject>({ type: ["string", "null"], enum: [...statuses, null] }),
    );
    const item = objectWith({
      [parts.ok ?? ""]: formsOf({ type: "boolean" }),
      [parts.idOfItem ?? ""]: fc.oneof(text, number),
    });
    const link = objectWith({ rel: text, href: text });
    const job = objectWith({
      [parts.status ?? ""]: status,
      [parts.message ?? ""]: text,
      [parts.progress ?? ""]: number,
      [parts.time ?? ""]: text,
      [parts.self ?? ""]: text,
      [parts.items ?? ""]: item.chain((items) => itemsOfForms(forms, items)),
      [parts.links ?? ""]: link.chain((items) => formsOf({ type: "array", items })),
      ...schemasOfForms(forms, parts),
    });
    const failure = objectWith({ [parts.code ?? ""]: fc.oneof(text, number), [parts.message ?? ""]: text });
    return fc.record({ job, failure }).map((schemas) => JSON.stringify(documentOf(given, schemas)));
  });

/** The job as XML may describe it: one type at each place. */
function xmlOf(parts: Given["parts"], isWrapped: boolean): JsonObject {
  const item = {
    properties: { [parts["ok"] ?? ""]: { type: "boolean" }, [parts["idOfItem"] ?? ""]: { type: "integer" } },
  };
  const job: JsonObject = {
    type: "object",
    properties: {
      [parts["status"] ?? ""]: { type: "string" },
      [parts["message"] ?? ""]: { anyOf: [{ type: "string" }, { type: "null" }] },
      [parts["progress"] ?? ""]: { type: ["integer", "null"], format: "int64" },
      [parts["items"] ?? ""]: { type: "array", items: { type: "object", ...item }, xml: { wrapped: true } },
      [parts["extra"] ?? ""]: {},
    },
  };
  return isWrapped ? { type: "object", properties: { [parts["wrapper"] ?? ""]: job } } : job;
}

interface Given {
  readonly parts: Readonly<Record<string, string | undefined>>;
  readonly forms: JobForms;
  readonly provider: string;
  readonly operationId: string;
  readonly statuses: readonly string[];
  readonly request: Request;
  readonly servers: readonly JsonObject[];
  readonly login: Login;
  readonly jsonType: string;
  readonly errorType: string;
  readonly components: readonly JsonValue[];
  readonly isWrapped: boolean;
  readonly isNamed: boolean;
  readonly hasOtherFormat: boolean;
  readonly hasXml: boolean;
  readonly hasBatch: boolean;
}

function documentOf(given: Given, schemas: { readonly job: JsonObject; readonly failure: JsonObject }): JsonObject {
  const { parts, forms, provider, operationId, statuses, request, servers, login, jsonType, isWrapped } = given;
  const job = given.isNamed ? refTo("Job") : schemas.job;
  const body = isWrapped ? { type: "object", properties: { [parts["wrapper"] ?? ""]: job } } : job;
  const content: JsonObject = {
    ...(given.hasOtherFormat && { "text/html": { schema: { type: "string" } } }),
    [jsonType]: { schema: body },
    ...(given.hasXml && { "text/xml; charset=utf-8": { schema: xmlOf(parts, isWrapped) } }),
  };
  const jobs = { type: "object", properties: { list: { type: "array", items: job } } };
  return {
    openapi: "3.1.1",
    info: { title: "Print */ Jobs", version: "1" },
    servers,
    security: [{ key: [] }],
    "x-job-status": {
      provider,
      operation: operationId,
      ...(given.hasXml && request.method === "get" && { xmlOperation: operationId }),
      ...(given.hasBatch && {
        batch: { operation: "list", ids: "job ids", maximum: 2, jobs: "/list", id: pointer(parts["self"]) },
      }),
      id: request.id,
      job: {
        at: [isWrapped ? pointer(parts["wrapper"]) : ""],
        message: pointer(parts["message"]),
        ...jobOfForms(forms, parts),
        items: {
          at: pointer(parts["items"]),
          map: forms.items === "map",
          id: pointer(parts["idOfItem"]),
          success: pointer(parts["ok"]),
          outcome: [pointer(parts["ok"])],
          failedOutcomes: [false],
        },
        links: [
          { at: pointer(parts["self"]), rel: "self" },
          { at: pointer(parts["links"]), rel: "/rel", href: "/href" },
        ],
      },
      states: statesOfForms(forms, statuses),
      errors: { native: [pointer(parts["code"])], message: [pointer(parts["message"])] },
      credentials: [{ scheme: "key", header: { name: "X-Key", value: "{key}" } }],
      ...(login.session !== undefined && { session: login.session }),
    },
    paths: {
      [request.path]: {
        [request.method]: {
          operationId,
          ...request.operation,
          responses: {
            "200": { description: "The job.", content },
            ...responsesOfForms(forms),
            "404": { description: "None.", content: { [given.errorType]: { schema: schemas.failure } } },
          },
        },
      },
      ...login.paths,
      ...(given.hasBatch && {
        "/list": {
          get: {
            operationId: "list",
            parameters: [{ name: "job ids", in: "query", schema: { type: "string" } }],
            responses: { "200": { description: "Jobs.", content: { [given.errorType]: { schema: jobs } } } },
          },
        },
      }),
    },
    components: {
      securitySchemes: { key: { type: "apiKey", in: "header", name: "X-Key" } },
      schemas: {
        ...(given.isNamed && { Job: schemas.job }),
        ...Object.fromEntries(COMPONENTS.map((name, index) => [name, given.components[index] ?? {}])),
      },
    },
  };
}
