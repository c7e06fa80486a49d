import { describe, expect, it } from "vitest";
import { smallSpec } from "../testing/small-spec.ts";
import { IN_XML } from "../testing/small-variants.ts";
import { providerPackage } from "./provider-package.ts";
import { xmlTableFromSpec } from "./xml-table.ts";

const XML_SCHEMA = '            text/xml:\n              schema: { $ref: "#/components/schemas/Job" }';
const PROVENANCE = { generatorVersion: "1.2.3", specPath: "specs/print.yaml", specHash: "ab12" };

describe("xmlTableFromSpec", () => {
  it("is nothing where the provider speaks no XML", () => {
    expect(xmlTableFromSpec(smallSpec())).toBeUndefined();
  });

  it("takes the shape of a response from its schema", () => {
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
      name: "a member whose name in XML is its own",
      given: { "done: { type: integer }": "done: { type: number, xml: { name: done } }" },
      want: { shape: { members: { done: "number" } } },
    },
    {
      name: "a list in an element of its own, where another part of the schema says so",
      given: { "pages: { type: array,": "pages: { allOf: [{ xml: { wrapped: true } }], type: array," },
      want: { shape: { members: { pages: { wrapped: true } } } },
    },
    {
      name: "a schema that stands in the response itself, and has no name",
      given: {
        [XML_SCHEMA]:
          "            text/xml:\n              schema: { type: object, properties: { state: { type: string } } }",
      },
      want: { root: "root", shape: { members: { state: "text" } } },
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

  it("names only the members that have another name in XML", () => {
    const given = { "done: { type: integer }": "done: { type: number, xml: { name: done } }" };
    expect(xmlTableFromSpec(smallSpec({ ...IN_XML, ...given }))?.shape).not.toHaveProperty("names");
  });

  it("asks with a body in XML, under the name of its schema", () => {
    const given = {
      "id: { in: path, name: id }": "id: { in: body, name: JobId }",
      "/jobs/{id}": "/jobs",
      "get:": "post:",
      "parameters:\n        - { name: id, in: path, required: true, schema: { type: string } }":
        "requestBody:\n        content:\n          application/json: { schema: { $ref: '#/components/schemas/Question' } }" +
        "\n          text/xml: { schema: { $ref: '#/components/schemas/Question' } }",
      "    Job:\n": "    Question: { type: object, properties: { JobId: { type: integer } } }\n    Job:\n",
    };
    expect(xmlTableFromSpec(smallSpec({ ...IN_XML, ...given }))).toMatchObject({
      body: "Question",
      request: {
        method: "POST",
        path: "/jobs",
        id: { in: "body", name: "JobId", type: "integer" },
        accept: "text/xml",
        contentType: "text/xml",
      },
    });
  });
});

describe("the package of a provider that speaks XML", () => {
  it("has a module with the table, checked against the operation's types, under a subpath of its own", async () => {
    const files = await providerPackage(smallSpec(IN_XML), PROVENANCE, { scope: "@jobstatus" });
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
      /^\| `format` +\| `xml` from `@jobstatus\/print\/xml`, to request XML +\| JSON/m,
    );
  });

  it("loads it in no other module", async () => {
    const files = [...(await providerPackage(smallSpec(IN_XML), PROVENANCE, { scope: "@jobstatus" }))];
    const loading = files.filter(([path, text]) => path.endsWith(".ts") && /from "[^"]*xml[^"]*"/.test(text));
    expect(loading.map(([path]) => path)).toEqual(["src/gen/xml.ts"]);
  });
});
