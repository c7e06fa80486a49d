import { describe, expect, it } from "vitest";
import { smallSpec } from "../testing/small-spec.ts";
import { WITH_BATCH, WITH_SESSION, idInBody } from "../testing/small-variants.ts";
import { contractFromSpec } from "./contract-table.ts";
import { variablesOf } from "./variables.ts";

const ID = "- { name: id, in: path, required: true, schema: { type: string } }";
const CREDENTIALS = "  credentials:";
const WAY = '- scheme: key\n      header: { name: X-Key, value: "{key}" }';

/** The small specification with more parameters. */
function withParameters(...parameters: readonly string[]): Readonly<Record<string, string>> {
  return { [ID]: [ID, ...parameters].map((parameter) => parameter.replace(/^(?!-)/, "- ")).join("\n        ") };
}

const VERSION = "{ name: api-version, in: query, required: true, schema: { type: string, default: 2026 } }";
const VIEW = "{ name: 'view of', in: query, required: true, schema: { const: 'a&b' } }";
const SHOP = "{ name: X-Shop, in: header, required: true, description: The shop, schema: { enum: [a, b] } }";
const KIND = "{ name: X-Kind, in: header, required: true, schema: { enum: [job] } }";

describe("the request of a table", () => {
  it("has the required parameters of the query and the headers, as constants and as options", () => {
    const page = "{ name: page, in: query, schema: { type: integer, default: 1 } }";
    expect(contractFromSpec(smallSpec(withParameters(VERSION, VIEW, SHOP, KIND, page)))).toMatchObject({
      request: {
        path: "/jobs/{id}?api-version={apiVersion}&view%20of=a%26b",
        headers: { "X-Shop": "{xShop}", "X-Kind": "job" },
      },
      variables: { apiVersion: "2026", xShop: null },
    });
  });

  it("has no headers where the document requires none", () => {
    expect(contractFromSpec(smallSpec()).request).toStrictEqual({
      method: "GET",
      path: "/jobs/{id}",
      id: { in: "path", name: "id", type: "string" },
      accept: "application/json",
    });
  });

  it("has an id in the query behind the other parameters, whatever its name is", () => {
    const given = {
      "id: { in: path, name: id }": "id: { in: query, name: job id }",
      "/jobs/{id}": "/jobs",
      [ID]: `- { name: job id, in: query, required: true, schema: { type: string } }\n        - ${VERSION}`,
    };
    expect(contractFromSpec(smallSpec(given)).request).toMatchObject({
      path: "/jobs?api-version={apiVersion}&job%20id={?}",
      id: { in: "query", name: "job id" },
    });
  });

  it("keeps the slashes of an id, in the paths of references as well", () => {
    const given = {
      "id: { in: path, name: id }": "id: { in: path, name: id, slashes: true }",
      [CREDENTIALS]: `\
  references:
    - { from: header, header: Operation-Location, path: "/jobs/{id}" }
    - { from: header, header: X-Job }
  credentials:`,
    };
    expect(contractFromSpec(smallSpec(given))).toMatchObject({
      request: { path: "/jobs/{+id}", id: { slashes: true } },
      references: [
        { from: "location", header: "Operation-Location", path: "/jobs/{+id}" },
        { from: "location", header: "X-Job" },
      ],
    });
  });

  it("has constants and options of a body", () => {
    const schema =
      "{ type: object, required: [JobId, shop, kind], properties: { JobId: { type: integer }, kind: { const: job }, deep: { const: true }, shop: { type: string, default: main }, note: { type: string } } }";
    const spec = smallSpec(idInBody(schema));
    expect(contractFromSpec(spec)).toMatchObject({
      request: { constants: { kind: "job", deep: true }, members: ["shop", "note"] },
      variables: { shop: "main", note: "" },
    });
  });

  it("may be a HEAD, whose HTTP status tells the job's", () => {
    const given = {
      "    get:": "    head:",
      "    status: /state\n    message: /note\n    progress: { percent: /done }\n    items: { at: /pages, success: /ok }":
        "    status: [{ value: printing, where: { http: 202 } }, { value: printed }]",
      "    failed: [jammed]\n": "",
      '        "200":\n          description: The job.\n          content:\n            application/json:\n              schema: { $ref: "#/components/schemas/Job" }':
        '        "200": { description: Printed. }\n        "202": { description: Printing. }',
    };
    expect(contractFromSpec(smallSpec(given)).request).toMatchObject({ method: "HEAD", path: "/jobs/{id}" });
  });

  it("the request for many jobs has the required parameters, too", () => {
    const parameter = "- { name: ids, in: query, schema: { type: string } }";
    const given = {
      ...WITH_BATCH,
      "components:": WITH_BATCH["components:"].replace(parameter, `${parameter}\n        - ${VERSION}`),
    };
    expect(contractFromSpec(smallSpec(given))).toMatchObject({
      batch: { path: "/jobs?api-version={apiVersion}&ids={?}" },
      variables: { apiVersion: "2026" },
    });
  });
});

describe("the credentials of a table", () => {
  it("may be in the query", () => {
    const given = { [WAY]: '- scheme: key\n      query: { name: key, value: "{key}" }' };
    expect(contractFromSpec(smallSpec(given)).credentials).toEqual([
      { places: [{ in: "query", name: "key", value: "{key}" }] },
    ]);
  });

  it("may be in several places", () => {
    const given = {
      [WAY]: `\
- scheme: key
      places:
        - { in: header, name: X-Key, value: "{key}", scheme: key }
        - { in: query, name: user, value: "{user_id}" }`,
    };
    expect(contractFromSpec(smallSpec(given)).credentials).toEqual([
      {
        places: [
          { in: "header", name: "X-Key", value: "{key}" },
          { in: "query", name: "user", value: "{user_id}" },
        ],
      },
    ]);
  });

  it("are in no place if the API takes none", () => {
    const given = { "security:\n  - key: []": "security: []", [`  credentials:\n    ${WAY}\n`]: "" };
    expect(contractFromSpec(smallSpec(given)).credentials).toEqual([{ places: [] }]);
  });

  it.each(["[{}, { key: [] }]", "[{ key: [] }, {}]"])("may be in no place if they are optional: %s", (security) => {
    const given = { "security:\n  - key: []": `security: ${security}` };
    expect(contractFromSpec(smallSpec(given)).credentials).toEqual([
      { header: { name: "X-Key", value: "{key}" } },
      { places: [] },
    ]);
  });
});

describe("the delays of a table", () => {
  it("have the milliseconds of their units, and a next URL its place", () => {
    const given = {
      [CREDENTIALS]:
        "  delayHeader: { name: X-Delay, unit: minutes }\n  delayField: { at: /done, unit: seconds }\n  nextUrl: { header: Location }\n  credentials:",
    };
    expect(contractFromSpec(smallSpec(given))).toMatchObject({
      delayHeader: { name: "X-Delay", unitMs: 60_000 },
      delayField: { at: "/done", unitMs: 1_000 },
      nextUrl: { header: "Location" },
    });
  });
});

describe("a login on another host", () => {
  const spec = smallSpec({
    [CREDENTIALS]: WITH_SESSION[CREDENTIALS].replace(
      "      confirms:",
      "      basic: '{user}:{word}'\n      lifetime: { at: /shop, unit: seconds }\n      confirms:",
    ),
    "components:": WITH_SESSION["components:"]
      .replace(
        "      operationId: logIn\n",
        "      operationId: logIn\n      security: []\n      servers: [{ url: 'https://{realm}.login.example/', variables: { realm: { default: main } } }]\n",
      )
      .replace("/session:", "/{realm}/{zone}/session:")
      .replace("    delete:", "  /session:\n    delete:"),
  });

  it("is said to be elsewhere, and not an operation of this host", () => {
    const { session, publicOperations } = contractFromSpec(spec);
    expect([session?.login, publicOperations]).toMatchObject([
      {
        elsewhere: true,
        path: "/{realm}/{zone}/session",
        basic: "{user}:{word}",
        lifetime: { at: "/shop", unitMs: 1_000 },
      },
      undefined,
    ]);
  });

  it("has variables that only a client needs that logs in, and one for its base URL", () => {
    expect(variablesOf(spec).map(({ name, in: place, fallback }) => [name, place, fallback])).toEqual([
      ["realm", "login", "main"],
      ["zone", "login", ""],
      ["loginUrl", "login", "https://{realm}.login.example"],
    ]);
  });
});

it("all limits of the account hold for all operations, whichever states them", () => {
  const limits = "  limits: [{ of: account, requests: 10, interval: PT1S }]\n  credentials:";
  const other = "limits: [{ of: account, requests: 1, interval: PT1S }]";
  const given = {
    [CREDENTIALS]: limits,
    "  states:": `\
  jobs: pages
  operations:
    batch: { operation: getJob, jobs: batches, ${other} }
  states:`,
  };
  expect(contractFromSpec(smallSpec(given)).accountLimits).toEqual([
    { requests: 10, intervalMs: 1_000 },
    { requests: 1, intervalMs: 1_000 },
  ]);
});
