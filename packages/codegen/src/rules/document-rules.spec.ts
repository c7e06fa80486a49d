import { describe, expect, it } from "vitest";
import { smallFaults } from "../testing/small-faults.ts";

const URL = "https://print.example";
const NOTE = 'note: { type: [string, "null"] }';

describe("the first server", () => {
  it.each([
    { name: "has no encryption", given: { [URL]: "http://print.example" } },
    { name: "has a port and a path", given: { [URL]: "https://print.example:8443/api/v1/" } },
    { name: "has a host of one letter", given: { [URL]: "https://p" } },
    {
      name: "has variables",
      given: { [URL]: "https://{shop}.example\n    variables: { shop: { default: a } }" },
    },
    { name: "has others after it that are not looked at", given: { [URL]: `${URL}\n  - url: "{gone}"` } },
  ])("can be one that $name", ({ given }) => {
    expect(smallFaults(given)).toEqual([]);
  });

  it.each([
    "ftp://print.example",
    "print.example",
    "//print.example",
    "/api",
    "https://",
    "https:///api",
    "https://?a=1",
  ])("cannot be %s", (url) => {
    const message = `${JSON.stringify(url)} isn't an absolute URL; begin it with https:// and a host.`;
    expect(smallFaults({ [URL]: JSON.stringify(url) })).toEqual([`4:10 server-url ${message}`]);
  });

  it.each(["x https://print.example", "https://print.example/?a=1", "https://print.example/#a"])(
    "cannot have more to it: %s",
    (url) => {
      expect(smallFaults({ [URL]: JSON.stringify(url) })).toEqual([
        expect.stringMatching(/^4:10 server-url .* isn't an absolute URL; /),
      ]);
    },
  );

  it("must be there, or its place is that of the list", () => {
    expect(smallFaults({ [`  - url: ${URL}`]: "  []" })).toEqual([
      "3:1 server-url the document names no server; give it `servers` with the provider's base URL.",
    ]);
  });

  it("must describe each of its variables", () => {
    const given = { [URL]: '"https://{shop}.{area}.example"\n    variables: { shop: { default: a }, area: eu }' };
    expect(smallFaults(given)).toEqual([
      '4:10 server-url the server has no variable "area"; describe it in `variables`.',
    ]);
  });
});

describe("a reference", () => {
  it.each([
    { name: "in an example of a schema", given: { [NOTE]: "note: { type: string, examples: [{ $ref: nowhere }] }" } },
    { name: "in a value", given: { [NOTE]: "note: { type: string, default: { $ref: nowhere } }" } },
    {
      name: "in the value of an example",
      given: {
        "            application/json:\n":
          "            application/json:\n              examples: { one: { value: { $ref: nowhere } } }\n",
      },
    },
    { name: "as the name of a property", given: { [NOTE]: `${NOTE}\n        $ref: { type: string }` } },
  ])("is only a word $name", ({ given }) => {
    expect(smallFaults(given)).toEqual([]);
  });

  it.each([
    {
      name: "in a schema in a list",
      given: { [NOTE]: 'note: { anyOf: [{ type: string }, { $ref: "#/gone" }] }' },
      want: '43:51 ref-unknown "#/gone" leads nowhere; add its target, or correct it.',
    },
    {
      name: "in a property that is named as a word of data is",
      given: { [NOTE]: `${NOTE}\n        value: { $ref: "#/gone" }` },
      want: '44:24 ref-unknown "#/gone" leads nowhere; add its target, or correct it.',
    },
    {
      name: "in a property that is named as a map of OpenAPI is",
      given: { [NOTE]: `${NOTE}\n        headers: { $ref: "#/gone" }` },
      want: '44:26 ref-unknown "#/gone" leads nowhere; add its target, or correct it.',
    },
    {
      name: "in an example of a map",
      given: {
        "            application/json:\n":
          '            application/json:\n              examples: { one: { $ref: "#/gone" } }\n',
      },
      want: '34:40 ref-unknown "#/gone" leads nowhere; add its target, or correct it.',
    },
    {
      name: "to another document",
      given: { [NOTE]: "note: { $ref: other.yaml }" },
      want: '43:23 ref-foreign "other.yaml" is in another document; bundle them into one, for example with "npx @redocly/cli bundle".',
    },
  ])("is followed $name", ({ given, want }) => {
    expect(smallFaults(given)).toEqual([want]);
  });
});

describe("the evidence of a field", () => {
  it.each(["documented", "observed", "assumed"])("can be %s", (evidence) => {
    const given = { [NOTE]: `note: { type: string, x-evidence: { evidence: ${evidence}, source: the manual } }` };
    expect(smallFaults(given)).toEqual([]);
  });

  it("isn't evidence if it is the name of a property", () => {
    expect(smallFaults({ [NOTE]: `${NOTE}\n        x-evidence: { type: string }` })).toEqual([]);
  });

  it.each([
    "seen",
    "{ evidence: seen, source: the manual }",
    "{ evidence: observed }",
    '{ evidence: observed, source: "" }',
    "{ evidence: observed, source: 7 }",
    "{ evidence: observed, source: the manual, by: me }",
    "{ source: the manual }",
    "[observed, the manual]",
  ])("cannot be %s", (evidence) => {
    expect(smallFaults({ [NOTE]: `note: { type: string, x-evidence: ${evidence} }` })).toEqual([
      "43:31 evidence-shape x-evidence must be {evidence, source}, where evidence is one of documented, observed, assumed and source is text.",
    ]);
  });
});

it("says where an operationId stands a second time", () => {
  const given = { "components:": "  /jobs:\n    post: { operationId: getJob }\ncomponents:" };
  expect(smallFaults(given)).toEqual([
    '36:26 operation-id-repeated another operation has the operationId "getJob" already; give this one its own.',
  ]);
});

describe("alternatives that a schema combines", () => {
  const anyOf = `{ anyOf: [${Array.from({ length: 10 }, () => "{ type: object }").join(", ")}] }`;
  /** A property beside one that is there. */
  const withMore = (schema: string) => `${NOTE}\n        more: ${schema}`;
  const combined = (count: number) => `{ allOf: [${Array.from({ length: count }, () => anyOf).join(", ")}] }`;

  it("may make fewer than 100000 types", () => {
    expect(smallFaults({ [NOTE]: withMore(combined(4)) })).toEqual([]);
  });

  it("may not make more, also by way of a reference, which is told once", () => {
    const given = {
      [NOTE]: withMore(`{ allOf: [{ $ref: '#/components/schemas/Part' }, ${anyOf}] }`),
      "    Job:": `    Part: ${combined(4)}\n    Job:`,
    };
    expect(smallFaults(given)).toEqual([
      expect.stringMatching(
        /^\d+:\d+ too-many-combinations the alternatives of these schemas make 100000 combinations or more; /,
      ),
    ]);
  });
});
