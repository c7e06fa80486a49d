import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { JsonObject } from "../json.ts";
import { SMALL_SPEC, smallSpecText } from "../testing/small-spec.ts";
import { compareDocuments } from "./compare-documents.ts";

function rootOf(text: string): JsonObject {
  return parse(text) as JsonObject;
}

/** What changes if the first text of each pair becomes the second. */
function changes(base: string, replacements: Readonly<Record<string, string>>): string[] {
  let text = base;
  for (const [from, to] of Object.entries(replacements)) {
    if (!text.includes(from)) throw new Error(`the base has no ${JSON.stringify(from)}`);
    text = text.replace(from, () => to);
  }
  return compareDocuments(rootOf(base), rootOf(text)).map(
    ({ severity, place, message }) => `${severity} ${place}: ${message}`,
  );
}

const BASE = smallSpecText({
  "https://print.example": "https://{shop}.print.example\n    variables: { shop: { default: acme } }",
  "    failed: [jammed]": `\
    failed: [jammed]
  timeout: PT30M
  notFoundGrace: { duration: PT1M }
  limits: [{ of: job, interval: PT10S }]
  errors: { native: [/code], codes: [{ native: 7, code: forbidden }], http: [{ status: 409, code: unavailable }] }
  references: [{ from: body, id: /id }]
  operations: { scans: { operation: getJob, jobs: scans } }`,
});

describe("a change of the extension", () => {
  it.each([
    { name: "of nothing", given: {}, want: [] },
    {
      name: "of a state",
      given: { "running: [printing]": "pending: [printing]" },
      want: ['major states: the status value "printing" is `pending` now; it was `running`'],
    },
    {
      name: "of a value's name",
      given: { "failed: [jammed]": "failed: [stuck]" },
      want: [
        'major states: the status value "jammed" is gone',
        'minor states: the status value "stuck" is new: `failed`',
      ],
    },
    {
      name: "of what decides the outcome",
      given: { "succeeded: [printed]": "succeeded: [{ value: printed, outcomeFrom: items }]" },
      want: ['major states: the status value "printed" is `succeeded`, by its items now; it was `succeeded`'],
    },
    {
      name: "of evidence only",
      given: { "failed: [jammed]": "failed: [{ value: jammed, evidence: assumed, source: x }]" },
      want: ["patch document: only what no user's code sees has changed: texts, examples, evidence"],
    },
    {
      name: "that drops a field",
      given: { "    message: /note\n": "" },
      want: ["major job: `message` is gone"],
    },
    {
      name: "that adds a field, and reads one from elsewhere",
      given: { "message: /note": "message: /state\n    title: /note" },
      want: ["minor job: `title` is new", "patch job: `message` has changed"],
    },
    {
      name: "of a part of the progress",
      given: { "progress: { percent: /done }": "progress: { completed: /done, total: /done }" },
      want: [
        "major job: `progress.percent` is gone",
        "minor job: `progress.completed` is new",
        "minor job: `progress.total` is new",
      ],
    },
    {
      name: "that renames a credential",
      given: { 'value: "{key}"': 'value: "{token}"' },
      want: ["major credentials: the credentials key is gone", "minor credentials: the credentials token is new"],
    },
    {
      name: "that renames a credential to a name with an underscore",
      given: { 'value: "{key}"': 'value: "{api_key}"' },
      want: ["major credentials: the credentials key is gone", "minor credentials: the credentials api_key is new"],
    },
    {
      name: "of how a credential is sent",
      given: { 'value: "{key}"': 'value: "Key {key}"' },
      want: ["patch credentials: the credentials key has changed"],
    },
    {
      name: "to a shorter timeout and a longer grace",
      given: { "timeout: PT30M": "timeout: PT5M", "duration: PT1M": "duration: PT2M" },
      want: [
        "major timeout: the timeout of a wait is PT5M now; it was PT30M",
        "minor notFoundGrace: the time for which a new job may be not found is PT2M now; it was PT1M",
      ],
    },
    {
      name: "to the default timeout, which is longer",
      given: { "  timeout: PT30M\n": "" },
      want: ["minor timeout: the timeout of a wait is PT1H now; it was PT30M"],
    },
    {
      name: "of a limit",
      given: { "interval: PT10S": "interval: PT20S" },
      want: ["minor limits: the limit of requests for each job is 1 in PT20S now; it was 1 in PT10S"],
    },
    {
      name: "of what errors mean",
      given: { "native: 7, code: forbidden": "native: 7, code: unavailable", "status: 409": "status: 423" },
      want: [
        "major errors: the error code 7 is `unavailable` now; it was `forbidden`",
        "major errors: the HTTP status 409 is gone",
        "minor errors: the HTTP status 423 is new: `unavailable`",
      ],
    },
    {
      name: "of a reference",
      given: {
        "references: [{ from: body, id: /id }]": "references: [{ from: url, path: /jobs/{id} }]".replace(
          "/jobs/{id}",
          '"/jobs/{id}"',
        ),
      },
      want: [
        'major references: the way {"from":"body","id":"/id"} to name a job is gone',
        'minor references: the way {"from":"url","path":"/jobs/{id}"} to name a job is new',
      ],
    },
    {
      name: "of another operation's name",
      given: { "operations: { scans:": "operations: { copies:" },
      want: [
        'major operations: the operation "scans" is gone',
        'major operation: the operation that gives the status of the operation "scans" is gone',
        'minor operations: the operation "copies" is new',
        'minor operation: the operation that gives the status of the operation "copies" is new: getJob',
      ],
    },
    {
      name: "of the provider's name",
      given: { "provider: print": "provider: prints" },
      want: ["major provider: the provider's name is prints now; it was print"],
    },
    {
      name: "that this comparison does not know",
      given: { "  timeout: PT30M": "  timeout: PT30M\n  colour: red" },
      want: ["minor colour: `colour` is new"],
    },
  ])("$name", ({ given, want }) => expect(changes(BASE, given)).toEqual(want));
});

describe("a change of the client's options", () => {
  it.each([
    {
      name: "to a required one",
      given: { "  timeout: PT30M": "  timeout: PT30M\n  requiredVariables: [shop]" },
      want: ['major options: the option "shop" is required now'],
    },
    {
      name: "to another default",
      given: { "default: acme": "default: north" },
      want: ['minor options: the option "shop" has another default'],
    },
    {
      name: "to credentials that may be left out",
      given: { "  - key: []": "  - key: []\n  - {}" },
      want: ['minor options: the option "credentials" may be left out now'],
    },
    {
      name: "to credentials that the operation does not need",
      given: { "      operationId: getJob": "      operationId: getJob\n      security: [{}, { key: [] }]" },
      want: ['minor options: the option "credentials" may be left out now'],
    },
    {
      name: "to no credentials",
      given: { '  credentials:\n    - scheme: key\n      header: { name: X-Key, value: "{key}" }\n': "" },
      want: ["major credentials: the credentials key is gone", 'major options: the option "credentials" is gone'],
    },
    {
      name: "to another name",
      given: { "{shop}": "{store}", "shop: {": "store: {" },
      want: [
        'major options: the option "shop" is gone',
        'minor options: the option "store" is new',
        "minor servers: the address of the API is https://{store}.print.example now; it was https://{shop}.print.example",
      ],
    },
    {
      name: "to one more in the query and in a header",
      given: {
        "        - { name: id":
          "        - { name: api-version, in: query, required: true, schema: { type: string, default: a } }\n" +
          "        - { name: X-Shop, in: header, required: true, schema: { type: string } }\n" +
          "        - { name: X-Kind, in: header, required: true, schema: { const: job } }\n        - { name: id",
      },
      want: [
        'major options: the option "xShop" is new, and required',
        'major GET /jobs/{id}: the query parameter "api-version" is new, and required',
        'major GET /jobs/{id}: the header parameter "X-Shop" is new, and required',
        'major GET /jobs/{id}: the header parameter "X-Kind" is new, and required',
        'minor options: the option "apiVersion" is new',
      ],
    },
    {
      name: "to one more in the path",
      given: {
        "  /jobs/{id}:": "  /{shelf}/jobs/{id}:",
        "        - { name: id":
          "        - { name: shelf, in: path, required: true, schema: { type: string } }\n        - { name: id",
      },
      want: [
        'major options: the option "shelf" is new, and required',
        "major GET /{shelf}/jobs/{id}: getJob was GET /jobs/{id} before",
        'major GET /{shelf}/jobs/{id}: the path parameter "shelf" is new, and required',
      ],
    },
  ])("$name", ({ given, want }) => expect(changes(BASE, given)).toEqual(want));
});

describe("a change of an option of a client that can do without credentials", () => {
  const OPTIONAL = BASE.replace("  - key: []", "  - {}\n  - key: []");
  const NONE = BASE.replace("security:\n  - key: []", "security: []").replace(/  credentials:\n.*\n.*\n/, "");

  it.each([
    {
      name: "to required credentials",
      base: OPTIONAL,
      given: { "  - {}\n": "" },
      want: ['major options: the option "credentials" is required now'],
    },
    {
      name: "to credentials that one operation requires",
      base: OPTIONAL,
      given: { "      operationId: getJob": "      operationId: getJob\n      security: [{ key: [] }]" },
      want: ['major options: the option "credentials" is required now'],
    },
    {
      name: "from none to required ones",
      base: NONE,
      given: {
        "security: []": "security: [{ key: [] }]",
        "paths:": '  credentials: [{ scheme: key, header: { name: X-Key, value: "{key}" } }]\npaths:',
      },
      want: [
        'major options: the option "credentials" is new, and required',
        "minor credentials: the credentials key is new",
      ],
    },
    {
      name: "from none to optional ones",
      base: NONE,
      given: {
        "security: []": "security: [{ key: [] }, {}]",
        "paths:": '  credentials: [{ scheme: key, header: { name: X-Key, value: "{key}" } }]\npaths:',
      },
      want: ["minor credentials: the credentials key is new", 'minor options: the option "credentials" is new'],
    },
  ])("$name", ({ base, given, want }) => expect(changes(base, given)).toEqual(want));
});

const PLACE = "GET /jobs/{id}, response 200";

describe("a change of what users receive", () => {
  it.each([
    {
      name: "that drops a field",
      given: { "        done: { type: integer }\n": "" },
      want: [`major ${PLACE}: \`/done\` is gone`],
    },
    {
      name: "that adds a field",
      given: { "        done:": "        more: { type: string }\n        done:" },
      want: [`minor ${PLACE}: \`/more\` is new`],
    },
    {
      name: "of a type",
      given: { "done: { type: integer }": "done: { type: string }" },
      want: [`major ${PLACE}: \`/done\` is string now; it was number`],
    },
    {
      name: "to null as well",
      given: { "done: { type: integer }": "done: { type: [integer, 'null'] }" },
      want: [`major ${PLACE}: \`/done\` is number or null now; it was number`],
    },
    {
      name: "to never null",
      given: { 'note: { type: [string, "null"] }': "note: { type: string }" },
      want: [`minor ${PLACE}: \`/note\` is string now; it was string or null`],
    },
    {
      name: "to 64 bits, which may be text",
      given: { "done: { type: integer }": "done: { type: integer, format: int64 }" },
      want: [`major ${PLACE}: \`/done\` is int64 now; it was number`],
    },
    {
      name: "to a field that is always there",
      given: {
        "      type: object\n      properties:": "      type: object\n      required: [done]\n      properties:",
      },
      want: [`minor ${PLACE}: \`/done\` is always there now`],
    },
    {
      name: "of the values of an enum",
      given: { "enum: [printing, printed, jammed]": "enum: [printing, printed, stuck]" },
      want: [
        `minor ${PLACE}: \`/state\` has no value "jammed" any more`,
        `minor ${PLACE}: \`/state\` may be "stuck", too`,
      ],
    },
    {
      name: "inside a list",
      given: { "ok: { type: boolean }": "ok: { type: string }" },
      want: [`major ${PLACE}: \`/pages/*/ok\` is string now; it was boolean`],
    },
    {
      name: "of a media type",
      given: { "application/json:": "application/hal+json:" },
      want: [
        `major ${PLACE}: the media type application/json is gone`,
        `minor ${PLACE}: the media type application/hal+json is new`,
      ],
    },
    {
      name: "of a response",
      given: { '        "200":': '        "404": { description: None. }\n        "200":' },
      want: ["minor GET /jobs/{id}, response 404: the response is new"],
    },
  ])("$name", ({ given, want }) => expect(changes(SMALL_SPEC, given)).toEqual(want));
});

describe("a change of what users send", () => {
  const START = SMALL_SPEC.replace(
    "  /jobs/{id}:",
    `\
  /jobs:
    post:
      operationId: startJob
      parameters: [{ name: fast, in: query, schema: { type: boolean } }]
      requestBody:
        content:
          application/json:
            schema: { type: object, properties: { paper: { type: string, enum: [a4, a5] }, copies: { type: integer } } }
      responses: { "202": { description: Accepted. } }
  /jobs/{id}:`,
  );

  it.each([
    {
      name: "to a required field",
      given: { "{ type: object, properties: { paper": "{ type: object, required: [paper], properties: { paper" },
      want: ["major POST /jobs, request: `/paper` is always there now"],
    },
    {
      name: "to one value less",
      given: { "[a4, a5]": "[a4]" },
      want: ['major POST /jobs, request: `/paper` has no value "a5" any more'],
    },
    {
      name: "to one type more",
      given: { "copies: { type: integer }": "copies: { type: [integer, string] }" },
      want: ["minor POST /jobs, request: `/copies` is string or number now; it was number"],
    },
    {
      name: "to a required body",
      given: { "      requestBody:\n": "      requestBody:\n        required: true\n" },
      want: ["major POST /jobs, request: a body is required now"],
    },
    {
      name: "to a required parameter",
      given: { "in: query, schema": "in: query, required: true, schema" },
      want: ['major POST /jobs: the query parameter "fast" is required now'],
    },
    {
      name: "to other parameters",
      given: { "name: fast": "name: slow" },
      want: [
        'major POST /jobs: the query parameter "fast" is gone',
        'minor POST /jobs: the query parameter "slow" is new',
      ],
    },
    {
      name: "to another operation",
      given: { "operationId: startJob": "operationId: beginJob" },
      want: ["major POST /jobs: the operation startJob is gone", "minor POST /jobs: the operation beginJob is new"],
    },
  ])("$name", ({ given, want }) => expect(changes(START, given)).toEqual(want));
});
