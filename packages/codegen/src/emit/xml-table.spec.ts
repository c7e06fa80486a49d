import { describe, expect, it } from "vitest";
import { smallSpec } from "../testing/small-spec.ts";
import { providerPackage } from "./provider-package.ts";
import { xmlTableFromSpec } from "./xml-table.ts";

const IN_XML = {
  "operation: getJob": "operation: getJob\n  xmlOperation: getJob",
  'schema: { $ref: "#/components/schemas/Job" }':
    'schema: { $ref: "#/components/schemas/Job" }\n            text/xml:\n' +
    '              schema: { $ref: "#/components/schemas/Job" }',
};

const PROVENANCE = { generatorVersion: "1.2.3", specPath: "specs/print.yaml", specHash: "ab12" };

describe("xmlTableFromSpec", () => {
  it("is nothing where the provider speaks no XML", () => {
    expect(xmlTableFromSpec(smallSpec())).toBeUndefined();
  });

  it("takes the shape of an answer from its schema", () => {
    expect(xmlTableFromSpec(smallSpec(IN_XML))).toEqual({
      provider: "print",
      operation: "getJob",
      request: {
        method: "GET",
        path: "/jobs/{id}",
        id: { in: "path", name: "id", type: "string" },
        accept: "text/xml",
      },
      root: "Job",
      shape: {
        members: {
          state: "text",
          note: "text",
          done: "number",
          pages: { items: { members: { ok: "boolean" } }, wrapped: false },
        },
      },
    });
  });

  it.each([
    {
      name: "a root of another name",
      given: { "Job:\n      type: object": "Job:\n      type: object\n      xml: { name: PrintJob }" },
      want: { root: "PrintJob" },
    },
    {
      name: "a member of another name",
      given: { "done: { type: integer }": "done: { type: integer, xml: { name: Percent, attribute: true } }" },
      want: { shape: { members: { done: "number" }, names: { done: "Percent" } } },
    },
    {
      name: "a list in an element of its own",
      given: { "pages: { type: array,": "pages: { type: array, xml: { wrapped: true }," },
      want: { shape: { members: { pages: { wrapped: true } } } },
    },
    {
      name: "a schema without a type",
      given: { "done: { type: integer }": "done: { type: integer }\n        more: {}" },
      want: { shape: { members: { more: "any" } } },
    },
    {
      name: "text or a number, of which the text has every digit",
      given: { "done: { type: integer }": "done: { type: integer }\n        page: { type: [integer, string] }" },
      want: { shape: { members: { page: "text" } } },
    },
  ])("knows $name", ({ given, want }) => {
    expect(xmlTableFromSpec(smallSpec({ ...IN_XML, ...given }))).toMatchObject(want);
  });

  it("comes to an end in a schema within itself", () => {
    const given = {
      "done: { type: integer }": 'done: { type: integer }\n        part: { $ref: "#/components/schemas/Job" }',
    };
    const levels = JSON.stringify(xmlTableFromSpec(smallSpec({ ...IN_XML, ...given }))).split('"part"').length - 1;
    expect(levels).toBe(9);
  });
});

describe("the package of a provider that speaks XML", () => {
  it("has a module with the table, checked against the operation's types, under a subpath of its own", async () => {
    const files = await providerPackage(smallSpec(IN_XML), PROVENANCE, {});
    expect(files.get("src/gen/xml.ts")).toContain(
      '} as const satisfies XmlTableFor<operations["getJob"]["responses"][200]["content"]["text/xml"]>);\n',
    );
    expect(JSON.parse(files.get("package.json") ?? "")).toHaveProperty(["exports", "./xml"], {
      "@jobstatus/source": "./src/gen/xml.ts",
      types: "./dist/gen/xml.d.ts",
      default: "./dist/gen/xml.js",
    });
    expect(files.get("src/gen/client.ts")).toContain('ClientOptions<PrintCredentials> & FormatOption<"print">');
    expect(files.get("README.md")).toMatch(
      /^\| `format` +\| `xml` from `@jobstatus\/print\/xml`, to ask in XML +\| JSON/m,
    );
  });

  it("loads it in no other module", async () => {
    const files = [...(await providerPackage(smallSpec(IN_XML), PROVENANCE, {}))];
    const loading = files.filter(([path, text]) => path.endsWith(".ts") && /from "[^"]*xml[^"]*"/.test(text));
    expect(loading.map(([path]) => path)).toEqual(["src/gen/xml.ts"]);
  });
});
