import { describe, expect, it } from "vitest";
import { smallSpec } from "../testing/small-spec.ts";
import { WITH_BATCH, WITH_SERVER_VARIABLES, idInBody } from "../testing/small-variants.ts";
import { contractFromSpec } from "./contract-table.ts";
import { variablesOf } from "./variables.ts";

describe("contractFromSpec", () => {
  it("takes from a specification what core must know", () => {
    expect(contractFromSpec(smallSpec())).toEqual({
      provider: "print",
      operation: "getJob",
      server: "https://print.example",
      variables: {},
      request: {
        method: "GET",
        path: "/jobs/{id}",
        id: { in: "path", name: "id", type: "string" },
        accept: "application/json",
      },
      credentials: [{ header: { name: "X-Key", value: "{key}" } }],
      job: {
        at: [""],
        status: "/state",
        message: "/note",
        progress: { percent: "/done" },
        items: { at: "/pages", success: "/ok" },
      },
      states: { printing: "running", printed: "succeeded", jammed: "failed" },
      errors: { requestIdHeader: "X-Request-Id", defaultCode: "unavailable" },
      timeoutMs: 3_600_000,
    });
  });

  it.each([
    {
      name: "a base URL that ends in a slash",
      given: { "https://print.example": "https://print.example/" },
      want: { server: "https://print.example" },
    },
    {
      name: "a server variable, whose default holds",
      given: { "https://print.example": "https://{shop}.example\n    variables: { shop: { default: acme } }" },
      want: { server: "https://{shop}.example", variables: { shop: "acme" } },
    },
    {
      name: "a server variable that every client must name",
      given: WITH_SERVER_VARIABLES,
      want: { server: "https://{shop}.{area}.example", variables: { shop: null, area: "eu" } },
    },
    {
      name: "a server variable with a closed list",
      given: {
        "https://print.example": "https://{area}.example\n    variables: { area: { default: eu, enum: [eu, us] } }",
      },
      want: { variables: { area: "eu" } },
    },
    {
      name: "path parameters beside the id, with and without a default",
      given: {
        "/jobs/{id}": "/{version}/{tenant}/jobs/{id}",
        "parameters:":
          "parameters:\n        - { name: version, in: path, required: true, schema: { type: integer, default: 2 } }" +
          "\n        - { name: tenant, in: path, required: true, schema: { type: string } }",
      },
      want: { variables: { version: "2", tenant: null } },
    },
    {
      name: "an id that is an integer",
      given: { "required: true, schema: { type: string }": "required: true, schema: { type: integer, format: int64 }" },
      want: { request: { id: { type: "integer" } } },
    },
    {
      name: "an id whose name another parameter has elsewhere",
      given: {
        "parameters:":
          "parameters:\n        - { name: other, in: path, schema: { type: integer } }" +
          "\n        - { name: id, in: query, schema: { type: integer } }",
      },
      want: { request: { id: { type: "string" } } },
    },
    {
      name: "an id that may be either: a number that some clients write as text",
      given: { "required: true, schema: { type: string }": "required: true, schema: { type: [integer, string] }" },
      want: { request: { id: { type: "integer" } } },
    },
    {
      name: "an id in the body of a POST",
      given: idInBody(),
      want: {
        request: {
          method: "POST",
          path: "/jobs",
          id: { in: "body", name: "JobId", type: "integer" },
          contentType: "application/json",
        },
      },
    },
    {
      name: "status values whose outcome the items decide, and status values with evidence",
      given: {
        "[printed]": "[{ value: printed, outcomeFrom: items }]",
        "[printing]": "[{ value: printing, evidence: observed, source: recorded traffic }]",
      },
      want: { outcomeFromItems: ["printed"], states: { printing: "running", printed: "succeeded", jammed: "failed" } },
    },
    {
      name: "errors, their values as text",
      given: {
        "  credentials:":
          "  errors:\n    success: [{ at: /state, values: [printed] }, { at: /done, values: [0, 100] }]\n    native: [/done]\n    message: [/note]\n" +
          "    codes: [{ native: 5, code: not-found }]\n    http: [{ status: 409, code: rate-limited }]\n" +
          "    requestIdHeader: X-Trace\n    defaultCode: invalid-response\n  credentials:",
      },
      want: {
        errors: {
          success: [
            { at: "/state", values: ["printed"] },
            { at: "/done", values: ["0", "100"] },
          ],
          native: ["/done"],
          message: ["/note"],
          codes: { "5": "not-found" },
          http: { 409: "rate-limited" },
          requestIdHeader: "X-Trace",
          defaultCode: "invalid-response",
        },
      },
    },
    {
      name: "the longest of the limits of a job, and all of those of the account",
      given: {
        "  credentials:":
          "  limits: [{ of: job, interval: PT5S }, { of: job, interval: PT10S }, { of: account, interval: PT1M }, { of: account, requests: 30, interval: PT10S }]\n  credentials:",
      },
      want: {
        minPollIntervalMs: 10_000,
        accountLimits: [
          { requests: 1, intervalMs: 60_000 },
          { requests: 30, intervalMs: 10_000 },
        ],
      },
    },
    {
      name: "the headers that tell what is left of the account's limit, and no limit without a number",
      given: {
        "  credentials:":
          "  limits: [{ of: account, interval: PT1M, remainingHeader: X-Left, resetHeader: X-Reset }]\n  credentials:",
      },
      want: { remainingRequests: { header: "X-Left", resetHeader: "X-Reset", intervalMs: 60_000 } },
    },
    {
      name: "such headers beside a number",
      given: {
        "  credentials:":
          "  limits: [{ of: account, requests: 5, interval: PT1M, remainingHeader: X-Left, resetHeader: X-Reset }]\n  credentials:",
      },
      want: {
        accountLimits: [{ requests: 5, intervalMs: 60_000 }],
        remainingRequests: { header: "X-Left", resetHeader: "X-Reset", intervalMs: 60_000 },
      },
    },
    {
      name: "durations in milliseconds",
      given: { "  credentials:": "  timeout: PT30M\n  notFoundGrace: { duration: PT20S }\n  credentials:" },
      want: { timeoutMs: 1_800_000, notFoundGraceMs: 20_000 },
    },
    {
      name: "all times, and how they are written",
      given: {
        "    message: /note":
          "    times: { finishedAt: { at: /note }, createdAt: { at: /note, encodings: [dotnet-date, local-date-time] }, " +
          "updatedAt: { at: /note }, startedAt: { at: /note } }\n" +
          "    untrustedZoneStatuses: [jammed]",
      },
      want: {
        job: {
          times: {
            createdAt: { at: "/note", encodings: ["dotnet-date", "local-date-time"] },
            startedAt: { at: "/note", encodings: ["rfc3339"] },
            updatedAt: { at: "/note", encodings: ["rfc3339"] },
            finishedAt: { at: "/note", encodings: ["rfc3339"] },
          },
          untrustedZoneStatuses: ["jammed"],
        },
      },
    },
    {
      name: "every place of the job, and its title",
      given: {
        "    message: /note": '    at: [/job, ""]\n    title: /note',
        "        done:": '        job: { $ref: "#/components/schemas/Job" }\n        done:',
      },
      want: { job: { at: ["/job", ""], title: "/note" } },
    },
    {
      name: "a progress of two numbers",
      given: { "{ percent: /done }": "{ completed: /done, total: /done }" },
      want: { job: { progress: { completed: "/done", total: "/done" } } },
    },
    {
      name: "a batch",
      given: WITH_BATCH,
      want: { batch: { path: "/jobs?ids={?}", ids: "ids", separator: ",", maximum: 10, jobs: "/jobs", id: "/id" } },
    },
    {
      name: "a batch whose ids something else separates",
      given: { ...WITH_BATCH, "ids: ids, maximum": 'ids: ids, separator: ";", maximum' },
      want: { batch: { separator: ";" } },
    },
    {
      name: "the header that states a delay",
      given: { "  credentials:": "  delayHeader: { name: X-Delay, unit: minutes }\n  credentials:" },
      want: { delayHeader: { name: "X-Delay", unitMs: 60_000 } },
    },
    {
      name: "links of both kinds",
      given: {
        "    message: /note":
          "    links: [{ at: /note, rel: self }, { at: /pages, rel: /name, href: /name, method: /name }, { at: /pages, rel: /name, href: /name }]",
        "ok: { type: boolean }": "ok: { type: boolean }, name: { type: string }",
      },
      want: {
        job: {
          links: [
            { at: "/note", rel: "self" },
            { at: "/pages", rel: "/name", href: "/name", method: "/name" },
            { at: "/pages", rel: "/name", href: "/name" },
          ],
        },
      },
    },
    {
      name: "references, what they state by default left out",
      given: {
        "  credentials:":
          "  references:\n    - { from: body, at: '', where: { at: /queued, equals: false }, noJob: true, message: /why }\n" +
          "    - { from: body, id: /id, noJob: false }\n" +
          "    - { from: location, path: '/jobs/{id}', noJob: true, equals: '0' }\n    - { from: url, path: '/jobs/{id}' }\n" +
          "  credentials:",
      },
      want: {
        references: [
          { from: "body", where: { at: "/queued", equals: "false" }, noJob: true, message: "/why" },
          { from: "body", id: "/id" },
          { from: "location", path: "/jobs/{id}", noJob: true, equals: "0" },
          { from: "url", path: "/jobs/{id}" },
        ],
      },
    },
    {
      name: "sessions, with the calls that open and close them",
      given: {
        "  credentials:":
          "  session:\n    login:\n      operation: logIn\n      fields: [user, word]\n" +
          "      grants: [{ field: key, at: /key }, { field: key, cookie: keys }]\n" +
          "      confirms: [{ field: shop, at: /shop }]\n      refused: [400, 403]\n" +
          "      lifetime: { duration: PT6H }\n    renewedByResponses: true\n    logout: logOut\n  credentials:",
        "components:":
          "  /session:\n    post:\n      operationId: logIn\n      requestBody:\n        content:\n" +
          "          application/x-www-form-urlencoded:\n            schema: { type: object, properties: { user: { type: string }, word: { type: string } } }\n" +
          '      responses:\n        "200":\n          description: A session.\n          content:\n            application/json:\n' +
          "              schema: { type: object, properties: { key: { type: string }, shop: { type: integer } } }\n" +
          '    delete:\n      operationId: logOut\n      responses: { "200": { description: Over. } }\ncomponents:',
      },
      want: {
        session: {
          login: {
            operation: "logIn",
            method: "POST",
            path: "/session",
            contentType: "application/x-www-form-urlencoded",
            fields: ["user", "word"],
            grants: [
              { field: "key", at: "/key" },
              { field: "key", cookie: "keys" },
            ],
            confirms: [{ field: "shop", at: "/shop" }],
            refused: [400, 403],
            lifetimeMs: 21_600_000,
          },
          renewedByResponses: true,
          logout: { operation: "logOut", method: "DELETE", path: "/session" },
        },
      },
    },
    {
      name: "Basic credentials",
      given: { 'header: { name: X-Key, value: "{key}" }': 'basic: "{user}:{password}"' },
      want: { credentials: [{ basic: "{user}:{password}" }] },
    },
  ])("takes $name", ({ given, want }) => {
    expect(contractFromSpec(smallSpec(given))).toMatchObject(want);
  });

  it("leaves out what a job does not have", () => {
    const parts = "    message: /note\n    progress: { percent: /done }\n    items: { at: /pages, success: /ok }\n";
    expect(contractFromSpec(smallSpec({ [parts]: "" })).job).toStrictEqual({ at: [""], status: "/state" });
  });

  it("leaves out what a link, an account and a way of credentials do not have", () => {
    const { job, credentials, minPollIntervalMs } = contractFromSpec(
      smallSpec({
        "    message: /note": "    links: [{ at: /pages, rel: /name, href: /name }]",
        "ok: { type: boolean }": "ok: { type: boolean }, name: { type: string }",
        "  credentials:": "  limits: [{ of: account, interval: PT1M }]\n  credentials:",
        'header: { name: X-Key, value: "{key}" }': 'basic: "{user}:{password}"',
      }),
    );
    expect(job.links).toStrictEqual([{ at: "/pages", rel: "/name", href: "/name" }]);
    expect(credentials).toStrictEqual([{ basic: "{user}:{password}" }]);
    expect(minPollIntervalMs).toBeUndefined();
  });
});

describe("variablesOf", () => {
  it("describes what the client's options fill in, and leaves the job's id out", () => {
    const given = {
      "  states:": "  requiredVariables: [shop]\n  states:",
      "https://print.example":
        "https://{shop}.{area}.example\n    variables:\n      shop: { default: acme, description: Which shop }" +
        "\n      area: { default: eu, enum: [eu, us] }",
      "/jobs/{id}": "/{version}/{tenant}/{form}/jobs/{id}",
      "parameters:":
        "parameters:\n        - { name: version, in: path, schema: { anyOf: [{ enum: [v1, v2] }, { default: v2 }] } }" +
        "\n        - { name: tenant, in: path, description: Whose jobs, schema: { type: string, default: [7] } }" +
        "\n        - { name: form, in: query, schema: { default: a } }" +
        "\n        - { name: form, in: path, schema: { default: 7 } }",
    };
    expect(variablesOf(smallSpec(given))).toEqual([
      { name: "shop", in: "server", fallback: null, values: [], description: "Which shop" },
      { name: "area", in: "server", fallback: "eu", values: ["eu", "us"], description: "" },
      { name: "version", in: "path", fallback: "v2", values: ["v1", "v2"], description: "" },
      { name: "tenant", in: "path", fallback: null, values: [], description: "Whose jobs" },
      { name: "form", in: "path", fallback: "7", values: [], description: "" },
    ]);
  });

  it("takes the id of another place than the path for no variable of the path", () => {
    const given = {
      "id: { in: path, name: id }": "id: { in: query, name: id }",
      "parameters:": "parameters:\n        - { name: id, in: query, schema: { type: string } }",
    };
    expect(variablesOf(smallSpec(given)).map(({ name }) => name)).toEqual(["id"]);
  });
});
